#pragma once

// OpenXR's C API as C++ wants it inside this module: handles that free themselves, calls that throw what is
// the matter in plain words. Nothing of this leaves the module: the worker catches it.

#define XR_USE_GRAPHICS_API_OPENGL
#include "headset/pose.h"
#include "headset/session.h"

#include <exception>
#include <openxr/openxr.h>
#include <openxr/openxr_platform.h>
#include <utility>

namespace twinward::headset {

// What ends a session, or keeps one from starting: the phase it leads to, and what to tell.
class Trouble : public std::exception
{
public:
    Trouble(Phase leadsTo, base::Error told)
        : phase(leadsTo)
        , error(std::move(told))
    { }
    [[nodiscard]] const char* what() const noexcept override { return "the headset can't be used"; }

    Phase phase;
    base::Error error;
};

// For what `call` answered; only for failures.
[[nodiscard]] Trouble troubleOf(XrResult result, const char* call);
[[nodiscard]] QString nameOf(XrResult result); // XR_ERROR_...

// Success codes pass through: some say more than that (XR_FRAME_DISCARDED, XR_SESSION_NOT_FOCUSED).
inline XrResult check(XrResult result, const char* call)
{
    if (XR_FAILED(result))
        throw troubleOf(result, call);
    return result;
}

// Owns a handle of OpenXR.
template <class T> class Owned
{
public:
    using Destroy = XrResult(XRAPI_PTR*)(T);

    Owned() = default;
    Owned(T handle, Destroy destroy)
        : m_handle(handle)
        , m_destroy(destroy)
    { }
    ~Owned() { reset(); }
    Owned(Owned&& other) noexcept
        : m_handle(std::exchange(other.m_handle, XR_NULL_HANDLE))
        , m_destroy(other.m_destroy)
    { }
    Owned& operator=(Owned&& other) noexcept
    {
        if (this != &other) {
            reset();
            m_handle = std::exchange(other.m_handle, XR_NULL_HANDLE);
            m_destroy = other.m_destroy;
        }
        return *this;
    }
    Owned(const Owned&) = delete;
    Owned& operator=(const Owned&) = delete;

    void reset()
    {
        if (m_handle != XR_NULL_HANDLE)
            m_destroy(
                std::exchange(m_handle, XR_NULL_HANDLE)); // of a lost runtime it may fail: nothing to do
    }
    [[nodiscard]] T get() const { return m_handle; }
    explicit operator bool() const { return m_handle != XR_NULL_HANDLE; }

private:
    T m_handle = XR_NULL_HANDLE;
    Destroy m_destroy = nullptr;
};

// A structure of OpenXR with its type filled in and all else zero.
template <class T> [[nodiscard]] T typed(XrStructureType type, void* next = nullptr)
{
    T structure{};
    structure.type = type;
    structure.next = next;
    return structure;
}

// The list that OpenXR gives in two calls; `blank` is what each element holds before.
template <class T, class Call> [[nodiscard]] std::vector<T> listed(Call call, const char* name, T blank = {})
{
    // It may grow between the two calls: then once more.
    for (int attempt = 0; attempt < 3; ++attempt) {
        std::uint32_t count = 0;
        check(call(0U, &count, static_cast<T*>(nullptr)), name);
        std::vector<T> all(count, blank);
        if (count == 0)
            return all;
        const XrResult result = call(count, &count, all.data());
        if (result == XR_ERROR_SIZE_INSUFFICIENT)
            continue;
        check(result, name);
        all.resize(count);
        return all;
    }
    throw troubleOf(XR_ERROR_SIZE_INSUFFICIENT, name);
}

[[nodiscard]] inline Pose fromXr(const XrPosef& pose)
{
    const auto& q = pose.orientation;
    return {QQuaternion(q.w, q.x, q.y, q.z), QVector3D(pose.position.x, pose.position.y, pose.position.z)};
}
[[nodiscard]] inline XrPosef toXr(const Pose& pose)
{
    const QQuaternion q = pose.orientation.normalized();
    return {{q.x(), q.y(), q.z(), q.scalar()}, {pose.position.x(), pose.position.y(), pose.position.z()}};
}

} // namespace twinward::headset
