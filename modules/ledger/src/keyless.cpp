#include "ledger/keyless.h"

#include "commit_header_p.h"
#include "keyless_p.h"
#include "vault_p.h"
#include "witness_p.h"

namespace twinward::ledger {

using base::ErrorCode;

std::optional<OuterCommit> lookAtOutside(const WireCommit& commit)
{
    const auto header = decodeHeader(commit.header);
    if (!header || header->seq == 0 || header->epoch == 0
        || header->segments.size() != commit.segments.size())
        return std::nullopt;
    for (size_t i = 0; i < commit.segments.size(); ++i) {
        const SegmentEntry& entry = header->segments[i];
        const WireSegment& segment = commit.segments[i];
        const bool isWhole = base::Hash256::of(segment.body) == entry.body
            && segment.sources.isEmpty() == entry.source.isNull()
            && (entry.source.isNull() || base::Hash256::of(segment.sources) == entry.source);
        if (!isWhole)
            return std::nullopt;
    }
    return OuterCommit{header->vault.toBytes(), {header->device, header->epoch}, header->seq,
        base::Hash256::of(commit.header), header->previous, header->recorded};
}

bool deviceSignatureHolds(QByteArrayView signingKey, const WireCommit& commit)
{
    return signatureHolds(signingKey, deviceSigns(), commit.header, commit.deviceSignature);
}

QByteArray signAsKeyless(const Secret& seed, QByteArrayView purpose, QByteArrayView message)
{
    return signWithSeed(seed, deviceBinding(purpose), message);
}

Cosignature cosignAs(const Secret& seed, Cosignature cosignature)
{
    cosignature.statement = statementOf(cosignature);
    cosignature.signature = signAsKeyless(seed, cosignaturePurpose, cosignature.statement);
    return cosignature;
}

base::Status admitKeyless(Vault& vault, const JoinRequest& request)
{
    const record::Roster known = vault.roster();
    const auto device = known.devices().find(request.device);
    const bool isKnown = device != known.devices().end();
    const bool isAnother
        = isKnown && (device->second.signingKey != request.signingKey || device->second.holdsKeys);
    if (!isSigned(request) || isAnother || known.removedDevices().contains(request.device)) {
        return base::fail(ErrorCode::InvalidInput, QStringLiteral("This request can't be admitted"),
            request.device.toString(), QStringLiteral("Make a new one on the computer that asks."));
    }
    if (isKnown)
        return {};
    record::DeviceEnrolled enrolled{request.device, request.name.trimmed(), request.signingKey};
    enrolled.holdsKeys = false;
    const auto committed
        = vault.commit({clinicEvent(std::move(enrolled), Vault::Private::of(vault).options.wallClock())});
    return committed ? base::Status() : base::fail(committed.error());
}

QByteArray genesisOf(const Vault& vault)
{
    return Vault::Private::of(vault).identity.genesis.toBytes();
}

} // namespace twinward::ledger
