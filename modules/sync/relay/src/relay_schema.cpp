#include "relay_schema_p.h"

namespace twinward::sync {

namespace {

// A clinic's role may insert four columns of a letter and select; which rows, its policies say. All else it
// does through functions that act for the owner and look at who asks. session_user is who signed in, whatever
// SET ROLE says.
//
// place: the order within one clinic's post, given under the lock of its row in `post`, so that a letter that
// can be seen has none before it that can't be seen yet. It is a time in microseconds, and the next number
// where two fall into the same: so it goes on from above after a relay lost its newest rows to a crash of
// replicas, and nobody's mark stands before letters that are new.
//
// Partitioned by a hash of who a letter is for, as are the two tables that change with it: a clinic's post is
// all in one place, and the places can be spread over disks or machines (Citus distributes by the same
// column).
constexpr const char* version1 = R"sql(
CREATE SCHEMA twinward_relay;

CREATE TABLE twinward_relay.version (version integer NOT NULL);
INSERT INTO twinward_relay.version VALUES (0);

CREATE TABLE twinward_relay.clinic (
    id bytea PRIMARY KEY CHECK (octet_length(id) = 32),
    role name NOT NULL UNIQUE,
    name text NOT NULL,
    quota_bytes bigint NOT NULL CHECK (quota_bytes > 0),
    is_open boolean NOT NULL DEFAULT true,
    added timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE twinward_relay.post (
    recipient bytea PRIMARY KEY,
    last_place bigint NOT NULL DEFAULT 0
) PARTITION BY HASH (recipient);

CREATE TABLE twinward_relay.waiting (
    recipient bytea NOT NULL,
    sender bytea NOT NULL,
    letters bigint NOT NULL,
    bytes bigint NOT NULL,
    PRIMARY KEY (recipient, sender)
) PARTITION BY HASH (recipient);

CREATE TABLE twinward_relay.letter (
    recipient bytea NOT NULL,
    sender bytea NOT NULL,
    id bytea NOT NULL CHECK (octet_length(id) = 32),
    place bigint NOT NULL,
    arrived timestamptz NOT NULL,
    content bytea NOT NULL CHECK (octet_length(content) BETWEEN 1 AND 67108864),
    PRIMARY KEY (recipient, sender, id)
) PARTITION BY HASH (recipient);
CREATE UNIQUE INDEX ON twinward_relay.letter (recipient, place);
CREATE INDEX ON twinward_relay.letter USING brin (arrived);

DO $$
BEGIN
    FOR part IN 0..15 LOOP
        EXECUTE format('CREATE TABLE twinward_relay.post_%s PARTITION OF twinward_relay.post '
            'FOR VALUES WITH (MODULUS 16, REMAINDER %s) WITH (fillfactor = 50)', part, part);
        EXECUTE format('CREATE TABLE twinward_relay.waiting_%s PARTITION OF twinward_relay.waiting '
            'FOR VALUES WITH (MODULUS 16, REMAINDER %s) WITH (fillfactor = 50)', part, part);
        EXECUTE format('CREATE TABLE twinward_relay.letter_%s PARTITION OF twinward_relay.letter '
            'FOR VALUES WITH (MODULUS 16, REMAINDER %s)', part, part);
        -- sealed bytes pack no smaller
        EXECUTE format('ALTER TABLE twinward_relay.letter_%s ALTER COLUMN content SET STORAGE EXTERNAL', part);
    END LOOP;
END $$;

CREATE FUNCTION twinward_relay.own_clinic() RETURNS bytea
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$ SELECT id FROM twinward_relay.clinic WHERE role = session_user AND is_open $$;

CREATE FUNCTION twinward_relay.place_letter() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$
BEGIN
    UPDATE twinward_relay.post
        SET last_place = greatest(last_place + 1, (extract(epoch FROM clock_timestamp()) * 1000000)::bigint)
        WHERE recipient = NEW.recipient
        RETURNING last_place INTO NEW.place;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'no such clinic' USING ERRCODE = 'TW001';
    END IF;
    NEW.arrived := clock_timestamp();
    RETURN NEW;
END $$;

CREATE FUNCTION twinward_relay.count_letter() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$
DECLARE
    waiting_bytes bigint;
BEGIN
    INSERT INTO twinward_relay.waiting AS w VALUES (NEW.recipient, NEW.sender, 1, octet_length(NEW.content))
        ON CONFLICT (recipient, sender) DO UPDATE
            SET letters = w.letters + 1, bytes = w.bytes + excluded.bytes
        RETURNING bytes INTO waiting_bytes;
    IF waiting_bytes > (SELECT quota_bytes FROM twinward_relay.clinic WHERE id = NEW.sender) THEN
        RAISE EXCEPTION 'too much waits' USING ERRCODE = 'TW002';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION twinward_relay.uncount_letter() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$
BEGIN
    UPDATE twinward_relay.waiting SET letters = letters - 1, bytes = bytes - octet_length(OLD.content)
        WHERE recipient = OLD.recipient AND sender = OLD.sender;
    RETURN NULL;
END $$;

CREATE TRIGGER place_letter BEFORE INSERT ON twinward_relay.letter
    FOR EACH ROW EXECUTE FUNCTION twinward_relay.place_letter();
CREATE TRIGGER count_letter AFTER INSERT ON twinward_relay.letter
    FOR EACH ROW EXECUTE FUNCTION twinward_relay.count_letter();
CREATE TRIGGER uncount_letter AFTER DELETE ON twinward_relay.letter
    FOR EACH ROW EXECUTE FUNCTION twinward_relay.uncount_letter();

CREATE FUNCTION twinward_relay.take_back(who_for bytea, letters bytea[]) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$
DECLARE
    gone bigint;
BEGIN
    DELETE FROM twinward_relay.letter
        WHERE recipient = who_for AND sender = twinward_relay.own_clinic() AND id = ANY (letters);
    GET DIAGNOSTICS gone = ROW_COUNT;
    RETURN gone;
END $$;

-- Who left a letter need not send it over a slow line once more to find that it lies there.
CREATE FUNCTION twinward_relay.is_carried(who_for bytea, which bytea) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$ SELECT EXISTS (SELECT FROM twinward_relay.letter
        WHERE recipient = who_for AND sender = twinward_relay.own_clinic() AND id = which) $$;

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'twinward_relay_clinics') THEN
        CREATE ROLE twinward_relay_clinics NOLOGIN;
    END IF;
END $$;

REVOKE ALL ON ALL TABLES IN SCHEMA twinward_relay FROM PUBLIC;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA twinward_relay FROM PUBLIC;
GRANT USAGE ON SCHEMA twinward_relay TO twinward_relay_clinics;
GRANT SELECT ON twinward_relay.version, twinward_relay.letter, twinward_relay.waiting
    TO twinward_relay_clinics;
GRANT INSERT (recipient, sender, id, content) ON twinward_relay.letter TO twinward_relay_clinics;
GRANT EXECUTE ON FUNCTION twinward_relay.own_clinic(), twinward_relay.is_carried(bytea, bytea),
    twinward_relay.take_back(bytea, bytea[]) TO twinward_relay_clinics;

ALTER TABLE twinward_relay.letter ENABLE ROW LEVEL SECURITY;
CREATE POLICY read_own_post ON twinward_relay.letter FOR SELECT TO twinward_relay_clinics
    USING (recipient = (SELECT twinward_relay.own_clinic()));
CREATE POLICY leave_own_letters ON twinward_relay.letter FOR INSERT TO twinward_relay_clinics
    WITH CHECK (sender = (SELECT twinward_relay.own_clinic()));

ALTER TABLE twinward_relay.waiting ENABLE ROW LEVEL SECURITY;
CREATE POLICY see_own_waiting ON twinward_relay.waiting FOR SELECT TO twinward_relay_clinics
    USING ((SELECT twinward_relay.own_clinic()) IN (recipient, sender));
)sql";

} // namespace

const std::vector<QByteArray>& relaySchemaSteps()
{
    static const std::vector<QByteArray> steps{version1};
    return steps;
}

} // namespace twinward::sync
