#pragma once

// What the far end has and is not here: asked for round by round, until a round brings nothing more.

#include "desk_p.h"

#include <map>
#include <set>

namespace twinward::sync {

class Pulling
{
public:
    explicit Pulling(Desk& desk);

    base::Status begin();
    base::Status onHeads(const QByteArray& body);
    base::Status onKeys(const QByteArray& body);
    base::Status onNewest(const QByteArray& body);
    base::Status onBatch(const QByteArray& body);
    base::Status onServed(const QByteArray& body);
    base::Status changed();

    [[nodiscard]] ConversationState state() const { return m_state; }

private:
    struct Standing // what was last said of what is here
    {
        std::vector<ledger::ChainHead> heads;
        QByteArray keysHash;
        std::vector<QByteArray> receipts; // of others
        std::vector<QByteArray> deviceLists;
        friend bool operator==(const Standing&, const Standing&) = default;
    };
    base::Status sayHeads(); // where they are other than was last said
    base::Status askForKeys();
    base::Status nextRound();
    base::Status rest();
    void askForNewest(const std::vector<ledger::ChainWish>& wanted); // once, where much is lacking
    [[nodiscard]] base::Result<std::vector<ledger::ChainWish>> wishes();
    void preferOwn(std::vector<ledger::ChainWish>& all);
    void learn(const ledger::IngestReport& report);
    void stop(const ledger::ChainId& chain);
    [[nodiscard]] std::vector<ledger::ChainHead> theirHeadsOf(const ledger::ChainId& chain) const;

    Desk& m_desk;
    ConversationState m_state = ConversationState::Working;
    std::optional<Standing> m_said;
    std::vector<ledger::ChainHead> m_theirs;
    QByteArray m_theirKeys;
    bool m_saidOutdated = false;
    bool m_triedOwn = false; // the chains of this very device, with these heads

    QByteArray m_keysTaken; // the hash of those that were last taken in
    bool m_isAskingForKeys = false;
    bool m_mayTakeMoreKeys = true; // commits came since that may say who made them

    bool m_askedForNewest = false;
    bool m_isNewestComing = false; // before the first batch of the round

    quint64 m_round = 0;
    bool m_isUnderWay = false;
    bool m_isNewsWaiting = false; // they said more while a round was under way
    bool m_madeProgress = false;
    std::set<ledger::ChainId> m_stopped; // in this round
    std::map<ledger::ChainId, quint64> m_askedBack; // from where their branch parts from ours
    // Refused: not asked for again before they say something else of the chain.
    std::map<ledger::ChainId, std::vector<ledger::ChainHead>> m_refused;
};

} // namespace twinward::sync
