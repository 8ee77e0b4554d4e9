#include "admitting.h"

#include "sync_net/join.h"

#include <iostream>

namespace twinward::ctl {

using base::ErrorCode;
using sync::PairingState;

namespace {

sync::PairingOptions pairingOptions(const AdmittingOptions& given)
{
    sync::PairingOptions options;
    options.listenOn = text(given.address);
    options.beaconPort = given.beaconPort;
    options.openMs = qint64{given.minutes} * 60'000;
    options.discovery = given.discovery;
    return options;
}

} // namespace

Admitting::Admitting(ledger::Vault& vault, AdmittingOptions options, const Invocation& invocation)
    : m_vault(vault)
    , m_options(std::move(options))
    , m_invocation(invocation)
    , m_host(sync::PairingPurpose::Join, pairingOptions(m_options))
{
    connect(&m_host, &sync::PairingHost::stateChanged, this, &Admitting::onState);
    connect(&m_host, &sync::PairingHost::guestLeft, this,
        [](sync::PairingEnd why) { std::cerr << "twinctl: " << utf8(sync::pairingEndText(why)) << '\n'; });
    connect(&m_host, &sync::PairingHost::ended, this, [this](sync::PairingEnd why) {
        if (!m_error)
            m_error = base::Error{ErrorCode::Cancelled, sync::pairingEndText(why), {}, {}};
        m_options.over(*this);
    });
}

base::Status Admitting::open()
{
    return m_host.open();
}

base::Error Admitting::error() const
{
    return m_error.value_or(base::Error{ErrorCode::Cancelled, QStringLiteral("Cancelled"), {}, {}});
}

void Admitting::onState()
{
    switch (m_host.state()) {
    case PairingState::Looking:
        showCode();
        break;
    case PairingState::Comparing:
        compare();
        break;
    case PairingState::Deciding:
        decide();
        break;
    case PairingState::Done:
        m_options.over(*this);
        break;
    default:
        break;
    }
}

void Admitting::showCode()
{
    ctl::showCode(m_host,
        QStringLiteral("On the new computer: twinctl join, at %1. Or give it this code, which is good once:"
                       "\n\n    %2\n"),
        m_shown, m_invocation);
}

void Admitting::compare()
{
    m_ask.askSameWords(
        m_host.words(), m_invocation, QStringLiteral("Does the new computer show the same six words?"),
        [this] { m_host.confirmWords(); }, [this] { m_host.wordsDiffer(); });
}

void Admitting::decide()
{
    const auto request = sync::joinAsked(m_host.offered());
    if (!request) {
        m_host.refuse();
        return;
    }
    m_ask.askYes(
        QStringLiteral("Let the computer \"%1\" into %2?").arg(request->name, m_vault.clinicName()),
        [this] { admit(); }, [this] { m_host.refuse(); });
}

void Admitting::admit()
{
    const auto answer = sync::admit(m_vault, m_host.offered(), m_options.servicePort());
    if (answer) {
        m_host.answer(*answer);
        return;
    }
    m_error = answer.error();
    m_host.refuse();
}

base::Result<std::unique_ptr<Admitting>> admitWhileServing(
    ledger::Vault& vault, AdmittingOptions options, const Invocation& invocation)
{
    options.over = [&invocation](const Admitting& admitting) {
        if (!admitting.isDone())
            complain(admitting.error(), invocation);
        else if (invocation.json)
            print(Json{{"admitted", true}});
        else
            print(QStringLiteral("It is in. Now start twinctl serve there, and the record goes over."));
        std::fflush(stdout);
    };
    auto admitting = std::make_unique<Admitting>(vault, std::move(options), invocation);
    if (const auto opened = admitting->open(); !opened)
        return base::fail(opened.error());
    return admitting;
}

} // namespace twinward::ctl
