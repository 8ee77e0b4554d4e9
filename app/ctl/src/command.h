#pragma once

// What every command of twinctl is made of: the options they share, how a vault is opened, how answers and
// failures are shown. A command declares its options on a CLI::App and leaves what it does in
// Invocation::run.

#include "ledger/vault.h"

#include <functional>
#include <nlohmann/json.hpp>
#include <QString>

namespace CLI {
class App;
}

namespace twinward::ctl {

using Json = nlohmann::ordered_json;

// What the shell is told. Scripts rely on these numbers: never change one.
enum class Exit : int { Done = 0, Failed = 1, Usage = 2, Broken = 3 };

struct Invocation
{
    std::string vault; // folder
    std::string user;
    std::string passphraseFile;
    std::string purpose = "TREAT"; // HL7 v3 PurposeOfUse, for the access log
    bool json = false;
    std::function<Exit()> run;
};

[[nodiscard]] QString text(const std::string& utf8);
[[nodiscard]] std::string utf8(QStringView text);

// One object on one line of standard output.
void print(const Json& object);
void print(const QString& line);
void complain(
    const base::Error& error, const Invocation& invocation); // on standard error, as JSON when asked
[[nodiscard]] Exit exitFor(const base::Error& error);
[[nodiscard]] Exit failed(const base::Error& error, const Invocation& invocation); // both of these

// Columns as wide as their widest cell (East Asian characters count two), two spaces apart.
void printTable(const QStringList& heads, const std::vector<QStringList>& rows);

// --vault or TWINWARD_VAULT, --user or TWINWARD_USER; where neither is given, a CLI::RequiredError (wrong
// usage).
[[nodiscard]] QString vaultFolder(const Invocation& invocation);
[[nodiscard]] QString userName(const Invocation& invocation);
[[nodiscard]] base::Result<std::unique_ptr<ledger::Vault>> openVault(const Invocation& invocation);
// The patient with this id, merged ones followed; NotFound where there is none.
[[nodiscard]] base::Result<record::PatientId> findPatient(const ledger::Vault& vault, const std::string& id);
// Before anything is shown: what can't be logged is not read.
[[nodiscard]] base::Status logRead(ledger::Vault& vault, const Invocation& invocation,
    record::AccessLogged::Action action, record::PatientId patient, const QString& detail);

// Cost of Argon2id for new key slots: TWINWARD_PASSPHRASE_MS for scripts and tests, else the vault's own
// choice.
[[nodiscard]] ledger::VaultOptions vaultOptions();

void addVaultCommands(CLI::App& app, Invocation& invocation); // init, passphrase, recover
void addVerify(CLI::App& app, Invocation& invocation);
void addBackup(CLI::App& app, Invocation& invocation); // backup, restore
void addProof(CLI::App& app, Invocation& invocation);
void addUserCommands(CLI::App& app, Invocation& invocation); // user add, remove, list
void addPatientCommands(CLI::App& app, Invocation& invocation); // patients, chart
void addObserve(CLI::App& app, Invocation& invocation);
void addAudit(CLI::App& app, Invocation& invocation);
void addImport(CLI::App& app, Invocation& invocation);
void addListen(CLI::App& app, Invocation& invocation);
void addPacs(CLI::App& app, Invocation& invocation);
void addExport(CLI::App& app, Invocation& invocation);
void addDicomImport(CLI::App& app, Invocation& invocation); // after addImport
void addDicomExport(CLI::App& app, Invocation& invocation); // after addExport
void addFindings(CLI::App& app, Invocation& invocation);
void addBundle(CLI::App& app, Invocation& invocation);
void addServe(CLI::App& app, Invocation& invocation);
void addPair(CLI::App& app, Invocation& invocation);
void addJoin(CLI::App& app, Invocation& invocation);
void addRelay(CLI::App& app, Invocation& invocation);
void addKeeper(CLI::App& app, Invocation& invocation);
void addClinic(CLI::App& app, Invocation& invocation);
void addClinicMeet(CLI::App& clinic, Invocation& invocation); // of addClinic
void addConsent(CLI::App& app, Invocation& invocation);
void addRefer(CLI::App& app, Invocation& invocation);
void addLetters(CLI::App& app, Invocation& invocation);
void addEmergency(CLI::App& app, Invocation& invocation);
void addHeadset(CLI::App& app, Invocation& invocation);
void addRender(CLI::App& app, Invocation& invocation);
void addDemo(CLI::App& app, Invocation& invocation);

} // namespace twinward::ctl
