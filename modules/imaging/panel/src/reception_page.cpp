#include "reception_page_p.h"

#include "node_form_p.h"
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

namespace twinward::imaging {

using workbench::Theme;
using workbench::Tone;

namespace {

enum Column { At, Outcome, From, Columns };
constexpr int titleLength = 16; // characters of an AE title, PS3.5 6.2

} // namespace

ReceptionPage::ReceptionPage(workbench::Session& session, QWidget* parent)
    : QWidget(parent)
    , m_reception(Reception::of(session))
    , m_deliveries(Columns, Outcome)
    , m_switch(new QAction(this))
    , m_address(new workbench::ListenAddress)
    , m_portLabel(new QLabel)
    , m_port(new QSpinBox)
    , m_titleLabel(new QLabel)
    , m_title(new QLineEdit)
    , m_tls(new TlsForm)
    , m_button(new QPushButton)
    , m_state(new QLabel)
    , m_warning(new QLabel)
    , m_failure(new workbench::FailureBar)
    , m_nothingYet(new QLabel)
    , m_table(workbench::makeTable(&m_deliveries))
{
    layOut();
    connect(m_button, &QPushButton::clicked, m_switch, &QAction::trigger);
    connect(m_switch, &QAction::triggered, this, &ReceptionPage::startOrStop);
    connect(m_address, &QComboBox::activated, this, &ReceptionPage::showState);
    connect(m_tls, &TlsForm::changed, this, &ReceptionPage::showState);
    connect(&m_reception, &Reception::changed, this, [this] {
        const StorageSettings& settings = m_reception.settings();
        m_address->setAddress(settings.address.toString());
        m_port->setValue(m_reception.isOn() ? m_reception.port() : settings.port);
        m_title->setText(settings.aeTitle);
        m_tls->setFiles(settings.tls);
        showState();
    });
    connect(&m_reception, &Reception::delivered, this, &ReceptionPage::showDeliveries);
    connect(&m_reception, &Reception::failed, this,
        [this](const base::Error& error) { m_failure->show(error, tr("Scanners can't send here.")); });
    const StorageSettings& settings = m_reception.settings();
    m_port->setValue(settings.port);
    m_title->setText(settings.aeTitle);
    retranslate();
}

void ReceptionPage::layOut()
{
    const Theme& theme = Theme::instance();
    m_address->setObjectName(QStringLiteral("receptionAddress"));
    m_port->setObjectName(QStringLiteral("receptionPort"));
    m_title->setObjectName(QStringLiteral("receptionTitle"));
    m_button->setObjectName(QStringLiteral("receptionButton"));
    m_state->setObjectName(QStringLiteral("receptionState"));
    m_table->setObjectName(QStringLiteral("deliveries"));
    m_port->setRange(0, 65535);
    m_title->setMaxLength(titleLength);
    for (QLabel* text : {m_state, m_warning, m_nothingYet})
        text->setWordWrap(true);
    workbench::setTone(m_warning, Tone::Caution);
    workbench::setTone(m_nothingYet, Tone::Secondary);
    workbench::setKind(m_button, workbench::ButtonKind::Primary);
    auto* where = new QHBoxLayout;
    where->addWidget(m_address, 1);
    where->addWidget(m_portLabel);
    where->addWidget(m_port);
    where->addWidget(m_titleLabel);
    where->addWidget(m_title);
    where->addWidget(m_button);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, theme.px(8), 0, 0);
    layout->setSpacing(theme.px(8));
    layout->addLayout(where);
    layout->addWidget(m_tls);
    layout->addWidget(m_state);
    layout->addWidget(m_warning);
    layout->addWidget(m_failure);
    layout->addWidget(m_nothingYet);
    layout->addWidget(m_table, 1);
    layout->addStretch();
}

void ReceptionPage::startOrStop()
{
    m_failure->clear();
    if (m_reception.isOn())
        return m_reception.stop();
    StorageSettings settings = m_reception.settings();
    settings.address = QHostAddress(m_address->address());
    settings.port = static_cast<quint16>(m_port->value());
    settings.aeTitle = m_title->text().trimmed();
    settings.tls = m_tls->files();
    m_button->setEnabled(false);
    m_reception.start(settings);
}

void ReceptionPage::showState()
{
    const bool on = m_reception.isOn();
    const StorageSettings& settings = m_reception.settings();
    const QHostAddress address(on ? settings.address : QHostAddress(m_address->address()));
    m_switch->setText(on ? tr("Stop taking images from scanners") : tr("Take images from scanners"));
    m_button->setText(on ? tr("Stop") : tr("Take images"));
    m_button->setEnabled(true);
    for (QWidget* field : std::initializer_list<QWidget*>{m_address, m_port, m_title, m_tls})
        field->setEnabled(!on);
    workbench::setTone(m_state, on ? Tone::Good : Tone::Secondary);
    m_state->setText(on
            ? tr("Taking images on %1, port %2, as %3, until you stop it or lock the record.",
                "address, port, name")
                  .arg(settings.address.toString(), QString::number(m_reception.port()), settings.aeTitle)
            : tr("Off. Scanners and archives can't send anything here."));
    const bool open = !address.isLoopback() && !m_tls->files();
    m_warning->setVisible(open);
    m_warning->setText(
        tr("Without a secure line anybody on that network can send images to this port and can read what is "
           "sent. Use it only in a network of your own devices."));
}

void ReceptionPage::showDeliveries()
{
    std::vector<workbench::RowsModel::Row> rows;
    for (const Reception::Delivery& delivery : m_reception.deliveries()) {
        const QString count = tr("%n object(s) came", nullptr, static_cast<int>(delivery.objects));
        rows.push_back(
            {{workbench::formatDateTime(delivery.at),
                 delivery.problem.isEmpty() ? count : tr("%1, then: %2").arg(count, delivery.problem),
                 tr("%1 at %2", "name, address").arg(delivery.sender.aeTitle, delivery.sender.address)},
                delivery.problem.isEmpty() ? Tone::Good : Tone::Caution});
    }
    const bool any = !rows.empty();
    m_deliveries.set(std::move(rows));
    m_table->setVisible(any);
    m_nothingYet->setVisible(!any);
    workbench::fitColumns(m_table, Outcome);
}

void ReceptionPage::retranslate()
{
    m_portLabel->setText(tr("Port"));
    m_port->setAccessibleName(tr("Port"));
    m_port->setSpecialValueText(tr("any"));
    m_titleLabel->setText(tr("Our name (AE title)"));
    m_title->setAccessibleName(tr("Our name (AE title)"));
    m_nothingYet->setText(tr("Nothing has been sent since the record was unlocked."));
    m_deliveries.setHeadings({tr("Time"), tr("What came"), tr("From")});
    m_table->setAccessibleName(tr("What scanners sent"));
    showState();
    showDeliveries();
}

void ReceptionPage::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace twinward::imaging
