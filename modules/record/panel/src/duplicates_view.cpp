#include "duplicates_view_p.h"

#include "text_p.h"
#include "workbench/format.h"
#include "workbench/theme.h"
#include "workbench/when_done.h"
#include "workbench/widgets.h"

#include <QEvent>
#include <QPushButton>
#include <QtConcurrent/QtConcurrentRun>
#include <QVBoxLayout>

namespace twinward::record {

using workbench::Theme;

namespace {

constexpr int pauseMs
    = 200; // long enough to let a word be typed, short enough to answer before the next field
constexpr double certainScore = 0.95;

} // namespace

DuplicatesView::DuplicatesView(workbench::Session& session, QWidget* parent)
    : QScrollArea(parent)
    , m_session(session)
    , m_heading(new QLabel)
    , m_cards(new QVBoxLayout)
{
    setObjectName(QStringLiteral("duplicates"));
    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseMs);
    connect(&m_pause, &QTimer::timeout, this, &DuplicatesView::start);
    m_heading->setWordWrap(true);
    workbench::setTone(m_heading, workbench::Tone::Caution);
    m_cards->setSpacing(Theme::instance().px(8));
    auto* list = new QWidget;
    auto* layout = new QVBoxLayout(list);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::instance().px(8));
    layout->addWidget(m_heading);
    layout->addLayout(m_cards);
    layout->addStretch();
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWidget(list);
    list->setAutoFillBackground(false);
    viewport()->setAutoFillBackground(false);
    hide();
}

void DuplicatesView::look(const PatientDetails& details, PatientId except)
{
    m_details = details;
    m_except = except;
    m_pause.start();
}

void DuplicatesView::clear()
{
    ++m_generation;
    m_pause.stop();
    m_again = false;
    take({});
}

// One search at a time over the whole index; what was typed meanwhile is looked for right after it.
void DuplicatesView::start()
{
    m_again = m_looking;
    if (m_looking)
        return;
    if (m_details.displayName().isEmpty() && m_details.identifiers.empty())
        return take({});
    m_looking = true;
    workbench::whenDone(QtConcurrent::run([details = m_details, index = m_session.patients()] {
        return likelyDuplicates(details, *index);
    }),
        this, [this, generation = m_generation](const std::vector<DuplicateCandidate>& candidates) {
            m_looking = false;
            if (generation == m_generation)
                take(candidates);
            if (m_again)
                start();
        });
}

void DuplicatesView::take(std::vector<DuplicateCandidate> candidates)
{
    std::erase_if(
        candidates, [this](const DuplicateCandidate& candidate) { return candidate.patient == m_except; });
    m_candidates = std::move(candidates);
    redraw();
    emit looked();
}

std::optional<PatientId> DuplicatesView::almostCertain() const
{
    if (m_candidates.empty() || m_candidates.front().score < certainScore)
        return std::nullopt;
    return m_candidates.front().patient;
}

QString DuplicatesView::almostCertainName() const
{
    const auto patient = almostCertain();
    const PatientRow* row = patient ? m_session.patients()->find(*patient) : nullptr;
    return row == nullptr ? QString() : workbench::formatName(row->details);
}

QWidget* DuplicatesView::card(const DuplicateCandidate& candidate)
{
    const PatientRow* row = m_session.patients()->find(candidate.patient);
    if (row == nullptr)
        return nullptr;
    auto* frame = new QFrame(widget());
    frame->setProperty("house", QStringLiteral("bar"));
    const Theme& theme = Theme::instance();
    auto* name = new workbench::ElidedLabel(frame);
    name->setFont(theme.font(Theme::Type::Body, QFont::DemiBold));
    name->setFullText(workbench::formatName(row->details));
    QStringList facts{workbench::formatSex(row->details.sex), workbench::formatAge(row->details),
        text::born(row->details), text::mainIdentifier(row->details), row->details.phone};
    facts.removeAll(QString());
    auto* about = new QLabel(facts.join(QStringLiteral("  ·  ")), frame);
    about->setWordWrap(true);
    QStringList reasons;
    for (const QString& reason : candidate.reasons)
        reasons << text::duplicateReason(reason);
    auto* why
        = new QLabel(tr("Because: %1").arg(reasons.join(tr(", ", "between the items of a list"))), frame);
    why->setObjectName(QStringLiteral("duplicateReasons"));
    why->setWordWrap(true);
    workbench::setTone(why, workbench::Tone::Secondary);
    auto* open = new QPushButton(tr("Open this patient instead"), frame);
    open->setObjectName(QStringLiteral("openInstead"));
    open->setAccessibleName(tr("Open %1 instead", "patient's name").arg(workbench::formatName(row->details)));
    connect(open, &QPushButton::clicked, this, [this, patient = candidate.patient] { emit chosen(patient); });
    auto* layout = new QVBoxLayout(frame);
    layout->setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8));
    layout->setSpacing(theme.px(4));
    for (QWidget* line :
        {static_cast<QWidget*>(name), static_cast<QWidget*>(about), static_cast<QWidget*>(why)})
        layout->addWidget(line);
    layout->addWidget(open, 0, Qt::AlignLeft);
    return frame;
}

void DuplicatesView::redraw()
{
    while (QLayoutItem* item = m_cards->takeAt(0)) {
        item->widget()->deleteLater();
        item->widget()->hide();
        delete item;
    }
    m_heading->setText(tr("%n patient(s) already registered may be the same person:", nullptr,
        static_cast<int>(m_candidates.size())));
    for (const DuplicateCandidate& candidate : m_candidates) {
        if (QWidget* widget = card(candidate))
            m_cards->addWidget(widget);
    }
    setVisible(!m_candidates.empty());
}

void DuplicatesView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        redraw();
    QScrollArea::changeEvent(event);
}

} // namespace twinward::record
