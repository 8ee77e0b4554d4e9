// Bytes that no scanner should write: refused by name and cause, whatever they claim, and in silence.

#include "dicom_bytes.h"
#include "dicom_data.h"
#include "imaging/dicom_object.h"

#include <QProcess>
#include <QTemporaryFile>
#include <QTest>
#include <unistd.h>

using namespace twinward;
using namespace twinward::imaging;
using namespace twinward::imaging::test;

namespace {

base::Result<DicomObject> read(const QByteArray& bytes)
{
    return DicomObject::read(bytes, QStringLiteral("made.dcm"));
}

DicomBytes grey(const MadeImage& image, const QByteArray& pixels)
{
    DicomBytes made;
    putFormat(made, image);
    made.put(0x7FE00010, "OW", pixels);
    return made;
}

QString refusal(const QByteArray& bytes)
{
    const auto object = read(bytes);
    return object ? QString() : object.error().message();
}

// An object's bytes up to its pixels, as one frame, and the first fragment.
struct Packed
{
    QByteArray header;
    QByteArray fragment;
};

Packed firstFragment(const QByteArray& object)
{
    const qsizetype pixels = std::max(object.lastIndexOf(QByteArray::fromHex("e07f10004f420000ffffffff")),
        object.lastIndexOf(QByteArray::fromHex("e07f10004f570000ffffffff")));
    const qsizetype table = pixels + 12;
    const qsizetype first = table + 8 + qFromLittleEndian<qint32>(object.constData() + table + 4);
    const auto length = qFromLittleEndian<qint32>(object.constData() + first + 4);
    Packed packed{object.left(pixels), object.mid(first + 8, length)};
    const qsizetype frames = packed.header.indexOf(QByteArray::fromHex("280008004953"));
    if (frames >= 0)
        packed.header.replace(frames + 8, 2, "1 ");
    return packed;
}

} // namespace

class TestDicomHostile : public QObject
{
    Q_OBJECT

private slots:
    void zerosBehindTheLastElementAreNoDamage()
    {
        DicomBytes made;
        made.put(0x00080060, "CS", "SR");
        const auto padded = read(made.object() + QByteArray(2047, '\0'));
        QVERIFY2(padded.has_value(), padded ? "" : qPrintable(padded.error().message()));
        QCOMPARE(padded->header().modality, QStringLiteral("SR"));
        QVERIFY(!read(made.object() + QByteArray(20, '\0') + "damage"));
    }

    // The program started again where DCMTK doesn't find its dictionary.
    void withoutTheDictionaryTheMessageSaysSo()
    {
        QProcess again;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("DCMDICTPATH"), QStringLiteral("/nonexistent"));
        again.setProcessEnvironment(environment);
        again.setProcessChannelMode(QProcess::MergedChannels);
        again.start(QCoreApplication::applicationFilePath(),
            {QStringLiteral("zerosBehindTheLastElementAreNoDamage")});
        QVERIFY(again.waitForFinished());
        const QByteArray said = again.readAll();
        QVERIFY2(said.contains("DCMTK's data dictionary (dicom.dic) is not installed"), said.constData());
    }

    void filmsAreReadAndWhatTheyArePackedAsIsSaid_data()
    {
        QTest::addColumn<QByteArray>("syntax");
        QTest::addColumn<QString>("words");
        QTest::newRow("MPEG-2") << QByteArray("1.2.840.10008.1.2.4.100") << QStringLiteral("MPEG-2 video");
        QTest::newRow("MPEG-4") << QByteArray("1.2.840.10008.1.2.4.102")
                                << QStringLiteral("MPEG-4 (H.264) video");
        QTest::newRow("HEVC") << QByteArray("1.2.840.10008.1.2.4.107")
                              << QStringLiteral("HEVC (H.265) video");
    }
    // They go into the record, and out of it, as they came.
    void filmsAreReadAndWhatTheyArePackedAsIsSaid()
    {
        QFETCH(QByteArray, syntax);
        QFETCH(QString, words);
        DicomBytes made;
        putFormat(made, {});
        made.encapsulated({QByteArray(64, '\1')});
        const auto film = read(made.object(syntax));
        QVERIFY2(film, film ? "" : qPrintable(film.error().message()));
        const auto frame = film->frame(0);
        QVERIFY(!frame);
        QCOMPARE(frame.error().code, base::ErrorCode::Unsupported);
        QVERIFY2(frame.error().what.contains(words), qPrintable(frame.error().what));
    }
    void damagedObjectsAreRefusedByNameAndCause_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("cause");
        const QByteArray good = grey({}, QByteArray(8, '\1')).object();
        QTest::newRow("empty") << QByteArray() << QStringLiteral("The file is empty");
        QTest::newRow("text") << QByteArray(5000, 'x') << QStringLiteral("no DICOM object");
        QTest::newRow("cut short") << good.chopped(3) << QStringLiteral("only 5 are left");
        QTest::newRow("no rows") << grey({.rows = 0}, QByteArray(8, '\1')).object()
                                 << QStringLiteral("no rows");
        QTest::newRow("too few pixels") << grey({.rows = 9}, QByteArray(8, '\1')).object()
                                        << QStringLiteral("should be 36 bytes, but there are 8");
        QTest::newRow("impossible bits")
            << grey({.stored = 17}, QByteArray(8, '\1')).object() << QStringLiteral("don't fit");
        QTest::newRow("four samples")
            << grey({.samples = 4}, QByteArray(8, '\1')).object() << QStringLiteral("4 samples");
        QTest::newRow("huge") << grey({.rows = 65535, .columns = 65535}, QByteArray(8, '\1')).object()
                              << QStringLiteral("the limit is 256 MiB");
        QTest::newRow("unknown transfer syntax") << DicomBytes().us(0x00280010, 1).object("1.2.3.4")
                                                 << QStringLiteral("does not know (transfer syntax 1.2.3.4)");
        for (const char* ending : {"201", "202", "203"}) {
            QTest::addRow("HTJ2K %s", ending)
                << DicomBytes().us(0x00280010, 1).object(QByteArray("1.2.840.10008.1.2.4.") + ending)
                << QStringLiteral("packed as High-Throughput JPEG 2000 (HTJ2K), which");
        }
        DicomBytes nested;
        std::function<void(DicomBytes&, int)> nest = [&](DicomBytes& to, int depth) {
            to.sequence(0x00081140, {[&](DicomBytes& item) {
                if (depth > 0)
                    nest(item, depth - 1);
            }});
        };
        nest(nested, 40);
        QTest::newRow("nested") << nested.object() << QStringLiteral("nested more than 32 deep");
    }
    void damagedObjectsAreRefusedByNameAndCause()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, cause);
        const QString message = refusal(bytes);
        QVERIFY2(message.contains(cause), qPrintable(message));
        QVERIFY2(message.contains(QStringLiteral("made.dcm")), qPrintable(message));
    }

    void claimsOfManyFramesAreRefused()
    {
        DicomBytes native;
        putFormat(native, {.rows = 1, .columns = 1, .allocated = 8, .stored = 8, .high = 7});
        native.put(0x00280008, "IS", "2000000000").put(0x7FE00010, "OB", QByteArray(16, '\0'));
        QVERIFY(refusal(native.object()).contains(QStringLiteral("frames should be")));

        DicomBytes packed;
        putFormat(packed, {});
        packed.put(0x00280008, "IS", "2000000000").encapsulated({QByteArray(16, '\0')});
        QVERIFY(refusal(packed.object("1.2.840.10008.1.2.5")).contains(QStringLiteral("holds fewer")));
    }

    void aSmallStreamMayNotClaimALargeImage()
    {
        DicomBytes made;
        putFormat(made, {.rows = 10000, .columns = 10000});
        made.encapsulated({QByteArray(300, '\0')});
        const auto object = read(made.object("1.2.840.10008.1.2.5"));
        QVERIFY(object.has_value());
        const auto frame = object->frame(0);
        QVERIFY(!frame && frame.error().message().contains(QStringLiteral("too few for its size")));
    }

    void aCompressedFrameOfAnotherSizeIsRefused()
    {
        DicomBytes made;
        putFormat(made, {.rows = 4, .columns = 4, .allocated = 8, .stored = 8, .high = 7});
        made.encapsulated({QByteArray::fromHex("ffd8ffc0000b080008000801011100ffd9")});
        const auto object = read(made.object("1.2.840.10008.1.2.4.50"));
        const auto frame = object->frame(0);
        QVERIFY(!frame && frame.error().message().contains(QStringLiteral("8 × 8 pixels")));
    }

    // What DCMTK has to say of a damaged object would name the patient.
    void nothingIsWrittenToTheTerminal()
    {
        QTemporaryFile log;
        QVERIFY(log.open());
        const int before = dup(STDERR_FILENO);
        dup2(log.handle(), STDERR_FILENO);
        DicomBytes made;
        made.put(0x00100010, "PN", "Quetzal^Wombat")
            .put(0x00100030, "DA", "no date")
            .put(0x00280008, "IS", "x");
        putFormat(made, {.rows = 4, .columns = 4, .allocated = 8, .stored = 8, .high = 7});
        made.encapsulated({QByteArray::fromHex("ffd8ffc0000b080004000401011100ffda0000")});
        const auto object = read(made.object("1.2.840.10008.1.2.4.50"));
        if (object)
            (void)object->frame(0);
        (void)read(made.object().chopped(30));
        dup2(before, STDERR_FILENO);
        close(before);
        QCOMPARE(log.size(), 0);
    }

    // Found by fuzzing: DCMTK would have made room for what the last length says.
    void whatFollowsThePixelsIsReadAsFarAsItIsSound()
    {
        const QByteArray bytes
            = grey({}, QByteArray(8, '\1')).object() + QByteArray::fromHex("2066726f4f42000070707070");
        const auto object = read(bytes);
        QVERIFY(object.has_value() && object->frame(0).has_value());
        QVERIFY(object->dataset().has_value());
    }

    void aDeflatedObjectMayNotUnpackWithoutEnd()
    {
        const auto deflated = [](const QByteArray& dataset) {
            DicomBytes meta;
            const QByteArray head = meta.object("1.2.840.10008.1.2.1.99");
            return head + qCompress(dataset).mid(6).chopped(4); // without zlib's own head and sum
        };
        DicomBytes good;
        good.put(0x00080060, "CS", "SR");
        QCOMPARE(read(deflated(good.dataset()))->header().modality, QStringLiteral("SR"));
        const QString message = refusal(deflated(QByteArray(100'000'000, '\0')));
        QVERIFY2(message.contains(QStringLiteral("more than it could hold")), qPrintable(message));
    }

    // Half an image must never pass for a whole one.
    void aStreamCutShortIsNoImage_data()
    {
        QTest::addColumn<QString>("path");
        QTest::newRow("RLE") << QStringLiteral("dicom-edge/pydicom/MR_small_RLE.dcm");
        QTest::newRow("JPEG 2000") << QStringLiteral("dicom-edge/pydicom/MR_small_jp2klossless.dcm");
        QTest::newRow("JPEG-LS") << QStringLiteral("dicom-edge/pydicom/MR_small_jpeg_ls_lossless.dcm");
        QTest::newRow("JPEG lossless") << QStringLiteral("dicom-edge/multiframe/bad_sequence.dcm");
        QTest::newRow("JPEG extended") << QStringLiteral("dicom-codecs/JPLY/MR4_JPLY");
        QTest::newRow("JPEG baseline") << QStringLiteral("dicom-edge/pydicom/examples_ybr_color.dcm");
    }
    void aStreamCutShortIsNoImage()
    {
        QFETCH(QString, path);
        const QByteArray whole = contentOf(dataFolder(path));
        if (whole.isEmpty())
            QSKIP("the DICOM test data is not there: shared/data");
        const Packed packed = firstFragment(whole);

        const auto cutAt = [&](double part) {
            const qsizetype kept = static_cast<qsizetype>(double(packed.fragment.size()) * part) / 2 * 2;
            DicomBytes made;
            made.encapsulated({packed.fragment.left(kept)});
            return read(packed.header + made.dataset());
        };

        QVERIFY(cutAt(1) && cutAt(1)->frame(0));
        for (const double part : {0.2, 0.5, 0.9}) {
            const auto object = cutAt(part);
            QVERIFY(object.has_value());
            QVERIFY2(!object->frame(0), qPrintable(QString::number(part)));
        }
    }

    // Found by fuzzing: without a transfer syntax DCMTK guessed another encoding than was checked.
    void compressedPixelsWithoutATransferSyntaxAreNoTrap()
    {
        DicomBytes made;
        putFormat(made, {});
        made.encapsulated({QByteArray(40, '\1')});
        const QByteArray bytes = QByteArray(128, '\0') + "DICM" + made.dataset();
        const auto object = read(bytes);
        QVERIFY(object.has_value());
        QVERIFY(object->dataset().has_value());
        QVERIFY(!object->frame(0));
    }

    // The beginning of a good object is refused at every length, or gives what was there.
    void everyBeginningOfAnObjectIsReadOrRefused()
    {
        DicomBytes made;
        made.put(0x00080060, "CS", "CT").sequence(0x00081140, {[](DicomBytes& item) {
            item.us(0x00280010, 1);
        }});
        putFormat(made, {});
        made.put(0x7FE00010, "OW", QByteArray(8, '\1'));
        const QByteArray whole = made.object();
        for (qsizetype length = 0; length < whole.size(); ++length) {
            const auto object = read(whole.left(length));
            if (object)
                QVERIFY(object->header().frames.empty());
            else
                QVERIFY(object.error().message().contains(QStringLiteral("made.dcm")));
        }
    }
};

QTEST_GUILESS_MAIN(TestDicomHostile)
#include "tst_dicom_hostile.moc"
