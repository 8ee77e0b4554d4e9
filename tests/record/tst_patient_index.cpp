#include "clinic_fixture.h"
#include "record/chart.h"
#include "record/duplicates.h"

#include <QTest>

using namespace twinward;
using namespace twinward::record;
using test::ClinicFixture;

class PatientIndexTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_clinic = ClinicFixture();
        m_index = PatientIndex();
        m_maria = registered(ClinicFixture::person(
            QStringLiteral("García"), QStringLiteral("María"), QStringLiteral("1980-05-17")));
        PatientDetails zhang;
        zhang.names.push_back({{}, {}, {}, QStringLiteral("张伟"), QStringLiteral("official")});
        zhang.names.push_back(
            {QStringLiteral("Zhang"), {QStringLiteral("Wei")}, {}, {}, QStringLiteral("usual")});
        zhang.identifiers.push_back({QStringLiteral("urn:mrn"), QStringLiteral("A-100"), {}});
        zhang.phone = QStringLiteral("+86 555 1234 567");
        m_zhang = registered(zhang);
    }
    void findsByAnyPartOfANameInAnyScript_data();
    void findsByAnyPartOfANameInAnyScript();
    void aNameThatBeginsWithTheTextComesFirst();
    void anAmendedNameIsFoundAndTheOldOneIsNot();
    void unawareAmendmentsAreAConflict();
    void mergedRecordsAreReadAsOneAndComeApartAgain();
    void mergesInACircleHideNobody();
    void anIdentifierFindsItsBearerOnlyWhenThereIsOne();
    void aCopyDoesNotChangeWithTheOriginal();
    void likelyDuplicatesAreOffered_data();
    void likelyDuplicatesAreOffered();
    void differentPeopleAreNotOffered();

private:
    PatientId registered(const PatientDetails& details)
    {
        const PatientId id = PatientId::random();
        add(ClinicFixture::patientEvent(id, details));
        return id;
    }
    RecordedEvent add(const Event& event)
    {
        const RecordedEvent recorded = m_clinic.recorded(event, m_clinic.administrator);
        m_index.add(std::span(&recorded, 1), m_clinic.roster());
        return recorded;
    }

    ClinicFixture m_clinic;
    PatientIndex m_index;
    PatientId m_maria;
    PatientId m_zhang;
};

void PatientIndexTest::findsByAnyPartOfANameInAnyScript_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isMaria");
    for (const char* text : {"garcia", "GARCÍA", "mar", "arci", "maria garcia", "1980-05", "garcia 1980"})
        QTest::newRow(text) << QString::fromUtf8(text) << true;
    for (const char* text : {"张", "伟", "zhang", "wei zh", "a-100", "1234"})
        QTest::newRow(text) << QString::fromUtf8(text) << false;
}

void PatientIndexTest::findsByAnyPartOfANameInAnyScript()
{
    QFETCH(QString, text);
    QFETCH(bool, isMaria);
    const auto found = m_index.search(text);
    QCOMPARE(found.size(), 1U);
    QCOMPARE(found.front()->id, isMaria ? m_maria : m_zhang);
    QVERIFY(m_index.search(text + QStringLiteral(" nobody")).empty());
}

void PatientIndexTest::aNameThatBeginsWithTheTextComesFirst()
{
    const PatientId anna
        = registered(ClinicFixture::person(QStringLiteral("Brown"), QStringLiteral("Joanna")));
    const PatientId ann = registered(ClinicFixture::person(QStringLiteral("Zimmer"), QStringLiteral("Ann")));
    const auto found = m_index.search(u"ann");
    QCOMPARE(found.size(), 2U);
    QCOMPARE(found[0]->id, ann);
    QCOMPARE(found[1]->id, anna);
    QCOMPARE(m_index.search(u"").size(), 4U);
    QCOMPARE(m_index.search(u"", 3).size(), 3U);
}

void PatientIndexTest::anAmendedNameIsFoundAndTheOldOneIsNot()
{
    const auto first = add(ClinicFixture::patientEvent(
        PatientId::random(), ClinicFixture::person(QStringLiteral("Smyth"), QStringLiteral("Bo"))));
    Event amendment = ClinicFixture::patientEvent(
        first.event.patient, ClinicFixture::person(QStringLiteral("Jones"), QStringLiteral("Bo")));
    amendment.replaces = {first.event.id};
    add(amendment);
    QVERIFY(m_index.search(u"smyth").empty());
    QCOMPARE(m_index.search(u"jones").size(), 1U);
    QCOMPARE(m_index.size(), 3U);
}

void PatientIndexTest::unawareAmendmentsAreAConflict()
{
    const auto first = add(ClinicFixture::patientEvent(
        PatientId::random(), ClinicFixture::person(QStringLiteral("Q"), QStringLiteral("Bo"))));
    for (const char* name : {"R", "S"}) {
        Event amendment = ClinicFixture::patientEvent(
            first.event.patient, ClinicFixture::person(QString::fromLatin1(name), QStringLiteral("Bo")));
        amendment.replaces = {first.event.id};
        add(amendment);
    }
    QVERIFY(m_index.find(first.event.patient)->conflict);
}

void PatientIndexTest::mergedRecordsAreReadAsOneAndComeApartAgain()
{
    const auto merge = add(ClinicFixture::patientEvent(m_zhang, MergedInto{m_maria, QStringLiteral("test")}));
    QCOMPARE(m_index.resolve(m_zhang), m_maria);
    QCOMPARE(m_index.mergedWith(m_maria), (std::vector{m_maria, m_zhang}));
    QVERIFY(m_index.search(u"zhang").empty());
    Event apart = ClinicFixture::patientEvent(m_zhang, Retraction{QStringLiteral("not the same")});
    apart.category = Category::Demographics;
    apart.replaces = {merge.event.id};
    add(apart);
    QCOMPARE(m_index.resolve(m_zhang), m_zhang);
    QCOMPARE(m_index.search(u"zhang").size(), 1U);
}

void PatientIndexTest::mergesInACircleHideNobody()
{
    add(ClinicFixture::patientEvent(m_zhang, MergedInto{m_maria, {}}));
    add(ClinicFixture::patientEvent(m_maria, MergedInto{m_zhang, {}}));
    QCOMPARE(m_index.resolve(m_zhang), m_zhang);
    QCOMPARE(m_index.search(u"").size(), 2U);
}

void PatientIndexTest::anIdentifierFindsItsBearerOnlyWhenThereIsOne()
{
    QCOMPARE(m_index.findByIdentifier(QStringLiteral("urn:mrn"), QStringLiteral("A-100"))->id, m_zhang);
    QCOMPARE(m_index.findByIdentifier(QStringLiteral("urn:other"), QStringLiteral("A-100")), nullptr);
    PatientDetails twin = ClinicFixture::person(QStringLiteral("X"), QStringLiteral("Y"));
    twin.identifiers.push_back({QStringLiteral("urn:mrn"), QStringLiteral("A-100"), {}});
    registered(twin);
    QCOMPARE(m_index.findByIdentifier(QStringLiteral("urn:mrn"), QStringLiteral("A-100")), nullptr);
}

void PatientIndexTest::aCopyDoesNotChangeWithTheOriginal()
{
    const PatientIndex before = m_index;
    registered(ClinicFixture::person(QStringLiteral("New"), QStringLiteral("Person")));
    QCOMPARE(before.size(), 2U);
    QCOMPARE(m_index.size(), 3U);
}

void PatientIndexTest::likelyDuplicatesAreOffered_data()
{
    QTest::addColumn<QString>("family");
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("born");
    QTest::newRow("accents dropped") << "Garcia"
                                     << "Maria"
                                     << "1980-05-17";
    QTest::newRow("mistyped") << "Gracia"
                              << "Maria"
                              << "1980-05-17";
    QTest::newRow("sounds alike") << "Garsia"
                                  << "Marya"
                                  << "1980-05-17";
    QTest::newRow("the names the wrong way round") << "María"
                                                   << "García"
                                                   << "1980-05-17";
    QTest::newRow("only the year known") << "Garcia"
                                         << "Maria"
                                         << "1980";
    QTest::newRow("birth date not known") << "García"
                                          << "María"
                                          << "";
    QTest::newRow("one digit of the birth date") << "García"
                                                 << "María"
                                                 << "1980-05-11";
}

void PatientIndexTest::likelyDuplicatesAreOffered()
{
    QFETCH(QString, family);
    QFETCH(QString, given);
    QFETCH(QString, born);
    const auto likely = likelyDuplicates(ClinicFixture::person(family, given, born), m_index);
    QCOMPARE(likely.size(), 1U);
    QCOMPARE(likely.front().patient, m_maria);
    QVERIFY(!likely.front().reasons.isEmpty());
}

void PatientIndexTest::differentPeopleAreNotOffered()
{
    QVERIFY(likelyDuplicates(ClinicFixture::person(QStringLiteral("Okafor"), QStringLiteral("Chidi"),
                                 QStringLiteral("1980-05-17")),
        m_index)
                .empty());
    QVERIFY(likelyDuplicates(ClinicFixture::person(QStringLiteral("García"), QStringLiteral("Pedro"),
                                 QStringLiteral("2011-01-02")),
        m_index)
                .empty());
}

QTEST_GUILESS_MAIN(PatientIndexTest)
#include "tst_patient_index.moc"
