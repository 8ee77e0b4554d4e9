// The door: setting up, unlocking, and what it says when it can't open.

#include "ledger_panel/gate.h"
#include "strength_p.h"
#include "workbench/theme.h"

#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace twinward;
using ledger::Gate;
using ledger::Vault;

class TestGate : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void aClinicIsSetUpByTheKeyboardAlone();
    void theCodeMustBeTypedBackAsItStands();
    void aWeakPassphraseIsRefused();
    void aWrongPassphraseIsSaidPlainlyAndNothingOpens();
    void theRightPassphraseOpens();
    void theRecoveryCodeLetsSomebodyBackIn();
    void aVaultInUseIsSaidToBeInUse();
    void aDamagedVaultOffersToCheckTheFiles();
    void strengthIsHonest();

private:
    void makeVault();
    template <class Widget> [[nodiscard]] Widget* find(const char* name) const;
    void show();
    [[nodiscard]] bool says(const QString& words) const;
    [[nodiscard]] QString folder() const { return m_folder->filePath(QStringLiteral("vault")); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Gate> m_gate;
    QString m_code;
};

namespace {

const QString user = QStringLiteral("Dr Amina Diallo");
const char* const passphrase = "four green herons walk";

ledger::VaultOptions quick()
{
    ledger::VaultOptions options;
    options.passphraseMs = 0;
    return options;
}

void press(Qt::Key key)
{
    QTest::keyClick(QApplication::focusWidget(), key);
}

void type(const QString& text)
{
    QTest::keyClicks(QApplication::focusWidget(), text);
}

} // namespace

void TestGate::init()
{
    m_gate.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    workbench::Theme::instance().apply();
}

void TestGate::makeVault()
{
    const auto made = Vault::create(folder(),
        {QStringLiteral("Riverside"), user, record::Role::Physician, QStringLiteral("test")},
        ledger::Secret::copyOf(QByteArrayView(passphrase)), quick());
    QVERIFY(made.has_value());
    m_code = QString::fromLatin1(reinterpret_cast<const char*>(made->recoveryCode.data()),
        static_cast<qsizetype>(made->recoveryCode.size()));
}

void TestGate::show()
{
    m_gate = std::make_unique<Gate>(folder(), quick());
    m_gate->resize(1000, 800);
    m_gate->begin();
    m_gate->show();
    m_gate->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_gate.get()));
}

// The screen in front is the last one made.
template <class Widget> Widget* TestGate::find(const char* name) const
{
    const auto all = m_gate->findChildren<Widget*>(QString::fromLatin1(name));
    return all.isEmpty() ? nullptr : all.last();
}

bool TestGate::says(const QString& words) const
{
    for (const QLabel* label : m_gate->findChildren<QLabel*>()) {
        if (label->isVisible() && label->text().contains(words))
            return true;
    }
    return false;
}

void TestGate::aClinicIsSetUpByTheKeyboardAlone()
{
    show();
    QSignalSpy opened(m_gate.get(), &Gate::opened);
    QTRY_VERIFY(find<QLineEdit>("clinicName")->hasFocus());
    type(QStringLiteral("Riverside"));
    press(Qt::Key_Return);
    type(user);
    press(Qt::Key_Return);
    press(Qt::Key_Tab);
    type(QString::fromLatin1(passphrase));
    press(Qt::Key_Return);
    type(QString::fromLatin1(passphrase));
    QVERIFY(find<QPushButton>("createClinic")->isEnabled());
    press(Qt::Key_Return);

    QTRY_VERIFY(find<QLabel>("recoveryCode") != nullptr);
    QTRY_VERIFY(find<QLineEdit>("recoveryCodeBack")->hasFocus());
    QVERIFY(opened.isEmpty());
    type(find<QLabel>("recoveryCode")->text().toLower());
    press(Qt::Key_Return);

    QCOMPARE(opened.count(), 1);
    const auto vault = m_gate->takeVault();
    QCOMPARE(vault->clinicName(), QStringLiteral("Riverside"));
    QCOMPARE(vault->user().name, user);
    QCOMPARE(vault->user().role, record::Role::Physician);
}

void TestGate::theCodeMustBeTypedBackAsItStands()
{
    aClinicIsSetUpByTheKeyboardAlone();
    init();
    show();
    QTRY_VERIFY(find<QLineEdit>("clinicName")->hasFocus());
    find<QLineEdit>("clinicName")->setText(QStringLiteral("Riverside"));
    find<QLineEdit>("userName")->setText(user);
    find<QLineEdit>("userName")->setFocus();
    press(Qt::Key_Return);
    press(Qt::Key_Tab);
    type(QString::fromLatin1(passphrase));
    press(Qt::Key_Return);
    type(QString::fromLatin1(passphrase));
    press(Qt::Key_Return);
    QTRY_VERIFY(
        find<QLineEdit>("recoveryCodeBack") != nullptr && find<QLineEdit>("recoveryCodeBack")->hasFocus());

    QString code = find<QLabel>("recoveryCode")->text();
    type(code.chopped(1));
    QVERIFY(!find<QPushButton>("recoveryDone")->isEnabled());
    type(code.back() == QLatin1Char('A') ? QStringLiteral("B") : QStringLiteral("A"));
    QVERIFY(!find<QPushButton>("recoveryDone")->isEnabled());
    press(Qt::Key_Backspace);
    type(code.right(1));
    QVERIFY(find<QPushButton>("recoveryDone")->isEnabled());
}

void TestGate::aWeakPassphraseIsRefused()
{
    show();
    find<QLineEdit>("clinicName")->setText(QStringLiteral("Riverside"));
    find<QLineEdit>("userName")->setText(user);
    find<QLineEdit>("userName")->setFocus();
    press(Qt::Key_Return);
    press(Qt::Key_Tab);
    for (int line = 0; line < 2; ++line) {
        type(QStringLiteral("riverside1"));
        if (line == 0)
            press(Qt::Key_Return);
    }
    QVERIFY(!find<QPushButton>("createClinic")->isEnabled());
    QVERIFY(!Vault::exists(folder()));
}

void TestGate::aWrongPassphraseIsSaidPlainlyAndNothingOpens()
{
    makeVault();
    show();
    QSignalSpy opened(m_gate.get(), &Gate::opened);
    QTRY_VERIFY(find<QLineEdit>("user")->hasFocus());
    type(user);
    press(Qt::Key_Return);
    type(QStringLiteral("four green herons swim"));
    press(Qt::Key_Return);

    QTRY_VERIFY(says(QStringLiteral("wrong")));
    QTRY_VERIFY(find<QLineEdit>("passphrase")->hasFocus());
    QVERIFY(opened.isEmpty());
}

void TestGate::theRightPassphraseOpens()
{
    makeVault();
    show();
    QSignalSpy opened(m_gate.get(), &Gate::opened);
    QTRY_VERIFY(find<QLineEdit>("user")->hasFocus());
    type(user);
    press(Qt::Key_Return);
    type(QString::fromLatin1(passphrase));
    press(Qt::Key_Return);
    QTRY_COMPARE(opened.count(), 1);
    QVERIFY(m_gate->takeVault() != nullptr);
    QVERIFY(find<QLineEdit>("passphrase")->text().isEmpty());
}

void TestGate::theRecoveryCodeLetsSomebodyBackIn()
{
    makeVault();
    show();
    QSignalSpy opened(m_gate.get(), &Gate::opened);
    find<QLineEdit>("user")->setText(user);
    find<QPushButton>("recoverWanted")->click();
    QTRY_VERIFY(find<QLineEdit>("recoverCode") != nullptr && find<QLineEdit>("recoverCode")->hasFocus());
    type(m_code);
    press(Qt::Key_Return);
    for (int line = 0; line < 2; ++line) {
        type(QStringLiteral("nine brown otters sleep"));
        press(Qt::Key_Return);
    }
    QTRY_VERIFY(find<QLabel>("recoveryCode") != nullptr);
    QVERIFY(find<QLabel>("recoveryCode")->text() != m_code);
    find<QLineEdit>("recoveryCodeBack")->setText(find<QLabel>("recoveryCode")->text());
    find<QPushButton>("recoveryDone")->click();
    QCOMPARE(opened.count(), 1);
    m_gate->takeVault().reset();
    QVERIFY(Vault::unlock(
        folder(), user, ledger::Secret::copyOf(QByteArrayView("nine brown otters sleep")), quick())
                .has_value());
}

void TestGate::aVaultInUseIsSaidToBeInUse()
{
    makeVault();
    const auto other
        = Vault::unlock(folder(), user, ledger::Secret::copyOf(QByteArrayView(passphrase)), quick());
    QVERIFY(other.has_value());
    show();
    m_gate->unlock(user, ledger::Secret::copyOf(QByteArrayView(passphrase)));
    QTRY_VERIFY(says(QStringLiteral("Somebody else has it open")));
    QVERIFY(says(QStringLiteral("The record is as it was.")));
}

void TestGate::aDamagedVaultOffersToCheckTheFiles()
{
    makeVault();
    // The database's first pages: whatever lies there, unlocking reads it.
    const QStringList files
        = QDir(folder()).entryList({QStringLiteral("*.db"), QStringLiteral("*.sqlite")}, QDir::Files);
    QVERIFY(!files.isEmpty());
    QFile file(QDir(folder()).filePath(files.first()));
    QVERIFY(file.open(QIODevice::ReadWrite));
    const qint64 size = file.size();
    for (qint64 place = 3000; place < size; place += 4096) {
        file.seek(place);
        file.write("damaged", 7);
    }
    file.close();
    show();
    m_gate->unlock(user, ledger::Secret::copyOf(QByteArrayView(passphrase)));
    QTRY_VERIFY(says(QStringLiteral("damaged or changed")));
    QTRY_VERIFY(find<QPushButton>("checkFiles")->isVisible());
    find<QPushButton>("checkFiles")->click();
    QTRY_VERIFY(says(QStringLiteral("First broken place")));
}

void TestGate::strengthIsHonest()
{
    using ledger::estimateStrength;
    using ledger::Strength;
    QCOMPARE(estimateStrength(QString(), {}).strength, Strength::Refused);
    QCOMPARE(estimateStrength(QStringLiteral("password1"), {}).strength, Strength::Refused);
    QCOMPARE(estimateStrength(QStringLiteral("four green herons walk"), {}).strength, Strength::Strong);
    // What the attacker knows of the clinic costs nothing to try.
    const QString named = QStringLiteral("kilimahospital");
    QVERIFY(estimateStrength(named, {named}).bits < estimateStrength(named, {}).bits);
    // Long input is judged quickly, by its beginning.
    QCOMPARE(estimateStrength(QString(5000, QLatin1Char('q')), {}).strength,
        estimateStrength(QString(72, QLatin1Char('q')), {}).strength);
}

QTEST_MAIN(TestGate)
#include "tst_gate.moc"
