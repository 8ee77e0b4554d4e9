// From the vault to voxels: the pixels are those of the objects, whatever way they came, the middle ones
// first.

#include "imaging/dicom_object.h"
#include "made_objects.h"

#include <mutex>
#include <set>

using namespace twinward;
using namespace twinward::imaging;
using namespace twinward::imaging::test;

namespace {

// A study in a vault, and what is needed to open it.
struct Opened
{
    explicit Opened(ImportSource source)
    {
        const auto plan = scan(std::move(source));
        if (!plan)
            qFatal("%s", qPrintable(plan.error().message()));
        const auto decisions = clinic.allTo(*plan);
        patient = decisions.front().patient;
        if (const auto report = file(*clinic.vault, *plan, decisions); !report || report->added() == 0)
            qFatal("nothing was filed");
        studies = clinic.studies(patient);
    }

    [[nodiscard]] const Series& series() const { return studies.front().series.front(); }
    [[nodiscard]] std::vector<ObjectHeader> headers() const
    {
        return readHeaders(*clinic.vault, series()).value();
    }

    ImagingClinic clinic;
    record::PatientId patient;
    std::vector<Study> studies;
};

ImportSource inMemory(std::vector<IncomingObject> objects)
{
    return {{}, std::move(objects)};
}

// What DicomObject makes of the frame: the slow way.
Frame frameOf(const Opened& opened, const FrameRef& ref)
{
    const StoredInstance& instance = opened.series().instances[static_cast<size_t>(ref.instance)];
    const auto object = DicomObject::read(readObject(*opened.clinic.vault, instance).value(), {});
    return object->frame(ref.frame).value();
}

class TestLibrary : public QObject
{
    Q_OBJECT

private slots:
    void theHeadersAreThoseOfTheObjects();
    void withoutAnIndexTheObjectsAreRead();
    void aVolumeHoldsTheStoredValuesOfItsSlices();
    void slopesOfTheirOwnAreFoldedIn();
    void aModalityTableIsApplied();
    void bitsAboveTheStoredOnesAreNoPixels();
    void theMiddleComesFirstAndAStopStops();
    void whatMakesNoVolumeIsRefused();
    void aSliceThatIsCutShortStaysEmptyAndTheOthersComeIn();
    void everyFrameOfTheRealSetsIsTheSameAsTheObjects();
    void aRealChestIsTheSameAsItsFiles();
};

void TestLibrary::theHeadersAreThoseOfTheObjects()
{
    const Opened opened(inMemory(stackOf({}, 4)));
    const auto headers = opened.headers();
    QCOMPARE(headers.size(), 4U);
    for (size_t i = 0; i < 4; ++i) {
        const QByteArray object = readObject(*opened.clinic.vault, opened.series().instances[i]).value();
        QVERIFY(DicomObject::read(object, {})->header() == headers[i]);
    }
}

void TestLibrary::withoutAnIndexTheObjectsAreRead()
{
    const Opened opened(inMemory(stackOf({}, 6)));
    Series without = opened.series();
    without.indexes.clear();
    const auto headers = readHeaders(*opened.clinic.vault, without);
    VERIFY_RESULT(headers);
    QVERIFY(*headers == opened.headers());
}

void TestLibrary::aVolumeHoldsTheStoredValuesOfItsSlices()
{
    const Opened opened(inMemory(stackOf({}, 9)));
    const auto headers = opened.headers();
    const auto stacks = arrange(headers);
    QCOMPARE(stacks.size(), 1U);
    QVERIFY(stacks[0].grid);
    const auto volume = startVolume(headers, stacks[0]);
    VERIFY_RESULT(volume);
    QVERIFY(!(*volume)->value(0, 0, 4));

    VERIFY_RESULT(fillVolume(*opened.clinic.vault, opened.series(), headers, stacks[0], **volume, 4, {}));

    QCOMPARE((*volume)->type, SampleType::U16);
    QCOMPARE((*volume)->unit, QStringLiteral("HU"));
    for (int k = 0; k < 9; ++k) {
        const int number = stacks[0].frames[static_cast<size_t>(k)].instance;
        QCOMPARE((*volume)->value(5, 60, k).value(), 1000.0 + number + 5 - 1024);
    }
    QVERIFY(!(*volume)->value(-1, 0, 0) && !(*volume)->value(0, sliceSide, 0) && !(*volume)->value(0, 0, 9));
}

void TestLibrary::slopesOfTheirOwnAreFoldedIn()
{
    std::vector<IncomingObject> objects;
    for (int i = 0; i < 5; ++i) {
        Slice slice;
        slice.number = i + 1;
        objects.push_back({QString::number(i), object(slice, [i](DcmDataset& dataset) {
                               put(dataset, DCM_RescaleSlope, QString::number(0.5 * (i + 1)));
                               put(dataset, DCM_RescaleIntercept, QString::number(i));
                           })});
    }
    const Opened opened(inMemory(std::move(objects)));
    const auto headers = opened.headers();
    const auto stacks = arrange(headers);
    const auto volume = startVolume(headers, stacks[0]);
    VERIFY_RESULT(volume);
    VERIFY_RESULT(fillVolume(*opened.clinic.vault, opened.series(), headers, stacks[0], **volume, 0, {}));
    QCOMPARE((*volume)->type, SampleType::F32);
    QCOMPARE((*volume)->slope, 1.0);
    for (int k = 0; k < 5; ++k) {
        const int i = stacks[0].frames[static_cast<size_t>(k)].instance;
        QCOMPARE((*volume)->value(2, 0, k).value(), 1002 * 0.5 * (i + 1) + i);
    }
}

void TestLibrary::aModalityTableIsApplied()
{
    const Opened opened(inMemory(stackOf({}, 3)));
    auto headers = opened.headers();
    for (ObjectHeader& header : headers)
        header.modalityLut = LookupTable{1001, 16, {500, 600, 700}, QStringLiteral("OD")};
    const auto stacks = arrange(headers);
    const auto volume = startVolume(headers, stacks[0]);
    VERIFY_RESULT(volume);
    VERIFY_RESULT(fillVolume(*opened.clinic.vault, opened.series(), headers, stacks[0], **volume, 0, {}));
    QCOMPARE((*volume)->unit, QStringLiteral("OD"));
    for (int k = 0; k < 3; ++k) {
        const int grey = 1000 + stacks[0].frames[static_cast<size_t>(k)].instance;
        QCOMPARE((*volume)->value(0, 0, k).value(), grey < 1002 ? 500.0 : 600.0);
        QCOMPARE((*volume)->value(20, 0, k).value(), 700.0);
    }
}

void TestLibrary::bitsAboveTheStoredOnesAreNoPixels()
{
    const Opened opened(inMemory({{QStringLiteral("one"), object({}, [](DcmDataset& dataset) {
                                       std::vector<Uint16> pixels(sliceSide * sliceSide, 0xF123);
                                       dataset.putAndInsertUint16Array(
                                           DCM_PixelData, pixels.data(), pixels.size());
                                   })}}));
    const auto headers = opened.headers();
    const auto frame = readFrame(*opened.clinic.vault, opened.series().instances[0], headers[0], 0);
    VERIFY_RESULT(frame);
    QCOMPARE(reinterpret_cast<const quint16*>(frame->data.constData())[77], quint16{0x123});
    QCOMPARE(frame->data, frameOf(opened, {0, 0}).data);
    QVERIFY(!readFrame(*opened.clinic.vault, opened.series().instances[0], headers[0], 1));
}

void TestLibrary::theMiddleComesFirstAndAStopStops()
{
    const Opened opened(inMemory(stackOf({}, 41)));
    const auto headers = opened.headers();
    const auto stacks = arrange(headers);
    const auto volume = startVolume(headers, stacks[0]);
    VERIFY_RESULT(volume);
    std::mutex mutex;
    std::vector<int> order;
    const auto status
        = fillVolume(*opened.clinic.vault, opened.series(), headers, stacks[0], **volume, 20, [&](int slice) {
              const std::lock_guard guard(mutex);
              order.push_back(slice);
              return order.size() < 12;
          });
    QCOMPARE(status.error().code, base::ErrorCode::Cancelled);
    QVERIFY(order.size() >= 12 && order.size() < 41);
    for (const int slice : order) {
        QVERIFY(std::abs(slice - 20) <= 12);
        QVERIFY((*volume)->value(0, 0, slice));
    }
}

void TestLibrary::whatMakesNoVolumeIsRefused()
{
    const Opened opened(inMemory(stackOf({}, 3)));
    auto headers = opened.headers();
    Stack stack = arrange(headers).front();
    Stack loose = stack;
    loose.grid.reset();
    QCOMPARE(startVolume(headers, loose).error().code, base::ErrorCode::InvalidInput);
    Stack foreign = stack;
    foreign.frames[1].instance = 7;
    QCOMPARE(startVolume(headers, foreign).error().code, base::ErrorCode::InvalidInput);
    headers[1].pixels.rows = 9;
    QCOMPARE(startVolume(headers, stack).error().code, base::ErrorCode::InvalidInput);
}

void TestLibrary::aSliceThatIsCutShortStaysEmptyAndTheOthersComeIn()
{
    const Opened opened(inMemory(stackOf({}, 5)));
    auto headers = opened.headers();
    const auto stacks = arrange(headers);
    headers[2].native->offset += 10'000'000; // an index that lies
    const auto volume = startVolume(headers, stacks[0]);
    VERIFY_RESULT(volume);
    const auto status
        = fillVolume(*opened.clinic.vault, opened.series(), headers, stacks[0], **volume, 0, {});
    QCOMPARE(status.error().code, base::ErrorCode::InvalidInput);
    int filled = 0;
    for (int k = 0; k < 5; ++k)
        filled += (*volume)->value(0, 0, k) ? 1 : 0;
    QCOMPARE(filled, 4);
}

void TestLibrary::everyFrameOfTheRealSetsIsTheSameAsTheObjects()
{
    if (!haveDicomData())
        QSKIP("The DICOM objects are not here: whether frames are right is not tested");
    const Opened opened(
        {{dataFolder(QStringLiteral("dicom-edge")), dataFolder(QStringLiteral("dicom-codecs"))}, {}});
    int compared = 0;
    for (const Study& study : opened.studies) {
        for (const Series& series : study.series) {
            const auto headers = readHeaders(*opened.clinic.vault, series);
            VERIFY_RESULT(headers);
            for (size_t i = 0; i < headers->size(); ++i) {
                const auto object
                    = DicomObject::read(readObject(*opened.clinic.vault, series.instances[i]).value(), {});
                VERIFY_RESULT(object);
                const auto frames = static_cast<int>((*headers)[i].frames.size());
                for (const int frame : std::set<int>{0, frames - 1}) {
                    const auto slow = object->frame(frame);
                    const auto quick
                        = readFrame(*opened.clinic.vault, series.instances[i], (*headers)[i], frame);
                    QCOMPARE(quick.has_value(), slow.has_value());
                    if (!slow)
                        continue;
                    QCOMPARE(quick->data, slow->data);
                    QCOMPARE(quick->type, slow->type);
                    QCOMPARE(quick->samples, slow->samples);
                    ++compared;
                }
            }
        }
    }
    QVERIFY(compared > 100);
}

void TestLibrary::aRealChestIsTheSameAsItsFiles()
{
    const QString folder = chest();
    if (folder.isEmpty())
        QSKIP("The chest CT is not here: a real volume is not tested");
    const Opened opened({{folder}, {}});
    const auto headers = opened.headers();
    QCOMPARE(headers.size(), 275U);
    const auto stacks = arrange(headers);
    QCOMPARE(stacks.size(), 1U);
    QVERIFY(stacks[0].grid);
    const auto volume = startVolume(headers, stacks[0]);
    VERIFY_RESULT(volume);
    VERIFY_RESULT(fillVolume(*opened.clinic.vault, opened.series(), headers, stacks[0], **volume, 137, {}));
    for (int k = 0; k < 275; k += 9) {
        const Frame frame = frameOf(opened, stacks[0].frames[static_cast<size_t>(k)]);
        QCOMPARE(
            QByteArray(static_cast<const char*>((*volume)->slice(k)), (*volume)->sliceBytes()), frame.data);
    }
    QCOMPARE((*volume)->slope, 1.0);
    QCOMPARE((*volume)->intercept, -1000.0);
}

} // namespace

QTEST_GUILESS_MAIN(TestLibrary)
#include "tst_library.moc"
