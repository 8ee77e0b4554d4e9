#pragma once

// One clinic's vaults on several devices, and what passes between them without a network.

#include "opened.h"

#include "ledger/joining.h"
#include "ledger/replica.h"

namespace twinward::test {

// Everything that one has and the other lacks, as often as it takes; what was noted on the way.
inline ledger::IngestReport pull(ledger::Vault& to, const ledger::Vault& from, size_t commitsAtOnce = 64)
{
    ledger::IngestReport all;
    std::map<ledger::ChainId, quint64> askedBack;
    for (int round = 0; round < 500; ++round) {
        const auto keys = ledger::keyMaterial(from);
        const auto keysTaken = ledger::ingestKeys(to, *keys);
        const auto wished = ledger::wishes(to, *ledger::heads(from));
        std::vector<ledger::WireCommit> brought;
        for (const ledger::ChainWish& wish : *wished) {
            const auto back = askedBack.find(wish.chain);
            const quint64 after = back == askedBack.end() ? wish.after : back->second;
            const auto some = ledger::commitsAfter(from, wish.chain, after, {commitsAtOnce, 1 << 20});
            brought.insert(brought.end(), some->begin(), some->end());
        }
        const auto report = ledger::ingest(to, brought, from.device());
        if (!report)
            qFatal("%s", qPrintable(report.error().message()));
        all.stored += report->stored;
        all.known += report->known;
        all.events += report->events;
        all.noted.insert(all.noted.end(), report->noted.begin(), report->noted.end());
        all.missing = report->missing;
        all.ownChainIsAhead = all.ownChainIsAhead || report->ownChainIsAhead;
        bool isAskingBack = false;
        for (const ledger::Missing& missing : report->missing) {
            if (missing.what != ledger::Missing::What::EarlierCommits)
                continue;
            const auto [asked, isNew] = askedBack.try_emplace(missing.ask.chain, missing.ask.after);
            isAskingBack = isAskingBack || isNew || missing.ask.after < asked->second;
            asked->second = missing.ask.after;
        }
        if (report->stored == 0 && !isAskingBack && (!keysTaken || keysTaken->taken == 0))
            break;
    }
    return all;
}

inline void exchange(ledger::Vault& a, ledger::Vault& b)
{
    for (int i = 0; i < 3; ++i) {
        (void)pull(a, b);
        (void)pull(b, a);
    }
}

// A clinic on one laptop, and as many more as are asked to join.
struct Replicas
{
    QTemporaryDir parent;
    record::PatientId patient = record::PatientId::random();
    std::vector<std::unique_ptr<ledger::Vault>> vaults;

    [[nodiscard]] QString folder(size_t i) const { return parent.filePath(QString::number(i)); }
    [[nodiscard]] ledger::Vault& operator[](size_t i) const { return *vaults.at(i); }
    [[nodiscard]] ledger::Vault::Private& inside(size_t i) const
    {
        return ledger::Vault::Private::of(*vaults.at(i));
    }

    explicit Replicas(size_t count = 2)
    {
        auto made = makeVault(folder(0));
        [&] { VERIFY_RESULT(made); }();
        vaults.push_back(std::move(made->vault));
        [&] { VERIFY_RESULT(vaults[0]->commit({registration(patient, "Mwangi", "Grace")})); }();
        for (size_t i = 1; i < count; ++i)
            add();
    }

    // Joins by way of the first; empty until something is pulled.
    void join(const QString& user = founder, const char* word = passphrase)
    {
        const auto laptop = ledger::NewDevice::named(QString("Laptop %1").arg(vaults.size()));
        const auto pack = ledger::admitDevice(*vaults[0], laptop.request);
        VERIFY_RESULT(pack);
        auto joined = ledger::join(folder(vaults.size()), *pack, laptop, user, secret(word), quick());
        VERIFY_RESULT(joined);
        vaults.push_back(std::move(*joined));
    }

    void add(const QString& user = founder, const char* word = passphrase)
    {
        join(user, word);
        (void)pull(*vaults.back(), *vaults[0]);
        QVERIFY(!ledger::isJoining(*vaults.back()));
    }

    void reopen(size_t i, const QString& user = founder, const char* word = passphrase)
    {
        vaults[i].reset();
        auto opened = unlock(folder(i), user, word);
        VERIFY_RESULT(opened);
        vaults[i] = std::move(*opened);
    }

    void say(size_t i, const QString& text) const { VERIFY_RESULT(vaults[i]->commit({note(patient, text)})); }

    [[nodiscard]] QStringList notes(size_t i) const
    {
        QStringList texts;
        const auto chart = vaults[i]->chart(patient);
        [&] { VERIFY_RESULT(chart); }();
        for (const record::Entry* entry : chart->current<record::Note>())
            texts.push_back(entry->as<record::Note>()->text);
        texts.sort();
        return texts;
    }

    void exchangeAll() const
    {
        for (size_t round = 0; round < 2; ++round) {
            for (size_t a = 0; a < vaults.size(); ++a) {
                for (size_t b = 0; b < vaults.size(); ++b) {
                    if (a != b)
                        (void)pull(*vaults[a], *vaults[b]);
                }
            }
        }
    }
};

inline void verifies(const ledger::Vault& vault)
{
    const auto report = vault.verify();
    VERIFY_RESULT(report);
    QVERIFY2(report->ok, qPrintable(report->where + ": " + report->why));
}

} // namespace twinward::test
