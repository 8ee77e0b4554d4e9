#pragma once

// One association as a client: DCMTK's, with TLS where the node asks for it, objects received in memory, and
// a progress that can cancel.

#include "network_p.h"

#include <dcmtk/dcmnet/scu.h>

namespace twinward::imaging {

class Association : public DcmSCU
{
public:
    explicit Association(const PacsNode& node);
    ~Association() override; // releases, or aborts after a failure

    void offer(const char* abstractSyntax, std::span<const char*> transferSyntaxes,
        T_ASC_SC_ROLE role = ASC_SC_ROLE_DEFAULT);
    [[nodiscard]] base::Status open();
    [[nodiscard]] base::Error error(const OFCondition& condition) const;
    // The context agreed on for this; Unsupported where the other side declined it.
    [[nodiscard]] base::Result<T_ASC_PresentationContextID> contextFor(
        const char* abstractSyntax, const QString& what);

    // For C-GET and C-MOVE.
    void follow(ledger::ProgressFn progress, const ObjectSink* sink);
    [[nodiscard]] const Transfer& transfer() const { return m_transfer; }
    [[nodiscard]] bool wasCancelled() const { return m_cancelled; }

protected:
    OFCondition handleSTORERequest(
        T_ASC_PresentationContextID context, DcmDataset* incoming, OFBool& goOn, Uint16& status) override;
    OFCondition handleCGETResponse(
        T_ASC_PresentationContextID context, RetrieveResponse* response, OFBool& goOn) override;
    OFCondition handleMOVEResponse(
        T_ASC_PresentationContextID context, RetrieveResponse* response, OFBool& goOn) override;

private:
    [[nodiscard]] base::Status take(DcmDataset* incoming);
    void report(const RetrieveResponse& response, T_ASC_PresentationContextID context);

    PacsNode m_node;
    std::unique_ptr<DcmTLSTransportLayer> m_tls;
    ledger::ProgressFn m_progress;
    const ObjectSink* m_sink = nullptr;
    Transfer m_transfer;
    bool m_cancelled = false;
};

} // namespace twinward::imaging
