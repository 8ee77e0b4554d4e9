#pragma once

// A desk with one window on it: a session over a fresh vault, and one of the panels given shown as the shell
// would.

#include "clinic_session.h"
#include "focused.h"
#include "workbench/panel.h"
#include "workbench/theme.h"

#include <QApplication>

namespace twinward::test {

class Desk
{
public:
    explicit Desk(QList<workbench::PanelFactory> panels)
        : session(m_folder.create())
        , context(session)
        , m_panels(std::move(panels))
        , m_workspace{session, context}
    {
        workbench::Theme::instance().setMode(workbench::Theme::Mode::Light);
        workbench::Theme::instance().apply();
    }
    ~Desk()
    {
        m_panel.reset();
        QApplication::processEvents();
    }
    Desk(const Desk&) = delete;
    Desk& operator=(const Desk&) = delete;

    workbench::Panel* show(const char* id, QSize size = {1000, 760})
    {
        for (const workbench::PanelFactory& factory : m_panels) {
            if (factory.id != QString::fromLatin1(id))
                continue;
            m_panel.reset(factory.make(m_workspace, nullptr));
            m_panel->resize(size);
            m_panel->show();
            m_panel->activateWindow();
            if (!QTest::qWaitForWindowActive(m_panel.get()))
                qFatal("the window does not come up");
            m_panel->focusFirst();
            return m_panel.get();
        }
        qFatal("no panel %s", id);
    }

    // Not waitForFinished(): that takes queued work and runs it here, before what was asked for earlier.
    template <class Work> auto ask(Work work)
    {
        auto future = session.run(std::move(work));
        if (!QTest::qWaitFor([&] { return future.isFinished(); }, 30'000))
            qFatal("the vault does not answer");
        return future.result();
    }

    record::PatientId enrol(const QString& family, const QString& given, const char* born, const char* number)
    {
        record::PatientDetails details;
        details.names = {{family, {given}, {}, {}, QStringLiteral("official")}};
        details.birthDate = *base::PartialDate::fromString(QString::fromLatin1(born));
        details.sex = record::Sex::Female;
        details.identifiers = {{QStringLiteral("urn:hl7v2:HILL"), QString::fromLatin1(number), {}}};
        record::Event event;
        event.patient = record::PatientId::random();
        event.category = record::Category::Demographics;
        event.body = details;
        const record::PatientId patient = event.patient;
        ask([&](ledger::Vault& vault) { return vault.commit({event}).has_value(); });
        if (!QTest::qWaitFor([&] { return session.patients()->find(patient) != nullptr; }, 10'000))
            qFatal("the new patient is not in the index");
        return patient;
    }
    size_t entriesOf(record::PatientId patient)
    {
        return ask([patient](ledger::Vault& vault) {
            return record::Chart::fold(patient, *vault.read(patient), vault.roster()).entries().size();
        });
    }

    [[nodiscard]] QString path(const QString& name) const { return m_files.filePath(name); }
    [[nodiscard]] QString write(const QString& name, const QByteArray& content) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("the test's own file can't be written");
        return file.fileName();
    }
    // Where pictures are asked for, what the panel looks like.
    void picture(const QString& name, QWidget* window = nullptr)
    {
        const QString folder = qEnvironmentVariable("TWINWARD_PICTURES");
        if (folder.isEmpty())
            return;
        using Mode = workbench::Theme::Mode;
        for (const Mode mode : {Mode::Dark, Mode::Light}) {
            workbench::Theme::instance().setMode(mode);
            workbench::Theme::instance().apply();
            QTest::qWait(50);
            const QString shade = mode == Mode::Dark ? QStringLiteral("dark") : QStringLiteral("light");
            (window != nullptr ? window : m_panel.get())
                ->grab()
                .save(QStringLiteral("%1/%2-%3.png").arg(folder, name, shade));
        }
    }

private:
    ClinicFolder m_folder;
    QTemporaryDir m_files;

public:
    workbench::Session session;
    workbench::PatientContext context;

private:
    QList<workbench::PanelFactory> m_panels;
    workbench::Workspace m_workspace;
    std::unique_ptr<workbench::Panel> m_panel;
};

template <class W> [[nodiscard]] W* child(QWidget* parent, const char* name)
{
    W* found = parent->findChild<W*>(QString::fromLatin1(name));
    if (found == nullptr)
        qFatal("nothing is called %s", name);
    return found;
}

} // namespace twinward::test
