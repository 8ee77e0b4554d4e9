#pragma once

// Asks why, before something is taken back: one line that may not be empty. Enter confirms, Esc leaves all as
// it was.

#include "record/chart.h"
#include "workbench/session.h"

#include <functional>
#include <QDialog>

namespace twinward::workbench {
class FailureBar;
}

namespace twinward::record {

class ReasonDialog : public QDialog
{
    Q_OBJECT

public:
    struct Texts // translated
    {
        QString title;
        QString explanation;
        QString confirm;
    };
    // Takes the entry back with the reason that is given. kept: what stands where that fails, translated.
    static void takeBack(workbench::Session& session, const Entry& entry, const Texts& texts,
        workbench::FailureBar* failure, const QString& kept);

private:
    static void ask(const Texts& texts, QWidget* parent, std::function<void(const QString&)> give);
    ReasonDialog(const Texts& texts, QWidget* parent, std::function<void(const QString&)> give);
};

} // namespace twinward::record
