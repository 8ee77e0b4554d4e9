#include "gpu_timer_p.h"

namespace twinward::headset {

GpuTimer::GpuTimer()
{
    for (Pair& pair : m_ring) {
        pair.from = gl::Timestamp::make();
        pair.to = gl::Timestamp::make();
    }
}

void GpuTimer::begin(std::uint64_t frame)
{
    m_open = m_underway < m_ring.size();
    if (!m_open)
        return;
    m_ring[m_next].frame = frame;
    glQueryCounter(m_ring[m_next].from.get(), GL_TIMESTAMP);
}

void GpuTimer::end()
{
    if (!m_open)
        return;
    glQueryCounter(m_ring[m_next].to.get(), GL_TIMESTAMP);
    m_next = (m_next + 1) % m_ring.size();
    ++m_underway;
    m_open = false;
}

std::vector<GpuTimer::Measured> GpuTimer::take()
{
    std::vector<Measured> known;
    while (m_underway > 0) {
        const Pair& oldest = m_ring[(m_next + m_ring.size() - m_underway) % m_ring.size()];
        GLint there = GL_FALSE;
        glGetQueryObjectiv(oldest.to.get(), GL_QUERY_RESULT_AVAILABLE, &there);
        if (there == GL_FALSE)
            break;
        GLuint64 from = 0;
        GLuint64 to = 0;
        glGetQueryObjectui64v(oldest.from.get(), GL_QUERY_RESULT, &from);
        glGetQueryObjectui64v(oldest.to.get(), GL_QUERY_RESULT, &to);
        --m_underway;
        if (to >= from)
            known.push_back({oldest.frame, std::chrono::nanoseconds(to - from)});
    }
    return known;
}

} // namespace twinward::headset
