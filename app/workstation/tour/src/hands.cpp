#include "hands_p.h"

#include <QApplication>
#include <QDir>
#include <QInputMethodEvent>
#include <QPainter>
#include <QScreen>
#include <QTest>

namespace twinward::tour {

Hands::Hands(QWidget& window, QString picturesFolder)
    : m_window(window)
    , m_folder(std::move(picturesFolder))
{ }

QWidget* Hands::focus()
{
    QWidget* focus = nullptr;
    waitUntil([&] { return (focus = QApplication::focusWidget()) != nullptr; },
        QStringLiteral("nothing has the keyboard"));
    return focus;
}

void Hands::press(const QKeySequence& keys)
{
    for (int i = 0; i < keys.count(); ++i) {
        // Through the window, as the keyboard comes: so that shortcuts are tried first.
        focus();
        QWindow* window = QApplication::focusWindow();
        QTest::keyClick(window != nullptr ? window : m_window.windowHandle(),
            keys[static_cast<uint>(i)].key(), keys[static_cast<uint>(i)].keyboardModifiers());
    }
}

void Hands::type(const QString& text)
{
    for (const QChar letter : text) {
        if (letter.unicode() < 0x7F) {
            QTest::keyClicks(focus(), QString(letter));
            continue;
        }
        // What no single key gives comes from an input method, as on a Chinese keyboard.
        QInputMethodEvent composed;
        composed.setCommitString(QString(letter));
        QCoreApplication::sendEvent(focus(), &composed);
    }
}

void Hands::click(QWidget* widget)
{
    waitUntil([&] { return widget->isVisible() && widget->isEnabled(); },
        QStringLiteral("%1 can't be clicked").arg(widget->objectName()));
    QTest::mouseClick(widget, Qt::LeftButton);
}

void Hands::fill(QWidget* field, const QString& text)
{
    click(field);
    press(QKeySequence::SelectAll);
    press(Qt::Key_Delete);
    type(text);
}

QWidget* Hands::seen(const QString& name) const
{
    for (QWidget* top : QApplication::topLevelWidgets()) {
        if (!top->isVisible())
            continue;
        if (top->objectName() == name)
            return top;
        for (QWidget* each : top->findChildren<QWidget*>(name)) {
            if (each->isVisible() && !each->visibleRegion().isEmpty())
                return each;
        }
    }
    return nullptr;
}

void Hands::waitUntil(const std::function<bool()>& condition, const QString& otherwise, int milliseconds)
{
    if (!QTest::qWaitFor(condition, milliseconds))
        throw StepFailed(otherwise);
}

void Hands::settle()
{
    // Two rounds: what was posted may post again.
    for (int round = 0; round < 2; ++round) {
        QCoreApplication::sendPostedEvents();
        QTest::qWait(60);
    }
}

void Hands::picture(const QString& name)
{
    settle();
    ++m_pictures;
    if (m_folder.isEmpty())
        return;
    QPixmap shot = m_window.grab();
    // Dialogs and floating panels stand above the window.
    QPainter painter(&shot);
    for (QWidget* top : QApplication::topLevelWidgets()) {
        if (top != &m_window && top->isVisible() && top->isWindow())
            painter.drawPixmap(top->mapToGlobal(QPoint()) - m_window.mapToGlobal(QPoint()), top->grab());
    }
    painter.end();
    const QString path
        = QStringLiteral("%1/%2-%3.png").arg(m_folder).arg(m_pictures, 2, 10, QLatin1Char('0')).arg(name);
    if (!shot.save(path))
        throw StepFailed(QStringLiteral("%1 can't be written").arg(path));
}

} // namespace twinward::tour
