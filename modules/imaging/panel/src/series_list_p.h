#pragma once

// The patient's studies, newest first, with a small picture of each series.

#include "imaging/library.h"
#include "workbench/session.h"

#include <QListWidget>

namespace twinward::imaging {

class SeriesList : public QListWidget
{
    Q_OBJECT

public:
    explicit SeriesList(workbench::Session& session, QWidget* parent = nullptr);

    void setStudies(const std::vector<Study>& studies);
    void select(const QString& seriesUid); // without choosing
    struct Place
    {
        size_t study = 0;
        size_t series = 0;
    };
    [[nodiscard]] std::optional<Place> current() const;
    [[nodiscard]] std::optional<Place> find(const QString& seriesUid) const;

signals:
    void chosen(twinward::imaging::SeriesList::Place place); // Enter, a click

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void fill();
    void drawNext(); // one small picture after the other
    void place(const QString& seriesUid, const QImage& picture);

    workbench::Session& m_session;
    std::vector<Study> m_studies;
    QHash<QString, QImage> m_pictures; // by series and its number of images
    bool m_drawing = false;
};

} // namespace twinward::imaging
