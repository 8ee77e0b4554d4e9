#pragma once

// Bytes that must not be seen: in guarded, locked memory (sodium_malloc), wiped when they go, never copied by
// accident, never converted to a QString.

#include <cstddef>
#include <memory>
#include <QByteArrayView>
#include <span>

namespace twinward::ledger {

class Secret
{
public:
    Secret() = default;
    explicit Secret(size_t size); // zeroed
    // Takes the bytes over; the caller wipes its own copy.
    [[nodiscard]] static Secret copyOf(QByteArrayView bytes);
    [[nodiscard]] static Secret random(size_t size);

    Secret(Secret&&) noexcept = default;
    Secret& operator=(Secret&&) noexcept = default;
    [[nodiscard]] Secret clone() const;

    [[nodiscard]] unsigned char* data() { return m_bytes.get(); }
    [[nodiscard]] const unsigned char* data() const { return m_bytes.get(); }
    [[nodiscard]] size_t size() const { return m_size; }
    [[nodiscard]] bool isEmpty() const { return m_size == 0; }

private:
    struct Free
    {
        void operator()(unsigned char* bytes) const;
    };
    std::unique_ptr<unsigned char[], Free> m_bytes;
    size_t m_size = 0;
};

} // namespace twinward::ledger
