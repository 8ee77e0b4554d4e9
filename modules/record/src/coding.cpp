#include "record/coding.h"

namespace twinward::record {

QString Concept::label() const
{
    if (!text.isEmpty())
        return text;
    return coding.display.isEmpty() ? coding.code : coding.display;
}

Concept Concept::loinc(const QString& code, const QString& display)
{
    return {{code_system::loinc, code, display}, {}};
}

} // namespace twinward::record
