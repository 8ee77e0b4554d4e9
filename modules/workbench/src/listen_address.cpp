#include "workbench/listen_address.h"

#include <QEvent>
#include <QNetworkInterface>

namespace twinward::workbench {

namespace {

const QString thisComputer = QStringLiteral("127.0.0.1");
const QString everywhere = QStringLiteral("0.0.0.0");

} // namespace

ListenAddress::ListenAddress(QWidget* parent)
    : QComboBox(parent)
{
    setAddress(thisComputer);
}

void ListenAddress::setAddress(const QString& address)
{
    QStringList addresses{thisComputer};
    for (const QHostAddress& own : QNetworkInterface::allAddresses()) {
        if (!own.isLoopback() && own.protocol() == QAbstractSocket::IPv4Protocol)
            addresses << own.toString();
    }
    addresses << everywhere;
    if (!addresses.contains(address))
        addresses << address;
    clear();
    for (const QString& one : addresses)
        addItem(QString(), one);
    setCurrentIndex(findData(address));
    retranslate();
}

QString ListenAddress::address() const
{
    return currentData().toString();
}

void ListenAddress::retranslate()
{
    setAccessibleName(tr("Who may send"));
    for (int i = 0; i < count(); ++i) {
        const QString one = itemData(i).toString();
        setItemText(i,
            one == thisComputer     ? tr("From this computer only (%1)").arg(one)
                : one == everywhere ? tr("From every network of this computer (%1)").arg(one)
                                    : tr("From the network of %1").arg(one));
    }
}

void ListenAddress::changeEvent(QEvent* event)
{
    QComboBox::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace twinward::workbench
