#include "sync_relay/relay_rounds.h"

#include "rounds_worker_p.h"

namespace twinward::sync {

class RelayRounds::Private
{
public:
    void change(RoundsDesk::Change change)
    {
        {
            const std::lock_guard guard(desk.mutex);
            if (desk.isStopped)
                return;
            desk.changes.push_back(std::move(change));
            if (desk.carrier)
                desk.carrier->stop();
        }
        desk.changed.notify_all();
    }

    void committed(const std::vector<record::RecordedEvent>& events)
    {
        {
            const std::lock_guard guard(desk.mutex);
            desk.isCommitted = true;
            for (const record::RecordedEvent& recorded : events)
                desk.isClinicMet
                    = desk.isClinicMet || std::holds_alternative<record::ClinicKnown>(recorded.event.body);
        }
        desk.changed.notify_all();
    }

    RelayPace pace;
    std::optional<RelayAddress> address;
    RoundsDesk desk;
};

RelayRounds::RelayRounds(const RelayPace& pace, std::optional<RelayAddress> address, QObject* parent)
    : QObject(parent)
    , d(std::make_shared<Private>())
{
    d->pace = pace;
    d->address = std::move(address);
}

RelayRounds::~RelayRounds() = default;

void RelayRounds::run(ledger::Vault& vault)
{
    vault.onCommit([weak = std::weak_ptr(d)](const std::vector<record::RecordedEvent>& events) {
        if (const auto shared = weak.lock())
            shared->committed(events);
    });
    RoundsWorker(vault, d->desk, d->pace, d->address, [this] { emit statusChanged(); }).run();
    {
        const std::lock_guard guard(d->desk.mutex);
        d->desk.status = {};
    }
    emit statusChanged();
}

void RelayRounds::stop()
{
    {
        const std::lock_guard guard(d->desk.mutex);
        d->desk.isStopped = true;
        d->desk.changes.clear();
        if (d->desk.carrier)
            d->desk.carrier->stop();
    }
    d->desk.changed.notify_all();
}

RelayStatus RelayRounds::status() const
{
    const std::lock_guard guard(d->desk.mutex);
    return d->desk.status;
}

void RelayRounds::use(const RelayAddress& address)
{
    const auto wanted = std::make_shared<RelayAddress>(address.clone());
    d->change([wanted](KeptRelay& kept) {
        const bool isSame = kept.address && kept.address->where() == wanted->where()
            && kept.address->user() == wanted->user();
        if (wanted->password().isEmpty() && isSame)
            wanted->setPassword(kept.address->password().clone());
        kept.address = std::move(*wanted);
        kept.isPaused = false;
    });
}

void RelayRounds::pause()
{
    d->change([](KeptRelay& kept) { kept.isPaused = true; });
}

void RelayRounds::resume()
{
    d->change([](KeptRelay& kept) { kept.isPaused = false; });
}

void RelayRounds::forget()
{
    d->change([](KeptRelay& kept) { kept = {}; });
}

void RelayRounds::tryNow()
{
    {
        const std::lock_guard guard(d->desk.mutex);
        d->desk.isAsked = true;
    }
    d->desk.changed.notify_all();
}

} // namespace twinward::sync
