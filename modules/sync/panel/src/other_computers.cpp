#include "sync_panel/other_computers.h"

#include "ledger/clinic_card.h"
#include "ledger/joining.h"
#include "sync_panel/network.h"
#include "workbench/when_done.h"
#include "workbench/where_saved.h"

#include <QHostAddress>
#include <QJsonDocument>
#include <QJsonObject>

namespace twinward::sync {

namespace {

const QString settingsKey = QStringLiteral("sync/settings");
constexpr int soonMs = 300;

struct Looked
{
    record::DeviceId device;
    Spread spread;
    std::vector<ledger::Noted> evidence;
    bool isJoining = false;
    bool hasNeighbours = false;
};

} // namespace

NetworkOptions& networkOptions()
{
    static NetworkOptions options;
    return options;
}

OtherComputers& OtherComputers::of(workbench::Session& session)
{
    if (auto* const existing = session.findChild<OtherComputers*>(QString(), Qt::FindDirectChildrenOnly))
        return *existing;
    return *new OtherComputers(session);
}

OtherComputers::OtherComputers(workbench::Session& session)
    : QObject(&session)
    , m_session(session)
    , m_reader(std::make_shared<SpreadReader>())
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(soonMs);
    connect(&m_soon, &QTimer::timeout, this, &OtherComputers::readSpread);
    connect(&session, &workbench::Session::committed, this, &OtherComputers::readAgain);
    connect(&session, &workbench::Session::rosterChanged, this, &OtherComputers::readAgain);
    connect(&session, &workbench::Session::closing, this, [this] {
        m_closing = true;
        stop();
    });
    restore();
    readSpread();
}

// The session has waited for the service's thread by now.
OtherComputers::~OtherComputers() = default;

void OtherComputers::restore()
{
    workbench::whenDone(
        m_session.getPrivate(settingsKey), this, [this](const base::Result<QByteArray>& stored) {
            if (std::exchange(m_restored, true))
                return;
            const QJsonObject object = stored ? QJsonDocument::fromJson(*stored).object() : QJsonObject();
            m_settings
                = {object[u"on"].toBool(m_settings.isOn), object[u"listenOn"].toString(m_settings.listenOn)};
            judge();
            emit changed();
        });
}

void OtherComputers::setSettings(const Settings& settings)
{
    const bool isElsewhere = settings.listenOn != m_settings.listenOn;
    m_restored = true; // what was stored comes too late
    m_settings = settings;
    const QJsonObject object{
        {QStringLiteral("on"), settings.isOn}, {QStringLiteral("listenOn"), settings.listenOn}};
    m_session.putPrivate(settingsKey, QJsonDocument(object).toJson(QJsonDocument::Compact));
    if (isElsewhere)
        stop();
    judge();
    emit changed();
}

void OtherComputers::hold()
{
    ++m_held;
    judge();
}

void OtherComputers::letGo()
{
    --m_held;
    // Later: whoever lets go may be on its way out with the panel that hears of it.
    QMetaObject::invokeMethod(this, &OtherComputers::judge, Qt::QueuedConnection);
}

void OtherComputers::judge()
{
    const bool hasOthers = m_isKnown && (!m_spread.others.empty() || m_isJoining || m_hasNeighbours);
    const bool isWanted = m_held > 0 || (m_settings.isOn && hasOthers);
    if (m_closing || !m_restored)
        return;
    if (isWanted && m_service == nullptr)
        start();
    else if (!isWanted && m_service != nullptr)
        stop();
}

void OtherComputers::start()
{
    ServiceOptions options = networkOptions().service;
    if (options.listenOn.isEmpty() && m_settings.listenOn != QHostAddress(QHostAddress::AnyIPv4).toString())
        options.listenOn = m_settings.listenOn;
    m_service = new Service(options, this);
    connect(m_service, &Service::statusChanged, this, &OtherComputers::takeStatus);
    // Deleted by the session, which has waited for the thread by then.
    const auto ended
        = m_session.runBeside([service = m_service](ledger::Vault& vault) { service->run(vault); });
    workbench::whenDone(ended, m_service, [service = m_service] { service->deleteLater(); });
    takeStatus();
}

void OtherComputers::stop()
{
    if (m_service == nullptr)
        return;
    disconnect(m_service, nullptr, this, nullptr);
    std::exchange(m_service, nullptr)->stop();
    m_status.state = SyncState::Off;
    for (PeerStatus& peer : m_status.peers)
        peer.state = PeerState::Away;
    for (NeighbourStatus& neighbour : m_status.neighbours)
        neighbour.state = PeerState::Away;
    emit changed();
}

void OtherComputers::takeStatus()
{
    if (m_service == nullptr)
        return;
    m_status = m_service->status();
    if (m_status.state == SyncState::CaughtUp)
        m_caughtUpAt = QDateTime::currentDateTime();
    readAgain();
    emit changed();
}

void OtherComputers::readAgain()
{
    if (!m_soon.isActive())
        m_soon.start();
}

// One at a time, because the reader remembers; and once more where something came meanwhile.
void OtherComputers::readSpread()
{
    m_readAgain = m_reading;
    if (m_reading || m_closing)
        return;
    m_reading = true;
    const auto read = m_session.runBeside([reader = m_reader](ledger::Vault& vault) -> base::Result<Looked> {
        const ReceiptBook book(vault);
        auto spread = reader->read(vault, book);
        if (!spread)
            return base::fail(spread.error());
        auto evidence = ledger::evidence(vault);
        if (!evidence)
            return base::fail(evidence.error());
        const bool isJoining = ledger::isJoining(vault);
        const auto clinics = isJoining ? std::vector<ledger::KnownClinic>() : ledger::knownClinics(vault);
        if (!clinics)
            return base::fail(clinics.error());
        return Looked{vault.device(), std::move(*spread), std::move(*evidence), isJoining, !clinics->empty()};
    });
    workbench::whenDone(read, this, [this](const base::Result<Looked>& looked) {
        m_reading = false;
        if (looked) {
            m_device = looked->device;
            m_spread = looked->spread;
            m_evidence = looked->evidence;
            m_isJoining = looked->isJoining;
            m_hasNeighbours = looked->hasNeighbours;
            m_isKnown = true;
            publish();
            judge();
            emit changed();
        } else {
            emit failed(looked.error());
        }
        if (m_readAgain)
            readAgain();
    });
}

void OtherComputers::publish()
{
    workbench::WhereSaved::Known known;
    known.isOnlyComputer = m_spread.others.empty();
    known.holders = m_spread.holders;
    for (const Standing& other : m_spread.others) {
        if (m_status.destinations.contains(other.device))
            known.destinations[other.device] = other.name;
    }
    workbench::WhereSaved::of(m_session).publish(std::move(known));
}

void OtherComputers::tryNow()
{
    if (m_service != nullptr)
        m_service->tryNow();
}

base::Status OtherComputers::addAddress(const QString& address)
{
    return m_service == nullptr ? base::Status() : m_service->addAddress(address);
}

void OtherComputers::removeAddress(const QString& address)
{
    if (m_service != nullptr)
        m_service->removeAddress(address);
}

base::Status OtherComputers::addNeighbourAddress(const record::ClinicId& clinic, const QString& address)
{
    return m_service == nullptr ? base::Status() : m_service->addNeighbourAddress(clinic, address);
}

void OtherComputers::removeNeighbourAddress(const record::ClinicId& clinic, const QString& address)
{
    if (m_service != nullptr)
        m_service->removeNeighbourAddress(clinic, address);
}

void OtherComputers::setImages(BlobPolicy policy)
{
    if (m_service != nullptr)
        m_service->setImages(policy);
}

void OtherComputers::setDestination(record::DeviceId device, Qt::CheckState isOne)
{
    if (m_service == nullptr)
        return;
    std::set<record::DeviceId> all = m_status.destinations;
    if (isOne == Qt::Checked)
        all.insert(device);
    else
        all.erase(device);
    m_service->setDestinations(all);
}

QFuture<base::Status> OtherComputers::beginEpoch()
{
    return m_service == nullptr ? QFuture<base::Status>() : m_service->beginEpoch();
}

} // namespace twinward::sync
