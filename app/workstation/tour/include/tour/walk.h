#pragma once

// The main job, done by hand: keys and mouse events on the real windows, one named step after the other. The
// end-to-end test walks it on real data; `twinward --tour` walks it and keeps a picture of each step.

#include "ledger/vault.h"

#include <QString>
#include <vector>

namespace twinward::workstation {
class Shell;
}

namespace twinward::tour {

// Where the walk begins: at a folder with no vault yet, which is set up by hand, or at the unlock screen.
enum class Begin { SetUp, Unlock };

struct Plan
{
    Begin begin = Begin::SetUp;
    QString picturesFolder; // one PNG a step; none where empty
    QString importFolder; // FHIR R4 bundles to import after setting up; none where empty
    QString exportFolder; // where the clinic's export goes
    QString clinicName = QStringLiteral("Riverside Clinic");
    QString userName = QStringLiteral("Dr Amina Diallo");
    QString passphrase = QStringLiteral("four green herons walk");
    QString search; // finds the patient whose chart is used
};

struct Outcome
{
    bool ok = false;
    QString step; // the one that failed
    QString why;
    int pictures = 0;
};

// What the walk leaves behind, for a test to look at.
struct Trace
{
    record::PatientId patient;
    size_t patients = 0; // in the clinic at the end
    size_t entriesBefore = 0; // of the patient, before the round
    size_t entriesAfter = 0;
    // As shown on the screen:
    QString transfer; // what the import said
    QString exported; // what the export said
    QString verdict; // of the check of the record
};

// The shell is on the plan's vault folder; begin() has been called and it is shown.
[[nodiscard]] Outcome walk(workstation::Shell& shell, const Plan& plan, Trace& trace);

} // namespace twinward::tour
