// Drugs that meet an allergy by their class: by name in several languages, by ATC group, by RxNorm code.

#include "clinic_fixture.h"
#include "record/allergy_match.h"

#include <QTest>

using namespace twinward::record;
using namespace twinward::record::test;
using Rule = AllergyMatch::Rule;

namespace {

Concept named(const QString& name)
{
    return {{}, name};
}

// The rules by which the drug meets an allergy to the substance: one or none.
std::vector<AllergyMatch> meeting(const Concept& substance, const Concept& drug, Chart& chart)
{
    ClinicFixture clinic;
    Allergy allergy;
    allergy.code = substance;
    allergy.clinicalStatus = QStringLiteral("active");
    const PatientId patient = PatientId::random();
    chart = Chart::fold(patient,
        {clinic.recorded(ClinicFixture::patientEvent(patient, allergy), clinic.physician)}, clinic.roster());
    return matchingAllergies(chart, drug);
}

} // namespace

class TestDrugClasses : public QObject
{
    Q_OBJECT

private slots:
    void namesMeetByClass_data()
    {
        QTest::addColumn<QString>("allergy");
        QTest::addColumn<QString>("drug");
        QTest::addColumn<QString>("drugClass"); // empty: they don't meet
        const auto row = [](const char* allergy, const char* drug, const char* drugClass) {
            QTest::addRow("%s, %s", allergy, drug)
                << QString::fromUtf8(allergy) << QString::fromUtf8(drug) << QString::fromUtf8(drugClass);
        };
        row("Penicillin", "Amoxicillin 500 mg capsule", "penicillins");
        row("Allergy to penicillin", "Augmentin", "penicillins");
        row("Pénicilline", "Ampicilline", "penicillins");
        row("青霉素过敏", "阿莫西林胶囊", "penicillins");
        row("Amoxicillin", "Ceftriaxone 1 g", "cephalosporins");
        row("青霉素", "头孢曲松", "cephalosporins");
        row("Penicillin", "Meropenem", "carbapenems");
        row("Sulfa drugs", "Co-trimoxazole 960 mg", "sulfonamides");
        row("Sulfonamides", "Silver sulfadiazine cream", "sulfonamides");
        row("Aspirin", "Ibuprofen 200 MG Oral Tablet", "nsaids");
        row("NSAIDs", "Diclofenac", "nsaids");
        row("Ibuprofen", "阿司匹林", "nsaids");
        row("Codeine", "Morphine sulfate 10 mg/mL", "opioids");
        row("Erythromycin", "Azithromycin", "macrolides");
        row("Ciprofloxacin", "Levofloxacin", "quinolones");
        row("Lidocaine", "Bupivacaine", "amideLocalAnaesthetics");
        row("Enalapril", "Lisinopril", "aceInhibitors");
        row("Phenytoin", "Carbamazepine", "aromaticAnticonvulsants");
        row("Penicillin", "Azithromycin", "");
        row("Penicillin", "Metformin", "");
        row("Sulfa drugs", "Morphine sulfate", "");
        row("Sulfa drugs", "Ferrous sulfate 325 MG", "");
        row("Aspirin", "Paracetamol", "");
        row("Lidocaine", "Procaine", "");
        row("Latex", "Amoxicillin", "");
        row("Aminoglycosides", "Erythromycin", "");
    }

    void namesMeetByClass()
    {
        QFETCH(QString, allergy);
        QFETCH(QString, drug);
        QFETCH(QString, drugClass);
        Chart chart;
        const auto matches = meeting(named(allergy), named(drug), chart);
        QCOMPARE(matches.size(), size_t(drugClass.isEmpty() ? 0 : 1));
        if (!matches.empty()) {
            QVERIFY(matches.front().relation.drug != nullptr);
            QCOMPARE(matches.front().relation.drug->key, drugClass);
        }
    }

    void codesMeetByClass_data()
    {
        QTest::addColumn<QString>("system");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("allergy");
        QTest::addColumn<bool>("meet");
        QTest::newRow("ATC amoxicillin") << code_system::atc << "J01CA04"
                                         << "Penicillin" << true;
        QTest::newRow("ATC ceftriaxone") << code_system::atc << "J01DD04"
                                         << "Penicillin" << true;
        QTest::newRow("ATC azithromycin") << code_system::atc << "J01FA10"
                                          << "Penicillin" << false;
        QTest::newRow("ATC low-dose aspirin") << code_system::atc << "B01AC06"
                                              << "Ibuprofen" << true;
        QTest::newRow("ATC glucosamine") << code_system::atc << "M01AX05"
                                         << "Ibuprofen" << false;
        QTest::newRow("ATC pethidine") << code_system::atc << "N02AB02"
                                       << "Morphine" << true;
        QTest::newRow("RxNorm amoxicillin") << code_system::rxnorm << "723"
                                            << "Penicillin" << true;
        QTest::newRow("RxNorm product") << code_system::rxnorm << "308182"
                                        << "Penicillin" << true;
        QTest::newRow("RxNorm codeine") << code_system::rxnorm << "2670"
                                        << "Morphine" << true;
        QTest::newRow("RxNorm co-trimoxazole") << code_system::rxnorm << "10831"
                                               << "Sulfa" << true;
        QTest::newRow("RxNorm metformin") << code_system::rxnorm << "6809"
                                          << "Penicillin" << false;
        QTest::newRow("another system's 723") << QStringLiteral("urn:local") << "723"
                                              << "Penicillin" << false;
    }

    void codesMeetByClass()
    {
        QFETCH(QString, system);
        QFETCH(QString, code);
        QFETCH(QString, allergy);
        QFETCH(bool, meet);
        Chart chart;
        QCOMPARE(!meeting(named(allergy), {{system, code, {}}, {}}, chart).empty(), meet);
        // and the other way round: the allergy is the coded one
        QCOMPARE(!meeting({{system, code, {}}, {}}, named(allergy), chart).empty(), meet);
    }

    void saysWhichRuleFired()
    {
        Chart chart;
        QCOMPARE(meeting(named("Penicillin"), named("Penicillin V"), chart).front().rule, Rule::SameWord);
        QCOMPARE(meeting(named("Penicillin"), named("Amoxicillin"), chart).front().rule, Rule::SameClass);
        const auto cross = meeting(named("Penicillin"), named("Cefalexin"), chart).front();
        QCOMPARE(cross.rule, Rule::CrossReaction);
        QCOMPARE(cross.relation.cross->level, CrossReaction::Level::Possible);
        QVERIFY(!cross.relation.cross->source.isEmpty());
        const auto rare = meeting(named("Penicillin"), named("Meropenem"), chart).front();
        QCOMPARE(rare.relation.cross->level, CrossReaction::Level::Rare);
    }

    void aBrokenTableIsRefused()
    {
        QVERIFY(!DrugClasses::read("{}"));
        QVERIFY(!DrugClasses::read(R"({"table":"allergy_classes","classes":[{"key":""}]})"));
        QVERIFY(!DrugClasses::read(
            R"({"table":"allergy_classes","classes":[],"crossReactions":[{"one":"a","other":"b"}]})"));
    }
};

QTEST_GUILESS_MAIN(TestDrugClasses)
#include "tst_drug_classes.moc"
