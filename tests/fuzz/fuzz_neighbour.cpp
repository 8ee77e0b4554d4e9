// What another clinic's computer sends: frames cut anywhere, before it has shown who it is and after; letters
// that are offered, asked for, sent and answered in any order. No message passes its limit, none but a
// greeting is heard from a stranger, and no more is kept of a letter than was asked for.

#include "neighbour_frame_p.h"
#include "neighbour_letters_p.h"

#include <cstdlib>

using namespace twinward;
using namespace twinward::sync;
using namespace twinward::sync::neighbour;

namespace {

void require(bool holds) // NOLINT
{
    if (!holds)
        std::abort();
}

// Says yes to everything, and has one letter to send.
class FuzzedDesk : public Desk
{
public:
    base::Result<ledger::SealedLetter> write(const ledger::OutgoingLetter&) override
    {
        return ledger::SealedLetter{{}, {}, QByteArray(3'000, 'w')};
    }
    base::Result<Known> known(const std::vector<LetterKey>& offered) override
    {
        require(!offered.empty() && offered.size() <= maxOffers);
        Known known;
        if (offered.size() > 1)
            known.letters.push_back(offered.front());
        return known;
    }
    LetterCame take(const QByteArray& content) override
    {
        require(content.size() <= ledger::maxSealedBytes);
        return {ledger::TakenLetter(), false, false, std::nullopt};
    }
};

// What can be read says the same when it is written and read again.
void roundTrip(const Said& said)
{
    const QByteArray written = toFrame(said);
    neighbour::FrameReader reader;
    reader.trust();
    reader.add(written);
    const auto again = reader.next();
    require(again && *again && toFrame(**again) == written);
}

struct Line
{
    FuzzedDesk desk;
    std::optional<Begun> begun;
    Voice voice{[](const Said& said) { roundTrip(said); }, [](NeighbourTroubleKind, const base::Error&) {}};
    LettersOut out{desk, voice};
    LettersIn in{desk, voice, begun, {[] {}, [](const ledger::OutgoingLetter&) {}}};

    bool hear(const Said& said) // NOLINT
    {
        if (const auto* offers = std::get_if<Offers>(&said))
            return in.heard(*offers);
        if (const auto* part = std::get_if<Part>(&said))
            return in.heard(*part);
        if (const auto* want = std::get_if<Want>(&said))
            out.heard(*want, 0);
        if (const auto* answer = std::get_if<Answer>(&said))
            out.heard(*answer, 0);
        if (const auto* gone = std::get_if<Gone>(&said))
            in.heard(*gone);
        return true;
    }
};

void readFrames(QByteArrayView bytes, bool isTrusted) // NOLINT
{
    neighbour::FrameReader reader;
    if (isTrusted)
        reader.trust();
    Line line;
    line.out.setWaiting({ledger::OutgoingLetter()}, 0);
    for (qsizetype at = 0; at < bytes.size(); at += 7) {
        reader.add(bytes.sliced(at, std::min<qsizetype>(7, bytes.size() - at)));
        while (true) {
            const auto said = reader.next();
            if (!said || !*said)
                break;
            require(isTrusted || (*said)->index() < 2);
            roundTrip(**said);
            if (!line.hear(**said))
                return;
            require(!line.begun || line.begun->content.size() <= line.begun->total);
        }
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, size_t size)
{
    const QByteArrayView bytes(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    readFrames(bytes, false);
    readFrames(bytes, true);
    return 0;
}
