#pragma once

// Content made smaller before it is sealed, without loss: the pixels of a CT use 12 of their 16 bits, and
// what is not there need not be written, read or unsealed. One Blosc frame (the bytes of each pair set apart,
// then LZ4) for each 256 KiB.

#include <optional>
#include <QByteArray>

namespace twinward::ledger {

// None where it would not pay: for little content, and for what is compressed already.
[[nodiscard]] std::optional<QByteArray> packContent(QByteArrayView content);
// None where the bytes are not packed content of this size. Whatever they and `size` claim, it takes at most
// 256 bytes of memory for each byte of `packed`.
[[nodiscard]] std::optional<QByteArray> unpackContent(QByteArrayView packed, quint64 size);

} // namespace twinward::ledger
