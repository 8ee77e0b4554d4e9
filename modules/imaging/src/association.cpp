#include "association_p.h"

#include <dcmtk/dcmnet/diutil.h>

namespace twinward::imaging {

Association::Association(const PacsNode& node)
    : m_node(node)
{
    startDcmtk();
    setPeerHostName(toDcmtk(node.host));
    setPeerPort(node.port);
    setPeerAETitle(toDcmtk(node.aeTitle));
    setAETitle(toDcmtk(node.ourAeTitle));
    const auto seconds = static_cast<Uint32>(node.timeoutSeconds);
    setACSETimeout(seconds);
    setDIMSETimeout(seconds);
    setDIMSEBlockingMode(DIMSE_NONBLOCKING);
    setConnectionTimeout(node.timeoutSeconds);
    setMaxReceivePDULength(ASC_MAXIMUMPDUSIZE);
}

Association::~Association()
{
    if (isConnected() && releaseAssociation().bad())
        abortAssociation();
}

void Association::offer(
    const char* abstractSyntax, std::span<const char*> transferSyntaxes, T_ASC_SC_ROLE role)
{
    OFList<OFString> list;
    for (const char* syntax : transferSyntaxes)
        list.push_back(syntax);
    addPresentationContext(abstractSyntax, list, role);
}

base::Status Association::open()
{
    OFCondition condition = initNetwork();
    if (condition.good() && m_node.tls) {
        auto layer = makeTlsLayer(*m_node.tls, NET_REQUESTOR);
        if (!layer)
            return base::fail(layer.error());
        m_tls = std::move(*layer);
        condition = useSecureConnection(m_tls.get());
    }
    if (condition.good())
        condition = negotiateAssociation();
    if (condition.bad())
        return base::fail(error(condition));
    return {};
}

base::Error Association::error(const OFCondition& condition) const
{
    return networkError(
        condition, QStringLiteral("%1 at %2:%3").arg(m_node.aeTitle, m_node.host).arg(m_node.port));
}

base::Result<T_ASC_PresentationContextID> Association::contextFor(
    const char* abstractSyntax, const QString& what)
{
    const auto context = findPresentationContextID(abstractSyntax, "");
    if (context == 0)
        return base::fail(base::ErrorCode::Unsupported,
            QStringLiteral("The other side does not offer this: %1").arg(what), m_node.aeTitle);
    return context;
}

void Association::follow(ledger::ProgressFn progress, const ObjectSink* sink)
{
    m_progress = std::move(progress);
    m_sink = sink;
    m_transfer = {};
}

base::Status Association::take(DcmDataset* incoming)
{
    DcmFileFormat file(incoming, OFFalse); // takes it over
    auto bytes = toPart10(file);
    if (!bytes)
        return base::fail(bytes.error());
    return (*m_sink)(std::move(*bytes));
}

OFCondition Association::handleSTORERequest(
    T_ASC_PresentationContextID, DcmDataset* incoming, OFBool& goOn, Uint16& status)
{
    if (incoming == nullptr || m_sink == nullptr)
        return DIMSE_NULLKEY;
    const auto taken = take(incoming);
    status = taken ? STATUS_Success : STATUS_STORE_Refused_OutOfResources;
    if (taken)
        ++m_transfer.done;
    else
        m_transfer.problems << taken.error().message();
    // What can't be kept here won't be kept for the next object either.
    goOn = taken.has_value();
    return taken ? EC_Normal : DIMSE_OUTOFRESOURCES;
}

void Association::report(const RetrieveResponse& response, T_ASC_PresentationContextID context)
{
    m_transfer.failed = response.m_numberOfFailedSubops;
    const quint64 done = response.m_numberOfCompletedSubops + response.m_numberOfWarningSubops;
    const quint64 total = done + response.m_numberOfFailedSubops + response.m_numberOfRemainingSubops;
    if (m_sink == nullptr)
        m_transfer.done = done;
    if (!m_cancelled && m_progress && !m_progress({done, total})) {
        m_cancelled = true;
        sendCANCELRequest(context);
    }
    const bool pending = DICOM_PENDING_STATUS(response.m_status);
    if (!pending && response.m_status != STATUS_Success && !m_cancelled)
        m_transfer.problems << statusText(response.m_status);
}

OFCondition Association::handleCGETResponse(
    T_ASC_PresentationContextID context, RetrieveResponse* response, OFBool& goOn)
{
    if (response != nullptr)
        report(*response, context);
    return DcmSCU::handleCGETResponse(context, response, goOn);
}

OFCondition Association::handleMOVEResponse(
    T_ASC_PresentationContextID context, RetrieveResponse* response, OFBool& goOn)
{
    if (response != nullptr)
        report(*response, context);
    return DcmSCU::handleMOVEResponse(context, response, goOn);
}

} // namespace twinward::imaging
