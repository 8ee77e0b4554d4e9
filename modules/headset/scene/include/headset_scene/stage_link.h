#pragma once

// What the desk and the headset's stage tell each other, neither ever waiting for the other: the desk's
// newest state one way, deeds and pointer events the other.

#include "headset/latest.h"
#include "headset_scene/boards.h"
#include "headset_scene/body.h"
#include "headset_scene/exam_hands.h"
#include "imaging_view/ray_volume.h"
#include "imaging_view/surface_painter.h"

#include <QHash>
#include <QImage>

namespace twinward::headset {

// A panel's picture; drawn again where `version` is another.
struct BoardOnStage
{
    BoardId id = 0;
    QImage picture; // as on the screen, from the top
    std::uint64_t version = 0;
    double widthM = 0.8; // the height follows the picture
    std::optional<Pose> remembered; // where it was left; none: hung around the wearer
};

// A finding of somebody else's report: only looked at, and drawn apart from this clinic's own.
struct OthersMark
{
    imaging::Mark mark; // where it lies in its layer
    QString words;
    friend bool operator==(const OthersMark&, const OthersMark&) = default;
};

// What hangs over a bed of the ward: banner, score and vitals of who lies there.
struct BedSign
{
    QString bed; // as the ward calls it
    QImage picture;
    std::uint64_t version = 0;
};

// Of the images: the volume, its planes where they lie in it, or both.
enum class Shown { Both, Volume, Planes };

// What a button on a board asks of the stage; done once for each number.
struct StageRequest
{
    enum class Kind {
        Turn, // the images, so that the wearer sees `view`
        Beginning, // the images as they were when they came, uncut
        GatherBoards, // around the wearer
    };
    quint64 number = 0; // 0: none
    Kind kind = Kind::Turn;
    SavedView view = SavedView::Front;
};

struct DeskState
{
    imaging::ExamScene scene;
    imaging::VolumePtr ground; // null: no images
    std::shared_ptr<const imaging::RayVolume> rays; // of the ground; null until it is prepared
    std::vector<imaging::SurfaceToDraw> meshes;
    QHash<record::EventId, QString> values; // what the marks of the record measure, as the desk shows it
    std::vector<OthersMark> others;
    std::optional<BodyShape> body; // none: nobody on the couch
    QString
        bed; // of the ward in which the patient lies, as its sign calls it; elsewhere it is the room's couch
    QString room; // of roomIds()
    std::vector<BoardOnStage> boards;
    std::vector<BedSign> signs;
    Side dominant = Side::Right;
    HandTool tool = HandTool::Point;
    Shown shown = Shown::Both;
    StageRequest request;
    quint64 lastDeed = 0; // the last that the scene here holds: until then the stage keeps what hands did
};

struct StageReport
{
    struct Done
    {
        quint64 number = 0; // from 1
        Deed deed;
        imaging::ExamScene scene; // after it: the desk takes the part the deed names
    };
    std::vector<Done> deeds;
    std::vector<BoardPointer> pointers;
    std::vector<std::pair<BoardId, Pose>> movedBoards; // in the room, to be remembered
    std::optional<imaging::VolumeView> seen; // the volume as the wearer has it before them
    std::optional<HandTool> chosen; // on the hand's menu

    [[nodiscard]] bool isEmpty() const
    {
        return deeds.empty() && pointers.empty() && movedBoards.empty() && !seen && !chosen;
    }
};

class StageLink
{
public:
    Latest<DeskState> toStage;

    // Called on the headset's thread when there is something to take; must only pass it on. Set before the
    // session starts.
    std::function<void()> wake;

    // The stage's: adds to what was not taken yet.
    void report(StageReport report);
    // The desk's: everything since the last call, in order.
    [[nodiscard]] StageReport take();

private:
    std::mutex m_mutex;
    StageReport m_waiting;
};

} // namespace twinward::headset
