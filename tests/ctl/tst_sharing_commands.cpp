// clinic, consent, refer, letters and emergency, between two clinics and a stick.

#include "ctl_fixture.h"

#include <QElapsedTimer>

using twinward::ctl_test::Clinic;
using twinward::ctl_test::Ran;

namespace {

// Two clinics that took each other's cards, and a stick.
struct Neighbours
{
    Clinic river;
    Clinic hill;
    QTemporaryDir stick;
    QString patient;

    Neighbours()
    {
        river.demo();
        hill.init();
        patient = river.patientNamed(QString());
        const QString riversCard = stick.filePath("river.card");
        const QString hillsCard = stick.filePath("hill.card");
        const Ran made = hill.run({"clinic", "card", "-o", hillsCard, "--json"});
        QVERIFY2(made.exit == 0, made.err.constData());
        QCOMPARE(river.run({"clinic", "card", "-o", riversCard}).exit, 0);
        const Ran known = river.run({"clinic", "know", hillsCard, "--fingerprint",
            made.object()["fingerprint"].toString(), "--json"});
        QVERIFY2(known.exit == 0, known.err.constData());
        QVERIFY(known.object()["compared"].toBool());
        QCOMPARE(hill.run({"clinic", "know", riversCard}).exit, 0);
    }
    [[nodiscard]] Ran carry(const Clinic& clinic) const
    {
        return clinic.run({"letters", "take", stick.path(), "--json"});
    }
};

} // namespace

class SharingCommands : public QObject
{
    Q_OBJECT

private slots:
    void a_card_with_another_fingerprint_is_refused();
    void clinics_are_listed();
    void a_referral_arrives_with_its_receipt();
    void consent_is_granted_listed_narrowed_and_withdrawn();
    void a_withdrawal_is_told_and_shown_at_the_other_clinic();
    void what_is_no_part_of_a_chart_is_refused();
    void an_emergency_is_opened_with_a_reason_and_told();
    void referral_to_chart_is_quick();
};

void SharingCommands::a_card_with_another_fingerprint_is_refused()
{
    const Neighbours both;
    const Ran refused = both.river.run({"clinic", "know", both.stick.filePath("hill.card"), "--fingerprint",
        "00000 00000 00000 00000 00000 00000 00000 00000"});
    QCOMPARE(refused.exit, 3);
    QVERIFY(refused.err.contains("fingerprint"));
    QVERIFY(both.river.run({"clinic", "know", both.river.path("passphrase")}).exit != 0);
}

void SharingCommands::clinics_are_listed()
{
    const Neighbours both;
    const auto listed = both.river.run("clinic list --json").objects();
    QCOMPARE(listed.size(), 1);
    QCOMPARE(listed.front()["name"].toString(), QStringLiteral("Test clinic"));
    QVERIFY(listed.front()["comparedByPerson"].toBool());
    QVERIFY(both.river.run("clinic list").out.contains("FINGERPRINT"));
}

void SharingCommands::a_referral_arrives_with_its_receipt()
{
    const Neighbours both;
    const Ran referred = both.river.run(
        {"refer", both.patient, "Test clinic", "--until", "2099-01-31", "--to", both.stick.path(), "--json"});
    QVERIFY2(referred.exit == 0, referred.err.constData());
    QVERIFY(referred.object()["entries"].toInt() > 10);
    QCOMPARE(both.river.run("letters list --json").objects().size(), referred.object()["letters"].toInt());
    const Ran taken = both.carry(both.hill);
    QVERIFY2(taken.exit == 0, taken.err.constData());
    const QString there = taken.objects().front()["patient"].toString();
    // the chart is there, and says where each entry is from
    const auto chart = both.hill.run({"chart", there, "--json"}).objects();
    QVERIFY(chart.size() > 10);
    for (const QJsonObject& entry : chart)
        QVERIFY(!entry["origin"].toObject()["author"].toString().isEmpty());
    // and the receipt comes home
    const Ran home = both.carry(both.river);
    QCOMPARE(home.objects().last()["settled"].toInt(), 1);
    QVERIFY(both.river.run("letters list --json").objects().isEmpty());
    QVERIFY(both.river.run("letters list").out.contains("No letter waits"));
}

void SharingCommands::consent_is_granted_listed_narrowed_and_withdrawn()
{
    const Neighbours both;
    const Ran granted = both.river.run({"consent", "grant", both.patient, "Test clinic", "--categories",
        "vitals,clinical", "--until", "2099-01-31", "--clinician", "Dr Hill", "--json"});
    QVERIFY2(granted.exit == 0, granted.err.constData());
    const QString id = granted.object()["id"].toString();
    const auto consent = [&] { return both.river.run({"consent", "list", both.patient, "--json"}).object(); };
    QCOMPARE(consent()["state"].toString(), QStringLiteral("in force"));
    QCOMPARE(consent()["categories"].toArray().size(), 3); // demographics go with it
    QCOMPARE(consent()["clinician"].toString(), QStringLiteral("Dr Hill"));
    const QString before = consent()["fingerprint"].toString();
    QCOMPARE(before.size(), 64);
    const Ran narrowed = both.river.run({"consent", "narrow", id, "--categories", "vitals", "--json"});
    QVERIFY2(narrowed.exit == 0, narrowed.err.constData());
    QCOMPARE(consent()["categories"].toArray().size(), 2);
    QVERIFY(consent()["fingerprint"].toString() != before);
    QCOMPARE(both.river.run({"consent", "withdraw", id, "--reason", "moved away"}).exit, 0);
    QCOMPARE(consent()["state"].toString(), QStringLiteral("withdrawn"));
    QCOMPARE(consent()["reason"].toString(), QStringLiteral("moved away"));
}

void SharingCommands::a_withdrawal_is_told_and_shown_at_the_other_clinic()
{
    const Neighbours both;
    const QString id = both.river
                           .run({"refer", both.patient, "Test clinic", "--until", "2099-01-31", "--to",
                               both.stick.path(), "--json"})
                           .object()["consent"]
                           .toString();
    const QString there = both.carry(both.hill).objects().front()["patient"].toString();
    const auto atHill = [&] { return both.hill.run({"consent", "list", there, "--json"}).object(); };
    QCOMPARE(atHill()["id"].toString(), id);
    QCOMPARE(atHill()["state"].toString(), QStringLiteral("in force"));
    (void)both.carry(both.river);
    QCOMPARE(both.river.run({"consent", "withdraw", id, "--reason", "moved away", "--tell-reason"}).exit, 0);
    const auto waiting = both.river.run("letters list --json").objects();
    QCOMPARE(waiting.size(), 1);
    QCOMPARE(waiting.front()["kind"].toString(), QStringLiteral("consent changed"));
    QCOMPARE(both.river.run({"letters", "send", both.stick.path()}).exit, 0);
    (void)both.carry(both.hill);
    QCOMPARE(atHill()["state"].toString(), QStringLiteral("withdrawn"));
    QCOMPARE(atHill()["reason"].toString(), QStringLiteral("moved away"));
    QVERIFY(both.hill.run({"consent", "list", there}).out.contains("what was opened stays readable"));
    for (const QJsonObject& entry : both.hill.run({"chart", there, "--json"}).objects())
        QVERIFY(!entry["origin"].toObject()["consentWithdrawn"].toString().isEmpty());
    // and their answer comes home
    (void)both.carry(both.river);
    QVERIFY(both.river.run("letters list --json").objects().isEmpty());
}

void SharingCommands::what_is_no_part_of_a_chart_is_refused()
{
    const Neighbours both;
    const auto granting = [&](const QStringList& more) {
        return both.river.run(QStringList{"consent", "grant", both.patient, "Test clinic"} + more);
    };
    QVERIFY(granting({"--categories", "access"}).err.contains("no part of a chart"));
    QVERIFY(granting({"--until", "soon"}).err.contains("no day"));
    QVERIFY(granting({"--until", "2001-01-01"}).err.contains("ends before it begins"));
    QVERIFY(both.river.run({"refer", both.patient, "Nowhere"}).err.contains("No clinic"));
    QVERIFY(both.river.run("consent list --json").objects().isEmpty());
}

void SharingCommands::an_emergency_is_opened_with_a_reason_and_told()
{
    const Neighbours both;
    QCOMPARE(both.river
                 .run({"refer", both.patient, "Test clinic", "--categories", "vitals", "--until",
                     "2099-01-31", "--emergency", "--to", both.stick.path()})
                 .exit,
        0);
    const QString there = both.carry(both.hill).objects().front()["patient"].toString();
    QVERIFY(both.hill.run({"emergency", "open", there}).exit != 0); // not without a reason
    const Ran opened = both.hill.run({"emergency", "open", there, "--reason", "Unconscious", "--json"});
    QVERIFY2(opened.exit == 0, opened.err.constData());
    QVERIFY(opened.object()["entries"].toInt() > 0);
    QCOMPARE(both.hill.run({"letters", "send", both.stick.path()}).exit, 0);
    (void)both.carry(both.river);
    const auto told = both.river.run("emergency list --json").objects();
    QCOMPARE(told.size(), 1);
    QCOMPARE(told.front()["reason"].toString(), QStringLiteral("Unconscious"));
    QCOMPARE(told.front()["clinic"].toString(), QStringLiteral("Test clinic"));
    QVERIFY(told.front()["told"].toBool());
}

void SharingCommands::referral_to_chart_is_quick()
{
    const Neighbours both;
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(both.river.run({"refer", both.patient, "Test clinic", "--to", both.stick.path()}).exit, 0);
    const qint64 referredMs = timer.elapsed();
    const QString there = both.carry(both.hill).objects().front()["patient"].toString();
    QVERIFY(!both.hill.run({"chart", there}).out.isEmpty());
    qInfo("refer %lld ms; taken in and shown after %lld ms, four programs unlocking a vault each",
        static_cast<long long>(referredMs), static_cast<long long>(timer.elapsed()));
}

QTEST_GUILESS_MAIN(SharingCommands)
#include "tst_sharing_commands.moc"
