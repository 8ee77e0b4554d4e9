// Why a drug meets an allergy, in words.

#include "text_p.h"

#include <QCoreApplication>

namespace twinward::record::text {

namespace {

struct AllergyText
{
    Q_DECLARE_TR_FUNCTIONS(AllergyText)
};

constexpr std::pair<const char*, const char*> classNames[]
    = {{"penicillins", QT_TRANSLATE_NOOP("AllergyText", "Penicillins")},
        {"cephalosporins", QT_TRANSLATE_NOOP("AllergyText", "Cephalosporins")},
        {"carbapenems", QT_TRANSLATE_NOOP("AllergyText", "Carbapenems")},
        {"monobactams", QT_TRANSLATE_NOOP("AllergyText", "Monobactams")},
        {"sulfonamides", QT_TRANSLATE_NOOP("AllergyText", "Antibacterial sulfonamides")},
        {"macrolides", QT_TRANSLATE_NOOP("AllergyText", "Macrolides")},
        {"lincosamides", QT_TRANSLATE_NOOP("AllergyText", "Lincosamides")},
        {"tetracyclines", QT_TRANSLATE_NOOP("AllergyText", "Tetracyclines")},
        {"aminoglycosides", QT_TRANSLATE_NOOP("AllergyText", "Aminoglycosides")},
        {"quinolones", QT_TRANSLATE_NOOP("AllergyText", "Quinolones")},
        {"nsaids", QT_TRANSLATE_NOOP("AllergyText", "NSAIDs and salicylates")},
        {"opioids", QT_TRANSLATE_NOOP("AllergyText", "Opioids")},
        {"amideLocalAnaesthetics", QT_TRANSLATE_NOOP("AllergyText", "Local anaesthetics of the amide type")},
        {"esterLocalAnaesthetics", QT_TRANSLATE_NOOP("AllergyText", "Local anaesthetics of the ester type")},
        {"aceInhibitors", QT_TRANSLATE_NOOP("AllergyText", "ACE inhibitors")},
        {"aromaticAnticonvulsants", QT_TRANSLATE_NOOP("AllergyText", "Aromatic anticonvulsants")},
        {"nitroimidazoles", QT_TRANSLATE_NOOP("AllergyText", "Nitroimidazoles")},
        {"iodinatedContrast", QT_TRANSLATE_NOOP("AllergyText", "Iodinated contrast media")}};

QString crossReaction(const QString& allergy, const ClassRelation& relation)
{
    const QString drugs = drugClass(*relation.drug);
    const QString allergies = drugClass(*relation.allergy);
    return relation.cross->level == CrossReaction::Level::Rare
        ? AllergyText::tr("Allergy recorded to %1 (%2): %3 cross-react with these in rare cases.")
              .arg(allergy, allergies, drugs)
        : AllergyText::tr("Allergy recorded to %1 (%2): %3 can cross-react with these.")
              .arg(allergy, allergies, drugs);
}

} // namespace

QString drugClass(const DrugClass& drugClass)
{
    for (const auto& [key, name] : classNames) {
        if (drugClass.key == QLatin1String(key))
            return AllergyText::tr(name);
    }
    return drugClass.label;
}

QString allergyMatch(const AllergyMatch& match)
{
    const QString allergy = match.allergy->as<Allergy>()->code.label();
    switch (match.rule) {
    case AllergyMatch::Rule::SameCode:
        return AllergyText::tr("Allergy recorded to %1: it has the same code as this drug.").arg(allergy);
    case AllergyMatch::Rule::SameWord:
        return AllergyText::tr("Allergy recorded to %1: the drug's name has the same word, «%2».")
            .arg(allergy, match.word);
    case AllergyMatch::Rule::SameClass:
        return AllergyText::tr("Allergy recorded to %1: this drug is of the same class, %2.")
            .arg(allergy, drugClass(*match.relation.drug));
    case AllergyMatch::Rule::CrossReaction:
        break;
    }
    return crossReaction(allergy, match.relation);
}

} // namespace twinward::record::text
