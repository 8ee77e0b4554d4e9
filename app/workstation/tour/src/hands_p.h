#pragma once

// A person's hands and eyes at the window: presses keys, types, clicks, waits until something is seen, takes
// a picture. What does not come to pass within its time is a StepFailed, which stays inside this library.

#include <functional>
#include <QKeySequence>
#include <QPointer>
#include <QWidget>
#include <stdexcept>

namespace twinward::tour {

struct StepFailed : std::runtime_error
{
    explicit StepFailed(const QString& why)
        : std::runtime_error(why.toStdString())
    { }
};

class Hands
{
public:
    Hands(QWidget& window, QString picturesFolder);

    void press(const QKeySequence& keys); // as the keyboard would, wherever the focus is
    void type(const QString& text); // into what has the focus
    void click(QWidget* widget);
    void fill(QWidget* field, const QString& text); // clicks it, empties it, types

    // What is seen under that name in the window or a dialog of it; waits until it is there.
    template <class Widget> Widget* find(const QString& name)
    {
        QPointer<Widget> found;
        waitUntil([&] { return (found = qobject_cast<Widget*>(seen(name))) != nullptr; },
            QStringLiteral("nothing called %1 is on the screen").arg(name));
        return found;
    }
    // By default half a minute: a walk on a slow machine is still a walk.
    void waitUntil(
        const std::function<bool()>& condition, const QString& otherwise, int milliseconds = 30'000);
    void settle(); // until everything that was asked for is drawn

    void picture(const QString& name); // "01-unlock.png"
    [[nodiscard]] int pictures() const { return m_pictures; }

private:
    [[nodiscard]] QWidget* seen(const QString& name) const;
    QWidget* focus();

    QWidget& m_window;
    QString m_folder;
    int m_pictures = 0;
};

} // namespace twinward::tour
