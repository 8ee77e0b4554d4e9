#include "derived_object_p.h"

#include "base/id.h"

namespace twinward::imaging {

namespace {

// A 128-bit number in decimal digits.
QString decimalDigits(std::array<std::uint8_t, 16> number)
{
    QString digits;
    bool isZero = false;
    while (!isZero) {
        unsigned remainder = 0;
        isZero = true;
        for (std::uint8_t& byte : number) {
            const unsigned value = remainder * 256 + byte;
            byte = static_cast<std::uint8_t>(value / 10);
            remainder = value % 10;
            isZero = isZero && byte == 0;
        }
        digits.prepend(QChar(static_cast<char16_t>(u'0' + remainder)));
    }
    return digits;
}

using UidSeed = base::Id<struct UidTag>;

QString uidFrom(const UidSeed& id)
{
    return QStringLiteral("2.25.") + decimalDigits(id.bytes());
}

QString withoutDelimiters(QString text)
{
    for (const QChar delimiter : {u'^', u'=', u'\\'})
        text.replace(delimiter, u' ');
    return text.trimmed();
}

} // namespace

QString newUid()
{
    return uidFrom(UidSeed::random());
}

QString derivedUid(QByteArrayView material)
{
    return uidFrom(UidSeed::derived("twinward imaging uid", material));
}

QString toPersonName(const QString& display)
{
    QString plain = display;
    QString written;
    const qsizetype open = display.lastIndexOf(QStringLiteral(" ("));
    if (open > 0 && display.endsWith(u')')) {
        plain = display.left(open);
        written = withoutDelimiters(display.mid(open + 2, display.size() - open - 3));
    }
    const qsizetype comma = plain.indexOf(QStringLiteral(", "));
    QString name = comma < 0
        ? withoutDelimiters(plain)
        : withoutDelimiters(plain.left(comma)) + u'^' + withoutDelimiters(plain.mid(comma + 2));
    if (!written.isEmpty())
        name += u'=' + written;
    return name;
}

QString toDicomDate(const base::Moment& moment)
{
    return moment.precision() < base::Moment::Precision::Day
        ? QString()
        : moment.toDateTime().toString(QStringLiteral("yyyyMMdd"));
}

QString toDicomTime(const base::Moment& moment)
{
    using Precision = base::Moment::Precision;
    if (moment.precision() < Precision::Minute)
        return {};
    return moment.toDateTime().toString(
        moment.precision() == Precision::Minute ? QStringLiteral("HHmm") : QStringLiteral("HHmmss"));
}

void putText(DcmItem& item, const DcmTagKey& tag, const QString& value)
{
    item.putAndInsertOFStringArray(tag, toDcmtk(value));
}

void putContext(DcmItem& dataset, const ObjectHeader& image, const base::Moment& made)
{
    const DicomPatient& patient = image.patient;
    putText(dataset, DCM_SpecificCharacterSet, QStringLiteral("ISO_IR 192"));
    putText(dataset, DCM_PatientName, toPersonName(patient.name));
    putText(dataset, DCM_PatientID, patient.id);
    if (!patient.issuer.isEmpty())
        putText(dataset, DCM_IssuerOfPatientID, patient.issuer);
    putText(dataset, DCM_PatientBirthDate,
        patient.birthDate.isComplete() ? patient.birthDate.earliest().toString(QStringLiteral("yyyyMMdd"))
                                       : QString());
    putText(dataset, DCM_PatientSex, patient.sex);

    putText(dataset, DCM_StudyInstanceUID, image.studyUid);
    putText(dataset, DCM_StudyDate, toDicomDate(image.studyTime));
    putText(dataset, DCM_StudyTime, toDicomTime(image.studyTime));
    putText(dataset, DCM_StudyDescription, image.studyDescription);
    putText(dataset, DCM_AccessionNumber, image.accession);
    putText(dataset, DCM_ReferringPhysicianName, {});
    putText(dataset, DCM_StudyID, {});

    putText(dataset, DCM_Manufacturer, QStringLiteral("Twinward"));
    putText(dataset, DCM_ManufacturerModelName, QStringLiteral("Twinward"));
    putText(dataset, DCM_DeviceSerialNumber, QStringLiteral("1"));
    putText(dataset, DCM_SoftwareVersions, QStringLiteral("0.1"));
    putText(dataset, DCM_SeriesInstanceUID, newUid());
    putText(dataset, DCM_SOPInstanceUID, newUid());
    for (const auto& [date, time] :
        {std::pair{DCM_SeriesDate, DCM_SeriesTime}, std::pair{DCM_ContentDate, DCM_ContentTime},
            std::pair{DCM_InstanceCreationDate, DCM_InstanceCreationTime}}) {
        putText(dataset, date, toDicomDate(made));
        putText(dataset, time, toDicomTime(made));
    }
}

} // namespace twinward::imaging
