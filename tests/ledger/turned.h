#pragma once

// A clinic whose keys turn.

#include "two_clinics.h"

namespace twinward::test {

// Somebody else works there for a while: afterwards the clinic's keys are other ones.
inline void turnKeys(TestClinic& whose)
{
    whose.enrol(QStringLiteral("Locum"), record::Role::Nurse);
    const record::Roster roster = whose.vault->roster();
    for (const auto& member : roster.members()) {
        if (member.name == QStringLiteral("Locum") && !member.removed)
            VERIFY_RESULT(whose.vault->removeUser(member.user, QStringLiteral("left")));
    }
}

} // namespace twinward::test
