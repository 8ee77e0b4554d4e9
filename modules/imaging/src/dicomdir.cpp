#include "dicomdir_p.h"

#include "attributes_p.h"

#include <map>
#include <QDir>
#include <QFileInfo>

namespace twinward::imaging {

using base::ErrorCode;

namespace {

constexpr qint64 largestDirectory = 256LL << 20;

// Folders as they are on the disk, by their names in capitals.
class Folders
{
public:
    // Empty where there is no such entry.
    QString find(const QString& folder, const QString& name)
    {
        auto listed = m_listed.find(folder);
        if (listed == m_listed.end()) {
            std::map<QString, QString> entries;
            for (const QString& entry : QDir(folder).entryList(QDir::AllEntries | QDir::NoDotAndDotDot))
                entries.emplace(withoutVersion(entry).toUpper(), entry);
            listed = m_listed.emplace(folder, std::move(entries)).first;
        }
        const auto found = listed->second.find(name.toUpper());
        return found == listed->second.end() ? QString() : folder + u'/' + found->second;
    }

private:
    // ISO 9660 without extensions writes "IMG1.;1".
    static QString withoutVersion(QString name)
    {
        const qsizetype semicolon = name.indexOf(u';');
        if (semicolon >= 0)
            name.truncate(semicolon);
        while (name.endsWith(u'.'))
            name.chop(1);
        return name;
    }

    std::map<QString, std::map<QString, QString>> m_listed;
};

QString locate(Folders& folders, const QString& root, const QStringList& parts)
{
    QString place = root;
    for (const QString& part : parts) {
        if (part.isEmpty() || part == QLatin1String("..") || part == QLatin1String(".")
            || part.contains(u'/'))
            return {};
        place = folders.find(place, part);
        if (place.isEmpty())
            return {};
    }
    const QFileInfo info(place);
    const QString real = info.canonicalFilePath();
    const bool inside = real.startsWith(QFileInfo(root).canonicalFilePath() + u'/');
    return inside && info.isFile() ? place : QString();
}

} // namespace

bool isDicomDirName(const QString& fileName)
{
    return fileName.compare(QLatin1String("DICOMDIR"), Qt::CaseInsensitive) == 0;
}

base::Result<DicomDirFiles> readDicomDir(const QString& path)
{
    startDcmtk();
    const QFileInfo info(path);
    DcmFileFormat file;
    if (info.size() > largestDirectory
        || file.loadFile(QFile::encodeName(path).constData(), EXS_Unknown, EGL_noChange, DCM_MaxReadLength)
               .bad())
        return base::fail(ErrorCode::InvalidInput,
            QStringLiteral("The directory of the medium can't be read"), info.fileName());
    DicomDirFiles files;
    Folders folders;
    for (DcmItem* record : itemsOf(*file.getDataset(), DCM_DirectoryRecordSequence)) {
        const QStringList parts = textsOf(*record, DCM_ReferencedFileID);
        if (parts.isEmpty())
            continue;
        const QString place = locate(folders, info.absolutePath(), parts);
        if (place.isEmpty())
            files.missing.push_back(parts.join(u'/'));
        else
            files.present.push_back(place);
    }
    return files;
}

} // namespace twinward::imaging
