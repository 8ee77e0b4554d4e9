#pragma once

// Places to sit in two clinics, each with the panel of the other ones.

#include "seats.h"
#include "two_clinics.h"

#include <QFileDialog>
#include <QLineEdit>
#include <QTableView>

namespace twinward::test {

// As TwoClinics, today: certificates and what the window shows go by the real time.
struct ClinicsToday : TwoClinics
{
    ClinicsToday() { *clock.ms = QDateTime::currentMSecsSinceEpoch(); }
};

inline QString clinicCell(Seat& seat, int row, int column)
{
    auto* table = child<QTableView>(seat.panel(), "clinicTable");
    return table->model()->index(row, column).data().toString();
}

inline QString textOf(QWidget* in, const char* name)
{
    return child<QLabel>(in, name)->text();
}

// In the dialog that the panel has just opened.
inline void choosePath(QWidget* panel, const QString& path)
{
    auto* files = panel->findChild<QFileDialog*>();
    QVERIFY(files != nullptr);
    if (files->fileMode() == QFileDialog::Directory) { // its line takes names within a folder alone
        emit files->filesSelected({path});
        files->reject();
        return;
    }
    files->selectFile(path);
    QVERIFY(QMetaObject::invokeMethod(files, "accept"));
}

// The patient is referred to the other clinic, as the sharing panel does it.
inline void refer(Seat& seat, const record::ConsentContract& contract)
{
    QVERIFY(seat.ask([contract](ledger::Vault& vault) {
        const auto granted = ledger::grantConsent(vault, contract);
        return granted && ledger::disclose(vault, *granted);
    }));
}

[[nodiscard]] inline bool isRead(Seat& seat, record::PatientId patient)
{
    return seat.ask([patient](ledger::Vault& vault) {
        const auto events = vault.read(patient);
        return events && !events->empty();
    });
}

} // namespace twinward::test
