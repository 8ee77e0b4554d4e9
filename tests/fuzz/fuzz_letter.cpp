// What a letter says once it is opened, and a clinic's card: whatever it holds, it is read or refused; what
// is read says the same when it is written again, and no entry comes out that nobody signed.

#include "consent_letters_p.h"
#include "disclosure_take_p.h"

#include <cstdlib>

using namespace twinward;
using namespace twinward::ledger;

namespace {

void require(bool holds) // NOLINT
{
    if (!holds)
        std::abort();
}

template <class Body> std::optional<Body> roundTrip(const QByteArray& bytes)
{
    auto body = decodeBody<Body>(bytes);
    if (body) {
        const QByteArray written = encodeBody(*body);
        const auto again = decodeBody<Body>(written);
        require(again.has_value() && encodeBody(*again) == written);
    }
    return body;
}

void readHead(const DisclosureHead& head)
{
    (void)guarded([&] { return checkHead(head, record::ClinicId(), 1'700'000'000'000).categories.size(); });
}

// What is told of a contract says the same wherever it is read, and is nobody's word unsigned.
void readChange(const QByteArray& bytes)
{
    const auto body = roundTrip<ConsentChangeBody>(bytes);
    OpenedLetter letter;
    letter.kind = LetterKind::ConsentChange;
    letter.body = bytes;
    const auto told = toldBy(letter);
    require(!told || body.has_value());
    if (!told)
        return;
    require(told->contract == body->contract && told->categories == body->categories);
    require(record::sharedCategories(told->categories) == told->categories);
    require(!isAsSigned(*told, record::ClinicId(), {{told->clinic, KnownClinic()}}));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    if (const auto body = roundTrip<DisclosureBody>(bytes)) {
        readHead(body->head);
        const auto opened = guarded([&] {
            return openReleased(body->released, {record::Category::Vitals}, body->head.subjects).size();
        });
        require(!opened || *opened == 0 || !body->released.commits.empty());
    }
    if (const auto body = roundTrip<ContentsBody>(bytes))
        readHead(body->head);
    (void)roundTrip<ReceiptBody>(bytes);
    (void)roundTrip<EmergencyBody>(bytes);
    (void)roundTrip<Released>(bytes);
    (void)guarded([&] { return readSigned(bytes, record::ClinicId()).body.size(); });
    readChange(bytes);
    if (const auto card = ClinicCard::fromBytes(bytes))
        require(card->toBytes() == bytes && card->fingerprint().size() == 47);
    return 0;
}
