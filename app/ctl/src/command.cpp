#include "command.h"

#include "passphrase.h"

#include <CLI/CLI.hpp>
#include <cstdio>

namespace twinward::ctl {

using base::ErrorCode;

QString text(const std::string& utf8)
{
    return QString::fromStdString(utf8);
}

std::string utf8(QStringView text)
{
    return text.toUtf8().toStdString();
}

namespace {

void writeLine(std::FILE* file, std::string line)
{
    line += '\n';
    std::fwrite(line.data(), 1, line.size(), file);
}

std::string oneLine(const Json& object)
{
    return object.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// Columns a terminal gives a text: two for East Asian wide characters, none for combining marks.
int columns(const QString& cell)
{
    int width = 0;
    for (const char32_t character : cell.toStdU32String()) {
        const auto category = QChar::category(character);
        if (category == QChar::Mark_NonSpacing || category == QChar::Mark_Enclosing
            || category == QChar::Other_Format)
            continue;
        const bool wide = (character >= 0x1100 && character <= 0x115F)
            || (character >= 0x2E80 && character <= 0xA4CF) || (character >= 0xAC00 && character <= 0xD7A3)
            || (character >= 0xF900 && character <= 0xFAFF) || (character >= 0xFE30 && character <= 0xFE6F)
            || (character >= 0xFF00 && character <= 0xFF60) || (character >= 0x20000 && character <= 0x3FFFD);
        width += wide ? 2 : 1;
    }
    return width;
}

} // namespace

void print(const Json& object)
{
    writeLine(stdout, oneLine(object));
}

void print(const QString& line)
{
    writeLine(stdout, utf8(line));
}

void complain(const base::Error& error, const Invocation& invocation)
{
    const Json object{{"error", utf8(error.what)}, {"where", utf8(error.where)}, {"todo", utf8(error.todo)}};
    writeLine(stderr, invocation.json ? oneLine(object) : "twinctl: " + utf8(error.message()));
}

Exit exitFor(const base::Error& error)
{
    return error.code == ErrorCode::IntegrityBroken ? Exit::Broken : Exit::Failed;
}

Exit failed(const base::Error& error, const Invocation& invocation)
{
    complain(error, invocation);
    return exitFor(error);
}

void printTable(const QStringList& heads, const std::vector<QStringList>& rows)
{
    std::vector<int> widths;
    for (const QString& head : heads)
        widths.push_back(columns(head));
    for (const QStringList& row : rows) {
        for (size_t column = 0; column < widths.size(); ++column)
            widths[column] = std::max(widths[column], columns(row.value(static_cast<qsizetype>(column))));
    }
    const auto show = [&](const QStringList& row) {
        QString line;
        for (size_t column = 0; column < widths.size(); ++column) {
            const QString cell = row.value(static_cast<qsizetype>(column));
            line += cell;
            if (column + 1 < widths.size())
                line += QString(widths[column] - columns(cell) + 2, u' ');
        }
        print(line);
    };
    show(heads);
    for (const QStringList& row : rows)
        show(row);
}

namespace {

QString givenOrSet(const std::string& given, const char* variable, const char* option)
{
    const QString value = given.empty() ? qEnvironmentVariable(variable) : text(given);
    if (value.isEmpty())
        throw CLI::RequiredError(std::string(option) + " (or " + variable + ")");
    return value;
}

} // namespace

QString vaultFolder(const Invocation& invocation)
{
    return givenOrSet(invocation.vault, "TWINWARD_VAULT", "--vault");
}

QString userName(const Invocation& invocation)
{
    return givenOrSet(invocation.user, "TWINWARD_USER", "--user");
}

base::Result<std::unique_ptr<ledger::Vault>> openVault(const Invocation& invocation)
{
    const QString folder = vaultFolder(invocation);
    const QString user = userName(invocation);
    if (!ledger::Vault::exists(folder)) {
        return base::fail(ErrorCode::NotFound, QStringLiteral("There is no vault here"), folder,
            QStringLiteral("Check the path, or make one with: twinctl init"));
    }
    const auto passphrase
        = readPassphrase(invocation.passphraseFile, QStringLiteral("Passphrase of %1: ").arg(user));
    if (!passphrase)
        return base::fail(passphrase.error());
    return ledger::Vault::unlock(folder, user, *passphrase, vaultOptions());
}

base::Result<record::PatientId> findPatient(const ledger::Vault& vault, const std::string& id)
{
    const auto parsed = record::PatientId::fromString(text(id));
    if (!parsed) {
        return base::fail(ErrorCode::InvalidInput, QStringLiteral("This is no patient id"), text(id),
            QStringLiteral("Ids look like 8-4-4-4-12 hexadecimal digits; twinctl patients lists them."));
    }
    const auto index = vault.patients();
    if (index->find(*parsed) == nullptr) {
        return base::fail(ErrorCode::NotFound, QStringLiteral("No patient here has this id"), text(id),
            QStringLiteral("twinctl patients lists them."));
    }
    return index->resolve(*parsed);
}

base::Status logRead(ledger::Vault& vault, const Invocation& invocation, record::AccessLogged::Action action,
    record::PatientId patient, const QString& detail)
{
    record::AccessLogged access;
    access.action = action;
    access.patient = patient;
    access.detail = detail;
    access.purpose = text(invocation.purpose);
    return vault.logAccess({std::move(access)});
}

ledger::VaultOptions vaultOptions()
{
    ledger::VaultOptions options;
    bool given = false;
    const int milliseconds = qEnvironmentVariableIntValue("TWINWARD_PASSPHRASE_MS", &given);
    if (given)
        options.passphraseMs = milliseconds;
    return options;
}

} // namespace twinward::ctl
