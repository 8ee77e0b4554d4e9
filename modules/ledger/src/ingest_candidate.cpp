#include "ingest_candidate_p.h"

namespace twinward::ledger {

bool isOfSharing(const record::Event& event)
{
    switch (event.kind()) {
    case record::Kind::ConsentContract:
    case record::Kind::ConsentWithdrawn:
    case record::Kind::DisclosureMade:
        return true;
    default:
        return event.kind() == record::Kind::Retraction && event.category == record::Category::Clinic;
    }
}

} // namespace twinward::ledger
