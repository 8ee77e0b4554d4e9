// How the sharing panel is laid out and worded.

#include "sharing_panel_p.h"

#include "workbench/flow_layout.h"
#include "workbench/theme.h"

#include <QAction>
#include <QEvent>
#include <QHeaderView>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

namespace twinward::ledger {

using workbench::Theme;

void SharingPanel::layOut()
{
    m_refer->setObjectName(QStringLiteral("refer"));
    m_record->setObjectName(QStringLiteral("recordConsent"));
    m_narrow->setObjectName(QStringLiteral("narrowConsent"));
    m_withdraw->setObjectName(QStringLiteral("withdrawConsent"));
    m_send->setObjectName(QStringLiteral("sendNow"));
    m_print->setObjectName(QStringLiteral("printConsent"));
    m_emergency->setObjectName(QStringLiteral("openSealed"));
    m_meet->setObjectName(QStringLiteral("meetClinic"));
    m_leftOut->setObjectName(QStringLiteral("leftOut"));
    m_table->setObjectName(QStringLiteral("consents"));
    m_alerts->setObjectName(QStringLiteral("emergencyAlerts"));
    m_arrivals->setObjectName(QStringLiteral("arrivals"));
    m_agreement->setObjectName(QStringLiteral("agreement"));
    m_table->setModel(m_rows);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    for (QLabel* label : {m_alerts, m_agreement, m_leftOut, m_said, m_note, m_arrivals}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->hide();
    }
    m_note->show();
    m_alerts->setProperty("house", QStringLiteral("bar"));
    m_alerts->setContentsMargins(8, 8, 8, 8);
    m_alerts->setFrameShape(QFrame::StyledPanel);
    for (QLabel* heading : {m_heading, m_arrivalsHeading})
        heading->setProperty("rank", QStringLiteral("heading"));
    workbench::setTone(m_alerts, workbench::Tone::Danger);
    workbench::setTone(m_note, workbench::Tone::Secondary);
    workbench::setTone(m_said, workbench::Tone::Good);
    workbench::setTone(m_leftOut, workbench::Tone::Caution);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(8);
    layout->addWidget(m_failure);
    layout->addWidget(m_alerts);
    layout->addWidget(m_heading);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_empty, 1);
    layout->addWidget(m_agreement);
    layout->addWidget(m_leftOut);
    layout->addWidget(m_said);
    addButtons(*layout);
    layout->addWidget(m_note);
    layout->addWidget(m_arrivalsHeading);
    layout->addWidget(m_arrivals);
    const auto fitRows
        = [this] { m_table->verticalHeader()->setDefaultSectionSize(Theme::instance().rowHeight()); };
    connect(&Theme::instance(), &Theme::changed, m_table, fitRows);
    fitRows();
}

void SharingPanel::addButtons(QVBoxLayout& into)
{
    auto* row = new workbench::FlowLayout(8);
    for (QAction* action : commands()) {
        auto* button = new QPushButton;
        connect(button, &QPushButton::clicked, action, &QAction::trigger);
        connect(action, &QAction::changed, button, [button, action] {
            button->setText(action->text());
            button->setEnabled(action->isEnabled());
        });
        if (action == m_refer)
            workbench::setKind(button, workbench::ButtonKind::Primary);
        if (action == m_emergency)
            workbench::setKind(button, workbench::ButtonKind::Danger);
        row->addWidget(button);
    }
    into.addLayout(row);
}

void SharingPanel::retranslate()
{
    m_refer->setText(tr("Refer to another clinic…"));
    m_record->setText(tr("Record a consent…"));
    m_narrow->setText(tr("Share less…"));
    m_withdraw->setText(tr("Withdraw…"));
    m_send->setText(tr("Send what is new"));
    m_print->setText(tr("Print the agreement…"));
    m_emergency->setText(tr("Open in an emergency…"));
    m_heading->setText(tr("Who elsewhere may see this patient's record"));
    m_arrivalsHeading->setText(tr("What came from elsewhere"));
    m_meet->setText(tr("Other clinics…"));
    m_note->setText(tr(
        "Letters go by themselves over the network or the relay where this computer is connected, and on a "
        "stick otherwise. Left with a relay or a stick is not arrived: that is when their signed receipt "
        "is here. What another clinic has opened stays readable there, after a consent ends too."));
    m_rows->setHeadings({tr("Clinic"), tr("State"), tr("Last day"), tr("Letters"), tr("May see")});
    m_table->setAccessibleName(tr("Consents of this patient"));
    m_alerts->setAccessibleName(tr("Opened in an emergency"));
    m_arrivals->setAccessibleName(tr("What came from elsewhere"));
    show(SharingView(m_view));
}

void SharingPanel::changeEvent(QEvent* event)
{
    Panel::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace twinward::ledger
