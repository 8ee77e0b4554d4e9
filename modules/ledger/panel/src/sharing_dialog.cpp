#include "sharing_dialog_p.h"

#include "workbench/theme.h"
#include "workbench/when_done.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateTime>
#include <QFormLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace twinward::ledger {

using record::Category;
using record::ConsentContract;

namespace {

constexpr int usualDays = 30;

// A day is meant whole.
base::Moment endOf(const base::PartialDate& date)
{
    return base::Moment::fromDateTime(date.latest().addDays(1).startOfDay(), base::Moment::Precision::Minute);
}

QString titleOf(SharingDialog::Act act)
{
    switch (act) {
    case SharingDialog::Act::Refer:
        return SharingDialog::tr("Refer to another clinic");
    case SharingDialog::Act::Record:
        return SharingDialog::tr("Record a consent");
    case SharingDialog::Act::Narrow:
        return SharingDialog::tr("Share less");
    }
    return {};
}

QString buttonOf(SharingDialog::Act act)
{
    switch (act) {
    case SharingDialog::Act::Refer:
        return SharingDialog::tr("Refer and send");
    case SharingDialog::Act::Record:
        return SharingDialog::tr("Record");
    case SharingDialog::Act::Narrow:
        return SharingDialog::tr("Narrow");
    }
    return {};
}

} // namespace

SharingDialog::SharingDialog(Act act, workbench::Session& session, record::PatientId patient,
    const std::vector<KnownClinic>& clinics, const std::optional<record::Consent>& before, QWidget* parent)
    : QDialog(parent)
    , m_act(act)
    , m_session(session)
    , m_patient(patient)
    , m_before(before)
    , m_clinic(new QComboBox)
    , m_clinician(new QLineEdit)
    , m_until(new workbench::DateField(workbench::DateField::Accept::WholeDate))
    , m_breakGlass(new QCheckBox(tr("The rest may be opened there in an &emergency")))
    , m_agreement(new QLabel)
    , m_go(new QPushButton(buttonOf(act)))
    , m_failure(new workbench::FailureBar)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(titleOf(act));
    setMinimumWidth(workbench::Theme::instance().px(520));
    for (const KnownClinic& clinic : clinics)
        m_clinic->addItem(clinic.card.name, clinic.card.id.toBytes());
    auto* cancel = new QPushButton(tr("Cancel"));
    cancel->setAutoDefault(false);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_go);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(12);
    layout->addWidget(makeFields());
    layout->addWidget(m_agreement);
    layout->addWidget(m_failure);
    layout->addStretch();
    layout->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_go, &QPushButton::clicked, this, &SharingDialog::go);
    m_until->setDate(base::PartialDate::fromDate(QDate::currentDate().addDays(usualDays)));
    if (before)
        fillFrom(*before);
    judge();
    (m_act == Act::Narrow ? m_parts.front().second : static_cast<QWidget*>(m_clinic))->setFocus();
}

QWidget* SharingDialog::makeFields()
{
    m_clinic->setObjectName(QStringLiteral("sharingClinic"));
    m_clinic->setAccessibleName(tr("Clinic"));
    m_clinician->setObjectName(QStringLiteral("sharingClinician"));
    m_clinician->setAccessibleName(tr("Clinician there"));
    m_clinician->setMaxLength(120);
    m_clinician->setPlaceholderText(tr("whoever treats the patient there"));
    m_until->setObjectName(QStringLiteral("sharingUntil"));
    m_until->setAccessibleName(tr("Last day"));
    m_until->setRange(QDate::currentDate(), {});
    m_breakGlass->setObjectName(QStringLiteral("sharingEmergency"));
    m_agreement->setObjectName(QStringLiteral("sharingAgreement"));
    m_agreement->setWordWrap(true);
    m_agreement->setTextFormat(Qt::PlainText);
    m_go->setObjectName(QStringLiteral("sharingGo"));
    workbench::setKind(m_go, workbench::ButtonKind::Primary);
    m_go->setDefault(true);
    auto* parts = new QVBoxLayout;
    parts->setSpacing(4);
    const std::initializer_list<std::pair<Category, QString>> offered{{Category::Vitals, tr("&Vital signs")},
        {Category::Clinical, tr("C&linical record: problems, allergies, medicines, notes, results")},
        {Category::Imaging, tr("&Images")}, {Category::Sensitive, tr("&Sensitive entries")}};
    for (const auto& [category, words] : offered) {
        auto* box = new QCheckBox(words);
        box->setObjectName(QStringLiteral("sharing-%1").arg(record::categoryName(category)));
        box->setChecked(category != Category::Sensitive);
        connect(box, &QCheckBox::toggled, this, &SharingDialog::judge);
        parts->addWidget(box);
        m_parts.emplace_back(category, box);
    }
    auto* always = new QLabel(tr("Personal details always go along: nobody is treated without a name."));
    always->setWordWrap(true);
    workbench::setTone(always, workbench::Tone::Secondary);
    parts->addWidget(always);
    auto* page = new QWidget;
    auto* form = new QFormLayout(page);
    form->setContentsMargins(0, 0, 0, 0);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(8);
    form->addRow(tr("&Clinic"), m_clinic);
    form->addRow(tr("Clinicia&n"), m_clinician);
    form->addRow(tr("May see"), parts);
    form->addRow(tr("Last &day"), m_until);
    form->addRow(QString(), m_breakGlass);
    connect(m_clinic, &QComboBox::currentIndexChanged, this, &SharingDialog::judge);
    connect(m_clinician, &QLineEdit::textChanged, this, &SharingDialog::judge);
    connect(m_until, &workbench::DateField::dateChanged, this, &SharingDialog::judge);
    connect(m_breakGlass, &QCheckBox::toggled, this, &SharingDialog::judge);
    return page;
}

// Only what there is can be taken away.
void SharingDialog::fillFrom(const record::Consent& before)
{
    const ConsentContract& agreed = before.terms;
    const int at = m_clinic->findData(agreed.clinic.toBytes());
    m_clinic->setCurrentIndex(at);
    m_clinic->setEnabled(false);
    m_clinician->setText(agreed.clinician);
    m_clinician->setEnabled(agreed.clinician.isEmpty());
    for (const auto& [category, box] : m_parts) {
        box->setChecked(before.covers(category));
        box->setEnabled(before.covers(category));
    }
    m_breakGlass->setChecked(agreed.breakGlass);
    m_breakGlass->setEnabled(agreed.breakGlass);
    if (agreed.until.isNull())
        return;
    const QDate last = QDateTime::fromMSecsSinceEpoch(agreed.until.utcMs() - 1).date();
    m_until->setRange(QDate::currentDate(), last);
    m_until->setDate(base::PartialDate::fromDate(last));
}

ConsentContract SharingDialog::terms() const
{
    ConsentContract terms;
    terms.patient = m_patient;
    terms.clinic
        = record::ClinicId::fromBytes(m_clinic->currentData().toByteArray()).value_or(record::ClinicId());
    terms.clinicName = m_clinic->currentText();
    terms.clinician = m_clinician->text().trimmed();
    terms.purpose = QStringLiteral("TREAT");
    terms.categories = {Category::Demographics};
    for (const auto& [category, box] : m_parts) {
        if (box->isChecked())
            terms.categories.push_back(category);
    }
    const auto last = m_until->date();
    if (last && !last->isNull())
        terms.until = endOf(*last);
    terms.breakGlass = m_breakGlass->isChecked();
    return terms;
}

void SharingDialog::judge()
{
    const ConsentContract agreed = terms();
    const bool isDated = m_until->date().has_value();
    const bool may = m_session.mayI(agreed);
    m_go->setEnabled(!agreed.clinic.isNull() && isDated && may);
    m_agreement->setText(may
            ? SharingWords::agreement(agreed).join(u'\n')
            : tr("Sensitive entries, and what may be opened in an emergency, a physician or an "
                 "administrator agrees with the patient."));
    workbench::setTone(m_agreement, may ? workbench::Tone::Plain : workbench::Tone::Caution);
}

void SharingDialog::go()
{
    m_failure->clear();
    setEnabled(false);
    const auto work = m_session.run([act = m_act, agreed = terms(), before = m_before](Vault& vault) {
        using Signed = base::Result<record::EventId>;
        if (act == Act::Narrow) {
            const auto turn = narrowConsent(vault, before->id, agreed);
            return turn ? Signed(before->id) : Signed(base::fail(turn.error()));
        }
        Signed contract = grantConsent(vault, agreed);
        if (contract && act == Act::Refer) {
            if (const auto sent = disclose(vault, *contract); !sent)
                return Signed(base::fail(sent.error()));
        }
        return contract;
    });
    workbench::whenDone(
        work, this, [this](const base::Result<record::EventId>& contract) { finish(contract); });
}

void SharingDialog::finish(const base::Result<record::EventId>& signedContract)
{
    setEnabled(true);
    if (!signedContract) {
        m_failure->show(signedContract.error(), tr("Nothing was sent."));
        return;
    }
    emit agreed(*signedContract);
    accept();
}

} // namespace twinward::ledger
