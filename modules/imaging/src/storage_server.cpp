#include "imaging/storage_server.h"

#include "network_p.h"

#include <arpa/inet.h>
#include <atomic>
#include <dcmtk/dcmnet/dimse.h>
#include <dcmtk/dcmnet/diutil.h>
#include <list>
#include <netinet/in.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace twinward::imaging {

namespace {

constexpr int pollSeconds = 1;
constexpr int silenceSeconds = 60; // a sender that says nothing for so long is cut off

// A listening socket on one address: DCMTK itself would listen on all of them.
base::Result<int> listeningSocket(const StorageSettings& settings, quint16& port)
{
    const auto failed = [&settings] {
        return base::fail(base::ErrorCode::Busy, QStringLiteral("The port for images can't be opened"),
            QStringLiteral("%1:%2").arg(settings.address.toString()).arg(settings.port),
            QStringLiteral("Another program may have it: choose another port."));
    };
    const int handle = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (handle < 0)
        return failed();
    const int yes = 1;
    ::setsockopt(handle, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(settings.port);
    address.sin_addr.s_addr = htonl(settings.address.toIPv4Address());
    socklen_t length = sizeof address;
    auto* generic
        = reinterpret_cast<sockaddr*>(&address); // NOLINT(cppcoreguidelines-pro-type-reinterpret-cast)
    if (::bind(handle, generic, length) != 0 || ::listen(handle, 16) != 0
        || ::getsockname(handle, generic, &length) != 0) {
        ::close(handle);
        return failed();
    }
    port = ntohs(address.sin_port);
    return handle;
}

struct DropNetwork
{
    void operator()(T_ASC_Network* network) const { ASC_dropNetwork(&network); }
};

} // namespace

class StorageServer::Private
{
public:
    Private(StorageSettings given, Handlers to)
        : settings(std::move(given))
        , handlers(std::move(to))
    { }
    ~Private()
    {
        stopping = true;
        if (acceptor.joinable())
            acceptor.join();
        for (Line& line : lines)
            line.thread.join();
    }
    Private(const Private&) = delete;
    Private& operator=(const Private&) = delete;

    base::Status open();
    void accept();

    StorageSettings settings;
    Handlers handlers;
    std::unique_ptr<DcmTLSTransportLayer> tls;
    std::unique_ptr<T_ASC_Network, DropNetwork> network;
    quint16 port = 0;
    std::atomic<bool> stopping = false;
    std::thread acceptor;

private:
    struct Line
    {
        std::thread thread;
        std::atomic<bool> over = false;
    };
    struct Receiving;

    void greet(T_ASC_Association* association);
    [[nodiscard]] bool agree(T_ASC_Association* association) const;
    void serve(T_ASC_Association* association);
    void finish(
        T_ASC_Association* association, const Sender& sender, quint64 objects, const OFCondition& end);
    OFCondition store(T_ASC_Association* association, T_ASC_PresentationContextID context,
        T_DIMSE_C_StoreRQ& request, const Sender& sender, quint64& stored);
    static void onProgress(void* data, T_DIMSE_StoreProgress* progress, T_DIMSE_C_StoreRQ* request,
        char* file, DcmDataset** dataset, T_DIMSE_C_StoreRSP* response, DcmDataset** detail);
    void reap();

    std::list<Line> lines; // the acceptor's alone
};

// What onProgress is told of the object that comes in.
struct StorageServer::Private::Receiving
{
    Private& server;
    T_ASC_Association* association;
    const Sender& sender;
    quint64& stored;
    std::unique_ptr<DcmFileFormat> file;
};

base::Status StorageServer::Private::open()
{
    startDcmtk();
    if (settings.tls) {
        auto layer = makeTlsLayer(*settings.tls, NET_ACCEPTOR);
        if (!layer)
            return base::fail(layer.error());
        tls = std::move(*layer);
    }
    const auto handle = listeningSocket(settings, port);
    if (!handle)
        return base::fail(handle.error());
    T_ASC_Network* opened = nullptr;
    const OFCondition condition = ASC_initializeNetwork(NET_ACCEPTOR, 0, pollSeconds, &opened);
    network.reset(opened);
    // DCMTK's own socket listens on every address: ours takes its place.
    const bool replaced = condition.good() && ::dup2(*handle, DUL_networkSocket(opened->network)) >= 0;
    ::close(*handle);
    if (condition.bad() || !replaced)
        return base::fail(networkError(condition, QStringLiteral("port %1").arg(port)));
    if (tls && ASC_setTransportLayer(opened, tls.get(), 0).bad())
        return base::fail(base::ErrorCode::InvalidInput, QStringLiteral("Secure DICOM can't be switched on"));
    return {};
}

void StorageServer::Private::accept()
{
    while (!stopping) {
        reap();
        T_ASC_Association* association = nullptr;
        const OFCondition condition = ASC_receiveAssociation(network.get(), &association, ASC_MAXIMUMPDUSIZE,
            nullptr, nullptr, settings.tls ? OFTrue : OFFalse, DUL_NOBLOCK, pollSeconds);
        if (condition.good())
            greet(association);
        else if (association != nullptr) {
            ASC_dropAssociation(association);
            ASC_destroyAssociation(&association);
        }
    }
}

void StorageServer::Private::reap()
{
    lines.remove_if([](Line& line) {
        if (line.over)
            line.thread.join();
        return line.over.load();
    });
}

void StorageServer::Private::greet(T_ASC_Association* association)
{
    T_ASC_RejectParameters reject{
        ASC_RESULT_REJECTEDPERMANENT, ASC_SOURCE_SERVICEUSER, ASC_REASON_SU_NOREASON};
    const bool busy = lines.size() >= static_cast<size_t>(settings.associations);
    if (busy)
        reject = {ASC_RESULT_REJECTEDTRANSIENT, ASC_SOURCE_SERVICEPROVIDER_PRESENTATION_RELATED,
            ASC_REASON_SP_PRES_LOCALLIMITEXCEEDED};
    else if (!settings.acceptsAnyTitle
        && settings.aeTitle != QLatin1String(association->params->DULparams.calledAPTitle))
        reject.reason = ASC_REASON_SU_CALLEDAETITLENOTRECOGNIZED;
    else if (agree(association)) {
        Line& line = lines.emplace_back();
        line.thread = std::thread([this, association, &line] {
            serve(association);
            line.over = true;
        });
        return;
    }
    ASC_rejectAssociation(association, &reject);
    ASC_dropAssociation(association);
    ASC_destroyAssociation(&association);
}

bool StorageServer::Private::agree(T_ASC_Association* association) const
{
    const std::span<const char*> syntaxes = readableSyntaxes();
    std::array verification{UID_VerificationSOPClass};
    ASC_acceptContextsWithPreferredTransferSyntaxes(
        association->params, verification.data(), 1, syntaxes.data(), static_cast<int>(syntaxes.size()));
    ASC_acceptContextsWithPreferredTransferSyntaxes(association->params, dcmAllStorageSOPClassUIDs,
        numberOfDcmAllStorageSOPClassUIDs, syntaxes.data(), static_cast<int>(syntaxes.size()));
    ASC_setAPTitles(association->params, nullptr, nullptr, toDcmtk(settings.aeTitle).c_str());
    return ASC_countAcceptedPresentationContexts(association->params) > 0
        && ASC_acknowledgeAssociation(association).good();
}

void StorageServer::Private::serve(T_ASC_Association* association)
{
    const Sender sender{QString::fromLatin1(association->params->DULparams.callingAPTitle),
        QString::fromLatin1(association->params->DULparams.callingPresentationAddress)};
    quint64 stored = 0;
    int silent = 0;
    OFCondition condition = EC_Normal;
    while (condition.good() && !stopping) {
        T_DIMSE_Message message{};
        T_ASC_PresentationContextID context = 0;
        DcmDataset* detail = nullptr;
        condition
            = DIMSE_receiveCommand(association, DIMSE_NONBLOCKING, pollSeconds, &context, &message, &detail);
        delete detail;
        if (condition == DIMSE_NODATAAVAILABLE && ++silent < silenceSeconds) {
            condition = EC_Normal;
            continue;
        }
        silent = 0;
        if (condition.bad())
            break;
        if (message.CommandField == DIMSE_C_ECHO_RQ)
            condition
                = DIMSE_sendEchoResponse(association, context, &message.msg.CEchoRQ, STATUS_Success, nullptr);
        else if (message.CommandField == DIMSE_C_STORE_RQ)
            condition = store(association, context, message.msg.CStoreRQ, sender, stored);
        else
            condition = DIMSE_BADCOMMANDTYPE;
    }
    finish(association, sender, stored, condition);
}

void StorageServer::Private::finish(
    T_ASC_Association* association, const Sender& sender, quint64 objects, const OFCondition& end)
{
    QString problem;
    if (end == DUL_PEERREQUESTEDRELEASE)
        ASC_acknowledgeRelease(association);
    else {
        if (end.bad())
            problem = networkError(end, sender.aeTitle).message();
        ASC_abortAssociation(association);
    }
    ASC_dropAssociation(association);
    ASC_destroyAssociation(&association);
    if (handlers.ended)
        handlers.ended(sender, objects, problem);
}

OFCondition StorageServer::Private::store(T_ASC_Association* association, T_ASC_PresentationContextID context,
    T_DIMSE_C_StoreRQ& request, const Sender& sender, quint64& stored)
{
    Receiving receiving{*this, association, sender, stored, std::make_unique<DcmFileFormat>()};
    DcmDataset* dataset = receiving.file->getDataset();
    return DIMSE_storeProvider(association, context, &request, nullptr, 1, &dataset, onProgress, &receiving,
        DIMSE_NONBLOCKING, silenceSeconds);
}

void StorageServer::Private::onProgress(void* data, T_DIMSE_StoreProgress* progress,
    T_DIMSE_C_StoreRQ* request, char*, DcmDataset** dataset, T_DIMSE_C_StoreRSP* response, DcmDataset**)
{
    auto& receiving = *static_cast<Receiving*>(data);
    Private& server = receiving.server;
    if (progress->progressBytes > server.settings.objectBytes || server.stopping) {
        ASC_abortAssociation(receiving.association);
        return;
    }
    if (progress->state != DIMSE_StoreEnd || response->DimseStatus != STATUS_Success)
        return;
    DIC_UI sopClass{};
    DIC_UI sopInstance{};
    if (dataset == nullptr || *dataset == nullptr
        || !DU_findSOPClassAndInstanceInDataSet(
            *dataset, sopClass, sizeof sopClass, sopInstance, sizeof sopInstance, OFTrue)) {
        response->DimseStatus = STATUS_STORE_Error_CannotUnderstand;
    } else if (qstrcmp(sopClass, request->AffectedSOPClassUID) != 0
        || qstrcmp(sopInstance, request->AffectedSOPInstanceUID) != 0) {
        response->DimseStatus = STATUS_STORE_Error_DataSetDoesNotMatchSOPClass;
    } else {
        auto bytes = toPart10(*receiving.file);
        if (bytes && server.handlers.received(std::move(*bytes), receiving.sender))
            ++receiving.stored;
        else
            response->DimseStatus = STATUS_STORE_Refused_OutOfResources;
    }
}

StorageServer::StorageServer(std::unique_ptr<Private> opened)
    : d(std::move(opened))
{ }

StorageServer::~StorageServer() = default;

base::Result<std::unique_ptr<StorageServer>> StorageServer::start(
    const StorageSettings& settings, Handlers handlers)
{
    auto opened = std::make_unique<Private>(settings, std::move(handlers));
    if (auto status = opened->open(); !status)
        return base::fail(status.error());
    Private* server = opened.get();
    server->acceptor = std::thread([server] { server->accept(); });
    return std::unique_ptr<StorageServer>(new StorageServer(std::move(opened)));
}

quint16 StorageServer::port() const
{
    return d->port;
}

} // namespace twinward::imaging
