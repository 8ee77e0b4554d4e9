#pragma once

// The desktop's wish for light or dark, now and whenever it changes, told to Theme. By the XDG desktop
// portal's setting org.freedesktop.appearance color-scheme; without a portal Theme's own guess stands.

#include <QDBusVariant>
#include <QObject>

namespace twinward::workstation {

class DesktopColours : public QObject
{
    Q_OBJECT

public:
    explicit DesktopColours(QObject* parent = nullptr); // asks without waiting

private slots:
    void settingChanged(const QString& group, const QString& key, const QDBusVariant& value);
};

} // namespace twinward::workstation
