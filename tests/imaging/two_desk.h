#pragma once

// A viewer with two examinations of one patient, and what a person does with them: a test of both inherits
// it.

#include "prior_study.h"
#include "viewer_desk.h"

#include <QComboBox>
#include <QtTest/QtTest>

namespace twinward::imaging::test {

class TwoDesk
{
protected:
    void openAlone();
    void add(Exam::Place how);
    void take(const char* name) const;
    [[nodiscard]] bool isRead() const;
    [[nodiscard]] const ExamScene& scene() const { return m_desk->panel->exam().scene(); }
    [[nodiscard]] QImage seen(size_t plane) const { return m_desk->plane(plane)->grab().toImage(); }
    [[nodiscard]] bool isCalm() const { return isRead() && m_desk->isCalm(); }
    template <class W> [[nodiscard]] W* control(const char* name) const
    {
        auto* found = m_desk->panel->findChild<W*>(QString::fromLatin1(name));
        if (found == nullptr)
            qFatal("nothing is called %s", name);
        return found;
    }
    void choose(const char* box, int index) const
    {
        auto* combo = control<QComboBox>(box);
        combo->setCurrentIndex(index);
        emit combo->activated(index);
    }
    // Of the pixels of a plane's picture, the share that is what `expected` says of their place.
    using Expected = std::function<std::optional<QRgb>(const Vec3&)>;
    [[nodiscard]] double agreement(size_t plane, const Expected& expected) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ViewerDesk> m_desk;
    std::optional<SeriesList::Place> m_prior;
};

inline bool TwoDesk::isRead() const
{
    for (int layer = 0; layer < m_desk->panel->exam().layerCount(); ++layer) {
        if (!m_desk->panel->exam().layer(layer)->isComplete())
            return false;
    }
    return m_desk->isRead();
}

inline void TwoDesk::openAlone()
{
    m_desk->panel->open({0, 0});
    QTRY_VERIFY_WITH_TIMEOUT(isRead(), 120'000);
    m_desk->panel->command("layoutTwo")->trigger();
    m_desk->panel->command("cross")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(isCalm(), 60'000);
}

// As a person does: the series chosen in the list, then the command.
inline void TwoDesk::add(Exam::Place how)
{
    openAlone();
    auto* list = m_desk->panel->findChild<SeriesList*>();
    list->select(priorStudy + QStringLiteral(".1"));
    m_desk->panel->command(how == Exam::Place::Over ? "over" : "beside")->trigger();
    QCOMPARE(m_desk->panel->exam().layerCount(), 2);
    QTRY_VERIFY_WITH_TIMEOUT(isCalm(), 120'000);
}

inline void TwoDesk::take(const char* name) const
{
    const QDir folder(QStringLiteral(TWINWARD_BUILD_DIR "/looks/imaging"));
    folder.mkpath(QStringLiteral("."));
    QVERIFY(m_desk->panel->grab().save(folder.filePath(QString::fromLatin1(name) + QStringLiteral(".png"))));
}

inline double TwoDesk::agreement(size_t plane, const Expected& expected) const
{
    const QImage& picture = m_desk->plane(plane)->picture();
    const PlaneFrame& frame = m_desk->plane(plane)->frame();
    int seen = 0;
    int agrees = 0;
    for (int y = 3; y < frame.size.height(); y += 5) {
        for (int x = 3; x < frame.size.width(); x += 5) {
            const auto wanted = expected(frame.toPatient({x + 0.5, y + 0.5}));
            if (!wanted)
                continue;
            ++seen;
            const QRgb got = picture.pixel(x, y);
            agrees += std::abs(qRed(got) - qRed(*wanted)) <= 3 && std::abs(qGreen(got) - qGreen(*wanted)) <= 3
                    && std::abs(qBlue(got) - qBlue(*wanted)) <= 3
                ? 1
                : 0;
        }
    }
    return seen < 500 ? 0 : static_cast<double>(agrees) / seen;
}

} // namespace twinward::imaging::test
