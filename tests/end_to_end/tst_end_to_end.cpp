// A clinic's first day, by hand: a vault is set up, sixty real-shaped people come in, one is found, a round
// is charted, the score is seen, the record is locked, unlocked, exported and checked. The same walk as
// `twinward --tour`.

#include "../interop/schema_run.h"
#include "tour/walk.h"
#include "workbench/panel.h"
#include "workbench/theme.h"
#include "workstation/shell.h"

#include <algorithm>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace twinward;

class TestEndToEnd : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void aClinicsFirstDay();

private:
    void unpack();
    void verifyExport(const QString& folder, record::PatientId patient);

    QTemporaryDir m_scratch;
    QString m_bundles;
};

namespace {
constexpr int people = 60;

// The temperature of the round that was typed, as a FHIR Observation in the patient's own bundle.
bool holdsRound(const QString& folder, record::PatientId patient)
{
    QFile file(QStringLiteral("%1/%2.json").arg(folder, patient.toString()));
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const QJsonArray entries = QJsonDocument::fromJson(file.readAll())[QStringLiteral("entry")].toArray();
    return std::any_of(entries.begin(), entries.end(), [](const QJsonValue& entry) {
        const QJsonValue resource = entry[QStringLiteral("resource")];
        return resource[QStringLiteral("resourceType")].toString() == QLatin1String("Observation")
            && resource[QStringLiteral("code")][QStringLiteral("coding")][0][QStringLiteral("code")]
                   .toString()
            == record::loinc::bodyTemperature
            && resource[QStringLiteral("valueQuantity")][QStringLiteral("value")].toDouble() == 38.4;
    });
}
} // namespace

void TestEndToEnd::initTestCase()
{
    QCoreApplication::setOrganizationName(QStringLiteral("TwinwardTest"));
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_scratch.path());
    QSettings().setValue(QStringLiteral("theme"), QStringLiteral("light"));
    workbench::Theme::instance().apply();
    unpack();
}

void TestEndToEnd::unpack()
{
    const QString archive = QStringLiteral(TWINWARD_TEST_DATA "/fhir-r4/synthea-60.tar.xz");
    if (!QFile::exists(archive))
        QSKIP("The sixty people of fhir-r4/synthea-60.tar.xz are not here: nothing was tested.");
    m_bundles = QStringLiteral(TWINWARD_BUILD_DIR "/data/synthea-60");
    if (QFile::exists(m_bundles + QStringLiteral("/complete")))
        return;
    QVERIFY(QDir().mkpath(m_bundles));
    QCOMPARE(QProcess::execute(
                 QStringLiteral("tar"), {QStringLiteral("-xJf"), archive, QStringLiteral("-C"), m_bundles}),
        0);
    QFile done(m_bundles + QStringLiteral("/complete"));
    QVERIFY(done.open(QIODevice::WriteOnly));
}

void TestEndToEnd::aClinicsFirstDay()
{
    if (m_bundles.isEmpty())
        QSKIP("No bundles.");
    workstation::Options options;
    options.vaultFolder = m_scratch.filePath(QStringLiteral("vault"));
    tour::Plan plan;
    plan.begin = tour::Begin::SetUp;
    plan.picturesFolder = qEnvironmentVariable("TWINWARD_PICTURES");
    plan.importFolder = m_bundles;
    plan.exportFolder = m_scratch.filePath(QStringLiteral("export"));
    plan.search = QStringLiteral("mercado");
    ledger::VaultOptions quick;
    quick.passphraseMs = 0;
    tour::Trace trace;
    {
        workstation::Shell shell(options, quick);
        shell.resize(1440, 900);
        shell.begin();
        shell.show();
        QVERIFY(QTest::qWaitForWindowExposed(&shell));

        const tour::Outcome outcome = tour::walk(shell, plan, trace);

        QVERIFY2(outcome.ok, qPrintable(QStringLiteral("%1: %2").arg(outcome.step, outcome.why)));
    }
    QCOMPARE(trace.patients, size_t(people));
    QVERIFY2(trace.transfer.contains(QStringLiteral("came in")), qPrintable(trace.transfer));
    QVERIFY(trace.entriesAfter > trace.entriesBefore);
    QCOMPARE(trace.verdict, QStringLiteral("The record is whole."));
    verifyExport(plan.exportFolder, trace.patient);

    auto vault = ledger::Vault::unlock(
        options.vaultFolder, plan.userName, ledger::Secret::copyOf(plan.passphrase.toUtf8()), quick);
    QVERIFY2(vault.has_value(), qPrintable(vault ? QString() : vault.error().message()));
    const auto report = (*vault)->verify();
    QVERIFY(report.has_value());
    QVERIFY2(report->ok, qPrintable(report->where + report->why));
}

// Each person's bundle is there, is valid by R4's schema, and the charted round is in one of them.
void TestEndToEnd::verifyExport(const QString& folder, record::PatientId patient)
{
    const QFileInfoList files = QDir(folder).entryInfoList({QStringLiteral("*.json")}, QDir::Files);
    int bundles = 0;
    for (const QFileInfo& info : files) {
        QFile file(info.filePath());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        const QJsonObject bundle = QJsonDocument::fromJson(bytes).object();
        QCOMPARE(bundle[QStringLiteral("resourceType")].toString(), QStringLiteral("Bundle"));
        if (record::PatientId::fromString(info.completeBaseName())) {
            ++bundles;
            const QJsonArray entries = bundle[QStringLiteral("entry")].toArray();
            QVERIFY(!entries.isEmpty());
            QCOMPARE(entries.first()[QStringLiteral("resource")][QStringLiteral("resourceType")].toString(),
                QStringLiteral("Patient"));
        }
    }
    QCOMPARE(bundles, people);
    QVERIFY(holdsRound(folder, patient));
    QStringList paths;
    for (const QFileInfo& info : files)
        paths << info.filePath();
    const interop::test::SchemaRun valid = interop::test::validated(paths);
    QVERIFY2(valid.errors.isEmpty(), qPrintable(valid.errors.mid(0, 10).join(u'\n')));
    QVERIFY(valid.resources > 8'860);
}

QTEST_MAIN(TestEndToEnd)
#include "tst_end_to_end.moc"
