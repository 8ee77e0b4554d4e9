#pragma once

// Expected failures are values: what happened, where, and what to do about it. Nothing in an Error may hold a
// secret; patient data only where the person it is shown to already has that data before them.

#include <QString>
#include <tl/expected.hpp>

namespace twinward::base {

enum class ErrorCode {
    InvalidInput, // what was given can't be used as it is
    NotFound,
    WrongPassphrase, // or an unknown user: the two are not told apart
    IntegrityBroken, // stored bytes are not what was signed
    NotAuthorised, // the user's role does not allow it
    DiskFull,
    ReadOnly,
    Io,
    Busy, // somebody else holds it; trying again later is right
    Unsupported,
    Cancelled,
};

struct Error
{
    ErrorCode code = ErrorCode::InvalidInput;
    QString what; // one sentence, English, for a person
    QString where; // file and line, field, table and row; empty where there is none
    QString todo; // what the person can do now; empty where there is nothing

    // "what (where). todo", for a terminal. Panels translate by code and show the parts.
    [[nodiscard]] QString message() const;
};

template <class T> using Result = tl::expected<T, Error>;
using Status = Result<void>;

[[nodiscard]] inline tl::unexpected<Error> fail(
    ErrorCode code, QString what, QString where = {}, QString todo = {})
{
    return tl::unexpected<Error>(Error{code, std::move(what), std::move(where), std::move(todo)});
}

[[nodiscard]] inline tl::unexpected<Error> fail(Error error)
{
    return tl::unexpected<Error>(std::move(error));
}

} // namespace twinward::base
