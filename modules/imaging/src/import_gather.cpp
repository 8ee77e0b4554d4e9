#include "import_gather_p.h"

#include "dicomdir_p.h"
#include "zip_p.h"

#include <QDirIterator>
#include <QFileInfo>

namespace twinward::imaging {

using base::ErrorCode;

namespace {

bool isZipName(const QString& name)
{
    return name.endsWith(QLatin1String(".zip"), Qt::CaseInsensitive);
}

bool beginsLikeZip(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) && file.read(4) == QByteArrayLiteral("PK\x03\x04");
}

} // namespace

void refuse(ImportPlan& plan, const QString& name, const QString& why)
{
    ++plan.refusedCount;
    if (plan.refused.size() < plan.limits.refusalsListed)
        plan.refused.push_back({name, why});
}

Gathering::Gathering(const ImportSource& source, ImportPlan& plan)
    : m_source(source)
    , m_plan(plan)
{ }

base::Status Gathering::run()
{
    for (const QString& path : m_source.paths) {
        if (auto added = addPath(path); !added)
            return added;
    }
    for (size_t number = 0; number < m_plan.objects.size(); ++number) {
        const IncomingObject& object = m_plan.objects[number];
        m_places.push_back({ObjectPlace::Kind::Memory, {}, number, object.name, object.bytes.size()});
    }
    return {};
}

base::Status Gathering::addPath(const QString& path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return base::fail(ErrorCode::NotFound, QStringLiteral("There is nothing here"), path,
            QStringLiteral("Check the path; is the disc or stick still in?"));
    if (info.isDir())
        addFolder(info.absoluteFilePath());
    else if (isDicomDirName(info.fileName()))
        addDicomDir(info.absoluteFilePath());
    else if (beginsLikeZip(path))
        addZip(info.absoluteFilePath());
    else
        addFile(info.absoluteFilePath(), info.size());
    return {};
}

// Links are not followed: they lead out of the folder or round in circles.
void Gathering::addFolder(const QString& folder)
{
    QDirIterator files(folder, QDir::Files | QDir::Hidden | QDir::NoSymLinks, QDirIterator::Subdirectories);
    while (files.hasNext() && !isFull()) {
        files.next();
        const QFileInfo info = files.fileInfo();
        if (isDicomDirName(info.fileName()))
            checkDicomDir(info.filePath());
        else if (isZipName(info.fileName()))
            addZip(info.filePath());
        else
            addFile(info.filePath(), info.size());
    }
}

void Gathering::addFile(const QString& path, qint64 size)
{
    if (m_known.insert(path).second)
        m_places.push_back({ObjectPlace::Kind::File, path, 0, path.section(u'/', -1), size});
}

void Gathering::addZip(const QString& path)
{
    const QString name = path.section(u'/', -1);
    if (!m_known.insert(path).second)
        return;
    const auto archive = ZipArchive::open(path);
    if (!archive)
        return refuse(m_plan, name, archive.error().what);
    const std::vector<ZipEntry> entries = archive->entries();
    qint64 unpacked = 0;
    for (const ZipEntry& entry : entries) {
        if (entry.size > m_plan.limits.zipBytes - unpacked)
            return refuse(m_plan, name, QStringLiteral("The zip unpacks to more than is taken in"));
        unpacked += entry.size;
    }
    for (const ZipEntry& entry : entries) {
        const QString shown = name + u'/' + entry.name;
        if (isFull())
            return;
        if (entry.encrypted)
            refuse(m_plan, shown, QStringLiteral("It is encrypted; unpack it with its password first"));
        else if (!isDicomDirName(entry.name.section(u'/', -1)))
            m_places.push_back({ObjectPlace::Kind::ZipEntry, path, entry.number, shown, entry.size});
    }
}

void Gathering::addDicomDir(const QString& path)
{
    const auto directory = readDicomDir(path);
    if (!directory)
        return refuse(m_plan, path.section(u'/', -1), directory.error().what);
    for (const QString& file : directory->present) {
        if (isFull())
            return;
        addFile(file, QFileInfo(file).size());
    }
    for (const QString& file : directory->missing)
        refuse(m_plan, file, QStringLiteral("DICOMDIR names this file, but it is not there"));
}

void Gathering::checkDicomDir(const QString& path)
{
    const auto directory = readDicomDir(path);
    if (!directory)
        return; // the files are looked for themselves
    for (const QString& file : directory->missing)
        refuse(m_plan, file, QStringLiteral("DICOMDIR names this file, but it is not there"));
}

bool Gathering::isFull()
{
    if (m_places.size() < m_plan.limits.files)
        return false;
    if (!m_full)
        refuse(
            m_plan, m_places.back().name, QStringLiteral("There are more files than are taken in at once"));
    m_full = true;
    return true;
}

} // namespace twinward::imaging
