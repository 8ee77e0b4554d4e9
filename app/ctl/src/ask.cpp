#include "ask.h"

#include "sync_net/pairing.h"

#include <cstdio>
#include <iostream>
#include <QFile>
#include <unistd.h>

namespace twinward::ctl {

Ask::Ask(QObject* parent)
    : QObject(parent)
    , m_input(STDIN_FILENO, QSocketNotifier::Read)
{
    connect(&m_input, &QSocketNotifier::activated, this, &Ask::read);
}

void Ask::ask(const QString& question, AnsweredFn answered)
{
    std::cerr << utf8(question) << ' ' << std::flush;
    m_answered = std::move(answered);
    answer();
}

void Ask::askYes(const QString& question, const std::function<void()>& yes, const std::function<void()>& no)
{
    ask(question + QStringLiteral(" [yes/no]"), [yes, no](const QString& line) {
        const bool isYes = line.compare(QLatin1String("yes"), Qt::CaseInsensitive) == 0
            || line.compare(QLatin1String("y"), Qt::CaseInsensitive) == 0;
        (isYes ? yes : no)();
    });
}

void Ask::askSameWords(const QStringList& six, const Invocation& invocation, const QString& question,
    const std::function<void()>& same, const std::function<void()>& differ)
{
    const QString words = six.join(u' ');
    if (words.isEmpty() || std::exchange(m_words, words) == words)
        return;
    if (invocation.json)
        print(Json{{"words", utf8(words)}});
    else
        print(QStringLiteral("\n    %1\n").arg(words));
    std::fflush(stdout);
    askYes(question, same, differ);
}

void Ask::read()
{
    char bytes[512];
    const ssize_t size = ::read(STDIN_FILENO, bytes, sizeof bytes);
    if (size > 0) {
        m_bytes.append(bytes, size);
    } else {
        m_isOver = true;
        m_input.setEnabled(false);
    }
    answer();
}

void Ask::answer()
{
    const qsizetype end = m_bytes.indexOf('\n');
    if (!m_answered || (end < 0 && !m_isOver))
        return;
    const QString line = QString::fromUtf8(end < 0 ? m_bytes : m_bytes.first(end)).trimmed();
    m_bytes.remove(0, end < 0 ? m_bytes.size() : end + 1);
    QMetaObject::invokeMethod(
        this, [line, answered = std::exchange(m_answered, {})] { answered(line); }, Qt::QueuedConnection);
}

void showCode(
    const sync::PairingHost& host, const QString& sentence, QString& shown, const Invocation& invocation)
{
    if (shown == host.code())
        return;
    shown = host.code();
    if (invocation.json) {
        Json object{{"code", utf8(shown)}, {"addresses", Json::array()}};
        for (const QString& address : host.addresses())
            object["addresses"].push_back(utf8(address));
        print(object);
    } else {
        print(sentence.arg(host.addresses().join(QStringLiteral(", ")), shown));
    }
    std::fflush(stdout);
}

base::Result<QString> readCode(const std::string& path)
{
    QFile file(text(path));
    if (!file.open(QIODevice::ReadOnly)) {
        return base::fail(base::ErrorCode::NotFound, QStringLiteral("The file with the code can't be read"),
            text(path), {});
    }
    constexpr qint64 maxBytes = 4096;
    return QString::fromUtf8(file.read(maxBytes)).trimmed();
}

} // namespace twinward::ctl
