#pragma once

// The desk's inside: what comes is in relay_desk_take.cpp, what goes in relay_desk.cpp.

#include "sync_relay/relay_desk.h"

#include "known_heads_p.h"
#include "letter_parts_p.h"
#include "relay_memory_p.h"
#include "sync/bundle.h"

#include <QDateTime>

namespace twinward::sync {

class RelayDesk::Private
{
public:
    Private(ledger::Vault& openVault, Carrier& theCarrier, const QString& name, const base::Hash256& clinicId,
        RelayDeskOptions given)
        : vault(openVault)
        , carrier(theCarrier)
        , key(QStringLiteral("sync/relay/") + name)
        , clinic(clinicId)
        , options(std::move(given))
    {
        if (!options.now)
            options.now = [] { return QDateTime::currentMSecsSinceEpoch(); };
        if (!options.mayGoOn)
            options.mayGoOn = [] { return true; };
    }

    [[nodiscard]] ledger::ProgressFn progress() const
    {
        return [mayGoOn = options.mayGoOn](const ledger::Progress&) { return mayGoOn(); };
    }

    base::Status load()
    {
        const auto kept = vault.getPrivate(key);
        if (!kept)
            return base::fail(kept.error());
        memory = RelayMemory::fromBytes(*kept);
        return {};
    }
    base::Status keep() { return vault.putPrivate(key, memory.toBytes()); }

    // ---- what comes ----
    base::Status takeAll(RelayRound& round);
    base::Status takeLetter(const Letter& letter, RelayRound& round);
    base::Status takeBundleOf(const QByteArray& bundle, RelayRound& round, std::vector<QByteArray>* later);
    base::Status takeHeldBack(RelayRound& round);
    void note(const base::Error& trouble, RelayRound& round) const
    {
        if (round.troubles.size() < maxNoted)
            round.troubles.push_back(trouble);
    }

    // ---- what goes ----
    struct View
    {
        HeadMap known; // what every other computer is known to have
        HeadMap carried; // what lies at the carrier, or has arrived, by what its writers said
        bool isAlone = true; // this clinic has no other computer
    };
    [[nodiscard]] base::Result<View> look(const KnownHeads& heads) const;
    [[nodiscard]] base::Result<bool> isTimeForAnother(const KnownHeads& heads, const View& view) const;
    base::Status leaveFrom(const KnownHeads& heads, HeadMap theirs, RelayRound& round);
    base::Result<WrittenBundle> leaveOne(
        const std::vector<ledger::ChainHead>& theirs, qint64 enoughBytes, RelayRound& round);
    base::Status takeBack(RelayRound& round, const std::function<bool(size_t, const CarriedLetter&)>& isOver);

    static constexpr size_t maxNoted = 100;

    ledger::Vault& vault;
    Carrier& carrier;
    QString key;
    base::Hash256 clinic;
    RelayDeskOptions options;
    ForeignLetterFn foreign;
    RelayMemory memory;
    LetterParts parts;
    std::vector<QByteArray> heldBack;
    qsizetype heldBackBytes = 0;
};

} // namespace twinward::sync
