#pragma once

// Real objects to send and what came of them, for tests of DICOM's network.

#include "imaging/dicom_object.h"
#include "imaging/pacs_client.h"
#include "imaging/storage_server.h"

#include <map>
#include <mutex>

namespace twinward::imaging::tests {

struct Given
{
    QString file;
    QByteArray bytes;
    ObjectHeader header;
};

inline const QString studyFolder = QStringLiteral(
    "dicom-edge/pydicom/dicomdirtests/77654033"); // CR and CT of one patient: two studies, 7 objects
inline constexpr size_t studyObjects = 7;

// All that can be read under a folder of the real data.
[[nodiscard]] std::vector<Given> objectsIn(const QString& folder);

// What came in, by its SOP Instance UID.
struct Inbox
{
    std::mutex mutex;
    std::map<QString, QByteArray> objects;

    base::Status take(const QByteArray& bytes);
    [[nodiscard]] size_t size();
};

[[nodiscard]] base::Result<Transfer> sendAll(const PacsNode& node, const std::vector<Given>& objects);

// A service of ours on a free port of this computer, called OURS.
[[nodiscard]] base::Result<std::unique_ptr<StorageServer>> startService(
    Inbox& inbox, StorageSettings settings = {});
[[nodiscard]] PacsNode nodeOf(const StorageServer& server);

} // namespace twinward::imaging::tests
