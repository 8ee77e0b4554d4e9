#include "sync_net/service.h"

#include "peers_p.h"

#include <algorithm>
#include <mutex>
#include <QEventLoop>
#include <QPromise>

namespace twinward::sync {

namespace {

base::Result<PeerAddress> typedAddress(const QString& address)
{
    const auto parsed = PeerAddress::fromText(address, defaultSyncPort);
    if (!parsed) {
        return base::fail(base::ErrorCode::InvalidInput, QStringLiteral("This is not an address"),
            address.left(100), QStringLiteral("It looks like 192.168.1.20, or ward-pc.local:47815."));
    }
    return *parsed;
}

// Of what another clinic may be to be told: contracts, letters, cards, who works here.
bool concernsNeighbours(const std::vector<record::RecordedEvent>& events)
{
    return events.empty() || std::any_of(events.begin(), events.end(), [](const record::RecordedEvent& each) {
        return each.event.category == record::Category::Clinic;
    });
}

} // namespace

class Service::Private
{
public:
    using Work = std::function<void(Peers&)>;

    // In the service's thread, now or once it runs; never where it was stopped.
    void post(Work work)
    {
        const std::lock_guard guard(mutex);
        if (isStopped)
            return;
        if (peers == nullptr)
            waiting.push_back(std::move(work));
        else
            QMetaObject::invokeMethod(
                peers, [worker = peers, work = std::move(work)] { work(*worker); }, Qt::QueuedConnection);
    }

    ServiceOptions options;
    std::mutex mutex; // guards the rest
    SyncStatus status;
    std::vector<Work> waiting;
    Peers* peers = nullptr;
    QEventLoop* loop = nullptr;
    bool isStopped = false;
    bool isCommitTold = false; // one is on its way: a thousand commits are one
    bool isOfTheClinic = false; // any of those that are told with it
};

Service::Service(const ServiceOptions& options, QObject* parent)
    : QObject(parent)
    , d(std::make_shared<Private>())
{
    qRegisterMetaType<SyncStatus>();
    d->options = options;
}

Service::~Service() = default;

void Service::run(ledger::Vault& vault)
{
    QEventLoop loop;
    Peers::Told told;
    told.status = [this](const SyncStatus& status) {
        {
            const std::lock_guard guard(d->mutex);
            d->status = status;
        }
        emit statusChanged(); // to each receiver in its own thread
    };
    told.blobArrived = [this] { emit blobArrived(); };
    told.letterArrived = [this] { emit letterArrived(); };
    Peers peers(vault, d->options, std::move(told));
    {
        const std::lock_guard guard(d->mutex);
        if (d->isStopped)
            return;
        d->peers = &peers;
        d->loop = &loop;
    }
    vault.onCommit([weak = std::weak_ptr(d)](const std::vector<record::RecordedEvent>& events) {
        const auto shared = weak.lock();
        if (!shared)
            return;
        {
            const std::lock_guard guard(shared->mutex);
            shared->isOfTheClinic = shared->isOfTheClinic || concernsNeighbours(events);
            if (std::exchange(shared->isCommitTold, true))
                return;
        }
        shared->post([weak](Peers& worker) {
            const auto again = weak.lock();
            if (!again)
                return;
            bool isOfTheClinic = false;
            {
                const std::lock_guard guard(again->mutex);
                again->isCommitTold = false;
                isOfTheClinic = std::exchange(again->isOfTheClinic, false);
            }
            worker.committed(isOfTheClinic ? Peers::Written::OfTheClinic : Peers::Written::OfPatients);
        });
    });
    peers.begin();
    for (const Private::Work& work : [this] {
             const std::lock_guard guard(d->mutex);
             return std::exchange(d->waiting, {});
         }())
        work(peers);
    loop.exec();
    {
        const std::lock_guard guard(d->mutex);
        d->peers = nullptr;
        d->loop = nullptr;
        d->status = {};
    }
    peers.end();
    emit statusChanged();
}

void Service::stop()
{
    const std::lock_guard guard(d->mutex);
    d->isStopped = true;
    d->waiting.clear();
    if (d->loop != nullptr)
        QMetaObject::invokeMethod(d->loop, &QEventLoop::quit, Qt::QueuedConnection);
}

SyncStatus Service::status() const
{
    const std::lock_guard guard(d->mutex);
    return d->status;
}

base::Status Service::addAddress(const QString& address)
{
    const auto parsed = typedAddress(address);
    if (!parsed)
        return base::fail(parsed.error());
    d->post([parsed](Peers& peers) { peers.add(*parsed); });
    return {};
}

void Service::removeAddress(const QString& address)
{
    if (const auto parsed = PeerAddress::fromText(address, defaultSyncPort))
        d->post([parsed](Peers& peers) { peers.remove(*parsed); });
}

base::Status Service::addNeighbourAddress(const record::ClinicId& clinic, const QString& address)
{
    const auto parsed = typedAddress(address);
    if (!parsed)
        return base::fail(parsed.error());
    d->post([clinic, parsed](Peers& peers) { peers.neighbours().add(clinic, *parsed); });
    return {};
}

void Service::removeNeighbourAddress(const record::ClinicId& clinic, const QString& address)
{
    if (const auto parsed = PeerAddress::fromText(address, defaultSyncPort))
        d->post([clinic, parsed](Peers& peers) { peers.neighbours().remove(clinic, *parsed); });
}

void Service::setImages(BlobPolicy policy)
{
    d->post([policy](Peers& peers) { peers.setImages(policy); });
}

void Service::setDestinations(const std::set<record::DeviceId>& devices)
{
    d->post([devices](Peers& peers) { peers.setDestinations(devices); });
}

void Service::wantBlob(const base::Hash256& name)
{
    d->post([name](Peers& peers) { peers.wantBlob(name); });
}

void Service::tryNow()
{
    d->post([](Peers& peers) { peers.tryNow(); });
}

QFuture<base::Status> Service::beginEpoch()
{
    const auto promise = std::make_shared<QPromise<base::Status>>();
    promise->start();
    d->post([promise](Peers& peers) {
        promise->addResult(peers.beginEpoch());
        promise->finish();
    });
    return promise->future();
}

} // namespace twinward::sync
