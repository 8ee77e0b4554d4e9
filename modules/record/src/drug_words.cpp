#include "drug_words_p.h"

#include <QRegularExpression>
#include <QSet>

namespace twinward::record::drug_words {

namespace {

// Words that stand in names of drugs and of allergies without telling which substance is meant.
bool saysNothing(const QString& word)
{
    static const QSet<QString> empty{QStringLiteral("allergy"), QStringLiteral("allergic"),
        QStringLiteral("disorder"), QStringLiteral("reaction"), QStringLiteral("substance"),
        QStringLiteral("product"), QStringLiteral("medication"), QStringLiteral("drug"),
        QStringLiteral("intolerance"), QStringLiteral("sensitivity"), QStringLiteral("hypersensitivity"),
        QStringLiteral("finding"), QStringLiteral("tablet"), QStringLiteral("tablets"),
        QStringLiteral("capsule"), QStringLiteral("capsules"), QStringLiteral("oral"),
        QStringLiteral("injection"), QStringLiteral("injectable"), QStringLiteral("solution"),
        QStringLiteral("suspension"), QStringLiteral("cream"), QStringLiteral("ointment"),
        QStringLiteral("inhaler"), QStringLiteral("extended"), QStringLiteral("release"),
        QStringLiteral("hour"), QStringLiteral("actuat"), QStringLiteral("dose"), QStringLiteral("daily"),
        QStringLiteral("with"), QStringLiteral("from"), QStringLiteral("sodium"), QStringLiteral("potassium"),
        QStringLiteral("hydrochloride"), QStringLiteral("sulfate"), QStringLiteral("acid")};
    return empty.contains(word);
}

} // namespace

QString folded(const QString& text)
{
    QString plain;
    const QString decomposed = text.normalized(QString::NormalizationForm_KD).toLower();
    for (const QChar c : decomposed) {
        if (c.category() != QChar::Mark_NonSpacing)
            plain += c;
    }
    return plain;
}

bool isHan(const QString& word)
{
    return !word.isEmpty() && word.front().script() == QChar::Script_Han;
}

QStringList tellingWords(const Concept& concept_)
{
    static const QRegularExpression runs(
        QStringLiteral("[\\p{Han}]+|[^\\p{Han}\\P{L}]+"), QRegularExpression::UseUnicodePropertiesOption);
    static const QRegularExpression hanFiller(
        QStringLiteral("过敏|過敏|反应|对|史|片|胶囊|注射液|口服|钠|钾"));
    QStringList words;
    for (const QString& text : {concept_.text, concept_.coding.display}) {
        auto found = runs.globalMatch(folded(text));
        while (found.hasNext()) {
            QString word = found.next().captured();
            const bool han = isHan(word);
            if (han)
                word.remove(hanFiller);
            if (word.size() >= (han ? 2 : 4) && !saysNothing(word) && !words.contains(word))
                words << word;
        }
    }
    return words;
}

bool meet(const QString& one, const QString& other)
{
    const QString& shorter = one.size() <= other.size() ? one : other;
    const QString& longer = one.size() <= other.size() ? other : one;
    if (isHan(shorter))
        return longer.contains(shorter);
    // "penicillin" and "penicillins", "pénicilline"
    return longer == shorter
        || (shorter.size() >= 5 && longer.size() - shorter.size() <= 2 && longer.startsWith(shorter));
}

} // namespace twinward::record::drug_words
