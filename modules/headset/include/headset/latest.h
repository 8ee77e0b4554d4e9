#pragma once

// One value that two threads share, where only the newest counts: neither waits for the other's work.

#include <mutex>
#include <optional>
#include <utility>

namespace twinward::headset {

template <class T> class Latest
{
public:
    void put(T value)
    {
        std::optional<T> old(std::move(value)); // what it replaces is destroyed outside the lock
        const std::lock_guard lock(m_mutex);
        m_value.swap(old);
    }
    // Nothing where none was put since the last take.
    [[nodiscard]] std::optional<T> take()
    {
        std::optional<T> taken;
        const std::lock_guard lock(m_mutex);
        m_value.swap(taken);
        return taken;
    }

private:
    std::mutex m_mutex;
    std::optional<T> m_value;
};

} // namespace twinward::headset
