#include "waiting_list_p.h"

#include "match_dialog_p.h"
#include "message_words_p.h"
#include "workbench/format.h"
#include "workbench/tables.h"
#include "workbench/theme.h"
#include "workbench/when_done.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>
#include <QTableView>

namespace twinward::interop {

using workbench::Theme;
using workbench::Tone;

namespace {
enum Column { Since, Person, Says, Why, ColumnCount };
} // namespace

WaitingList::WaitingList(workbench::Session& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_model(ColumnCount, Why)
    , m_match(new QAction(this))
    , m_title(new QLabel)
    , m_none(new QLabel)
    , m_button(new QPushButton)
    , m_table(workbench::makeTable(&m_model))
    , m_failure(new workbench::FailureBar)
{
    m_table->setObjectName(QStringLiteral("waiting"));
    m_button->setObjectName(QStringLiteral("matchButton"));
    m_title->setObjectName(QStringLiteral("waitingTitle"));
    m_title->setProperty("rank", QStringLiteral("heading"));
    workbench::setTone(m_none, Tone::Secondary);
    m_none->setWordWrap(true);
    auto* head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_button);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::instance().px(4));
    layout->addLayout(head);
    layout->addWidget(m_failure);
    layout->addWidget(m_none);
    layout->addWidget(m_table, 1);
    connect(m_button, &QPushButton::clicked, m_match, &QAction::trigger);
    connect(m_table, &QTableView::activated, m_match, &QAction::trigger);
    connect(m_match, &QAction::triggered, this, &WaitingList::match);
    connect(&session, &workbench::Session::committed, this, [this](const QList<record::PatientId>& patients) {
        if (patients.contains(waitingRoom()))
            load();
    });
    show({});
    load();
}

void WaitingList::load()
{
    m_stale = m_loading;
    if (m_loading)
        return;
    m_loading = true;
    workbench::whenDone(m_session.run([](ledger::Vault& vault) { return waitingMessages(vault); }), this,
        [this](const base::Result<std::vector<WaitingMessage>>& waiting) {
            if (waiting) {
                m_failure->clear();
                show(*waiting);
            } else {
                m_failure->show(waiting.error(), tr("What waits is kept."));
            }
            m_loading = false;
            if (m_stale)
                load();
            emit loaded();
        });
}

void WaitingList::show(std::vector<WaitingMessage> waiting)
{
    m_waiting = std::move(waiting);
    std::vector<workbench::RowsModel::Row> rows;
    for (const WaitingMessage& message : m_waiting) {
        QStringList says;
        for (const record::Body& body : message.says)
            says << MessageWords::entry(body);
        rows.push_back({{workbench::formatDateTime(message.since), MessageWords::person(message.details),
                            says.join(QStringLiteral(" · ")), message.why},
            Tone::Caution});
    }
    m_model.set(std::move(rows));
    m_table->setVisible(!m_waiting.empty());
    m_none->setVisible(m_waiting.empty());
    m_match->setEnabled(!m_waiting.empty());
    m_button->setEnabled(!m_waiting.empty());
    if (!m_waiting.empty()) {
        m_table->setCurrentIndex(m_model.index(0, 0));
        workbench::fitColumns(m_table, Says);
    }
    retranslate();
}

void WaitingList::match()
{
    const int row = std::max(0, m_table->currentIndex().row());
    if (row < static_cast<int>(m_waiting.size()))
        MatchDialog::match(m_session, m_waiting[static_cast<size_t>(row)], this);
}

void WaitingList::retranslate()
{
    workbench::setTone(m_title, m_waiting.empty() ? Tone::Plain : Tone::Caution);
    m_title->setText(m_waiting.empty()
            ? tr("Waiting for a person")
            : tr("%n message(s) waiting for a person", nullptr, static_cast<int>(m_waiting.size())));
    m_none->setText(tr("No message waits. One whose patient is not surely known here is kept for you to say "
                       "whose it is; it is never filed by a guess."));
    m_match->setText(tr("Say whose the message is…"));
    m_button->setText(tr("Whose is it…"));
    m_table->setAccessibleName(tr("Messages waiting for a person"));
    m_model.setHeadings({tr("Since"), tr("Patient as sent"), tr("What it says"), tr("Why it waits")});
}

void WaitingList::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        show(m_waiting);
}

} // namespace twinward::interop
