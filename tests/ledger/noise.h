#pragma once

// Bytes that nothing makes smaller, the same for the same seed.

#include <QByteArray>
#include <random>

namespace twinward::test {

inline QByteArray noise(quint32 seed, qsizetype size)
{
    std::mt19937 random(seed);
    QByteArray bytes(size, Qt::Uninitialized);
    for (char& byte : bytes)
        byte = static_cast<char>(random());
    return bytes;
}

} // namespace twinward::test
