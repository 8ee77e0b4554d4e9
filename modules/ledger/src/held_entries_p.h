#pragma once

// Whether what says that it came from another clinic did: asked again each time a chart is read, of the
// letters themselves as they were kept with the record, because who took them in, or says they did, signed
// only that something came.
//
// Checked: the letter is that clinic's, signed with a key that is known of it, and for this clinic and this
// patient; it holds the entry, word for word, under this name, replacing the same, with the same author, role
// and time; what came sealed was opened by somebody who signed why. Each letter is opened once in a session.
//
// Not checked again, because it was at the door and would cost what that cost: that each author and device
// there signed it (the clinic's signature on the letter vouches for it), that images and documents are those
// the entry came with (their names here are other names), and the document an entry was read from
// (Event::source). The list of patients shows personal details before they are asked about; their chart does
// not. A clinic's own word can't be checked by anybody: what it says of its people counts.

#include "disclosure_take_p.h"

#include <mutex>
#include <unordered_map>

namespace twinward::ledger {

class HeldEntries
{
public:
    // Says of every event with an Origin whether a letter holds it, and how that letter's contract stands.
    void mark(const Vault::Private& inside, const std::vector<record::PatientId>& records,
        record::EventPieces& pieces);

private:
    enum class Part : quint8 { Released, Sealed };
    struct Entry
    {
        base::Hash256 said;
        std::vector<record::EventId> replaces; // as they are called there
        record::Category category = record::Category::Clinical;
        Part part = Part::Released; // Sealed: for an emergency
    };
    struct Letter
    {
        ClinicCard card; // of who signed it
        record::PatientId patient; // here
        std::unordered_map<record::EventId, Entry> entries; // by what they may be called here
    };
    struct Arrival;
    using LetterPtr = std::shared_ptr<const Letter>;

    [[nodiscard]] LetterPtr letterOf(const Vault::Private& inside, const record::RecordedEvent& arrival);
    [[nodiscard]] static Letter opened(const Vault::Private& inside, const OpenedLetter& letter);
    static void add(Letter& into, const OpenedLetter& letter, std::vector<ForeignEvent> foreign, Part part);
    [[nodiscard]] static std::vector<Arrival> arrivalsOf(
        const Sharing& sharing, const std::vector<record::PatientId>& records, qint64 nowMs);
    [[nodiscard]] static bool holds(const Arrival& arrival, const record::Event& event);

    std::mutex m_mutex;
    std::map<record::EventId, LetterPtr> m_letters; // by the event that says they were taken in
    size_t m_entries = 0; // in all of them
};

} // namespace twinward::ledger
