#pragma once

// Plans of imports as the tests make them: from files, zips and memory.

#include "made_objects.h"

#include <zip.h>

namespace twinward::imaging::test {

inline QString zipped(const ImagingClinic& clinic, const QString& name,
    const std::vector<std::pair<QString, QByteArray>>& entries)
{
    const QString path = clinic.path(name);
    zip_t* archive = zip_open(QFile::encodeName(path).constData(), ZIP_CREATE, nullptr);
    for (const auto& [entry, content] : entries) {
        zip_source_t* source
            = zip_source_buffer(archive, content.constData(), static_cast<zip_uint64_t>(content.size()), 0);
        zip_file_add(archive, entry.toUtf8().constData(), source, ZIP_FL_ENC_UTF_8);
    }
    if (zip_close(archive) != 0)
        qFatal("no zip");
    return path;
}

inline ImportPlan planOf(const QStringList& paths)
{
    const auto plan = scan({paths, {}});
    if (!plan)
        qFatal("%s", qPrintable(plan.error().message()));
    return *plan;
}

inline ImportPlan planOf(std::vector<IncomingObject> objects)
{
    const auto plan = scan({{}, std::move(objects)});
    if (!plan)
        qFatal("%s", qPrintable(plan.error().message()));
    return *plan;
}

inline record::PatientDetails details(const QString& family, const QString& given, const QString& number)
{
    record::PatientDetails made;
    made.names.push_back({family, {given}, {}, {}, QStringLiteral("official")});
    made.identifiers.push_back({QStringLiteral("urn:hill"), number, QStringLiteral("Record number")});
    made.birthDate = *base::PartialDate::fromParts(1957, 11, 23);
    made.sex = record::Sex::Female;
    return made;
}

} // namespace twinward::imaging::test
