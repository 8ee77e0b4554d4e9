#include "object_reader_p.h"

#include "imaging/dicom_object.h"

#include <QFile>

namespace twinward::imaging {

using base::ErrorCode;

namespace {

base::Result<QByteArray> readFile(const ObjectPlace& place, qint64 most)
{
    QFile file(place.path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered)) {
        return base::fail(
            ErrorCode::Io, QStringLiteral("The file can't be read: %1").arg(file.errorString()), place.name);
    }
    QByteArray bytes(most, Qt::Uninitialized);
    qint64 got = 0;
    while (got < most) {
        const qint64 read = file.read(bytes.data() + got, most - got);
        if (read < 0) {
            return base::fail(ErrorCode::Io,
                QStringLiteral("The file can't be read: %1").arg(file.errorString()), place.name);
        }
        if (read == 0)
            break;
        got += read;
    }
    bytes.truncate(got);
    return bytes;
}

} // namespace

bool beginsLikeDicom(const QByteArray& beginning)
{
    if (beginning.size() >= dicomBeginning && beginning.mid(128, 4) == "DICM")
        return true;
    if (beginning.size() < 8)
        return false;
    // A bare data set begins with group 0002 or 0008, in one of the two byte orders.
    const auto first = static_cast<unsigned char>(beginning[0]);
    const auto second = static_cast<unsigned char>(beginning[1]);
    const unsigned group = first == 0 ? second : first;
    return (first == 0 || second == 0) && (group == 2 || group == 8);
}

base::Result<ZipArchive*> ObjectReader::zip(const QString& path)
{
    const auto known = m_zips.find(path);
    if (known != m_zips.end())
        return &known->second;
    auto opened = ZipArchive::open(path);
    if (!opened)
        return base::fail(opened.error());
    return &m_zips.emplace(path, std::move(*opened)).first->second;
}

base::Result<QByteArray> ObjectReader::beginning(const ObjectPlace& place, qint64 most)
{
    if (place.kind == ObjectPlace::Kind::Memory)
        return m_inMemory[place.number].bytes.left(most);
    if (place.kind == ObjectPlace::Kind::File)
        return readFile(place, most);
    const auto archive = zip(place.path);
    return archive ? (*archive)->beginning(place.number, most) : base::fail(archive.error());
}

base::Result<QByteArray> ObjectReader::bytes(const ObjectPlace& place)
{
    if (place.size > m_limits.objectBytes)
        return base::fail(
            ErrorCode::Unsupported, QStringLiteral("The object is larger than is taken in"), place.name);
    if (place.kind == ObjectPlace::Kind::Memory)
        return m_inMemory[place.number].bytes;
    base::Result<QByteArray> read;
    if (place.kind == ObjectPlace::Kind::File) {
        read = readFile(place, place.size);
    } else {
        const auto archive = zip(place.path);
        read = archive ? (*archive)->read(place.number, place.size) : base::fail(archive.error());
    }
    if (read && read->size() != place.size) {
        return base::fail(ErrorCode::InvalidInput,
            QStringLiteral("The file has changed since it was looked at"), place.name);
    }
    return read;
}

base::Result<ObjectHeader> ObjectReader::header(const ObjectPlace& place)
{
    if (place.kind == ObjectPlace::Kind::File)
        return DicomObject::readHeader(place.path);
    const auto read = bytes(place);
    if (!read)
        return base::fail(read.error());
    const auto object = DicomObject::read(*read, place.name);
    return object ? base::Result<ObjectHeader>(object->header()) : base::fail(object.error());
}

} // namespace twinward::imaging
