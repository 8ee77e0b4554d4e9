#include "opened.h"

#include "commit_header_p.h"
#include "record/event_codec.h"
#include "wal_scan_p.h"

#include <atomic>
#include <map>
#include <rapidcheck.h>
#include <thread>

using namespace twinward;
using namespace twinward::test;
using record::Category;

namespace {

class TestRoundTrip : public QObject
{
    Q_OBJECT

private slots:
    void whateverIsCommittedIsReadBackExactly();
    void headersReadBackAndNothingElseIsAHeader();
    void privateItemsReadBack();
    void committingReadingAndVerifyingAtOnceAgree();
    void registrationsShowWhileOlderListsStayAsTheyWere();
};

bool holds(bool ok)
{
    return ok;
}

record::Event anyEvent(const std::vector<record::PatientId>& patients)
{
    const auto patient = *rc::gen::elementOf(patients);
    const auto text = QString::fromStdString(*rc::gen::string<std::string>());
    record::Event made
        = *rc::gen::inRange(0, 2) == 0 ? note(patient, text) : heartRate(patient, *rc::gen::inRange(0, 300));
    made.category
        = *rc::gen::element(Category::Vitals, Category::Clinical, Category::Imaging, Category::Sensitive);
    if (*rc::gen::inRange(0, 3) == 0)
        made.source = QByteArray::fromStdString(*rc::gen::string<std::string>());
    return made;
}

void TestRoundTrip::whateverIsCommittedIsReadBackExactly()
{
    const QTemporaryDir folder;
    auto made = makeVault(folder.path());
    VERIFY_RESULT(made);
    const VaultKeys keys = keysOf(*made->vault);
    const std::vector patients{
        record::PatientId::random(), record::PatientId::random(), record::PatientId::random()};
    std::map<record::EventId, record::Event> committed;
    quint64 logouts = 0;
    QVERIFY(holds(rc::check("a batch of events", [&] {
        std::vector<record::Event> batch;
        const auto size = *rc::gen::inRange<size_t>(1, 40);
        batch.reserve(size);
        for (size_t i = 0; i < size; ++i)
            batch.push_back(anyEvent(patients));
        for (const record::Event& one : batch)
            committed[one.id] = one;
        RC_ASSERT(made->vault->commit(batch).has_value());
        if (*rc::gen::inRange(0, 10) == 0) { // closed and opened in between
            logouts = 1; // of those who came in with a passphrase
            made->vault.reset();
            made->vault = std::move(*openWith(folder.path(), keys));
        }
        size_t read = 0;
        for (const auto patient : patients) {
            const auto events = made->vault->read(patient);
            RC_ASSERT(events.has_value());
            for (const record::RecordedEvent& recorded : *events) {
                const record::Event& was = committed.at(recorded.event.id);
                RC_ASSERT(was.patient == patient);
                RC_ASSERT(record::encodeEvent(was) == record::encodeEvent(recorded.event));
            }
            read += events->size();
        }
        RC_ASSERT(read == committed.size());
        for (const record::Event& one : batch) {
            RC_ASSERT(made->vault->contains(one.id));
            RC_ASSERT(made->vault->readSource(one.id).value() == one.source);
        }
    })));
    const auto report = made->vault->verify();
    VERIFY_RESULT(report);
    QVERIFY2(report->ok, qPrintable(report->where + report->why));
    QCOMPARE(report->events, committed.size() + 4 + logouts); // with the founding and the login
}

void TestRoundTrip::headersReadBackAndNothingElseIsAHeader()
{
    QVERIFY(holds(rc::check("a header, whole and damaged", [] {
        ledger::CommitHeader header;
        header.vault = ledger::VaultId::random();
        header.device = record::DeviceId::random();
        header.seq = *rc::gen::inRange<quint64>(1, 1'000'000);
        header.previous = base::Hash256::of("x");
        header.recorded = base::HybridTime(*rc::gen::inRange<quint64>(0, 1ULL << 62));
        header.author = record::UserId::random();
        header.segments.resize(*rc::gen::inRange<size_t>(0, 5));
        const QByteArray bytes = ledger::encodeHeader(header);
        const auto read = ledger::decodeHeader(bytes);
        RC_ASSERT(read.has_value());
        RC_ASSERT(ledger::encodeHeader(*read) == bytes);
        // cut short, lengthened, or changed, it is none or another, but never crashes
        RC_ASSERT(!ledger::decodeHeader(bytes.first(*rc::gen::inRange<qsizetype>(0, bytes.size()))));
        RC_ASSERT(!ledger::decodeHeader(bytes + '\0'));
        QByteArray changed = bytes;
        const auto at = *rc::gen::inRange<qsizetype>(0, bytes.size());
        changed[at] = static_cast<char>(changed[at] ^ *rc::gen::inRange(1, 256));
        const auto other = ledger::decodeHeader(changed);
        RC_ASSERT(
            (!other || ledger::encodeHeader(*other) == changed)); // bracketed, or both sides are looked at
    })));
}

void TestRoundTrip::privateItemsReadBack()
{
    const QTemporaryDir folder;
    auto made = makeVault(folder.path());
    VERIFY_RESULT(made);
    std::map<QString, QByteArray> kept;
    QVERIFY(holds(rc::check("a draft put, changed or removed", [&] {
        const auto key = QString("draft/%1").arg(*rc::gen::inRange(0, 8));
        const auto value = QByteArray::fromStdString(*rc::gen::string<std::string>());
        RC_ASSERT(made->vault->putPrivate(key, value).has_value());
        kept[key] = value;
        std::erase_if(kept, [](const auto& item) { return item.second.isEmpty(); });
        RC_ASSERT(made->vault->getPrivate(key).value() == value);
        QStringList keys;
        for (const auto& [name, content] : kept)
            keys.push_back(name);
        RC_ASSERT(made->vault->listPrivate("draft/").value() == keys);
    })));
}

void TestRoundTrip::committingReadingAndVerifyingAtOnceAgree()
{
    const QTemporaryDir folder;
    auto made = makeVault(folder.path());
    VERIFY_RESULT(made);
    auto& vault = *made->vault;
    const auto patient = record::PatientId::random();
    std::atomic<quint64> heard = 0;
    vault.onCommit([&heard](const std::vector<record::RecordedEvent>& events) { heard += events.size(); });
    std::atomic<bool> failed = false;
    std::atomic<int> writing = 2;
    const auto write = [&] {
        for (int i = 0; i < 60; ++i) {
            if (!vault.commit({heartRate(patient, i), registration(record::PatientId::random(), "A", "B")}))
                failed = true;
        }
        --writing;
    };
    const auto read = [&] {
        size_t before = 0;
        while (writing > 0) {
            const auto events = vault.read(patient);
            const auto known = vault.patients()->size();
            if (!events || events->size() < before || known > 120)
                failed = true;
            before = events ? events->size() : 0;
        }
    };
    const auto check = [&] {
        while (writing > 0) {
            const auto report = vault.verify();
            if (!report || !report->ok)
                failed = true;
        }
    };
    std::vector<std::thread> threads;
    threads.emplace_back(write);
    threads.emplace_back(write);
    threads.emplace_back(read);
    threads.emplace_back(check);
    threads.emplace_back(check); // one holds the log while the other would fold it
    for (std::thread& thread : threads)
        thread.join();
    QVERIFY(!failed);
    QCOMPARE(heard.load(), quint64{240});
    QCOMPARE(vault.read(patient)->size(), size_t{120});
    QCOMPARE(vault.patients()->size(), size_t{120});
    QCOMPARE(vault.verify()->commits, quint64{122}); // with the founding and the login
}

void TestRoundTrip::registrationsShowWhileOlderListsStayAsTheyWere()
{
    const QTemporaryDir folder;
    auto made = makeVault(folder.path());
    VERIFY_RESULT(made);
    std::vector<std::shared_ptr<const record::PatientIndex>> lists{made->vault->patients()};
    std::vector<record::PatientId> patients;
    for (size_t i = 1; i <= 20; ++i) {
        patients.push_back(record::PatientId::random());
        VERIFY_RESULT(made->vault->commit({registration(patients.back(), QString("Family%1").arg(i), "G")}));
        if (i % 3 == 0) // some lists are kept, some let go
            lists.pop_back();
        lists.push_back(made->vault->patients());
        QCOMPARE(lists.back()->size(), i);
        for (const auto& list : lists)
            QCOMPARE(list->search({}).size(), list->size());
        for (const auto patient : patients)
            QVERIFY(lists.back()->find(patient) != nullptr);
    }
}

} // namespace

QTEST_GUILESS_MAIN(TestRoundTrip)
#include "tst_round_trip.moc"
