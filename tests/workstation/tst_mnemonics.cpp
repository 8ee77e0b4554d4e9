// Alt and a letter does one thing: no two of what is on the screen, menu bar included, have the same one.
// Tried where there are most: beside the image viewer with a volume in it.

#include "made_objects.h"
#include "workbench/panel.h"
#include "workbench/theme.h"
#include "workstation/shell.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QGroupBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QSettings>
#include <QSignalSpy>
#include <QTabBar>
#include <QTabWidget>
#include <QTest>

using namespace twinward;
using workstation::Shell;

namespace {

const QString user = QStringLiteral("Dr Amina Diallo");
const char* const passphrase = "four green herons walk";

ledger::VaultOptions quick()
{
    ledger::VaultOptions options;
    options.passphraseMs = 0;
    return options;
}

// What Alt and a letter reaches now: the letter, and whose it is.
QMultiMap<QString, QString> mnemonicsOf(const QMainWindow& window)
{
    QMultiMap<QString, QString> found;
    const auto add = [&found](const QString& text) {
        const QKeySequence keys = QKeySequence::mnemonic(text);
        if (!keys.isEmpty())
            found.insert(keys.toString(), text);
    };
    for (const QAction* menu : window.menuBar()->actions())
        add(menu->text());
    for (const QWidget* widget : window.findChildren<QWidget*>()) {
        if (!widget->isVisibleTo(&window))
            continue;
        if (const auto* label = qobject_cast<const QLabel*>(widget);
            label != nullptr && label->buddy() != nullptr)
            add(label->text());
        else if (const auto* button = qobject_cast<const QAbstractButton*>(widget))
            add(button->text());
        else if (const auto* group = qobject_cast<const QGroupBox*>(widget))
            add(group->title());
        else if (const auto* tabs = qobject_cast<const QTabBar*>(widget)) {
            for (int tab = 0; tab < tabs->count(); ++tab)
                add(tabs->tabText(tab));
        }
    }
    return found;
}

} // namespace

class TestMnemonics : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase() { m_shell.reset(); }
    void noTwoAlikeBesideTheViewer();
    void noTwoAlikeBesideTheSegments();

private:
    void verifyNoTwoAlike() const;

    QTemporaryDir m_settings;
    QTemporaryDir m_folder;
    std::unique_ptr<Shell> m_shell;
};

void TestMnemonics::initTestCase()
{
    QCoreApplication::setOrganizationName(QStringLiteral("TwinwardTest"));
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
    workbench::Theme::instance().apply();
    // given a patient with a volume
    const auto patient = record::PatientId::random();
    {
        auto made = ledger::Vault::create(m_folder.filePath(QStringLiteral("vault")),
            {QStringLiteral("Riverside"), user, record::Role::Physician, QStringLiteral("test")},
            ledger::Secret::copyOf(QByteArrayView(passphrase)), quick());
        QVERIFY(made.has_value());
        const auto plan = imaging::scan({{}, imaging::test::stackOf({}, 24)});
        QVERIFY(plan.has_value());
        const auto& written = plan->studies.front().patient;
        const auto report
            = imaging::file(*made->vault, *plan, {{0, patient, imaging::detailsFrom(written), {}}});
        QVERIFY(report && report->added() == 24);
    }
    workstation::Options options;
    options.vaultFolder = m_folder.filePath(QStringLiteral("vault"));
    options.user = user;
    m_shell = std::make_unique<Shell>(options, quick());
    m_shell->resize(1440, 900);
    m_shell->begin();
    m_shell->show();
    m_shell->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_shell.get()));
    QSignalSpy unlocked(m_shell.get(), &Shell::unlocked);
    auto* line = m_shell->findChild<QLineEdit*>(QStringLiteral("passphrase"));
    QTRY_VERIFY(line->hasFocus());
    QTest::keyClicks(line, QString::fromLatin1(passphrase));
    QTest::keyClick(line, Qt::Key_Return);
    QTRY_COMPARE(unlocked.count(), 1);
    m_shell->workspace()->context.open(patient);
    QTest::keyClick(m_shell->windowHandle(), Qt::Key_I);
    QTRY_VERIFY(m_shell->findChild<QComboBox*>(QStringLiteral("volumePreset")) != nullptr);
}

void TestMnemonics::verifyNoTwoAlike() const
{
    const auto found = mnemonicsOf(*m_shell);
    QVERIFY(found.size() > 6); // the menu bar's alone are six
    for (const QString& key : found.uniqueKeys())
        QVERIFY2(found.count(key) == 1,
            qPrintable(
                key + QStringLiteral(": ") + QStringList(found.values(key)).join(QStringLiteral(" / "))));
}

void TestMnemonics::noTwoAlikeBesideTheViewer()
{
    auto* preset = m_shell->findChild<QComboBox*>(QStringLiteral("volumePreset"));
    QTRY_VERIFY_WITH_TIMEOUT(preset->isVisible(), 30'000);
    verifyNoTwoAlike();
}

void TestMnemonics::noTwoAlikeBesideTheSegments()
{
    auto* preset = m_shell->findChild<QComboBox*>(QStringLiteral("volumePreset"));
    QWidget* at = preset;
    while (at != nullptr && qobject_cast<QTabWidget*>(at) == nullptr)
        at = at->parentWidget();
    QVERIFY(at != nullptr);
    qobject_cast<QTabWidget*>(at)->setCurrentIndex(1);
    QTRY_VERIFY(!preset->isVisible());
    verifyNoTwoAlike();
}

QTEST_MAIN(TestMnemonics)
#include "tst_mnemonics.moc"
