#include "fhir_files_p.h"

#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

namespace twinward::interop::fhir {

namespace {

constexpr quint64 longestNdjson = 10'000'000; // lines

// One document, or why it is none.
std::optional<Refusal> readDocument(QByteArrayView bytes, const ImportFile& file, quint64 line,
    const ImportLimits& limits, const DocumentFn& each, bool& goOn)
{
    auto tree = JsonTree::parse(bytes, limits.depth);
    if (!tree) {
        QString place = tree.error().where;
        if (line != 0)
            place = QStringLiteral("line %1").arg(line)
                + (place.startsWith(u'b') ? QStringLiteral(", ") + place : QString());
        return Refusal{file.path, place, tree.error().what};
    }
    goOn = each(Document(std::move(*tree), file.path, line, limits));
    return std::nullopt;
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

std::vector<Refusal> readDocuments(const ImportFile& file, const ImportLimits& limits, const DocumentFn& each)
{
    const auto whole = [&](const QString& why) { return std::vector<Refusal>{{file.path, {}, why}}; };
    QFile stream(file.path);
    if (!stream.open(QIODevice::ReadOnly))
        return whole(QStringLiteral("The file can't be opened: %1").arg(stream.errorString()));
    if (stream.size() > limits.fileBytes)
        return whole(QStringLiteral("The file is larger than %1 MiB").arg(limits.fileBytes >> 20));
    const QByteArray bytes = stream.read(limits.fileBytes);
    if (stream.error() != QFileDevice::NoError)
        return whole(QStringLiteral("The file can't be read: %1").arg(stream.errorString()));

    std::vector<Refusal> refused;
    bool goOn = true;
    if (!file.path.endsWith(QLatin1String(".ndjson"), Qt::CaseInsensitive)) {
        if (auto refusal = readDocument(bytes, file, 0, limits, each, goOn))
            refused.push_back(std::move(*refusal));
        return refused;
    }
    quint64 line = 0;
    for (qsizetype begin = 0; begin < bytes.size() && goOn;) {
        const qsizetype newline = bytes.indexOf('\n', begin);
        const qsizetype end = newline < 0 ? bytes.size() : newline;
        const QByteArrayView text = QByteArrayView(bytes).sliced(begin, end - begin).trimmed();
        begin = end + 1;
        if (++line > longestNdjson) {
            refused.push_back({file.path, QStringLiteral("line %1").arg(line),
                QStringLiteral("The file has too many lines")});
            break;
        }
        if (text.isEmpty())
            continue;
        if (auto refusal = readDocument(text, file, line, limits, each, goOn))
            refused.push_back(std::move(*refusal));
    }
    return refused;
}

} // namespace twinward::interop::fhir
