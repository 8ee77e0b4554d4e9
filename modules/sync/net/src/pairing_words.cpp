#include "pairing_words_p.h"

#include <QFile>

// Outside any namespace, as Q_INIT_RESOURCE must be.
static void initialiseWords()
{
    Q_INIT_RESOURCE(sync);
}

namespace twinward::sync {

namespace {

QStringList readWords()
{
    initialiseWords();
    QFile file(QStringLiteral(":/twinward/sync/words.txt"));
    QStringList words;
    if (file.open(QIODevice::ReadOnly)) {
        for (const QString& line : QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts)) {
            if (!line.startsWith(u'#'))
                words.append(line);
        }
    }
    Q_ASSERT(words.size() == 256);
    return words;
}

} // namespace

QStringList wordsFor(QByteArrayView hash)
{
    static const QStringList all = readWords();
    QStringList words;
    for (const char byte : hash.first(pairingWords))
        words.append(all.value(static_cast<quint8>(byte)));
    return words;
}

} // namespace twinward::sync
