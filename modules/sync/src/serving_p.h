#pragma once

// What the far end asked for, sent in batches, no more of them at once than it has room for.

#include "desk_p.h"

#include <deque>
#include <map>

namespace twinward::sync {

class Serving
{
public:
    explicit Serving(Desk& desk);

    base::Status onWant(const QByteArray& body);
    base::Status onTaken(const QByteArray& body);
    base::Status onStop(const QByteArray& body);
    base::Status onWantKeys();

private:
    struct Cursor
    {
        quint64 after = 0;
        std::deque<PlacedCommit> ready;
        bool isAtEnd = false;
    };
    base::Status pump();
    [[nodiscard]] base::Result<BatchSaid> nextBatch();
    base::Status fill(const ledger::ChainId& chain, Cursor& cursor) const;

    Desk& m_desk;
    quint64 m_round = 0; // 0: nothing was asked for
    std::map<ledger::ChainId, Cursor> m_cursors;
    int m_underWay = 0;
};

} // namespace twinward::sync
