#include "imaging/deidentify.h"

#include "attributes_p.h"
#include "base/id.h"
#include "identity_words_p.h"
#include "profile_p.h"

namespace twinward::imaging {

using base::ErrorCode;

namespace {

const QString dicomRoot = QStringLiteral("1.2.840.10008.");

// Decimal digits of a 128-bit number: what follows "2.25." (ITU-T X.667, PS3.5 annex B.2).
QString decimal(std::array<std::uint8_t, 16> number)
{
    QString digits;
    bool isZero = false;
    while (!isZero) {
        unsigned rest = 0;
        isZero = true;
        for (std::uint8_t& byte : number) {
            const unsigned value = rest << 8 | byte;
            byte = static_cast<std::uint8_t>(value / 10);
            rest = value % 10;
            isZero = isZero && byte == 0;
        }
        digits.prepend(QChar(static_cast<char16_t>(u'0' + rest)));
    }
    return digits;
}

// What a value of this kind may be that means nothing.
const char* dummyFor(DcmEVR vr)
{
    switch (vr) {
    case EVR_AE:
    case EVR_CS:
        return "ANON";
    case EVR_AS:
        return "000Y";
    case EVR_DA:
        return "19000101";
    case EVR_DT:
        return "19000101000000";
    case EVR_TM:
        return "000000";
    case EVR_DS:
    case EVR_IS:
        return "0";
    case EVR_LO:
    case EVR_LT:
    case EVR_PN:
    case EVR_SH:
    case EVR_ST:
    case EVR_UC:
    case EVR_UT:
        return "ANONYMOUS";
    default:
        return "";
    }
}

bool isPixels(const DcmTagKey& tag)
{
    return tag.getGroup() == 0x7FE0;
}

// Elements the dictionary does not know may hold anything.
bool isKnown(DcmTag& tag)
{
    return tag.getTagName() != nullptr && qstrcmp(tag.getTagName(), DcmTag_ERROR_TagName) != 0;
}

class Cleaner
{
public:
    // Remembers who is named before anything is taken out.
    Cleaner(const QByteArray& key, DcmItem& original)
        : m_key(key)
        , m_profile(Profile::basic())
        , m_words(IdentityWords::of(original))
    { }

    void clean(DcmItem& item)
    {
        std::vector<DcmElement*> elements;
        for (unsigned long i = 0; i < item.card(); ++i)
            elements.push_back(item.getElement(i));
        for (DcmElement* element : elements)
            clean(item, *element);
    }

private:
    void clean(DcmItem& item, DcmElement& element)
    {
        DcmTag tag = element.getTag();
        if (tag.isPrivate() || tag.getElement() == 0 || !isKnown(tag))
            return remove(item, tag);
        if (isPixels(tag))
            return;
        switch (m_profile.actionFor(tag)) {
        case ProfileAction::None:
            return keep(element);
        case ProfileAction::Remove:
            return remove(item, tag);
        case ProfileAction::Empty:
            return empty(element);
        case ProfileAction::Dummy:
            return isSequence(element) ? cleanItems(element) : putDummy(element);
        case ProfileAction::DummyOrRemove:
            return isSequence(element) ? remove(item, tag) : putDummy(element);
        case ProfileAction::NewUid:
            return newUids(element);
        case ProfileAction::NewUidInside:
            return isSequence(element) ? cleanItems(element) : remove(item, tag);
        }
    }

    // Not in the table: kept, but for what stands in sequences, UIDs that are not DICOM's own, names of
    // people, and words that were taken out elsewhere.
    void keep(DcmElement& element)
    {
        if (isSequence(element))
            cleanItems(element);
        else if (element.ident() == EVR_UI)
            newUids(element);
        else if (element.ident() == EVR_PN || m_words.areIn(element))
            empty(element);
    }

    void cleanItems(DcmElement& element)
    {
        auto& sequence = static_cast<DcmSequenceOfItems&>(element);
        for (unsigned long i = 0; i < sequence.card(); ++i)
            clean(*sequence.getItem(i));
    }

    static bool isSequence(const DcmElement& element) { return element.ident() == EVR_SQ; }
    static void remove(DcmItem& item, const DcmTagKey& tag) { delete item.remove(tag); }
    static void empty(DcmElement& element) { element.clear(); }

    void putDummy(DcmElement& element) const
    {
        if (element.getTag() == DCM_PatientID) {
            OFString number;
            element.getOFStringArray(number);
            element.putString(
                ("ANON-" + derived(fromDcmtk(number)).toString().left(8).toLatin1()).constData());
            return;
        }
        const char* dummy = dummyFor(element.ident());
        if (*dummy == '\0' || element.putString(dummy).bad())
            element.clear();
    }

    void newUids(DcmElement& element) const
    {
        OFString value;
        if (element.ident() != EVR_UI || element.getOFStringArray(value).bad())
            return empty(element);
        QStringList uids = fromDcmtk(value).split(u'\\');
        for (QString& uid : uids) {
            uid = uid.trimmed();
            if (!uid.isEmpty() && !uid.startsWith(dicomRoot))
                uid = newUid(uid);
        }
        element.putString(uids.join(u'\\').toLatin1().constData());
    }

    using Derived = base::Id<struct DeidentifiedTag>;
    [[nodiscard]] Derived derived(const QString& value) const
    {
        return Derived::derived("twinward de-identified 1", m_key + value.toUtf8());
    }
    [[nodiscard]] QString newUid(const QString& uid) const
    {
        auto bytes = derived(uid).bytes();
        bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0FU) | 0x40U); // a UUID of version 4, RFC 4122
        bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3FU) | 0x80U);
        return QStringLiteral("2.25.") + decimal(bytes);
    }

    const QByteArray& m_key;
    const Profile& m_profile;
    IdentityWords m_words;
};

void sayWhatWasDone(DcmDataset& dataset)
{
    dataset.putAndInsertString(DCM_PatientIdentityRemoved, "YES");
    dataset.putAndInsertString(DCM_DeidentificationMethod, "DICOM PS3.15 annex E Basic Profile, no options");
    dataset.putAndInsertString(DCM_LongitudinalTemporalInformationModified, "REMOVED");
    DcmItem* code = nullptr;
    delete dataset.remove(DCM_DeidentificationMethodCodeSequence);
    if (dataset.findOrCreateSequenceItem(DCM_DeidentificationMethodCodeSequence, code, 0).good()) {
        code->putAndInsertString(DCM_CodeValue, "113100");
        code->putAndInsertString(DCM_CodingSchemeDesignator, "DCM");
        code->putAndInsertString(DCM_CodeMeaning, "Basic Application Confidentiality Profile");
    }
}

QStringList warningsFor(DcmItem& original, const ObjectHeader& header)
{
    static const QStringList drawnOn{QStringLiteral("US"), QStringLiteral("SC"), QStringLiteral("OT"),
        QStringLiteral("XC"), QStringLiteral("ES"), QStringLiteral("GM"), QStringLiteral("RF"),
        QStringLiteral("XA")};
    static const QStringList faces{QStringLiteral("HEAD"), QStringLiteral("BRAIN"), QStringLiteral("FACE"),
        QStringLiteral("SKULL"), QStringLiteral("NECK")};
    QStringList warnings;
    const QString burnedIn = textOf(original, DCM_BurnedInAnnotation);
    if (burnedIn == QLatin1String("YES"))
        warnings << QStringLiteral("Words are burned into the pixels and stay there: look at every image");
    else if (burnedIn != QLatin1String("NO") && drawnOn.contains(header.modality))
        warnings << QStringLiteral("Words may be burned into the pixels: look at every image");
    for (const QString& part : faces) {
        if (header.bodyPart.contains(part, Qt::CaseInsensitive)) {
            warnings << QStringLiteral("A face can be rebuilt from images of the head");
            break;
        }
    }
    return warnings;
}

base::Status checkGivenOut(DcmItem& dataset, const ObjectHeader& header)
{
    for (const DcmTagKey& tag : Profile::basic().withheld()) {
        if (dataset.tagExists(tag)) {
            return base::fail(ErrorCode::Unsupported,
                QStringLiteral("Text can't be cleaned of names safely: reports and documents are withheld"),
                header.modality);
        }
    }
    return {};
}

} // namespace

Deidentification::Deidentification()
    : m_key(base::Id<struct KeyTag>::random().toBytes() + base::Id<struct KeyTag>::random().toBytes())
{ }

Deidentification::~Deidentification()
{
    m_key.fill('\0');
}

base::Result<DeidentifiedObject> Deidentification::apply(const DicomObject& object) const
{
    const auto original = object.dataset();
    if (!original)
        return base::fail(original.error());
    DcmFileFormat file(new DcmDataset(**original), OFFalse);
    DcmDataset& dataset = *file.getDataset();
    if (const auto checked = checkGivenOut(dataset, object.header()); !checked)
        return base::fail(checked.error());
    DeidentifiedObject made;
    made.warnings = warningsFor(dataset, object.header());
    Cleaner cleaner(m_key, dataset);
    cleaner.clean(dataset);
    sayWhatWasDone(dataset);
    made.studyUid = textOf(dataset, DCM_StudyInstanceUID);
    made.seriesUid = textOf(dataset, DCM_SeriesInstanceUID);
    made.sopInstanceUid = textOf(dataset, DCM_SOPInstanceUID);
    auto bytes = toPart10(file);
    if (!bytes)
        return base::fail(bytes.error());
    made.bytes = std::move(*bytes);
    return made;
}

} // namespace twinward::imaging
