#pragma once

// Asks why, before something is taken back: one line that may not be empty. Enter confirms, Esc leaves all as
// it was.

#include <functional>
#include <QDialog>

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
    static void ask(const Texts& texts, QWidget* parent, std::function<void(const QString&)> give);

private:
    ReasonDialog(const Texts& texts, QWidget* parent, std::function<void(const QString&)> give);
};

} // namespace twinward::record
