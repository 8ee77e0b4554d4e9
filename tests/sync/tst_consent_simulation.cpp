// Consent that turns while letters are lost, doubled, late and out of order between two clinics: whatever
// happens, nobody reads what no consent in force let through. As many seeds as there is time for: seeds.h.

#include "seeds.h"
#include "two_clinics.h"

#include "disclosure_body_p.h"

#include <random>

using namespace twinward;
using namespace twinward::test;
using record::Category;

namespace {

constexpr int stepsOfAScenario = 24;
constexpr std::array chartCategories{
    Category::Demographics, Category::Vitals, Category::Clinical, Category::Imaging, Category::Sensitive};

// What should be: written down beside the vaults, by other means.
struct Written
{
    record::EventId id;
    Category category = Category::Clinical;
    quint32 keyEpoch = 1;
};

class Scenario
{
public:
    Scenario(TwoClinics& world, quint64 seed)
        : m_world(world)
        , m_random(seed)
    {
        world.patient = record::PatientId::random();
        enter(Category::Demographics);
    }

    Played play()
    {
        Played played;
        for (int step = 0; step < stepsOfAScenario && m_fault.isEmpty(); ++step) {
            act();
            check();
        }
        // in the end the line holds
        for (int round = 0; round < 3 && m_fault.isEmpty(); ++round) {
            tell("all letters arrive");
            post(m_world.river, m_toHill);
            deliver(m_world.hill, m_toHill);
            post(m_world.hill, m_toRiver);
            deliver(m_world.river, m_toRiver);
            check();
        }
        checkDelivered();
        played.fault = m_fault;
        played.story = m_story;
        played.entries = m_written.size();
        return played;
    }

private:
    template <class T> T any(T below) { return std::uniform_int_distribution<T>(0, below - 1)(m_random); }
    void tell(const QString& what) { m_story << what; }
    void fail(const QString& what)
    {
        if (m_fault.isEmpty())
            m_fault = what;
    }

    void act()
    {
        switch (any(12)) {
        case 0:
        case 1:
        case 2:
            return enter(chartCategories[any(chartCategories.size())]);
        case 3:
            return grant();
        case 4:
            return narrow();
        case 5:
            return withdraw();
        case 6:
        case 7:
            return disclose();
        case 8:
            return post(m_world.river, m_toHill);
        case 9:
            return deliverSome(m_world.hill, m_toHill);
        case 10:
            post(m_world.hill, m_toRiver);
            return deliverSome(m_world.river, m_toRiver);
        default:
            if (any(4) == 0)
                return breakGlass();
            tell("days pass");
            m_world.clock.pass(any(6) * dayMs);
        }
    }

    void enter(Category category)
    {
        record::Event event = category == Category::Demographics
            ? registration(m_world.patient, "Mwangi", QString::number(m_written.size()))
            : note(m_world.patient, QString::number(m_written.size()));
        event.category = category;
        tell(QString("entry %1 in category %2").arg(m_written.size()).arg(int(category)));
        const record::EventId id = event.id;
        if (const auto stored = m_world.river.vault->commit({std::move(event)}); !stored)
            return fail(stored.error().message());
        const quint32 epoch = ledger::Vault::Private::of(*m_world.river.vault).keyring.epoch();
        m_written.push_back({id, category, epoch});
    }

    void grant()
    {
        auto terms = m_world.terms({});
        for (const Category category : chartCategories) {
            if (any(2) == 0)
                terms.categories.push_back(category);
        }
        if (terms.categories.empty())
            terms.categories = {Category::Vitals};
        terms.breakGlass = any(3) == 0;
        terms.until = {*m_world.clock.ms + (1 + any(12)) * dayMs, 0, base::Moment::Precision::Second};
        const record::EventId id = m_world.grant(terms);
        terms.categories.push_back(Category::Demographics);
        m_contracts.push_back({id, {terms.categories.begin(), terms.categories.end()}, terms.until.utcMs(),
            terms.breakGlass, false});
        tell(QString("consent %1 to %2 categories").arg(m_contracts.size()).arg(terms.categories.size()));
    }

    void narrow()
    {
        if (m_contracts.empty())
            return;
        Contract& contract = m_contracts[any(m_contracts.size())];
        auto terms = m_world.terms({Category::Demographics});
        for (const Category category : contract.categories) {
            if (category != Category::Demographics && any(2) == 0)
                terms.categories.push_back(category);
        }
        terms.until = {contract.untilMs, 0, base::Moment::Precision::Second};
        terms.from = {};
        terms.breakGlass = false;
        tell(QString("narrowed to %1 categories").arg(terms.categories.size()));
        ended(contract, ledger::narrowConsent(*m_world.river.vault, contract.id, terms));
        contract.categories = {terms.categories.begin(), terms.categories.end()};
        contract.breakGlass = false;
    }

    void withdraw()
    {
        if (m_contracts.empty())
            return;
        Contract& contract = m_contracts[any(m_contracts.size())];
        tell("withdrawn");
        ended(contract, ledger::withdrawConsent(*m_world.river.vault, contract.id, "simulated"));
        contract.withdrawn = true;
    }

    struct Contract
    {
        record::EventId id;
        std::set<Category> categories;
        qint64 untilMs = 0;
        bool breakGlass = false;
        bool withdrawn = false;
        bool released = false; // something was, since it last ended
    };

    // What was released must open nothing that is written from now on.
    void ended(Contract& contract, const base::Result<ledger::Turn>& turn)
    {
        if (!turn)
            return fail(turn.error().message());
        if (contract.released && !contract.withdrawn && *turn != ledger::Turn::Turned)
            return fail("the keys did not turn");
        contract.released = false;
        m_sealedFrom = ledger::Vault::Private::of(*m_world.river.vault).keyring.epoch();
    }

    void disclose()
    {
        if (m_contracts.empty())
            return;
        Contract& contract = m_contracts[any(m_contracts.size())];
        const bool mayGo = !contract.withdrawn && *m_world.clock.ms < contract.untilMs;
        tell(mayGo ? "sent" : "sending is refused");
        const auto sent = ledger::disclose(*m_world.river.vault, contract.id);
        if (sent.has_value() != mayGo)
            return fail(mayGo ? sent.error().message() : QStringLiteral("sent without consent"));
        if (!mayGo)
            return;
        contract.released = true;
        for (const Written& written : m_written) {
            if (contract.categories.contains(written.category))
                m_allowed.insert(written.id);
            else if (contract.breakGlass)
                m_sealed.insert(written.id);
        }
    }

    void post(const TestClinic& from, std::vector<ledger::SealedLetter>& to)
    {
        const auto letters = TwoClinics::letters(from);
        to.insert(to.end(), letters.begin(), letters.end());
    }

    // Lost, late, doubled, cut, in any order.
    void deliverSome(TestClinic& at, std::vector<ledger::SealedLetter>& letters)
    {
        std::shuffle(letters.begin(), letters.end(), m_random);
        std::vector<ledger::SealedLetter> later;
        for (ledger::SealedLetter& letter : letters) {
            const int fate = any(6);
            if (fate == 0)
                continue;
            if (fate <= 2)
                later.push_back(letter);
            if (fate == 1)
                continue;
            if (fate == 5)
                letter.content.truncate(any(letter.content.size()));
            take(at, letter);
        }
        tell(QString("%1 of %2 letters arrive").arg(letters.size() - later.size()).arg(letters.size()));
        letters = std::move(later);
    }

    void deliver(TestClinic& at, std::vector<ledger::SealedLetter>& letters)
    {
        for (const ledger::SealedLetter& letter : letters)
            take(at, letter);
        letters.clear();
    }

    void take(TestClinic& at, const ledger::SealedLetter& letter)
    {
        const auto taken = ledger::takeLetter(*at.vault, letter);
        if (!taken && taken.error().code == base::ErrorCode::Io)
            fail(taken.error().message());
    }

    void breakGlass()
    {
        tell("an emergency");
        const auto opened = ledger::openEmergency(*m_world.hill.vault, m_world.there(), "simulated");
        if (!opened)
            return;
        m_isBroken = true;
        ++m_emergencies;
    }

    // Nobody reads without consent; and keys that were released open nothing that came after their turn.
    void check()
    {
        const auto events = m_world.hill.vault->read(m_world.there());
        if (!events)
            return fail(events.error().message());
        for (const record::RecordedEvent& recorded : *events) {
            const record::EventId id = recorded.event.id;
            if (!m_allowed.contains(id) && !(m_isBroken && m_sealed.contains(id)))
                return fail(QString("read without consent: an entry of category %1")
                                .arg(int(recorded.event.category)));
        }
        for (size_t i = m_checked; i < m_written.size(); ++i) {
            if (m_written[i].keyEpoch < m_sealedFrom)
                return fail("an entry was sealed under keys that had been released");
        }
        m_checked = m_written.size();
    }

    // Whatever may still go has come, and every emergency was told.
    void checkDelivered()
    {
        const auto waiting = ledger::outbox(*m_world.river.vault);
        for (const auto& letter : *waiting) {
            if (letter.kind == ledger::OutgoingLetter::Kind::Disclosure)
                return fail("a letter that may go never arrived");
        }
        const auto told = ledger::sharingLog(*m_world.river.vault, m_world.patient);
        if (told->emergencies.size() != m_emergencies)
            fail("an emergency was not told");
    }

    TwoClinics& m_world;
    std::mt19937_64 m_random;
    QStringList m_story;
    QString m_fault;
    std::vector<Written> m_written;
    std::vector<Contract> m_contracts;
    std::set<record::EventId> m_allowed;
    std::set<record::EventId> m_sealed; // for emergencies
    std::vector<ledger::SealedLetter> m_toHill;
    std::vector<ledger::SealedLetter> m_toRiver;
    bool m_isBroken = false;
    size_t m_emergencies = 0;
    quint32 m_sealedFrom = 1; // the epoch since a contract last ended
    size_t m_checked = 0;
};

} // namespace

class ConsentSimulationTest : public QObject
{
    Q_OBJECT

private slots:
    void nobodyReadsWithoutConsent();
};

void ConsentSimulationTest::nobodyReadsWithoutConsent()
{
    if (QFileInfo(QStringLiteral("/dev/shm")).isWritable())
        qputenv("TMPDIR", "/dev/shm"); // disks that cost nothing
    const TwoClinics::Template made;
    playSeeds(20, [&](quint64 seed) {
        TwoClinics world(made);
        return Scenario(world, seed).play();
    });
}

QTEST_GUILESS_MAIN(ConsentSimulationTest)
#include "tst_consent_simulation.moc"
