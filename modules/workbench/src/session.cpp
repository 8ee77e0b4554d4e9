#include "workbench/session.h"

#include "workbench/when_done.h"

#include <QSet>

namespace twinward::workbench {

using base::Result;
using record::PatientId;

namespace {

// Demographics and clinic events change what the whole window shows; the rest concerns one chart.
bool touchesIndexes(const record::Event& event)
{
    return event.patient.isNull() ? event.category == record::Category::Clinic
                                  : event.category == record::Category::Demographics;
}

Result<ChartPtr> readChart(ledger::Vault& vault, PatientId patient)
{
    auto chart = vault.chart(patient);
    if (!chart)
        return base::fail(chart.error());
    return std::make_shared<const record::Chart>(std::move(*chart));
}

} // namespace

Session::Session(std::unique_ptr<ledger::Vault> vault, QObject* parent)
    : QObject(parent)
    , m_vault(std::move(vault))
    , m_user(m_vault->user())
    , m_clinicName(m_vault->clinicName())
    , m_roster(m_vault->roster())
    , m_patients(m_vault->patients())
{
    m_thread.setMaxThreadCount(1);
    m_beside.setMaxThreadCount(8); // services that only wait for the network are among them
    m_vault->onCommit([this](const std::vector<record::RecordedEvent>& events) {
        QSet<PatientId> patients;
        bool indexes = false;
        for (const record::RecordedEvent& recorded : events) {
            if (!recorded.event.patient.isNull())
                patients.insert(recorded.event.patient);
            indexes = indexes || touchesIndexes(recorded.event);
        }
        QMetaObject::invokeMethod(
            this,
            [this, list = patients.values(), indexes] {
                takeCommit(list, indexes ? Touched::Indexes : Touched::Charts);
            },
            Qt::QueuedConnection);
    });
}

Session::~Session()
{
    if (!m_closed)
        emit closing();
    m_beside.waitForDone();
    m_thread.waitForDone();
}

bool Session::mayI(const record::Body& body) const
{
    const auto now = static_cast<std::uint64_t>(base::HybridClock::systemWallClock()());
    return m_roster.mayAuthor(m_user.user, body, base::HybridTime(now, 0));
}

bool Session::mayRead(record::Category category) const
{
    return m_roster.mayRead(m_user.user, category);
}

QFuture<Result<ledger::CommitReceipt>> Session::commit(std::vector<record::Event> events)
{
    return run([events = std::move(events)](
                   ledger::Vault& vault) mutable { return vault.commit(std::move(events)); });
}

QFuture<Result<ChartPtr>> Session::openChart(PatientId patient, const QString& purpose)
{
    // One thread does both in order, so the flag needs no lock.
    const auto shown = std::make_shared<bool>(false);
    auto chart = run([patient, shown](ledger::Vault& vault) {
        auto folded = readChart(vault, patient);
        *shown = folded.has_value();
        return folded;
    });
    const auto access = run([patient, purpose, shown](ledger::Vault& vault) -> base::Status {
        if (!*shown)
            return {};
        return vault.logAccess({{record::AccessLogged::Action::ReadRecord, patient, {}, purpose}});
    });
    whenDone(access, this, [this](const base::Status& logged) {
        if (!logged)
            emit failed(logged.error());
    });
    return chart;
}

QFuture<Result<ChartPtr>> Session::refreshChart(PatientId patient)
{
    return run([patient](ledger::Vault& vault) { return readChart(vault, patient); });
}

void Session::putPrivate(const QString& key, const QByteArray& value)
{
    const auto put = run([key, value](ledger::Vault& vault) { return vault.putPrivate(key, value); });
    whenDone(put, this, [this](const base::Status& written) {
        if (!written)
            emit failed(written.error());
    });
}

QFuture<Result<QByteArray>> Session::getPrivate(const QString& key)
{
    return run([key](ledger::Vault& vault) { return vault.getPrivate(key); });
}

QFuture<void> Session::close()
{
    if (m_closed)
        return {};
    emit closing();
    auto closed = run([this](ledger::Vault&) {
        m_beside.waitForDone();
        m_vault.reset();
    });
    m_closed = true;
    return closed;
}

void Session::takeCommit(const QList<PatientId>& patients, Touched touched)
{
    if (m_closed)
        return;
    if (!patients.isEmpty())
        emit committed(patients);
    if (touched == Touched::Indexes)
        readIndexes();
}

// An import commits many times a second: one reading at a time, and one more where something came meanwhile.
void Session::readIndexes()
{
    m_indexesStale = m_readingIndexes;
    if (m_readingIndexes)
        return;
    m_readingIndexes = true;
    const auto read = run([](ledger::Vault& vault) {
        return Reading{vault.patients(), vault.roster(), vault.user()};
    });
    whenDone(read, this, [this](const Reading& reading) {
        m_patients = reading.patients;
        m_roster = reading.roster;
        m_clinicName = m_roster.clinicName(); // a computer that joins learns it late
        m_user = reading.user;
        m_readingIndexes = false;
        emit patientsChanged();
        emit rosterChanged();
        if (m_indexesStale)
            readIndexes();
    });
}

} // namespace twinward::workbench
