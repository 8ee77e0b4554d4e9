#include "sharing_watch_p.h"

#include <algorithm>

namespace twinward::ledger {

namespace {

bool concernsSharing(const record::RecordedEvent& recorded)
{
    switch (recorded.event.kind()) {
    case record::Kind::ConsentContract:
    case record::Kind::ConsentWithdrawn:
    case record::Kind::ConsentTold:
    case record::Kind::DisclosureMade:
    case record::Kind::DisclosureArrived:
    case record::Kind::DisclosureTaken:
    case record::Kind::EmergencyAccess:
    case record::Kind::ClinicKnown:
        return true;
    default:
        return false;
    }
}

} // namespace

SharingWatch& SharingWatch::of(workbench::Session& session)
{
    auto* watch = session.findChild<SharingWatch*>(QString(), Qt::FindDirectChildrenOnly);
    return watch != nullptr ? *watch : *new SharingWatch(session);
}

// The vault goes before the session's children do, so nothing calls when this is gone.
SharingWatch::SharingWatch(workbench::Session& session)
    : QObject(&session)
{
    session.run([this](Vault& vault) {
        vault.onCommit([this](const std::vector<record::RecordedEvent>& events) {
            if (std::any_of(events.begin(), events.end(), concernsSharing))
                QMetaObject::invokeMethod(this, &SharingWatch::changed, Qt::QueuedConnection);
        });
    });
}

} // namespace twinward::ledger
