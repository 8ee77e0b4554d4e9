// Feeds a fuzz target with the inputs that libFuzzer once kept for it, or with real ones, and with those
// altered at random by a seed: short, alike on every machine, and with no need of clang. An input that breaks
// it can be made again.

#include <csignal>
#include <cstdlib>
#include <QDirIterator>
#include <QtTest>
#include <random>
#include <unistd.h>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, size_t size);

namespace {

constexpr qsizetype longestInput = 8192;
constexpr quint32 firstSeed = 20'261'120;

char replayLine[128]; // NOLINT: a signal handler reads it

void onAbort(int)
{
    const auto written = write(STDERR_FILENO, replayLine, qstrnlen(replayLine, sizeof replayLine));
    Q_UNUSED(written)
}

// What a mutation of libFuzzer's does, in short: one step of an alteration.
class Altering
{
public:
    Altering(const QList<QByteArray>& corpus, quint32 seed)
        : m_corpus(corpus)
        , m_random(seed)
    { }

    QByteArray input()
    {
        QByteArray bytes = other();
        for (quint32 steps = 1 + below(6); steps > 0; --steps)
            alter(bytes);
        return bytes.left(4 * longestInput);
    }

private:
    quint32 below(qint64 limit) { return limit <= 0 ? 0 : m_random() % static_cast<quint32>(limit); }
    [[nodiscard]] QByteArray other()
    {
        return m_corpus.isEmpty() ? QByteArray() : m_corpus.at(below(m_corpus.size()));
    }

    void alter(QByteArray& bytes)
    {
        static constexpr std::array<char, 8> edges{
            0, 1, 0x17, 0x18, 0x7f, char(0x80), char(0xfe), char(0xff)};
        const auto at = static_cast<qsizetype>(below(bytes.size() + 1));
        const auto length = static_cast<qsizetype>(below(qMin<qsizetype>(64, bytes.size() - at) + 1));
        switch (bytes.isEmpty() ? 2 : below(7)) {
        case 0:
            bytes[qMin(at, bytes.size() - 1)] ^= static_cast<char>(1U << below(8));
            break;
        case 1:
            bytes[qMin(at, bytes.size() - 1)] = edges.at(below(edges.size()));
            break;
        case 2:
            bytes.insert(at, QByteArray(1 + below(8), static_cast<char>(below(256))));
            break;
        case 3:
            bytes.remove(at, length);
            break;
        case 4:
            bytes.insert(at, bytes.mid(at, length));
            break;
        case 5:
            bytes.truncate(at);
            break;
        default: {
            const QByteArray from = other();
            bytes = bytes.left(at) + from.mid(below(from.size() + 1));
        }
        }
    }

    const QList<QByteArray>& m_corpus;
    std::mt19937 m_random;
};

void feed(const QByteArray& bytes)
{
    LLVMFuzzerTestOneInput(
        reinterpret_cast<const std::uint8_t*>(bytes.constData()), static_cast<size_t>(bytes.size()));
}

QList<QByteArray> keptInputs()
{
    QList<QByteArray> all;
    QFile file(QStringLiteral(TWINWARD_CORPUS));
    if (file.open(QIODevice::ReadOnly)) {
        for (const QByteArray& line : file.readAll().split('\n')) {
            if (!line.isEmpty())
                all.append(QByteArray::fromBase64(line));
        }
        return all;
    }
    // Real ones instead, in an order that is the same everywhere.
    QStringList paths;
    QDirIterator files(QStringLiteral(TWINWARD_CORPUS), QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        if (QFile one(files.next()); one.size() <= 2 * longestInput)
            paths.append(one.fileName());
    }
    paths.sort();
    for (const QString& path : paths) {
        if (QFile one(path); one.open(QIODevice::ReadOnly))
            all.append(one.readAll());
    }
    return all;
}

} // namespace

class TestAlteredInputs : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        std::signal(SIGABRT, onAbort);
        m_corpus = keptInputs();
        if (m_corpus.isEmpty())
            QSKIP("no inputs to alter: " TWINWARD_CORPUS " is not there");
    }

    void keptInputsAreRead()
    {
        for (qsizetype i = 0; i < m_corpus.size(); ++i) {
            qsnprintf(replayLine, sizeof replayLine, "broken by input %lld of its corpus\n",
                static_cast<long long>(i + 1));
            feed(m_corpus.at(i));
        }
    }

    // TWINWARD_FUZZ_SEED: that one alone; TWINWARD_FUZZ_RUNS: how many.
    void alteredInputsAreRead()
    {
        const int wanted = qEnvironmentVariableIntValue("TWINWARD_FUZZ_SEED");
        const int given = qEnvironmentVariableIntValue("TWINWARD_FUZZ_RUNS");
        const int runs = wanted != 0 ? 1 : given != 0 ? given : TWINWARD_ALTERED_INPUTS;
        for (int i = 0; i < runs; ++i) {
            const quint32 seed
                = wanted != 0 ? static_cast<quint32>(wanted) : firstSeed + static_cast<quint32>(i);
            qsnprintf(replayLine, sizeof replayLine, "broken by TWINWARD_FUZZ_SEED=%u\n", seed);
            feed(Altering(m_corpus, seed).input());
        }
    }

private:
    QList<QByteArray> m_corpus;
};

QTEST_APPLESS_MAIN(TestAlteredInputs)
#include "tst_altered_inputs.moc"
