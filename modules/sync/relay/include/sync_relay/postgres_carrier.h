#pragma once

// A regional relay: letters between clinics, and between the sites of one, kept in a PostgreSQL database
// until who they are for has them. The database lets each clinic add letters of its own and read what is
// addressed to it (row-level security; relay_owner.h makes it so); what it holds is sealed, and what it says
// clears no outbox.

#include "sync/carrier.h"
#include "sync_relay/relay_address.h"
#include "sync_relay/relay_trouble.h"

#include <memory>

namespace twinward::sync {

// How much waits at the relay, as the relay says.
struct RelayStanding
{
    quint64 lettersToUs = 0;
    quint64 bytesToUs = 0;
    quint64 lettersFromUs = 0;
    quint64 bytesFromUs = 0;
};

// Connects when it is first needed, and anew when the line broke: each call is tried once more then, which
// is safe because leaving a letter twice leaves one. May be used from any thread, one call at a time.
class PostgresCarrier : public Carrier
{
public:
    explicit PostgresCarrier(const RelayAddress& address);
    ~PostgresCarrier() override;

    // The clinic as which the relay knows the role of the address; NotAuthorised for a role that is none.
    [[nodiscard]] base::Result<base::Hash256> clinic();

    // InvalidInput for a letter that is empty, too large or not named by its content; NotFound where the
    // relay knows no such clinic; DiskFull where too much from this clinic waits there already; NotAuthorised
    // for a letter in another's name or a password that is wrong; Io where it can't be reached.
    base::Status leave(const Letter& letter) override;
    // At most about 64 MiB at a time. Letters that are not what their id says are passed over: whoever left
    // them, or the relay, altered them.
    enum class Senders : quint8 { All, OwnClinic, OtherClinics };
    [[nodiscard]] base::Result<Collected> collect(quint64 after) override
    {
        return collectFrom(Senders::All, after);
    }
    [[nodiscard]] base::Result<Collected> collectFrom(Senders senders, quint64 after);
    base::Status takeBack(const base::Hash256& to, const std::vector<base::Hash256>& letters) override;

    [[nodiscard]] base::Result<RelayStanding> standing();

    // Of what was asked last; None where it went well, or was cut off by stop().
    [[nodiscard]] RelayTroubleKind troubleKind() const;
    // From any thread, at once: what waits for the network ends with Cancelled, and so does all that is asked
    // from then on.
    void stop();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace twinward::sync
