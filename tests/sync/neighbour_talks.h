#pragma once

// The two ends of a line between clinics, played by hand: their letters in memory, their keys real.

#include "two_clinics.h"

#include "ledger/clinic_line.h"
#include "neighbour_talk_p.h"

namespace twinward::test {

using namespace twinward::sync;
using namespace twinward::sync::neighbour;

using Kind = ledger::OutgoingLetter::Kind;

inline ledger::OutgoingLetter letter(char name, qint64 part = 1)
{
    ledger::OutgoingLetter one;
    one.about = *record::EventId::fromBytes(QByteArray(16, name));
    one.part = part;
    return one;
}

// Letters in memory.
class DeskInMemory : public Desk
{
public:
    std::map<LetterKey, QByteArray> contents;
    std::set<LetterKey> knownHere;
    std::optional<base::Error> refusal;
    bool isLater = false;
    bool isAgain = false;
    std::vector<QByteArray> taken;

    base::Result<ledger::SealedLetter> write(const ledger::OutgoingLetter& one) override
    {
        const auto found = contents.find(keyOf(one));
        if (found == contents.end())
            return base::fail(base::ErrorCode::NotAuthorised, QStringLiteral("not by this user"));
        return ledger::SealedLetter{{}, {}, found->second};
    }
    base::Result<Known> known(const std::vector<LetterKey>& offered) override
    {
        Known known;
        for (const LetterKey& each : offered) {
            if (!knownHere.contains(each))
                continue;
            known.letters.push_back(each);
            ledger::OutgoingLetter receipt;
            receipt.kind = Kind::Receipt;
            receipt.about = each.about;
            if (each.kind != static_cast<unsigned>(Kind::Receipt))
                known.receipts.push_back(receipt);
        }
        return known;
    }
    LetterCame take(const QByteArray& content) override
    {
        if (refusal)
            return {base::fail(*refusal), isLater, false, std::nullopt};
        taken.push_back(content);
        return {ledger::TakenLetter(), false, false, std::nullopt};
    }
};

// One end.
struct Side
{
    const ledger::Vault* vault = nullptr;
    DeskInMemory desk;
    std::optional<Begun> begun;
    QByteArray said;
    std::vector<NeighbourTroubleKind> troubles;
    std::optional<Parting> refusal; // by whoever decides which line stays
    int brought = 0;
    std::unique_ptr<Talk> talk;

    void begin(Talk::End end, const record::ClinicId& other, const QByteArray& binding)
    {
        said.clear();
        Talk::Setting setting;
        setting.end = end;
        setting.binding = binding;
        setting.own = ledger::ownCard(*vault)->id;
        setting.other = other;
        setting.hello.card = ledger::ownCard(*vault)->toBytes();
        setting.hello.run = record::DeviceId::random();
        setting.sign = [this](const QByteArray& message) {
            return ledger::signAsClinic(*vault, helloPurpose, message);
        };
        setting.send = [this](const QByteArray& bytes) { said += bytes; };
        setting.greeted = [this](const ledger::ClinicCard&, const Hello&) { return refusal; };
        setting.trouble = [this](NeighbourTroubleKind kind, const base::Error&) { troubles.push_back(kind); };
        setting.brought = [this] { ++brought; };
        talk = std::make_unique<Talk>(std::move(setting), desk, begun);
        talk->start(0);
    }
    [[nodiscard]] QByteArray take() { return std::exchange(said, {}); }
};

struct TwoTalks
{
    const TwoClinics& clinics;
    Side river{clinics.river.vault.get(), {}, {}, {}, {}, {}, 0, {}};
    Side hill{clinics.hill.vault.get(), {}, {}, {}, {}, {}, 0, {}};
    qint64 bytes = 0;

    explicit TwoTalks(const TwoClinics& both, const QByteArray& binding = "link")
        : clinics(both)
    {
        begin(binding);
    }
    void begin(const QByteArray& binding)
    {
        river.begin(Talk::End::Caller, clinics.hill.card().id, binding);
        hill.begin(Talk::End::Answerer, clinics.river.card().id, binding);
    }
    // Until both are quiet, or so many bytes have gone and the cable is cut.
    void pass(qint64 upTo = std::numeric_limits<qint64>::max(), qint64 nowMs = 0)
    {
        while (!river.said.isEmpty() || !hill.said.isEmpty()) {
            for (auto [from, to] : {std::pair(&river, &hill), std::pair(&hill, &river)}) {
                const QByteArray said = from->take().left(static_cast<qsizetype>(std::max<qint64>(upTo, 0)));
                bytes += said.size();
                upTo -= said.size();
                const qsizetype half = said.size() / 2; // in pieces, as sockets give it
                to->talk->received(QByteArrayView(said).first(half), nowMs);
                to->talk->received(QByteArrayView(said).sliced(half), nowMs);
            }
        }
    }
    [[nodiscard]] bool isOpen() const
    {
        return river.talk->state() == Talk::State::Open && hill.talk->state() == Talk::State::Open;
    }
};

} // namespace twinward::test
