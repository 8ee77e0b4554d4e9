// The timeline panel over a real vault: what it shows before, while and after a chart is open, its keys, its
// card, and another language while it runs.

#include "../ledger/clinic.h"
#include "timeline_panel/panels.h"
#include "timeline_panel/timeline_view.h"
#include "workbench/theme.h"

#include <QAbstractButton>
#include <QAction>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTextBrowser>
#include <QTranslator>
#include <QtTest/QtTest>

using namespace twinward;
using timeline::TimelineView;

namespace {

// Every text of ours in «»: what is not, was not translated again.
class Marking : public QTranslator
{
public:
    [[nodiscard]] bool isEmpty() const override { return false; }
    [[nodiscard]] QString translate(const char*, const char* source, const char*, int) const override
    {
        return QStringLiteral("«%1»").arg(QString::fromUtf8(source));
    }
};

record::Event happened(record::PatientId patient, record::Body body, const char* when)
{
    record::Event event = test::event(patient, std::move(body));
    event.occurred = base::Moment::fromString(QString::fromUtf8(when)).value_or(base::Moment());
    return event;
}

// A picture for an eye to judge, beside those of tst_timeline_looks.
void keepPicture(QWidget& widget, const QString& name)
{
    QCoreApplication::processEvents(); // layouts and cards as a person would see them
    const QDir folder(QStringLiteral(TWINWARD_BUILD_DIR "/looks/timeline"));
    folder.mkpath(QStringLiteral("."));
    widget.grab().save(folder.filePath(name + QStringLiteral(".png")));
}

record::Condition problem(const QString& name)
{
    record::Condition condition;
    condition.code.text = name;
    condition.clinicalStatus = QStringLiteral("active");
    condition.note = QStringLiteral("Found at the village visit <b>not bold</b>");
    return condition;
}

} // namespace

class TestTimelinePanel : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { workbench::Theme::instance().apply(); }
    void init();
    void cleanup();

    void withoutAPatientItSaysWhatToDo();
    void aPatientWithNothingRecordedIsNotAnEmptyWindow();
    void aRecordThatCantBeReadSaysSo();
    void anOpenChartIsShown();
    void whatIsCommittedAppears();
    void selectionIsSharedBothWays();
    void theCardTellsWhoRecordedItAndWhereItCameFrom();
    void aRecordedTextIsNeverMarkup();
    void anAmendedEntryShowsItsVersions();
    void escapeClosesOneThingAtATime();
    void searchCountsAndWalks();
    void filtersAreOneKeyAway();
    void anotherLanguageIsTakenWhileRunning();
    void everyControlHasAName();
    void theZoomIsKeptForEachPatient();
    void aLaneOutOfSightStaysSo();

private:
    void open(record::PatientId patient);
    void commit(std::vector<record::Event> events);
    [[nodiscard]] QTextBrowser* card() const { return m_panel->findChild<QTextBrowser*>(); }
    [[nodiscard]] QLineEdit* searchField() const { return m_panel->findChild<QLineEdit*>(); }
    [[nodiscard]] QString shownText() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<workbench::Session> m_session;
    std::unique_ptr<workbench::PatientContext> m_context;
    std::unique_ptr<workbench::Workspace> m_workspace;
    std::unique_ptr<workbench::Panel> m_panel;
    TimelineView* m_view = nullptr;
    record::PatientId m_patient;
    record::Event m_asthma;
};

void TestTimelinePanel::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    auto created = test::makeVault(m_folder->filePath(QStringLiteral("vault")));
    VERIFY_RESULT(created);
    m_patient = record::PatientId::random();
    record::PatientDetails details;
    details.names.push_back({QStringLiteral("Li"), {QStringLiteral("Wei")}, {}, {}, {}});
    details.birthDate = *base::PartialDate::fromString(u"1980-02-03");
    m_asthma = happened(m_patient, problem(QStringLiteral("Asthma")), "2001");
    VERIFY_RESULT(created->vault->commit({test::event(m_patient, details), m_asthma,
        happened(m_patient, record::Note{QStringLiteral("Ward round"), QStringLiteral("Wheezing at night")},
            "2024-03-01T08:00:00Z")}));
    m_session = std::make_unique<workbench::Session>(std::move(created->vault));
    m_context = std::make_unique<workbench::PatientContext>(*m_session);
    m_workspace = std::make_unique<workbench::Workspace>(workbench::Workspace{*m_session, *m_context});
    m_panel.reset(timeline::panels().front().make(*m_workspace, nullptr));
    m_view = m_panel->findChild<TimelineView*>();
    m_panel->resize(1100, 700);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));
}

void TestTimelinePanel::cleanup()
{
    m_panel.reset();
    m_workspace.reset();
    m_context.reset();
    m_session.reset();
    m_folder.reset();
}

void TestTimelinePanel::open(record::PatientId patient)
{
    m_context->open(patient);
    QTRY_VERIFY(m_view->story() && m_view->story()->chart().patient() == patient);
    m_panel->focusFirst();
    QTRY_VERIFY(m_view->hasFocus());
}

void TestTimelinePanel::commit(std::vector<record::Event> events)
{
    const size_t expected = m_view->story()->chart().entries().size();
    auto done = m_session->commit(std::move(events));
    QTRY_VERIFY(done.isFinished());
    VERIFY_RESULT(done.result());
    QTRY_VERIFY(m_view->story()->chart().entries().size() >= expected);
}

QString TestTimelinePanel::shownText() const
{
    QString text;
    for (const QLabel* label : m_panel->findChildren<QLabel*>()) {
        if (label->isVisible())
            text += label->text() + u'\n';
    }
    return text;
}

void TestTimelinePanel::withoutAPatientItSaysWhatToDo()
{
    QVERIFY(!m_view->isVisible());
    QVERIFY(shownText().contains(QStringLiteral("Open a patient")));
}

void TestTimelinePanel::aPatientWithNothingRecordedIsNotAnEmptyWindow()
{
    const auto patient = record::PatientId::random();
    record::PatientDetails details;
    details.names.push_back({QStringLiteral("New"), {}, {}, {}, {}});
    auto done = m_session->commit({test::event(patient, details)});
    QTRY_VERIFY(done.isFinished());
    QTRY_VERIFY(m_session->patients()->find(patient) != nullptr);

    m_context->open(patient);

    QTRY_VERIFY(shownText().contains(QStringLiteral("Nothing has been recorded")));
    QVERIFY(!m_view->isVisible());
}

void TestTimelinePanel::aRecordThatCantBeReadSaysSo()
{
    m_context->open(m_patient);
    emit m_context->loadFailed({base::ErrorCode::IntegrityBroken,
        QStringLiteral("Segment 3 is not what was signed"), QStringLiteral("commit 17"), {}});

    QVERIFY(shownText().contains(QStringLiteral("could not be read")));
    QVERIFY(shownText().contains(QStringLiteral("commit 17")));
}

void TestTimelinePanel::anOpenChartIsShown()
{
    open(m_patient);

    QVERIFY(m_view->isVisible());
    QCOMPARE(m_view->story()->items().size(), size_t(2));
}

void TestTimelinePanel::whatIsCommittedAppears()
{
    open(m_patient);

    commit({happened(m_patient, record::Note{QStringLiteral("Later"), {}}, "2025-03-01T08:00:00Z")});

    QTRY_COMPARE(m_view->story()->items().size(), size_t(3));
}

void TestTimelinePanel::selectionIsSharedBothWays()
{
    open(m_patient);

    m_context->select(m_asthma.id);
    QTRY_VERIFY(m_view->selected().has_value());
    QCOMPARE(m_view->story()->items()[*m_view->selected()].id, m_asthma.id);

    QTest::keyClick(m_view, Qt::Key_Down);
    QVERIFY(m_context->selected().has_value());
    QVERIFY(*m_context->selected() != m_asthma.id);
}

void TestTimelinePanel::theCardTellsWhoRecordedItAndWhereItCameFrom()
{
    open(m_patient);
    m_context->select(m_asthma.id);

    QTest::keyClick(m_view, Qt::Key_Return);

    QTRY_VERIFY(card()->isVisible());
    QTRY_VERIFY(card()->toPlainText().contains(QStringLiteral("Entered here")));
    const QString text = card()->toPlainText();
    QVERIFY(text.contains(QStringLiteral("Asthma")));
    QVERIFY(text.contains(test::founder));
    QVERIFY(text.contains(QStringLiteral("only the year is known")));
    QVERIFY(card()->hasFocus());
    keepPicture(*m_panel, QStringLiteral("panel-card"));
}

void TestTimelinePanel::aRecordedTextIsNeverMarkup()
{
    open(m_patient);
    m_context->select(m_asthma.id);

    QTest::keyClick(m_view, Qt::Key_Return);

    QTRY_VERIFY(card()->isVisible());
    QVERIFY(card()->toPlainText().contains(QStringLiteral("<b>not bold</b>")));
}

void TestTimelinePanel::anAmendedEntryShowsItsVersions()
{
    open(m_patient);
    const auto* entry = m_context->chart()->find(m_asthma.id);
    commit({record::amend(*entry, problem(QStringLiteral("Asthma, severe")))});
    QTRY_VERIFY(m_view->story()->items().front().marks.testFlag(timeline::Mark::Amended));
    m_context->select(m_asthma.id);

    QTest::keyClick(m_view, Qt::Key_Return);

    QTRY_VERIFY(card()->toPlainText().contains(QStringLiteral("Replaced")));
    QVERIFY(card()->toPlainText().contains(QStringLiteral("Asthma, severe")));
}

void TestTimelinePanel::escapeClosesOneThingAtATime()
{
    open(m_patient);
    searchField()->setText(QStringLiteral("night"));
    QTest::keyClick(m_view, Qt::Key_Home);
    QTest::keyClick(m_view, Qt::Key_Return);
    QTRY_VERIFY(card()->isVisible());

    QTest::keyClick(card(), Qt::Key_Escape);
    QVERIFY(!card()->isVisible());
    QTRY_VERIFY(m_view->hasFocus());
    QCOMPARE(searchField()->text(), QStringLiteral("night"));

    QTest::keyClick(m_view, Qt::Key_Escape);
    QVERIFY(searchField()->text().isEmpty());
    QVERIFY(m_view->selected().has_value());

    QTest::keyClick(m_view, Qt::Key_Escape);
    QVERIFY(!m_view->selected().has_value());
}

void TestTimelinePanel::searchCountsAndWalks()
{
    open(m_patient);
    QTest::keyClick(m_view, Qt::Key_Slash);
    QTRY_VERIFY(searchField()->hasFocus());

    QTest::keyClicks(searchField(), QStringLiteral("wheez"));
    QVERIFY(shownText().contains(QStringLiteral("1 found")) || shownText().contains(QStringLiteral("found")));
    QTest::keyClick(searchField(), Qt::Key_Return);

    QVERIFY(m_view->selected().has_value());
    QCOMPARE(m_view->story()->items()[*m_view->selected()].label, QStringLiteral("Ward round"));
    QVERIFY(shownText().contains(QStringLiteral("1 of 1")));
    keepPicture(*m_panel, QStringLiteral("panel-search"));

    QTest::keyClicks(searchField(), QStringLiteral("xyz"));
    QVERIFY(shownText().contains(QStringLiteral("Nothing found")));
}

void TestTimelinePanel::filtersAreOneKeyAway()
{
    open(m_patient);
    QAbstractButton* notes = nullptr;
    for (auto* button : m_panel->findChildren<QAbstractButton*>()) {
        if (button->text() == QStringLiteral("Notes"))
            notes = button;
    }
    QVERIFY(notes != nullptr && notes->isVisible());
    QCOMPARE(m_view->scene().lanes().size(), size_t(2));

    notes->setFocus();
    QTest::keyClick(notes, Qt::Key_Space);

    QCOMPARE(m_view->scene().lanes().size(), size_t(1));
    QTest::keyClick(notes, Qt::Key_Space);
    QCOMPARE(m_view->scene().lanes().size(), size_t(2));
}

void TestTimelinePanel::anotherLanguageIsTakenWhileRunning()
{
    open(m_patient);
    Marking marking;
    QCoreApplication::installTranslator(&marking);
    QCoreApplication::processEvents();

    const QList<QAction*> commands = m_panel->commands();
    QStringList untranslated;
    for (const QAction* action : commands) {
        if (!action->text().startsWith(u'«'))
            untranslated << action->text();
    }
    for (const auto* button : m_panel->findChildren<QAbstractButton*>()) {
        if (!button->text().isEmpty() && button->isVisible() && !button->text().startsWith(u'«'))
            untranslated << button->text();
    }
    if (!m_view->accessibleName().startsWith(u'«'))
        untranslated << m_view->accessibleName();
    QCoreApplication::removeTranslator(&marking);

    QVERIFY2(untranslated.isEmpty(), qPrintable(untranslated.join(QStringLiteral(" | "))));
    QVERIFY(!commands.isEmpty());
}

void TestTimelinePanel::everyControlHasAName()
{
    open(m_patient);

    for (const QWidget* widget : m_panel->findChildren<QWidget*>()) {
        if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible())
            continue;
        QVERIFY2(!widget->accessibleName().isEmpty(), widget->metaObject()->className());
    }
}

void TestTimelinePanel::theZoomIsKeptForEachPatient()
{
    open(m_patient);
    QTest::keyClick(m_view, Qt::Key_3);
    const double kept = m_view->viewport().msPerPx();

    m_context->open({});
    QTRY_VERIFY(!m_view->story());
    open(m_patient);

    QVERIFY(qAbs(m_view->viewport().msPerPx() - kept) < kept * 0.01);
}

void TestTimelinePanel::aLaneOutOfSightStaysSo()
{
    // given: a lane hidden with the keyboard
    open(m_patient);
    const auto notes = [&] {
        const auto buttons = m_panel->findChildren<QAbstractButton*>();
        return *std::find_if(buttons.begin(), buttons.end(), [](const QAbstractButton* each) {
            return each->accessibleName() == QStringLiteral("Show Notes");
        });
    };
    QTest::keyClick(notes(), Qt::Key_Space);
    QVERIFY(!notes()->isChecked());
    // when: the panel is made anew
    m_panel.reset(timeline::panels().front().make(*m_workspace, nullptr));
    m_panel->show();
    // then
    QTRY_VERIFY(!notes()->isChecked());
}

QTEST_MAIN(TestTimelinePanel)
#include "tst_timeline_panel.moc"
