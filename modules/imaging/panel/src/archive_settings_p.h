#pragma once

// How a node of DICOM's network is written down among a user's sealed settings.

#include "imaging/storage_server.h"

#include <QJsonObject>

namespace twinward::imaging {

[[nodiscard]] QJsonObject toJson(const PacsNode& node);
[[nodiscard]] PacsNode nodeFrom(const QJsonObject& object); // what is not there has its default
[[nodiscard]] QJsonObject toJson(const StorageSettings& settings);
[[nodiscard]] StorageSettings storageFrom(const QJsonObject& object);

} // namespace twinward::imaging
