#pragma once

// What was agreed, on paper: the sentences, room for two signatures, and a code that names the contract and
// its fingerprint, so that the sheet can be held against the record.

#include "ledger/disclosure.h"

#include <QCoreApplication>

class QPagedPaintDevice;
class QWidget;

namespace twinward::ledger {

struct SheetWords
{
    QString clinic;
    QString patient; // name and birth date
    QString recordedBy;
};

class SharingSheet
{
    Q_DECLARE_TR_FUNCTIONS(SharingSheet)

public:
    // "twinward-consent:1:<contract>:<fingerprint>"
    [[nodiscard]] static QByteArray codeOf(const record::Consent& consent);
    // One page, at the device's resolution.
    static void printTo(QPagedPaintDevice& device, const record::Consent& consent, const SheetWords& words);
    // Asks for a printer.
    static void print(const record::Consent& consent, const SheetWords& words, QWidget* parent);
};

} // namespace twinward::ledger
