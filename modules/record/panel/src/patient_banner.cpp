#include "record_panel/patient_banner.h"

#include "history_dialog_p.h"
#include "record/allergy_match.h"
#include "settle_dialog_p.h"
#include "text_p.h"
#include "warning_mark_p.h"
#include "workbench/describe.h"
#include "workbench/format.h"
#include "workbench/theme.h"
#include "workbench/widgets.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

namespace twinward::record {

using workbench::ElidedLabel;
using workbench::Theme;
using workbench::Tone;

PatientBanner::PatientBanner(workbench::Workspace& workspace, QWidget* parent)
    : QFrame(parent)
    , m_session(workspace.session)
    , m_context(workspace.context)
{
    setObjectName(QStringLiteral("patientBanner"));
    setProperty("house", QStringLiteral("surface"));
    build();
    connect(&m_context, &workbench::PatientContext::patientChanged, this, [this] {
        m_alerts.clear();
        refresh();
    });
    connect(&m_context, &workbench::PatientContext::chartChanged, this, &PatientBanner::refresh);
    connect(&m_context, &workbench::PatientContext::loadFailed, this, &PatientBanner::refresh);
    connect(&m_session, &workbench::Session::failed, this, [this](const base::Error& error) {
        m_failure = error;
        showFailure();
    });
    connect(&m_session, &workbench::Session::committed, this, [this] {
        m_failure.reset();
        showFailure();
    });
    connect(&Theme::instance(), &Theme::changed, this, &PatientBanner::restyle);
    restyle();
    refresh();
}

void PatientBanner::build()
{
    m_name = new ElidedLabel(this);
    m_name->setObjectName(QStringLiteral("bannerName"));
    m_age = new QLabel(this);
    m_age->setObjectName(QStringLiteral("bannerAge"));
    m_details = new ElidedLabel(this);
    m_details->setObjectName(QStringLiteral("bannerDetails"));
    auto* detailsLine = new QHBoxLayout;
    detailsLine->setSpacing(12);
    detailsLine->addWidget(m_age);
    detailsLine->addWidget(m_details, 1);
    auto* identity = new QVBoxLayout;
    identity->setSpacing(0);
    identity->addWidget(m_name);
    identity->addLayout(detailsLine);

    m_allergyBlock = new QWidget(this);
    m_allergyTitle = new QLabel(m_allergyBlock);
    workbench::setTone(m_allergyTitle, Tone::Secondary);
    m_allergyMark = new WarningMark(m_allergyBlock);
    m_allergies = new ElidedLabel(m_allergyBlock);
    m_allergies->setObjectName(QStringLiteral("bannerAllergies"));
    auto* allergyLine = new QHBoxLayout;
    allergyLine->setSpacing(4);
    allergyLine->addWidget(m_allergyMark);
    allergyLine->addWidget(m_allergies, 1);
    auto* allergyLayout = new QVBoxLayout(m_allergyBlock);
    allergyLayout->setContentsMargins(0, 0, 0, 0);
    allergyLayout->setSpacing(4);
    allergyLayout->addWidget(m_allergyTitle);
    allergyLayout->addLayout(allergyLine);

    m_alertBlock = new QWidget(this);
    m_alertText = new ElidedLabel(m_alertBlock);
    m_alertText->setObjectName(QStringLiteral("bannerAlert"));
    m_conflicts = new QPushButton(m_alertBlock);
    m_conflicts->setObjectName(QStringLiteral("bannerConflicts"));
    m_notAuthorised = new QPushButton(m_alertBlock);
    m_notAuthorised->setObjectName(QStringLiteral("bannerNotAuthorised"));
    connect(m_conflicts, &QPushButton::clicked, this, &PatientBanner::settleFirstConflict);
    connect(m_notAuthorised, &QPushButton::clicked, this, &PatientBanner::showNotAuthorised);
    auto* alertLayout = new QHBoxLayout(m_alertBlock);
    alertLayout->setContentsMargins(0, 0, 0, 0);
    alertLayout->setSpacing(8);
    alertLayout->addWidget(m_alertText, 1);
    alertLayout->addWidget(m_conflicts);
    alertLayout->addWidget(m_notAuthorised);

    m_unsaved = new QLabel(this);
    m_unsaved->setObjectName(QStringLiteral("bannerUnsaved"));
    m_unsaved->setTextFormat(Qt::PlainText);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(24);
    layout->addLayout(identity, 4);
    layout->addWidget(m_allergyBlock, 3);
    layout->addWidget(m_alertBlock, 3);
    layout->addWidget(m_unsaved);
}

void PatientBanner::restyle()
{
    const Theme& theme = Theme::instance();
    m_name->setFont(theme.font(Theme::Type::Large, QFont::DemiBold));
    m_age->setFont(theme.font(Theme::Type::Heading, QFont::DemiBold));
    m_details->setFont(theme.font(Theme::Type::Heading));
    m_allergyTitle->setFont(theme.font(Theme::Type::Small));
    m_allergies->setFont(theme.font(Theme::Type::Heading, QFont::DemiBold));
    m_alertText->setFont(theme.font(Theme::Type::Heading, QFont::DemiBold));
    m_unsaved->setFont(theme.font(Theme::Type::Small));
    setFixedHeight(theme.px(64));
    layout()->setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8));
    layout()->setSpacing(theme.px(24));
}

void PatientBanner::refresh()
{
    const bool open = !m_context.patient().isNull();
    m_allergyBlock->setVisible(open);
    m_age->setVisible(open);
    // Never hidden: a line with nothing in it would keep the name above it from growing.
    if (!open)
        m_details->setFullText({});
    showIdentity();
    showAllergies();
    showAlerts();
    showFailure();
}

void PatientBanner::showIdentity()
{
    if (m_context.patient().isNull()) {
        m_name->setFullText(tr("No patient open"));
        setAccessibleName(tr("No patient open. Find one with Ctrl+F."));
        return;
    }
    const PatientRow* row = m_session.patients()->find(m_context.patient());
    const PatientDetails details = row != nullptr ? row->details
        : m_context.chart()                       ? m_context.chart()->details()
                                                  : PatientDetails();
    const QString others = text::otherNames(details);
    m_name->setFullText(others.isEmpty() ? workbench::formatName(details)
                                         : tr("%1 (%2)", "name, the name as otherwise written")
                                               .arg(workbench::formatName(details), others));
    const QString age = workbench::formatAge(details);
    if (details.deceased)
        m_age->setText(age.isEmpty() ? tr("Died") : tr("Died at %1", "age").arg(age));
    else
        m_age->setText(age);
    m_age->setHidden(m_age->text().isEmpty());
    QStringList parts{text::born(details), workbench::formatSex(details.sex), text::mainIdentifier(details)};
    parts.removeAll(QString());
    m_details->setFullText(parts.join(QStringLiteral("  ·  ")));
    setAccessibleName(
        tr("Patient: %1, %2, %3", "name, age, further details")
            .arg(m_name->fullText(), m_age->text(), parts.join(tr(", ", "between the items of a list"))));
}

void PatientBanner::showAllergies()
{
    const workbench::ChartPtr chart = m_context.chart();
    m_allergyMark->hide();
    if (!chart) {
        m_allergyTitle->setText(tr("Allergies"));
        workbench::setTone(m_allergies, Tone::Secondary);
        m_allergies->setFullText(
            m_context.isLoading() ? tr("Reading the record…") : tr("The record could not be read"));
        return;
    }
    switch (allergyKnowledge(*chart)) {
    case AllergyKnowledge::NotRecorded:
        m_allergyTitle->setText(tr("Allergies"));
        workbench::setTone(m_allergies, Tone::Caution);
        m_allergies->setFullText(tr("Allergies not recorded"));
        return;
    case AllergyKnowledge::NoneKnown:
        m_allergyTitle->setText(tr("Allergies"));
        workbench::setTone(m_allergies, Tone::Plain);
        m_allergies->setFullText(tr("No known allergies"));
        return;
    case AllergyKnowledge::Recorded:
        break;
    }
    QStringList names;
    for (const Entry* entry : recordedAllergies(*chart)) {
        const auto* allergy = entry->as<Allergy>();
        const QString name = allergy->criticality == QLatin1String("high")
            ? tr("%1 (severe)", "allergy").arg(allergy->code.label())
            : allergy->code.label();
        if (!names.contains(name))
            names << name;
    }
    m_allergyTitle->setText(tr("%n allergy(ies)", nullptr, static_cast<int>(names.size())));
    m_allergyMark->show();
    workbench::setTone(m_allergies, Tone::Danger);
    m_allergies->setFullText(names.join(tr(", ", "between the items of a list")));
}

void PatientBanner::showAlerts()
{
    const workbench::ChartPtr chart = m_context.chart();
    const int conflicts = chart ? static_cast<int>(chart->conflicts().size()) : 0;
    const int notAuthorised = chart ? static_cast<int>(chart->notAuthorised().size()) : 0;
    m_conflicts->setVisible(conflicts > 0);
    m_conflicts->setText(tr("%n conflict(s) to settle", nullptr, conflicts));
    m_conflicts->setAccessibleName(m_conflicts->text());
    m_notAuthorised->setVisible(notAuthorised > 0);
    m_notAuthorised->setText(tr("%n entry(ies) not authorised", nullptr, notAuthorised));
    m_notAuthorised->setAccessibleName(m_notAuthorised->text());
    QStringList words;
    Tone tone = Tone::Caution;
    for (const auto& [source, alert] : m_alerts) {
        words << alert.text;
        if (alert.level == BannerAlert::Level::Danger)
            tone = Tone::Danger;
    }
    workbench::setTone(m_alertText, tone);
    m_alertText->setFullText(words.join(QStringLiteral("  ·  ")));
    m_alertText->setVisible(!words.isEmpty());
    m_alertBlock->setVisible(!words.isEmpty() || conflicts > 0 || notAuthorised > 0);
}

// Where entries are saved stands with the entries and in the window's foot; here only what was not.
void PatientBanner::showFailure()
{
    m_unsaved->setVisible(m_failure.has_value());
    workbench::setTone(m_unsaved, Tone::Danger);
    m_unsaved->setText(m_failure
            ? tr("Not everything was saved: %1", "why").arg(workbench::describe(*m_failure).what)
            : QString());
}

void PatientBanner::settleFirstConflict()
{
    const workbench::ChartPtr chart = m_context.chart();
    if (!chart || chart->conflicts().empty())
        return;
    SettleDialog::settle(m_session, chart, chart->conflicts().front()->root, this);
}

void PatientBanner::showNotAuthorised()
{
    const workbench::ChartPtr chart = m_context.chart();
    if (!chart)
        return;
    const std::vector<const Entry*> entries = chart->notAuthorised();
    if (entries.size() == 1) {
        HistoryDialog::showFor(m_session, *entries.front(), this);
        return;
    }
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const Entry* entry : entries) {
        const text::Fields fields = text::fields(entry->event());
        const QString what = fields.isEmpty() ? QString() : fields.front().second;
        menu->addAction(
            tr("%1: %2", "kind of entry, what it says").arg(text::kind(entry->event().kind()), what), this,
            [this, chart, entry] { HistoryDialog::showFor(m_session, *entry, this); });
    }
    menu->popup(m_notAuthorised->mapToGlobal(QPoint(0, m_notAuthorised->height())));
}

void PatientBanner::setAlert(const QString& source, const BannerAlert& alert)
{
    m_alerts[source] = alert;
    showAlerts();
}

void PatientBanner::clearAlert(const QString& source)
{
    m_alerts.erase(source);
    showAlerts();
}

void PatientBanner::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QFrame::changeEvent(event);
}

} // namespace twinward::record
