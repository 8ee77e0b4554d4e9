// The charts over a real vault: what is drawn, moved, shared, corrected and exported.

#include "charts_panel_p.h"
#include "correction_dialog_p.h"
#include "panel_clinic.h"
#include "series_points_p.h"
#include "track_plot_p.h"
#include "vitals_table_p.h"

#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QRadioButton>
#include <QToolButton>
#include <QtTest/QtTest>

using namespace twinward;
using namespace twinward::vitals;
using namespace twinward::vitals::test;

class TestChartsPanel : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void drawsWhatWasCharted();
    void emptyChartSaysWhatToDo();
    void cursorIsSharedBothWays();
    void arrowKeysGoFromRoundToRound();
    void keysZoomAndPan();
    void clickSelectsTheEvent();
    void wrongValueIsCorrectedFromHere();
    void wrongEntryIsTakenBack();
    void correctionIsRefusedLikeAnEntry();
    void timeAndNoteAreCorrectedToo();
    void tracksAreHiddenOneByOneAndStaySo();
    void linesBreakAtGapsAndSkipArtefacts();
    void exportIsWrittenAndLogged();
    void millionPointsAreDrawnWithinAFrame();

private:
    [[nodiscard]] ChartsPanel* panel() const { return static_cast<ChartsPanel*>(m_clinic->panel.get()); }
    void openCharts();
    [[nodiscard]] const TrackPlottable* track(const char* id) const;

    std::unique_ptr<PanelClinic> m_clinic;
    record::PatientId m_patient;
};

void TestChartsPanel::init()
{
    m_clinic.reset();
    m_clinic = std::make_unique<PanelClinic>();
    m_patient = m_clinic->enrol(QStringLiteral("Mbeki"), QStringLiteral("Thandiwe"), 1961);
}

void TestChartsPanel::openCharts()
{
    m_clinic->show("vitals-charts");
    QSignalSpy drawn(panel(), &ChartsPanel::drawn);
    m_clinic->context->open(m_patient);
    QTRY_VERIFY(drawn.count() > 0);
    panel()->focusFirst();
}

const TrackPlottable* TestChartsPanel::track(const char* id) const
{
    for (const TrackPlottable* each : panel()->plot()->tracks()) {
        if (each->track().id == QString::fromLatin1(id))
            return each;
    }
    return nullptr;
}

void TestChartsPanel::drawsWhatWasCharted()
{
    m_clinic->chart(PanelClinic::round(m_patient, 240));
    m_clinic->chart(PanelClinic::round(m_patient, 5, 118, 24, 93, 38.6));
    openCharts();
    QVERIFY(track("news2") != nullptr);
    QVERIFY(track("heartRate") != nullptr);
    QVERIFY(track("bloodPressure") != nullptr);
    const TrackPlottable* heart = track("heartRate");
    QCOMPARE(heart->points().size(), size_t(2));
    QCOMPARE(heart->track().last->value, 118.0);
    const TrackPoint bar = *track("bloodPressure")->track().last;
    QCOMPARE(bar.high, 124.0);
    QCOMPARE(bar.low, 78.0);
    QVERIFY(std::abs(bar.value - (78 + (124 - 78) / 3.0)) < 0.01);
}

void TestChartsPanel::emptyChartSaysWhatToDo()
{
    openCharts();
    bool isSaid = false;
    for (const QLabel* label : panel()->findChildren<QLabel*>())
        isSaid |= label->isVisible() && label->text().contains(QStringLiteral("Press V"));
    QVERIFY(isSaid);
}

void TestChartsPanel::cursorIsSharedBothWays()
{
    m_clinic->chart(PanelClinic::round(m_patient, 5));
    openCharts();
    const qint64 there = QDateTime::currentMSecsSinceEpoch() - 3'600'000;
    m_clinic->context->setCursorMs(there);
    QCOMPARE(panel()->plot()->cursorTime(), std::optional(static_cast<double>(there) / 1000));
    QTest::keyClick(panel()->plot(), Qt::Key_End);
    QTest::keyClick(panel()->plot(), Qt::Key_Left);
    QVERIFY(m_clinic->context->cursorMs().has_value());
    QCOMPARE(static_cast<double>(*m_clinic->context->cursorMs()) / 1000, *panel()->plot()->cursorTime());
}

void TestChartsPanel::arrowKeysGoFromRoundToRound()
{
    for (const int minutes : {600, 300, 10})
        m_clinic->chart(PanelClinic::round(m_patient, minutes));
    openCharts();
    std::vector<double> times;
    for (int i = 0; i < 3; ++i) {
        QTest::keyClick(panel()->plot(), Qt::Key_Right);
        times.push_back(panel()->plot()->cursorTime().value_or(0));
    }
    QVERIFY(times[0] < times[1] && times[1] < times[2]);
    QVERIFY(std::abs((times[1] - times[0]) - 300 * 60) < 120);
    QTest::keyClick(panel()->plot(), Qt::Key_Left);
    QCOMPARE(*panel()->plot()->cursorTime(), times[1]);
}

void TestChartsPanel::keysZoomAndPan()
{
    for (const int minutes : {3000, 10})
        m_clinic->chart(PanelClinic::round(m_patient, minutes));
    openCharts();
    TrackPlot* const plot = panel()->plot();
    const double span = plot->window().span();
    QTest::keyClick(plot, Qt::Key_Plus);
    QVERIFY(plot->window().span() < span);
    QTest::keyClick(plot, Qt::Key_Minus);
    QVERIFY(std::abs(plot->window().span() - span) < 1);
    const double from = plot->window().from;
    QTest::keyClick(plot, Qt::Key_PageUp);
    QVERIFY(plot->window().from < from);
}

void TestChartsPanel::clickSelectsTheEvent()
{
    m_clinic->chart(PanelClinic::round(m_patient, 600));
    openCharts();
    const TrackPlottable* heart = track("heartRate");
    panel()->plot()->replot();
    const TrackPoint point = heart->points().front();
    const QPointF where = heart->coordsToPixels(point.time, point.value);
    QTest::mouseClick(panel()->plot(), Qt::LeftButton, Qt::NoModifier, where.toPoint());
    QVERIFY(m_clinic->context->selected().has_value());
    const record::Entry* entry = m_clinic->context->chart()->find(*m_clinic->context->selected());
    QCOMPARE(entry->as<record::Observation>()->code.coding.code, record::loinc::heartRate);
}

void TestChartsPanel::wrongValueIsCorrectedFromHere()
{
    // given a heart rate charted with a slip
    m_clinic->chart(PanelClinic::round(m_patient, 60, 172));
    openCharts();
    const TrackPoint wrong = track("heartRate")->points().front();
    panel()->plot()->pointChosen(wrong.source);
    // when it is put right, with the reason
    QTest::keyClick(panel()->plot(), Qt::Key_F2);
    auto* dialog = panel()->findChild<CorrectionDialog*>();
    QVERIFY(dialog != nullptr);
    auto* const value = dialog->findChild<QLineEdit*>(QStringLiteral("heartRate"));
    QCOMPARE(value->text(), QStringLiteral("172"));
    value->setText(QStringLiteral("72"));
    dialog->findChild<QLineEdit*>(QStringLiteral("reason"))->setText(QStringLiteral("typed 172 for 72"));
    dialog->findChild<QPushButton*>(QStringLiteral("record"))->click();
    // then the chart shows the right one, marked as corrected, and keeps the wrong one
    QTRY_COMPARE(track("heartRate")->track().last->value, 72.0);
    QCOMPARE(track("heartRate")->track().last->mark, TrackPoint::Mark::Corrected);
    const auto stored = m_clinic->stored(m_patient);
    for (const record::Entry* entry : stored->current<record::Observation>()) {
        if (entry->as<record::Observation>()->code.coding.code == record::loinc::heartRate)
            QCOMPARE(entry->versions.size(), size_t(2));
    }
}

void TestChartsPanel::wrongEntryIsTakenBack()
{
    m_clinic->chart(PanelClinic::round(m_patient, 600, 80));
    m_clinic->chart(PanelClinic::round(m_patient, 60, 172));
    openCharts();
    panel()->plot()->pointChosen(track("heartRate")->track().last->source);
    QTest::keyClick(panel()->plot(), Qt::Key_F2);
    auto* dialog = panel()->findChild<CorrectionDialog*>();
    QVERIFY(dialog != nullptr);
    dialog->findChild<QRadioButton*>(QStringLiteral("retract"))->setChecked(true);
    auto* const save = dialog->findChild<QPushButton*>(QStringLiteral("record"));
    QVERIFY(!save->isEnabled()); // no reason yet
    dialog->findChild<QLineEdit*>(QStringLiteral("reason"))->setText(QStringLiteral("another patient's"));
    save->click();
    QTRY_COMPARE(track("heartRate")->track().last->value, 80.0);
}

void TestChartsPanel::correctionIsRefusedLikeAnEntry()
{
    // given
    m_clinic->chart(PanelClinic::round(m_patient, 60, 172));
    openCharts();
    panel()->plot()->pointChosen(track("heartRate")->points().front().source);
    QTest::keyClick(panel()->plot(), Qt::Key_F2);
    auto* dialog = panel()->findChild<CorrectionDialog*>();
    QVERIFY(dialog != nullptr);
    auto* const save = dialog->findChild<QPushButton*>(QStringLiteral("record"));
    dialog->findChild<QLineEdit*>(QStringLiteral("reason"))->setText(QStringLiteral("a slip"));
    QVERIFY2(!save->isEnabled(), "nothing was changed yet");
    auto* const value = dialog->findChild<QLineEdit*>(QStringLiteral("heartRate"));
    for (const char* refused : {"900", "fast", "-", ""}) {
        value->setText(QString::fromLatin1(refused));
        QVERIFY2(!save->isEnabled(), refused);
    }
    value->setText(QStringLiteral("72"));
    QVERIFY(save->isEnabled());
    dialog->findChild<QLineEdit*>(QStringLiteral("time"))->setText(QStringLiteral("2999-01-01 10:00"));
    QVERIFY(!save->isEnabled());
}

void TestChartsPanel::timeAndNoteAreCorrectedToo()
{
    m_clinic->chart(PanelClinic::round(m_patient, 60, 72));
    openCharts();
    panel()->plot()->pointChosen(track("heartRate")->points().front().source);
    QTest::keyClick(panel()->plot(), Qt::Key_F2);
    auto* dialog = panel()->findChild<CorrectionDialog*>();
    QVERIFY(dialog != nullptr);
    const QDateTime right = QDateTime::currentDateTime().addSecs(-3 * 3600);
    dialog->findChild<QLineEdit*>(QStringLiteral("time"))
        ->setText(right.toString(QStringLiteral("yyyy-MM-dd HH:mm")));
    dialog->findChild<QLineEdit*>(QStringLiteral("note"))->setText(QStringLiteral("after walking"));
    dialog->findChild<QLineEdit*>(QStringLiteral("reason"))->setText(QStringLiteral("watch was wrong"));
    dialog->findChild<QPushButton*>(QStringLiteral("record"))->click();
    const auto heart = [&]() -> const record::Entry* {
        for (const record::Entry* entry : m_clinic->context->chart()->current<record::Observation>()) {
            if (entry->as<record::Observation>()->code.coding.code == record::loinc::heartRate)
                return entry;
        }
        return nullptr;
    };
    QTRY_COMPARE(heart()->versions.size(), size_t(2));
    const auto* observation = heart()->as<record::Observation>();
    QVERIFY(observation->note.contains(QStringLiteral("after walking")));
    QVERIFY(observation->note.contains(QStringLiteral("watch was wrong")));
    QCOMPARE(std::get<record::Quantity>(observation->value).value.toString(), QStringLiteral("72"));
    QVERIFY(qAbs(heart()->event().occurred.utcMs() - right.toMSecsSinceEpoch()) < 60'000);
}

void TestChartsPanel::tracksAreHiddenOneByOneAndStaySo()
{
    // given
    m_clinic->chart(PanelClinic::round(m_patient, 60, 72));
    openCharts();
    const size_t all = panel()->plot()->tracks().size();
    auto* menu = panel()->findChild<QMenu*>(QStringLiteral("tracks"));
    QVERIFY(menu != nullptr && all > 2);
    QAction* heart = nullptr;
    for (QAction* action : menu->actions()) {
        if (action->data().toString() == QStringLiteral("heartRate"))
            heart = action;
    }
    QVERIFY(heart != nullptr);
    // when: with the keyboard
    menu->popup(QPoint(0, 0));
    menu->setActiveAction(heart);
    QTest::keyClick(menu, Qt::Key_Space);
    // then
    QVERIFY(menu->isVisible());
    QTRY_COMPARE(panel()->plot()->tracks().size(), all - 1);
    QVERIFY(panel()->findChild<QToolButton*>(QStringLiteral("tracksButton"))->text().contains(u'1'));
    QTest::keyClick(menu, Qt::Key_Escape);
    // and in a panel that is made anew
    openCharts();
    QTRY_COMPARE(panel()->plot()->tracks().size(), all - 1);
    // when: all again
    menu = panel()->findChild<QMenu*>(QStringLiteral("tracks"));
    menu->actions().back()->trigger();
    QTRY_COMPARE(panel()->plot()->tracks().size(), all);
}

void TestChartsPanel::linesBreakAtGapsAndSkipArtefacts()
{
    // given a value a second, with ten minutes missing and one artefact
    Series series(5'000);
    for (qint64 second = 0; second < 60; ++second)
        series.append({second * 1000, 70, second == 30 ? Mark::Spike : Mark::None});
    for (qint64 second = 660; second < 700; ++second)
        series.append({second * 1000, 75, Mark::None});
    // when a window so wide that points share pixels is asked for
    const auto points = pointsOf(
        series, {0, 700}, 40, [](size_t) { return TrackPoint(); }, [](double value) { return value; });
    // then exactly one point after the first begins a new line
    const auto breaks = std::count_if(
        points.begin() + 1, points.end(), [](const TrackPoint& point) { return point.gapBefore; });
    QCOMPARE(breaks, std::ptrdiff_t(1));
}

void TestChartsPanel::exportIsWrittenAndLogged()
{
    for (int hours = 1; hours < 40; hours += 4)
        m_clinic->chart(PanelClinic::round(m_patient, hours * 60, 70 + hours));
    openCharts();
    QTemporaryDir folder;
    for (const char* name : {"chart.png", "chart.pdf"}) {
        QSignalSpy exported(panel(), &ChartsPanel::exported);
        panel()->exportTo(folder.filePath(QString::fromLatin1(name)));
        QTRY_COMPARE(exported.count(), 1);
    }
    const QImage picture(folder.filePath(QStringLiteral("chart.png")));
    QVERIFY(picture.width() > 2000);
    QSet<QRgb> colours;
    for (int y = 0; y < picture.height(); y += 3) {
        for (int x = 0; x < picture.width(); x += 3)
            colours.insert(picture.pixel(x, y));
    }
    QVERIFY(colours.size() > 20);
    QFile pdf(folder.filePath(QStringLiteral("chart.pdf")));
    QVERIFY(pdf.open(QIODevice::ReadOnly));
    QVERIFY(pdf.read(5) == "%PDF-");
    auto log = m_clinic->session->run(
        [](ledger::Vault& vault) { return vault.readClinic(record::Category::Access); });
    QTRY_VERIFY(log.isFinished());
    // Administrators and auditors read the log; whether it was written is asked of the vault itself where it
    // may be.
    const base::Result<std::vector<record::RecordedEvent>> read = log.result();
    VERIFY_RESULT(read);
    const auto exports = std::count_if(read->begin(), read->end(), [](const record::RecordedEvent& each) {
        const auto* access = each.event.as<record::AccessLogged>();
        return access != nullptr && access->action == record::AccessLogged::Action::Export;
    });
    QCOMPARE(exports, std::ptrdiff_t(2));
}

void TestChartsPanel::millionPointsAreDrawnWithinAFrame()
{
    // given a million points, a second apart
    auto series = std::make_shared<Series>(10'000);
    for (qint64 i = 0; i < 1'000'000; ++i)
        series->append({i * 1000, 75 + 20 * std::sin(static_cast<double>(i) / 900), Mark::None});
    TrackPlot plot;
    plot.resize(1200, 300);
    Track track;
    track.id = QStringLiteral("heartRate");
    track.scaleLow = 40;
    track.scaleHigh = 120;
    track.text = [](const TrackPoint& point) { return QString::number(point.value); };
    track.points = [series](const TimeWindow& window, int pixels) {
        return pointsOf(
            *series, window, pixels,
            [series](size_t index) {
                TrackPoint point;
                point.time = static_cast<double>(series->points()[index].ms) / 1000;
                point.value = point.low = point.high = series->points()[index].value;
                return point;
            },
            [](double value) { return value; });
    };
    plot.setExtent({0, 1'000'000});
    plot.setTracks({track});
    plot.show();
    // when it is moved about
    plot.setWindow({0, 1'000'000});
    QElapsedTimer timer;
    timer.start();
    constexpr int moves = 20;
    for (int i = 0; i < moves; ++i) {
        plot.zoom(i % 2 == 0 ? 0.8 : 1.25, 400'000);
        plot.replot(QCustomPlot::rpImmediateRefresh);
    }
    const double each = static_cast<double>(timer.nsecsElapsed()) / 1e6 / moves;
    qInfo("%.1f ms a frame with a million points", each);
    // then no more is drawn than there are pixels: the time a frame takes is printed, not asserted
    QVERIFY(plot.tracks().front()->points().size() <= static_cast<size_t>(plot.width()) * 4);
    QVERIFY(plot.tracks().front()->points().size() > 1000);
}

QTEST_MAIN(TestChartsPanel)
#include "tst_charts_panel.moc"
