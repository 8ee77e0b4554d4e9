#pragma once

// The names of things in the record, the categories it is kept under, and the roles of who keeps it.

#include "base/id.h"

namespace twinward::record {

using PatientId = base::Id<struct PatientTag>;
using EventId = base::Id<struct EventTag>;
using UserId = base::Id<struct UserTag>;
using DeviceId = base::Id<struct DeviceTag>;
using CommitId = base::Hash256;
using ClinicId = base::Hash256; // of the key that a clinic began with: ledger/clinic_card.h

// What is sealed under one key and shared by one consent.
enum class Category : quint8 {
    Demographics = 1,
    Vitals = 2,
    Clinical = 3,
    Imaging = 4,
    Sensitive = 5,
    Clinic = 6, // users, devices, consents, the clinic's own resources: of no one patient's chart
    Access = 7, // who read what, and why
};

enum class Role : quint8 { Physician = 1, Nurse = 2, Administrator = 3, Auditor = 4 };

} // namespace twinward::record
