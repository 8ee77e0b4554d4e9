#pragma once

// What the far end asked for, sent in batches, no more of them at once than it has room for.

#include "commit_order_p.h"
#include "desk_p.h"

namespace twinward::sync {

class Serving
{
public:
    explicit Serving(Desk& desk);

    base::Status onWant(const QByteArray& body);
    base::Status onWantNewest(const QByteArray& body);
    base::Status onTaken(const QByteArray& body);
    base::Status onStop(const QByteArray& body);
    base::Status onWantKeys();

private:
    base::Status pump();

    Desk& m_desk;
    quint64 m_round = 0; // 0: nothing was asked for
    CommitOrder m_order;
    int m_underWay = 0;
};

} // namespace twinward::sync
