#include "sync_panel/other_clinics.h"

#include "ledger/joining.h"
#include "sync_panel/network.h"
#include "workbench/when_done.h"

#include <algorithm>
#include <numeric>

namespace twinward::sync {

namespace {

constexpr int soonMs = 300;

struct Looked
{
    std::vector<OtherClinics::Clinic> clinics;
    QString fingerprint;
};

void count(const ledger::OutgoingLetter& letter, std::vector<OtherClinics::Clinic>& clinics)
{
    if (letter.kind == ledger::OutgoingLetter::Kind::Receipt)
        return; // on offer for a while, and nobody waits for it
    const auto clinic = std::find_if(clinics.begin(), clinics.end(),
        [&](const OtherClinics::Clinic& each) { return each.known.card.id == letter.to; });
    if (clinic == clinics.end())
        return;
    if (clinic->waiting++ == 0 || letter.since < clinic->waitingSince)
        clinic->waitingSince = letter.since;
}

base::Result<Looked> look(ledger::Vault& vault)
{
    Looked looked;
    if (ledger::isJoining(vault))
        return looked; // it has no card before its own enrolment is here
    const auto own = ledger::ownCard(vault);
    if (!own)
        return base::fail(own.error());
    looked.fingerprint = own->fingerprint();
    auto known = ledger::knownClinics(vault);
    if (!known)
        return base::fail(known.error());
    for (ledger::KnownClinic& clinic : *known)
        looked.clinics.push_back({std::move(clinic), 0, {}});
    const auto waiting = ledger::outbox(vault);
    if (!waiting)
        return base::fail(waiting.error());
    for (const ledger::OutgoingLetter& letter : *waiting)
        count(letter, looked.clinics);
    return looked;
}

} // namespace

OtherClinics& OtherClinics::of(workbench::Session& session)
{
    if (auto* const existing = session.findChild<OtherClinics*>(QString(), Qt::FindDirectChildrenOnly))
        return *existing;
    return *new OtherClinics(session);
}

OtherClinics::OtherClinics(workbench::Session& session)
    : QObject(&session)
    , m_session(session)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(soonMs);
    connect(&m_soon, &QTimer::timeout, this, &OtherClinics::read);
    connect(&session, &workbench::Session::committed, this, &OtherClinics::readAgain);
    connect(&session, &workbench::Session::rosterChanged, this, &OtherClinics::readAgain);
    connect(&session, &workbench::Session::closing, this, [this] {
        m_isClosing = true;
        m_rounds->stop();
    });
    startRounds();
    read();
}

// The session has waited for the rounds' thread by now.
OtherClinics::~OtherClinics() = default;

void OtherClinics::startRounds()
{
    m_rounds = new RelayRounds(networkOptions().relay, {}, this);
    connect(m_rounds, &RelayRounds::statusChanged, this, [this] {
        m_relay = m_rounds->status();
        readAgain();
        emit changed();
    });
    m_session.runBeside([rounds = m_rounds](ledger::Vault& vault) { rounds->run(vault); });
}

int OtherClinics::waiting() const
{
    return std::accumulate(m_clinics.begin(), m_clinics.end(), 0,
        [](int sum, const Clinic& clinic) { return sum + clinic.waiting; });
}

void OtherClinics::readAgain()
{
    if (!m_soon.isActive())
        m_soon.start();
}

void OtherClinics::read()
{
    if (m_isClosing)
        return;
    if (m_isReading) {
        readAgain();
        return;
    }
    m_isReading = true;
    workbench::whenDone(m_session.runBeside(look), this, [this](const base::Result<Looked>& looked) {
        m_isReading = false;
        if (!looked) {
            emit failed(looked.error());
            return;
        }
        m_clinics = looked->clinics;
        m_fingerprint = looked->fingerprint;
        m_isKnown = true;
        emit changed();
    });
}

void OtherClinics::useRelay(const RelayAddress& address)
{
    m_rounds->use(address);
}

void OtherClinics::pauseRelay()
{
    m_rounds->pause();
}

void OtherClinics::resumeRelay()
{
    m_rounds->resume();
}

void OtherClinics::forgetRelay()
{
    m_rounds->forget();
}

void OtherClinics::tryRelayNow()
{
    m_rounds->tryNow();
}

} // namespace twinward::sync
