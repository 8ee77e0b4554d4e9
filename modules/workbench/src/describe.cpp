#include "workbench/describe.h"

#include <QCoreApplication>

namespace twinward::workbench {

namespace {

struct Failure
{
    Q_DECLARE_TR_FUNCTIONS(Failure)
};

using base::ErrorCode;

FailureText textFor(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InvalidInput:
        return {Failure::tr("This can't be used as it is."), {}, Failure::tr("Correct it and try again.")};
    case ErrorCode::NotFound:
        return {
            Failure::tr("It is not there."), {}, Failure::tr("Check the name or the place and try again.")};
    case ErrorCode::WrongPassphrase:
        return {Failure::tr("The user or the passphrase is wrong."), {},
            Failure::tr("Check the spelling and the caps lock, then try again.")};
    case ErrorCode::IntegrityBroken:
        return {Failure::tr("Stored data is not what was signed: it was damaged or changed."), {},
            Failure::tr("Do not go on with this copy. Check the record, and restore from a backup or another "
                        "device.")};
    case ErrorCode::NotAuthorised:
        return {Failure::tr("Your role does not allow this."), {},
            Failure::tr("Ask a colleague whose role allows it.")};
    case ErrorCode::DiskFull:
        return {Failure::tr("The disk is full."), {},
            Failure::tr("Free some space on the disk, then save again.")};
    case ErrorCode::ReadOnly:
        return {Failure::tr("The disk can't be written to."), {},
            Failure::tr("Check that the disk is not write-protected, then save again.")};
    case ErrorCode::Io:
        return {Failure::tr("The disk did not answer as it should."), {},
            Failure::tr("Try again. If it happens again, back up and have the disk checked.")};
    case ErrorCode::Busy:
        return {Failure::tr("Somebody else has it open."), {},
            Failure::tr("Close the other window or wait a moment, then try again.")};
    case ErrorCode::Unsupported:
        return {
            Failure::tr("This kind is not supported."), {}, Failure::tr("Choose another file or format.")};
    case ErrorCode::Cancelled:
        return {Failure::tr("Cancelled, as you asked."), {}, {}};
    }
    return {};
}

} // namespace

FailureText describe(const base::Error& error)
{
    FailureText text = textFor(error.code);
    if (error.code == ErrorCode::WrongPassphrase || error.code == ErrorCode::Cancelled)
        return text;
    text.particulars = error.where.isEmpty()
        ? error.what
        : Failure::tr("%1 (%2)", "what went wrong (place)").arg(error.what, error.where);
    return text;
}

} // namespace twinward::workbench
