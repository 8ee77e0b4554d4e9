#pragma once

// Where what somebody entered is by now: on this computer, on another of the clinic too, where it is meant to
// arrive. The same words and the same shape wherever an entry is shown. Whoever is in touch with the other
// computers says who has what (publish()); as long as nobody does, it is on this computer, and that is said.

#include "ledger/places.h"
#include "workbench/session.h"
#include "workbench/widgets.h"

#include <QHash>
#include <QSet>

namespace twinward::workbench {

// Each says that the one before holds, too.
enum class Reached : quint8 { ThisComputer, AnotherComputer, Destination };

struct Whereabouts
{
    Reached reached = Reached::ThisComputer;
    int others = 0; // other computers that have it
    bool isOnlyComputer = true; // the clinic has no other: nothing is waiting
    QString destination; // where it arrived: its name
};

// Translated: "Saved here and on 2 other computers"; with a shape before it that fills as the entry spreads.
[[nodiscard]] QString whereText(const Whereabouts& where);
[[nodiscard]] Tone whereTone(const Whereabouts& where);

class WhereSaved : public QObject
{
    Q_OBJECT

public:
    // The session's one; made when it is first asked for.
    [[nodiscard]] static WhereSaved& of(Session& session);

    struct Known
    {
        // Up to which commit of a chain each other computer has it.
        std::map<ledger::ChainId, std::map<record::DeviceId, quint64>> holders;
        std::map<record::DeviceId, QString> destinations; // with their names
        bool isOnlyComputer = true;
    };
    void publish(Known known);

    // From memory. None for what was not asked for before: it is looked up beside the window, and changed()
    // follows.
    [[nodiscard]] std::optional<Whereabouts> find(record::EventId event);
    // The same in words, empty where it is not known yet.
    [[nodiscard]] QString textFor(record::EventId event);

signals:
    void changed();

private:
    explicit WhereSaved(Session& session);
    void lookUp();
    [[nodiscard]] Whereabouts whereIs(const ledger::EventPlace& place) const;

    Session& m_session;
    Known m_known;
    QHash<record::EventId, ledger::EventPlace> m_places;
    QSet<record::EventId> m_wanted;
    bool m_lookingUp = false;
};

// One line that says it of one entry, and goes on saying what is true.
class WhereLine : public QLabel
{
    Q_OBJECT

public:
    // Hidden: in a clinic of one computer nothing is said at all.
    enum class OnOnlyComputer { Said, Hidden };
    WhereLine(Session& session, OnOnlyComputer alone, QWidget* parent = nullptr);
    void setEvent(std::optional<record::EventId> event); // none hides it

protected:
    void changeEvent(QEvent* event) override;

private:
    void redraw();

    WhereSaved& m_saved;
    OnOnlyComputer m_alone;
    std::optional<record::EventId> m_event;
};

} // namespace twinward::workbench
