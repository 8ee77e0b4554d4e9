#include "progress.h"

#include <csignal>
#include <cstdio>
#include <unistd.h>

namespace twinward::ctl {

namespace {

volatile std::sig_atomic_t stopAsked = 0;

void askToStop(int signal)
{
    stopAsked = 1;
    std::signal(signal, SIG_DFL); // the second time means it
}

} // namespace

ProgressLine::ProgressLine(QString what)
    : m_what(std::move(what))
{
    stopAsked = 0;
    std::signal(SIGINT, askToStop);
    std::signal(SIGTERM, askToStop);
}

ProgressLine::~ProgressLine()
{
    clear();
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
}

ledger::ProgressFn ProgressLine::function()
{
    return [this](const ledger::Progress& progress) { return show(progress.done, progress.total); };
}

bool ProgressLine::show(quint64 done, quint64 total)
{
    const bool due = !m_shown.isValid() || m_shown.elapsed() > 100;
    if (due && isatty(STDERR_FILENO) != 0) {
        m_shown.start();
        const QString line = total > 0 ? QStringLiteral("%1 %2 of %3").arg(m_what).arg(done).arg(total)
                                       : QStringLiteral("%1 %2").arg(m_what).arg(done);
        std::fprintf(stderr, "\r%s\033[K", qPrintable(line));
        m_length = line.size();
    }
    return !isAskedToStop();
}

bool ProgressLine::isAskedToStop()
{
    return stopAsked != 0;
}

void ProgressLine::clear()
{
    if (m_length > 0)
        std::fputs("\r\033[K", stderr);
    m_length = 0;
}

} // namespace twinward::ctl
