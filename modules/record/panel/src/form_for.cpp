// Which form writes which kind of body.

#include "document_form_p.h"
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
    case Kind::Procedure:
        return new ProcedureForm(parent);
    case Kind::Immunisation:
        return new ImmunisationForm(parent);
    case Kind::Document:
        return new DocumentForm(parent);
    default:
        return nullptr;
    }
}

} // namespace twinward::record
