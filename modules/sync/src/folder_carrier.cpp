// Letters as files of a folder: "from-to-id.letter", each name in hexadecimal digits, as on an envelope.

#include "sync/post.h"

#include <algorithm>
#include <QDir>
#include <QFile>
#include <QSaveFile>

namespace twinward::sync {

using base::ErrorCode;

namespace {

constexpr size_t pageLetters = 64; // at once: the rest at the next call
const QString suffix = QStringLiteral(".letter");

QString fileName(const Letter& letter)
{
    return QStringLiteral("%1-%2-%3%4")
        .arg(letter.from.toString(), letter.to.toString(), letter.id.toString(), suffix);
}

std::optional<Letter> envelopeOf(const QString& name)
{
    if (!name.endsWith(suffix))
        return std::nullopt;
    const QStringList parts = name.chopped(suffix.size()).split(u'-');
    if (parts.size() != 3)
        return std::nullopt;
    const auto from = base::Hash256::fromString(parts[0]);
    const auto to = base::Hash256::fromString(parts[1]);
    const auto id = base::Hash256::fromString(parts[2]);
    if (!from || !to || !id)
        return std::nullopt;
    return Letter{*from, *to, *id, {}};
}

base::Error failure(const QString& what, const QString& path, const QString& why)
{
    return {ErrorCode::Io, what, path,
        QStringLiteral("%1. Check the stick or the folder, and try again.").arg(why)};
}

} // namespace

FolderCarrier::FolderCarrier(QString folder, record::ClinicId own)
    : m_folder(std::move(folder))
    , m_own(own)
{ }

base::Status FolderCarrier::leave(const Letter& letter)
{
    const QDir folder(m_folder);
    if (!folder.exists()) {
        return base::fail(ErrorCode::NotFound, QStringLiteral("The folder for letters is not there"),
            m_folder, QStringLiteral("Plug the stick in, or choose another folder."));
    }
    const QString path = folder.filePath(fileName(letter));
    if (QFile::exists(path) && QFileInfo(path).size() == letter.content.size())
        return {};
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(letter.content) != letter.content.size()
        || !file.commit())
        return base::fail(failure(QStringLiteral("A letter could not be written"), path, file.errorString()));
    return {};
}

base::Result<Collected> FolderCarrier::collect(quint64 after)
{
    const QDir folder(m_folder);
    if (!folder.exists()) {
        return base::fail(ErrorCode::NotFound, QStringLiteral("The folder for letters is not there"),
            m_folder, QStringLiteral("Plug the stick in, or choose another folder."));
    }
    // A stick is small and comes with others' letters each time: what was read before is read again, and said
    // to be here already.
    Collected collected;
    quint64 at = 0;
    for (const QString& name : folder.entryList({QLatin1Char('*') + suffix}, QDir::Files, QDir::Name)) {
        auto letter = envelopeOf(name);
        if (!letter || letter->to != m_own || ++at <= after)
            continue;
        if (collected.letters.size() == pageLetters) {
            collected.isAll = false;
            break;
        }
        QFile file(folder.filePath(name));
        collected.mark = at;
        if (file.size() > maxLetterBytes || !file.open(QIODevice::ReadOnly))
            continue;
        letter->content = file.readAll();
        collected.letters.push_back(std::move(*letter));
    }
    collected.mark = std::max(collected.mark, after);
    return collected;
}

base::Status FolderCarrier::takeBack(const base::Hash256& to, const std::vector<base::Hash256>& letters)
{
    const QDir folder(m_folder);
    for (const base::Hash256& id : letters)
        QFile::remove(folder.filePath(fileName({m_own, to, id, {}})));
    return {};
}

} // namespace twinward::sync
