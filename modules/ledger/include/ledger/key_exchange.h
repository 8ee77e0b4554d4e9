#pragma once

// What lets people in, as it goes from one device of a clinic to another: key slots (each user's keys under
// their passphrase), handouts (the clinic's keys sealed to one user) and turns (who changed those keys).
// All of it is sealed or public; each piece is signed by whoever may make it, and is checked against who
// works here before it is taken. Who steals it can guess passphrases offline, against Argon2id at the cost
// that the slot names, as they could from a stolen disk, and learns how many users there are.

#include "ledger/vault.h"

namespace twinward::ledger {

// A passphrase changed on one device opens on all: of two the newer counts.
struct SlotRow
{
    QByteArray nameHash;
    quint8 kind = 1; // 1: passphrase, 2: recovery code
    QByteArray salt;
    quint64 passes = 0;
    quint64 memoryBytes = 0;
    QByteArray sealed;
    record::UserId user; // who signed it
    base::HybridTime recorded;
    QByteArray signature;
};

struct HandoutRow
{
    record::UserId user;
    quint32 keyEpoch = 0;
    std::vector<std::pair<record::Category, QByteArray>> roots; // sealed to the user's box key
    record::UserId author;
    base::HybridTime recorded;
    QByteArray signature;
};

// Two turns that did not know of each other are both kept: what either sealed stays readable, and whoever may
// turn keys does so once more when they see that somebody removed still holds the newest.
struct TurnRow
{
    quint32 keyEpoch = 0;
    QByteArray prints;
    record::UserId author;
    base::HybridTime recorded;
    QByteArray signature;
};

struct KeyMaterial
{
    std::vector<SlotRow> keySlots;
    std::vector<HandoutRow> handouts;
    std::vector<TurnRow> turns;

    // Canonical: the same material gives the same bytes, so that their hash says whether there is anything
    // new.
    [[nodiscard]] QByteArray toBytes() const;
    [[nodiscard]] static std::optional<KeyMaterial> fromBytes(const QByteArray& bytes);
};

struct KeyReport
{
    quint64 taken = 0;
    quint64 known = 0;
    quint64 waiting = 0; // for commits that say who made them
    QStringList refused; // one sentence each, at most a hundred
};

[[nodiscard]] base::Result<KeyMaterial> keyMaterial(const Vault& vault);
// After the commits that a peer has, and again after those it then lets in: what waits for commits, and
// commits that wait for keys, come in at the next round.
[[nodiscard]] base::Result<KeyReport> ingestKeys(Vault& vault, const KeyMaterial& material);

} // namespace twinward::ledger
