// A ward's round charted with the keyboard alone: three patients in their beds, a real vault.

#include "panel_clinic.h"
#include "ward_round_panel_p.h"

#include <QLabel>
#include <QLineEdit>
#include <QTableView>
#include <QtTest/QtTest>

using namespace twinward;
using namespace twinward::vitals;
using namespace twinward::vitals::test;

class TestWardRound : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void listsWhoHasABedInOrder();
    void sicknessAndDueAreShown();
    void roundIsChartedWithTheKeyboardAlone();
    void escapeGoesBackToTheList();
    void whoeverIsAddedStaysOnTheList();
    void patientOpenedElsewhereIsNotChartedHere();

private:
    record::PatientId admit(const QString& family, const QString& bed);
    void openWard(int expected);
    [[nodiscard]] QTableView* table() const
    {
        return m_clinic->panel->findChild<QTableView*>(QStringLiteral("ward"));
    }
    [[nodiscard]] QString cell(int row, int column) const
    {
        return table()->model()->index(row, column).data().toString();
    }
    [[nodiscard]] ChartingForm* form() const
    {
        return static_cast<WardRoundPanel*>(m_clinic->panel.get())->form();
    }

    std::unique_ptr<PanelClinic> m_clinic;
};

void TestWardRound::init()
{
    m_clinic.reset();
    m_clinic = std::make_unique<PanelClinic>();
}

record::PatientId TestWardRound::admit(const QString& family, const QString& bed)
{
    const auto patient = m_clinic->enrol(family, QStringLiteral("Ana"), 1950);
    record::Encounter stay;
    stay.encounterClass = QStringLiteral("IMP");
    stay.status = QStringLiteral("in-progress");
    stay.location = bed;
    record::Event event = twinward::test::event(patient, stay);
    event.occurred = base::Moment::fromDateTime(QDateTime::currentDateTime().addDays(-2));
    m_clinic->commit({event});
    return patient;
}

void TestWardRound::openWard(int expected)
{
    m_clinic->show("ward-round");
    QTRY_COMPARE(table()->model()->rowCount(), expected);
    m_clinic->panel->focusFirst();
}

void TestWardRound::listsWhoHasABedInOrder()
{
    admit(QStringLiteral("Zulu"), QStringLiteral("Ward A / 1"));
    admit(QStringLiteral("Abebe"), QStringLiteral("Ward A / 2"));
    m_clinic->enrol(QStringLiteral("Outpatient"), QStringLiteral("Joy"), 1990);
    openWard(2);
    QCOMPARE(cell(0, WardModel::Bed), QStringLiteral("Ward A / 1"));
    QVERIFY(cell(0, WardModel::Name).contains(QStringLiteral("Zulu")));
    QVERIFY(cell(1, WardModel::Name).contains(QStringLiteral("Abebe")));
}

void TestWardRound::sicknessAndDueAreShown()
{
    const auto well = admit(QStringLiteral("Well"), QStringLiteral("Ward A / 1"));
    const auto ill = admit(QStringLiteral("Ill"), QStringLiteral("Ward A / 2"));
    m_clinic->chart(PanelClinic::round(well, 30));
    m_clinic->chart(PanelClinic::round(ill, 400));
    m_clinic->chart(PanelClinic::round(ill, 200, 124, 26, 90, 39.2));
    openWard(2);
    QCOMPARE(cell(0, WardModel::News2Total), QStringLiteral("0"));
    QVERIFY(cell(1, WardModel::News2Total).toInt() >= 7);
    QVERIFY(cell(1, WardModel::Due).contains(QStringLiteral("overdue")));
    QVERIFY(cell(1, WardModel::Trend).contains(QStringLiteral("▲")));
}

void TestWardRound::roundIsChartedWithTheKeyboardAlone()
{
    // given three patients in their beds
    std::vector<record::PatientId> patients;
    for (const int bed : {1, 2, 3})
        patients.push_back(
            admit(QStringLiteral("Patient%1").arg(bed), QStringLiteral("Ward A / %1").arg(bed)));
    openWard(3);
    // when the first is opened with Enter, and each is charted and saved in turn
    QTest::keyClick(table(), Qt::Key_Return);
    for (int i = 0; i < 3; ++i) {
        QTRY_COMPARE(form()->patient(), patients[static_cast<size_t>(i)]);
        QTRY_COMPARE(
            QApplication::focusWidget(), form()->findChild<QLineEdit*>(QStringLiteral("respiratoryRate")));
        for (const QChar key : QString::number(14 + i))
            QTest::keyClick(QApplication::focusWidget(), key.toLatin1());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return, Qt::ControlModifier);
    }
    // then every patient has their own value and nobody another's
    auto* const status = m_clinic->panel->findChild<QLabel*>(QStringLiteral("roundStatus"));
    QTRY_VERIFY2(status->text().contains(QStringLiteral("complete")), qPrintable(status->text()));
    for (int i = 0; i < 3; ++i) {
        const VitalRecord record = VitalRecord::read(*m_clinic->stored(patients[static_cast<size_t>(i)]));
        QCOMPARE(record.samples(Sign::RespiratoryRate).size(), size_t(1));
        QCOMPARE(record.samples(Sign::RespiratoryRate).front().value, 14.0 + i);
    }
}

void TestWardRound::escapeGoesBackToTheList()
{
    admit(QStringLiteral("Zulu"), QStringLiteral("Ward A / 1"));
    openWard(1);
    QTest::keyClick(table(), Qt::Key_Return);
    QTRY_COMPARE(
        QApplication::focusWidget(), form()->findChild<QLineEdit*>(QStringLiteral("respiratoryRate")));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QCOMPARE(QApplication::focusWidget(), table());
}

void TestWardRound::whoeverIsAddedStaysOnTheList()
{
    const auto patient = m_clinic->enrol(QStringLiteral("Osei"), QStringLiteral("Kofi"), 1980);
    m_clinic->context->open(patient);
    m_clinic->show("ward-round");
    m_clinic->panel->commands().front()->trigger();
    QTRY_COMPARE(table()->model()->rowCount(), 1);
    m_clinic->panel.reset();
    openWard(1);
}

void TestWardRound::patientOpenedElsewhereIsNotChartedHere()
{
    admit(QStringLiteral("Zulu"), QStringLiteral("Ward A / 1"));
    const auto other = m_clinic->enrol(QStringLiteral("Osei"), QStringLiteral("Kofi"), 1980);
    openWard(1);
    QTest::keyClick(table(), Qt::Key_Return);
    QTRY_VERIFY(form()->isVisible());
    m_clinic->context->open(other);
    QVERIFY(form()->patient().isNull());
    QVERIFY(!form()->isVisible());
}

QTEST_MAIN(TestWardRound)
#include "tst_ward_round.moc"
