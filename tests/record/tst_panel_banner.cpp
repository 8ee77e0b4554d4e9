// The banner over the chart.

#include "panel_clinic.h"
#include "panel_tests.h"
#include "record/allergy_match.h"
#include "record_panel/patient_banner.h"
#include "workbench/widgets.h"

#include <QLabel>

using namespace twinward;
using namespace twinward::record;
using namespace twinward::record::test;

void PanelBannerTest::theBannerTellsNoAllergiesFromNotAsked()
{
    // given
    PanelClinic clinic;
    const PatientId patient
        = registered(clinic, person("Dube", "Lindiwe", "1950-02-03", Sex::Female, "4471"));
    PatientBanner banner(clinic.workspace());
    banner.resize(1200, 64);
    banner.show();
    const auto text = [&](const char* name) {
        return child<twinward::workbench::ElidedLabel>(&banner, name)->fullText();
    };
    clinic.open(patient);
    QCOMPARE(text("bannerAllergies"), "Allergies not recorded");
    QCOMPARE(text("bannerName"), "Lindiwe Dube");
    QVERIFY(text("bannerDetails").contains("3 Feb 1950"));
    QVERIFY(text("bannerDetails").contains("4471"));
    // when, then
    clinic.commit({eventFor(patient, noKnownAllergies())});
    QTRY_COMPARE(text("bannerAllergies"), "No known allergies");
    clinic.commit({eventFor(patient, allergyTo("Penicillin", "high"))});
    QTRY_COMPARE(text("bannerAllergies"), "Penicillin (severe)");
    QCOMPARE(child<QLabel>(&banner, "bannerAllergies")->property("tone").toString(), "danger");
}

void PanelBannerTest::anAlertStaysUntilAnotherPatientIsOpened()
{
    PanelClinic clinic;
    const PatientId first = registered(clinic, person("Dube", "Lindiwe"));
    const PatientId second = registered(clinic, person("Moyo", "Tendai"));
    PatientBanner banner(clinic.workspace());
    banner.show();
    clinic.open(first);
    banner.setAlert("news2", {"NEWS2 7", BannerAlert::Level::Danger});
    auto* alert = child<QLabel>(&banner, "bannerAlert");
    QVERIFY(alert->isVisible());
    clinic.open(second);
    QVERIFY2(!alert->isVisible(), "one patient's alert must never stand over another's chart");
}
