#pragma once

// Events as bytes: CBOR, positional, newer fields at the end. Decoding is for hostile input: sizes are
// bounded and whatever is not exactly an event is refused. Event::source is not part of it; the ledger seals
// that apart.

#include "record/event.h"

namespace twinward::record {

[[nodiscard]] QByteArray encodeEvent(const Event& event);
[[nodiscard]] base::Result<Event> decodeEvent(const QByteArray& bytes);

} // namespace twinward::record
