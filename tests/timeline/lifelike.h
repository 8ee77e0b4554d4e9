#pragma once

// Whole lives for tests and benchmarks: a person with every kind of entry, and one with as many as are asked
// for.

#include "story_fixture.h"

#include <random>

namespace twinward::timeline::test {

inline const QStringList& problemNames()
{
    static const QStringList names{QStringLiteral("Essential hypertension"),
        QStringLiteral("Type 2 diabetes mellitus"), QStringLiteral("Acute bronchitis"),
        QStringLiteral("Chronic kidney disease stage 3"), QStringLiteral("Asthma"),
        QStringLiteral("Viral sinusitis"), QStringLiteral("Osteoarthritis of the knee"),
        QStringLiteral("Anaemia")};
    return names;
}

inline const QStringList& drugNames()
{
    static const QStringList names{QStringLiteral("Metformin 500 mg"), QStringLiteral("Lisinopril 10 mg"),
        QStringLiteral("Amoxicillin 500 mg"), QStringLiteral("Salbutamol inhaler"),
        QStringLiteral("Paracetamol 1 g"), QStringLiteral("Simvastatin 20 mg")};
    return names;
}

class Lifelike
{
public:
    StoryFixture f;

    explicit Lifelike(unsigned seed = 7)
        : m_random(seed)
    { }

    // About `count` entries, as they come in a long life: visits with vitals and laboratory panels, problems,
    // drugs.
    std::shared_ptr<const Story> ofSize(int count)
    {
        while (static_cast<int>(f.events.size()) < count) {
            addVisit(anyMoment());
            if (chance(25))
                addProblem();
            if (chance(30))
                addDrug();
            if (chance(20))
                addRest();
        }
        return f.tell();
    }

    base::Moment anyMoment()
    {
        const qint64 first = utcMs("1952-01-01T00:00:00Z");
        // More of it late in life, as records are.
        const double share = std::sqrt(std::uniform_real_distribution<>(0, 1)(m_random));
        const auto at = first + static_cast<qint64>(share * static_cast<double>(f.nowMs - first));
        return {at / 60'000 * 60'000, 0, base::Moment::Precision::Second};
    }

    void addVisit(const base::Moment& at)
    {
        using Group = Observation::Group;
        Encounter visit;
        visit.type = StoryFixture::called(QStringLiteral("Encounter for check up"));
        visit.encounterClass = QStringLiteral("AMB");
        visit.status = QStringLiteral("finished");
        visit.end = base::Moment(at.utcMs() + 30 * 60'000, 0, base::Moment::Precision::Second);
        f.add(visit, at);
        addPressure(at);
        const std::array<std::tuple<Group, const char*, int, int, const char*>, 9> measured{
            {{Group::Vital, "Heart rate", 55, 120, "/min"},
                {Group::Vital, "Respiratory rate", 10, 26, "/min"},
                {Group::Vital, "Body temperature", 36, 40, "Cel"},
                {Group::Vital, "Oxygen saturation", 88, 100, "%"},
                {Group::Laboratory, "Glucose", 4, 18, "mmol/L"},
                {Group::Laboratory, "Creatinine", 50, 190, "umol/L"},
                {Group::Laboratory, "Haemoglobin", 80, 170, "g/L"},
                {Group::Laboratory, "Potassium", 3, 6, "mmol/L"},
                {Group::Laboratory, "Sodium", 128, 148, "mmol/L"}}};
        for (const auto& [group, name, low, high, unit] : measured) {
            Observation observation = StoryFixture::measured(group, QString::fromUtf8(name),
                std::uniform_int_distribution<>(low, high)(m_random), QString::fromUtf8(unit));
            if (chance(6))
                observation.interpretation = chance(30) ? QStringLiteral("HH") : QStringLiteral("H");
            f.add(observation, at);
        }
    }

    void addPressure(const base::Moment& at)
    {
        Observation pressure;
        pressure.group = Observation::Group::Vital;
        pressure.code = Concept::loinc(loinc::bloodPressure, QStringLiteral("Blood pressure"));
        const auto part = [&](const QString& code, int low, int high) {
            const double value = std::uniform_int_distribution<>(low, high)(m_random);
            return Component{Concept::loinc(code, {}),
                Quantity{base::Decimal(value, 0), QStringLiteral("mm[Hg]"), {}}, {}};
        };
        pressure.components = {part(loinc::systolic, 95, 180), part(loinc::diastolic, 55, 105)};
        f.add(pressure, at);
    }

    void addProblem()
    {
        const base::Moment at = anyMoment();
        Condition condition = StoryFixture::problem(pick(problemNames()));
        if (chance(80)) {
            condition.clinicalStatus = QStringLiteral("resolved");
            condition.abatement
                = base::Moment(at.utcMs() + 86'400'000LL * std::uniform_int_distribution<>(4, 900)(m_random),
                    0, base::Moment::Precision::Day);
        }
        f.add(condition, at);
    }

    void addDrug()
    {
        const base::Moment at = anyMoment();
        Medication drug = StoryFixture::prescribed(pick(drugNames()));
        drug.frequency = QStringLiteral("twice a day");
        if (chance(85)) {
            drug.status = QStringLiteral("stopped");
            drug.end
                = base::Moment(at.utcMs() + 86'400'000LL * std::uniform_int_distribution<>(5, 700)(m_random),
                    0, base::Moment::Precision::Day);
        }
        f.add(drug, at);
    }

    void addRest()
    {
        const base::Moment at = anyMoment();
        f.add(Procedure{StoryFixture::called(QStringLiteral("Wound dressing")), {}, {}, {}, {}}, at);
        f.add(Immunisation{StoryFixture::called(QStringLiteral("Influenza, seasonal, injectable")), {}, {},
                  {}, {}},
            base::Moment(at.utcMs(), 0, base::Moment::Precision::Day));
        f.add(Note{QStringLiteral("Ward round"), QStringLiteral("Comfortable, eating, walks to the window.")},
            at);
    }

    // Each thing a timeline has to show rightly, a few of each.
    std::shared_ptr<const Story> ofEveryKind()
    {
        for (int i = 0; i < 10; ++i)
            addVisit(anyMoment());
        for (int i = 0; i < 6; ++i) {
            addProblem();
            addDrug();
        }
        addRest();
        f.add(StoryFixture::problem(QStringLiteral("Essential hypertension")), moment("2004"));
        f.add(
            Procedure{StoryFixture::called(QStringLiteral("Appendectomy")), {}, {}, {}, {}}, moment("1971"));
        Allergy penicillin{StoryFixture::called(QStringLiteral("Penicillin")), QStringLiteral("active"),
            QStringLiteral("high"), QStringLiteral("Rash, wheeze"), {}};
        f.add(penicillin, moment("1988-06"));
        f.add(Allergy{StoryFixture::called(QStringLiteral("Peanut")), QStringLiteral("active"), {}, {}, {}},
            {});
        f.add(OtherResource{QStringLiteral("ImagingStudy"), QStringLiteral("Chest X-ray, two views")},
            anyMoment());
        f.add(Document{StoryFixture::called(QStringLiteral("Discharge letter")), {},
                  QStringLiteral("application/pdf"), {}, 120'000},
            anyMoment());
        f.add(StoryFixture::prescribed(QStringLiteral("Morphine 10 mg")), moment("2019-05-02T10:00:00Z"),
            f.clinic.nurse);
        const Event note = f.add(Note{QStringLiteral("Discharge plan"), QStringLiteral("Home on Monday.")},
            moment("2022-03-01T09:00:00Z"));
        f.replace(note, Note{QStringLiteral("Discharge plan"), QStringLiteral("Home on Tuesday.")});
        f.replace(note, Note{QStringLiteral("Discharge plan"), QStringLiteral("Stays until the weekend.")});
        const Event wrong
            = f.add(Note{QStringLiteral("Meant for another patient"), {}}, moment("2015-03-01T09:00:00Z"));
        f.replace(wrong, Retraction{QStringLiteral("Written into the wrong chart")});
        return f.tell();
    }

private:
    bool chance(int percent) { return std::uniform_int_distribution<>(0, 99)(m_random) < percent; }
    const QString& pick(const QStringList& names)
    {
        return names[std::uniform_int_distribution<qsizetype>(0, names.size() - 1)(m_random)];
    }

    std::mt19937 m_random;
};

} // namespace twinward::timeline::test
