// A round charted as a nurse does it: keys in a real window, events in a real vault.

#include "charting_desk.h"

using namespace twinward;
using namespace twinward::vitals;
using namespace twinward::vitals::test;

class TestChartingForm : public ChartingDesk
{
    Q_OBJECT

private slots:
    void init();
    void roundIsChartedWithTheKeyboardAlone();
    void refusedValueBlocksSavingAndTakesTheFocus();
    void unusualValueWarnsAndIsSaved();
    void slashFillsBothPressures();
    void pastedPressuresFillBothFields();
    void diastolicAboveSystolicIsRefused();
    void unitSwitchConvertsAndBack();
    void valueTypedInTheOtherUnitKeepsItsNumber();
    void fahrenheitIsRecordedAsTyped();
    void futureTimeIsRefused();
    void backdatedRoundBearsItsTime();
    void scoreFollowsTheTyping();
};

void TestChartingForm::init()
{
    m_clinic.reset();
    open();
}

void TestChartingForm::roundIsChartedWithTheKeyboardAlone()
{
    // given the form with the focus where a round begins
    QCOMPARE(QApplication::focusWidget(), field("respiratoryRate"));
    // when a whole set is typed, field by field
    for (const char* value : {"18", "96"}) {
        type(value);
        press(Qt::Key_Return);
    }
    type("a"); // air: goes on by itself
    type("120/80");
    press(Qt::Key_Return);
    type("72");
    press(Qt::Key_Return);
    type("a"); // alert
    type("36.8");
    press(Qt::Key_Return, Qt::ControlModifier);
    // then it is saved, durable, and the form is ready for the next
    QTRY_VERIFY2(status().contains(QStringLiteral("Saved on this computer")), qPrintable(status()));
    const VitalRecord record = this->record();
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    QCOMPARE(record.latest(Sign::RespiratoryRate, now)->value, 18.0);
    QCOMPARE(record.latest(Sign::OxygenSaturation, now)->value, 96.0);
    QCOMPARE(record.latest(Sign::SystolicPressure, now)->value, 120.0);
    QCOMPARE(record.latest(Sign::DiastolicPressure, now)->value, 80.0);
    QCOMPARE(record.latest(Sign::HeartRate, now)->value, 72.0);
    QCOMPARE(record.latest(Sign::Consciousness, now)->consciousness(), Consciousness::Alert);
    QCOMPARE(record.latest(Sign::Temperature, now)->value, 36.8);
    QCOMPARE(record.latest(Sign::SupplementalOxygen, now)->value, 0.0);
    QVERIFY(field("respiratoryRate")->text().isEmpty());
    QCOMPARE(QApplication::focusWidget(), field("respiratoryRate"));
}

void TestChartingForm::refusedValueBlocksSavingAndTakesTheFocus()
{
    // given a heart rate nobody can have, and the focus elsewhere
    field("heartRate")->setText(QStringLiteral("720"));
    field("temperature")->setText(QStringLiteral("36.8"));
    field("temperature")->setFocus();
    // when it is to be saved
    press(Qt::Key_Return, Qt::ControlModifier);
    // then nothing is, the reason stands there, and the field has the focus
    QCOMPARE(QApplication::focusWidget(), field("heartRate"));
    QCOMPARE(field("heartRate")->property("state").toString(), QStringLiteral("refuse"));
    QVERIFY(field("heartRate")->accessibleDescription().contains(QStringLiteral("Not possible")));
    QVERIFY(status().contains(QStringLiteral("Not saved")));
    QCOMPARE(observations(), size_t(0));
}

void TestChartingForm::unusualValueWarnsAndIsSaved()
{
    type("34");
    QCOMPARE(field("respiratoryRate")->property("state").toString(), QStringLiteral("warn"));
    QVERIFY(field("respiratoryRate")->accessibleDescription().contains(QStringLiteral("12–20")));
    press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(observations(), size_t(1));
}

void TestChartingForm::slashFillsBothPressures()
{
    field("systolicPressure")->setFocus();
    type("142/91");
    QCOMPARE(field("systolicPressure")->text(), QStringLiteral("142"));
    QCOMPARE(field("diastolicPressure")->text(), QStringLiteral("91"));
    QCOMPARE(QApplication::focusWidget(), field("diastolicPressure"));
}

void TestChartingForm::pastedPressuresFillBothFields()
{
    field("systolicPressure")->setText(QStringLiteral("120/80"));
    QCOMPARE(field("systolicPressure")->text(), QStringLiteral("120"));
    QCOMPARE(field("diastolicPressure")->text(), QStringLiteral("80"));
}

void TestChartingForm::diastolicAboveSystolicIsRefused()
{
    field("systolicPressure")->setFocus();
    type("80/90");
    QCOMPARE(field("diastolicPressure")->property("state").toString(), QStringLiteral("refuse"));
    press(Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(observations(), size_t(0));
    // when the systolic is put right
    field("systolicPressure")->setText(QStringLiteral("120"));
    // then nothing is held against the diastolic any more
    QCOMPARE(field("diastolicPressure")->property("state").toString(), QString());
}

void TestChartingForm::unitSwitchConvertsAndBack()
{
    field("temperature")->setFocus();
    type("37.0");
    press(Qt::Key_U, Qt::ControlModifier);
    QCOMPARE(field("temperature")->text(), QStringLiteral("98.6"));
    press(Qt::Key_U, Qt::ControlModifier);
    QCOMPARE(field("temperature")->text(), QStringLiteral("37.0"));
    field("systolicPressure")->setText(QStringLiteral("121/79"));
    field("systolicPressure")->setFocus();
    press(Qt::Key_U, Qt::ControlModifier);
    QCOMPARE(field("systolicPressure")->text(), QStringLiteral("16.1"));
    QCOMPARE(field("diastolicPressure")->text(), QStringLiteral("10.5"));
    press(Qt::Key_U, Qt::ControlModifier);
    QCOMPARE(field("systolicPressure")->text(), QStringLiteral("121"));
    QCOMPARE(field("diastolicPressure")->text(), QStringLiteral("79"));
}

void TestChartingForm::valueTypedInTheOtherUnitKeepsItsNumber()
{
    // given a Fahrenheit reading typed while the field says Celsius: refused
    field("temperature")->setFocus();
    type("98.6");
    QCOMPARE(field("temperature")->property("state").toString(), QStringLiteral("refuse"));
    // when the unit is put right
    press(Qt::Key_U, Qt::ControlModifier);
    // then the number is what was read
    QCOMPARE(field("temperature")->text(), QStringLiteral("98.6"));
    QCOMPARE(field("temperature")->property("state").toString(), QString());
}

void TestChartingForm::fahrenheitIsRecordedAsTyped()
{
    field("temperature")->setFocus();
    press(Qt::Key_U, Qt::ControlModifier);
    type("98.60");
    press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(observations(), size_t(1));
    const VitalRecord record = this->record();
    const Sample* sample = record.latest(Sign::Temperature, QDateTime::currentMSecsSinceEpoch());
    QVERIFY(sample != nullptr);
    QCOMPARE(sample->written.value.toString(), QStringLiteral("98.60"));
    QCOMPARE(sample->written.unit, QStringLiteral("[degF]"));
    QVERIFY(std::abs(sample->value - 37.0) < 1e-9);
}

void TestChartingForm::futureTimeIsRefused()
{
    field("time")->setText(
        QDateTime::currentDateTime().addDays(1).toString(QStringLiteral("yyyy-MM-dd HH:mm")));
    type("18");
    press(Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(QApplication::focusWidget(), field("time"));
    QCOMPARE(observations(), size_t(0));
}

void TestChartingForm::backdatedRoundBearsItsTime()
{
    const QDateTime yesterday = QDateTime::currentDateTime().addDays(-1);
    field("time")->setText(yesterday.toString(QStringLiteral("yyyy-MM-dd HH:mm")));
    type("18");
    press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(observations(), size_t(1));
    const Sample sample = *record().latest(Sign::RespiratoryRate, QDateTime::currentMSecsSinceEpoch());
    QCOMPARE(QDateTime::fromMSecsSinceEpoch(sample.atMs).toString(QStringLiteral("yyyy-MM-dd HH:mm")),
        yesterday.toString(QStringLiteral("yyyy-MM-dd HH:mm")));
}

void TestChartingForm::scoreFollowsTheTyping()
{
    auto* const badge = m_clinic->panel->findChild<QWidget*>(QStringLiteral("scoreBadge"));
    type("26"); // 3 points
    QVERIFY2(badge->accessibleName().contains(QStringLiteral("≥ 3")), qPrintable(badge->accessibleName()));
    press(Qt::Key_Return);
    type("91"); // 3 more
    QVERIFY(badge->accessibleName().contains(QStringLiteral("≥ 6")));
    press(Qt::Key_Return);
    type("a");
    type("120/80");
    press(Qt::Key_Return);
    type("72");
    press(Qt::Key_Return);
    type("a");
    type("37.0");
    QVERIFY(badge->accessibleName().endsWith(QStringLiteral(": 6")));
}

QTEST_MAIN(TestChartingForm)
#include "tst_charting_form.moc"
