#pragma once

// How a failure travels inside the ledger: thrown where it is found, turned into a base::Result at the
// vault's door, so that a transaction half done is rolled back by leaving its scope.

#include "base/error.h"

#include <exception>
#include <type_traits>

namespace twinward::ledger {

class Failure : public std::exception
{
public:
    explicit Failure(base::Error error)
        : m_error(std::move(error))
    { }
    Failure(base::ErrorCode code, QString what, QString where = {}, QString todo = {})
        : m_error{code, std::move(what), std::move(where), std::move(todo)}
    { }
    [[nodiscard]] const base::Error& error() const { return m_error; }
    [[nodiscard]] const char* what() const noexcept override { return "ledger failure"; }

private:
    base::Error m_error;
};

// Runs what may throw and gives back what it gave, or the failure.
template <class Work> [[nodiscard]] auto guarded(Work&& work) -> base::Result<std::invoke_result_t<Work>>
{
    try {
        if constexpr (std::is_void_v<std::invoke_result_t<Work>>) {
            work();
            return {};
        } else {
            return work();
        }
    } catch (const Failure& failure) {
        return base::fail(failure.error());
    } catch (const std::bad_alloc&) {
        return base::fail(base::ErrorCode::Io, QStringLiteral("There is not enough memory for this"), {},
            QStringLiteral("Close other programs and try again."));
    }
}

} // namespace twinward::ledger
