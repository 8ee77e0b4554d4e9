// A new laptop beside one that has a clinic's whole past, over TLS on this computer's own network: when the
// chart that was written last can be read, and when all of it has arrived, checked and on the disk; beside
// rsync over ssh carrying the first laptop's folder, which checks nothing. Both laptops share the two cores.

#include "ledger/early_charts.h"
#include "sync_net/join.h"
#include "sync_net/service.h"

#include <atomic>
#include <benchmark/benchmark.h>
#include <cstdlib>
#include <iostream>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QThread>
#include <thread>

using namespace twinward;

namespace {

constexpr int eventsInARound = 5; // charted at once
constexpr int roundsOfAPatient = 20;
const QString userName = QStringLiteral("Bench");

[[noreturn]] void giveUp(const QString& why)
{
    std::cerr << qPrintable(why) << '\n';
    std::exit(1);
}

template <class T> T must(base::Result<T> result)
{
    if (!result)
        giveUp(result.error().message());
    return std::move(*result);
}

ledger::Secret passphrase()
{
    return ledger::Secret::copyOf("bench");
}

ledger::VaultOptions quick()
{
    ledger::VaultOptions options;
    options.passphraseMs = 0;
    return options;
}

record::Event vitalSign(record::PatientId patient, int number)
{
    record::Observation body;
    body.group = record::Observation::Group::Vital;
    body.code = record::Concept::loinc(record::loinc::heartRate, QStringLiteral("Heart rate"));
    body.value = record::Quantity{base::Decimal(60 + number % 60, 0), QStringLiteral("/min"), {}};
    record::Event event;
    event.patient = patient;
    event.category = record::Category::Vitals;
    event.occurred = base::Moment(1'700'000'000'000 + number, 0, base::Moment::Precision::Second);
    event.body = std::move(body);
    return event;
}

record::Event registration(record::PatientId patient, int number)
{
    record::PatientDetails details;
    details.names = {{QStringLiteral("Name%1").arg(number), {QStringLiteral("Given")}, {}, {}, {}}};
    record::Event event;
    event.patient = patient;
    event.category = record::Category::Demographics;
    event.occurred = base::Moment(1'700'000'000'000, 0, base::Moment::Precision::Second);
    event.body = std::move(details);
    return event;
}

// A vault with its service, which runs until this goes.
class Laptop
{
public:
    explicit Laptop(std::unique_ptr<ledger::Vault> vault)
        : m_vault(std::move(vault))
        , m_service(options())
    { }
    ~Laptop()
    {
        m_service.stop();
        if (m_thread.joinable())
            m_thread.join();
    }
    Laptop(const Laptop&) = delete;
    Laptop& operator=(const Laptop&) = delete;

    void run()
    {
        m_thread = std::thread([this] { m_service.run(*m_vault); });
    }
    [[nodiscard]] ledger::Vault& vault() { return *m_vault; }
    [[nodiscard]] quint16 port() const
    {
        while (m_service.status().port == 0)
            QThread::msleep(1);
        return m_service.status().port;
    }

private:
    static sync::ServiceOptions options()
    {
        sync::ServiceOptions options;
        options.listenOn = QStringLiteral("127.0.0.1");
        options.port = 0;
        options.discovery = sync::Discovery::Off;
        return options;
    }

    std::unique_ptr<ledger::Vault> m_vault;
    sync::Service m_service;
    std::thread m_thread;
};

// The first laptop and its past; on the disk of the build, not in memory as /tmp may be.
struct Clinic
{
    QTemporaryDir parent{QStringLiteral(TWINWARD_BUILD_DIR "/bench")};
    std::unique_ptr<Laptop> first;
    record::PatientId last; // who was charted last
    int joined = 0;

    explicit Clinic(int events)
    {
        const ledger::NewVault setup{
            QStringLiteral("Clinic"), userName, record::Role::Physician, QStringLiteral("First")};
        auto vault = std::move(must(ledger::Vault::create(folder(), setup, passphrase(), quick())).vault);
        const int rounds = events / eventsInARound;
        std::vector<record::PatientId> patients;
        std::vector<record::Event> registrations;
        for (int i = 0; i < std::max(1, rounds / roundsOfAPatient); ++i) {
            patients.push_back(record::PatientId::random());
            registrations.push_back(registration(patients.back(), i));
        }
        (void)must(vault->commit(std::move(registrations)));
        for (int round = 0; round < rounds; ++round) {
            last = patients[static_cast<size_t>(round) % patients.size()];
            std::vector<record::Event> charted;
            for (int i = 0; i < eventsInARound; ++i)
                charted.push_back(vitalSign(last, round * eventsInARound + i));
            (void)must(vault->commit(std::move(charted)));
        }
        first = std::make_unique<Laptop>(std::move(vault));
        first->run();
    }

    [[nodiscard]] QString folder() const { return parent.filePath(QStringLiteral("first")); }

    std::unique_ptr<Laptop> join()
    {
        const auto device = ledger::NewDevice::named(QStringLiteral("Second"));
        const auto answer = must(sync::admit(first->vault(), device.request.toBytes(), first->port()));
        auto vault = must(sync::completeJoin(parent.filePath(QString::number(++joined)), answer, device,
            QStringLiteral("127.0.0.1"), userName, passphrase(), quick()));
        return std::make_unique<Laptop>(std::move(vault));
    }
};

size_t entriesOf(ledger::Vault& vault, record::PatientId patient)
{
    return must(vault.chart(patient)).entries().size();
}

void waitFor(const std::function<bool()>& isThere)
{
    while (!isThere())
        QThread::msleep(2);
}

// Seconds for the folder over ssh on loopback, or 0 where there is no sshd or rsync here.
class SshCopy
{
public:
    explicit SshCopy(const QString& folder)
        : m_folder(folder)
    { }

    double seconds(const QString& from, const QString& to)
    {
        const QString sshd = QStandardPaths::findExecutable(
            QStringLiteral("sshd"), {QStringLiteral("/usr/sbin"), QStringLiteral("/usr/bin")});
        if (sshd.isEmpty() || QStandardPaths::findExecutable(QStringLiteral("rsync")).isEmpty()) {
            std::cerr << "No sshd or rsync: apt-get install --no-install-recommends openssh-server rsync\n";
            return 0;
        }
        makeKeys();
        QTcpServer probe;
        probe.listen(QHostAddress::LocalHost);
        const QString port = QString::number(probe.serverPort());
        probe.close();
        QDir().mkpath(QStringLiteral("/run/sshd"));
        QProcess server;
        server.start(sshd,
            {"-D", "-p", port, "-h", key("host"), "-f", "/dev/null", "-o", "PidFile=none", "-o",
                "ListenAddress=127.0.0.1", "-o", "StrictModes=no", "-o",
                "AuthorizedKeysFile=" + key("user.pub")});
        server.waitForStarted();
        QThread::msleep(500);
        QElapsedTimer clock;
        clock.start();
        QProcess copy;
        copy.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        copy.start(QStringLiteral("rsync"),
            {"-a", "-e",
                QStringLiteral(
                    "ssh -q -p %1 -i %2 -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null")
                    .arg(port, key("user")),
                from + '/', "127.0.0.1:" + to + '/'});
        copy.waitForFinished(-1);
        const double took = static_cast<double>(clock.nsecsElapsed()) / 1e9;
        server.kill();
        server.waitForFinished();
        return copy.exitCode() == 0 ? took : 0;
    }

private:
    [[nodiscard]] QString key(const char* name) const { return m_folder + '/' + QLatin1String(name); }
    void makeKeys() const
    {
        for (const char* name : {"host", "user"}) {
            if (!QFile::exists(key(name)))
                QProcess::execute(
                    QStringLiteral("ssh-keygen"), {"-q", "-t", "ed25519", "-N", "", "-f", key(name)});
        }
    }
    QString m_folder;
};

void aNewLaptop(benchmark::State& state)
{
    Clinic clinic(static_cast<int>(state.range(0)));
    const size_t expected = entriesOf(clinic.first->vault(), clinic.last);
    double firstChart = 0;
    for (auto turn : state) {
        state.PauseTiming();
        auto second = clinic.join();
        const auto all = must(ledger::heads(clinic.first->vault()));
        state.ResumeTiming();
        QElapsedTimer clock;
        clock.start();
        second->run();
        waitFor([&] { return entriesOf(second->vault(), clinic.last) >= expected; });
        firstChart = static_cast<double>(clock.nsecsElapsed()) / 1e9;
        waitFor([&] { return must(ledger::wishes(second->vault(), all)).empty(); });
    }
    state.counters["first_chart_s"] = firstChart;
    state.counters["rsync_ssh_s"]
        = SshCopy(clinic.parent.path()).seconds(clinic.folder(), clinic.parent.filePath("copied"));
    QFile database(clinic.folder() + QStringLiteral("/vault.db"));
    state.counters["MB"] = static_cast<double>(database.size()) / 1e6;
}
BENCHMARK(aNewLaptop)->Arg(100'000)->Arg(1'000'000)->Iterations(1)->Unit(benchmark::kSecond)->UseRealTime();

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
