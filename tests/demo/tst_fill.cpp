// A vault filled with the demo clinic: whole, signed by those who may, and told in the order it was lived.

#include "clinic_fixture.h"

#include "demo/fill.h"

#include <QTemporaryDir>

using namespace twinward;
using namespace twinward::demo_test;

class FillTest : public QObject
{
    Q_OBJECT

private slots:
    void the_vault_holds_the_clinic_and_verifies();
    void what_nurses_chart_on_the_ward_is_signed_by_the_nurse_when_it_was_charted();
    void cancelling_says_so();
    void a_folder_that_holds_a_vault_is_left_alone();

private:
    demo::FillRequest request(const QTemporaryDir& folder, int patients) const
    {
        demo::FillRequest request;
        request.folder = folder.filePath(QStringLiteral("vault"));
        request.userName = QStringLiteral("Dr Ada");
        request.plan = {patients, 7, friday()};
        request.passphraseMs = 0;
        return request;
    }
    ledger::Secret m_passphrase = ledger::Secret::copyOf("four green herons walk");
};

void FillTest::the_vault_holds_the_clinic_and_verifies()
{
    const QTemporaryDir folder;
    const auto wanted = request(folder, 24);
    const auto filled = demo::fill(wanted, m_passphrase);
    QVERIFY2(filled.has_value(), filled ? "" : qPrintable(filled.error().message()));
    QCOMPARE(filled->patients, 24);

    const auto vault = ledger::Vault::unlock(wanted.folder, wanted.userName, m_passphrase);
    QVERIFY(vault.has_value());
    QCOMPARE((*vault)->patients()->size(), 24);
    const auto people = clinic(24);
    quint64 events = 0;
    for (int index = 0; index < 24; ++index) {
        const auto read = (*vault)->read(people.patientId(index));
        QVERIFY(read.has_value());
        QCOMPARE(read->size(), people.patient(index).size());
        for (const record::RecordedEvent& recorded : *read)
            QVERIFY((*vault)->roster().authorises(recorded));
        events += read->size();
    }
    QCOMPARE(filled->events, events);
    const auto verified = (*vault)->verify();
    QVERIFY(verified.has_value());
    QVERIFY2(verified->ok, qPrintable(verified->where + verified->why));
}

void FillTest::what_nurses_chart_on_the_ward_is_signed_by_the_nurse_when_it_was_charted()
{
    const QTemporaryDir folder;
    const auto wanted = request(folder, 8);
    QVERIFY(demo::fill(wanted, m_passphrase).has_value());
    const auto vault = ledger::Vault::unlock(wanted.folder, wanted.userName, m_passphrase);
    QVERIFY(vault.has_value());
    const auto read = (*vault)->read(clinic(8).patientId(0));
    QVERIFY(read.has_value());
    int byNurse = 0;
    for (const record::RecordedEvent& recorded : *read) {
        const auto* observation = recorded.event.as<record::Observation>();
        const bool lately = recorded.event.occurred.utcMs() > friday().utcMs() - 40LL * 3'600'000;
        if (observation == nullptr || observation->group != record::Observation::Group::Vital || !lately)
            continue;
        QCOMPARE((*vault)->roster().nameOf(recorded.author), QStringLiteral("Grace Wanjiru"));
        const qint64 lateMs = recorded.recorded.wallMs() - recorded.event.occurred.utcMs();
        QVERIFY(lateMs >= 0 && lateMs < 13LL * 3'600'000);
        ++byNurse;
    }
    QVERIFY(byNurse > 50);
}

void FillTest::cancelling_says_so()
{
    const QTemporaryDir folder;
    const auto filled = demo::fill(request(folder, 50), m_passphrase,
        [](const ledger::Progress& progress) { return progress.done < 5; });
    QVERIFY(!filled.has_value());
    QCOMPARE(filled.error().code, base::ErrorCode::Cancelled);
}

void FillTest::a_folder_that_holds_a_vault_is_left_alone()
{
    const QTemporaryDir folder;
    const auto wanted = request(folder, 3);
    QVERIFY(demo::fill(wanted, m_passphrase).has_value());
    QVERIFY(!demo::fill(wanted, m_passphrase).has_value());
    const auto vault = ledger::Vault::unlock(wanted.folder, wanted.userName, m_passphrase);
    QVERIFY(vault.has_value());
    QVERIFY((*vault)->verify()->ok);
}

QTEST_GUILESS_MAIN(FillTest)
#include "tst_fill.moc"
