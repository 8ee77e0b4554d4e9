#include "record/allergy_match.h"

#include "drug_words_p.h"
#include "record/drug_classes.h"

namespace twinward::record {

bool isNoKnownAllergies(const Allergy& allergy)
{
    return allergy.code.coding.is(code_system::snomed, snomed::noKnownAllergy);
}

Allergy noKnownAllergies()
{
    Allergy none;
    none.code.coding = {code_system::snomed, snomed::noKnownAllergy, QStringLiteral("No known allergy")};
    none.clinicalStatus = QStringLiteral("active");
    return none;
}

std::vector<const Entry*> recordedAllergies(const Chart& chart)
{
    std::vector<const Entry*> recorded = chart.activeAllergies();
    std::erase_if(recorded, [](const Entry* entry) { return isNoKnownAllergies(*entry->as<Allergy>()); });
    return recorded;
}

AllergyKnowledge allergyKnowledge(const Chart& chart)
{
    if (!recordedAllergies(chart).empty())
        return AllergyKnowledge::Recorded;
    return chart.activeAllergies().empty() ? AllergyKnowledge::NotRecorded : AllergyKnowledge::NoneKnown;
}

namespace {

// The nearest reason there is: the same code, a word both have, the same class, classes that cross-react.
std::optional<AllergyMatch> matchOf(const Entry& entry, const Concept& drug)
{
    using Rule = AllergyMatch::Rule;
    const Concept& substance = entry.as<Allergy>()->code;
    AllergyMatch match;
    match.allergy = &entry;
    if (!drug.coding.code.isEmpty() && drug.coding.is(substance.coding.system, substance.coding.code)) {
        match.rule = Rule::SameCode;
        return match;
    }
    const QStringList drugWords = drug_words::tellingWords(drug);
    for (const QString& word : drug_words::tellingWords(substance)) {
        const bool shared = std::any_of(drugWords.begin(), drugWords.end(),
            [&](const QString& other) { return drug_words::meet(word, other); });
        if (shared) {
            match.rule = Rule::SameWord;
            match.word = word;
            return match;
        }
    }
    const auto relation = DrugClasses::builtIn().relation(substance, drug);
    if (!relation)
        return std::nullopt;
    match.rule = relation->cross == nullptr ? Rule::SameClass : Rule::CrossReaction;
    match.relation = *relation;
    return match;
}

} // namespace

std::vector<AllergyMatch> matchingAllergies(const Chart& chart, const Concept& drug)
{
    std::vector<AllergyMatch> matches;
    for (const Entry* entry : recordedAllergies(chart)) {
        if (const auto match = matchOf(*entry, drug))
            matches.push_back(*match);
    }
    return matches;
}

} // namespace twinward::record
