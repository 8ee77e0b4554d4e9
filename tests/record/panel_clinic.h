#pragma once

// A clinic with a window: a real vault in a folder of its own under the build tree, a session on it, and
// panels shown as the shell would show them.

#include "../workbench/focused.h"
#include "ledger/vault.h"
#include "record_panel/panels.h"
#include "workbench/patient_context.h"
#include "workbench/theme.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QTemporaryDir>
#include <QTest>

namespace twinward::record::test {

inline const QByteArray passphrase = QByteArrayLiteral("correct horse battery staple");
inline const QString physician = QStringLiteral("Dr Amara Okonkwo");

class PanelClinic
{
public:
    explicit PanelClinic(Role role = Role::Physician)
        : m_folder(QStringLiteral(TWINWARD_BUILD_DIR "/panels-XXXXXX"))
    {
        workbench::Theme::instance().setMode(workbench::Theme::Mode::Light);
        workbench::Theme::instance().apply();
        auto created = ledger::Vault::create(path(),
            {QStringLiteral("Riverside Clinic"), physician, role, QStringLiteral("laptop")},
            ledger::Secret::copyOf(passphrase), quick());
        if (!created)
            qFatal("no vault: %s", qPrintable(created.error().message()));
        begin(std::move(created->vault));
    }
    ~PanelClinic() { end(); }

    // As after a lock or a crash: everything on the screen is gone, what was saved is not.
    void reopen(const QString& user = physician, const QByteArray& word = passphrase)
    {
        end();
        auto vault = ledger::Vault::unlock(path(), user, ledger::Secret::copyOf(word), quick());
        if (!vault)
            qFatal("not unlocked: %s", qPrintable(vault.error().message()));
        begin(std::move(*vault));
    }

    [[nodiscard]] workbench::Panel* show(const QString& id, QSize size = {900, 640})
    {
        for (const workbench::PanelFactory& factory : panels()) {
            if (factory.id != id)
                continue;
            m_panels.emplace_back(factory.make(*m_workspace, nullptr));
            workbench::Panel* panel = m_panels.back().get();
            panel->resize(size);
            panel->show();
            panel->activateWindow();
            if (!QTest::qWaitForWindowActive(panel))
                qFatal("the window does not come up");
            panel->focusFirst();
            return panel;
        }
        qFatal("no panel %s", qPrintable(id));
    }

    // Not waitForFinished(): that takes queued work and runs it here, before what was asked for earlier.
    template <class T> static void waitFor(const QFuture<T>& future)
    {
        if (!QTest::qWaitFor([&] { return future.isFinished(); }, 30'000))
            qFatal("the vault does not answer");
    }

    // Commits and waits until the window knows of it.
    void commit(std::vector<Event> events)
    {
        auto future = session().commit(std::move(events));
        waitFor(future);
        if (!future.result())
            qFatal("not committed: %s", qPrintable(future.result().error().message()));
        settle();
    }
    // Everything asked of the vault so far has been answered and drawn.
    void settle()
    {
        for (int i = 0; i < 4; ++i) {
            waitFor(session().run([](ledger::Vault&) { return 0; }));
            QCoreApplication::processEvents();
        }
    }
    void open(PatientId patient)
    {
        context().open(patient);
        if (!QTest::qWaitFor([&] { return context().chart() != nullptr; }))
            qFatal("the chart does not open");
    }
    template <class Work> auto ask(Work work)
    {
        auto future = session().run(std::move(work));
        waitFor(future);
        return future.result();
    }

    [[nodiscard]] workbench::Session& session() { return *m_session; }
    [[nodiscard]] workbench::PatientContext& context() { return *m_context; }
    [[nodiscard]] workbench::Workspace& workspace() { return *m_workspace; }
    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("vault")); }
    [[nodiscard]] QString file(const QString& name) const { return m_folder.filePath(name); }

    static ledger::VaultOptions quick()
    {
        ledger::VaultOptions options;
        options.passphraseMs = 0;
        return options;
    }

private:
    void begin(std::unique_ptr<ledger::Vault> vault)
    {
        m_session = std::make_unique<workbench::Session>(std::move(vault));
        m_context = std::make_unique<workbench::PatientContext>(*m_session);
        m_workspace.reset(new workbench::Workspace{*m_session, *m_context});
    }
    void end()
    {
        m_panels.clear();
        m_workspace.reset();
        m_context.reset();
        m_session.reset();
    }

    QTemporaryDir m_folder;
    std::unique_ptr<workbench::Session> m_session;
    std::unique_ptr<workbench::PatientContext> m_context;
    std::unique_ptr<workbench::Workspace> m_workspace;
    std::vector<std::unique_ptr<workbench::Panel>> m_panels;
};

inline Event eventFor(PatientId patient, Body body, qint64 daysAgo = 0)
{
    Event event;
    event.patient = patient;
    event.category = defaultCategory(body);
    event.occurred = base::Moment::fromDateTime(QDateTime::currentDateTime().addDays(-daysAgo));
    event.body = std::move(body);
    return event;
}

inline PatientDetails person(const QString& family, const QString& given, const char* born = "1980-05-17",
    Sex sex = Sex::Female, const QString& number = {})
{
    PatientDetails details;
    details.names.push_back(
        {family, given.split(u' ', Qt::SkipEmptyParts), {}, {}, QStringLiteral("official")});
    details.birthDate
        = base::PartialDate::fromString(QString::fromLatin1(born)).value_or(base::PartialDate());
    details.sex = sex;
    if (!number.isEmpty())
        details.identifiers.push_back({QStringLiteral("urn:twinward:identifier:medical-record"), number,
            QStringLiteral("Medical record number")});
    return details;
}

inline PatientId registered(PanelClinic& clinic, const PatientDetails& details)
{
    const PatientId patient = PatientId::random();
    clinic.commit({eventFor(patient, details)});
    if (!QTest::qWaitFor([&] { return clinic.session().patients()->find(patient) != nullptr; }))
        qFatal("the new patient is not in the index");
    return patient;
}

inline Allergy allergyTo(const QString& what, const QString& criticality = {})
{
    Allergy allergy;
    allergy.code.text = what;
    allergy.clinicalStatus = QStringLiteral("active");
    allergy.criticality = criticality;
    return allergy;
}

inline Condition problem(const QString& what)
{
    Condition condition;
    condition.code.text = what;
    condition.clinicalStatus = QStringLiteral("active");
    return condition;
}

inline Medication prescribed(const QString& what, const QString& dose = QStringLiteral("500 mg"))
{
    Medication medication;
    medication.code.text = what;
    medication.dose = dose;
    medication.frequency = QStringLiteral("twice a day");
    return medication;
}

// Types into whatever has the focus, as a person does.
inline void type(const QString& text)
{
    QTest::keyClicks(twinward::keyboard::focused(), text);
}

inline void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
{
    QTest::keyClick(twinward::keyboard::focused(), key, modifiers);
}

template <class W> [[nodiscard]] W* child(QWidget* parent, const char* name)
{
    W* found = parent->findChild<W*>(QString::fromLatin1(name));
    if (found == nullptr)
        qFatal("nothing is called %s", name);
    return found;
}

[[nodiscard]] inline QStringList column(QAbstractItemView* view, int number)
{
    QStringList texts;
    for (int row = 0; row < view->model()->rowCount(); ++row)
        texts << view->model()->index(row, number).data().toString();
    return texts;
}

} // namespace twinward::record::test
