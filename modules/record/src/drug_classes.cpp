#include "record/drug_classes.h"

#include "drug_words_p.h"

#include <algorithm>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

// Outside any namespace, as Q_INIT_RESOURCE must be.
static void initialiseDrugTables()
{
    Q_INIT_RESOURCE(drugs);
}

namespace twinward::record {

namespace {

QStringList texts(const QJsonObject& object, const char* key)
{
    QStringList found;
    for (const QJsonValue& each : object.value(QLatin1String(key)).toArray())
        found << each.toString();
    return found;
}

DrugClass readClass(const QJsonObject& object)
{
    DrugClass made;
    made.key = object.value(QLatin1String("key")).toString();
    made.label = object.value(QLatin1String("label")).toString();
    made.atc = texts(object, "atc");
    made.notAtc = texts(object, "notAtc");
    made.rxnorm = texts(object, "rxnorm");
    made.words = texts(object, "classWords");
    made.stems = texts(object, "stems");
    made.notStems = texts(object, "notStems");
    made.names = texts(object, "names");
    return made;
}

bool beginsWithOneOf(const QString& code, const QStringList& groups)
{
    return std::any_of(
        groups.begin(), groups.end(), [&](const QString& group) { return code.startsWith(group); });
}

bool hasStem(const QString& word, const QString& stem)
{
    QString letters = drug_words::folded(stem);
    letters.remove(u'-');
    if (drug_words::isHan(letters))
        return word.contains(letters);
    if (word.size() <= letters.size())
        return false;
    return stem.startsWith(u'-') ? word.endsWith(letters) || word.endsWith(letters + u's')
                                 : word.startsWith(letters);
}

// Letters alone, one space between words and one at each end, so that " ace inhibitor " is found whole.
QString phraseOf(const QString& text)
{
    QString phrase;
    for (const QChar c : drug_words::folded(text))
        phrase += c.isLetter() ? c : QChar(u' ');
    return u' ' + phrase.simplified() + u' ';
}

bool isNamed(const Concept& drug, const QStringList& words, const QString& name)
{
    const QString phrase = phraseOf(name);
    const QString bare = phrase.trimmed();
    if (phraseOf(drug.text).contains(phrase) || phraseOf(drug.coding.display).contains(phrase))
        return true;
    return !bare.contains(u' ') && std::any_of(words.begin(), words.end(), [&](const QString& word) {
        return drug_words::meet(bare, word);
    });
}

bool isIn(const DrugClass& drugClass, const Concept& drug, const QStringList& words)
{
    const Coding& coding = drug.coding;
    if (coding.system == code_system::atc)
        return beginsWithOneOf(coding.code, drugClass.atc) && !beginsWithOneOf(coding.code, drugClass.notAtc);
    if (coding.system == code_system::rxnorm && drugClass.rxnorm.contains(coding.code))
        return true;
    for (const QString& word : words) {
        const bool stemmed = !drugClass.notStems.contains(word)
            && std::any_of(drugClass.stems.begin(), drugClass.stems.end(),
                [&](const QString& stem) { return hasStem(word, stem); });
        if (stemmed)
            return true;
    }
    const auto named = [&](const QString& name) { return isNamed(drug, words, name); };
    return std::any_of(drugClass.names.begin(), drugClass.names.end(), named)
        || std::any_of(drugClass.words.begin(), drugClass.words.end(), named);
}

base::Error broken(const QString& what, const QString& where)
{
    return {base::ErrorCode::InvalidInput, what, where, {}};
}

} // namespace

base::Result<DrugClasses> DrugClasses::read(const QByteArray& json)
{
    const QString place = QStringLiteral("allergy_classes");
    const QJsonObject top = QJsonDocument::fromJson(json).object();
    if (top.value(QLatin1String("table")).toString() != place)
        return base::fail(broken(QStringLiteral("This is not the table of drug classes"), place));
    DrugClasses made;
    for (const QJsonValue& each : top.value(QLatin1String("classes")).toArray()) {
        made.m_classes.push_back(readClass(each.toObject()));
        if (made.m_classes.back().key.isEmpty() || made.m_classes.back().label.isEmpty())
            return base::fail(broken(QStringLiteral("A class has no key or label"), place));
    }
    const auto isKnown = [&](const QString& key) {
        return std::any_of(made.m_classes.begin(), made.m_classes.end(),
            [&](const DrugClass& drugClass) { return drugClass.key == key; });
    };
    for (const QJsonValue& each : top.value(QLatin1String("crossReactions")).toArray()) {
        const QJsonObject object = each.toObject();
        CrossReaction cross;
        cross.one = object.value(QLatin1String("one")).toString();
        cross.other = object.value(QLatin1String("other")).toString();
        const bool rare = object.value(QLatin1String("level")).toString() == QLatin1String("rare");
        cross.level = rare ? CrossReaction::Level::Rare : CrossReaction::Level::Possible;
        cross.why = object.value(QLatin1String("why")).toString();
        cross.source = object.value(QLatin1String("source")).toString();
        if (!isKnown(cross.one) || !isKnown(cross.other))
            return base::fail(
                broken(QStringLiteral("A cross-reaction names no class"), cross.one + u' ' + cross.other));
        made.m_cross.push_back(std::move(cross));
    }
    return made;
}

const DrugClasses& DrugClasses::builtIn()
{
    static const DrugClasses table = [] {
        initialiseDrugTables();
        QFile file(QStringLiteral(":/twinward/drugs/allergy_classes.json"));
        const bool opened = file.open(QIODevice::ReadOnly);
        auto read = DrugClasses::read(opened ? file.readAll() : QByteArray());
        // The table is part of the program: one that can't be read is a broken build, not a patient without
        // allergies.
        if (!read)
            qFatal("%s", qPrintable(read.error().message()));
        return *read;
    }();
    return table;
}

std::vector<const DrugClass*> DrugClasses::classesOf(const Concept& drugOrSubstance) const
{
    const QStringList words = drug_words::tellingWords(drugOrSubstance);
    std::vector<const DrugClass*> found;
    for (const DrugClass& drugClass : m_classes) {
        if (isIn(drugClass, drugOrSubstance, words))
            found.push_back(&drugClass);
    }
    return found;
}

std::optional<ClassRelation> DrugClasses::relation(const Concept& allergy, const Concept& drug) const
{
    const auto allergies = classesOf(allergy);
    const auto drugs = allergies.empty() ? std::vector<const DrugClass*>() : classesOf(drug);
    for (const DrugClass* one : allergies) {
        if (std::find(drugs.begin(), drugs.end(), one) != drugs.end())
            return ClassRelation{one, one, nullptr};
    }
    std::optional<ClassRelation> nearest;
    for (const CrossReaction& cross : m_cross) {
        for (const DrugClass* one : allergies) {
            for (const DrugClass* other : drugs) {
                const bool pair = (cross.one == one->key && cross.other == other->key)
                    || (cross.one == other->key && cross.other == one->key);
                if (pair && (!nearest || cross.level < nearest->cross->level))
                    nearest = ClassRelation{one, other, &cross};
            }
        }
    }
    return nearest;
}

} // namespace twinward::record
