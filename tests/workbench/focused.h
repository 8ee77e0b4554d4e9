#pragma once

// Who has the keyboard. A window manager may give it a moment after it was asked to.

#include <QApplication>
#include <QTest>

namespace twinward::keyboard {

inline QWidget* focused()
{
    if (!QTest::qWaitFor([] { return QApplication::focusWidget() != nullptr; }, 10'000))
        qFatal("nothing has the keyboard");
    return QApplication::focusWidget();
}

} // namespace twinward::keyboard
