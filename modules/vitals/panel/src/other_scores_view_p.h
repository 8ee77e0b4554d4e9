#pragma once

// What stands beside NEWS2: qSOFA, mean arterial pressure, shock index and body mass index for adults; for
// children each sign against the range for their age. Every figure with the values it comes from and how old
// they are.

#include "chart_vitals_p.h"
#include "vitals/score.h"

#include <QWidget>

class QGridLayout;
class QLabel;

namespace twinward::vitals {

class Units;

class OtherScoresView : public QWidget
{
    Q_OBJECT

public:
    explicit OtherScoresView(Units& units, QWidget* parent = nullptr);
    void setVitals(const ChartVitalsPtr& vitals, qint64 nowMs);

protected:
    void changeEvent(QEvent* event) override;

private:
    enum class Weight { Plain, Caution };
    void rewrite();
    void addHeading(const QString& text);
    void addRow(const QString& name, const QString& value, const QString& from, Weight weight);
    void addNote(const QString& text);
    void writeAdult();
    void writeChild();
    void addScore(const Score& score);
    void addDerived(const QString& name, const Derived& derived, const QString& unit);
    [[nodiscard]] QString inputs(const std::vector<ScoreInput>& inputs) const;

    Units& m_units;
    ChartVitalsPtr m_vitals;
    qint64 m_nowMs = 0;
    QGridLayout* m_grid;
    int m_line = 0;
};

} // namespace twinward::vitals
