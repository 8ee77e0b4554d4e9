#include "tour/walk.h"

#include "hands_p.h"
#include "workbench/panel.h"
#include "workstation/shell.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QPushButton>
#include <QTest>
#include <QWindow>

namespace twinward::tour {

using workstation::Shell;

namespace {

class Walker
{
public:
    Walker(Shell& shell, const Plan& plan, Trace& trace)
        : m_shell(shell)
        , m_plan(plan)
        , m_trace(trace)
        , m_hands(shell, plan.picturesFolder)
    { }

    struct Step
    {
        const char* name; // of its picture
        void (Walker::*walk)();
    };
    [[nodiscard]] std::vector<Step> steps() const;

    Outcome run();

private:
    void setUp();
    void keepRecoveryCode();
    void typePassphrase();
    void openWorkplace();
    void importPeople();
    void findPatient();
    void openChart();
    void lookAtTimeline();
    void lookAtCharts();
    void chartRound();
    void seeScoreAndTrend();
    void writeNote();
    void lock();
    void unlock();
    void goDark();
    void goChinese();
    void exportClinic();
    void checkRecord();
    void lookAtComputers();
    void showPalette();
    void showHelp();

    QString waitForResult(const char* label, const QString& otherwise);
    void choose(const QString& words); // through the palette
    [[nodiscard]] workbench::Workspace& workspace();
    [[nodiscard]] size_t entries();

    Shell& m_shell;
    const Plan& m_plan;
    Trace& m_trace;
    Hands m_hands;
};

workbench::Workspace& Walker::workspace()
{
    if (m_shell.workspace() == nullptr)
        throw StepFailed(QStringLiteral("the record is locked"));
    return *m_shell.workspace();
}

size_t Walker::entries()
{
    m_hands.waitUntil(
        [this] { return workspace().context.chart() != nullptr; }, QStringLiteral("the chart did not open"));
    return workspace().context.chart()->entries().size();
}

void Walker::choose(const QString& words)
{
    m_hands.press(Qt::CTRL | Qt::Key_K);
    m_hands.waitUntil(
        [] {
            const auto* line = qobject_cast<QLineEdit*>(QApplication::focusWidget());
            return line != nullptr && line->parentWidget()->objectName() == QLatin1String("commandPalette");
        },
        QStringLiteral("the palette did not open"));
    m_hands.type(words);
    m_hands.press(Qt::Key_Return);
    m_hands.settle();
}

void Walker::setUp()
{
    m_hands.fill(m_hands.find<QLineEdit>(QStringLiteral("clinicName")), m_plan.clinicName);
    m_hands.press(Qt::Key_Return);
    m_hands.type(m_plan.userName);
    m_hands.press(Qt::Key_Return); // to the role: physician is chosen
    m_hands.press(Qt::Key_Tab);
    m_hands.type(m_plan.passphrase);
    m_hands.press(Qt::Key_Return);
    m_hands.type(m_plan.passphrase);
    auto* create = m_hands.find<QPushButton>(QStringLiteral("createClinic"));
    m_hands.waitUntil([&] { return create->isEnabled(); }, QStringLiteral("the clinic can't be created"));
}

void Walker::keepRecoveryCode()
{
    m_hands.press(Qt::Key_Return);
    const QString code = m_hands.find<QLabel>(QStringLiteral("recoveryCode"))->text();
    m_hands.find<QLineEdit>(QStringLiteral("recoveryCodeBack"));
    m_hands.type(code);
    auto* done = m_hands.find<QPushButton>(QStringLiteral("recoveryDone"));
    m_hands.waitUntil([&] { return done->isEnabled(); }, QStringLiteral("the code typed back is not taken"));
}

void Walker::typePassphrase()
{
    auto* passphrase = m_hands.find<QLineEdit>(QStringLiteral("passphrase"));
    m_hands.waitUntil(
        [&] { return passphrase->hasFocus(); }, QStringLiteral("the passphrase line has not the keyboard"));
    m_hands.type(m_plan.passphrase);
}

void Walker::openWorkplace()
{
    m_hands.press(Qt::Key_Return);
    m_hands.waitUntil([this] { return !m_shell.isLocked() && m_shell.workspace() != nullptr; },
        QStringLiteral("the workstation did not open"));
    m_hands.find<QWidget>(QStringLiteral("patientSearch"));
}

void Walker::importPeople()
{
    choose(QStringLiteral("import records"));
    m_hands.fill(m_hands.find<QLineEdit>(QStringLiteral("importPaths")), m_plan.importFolder);
    m_hands.press(Qt::Key_Return);
    m_trace.transfer = waitForResult("importResult", QStringLiteral("the import did not end"));
}

// Sixty whole lives in or out: minutes where the processor is slow.
QString Walker::waitForResult(const char* label, const QString& otherwise)
{
    auto* result = m_shell.findChild<QLabel*>(QString::fromLatin1(label));
    m_hands.waitUntil([&] { return result->isVisible(); }, otherwise, 900'000);
    return result->text();
}

void Walker::findPatient()
{
    m_hands.press(Qt::CTRL | Qt::Key_F);
    auto* search = m_hands.find<QLineEdit>(QStringLiteral("patientSearch"));
    m_hands.waitUntil([&] { return search->hasFocus(); }, QStringLiteral("Ctrl+F does not go to the search"));
    m_hands.type(m_plan.search);
}

void Walker::openChart()
{
    m_hands.press(Qt::Key_Return);
    m_hands.waitUntil([this] { return !workspace().context.patient().isNull(); },
        QStringLiteral("Enter did not open the patient"));
    m_trace.patient = workspace().context.patient();
    m_trace.entriesBefore = entries();
}

void Walker::lookAtTimeline()
{
    choose(QStringLiteral("Consulting"));
    m_hands.press(Qt::Key_T);
    m_hands.settle();
}

void Walker::lookAtCharts()
{
    m_hands.press(Qt::SHIFT | Qt::Key_V);
    m_hands.settle();
}

// In the order of the paper chart, Enter from field to field; one letter answers where there is a choice.
void Walker::chartRound()
{
    m_hands.press(Qt::Key_V);
    m_hands.waitUntil(
        [] {
            const QWidget* focus = QApplication::focusWidget();
            return focus != nullptr && focus->objectName() == QLatin1String("respiratoryRate");
        },
        QStringLiteral("V does not go to the charting form"));
    m_trace.entriesBefore = entries();
    for (const char* value : {"22", "95"}) {
        m_hands.type(QString::fromLatin1(value));
        m_hands.press(Qt::Key_Return);
    }
    m_hands.type(QStringLiteral("a")); // on air; goes on by itself
    m_hands.type(QStringLiteral("104/62"));
    m_hands.press(Qt::Key_Return);
    m_hands.type(QStringLiteral("108"));
    m_hands.press(Qt::Key_Return);
    m_hands.type(QStringLiteral("a")); // alert
    m_hands.type(QStringLiteral("38.4"));
}

void Walker::seeScoreAndTrend()
{
    m_hands.press(Qt::CTRL | Qt::Key_Return);
    m_hands.waitUntil(
        [this] { return entries() > m_trace.entriesBefore; }, QStringLiteral("the round was not saved"));
    m_trace.entriesAfter = entries();
    choose(QStringLiteral("Vitals charts"));
    choose(QStringLiteral("Early warning"));
}

void Walker::writeNote()
{
    m_hands.press(Qt::Key_N);
    auto* text = m_hands.find<QWidget>(QStringLiteral("noteText"));
    const size_t before = entries();
    m_hands.click(text);
    m_hands.type(QStringLiteral(
        "Feverish since last night, coughing. Bloods taken, fluids started; see again in one hour."));
    m_hands.press(Qt::CTRL | Qt::Key_Return);
    m_hands.waitUntil([&] { return entries() > before; }, QStringLiteral("the note was not saved"));
}

void Walker::lock()
{
    m_hands.press(Qt::CTRL | Qt::Key_L);
    m_hands.find<QLineEdit>(QStringLiteral("passphrase"));
}

void Walker::unlock()
{
    typePassphrase();
    m_hands.press(Qt::Key_Return);
    m_hands.waitUntil(
        [this] { return m_shell.workspace() != nullptr; }, QStringLiteral("the record did not unlock"));
    m_hands.waitUntil([this] { return workspace().context.patient() == m_trace.patient; },
        QStringLiteral("the chart did not come back"));
    (void)entries();
}

void Walker::goDark()
{
    choose(QStringLiteral("Dark"));
}

void Walker::goChinese()
{
    choose(QStringLiteral("中文"));
}

void Walker::exportClinic()
{
    // To the page of keys itself: a slow window manager may not have given it the keyboard yet.
    auto* help = m_hands.find<QWidget>(QStringLiteral("helpPage"));
    QTest::keyClick(help->windowHandle(), Qt::Key_Escape);
    m_hands.waitUntil([&] { return !help->isVisible(); }, QStringLiteral("the page of keys did not close"));
    m_shell.activateWindow();
    m_hands.waitUntil(
        [this] { return m_shell.isActiveWindow(); }, QStringLiteral("the window did not come back"));
    choose(QStringLiteral("export records"));
    m_hands.fill(m_hands.find<QLineEdit>(QStringLiteral("exportFolder")), m_plan.exportFolder);
    m_hands.click(m_hands.find<QPushButton>(QStringLiteral("exportAll")));
    m_trace.exported = waitForResult("exportResult", QStringLiteral("the export did not end"));
}

void Walker::checkRecord()
{
    choose(QStringLiteral("check the record"));
    m_hands.click(m_hands.find<QPushButton>(QStringLiteral("verifyButton")));
    auto* verdict = m_shell.findChild<QLabel*>(QStringLiteral("verifyVerdict"));
    m_hands.waitUntil([&] { return verdict->isVisible(); }, QStringLiteral("the check did not end"), 600'000);
    m_trace.verdict = verdict->text();
    m_trace.patients = workspace().session.patients()->size();
}

void Walker::lookAtComputers()
{
    choose(QStringLiteral("computers"));
    const auto* said = m_hands.find<QLabel>(QStringLiteral("overall"));
    m_hands.waitUntil([said] { return said->text().contains(QStringLiteral("only computer")); },
        QStringLiteral("the panel does not say that there is one computer"));
}

void Walker::showPalette()
{
    choose(QStringLiteral("English"));
    choose(QStringLiteral("Light"));
    m_hands.press(Qt::CTRL | Qt::Key_K);
    m_hands.settle();
    m_hands.type(QStringLiteral("vi"));
}

void Walker::showHelp()
{
    m_hands.press(Qt::Key_Escape);
    m_hands.press(Qt::Key_Escape);
    m_hands.press(Qt::Key_F1);
    m_hands.find<QWidget>(QStringLiteral("helpPage"));
}

std::vector<Walker::Step> Walker::steps() const
{
    std::vector<Step> all;
    if (m_plan.begin == Begin::SetUp) {
        all = {{"set-up", &Walker::setUp}, {"recovery-code", &Walker::keepRecoveryCode},
            {"empty-clinic", &Walker::openWorkplace}};
        if (!m_plan.importFolder.isEmpty())
            all.push_back({"import", &Walker::importPeople});
    } else {
        all = {{"unlock", &Walker::typePassphrase}, {"patients", &Walker::openWorkplace}};
    }
    const std::vector<Step> rest = {
        {"find-patient", &Walker::findPatient},
        {"chart", &Walker::openChart},
        {"timeline", &Walker::lookAtTimeline},
        {"vitals-charts", &Walker::lookAtCharts},
        {"vitals-round", &Walker::chartRound},
        {"score-and-trend", &Walker::seeScoreAndTrend},
        {"note", &Walker::writeNote},
        {"locked", &Walker::lock},
        {"unlocked", &Walker::unlock},
        {"dark", &Walker::goDark},
        {"chinese", &Walker::goChinese},
        {"palette", &Walker::showPalette},
        {"keys", &Walker::showHelp},
        {"export", &Walker::exportClinic},
        {"check", &Walker::checkRecord},
        {"computers", &Walker::lookAtComputers},
    };
    all.insert(all.end(), rest.begin(), rest.end());
    return all;
}

Outcome Walker::run()
{
    Outcome outcome;
    m_shell.activateWindow();
    const std::vector<Step> all = steps();
    for (const Step& step : all) {
        try {
            (this->*step.walk)();
            m_hands.picture(QString::fromLatin1(step.name));
        } catch (const StepFailed& failed) {
            outcome.step = QString::fromLatin1(step.name);
            outcome.why = QString::fromStdString(failed.what());
            try {
                m_hands.picture(QStringLiteral("failed-") + outcome.step);
            } catch (const StepFailed&) {
                // The picture was only to help; what failed is told already.
            }
            outcome.pictures = m_hands.pictures();
            return outcome;
        }
    }
    outcome.ok = true;
    outcome.pictures = m_hands.pictures();
    return outcome;
}

} // namespace

Outcome walk(Shell& shell, const Plan& plan, Trace& trace)
{
    return Walker(shell, plan, trace).run();
}

} // namespace twinward::tour
