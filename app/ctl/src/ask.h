#pragma once

// A question on the terminal while other work goes on: the answer is one line of standard input, empty at its
// end.

#include "command.h"

#include <functional>
#include <QObject>
#include <QSocketNotifier>
#include <QStringList>

namespace twinward::sync {
class PairingHost;
}

namespace twinward::ctl {

class Ask : public QObject
{
public:
    explicit Ask(QObject* parent = nullptr);
    using AnsweredFn = std::function<void(const QString&)>;
    // On standard error, so that what a script reads stays clean. One at a time: a second takes its place.
    void ask(const QString& question, AnsweredFn answered);
    void askYes(const QString& question, const std::function<void()>& yes, const std::function<void()>& no);
    // Shows the six words of a pairing, once, and asks whether the other screen has the same.
    void askSameWords(const QStringList& six, const Invocation& invocation, const QString& question,
        const std::function<void()>& same, const std::function<void()>& differ);

private:
    void read();
    void answer();

    QSocketNotifier m_input;
    QByteArray m_bytes;
    AnsweredFn m_answered;
    QString m_words; // that were shown
    bool m_isOver = false;
};

// The host's code, once for each; in a sentence that takes where it can be reached and the code. shown: the
// last one.
void showCode(
    const sync::PairingHost& host, const QString& sentence, QString& shown, const Invocation& invocation);

// The code of a pairing, which is worth a place in the clinic while it is open: from a file, never an
// argument, which every user of the computer could see.
[[nodiscard]] base::Result<QString> readCode(const std::string& path);

} // namespace twinward::ctl
