#include "demo/fill.h"

#include <algorithm>
#include <atomic>
#include <map>

namespace twinward::demo {

using ledger::Vault;
using record::Event;
using record::Role;

namespace {

constexpr qint64 hourMs = 3'600'000;
constexpr qint64 sinceGoLiveMs = 6 * 24 * hourMs; // what is older was brought over from paper
constexpr qint64 shiftMs = 12 * hourMs; // who is signed in changes at most so often
constexpr size_t bulkEvents = 4000; // a commit
constexpr int told
    = 2000; // of this many patients all that is new is told visit by visit; of more, only the ward's

// The vault with one user signed in at a time, and a clock that is set.
class Desk
{
public:
    Desk(const FillRequest& request, const ledger::Secret& passphrase, qint64 startMs)
        : m_request(request)
        , m_passphrase(passphrase)
        , m_clock(std::make_shared<std::atomic<qint64>>(startMs))
    {
        m_options.passphraseMs = request.passphraseMs;
        m_options.wallClock = [clock = m_clock] { return clock->load(); };
    }

    base::Result<ledger::Secret> open()
    {
        ledger::NewVault setup;
        setup.clinicName = QStringLiteral("Hillside Clinic (demo)");
        setup.userName = m_request.userName;
        setup.role = Role::Physician;
        setup.deviceName = QStringLiteral("Demo laptop");
        auto created = Vault::create(m_request.folder, setup, m_passphrase, m_options);
        if (!created)
            return base::fail(created.error());
        m_vault = std::move(created->vault);
        for (const DemoUser& user : Clinic::colleagues()) {
            if (const auto code = m_vault->enrolUser(user.name, user.role, m_passphrase); !code)
                return base::fail(code.error());
        }
        return std::move(created->recoveryCode);
    }

    base::Status signIn(Role role)
    {
        if (role == m_role)
            return {};
        m_vault.reset(); // a vault is open once
        const QString name = role == Role::Nurse ? Clinic::colleagues().front().name : m_request.userName;
        auto opened = Vault::unlock(m_request.folder, name, m_passphrase, m_options);
        if (!opened)
            return base::fail(opened.error());
        m_vault = std::move(*opened);
        m_role = role;
        return {};
    }

    base::Status commit(std::vector<Event> events, qint64 atMs, FillReport& report)
    {
        m_clock->store(atMs);
        const size_t count = events.size();
        const auto receipt = m_vault->commit(std::move(events));
        if (!receipt)
            return base::fail(receipt.error());
        report.events += count;
        ++report.commits;
        return {};
    }

private:
    const FillRequest& m_request;
    const ledger::Secret& m_passphrase;
    std::shared_ptr<std::atomic<qint64>> m_clock;
    ledger::VaultOptions m_options;
    std::unique_ptr<Vault> m_vault;
    Role m_role = Role::Physician;
};

// What is new, in the order it is told: by shift, by who is signed in, by time.
void sortByShift(std::vector<Authored>& recent, qint64 nowMs)
{
    const auto shiftOf = [nowMs](const Authored& each) { return -((nowMs - each.recordedMs) / shiftMs); };
    std::stable_sort(recent.begin(), recent.end(), [&](const Authored& one, const Authored& other) {
        return std::tuple(shiftOf(one), one.author, one.recordedMs)
            < std::tuple(shiftOf(other), other.author, other.recordedMs);
    });
}

// One commit for what one person wrote down about one patient at one time.
base::Status tell(std::vector<Authored>& recent, Desk& desk, FillReport& report)
{
    for (size_t next = 0; next < recent.size();) {
        const Authored first{Event(), recent[next].author, recent[next].recordedMs};
        const record::PatientId patient = recent[next].event.patient;
        std::vector<Event> together;
        while (next < recent.size() && recent[next].author == first.author
            && recent[next].recordedMs == first.recordedMs && recent[next].event.patient == patient)
            together.push_back(std::move(recent[next++].event));
        if (const auto signedIn = desk.signIn(first.author); !signedIn)
            return signedIn;
        if (const auto done = desk.commit(std::move(together), first.recordedMs, report); !done)
            return done;
    }
    return {};
}

} // namespace

base::Result<FillReport> fill(
    const FillRequest& request, const ledger::Secret& passphrase, const ledger::ProgressFn& progress)
{
    const auto clinic = Clinic::plan(request.plan);
    if (!clinic)
        return base::fail(clinic.error());
    const qint64 nowMs = request.plan.now.utcMs();
    const qint64 goLiveMs = nowMs - sinceGoLiveMs;
    Desk desk(request, passphrase, goLiveMs);
    auto code = desk.open();
    if (!code)
        return base::fail(code.error());
    FillReport report;
    report.recoveryCode = std::move(*code);
    std::vector<Event> bulk;
    std::vector<Authored> recent;
    for (int index = 0; index < clinic->size(); ++index) {
        for (Authored& each : clinic->patient(index)) {
            const bool isNew = each.recordedMs >= goLiveMs && (clinic->size() <= told || index < 16);
            if (isNew)
                recent.push_back(std::move(each));
            else
                bulk.push_back(std::move(each.event));
        }
        ++report.patients;
        if (bulk.size() >= bulkEvents || index + 1 == clinic->size()) {
            if (const auto done = desk.commit(std::move(bulk), goLiveMs, report); !done)
                return base::fail(done.error());
            bulk.clear();
        }
        if (progress && !progress({report.patients, static_cast<quint64>(clinic->size())}))
            return base::fail(base::ErrorCode::Cancelled, QStringLiteral("The demo clinic is not complete"),
                request.folder, QStringLiteral("Remove the folder and start again."));
    }
    sortByShift(recent, nowMs);
    if (const auto done = tell(recent, desk, report); !done)
        return base::fail(done.error());
    return report;
}

} // namespace twinward::demo
