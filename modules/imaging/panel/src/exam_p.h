#pragma once

// The examination on the screen: the scene with its undo, and what its layers are made of. Views draw this
// and change it through here; they don't know each other.

#include "imaging/measure.h"
#include "imaging/undo.h"
#include "layer_content_p.h"

#include <QObject>

namespace twinward::imaging {

class Exam : public QObject
{
    Q_OBJECT

public:
    explicit Exam(workbench::Session& session, QObject* parent = nullptr);

    [[nodiscard]] workbench::Session& session() { return m_session; }
    [[nodiscard]] const ExamScene& scene() const { return m_undo.current(); }

    // Something was done. `what` names it for the menu; steps with the same `merge` are one (a drag).
    using Edit = std::function<void(ExamScene&)>;
    void change(const QString& what, const Edit& edit, const QString& merge = {});
    // What follows from something else: no step of its own, and no undo takes it back.
    void settle(const Edit& edit);
    void undo();
    void redo();
    [[nodiscard]] bool canUndo() const { return m_undo.canUndo(); }
    [[nodiscard]] bool canRedo() const { return m_undo.canRedo(); }
    [[nodiscard]] QString undoName() const { return m_undo.undoName(); }
    [[nodiscard]] QString redoName() const { return m_undo.redoName(); }

    // How a series comes onto the screen: instead of what is there, laid over it, or beside it.
    enum class Place { Alone, Over, Beside };
    void show(
        record::PatientId patient, const Study& study, const Series& series, Place place, int stack = 0);
    void clear();
    void removeSecond(); // the first is alone again; undo brings it back
    // The second lies in a frame of reference of its own and was not aligned: a place in the one may be
    // elsewhere in the other.
    [[nodiscard]] bool isUnaligned() const;

    [[nodiscard]] int layerCount() const { return static_cast<int>(m_layers.size()); }
    [[nodiscard]] LayerContent* layer(int index) const; // null outside
    [[nodiscard]] LayerContent* ground() const { return layer(0); }
    // The grid planes are cut along: the ground's, or that of the single frame on show; none before it is
    // read.
    [[nodiscard]] std::optional<Grid> grid(int layer = 0) const;
    [[nodiscard]] std::optional<Grid> placedGrid(int layer) const; // where it lies among the others
    [[nodiscard]] bool isVolume(int layer = 0) const; // can be cut in any direction
    [[nodiscard]] Window ownWindow(int layer) const; // what its object gives; a guess where it gives none

    // The cursor moved to another slice of a view, or another frame where the stack is no volume.
    void step(size_t plane, int slices);
    void goToSlice(size_t plane, int slice);
    // Where a view stands in the stack: for a plane of a volume by its slices.
    struct Position
    {
        int current = 0; // from 0
        int count = 1;
    };
    [[nodiscard]] Position position(size_t plane) const;
    // The slice of the series (from 0) that is nearest to a point, in the series' own coordinates.
    [[nodiscard]] int nearestSlice(int layer, const Vec3& point) const;
    // The planes that zoom and pan with this one, itself among them: comparing, those that show the same cut
    // of the other series.
    [[nodiscard]] std::vector<size_t> linked(size_t plane) const;

signals:
    void changed(); // the scene
    void layersChanged(); // others are on show
    void contentChanged(int layer); // opened, more slices, a frame
    void failed(const twinward::base::Error& error);

private:
    void adopt(LayerContent* content);
    void forget(); // all contents
    void follow(); // the layers are those of the scene
    void begin(int layer); // its headers are there
    void guessWindow(int layer);
    void settleLayer(int layer, const std::function<void(Layer&)>& edit);
    void layByMiddle();
    [[nodiscard]] int shownLayer(const PlaneView& view) const;

    workbench::Session& m_session;
    UndoStack<ExamScene> m_undo{ExamScene()};
    std::vector<LayerContent*> m_layers; // as the scene's
    std::vector<LayerContent*> m_known; // also of series that undo or redo brings back
    std::array<double, 16> m_laid = Layer().toPatient; // where the second lay before anybody moved it
};

} // namespace twinward::imaging
