#pragma once

// The headset at one workplace: goes on whether or not its panel is open, shows what the viewer shows, and
// ends at once when the record locks. Waits for nothing on the GUI thread.

#include "headset/session.h"
#include "headset_scene/stage_link.h"
#include "workbench/panel.h"

namespace twinward::headset {

struct Choices
{
    QString room = QStringLiteral("consulting"); // of roomIds()
    Background background = Background::Drawn;
    Posture posture = Posture::Standing;
    Side dominant = Side::Right;
    HandTool tool = HandTool::Point;
    Shown shown = Shown::Both;

    friend bool operator==(const Choices&, const Choices&) = default;
};

// What there is to see besides the room, and why something is not there.
struct Content
{
    enum class Images { NoViewer, None, Reading, NotAVolume, Unreadable, There };
    Images images = Images::None;
    std::optional<BodyShape> body; // none: height or weight was never measured
    int signs = 0; // over the ward's beds
    int bedsElsewhere = 0; // patients whose bed is none of the room's

    friend bool operator==(const Content&, const Content&) = default;
};

class Headset : public QObject
{
    Q_OBJECT

public:
    // The workplace's one, made by the first call. boards: the panels that hang in the room beside the tools.
    static Headset& of(workbench::Workspace& workspace, const QList<workbench::PanelFactory>& boards = {});
    // Before the context goes: the session ends, and with it everything it showed. Does not wait for it.
    static void dismiss(workbench::PatientContext& context);
    ~Headset() override;

    void enter(); // now, or as soon as there is a headset
    void leave();
    [[nodiscard]] bool isEntered() const { return m_entered; } // asked for, and not left since
    [[nodiscard]] SessionState state() const;
    [[nodiscard]] Capabilities capabilities() const;
    [[nodiscard]] std::optional<QImage> takeMirror(); // never waits
    [[nodiscard]] const FrameTimes* frameTimes() const; // null before the first time

    [[nodiscard]] const Choices& choices() const { return m_choices; }
    void choose(const Choices& choices); // remembered for this user
    [[nodiscard]] Content content() const;

    // Over the ward's beds: whom the user has taken off is shown nowhere.
    struct Bed
    {
        record::PatientId patient;
        QString label; // "Ward A / 3 · Diallo, Amina"
        bool isShown = true;
    };
    [[nodiscard]] std::vector<Bed> beds() const;
    enum class OnTheBed { Shown, Hidden };
    void setBed(record::PatientId patient, OnTheBed how);

    // For tests: another stage, before it is entered; what desk and stage tell each other.
    using StageMaker = std::function<StageFactory(std::shared_ptr<StageLink>)>;
    void setStage(StageMaker make) { m_makeStage = std::move(make); }
    [[nodiscard]] const std::shared_ptr<StageLink>& link() const { return m_link; }
    [[nodiscard]] QWidget* boardWidget(const QString& name) const; // null while nobody is in it

signals:
    void changed(); // state, or entered or left
    void mirrorReady();
    void choicesChanged();
    void contentChanged();

private:
    Headset(workbench::Workspace& workspace, QList<workbench::PanelFactory> boards);
    void restore();
    void apply();
    void openBoards();
    void followState();
    void leaveIfOff();

    struct Parts;
    std::unique_ptr<Parts> m_parts;
    workbench::Workspace& m_workspace;
    std::shared_ptr<StageLink> m_link;
    StageMaker m_makeStage;
    HeadsetSession* m_session = nullptr;
    Choices m_choices;
    bool m_entered = false;
    bool m_chosen = false; // here, since unlocking: newer than what was kept
};

} // namespace twinward::headset
