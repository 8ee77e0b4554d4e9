#include "passphrase.h"

#include <array>
#include <cstring>
#include <fcntl.h>
#include <QFile>
#include <termios.h>
#include <unistd.h>

namespace twinward::ctl {

using base::ErrorCode;
using ledger::Secret;

namespace {

constexpr size_t longest = 4096; // bytes

// Reads until the end or, from a terminal, the end of the line; straight into locked memory.
base::Result<Secret> readFrom(int descriptor, const QString& where)
{
    Secret buffer(longest + 1);
    size_t length = 0;
    while (length <= longest) {
        const ssize_t got = ::read(descriptor, buffer.data() + length, longest + 1 - length);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return base::fail(ErrorCode::Io,
                QStringLiteral("The passphrase can't be read: %1").arg(qt_error_string(errno)), where);
        length += static_cast<size_t>(got);
        if (got == 0 || (isatty(descriptor) != 0 && length > 0 && buffer.data()[length - 1] == '\n'))
            break;
    }
    if (length > longest)
        return base::fail(
            ErrorCode::InvalidInput, QStringLiteral("The passphrase is longer than 4096 bytes"), where);
    if (length > 0 && buffer.data()[length - 1] == '\n')
        --length;
    if (length > 0 && buffer.data()[length - 1] == '\r') // an editor from elsewhere ended the line
        --length;
    if (length == 0)
        return base::fail(ErrorCode::InvalidInput, QStringLiteral("The passphrase is empty"), where);
    return Secret::copyOf(
        QByteArrayView(reinterpret_cast<const char*>(buffer.data()), static_cast<qsizetype>(length)));
}

// Echo off for as long as it lives.
class QuietTerminal
{
public:
    explicit QuietTerminal(int descriptor)
        : m_descriptor(descriptor)
    {
        tcgetattr(m_descriptor, &m_before);
        termios quiet = m_before;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        quiet.c_lflag |= ECHONL;
        tcsetattr(m_descriptor, TCSAFLUSH, &quiet);
    }
    ~QuietTerminal() { tcsetattr(m_descriptor, TCSAFLUSH, &m_before); }
    QuietTerminal(const QuietTerminal&) = delete;
    QuietTerminal& operator=(const QuietTerminal&) = delete;

private:
    int m_descriptor;
    termios m_before{};
};

base::Result<Secret> ask(const QString& prompt)
{
    const int terminal = ::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
    if (terminal < 0) {
        return base::fail(ErrorCode::InvalidInput,
            QStringLiteral("There is no terminal to ask for the passphrase on"), {},
            QStringLiteral("Put it in a file that only you can read and give --passphrase-file FILE or "
                           "TWINWARD_PASSPHRASE_FILE."));
    }
    const QByteArray shown = prompt.toUtf8();
    const bool asked
        = ::write(terminal, shown.constData(), static_cast<size_t>(shown.size())) == shown.size();
    auto answer = [&] {
        const QuietTerminal quiet(terminal);
        return asked ? readFrom(terminal, QStringLiteral("terminal"))
                     : base::fail(ErrorCode::Io, QStringLiteral("The terminal can't be written to"));
    }();
    ::close(terminal);
    return answer;
}

QString fileFor(const std::string& file)
{
    return file.empty() ? qEnvironmentVariable("TWINWARD_PASSPHRASE_FILE") : QString::fromStdString(file);
}

base::Result<Secret> readFile(const QString& path)
{
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        return base::fail(ErrorCode::NotFound,
            QStringLiteral("The passphrase file can't be opened: %1").arg(qt_error_string(errno)), path);
    }
    auto secret = readFrom(descriptor, path);
    ::close(descriptor);
    return secret;
}

bool same(const Secret& one, const Secret& other)
{
    return one.size() == other.size() && std::memcmp(one.data(), other.data(), one.size()) == 0;
}

base::Result<Secret> askTwice(const QString& prompt)
{
    auto first = ask(prompt);
    if (!first)
        return first;
    const auto second = ask(QStringLiteral("The same again: "));
    if (!second)
        return base::fail(second.error());
    if (!same(*first, *second))
        return base::fail(ErrorCode::InvalidInput, QStringLiteral("The two passphrases are not the same"));
    return first;
}

} // namespace

base::Result<Secret> readPassphrase(const std::string& file, const QString& prompt)
{
    const QString path = fileFor(file);
    return path.isEmpty() ? ask(prompt) : readFile(path);
}

base::Result<Secret> readNewPassphrase(const std::string& file, const QString& prompt)
{
    const QString path = fileFor(file);
    return path.isEmpty() ? askTwice(prompt) : readFile(path);
}

base::Result<Secret> readOther(const std::string& file, const QString& prompt)
{
    return file.empty() ? ask(prompt) : readFile(QString::fromStdString(file));
}

base::Result<Secret> readOtherNew(const std::string& file, const QString& prompt)
{
    return file.empty() ? askTwice(prompt) : readFile(QString::fromStdString(file));
}

} // namespace twinward::ctl
