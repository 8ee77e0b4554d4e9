#include "layer_content_p.h"

#include "workbench/when_done.h"

#include <algorithm>

namespace twinward::imaging {

namespace {

constexpr int lookMs = 15; // how often the screen asks whether slices came in
constexpr size_t mostFrames = 48; // decoded frames kept of a stack that is no volume

} // namespace

LayerContent::LayerContent(workbench::Session& session, Study study, Series series, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_study(std::move(study))
    , m_series(std::move(series))
{
    m_timer.setInterval(lookMs);
    connect(&m_timer, &QTimer::timeout, this, &LayerContent::lookForMore);
    connect(&m_session, &workbench::Session::closing, this, [this] { m_reading->stop = true; });
}

LayerContent::~LayerContent()
{
    m_reading->stop = true;
}

void LayerContent::open(int stack)
{
    auto future = m_session.runBeside([series = m_series, stack](
                                          const ledger::Vault& vault) -> base::Result<Opened> {
        auto headers = readHeaders(vault, series);
        if (!headers)
            return base::fail(headers.error());
        Opened opened;
        opened.headers = std::make_shared<const std::vector<ObjectHeader>>(std::move(*headers));
        opened.stacks = arrange(*opened.headers);
        opened.stack = std::clamp(stack, 0, std::max(0, static_cast<int>(opened.stacks.size()) - 1));
        if (opened.stacks.empty() || !opened.stacks[static_cast<size_t>(opened.stack)].grid)
            return opened;
        // What can't be a volume (colour) is shown as single frames.
        if (auto volume = startVolume(*opened.headers, opened.stacks[static_cast<size_t>(opened.stack)])) {
            if ((*volume)->samples == 1)
                opened.volume = std::move(*volume);
        }
        return opened;
    });
    workbench::whenDone(future, this, [this](const base::Result<Opened>& opened) { take(opened); });
}

void LayerContent::take(const base::Result<Opened>& opened)
{
    if (!opened) {
        m_error = opened.error();
        m_complete = true;
        emit LayerContent::opened();
        emit completed();
        return;
    }
    m_headers = opened->headers;
    m_stacks = opened->stacks;
    m_stackIndex = opened->stack;
    m_volume = opened->volume;
    if (opened->volume)
        fill(opened->volume);
    else
        m_complete = true;
    emit LayerContent::opened();
    if (m_complete)
        emit completed();
}

void LayerContent::fill(const std::shared_ptr<Volume>& volume)
{
    const auto reading = m_reading;
    const int middle = volume->grid.size[2] / 2;
    auto future = m_session.runBeside([series = m_series, headers = m_headers, stack = *this->stack(), volume,
                                          middle, reading](const ledger::Vault& vault) {
        return fillVolume(vault, series, *headers, stack, *volume, middle, [reading](int) {
            ++reading->arrived;
            return !reading->stop;
        });
    });
    m_timer.start();
    workbench::whenDone(future, this, [this](const base::Status& status) {
        m_timer.stop();
        if (!status && status.error().code != base::ErrorCode::Cancelled)
            m_error = status.error();
        m_complete = true;
        lookForMore();
        emit completed();
    });
}

void LayerContent::lookForMore()
{
    const int now = m_reading->arrived;
    if (now == m_told)
        return;
    m_told = now;
    emit grew();
}

const Stack* LayerContent::stack() const
{
    return m_stacks.empty() ? nullptr : &m_stacks[static_cast<size_t>(m_stackIndex)];
}

int LayerContent::arrived() const
{
    return m_reading->arrived;
}

FrameRef LayerContent::frameRef(int slice) const
{
    const Stack* shown = stack();
    if (shown == nullptr || slice < 0 || slice >= static_cast<int>(shown->frames.size()))
        return {-1, 0};
    return shown->frames[static_cast<size_t>(slice)];
}

const ObjectHeader* LayerContent::headerOf(int slice) const
{
    const FrameRef ref = frameRef(slice);
    return ref.instance < 0 ? nullptr : &(*m_headers)[static_cast<size_t>(ref.instance)];
}

int LayerContent::sliceOf(const QString& sopInstanceUid, int frame) const
{
    const Stack* shown = stack();
    for (size_t i = 0; shown != nullptr && i < shown->frames.size(); ++i) {
        const FrameRef& ref = shown->frames[i];
        if (ref.frame == frame
            && (*m_headers)[static_cast<size_t>(ref.instance)].sopInstanceUid == sopInstanceUid)
            return static_cast<int>(i);
    }
    return -1;
}

std::shared_ptr<const Frame> LayerContent::frame(int slice)
{
    const auto found = std::ranges::find(m_frames, slice, &Kept::slice);
    if (found == m_frames.end()) {
        readFrames(slice);
        return nullptr;
    }
    std::rotate(found, found + 1, m_frames.end());
    const auto frame = m_frames.back().frame;
    if (frameRef(slice + 1).instance >= 0
        && std::ranges::find(m_frames, slice + 1, &Kept::slice) == m_frames.end())
        readFrames(slice + 1); // who scrolls or plays goes on
    return frame;
}

void LayerContent::readFrames(int slice)
{
    const FrameRef ref = frameRef(slice);
    if (ref.instance < 0 || m_asked.contains(slice))
        return;
    m_asked.append(slice);
    const auto index = static_cast<size_t>(ref.instance);
    using Read = base::Result<std::shared_ptr<const Frame>>;
    auto future = m_session.runBeside([instance = m_series.instances[index], headers = m_headers, index,
                                          number = ref.frame](const ledger::Vault& vault) -> Read {
        auto read = readFrame(vault, instance, (*headers)[index], number);
        if (!read)
            return base::fail(read.error());
        return std::make_shared<const Frame>(std::move(*read));
    });
    workbench::whenDone(future, this, [this, slice](const Read& frame) { keep(slice, frame); });
}

void LayerContent::keep(int slice, const base::Result<std::shared_ptr<const Frame>>& frame)
{
    if (!frame) {
        m_error = frame.error(); // stays among the asked: it is not tried again and again
    } else {
        m_asked.removeOne(slice);
        m_frames.push_back({slice, *frame});
        if (m_frames.size() > mostFrames)
            m_frames.erase(m_frames.begin());
    }
    emit frameArrived(slice);
}

} // namespace twinward::imaging
