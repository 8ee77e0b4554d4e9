#pragma once

// The lines of the list of computers: this one first, then the others by name, then those removed.

#include "sync_panel/other_computers.h"
#include "workbench/rows_model.h"

namespace twinward::sync {

struct ComputerRow
{
    enum class Kind : quint8 { ThisOne, Other, Removed };
    Kind kind = Kind::Other;
    record::DeviceId device;
    QString name;
    bool isMain = false;
    workbench::RowsModel::Row cells;
};

enum ComputerColumn { Computer, Connection, ItLacks, LackedHere, Wrong, ComputerColumns };

[[nodiscard]] std::vector<ComputerRow> computerRows(
    const OtherComputers& peers, const record::Roster& roster);

enum FindingColumn { When, What, Whose, BroughtBy, FindingColumns };
// Newest first.
[[nodiscard]] std::vector<workbench::RowsModel::Row> findingRows(
    const OtherComputers& peers, const record::Roster& roster);

} // namespace twinward::sync
