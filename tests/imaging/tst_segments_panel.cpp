// Segments made in the viewer on a real chest, by mouse and by keys, kept in the record and opened again.
// Leaves pictures in looks/imaging/ under the build folder.

#include "imaging/seg_object.h"
#include "segment_controls_p.h"
#include "segmenting_p.h"
#include "viewer_desk.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QMouseEvent>
#include <QPushButton>
#include <QTableWidget>
#include <QtTest/QtTest>

using namespace twinward;
using namespace twinward::imaging;
using namespace twinward::imaging::test;
using workbench::Theme;

class TestSegmentsPanel : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase() { m_desk.reset(); }
    void aRangeIsShownBeforeItIsTaken();
    void growingTakesTheLungAtTheCrossHair();
    void theBrushPaintsWithTheMouseAndUndoTakesTheStrokeBack();
    void theBrushPaintsWithTheKeyboard();
    void tidyingKeepsTheLargestPart();
    void surfacesStandInTheVolume();
    void keptSegmentsAreAFindingWithAnObjectAndOpenAgain();
    void choosingTheFindingOpensItsSegments();
    void undoneToOtherSegmentsTheFindingIsNotOverwritten();
    void filesHoldWhatIsOnTheScreen();
    void aSegmentationOfTheStudyIsOffered();
    void anotherSeriesBeginsAnew();
    void aNurseIsToldWhy();

private:
    [[nodiscard]] Segmenting& segmenting() const { return m_desk->panel->segmenting(); }
    template <class Widget> [[nodiscard]] Widget* control(const char* name) const
    {
        auto* found = m_desk->panel->findChild<Widget*>(QString::fromLatin1(name));
        if (found == nullptr)
            qFatal("no %s", name);
        return found;
    }
    [[nodiscard]] bool isFree() const { return !segmenting().isBusy() && m_desk->isCalm(); }
    void press(const char* name) const { control<QPushButton>(name)->click(); }
    void take(const QString& name) const;

    std::unique_ptr<ViewerDesk> m_desk;
};

void TestSegmentsPanel::initTestCase()
{
    if (chest().isEmpty())
        QSKIP("ct-chest is not here: segments were not tried on a real chest.");
    Theme::instance().setMode(Theme::Mode::Light);
    Theme::instance().apply();
    m_desk = std::make_unique<ViewerDesk>(ImportSource{{chest()}, {}});
    m_desk->openPatient();
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->isRead(), 120'000);
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->isCalm(), 120'000);
    m_desk->panel->showSegments();
}

void TestSegmentsPanel::take(const QString& name) const
{
    QApplication::processEvents();
    const QDir folder(QStringLiteral(TWINWARD_BUILD_DIR "/looks/imaging"));
    folder.mkpath(QStringLiteral("."));
    QVERIFY(m_desk->panel->grab().save(folder.filePath(name + QStringLiteral(".png"))));
}

void TestSegmentsPanel::aRangeIsShownBeforeItIsTaken()
{
    // given no preview until a value is touched
    QVERIFY(segmenting().isPossible());
    QVERIFY(segmenting().outlines().empty());
    // when the lowest value is set
    control<QDoubleSpinBox>("rangeFrom")->setValue(180);
    // then the views show what it takes, and nothing is taken
    QTRY_COMPARE(segmenting().outlines().size(), size_t{1});
    const VolumePtr volume = m_desk->panel->exam().ground()->volume();
    const auto bone = threshold(*volume, {180, 3071}, wholeBox(volume->grid.size));
    QTRY_VERIFY(segmenting().outlines().front()->segments.front().mask == *bone);
    QVERIFY(segmenting().segmentation().segments.empty());
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->isCalm(), 30'000);
    take(QStringLiteral("segments-preview"));
    // when it is added
    press("addRange");
    QTRY_VERIFY_WITH_TIMEOUT(isFree(), 30'000);
    // then there is a segment of just that, and no preview
    QVERIFY(segmenting().segmentation().segments.front().mask == *bone);
    QCOMPARE(segmenting().outlines().size(), size_t{1});
    QCOMPARE(control<QTableWidget>("segments")->rowCount(), 1);
}

void TestSegmentsPanel::growingTakesTheLungAtTheCrossHair()
{
    press("addSegment");
    QCOMPARE(segmenting().current(), 1);
    const VolumePtr volume = m_desk->panel->exam().ground()->volume();
    m_desk->panel->exam().settle([&](ExamScene& scene) {
        scene.cursor = centreOf(volume->grid, {180, 256, 140});
    });
    control<QDoubleSpinBox>("rangeFrom")->setValue(-1000);
    control<QDoubleSpinBox>("rangeTo")->setValue(-500);
    press("growAtCursor");
    QTRY_VERIFY_WITH_TIMEOUT(isFree(), 30'000);
    // Both lungs and the airways of an adult, litres and not the air around.
    const double ml = segmenting().volumesMl()[1];
    QVERIFY2(ml > 1000 && ml < 8000, qPrintable(QString::number(ml)));
    QCOMPARE(control<QTableWidget>("segments")->item(1, 1)->text(), QLocale().toString(ml, 'f', 2));
    take(QStringLiteral("segments-light"));
}

void TestSegmentsPanel::theBrushPaintsWithTheMouseAndUndoTakesTheStrokeBack()
{
    press("addSegment");
    control<QDoubleSpinBox>("brushRadius")->setValue(8);
    m_desk->panel->command("brush")->trigger();
    PlaneWidget* axial = m_desk->plane(0);
    const auto send = [axial](QEvent::Type type, const QPointF& at) {
        QMouseEvent event(type, at, axial->mapToGlobal(at), Qt::LeftButton,
            type == QEvent::MouseButtonRelease ? Qt::NoButton : Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(axial, &event);
    };
    const QPointF middle = axial->rect().center();
    send(QEvent::MouseButtonPress, middle);
    for (int i = 1; i <= 20; ++i)
        send(QEvent::MouseMove, middle + QPointF(i * 3, 0));
    send(QEvent::MouseButtonRelease, middle + QPointF(60, 0));
    const Mask painted = segmenting().segmentation().segments[2].mask;
    QVERIFY(painted.count() > 200);
    const auto bounds = painted.bounds();
    QCOMPARE(bounds->first[2], bounds->last[2]); // a disc stays in its slice
    const double wide = m_desk->plane(0)->frame().mmPerPixel * 60 + 16;
    const double spacing = m_desk->panel->exam().ground()->volume()->grid.spacing[0];
    QVERIFY(std::abs((bounds->last[0] - bounds->first[0] + 1) * spacing - wide) < 3 * spacing);

    m_desk->panel->command("undo")->trigger(); // the whole stroke
    QVERIFY(segmenting().segmentation().segments[2].mask.isEmpty());
    m_desk->panel->command("redo")->trigger();
    QVERIFY(segmenting().segmentation().segments[2].mask == painted);

    m_desk->panel->command("eraser")->trigger();
    control<QDoubleSpinBox>("brushRadius")->setValue(30);
    send(QEvent::MouseButtonPress, middle);
    send(QEvent::MouseMove, middle + QPointF(60, 0));
    send(QEvent::MouseButtonRelease, middle + QPointF(60, 0));
    QVERIFY(segmenting().segmentation().segments[2].mask.isEmpty());
}

void TestSegmentsPanel::theBrushPaintsWithTheKeyboard()
{
    control<QDoubleSpinBox>("brushRadius")->setValue(4);
    m_desk->panel->command("brush")->trigger();
    PlaneWidget* axial = m_desk->plane(0);
    axial->setFocus();
    QTest::keyClick(axial, Qt::Key_Return);
    const qint64 one = segmenting().segmentation().segments[2].mask.count();
    QVERIFY(one > 0);
    for (int i = 0; i < 30; ++i)
        QTest::keyClick(axial, Qt::Key_Right);
    QTest::keyClick(axial, Qt::Key_Return);
    QVERIFY(segmenting().segmentation().segments[2].mask.count() > one);
}

void TestSegmentsPanel::tidyingKeepsTheLargestPart()
{
    control<QTableWidget>("segments")->setCurrentCell(0, 0);
    QCOMPARE(segmenting().current(), 0);
    const Mask before = segmenting().segmentation().segments[0].mask;
    control<QComboBox>("tidy")->setCurrentIndex(static_cast<int>(Segmenting::Tidy::KeepLargest));
    press("tidyApply");
    QTRY_VERIFY_WITH_TIMEOUT(isFree(), 30'000);
    QVERIFY(segmenting().segmentation().segments[0].mask == largestIsland(before));
}

void TestSegmentsPanel::surfacesStandInTheVolume()
{
    QSignalSpy made(&segmenting(), &Segmenting::surfacesMade);
    control<QCheckBox>("showSurfaces")->setChecked(true);
    QTRY_VERIFY_WITH_TIMEOUT(!made.isEmpty(), 120'000);
    QTRY_VERIFY_WITH_TIMEOUT(!m_desk->panel->views().volume()->isAtRest(), 30'000);
    QTRY_VERIFY_WITH_TIMEOUT(isFree(), 60'000);
    const auto surfaces = made.last().first().value<std::vector<SurfaceToDraw>>();
    QCOMPARE(surfaces.size(), size_t{3});
    QVERIFY(std::abs(volumeMl(*surfaces[1].mesh) - segmenting().volumesMl()[1])
        < 0.02 * segmenting().volumesMl()[1]);
    Theme::instance().setMode(Theme::Mode::Dark);
    Theme::instance().apply();
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->isCalm(), 60'000);
    take(QStringLiteral("segments-dark"));
    control<QCheckBox>("showSurfaces")->setChecked(false);
}

void TestSegmentsPanel::keptSegmentsAreAFindingWithAnObjectAndOpenAgain()
{
    const Segmentation before = segmenting().segmentation();
    press("keepSegments");
    QTRY_VERIFY_WITH_TIMEOUT(segmenting().isSaved() && isFree(), 60'000);
    QTRY_VERIFY(segmenting().kept().has_value());
    const record::Entry* entry = m_desk->context->chart()->find(*segmenting().kept());
    QVERIFY(entry != nullptr);
    const auto* finding = entry->as<record::ImagingFinding>();
    QVERIFY(finding->shape == record::ImagingFinding::Shape::Segmentation);
    QCOMPARE(finding->values.size(), size_t{3});
    QCOMPARE(std::get<record::Quantity>(finding->values[1].value).unit, QStringLiteral("mL"));

    // Changed, and opened as it was kept.
    segmenting().removeSegment();
    QTRY_VERIFY(isFree());
    press("openSegments");
    QTRY_VERIFY_WITH_TIMEOUT(segmenting().segmentation().segments.size() == 3 && isFree(), 60'000);
    for (size_t i = 0; i < 3; ++i) {
        QVERIFY(segmenting().segmentation().segments[i].mask == before.segments[i].mask);
        QCOMPARE(segmenting().segmentation().segments[i].label, before.segments[i].label);
        QCOMPARE(segmenting().segmentation().segments[i].colour, before.segments[i].colour);
    }

    // Kept again it is the same finding, amended.
    const size_t findings = m_desk->context->chart()->current<record::ImagingFinding>().size();
    segmenting().rename(0, QStringLiteral("Skeleton"));
    press("keepSegments");
    QTRY_VERIFY_WITH_TIMEOUT(segmenting().isSaved() && isFree(), 60'000);
    QTRY_COMPARE(m_desk->context->chart()->current<record::ImagingFinding>().size(), findings);
}

void TestSegmentsPanel::choosingTheFindingOpensItsSegments()
{
    // given kept segments, and nothing on the screen
    const record::EventId finding = *segmenting().kept();
    const Mask kept = segmenting().segmentation().segments[1].mask;
    m_desk->panel->exam().clear();
    QVERIFY(segmenting().segmentation().segments.empty());
    // when the finding is chosen, as in the timeline
    m_desk->context->select(std::nullopt);
    m_desk->context->select(finding);
    // then its images are read and its segments are there to be worked on
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->isRead(), 120'000);
    QTRY_COMPARE_WITH_TIMEOUT(segmenting().segmentation().segments.size(), size_t{3}, 60'000);
    QVERIFY(segmenting().segmentation().segments[1].mask == kept);
    QVERIFY(control<SegmentControls>("segmentControls")->isVisible());
    QVERIFY(segmenting().isSaved());
    // and changed and kept again they are the same finding
    QTRY_VERIFY_WITH_TIMEOUT(isFree(), 30'000);
    const size_t findings = m_desk->context->chart()->current<record::ImagingFinding>().size();
    segmenting().rename(1, QStringLiteral("Lungs"));
    press("keepSegments");
    QTRY_VERIFY_WITH_TIMEOUT(segmenting().isSaved() && isFree(), 60'000);
    QCOMPARE(m_desk->context->chart()->current<record::ImagingFinding>().size(), findings);
    // and chosen once more, work that is not kept stays
    segmenting().rename(1, QStringLiteral("Both lungs"));
    m_desk->context->select(std::nullopt);
    m_desk->context->select(*segmenting().kept());
    QVERIFY(!segmenting().isBusy());
    QCOMPARE(segmenting().segmentation().segments[1].label, QStringLiteral("Both lungs"));
    segmenting().undo();
}

void TestSegmentsPanel::undoneToOtherSegmentsTheFindingIsNotOverwritten()
{
    // given segments begun anew that are not kept, and then kept ones opened
    const size_t findings = m_desk->context->chart()->current<record::ImagingFinding>().size();
    m_desk->panel->open({0, 0});
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->isRead() && segmenting().isPossible(), 120'000);
    QVERIFY(segmenting().segmentation().segments.empty());
    segmenting().addRange({400, 3000});
    QTRY_VERIFY_WITH_TIMEOUT(isFree(), 60'000);
    press("openSegments");
    QTRY_VERIFY_WITH_TIMEOUT(segmenting().segmentation().segments.size() == 3 && isFree(), 60'000);
    // when the opening is undone and what was there before is kept
    segmenting().undo();
    QCOMPARE(segmenting().segmentation().segments.size(), size_t{1});
    press("keepSegments");
    QTRY_VERIFY_WITH_TIMEOUT(segmenting().isSaved() && isFree(), 60'000);
    // then it is a finding of its own
    QTRY_COMPARE(m_desk->context->chart()->current<record::ImagingFinding>().size(), findings + 1);
    segmenting().redo();
    QCOMPARE(segmenting().segmentation().segments.size(), size_t{3});
}

void TestSegmentsPanel::filesHoldWhatIsOnTheScreen()
{
    QTemporaryDir folder(QStringLiteral(TWINWARD_BUILD_DIR "/segments-XXXXXX"));
    segmenting().setCurrent(1);
    QSignalSpy wrote(&segmenting(), &Segmenting::wrote);
    const QString object = folder.filePath(QStringLiteral("lung.dcm"));
    segmenting().exportTo(object, Segmenting::FileKind::Segmentation);
    QTRY_COMPARE_WITH_TIMEOUT(wrote.size(), 1, 60'000);
    const auto read = readSegmentation(contentOf(object), segmenting().segmentation().grid);
    QVERIFY(read);
    QCOMPARE(read->segments.size(), size_t{3});
    QVERIFY(read->segments[1].mask == segmenting().segmentation().segments[1].mask);
    segmenting().exportTo(folder.filePath(QStringLiteral("lung.stl")), Segmenting::FileKind::Stl);
    QTRY_COMPARE_WITH_TIMEOUT(wrote.size(), 2, 60'000);
    QVERIFY(QFileInfo(folder.filePath(QStringLiteral("lung.stl"))).size() > 100'000);
    QSignalSpy failed(&segmenting(), &Segmenting::failed);
    segmenting().exportTo(folder.filePath(QStringLiteral("nowhere/lung.ply")), Segmenting::FileKind::Ply);
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 60'000);
}

void TestSegmentsPanel::aSegmentationOfTheStudyIsOffered()
{
    // given a DICOM segmentation that came into the study as another program wrote it
    QTemporaryDir folder(QStringLiteral(TWINWARD_BUILD_DIR "/segments-XXXXXX"));
    const QString object = folder.filePath(QStringLiteral("elsewhere.dcm"));
    const Segmentation written = segmenting().segmentation();
    QSignalSpy wrote(&segmenting(), &Segmenting::wrote);
    segmenting().exportTo(object, Segmenting::FileKind::Segmentation);
    QTRY_COMPARE_WITH_TIMEOUT(wrote.size(), 1, 60'000);
    auto* sources = control<QComboBox>("segmentSources");
    const int before = sources->count();
    auto filed = m_desk->session->run([object, patient = m_desk->patient()](ledger::Vault& vault) {
        const auto plan = scan(ImportSource{{object}, {}});
        if (!plan || plan->studies.empty())
            return false;
        const auto report = file(vault, *plan,
            {{0, patient, detailsFrom(plan->studies.front().patient),
                {PatientField::Name, PatientField::BirthDate, PatientField::Sex}}});
        return report && report->added() == 1;
    });
    QTRY_VERIFY_WITH_TIMEOUT(filed.isFinished(), 60'000);
    QVERIFY(filed.result());
    // then it is offered after what was kept here, and opens
    QTRY_COMPARE_WITH_TIMEOUT(sources->count(), before + 1, 30'000);
    QVERIFY(sources->itemText(before).contains(QStringLiteral("from the study")));
    segmenting().removeSegment();
    QTRY_VERIFY_WITH_TIMEOUT(isFree(), 30'000);
    sources->setCurrentIndex(before);
    take(QStringLiteral("segments-sources"));
    press("openSegments");
    QTRY_VERIFY_WITH_TIMEOUT(segmenting().segmentation().segments.size() == 3 && isFree(), 60'000);
    for (size_t i = 0; i < 3; ++i)
        QVERIFY(segmenting().segmentation().segments[i].mask == written.segments[i].mask);
}

void TestSegmentsPanel::anotherSeriesBeginsAnew()
{
    m_desk->panel->exam().clear();
    QVERIFY(!segmenting().isPossible());
    QVERIFY(segmenting().segmentation().segments.empty());
    QVERIFY(segmenting().outlines().empty());
    QCOMPARE(control<QTableWidget>("segments")->rowCount(), 0);
}

void TestSegmentsPanel::aNurseIsToldWhy()
{
    m_desk.reset();
    m_desk = std::make_unique<ViewerDesk>(ImportSource{{chest()}, {}}, record::Role::Nurse);
    m_desk->openPatient();
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->isRead(), 120'000);
    m_desk->panel->showSegments();
    const bool may = m_desk->session->mayI(record::ImagingFinding());
    QCOMPARE(segmenting().isPossible(), may);
    QCOMPARE(m_desk->panel->command("brush")->isEnabled(), may);
}

QTEST_MAIN(TestSegmentsPanel)
#include "tst_segments_panel.moc"
