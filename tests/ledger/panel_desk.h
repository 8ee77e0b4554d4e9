#pragma once

// The ledger's panels in real windows, over a real vault, for whoever unlocks it.

#include "../workbench/clinic_session.h"
#include "ledger_panel/panels.h"
#include "workbench/theme.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QDir>
#include <QLabel>

namespace twinward::test {

class Desk
{
public:
    Desk()
    {
        workbench::Theme::instance().setMode(workbench::Theme::Mode::Light);
        workbench::Theme::instance().apply();
        sit(m_folder.create());
    }
    ~Desk() { leave(); }

    // Somebody else sits down.
    void change(const QString& user, const char* word)
    {
        leave();
        auto opened = ledger::Vault::unlock(m_folder.path(), user, secret(word), quick());
        if (!opened)
            qFatal("%s", qPrintable(opened.error().message()));
        sit(std::move(*opened));
    }
    void leave()
    {
        m_panel.reset();
        m_workspace.reset();
        m_context.reset();
        m_session.reset();
    }

    [[nodiscard]] workbench::Panel* show(const QString& id, QSize size = {1000, 620})
    {
        for (const workbench::PanelFactory& factory : ledger::panels()) {
            if (factory.id != id)
                continue;
            m_panel.reset(factory.make(*m_workspace, nullptr));
            m_panel->resize(size);
            m_panel->show();
            m_panel->activateWindow();
            if (!QTest::qWaitForWindowActive(m_panel.get()))
                qFatal("the window does not come up");
            m_panel->focusFirst();
            return m_panel.get();
        }
        qFatal("no panel %s", qPrintable(id));
    }
    [[nodiscard]] bool isOffered(const QString& id) const
    {
        for (const workbench::PanelFactory& factory : ledger::panels()) {
            if (factory.id == id)
                return !factory.offered || factory.offered(*m_session);
        }
        return false;
    }

    template <class Work> auto ask(Work work)
    {
        auto future = m_session->run(std::move(work));
        if (!QTest::qWaitFor([&] { return future.isFinished(); }, 60'000))
            qFatal("the vault does not answer");
        return future.result();
    }
    void enrol(const QString& name, record::Role role, const char* word)
    {
        const bool done = ask([name, role, word](ledger::Vault& vault) {
            return vault.enrolUser(name, role, secret(word)).has_value();
        });
        if (!done || !QTest::qWaitFor([&] { return m_session->roster().findByName(name) != nullptr; }))
            qFatal("not enrolled");
    }

    // Leaves pictures of what is shown, in both themes, for an eye to judge.
    void picture(const QString& name)
    {
        using Mode = workbench::Theme::Mode;
        const QDir folder(QStringLiteral(TWINWARD_BUILD_DIR "/looks/ledger"));
        folder.mkpath(QStringLiteral("."));
        for (const auto& [mode, suffix] : {std::pair(Mode::Dark, "dark"), std::pair(Mode::Light, "light")}) {
            workbench::Theme::instance().setMode(mode);
            workbench::Theme::instance().apply();
            QCoreApplication::processEvents();
            QWidget* shown = QApplication::activeModalWidget() != nullptr ? QApplication::activeModalWidget()
                                                                          : m_panel.get();
            const QImage image = shown->grab().toImage();
            QVERIFY(image.save(folder.filePath(name + u'-' + QLatin1String(suffix) + ".png")));
        }
    }

    [[nodiscard]] workbench::Session& session() { return *m_session; }
    [[nodiscard]] workbench::PatientContext& context() { return *m_context; }
    [[nodiscard]] QString path() const { return m_folder.path(); }

private:
    void sit(std::unique_ptr<ledger::Vault> vault)
    {
        m_session = std::make_unique<workbench::Session>(std::move(vault));
        m_context = std::make_unique<workbench::PatientContext>(*m_session);
        m_workspace.reset(new workbench::Workspace{*m_session, *m_context});
    }

    ClinicFolder m_folder;
    std::unique_ptr<workbench::Session> m_session;
    std::unique_ptr<workbench::PatientContext> m_context;
    std::unique_ptr<workbench::Workspace> m_workspace;
    std::unique_ptr<workbench::Panel> m_panel;
};

inline void type(const QString& text)
{
    QTest::keyClicks(QApplication::focusWidget(), text);
}

inline void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
{
    QTest::keyClick(QApplication::focusWidget(), key, modifiers);
}

template <class W> [[nodiscard]] W* child(QWidget* parent, const char* name)
{
    W* found = parent->findChild<W*>(QString::fromLatin1(name));
    if (found == nullptr)
        qFatal("nothing is called %s", name);
    return found;
}

// Any label that can be seen says this.
[[nodiscard]] inline bool says(QWidget* parent, const QString& words)
{
    for (const QLabel* label : parent->findChildren<QLabel*>()) {
        if (label->isVisible() && label->text().contains(words))
            return true;
    }
    return false;
}

[[nodiscard]] inline QStringList column(const QAbstractItemView* view, int number)
{
    QStringList texts;
    for (int row = 0; row < view->model()->rowCount(); ++row)
        texts << view->model()->index(row, number).data().toString();
    return texts;
}

} // namespace twinward::test
