#include "interop/csv_vitals.h"

#include <QFile>
#include <QStringDecoder>

namespace twinward::interop {

namespace {

constexpr qsizetype maximumBytes = 256 << 20;
constexpr size_t maximumRows = 2'000'000;
constexpr qsizetype maximumColumns = 256;

QString textOf(const QByteArray& bytes)
{
    if (const auto encoding = QStringConverter::encodingForData(bytes)) // only by a byte order mark
        return QStringDecoder(*encoding)(bytes);
    QStringDecoder utf8(QStringDecoder::Utf8);
    const QString text = utf8(bytes);
    return utf8.hasError() ? QString::fromLatin1(bytes) : text;
}

QChar delimiterOf(const QString& text)
{
    const QStringView firstLine = QStringView(text).left(std::max<qsizetype>(text.indexOf(u'\n'), 0));
    QChar best = u',';
    for (const QChar candidate : {QChar(u','), QChar(u';'), QChar(u'\t'), QChar(u'|')}) {
        if (firstLine.count(candidate) > firstLine.count(best))
            best = candidate;
    }
    return best;
}

// Reads one record from `at` on, which may span lines inside quotes. False where a quote is never closed.
bool readRecord(const QString& text, QChar delimiter, qsizetype& at, int& line, QStringList& cells)
{
    QString cell;
    bool quoted = false;
    for (; at < text.size(); ++at) {
        const QChar c = text[at];
        if (quoted) {
            if (c == u'"' && at + 1 < text.size() && text[at + 1] == u'"')
                cell += text[at++];
            else if (c == u'"')
                quoted = false;
            else
                cell += c;
            line += c == u'\n' ? 1 : 0;
        } else if (c == u'"' && cell.isEmpty()) {
            quoted = true;
        } else if (c == delimiter) {
            cells << cell.trimmed();
            cell.clear();
        } else if (c == u'\n') {
            ++at;
            ++line;
            break;
        } else if (c != u'\r') {
            cell += c;
        }
    }
    cells << cell.trimmed();
    return !quoted;
}

} // namespace

base::Result<CsvTable> readCsv(const QByteArray& bytes)
{
    if (bytes.size() > maximumBytes)
        return base::fail(base::ErrorCode::InvalidInput,
            QStringLiteral("The file is larger than %1 MiB").arg(maximumBytes >> 20));
    const QString text = textOf(bytes) + u'\n';
    const QChar delimiter = delimiterOf(text);
    CsvTable table;
    int line = 1;
    for (qsizetype at = 0; at < text.size();) {
        CsvTable::Row row{line, {}};
        if (!readRecord(text, delimiter, at, line, row.cells)) {
            return base::fail(base::ErrorCode::InvalidInput,
                QStringLiteral("A quotation mark is opened and never closed"),
                QStringLiteral("line %1").arg(row.line));
        }
        if (row.cells == QStringList{QString()})
            continue;
        if (row.cells.size() > maximumColumns || table.rows.size() == maximumRows) {
            return base::fail(base::ErrorCode::InvalidInput,
                QStringLiteral("The table has too many columns or rows"),
                QStringLiteral("line %1").arg(row.line));
        }
        if (table.header.isEmpty())
            table.header = row.cells;
        else
            table.rows.push_back(std::move(row));
    }
    if (table.header.isEmpty())
        return base::fail(base::ErrorCode::InvalidInput, QStringLiteral("The file is empty"));
    return table;
}

base::Result<CsvTable> readCsvFile(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return base::fail(base::ErrorCode::NotFound, QStringLiteral("The file can't be opened"), path,
            QStringLiteral("Check the path."));
    }
    return readCsv(file.read(maximumBytes + 1));
}

} // namespace twinward::interop
