#pragma once

// The template part of Session.

#include <QtConcurrent/QtConcurrentRun>

namespace twinward::workbench {

template <class Work> auto Session::run(Work work) -> QFuture<std::invoke_result_t<Work, ledger::Vault&>>
{
    if (m_closed)
        return {};
    return QtConcurrent::run(
        &m_thread, [vault = m_vault.get(), work = std::move(work)]() mutable { return work(*vault); });
}

template <class Work>
auto Session::runBeside(Work work) -> QFuture<std::invoke_result_t<Work, ledger::Vault&>>
{
    if (m_closed)
        return {};
    return QtConcurrent::run(
        &m_beside, [vault = m_vault.get(), work = std::move(work)]() mutable { return work(*vault); });
}

} // namespace twinward::workbench
