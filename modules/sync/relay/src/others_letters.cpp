#include "others_letters_p.h"

#include <algorithm>
#include <iterator>

namespace twinward::sync {

using base::ErrorCode;

namespace {
// A relay that lost a letter is given it again after this; until then one that is there is not sent anew.
constexpr auto leaveAgainAfter = std::chrono::hours(1);
} // namespace

void OthersLetters::beginVisit()
{
    m_lettersLeft = 0;
    m_notThere.clear();
    m_full.reset();
    std::erase_if(
        m_left, [now = Clock::now()](const auto& each) { return each.second + leaveAgainAfter <= now; });
}

base::Status OthersLetters::leave(const Letter& letter)
{
    if (m_left.contains(letter.id))
        return {};
    if (const auto left = m_carrier.leave(letter); !left) {
        if (left.error().code == ErrorCode::NotFound)
            m_notThere.insert(letter.to);
        else if (left.error().code == ErrorCode::DiskFull)
            m_full = left.error();
        else
            return left;
        return {};
    }
    m_left[letter.id] = Clock::now();
    ++m_lettersLeft;
    return {};
}

base::Result<Collected> OthersLetters::collect(quint64 after)
{
    auto collected = m_carrier.collectFrom(PostgresCarrier::Senders::OtherClinics, after);
    if (collected)
        m_reached = collected->mark;
    return collected;
}

base::Status OthersLetters::takeBack(const base::Hash256& to, const std::vector<base::Hash256>& letters)
{
    std::vector<base::Hash256> newly;
    std::copy_if(letters.begin(), letters.end(), std::back_inserter(newly),
        [this](const base::Hash256& letter) { return !m_takenBack.contains(letter); });
    if (newly.empty())
        return {};
    if (auto gone = m_carrier.takeBack(to, newly); !gone)
        return gone;
    m_takenBack.insert(newly.begin(), newly.end());
    return {};
}

} // namespace twinward::sync
