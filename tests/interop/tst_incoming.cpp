// Whatever a person drops on the program: sorted by what is in it, brought in as one, reported as one.

#include "fhir_samples.h"
#include "interop/incoming.h"

#include <QDir>

using namespace twinward;
using namespace twinward::interop;
using namespace twinward::interop::test;

namespace {

const QByteArray result = "MSH|^~\\&|LAB|HILL|||20261120031500+0000||ORU^R01|1|P|2.5\r"
                          "PID|1||88^^^HILL^MR||Okafor^Chidi||19700101|M\r"
                          "OBR|1||F-1|x^y^LN|||20261120031000+0000\r"
                          "OBX|1|NM|2345-7^Glucose^LN||182|mg/dL|||||F\r";
const QByteArray table = "patient,time,heart rate (/min)\n77,2026-11-19 08:00,72\n99,2026-11-19 08:00,80\n";

CsvMapping mappingOf(const QByteArray& csv)
{
    return proposeCsvMapping(*readCsv(csv));
}

} // namespace

class IncomingTest : public QObject
{
    Q_OBJECT

private slots:
    void filesAreSortedByTheirContent();
    void aFolderIsSearchedWithAllBelowIt();
    void aPathThatDoesNotExistIsSaid();
    void allKindsComeInTogether();
    void aFileOfAnotherKindIsRefusedByName();
    void allOrNothingIsForOneKindAtATime();
    void allOrNothingKeepsNothingBesideAFileOfAnotherKind();
    void aTableWithoutAMappingIsNotTaken();
    void cancellingStopsAndKeepsWhatWasDurable();
    void theCheckSaysBeforehandWhatTheImportWillRefuse();
};

void IncomingTest::filesAreSortedByTheirContent()
{
    const VaultFixture clinic;
    const auto sorted = sortOut({clinic.write(QStringLiteral("a.txt"), anna),
        clinic.write(QStringLiteral("b.json"), result), clinic.write(QStringLiteral("c.csv"), table),
        clinic.write(QStringLiteral("d.hl7"), "\x0b" + result + "\x1c\r"),
        clinic.write(QStringLiteral("e.png"), "\x89PNG")});
    QVERIFY(sorted);
    QCOMPARE(sorted->fhir, QStringList{clinic.path(QStringLiteral("a.txt"))});
    QCOMPARE(sorted->hl7.size(), 2);
    QCOMPARE(sorted->csv, QStringList{clinic.path(QStringLiteral("c.csv"))});
    QCOMPARE(sorted->unknown, QStringList{clinic.path(QStringLiteral("e.png"))});
    QCOMPARE(sorted->formats(), 3);
}

void IncomingTest::aFolderIsSearchedWithAllBelowIt()
{
    const VaultFixture clinic;
    QVERIFY(QDir().mkpath(clinic.path(QStringLiteral("in/deep"))));
    const QStringList written{clinic.write(QStringLiteral("in/deep/a.json"), anna),
        clinic.write(QStringLiteral("in/b.csv"), table),
        clinic.write(QStringLiteral("in/readme.md"), "not a record")};
    const auto sorted = sortOut({clinic.path(QStringLiteral("in"))});
    QVERIFY(sorted);
    QCOMPARE(sorted->files(), written.size() - 1);
    QVERIFY(sorted->unknown.isEmpty());
}

void IncomingTest::aPathThatDoesNotExistIsSaid()
{
    const auto sorted = sortOut({QStringLiteral("/nowhere/at/all.json")});
    QVERIFY(!sorted);
    QCOMPARE(sorted.error().code, base::ErrorCode::NotFound);
}

void IncomingTest::allKindsComeInTogether()
{
    VaultFixture clinic;
    const auto sorted = sortOut({clinic.write(QStringLiteral("a.json"), anna),
        clinic.write(QStringLiteral("b.hl7"), result), clinic.write(QStringLiteral("c.csv"), table)});
    quint64 last = 0;
    const auto report = importIncoming(*clinic.vault, *sorted, mappingOf(table), {}, [&](const auto& at) {
        const bool forward = at.done >= last && at.done <= at.total;
        last = at.done;
        return forward;
    });
    QVERIFY2(report.has_value(), report ? "" : qPrintable(report.error().message()));
    QCOMPARE(report->outcome, ImportReport::Outcome::Complete);
    QCOMPARE(report->filesRead, quint64(3));
    QCOMPARE(report->byType.at(QStringLiteral("Observation")).added, quint64(2)); // HL7's and the table's
    QCOMPARE(report->refusedCount, quint64(1)); // nobody bears 99
    QCOMPARE(report->refused.front().place, QStringLiteral("line 3"));
    QVERIFY(report->refused.front().file.endsWith(QStringLiteral("c.csv")));
}

void IncomingTest::aFileOfAnotherKindIsRefusedByName()
{
    VaultFixture clinic;
    const auto sorted = sortOut(
        {clinic.write(QStringLiteral("a.json"), anna), clinic.write(QStringLiteral("p.png"), "\x89PNG")});
    const auto report = importIncoming(*clinic.vault, *sorted, std::nullopt, {});
    QVERIFY(report);
    QCOMPARE(report->byType.at(QStringLiteral("Patient")).added, quint64(1));
    QCOMPARE(report->refusedCount, quint64(1));
    QVERIFY(report->refused.front().file.endsWith(QStringLiteral("p.png")));
}

void IncomingTest::allOrNothingIsForOneKindAtATime()
{
    VaultFixture clinic;
    const auto sorted = sortOut(
        {clinic.write(QStringLiteral("a.json"), anna), clinic.write(QStringLiteral("b.hl7"), result)});
    ImportRequest request;
    request.policy = ImportPolicy::AllOrNothing;
    const auto report = importIncoming(*clinic.vault, *sorted, std::nullopt, request);
    QVERIFY(!report);
    QCOMPARE(clinic.vault->patients()->size(), size_t(0));
}

void IncomingTest::allOrNothingKeepsNothingBesideAFileOfAnotherKind()
{
    VaultFixture clinic;
    const auto sorted = sortOut(
        {clinic.write(QStringLiteral("a.json"), anna), clinic.write(QStringLiteral("p.png"), "\x89PNG")});
    ImportRequest request;
    request.policy = ImportPolicy::AllOrNothing;
    const auto report = importIncoming(*clinic.vault, *sorted, std::nullopt, request);
    QVERIFY(report);
    QCOMPARE(report->outcome, ImportReport::Outcome::NothingKept);
    QCOMPARE(clinic.vault->patients()->size(), size_t(0));
}

void IncomingTest::aTableWithoutAMappingIsNotTaken()
{
    VaultFixture clinic;
    const auto sorted = sortOut({clinic.write(QStringLiteral("c.csv"), table)});
    QVERIFY(!importIncoming(*clinic.vault, *sorted, std::nullopt, {}));
}

void IncomingTest::cancellingStopsAndKeepsWhatWasDurable()
{
    VaultFixture clinic;
    importedText(clinic, anna);
    QByteArray many = "patient,time,heart rate (/min)\n";
    for (int minute = 0; minute < 1'200; ++minute)
        many += QStringLiteral("77,2026-11-18 %1:%2,72\n")
                    .arg(minute / 60, 2, 10, QLatin1Char('0'))
                    .arg(minute % 60, 2, 10, QLatin1Char('0'))
                    .toUtf8();
    const auto sorted = sortOut({clinic.write(QStringLiteral("many.csv"), many)});
    int calls = 0;
    const auto report = importIncoming(
        *clinic.vault, *sorted, mappingOf(many), {}, [&](const auto&) { return ++calls < 1'000; });
    QVERIFY(report);
    QCOMPARE(report->outcome, ImportReport::Outcome::Cancelled);
    const auto kept = report->byType.at(QStringLiteral("Observation")).added;
    QVERIFY(kept > 0 && kept < 1'200);
    QCOMPARE(chartOf(clinic, annas()).entries().size(), size_t(kept));
    // What was kept is on record as imported.
    const auto log = clinic.vault->readClinic(record::Category::Access);
    QVERIFY(std::any_of(log->begin(), log->end(), [](const record::RecordedEvent& one) {
        const auto* access = one.event.as<record::AccessLogged>();
        return access != nullptr && access->patient == annas()
            && access->detail == QStringLiteral("Vitals from CSV");
    }));
}

void IncomingTest::theCheckSaysBeforehandWhatTheImportWillRefuse()
{
    VaultFixture clinic;
    importedText(clinic, anna);
    const QByteArray csv = "patient,time,heart rate (/min),temp (°C)\n"
                           "77,2026-11-19 08:00,72,36.8\n"
                           "99,2026-11-19 08:00,80,37\n"
                           "77,yesterday,80,37\n"
                           "77,2026-11-19 09:00,8000,37\n"
                           "77,2026-11-19 10:00,,\n";
    const QString file = clinic.write(QStringLiteral("c.csv"), csv);
    const CsvMapping mapping = mappingOf(csv);
    const auto commits = clinic.vault->verify()->commits;

    const auto check = checkCsvVitals(*clinic.vault, file, *readCsv(csv), mapping, 3);

    QVERIFY2(check.has_value(), check ? "" : qPrintable(check.error().message()));
    QCOMPARE(clinic.vault->verify()->commits, commits); // it only looked
    QCOMPARE(check->rows, quint64(5));
    QCOMPARE(check->refused, quint64(3));
    QCOMPARE(check->first.size(), size_t(3));
    QVERIFY(!check->first[0].refused);
    QCOMPARE(check->first[0].round.values.size(), size_t(2));
    QVERIFY(check->first[1].refused && check->first[2].refused);
    ImportRequest request;
    request.paths = {file};
    const auto report = importCsvVitals(*clinic.vault, request, mapping);
    QCOMPARE(report->refusedCount, check->refused);
    for (size_t i = 0; i < report->refused.size(); ++i) {
        QCOMPARE(report->refused[i].place, check->refusals[i].place);
        QCOMPARE(report->refused[i].why, check->refusals[i].why);
    }
}

QTEST_GUILESS_MAIN(IncomingTest)
#include "tst_incoming.moc"
