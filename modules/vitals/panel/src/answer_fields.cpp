#include "answer_fields_p.h"

#include "choice_field_p.h"
#include "round_fields_p.h"
#include "sign_text_p.h"

namespace twinward::vitals {

void offerOxygen(ChoiceField& field)
{
    field.setAccessibleName(SignText::label(Sign::SupplementalOxygen));
    //: the letter typed for it
    field.setChoices({{u'A', RoundFields::tr("Air")}, {u'O', RoundFields::tr("Oxygen")}});
}

void offerConsciousness(ChoiceField& field)
{
    field.setAccessibleName(RoundFields::tr("Consciousness: A, C, V, P or U"));
    field.setChoices({{u'A', RoundFields::tr("Alert")}, {u'C', RoundFields::tr("New confusion")},
        {u'V', RoundFields::tr("Voice")}, {u'P', RoundFields::tr("Pain", "responds to pain")},
        {u'U', RoundFields::tr("Unresponsive")}});
}

OxygenDeviceBox::OxygenDeviceBox(QWidget* parent)
    : QComboBox(parent)
{
    setObjectName(QStringLiteral("device"));
    retranslate();
}

void OxygenDeviceBox::choose(const QString& key)
{
    if (findData(key) < 0)
        addItem(SignText::oxygenDevice(key), key);
    setCurrentIndex(findData(key));
}

void OxygenDeviceBox::retranslate()
{
    const QString chosen = device();
    const QSignalBlocker quiet(this);
    setAccessibleName(RoundFields::tr("Oxygen device"));
    clear();
    addItem(RoundFields::tr("Not said"), QString());
    for (const OxygenDevice& each : oxygenDevices()) {
        addItem(RoundFields::tr("%1 · %2", "key, name of a device")
                    .arg(each.key, SignText::oxygenDevice(each.key)),
            each.key);
    }
    choose(chosen);
}

} // namespace twinward::vitals
