#pragma once

// An invented clinic whose people hang together: ages, conditions, the drugs for them, signs and laboratory
// values that follow from both, visits over the years, and a ward of eight on which one woman is getting
// worse. The same seed and the same "now" give the same people to the last id, on every machine. Not one of
// them is real.

#include "record/event.h"

#include <memory>
#include <vector>

namespace twinward::demo {

struct ClinicPlan
{
    int patients = 200;
    quint64 seed = 1;
    base::Moment now; // everything is reckoned back from here; nothing happens later
};

// An event with who wrote it down and when, which for an old condition is long after it began.
struct Authored
{
    record::Event event;
    record::Role author = record::Role::Physician; // Physician or Nurse
    qint64 recordedMs = 0; // since 1970
};

struct DemoUser
{
    QString name;
    record::Role role = record::Role::Nurse;
};

class Tables;

class Clinic
{
public:
    // Reads the tables built in from resources/demo.
    [[nodiscard]] static base::Result<Clinic> plan(const ClinicPlan& plan);

    [[nodiscard]] int size() const { return m_plan.patients; }
    [[nodiscard]] record::PatientId patientId(int index) const; // 0 to size() - 1
    // Everything of one patient in the order it was written down. The first eight lie on the ward; the next
    // few are the ones no clinic is without: two versions that did not know of each other, nothing recorded,
    // a very long name, the same woman registered twice, a slip corrected and one taken back.
    [[nodiscard]] std::vector<Authored> patient(int index) const;

    [[nodiscard]] static std::vector<DemoUser> colleagues(); // beside the one who makes the vault

private:
    Clinic(const ClinicPlan& plan, std::shared_ptr<const Tables> tables);

    ClinicPlan m_plan;
    std::shared_ptr<const Tables> m_tables;
};

} // namespace twinward::demo
