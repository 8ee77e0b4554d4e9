#pragma once

// Somebody inside: with a passphrase, the computer and the program's own means, who wants to have written
// something else, or nothing.

#include "ledger/witness.h"
#include "replicas.h"

namespace twinward::test {

inline void tell(
    ledger::Vault& to, const ledger::Vault& from, ledger::Brought brought = ledger::Brought::ByItself)
{
    const auto said = ledger::cosign(from);
    VERIFY_RESULT(said);
    VERIFY_RESULT(ledger::keepCosignature(to, *said, brought));
}

// Somebody with the passphrase and the program's own means takes the last commits away, and says that it was
// always so.
inline void cutTail(ledger::Vault& vault, quint64 keep)
{
    auto& d = ledger::Vault::Private::of(vault);
    const std::lock_guard guard(d.databaseMutex);
    auto& database = *d.database;
    ledger::Transaction transaction(database);
    for (const char* sql :
        {"DELETE FROM commits WHERE chain=? AND seq>?", "DELETE FROM segments WHERE chain=? AND seq>?",
            "DELETE FROM sources WHERE chain=? AND seq>?", "DELETE FROM event_tags WHERE chain=? AND seq>?"})
        database.statement(sql).bind(d.device.chain).bind(keep).run();
    ledger::Head head;
    head.seq = keep;
    head.commit = *ledger::storedCommit(database, d.device.chain, keep);
    ledger::Statement count
        = database.statement("SELECT coalesce(sum(events), 0) FROM segments WHERE chain=?");
    count.bind(d.device.chain);
    head.events = count.step() ? count.number(0) : 0;
    ledger::storeHead(database, d.device, head, d.keyring, d.identity.vault);
    transaction.commit();
    d.device.head = head;
}

// The commit before the last takes the last one's place, too.
inline void replayLast(ledger::Vault& vault)
{
    auto& d = ledger::Vault::Private::of(vault);
    const quint64 last = d.device.head.seq;
    d.database
        ->statement("UPDATE commits SET header=(SELECT header FROM commits WHERE chain=? AND seq=?)"
                    " WHERE chain=? AND seq=?")
        .bind(d.device.chain)
        .bind(last - 1)
        .bind(d.device.chain)
        .bind(last)
        .run();
}

} // namespace twinward::test
