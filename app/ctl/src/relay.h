#pragma once

// What all of twinctl's relay commands are given: where the relay is, and which clinic is meant.

#include "command.h"

#include "sync_relay/relay_address.h"

namespace twinward::ctl {

struct RelayOptions
{
    std::string connect;
    std::string connectFile;
    std::string passwordFile;
    std::string clinic;
    std::string name;
    std::string newPasswordFile;
    quint64 quotaMiB = 4096;
    int days = 90;
    int everySeconds = 180;
};

// Wrong usage (CLI::RequiredError) where no address is given.
[[nodiscard]] base::Result<sync::RelayAddress> addressOf(const RelayOptions& given);

using RelayCommand = Exit (*)(const RelayOptions&, const Invocation&);
CLI::App* addRelayCommand(CLI::App& relay, const char* name, const char* what,
    const std::shared_ptr<RelayOptions>& given, Invocation& invocation, RelayCommand command);

// keep: rounds until it is told to end.
void addRelayKeep(CLI::App& relay, const std::shared_ptr<RelayOptions>& given, Invocation& invocation);

// For who runs the relay: init, add-clinic, shut-out, clinics, prune.
void addRelayOwner(CLI::App& relay, const std::shared_ptr<RelayOptions>& given, Invocation& invocation);

} // namespace twinward::ctl
