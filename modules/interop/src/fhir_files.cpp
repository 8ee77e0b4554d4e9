#include "fhir_files_p.h"

#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

namespace twinward::interop::fhir {

namespace {

// One document, or why it is none.
std::optional<Refusal> readDocument(QByteArrayView bytes, const QString& path, quint64 line,
    const ImportLimits& limits, const DocumentFn& each)
{
    auto tree = JsonTree::parse(bytes, limits.depth);
    if (tree) {
        each(Document(std::move(*tree), path, line, limits));
        return std::nullopt;
    }
    QString place = tree.error().where;
    if (line != 0) // the place inside is a byte of the line, or a line of its own
        place = QStringLiteral("line %1").arg(line)
            + (place.startsWith(u'b') ? QStringLiteral(", ") + place : QString());
    return Refusal{path, place, tree.error().what};
}

} // namespace

base::Result<std::vector<ImportFile>> filesOf(const QStringList& paths)
{
    std::vector<ImportFile> files;
    for (const QString& path : paths) {
        const QFileInfo info(path);
        if (!info.exists()) {
            return base::fail(base::ErrorCode::NotFound, QStringLiteral("There is no such file or folder"),
                path, QStringLiteral("Check the path."));
        }
        if (!info.isDir()) {
            files.push_back({info.filePath(), info.size()});
            continue;
        }
        std::vector<ImportFile> found;
        QDirIterator folder(path, {QStringLiteral("*.json"), QStringLiteral("*.ndjson")},
            QDir::Files | QDir::Readable, QDirIterator::Subdirectories);
        while (folder.hasNext()) {
            folder.next();
            found.push_back({folder.filePath(), folder.fileInfo().size()});
        }
        std::sort(found.begin(), found.end(),
            [](const ImportFile& a, const ImportFile& b) { return a.path < b.path; });
        files.insert(files.end(), found.begin(), found.end());
    }
    return files;
}

base::Result<QByteArray> bytesOf(const ImportFile& file, const ImportLimits& limits)
{
    QFile stream(file.path);
    if (!stream.open(QIODevice::ReadOnly))
        return base::fail(
            base::ErrorCode::Io, QStringLiteral("The file can't be opened: %1").arg(stream.errorString()));
    if (stream.size() > limits.fileBytes) {
        return base::fail(base::ErrorCode::InvalidInput,
            QStringLiteral("The file is larger than %1 bytes").arg(limits.fileBytes));
    }
    QByteArray bytes = stream.read(limits.fileBytes);
    if (stream.error() != QFileDevice::NoError)
        return base::fail(
            base::ErrorCode::Io, QStringLiteral("The file can't be read: %1").arg(stream.errorString()));
    return bytes;
}

std::vector<Refusal> readDocuments(
    const QByteArray& bytes, const QString& path, const ImportLimits& limits, const DocumentFn& each)
{
    std::vector<Refusal> refused;
    const auto keep = [&](std::optional<Refusal> refusal) {
        if (refusal)
            refused.push_back(std::move(*refusal));
    };
    if (!path.endsWith(QLatin1String(".ndjson"), Qt::CaseInsensitive)) {
        keep(readDocument(bytes, path, 0, limits, each));
        return refused;
    }
    quint64 line = 0;
    for (qsizetype begin = 0; begin < bytes.size();) {
        const qsizetype newline = bytes.indexOf('\n', begin);
        const qsizetype end = newline < 0 ? bytes.size() : newline;
        const QByteArrayView text = QByteArrayView(bytes).sliced(begin, end - begin).trimmed();
        begin = end + 1;
        if (++line > limits.entriesPerFile) {
            refused.push_back(
                {path, QStringLiteral("line %1").arg(line), QStringLiteral("The file has too many lines")});
            break;
        }
        if (!text.isEmpty())
            keep(readDocument(text, path, line, limits, each));
    }
    return refused;
}

} // namespace twinward::interop::fhir
