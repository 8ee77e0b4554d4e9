#pragma once

// Everything of the stage that is drawn: made while a context is there, told what to show, drawn for each
// eye.

#include "headset_scene/painters.h"
#include "headset_scene/room.h"
#include "headset_scene/stage_link.h"
#include "imaging_view/ray_caster.h"
#include "newest_p.h"
#include "room_marks_p.h"
#include "room_slices_p.h"

namespace twinward::headset {

class ExamDrawing
{
public:
    // Throws std::runtime_error where OpenGL refuses; without a ray caster the planes are shown.
    ExamDrawing();
    ~ExamDrawing();

    void show(const DeskState& desk);
    // The examination as it is in this frame, which hands may have changed since the desk told it.
    void showExam(const Examination& exam, const std::optional<imaging::Mark>& drawing);
    void showHands(const Inputs& hands, const std::array<std::optional<float>, 2>& rays, Side dominant);
    // Boards that a hand is before: drawn with the room, so that the hand is seen on them.
    void showBoards(const std::vector<Board>& boards, const std::vector<BoardOnStage>& pictures);
    // What threads have made ready since; brings a piece of the volume to the card.
    void settle();

    // In the room's space. `quality` is what the frame can afford; `vignette` 0 to 1.
    struct Frame
    {
        Placement placement;
        std::optional<Place> couch; // where the body lies; none: it is not shown
        bool roomIsReal = false; // nothing of the room is drawn
        float vignette = 0;
        int detail = 0;
        bool isSoftware = false;
    };
    void draw(const EyeView& eye, const Frame& frame);

private:
    void drawBody(const EyeView& eye, const Frame& frame);
    void drawSlices(const EyeView& eye, const Frame& frame);
    void drawMarks(const EyeView& eye, const Frame& frame);
    void drawSigns(const EyeView& eye);
    void drawBoards(const EyeView& eye);
    void drawVolume(const EyeView& eye, const Frame& frame);
    void setMarks(const Placement& placement);
    void setSigns(const DeskState& desk);

    ModelPainter m_models;
    PicturePainter m_pictures;
    std::unique_ptr<imaging::RayCaster> m_rays;
    std::unique_ptr<imaging::SurfacePainter> m_surfaces;
    std::shared_ptr<const imaging::RayVolume> m_volume; // that the caster has or gets
    bool m_fits = false; // on the card
    bool m_uploaded = false; // all of it

    DeskState m_desk;
    std::vector<RoomMark> m_marks; // as they were last made into a model
    float m_marksScale = 1; // and how large the images were then: lines are as thick as the room has them
    struct Label
    {
        imaging::Vec3 at{};
        QSize pixels;
        QString words;
    };
    std::vector<Label> m_labels;
    std::vector<RoomSlice> m_slices;
    SliceJob m_sliceJob;
    std::vector<std::pair<Spot, BedSign>> m_signs;
    std::vector<Board> m_boards;
    std::map<BoardId, std::uint64_t> m_boardPictures; // their versions, as the painter has them
    QString m_roomAsked;
    std::optional<BodyShape> m_body;
    bool m_bodyShown = false;

    Newest<QString, Model> m_roomMaker;
    Newest<BodyShape, Model> m_bodyMaker;
    Newest<SliceJob, std::vector<RoomSlice>> m_slicer;
};

} // namespace twinward::headset
