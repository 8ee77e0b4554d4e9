// patients, chart, observe, audit, import and export, on a demo clinic.

#include "ctl_fixture.h"

#include <QDir>
#include <QRegularExpression>

using twinward::ctl_test::Clinic;
using twinward::ctl_test::Ran;

class RecordCommands : public QObject
{
    Q_OBJECT

private slots:
    void patients_gives_one_object_a_line();
    void search_finds_a_chinese_name_by_its_latin_letters();
    void chart_gives_every_version_with_its_commit_and_author();
    void an_unknown_patient_is_refused_data();
    void an_unknown_patient_is_refused();
    void observe_is_in_the_chart_of_the_next_process();
    void observe_keeps_what_was_typed();
    void observe_refuses_what_no_body_can_have_and_writes_nothing_data();
    void observe_refuses_what_no_body_can_have_and_writes_nothing();
    void observe_warns_of_the_unusual_and_writes_it();
    void every_reading_is_in_the_audit();
    void the_audit_is_filtered();
    void looking_at_the_access_log_is_logged_too();
    void what_is_exported_comes_in_elsewhere();
    void what_is_exported_only_its_owner_reads();
    void a_broken_entry_is_reported_and_the_rest_comes_in();
    void all_or_nothing_keeps_nothing();
    void csv_is_proposed_first_and_comes_in_once_confirmed();
    void the_synthea_bundles_come_in_once();

private:
    [[nodiscard]] QList<QJsonObject> chart(const Clinic& clinic, const QString& id) const
    {
        return clinic.run({QStringLiteral("chart"), id, QStringLiteral("--json")}).objects();
    }
};

void RecordCommands::patients_gives_one_object_a_line()
{
    const Clinic clinic;
    clinic.demo();
    const auto listed = clinic.run("patients --json").objects();
    QCOMPARE(listed.size(), 16);
    for (const QJsonObject& each : listed) {
        QVERIFY(each[u"id"].toString().size() == 36);
        QVERIFY(!each[u"name"].toString().isEmpty());
        QVERIFY(each[u"birthDate"].toString().size() >= 4);
        QVERIFY(QStringList({QStringLiteral("female"), QStringLiteral("male")})
                    .contains(each[u"sex"].toString()));
    }
    QCOMPARE(clinic.run("patients --limit 3 --json").objects().size(), 3);
}

void RecordCommands::search_finds_a_chinese_name_by_its_latin_letters()
{
    const Clinic clinic;
    clinic.demo();
    const auto found = clinic
                           .run({QStringLiteral("patients"), QStringLiteral("--search"),
                               QStringLiteral("xiuying"), QStringLiteral("--json")})
                           .objects();
    QVERIFY(!found.isEmpty());
    QCOMPARE(found.front()[u"name"].toString(), QStringLiteral("王秀英"));
}

void RecordCommands::chart_gives_every_version_with_its_commit_and_author()
{
    const Clinic clinic;
    clinic.demo();
    QStringList states;
    static const QRegularExpression hash(QStringLiteral("^[0-9a-f]{64}$"));
    for (const QJsonObject& patient : clinic.run("patients --json").objects()) {
        const auto events = chart(clinic, patient[u"id"].toString());
        QVERIFY(!events.isEmpty());
        for (const QJsonObject& event : events) {
            QVERIFY(hash.match(event[u"commit"].toString()).hasMatch());
            QVERIFY(!event[u"author"].toString().isEmpty());
            QVERIFY(!event[u"notAuthorised"].toBool());
            states.append(event[u"state"].toString());
        }
    }
    for (const char* state : {"current", "amended", "retracted", "conflict"})
        QVERIFY2(states.contains(QString::fromLatin1(state)), state);
}

void RecordCommands::an_unknown_patient_is_refused_data()
{
    QTest::addColumn<QString>("id");
    QTest::newRow("no id") << QStringLiteral("Rosa");
    QTest::newRow("nobody's id") << QStringLiteral("00000000-0000-4000-8000-000000000001");
}

void RecordCommands::an_unknown_patient_is_refused()
{
    QFETCH(const QString, id);
    const Clinic clinic;
    clinic.init();
    QCOMPARE(clinic.run({QStringLiteral("chart"), id}).exit, 1);
    QCOMPARE(clinic.run({QStringLiteral("observe"), id, QStringLiteral("--heart-rate"), QStringLiteral("80")})
                 .exit,
        1);
    const Ran exported = clinic.run({QStringLiteral("export"), QStringLiteral("fhir"),
        QStringLiteral("--patient"), id, QStringLiteral("-o"), clinic.path(QStringLiteral("out"))});
    QCOMPARE(exported.exit, 1);
    QVERIFY(QDir(clinic.path(QStringLiteral("out"))).isEmpty());
}

void RecordCommands::observe_is_in_the_chart_of_the_next_process()
{
    const Clinic clinic;
    clinic.demo();
    const QString id = clinic.patientNamed(QStringLiteral("Rosa Quispe"));
    const Ran observed = clinic.run({QStringLiteral("observe"), id, QStringLiteral("--heart-rate"),
        QStringLiteral("88"), QStringLiteral("--systolic"), QStringLiteral("120"),
        QStringLiteral("--diastolic"), QStringLiteral("76"), QStringLiteral("--consciousness"),
        QStringLiteral("A"), QStringLiteral("--air"), QStringLiteral("--json")});
    QVERIFY2(observed.exit == 0, observed.err.constData());
    const QString commit = observed.object()[u"commit"].toString();

    int found = 0;
    for (const QJsonObject& event : chart(clinic, id))
        found += event[u"commit"].toString() == commit ? 1 : 0;

    QCOMPARE(found, observed.object()[u"events"].toArray().size());
    QVERIFY(found >= 4);
    QCOMPARE(clinic.run("verify").exit, 0);
}

void RecordCommands::observe_keeps_what_was_typed()
{
    const Clinic clinic;
    clinic.demo();
    const QString id = clinic.patientNamed(QStringLiteral("Rosa Quispe"));
    const Ran observed = clinic.run(
        {QStringLiteral("observe"), id, QStringLiteral("--temperature"), QStringLiteral("98.60F"),
            QStringLiteral("--at"), QStringLiteral("2026-11-19T08:00:00+02:00"), QStringLiteral("--json")});
    QVERIFY2(observed.exit == 0, observed.err.constData());
    bool seen = false;
    for (const QJsonObject& event : chart(clinic, id)) {
        if (event[u"commit"].toString() != observed.object()[u"commit"].toString()
            || event[u"kind"].toString() != u"Observation")
            continue;
        const QJsonObject quantity = event[u"body"].toObject()[u"valueQuantity"].toObject();
        QCOMPARE(quantity[u"value"].toString(), QStringLiteral("98.60"));
        QCOMPARE(quantity[u"unit"].toString(), QStringLiteral("[degF]"));
        QVERIFY(event[u"occurred"].toString().startsWith(u"2026-11-19T08:00"));
        seen = true;
    }
    QVERIFY(seen);
}

void RecordCommands::observe_refuses_what_no_body_can_have_and_writes_nothing_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("heart rate") << QStringList{QStringLiteral("--heart-rate"), QStringLiteral("8800")};
    QTest::newRow("saturation over 100") << QStringList{QStringLiteral("--spo2"), QStringLiteral("102")};
    QTest::newRow("temperature in the wrong unit")
        << QStringList{QStringLiteral("--temperature"), QStringLiteral("98.6")};
    QTest::newRow("diastolic over systolic") << QStringList{QStringLiteral("--systolic"),
        QStringLiteral("80"), QStringLiteral("--diastolic"), QStringLiteral("120")};
    QTest::newRow("one bad among good") << QStringList{
        QStringLiteral("--heart-rate"), QStringLiteral("80"), QStringLiteral("--spo2"), QStringLiteral("-3")};
    QTest::newRow("no number") << QStringList{QStringLiteral("--heart-rate"), QStringLiteral("fast")};
    QTest::newRow("an unknown unit") << QStringList{QStringLiteral("--weight"), QStringLiteral("80stone")};
    QTest::newRow("nothing") << QStringList();
    QTest::newRow("tomorrow") << QStringList{QStringLiteral("--heart-rate"), QStringLiteral("80"),
        QStringLiteral("--at"), QStringLiteral("2999-01-01T00:00:00Z")};
}

void RecordCommands::observe_refuses_what_no_body_can_have_and_writes_nothing()
{
    QFETCH(const QStringList, arguments);
    const Clinic clinic;
    clinic.demo();
    const QString id = clinic.patientNamed(QStringLiteral("Rosa Quispe"));
    const qsizetype before = chart(clinic, id).size();

    const Ran refused = clinic.run(QStringList{QStringLiteral("observe"), id} + arguments);

    QCOMPARE(refused.exit, 1);
    QVERIFY(!refused.err.isEmpty());
    QCOMPARE(refused.out, QByteArray());
    QCOMPARE(chart(clinic, id).size(), before);
}

void RecordCommands::observe_warns_of_the_unusual_and_writes_it()
{
    const Clinic clinic;
    clinic.demo();
    const QString id = clinic.patientNamed(QStringLiteral("Rosa Quispe"));
    const Ran observed = clinic.run({QStringLiteral("observe"), id, QStringLiteral("--heart-rate"),
        QStringLiteral("171"), QStringLiteral("--json")});
    QCOMPARE(observed.exit, 0);
    QVERIFY(observed.err.contains("warning"));
    QCOMPARE(observed.object()[u"warnings"].toArray().size(), 1);
}

void RecordCommands::every_reading_is_in_the_audit()
{
    const Clinic clinic;
    clinic.demo();
    const QString id = clinic.patientNamed(QStringLiteral("Rosa Quispe"));
    QCOMPARE(
        clinic.run({QStringLiteral("chart"), id, QStringLiteral("--purpose"), QStringLiteral("ETREAT")}).exit,
        0);
    QCOMPARE(clinic
                 .run({QStringLiteral("export"), QStringLiteral("fhir"), QStringLiteral("--patient"), id,
                     QStringLiteral("-o"), clinic.path(QStringLiteral("out"))})
                 .exit,
        0);

    const QStringList asAuditor{QStringLiteral("audit"), QStringLiteral("--json"), QStringLiteral("--user"),
        QStringLiteral("Ingrid Lindström")};
    const auto reads = clinic
                           .run(asAuditor
                               + QStringList{QStringLiteral("--action"), QStringLiteral("read"),
                                   QStringLiteral("--patient"), id})
                           .objects();
    const auto searches = clinic
                              .run(asAuditor
                                  + QStringList{QStringLiteral("--action"), QStringLiteral("search"),
                                      QStringLiteral("--who"), QStringLiteral("ada")})
                              .objects();
    const auto exports
        = clinic.run(asAuditor + QStringList{QStringLiteral("--action"), QStringLiteral("export")}).objects();

    QCOMPARE(reads.size(), 1);
    QCOMPARE(reads.front()[u"resourceType"].toString(), QStringLiteral("AuditEvent"));
    QVERIFY(QJsonDocument(reads.front()).toJson().contains("ETREAT"));
    QCOMPARE(searches.size(), 1);
    QVERIFY(!exports.isEmpty());
}

void RecordCommands::the_audit_is_filtered()
{
    const Clinic clinic;
    clinic.demo();
    const QString id = clinic.patientNamed(QStringLiteral("Rosa Quispe"));
    const QString other = clinic.patientNamed(QStringLiteral("Thapa"));
    QCOMPARE(clinic.run({QStringLiteral("chart"), id}).exit, 0);
    const QStringList asAuditor{QStringLiteral("audit"), QStringLiteral("--json"), QStringLiteral("--user"),
        QStringLiteral("Ingrid Lindström")};
    QVERIFY(!clinic.run(asAuditor + QStringList{QStringLiteral("--patient"), id}).objects().isEmpty());
    QVERIFY(clinic.run(asAuditor + QStringList{QStringLiteral("--patient"), other}).objects().isEmpty());
    QVERIFY(clinic.run(asAuditor + QStringList{QStringLiteral("--until"), QStringLiteral("1999")})
                .objects()
                .isEmpty());
    QVERIFY(clinic.run(asAuditor + QStringList{QStringLiteral("--since"), QStringLiteral("2999-01-01")})
                .objects()
                .isEmpty());
    QVERIFY(clinic.run(asAuditor + QStringList{QStringLiteral("--who"), QStringLiteral("nobody")})
                .objects()
                .isEmpty());
}

void RecordCommands::looking_at_the_access_log_is_logged_too()
{
    const Clinic clinic;
    clinic.demo();
    const auto first = clinic.run("audit --json").objects();
    const auto second = clinic.run("audit --json").objects();
    QCOMPARE(second.size(), first.size() + 3); // gone, come again, looked again
    QVERIFY(QJsonDocument(second.back()).toJson().contains("Dr Ada"));
}

void RecordCommands::what_is_exported_comes_in_elsewhere()
{
    const Clinic here;
    here.demo();
    const Ran exported = here.run({QStringLiteral("export"), QStringLiteral("fhir"), QStringLiteral("--all"),
        QStringLiteral("-o"), here.path(QStringLiteral("out")), QStringLiteral("--json")});
    QVERIFY2(exported.exit == 0, exported.err.constData());
    QCOMPARE(exported.object()[u"patients"].toInt(), 16);

    const Clinic there;
    there.init();
    const QStringList import{QStringLiteral("import"), QStringLiteral("fhir"),
        here.path(QStringLiteral("out")), QStringLiteral("--json")};
    const Ran imported = there.run(import);
    QVERIFY2(imported.exit == 0, imported.err.constData());
    QCOMPARE(imported.object()[u"refusedCount"].toInt(), 0);
    QCOMPARE(imported.object()[u"types"].toObject()[u"Patient"].toObject()[u"added"].toInt(), 16);
    const QJsonObject again = there.run(import).object();
    for (const QString& type : again[u"types"].toObject().keys())
        QCOMPARE(again[u"types"].toObject()[type].toObject()[u"added"].toInt(), 0);
}

void RecordCommands::what_is_exported_only_its_owner_reads()
{
    const Clinic clinic;
    clinic.demo();
    const QString out = clinic.path(QStringLiteral("out"));
    QCOMPARE(clinic
                 .run({QStringLiteral("export"), QStringLiteral("fhir"), QStringLiteral("--all"),
                     QStringLiteral("-o"), out})
                 .exit,
        0);
    const auto files = QDir(out).entryInfoList(QDir::Files);
    QVERIFY(files.size() >= 16);
    for (const QFileInfo& file : files)
        QVERIFY(!file.permission(QFile::ReadGroup) && !file.permission(QFile::ReadOther));
}

namespace {

const QByteArray mixedBundle = R"({"resourceType": "Bundle", "type": "collection", "entry": [
  {"resource": {"resourceType": "Patient", "id": "p1", "name": [{"family": "Rossi", "given": ["Anna"]}], "gender": "female", "birthDate": "1980-05"}},
  {"resource": {"resourceType": "Observation", "id": "o1", "status": "final", "subject": {"reference": "Patient/p1"},
    "code": {"coding": [{"system": "http://loinc.org", "code": "8867-4"}]}, "effectiveDateTime": "2026-01-05T10:00:00Z",
    "valueQuantity": {"value": 72, "unit": "/min", "system": "http://unitsofmeasure.org", "code": "/min"}}},
  {"resource": {"resourceType": "Observation", "id": "o2", "status": "final", "subject": {"reference": "Patient/nobody"},
    "code": {"text": "orphan"}}}]})";

}

void RecordCommands::a_broken_entry_is_reported_and_the_rest_comes_in()
{
    const Clinic clinic;
    clinic.init();
    clinic.write(QStringLiteral("mixed.json"), mixedBundle);
    const Ran ran = clinic.run({QStringLiteral("import"), QStringLiteral("fhir"),
        clinic.path(QStringLiteral("mixed.json")), QStringLiteral("--json")});
    QCOMPARE(ran.exit, 0);
    const QJsonObject report = ran.object();
    QCOMPARE(report[u"refusedCount"].toInt(), 1);
    QVERIFY(report[u"refused"].toArray()[0].toObject()[u"place"].toString().contains(u"entry"));
    QVERIFY(!report[u"refused"].toArray()[0].toObject()[u"why"].toString().isEmpty());
    QCOMPARE(report[u"types"].toObject()[u"Observation"].toObject()[u"added"].toInt(), 1);
}

void RecordCommands::all_or_nothing_keeps_nothing()
{
    const Clinic clinic;
    clinic.init();
    clinic.write(QStringLiteral("mixed.json"), mixedBundle);
    const Ran ran
        = clinic.run({QStringLiteral("import"), QStringLiteral("fhir"), QStringLiteral("--all-or-nothing"),
            clinic.path(QStringLiteral("mixed.json")), QStringLiteral("--json")});
    QCOMPARE(ran.exit, 1);
    QCOMPARE(ran.object()[u"outcome"].toString(), QStringLiteral("nothing-kept"));
    QVERIFY(clinic.run("patients --json").objects().isEmpty());
}

void RecordCommands::csv_is_proposed_first_and_comes_in_once_confirmed()
{
    const Clinic clinic;
    clinic.demo();
    clinic.write(QStringLiteral("vitals.csv"),
        "MRN,Time,Heart rate (/min)\nD-000001,2026-11-01 08:00,84\nD-999999,2026-11-01 08:00,84\n");
    const QString file = clinic.path(QStringLiteral("vitals.csv"));
    QCOMPARE(clinic.run({QStringLiteral("import"), QStringLiteral("csv"), file}).exit, 1);
    const Ran proposed
        = clinic.run({QStringLiteral("import"), QStringLiteral("csv"), file, QStringLiteral("--propose")});
    QVERIFY2(proposed.exit == 0, proposed.err.constData());
    clinic.write(QStringLiteral("mapping.json"), proposed.out);
    const Ran imported = clinic.run({QStringLiteral("import"), QStringLiteral("csv"), file,
        QStringLiteral("--mapping"), clinic.path(QStringLiteral("mapping.json")), QStringLiteral("--json")});
    QVERIFY2(imported.exit == 0, imported.err.constData());
    QCOMPARE(imported.object()[u"types"].toObject()[u"Observation"].toObject()[u"added"].toInt(), 1);
    QCOMPARE(imported.object()[u"refusedCount"].toInt(), 1);
}

void RecordCommands::the_synthea_bundles_come_in_once()
{
    const QString archive = QStringLiteral(TWINWARD_TEST_DATA "/fhir-r4/synthea-60.tar.xz");
    if (!QFile::exists(archive))
        QSKIP("the Synthea bundles are not on this machine (../shared/data/fhir-r4)");
    const Clinic clinic;
    clinic.init();
    QDir().mkpath(clinic.path(QStringLiteral("synthea")));
    QCOMPARE(
        QProcess::execute(QStringLiteral("tar"),
            {QStringLiteral("-xJf"), archive, QStringLiteral("-C"), clinic.path(QStringLiteral("synthea"))}),
        0);
    const QStringList import{QStringLiteral("import"), QStringLiteral("fhir"),
        clinic.path(QStringLiteral("synthea")), QStringLiteral("--json")};
    const Ran first = clinic.run(import);
    QVERIFY2(first.exit == 0, first.err.constData());
    QVERIFY(first.object()[u"types"].toObject()[u"Patient"].toObject()[u"added"].toInt() >= 60);
    QCOMPARE(first.object()[u"refusedCount"].toInt(), 0);
    QVERIFY(clinic.run("patients --json").objects().size() >= 60);
    const QJsonObject second = clinic.run(import).object()[u"types"].toObject();
    for (const QString& type : second.keys())
        QCOMPARE(second[type].toObject()[u"added"].toInt(), 0);
}

QTEST_GUILESS_MAIN(RecordCommands)
#include "tst_record_commands.moc"
