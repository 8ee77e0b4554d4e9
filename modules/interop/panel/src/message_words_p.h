#pragma once

// What a message says, in the words of who has to decide whose it is.

#include "record/event.h"

#include <QCoreApplication>

namespace twinward::interop {

class MessageWords
{
    Q_DECLARE_TR_FUNCTIONS(MessageWords)

public:
    // "Garcia, Maria · female · 17 May 1980 · A-100"
    [[nodiscard]] static QString person(const record::PatientDetails& details);
    [[nodiscard]] static QString numbers(const record::PatientDetails& details);
    [[nodiscard]] static QString entry(const record::Body& body); // "Glucose 182 mg/dL"
    // Each a sentence; what one side does not say does not differ.
    [[nodiscard]] static QStringList differences(
        const record::PatientDetails& here, const record::PatientDetails& sent);
};

} // namespace twinward::interop
