// Samples copied straight out of an object, against PS3.5 8.1.1 bit by bit.

#include "native_pixels_p.h"

#include <algorithm>
#include <cstring>
#include <QTest>
#include <random>
#include <vector>

using namespace twinward::imaging;

class NativePixelsTest : public QObject
{
    Q_OBJECT

private slots:
    void everyPlaceOfTheStoredBits_data();
    void everyPlaceOfTheStoredBits();
};

namespace {

// Bit by bit: the high bit says where the value begins, the sign fills what lies above.
template <class T> T valueOf(const PixelFormat& format, T word)
{
    quint32 value = 0;
    for (int bit = 0; bit < format.bitsAllocated; ++bit) {
        const int last = format.bitsStored - 1;
        const int from = format.highBit - last + (format.isSigned ? std::min(bit, last) : bit);
        if (bit <= last || format.isSigned)
            value |= (static_cast<quint32>(word) >> from & 1U) << bit;
    }
    return static_cast<T>(value);
}

template <class T> void compareWithEachBit(const PixelFormat& format, qsizetype count)
{
    std::mt19937 random(static_cast<quint32>(count));
    std::vector<T> words(static_cast<size_t>(count));
    for (T& word : words)
        word = static_cast<T>(random());
    const QByteArray bytes(reinterpret_cast<const char*>(words.data()), count * qsizetype{sizeof(T)});
    QByteArray copied(bytes.size() + 1, '\x5a');
    copySamples(format, bytes, copied.data());
    QCOMPARE(copied.back(), '\x5a');
    for (qsizetype i = 0; i < count; ++i) {
        T value{};
        std::memcpy(&value, copied.constData() + i * qsizetype{sizeof(T)}, sizeof(T));
        QCOMPARE(value, valueOf(format, words[static_cast<size_t>(i)]));
    }
}

} // namespace

void NativePixelsTest::everyPlaceOfTheStoredBits_data()
{
    QTest::addColumn<int>("allocated");
    QTest::addColumn<bool>("isSigned");
    for (const int allocated : {8, 16}) {
        for (const bool isSigned : {false, true})
            QTest::addRow("%d bits, %s", allocated, isSigned ? "signed" : "unsigned")
                << allocated << isSigned;
    }
}

void NativePixelsTest::everyPlaceOfTheStoredBits()
{
    QFETCH(int, allocated);
    QFETCH(bool, isSigned);
    PixelFormat format;
    format.bitsAllocated = allocated;
    format.isSigned = isSigned;
    for (int stored = 1; stored <= allocated; ++stored) {
        for (int high = stored - 1; high < allocated; ++high) {
            if (stored == allocated && high != stored - 1)
                continue;
            format.bitsStored = stored;
            format.highBit = high;
            for (const qsizetype count : {0, 1, 63, 64, 65, 200}) { // around the runs they are copied by
                if (allocated == 8)
                    compareWithEachBit<quint8>(format, count);
                else
                    compareWithEachBit<quint16>(format, count);
                if (QTest::currentTestFailed())
                    return;
            }
        }
    }
}

QTEST_GUILESS_MAIN(NativePixelsTest)
#include "tst_native_pixels.moc"
