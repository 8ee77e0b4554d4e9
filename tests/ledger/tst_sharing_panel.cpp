// Who may see what, in a real window: referred, narrowed, withdrawn, printed, opened in an emergency.

#include "panel_desk.h"

#include "ledger/disclosure.h"
#include "sharing_sheet_p.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPdfWriter>
#include <QProcess>
#include <QPushButton>
#include <QTableView>

using namespace twinward;
using namespace twinward::test;
using record::Category;

namespace {

const QString longName
    = QStringLiteral("Regional Hospital of the Upper Valley and the Nine Northern Villages");
const QString chineseName = QStringLiteral("青山县人民医院");

// The desk's clinic with one patient open, and another clinic that it knows.
struct SharingDesk : Desk
{
    QTemporaryDir there;
    std::unique_ptr<ledger::Vault> hill;
    record::PatientId patient = record::PatientId::random();

    explicit SharingDesk(const QString& name = QStringLiteral("Hill clinic"))
    {
        auto made = ledger::Vault::create(there.filePath("vault"),
            {name, QStringLiteral("Dr Hill"), record::Role::Physician, QStringLiteral("Laptop")},
            secret(ClinicFolder::passphrase), quick());
        if (!made)
            qFatal("%s", qPrintable(made.error().message()));
        hill = std::move(made->vault);
        const auto card = *ledger::ownCard(*hill);
        const auto own = ask([card, this](ledger::Vault& vault) {
            const auto known = ledger::knowClinic(vault, card);
            const auto stored
                = vault.commit({registration(patient, "Mwangi", "Grace"), note(patient, "Cough")});
            record::Event sensitive = note(patient, "Told in confidence");
            sensitive.category = Category::Sensitive;
            const auto more = vault.commit({sensitive});
            if (!known || !stored || !more)
                qFatal("the vault takes nothing");
            return *ledger::ownCard(vault);
        });
        if (!ledger::knowClinic(*hill, own))
            qFatal("the card is refused");
        context().open(patient);
    }

    // The letters of the one's outbox, taken in by the other.
    void carryThere()
    {
        for (const auto& letter : ask([](ledger::Vault& vault) { return lettersOf(vault); }))
            VERIFY(ledger::takeLetter(*hill, letter).has_value());
    }
    void carryHome()
    {
        const auto letters = lettersOf(*hill);
        ask([letters](ledger::Vault& vault) {
            for (const auto& letter : letters)
                VERIFY(ledger::takeLetter(vault, letter).has_value());
            return 0;
        });
    }
    static void VERIFY(bool holds) // NOLINT
    {
        if (!holds)
            qFatal("a letter was refused");
    }
    static std::vector<ledger::SealedLetter> lettersOf(const ledger::Vault& vault)
    {
        std::vector<ledger::SealedLetter> letters;
        const auto waiting = ledger::outbox(vault);
        for (const auto& each : *waiting)
            letters.push_back(*ledger::write(vault, each));
        return letters;
    }
};

QWidget* dialogAfter(QAction* action)
{
    action->trigger();
    if (!QTest::qWaitFor([] { return QApplication::activeModalWidget() != nullptr; }))
        qFatal("no dialog comes up");
    return QApplication::activeModalWidget();
}

} // namespace

class SharingPanelTest : public QObject
{
    Q_OBJECT

private slots:
    void nothingSharedIsOneSentenceAndWhatFillsIt();
    void aReferralIsMadeByTheKeyboardAlone();
    void lettersAreSaidToHaveArrivedWhenTheirReceiptComes();
    void sharingLessTakesAwayOnly();
    void aWithdrawalIsSaidWithWhatItCantDo();
    void theReasonIsToldWhereThatIsTicked();
    void whatWasWithdrawnElsewhereIsSaidHere();
    void whatNoLetterHasRoomForIsNamed();
    void anEmergencyThereAlertsHere();
    void whatCameSealedOpensWithAReason();
    void longAndChineseNamesAreShown();
    void theSheetNamesTheContract();
    void whoMayNotShareIsOfferedNothing();
};

void SharingPanelTest::nothingSharedIsOneSentenceAndWhatFillsIt()
{
    SharingDesk desk;
    auto* panel = desk.show("sharing");
    QTRY_VERIFY(says(panel, "No other clinic can see anything of this patient."));
    QTRY_VERIFY(child<QAction>(panel, "refer")->isEnabled());
    QVERIFY(!child<QAction>(panel, "withdrawConsent")->isEnabled());
    QVERIFY(!child<QAction>(panel, "openSealed")->isEnabled());
    desk.picture("sharing-empty");
}

void SharingPanelTest::aReferralIsMadeByTheKeyboardAlone()
{
    SharingDesk desk;
    auto* panel = desk.show("sharing");
    QTRY_VERIFY(child<QAction>(panel, "refer")->isEnabled());
    QWidget* dialog = dialogAfter(child<QAction>(panel, "refer"));
    QTRY_VERIFY(child<QComboBox>(dialog, "sharingClinic")->hasFocus());
    QVERIFY(says(dialog, "Hill clinic may see: personal details, vital signs, clinical record, images."));
    press(Qt::Key_Tab);
    type("Dr Chen");
    press(Qt::Key_Tab);
    press(Qt::Key_Tab);
    press(Qt::Key_Tab);
    press(Qt::Key_Space); // no images
    QVERIFY(says(dialog, "Hill clinic, Dr Chen may see: personal details, vital signs, clinical record."));
    desk.picture("refer");
    press(Qt::Key_Return);
    QTRY_VERIFY(QApplication::activeModalWidget() == nullptr);
    auto* table = child<QTableView>(panel, "consents");
    QTRY_COMPARE(column(table, 0), QStringList{"Hill clinic, Dr Chen"});
    QTRY_VERIFY(column(table, 3).first().startsWith("On its way"));
    QVERIFY(says(panel, "arrived when their receipt comes"));
    desk.picture("sharing-referred");
}

void SharingPanelTest::lettersAreSaidToHaveArrivedWhenTheirReceiptComes()
{
    SharingDesk desk;
    auto* panel = desk.show("sharing");
    QTRY_VERIFY(child<QAction>(panel, "refer")->isEnabled());
    child<QPushButton>(dialogAfter(child<QAction>(panel, "refer")), "sharingGo")->click();
    auto* table = child<QTableView>(panel, "consents");
    QTRY_VERIFY(column(table, 3).value(0).startsWith("On its way"));
    desk.carryThere();
    desk.carryHome();
    QTRY_VERIFY(column(table, 3).value(0).startsWith("Arrived"));
}

void SharingPanelTest::sharingLessTakesAwayOnly()
{
    SharingDesk desk;
    auto* panel = desk.show("sharing");
    QTRY_VERIFY(child<QAction>(panel, "recordConsent")->isEnabled());
    child<QPushButton>(dialogAfter(child<QAction>(panel, "recordConsent")), "sharingGo")->click();
    auto* table = child<QTableView>(panel, "consents");
    QTRY_COMPARE(column(table, 3), QStringList{"Nothing sent"});
    table->selectRow(0);
    QWidget* dialog = dialogAfter(child<QAction>(panel, "narrowConsent"));
    QVERIFY(!child<QCheckBox>(dialog, "sharing-sensitive")->isEnabled());
    QVERIFY(!child<QComboBox>(dialog, "sharingClinic")->isEnabled());
    child<QCheckBox>(dialog, "sharing-clinical")->setChecked(false);
    child<QPushButton>(dialog, "sharingGo")->click();
    QTRY_VERIFY(column(table, 1).value(0).startsWith("In force, narrowed"));
    QVERIFY(!column(table, 4).first().contains("clinical record"));
}

void SharingPanelTest::aWithdrawalIsSaidWithWhatItCantDo()
{
    SharingDesk desk;
    auto* panel = desk.show("sharing");
    QTRY_VERIFY(child<QAction>(panel, "refer")->isEnabled());
    child<QPushButton>(dialogAfter(child<QAction>(panel, "refer")), "sharingGo")->click();
    auto* table = child<QTableView>(panel, "consents");
    QTRY_COMPARE(table->model()->rowCount(), 1);
    table->selectRow(0);
    QWidget* dialog = dialogAfter(child<QAction>(panel, "withdrawConsent"));
    QVERIFY(says(dialog, "stays readable there"));
    desk.picture("withdraw");
    child<QPushButton>(dialog, "reasonAct")->click();
    QTRY_VERIFY(column(table, 1).value(0).startsWith("Withdrawn"));
    QTRY_VERIFY(says(panel, "What was opened there stays readable there."));
    QVERIFY(!child<QAction>(panel, "withdrawConsent")->isEnabled());
    QTRY_VERIFY(column(table, 3).value(0).startsWith("To be told"));
    desk.carryThere();
    desk.carryHome();
    QTRY_VERIFY(column(table, 3).value(0).startsWith("They know it"));
    desk.picture("sharing-withdrawn");
    const auto own = desk.ask([](ledger::Vault& vault) { return ledger::ownCard(vault)->id; });
    const auto there = ledger::receivedConsents(*desk.hill, ledger::patientFrom(own, desk.patient));
    QVERIFY(there->empty() || there->front().reason.isEmpty());
}

void SharingPanelTest::theReasonIsToldWhereThatIsTicked()
{
    SharingDesk desk;
    auto* panel = desk.show("sharing");
    QTRY_VERIFY(child<QAction>(panel, "refer")->isEnabled());
    child<QPushButton>(dialogAfter(child<QAction>(panel, "refer")), "sharingGo")->click();
    QTRY_COMPARE(child<QTableView>(panel, "consents")->model()->rowCount(), 1);
    desk.carryThere();
    QWidget* dialog = dialogAfter(child<QAction>(panel, "withdrawConsent"));
    QTRY_VERIFY(child<QLineEdit>(dialog, "reason")->hasFocus());
    type("moved away");
    press(Qt::Key_Tab);
    press(Qt::Key_Space); // tell them
    QVERIFY(child<QCheckBox>(dialog, "reasonOption")->isChecked());
    desk.picture("withdraw-telling");
    child<QPushButton>(dialog, "reasonAct")->click();
    QTRY_VERIFY(column(child<QTableView>(panel, "consents"), 1).value(0).startsWith("Withdrawn"));
    desk.carryThere();
    const auto own = desk.ask([](ledger::Vault& vault) { return ledger::ownCard(vault)->id; });
    const auto there = ledger::receivedConsents(*desk.hill, ledger::patientFrom(own, desk.patient));
    QCOMPARE(there->size(), size_t{1});
    QCOMPARE(there->front().reason, QStringLiteral("moved away"));
}

void SharingPanelTest::whatWasWithdrawnElsewhereIsSaidHere()
{
    // given a patient whom the other clinic sent, and whose consent ended since
    SharingDesk desk;
    const auto theirs = record::PatientId::random();
    QVERIFY(desk.hill->commit({registration(theirs, "Otieno", "Peter"), note(theirs, "Asthma")}).has_value());
    record::ConsentContract contract;
    contract.patient = theirs;
    contract.clinic = desk.ask([](ledger::Vault& vault) { return ledger::ownCard(vault)->id; });
    contract.categories = {Category::Demographics};
    contract.purpose = QStringLiteral("TREAT");
    contract.breakGlass = true;
    const auto id = ledger::grantConsent(*desk.hill, contract);
    QVERIFY(ledger::disclose(*desk.hill, *id).has_value());
    desk.carryHome();
    desk.context().open(ledger::patientFrom(ledger::ownCard(*desk.hill)->id, theirs));
    auto* panel = desk.show("sharing");
    QTRY_VERIFY(child<QAction>(panel, "openSealed")->isEnabled());
    QVERIFY(ledger::withdrawConsent(*desk.hill, *id, "his own business").has_value());
    desk.carryHome();
    QTRY_VERIFY(says(panel, "what was opened stays readable"));
    QVERIFY(says(panel, "withdrawn on"));
    QVERIFY(!says(panel, "his own business"));
    QTRY_VERIFY(!child<QAction>(panel, "openSealed")->isEnabled());
    desk.picture("sharing-withdrawn-elsewhere");
}

void SharingPanelTest::whatNoLetterHasRoomForIsNamed()
{
    SharingDesk desk;
    desk.ask([patient = desk.patient](ledger::Vault& vault) {
        record::Document document;
        document.title = QStringLiteral("Film of the operation");
        document.blob = *vault.storeBlob(patient, Category::Clinical, QByteArray(49 << 20, 'x'));
        record::Event event;
        event.patient = patient;
        event.body = document;
        return vault.commit({event}).has_value();
    });
    auto* panel = desk.show("sharing");
    QTRY_VERIFY(child<QAction>(panel, "refer")->isEnabled());
    child<QPushButton>(dialogAfter(child<QAction>(panel, "refer")), "sharingGo")->click();
    QTRY_VERIFY(says(panel, "not sent: Film of the operation."));
    QVERIFY(says(panel, "to a stick"));
    desk.picture("sharing-left-out");
}

void SharingPanelTest::anEmergencyThereAlertsHere()
{
    SharingDesk desk;
    auto* panel = desk.show("sharing");
    QTRY_VERIFY(child<QAction>(panel, "refer")->isEnabled());
    QWidget* dialog = dialogAfter(child<QAction>(panel, "refer"));
    child<QCheckBox>(dialog, "sharingEmergency")->setChecked(true);
    child<QPushButton>(dialog, "sharingGo")->click();
    QTRY_COMPARE(child<QTableView>(panel, "consents")->model()->rowCount(), 1);
    desk.carryThere();
    const auto own = desk.ask([](ledger::Vault& vault) { return ledger::ownCard(vault)->id; });
    QVERIFY(
        ledger::openEmergency(*desk.hill, ledger::patientFrom(own, desk.patient), "Unconscious").has_value());
    desk.carryHome();
    QTRY_VERIFY(says(panel, "Dr Hill at Hill clinic opened in an emergency"));
    QVERIFY(says(panel, "Unconscious"));
    desk.picture("sharing-alert");
}

void SharingPanelTest::whatCameSealedOpensWithAReason()
{
    // given a patient whom the other clinic sent, with a part sealed for emergencies
    SharingDesk desk;
    const auto theirs = record::PatientId::random();
    QVERIFY(desk.hill->commit({registration(theirs, "Otieno", "Peter"), note(theirs, "Asthma")}).has_value());
    record::ConsentContract contract;
    contract.patient = theirs;
    contract.clinic = desk.ask([](ledger::Vault& vault) { return ledger::ownCard(vault)->id; });
    contract.categories = {Category::Demographics};
    contract.purpose = QStringLiteral("TREAT");
    contract.breakGlass = true;
    QVERIFY(ledger::disclose(*desk.hill, *ledger::grantConsent(*desk.hill, contract)).has_value());
    desk.carryHome();
    desk.context().open(ledger::patientFrom(ledger::ownCard(*desk.hill)->id, theirs));
    auto* panel = desk.show("sharing");
    QTRY_VERIFY(says(panel, "a part sealed for emergencies"));
    QTRY_VERIFY(child<QAction>(panel, "openSealed")->isEnabled());
    QWidget* dialog = dialogAfter(child<QAction>(panel, "openSealed"));
    QVERIFY(!child<QPushButton>(dialog, "reasonAct")->isEnabled());
    QTRY_VERIFY(child<QLineEdit>(dialog, "reason")->hasFocus());
    type("Short of breath, no history");
    desk.picture("emergency");
    press(Qt::Key_Return);
    QTRY_VERIFY(says(panel, "Opened: "));
    QTRY_VERIFY(says(panel, "Short of breath, no history"));
    desk.picture("sharing-opened");
}

void SharingPanelTest::longAndChineseNamesAreShown()
{
    for (const QString& name : {longName, chineseName}) {
        SharingDesk desk(name);
        auto* panel = desk.show("sharing", {720, 520});
        QTRY_VERIFY(child<QAction>(panel, "refer")->isEnabled());
        QWidget* dialog = dialogAfter(child<QAction>(panel, "refer"));
        child<QCheckBox>(dialog, "sharingEmergency")->setChecked(true);
        desk.picture(name == longName ? "refer-long" : "refer-chinese");
        child<QPushButton>(dialog, "sharingGo")->click();
        QTRY_COMPARE(column(child<QTableView>(panel, "consents"), 0), QStringList{name});
        desk.picture(name == longName ? "sharing-long" : "sharing-chinese");
    }
}

void SharingPanelTest::theSheetNamesTheContract()
{
    record::Consent consent;
    consent.id = record::EventId::random();
    consent.terms.clinicName = chineseName;
    consent.terms.categories = {Category::Demographics, Category::Vitals};
    consent.terms.until = base::Moment::fromDateTime(QDateTime(QDate(2027, 2, 1), QTime(0, 0)));
    const QByteArray code = ledger::SharingSheet::codeOf(consent);
    QVERIFY(code.contains(consent.id.toString().toLatin1()));
    QVERIFY(code.endsWith(record::fingerprintOf(consent.id, consent.terms).toString().toLatin1()));
    const QDir folder(QStringLiteral(TWINWARD_BUILD_DIR "/looks/ledger"));
    folder.mkpath(QStringLiteral("."));
    const QString path = folder.filePath("consent.pdf");
    {
        QPdfWriter writer(path);
        writer.setResolution(300);
        ledger::SharingSheet::printTo(
            writer, consent, {"Riverside Clinic", "Grace Mwangi, born 17 May 1980", "Dr Amara Okonkwo"});
    }
    QProcess reader;
    reader.start("pdftotext", {path, "-"});
    if (!reader.waitForFinished())
        QSKIP("pdftotext (poppler-utils) is not installed: the sheet's words are not read back");
    const QString words = QString::fromUtf8(reader.readAllStandardOutput()).simplified();
    QVERIFY(words.contains("Grace Mwangi"));
    QVERIFY(words.contains("vital signs"));
    QVERIFY(words.contains("31 Jan 2027"));
    QVERIFY(words.contains(consent.id.toString()));
}

void SharingPanelTest::whoMayNotShareIsOfferedNothing()
{
    SharingDesk desk;
    desk.enrol("Otto", record::Role::Auditor, "seven quiet otters sleep");
    desk.change("Otto", "seven quiet otters sleep");
    desk.context().open(desk.patient);
    auto* panel = desk.show("sharing");
    QTRY_VERIFY(says(panel, "No other clinic can see anything of this patient."));
    for (const char* action : {"refer", "recordConsent", "withdrawConsent", "sendNow", "openSealed"})
        QVERIFY(!child<QAction>(panel, action)->isEnabled());
}

QTEST_MAIN(SharingPanelTest)
#include "tst_sharing_panel.moc"
