#pragma once

// A network and a clock that a seed decides: links deliver in order and late, and lose what is under way when
// they break, as TCP does.

#include "sync/conversation.h"

#include <algorithm>
#include <deque>
#include <functional>
#include <map>
#include <random>
#include <set>

namespace twinward::test {

// Numbers that are the same on every machine: the standard's distributions are not.
class Dice
{
public:
    explicit Dice(quint64 seed)
        : m_engine(seed)
    { }
    size_t below(size_t end) { return static_cast<size_t>(m_engine() % end); }
    bool oneIn(size_t times) { return below(times) == 0; }
    qint64 between(qint64 low, qint64 high)
    {
        return low + static_cast<qint64>(below(static_cast<size_t>(high - low + 1)));
    }

private:
    std::mt19937_64 m_engine;
};

class Network
{
public:
    using StoreOf = std::function<sync::Store*(size_t)>; // none: it is down
    using TroubleFn = std::function<void(size_t peer, const sync::Trouble&)>;
    using OutdatedFn = std::function<void(size_t peer)>;

    Network(Dice& dice, StoreOf storeOf)
        : m_dice(dice)
        , m_storeOf(std::move(storeOf))
    { }

    TroubleFn onTrouble;
    OutdatedFn onOutdated;
    sync::ConversationOptions options;

    [[nodiscard]] qint64 nowMs() const { return m_nowMs; }
    [[nodiscard]] bool isConnected(size_t a, size_t b) const { return m_cables.contains(std::minmax(a, b)); }

    void connect(size_t a, size_t b)
    {
        const auto ends = std::minmax(a, b);
        if (a == b || m_storeOf(a) == nullptr || m_storeOf(b) == nullptr || isConnected(a, b))
            return;
        auto cable = std::make_unique<Cable>();
        cable->peers = {ends.first, ends.second};
        const QByteArray binding = QByteArray::number(++m_connected);
        for (size_t end : {size_t{0}, size_t{1}}) {
            sync::Link link;
            link.end = end == 0 ? sync::Link::End::Caller : sync::Link::End::Answerer;
            link.binding = binding;
            link.send
                = [this, end, raw = cable.get()](const QByteArray& bytes) { post(*raw, 1 - end, bytes); };
            const size_t peer = cable->peers[end];
            sync::ConversationEvents events;
            events.changed = [this, peer] { m_changed.insert(peer); };
            events.trouble = [this, peer](const sync::Trouble& trouble) {
                if (onTrouble)
                    onTrouble(peer, trouble);
            };
            events.outdated = [this, peer] { m_outdated.insert(peer); };
            cable->talks[end] = std::make_unique<sync::Conversation>(
                *m_storeOf(peer), std::move(link), options, std::move(events));
        }
        for (auto& talk : cable->talks)
            talk->start(m_nowMs);
        m_cables[ends] = std::move(cable);
    }

    void cut(size_t a, size_t b) { m_cables.erase(std::minmax(a, b)); }
    void cutAll(size_t peer)
    {
        std::erase_if(m_cables,
            [&](const auto& each) { return each.first.first == peer || each.first.second == peer; });
    }
    void changed(size_t peer) { m_changed.insert(peer); }
    // Somebody between alters, repeats or drops the next that is delivered on a link.
    enum class Mischief : quint8 { None, Flip, Repeat, Garbage };
    void plan(Mischief mischief) { m_mischief = mischief; }
    [[nodiscard]] quint64 mischiefsDone() const { return m_mischiefs; }

    // Delivers what is due until this much later.
    void run(qint64 ms)
    {
        const qint64 until = m_nowMs + ms;
        while (true) {
            spread();
            Cable* next = nullptr;
            size_t nextEnd = 0;
            for (auto& [ends, cable] : m_cables) {
                for (size_t end : {size_t{0}, size_t{1}}) {
                    const auto& queue = cable->inboxes[end];
                    if (!queue.empty() && queue.front().first <= until
                        && (next == nullptr || queue.front().first < next->inboxes[nextEnd].front().first)) {
                        next = cable.get();
                        nextEnd = end;
                    }
                }
            }
            if (next == nullptr)
                break;
            deliver(*next, nextEnd);
        }
        m_nowMs = until;
        for (auto& [ends, cable] : m_cables) {
            for (auto& talk : cable->talks)
                talk->tick(m_nowMs);
        }
        sweep();
    }

    [[nodiscard]] bool isQuiet() const
    {
        return m_changed.empty() && std::all_of(m_cables.begin(), m_cables.end(), [](const auto& each) {
            return each.second->inboxes[0].empty() && each.second->inboxes[1].empty();
        });
    }
    [[nodiscard]] sync::ConversationState state(size_t from, size_t to) const
    {
        const auto found = m_cables.find(std::minmax(from, to));
        if (found == m_cables.end())
            return sync::ConversationState::Closed;
        return found->second->talks[found->second->peers[0] == from ? 0 : 1]->state();
    }
    [[nodiscard]] sync::Conversation* talk(size_t from, size_t to) const
    {
        const auto found = m_cables.find(std::minmax(from, to));
        return found == m_cables.end() ? nullptr
                                       : found->second->talks[found->second->peers[0] == from ? 0 : 1].get();
    }

private:
    struct Cable
    {
        std::array<size_t, 2> peers{};
        std::array<std::unique_ptr<sync::Conversation>, 2> talks;
        std::array<std::deque<std::pair<qint64, QByteArray>>, 2> inboxes;
    };

    void post(Cable& cable, size_t end, const QByteArray& bytes)
    {
        auto& inbox = cable.inboxes[end];
        const qint64 due = m_nowMs + m_dice.between(1, 200);
        inbox.emplace_back(inbox.empty() ? due : std::max(due, inbox.back().first), bytes);
    }

    void deliver(Cable& cable, size_t end)
    {
        auto [due, bytes] = std::move(cable.inboxes[end].front());
        cable.inboxes[end].pop_front();
        m_nowMs = std::max(m_nowMs, due);
        const auto mischief = std::exchange(m_mischief, Mischief::None);
        m_mischiefs += mischief == Mischief::None ? 0 : 1;
        if (mischief == Mischief::Flip) {
            const auto at = static_cast<qsizetype>(m_dice.below(static_cast<size_t>(bytes.size())));
            bytes[at] = static_cast<char>(bytes[at] ^ (1 << m_dice.below(8)));
        } else if (mischief == Mischief::Garbage) {
            for (char& byte : bytes)
                byte = static_cast<char>(m_dice.below(256));
        } else if (mischief == Mischief::Repeat) {
            bytes += bytes;
        }
        // in pieces, as sockets give it
        const auto first = static_cast<qsizetype>(m_dice.below(static_cast<size_t>(bytes.size()) + 1));
        cable.talks[end]->received(QByteArrayView(bytes).first(first), m_nowMs);
        cable.talks[end]->received(QByteArrayView(bytes).sliced(first), m_nowMs);
    }

    // What came over one link is told on the others.
    void spread()
    {
        for (const size_t peer : std::exchange(m_outdated, {})) {
            if (onOutdated)
                onOutdated(peer);
            m_changed.insert(peer);
        }
        for (const size_t peer : std::exchange(m_changed, {})) {
            for (auto& [ends, cable] : m_cables) {
                for (size_t end : {size_t{0}, size_t{1}}) {
                    if (cable->peers[end] == peer)
                        cable->talks[end]->changed();
                }
            }
        }
        sweep();
    }

    // A link is gone once either end closed it and the other has heard what there was to hear.
    void sweep()
    {
        std::erase_if(m_cables, [](const auto& each) {
            const Cable& cable = *each.second;
            for (size_t end : {size_t{0}, size_t{1}}) {
                if (cable.talks[end]->state() == sync::ConversationState::Closed
                    && cable.inboxes[1 - end].empty())
                    return true;
            }
            return false;
        });
    }

    Dice& m_dice;
    StoreOf m_storeOf;
    qint64 m_nowMs = 1'000'000;
    std::map<std::pair<size_t, size_t>, std::unique_ptr<Cable>> m_cables;
    std::set<size_t> m_changed;
    std::set<size_t> m_outdated;
    Mischief m_mischief = Mischief::None;
    quint64 m_mischiefs = 0;
    quint64 m_connected = 0;
};

} // namespace twinward::test
