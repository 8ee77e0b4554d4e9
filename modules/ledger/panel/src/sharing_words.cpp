#include "sharing_words_p.h"

#include "workbench/format.h"

#include <algorithm>
#include <QDateTime>
#include <QRegularExpression>
#include <set>

namespace twinward::ledger {

using record::Category;
using record::ConsentState;

namespace {

QString day(base::HybridTime at)
{
    return workbench::formatDate(QDateTime::fromMSecsSinceEpoch(at.wallMs()).date());
}

QString dayAndTime(base::HybridTime at)
{
    return workbench::formatDateTime(QDateTime::fromMSecsSinceEpoch(at.wallMs()));
}

QString day(const base::Moment& at)
{
    return workbench::formatDate(QDateTime::fromMSecsSinceEpoch(at.utcMs()).date());
}

const record::ReceivedConsent* receivedUnder(const SharingView& view, const record::DisclosureTaken& taken)
{
    const auto found = std::find_if(view.received.begin(), view.received.end(),
        [&taken](const auto& each) { return each.from == taken.clinic && each.id == taken.contractId; });
    return found == view.received.end() ? nullptr : &*found;
}

// Whoever may read the entry is told its name.
QString nameOf(const record::Entry& entry)
{
    if (const auto* series = entry.as<record::ImagingSeries>()) {
        const QStringList words{series->modality, series->studyDescription, series->seriesDescription};
        return QStringList(words.filter(QRegularExpression(QStringLiteral("\\S")))).join(u' ');
    }
    if (const auto* document = entry.as<record::Document>())
        return document->title;
    return {};
}

base::Status nameLeftOut(const Vault& vault, record::PatientId patient, SharingView& view)
{
    const bool isAnything = std::any_of(view.log.made.begin(), view.log.made.end(),
        [](const auto& each) { return !each.event.template as<record::DisclosureMade>()->leftOut.empty(); });
    if (!isAnything)
        return {};
    const auto chart = vault.chart(patient);
    if (!chart)
        return base::fail(chart.error());
    for (const record::RecordedEvent& each : view.log.made) {
        for (const record::EventId id : each.event.as<record::DisclosureMade>()->leftOut) {
            const record::Entry* entry = chart->find(id);
            view.leftOut.try_emplace(id, entry != nullptr ? nameOf(*entry) : QString());
        }
    }
    return {};
}

} // namespace

base::Result<SharingView> readSharing(const Vault& vault, record::PatientId patient)
{
    SharingView view;
    auto consents = ledger::consents(vault, patient);
    auto log = sharingLog(vault, patient);
    auto clinics = knownClinics(vault);
    auto received = receivedConsents(vault, patient);
    if (!consents || !log || !clinics || !received)
        return base::fail(!consents ? consents.error()
                : !log              ? log.error()
                : !clinics          ? clinics.error()
                                    : received.error());
    view.consents = std::move(*consents);
    view.received = std::move(*received);
    view.log = std::move(*log);
    view.clinics = std::move(*clinics);
    const qint64 nowMs = QDateTime::currentMSecsSinceEpoch();
    std::sort(view.consents.begin(), view.consents.end(), [nowMs](const auto& a, const auto& b) {
        return std::pair(!a.isInForce(nowMs), b.signedAt) < std::pair(!b.isInForce(nowMs), a.signedAt);
    });
    for (const record::RecordedEvent& each : view.log.arrived)
        view.answered.try_emplace(each.event.as<record::DisclosureArrived>()->disclosure, each.recorded);
    if (const auto failed = nameLeftOut(vault, patient, view); !failed)
        return base::fail(failed.error());
    view.hasSealed
        = std::any_of(view.log.taken.begin(), view.log.taken.end(), [&view, nowMs](const auto& each) {
              const auto* taken = each.event.template as<record::DisclosureTaken>();
              const auto* consent = receivedUnder(view, *taken);
              return taken->sealedForEmergency && consent != nullptr && consent->terms.breakGlass
                  && consent->stateAt(nowMs) == ConsentState::InForce;
          });
    return view;
}

QString SharingWords::category(Category category)
{
    switch (category) {
    case Category::Demographics:
        return tr("personal details");
    case Category::Vitals:
        return tr("vital signs");
    case Category::Clinical:
        return tr("clinical record");
    case Category::Imaging:
        return tr("images");
    case Category::Sensitive:
        return tr("sensitive entries");
    default:
        return {};
    }
}

QString SharingWords::categories(const std::vector<Category>& categories)
{
    QStringList words;
    for (const Category each : categories)
        words << category(each);
    //: between the parts of a list
    return words.join(tr(", "));
}

QString SharingWords::purpose(const QString& code)
{
    if (code == u"TREAT")
        return tr("Treatment");
    if (code == u"PATRQT")
        return tr("At the patient's request");
    if (code == u"HRESCH")
        return tr("Research");
    if (code == u"PUBHLTH")
        return tr("Public health");
    return code;
}

QString SharingWords::until(const base::Moment& until)
{
    if (until.isNull())
        return tr("Until withdrawn");
    return workbench::formatDate(QDateTime::fromMSecsSinceEpoch(until.utcMs() - 1).date());
}

QString SharingWords::state(const record::Consent& consent, qint64 nowMs)
{
    switch (consent.stateAt(nowMs)) {
    case ConsentState::InForce:
        return consent.narrowed ? tr("In force, narrowed %1").arg(day(*consent.narrowed)) : tr("In force");
    case ConsentState::NotYet:
        return tr("Not yet");
    case ConsentState::Expired:
        return tr("Ended");
    case ConsentState::Withdrawn:
        return consent.withdrawn ? tr("Withdrawn %1").arg(day(*consent.withdrawn)) : tr("Withdrawn");
    }
    return {};
}

QString SharingWords::grantee(const record::ConsentContract& terms)
{
    return terms.clinician.isEmpty() ? terms.clinicName : tr("%1, %2").arg(terms.clinicName, terms.clinician);
}

QString SharingWords::arrival(const SharingView& view, const record::Consent& consent)
{
    const auto made = std::find_if(view.log.made.begin(), view.log.made.end(), [&consent](const auto& each) {
        return each.event.template as<record::DisclosureMade>()->contract == consent.id;
    }); // newest first
    if (made == view.log.made.end())
        return tr("Nothing sent");
    if (consent.withdrawn) {
        for (const record::ConsentChange& change : consent.changes) {
            if (const auto told = view.answered.find(change.id);
                told != view.answered.end() && change.left.categories.empty())
                return tr("They know it: receipt of %1").arg(dayAndTime(told->second));
        }
        return tr("To be told since %1").arg(day(*consent.withdrawn));
    }
    const auto arrived = view.answered.find(made->event.id);
    return arrived != view.answered.end() ? tr("Arrived: receipt of %1").arg(dayAndTime(arrived->second))
                                          : tr("On its way since %1").arg(day(made->recorded));
}

QString SharingWords::leftOut(const SharingView& view, const record::Consent& consent)
{
    QStringList names;
    int unnamed = 0;
    for (const record::RecordedEvent& made : view.log.made) {
        const auto* sent = made.event.as<record::DisclosureMade>();
        if (sent->contract != consent.id)
            continue;
        for (const record::EventId id : sent->leftOut) {
            const auto named = view.leftOut.find(id);
            if (named == view.leftOut.end() || named->second.isEmpty())
                ++unnamed;
            else
                names << named->second;
        }
        break; // the newest holds all that went before
    }
    if (unnamed > 0)
        names << tr("%n without a title", nullptr, unnamed);
    if (names.isEmpty())
        return {};
    return tr(
        "Too large for a letter, and not sent: %1. Export these to a stick, and hand it over in person.")
        .arg(names.join(tr(", ")));
}

QString SharingWords::received(const record::ReceivedConsent& consent, qint64 nowMs)
{
    switch (consent.stateAt(nowMs)) {
    case ConsentState::Withdrawn: {
        const QString when = day(consent.endedAt(nowMs));
        return consent.reason.isEmpty()
            ? tr("withdrawn on %1; what was opened stays readable").arg(when)
            : tr("withdrawn on %1 (“%2”); what was opened stays readable").arg(when, consent.reason);
    }
    case ConsentState::Expired:
        return tr("ended after %1; what was opened stays readable").arg(until(consent.terms.until));
    case ConsentState::InForce:
    case ConsentState::NotYet:
        break;
    }
    if (consent.narrowed.isNull())
        return {};
    return tr("since %1 only: %2").arg(day(consent.narrowed), categories(consent.terms.categories));
}

QStringList SharingWords::agreement(const record::ConsentContract& terms)
{
    QStringList sentences;
    sentences << tr("%1 may see: %2.").arg(grantee(terms), categories(terms.categories));
    sentences << (terms.until.isNull() ? tr("This holds until it is withdrawn.")
                                       : tr("This holds until the end of %1.").arg(until(terms.until)));
    sentences << (terms.breakGlass
            ? tr("In an emergency they may open the rest, sensitive entries included, but no images and no "
                 "documents. They must say why, it stays on record, and this clinic is told.")
            : tr("The rest stays here, in an emergency too."));
    sentences << tr("It can be narrowed or withdrawn at any time. What was opened there until then stays "
                    "readable there.");
    return sentences;
}

QString SharingWords::alert(const record::RecordedEvent& emergency)
{
    const auto* access = emergency.event.as<record::EmergencyAccess>();
    const QString when = dayAndTime(emergency.recorded);
    return emergency.event.origin
        ? tr("%1 at %2 opened in an emergency what was held back: “%3” (told here %4)")
              .arg(access->who, access->clinicName, access->reason, when)
        : tr("%1 opened here in an emergency what another clinic held back: “%2” (%3)")
              .arg(access->who, access->reason, when);
}

QStringList SharingWords::arrivals(const SharingView& view)
{
    struct Arrival
    {
        QString from;
        qint64 entries = 0;
        qint64 waiting = 0;
        bool sealed = false;
        qint64 parts = 1;
        std::set<qint64> came; // of the parts
        QString state; // of its contract
    };
    const qint64 nowMs = QDateTime::currentMSecsSinceEpoch();
    std::vector<std::pair<record::EventId, Arrival>> arrivals;
    for (const record::RecordedEvent& each : view.log.taken) {
        const auto* taken = each.event.as<record::DisclosureTaken>();
        auto found = std::find_if(arrivals.begin(), arrivals.end(),
            [taken](const auto& one) { return one.first == taken->disclosure; });
        if (found == arrivals.end()) {
            found = arrivals.insert(found,
                {taken->disclosure,
                    {tr("From %1 on %2").arg(taken->clinicName, day(each.recorded)), 0, 0, false, 1, {},
                        {}}});
            if (const auto* consent = receivedUnder(view, *taken))
                found->second.state = received(*consent, nowMs);
        }
        found->second.entries += taken->entries;
        found->second.waiting += taken->waiting;
        found->second.parts = taken->parts;
        found->second.came.insert(taken->part);
        found->second.sealed = found->second.sealed || taken->sealedForEmergency;
    }
    QStringList lines;
    for (const auto& [disclosure, arrival] : arrivals) {
        QStringList parts{arrival.from, tr("new entries: %1").arg(arrival.entries)};
        if (arrival.waiting > 0 && static_cast<qint64>(arrival.came.size()) < arrival.parts)
            parts << tr("waiting for their images: %1").arg(arrival.waiting);
        if (arrival.sealed)
            parts << tr("a part sealed for emergencies, without images");
        if (!arrival.state.isEmpty())
            parts << arrival.state;
        lines << parts.join(tr(", "));
    }
    return lines;
}

} // namespace twinward::ledger
