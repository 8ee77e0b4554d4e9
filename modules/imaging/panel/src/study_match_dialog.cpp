#include "study_match_dialog_p.h"

#include "record_panel/identity_check.h"
#include "record_panel/patient_chooser.h"
#include "study_words_p.h"
#include "workbench/theme.h"
#include "workbench/widgets.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace twinward::imaging {

using workbench::Theme;

StudyMatchDialog* StudyMatchDialog::match(
    workbench::Session& session, Unmatched study, Decided decided, QWidget* parent)
{
    auto* dialog = new StudyMatchDialog(session, std::move(study), std::move(decided), parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
    return dialog;
}

StudyMatchDialog::StudyMatchDialog(
    workbench::Session& session, Unmatched study, Decided decided, QWidget* parent)
    : QDialog(parent)
    , m_study(std::move(study))
    , m_decided(std::move(decided))
    , m_who(new QLabel)
    , m_what(new QLabel)
    , m_whose(new QLabel)
    , m_chooser(new record::PatientChooser(session))
    , m_check(new record::IdentityCheck(QStringLiteral("study")))
    , m_file(new QPushButton)
    , m_register(new QPushButton)
    , m_later(new QPushButton)
{
    setObjectName(QStringLiteral("studyMatchDialog"));
    layOut();
    connect(m_chooser, &record::PatientChooser::chosenChanged, this, &StudyMatchDialog::compare);
    connect(m_chooser, &record::PatientChooser::accepted, this, [this] {
        if (m_file->isEnabled())
            fileUnder();
        else
            m_check->focusCheck();
    });
    connect(
        m_check, &record::IdentityCheck::settledChanged, this, &StudyMatchDialog::showWhetherItMayBeFiled);
    connect(m_file, &QPushButton::clicked, this, &StudyMatchDialog::fileUnder);
    connect(m_register, &QPushButton::clicked, this, &StudyMatchDialog::registerNew);
    connect(m_later, &QPushButton::clicked, this, &QDialog::reject);
    std::vector<record::PatientId> likely;
    for (const PatientMatch& match : m_study.matches)
        likely.push_back(match.patient);
    m_chooser->setCandidates(std::move(likely));
    retranslate();
    m_chooser->focusFirst();
}

void StudyMatchDialog::layOut()
{
    const Theme& theme = Theme::instance();
    m_file->setObjectName(QStringLiteral("studyFile"));
    m_register->setObjectName(QStringLiteral("studyRegister"));
    for (QLabel* title : {m_who, m_whose})
        title->setProperty("rank", QStringLiteral("heading"));
    for (QLabel* text : {m_who, m_what}) {
        text->setWordWrap(true);
        text->setTextFormat(Qt::PlainText);
    }
    workbench::setTone(m_what, workbench::Tone::Secondary);
    for (QPushButton* button : {m_file, m_register, m_later})
        button->setAutoDefault(false);
    workbench::setKind(m_file, workbench::ButtonKind::Primary);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_later);
    buttons->addStretch();
    buttons->addWidget(m_register);
    buttons->addWidget(m_file);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(theme.px(8));
    layout->addWidget(m_who);
    layout->addWidget(m_what);
    layout->addSpacing(theme.px(4));
    layout->addWidget(m_whose);
    layout->addWidget(m_chooser, 1);
    layout->addWidget(m_check);
    layout->addLayout(buttons);
    resize(theme.px(720), theme.px(520));
}

std::vector<PatientDifference> StudyMatchDialog::differing() const
{
    const record::PatientRow* row = m_chooser->chosenRow();
    return row == nullptr ? std::vector<PatientDifference>() : differences(m_study.patient, row->details);
}

void StudyMatchDialog::compare()
{
    QStringList sentences;
    for (const PatientDifference& difference : differing())
        sentences << StudyWords::difference(difference);
    m_check->setDifferences(sentences);
}

void StudyMatchDialog::showWhetherItMayBeFiled()
{
    m_file->setEnabled(!m_chooser->chosen().isNull() && m_check->isSettled());
}

void StudyMatchDialog::fileUnder()
{
    if (m_chooser->chosen().isNull() || !m_check->isSettled())
        return;
    FilingDecision decision;
    decision.patient = m_chooser->chosen();
    for (const PatientDifference& difference : differing())
        decision.confirmed.push_back(difference.field);
    accept();
    m_decided(decision);
}

void StudyMatchDialog::registerNew()
{
    FilingDecision decision;
    decision.patient = record::PatientId::random();
    decision.registration = detailsFrom(m_study.patient);
    accept();
    m_decided(decision);
}

void StudyMatchDialog::retranslate()
{
    setWindowTitle(tr("Whose images are these?"));
    m_who->setText(StudyWords::person(m_study.patient));
    m_what->setText(m_study.what);
    m_whose->setText(tr("Whose are they?"));
    m_file->setText(tr("File under this patient"));
    m_register->setText(tr("Register as a new patient"));
    m_register->setEnabled(!m_study.patient.name.isEmpty());
    m_register->setToolTip(
        m_study.patient.name.isEmpty() ? tr("The images have no name to register") : QString());
    m_later->setText(tr("Decide later"));
    compare();
}

void StudyMatchDialog::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace twinward::imaging
