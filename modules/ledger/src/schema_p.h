#pragma once

// The vault's tables. What stands in the clear: counts, sizes, random or keyed names, hashes, signatures and
// the order of things; everything with a meaning is in a sealed column.

#include <QtGlobal>

namespace twinward::ledger {

inline constexpr const char* schema = R"sql(
CREATE TABLE meta(name BLOB PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;

-- A user's keys, sealed under a passphrase (kind 1) or a recovery code (kind 2). Found by a slow hash of the name.
CREATE TABLE key_slots(name_hash BLOB NOT NULL, kind INTEGER NOT NULL, salt BLOB NOT NULL, passes INTEGER NOT NULL,
    memory INTEGER NOT NULL, sealed BLOB NOT NULL, PRIMARY KEY(name_hash, kind)) WITHOUT ROWID;

-- The root key of a category in one epoch, sealed to a user's box key.
CREATE TABLE keyring(user BLOB NOT NULL, category INTEGER NOT NULL, key_epoch INTEGER NOT NULL, sealed BLOB NOT NULL,
    PRIMARY KEY(user, category, key_epoch)) WITHOUT ROWID;

-- Who turned the keys, with the fingerprints of the new ones. The first epoch's stand in everybody's slot.
CREATE TABLE key_turns(key_epoch INTEGER PRIMARY KEY, author BLOB NOT NULL, recorded INTEGER NOT NULL,
    prints BLOB NOT NULL, signature BLOB NOT NULL);

-- One writer each: a device in one of its epochs.
CREATE TABLE chains(chain INTEGER PRIMARY KEY, device BLOB NOT NULL, epoch INTEGER NOT NULL);

CREATE TABLE commits(chain INTEGER NOT NULL REFERENCES chains, seq INTEGER NOT NULL, header BLOB NOT NULL,
    device_signature BLOB NOT NULL, author_signature BLOB NOT NULL, PRIMARY KEY(chain, seq)) WITHOUT ROWID;

-- In the order in which they are read: one patient's category is one run of pages.
CREATE TABLE segments(category INTEGER NOT NULL, tag BLOB NOT NULL, chain INTEGER NOT NULL, seq INTEGER NOT NULL,
    position INTEGER NOT NULL, key_epoch INTEGER NOT NULL, events INTEGER NOT NULL,
    author BLOB NOT NULL, recorded INTEGER NOT NULL, commit_id BLOB NOT NULL, body BLOB NOT NULL,
    PRIMARY KEY(category, tag, chain, seq, position)) WITHOUT ROWID;

-- The documents events came from; apart, so that reading a chart does not read them.
CREATE TABLE sources(chain INTEGER NOT NULL, seq INTEGER NOT NULL, position INTEGER NOT NULL, body BLOB NOT NULL,
    PRIMARY KEY(chain, seq, position)) WITHOUT ROWID;

-- Where an event is, by a keyed hash of its id.
CREATE TABLE event_tags(tag BLOB NOT NULL PRIMARY KEY, chain INTEGER NOT NULL, seq INTEGER NOT NULL,
    position INTEGER NOT NULL) WITHOUT ROWID;

-- Each is one file, named by file_hash.
CREATE TABLE blobs(name BLOB NOT NULL PRIMARY KEY, category INTEGER NOT NULL, tag BLOB NOT NULL,
    key_epoch INTEGER NOT NULL, size INTEGER NOT NULL, file_hash BLOB NOT NULL, mac BLOB NOT NULL) WITHOUT ROWID;

CREATE TABLE private_items(user BLOB NOT NULL, name BLOB NOT NULL, sealed BLOB NOT NULL,
    PRIMARY KEY(user, name)) WITHOUT ROWID;
)sql";

// What version 3 added; a vault of version 2 is given it when it is opened.
inline constexpr const char* schemaAdditions = R"sql(
-- The chains that begin where another of the same device and epoch was forked.
CREATE TABLE branches(chain INTEGER PRIMARY KEY, first_seq INTEGER NOT NULL);

-- Where each chain ends that another device writes, sealed, so that a cut tail is seen. Our own stands in meta.
CREATE TABLE chain_heads(chain INTEGER PRIMARY KEY, sealed BLOB NOT NULL);

-- Segments that nobody here could open yet: their entries are not in event_tags.
CREATE TABLE unopened(chain INTEGER NOT NULL, seq INTEGER NOT NULL, position INTEGER NOT NULL,
    category INTEGER NOT NULL, PRIMARY KEY(chain, seq, position)) WITHOUT ROWID;

-- What was not as it should be with what others brought: forks, refused and set aside commits.
CREATE TABLE evidence(id INTEGER PRIMARY KEY, reason INTEGER NOT NULL, device BLOB NOT NULL, epoch INTEGER NOT NULL,
    seq INTEGER NOT NULL, commit_id BLOB NOT NULL, other_id BLOB NOT NULL, brought_by BLOB NOT NULL,
    noticed INTEGER NOT NULL, content BLOB NOT NULL, UNIQUE(reason, commit_id, other_id));

-- Whose slot it is and when they made it, signed by them.
CREATE TABLE slot_marks(name_hash BLOB NOT NULL, kind INTEGER NOT NULL, user BLOB NOT NULL, recorded INTEGER NOT NULL,
    signature BLOB NOT NULL, PRIMARY KEY(name_hash, kind)) WITHOUT ROWID;

-- Who gave a user their keys of one epoch, signed by them.
CREATE TABLE handouts(user BLOB NOT NULL, key_epoch INTEGER NOT NULL, author BLOB NOT NULL, recorded INTEGER NOT NULL,
    signature BLOB NOT NULL, PRIMARY KEY(user, key_epoch)) WITHOUT ROWID;
)sql";

inline constexpr quint64 schemaVersion = 3;

} // namespace twinward::ledger
