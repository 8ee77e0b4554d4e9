// twinctl: the clinic's vault without a window, for scripts, import and export, proof and repair.

#include "command.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <QCoreApplication>
#include <sys/resource.h>
#include <sys/stat.h>

using namespace twinward::ctl;

namespace {

void addSharedOptions(CLI::App& app, Invocation& invocation)
{
    app.add_option("--vault", invocation.vault, "Folder of the vault (or TWINWARD_VAULT)")->type_name("DIR");
    app.add_option("--user", invocation.user, "Who you are (or TWINWARD_USER)")->type_name("NAME");
    app.add_option("--passphrase-file", invocation.passphraseFile,
           "File with the passphrase (or TWINWARD_PASSPHRASE_FILE); without one it is asked for")
        ->type_name("FILE");
    app.add_option("--purpose", invocation.purpose,
           "Why you read, for the access log: TREAT, HOPERAT, ETREAT, PATRQT ...")
        ->type_name("CODE");
    app.add_flag("--json", invocation.json, "One JSON object a line");
    app.set_version_flag("--version", "twinctl " TWINWARD_VERSION);
}

// A core dump would hold keys and charts in the clear.
void forbidCoreDumps()
{
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
}

// Options of the whole program are understood before and after the command's name.
void fallThrough(CLI::App& app)
{
    for (CLI::App* command : app.get_subcommands({})) {
        command->fallthrough();
        fallThrough(*command);
    }
}

} // namespace

int main(int argc, char** argv)
{
    forbidCoreDumps();
    umask(077); // what it writes is for nobody else
    QCoreApplication application(argc, argv);
    Invocation invocation;
    CLI::App app("Twinward without a window: the records of a clinic, encrypted on this machine.", "twinctl");
    app.require_subcommand(1);
    app.footer("Exit status: 0 done, 1 failed, 2 wrong usage, 3 the vault's integrity is broken.");
    addSharedOptions(app, invocation);
    addVaultCommands(app, invocation);
    addVerify(app, invocation);
    addBackup(app, invocation);
    addProof(app, invocation);
    addUserCommands(app, invocation);
    addDemo(app, invocation);
    addImport(app, invocation);
    addListen(app, invocation);
    addPacs(app, invocation);
    addExport(app, invocation);
    addDicomImport(app, invocation);
    addDicomExport(app, invocation);
    addFindings(app, invocation);
    addHeadset(app, invocation);
    addRender(app, invocation);
    addPatientCommands(app, invocation);
    addServe(app, invocation);
    addPair(app, invocation);
    addJoin(app, invocation);
    addBundle(app, invocation);
    addClinic(app, invocation);
    addConsent(app, invocation);
    addRefer(app, invocation);
    addLetters(app, invocation);
    addEmergency(app, invocation);
    addRelay(app, invocation);
    addKeeper(app, invocation);
    addObserve(app, invocation);
    addAudit(app, invocation);
    fallThrough(app);
    try {
        app.parse(argc, argv);
        return static_cast<int>(invocation.run());
    } catch (const CLI::ParseError& error) {
        const bool asked
            = error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success); // --help, --version
        app.exit(error, std::cout, std::cerr);
        return static_cast<int>(asked ? Exit::Done : Exit::Usage);
    } catch (const std::exception& error) {
        std::cerr << "twinctl: " << error.what() << '\n';
        return static_cast<int>(Exit::Failed);
    }
}
