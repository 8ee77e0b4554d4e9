// Every object of dicom-edge gives what edge_objects.h says, and none is passed over; what the uncommon ones
// say about frames, places and units is read right; values of a real CT are what its bytes say.

#include "dicom_bytes.h"
#include "dicom_data.h"
#include "edge_objects.h"
#include "imaging/dicom_object.h"
#include "imaging/geometry.h"

#include <cmath>
#include <QCryptographicHash>
#include <QDirIterator>
#include <QTest>
#include <set>

using namespace twinward;
using namespace twinward::imaging;
using namespace twinward::imaging::test;

namespace {

base::Result<DicomObject> edge(const QString& path)
{
    return DicomObject::read(
        contentOf(dataFolder(QStringLiteral("dicom-edge/") + path)), path.section(QLatin1Char('/'), -1));
}

ObjectHeader headerOf(const QString& path)
{
    const auto object = edge(path);
    return object ? object->header() : ObjectHeader();
}

QByteArray sumOf(const DicomObject& object, QString& error)
{
    QCryptographicHash sum(QCryptographicHash::Md5);
    for (size_t i = 0; i < object.header().frames.size(); ++i) {
        const auto frame = object.frame(static_cast<int>(i));
        if (!frame)
            error = frame.error().message();
        else
            sum.addData(frame->data);
    }
    return sum.result().toHex().left(16);
}

} // namespace

class TestDicomEdge : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        if (!haveDicomData())
            QSKIP("the DICOM test data is not there: shared/data/dicom-edge");
    }

    void everyFileHasARow()
    {
        std::set<QString> rows;
        for (const EdgeObject& object : edgeObjects())
            rows.insert(QString::fromUtf8(object.path));
        const QDir root(dataFolder(QStringLiteral("dicom-edge")));
        QDirIterator files(root.path(), QDir::Files, QDirIterator::Subdirectories);
        int found = 0;
        while (files.hasNext()) {
            const QString path = root.relativeFilePath(files.next());
            if (path.startsWith(QString::fromUtf8(tinyFolder)))
                continue;
            QVERIFY2(rows.contains(path), qPrintable(path));
            ++found;
        }
        QCOMPARE(found, static_cast<int>(rows.size()));
    }

    void everyObjectGivesWhatItHolds_data()
    {
        QTest::addColumn<int>("row");
        for (size_t i = 0; i < edgeObjects().size(); ++i)
            QTest::newRow(edgeObjects()[i].path) << static_cast<int>(i);
    }
    void everyObjectGivesWhatItHolds()
    {
        QFETCH(int, row);
        const EdgeObject& expected = edgeObjects()[static_cast<size_t>(row)];
        const QString path = QString::fromUtf8(expected.path);
        const QString name = path.section(QLatin1Char('/'), -1);

        const auto object = edge(path);

        if (!expected.modality) {
            QVERIFY(!object);
            QCOMPARE(object.error().what, QString::fromUtf8(expected.error));
            QVERIFY(object.error().where.contains(name));
            return;
        }
        QVERIFY2(object.has_value(), object ? "" : qPrintable(object.error().message()));
        const ObjectHeader& header = object->header();
        QCOMPARE(header.modality, QString::fromUtf8(expected.modality));
        QCOMPARE(static_cast<int>(header.frames.size()), expected.frames);
        QCOMPARE(header.pixels.columns, expected.columns);
        QCOMPARE(header.pixels.rows, expected.rows);
        QString error;
        const QByteArray sum = sumOf(*object, error);
        if (expected.error) {
            QVERIFY(error.contains(QString::fromUtf8(expected.error)) && error.contains(name));
            return;
        }
        QVERIFY2(error.isEmpty(), qPrintable(error));
        if (expected.frames > 0) {
            QCOMPARE(sum, QByteArray(expected.md5));
            QCOMPARE(object->frame(0)->samples, expected.samples);
            QCOMPARE(int(object->frame(0)->type), int(expected.type));
        }
        const auto alone = DicomObject::readHeader(dataFolder(QStringLiteral("dicom-edge/") + path));
        QVERIFY2(alone.has_value(), alone ? "" : qPrintable(alone.error().message()));
        QVERIFY(*alone == header);
    }

    void tinyObjectsWithoutPixelsAreRead()
    {
        QDirIterator files(dataFolder(QStringLiteral("dicom-edge/") + QString::fromUtf8(tinyFolder)),
            QDir::Files, QDirIterator::Subdirectories);
        int found = 0;
        while (files.hasNext()) {
            const auto header = DicomObject::readHeader(files.next());
            QVERIFY(header.has_value());
            QCOMPARE(header->modality, QStringLiteral("CT"));
            QVERIFY(header->frames.empty());
            ++found;
        }
        QCOMPARE(found, 50);
    }

    void copiedBytesAreWhatFramesGive()
    {
        int compared = 0;
        for (const EdgeObject& one : edgeObjects()) {
            const auto object = edge(QString::fromUtf8(one.path));
            if (!object || !object->header().native)
                continue;
            const NativePixels& native = *object->header().native;
            for (size_t i = 0; i < object->header().frames.size(); ++i) {
                const qint64 at = native.offset + native.frameBytes * static_cast<qint64>(i);
                const auto copied
                    = frameFromNative(object->header().pixels, object->bytes().mid(at, native.frameBytes));
                const auto frame = object->frame(static_cast<int>(i));
                QVERIFY(copied && frame);
                QCOMPARE(copied->data, frame->data);
                ++compared;
            }
        }
        QVERIFY(compared > 70);
    }

    void anEnhancedCtsFramesLieWhereTheyLie()
    {
        const ObjectHeader header = headerOf(QStringLiteral("multiframe/eCT_Supplemental.dcm"));

        QCOMPARE(header.frames.size(), size_t(2));
        QVERIFY(header.frames[0].plane && header.frames[1].plane);
        QVERIFY((header.frames[0].plane->position == Vec3{99.5, -301.5, -159}));
        QVERIFY((header.frames[1].plane->position == Vec3{99.5, -301.5, -149}));
        QVERIFY((header.frames[0].plane->rowDirection == Vec3{-1, 0, 0}));
        QCOMPARE(header.frames[0].rescaleIntercept, -1024.0);
        QCOMPARE(header.frames[0].windows.at(0).centre, 49.0);
        QCOMPARE(header.pixelSpacing.value(), (std::array<double, 2>{0.388672, 0.388672}));
        QCOMPARE(header.sliceThickness.value(), 10.0);
        QCOMPARE(header.frames[0].stackId, QStringLiteral("1"));
    }

    void aDosesPlanesAreAtTheirOffsets()
    {
        const ObjectHeader header = headerOf(QStringLiteral("pydicom/rtdose.dcm"));

        QCOMPARE(header.frames.size(), size_t(15));
        QCOMPARE(header.frames[3].plane.value().position[2], -761.87 + 15);
        QCOMPARE(header.frames[3].rescaleSlope, 1e-6);
        QCOMPARE(header.rescaleType, QStringLiteral("RELATIVE"));
        QCOMPARE(arrange({header}).at(0).grid.value().spacing, (Vec3{10, 10, 5}));
    }

    void anUltrasoundsRegionsHaveALength()
    {
        const ObjectHeader header = headerOf(QStringLiteral("pydicom/examples_ybr_color.dcm"));

        QVERIFY(!header.regions.empty());
        QCOMPARE(header.regions.front().left, 84);
        QCOMPARE(header.regions.front().mmPerColumn, 0.51049705594778061);
    }

    // The header says signed, the stream unsigned: the header is right. Values as published with the object.
    void aStreamOfTheOtherSignIsReadAsTheHeaderSays()
    {
        const auto frame = edge(QStringLiteral("pydicom/J2K_pixelrep_mismatch.dcm"))->frame(0);

        QVERIFY(frame.has_value());
        const auto* values = reinterpret_cast<const qint16*>(frame->data.constData());
        QCOMPARE(values[0], qint16(-2000));
        const std::array<int, 10> expected{621, 412, 138, -193, -520, -767, -907, -966, -988, -995};
        for (size_t i = 0; i < expected.size(); ++i)
            QCOMPARE(int(values[(47 + i) * 512 + 279]), expected[i]);
    }

    void unknownRepresentationsAreReadByTheirTag()
    {
        const ObjectHeader header = headerOf(QStringLiteral("multiframe/explicit_VR-UN.dcm"));

        QCOMPARE(header.patient.id, QStringLiteral("PANCREAS_0001"));
        QCOMPARE(header.pixelSpacing.value(), (std::array<double, 2>{0.859375, 0.859375}));
        QVERIFY((header.frames.at(0).plane.value().position == Vec3{0, 0, -121}));
    }

    // Hounsfield units of a real chest, from the bytes by the reader of this test.
    void hounsfieldUnitsAreWhatTheBytesSay()
    {
        const QString folder = chest();
        if (folder.isEmpty())
            QSKIP("the chest CT is not there: shared/data/ct-chest");
        QDirIterator files(folder, {QStringLiteral("*.dcm")}, QDir::Files, QDirIterator::Subdirectories);
        int seen = 0;
        while (files.hasNext()) {
            const QByteArray bytes = contentOf(files.next());
            if (seen++ % 25 != 0)
                continue;
            const auto elements = elementsOf(bytes);
            const double slope = elements.at(0x00281053).trimmed().toDouble();
            const double intercept = elements.at(0x00281052).trimmed().toDouble();
            const QByteArray& cells = elements.at(0x7FE00010);
            const bool isSigned = elements.at(0x00280103).at(0) == 1;

            const auto object = DicomObject::read(bytes, QStringLiteral("slice"));
            QVERIFY(object.has_value());
            const auto frame = object->frame(0);
            QVERIFY(frame.has_value());

            const FrameHeader& header = object->header().frames.at(0);
            QCOMPARE(object->header().rescaleType, QStringLiteral("HU"));
            QCOMPARE(qsizetype(frame->data.size()), cells.size());
            for (qsizetype i = 0; i < cells.size() / 2; ++i) {
                const auto* raw = cells.constData() + 2 * i;
                const double stored = isSigned ? double(qFromLittleEndian<qint16>(raw))
                                               : double(qFromLittleEndian<quint16>(raw));
                const double expected = stored * slope + intercept;
                const auto* ours = frame->data.constData() + 2 * i;
                const double value = frame->type == SampleType::S16
                    ? double(qFromLittleEndian<qint16>(ours))
                    : double(qFromLittleEndian<quint16>(ours));
                if (value * header.rescaleSlope + header.rescaleIntercept != expected)
                    QFAIL(qPrintable(QStringLiteral("pixel %1").arg(i)));
            }
        }
        QVERIFY(seen >= 275);
    }
};

QTEST_APPLESS_MAIN(TestDicomEdge)
#include "tst_dicom_edge.moc"
