#pragma once

// What the two ends of a link say to each other, one structure for each kind of message.

#include "ledger/replica.h"
#include "sync/conversation.h"

namespace twinward::sync {

struct HelloSaid
{
    int lowestVersion = 0;
    int highestVersion = 0;
    QByteArray nonce;
};

struct IdentitySaid
{
    record::DeviceId device;
    QByteArray signature;
};

struct GoodbyeSaid
{
    GoodbyeReason reason = GoodbyeReason::Done;
    QString why;
};

struct HeadsSaid
{
    std::vector<ledger::ChainHead> heads;
    QByteArray keysHash;
    std::vector<QByteArray> receipts; // the sender's own first
    std::vector<QByteArray> deviceLists = {}; // for who has no keys
};

struct WantSaid
{
    quint64 round = 0;
    std::vector<ledger::ChainWish> wishes;
};

// The charts that were written last, before their turn, of what is lacking.
struct WantNewestSaid
{
    std::vector<ledger::ChainWish> wishes;
};

struct NewestSaid
{
    std::vector<QByteArray> commits;
};

struct BatchSaid
{
    quint64 round = 0;
    std::vector<QByteArray> commits;
};

// Taken: one batch was stored or refused, another may come. Served: nothing more comes in this round.
struct RoundSaid
{
    quint64 round = 0;
};

// Nothing more of this chain in this round: it can't be taken now.
struct StopSaid
{
    quint64 round = 0;
    ledger::ChainId chain;
};

struct WantOffersSaid
{
    base::Hash256 after;
};

struct OffersSaid
{
    std::vector<QByteArray> offers;
};

struct WantBlobSaid
{
    base::Hash256 name;
    quint64 offset = 0;
};

struct BlobPartSaid
{
    base::Hash256 name;
    quint64 offset = 0;
    quint64 total = 0; // 0: it is not here
    QByteArray offer;
    QByteArray content;
};

// The first thing a bundle says: who wrote it, and of which clinic it is.
struct BundleMaker
{
    record::DeviceId device;
    QByteArray vault;
};

} // namespace twinward::sync
