#include "base/error.h"

namespace twinward::base {

QString Error::message() const
{
    QString text = what;
    if (!where.isEmpty())
        text += QStringLiteral(" (%1)").arg(where);
    if (!todo.isEmpty()) {
        if (!text.endsWith(u'.'))
            text += u'.';
        text += u' ' + todo;
    }
    return text;
}

} // namespace twinward::base
