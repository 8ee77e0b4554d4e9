#pragma once

// What a list of entries has to know of the kind it lists: which entries, in which columns, and what can
// be done with them. The list itself is the same for all.

#include "record/chart.h"
#include "workbench/session.h"

#include <functional>
#include <memory>
#include <QKeySequence>
#include <QList>
#include <QString>
#include <QStringList>

class QWidget;

namespace twinward::record {

class EntryForm;

// What an action offers to write: shown in the form, or committed at once.
struct Proposal
{
    Body body;
    base::Moment occurred;
    bool amends = false; // the selected entry, instead of writing a new one
    bool needsForm = true;
    std::optional<Category> category = {}; // of what it follows; else the usual one of its body
};

struct EntryAction
{
    QString name; // for machines: objectName of the button
    std::function<QString()> text; // translated, asked again when the language changes
    QKeySequence key;
    Body sample; // of the kind it writes: what the user's role is asked about
    // None where it does not apply to the entry that is selected (null where none is).
    std::function<std::optional<Proposal>(const Chart&, const Entry*)> propose;
};

class EntryKind
{
public:
    EntryKind() = default;
    virtual ~EntryKind() = default;
    EntryKind(const EntryKind&) = delete;
    EntryKind& operator=(const EntryKind&) = delete;

    [[nodiscard]] virtual QString id() const = 0; // stable: names the drafts
    // Under which name what is being written is kept: one draft a patient, unless the kind says otherwise.
    [[nodiscard]] virtual QString draftName(const Event& event) const
    {
        return QStringLiteral("%1/%2").arg(id(), event.patient.toString());
    }
    [[nodiscard]] virtual QString title() const = 0; // the list's name for a screen reader
    [[nodiscard]] virtual QString emptyText() const = 0;
    [[nodiscard]] virtual QString
    pastText() const = 0; // "Show resolved problems too"; empty: everything is listed
    [[nodiscard]] virtual QStringList columns() const = 0;
    [[nodiscard]] virtual int mainColumn() const { return 0; } // takes the room that is left
    [[nodiscard]] virtual QList<int> droppedColumns() const { return {3, 2}; } // go first in a narrow dock
    [[nodiscard]] virtual bool lists(const Event& event) const = 0;
    [[nodiscard]] virtual QString cell(const Entry& entry, const Chart& chart, int column) const = 0;
    [[nodiscard]] virtual QString state(const Entry& entry, const Chart& chart) const = 0; // "Active"
    [[nodiscard]] virtual bool isCurrent(const Entry& entry, const Chart& chart) const = 0;
    [[nodiscard]] virtual std::vector<EntryAction> actions() const
    {
        return {};
    } // the first one fills an empty list
    // May somebody say that only physicians read it?
    [[nodiscard]] virtual bool mayBeSensitive() const { return true; }
    // What others then don't see and might need to; translated, empty where they lose nothing.
    [[nodiscard]] virtual QString sensitiveDanger() const { return {}; }
    // What has to be stored before the event can be committed, such as a document's content; null: nothing.
    // Called on the session's thread; gives the event as it is to be committed.
    using Preparation = std::function<base::Result<Event>(ledger::Vault&, Event)>;
    [[nodiscard]] virtual Preparation preparation(const EntryForm& /*form*/, const Entry* /*amended*/) const
    {
        return {};
    }
    // Shows what the entry holds in a window of its own, where entries of this kind hold something.
    using Opening = void (*)(workbench::Session& session, const Entry& entry, QWidget* parent);
    [[nodiscard]] virtual Opening opening() const { return nullptr; }
    // What has to be committed together with it, such as taking back «no known allergies».
    [[nodiscard]] virtual std::vector<Event> alongside(const Chart& /*chart*/, const Event& /*event*/) const
    {
        return {};
    }
};

[[nodiscard]] std::unique_ptr<EntryKind> problemKind();
[[nodiscard]] std::unique_ptr<EntryKind> allergyKind();
[[nodiscard]] std::unique_ptr<EntryKind> medicationKind();
[[nodiscard]] std::unique_ptr<EntryKind> noteKind();
[[nodiscard]] std::unique_ptr<EntryKind> encounterKind();
[[nodiscard]] std::unique_ptr<EntryKind> historyKind(); // procedures, immunisations
[[nodiscard]] std::unique_ptr<EntryKind> documentKind();
[[nodiscard]] std::unique_ptr<EntryKind> patientKind(); // who the patient is

// The form for any kind of body, for writing, amending and settling; null where it is not written by hand.
[[nodiscard]] EntryForm* makeFormFor(const Body& body, const workbench::ChartPtr& chart, QWidget* parent);

[[nodiscard]] base::Moment momentNow();

} // namespace twinward::record
