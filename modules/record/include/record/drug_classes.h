#pragma once

// Which drugs are of one kind, as far as allergies go: classes by ATC group, RxNorm code, the stems of
// international names and plain names, and which classes are known to cross-react. The table and its sources:
// resources/drugs/allergy_classes.json.

#include "base/error.h"
#include "record/coding.h"

#include <optional>
#include <QStringList>
#include <vector>

namespace twinward::record {

struct DrugClass
{
    QString key; // stable: "penicillins"
    QString label; // English; panels translate by key
    QStringList atc; // groups: every code that begins so
    QStringList notAtc; // but not these
    QStringList rxnorm;
    QStringList words; // names of the class itself, as allergies are written: "penicillins"
    QStringList stems; // "-cillin", "cef-"
    QStringList notStems; // words that have the stem and are none: "sulfate"
    QStringList names; // of single drugs that have no stem
};

struct CrossReaction
{
    enum class Level : quint8 { Possible, Rare };
    QString one; // keys
    QString other;
    Level level = Level::Possible;
    QString why; // English, half a sentence
    QString source;
};

struct ClassRelation
{
    const DrugClass* allergy = nullptr;
    const DrugClass* drug = nullptr; // the same one where they share it
    const CrossReaction* cross = nullptr; // null where they share a class
};

class DrugClasses
{
public:
    [[nodiscard]] static const DrugClasses& builtIn();
    // Refused with the place: what is no such table, a class without a key, a cross-reaction of unknown
    // classes.
    [[nodiscard]] static base::Result<DrugClasses> read(const QByteArray& json);

    [[nodiscard]] const std::vector<DrugClass>& classes() const { return m_classes; }
    [[nodiscard]] std::vector<const DrugClass*> classesOf(const Concept& drugOrSubstance) const;
    // A class both belong to, else two that cross-react, the likelier first; none where neither is known.
    [[nodiscard]] std::optional<ClassRelation> relation(const Concept& allergy, const Concept& drug) const;

private:
    std::vector<DrugClass> m_classes;
    std::vector<CrossReaction> m_cross;
};

} // namespace twinward::record
