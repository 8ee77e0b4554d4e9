#pragma once

// The answers that are no numbers, as fields: air or oxygen, the oxygen device, the level of consciousness.
// The same when charting and when correcting.

#include <QComboBox>

namespace twinward::vitals {

class ChoiceField;

void offerOxygen(ChoiceField& field); // A air, O oxygen; keeps what is chosen
void offerConsciousness(ChoiceField& field); // ACVPU, by the enum's number

class OxygenDeviceBox : public QComboBox
{
    Q_OBJECT

public:
    explicit OxygenDeviceBox(QWidget* parent);
    void choose(const QString& key); // as the chart writes it; another is shown as it was written
    [[nodiscard]] QString device() const { return currentData().toString(); } // empty: not said
    void retranslate();
};

} // namespace twinward::vitals
