#include "imaging/pacs_client.h"

#include "association_p.h"
#include "attributes_p.h"
#include "imaging/dicom_object.h"

#include <array>
#include <climits>
#include <set>

namespace twinward::imaging {

namespace {

std::array uncompressed{UID_LittleEndianExplicitTransferSyntax, UID_LittleEndianImplicitTransferSyntax};

struct Attribute
{
    DcmTagKey key;
    QString value; // empty: to be told
};

void put(DcmDataset& dataset, const std::vector<Attribute>& attributes)
{
    dataset.putAndInsertString(DCM_SpecificCharacterSet, "ISO_IR 192");
    for (const Attribute& attribute : attributes)
        dataset.putAndInsertOFStringArray(attribute.key, toDcmtk(attribute.value));
}

QString dateRange(const QDate& from, const QDate& to)
{
    const auto written = [](const QDate& date) { return date.toString(QStringLiteral("yyyyMMdd")); };
    if (!from.isValid() && !to.isValid())
        return {};
    return from == to ? written(from) : written(from) + u'-' + written(to);
}

void fillQuery(DcmDataset& dataset, const StudyQuery& query)
{
    put(dataset,
        {{DCM_QueryRetrieveLevel, QStringLiteral("STUDY")}, {DCM_StudyDate, dateRange(query.from, query.to)},
            {DCM_StudyTime, {}}, {DCM_AccessionNumber, query.accession}, {DCM_PatientName, query.patientName},
            {DCM_PatientID, query.patientId}, {DCM_IssuerOfPatientID, {}}, {DCM_PatientBirthDate, {}},
            {DCM_PatientSex, {}}, {DCM_StudyInstanceUID, query.studyUid},
            {DCM_ModalitiesInStudy, query.modality}, {DCM_StudyDescription, {}},
            {DCM_NumberOfStudyRelatedSeries, {}}, {DCM_NumberOfStudyRelatedInstances, {}}});
}

std::optional<int> count(DcmDataset& dataset, const DcmTagKey& key)
{
    const auto number = integerOf(dataset, key);
    return number && *number >= 0 && *number <= INT_MAX ? std::optional(static_cast<int>(*number))
                                                        : std::nullopt;
}

FoundStudy foundStudy(DcmDataset& dataset)
{
    dataset.convertToUTF8();
    FoundStudy found;
    found.patient = {textOf(dataset, DCM_PatientID), textOf(dataset, DCM_IssuerOfPatientID),
        personName(textOf(dataset, DCM_PatientName)), dateFrom(textOf(dataset, DCM_PatientBirthDate)),
        textOf(dataset, DCM_PatientSex)};
    found.studyUid = textOf(dataset, DCM_StudyInstanceUID);
    found.description = textOf(dataset, DCM_StudyDescription);
    found.accession = textOf(dataset, DCM_AccessionNumber);
    found.modalities = textsOf(dataset, DCM_ModalitiesInStudy);
    found.time = momentFrom(textOf(dataset, DCM_StudyDate), textOf(dataset, DCM_StudyTime), std::nullopt);
    found.series = count(dataset, DCM_NumberOfStudyRelatedSeries);
    found.instances = count(dataset, DCM_NumberOfStudyRelatedInstances);
    return found;
}

// The answers of a query; deletes what DCMTK leaves to its caller.
template <class Response> class Responses
{
public:
    Responses() = default;
    Responses(const Responses&) = delete;
    Responses& operator=(const Responses&) = delete;
    ~Responses()
    {
        for (Response* response : list)
            delete response;
    }
    OFList<Response*> list;
};

base::Error cancelled()
{
    return {base::ErrorCode::Cancelled, QStringLiteral("Cancelled"), {}, {}};
}

base::Result<Transfer> outcome(const Association& association, const OFCondition& condition)
{
    if (association.wasCancelled())
        return base::fail(cancelled());
    if (condition.bad() && association.transfer().problems.isEmpty())
        return base::fail(association.error(condition));
    return association.transfer();
}

// C-STORE of one object; where it was refused, what the other side says of it.
base::Status sendOne(Association& association, const QByteArray& bytes)
{
    const auto object = DicomObject::read(bytes, QStringLiteral("an object to be sent"));
    if (!object)
        return base::fail(object.error());
    const QString& uid = object->header().sopInstanceUid;
    const auto dataset = object->dataset();
    if (!dataset)
        return base::fail(dataset.error());
    DcmDataset outgoing(**dataset); // DCMTK writes into what it sends
    Uint16 status = STATUS_Success;
    const OFCondition condition = association.sendSTORERequest(0, "", &outgoing, status);
    if (condition == DIMSE_NOVALIDPRESENTATIONCONTEXTID)
        return base::fail(base::ErrorCode::Unsupported,
            QStringLiteral("The other side does not take this kind of object"), uid);
    if (condition.bad())
        return base::fail(association.error(condition));
    if (status != STATUS_Success && !DICOM_WARNING_STATUS(status))
        return base::fail(base::ErrorCode::Io,
            QStringLiteral("The other side refused it: %1").arg(statusText(status)), uid);
    return {};
}

void fillRetrieve(DcmDataset& dataset, const QString& studyUid)
{
    put(dataset, {{DCM_QueryRetrieveLevel, QStringLiteral("STUDY")}, {DCM_StudyInstanceUID, studyUid}});
}

} // namespace

PacsClient::PacsClient(PacsNode node)
    : m_node(std::move(node))
{ }

base::Status PacsClient::echo() const
{
    Association association(m_node);
    association.offer(UID_VerificationSOPClass, uncompressed);
    if (auto opened = association.open(); !opened)
        return opened;
    const OFCondition condition = association.sendECHORequest(0);
    if (condition.bad())
        return base::fail(association.error(condition));
    return {};
}

base::Result<std::vector<FoundStudy>> PacsClient::find(const StudyQuery& query, int limit) const
{
    Association association(m_node);
    association.offer(UID_FINDStudyRootQueryRetrieveInformationModel, uncompressed);
    if (auto opened = association.open(); !opened)
        return base::fail(opened.error());
    const auto context = association.contextFor(
        UID_FINDStudyRootQueryRetrieveInformationModel, QStringLiteral("searching for studies (C-FIND)"));
    if (!context)
        return base::fail(context.error());
    DcmDataset keys;
    fillQuery(keys, query);
    Responses<QRResponse> responses;
    const OFCondition condition = association.sendFINDRequest(*context, &keys, &responses.list);
    if (condition.bad())
        return base::fail(association.error(condition));
    std::vector<FoundStudy> found;
    for (QRResponse* response : responses.list) {
        if (response->m_dataset != nullptr)
            found.push_back(foundStudy(*response->m_dataset));
        else if (response->m_status != STATUS_Success)
            return base::fail(base::ErrorCode::Io, QStringLiteral("The archive could not search"),
                statusText(response->m_status), QStringLiteral("Ask for less, or try again later."));
    }
    if (found.size() > static_cast<size_t>(limit))
        return base::fail(base::ErrorCode::Unsupported,
            QStringLiteral("The archive found %1 studies, too many to list").arg(found.size()), {},
            QStringLiteral("Ask for a patient, a modality or fewer days."));
    return found;
}

base::Result<Transfer> PacsClient::get(
    const QString& studyUid, const ObjectSink& sink, const ledger::ProgressFn& progress) const
{
    Association association(m_node);
    association.offer(UID_GETStudyRootQueryRetrieveInformationModel, uncompressed);
    // At most 128 contexts stand in one association; each class is asked for with all that we read.
    for (int i = 0; i < numberOfDcmLongSCUStorageSOPClassUIDs && i < 126; ++i)
        association.offer(dcmLongSCUStorageSOPClassUIDs[i], readableSyntaxes(), ASC_SC_ROLE_SCP);
    if (auto opened = association.open(); !opened)
        return base::fail(opened.error());
    const auto context = association.contextFor(
        UID_GETStudyRootQueryRetrieveInformationModel, QStringLiteral("bringing studies here (C-GET)"));
    if (!context)
        return base::fail(context.error());
    DcmDataset keys;
    fillRetrieve(keys, studyUid);
    association.follow(progress, &sink);
    Responses<RetrieveResponse> responses;
    return outcome(association, association.sendCGETRequest(*context, &keys, &responses.list));
}

base::Result<Transfer> PacsClient::move(
    const QString& studyUid, const QString& destination, const ledger::ProgressFn& progress) const
{
    Association association(m_node);
    association.offer(UID_MOVEStudyRootQueryRetrieveInformationModel, uncompressed);
    if (auto opened = association.open(); !opened)
        return base::fail(opened.error());
    const auto context = association.contextFor(
        UID_MOVEStudyRootQueryRetrieveInformationModel, QStringLiteral("sending studies here (C-MOVE)"));
    if (!context)
        return base::fail(context.error());
    DcmDataset keys;
    fillRetrieve(keys, studyUid);
    association.follow(progress, nullptr);
    Responses<RetrieveResponse> responses;
    return outcome(
        association, association.sendMOVERequest(*context, toDcmtk(destination), &keys, &responses.list));
}

base::Result<Transfer> PacsClient::send(const std::vector<std::pair<QString, QString>>& objects,
    const ObjectSource& next, const ledger::ProgressFn& progress) const
{
    Association association(m_node);
    for (const auto& [sopClass, syntax] : std::set(objects.begin(), objects.end())) {
        QByteArray own = syntax.toLatin1();
        std::array<const char*, 1> asIs{own.constData()};
        association.offer(sopClass.toLatin1().constData(), asIs);
        association.offer(sopClass.toLatin1().constData(), uncompressed);
    }
    if (auto opened = association.open(); !opened)
        return base::fail(opened.error());
    Transfer transfer;
    while (true) {
        if (progress && !progress({transfer.done + transfer.failed, objects.size()}))
            return base::fail(cancelled());
        const auto bytes = next();
        if (!bytes)
            return base::fail(bytes.error());
        if (bytes->isEmpty())
            return transfer;
        const auto sent = sendOne(association, *bytes);
        if (sent) {
            ++transfer.done;
            continue;
        }
        if (!association.isConnected())
            return base::fail(sent.error());
        ++transfer.failed;
        transfer.problems << sent.error().message();
    }
}

} // namespace twinward::imaging
