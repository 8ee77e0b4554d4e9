// The one-page summary, and pictures of every panel with the people it meets, left in looks/record/ under the
// build folder for an eye to judge.

#include "panel_clinic.h"
#include "panel_tests.h"
#include "record/allergy_match.h"
#include "record_panel/patient_banner.h"
#include "record_panel/summary.h"

#include <QDir>
#include <QFileDialog>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QProcess>
#include <QPushButton>
#include <QScopeGuard>
#include <QStandardPaths>
#include <QTranslator>

using namespace twinward;
using namespace twinward::record;
using namespace twinward::record::test;
using workbench::Theme;

namespace {

Event vital(PatientId patient, const QString& code, const QString& name, double value, int decimals,
    const QString& unit, qint64 daysAgo)
{
    Observation observation;
    observation.group = Observation::Group::Vital;
    observation.code = Concept::loinc(code, name);
    observation.value = Quantity{base::Decimal(value, decimals), unit, {}};
    return eventFor(patient, observation, daysAgo);
}

Event result(PatientId patient, const QString& name, double value, const QString& flag)
{
    Observation observation;
    observation.group = Observation::Group::Laboratory;
    observation.code.text = name;
    observation.value = Quantity{base::Decimal(value, 1), QStringLiteral("mmol/L"), {}};
    observation.interpretation = flag;
    return eventFor(patient, observation, 2);
}

enum class Words { English, Chinese };

std::vector<Event> fullChart(PatientId patient, Words words, int many)
{
    const bool chinese = words == Words::Chinese;
    std::vector<Event> events;
    for (int i = 0; i < many; ++i) {
        events.push_back(eventFor(patient,
            problem(chinese ? QStringLiteral("原发性高血压 %1").arg(i + 1)
                            : QStringLiteral("Essential hypertension %1").arg(i + 1)),
            400 + i));
        events.push_back(eventFor(patient,
            prescribed(chinese ? QStringLiteral("二甲双胍片 %1").arg(i + 1)
                               : QStringLiteral("Metformin hydrochloride 500 MG Oral Tablet %1").arg(i + 1)),
            30 + i));
        events.push_back(result(patient,
            chinese ? QStringLiteral("血钾 %1").arg(i + 1) : QStringLiteral("Potassium %1").arg(i + 1),
            4.1 + i, i == 1 ? QStringLiteral("H") : QString()));
    }
    events.push_back(eventFor(
        patient, allergyTo(chinese ? QStringLiteral("青霉素") : QStringLiteral("Penicillin"), "high")));
    events.push_back(vital(patient, loinc::heartRate, "Heart rate", 88, 0, "/min", 0));
    events.push_back(vital(patient, loinc::heartRate, "Heart rate", 72, 0, "/min", 1));
    events.push_back(vital(patient, loinc::bodyTemperature, "Temperature", 37.2, 1, "Cel", 0));
    events.push_back(eventFor(patient,
        Note{chinese ? QStringLiteral("查房") : QStringLiteral("Ward round"),
            chinese ? QStringLiteral("患者夜间睡眠良好，无胸痛。继续目前治疗，明日复查血钾。")
                    : QStringLiteral("Slept well, no chest pain. Go on with the present treatment; potassium "
                                     "again tomorrow.")}));
    return events;
}

QString textOf(const QString& pdf)
{
    QProcess tool;
    tool.start("pdftotext", {"-layout", pdf, "-"});
    return tool.waitForFinished() ? QString::fromUtf8(tool.readAllStandardOutput()) : QString();
}

bool hasPdfTools()
{
    return !QStandardPaths::findExecutable("pdftotext").isEmpty();
}

SummaryContent summarised(PanelClinic& clinic)
{
    return summaryOf(*clinic.context().chart(),
        {clinic.session().clinicName(), clinic.session().user(), QDateTime::currentDateTime()});
}

QString looksFolder()
{
    const QString folder = QStringLiteral(TWINWARD_BUILD_DIR "/looks/record/");
    QDir().mkpath(folder);
    return folder;
}

} // namespace

void PanelSummaryTest::thePageIsOneAndHoldsWhatMatters()
{
    if (!hasPdfTools())
        QSKIP("pdftotext (poppler-utils) is not installed: the PDF can't be read back");
    PanelClinic clinic;
    const PatientId patient
        = registered(clinic, person("Dube", "Lindiwe", "1950-02-03", Sex::Female, "4471"));
    clinic.commit(fullChart(patient, Words::English, 3));
    clinic.open(patient);
    const QString path = clinic.file("summary.pdf");
    QVERIFY(saveSummaryPdf(summarised(clinic), path).has_value());
    QFile::remove(looksFolder() + "summary.pdf");
    QFile::copy(path, looksFolder() + "summary.pdf");
    const QString text = textOf(path);
    for (const char* word :
        {"Lindiwe Dube", "3 Feb 1950", "4471", "Allergies: Penicillin (severe)", "Essential hypertension 3",
            "Metformin", "88", "Riverside Clinic", "Dr Amara Okonkwo", "Slept well"})
        QVERIFY2(text.contains(QString::fromLatin1(word)), word);
    QCOMPARE(text.count(QChar(u'\f')), 1);
}

void PanelSummaryTest::whatDoesNotFitIsCounted()
{
    if (!hasPdfTools())
        QSKIP("pdftotext (poppler-utils) is not installed: the PDF can't be read back");
    PanelClinic clinic;
    const PatientId patient = registered(
        clinic, person("Featherstonehaugh-Cholmondeley-Wolfeschlegelsteinhausen", "Maximiliana Bartholomea"));
    clinic.commit(fullChart(patient, Words::English, 40));
    clinic.open(patient);
    const QString path = clinic.file("summary.pdf");
    QVERIFY(saveSummaryPdf(summarised(clinic), path).has_value());
    QFile::remove(looksFolder() + "summary-full.pdf");
    QFile::copy(path, looksFolder() + "summary-full.pdf");
    const QString text = textOf(path);
    const int listed = static_cast<int>(text.count("Essential hypertension"));
    QVERIFY(listed > 5 && listed < 40);
    QVERIFY(text.contains(QStringLiteral("and %1 more in the record").arg(40 - listed)));
    QCOMPARE(text.count(QChar(u'\f')), 1);
}

void PanelSummaryTest::aPatientWithNothingRecordedSaysSo()
{
    PanelClinic clinic;
    const PatientId patient = registered(clinic, person("Moyo", "Tendai"));
    clinic.open(patient);
    const SummaryContent content = summarised(clinic);
    QCOMPARE(content.allergies, "Allergies not recorded");
    QVERIFY(content.problems.lines.isEmpty() && !content.problems.none.isEmpty());
    QVERIFY(content.vitals.isEmpty() && !content.noVitals.isEmpty());
}

void PanelSummaryTest::savingIsLoggedBeforeItIsWritten()
{
    // given
    PanelClinic clinic;
    const PatientId patient = registered(clinic, person("Moyo", "Tendai"));
    clinic.open(patient);
    QWidget* panel = clinic.show("summary");
    // when
    child<QPushButton>(panel, "savePdf")->click();
    const QString path = clinic.file("taken.pdf");
    auto* dialog = child<QFileDialog>(panel, "saveSummary");
    emit dialog->fileSelected(path);
    dialog->close();
    // then
    QTRY_VERIFY(QFile::exists(path));
    const auto log = clinic.ask([](ledger::Vault& vault) { return vault.readClinic(Category::Access); });
    QVERIFY(log.has_value());
    const bool printed = std::any_of(log->begin(), log->end(), [&](const RecordedEvent& recorded) {
        const auto* access = recorded.event.as<AccessLogged>();
        return access->action == AccessLogged::Action::Print && access->patient == patient;
    });
    QVERIFY(printed);
}

void PanelSummaryTest::looks_data()
{
    QTest::addColumn<QString>("person");
    QTest::addColumn<Theme::Mode>("mode");
    QTest::addColumn<double>("scale");
    QTest::newRow("english-light") << "english" << Theme::Mode::Light << 1.0;
    QTest::newRow("english-dark") << "english" << Theme::Mode::Dark << 1.0;
    QTest::newRow("chinese-light") << "chinese" << Theme::Mode::Light << 1.0;
    QTest::newRow("long-light") << "long" << Theme::Mode::Light << 1.0;
    QTest::newRow("narrow-light") << "narrow" << Theme::Mode::Light << 1.0;
    QTest::newRow("nothing-dark") << "nothing" << Theme::Mode::Dark << 1.0;
    QTest::newRow("english-150") << "english" << Theme::Mode::Light << 1.5;
    QTest::newRow("chinese-200") << "chinese" << Theme::Mode::Dark << 2.0;
    QTest::newRow("narrow-150") << "narrow" << Theme::Mode::Dark << 1.5;
}

void PanelSummaryTest::looks()
{
    QFETCH(QString, person);
    QFETCH(Theme::Mode, mode);
    QFETCH(double, scale);
    PanelClinic clinic;
    Theme::instance().setMode(mode);
    Theme::instance().setScale(scale);
    Theme::instance().apply();
    const auto plain = qScopeGuard([] { Theme::instance().setScale(1.0); });
    QTranslator chinese; // where the workstation was built; else English words over Chinese data
    if (person == "chinese"
        && chinese.load(QStringLiteral(TWINWARD_BUILD_DIR "/app/workstation/twinward_zh_CN.qm")))
        QCoreApplication::installTranslator(&chinese);
    PatientDetails details = test::person("Dube", "Lindiwe", "1950-02-03", Sex::Female, "4471");
    if (person == "chinese") {
        details = test::person({}, {}, "1962-11", Sex::Male, "00017");
        details.names
            = {{QStringLiteral("欧阳"), {QStringLiteral("建国")}, {}, QStringLiteral("欧阳建国"), "official"},
                {{}, {}, {}, "Ouyang Jianguo", "usual"}};
    } else if (person == "long") {
        details = test::person("Featherstonehaugh-Cholmondeley-Wolfeschlegelsteinhausenbergerdorff",
            "Maximiliana Bartholomea Anastasia Wilhelmina", "1931", Sex::Other, "MRN-2026-000000017731");
    } else if (person == "nothing") {
        details = PatientDetails{};
    }
    const PatientId patient = registered(clinic, details);
    if (person != "nothing")
        clinic.commit(fullChart(
            patient, person == "chinese" ? Words::Chinese : Words::English, person == "long" ? 40 : 4));
    for (int i = 0; i < 12; ++i)
        registered(clinic,
            test::person(QStringLiteral("Moyo"), QStringLiteral("Tendai %1").arg(i), "1980-05-17", Sex::Male,
                QString::number(1000 + i)));
    clinic.open(patient);
    const QString stem = looksFolder() + QString::fromLatin1(QTest::currentDataTag()) + u'-';
    PatientBanner banner(clinic.workspace());
    banner.resize(1280, banner.height());
    if (person == "long")
        banner.setAlert("news2", {"NEWS2 7, 20 min", BannerAlert::Level::Danger});
    banner.show();
    QVERIFY(banner.grab().save(stem + "banner.png"));
    for (const workbench::PanelFactory& factory : panels()) {
        // At 150 and 200 % a dock of a small laptop's window: 1024 by 700.
        const QSize size = person == "narrow" ? QSize(int(380 * scale), 420)
            : scale > 1                       ? QSize(1024, 560)
                                              : QSize(900, 560);
        workbench::Panel* panel = clinic.show(factory.id, size);
        if (factory.id == "registration") {
            type("Moya");
            press(Qt::Key_Return);
            type("Tendai 1");
            child<QLineEdit>(panel, "birthDate")->setText("17 May 1980");
            QTRY_VERIFY(panel->findChild<QWidget*>("openInstead") != nullptr);
        }
        if (factory.id == "medications" && person != "nothing") {
            press(Qt::Key_Insert);
            type(person == "chinese" ? QStringLiteral("x") : QStringLiteral("Penicillin V"));
        }
        clinic.settle();
        const QPixmap picture = panel->grab();
        QVERIFY2(panel->width() <= size.width(), "a panel must fit the dock it is given");
        QVERIFY(picture.save(stem + factory.id + ".png"));
    }
    if (person == "chinese")
        QVERIFY(saveSummaryPdf(summarised(clinic), looksFolder() + "summary-chinese.pdf").has_value());
}
