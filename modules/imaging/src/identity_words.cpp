#include "identity_words_p.h"

#include "attributes_p.h"
#include "profile_p.h"
#include "record/patient_index.h"

#include <array>
#include <QRegularExpression>

namespace twinward::imaging {

namespace {

QStringList foldedWords(const QString& text)
{
    static const QRegularExpression between(QStringLiteral("[\\s\\^=\\\\,;:/()]+"));
    return record::foldedForSearch(text).split(between, Qt::SkipEmptyParts);
}

bool isFreeText(DcmEVR vr)
{
    constexpr std::array kinds{
        EVR_AE, EVR_LO, EVR_LT, EVR_PN, EVR_SH, EVR_ST, EVR_UC, EVR_UT, EVR_UR, EVR_UNKNOWN};
    return std::find(kinds.begin(), kinds.end(), vr) != kinds.end();
}

bool isTakenOut(const DcmTagKey& tag)
{
    return Profile::basic().actionFor(tag) != ProfileAction::None;
}

QString textIn(DcmElement& element)
{
    OFString value;
    return element.getOFStringArray(value).good() ? fromDcmtk(value) : QString();
}

} // namespace

IdentityWords IdentityWords::of(DcmItem& dataset)
{
    IdentityWords found;
    found.collect(dataset);
    return found;
}

void IdentityWords::collect(DcmItem& item)
{
    static const std::array numbers{DCM_PatientID, DCM_RETIRED_OtherPatientIDs, DCM_AccessionNumber,
        DCM_RETIRED_MedicalRecordLocator, DCM_AdmissionID, DCM_StudyID};
    for (unsigned long i = 0; i < item.card(); ++i) {
        DcmElement& element = *item.getElement(i);
        if (element.ident() == EVR_SQ) {
            auto& sequence = static_cast<DcmSequenceOfItems&>(element);
            for (unsigned long inner = 0; inner < sequence.card(); ++inner)
                collect(*sequence.getItem(inner));
        } else if (element.ident() == EVR_PN
            || std::find(numbers.begin(), numbers.end(), element.getTag()) != numbers.end()) {
            add(textIn(element));
        }
        if (isFreeText(element.ident()) && isTakenOut(element.getTag()))
            addText(textIn(element));
    }
}

void IdentityWords::addText(const QString& text)
{
    constexpr qsizetype shortest = 4;
    const QString folded = record::foldedForSearch(text).trimmed();
    if (folded.size() >= shortest)
        m_texts.insert(folded);
}

void IdentityWords::add(const QString& text)
{
    constexpr qsizetype shortest = 3; // "Li" and "7" stand in too many places to mean somebody
    for (const QString& word : foldedWords(text)) {
        if (word.size() >= shortest)
            m_words.insert(word);
    }
}

bool IdentityWords::areIn(DcmElement& element) const
{
    const QString text = textIn(element);
    // Small numbers count images; a long one that is also the patient's is no chance.
    constexpr qsizetype shortestNumber = 6;
    if (element.ident() == EVR_IS)
        return text.size() >= shortestNumber && m_words.contains(record::foldedForSearch(text).trimmed());
    if (!isFreeText(element.ident()))
        return false;
    if (m_texts.contains(record::foldedForSearch(text).trimmed()))
        return true;
    const QStringList words = foldedWords(text);
    return std::any_of(
        words.begin(), words.end(), [this](const QString& word) { return m_words.contains(word); });
}

} // namespace twinward::imaging
