#pragma once

// What one layer of the scene is made of, as far as it has come from the vault: headers first, then the
// middle of the volume, then the rest.

#include "imaging/library.h"
#include "workbench/session.h"

#include <atomic>
#include <QObject>
#include <QTimer>

namespace twinward::imaging {

using HeadersPtr = std::shared_ptr<const std::vector<ObjectHeader>>;

class LayerContent : public QObject
{
    Q_OBJECT

public:
    LayerContent(workbench::Session& session, Study study, Series series, QObject* parent = nullptr);
    ~LayerContent() override; // stops reading

    void open(int stack); // starts reading; the signals tell how far it is

    [[nodiscard]] const Study& study() const { return m_study; }
    [[nodiscard]] const Series& series() const { return m_series; }
    [[nodiscard]] bool hasHeaders() const { return m_headers != nullptr; }
    [[nodiscard]] HeadersPtr headers() const { return m_headers; } // null before they are read
    [[nodiscard]] const std::vector<Stack>& stacks() const { return m_stacks; }
    [[nodiscard]] int stackIndex() const { return m_stackIndex; }
    [[nodiscard]] const Stack* stack() const; // null where the series has no images
    [[nodiscard]] VolumePtr volume() const { return m_volume; } // null where the stack makes none
    [[nodiscard]] int arrived() const; // slices that are there
    [[nodiscard]] bool isComplete() const { return m_complete; }
    [[nodiscard]] const std::optional<base::Error>& error() const { return m_error; }

    // The header of a slice or frame of the stack; null outside.
    [[nodiscard]] const ObjectHeader* headerOf(int slice) const;
    [[nodiscard]] FrameRef frameRef(int slice) const;
    [[nodiscard]] int sliceOf(const QString& sopInstanceUid, int frame) const; // -1: not in this stack

    // What the objects ask to be shown with, or a guess; Window() until there is one.
    [[nodiscard]] const Window& ownWindow() const { return m_ownWindow; }
    void setOwnWindow(const Window& window) { m_ownWindow = window; }

    // A frame of a stack that is no volume: null while it is read; frameArrived tells.
    [[nodiscard]] std::shared_ptr<const Frame> frame(int slice);

signals:
    void opened(); // headers and stacks are there, or error()
    void grew(); // more slices
    void completed(); // no more come
    void frameArrived(int slice);

private:
    struct Opened
    {
        HeadersPtr headers;
        std::vector<Stack> stacks;
        std::shared_ptr<Volume> volume;
        int stack = 0;
    };
    struct Reading
    {
        std::atomic<bool> stop{false};
        std::atomic<int> arrived{0};
    };

    void take(const base::Result<Opened>& opened);
    void fill(const std::shared_ptr<Volume>& volume);
    void lookForMore();
    void readFrames(int slice);
    void keep(int slice, const base::Result<std::shared_ptr<const Frame>>& frame);

    workbench::Session& m_session;
    Study m_study;
    Series m_series;
    HeadersPtr m_headers;
    std::vector<Stack> m_stacks;
    int m_stackIndex = 0;
    VolumePtr m_volume;
    Window m_ownWindow;
    std::shared_ptr<Reading> m_reading = std::make_shared<Reading>();
    int m_told = 0;
    bool m_complete = false;
    std::optional<base::Error> m_error;
    QTimer m_timer;
    struct Kept
    {
        int slice;
        std::shared_ptr<const Frame> frame;
    };
    std::vector<Kept> m_frames; // the last ones asked for, newest last
    QList<int> m_asked; // being read
};

} // namespace twinward::imaging
