// The window around the panels: perspectives, palette, locking, languages.

#include "../workbench/focused.h"

#include "headset_panel/headset.h"
#include "workbench/panel.h"
#include "workbench/theme.h"
#include "workstation/shell.h"

#include <QAction>
#include <QClipboard>
#include <QDockWidget>
#include <QLineEdit>
#include <QListView>
#include <QMenuBar>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace twinward;
using workstation::Shell;

class TestShell : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void everyCommandWithoutAPanelIsInAMenuWithItsKeys();
    void noTwoCommandsShareKeys();
    void thePaletteFindsAPanelByAFewLetters();
    void perspectivesAreRememberedForTheUser();
    void lockingTakesEverythingOffTheScreen();
    void thePatientIsStillOpenAfterUnlocking();
    void aSingleLetterDoesNotFireWhileTyping();
    void theHeadsetIsEnteredWithoutItsPanelAndLockingEndsIt();
    void idleTimeLocks();
    void closingTheWindowClosesTheVault();

private:
    void open();
    void unlock();
    void press(const QKeySequence& keys);
    [[nodiscard]] QAction* action(const char* name) const;

    QTemporaryDir m_settings;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Shell> m_shell;
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
} // namespace

void TestShell::initTestCase()
{
    QCoreApplication::setOrganizationName(QStringLiteral("TwinwardTest"));
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
    workbench::Theme::instance().apply();
}

void TestShell::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    const auto made = ledger::Vault::create(m_folder->filePath(QStringLiteral("vault")),
        {QStringLiteral("Riverside"), user, record::Role::Physician, QStringLiteral("test")},
        ledger::Secret::copyOf(QByteArrayView(passphrase)), quick());
    QVERIFY(made.has_value());
}

void TestShell::cleanup()
{
    m_shell.reset();
}

void TestShell::open()
{
    workstation::Options options;
    options.vaultFolder = m_folder->filePath(QStringLiteral("vault"));
    options.user = user;
    m_shell = std::make_unique<Shell>(options, quick());
    m_shell->resize(1280, 800);
    m_shell->begin();
    m_shell->show();
    m_shell->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_shell.get()));
    unlock();
}

void TestShell::unlock()
{
    QSignalSpy unlocked(m_shell.get(), &Shell::unlocked);
    auto* line = m_shell->findChild<QLineEdit*>(QStringLiteral("passphrase"));
    QTRY_VERIFY(line->hasFocus());
    QTest::keyClicks(line, QString::fromLatin1(passphrase));
    QTest::keyClick(line, Qt::Key_Return);
    QTRY_COMPARE(unlocked.count(), 1);
}

void TestShell::press(const QKeySequence& keys)
{
    // Keys reach commands of the window that has the keyboard: after unlocking that may take a moment.
    QVERIFY(QTest::qWaitForWindowActive(m_shell.get()));
    (void)keyboard::focused();
    QTest::keyClick(m_shell->windowHandle(), keys[0].key(), keys[0].keyboardModifiers());
}

QAction* TestShell::action(const char* name) const
{
    return m_shell->findChild<QAction*>(QString::fromLatin1(name));
}

void TestShell::everyCommandWithoutAPanelIsInAMenuWithItsKeys()
{
    open();
    QList<QAction*> listed;
    for (const QAction* menu : m_shell->menuBar()->actions())
        listed += menu->menu()->actions();
    for (const char* name : {"palette", "help", "lock", "quit", "themeDark", "larger", "language/zh_CN"}) {
        QAction* command = action(name);
        QVERIFY2(command != nullptr && listed.contains(command), name);
        QVERIFY(!command->text().isEmpty());
    }
    QCOMPARE(action("palette")->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_K));
    QCOMPARE(action("lock")->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_L));
    QCOMPARE(action("help")->shortcut(), QKeySequence(Qt::Key_F1));
}

void TestShell::noTwoCommandsShareKeys()
{
    open();
    QMap<QString, QString> owners;
    QList<QWidget*> widgets = m_shell->findChildren<QWidget*>();
    widgets.append(m_shell.get());
    for (const QWidget* widget : widgets) {
        for (const QAction* each : widget->actions()) {
            if (each->shortcutContext() != Qt::WindowShortcut || each->objectName().isEmpty())
                continue;
            for (const QKeySequence& keys : each->shortcuts()) {
                const QString owner = owners.value(keys.toString(), each->objectName());
                QVERIFY2(owner == each->objectName(),
                    qPrintable(
                        QStringLiteral("%1: %2 and %3").arg(keys.toString(), owner, each->objectName())));
                owners.insert(keys.toString(), each->objectName());
            }
        }
    }
    QVERIFY(owners.size() > 5);
}

void TestShell::thePaletteFindsAPanelByAFewLetters()
{
    open();
    press(Qt::CTRL | Qt::Key_K);
    auto* palette = m_shell->findChild<QWidget*>(QStringLiteral("commandPalette"));
    QTRY_VERIFY(palette->isVisible());
    auto* line = palette->findChild<QLineEdit*>();
    QTRY_VERIFY(line->hasFocus());
    QTest::keyClicks(line, QStringLiteral("acclog"));
    QCOMPARE(
        palette->findChild<QListView*>()->currentIndex().data().toString(), QStringLiteral("Access log"));
    QTest::keyClick(line, Qt::Key_Return);
    QVERIFY(!palette->isVisible());
    QTRY_VERIFY(m_shell->findChild<QDockWidget*>(QStringLiteral("audit"))->isVisible());
}

void TestShell::perspectivesAreRememberedForTheUser()
{
    open();
    press(Qt::CTRL | Qt::Key_3);
    QTRY_VERIFY(m_shell->findChild<QAction*>(QStringLiteral("palette")) != nullptr);
    QSignalSpy locked(m_shell.get(), &Shell::locked);
    m_shell->lock();
    QTRY_COMPARE(locked.count(), 1);
    unlock();
    QAction* consulting = nullptr;
    for (QAction* menu : m_shell->menuBar()->actions()) {
        for (QAction* each : menu->menu()->actions()) {
            if (each->objectName() == QLatin1String("perspective/consulting"))
                consulting = each;
        }
    }
    QVERIFY(consulting != nullptr);
    QVERIFY(consulting->isChecked());
}

void TestShell::lockingTakesEverythingOffTheScreen()
{
    open();
    QApplication::clipboard()->setText(QStringLiteral("copied from a chart"));
    QSignalSpy locked(m_shell.get(), &Shell::locked);
    press(Qt::CTRL | Qt::Key_L);
    QVERIFY(m_shell->isLocked());
    QVERIFY(m_shell->findChildren<workbench::Panel*>().isEmpty());
    QVERIFY(QApplication::clipboard()->text().isEmpty());
    QTRY_COMPARE(locked.count(), 1);
    QTRY_VERIFY(m_shell->findChild<QLineEdit*>(QStringLiteral("passphrase"))->hasFocus());
    QCOMPARE(m_shell->findChild<QLineEdit*>(QStringLiteral("user"))->text(), user);
}

void TestShell::thePatientIsStillOpenAfterUnlocking()
{
    open();
    const auto patient = record::PatientId::random();
    record::Event registration;
    registration.patient = patient;
    registration.category = record::Category::Demographics;
    registration.body = record::PatientDetails{};
    m_shell->workspace()->session.commit({registration});
    QTRY_COMPARE(m_shell->workspace()->session.patients()->size(), size_t(1));
    m_shell->workspace()->context.open(patient);
    QSignalSpy locked(m_shell.get(), &Shell::locked);
    m_shell->lock();
    QTRY_COMPARE(locked.count(), 1);
    unlock();
    QCOMPARE(m_shell->workspace()->context.patient(), patient);
}

void TestShell::aSingleLetterDoesNotFireWhileTyping()
{
    open();
    QAction single(m_shell.get());
    single.setShortcut(Qt::Key_J);
    m_shell->addAction(&single);
    QSignalSpy fired(&single, &QAction::triggered);
    press(Qt::CTRL | Qt::Key_K);
    auto* line = m_shell->findChild<QWidget*>(QStringLiteral("commandPalette"))->findChild<QLineEdit*>();
    QTRY_VERIFY(line->hasFocus());
    press(Qt::Key_J);
    QCOMPARE(line->text(), QStringLiteral("j"));
    QVERIFY(fired.isEmpty());
    press(Qt::Key_Escape);
    press(Qt::Key_Escape);
    QTRY_VERIFY(!line->isVisible());
    m_shell->setFocus();
    press(Qt::Key_J);
    QCOMPARE(fired.count(), 1);
}

void TestShell::theHeadsetIsEnteredWithoutItsPanelAndLockingEndsIt()
{
    qputenv("XR_RUNTIME_JSON", "/nowhere/runtime.json"); // it waits for a runtime, which is entered too
    open();
    auto* dock = m_shell->findChild<QDockWidget*>(QStringLiteral("headset"));
    QVERIFY(!dock->isVisible());
    QAction* enter = nullptr;
    for (const QAction* menu : m_shell->menuBar()->actions()) {
        for (QAction* each : menu->menu()->actions()) {
            if (each->objectName() == QStringLiteral("enterHeadset"))
                enter = each;
        }
    }
    QVERIFY(enter != nullptr);
    QCOMPARE(enter->shortcut(), QKeySequence(Qt::Key_H));
    QCOMPARE(enter->text(), QStringLiteral("Enter the headset"));
    m_shell->setFocus();
    press(Qt::Key_H);
    QTRY_COMPARE(enter->text(), QStringLiteral("Leave the headset"));
    QTRY_VERIFY(dock->isVisible()); // which says what is missing
    headset::Headset& headset = headset::Headset::of(*m_shell->workspace());
    QVERIFY(headset.isEntered());
    // the same key leaves it, and enters it again
    for (const bool entered : {false, true}) {
        press(Qt::Key_H);
        QTRY_COMPARE(headset.isEntered(), entered);
    }
    const std::shared_ptr<headset::StageLink> link = headset.link();
    m_shell->lock();
    const auto state = link->toStage.take();
    QVERIFY(state && state->scene.patient.isNull() && state->boards.empty());
}

void TestShell::idleTimeLocks()
{
    QSettings().setValue(QStringLiteral("lockAfterMinutes"), 1);
    open();
    QSettings().remove(QStringLiteral("lockAfterMinutes"));
    // The timer itself: a minute of nobody is what the signal stands for.
    auto* idle = m_shell->findChild<QObject*>(QStringLiteral("idleLock"));
    QVERIFY(idle != nullptr);
    QSignalSpy locked(m_shell.get(), &Shell::locked);
    QMetaObject::invokeMethod(idle, "timeToLock");
    QTRY_COMPARE(locked.count(), 1);
}

void TestShell::closingTheWindowClosesTheVault()
{
    open();
    m_shell->close();
    QTRY_VERIFY(!m_shell->isVisible());
    const auto again = ledger::Vault::unlock(m_folder->filePath(QStringLiteral("vault")), user,
        ledger::Secret::copyOf(QByteArrayView(passphrase)), quick());
    QVERIFY2(again.has_value(), qPrintable(again ? QString() : again.error().message()));
}

QTEST_MAIN(TestShell)
#include "tst_shell.moc"
