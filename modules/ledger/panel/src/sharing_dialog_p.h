#pragma once

// Who may see what, until when: a referral, a consent that is only recorded, or one that is narrowed. What
// the patient agrees to stands below as sentences, to be read out.

#include "sharing_words_p.h"
#include "workbench/date_field.h"
#include "workbench/session.h"
#include "workbench/widgets.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QPushButton;

namespace twinward::ledger {

class SharingDialog : public QDialog
{
    Q_OBJECT

public:
    enum class Act { Refer, Record, Narrow };
    // before: the contract to narrow.
    SharingDialog(Act act, workbench::Session& session, record::PatientId patient,
        const std::vector<KnownClinic>& clinics, const std::optional<record::Consent>& before,
        QWidget* parent);

signals:
    void agreed(const twinward::record::EventId& contract);

private:
    [[nodiscard]] QWidget* makeFields();
    void fillFrom(const record::Consent& before);
    [[nodiscard]] record::ConsentContract terms() const;
    void judge();
    void go();
    void finish(const base::Result<record::EventId>& signedContract);

    Act m_act;
    workbench::Session& m_session;
    record::PatientId m_patient;
    std::optional<record::Consent> m_before;
    QComboBox* m_clinic;
    QLineEdit* m_clinician;
    std::vector<std::pair<record::Category, QCheckBox*>> m_parts;
    workbench::DateField* m_until;
    QCheckBox* m_breakGlass;
    QLabel* m_agreement;
    QPushButton* m_go;
    workbench::FailureBar* m_failure;
};

} // namespace twinward::ledger
