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
    if (!taken)
        return;
    if (!m_renderer && !m_refused) {
        auto made = VolumeRenderer::make();
        if (!made) {
            m_refused = made.error();
        } else {
            m_renderer = std::move(*made);
        }
    }
    if (m_refused) {
        emit failed(*m_refused);
        return;
    }
    if (auto brought = m_renderer->setVolume(taken->volume); !brought) {
        emit failed(brought.error());
        return;
    }
    m_renderer->setSurfaces(taken->surfaces);
    // A coarse picture is finished whatever comes: while the hand moves there is always another order.
    const bool still = taken->quality == Quality::Still;
    const QImage picture
        = m_renderer->render(taken->view, taken->pixels, taken->quality, still ? &m_stop : nullptr);
    if (!picture.isNull())
        emit drawn(picture, taken->quality);
}

} // namespace twinward::imaging
