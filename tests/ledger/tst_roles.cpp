#include "clinic.h"

using namespace twinward;
using namespace twinward::test;
using base::ErrorCode;
using record::Category;
using record::Role;

namespace {

class TestRoles : public QObject
{
    Q_OBJECT

private slots:
    void theAccessLogIsForThoseWhoMayReadIt();
    void imagesAreWrittenAndReadByPhysiciansAndNurses();
};

void TestRoles::theAccessLogIsForThoseWhoMayReadIt()
{
    // given a clinic with one of each
    const QTemporaryDir folder;
    auto made = makeVault(folder.path());
    VERIFY_RESULT(made);
    const std::vector<std::tuple<const char*, Role, bool>> people{{"P", Role::Physician, false},
        {"N", Role::Nurse, false}, {"A", Role::Administrator, true}, {"U", Role::Auditor, true}};
    for (const auto& [name, role, may] : people)
        VERIFY_RESULT(made->vault->enrolUser(name, role, secret(name)));
    QVERIFY(made->vault->mayRead(Category::Access)); // the founder, whatever the role
    made->vault.reset();
    size_t entries = 2; // in and out
    for (const auto& [name, role, may] : people) {
        // when somebody reads a record, and then asks for the log
        auto opened = unlock(folder.path(), name, name);
        VERIFY_RESULT(opened);
        VERIFY_RESULT((*opened)->logAccess(
            {{record::AccessLogged::Action::ReadRecord, record::PatientId::random(), {}, "TREAT"}}));
        const auto log = (*opened)->readClinic(Category::Access);
        // then it is given to those who may have it, and everybody's reading is in it
        entries += 2;
        QCOMPARE((*opened)->mayRead(Category::Access), may);
        if (may)
            QCOMPARE(log.value().size(), entries);
        else
            QCOMPARE(log.error().code, ErrorCode::NotAuthorised);
        QVERIFY((*opened)->verify()->ok);
        ++entries; // going
    }
}

void TestRoles::imagesAreWrittenAndReadByPhysiciansAndNurses()
{
    const QTemporaryDir folder;
    auto made = makeVault(folder.path(), Role::Administrator);
    VERIFY_RESULT(made);
    VERIFY_RESULT(made->vault->enrolUser("P", Role::Physician, secret("p")));
    VERIFY_RESULT(made->vault->enrolUser("N", Role::Nurse, secret("n")));
    VERIFY_RESULT(made->vault->enrolUser("U", Role::Auditor, secret("u")));
    made->vault.reset();
    const auto patient = record::PatientId::random();
    const auto series
        = [&](ledger::Vault& vault, const QByteArray& image) -> base::Result<ledger::CommitReceipt> {
        const auto blob = vault.storeBlob(patient, Category::Imaging, image);
        if (!blob)
            return base::fail(blob.error());
        record::ImagingSeries body;
        body.modality = "CT";
        body.instances.push_back({"1.2.3", 1, 1, *blob});
        return vault.commit({test::event(patient, body)});
    };
    size_t stored = 0;
    for (const auto& [name, word] : {std::pair("P", "p"), {"N", "n"}}) {
        const auto opened = unlock(folder.path(), name, word);
        VERIFY_RESULT(opened);
        VERIFY_RESULT(series(**opened, QByteArray(word) + "image"));
        ++stored;
        // to say what an image shows is a physician's
        const auto finding = (*opened)->commit({test::event(patient, record::ImagingFinding{})});
        if ((*opened)->user().role == Role::Physician) {
            VERIFY_RESULT(finding);
            ++stored;
        } else {
            QCOMPARE(finding.error().code, ErrorCode::NotAuthorised);
        }
        const auto events = (*opened)->read(patient);
        VERIFY_RESULT(events);
        QCOMPARE(events->size(), stored);
        for (const auto& recorded : *events) {
            QCOMPARE(recorded.event.category, Category::Imaging);
            QVERIFY((*opened)->roster().authorises(recorded));
            if (const auto* body = recorded.event.as<record::ImagingSeries>())
                VERIFY_RESULT((*opened)->readBlob(patient, Category::Imaging, body->instances.front().blob));
        }
        QVERIFY((*opened)->verify()->ok);
    }
    for (const auto& [name, word] : {std::pair(founder.toUtf8().constData(), passphrase), {"U", "u"}}) {
        const auto opened = unlock(folder.path(), QString::fromUtf8(name), word);
        VERIFY_RESULT(opened);
        QCOMPARE(series(**opened, "image").error().code, ErrorCode::NotAuthorised);
        QCOMPARE((*opened)->commit({test::event(patient, record::ImagingFinding{})}).error().code,
            ErrorCode::NotAuthorised);
        QVERIFY((*opened)->read(patient)->empty());
    }
}

} // namespace

QTEST_GUILESS_MAIN(TestRoles)
#include "tst_roles.moc"
