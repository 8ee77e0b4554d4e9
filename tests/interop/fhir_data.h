#pragma once

// The real FHIR data the tests run on, unpacked once under the build tree, and JSON to look at what comes
// out.

#include <nlohmann/json.hpp>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTest>

namespace twinward::interop::test {

using Json = nlohmann::ordered_json;

inline bool haveFhirData()
{
    return QDir(QStringLiteral(TWINWARD_TEST_DATA "/fhir-r4")).exists();
}

// The folder a packed folder was unpacked to: "synthea-60" or "hl7_r4_examples".
inline QString unpacked(const QString& archive)
{
    const QString folder = QStringLiteral(TWINWARD_BUILD_DIR "/test-data/") + archive;
    const QString mark = folder + QStringLiteral("/unpacked");
    if (QFile::exists(mark))
        return folder;
    QDir().mkpath(folder);
    QProcess tar;
    tar.start(QStringLiteral("tar"),
        {QStringLiteral("-xJf"), QStringLiteral(TWINWARD_TEST_DATA "/fhir-r4/%1.tar.xz").arg(archive),
            QStringLiteral("-C"), folder});
    if (!tar.waitForFinished(60'000) || tar.exitCode() != 0)
        qFatal("the test data can't be unpacked: %s", tar.readAllStandardError().constData());
    QFile done(mark);
    if (!done.open(QIODevice::WriteOnly))
        qFatal("the test data can't be marked as unpacked");
    return folder;
}

inline QByteArray contentOf(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no file %s", qPrintable(path));
    return file.readAll();
}

inline Json parsed(const QByteArray& json)
{
    return Json::parse(json.constData(), json.constData() + json.size());
}

inline QStringList jsonFilesIn(const QString& folder)
{
    QStringList paths;
    const QDir dir(folder);
    for (const QString& name : dir.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name))
        paths << dir.filePath(name);
    return paths;
}

} // namespace twinward::interop::test
