// What a patient agreed to share goes out as valid R4 Consent, says what was agreed and no more, and adds
// nothing when it comes back.

#include <QObject>

#ifndef Q_MOC_RUN // moc 6.4 can't read the standard library's headers from here
#include "fhir_entries.h"
#include "fhir_schema.h"

#include "ledger/disclosure.h"
#endif

#include <QDateTime>

using namespace twinward;
using namespace twinward::interop;
using namespace twinward::interop::test;
using record::Category;

namespace {

class TestFhirConsent : public QObject
{
    Q_OBJECT

private slots:
    void aContractIsWhatItsProvisionsPermit();
    void theSensitiveIsLabelledAndTheEmergencyStandsApart();
    void whatWasWithdrawnOrRanOutIsInactive();
    void everyContractIsValidR4();
    void whatWentOutComesBackAndAddsNothing();
};

// Two clinics and a patient of the first.
struct Agreed
{
    VaultFixture clinic;
    VaultFixture other;
    record::PatientId patient;

    Agreed()
    {
        const record::Event person = registration();
        patient = person.patient;
        if (!clinic.vault->commit({person}) || !ledger::knowClinic(*clinic.vault, card()))
            qFatal("nothing was filed");
    }
    [[nodiscard]] ledger::ClinicCard card() const { return *ledger::ownCard(*other.vault); }
    record::EventId agree(std::vector<Category> categories, const QString& clinician = {},
        base::Moment until = {}, bool breakGlass = false) // NOLINT
    {
        record::ConsentContract contract;
        contract.patient = patient;
        contract.clinic = card().id;
        contract.categories = std::move(categories);
        contract.clinician = clinician;
        contract.purpose = QStringLiteral("TREAT");
        contract.until = until;
        contract.breakGlass = breakGlass;
        const auto id = ledger::grantConsent(*clinic.vault, contract);
        if (!id)
            qFatal("%s", qPrintable(id.error().message()));
        return *id;
    }
    [[nodiscard]] Json bundle() { return exported(clinic, patient); }
    [[nodiscard]] Json only() { return ofType(bundle(), "Consent").at(0); }
};

base::Moment inDays(int days)
{
    return {QDateTime::currentMSecsSinceEpoch() + days * 86'400'000LL, 0, base::Moment::Precision::Second};
}

QStringList classes(const Json& provision)
{
    QStringList all;
    for (const Json& each : provision["class"])
        all << said(each["code"]);
    return all;
}

void TestFhirConsent::aContractIsWhatItsProvisionsPermit()
{
    Agreed agreed;
    const auto id
        = agreed.agree({Category::Vitals, Category::Imaging}, QStringLiteral("Dr Chen"), inDays(30));
    const Json bundle = agreed.bundle();
    const Json consent = ofType(bundle, "Consent").at(0);
    QCOMPARE(said(consent["id"]), id.toString());
    QCOMPARE(said(consent["status"]), QStringLiteral("active"));
    QCOMPARE(said(consent["scope"]["coding"][0]["code"]), QStringLiteral("patient-privacy"));
    QCOMPARE(said(consent["category"][0]["coding"][0]["code"]), QStringLiteral("59284-0"));
    QCOMPARE(said(consent["patient"]["reference"]), said(bundle["entry"][0]["fullUrl"]));
    QCOMPARE(said(consent["performer"][0]["reference"]), said(bundle["entry"][0]["fullUrl"]));
    QCOMPARE(said(consent["organization"][0]["display"]), QStringLiteral("Hill clinic"));
    QCOMPARE(said(consent["policyRule"]["coding"][0]["code"]), QStringLiteral("OPTOUT"));
    const Json& root = consent["provision"];
    QVERIFY(!root.contains("type")); // R4: not at the root
    QVERIFY(root["period"].contains("start") && root["period"].contains("end"));
    QCOMPARE(root["provision"].size(), 3U); // personal details go with every contract
    const Json& vitals = root["provision"][1];
    QCOMPARE(said(vitals["type"]), QStringLiteral("permit"));
    QCOMPARE(classes(vitals), QStringList{"Observation"});
    QCOMPARE(said(vitals["code"][0]["coding"][0]["code"]), QStringLiteral("vital-signs"));
    QCOMPARE(said(vitals["purpose"][0]["code"]), QStringLiteral("TREAT"));
    QCOMPARE(said(vitals["securityLabel"][0]["code"]), QStringLiteral("N"));
    QCOMPARE(said(vitals["actor"][0]["reference"]["identifier"]["value"]), agreed.card().id.toString());
    QCOMPARE(said(vitals["actor"][1]["reference"]["display"]), QStringLiteral("Dr Chen"));
    QCOMPARE(classes(root["provision"][2]), (QStringList{"ImagingStudy", "Observation"}));
}

void TestFhirConsent::theSensitiveIsLabelledAndTheEmergencyStandsApart()
{
    Agreed agreed;
    agreed.agree({Category::Sensitive}, {}, {}, true);
    const Json root = agreed.only()["provision"];
    QVERIFY(!root["period"].contains("end"));
    QCOMPARE(root["provision"].size(), 3U);
    QCOMPARE(said(root["provision"][1]["id"]), QStringLiteral("sensitive"));
    QCOMPARE(said(root["provision"][1]["securityLabel"][0]["code"]), QStringLiteral("R"));
    QCOMPARE(said(root["provision"][2]["purpose"][0]["code"]), QStringLiteral("BTG"));
    QCOMPARE(root["provision"][2]["purpose"].size(), 1U);
}

void TestFhirConsent::whatWasWithdrawnOrRanOutIsInactive()
{
    Agreed agreed;
    const auto id = agreed.agree({Category::Vitals}, {}, inDays(30));
    QVERIFY(ledger::withdrawConsent(*agreed.clinic.vault, id, "her own business").has_value());
    const Json consent = agreed.only();
    QCOMPARE(said(consent["status"]), QStringLiteral("inactive"));
    QVERIFY(said(consent["provision"]["period"]["end"]) < inDays(1).toString());
    QVERIFY(!QByteArray::fromStdString(consent.dump()).contains("business"));
}

void TestFhirConsent::everyContractIsValidR4()
{
    if (!haveFhirData())
        QSKIP("The FHIR schema is not here: whether contracts go out as valid R4 is not tested");
    Agreed agreed;
    agreed.agree(
        {Category::Vitals, Category::Clinical, Category::Imaging}, QStringLiteral("Dr 陈"), inDays(2));
    const auto ended = agreed.agree({Category::Sensitive}, {}, {}, true);
    QVERIFY(ledger::withdrawConsent(*agreed.clinic.vault, ended, {}).has_value());
    agreed.agree({Category::Demographics});
    const Json bundle = agreed.bundle();
    QCOMPARE(ofType(bundle, "Consent").size(), 3U);
    FhirSchema schema;
    const QStringList errors = schema.errorsIn(bundle);
    QVERIFY2(errors.isEmpty(), qPrintable(errors.join(u'\n')));
}

void TestFhirConsent::whatWentOutComesBackAndAddsNothing()
{
    Agreed agreed;
    const auto id = agreed.agree({Category::Vitals}, {}, inDays(30));
    const auto bundle = exportPatient(*agreed.clinic.vault, agreed.patient);
    QVERIFY(bundle.has_value());
    // also after the contract has ended, which no bundle brings back
    QVERIFY(ledger::withdrawConsent(*agreed.clinic.vault, id, {}).has_value());
    const ImportReport report = importedText(agreed.clinic, *bundle);
    QVERIFY2(report.refused.empty(), qPrintable(first(report)));
    QCOMPARE(report.total().added + report.total().amended, 0U);
    QCOMPARE(report.total().alreadyHere, 2U);
    QVERIFY(ledger::consents(*agreed.clinic.vault)->front().withdrawn.has_value());
}

} // namespace

QTEST_GUILESS_MAIN(TestFhirConsent)
#include "tst_fhir_consent.moc"
