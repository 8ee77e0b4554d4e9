#include "line_opening_p.h"

#include <cstring>
#include <QThreadPool>
#include <vector>

namespace twinward::sync {

namespace {

LineHandle open(const LineOpening::Keywords& keywords, const ledger::Secret& secret)
{
    std::vector<const char*> names;
    std::vector<const char*> values;
    for (const auto& [keyword, value] : keywords) {
        names.push_back(keyword.constData());
        values.push_back(value.constData());
    }
    ledger::Secret password(secret.size() + 1); // ended by a zero
    if (!secret.isEmpty()) {
        std::memcpy(password.data(), secret.data(), secret.size());
        names.push_back("password");
        values.push_back(reinterpret_cast<const char*>(password.data()));
    }
    names.push_back(nullptr);
    values.push_back(nullptr);
    return LineHandle(PQconnectdbParams(names.data(), values.data(), 0));
}

} // namespace

std::shared_ptr<LineOpening> LineOpening::begin(Keywords keywords, ledger::Secret password)
{
    auto opening = std::make_shared<LineOpening>();
    const auto secret = std::make_shared<ledger::Secret>(std::move(password));
    QThreadPool* const threads = QThreadPool::globalInstance(); // ended before the program is
    threads->start([opening, threads, keywords = std::move(keywords), secret] {
        threads->releaseThread(); // it waits, and takes nobody's turn
        LineHandle line = open(keywords, *secret);
        {
            const std::lock_guard guard(opening->m_mutex);
            if (!opening->m_isCancelled)
                opening->m_line = std::move(line);
            opening->m_isOver = true;
        }
        opening->m_changed.notify_all();
        threads->reserveThread();
    });
    return opening;
}

LineHandle LineOpening::wait()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_isOver || m_isCancelled; });
    return m_isCancelled ? LineHandle() : std::move(m_line);
}

void LineOpening::cancel()
{
    {
        const std::lock_guard guard(m_mutex);
        m_isCancelled = true;
    }
    m_changed.notify_all();
}

} // namespace twinward::sync
