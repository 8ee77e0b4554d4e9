#pragma once

// A place to sit at one computer of a clinic: a session over its vault, and the panel of computers shown as
// the shell would. Services and pairings keep to the loopback.

#include "focused.h"
#include "replicas.h"

#include "sync_panel/network.h"
#include "sync_panel/other_computers.h"
#include "sync_panel/panels.h"
#include "workbench/theme.h"
#include "workbench/where_saved.h"

#include <QLabel>
#include <QPushButton>

namespace twinward::test {

constexpr int patience = 30'000; // ms, for what comes over the network

// Ports of this process alone, so that tests may run beside each other.
inline void keepToLoopback(sync::Discovery discovery = sync::Discovery::ThisComputerOnly)
{
    const auto port = static_cast<quint16>(20'000 + (QCoreApplication::applicationPid() % 10'000) * 2);
    auto& options = sync::networkOptions();
    options.service.listenOn = QStringLiteral("127.0.0.1");
    options.service.port = 0;
    options.service.discovery = discovery;
    options.service.beaconPort = port;
    options.service.beaconEveryMs = 200;
    options.service.firstRetryMs = 100;
    options.service.lastRetryMs = 500;
    options.pairing.listenOn = QStringLiteral("127.0.0.1");
    options.pairing.port = 0;
    options.pairing.discovery = discovery;
    options.pairing.beaconPort = port + 1;
    options.relay = {500, 50, 100, 400};
}

template <class W> [[nodiscard]] W* child(QWidget* parent, const char* name)
{
    W* found = parent->findChild<W*>(QString::fromLatin1(name));
    if (found == nullptr)
        qFatal("nothing is called %s", name);
    return found;
}

// With the keyboard, once it can be.
inline void pressWhenSeen(QPushButton* button)
{
    QTRY_VERIFY_WITH_TIMEOUT(button->isVisible() && button->isEnabled(), patience);
    button->window()->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(button->window()));
    button->setFocus();
    QTest::keyClick(button, Qt::Key_Space);
}

inline void picture(QWidget* window, const QString& name)
{
    const QString folder = qEnvironmentVariable("TWINWARD_PICTURES");
    if (folder.isEmpty())
        return;
    using Mode = workbench::Theme::Mode;
    for (const auto& [mode, shade] : {std::pair(Mode::Dark, "dark"), std::pair(Mode::Light, "light")}) {
        workbench::Theme::instance().setMode(mode);
        workbench::Theme::instance().apply();
        QTest::qWait(50);
        window->grab().save(QStringLiteral("%1/%2-%3.png").arg(folder, name, QLatin1String(shade)));
    }
}

class Seat
{
public:
    explicit Seat(std::unique_ptr<ledger::Vault> vault)
        : session(std::move(vault))
        , context(session)
        , others(sync::OtherComputers::of(session))
        , m_workspace{session, context}
    { }
    ~Seat() { m_panel.reset(); }
    Seat(const Seat&) = delete;
    Seat& operator=(const Seat&) = delete;

    workbench::Panel* show(QSize size = {1100, 640}, const QString& id = QStringLiteral("computers"))
    {
        for (const workbench::PanelFactory& factory : sync::panels()) {
            if (factory.id == id)
                m_panel.reset(factory.make(m_workspace, nullptr));
        }
        m_panel->resize(size);
        m_panel->show();
        m_panel->activateWindow();
        if (!QTest::qWaitForWindowActive(m_panel.get()))
            qFatal("the window does not come up");
        m_panel->focusFirst();
        return m_panel.get();
    }
    [[nodiscard]] workbench::Panel* panel() { return m_panel.get(); }

    template <class Work> auto ask(Work work)
    {
        auto future = session.run(std::move(work));
        if (!QTest::qWaitFor([&] { return future.isFinished(); }, patience))
            qFatal("the vault does not answer");
        return future.result();
    }
    record::EventId say(record::PatientId patient, const QString& text)
    {
        const record::Event said = note(patient, text);
        if (!ask([said](ledger::Vault& vault) { return vault.commit({said}).has_value(); }))
            qFatal("not saved");
        return said.id;
    }
    [[nodiscard]] bool has(record::EventId event)
    {
        return ask([event](ledger::Vault& vault) { return vault.contains(event); });
    }
    [[nodiscard]] QString whereIs(record::EventId event)
    {
        return workbench::WhereSaved::of(session).textFor(event);
    }
    [[nodiscard]] QString sentence() { return child<QLabel>(m_panel.get(), "overall")->text(); }

    workbench::Session session;
    workbench::PatientContext context;
    sync::OtherComputers& others;

private:
    workbench::Workspace m_workspace;
    std::unique_ptr<workbench::Panel> m_panel;
};

} // namespace twinward::test
