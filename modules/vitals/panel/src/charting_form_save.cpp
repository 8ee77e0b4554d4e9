// Saving, drafts and leaving: the part of the form that must never lose a number.

#include "charting_form_p.h"
#include "record/encounters.h"
#include "round_fields_p.h"
#include "scale_dialog_p.h"
#include "score_view_p.h"
#include "workbench/format.h"
#include "workbench/when_done.h"
#include "workbench/widgets.h"

#include <QPushButton>

namespace twinward::vitals {

using workbench::Tone;

namespace {

// FHIR has no word for "not done" but an observation without a value; the note says why there is none.
record::Event notDoneEvent(const ChartedRound& round, Sign sign)
{
    const bool isPressure = sign == Sign::SystolicPressure || sign == Sign::DiastolicPressure;
    record::Observation observation;
    observation.group = record::Observation::Group::Vital;
    observation.code = isPressure
        ? record::Concept::loinc(record::loinc::bloodPressure, QStringLiteral("Blood pressure panel"))
        : record::Concept::loinc(definition(sign).loinc, definition(sign).loincDisplay);
    observation.status = QStringLiteral("final");
    observation.note = QStringLiteral("Not done");
    observation.encounter = round.encounter;
    record::Event event;
    event.patient = round.patient;
    event.category = record::Category::Vitals;
    event.occurred = round.at;
    event.body = std::move(observation);
    return event;
}

} // namespace

base::Result<RoundToSave> roundToSave(
    const record::Chart& chart, ChartedRound round, const std::vector<Sign>& notDone)
{
    RoundToSave toSave;
    record::EncounterForCharting visit = record::encounterForCharting(chart, round.at);
    round.patient = chart.patient();
    round.encounter = visit.encounter;
    if (visit.opening) {
        toSave.opensVisit = true;
        toSave.events.push_back(std::move(*visit.opening));
    }
    if (!round.isEmpty()) {
        auto observations = eventsOf(round);
        if (!observations)
            return base::fail(observations.error());
        std::move(observations->begin(), observations->end(), std::back_inserter(toSave.events));
    }
    for (const Sign sign : notDone) {
        // One panel stands for both pressures.
        if (sign == Sign::DiastolicPressure
            && std::count(notDone.begin(), notDone.end(), Sign::SystolicPressure) > 0)
            continue;
        toSave.events.push_back(notDoneEvent(round, sign));
    }
    return toSave;
}

bool ChartingForm::isDirty() const
{
    return !m_fields->isEmpty();
}

void ChartingForm::edited()
{
    if (m_setting || m_patient.isNull())
        return;
    if (m_draft) {
        if (isDirty())
            m_draft->set(m_fields->state());
        else
            m_draft->discard();
    }
    if (isDirty())
        say({}, Tone::Plain);
    m_saveWanted = false;
    if (m_asking == Asking::ThrowAway || (m_asking == Asking::Restored && !isDirty()))
        ask(Asking::Nothing);
    updateScore();
}

void ChartingForm::updateScore()
{
    if (!m_vitals)
        return m_score->setScore(std::nullopt);
    const QDateTime now = QDateTime::currentDateTime();
    ChartedRound typed = m_fields->round(now);
    typed.patient = m_patient;
    if (typed.at.isNull())
        typed.at = base::Moment::fromDateTime(now);
    m_score->setScore(News2::builtIn().preview(m_vitals->record, m_vitals->factors, typed));
}

void ChartingForm::tick()
{
    if (m_patient.isNull())
        return;
    m_fields->updateAges(QDateTime::currentDateTime());
    showWhere();
    updateScore();
}

void ChartingForm::save()
{
    if (m_saving || m_patient.isNull() || !m_save->isEnabled())
        return;
    const QDateTime now = QDateTime::currentDateTime();
    m_fields->updateAges(now);
    if (!isDirty())
        return say(tr("Nothing to save yet."), Tone::Secondary);
    if (QWidget* const refused = m_fields->firstRefused(now)) {
        refused->setFocus(Qt::OtherFocusReason);
        return say(tr("Not saved: put this value right or clear it."), Tone::Danger);
    }
    if (!m_vitals || m_vitals == m_outdated) {
        m_saveWanted = true;
        return say(tr("Saving as soon as the chart is read…"), Tone::Secondary);
    }
    auto toSave = roundToSave(*m_vitals->chart, m_fields->round(now), m_fields->notDone());
    if (!toSave)
        return m_failure->show(toSave.error(), tr("Everything you typed is still here."));
    nameMethods(toSave->events);
    m_failure->clear();
    m_draft->saveNow(); // whatever becomes of the commit, the typing is safe
    m_saving = true;
    allowTyping();
    say(tr("Saving…"), Tone::Secondary);
    const record::EventId first = toSave->events.front().id;
    workbench::whenDone(m_workspace.session.commit(std::move(toSave->events)), this,
        [this, patient = m_patient, first, vitals = m_vitals](
            const base::Result<ledger::CommitReceipt>& receipt) {
            if (receipt)
                m_outdated = vitals;
            afterSave(patient, first, receipt);
        });
}

// A value a device showed says so in the record, unless a hand has changed it since.
void ChartingForm::nameMethods(std::vector<record::Event>& events) const
{
    for (record::Event& event : events) {
        auto* const observation = std::get_if<record::Observation>(&event.body);
        if (observation == nullptr)
            continue;
        for (const auto& [sign, value] : m_filled) {
            const auto shown = m_fields->row(sign)->canonical();
            const bool isUntouched = shown && std::abs(*shown - value.canonical) < 1e-6;
            if (isUntouched && observation->code.coding.code == definition(sign).loinc)
                observation->method = value.method;
        }
    }
}

void ChartingForm::afterSave(
    record::PatientId patient, record::EventId entry, const base::Result<ledger::CommitReceipt>& receipt)
{
    m_saving = false;
    const bool isStillHere = patient == m_patient;
    if (receipt && isStillHere) {
        m_draft->discard();
        m_setting = true;
        m_fields->clear();
        m_filled.clear();
        m_setting = false;
        ask(Asking::Nothing);
    } else if (receipt) {
        workbench::Draft(m_workspace.session, draftName(patient)).discard();
    }
    allowTyping();
    if (!receipt) {
        say(tr("Not saved."), Tone::Danger);
        const bool isKept = !isStillHere || (m_draft && m_draft->isKept());
        QString kept = tr("Everything you typed is still here and kept as a draft.");
        if (!isKept)
            kept = tr(
                "Everything you typed is still here, but could not be kept as a draft: leave this open.");
        if (!isStillHere)
            kept = tr("What you typed for %1 is kept as a draft.").arg(patientName(patient));
        m_failure->show(receipt.error(), kept);
        if (isStillHere)
            m_save->setFocus(Qt::OtherFocusReason);
        return;
    }
    say(tr("Saved on this computer at %1").arg(workbench::formatTime(QDateTime::currentDateTime())),
        Tone::Good);
    m_whereSaved->setEvent(entry);
    if (isStillHere) {
        updateScore();
        focusFirst();
    }
    emit saved(patient);
}

void ChartingForm::saveDraft()
{
    if (m_draft && !m_saving && isDirty()) {
        m_draft->set(m_fields->state());
        m_draft->saveNow();
    }
}

void ChartingForm::focusFirst()
{
    m_fields->focusFirst();
}

void ChartingForm::leave()
{
    if (m_saving)
        return;
    if (m_asking == Asking::ThrowAway)
        return answer();
    if (isDirty())
        return ask(Asking::ThrowAway);
    emit left();
}

// ---- the line that asks ----

void ChartingForm::ask(Asking asking)
{
    m_asking = asking;
    m_notice->setVisible(asking != Asking::Nothing);
    m_noticeYes->setText(tr("Throw away"));
    if (asking == Asking::Restored) {
        m_noticeText->setText(tr("These values were typed on %1 and not saved. Check them before saving.")
                                  .arg(workbench::formatDateTime(m_restoredFrom)));
        m_noticeNo->setText(tr("Keep"));
    }
    if (asking == Asking::ThrowAway) {
        m_noticeText->setText(tr("Throw away what you typed?"));
        m_noticeNo->setText(tr("Go on typing"));
        m_noticeNo->setFocus(Qt::OtherFocusReason);
    }
}

void ChartingForm::answer()
{
    ask(Asking::Nothing);
    focusFirst();
}

void ChartingForm::throwAway()
{
    const Asking asked = m_asking;
    m_setting = true;
    m_fields->clear();
    m_filled.clear();
    m_setting = false;
    if (m_draft)
        m_draft->discard();
    ask(Asking::Nothing);
    say({}, Tone::Plain);
    updateScore();
    focusFirst();
    if (asked == Asking::ThrowAway)
        emit left();
}

void ChartingForm::say(const QString& text, Tone tone)
{
    workbench::setTone(m_status, tone);
    m_status->setText(text);
    m_whereSaved->setEvent({});
}

void ChartingForm::chooseScale()
{
    if (!m_vitals)
        return;
    const SpO2Scale now = m_vitals->record.scaleAt(QDateTime::currentMSecsSinceEpoch());
    auto* dialog = new ScaleDialog(m_workspace, m_patient, now, this);
    dialog->open();
}

} // namespace twinward::vitals
