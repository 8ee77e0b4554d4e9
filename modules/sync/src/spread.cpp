#include "sync/spread.h"

#include <algorithm>
#include <limits>

namespace twinward::sync {

using ledger::Backlog;
using ledger::ChainHead;
using ledger::ChainId;
using record::DeviceId;

namespace {

constexpr auto allOfIt = std::numeric_limits<quint64>::max();

void add(Backlog& sum, const Backlog& more)
{
    if (more.entries != 0 && (sum.entries == 0 || more.since < sum.since))
        sum.since = more.since;
    sum.entries += more.entries;
    sum.commits += more.commits;
}

// Up to which of our commits of the chain its receipt goes. Of a forked chain all or nothing.
base::Result<quint64> heldOf(
    const ledger::Vault& vault, const Receipt& receipt, const std::vector<ChainHead>& branches)
{
    const auto names = [&](const ChainHead& head) {
        return std::find(receipt.holds.begin(), receipt.holds.end(), head) != receipt.holds.end();
    };
    if (branches.size() != 1)
        return std::all_of(branches.begin(), branches.end(), names) ? allOfIt : 0;
    quint64 held = 0;
    for (const ChainHead& theirs : receipt.holds) {
        if (theirs.chain != branches.front().chain || theirs.seq <= held)
            continue;
        const auto wishes = ledger::wishes(vault, {theirs});
        if (!wishes)
            return base::fail(wishes.error());
        if (wishes->empty()) // it is on our one branch
            held = theirs.seq;
    }
    return held;
}

// Its receipt names more of the chain than is here: it may well have ours too, but that is not shown.
quint64 aheadOf(const Receipt& receipt, const ChainId& chain, const std::vector<ChainHead>* ours)
{
    quint64 theirs = 0;
    for (const ChainHead& head : receipt.holds) {
        if (head.chain == chain)
            theirs = std::max(theirs, head.seq);
    }
    const quint64 here = ours == nullptr
        ? 0
        : std::max_element(ours->begin(), ours->end(), [](const ChainHead& a, const ChainHead& b) {
              return a.seq < b.seq;
          })->seq;
    return theirs > here ? theirs - here : 0;
}

quint64 lackedHere(const Receipt& receipt, const std::map<ChainId, std::vector<ChainHead>>& ours)
{
    std::set<ChainId> chains;
    for (const ChainHead& head : receipt.holds)
        chains.insert(head.chain);
    quint64 commits = 0;
    for (const ChainId& chain : chains) {
        const auto found = ours.find(chain);
        commits += aheadOf(receipt, chain, found == ours.end() ? nullptr : &found->second);
    }
    return commits;
}

quint64 furthest(const Spread::Holders& holders)
{
    quint64 most = 0;
    for (const auto& [device, upTo] : holders)
        most = std::max(most, upTo);
    return most;
}

} // namespace

// Of a forked chain nothing is remembered: its branches grow beside each other.
base::Result<Backlog> SpreadReader::backlog(
    const ledger::Vault& vault, const std::vector<ChainHead>& branches, quint64 after)
{
    if (after == allOfIt)
        return Backlog{};
    const auto place = std::pair(branches.front().chain, after);
    if (const auto counted = m_countedNow.find(place); counted != m_countedNow.end())
        return counted->second;
    const auto before = m_counted.find(place);
    Backlog sum
        = before == m_counted.end() || branches.size() != 1 ? Backlog{{}, {}, {}, after} : before->second;
    const auto more = ledger::backlogAfter(vault, place.first, sum.upTo);
    if (!more)
        return base::fail(more.error());
    add(sum, *more);
    sum.upTo = more->upTo;
    m_countedNow[place] = sum;
    return sum;
}

// Notes what the device holds of each chain, and counts what it lacks.
base::Status SpreadReader::look(const ledger::Vault& vault, const Branches& branches, const Receipt* said,
    Standing& device, Spread& spread)
{
    Backlog lacks;
    for (const auto& [chain, ends] : branches) {
        base::Result<quint64> held = chain.device == device.device ? allOfIt : 0;
        if (*held == 0 && said != nullptr)
            held = heldOf(vault, *said, ends);
        if (!held)
            return base::fail(held.error());
        if (*held != 0)
            spread.holders[chain][device.device] = *held;
        const auto rest = backlog(vault, ends, *held);
        if (!rest)
            return base::fail(rest.error());
        add(lacks, *rest);
    }
    device.entriesItLacks = lacks.entries;
    device.lacksSince = lacks.since;
    if (said != nullptr) {
        device.saidAt = said->at;
        device.commitsLackedHere = lackedHere(*said, branches);
    }
    return {};
}

base::Result<Spread> SpreadReader::read(const ledger::Vault& vault, const ReceiptBook& book)
{
    const auto heads = ledger::heads(vault);
    if (!heads)
        return base::fail(heads.error());
    Branches branches;
    for (const ChainHead& head : *heads)
        branches[head.chain].push_back(head);
    const std::vector<Receipt> receipts = book.receipts();
    const record::Roster roster = vault.roster();
    Spread spread;
    m_countedNow.clear();
    for (const auto& [device, enrolled] : roster.devices()) {
        if (device == vault.device() || roster.removedDevices().contains(device))
            continue;
        const auto said = std::find_if(receipts.begin(), receipts.end(),
            [id = device](const Receipt& receipt) { return receipt.device == id; });
        Standing& standing = spread.others.emplace_back(Standing{device, enrolled.name, {}, 0, {}, 0});
        const Receipt* receipt = said == receipts.end() ? nullptr : &*said;
        if (auto looked = look(vault, branches, receipt, standing, spread); !looked)
            return base::fail(looked.error());
    }
    Backlog onlyHere;
    for (const auto& [chain, ends] : branches) {
        const auto alone = backlog(vault, ends, furthest(spread.holders[chain]));
        if (!alone)
            return base::fail(alone.error());
        add(onlyHere, *alone);
    }
    spread.onlyHere = onlyHere.entries;
    spread.onlyHereSince = onlyHere.since;
    m_counted = std::move(m_countedNow);
    std::sort(spread.others.begin(), spread.others.end(),
        [](const Standing& a, const Standing& b) { return a.name.localeAwareCompare(b.name) < 0; });
    return spread;
}

} // namespace twinward::sync
