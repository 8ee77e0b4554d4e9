#pragma once

// Every version of an entry, the last word first: what was changed, taken back or not authorised, by whom and
// when.

#include "workbench/session.h"

#include <QDialog>

namespace twinward::record {

class HistoryDialog : public QDialog
{
    Q_OBJECT

public:
    static void showFor(workbench::Session& session, const Entry& entry, QWidget* parent);

private:
    HistoryDialog(workbench::Session& session, const Entry& entry, QWidget* parent);
    [[nodiscard]] QString titleOf(const RecordedEvent& version, const Entry& entry) const;
};

} // namespace twinward::record
