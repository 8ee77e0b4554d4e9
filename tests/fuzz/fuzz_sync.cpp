// What a peer sends or a bundle holds: frames cut anywhere, messages of every kind, a bundle's outside. No
// message passes its limit, and none but a greeting is heard from a stranger.

#include "bundle_file_p.h"
#include "letter_parts_p.h"
#include "sync/device_list.h"
#include "wire_fields_p.h"

#include <cstdlib>
#include <QBuffer>

using namespace twinward;
using namespace twinward::sync;

namespace {

void require(bool holds) // NOLINT
{
    if (!holds)
        std::abort();
}

// What can be read says the same when it is written and read again.
template <class T> void roundTrip(const QByteArray& body)
{
    const auto value = fromCbor<T>(body);
    if (value) {
        const QByteArray written = toCbor(*value);
        const auto again = fromCbor<T>(written);
        require(again.has_value() && toCbor(*again) == written);
    }
}

void readMessage(const Message& message)
{
    roundTrip<HelloSaid>(message.body);
    roundTrip<IdentitySaid>(message.body);
    roundTrip<GoodbyeSaid>(message.body);
    roundTrip<HeadsSaid>(message.body);
    roundTrip<WantSaid>(message.body);
    roundTrip<BatchSaid>(message.body);
    roundTrip<RoundSaid>(message.body);
    roundTrip<StopSaid>(message.body);
    roundTrip<OffersSaid>(message.body);
    roundTrip<WantBlobSaid>(message.body);
    roundTrip<BlobPartSaid>(message.body);
    roundTrip<BundleMaker>(message.body);
    roundTrip<Receipt>(message.body);
}

void readFrames(QByteArrayView bytes, bool isTrusted) // NOLINT
{
    FrameReader reader;
    if (isTrusted)
        reader.trust();
    for (qsizetype at = 0; at < bytes.size(); at += 7) {
        reader.add(bytes.sliced(at, std::min<qsizetype>(7, bytes.size() - at)));
        while (true) {
            const auto message = reader.next();
            if (!message || !*message)
                break;
            require((*message)->body.size() <= maxMessageBytes((*message)->kind));
            require(isTrusted || isGreeting((*message)->kind));
            readMessage(**message);
        }
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    readFrames(bytes, false);
    readFrames(bytes, true);
    readMessage({MessageKind::Heads, bytes});
    if (const auto list = DeviceList::fromBytes(bytes))
        require(DeviceList::fromBytes(list->toBytes())->devices == list->devices);
    LetterParts parts;
    if (const auto whole = parts.add(bytes); whole && *whole)
        require((*whole)->size() <= bytes.size());
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    if (const auto outside = BundleOutside::read(buffer))
        require(bytes.startsWith(outside->toBytes()));
    return 0;
}
