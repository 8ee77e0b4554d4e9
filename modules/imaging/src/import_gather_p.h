#pragma once

// The first look: which files, entries of zips and objects in memory there are to be read.

#include "imaging/import.h"

#include <set>

namespace twinward::imaging {

// Takes what scan() is given apart into single objects. Nothing is unpacked or read but the tables of
// contents of zips and directories of media.
class Gathering
{
public:
    Gathering(const ImportSource& source, ImportPlan& plan);

    // NotFound for a path that does not exist.
    [[nodiscard]] base::Status run();
    [[nodiscard]] const std::vector<ObjectPlace>& places() const { return m_places; }

private:
    base::Status addPath(const QString& path);
    void addFolder(const QString& folder);
    void addFile(const QString& path, qint64 size);
    void addZip(const QString& path);
    void addDicomDir(const QString& path);
    void checkDicomDir(const QString& path); // whose folder is gathered anyway
    [[nodiscard]] bool isFull();

    const ImportSource& m_source;
    ImportPlan& m_plan;
    std::vector<ObjectPlace> m_places;
    std::set<QString> m_known; // paths
    bool m_full = false;
};

void refuse(ImportPlan& plan, const QString& name, const QString& why);

} // namespace twinward::imaging
