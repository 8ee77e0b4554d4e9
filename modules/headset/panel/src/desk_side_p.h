#pragma once

// The desk's end of the link: keeps the stage's picture of the examination current, and makes what hands did
// the examination's own. Only while somebody is in the headset; otherwise the stage has nothing.

#include "headset_panel/headset.h"
#include "headset_scene/stage_link.h"
#include "imaging_panel/live_exam.h"

#include <deque>
#include <QTimer>

namespace twinward::headset {

class DeskSide : public QObject
{
    Q_OBJECT

public:
    DeskSide(workbench::Workspace& workspace, std::shared_ptr<StageLink> link, QObject* parent);
    ~DeskSide() override; // the stage is left with nothing

    void begin();
    void end();

    void setChoices(const Choices& choices);
    void setBoards(std::vector<BoardOnStage> boards);
    void setSigns(std::vector<BedSign> signs);
    void ask(StageRequest request); // of the stage; its number is given here

    [[nodiscard]] Content::Images images() const;
    [[nodiscard]] const std::optional<BodyShape>& body() const { return m_body; }

signals:
    void contentChanged();
    void pointed(const twinward::headset::BoardPointer& pointer);
    void boardMoved(twinward::headset::BoardId board, const twinward::headset::Pose& pose);
    void chosen(twinward::headset::HandTool tool);

private:
    struct Bell;

    void sendSoon();
    void send();
    void takeReport();
    void queue(const std::vector<BoardPointer>& pointers);
    void handOn();
    void apply(const StageReport::Done& done);
    void showSeen(const imaging::VolumeView& seen);
    void prepare();
    void readBody();
    [[nodiscard]] bool isOfThisPatient() const;

    workbench::Workspace& m_workspace;
    imaging::LiveExam& m_exam;
    std::shared_ptr<StageLink> m_link;
    std::shared_ptr<Bell> m_bell; // rung on the headset's thread
    QTimer m_soon;
    bool m_on = false;

    Choices m_choices;
    std::vector<BoardOnStage> m_boards;
    std::vector<BedSign> m_signs;
    StageRequest m_request;
    quint64 m_lastDeed = 0;
    std::deque<BoardPointer> m_pointers; // to be handed on, in order
    imaging::VolumePtr m_ground; // that m_rays is of, or is being made of
    std::shared_ptr<const imaging::RayVolume> m_rays;
    std::optional<BodyShape> m_body;
    record::PatientId m_bodyOf;
};

} // namespace twinward::headset
