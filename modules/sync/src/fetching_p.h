#pragma once

// Large content, piece by piece: what somebody waits for first, then, where the policy says so, all there is.

#include "desk_p.h"

#include <deque>

namespace twinward::sync {

class Fetching
{
public:
    explicit Fetching(Desk& desk);

    void want(const base::Hash256& name);
    void lookAround(); // asks what there is, where it is time to
    base::Status onWantOffers(const QByteArray& body);
    base::Status onOffers(const QByteArray& body);
    base::Status onWantBlob(const QByteArray& body);
    base::Status onBlobPart(const QByteArray& body);

private:
    void askNext();
    void ask(const base::Hash256& name);
    base::Status keep(const BlobBegun& whole);
    void drop(); // what is under way; goes on with the next

    Desk& m_desk;
    std::deque<base::Hash256> m_queue;
    base::Hash256 m_underWay; // none: nothing is
    std::optional<base::Hash256> m_offersAfter; // more may follow this one
    bool m_isAskingForOffers = false;
    qint64 m_lookedMs = -1;

    base::Hash256 m_servedName;
    QByteArray m_servedFile;
};

} // namespace twinward::sync
