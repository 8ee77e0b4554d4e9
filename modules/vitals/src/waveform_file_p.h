#pragma once

// Whole files up to a bound, for the readers of recordings.

#include "base/error.h"

#include <QByteArray>
#include <QDir>

namespace twinward::vitals {

[[nodiscard]] base::Result<QByteArray> readBounded(const QString& path, qint64 mostBytes);

} // namespace twinward::vitals
