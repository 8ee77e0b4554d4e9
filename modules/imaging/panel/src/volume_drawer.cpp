#include "volume_widget_p.h"

namespace twinward::imaging {

VolumeDrawer::~VolumeDrawer() = default;

void VolumeDrawer::order(const Order& order)
{
    bool waiting = false;
    {
        const std::lock_guard lock(m_mutex);
        waiting = m_next.has_value();
        m_next = order;
        m_stop = true; // what is being drawn is out of date
    }
    if (!waiting)
        QMetaObject::invokeMethod(this, &VolumeDrawer::drawNext, Qt::QueuedConnection);
}

void VolumeDrawer::stop()
{
    const std::lock_guard lock(m_mutex);
    m_next.reset();
    m_stop = true;
}

void VolumeDrawer::drawNext()
{
    std::optional<Order> taken;
    {
        const std::lock_guard lock(m_mutex);
        taken = std::exchange(m_next, std::nullopt);
        m_stop = false;
    }
    if (!taken || m_refused)
        return;
    if (!m_renderer) {
        auto made = VolumeRenderer::make();
        if (!made) {
            m_refused = true;
            emit failed(made.error());
            return;
        }
        m_renderer = std::move(*made);
    }
    m_renderer->setVolume(taken->fast, taken->full);
    const auto same = [](const SurfaceToDraw& a, const SurfaceToDraw& b) {
        return a.mesh == b.mesh && a.colour == b.colour && a.opacity == b.opacity;
    };
    if (!std::ranges::equal(m_surfaces, taken->surfaces, same)) {
        m_surfaces = taken->surfaces;
        m_renderer->setSurfaces(m_surfaces);
    }
    // A coarse picture is finished whatever comes: while the hand moves there is always another order.
    const bool still = taken->quality == Quality::Still;
    const QImage picture
        = m_renderer->render(taken->view, taken->pixels, taken->quality, still ? &m_stop : nullptr);
    if (!picture.isNull())
        emit drawn(picture, taken->quality);
}

} // namespace twinward::imaging
