#pragma once

// Until both ends know who the other is. Nothing is said to a stranger but a random number and a hash that
// means nothing without the clinic's secret.

#include "desk_p.h"

namespace twinward::sync {

class Greeting
{
public:
    explicit Greeting(Desk& desk);

    void start();
    base::Status onHello(const QByteArray& body);
    base::Status onProof(const QByteArray& body);
    base::Status onIdentity(const QByteArray& body);
    [[nodiscard]] bool isProven() const { return m_isProven; } // it is of the clinic; who, is not known yet
    [[nodiscard]] bool isDone() const { return !m_desk.peer.isNull(); }
    [[nodiscard]] GoodbyeReason reason() const { return m_reason; } // for which the other was turned away

private:
    enum class Speaker : quint8 { Us, Them };
    // What one end said and the other answered, on this link alone.
    [[nodiscard]] QByteArray transcript(
        QByteArrayView about, Speaker speaker, QByteArrayView more = {}) const;

    Desk& m_desk;
    QByteArray m_ours;
    QByteArray m_theirs;
    bool m_isProven = false;
    GoodbyeReason m_reason = GoodbyeReason::Malformed;
};

} // namespace twinward::sync
