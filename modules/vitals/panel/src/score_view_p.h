#pragma once

// A NEWS2 score as it is read at the bedside: the total large in the colour of its band with the band's word,
// then each input with its value, age and points. What is missing or old is said, never left out.

#include "sign_text_p.h"
#include "workbench/widgets.h"

#include <QLabel>
#include <QWidget>

class QGridLayout;

namespace twinward::vitals {

class Units;

// The total on the band's ground.
class ScoreBadge : public QWidget
{
    Q_OBJECT

public:
    explicit ScoreBadge(QWidget* parent = nullptr);
    void setScore(const std::optional<Score>& score);
    [[nodiscard]] QString text() const { return m_text; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_text;
    Band m_band = Band::None;
};

// The points of one input on their ground.
class PointsChip : public QWidget
{
    Q_OBJECT

public:
    explicit PointsChip(QWidget* parent = nullptr);
    void setPoints(std::optional<int> points); // none: missing
    [[nodiscard]] QString text() const;
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::optional<int> m_points;
};

class ScoreView : public QWidget
{
    Q_OBJECT

public:
    enum class Detail {
        Live, // beside the form: the inputs alone
        Full, // with the rule that fired, and the recommended response
    };
    ScoreView(Units& units, Detail detail, QWidget* parent = nullptr);

    enum class Inputs { Shown, Hidden };
    void setInputs(Inputs inputs); // hidden where there is no room: total, band and what is missing stay
    void setScore(const std::optional<Score>& score);
    [[nodiscard]] const std::optional<Score>& score() const { return m_score; }
    // "At least 5 · medium or higher", "7 · high".
    [[nodiscard]] QString headline() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    struct InputRow
    {
        QLabel* name;
        QLabel* value;
        QLabel* age;
        workbench::ElidedLabel* rule;
        PointsChip* points;
    };
    void makeRows(QGridLayout* grid);
    void rewrite();
    void writeInput(InputRow& row, Sign sign, const ScoreInput* input);
    void writeHead();

    Units& m_units;
    Detail m_detail;
    Inputs m_inputs = Inputs::Shown;
    std::optional<Score> m_score;
    ScoreBadge* m_badge;
    QLabel* m_band;
    QLabel* m_state;
    QLabel* m_scale;
    QLabel* m_response;
    std::vector<std::pair<Sign, InputRow>> m_rows;
};

} // namespace twinward::vitals
