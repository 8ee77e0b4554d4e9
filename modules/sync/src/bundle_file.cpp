#include "bundle_file_p.h"

#include <QtEndian>
#include <sodium.h>

namespace twinward::sync {

using base::ErrorCode;

namespace {

constexpr qsizetype overhead = crypto_secretstream_xchacha20poly1305_ABYTES;
constexpr qsizetype headerBytes = crypto_secretstream_xchacha20poly1305_HEADERBYTES;

crypto_secretstream_xchacha20poly1305_state* stateOf(ledger::Secret& secret)
{
    return reinterpret_cast<crypto_secretstream_xchacha20poly1305_state*>(secret.data());
}

const unsigned char* raw(QByteArrayView bytes)
{
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

QByteArray numberBytes(quint32 number)
{
    QByteArray bytes(4, '\0');
    qToBigEndian(number, bytes.data());
    return bytes;
}

tl::unexpected<base::Error> noBundle()
{
    return base::fail(ErrorCode::InvalidInput, QStringLiteral("This file is not a bundle of Twinward's"), {},
        QStringLiteral("Choose the file that the other computer wrote."));
}

tl::unexpected<base::Error> broken(const QString& what, quint64 chunk)
{
    return base::fail(ErrorCode::IntegrityBroken, what, QStringLiteral("part %1 of the file").arg(chunk + 1),
        QStringLiteral("Copy it again from the computer that wrote it; what came before is kept."));
}

} // namespace

QByteArray BundleOutside::toBytes() const
{
    QByteArray bytes = bundleMagic.toByteArray();
    bytes.append(static_cast<char>(bundleVersion)).append(numberBytes(static_cast<quint32>(boxes.size())));
    for (const QByteArray& box : boxes)
        bytes += box;
    return bytes + streamHeader;
}

base::Result<BundleOutside> BundleOutside::read(QIODevice& from)
{
    const QByteArray start = from.read(bundleMagic.size() + 5);
    if (start.size() != bundleMagic.size() + 5 || !start.startsWith(bundleMagic))
        return noBundle();
    if (static_cast<quint8>(start[bundleMagic.size()]) != bundleVersion) {
        return base::fail(ErrorCode::Unsupported,
            QStringLiteral("This bundle was written by another version of the program"), {},
            QStringLiteral("Bring both computers to the same version."));
    }
    const auto count = qFromBigEndian<quint32>(start.constData() + bundleMagic.size() + 1);
    if (count == 0 || count > maxBundleBoxes)
        return noBundle();
    BundleOutside outside;
    for (quint32 i = 0; i < count; ++i) {
        outside.boxes.push_back(from.read(bundleBoxBytes));
        if (outside.boxes.back().size() != bundleBoxBytes)
            return noBundle();
    }
    outside.streamHeader = from.read(headerBytes);
    if (outside.streamHeader.size() != headerBytes)
        return noBundle();
    return outside;
}

BundleStream::BundleStream()
    : m_state(sizeof(crypto_secretstream_xchacha20poly1305_state))
{ }

BundleStream::~BundleStream() = default;

QByteArray BundleStream::startWriting(const ledger::Secret& key)
{
    QByteArray header(headerBytes, '\0');
    crypto_secretstream_xchacha20poly1305_init_push(
        stateOf(m_state), reinterpret_cast<unsigned char*>(header.data()), key.data());
    return header;
}

base::Status BundleStream::write(QIODevice& to, QByteArrayView plain, Place place)
{
    QByteArray sealed(plain.size() + overhead, Qt::Uninitialized);
    crypto_secretstream_xchacha20poly1305_push(stateOf(m_state),
        reinterpret_cast<unsigned char*>(sealed.data()), nullptr, raw(plain),
        static_cast<unsigned long long>(plain.size()), nullptr, 0,
        place == Place::End ? static_cast<unsigned char>(crypto_secretstream_xchacha20poly1305_TAG_FINAL)
                            : static_cast<unsigned char>(crypto_secretstream_xchacha20poly1305_TAG_MESSAGE));
    const QByteArray whole = numberBytes(static_cast<quint32>(sealed.size())) + sealed;
    if (to.write(whole) != whole.size()) {
        return base::fail(ErrorCode::Io, QStringLiteral("The bundle can't be written"), to.errorString(),
            QStringLiteral("Is there room on the stick, and is it still in its place?"));
    }
    return {};
}

bool BundleStream::startReading(const ledger::Secret& key, const QByteArray& header)
{
    return key.size() == crypto_secretstream_xchacha20poly1305_KEYBYTES && header.size() == headerBytes
        && crypto_secretstream_xchacha20poly1305_init_pull(stateOf(m_state), raw(header), key.data()) == 0;
}

base::Result<QByteArray> BundleStream::read(QIODevice& from)
{
    const QByteArray length = from.read(4);
    if (length.size() != 4)
        return broken(QStringLiteral("The bundle is cut off"), m_chunks);
    const auto size = static_cast<qsizetype>(qFromBigEndian<quint32>(length.constData()));
    if (size < overhead || size > bundleChunkBytes + overhead)
        return broken(QStringLiteral("The bundle is damaged"), m_chunks);
    const QByteArray sealed = from.read(size);
    if (sealed.size() != size)
        return broken(QStringLiteral("The bundle is cut off"), m_chunks);
    QByteArray plain(size - overhead, '\0');
    unsigned char tag = 0;
    if (crypto_secretstream_xchacha20poly1305_pull(stateOf(m_state),
            reinterpret_cast<unsigned char*>(plain.data()), nullptr, &tag, raw(sealed),
            static_cast<unsigned long long>(sealed.size()), nullptr, 0)
        != 0)
        return broken(QStringLiteral("The bundle is damaged"), m_chunks);
    ++m_chunks;
    m_isAtEnd = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
    if (m_isAtEnd && !from.read(1).isEmpty())
        return broken(QStringLiteral("Something follows the bundle's end"), m_chunks);
    return plain;
}

} // namespace twinward::sync
