#pragma once

// A bundle's outside: who can open it, and the sealed stream of chunks. Knows nothing of what is in it.

#include "base/error.h"
#include "ledger/secret.h"

#include <optional>
#include <QIODevice>
#include <vector>

namespace twinward::sync {

inline constexpr QByteArrayView bundleMagic("TWBUNDLE");
inline constexpr quint8 bundleVersion = 1;
inline constexpr qsizetype bundleChunkBytes = 256 << 10;
inline constexpr qsizetype bundleBoxBytes = 32 + 48; // a key in a sealed box
inline constexpr quint32 maxBundleBoxes = 10'000;

struct BundleOutside
{
    std::vector<QByteArray> boxes;
    QByteArray streamHeader;
    [[nodiscard]] QByteArray toBytes() const;
    // InvalidInput for what is no bundle, Unsupported for a newer version's.
    [[nodiscard]] static base::Result<BundleOutside> read(QIODevice& from);
};

class BundleStream
{
public:
    BundleStream();
    ~BundleStream();
    BundleStream(const BundleStream&) = delete;
    BundleStream& operator=(const BundleStream&) = delete;

    [[nodiscard]] QByteArray startWriting(const ledger::Secret& key); // the stream's header
    enum class Place : quint8 { Middle, End };
    base::Status write(QIODevice& to, QByteArrayView plain, Place place);

    [[nodiscard]] bool startReading(const ledger::Secret& key, const QByteArray& header);
    // The next chunk; IntegrityBroken where the file is cut, altered, or goes on after its end.
    [[nodiscard]] base::Result<QByteArray> read(QIODevice& from);
    [[nodiscard]] bool isAtEnd() const { return m_isAtEnd; }

private:
    ledger::Secret m_state;
    quint64 m_chunks = 0;
    bool m_isAtEnd = false;
};

} // namespace twinward::sync
