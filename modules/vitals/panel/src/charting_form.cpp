#include "charting_form_p.h"

#include "record/encounters.h"
#include "round_fields_p.h"
#include "score_view_p.h"
#include "units_p.h"
#include "workbench/format.h"
#include "workbench/theme.h"
#include "workbench/widgets.h"

#include <QEvent>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QVBoxLayout>

namespace twinward::vitals {

using workbench::Theme;
using workbench::Tone;

namespace {

constexpr int clockMs = 30'000; // ages are in minutes
constexpr int scoreWidth = 372;
constexpr int wideEnough = 920; // below, the score goes over the fields

} // namespace

ChartingForm::ChartingForm(workbench::Workspace& workspace, QString draftPrefix, QWidget* parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_draftPrefix(std::move(draftPrefix))
    , m_fields(new RoundFields(Units::of(workspace.session)))
    , m_score(new ScoreView(Units::of(workspace.session), ScoreView::Detail::Live))
    , m_name(new workbench::ElidedLabel)
    , m_where(new QLabel)
    , m_notice(new QFrame)
    , m_noticeText(new QLabel)
    , m_noticeYes(new QPushButton)
    , m_noticeNo(new QPushButton)
    , m_failure(new workbench::FailureBar)
    , m_status(new QLabel)
    , m_whereSaved(
          new workbench::WhereLine(m_workspace.session, workbench::WhereLine::OnOnlyComputer::Hidden))
    , m_hint(new workbench::ElidedLabel)
    , m_save(new QPushButton)
    , m_body(new QBoxLayout(QBoxLayout::LeftToRight))
{
    layOut();
    makeShortcuts();
    connect(m_fields, &RoundFields::edited, this, &ChartingForm::edited);
    connect(m_fields, &RoundFields::finished, m_save, [this] { m_save->setFocus(Qt::TabFocusReason); });
    connect(m_fields, &RoundFields::scaleWanted, this, &ChartingForm::chooseScale);
    connect(m_save, &QPushButton::clicked, this, &ChartingForm::save);
    connect(&m_clock, &QTimer::timeout, this, &ChartingForm::tick);
    m_clock.start(clockMs);
    retranslate();
    allowTyping();
}

void ChartingForm::layOut()
{
    const Theme& theme = Theme::instance();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.px(4));
    auto* head = new QVBoxLayout;
    head->setContentsMargins(theme.px(8), theme.px(8), theme.px(8), 0);
    head->setSpacing(0);
    m_name->setFont(theme.font(Theme::Type::Heading, QFont::DemiBold));
    m_where->setObjectName(QStringLiteral("where"));
    workbench::setTone(m_where, Tone::Secondary);
    head->addWidget(m_name);
    head->addWidget(m_where);
    column->addLayout(head);
    column->addWidget(makeNotice());
    column->addWidget(m_failure);
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setWidget(m_fields);
    scroll->setFocusPolicy(Qt::NoFocus);
    m_body->setSpacing(theme.px(12));
    m_body->addWidget(scroll, 1);
    m_body->addWidget(m_score);
    column->addLayout(m_body, 1);
    column->addLayout(makeFoot());
}

QWidget* ChartingForm::makeNotice()
{
    m_notice->setProperty("house", QStringLiteral("bar"));
    auto* row = new QHBoxLayout(m_notice);
    m_noticeText->setWordWrap(true);
    row->addWidget(m_noticeText, 1);
    row->addWidget(m_noticeNo);
    row->addWidget(m_noticeYes);
    m_noticeYes->setAutoDefault(true);
    m_noticeNo->setAutoDefault(true);
    m_noticeYes->setObjectName(QStringLiteral("throwAway"));
    m_noticeNo->setObjectName(QStringLiteral("keep"));
    workbench::setKind(m_noticeYes, workbench::ButtonKind::Danger);
    connect(m_noticeYes, &QPushButton::clicked, this, &ChartingForm::throwAway);
    connect(m_noticeNo, &QPushButton::clicked, this, &ChartingForm::answer);
    m_notice->hide();
    return m_notice;
}

QLayout* ChartingForm::makeFoot()
{
    const Theme& theme = Theme::instance();
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(theme.px(8), theme.px(4), theme.px(8), theme.px(8));
    m_save->setObjectName(QStringLiteral("save"));
    m_save->setAutoDefault(true); // Enter presses it
    workbench::setKind(m_save, workbench::ButtonKind::Primary);
    workbench::setTone(m_hint, Tone::Secondary);
    m_hint->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // gives way to the button
    m_status->setObjectName(QStringLiteral("status"));
    m_status->setWordWrap(true);
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(m_status);
    words->addWidget(m_whereSaved);
    words->addWidget(m_hint);
    foot->addLayout(words, 1);
    foot->addWidget(m_save);
    return foot;
}

void ChartingForm::makeShortcuts()
{
    const auto on = [this](const QKeySequence& keys, void (ChartingForm::*slot)()) {
        auto* shortcut = new QShortcut(keys, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, slot);
    };
    on(QKeySequence(Qt::CTRL | Qt::Key_Return), &ChartingForm::save);
    on(QKeySequence(Qt::CTRL | Qt::Key_Enter), &ChartingForm::save);
    on(QKeySequence(Qt::Key_Escape), &ChartingForm::leave);
}

void ChartingForm::retranslate()
{
    m_save->setText(tr("&Save round"));
    m_save->setToolTip(tr("Ctrl+Enter"));
    m_hint->setFullText(tr("Enter: next · Ctrl+Enter: save · − not done · Ctrl+U: unit · Esc: leave"));
    showWhere();
    ask(m_asking);
}

void ChartingForm::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    const bool isWide = width() >= Theme::instance().px(wideEnough);
    m_body->setDirection(isWide ? QBoxLayout::LeftToRight : QBoxLayout::BottomToTop);
    m_score->setInputs(isWide ? ScoreView::Inputs::Shown : ScoreView::Inputs::Hidden);
    m_score->setMinimumWidth(isWide ? Theme::instance().px(scoreWidth) : 0);
    m_score->setMaximumWidth(isWide ? Theme::instance().px(scoreWidth) : QWIDGETSIZE_MAX);
    m_score->setSizePolicy(QSizePolicy::Preferred, isWide ? QSizePolicy::Preferred : QSizePolicy::Maximum);
}

void ChartingForm::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

// ---- whose round ----

QString ChartingForm::draftName(record::PatientId patient) const
{
    return QStringLiteral("%1/%2").arg(m_draftPrefix, patient.toString());
}

QString ChartingForm::patientName(record::PatientId patient) const
{
    const record::PatientRow* row = m_workspace.session.patients()->find(patient);
    return row != nullptr ? workbench::formatName(row->details) : QString();
}

void ChartingForm::setPatient(record::PatientId patient)
{
    if (patient == m_patient)
        return;
    saveDraft();
    m_setting = true;
    m_draft.reset();
    m_vitals.reset();
    m_patient = patient;
    m_fields->clear();
    m_fields->setPatient(VitalRecord(), PatientFactors(), QDateTime::currentDateTime());
    m_setting = false;
    m_saveWanted = false;
    m_filled.clear();
    m_failure->clear();
    say({}, Tone::Plain);
    ask(Asking::Nothing);
    m_score->setScore(std::nullopt);
    showWhere();
    allowTyping();
    if (patient.isNull())
        return;
    m_draft = std::make_unique<workbench::Draft>(m_workspace.session, draftName(patient));
    m_draft->restore([this](const QByteArray& state) { takeDraft(state); });
}

void ChartingForm::setVitals(const ChartVitalsPtr& vitals)
{
    m_vitals = vitals && vitals->chart->patient() == m_patient ? vitals : nullptr;
    if (m_vitals)
        m_fields->setPatient(m_vitals->record, m_vitals->factors, QDateTime::currentDateTime());
    showWhere();
    updateScore();
    if (m_vitals && m_vitals != m_outdated && std::exchange(m_saveWanted, false))
        save();
}

void ChartingForm::takeDraft(const QByteArray& state)
{
    if (state.isEmpty() || !m_fields->isEmpty())
        return;
    m_setting = true;
    m_restoredFrom = m_fields->restore(state);
    m_setting = false;
    if (m_restoredFrom.isValid())
        ask(Asking::Restored);
    updateScore();
}

void ChartingForm::showWhere()
{
    m_name->setFullText(patientName(m_patient));
    m_where->clear();
    if (!m_vitals)
        return;
    const auto encounter = record::currentEncounter(
        *m_vitals->chart, base::Moment::fromDateTime(QDateTime::currentDateTime()));
    const auto* const visit = encounter != nullptr ? encounter->as<record::Encounter>() : nullptr;
    if (visit == nullptr)
        m_where->setText(tr("Saving opens an outpatient visit"));
    else if (visit->location.isEmpty())
        m_where->setText(tr("Visit since %1").arg(workbench::formatMoment(encounter->event().occurred)));
    else
        m_where->setText(tr("%1 · since %2", "ward and bed, date")
                             .arg(visit->location, workbench::formatMoment(encounter->event().occurred)));
}

bool ChartingForm::mayChart() const
{
    return m_workspace.session.mayI(record::Observation{});
}

void ChartingForm::allowTyping()
{
    const bool may = !m_patient.isNull() && mayChart() && !m_saving;
    m_fields->setEnabled(may);
    m_save->setEnabled(may);
    if (!mayChart())
        say(tr("Your role may read vitals but not chart them."), Tone::Caution);
}

void ChartingForm::fill(const std::map<Sign, OfferedValue>& values)
{
    for (const auto& [sign, value] : values) {
        m_fields->fill(sign, value.canonical);
        m_filled.insert_or_assign(sign, value);
    }
    say(tr("Taken from a device. Check it before saving."), Tone::Caution);
}

} // namespace twinward::vitals
