#pragma once

// What carries letters between clinics that have no line to each other just now: a regional relay, a stick,
// a direct link. A letter is sealed to the clinic it is for and signed inside; a carrier sees from whom, to
// whom, how large, and no more. That a carrier took a letter says nothing of its arrival: only the receipt
// that the other clinic signs and sends back as a letter of its own does.

#include "base/error.h"
#include "base/id.h"

#include <QByteArray>
#include <vector>

namespace twinward::sync {

inline constexpr qsizetype maxLetterBytes = qsizetype{64} << 20;

struct Letter
{
    base::Hash256 from; // clinics
    base::Hash256 to; // the writer's own for letters between a clinic's own devices
    base::Hash256 id; // BLAKE2b-256 of the content: the same letter is carried once
    QByteArray content; // sealed; at most maxLetterBytes
};

struct Collected
{
    std::vector<Letter> letters; // in the order the carrier came by them
    quint64 mark = 0; // to go on from
    bool isAll = true; // else there are more
};

// Any thread; a call may wait for a network. Errors: Unreachable-like ones are Io with what to do.
class Carrier
{
public:
    Carrier() = default;
    virtual ~Carrier() = default;
    Carrier(const Carrier&) = delete;
    Carrier& operator=(const Carrier&) = delete;

    // Leaves it with the carrier, durably as far as the carrier says. Leaving the same letter again is no
    // error.
    virtual base::Status leave(const Letter& letter) = 0;
    // What is addressed to whoever asks, after a mark that an earlier call gave; 0: from the beginning.
    [[nodiscard]] virtual base::Result<Collected> collect(quint64 after) = 0;
    // Letters that whoever asks left and nobody need carry any more: their receipts came. A carrier that
    // can't take a letter back keeps it, which harms nothing; letters it doesn't have are passed over.
    virtual base::Status takeBack(const base::Hash256& to, const std::vector<base::Hash256>& letters)
    {
        Q_UNUSED(to)
        Q_UNUSED(letters)
        return {};
    }
};

} // namespace twinward::sync
