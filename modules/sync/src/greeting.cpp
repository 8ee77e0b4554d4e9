#include "greeting_p.h"

#include "ledger/device_keys.h"

namespace twinward::sync {

using base::ErrorCode;

namespace {

constexpr int protocolVersion = 1;
constexpr qsizetype nonceBytes = 32;

// Random as ids are: from the system's generator.
QByteArray freshNonce()
{
    return base::Id<struct NonceTag>::random().toBytes() + base::Id<struct NonceTag>::random().toBytes();
}

} // namespace

Greeting::Greeting(Desk& desk)
    : m_desk(desk)
    , m_ours(freshNonce())
{ }

void Greeting::start()
{
    m_desk.say(MessageKind::Hello, HelloSaid{protocolVersion, protocolVersion, m_ours});
}

QByteArray Greeting::transcript(QByteArrayView about, Speaker speaker, QByteArrayView more) const
{
    const bool isCaller = (m_desk.link.end == Link::End::Caller) == (speaker == Speaker::Us);
    QByteArray bytes;
    bytes.append(about).append(isCaller ? '\1' : '\2');
    bytes.append(speaker == Speaker::Us ? m_ours : m_theirs)
        .append(speaker == Speaker::Us ? m_theirs : m_ours);
    return bytes.append(more).append(m_desk.link.binding);
}

base::Status Greeting::onHello(const QByteArray& body)
{
    const auto said = understood<HelloSaid>(body);
    if (!said)
        return base::fail(said.error());
    if (!m_theirs.isEmpty() || said->nonce.size() != nonceBytes || said->nonce == m_ours)
        return outOfPlace(QStringLiteral("greeting"));
    if (said->lowestVersion > protocolVersion || said->highestVersion < protocolVersion) {
        m_reason = GoodbyeReason::Version;
        return base::fail(ErrorCode::Unsupported,
            QStringLiteral("The other computer has another version of this program"), {},
            QStringLiteral("Bring both to the same version."));
    }
    m_theirs = said->nonce;
    m_desk.sayBytes(
        MessageKind::Proof, ledger::keyedHash(m_desk.store.clinicSecret(), transcript("proof", Speaker::Us)));
    return {};
}

base::Status Greeting::onProof(const QByteArray& body)
{
    if (m_theirs.isEmpty() || m_isProven)
        return outOfPlace(QStringLiteral("greeting"));
    const QByteArray expected
        = ledger::keyedHash(m_desk.store.clinicSecret(), transcript("proof", Speaker::Them));
    if (!ledger::equalInConstantTime(body, expected)) {
        return base::fail(
            ErrorCode::NotAuthorised, QStringLiteral("The other computer is not of this clinic"));
    }
    m_isProven = true;
    const record::DeviceId own = m_desk.store.device();
    const auto signature = m_desk.store.sign(transcript("identity", Speaker::Us, own.toBytes()));
    if (!signature)
        return base::fail(signature.error());
    m_desk.say(MessageKind::Identity, IdentitySaid{own, *signature});
    return {};
}

base::Status Greeting::onIdentity(const QByteArray& body)
{
    const auto said = understood<IdentitySaid>(body);
    if (!said)
        return base::fail(said.error());
    if (!m_isProven || isDone() || said->device.isNull() || said->device == m_desk.store.device())
        return outOfPlace(QStringLiteral("greeting"));
    const auto& expected = m_desk.link.expected;
    const auto standing = m_desk.store.standingOf(said->device);
    if (standing == Store::Standing::Removed) {
        m_reason = GoodbyeReason::Removed;
        return base::fail(ErrorCode::NotAuthorised,
            QStringLiteral("The other computer was removed from this clinic"), said->device.toString());
    }
    const bool isPaired = expected.isNull() || expected == said->device;
    const bool isTrustedUnseen = standing == Store::Standing::Unknown && m_desk.store.isJoining();
    if (!isPaired || (standing == Store::Standing::Unknown && !isTrustedUnseen)) {
        m_reason = GoodbyeReason::NotEnrolled;
        return base::fail(ErrorCode::NotAuthorised,
            QStringLiteral("The other computer is not one that is known here"), said->device.toString(),
            QStringLiteral("Let it meet the computer that admitted it first."));
    }
    const QByteArray signedBytes = transcript("identity", Speaker::Them, said->device.toBytes());
    if (!isTrustedUnseen && !m_desk.store.signedBy(said->device, signedBytes, said->signature)) {
        return base::fail(ErrorCode::NotAuthorised,
            QStringLiteral("The other computer is not the one that it says it is"), said->device.toString());
    }
    m_desk.peer = said->device;
    return {};
}

} // namespace twinward::sync
