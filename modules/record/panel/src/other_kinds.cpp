// Notes, visits, procedures with immunisations, documents.

#include "document_dialog_p.h"
#include "document_form_p.h"
#include "entry_kind_p.h"
#include "forms_p.h"
#include "record/encounters.h"
#include "text_p.h"
#include "workbench/format.h"

#include <QCoreApplication>
#include <QLocale>

namespace twinward::record {

namespace {

class NoteKind : public EntryKind
{
    Q_DECLARE_TR_FUNCTIONS(NoteKind)

public:
    QString id() const override { return QStringLiteral("notes"); }
    QString title() const override { return tr("Notes"); }
    QString emptyText() const override { return tr("No notes are written yet."); }
    QString pastText() const override { return {}; }
    QStringList columns() const override { return {tr("When"), tr("Title"), tr("Note")}; }
    int mainColumn() const override { return 2; }
    QList<int> droppedColumns() const override { return {1}; }
    bool lists(const Event& event) const override { return event.kind() == Kind::Note; }

    QString cell(const Entry& entry, const Chart& /*chart*/, int column) const override
    {
        const auto* note = entry.as<Note>();
        switch (column) {
        case 0:
            return workbench::formatMoment(entry.event().occurred);
        case 1:
            return note->title;
        default:
            return note->text.simplified();
        }
    }
    QString state(const Entry& /*entry*/, const Chart& /*chart*/) const override { return {}; }
    bool isCurrent(const Entry& /*entry*/, const Chart& /*chart*/) const override { return true; }
    std::vector<EntryAction> actions() const override
    {
        return {{QStringLiteral("addNote"), [] { return tr("Write a note"); }, QKeySequence(Qt::Key_Insert),
            Note{},
            [](const Chart&, const Entry*) -> std::optional<Proposal> {
                return Proposal{Note{}, momentNow()};
            }}};
    }
};

class EncounterKind : public EntryKind
{
    Q_DECLARE_TR_FUNCTIONS(EncounterKind)

public:
    QString id() const override { return QStringLiteral("visits"); }
    QString title() const override { return tr("Visits"); }
    QString emptyText() const override { return tr("No visits are recorded. Charting opens one by itself."); }
    QString pastText() const override { return {}; }
    QStringList columns() const override
    {
        return {tr("Began"), tr("Kind"), tr("Ward and bed"), tr("Reason"), tr("Ended")};
    }
    int mainColumn() const override { return 2; }
    QList<int> droppedColumns() const override { return {3, 4}; }
    bool lists(const Event& event) const override { return event.kind() == Kind::Encounter; }

    QString cell(const Entry& entry, const Chart& /*chart*/, int column) const override
    {
        const auto* encounter = entry.as<Encounter>();
        switch (column) {
        case 0:
            return workbench::formatMoment(entry.event().occurred);
        case 1:
            return text::encounterClass(encounter->encounterClass);
        case 2:
            return encounter->location;
        case 3:
            return encounter->reason.isEmpty() ? encounter->type.label() : encounter->reason.label();
        default:
            return workbench::formatMoment(encounter->end);
        }
    }
    QString state(const Entry& entry, const Chart& /*chart*/) const override
    {
        return text::encounterStatus(entry.as<Encounter>()->status);
    }
    bool isCurrent(const Entry& /*entry*/, const Chart& /*chart*/) const override { return true; }
    std::vector<EntryAction> actions() const override
    {
        return {{QStringLiteral("openVisit"), [] { return tr("Open a visit"); }, QKeySequence(Qt::Key_Insert),
                    Encounter{},
                    [](const Chart& chart, const Entry*) -> std::optional<Proposal> {
                        const auto next = encounterForCharting(chart, momentNow());
                        if (!next.opening)
                            return std::nullopt; // one is going on: it has to be closed first
                        return Proposal{next.opening->body, next.opening->occurred};
                    }},
            {QStringLiteral("closeVisit"), [] { return tr("Close the visit"); },
                QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), Encounter{},
                [](const Chart&, const Entry* entry) -> std::optional<Proposal> {
                    const auto* encounter = entry != nullptr ? entry->as<Encounter>() : nullptr;
                    if (encounter == nullptr || encounter->status == QLatin1String("finished")
                        || encounter->status == QLatin1String("cancelled"))
                        return std::nullopt;
                    return Proposal{closed(*encounter, momentNow()), entry->event().occurred, true};
                }}};
    }
    QString sensitiveDanger() const override
    {
        return tr("Nurses will not see this visit, nor the patient's bed on their ward round.");
    }
};

class HistoryKind : public EntryKind
{
    Q_DECLARE_TR_FUNCTIONS(HistoryKind)

public:
    QString id() const override { return QStringLiteral("procedures"); }
    QString title() const override { return tr("Procedures and immunisations"); }
    QString emptyText() const override { return tr("No procedures or immunisations are recorded."); }
    QString pastText() const override { return {}; }
    QStringList columns() const override { return {tr("When"), tr("Kind"), tr("What"), tr("Details")}; }
    int mainColumn() const override { return 2; }
    QList<int> droppedColumns() const override { return {3, 1}; }
    bool lists(const Event& event) const override
    {
        return event.kind() == Kind::Procedure || event.kind() == Kind::Immunisation;
    }

    QString cell(const Entry& entry, const Chart& /*chart*/, int column) const override
    {
        const auto* procedure = entry.as<Procedure>();
        const auto* immunisation = entry.as<Immunisation>();
        switch (column) {
        case 0:
            return workbench::formatMoment(entry.event().occurred);
        case 1:
            return text::kind(entry.event().kind());
        case 2:
            return procedure != nullptr ? procedure->code.label() : immunisation->code.label();
        default:
            break;
        }
        if (procedure != nullptr)
            return procedure->reason.isEmpty() ? procedure->note : procedure->reason.label();
        return immunisation->lotNumber.isEmpty() ? immunisation->note
                                                 : tr("Lot %1").arg(immunisation->lotNumber);
    }
    QString state(const Entry& entry, const Chart& /*chart*/) const override
    {
        const auto* procedure = entry.as<Procedure>();
        const QString& status = procedure != nullptr ? procedure->status : entry.as<Immunisation>()->status;
        return text::careStatus(status);
    }
    bool isCurrent(const Entry& /*entry*/, const Chart& /*chart*/) const override { return true; }
    std::vector<EntryAction> actions() const override
    {
        const auto done = [](const Body& body) {
            return [body](const Chart&, const Entry*) -> std::optional<Proposal> {
                return Proposal{body, momentNow()};
            };
        };
        return {{QStringLiteral("addProcedure"), [] { return tr("Add procedure"); },
                    QKeySequence(Qt::Key_Insert), Procedure{}, done(Procedure{})},
            {QStringLiteral("addImmunisation"), [] { return tr("Add immunisation"); },
                QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_I), Immunisation{}, done(Immunisation{})}};
    }
};

class DocumentKind : public EntryKind
{
    Q_DECLARE_TR_FUNCTIONS(DocumentKind)

public:
    QString id() const override { return QStringLiteral("documents"); }
    QString title() const override { return tr("Documents"); }
    QString emptyText() const override { return tr("No documents are kept with this record."); }
    QString pastText() const override { return {}; }
    QStringList columns() const override { return {tr("When"), tr("Document"), tr("Type"), tr("Size")}; }
    int mainColumn() const override { return 1; }
    QList<int> droppedColumns() const override { return {3, 2}; }
    bool lists(const Event& event) const override { return event.kind() == Kind::Document; }

    QString cell(const Entry& entry, const Chart& /*chart*/, int column) const override
    {
        const auto* document = entry.as<Document>();
        switch (column) {
        case 0:
            return workbench::formatMoment(entry.event().occurred);
        case 1:
            return document->title.isEmpty() ? document->type.label() : document->title;
        case 2:
            return document->type.label();
        default:
            return document->size > 0 ? QLocale().formattedDataSize(document->size) : QString();
        }
    }
    QString state(const Entry& /*entry*/, const Chart& /*chart*/) const override { return {}; }
    bool isCurrent(const Entry& /*entry*/, const Chart& /*chart*/) const override { return true; }
    std::vector<EntryAction> actions() const override
    {
        return {{QStringLiteral("addDocument"), [] { return tr("Add document"); },
            QKeySequence(Qt::Key_Insert), Document{},
            [](const Chart&, const Entry*) -> std::optional<Proposal> {
                return Proposal{Document{}, momentNow()};
            }}};
    }
    Preparation preparation(const EntryForm& form, const Entry* amended) const override
    {
        const DocumentContent chosen = qobject_cast<const DocumentForm*>(&form)->content();
        const auto before = amended != nullptr ? std::optional(amended->event()) : std::nullopt;
        return [chosen, before](ledger::Vault& vault, Event event) {
            return withStoredContent(vault, std::move(event), chosen, before);
        };
    }
    Opening opening() const override { return DocumentDialog::showFor; }
};

} // namespace

std::unique_ptr<EntryKind> noteKind()
{
    return std::make_unique<NoteKind>();
}

std::unique_ptr<EntryKind> encounterKind()
{
    return std::make_unique<EncounterKind>();
}

std::unique_ptr<EntryKind> historyKind()
{
    return std::make_unique<HistoryKind>();
}

std::unique_ptr<EntryKind> documentKind()
{
    return std::make_unique<DocumentKind>();
}

} // namespace twinward::record
