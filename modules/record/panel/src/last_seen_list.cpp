#include "last_seen_list_p.h"

#include "base/cbor.h"
#include "record/last_seen.h"
#include "workbench/when_done.h"

#include <QDataStream>
#include <QDateTime>
#include <QElapsedTimer>
#include <QIODevice>

namespace twinward::record {

namespace {

const QString storeKey = QStringLiteral("patients/lastSeen");
constexpr quint32 version = 1;
constexpr size_t portion = 2000; // patients looked at before the list hears of it
constexpr qint64 portionMs = 300;

} // namespace

LastSeenList::LastSeenList(workbench::Session& session, QObject* parent)
    : QObject(parent)
    , m_session(session)
{
    connect(&session, &workbench::Session::closing, this, [this] { m_closing = true; });
    connect(&session, &workbench::Session::committed, this, [this](const QList<PatientId>& patients) {
        look({patients.begin(), patients.end()});
    });
    load();
}

base::Moment LastSeenList::of(PatientId patient) const
{
    const auto found = m_table.find(patient);
    return found == m_table.end() ? base::Moment() : found->second.seen;
}

void LastSeenList::load()
{
    workbench::whenDone(m_session.getPrivate(storeKey), this, [this](const base::Result<QByteArray>& stored) {
        if (stored) {
            m_table = decoded(*stored);
            emit changed();
        }
        std::vector<PatientId> everybody;
        for (const PatientRow* row : m_session.patients()->rows())
            everybody.push_back(row->id);
        look(std::move(everybody));
    });
}

void LastSeenList::look(std::vector<PatientId> patients)
{
    m_waiting.insert(m_waiting.end(), patients.begin(), patients.end());
    lookAtNext();
}

// A portion at a time, so that locking the vault never waits long, and what was just written comes soon.
void LastSeenList::lookAtNext()
{
    if (m_looking || m_closing)
        return;
    if (m_waiting.empty()) {
        m_complete = true;
        if (std::exchange(m_stale, false))
            store();
        return;
    }
    const size_t count = std::min(portion, m_waiting.size());
    std::vector<PatientId> next(m_waiting.end() - static_cast<std::ptrdiff_t>(count), m_waiting.end());
    m_waiting.resize(m_waiting.size() - count);
    m_looking = true;
    Table before;
    for (const PatientId patient : next) {
        if (const auto known = m_table.find(patient); known != m_table.end())
            before.insert(*known);
    }
    workbench::whenDone(
        m_session.runBeside([next, before](ledger::Vault& vault) { return lookedAt(vault, next, before); }),
        this, [this, next](const Table& found) {
            m_looking = false;
            // What time did not allow for is looked at next.
            for (const PatientId patient : next) {
                if (!found.contains(patient))
                    m_waiting.push_back(patient);
            }
            take(found);
            lookAtNext();
        });
}

LastSeenList::Table LastSeenList::lookedAt(
    const ledger::Vault& vault, const std::vector<PatientId>& patients, const Table& before)
{
    QElapsedTimer timer;
    timer.start();
    const qint64 nowMs = QDateTime::currentMSecsSinceEpoch();
    const Roster roster = vault.roster();
    Table found;
    for (const PatientId patient : patients) {
        if (timer.elapsed() > portionMs && !found.empty())
            break;
        const auto mark = vault.writtenMark(patient);
        const auto known = before.find(patient);
        Known& now = found[patient];
        if (mark && known != before.end() && known->second.mark == *mark) {
            now = known->second;
            continue;
        }
        // A damaged record is said where it is opened; here it is only not known.
        auto events = vault.read(patient);
        if (mark && events)
            now = {*mark, lastSeen(Chart::fold(patient, std::move(*events), roster), nowMs)};
    }
    return found;
}

void LastSeenList::take(const Table& found)
{
    bool different = false;
    for (const auto& [patient, known] : found) {
        Known& mine = m_table[patient];
        m_stale = m_stale || mine.mark != known.mark;
        different = different || mine.seen != known.seen;
        mine = known;
    }
    if (different || m_waiting.empty())
        emit changed();
}

void LastSeenList::store()
{
    m_session.putPrivate(storeKey, encoded());
}

QByteArray LastSeenList::encoded() const
{
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out << version;
    for (const auto& [patient, known] : m_table) {
        const QByteArray id = patient.toBytes();
        out.writeRawData(id.constData(), static_cast<int>(id.size()));
        out << known.mark << known.seen.toString();
    }
    return bytes;
}

LastSeenList::Table LastSeenList::decoded(const QByteArray& stored)
{
    QDataStream in(stored);
    quint32 written = 0;
    in >> written;
    Table table;
    while (written == version && !in.atEnd()) {
        QByteArray id(16, '\0');
        Known known;
        QString seen;
        in.readRawData(id.data(), 16);
        in >> known.mark >> seen;
        const auto patient = PatientId::fromBytes(id);
        if (in.status() != QDataStream::Ok || !patient)
            return {}; // worked out again
        known.seen = base::Moment::fromString(seen).value_or(base::Moment());
        table.emplace(*patient, known);
    }
    return table;
}

} // namespace twinward::record
