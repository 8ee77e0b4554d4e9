// Which form writes which kind of body.

#include "entry_kind_p.h"
#include "forms_p.h"
#include "patient_form_p.h"

namespace twinward::record {

EntryForm* makeFormFor(const Body& body, const workbench::ChartPtr& chart, QWidget* parent)
{
    switch (static_cast<Kind>(body.index())) {
    case Kind::PatientDetails:
        return new PatientForm(parent);
    case Kind::Condition:
        return new ConditionForm(parent);
    case Kind::Allergy:
        return new AllergyForm(parent);
    case Kind::Medication:
        return new MedicationForm(chart, parent);
    case Kind::Note:
        return new NoteForm(parent);
    case Kind::Encounter:
        return new EncounterForm(parent);
    default:
        return nullptr;
    }
}

} // namespace twinward::record
