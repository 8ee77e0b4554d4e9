#pragma once

// A line to PostgreSQL that is being opened, by a thread of its own: looking up a name can't be broken off,
// so who waits for it may go, and what comes of it then is closed again.

#include "ledger/secret.h"

#include <condition_variable>
#include <libpq-fe.h>
#include <map>
#include <memory>
#include <mutex>
#include <QByteArray>

namespace twinward::sync {

struct FinishLine
{
    void operator()(PGconn* connection) const { PQfinish(connection); }
};
using LineHandle = std::unique_ptr<PGconn, FinishLine>;

class LineOpening
{
public:
    using Keywords = std::map<QByteArray, QByteArray>;
    [[nodiscard]] static std::shared_ptr<LineOpening> begin(Keywords keywords, ledger::Secret password);

    [[nodiscard]] LineHandle wait(); // once; none where it was cancelled
    void cancel(); // from any thread, at once

private:
    std::mutex m_mutex; // guards the rest
    std::condition_variable m_changed;
    LineHandle m_line;
    bool m_isOver = false;
    bool m_isCancelled = false;
};

} // namespace twinward::sync
