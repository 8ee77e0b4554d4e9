#include "listening_panel_p.h"

#include "waiting_list_p.h"
#include "workbench/format.h"
#include "workbench/listen_address.h"
#include "workbench/tables.h"
#include "workbench/theme.h"

#include <QAction>
#include <QEvent>
#include <QHostAddress>
#include <QLocale>
#include <QPushButton>
#include <QSpinBox>
#include <QTableView>
#include <QVBoxLayout>

namespace twinward::interop {

using workbench::Theme;
using workbench::Tone;

namespace {

enum HandledColumn { At, Message, Outcome, From, HandledColumns };
enum ConnectionColumn { Peer, Since, Count, Last, ConnectionColumns };
constexpr int connectionsHeight = 96;

QString clockOf(const QDateTime& time)
{
    return time.isValid() ? QLocale().toString(time.time(), QStringLiteral("HH:mm:ss")) : QStringLiteral("–");
}

} // namespace

ListeningPanel::ListeningPanel(workbench::Workspace& workspace, QWidget* parent)
    : Panel(parent)
    , m_session(workspace.session)
    , m_listener(Listener::of(workspace.session))
    , m_handled(HandledColumns, Outcome)
    , m_connections(ConnectionColumns, -1)
    , m_switch(new QAction(this))
    , m_title(new QLabel)
    , m_address(new workbench::ListenAddress)
    , m_portLabel(new QLabel)
    , m_port(new QSpinBox)
    , m_button(new QPushButton)
    , m_state(new QLabel)
    , m_warning(new QLabel)
    , m_failure(new workbench::FailureBar)
    , m_waiting(new WaitingList(m_session))
    , m_handledTitle(new QLabel)
    , m_nothingYet(new QLabel)
    , m_handledTable(workbench::makeTable(&m_handled))
    , m_connectionsTitle(new QLabel)
    , m_connectionsTable(workbench::makeTable(&m_connections))
{
    layOut();
    showSettings();
    connectAll();
    retranslate();
}

void ListeningPanel::layOut()
{
    const Theme& theme = Theme::instance();
    m_address->setObjectName(QStringLiteral("listenAddress"));
    m_port->setObjectName(QStringLiteral("listenPort"));
    m_button->setObjectName(QStringLiteral("listenButton"));
    m_state->setObjectName(QStringLiteral("listenState"));
    m_warning->setObjectName(QStringLiteral("listenWarning"));
    m_handledTable->setObjectName(QStringLiteral("handled"));
    m_connectionsTable->setObjectName(QStringLiteral("connections"));
    for (QLabel* title : {m_title, m_handledTitle, m_connectionsTitle})
        title->setProperty("rank", QStringLiteral("heading"));
    workbench::setTone(m_warning, Tone::Caution);
    workbench::setTone(m_nothingYet, Tone::Secondary);
    for (QLabel* text : {m_warning, m_nothingYet, m_state})
        text->setWordWrap(true);
    m_port->setRange(0, 65535); // 0: any that is free
    m_port->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_connectionsTable->setMaximumHeight(theme.px(connectionsHeight));
    auto* where = new QHBoxLayout;
    where->addWidget(m_address, 1);
    where->addWidget(m_portLabel);
    where->addWidget(m_port);
    where->addWidget(m_button);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme.px(8), theme.px(8), theme.px(8), theme.px(8));
    layout->setSpacing(theme.px(8));
    layout->addWidget(m_title);
    layout->addLayout(where);
    layout->addWidget(m_state);
    layout->addWidget(m_warning);
    layout->addWidget(m_failure);
    layout->addSpacing(theme.px(4));
    layout->addWidget(m_waiting, 2);
    layout->addSpacing(theme.px(4));
    layout->addWidget(m_handledTitle);
    layout->addWidget(m_nothingYet);
    layout->addWidget(m_handledTable, 3);
    layout->addWidget(m_connectionsTitle);
    layout->addWidget(m_connectionsTable);
    layout->addStretch();
}

void ListeningPanel::connectAll()
{
    connect(m_button, &QPushButton::clicked, m_switch, &QAction::trigger);
    connect(m_switch, &QAction::triggered, this, &ListeningPanel::listenOrStop);
    connect(m_address, &QComboBox::activated, this, &ListeningPanel::showState);
    connect(&m_listener, &Listener::changed, this, [this] {
        showSettings();
        showState();
        showConnections();
    });
    connect(&m_listener, &Listener::connectionsChanged, this, &ListeningPanel::showConnections);
    connect(&m_listener, &Listener::handledOne, this, &ListeningPanel::showHandled);
    connect(&m_listener, &Listener::failed, this,
        [this](const base::Error& error) { m_failure->show(error, tr("Nothing is listened to.")); });
    connect(&Theme::instance(), &Theme::changed, this, &ListeningPanel::retranslate);
}

QList<QAction*> ListeningPanel::commands() const
{
    return {m_switch, m_waiting->matchAction()};
}

void ListeningPanel::focusFirst()
{
    m_button->setFocus();
}

void ListeningPanel::showSettings()
{
    m_address->setAddress(m_listener.settings().address);
    m_port->setValue(m_listener.isListening() ? m_listener.port() : m_listener.settings().port);
}

void ListeningPanel::listenOrStop()
{
    m_failure->clear();
    if (m_listener.isListening())
        m_listener.stop();
    else
        m_listener.start(m_address->address(), static_cast<quint16>(m_port->value()));
}

void ListeningPanel::showState()
{
    const bool on = m_listener.isListening();
    const QString address = on ? m_listener.settings().address : m_address->address();
    m_switch->setText(
        on ? tr("Stop listening to monitors and laboratories") : tr("Listen to monitors and laboratories"));
    m_button->setText(on ? tr("Stop listening") : tr("Listen"));
    workbench::setKind(m_button, workbench::ButtonKind::Primary);
    m_address->setEnabled(!on);
    m_port->setEnabled(!on);
    workbench::setTone(m_state, on ? Tone::Good : Tone::Secondary);
    m_state->setText(on
            ? tr("Listening on %1, port %2, until you stop it or lock the record.", "address, port")
                  .arg(address, QString::number(m_listener.port()))
            : tr("Off. Monitors and laboratories can't send anything here."));
    m_warning->setVisible(!QHostAddress(address).isLoopback());
    m_warning->setText(
        tr("Anybody on that network can send messages to this port, and can read what is sent: HL7 v2 has "
           "neither passwords nor encryption. Use it only in a network of your own devices, behind a "
           "firewall."));
}

workbench::RowsModel::Row ListeningPanel::rowOf(const Listener::Handled& handled) const
{
    using Fate = Listener::Handled::Fate;
    QString outcome;
    Tone tone = Tone::Danger;
    switch (handled.fate) {
    case Fate::Filed:
        outcome = tr("Filed");
        tone = Tone::Good;
        for (const record::PatientId patient : handled.patients) {
            if (const record::PatientRow* row = m_session.patients()->find(patient))
                outcome = tr("Filed: %1").arg(workbench::formatName(row->details));
        }
        break;
    case Fate::Waiting:
        outcome = tr("Waits for a person: %1").arg(handled.why);
        tone = Tone::Caution;
        break;
    case Fate::Refused:
        outcome = tr("Refused: %1").arg(handled.why);
        break;
    }
    const QString message = handled.type.isEmpty()
        ? QStringLiteral("–")
        : tr("%1, number %2", "type of message, its number").arg(handled.type, handled.controlId);
    return {{clockOf(handled.at), message, outcome, handled.peer}, tone};
}

void ListeningPanel::showHandled()
{
    std::vector<workbench::RowsModel::Row> rows;
    for (const Listener::Handled& handled : m_listener.handled())
        rows.push_back(rowOf(handled));
    const bool any = !rows.empty();
    m_handled.set(std::move(rows));
    m_handledTable->setVisible(any);
    m_nothingYet->setVisible(!any);
    workbench::fitColumns(m_handledTable, Outcome);
}

void ListeningPanel::showConnections()
{
    std::vector<workbench::RowsModel::Row> rows;
    const QLocale locale;
    for (const MllpServer::Connection& one : m_listener.connections())
        rows.push_back(
            {{one.peer, clockOf(one.since), locale.toString(one.messages), clockOf(one.lastMessage)}});
    m_connectionsTitle->setText(rows.empty()
            ? tr("Nobody is connected")
            : tr("%n connected now", nullptr, static_cast<int>(rows.size())));
    m_connectionsTable->setVisible(!rows.empty());
    m_connections.set(std::move(rows));
    workbench::fitColumns(m_connectionsTable, Peer);
}

void ListeningPanel::retranslate()
{
    setAccessibleName(tr("Monitors and laboratories"));
    m_title->setText(tr("Listen to monitors and laboratories (HL7 v2)"));
    m_portLabel->setText(tr("Port"));
    m_port->setAccessibleName(tr("Port"));
    m_port->setSpecialValueText(tr("any"));
    m_handledTitle->setText(tr("Last messages"));
    m_nothingYet->setText(tr("No message has come since the record was unlocked."));
    m_handled.setHeadings({tr("Time"), tr("Message"), tr("What became of it"), tr("From")});
    m_handledTable->setAccessibleName(tr("Last messages"));
    m_connections.setHeadings({tr("From"), tr("Since"), tr("Messages"), tr("Last message")});
    m_connectionsTable->setAccessibleName(tr("Connections"));
    showState();
    showHandled();
    showConnections();
}

void ListeningPanel::changeEvent(QEvent* event)
{
    Panel::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace twinward::interop
