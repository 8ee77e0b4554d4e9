#pragma once

// The real DICOM objects the tests read, where they are there. Archives are unpacked below the build tree,
// once.

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QString>

namespace twinward::imaging::test {

inline QString dataFolder(const QString& name)
{
    return QStringLiteral(TWINWARD_TEST_DATA "/") + name;
}

inline bool haveDicomData()
{
    return QFileInfo::exists(dataFolder(QStringLiteral("dicom-edge")));
}

// The folder the archive unpacks to; empty where the archive is not there.
inline QString unpacked(const QString& archive)
{
    const QString from = dataFolder(archive);
    if (!QFileInfo::exists(from))
        return {};
    const QString to = QStringLiteral(TWINWARD_BUILD_DIR "/data/") + QFileInfo(archive).baseName();
    if (QFileInfo::exists(to))
        return to;
    const QString unfinished = to + QStringLiteral(".%1").arg(QCoreApplication::applicationPid());
    QDir().mkpath(unfinished);
    if (QProcess::execute(
            QStringLiteral("tar"), {QStringLiteral("xf"), from, QStringLiteral("-C"), unfinished})
        != 0)
        return {};
    QDir().rename(unfinished, to); // fails where another test was quicker
    QDir(unfinished).removeRecursively();
    return to;
}

// 275 slices of a chest.
inline QString chest()
{
    return unpacked(QStringLiteral("ct-chest/lidc-0314.tar.xz"));
}

// 384 slices of a head.
inline QString head()
{
    return unpacked(QStringLiteral("mr-head/studyforrest-T1w.tar.xz"));
}

inline QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace twinward::imaging::test
