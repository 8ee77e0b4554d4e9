// Who a patient is, as a kind of entry: written with the registration form.

#include "entry_kind_p.h"
#include "patient_form_p.h"

#include <QCoreApplication>

namespace twinward::record {

namespace {

class PatientKind : public EntryKind
{
    Q_DECLARE_TR_FUNCTIONS(PatientKind)

public:
    QString id() const override { return QStringLiteral("registration"); }
    QString draftName(const Event& event) const override
    {
        return event.replaces.empty() ? QStringLiteral("registration/new")
                                      : QStringLiteral("registration/%1").arg(event.patient.toString());
    }
    QString title() const override { return tr("Personal details"); }
    QString emptyText() const override { return tr("Nothing is recorded of who this is."); }
    QString pastText() const override { return {}; }
    QStringList columns() const override { return {}; }
    bool lists(const Event& event) const override { return event.kind() == Kind::PatientDetails; }
    QString cell(const Entry& /*entry*/, const Chart& /*chart*/, int /*column*/) const override { return {}; }
    QString state(const Entry& /*entry*/, const Chart& /*chart*/) const override { return {}; }
    bool isCurrent(const Entry& /*entry*/, const Chart& /*chart*/) const override { return true; }
    bool mayBeSensitive() const override { return false; } // who it is has to be known to everybody
};

} // namespace

std::unique_ptr<EntryKind> patientKind()
{
    return std::make_unique<PatientKind>();
}

} // namespace twinward::record
