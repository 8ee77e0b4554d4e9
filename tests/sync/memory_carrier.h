#pragma once

// A carrier in memory that a test can look into, cut off, or make forget.

#include "sync/carrier.h"

#include <algorithm>

namespace twinward::test {

// One clinic's post.
class MemoryCarrier : public sync::Carrier
{
public:
    explicit MemoryCarrier(const base::Hash256& own)
        : m_clinic(own)
    { }

    base::Status leave(const sync::Letter& letter) override
    {
        if (callsUntilCut-- == 0)
            return cut();
        const bool isHere = std::any_of(letters.begin(), letters.end(),
            [&](const Placed& placed) { return placed.letter.id == letter.id; });
        if (!isHere)
            letters.push_back({++m_place, letter});
        bytesLeft += letter.content.size();
        return {};
    }
    base::Result<sync::Collected> collect(quint64 after) override
    {
        if (callsUntilCut-- == 0)
            return base::fail(cut().error());
        sync::Collected collected;
        collected.mark = after;
        for (const Placed& placed : letters) {
            if (placed.place <= after)
                continue;
            if (collected.letters.size() == atOnce) {
                collected.isAll = false;
                break;
            }
            collected.letters.push_back(placed.letter);
            collected.mark = placed.place;
        }
        return collected;
    }
    base::Status takeBack(const base::Hash256& to, const std::vector<base::Hash256>& ids) override
    {
        if (callsUntilCut-- == 0)
            return cut();
        std::erase_if(letters, [&](const Placed& placed) {
            return to == m_clinic && std::find(ids.begin(), ids.end(), placed.letter.id) != ids.end();
        });
        return {};
    }

    struct Placed
    {
        quint64 place = 0;
        sync::Letter letter;
    };
    std::vector<Placed> letters;
    size_t atOnce = 3;
    int callsUntilCut = -1; // one call fails after so many
    qint64 bytesLeft = 0; // all that was ever left

private:
    static base::Status cut()
    {
        return base::fail(base::ErrorCode::Io, QStringLiteral("The relay can't be reached"));
    }

    base::Hash256 m_clinic;
    quint64 m_place = 0;
};

} // namespace twinward::test
