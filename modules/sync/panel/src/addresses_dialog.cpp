#include "addresses_dialog_p.h"

#include "workbench/theme.h"

#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace twinward::sync {

AddressesDialog::AddressesDialog(OtherComputers& computers, Book book, QWidget* parent)
    : QDialog(parent)
    , m_book(std::move(book))
    , m_list(new QListWidget)
    , m_line(new QLineEdit)
    , m_add(new QPushButton(tr("Add")))
    , m_remove(new QPushButton(tr("Take it off the list")))
    , m_failure(new workbench::FailureBar)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("addressesDialog"));
    setWindowTitle(tr("Addresses"));
    const auto& theme = workbench::Theme::instance();
    setMinimumWidth(theme.px(480));
    auto* intro = new QLabel(m_book.intro);
    intro->setTextFormat(Qt::PlainText);
    intro->setWordWrap(true);
    workbench::setTone(intro, workbench::Tone::Secondary);
    m_line->setObjectName(QStringLiteral("addressLine"));
    m_line->setMaxLength(260);
    m_line->setAccessibleName(tr("Address"));
    m_list->setObjectName(QStringLiteral("addressList"));
    m_list->setAccessibleName(tr("Addresses"));
    m_add->setObjectName(QStringLiteral("addAddress"));
    m_remove->setObjectName(QStringLiteral("removeAddress"));
    auto* close = new QPushButton(tr("Close"));
    for (QPushButton* button : {m_remove, close})
        button->setAutoDefault(false);
    m_add->setDefault(true);
    auto* row = new QHBoxLayout;
    row->addWidget(m_line, 1);
    row->addWidget(m_add);
    auto* end = new QHBoxLayout;
    end->addWidget(m_remove);
    end->addStretch();
    end->addWidget(close);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(theme.px(12));
    layout->addWidget(intro);
    layout->addWidget(m_failure);
    layout->addLayout(row);
    layout->addWidget(m_list);
    layout->addLayout(end);
    connect(m_add, &QPushButton::clicked, this, &AddressesDialog::add);
    connect(m_remove, &QPushButton::clicked, this, [this] {
        if (m_list->currentItem() != nullptr)
            m_book.remove(m_list->currentItem()->text());
    });
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_list, &QListWidget::currentRowChanged, this, [this](int at) { m_remove->setEnabled(at >= 0); });
    connect(&computers, &OtherComputers::changed, this, &AddressesDialog::showAddresses);
    showAddresses();
    m_line->setFocus();
}

AddressesDialog::Book AddressesDialog::ownComputers(OtherComputers& computers)
{
    return {tr("Computers on the same network are found by themselves. For one in another building, type the "
               "address that its own list of computers shows, such as 192.168.1.20 or ward-pc.local."),
        [&computers] { return computers.status().addresses; },
        [&computers](const QString& address) { return computers.addAddress(address); },
        [&computers](const QString& address) { computers.removeAddress(address); }};
}

void AddressesDialog::add()
{
    m_failure->clear();
    const QString address = m_line->text().trimmed();
    if (address.isEmpty())
        return;
    if (auto added = m_book.add(address); !added) {
        m_failure->show(added.error());
        return;
    }
    m_line->clear();
}

void AddressesDialog::showAddresses()
{
    QStringList shown;
    for (int i = 0; i < m_list->count(); ++i)
        shown << m_list->item(i)->text();
    if (const QStringList now = m_book.addresses(); shown != now) {
        m_list->clear();
        m_list->addItems(now);
    }
    m_remove->setEnabled(m_list->currentRow() >= 0);
}

} // namespace twinward::sync
