#include "simulated_neighbour.h"

namespace twinward::test {

namespace {

ledger::ChainHead ownHead(const ledger::Vault& vault)
{
    const auto& own = ledger::Vault::Private::of(vault).device;
    return {{own.device, own.epoch}, own.head.seq, own.head.commit};
}

} // namespace

SimulatedNeighbour::Template::Template(ledger::Vault& ours)
{
    const auto made = ledger::Vault::create(home.filePath("vault"),
        {QStringLiteral("Hill"), QStringLiteral("Dr Hill"), record::Role::Physician, QStringLiteral("Desk")},
        secret(passphrase), quick());
    [&] { VERIFY_RESULT(made); }();
    const auto ourCard = ledger::ownCard(ours);
    const auto theirCard = ledger::ownCard(*made->vault);
    [&] {
        VERIFY_RESULT(ourCard);
        VERIFY_RESULT(theirCard);
        VERIFY_RESULT(ledger::knowClinic(ours, *theirCard));
        VERIFY_RESULT(ledger::knowClinic(*made->vault, *ourCard));
    }();
    river = ourCard->id;
    hill = theirCard->id;
    keys = keysOf(*made->vault);
}

SimulatedNeighbour::SimulatedNeighbour(const Template& made, const QString& folder, Dice& dice,
    record::PatientId patient, const ledger::VaultOptions& options, CountsFn counts)
    : m_made(made)
    , m_dice(dice)
    , m_patient(patient)
    , m_counts(std::move(counts))
{
    copyFolder(made.home.filePath("vault"), folder);
    auto opened = ledger::guarded(
        [&] { return ledger::Vault::Private::openWithKeys(folder, made.keys->clone(), options); });
    if (opened)
        m_hill = std::move(*opened);
    else
        fail(QString("the neighbour does not open: %1").arg(opened.error().message()));
}

void SimulatedNeighbour::fail(const QString& what)
{
    if (m_fault.isEmpty())
        m_fault = what;
}

QString SimulatedNeighbour::step(ledger::Vault& at, size_t by)
{
    switch (m_dice.below(8)) {
    case 0:
        return grant(at);
    case 1:
        return withdraw(at, by);
    case 2:
    case 3:
        return disclose(at);
    case 4:
        post(at, m_toHill);
        return QString("%1 letters lie ready for the neighbour").arg(m_toHill.size());
    case 5:
    case 6:
        return "to the neighbour: " + deliverSome(*m_hill, m_toHill);
    default:
        post(*m_hill, m_toRiver);
        return "from the neighbour: " + deliverSome(at, m_toRiver);
    }
}

QString SimulatedNeighbour::grant(ledger::Vault& at)
{
    constexpr std::array categories{
        record::Category::Vitals, record::Category::Clinical, record::Category::Sensitive};
    constexpr qint64 thirtyDaysMs = 30LL * 24 * 3'600'000;
    record::ConsentContract terms;
    terms.patient = m_patient;
    terms.clinic = m_made.hill;
    terms.purpose = QStringLiteral("TREAT");
    for (const record::Category category : categories) {
        if (m_dice.oneIn(2))
            terms.categories.push_back(category);
    }
    if (terms.categories.empty())
        terms.categories = {record::Category::Clinical};
    const auto nowMs = static_cast<qint64>(ledger::Vault::Private::of(at).options.wallClock());
    terms.until = {nowMs + thirtyDaysMs, 0, base::Moment::Precision::Second};
    const auto granted = ledger::grantConsent(at, terms);
    if (!granted)
        return "consent is refused: " + granted.error().what;
    m_contracts.push_back({*granted, {terms.categories.begin(), terms.categories.end()}, {}, 0});
    m_contracts.back().categories.insert(record::Category::Demographics);
    return QString("consent %1 to %2 categories").arg(m_contracts.size()).arg(terms.categories.size());
}

SimulatedNeighbour::Contract* SimulatedNeighbour::anyKnownAt(const ledger::Vault& at)
{
    if (m_contracts.empty())
        return nullptr;
    Contract& contract = m_contracts[m_dice.below(m_contracts.size())];
    return at.contains(contract.id) ? &contract : nullptr;
}

QString SimulatedNeighbour::withdraw(ledger::Vault& at, size_t by)
{
    Contract* contract = anyKnownAt(at);
    if (contract == nullptr)
        return QStringLiteral("there is nothing to withdraw");
    const auto turned = ledger::withdrawConsent(at, contract->id, "simulated");
    if (!turned)
        return "withdrawing is refused: " + turned.error().what;
    contract->withdrawals.push_back({by, ownHead(at)});
    return QString("consent %1 is withdrawn").arg(contract - m_contracts.data() + 1);
}

bool SimulatedNeighbour::isWithdrawnAt(const ledger::Vault& at, const Contract& contract) const
{
    return std::any_of(
        contract.withdrawals.begin(), contract.withdrawals.end(), [&](const Withdrawal& withdrawal) {
            const auto lacking = ledger::wishes(at, {withdrawal.head});
            return m_counts(withdrawal.by) && lacking && lacking->empty();
        });
}

QString SimulatedNeighbour::disclose(ledger::Vault& at)
{
    Contract* contract = anyKnownAt(at);
    if (contract == nullptr)
        return QStringLiteral("there is no consent to send under");
    const bool isWithdrawn = isWithdrawnAt(at, *contract);
    const quint32 epoch = ledger::Vault::Private::of(at).keyring.epoch();
    const auto sent = ledger::disclose(at, contract->id);
    if (!sent)
        return "sending is refused: " + sent.error().what;
    if (isWithdrawn)
        fail(QStringLiteral("sent although it is known there that consent was withdrawn"));
    contract->releasedEpoch = std::max(contract->releasedEpoch, epoch);
    const auto events = at.read(m_patient);
    if (!events) {
        fail(events.error().message());
        return {};
    }
    for (const record::RecordedEvent& recorded : *events) {
        if (contract->categories.contains(recorded.event.category))
            m_allowed.insert(recorded.event.id);
    }
    return QString("sent under consent %1").arg(contract - m_contracts.data() + 1);
}

void SimulatedNeighbour::post(const ledger::Vault& from, Letters& to)
{
    const auto waiting = ledger::outbox(from);
    if (!waiting)
        return fail(waiting.error().message());
    for (const ledger::OutgoingLetter& letter : *waiting) {
        // a computer that has not heard all yet may be unable to
        if (const auto sealed = ledger::write(from, letter))
            to.push_back(*sealed);
    }
}

QString SimulatedNeighbour::deliverSome(ledger::Vault& at, Letters& letters)
{
    Letters later;
    const size_t count = letters.size();
    for (ledger::SealedLetter& letter : letters) {
        const size_t fate = m_dice.below(6);
        if (fate == 1 || fate == 2) // late, or doubled
            later.push_back(letter);
        if (fate <= 1)
            continue;
        if (fate == 5)
            letter.content.truncate(
                static_cast<qsizetype>(m_dice.below(static_cast<size_t>(letter.content.size()))));
        take(at, letter);
    }
    letters = std::move(later);
    check();
    return QString("%1 of %2 letters are on their way").arg(letters.size()).arg(count);
}

void SimulatedNeighbour::take(ledger::Vault& at, const ledger::SealedLetter& letter)
{
    const auto taken = ledger::takeLetter(at, letter);
    if (!taken && taken.error().code == base::ErrorCode::Io)
        fail(taken.error().message());
}

void SimulatedNeighbour::check()
{
    const auto events = m_hill->read(ledger::patientFrom(m_made.river, m_patient));
    if (!events)
        return fail(events.error().message());
    for (const record::RecordedEvent& recorded : *events) {
        if (!m_allowed.contains(recorded.event.id))
            return fail(QString("read at the neighbour's without consent: an entry of category %1")
                            .arg(int(recorded.event.category)));
    }
}

void SimulatedNeighbour::settle(ledger::Vault& at)
{
    for (int round = 0; round < 3; ++round) {
        post(at, m_toHill);
        for (const ledger::SealedLetter& letter : std::exchange(m_toHill, {}))
            take(*m_hill, letter);
        post(*m_hill, m_toRiver);
        for (const ledger::SealedLetter& letter : std::exchange(m_toRiver, {}))
            take(at, letter);
    }
    check();
    const auto waiting = ledger::outbox(at);
    if (!waiting)
        return fail(waiting.error().message());
    for (const ledger::OutgoingLetter& letter : *waiting) {
        if (letter.kind == ledger::OutgoingLetter::Kind::Disclosure)
            return fail("a letter that may go never arrived");
    }
    // One computer may have sent what another had just withdrawn: the keys turn when the two have met.
    (void)ledger::turnAfterWithdrawals(at);
    const quint32 epoch = ledger::Vault::Private::of(at).keyring.epoch();
    for (const Contract& contract : m_contracts) {
        if (isWithdrawnAt(at, contract) && contract.releasedEpoch >= epoch)
            fail("what was released to the neighbour opens what is written from now on");
    }
}

} // namespace twinward::test
