#pragma once

// One line on standard error that says how far a long job is, where that is a terminal; and Ctrl+C, which
// asks the job to stop at the next safe point instead of killing it.

#include "ledger/vault.h"

#include <QElapsedTimer>

namespace twinward::ctl {

class ProgressLine
{
public:
    explicit ProgressLine(QString what);
    ~ProgressLine();
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    [[nodiscard]] ledger::ProgressFn function(); // must not outlive this
    // False once Ctrl+C was pressed.
    bool show(quint64 done, quint64 total);
    void clear();
    [[nodiscard]] static bool isAskedToStop(); // what show() says, without showing anything

private:
    QString m_what;
    QElapsedTimer m_shown;
    qsizetype m_length = 0;
};

} // namespace twinward::ctl
