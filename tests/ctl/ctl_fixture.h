#pragma once

// A vault in a temporary folder and the real twinctl run on it, as a script would.

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest/QtTest>

namespace twinward::ctl_test {

struct Ran
{
    int exit = -1;
    QByteArray out;
    QByteArray err;

    // Every line of the output as an object; empty where one of them is none.
    [[nodiscard]] QList<QJsonObject> objects() const
    {
        QList<QJsonObject> found;
        for (const QByteArray& line : out.split('\n')) {
            if (line.isEmpty())
                continue;
            const auto document = QJsonDocument::fromJson(line);
            if (!document.isObject())
                return {};
            found.append(document.object());
        }
        return found;
    }
    [[nodiscard]] QJsonObject object() const
    {
        const auto all = objects();
        return all.size() == 1 ? all.front() : QJsonObject();
    }
};

class Clinic
{
public:
    Clinic() { write(QStringLiteral("passphrase"), "correct horse battery staple\n"); }

    [[nodiscard]] QString path(const QString& name) const { return m_folder.filePath(name); }
    [[nodiscard]] QString vault() const { return path(QStringLiteral("vault")); }

    void write(const QString& name, const QByteArray& content) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }

    [[nodiscard]] Ran run(const QStringList& arguments, const QStringList& environment = {}) const
    {
        QProcess process;
        auto variables = QProcessEnvironment::systemEnvironment();
        variables.insert(QStringLiteral("TWINWARD_VAULT"), vault());
        variables.insert(QStringLiteral("TWINWARD_USER"), QStringLiteral("Dr Ada"));
        variables.insert(QStringLiteral("TWINWARD_PASSPHRASE_FILE"), path(QStringLiteral("passphrase")));
        variables.insert(QStringLiteral("TWINWARD_PASSPHRASE_MS"), QStringLiteral("0"));
        for (const QString& each : environment) {
            const QString name = each.section(u'=', 0, 0);
            if (each.endsWith(u'='))
                variables.remove(name);
            else
                variables.insert(name, each.section(u'=', 1));
        }
        process.setProcessEnvironment(variables);
        process.setStandardInputFile(QProcess::nullDevice());
        process.start(QStringLiteral(TWINWARD_BIN_DIR "/twinctl"), arguments);
        if (!process.waitForFinished(100'000))
            return {};
        return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            process.readAllStandardOutput(), process.readAllStandardError()};
    }

    // As run(), with words parted by spaces.
    [[nodiscard]] Ran run(const char* words) const { return run(QString::fromUtf8(words).split(u' ')); }

    void init() const
    {
        const Ran made
            = run({QStringLiteral("init"), QStringLiteral("--clinic"), QStringLiteral("Test clinic"),
                QStringLiteral("--role"), QStringLiteral("physician"), QStringLiteral("--json")});
        QVERIFY2(made.exit == 0, made.err.constData());
    }
    // Small, the same every time, with the ward: made once, copied for each test.
    void demo() const
    {
        static const QTemporaryDir made;
        static const Ran ran = run({QStringLiteral("demo"), QStringLiteral("--patients"),
            QStringLiteral("16"), QStringLiteral("--seed"), QStringLiteral("3"), QStringLiteral("--now"),
            QStringLiteral("2026-11-20T08:30:00+02:00"), QStringLiteral("--vault"),
            made.filePath(QStringLiteral("vault"))});
        QVERIFY2(ran.exit == 0, ran.err.constData());
        QCOMPARE(QProcess::execute(QStringLiteral("cp"),
                     {QStringLiteral("-a"), made.filePath(QStringLiteral("vault")), vault()}),
            0);
    }
    [[nodiscard]] QString patientNamed(const QString& words) const
    {
        const auto found
            = run({QStringLiteral("patients"), QStringLiteral("--search"), words, QStringLiteral("--json")})
                  .objects();
        return found.isEmpty() ? QString() : found.front()[u"id"].toString();
    }

private:
    QTemporaryDir m_folder;
};

} // namespace twinward::ctl_test
