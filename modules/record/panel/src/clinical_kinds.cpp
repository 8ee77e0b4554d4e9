// Problems, allergies and medications.

#include "entry_kind_p.h"
#include "forms_p.h"
#include "record/allergy_match.h"
#include "text_p.h"
#include "workbench/format.h"

#include <QCoreApplication>
#include <QDateTime>

namespace twinward::record {

namespace {

bool isOneOf(const std::vector<const Entry*>& entries, const Entry& entry)
{
    return std::any_of(
        entries.begin(), entries.end(), [&](const Entry* other) { return other->root == entry.root; });
}

class ProblemKind : public EntryKind
{
    Q_DECLARE_TR_FUNCTIONS(ProblemKind)

public:
    QString id() const override { return QStringLiteral("problems"); }
    QString title() const override { return tr("Problems"); }
    QString emptyText() const override { return tr("No problems are recorded."); }
    QString pastText() const override { return tr("Show past problems too"); }
    QStringList columns() const override { return {tr("Problem"), tr("Began"), tr("Ended"), tr("Note")}; }
    bool lists(const Event& event) const override { return event.kind() == Kind::Condition; }

    QString cell(const Entry& entry, const Chart& /*chart*/, int column) const override
    {
        const auto* condition = entry.as<Condition>();
        switch (column) {
        case 0:
            return condition->code.label();
        case 1:
            return workbench::formatMoment(entry.event().occurred);
        case 2:
            return workbench::formatMoment(condition->abatement);
        default:
            return condition->note;
        }
    }
    QString state(const Entry& entry, const Chart& /*chart*/) const override
    {
        const auto* condition = entry.as<Condition>();
        const QString status = text::clinicalStatus(condition->clinicalStatus);
        const QString& certainty = condition->verificationStatus;
        if (certainty.isEmpty() || certainty == QLatin1String("confirmed"))
            return status;
        return tr("%1, %2", "state, certainty").arg(status, text::verificationStatus(certainty).toLower());
    }
    bool isCurrent(const Entry& entry, const Chart& chart) const override
    {
        return isOneOf(chart.activeConditions(), entry);
    }
    std::vector<EntryAction> actions() const override
    {
        return {{QStringLiteral("addProblem"), [] { return tr("Add problem"); }, QKeySequence(Qt::Key_Insert),
                    Condition{},
                    [](const Chart&, const Entry*) -> std::optional<Proposal> {
                        return Proposal{Condition{}, base::Moment()};
                    }},
            {QStringLiteral("resolveProblem"), [] { return tr("Resolved"); },
                QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R), Condition{},
                [](const Chart&, const Entry* entry) -> std::optional<Proposal> {
                    const auto* condition = entry != nullptr ? entry->as<Condition>() : nullptr;
                    if (condition == nullptr || condition->clinicalStatus == QLatin1String("resolved"))
                        return std::nullopt;
                    Condition resolved = *condition;
                    resolved.clinicalStatus = QStringLiteral("resolved");
                    resolved.abatement = base::Moment::fromDateTime(
                        QDateTime::currentDateTime(), base::Moment::Precision::Day);
                    return Proposal{resolved, entry->event().occurred, true};
                }}};
    }
};

class AllergyKind : public EntryKind
{
    Q_DECLARE_TR_FUNCTIONS(AllergyKind)

public:
    QString id() const override { return QStringLiteral("allergies"); }
    QString title() const override { return tr("Allergies"); }
    QString emptyText() const override
    {
        return tr("Allergies are not recorded. Ask, then record what the patient says.");
    }
    QString pastText() const override { return tr("Show past allergies too"); }
    QStringList columns() const override
    {
        return {tr("Allergy to"), tr("Severity"), tr("Reaction"), tr("Since"), tr("Note")};
    }
    QList<int> droppedColumns() const override { return {4, 3}; }
    bool lists(const Event& event) const override { return event.kind() == Kind::Allergy; }

    QString cell(const Entry& entry, const Chart& /*chart*/, int column) const override
    {
        const auto* allergy = entry.as<Allergy>();
        switch (column) {
        case 0:
            return text::allergy(*allergy);
        case 1:
            return text::criticality(allergy->criticality);
        case 2:
            return allergy->reaction;
        case 3:
            return workbench::formatMoment(entry.event().occurred);
        default:
            return allergy->note;
        }
    }
    QString state(const Entry& entry, const Chart& /*chart*/) const override
    {
        const QString& status = entry.as<Allergy>()->clinicalStatus;
        return text::clinicalStatus(status.isEmpty() ? QStringLiteral("active") : status);
    }
    bool isCurrent(const Entry& entry, const Chart& chart) const override
    {
        return isOneOf(chart.activeAllergies(), entry);
    }
    std::vector<EntryAction> actions() const override
    {
        return {{QStringLiteral("addAllergy"), [] { return tr("Add allergy"); }, QKeySequence(Qt::Key_Insert),
                    Allergy{},
                    [](const Chart&, const Entry*) -> std::optional<Proposal> {
                        return Proposal{Allergy{}, base::Moment()};
                    }},
            {QStringLiteral("noKnownAllergies"), [] { return tr("No known allergies"); },
                QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_K), Allergy{},
                [](const Chart& chart, const Entry*) -> std::optional<Proposal> {
                    if (allergyKnowledge(chart) != AllergyKnowledge::NotRecorded)
                        return std::nullopt;
                    return Proposal{record::noKnownAllergies(), momentNow(), false, false};
                }}};
    }
    QString sensitiveDanger() const override
    {
        return tr("Nurses will not see this allergy, and nothing warns them of it.");
    }
    // An allergy ends the statement that there are none.
    std::vector<Event> alongside(const Chart& chart, const Event& event) const override
    {
        const auto* allergy = event.as<Allergy>();
        std::vector<Event> ended;
        if (allergy == nullptr || isNoKnownAllergies(*allergy))
            return ended;
        for (const Entry* entry : chart.activeAllergies()) {
            if (isNoKnownAllergies(*entry->as<Allergy>()))
                ended.push_back(amend(*entry, Retraction{tr("An allergy was recorded")}));
        }
        return ended;
    }
};

class MedicationKind : public EntryKind
{
    Q_DECLARE_TR_FUNCTIONS(MedicationKind)

public:
    QString id() const override { return QStringLiteral("medications"); }
    QString title() const override { return tr("Medications"); }
    QString emptyText() const override { return tr("No medications are recorded."); }
    QString pastText() const override { return tr("Show given, stopped and past ones too"); }
    QStringList columns() const override
    {
        return {tr("Drug"), tr("Dose"), tr("Route"), tr("How often"), tr("When"), tr("Reason")};
    }
    QList<int> droppedColumns() const override { return {5, 4, 2}; }
    bool lists(const Event& event) const override { return event.kind() == Kind::Medication; }

    QString cell(const Entry& entry, const Chart& /*chart*/, int column) const override
    {
        const auto* medication = entry.as<Medication>();
        switch (column) {
        case 0:
            return medication->code.label();
        case 1:
            return medication->dose;
        case 2:
            return medication->route;
        case 3:
            return medication->frequency;
        case 4:
            return workbench::formatMoment(entry.event().occurred);
        default:
            return medication->reason.isEmpty() ? medication->note : medication->reason;
        }
    }
    QString state(const Entry& entry, const Chart& chart) const override
    {
        const auto* medication = entry.as<Medication>();
        const bool ongoing = medication->action == Medication::Action::Prescribed
            || medication->action == Medication::Action::Stated;
        if (ongoing && entry.authorised && !isCurrent(entry, chart))
            return tr("%1, ended", "what was done with the drug").arg(text::action(medication->action));
        return text::action(medication->action);
    }
    bool isCurrent(const Entry& entry, const Chart& chart) const override
    {
        return isOneOf(chart.activeMedications(), entry);
    }
    std::vector<EntryAction> actions() const override;
    QString sensitiveDanger() const override
    {
        return tr("Nurses will not see this drug, so they can't give it or check others against it.");
    }

private:
    static std::optional<Proposal> follow(const Chart& chart, const Entry* entry, Medication::Action action);
    static Medication blank(Medication::Action action)
    {
        Medication medication;
        medication.action = action;
        return medication;
    }
};

// What is given or stopped now is the prescription that is selected and still stands.
std::optional<Proposal> MedicationKind::follow(
    const Chart& chart, const Entry* entry, Medication::Action action)
{
    if (entry == nullptr || entry->state != EntryState::Current
        || !isOneOf(chart.activeMedications(), *entry))
        return std::nullopt;
    Medication next = *entry->as<Medication>();
    if (next.action == Medication::Action::Stated && action == Medication::Action::Given)
        return std::nullopt; // what the patient takes by themselves is not ours to give
    next.action = action;
    next.prescription = entry->root;
    next.status.clear();
    next.note.clear();
    next.end = {};
    if (action == Medication::Action::Stopped)
        next.reason.clear();
    Proposal proposal{next, momentNow()};
    proposal.category = entry->event().category;
    return proposal;
}

std::vector<EntryAction> MedicationKind::actions() const
{
    using Action = Medication::Action;
    return {{QStringLiteral("prescribe"), [] { return tr("Prescribe"); }, QKeySequence(Qt::Key_Insert),
                blank(Action::Prescribed),
                [](const Chart&, const Entry*) -> std::optional<Proposal> {
                    return Proposal{blank(Action::Prescribed), momentNow()};
                }},
        {QStringLiteral("give"), [] { return tr("Give"); }, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_G),
            blank(Action::Given),
            [](const Chart& chart, const Entry* entry) { return follow(chart, entry, Action::Given); }},
        {QStringLiteral("stop"), [] { return tr("Stop"); }, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S),
            blank(Action::Stopped),
            [](const Chart& chart, const Entry* entry) { return follow(chart, entry, Action::Stopped); }},
        {QStringLiteral("stated"), [] { return tr("Taken, as told"); },
            QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_T), blank(Action::Stated),
            [](const Chart&, const Entry*) -> std::optional<Proposal> {
                return Proposal{blank(Action::Stated), base::Moment()};
            }}};
}

} // namespace

base::Moment momentNow()
{
    return base::Moment::fromDateTime(QDateTime::currentDateTime(), base::Moment::Precision::Second);
}

std::unique_ptr<EntryKind> problemKind()
{
    return std::make_unique<ProblemKind>();
}

std::unique_ptr<EntryKind> allergyKind()
{
    return std::make_unique<AllergyKind>();
}

std::unique_ptr<EntryKind> medicationKind()
{
    return std::make_unique<MedicationKind>();
}

} // namespace twinward::record
