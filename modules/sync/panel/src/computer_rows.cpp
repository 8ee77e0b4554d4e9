#include "computer_rows_p.h"

#include "words_p.h"
#include "workbench/format.h"

#include <algorithm>
#include <QCoreApplication>
#include <QHostAddress>
#include <QNetworkInterface>

namespace twinward::sync {

using workbench::RowsModel;
using workbench::Tone;

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(Computers)
};

QString noName()
{
    return Words::tr("A computer without a name");
}

QString nameOf(const record::Roster& roster, record::DeviceId device)
{
    const auto found = roster.devices().find(device);
    if (found == roster.devices().end())
        return Words::tr("Unknown computer");
    return found->second.name.isEmpty() ? noName() : found->second.name;
}

// Where others may call this computer, for who has to type it there.
QString ownAddress(const OtherComputers& peers)
{
    if (peers.status().port == 0)
        return {};
    QString host = peers.settings().listenOn;
    if (QHostAddress(host) == QHostAddress(QHostAddress::AnyIPv4)) {
        host.clear();
        for (const QHostAddress& own : QNetworkInterface::allAddresses()) {
            if (host.isEmpty() && !own.isLoopback() && own.protocol() == QAbstractSocket::IPv4Protocol)
                host = own.toString();
        }
    }
    return host.isEmpty() ? QString() : QStringLiteral("%1:%2").arg(host).arg(peers.status().port);
}

ComputerRow thisOne(const OtherComputers& peers, const record::Roster& roster)
{
    const QString name = nameOf(roster, peers.device());
    return {ComputerRow::Kind::ThisOne, peers.device(), name, false,
        {{Words::tr("%1 (this computer)").arg(name), ownAddress(peers), QString(), QString(),
             words::trouble(peers.status().trouble)},
            Tone::Caution}};
}

ComputerRow other(const OtherComputers& peers, const Standing& standing, const record::Roster& roster)
{
    const auto& connected = peers.status().peers;
    const auto peer = std::find_if(connected.begin(), connected.end(),
        [&](const PeerStatus& one) { return one.device == standing.device; });
    const bool isHeard = peer != connected.end();
    const bool isMain = peers.status().destinations.contains(standing.device);
    const QString name = nameOf(roster, standing.device);
    QString shown = name;
    if (isMain)
        shown = Words::tr("★ %1 (main computer)").arg(name);
    const auto enrolled = roster.devices().find(standing.device);
    if (enrolled != roster.devices().end() && !enrolled->second.holdsKeys)
        shown = Words::tr("Keeper: %1", "a computer that keeps what it can't read").arg(shown);
    const PeerStatus heard = isHeard ? *peer : PeerStatus();
    const QString connection = words::connection(heard.state, heard.since).text;
    return {ComputerRow::Kind::Other, standing.device, name, isMain,
        {{shown, connection, words::itLacks(standing).text, words::lackedHere(standing).text,
             isHeard ? words::trouble(peer->trouble) : QString()},
            Tone::Caution}};
}

ComputerRow removed(
    record::DeviceId device, const record::DeviceRemoval& removal, const record::Roster& roster)
{
    const QString name = nameOf(roster, device);
    return {ComputerRow::Kind::Removed, device, name, false,
        {{name, Words::tr("Removed %1").arg(words::since(removal.at)), QString(), QString(),
             Words::tr("%1: %2", "who removed it, the reason")
                 .arg(roster.nameOf(removal.by), removal.reason)},
            Tone::Secondary}};
}

} // namespace

std::vector<ComputerRow> computerRows(const OtherComputers& peers, const record::Roster& roster)
{
    std::vector<ComputerRow> rows;
    if (!peers.isKnown())
        return rows;
    rows.push_back(thisOne(peers, roster));
    for (const Standing& standing : peers.spread().others)
        rows.push_back(other(peers, standing, roster));
    for (const auto& [device, removal] : roster.removedDevices())
        rows.push_back(removed(device, removal, roster));
    return rows;
}

std::vector<RowsModel::Row> findingRows(const OtherComputers& peers, const record::Roster& roster)
{
    std::vector<RowsModel::Row> rows;
    for (auto noted = peers.evidence().rbegin(); noted != peers.evidence().rend(); ++noted) {
        const QString by = noted->from.isNull() ? Words::tr("A bundle") : nameOf(roster, noted->from);
        const QString whose = Words::tr("%1, save %2", "computer, number of the save")
                                  .arg(nameOf(roster, noted->chain.device))
                                  .arg(noted->seq);
        rows.push_back(
            {{words::since(noted->noticed), words::finding(noted->finding), whose, by}, Tone::Danger});
    }
    return rows;
}

} // namespace twinward::sync
