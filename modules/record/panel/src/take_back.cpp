#include "take_back_p.h"

#include "workbench/reason_dialog.h"
#include "workbench/when_done.h"
#include "workbench/widgets.h"

#include <QCoreApplication>

namespace twinward::record {

namespace {

struct TakeBack
{
    Q_DECLARE_TR_FUNCTIONS(TakeBack)
};

} // namespace

void takeBack(workbench::Session& session, const Entry& entry, const TakeBackWords& words,
    workbench::FailureBar* failure)
{
    using workbench::ReasonDialog;
    auto* dialog = new ReasonDialog({words.title, words.explanation, TakeBack::tr("Cancel"), words.confirm},
        ReasonDialog::Need::Required, failure->parentWidget());
    QObject::connect(dialog, &ReasonDialog::agreed, failure,
        [&session, entry, failure, kept = words.kept](const QString& reason) {
            workbench::whenDone(session.commit(withChangeOfCategory(entry, amend(entry, Retraction{reason}))),
                failure, [failure, kept](const base::Result<ledger::CommitReceipt>& receipt) {
                    if (!receipt)
                        failure->show(receipt.error(), kept);
                });
        });
    dialog->open();
}

} // namespace twinward::record
