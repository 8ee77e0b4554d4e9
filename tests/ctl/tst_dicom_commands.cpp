// import dicom and export dicom, on real objects.

#include "ctl_fixture.h"

#include <QDirIterator>

using twinward::ctl_test::Clinic;
using twinward::ctl_test::Ran;

namespace {

const QString medium = QStringLiteral(TWINWARD_TEST_DATA "/dicom-edge/pydicom/dicomdirtests/TINY_ALPHA");

QStringList filesBelow(const QString& folder)
{
    QStringList found;
    QDirIterator files(folder, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext())
        found << files.next();
    return found;
}

bool anyHolds(const QStringList& files, const QByteArray& bytes)
{
    return std::any_of(files.begin(), files.end(), [&](const QString& path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) && file.readAll().contains(bytes);
    });
}

} // namespace

class DicomCommands : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void nothingIsFiledUntilItIsSaidWhoseItIs();
    void aNewPatientIsRegisteredAndTheSameAgainAddsNothing();
    void aPatientWhoDiffersMustBeConfirmed();
    void theNumberInTheImagesFindsItsBearer();
    void brokenFilesAreNamedAndTheRestComesIn();
    void studiesGoOutAsTheyCame();
    void deidentifiedStudiesNameNobody();
    void wrongUsageExits2();

private:
    [[nodiscard]] static Ran import(const Clinic& clinic, const QString& path, const QStringList& more = {})
    {
        return clinic.run(
            QStringList{QStringLiteral("import"), QStringLiteral("dicom"), path, QStringLiteral("--json")}
            + more);
    }
};

void DicomCommands::init()
{
    if (!QFile::exists(medium))
        QSKIP("The DICOM objects are not here: import and export of images are not tested");
}

void DicomCommands::nothingIsFiledUntilItIsSaidWhoseItIs()
{
    const Clinic clinic;
    clinic.init();

    const Ran ran = import(clinic, medium);

    QCOMPARE(ran.exit, 1);
    const QJsonObject report = ran.object();
    QCOMPARE(report[u"outcome"].toString(), QStringLiteral("not-all-filed"));
    QVERIFY(!report[u"studies"].toArray().isEmpty());
    const QJsonObject study = report[u"studies"].toArray().first().toObject();
    QVERIFY(study[u"images"].toInt() > 0);
    QVERIFY(study.contains(u"candidates") && !study.contains(u"added"));
    QVERIFY(clinic.run("patients --json").objects().isEmpty());
}

void DicomCommands::aNewPatientIsRegisteredAndTheSameAgainAddsNothing()
{
    const Clinic clinic;
    clinic.init();

    const Ran first = import(clinic, medium, {QStringLiteral("--new")});

    QVERIFY2(first.exit == 0, first.err.constData());
    const QJsonObject study = first.object()[u"studies"].toArray().first().toObject();
    QVERIFY(study[u"added"].toInt() > 0);
    const QString id = study[u"patient"].toString();
    QCOMPARE(clinic.run("patients --json").objects().size(), 1);
    const auto chart = clinic.run({QStringLiteral("chart"), id, QStringLiteral("--json")}).objects();
    QVERIFY(std::any_of(chart.begin(), chart.end(), [](const QJsonObject& event) {
        return event[u"kind"].toString() == QLatin1String("ImagingSeries");
    }));

    const Ran again = import(clinic, medium, {QStringLiteral("--patient"), id});
    QVERIFY2(again.exit == 0, again.err.constData());
    const QJsonObject same = again.object()[u"studies"].toArray().first().toObject();
    QCOMPARE(same[u"added"].toInt(), 0);
    QCOMPARE(same[u"alreadyHere"].toInt(), study[u"added"].toInt());
    QCOMPARE(clinic.run("verify").exit, 0);
}

void DicomCommands::aPatientWhoDiffersMustBeConfirmed()
{
    const Clinic clinic;
    clinic.demo();
    const QString id = clinic.patientNamed(QStringLiteral("Rosa Quispe"));

    const Ran refused = import(clinic, medium, {QStringLiteral("--patient"), id});
    const Ran confirmed = import(clinic, medium,
        {QStringLiteral("--patient"), id, QStringLiteral("--confirm"), QStringLiteral("name"),
            QStringLiteral("--confirm"), QStringLiteral("birth-date"), QStringLiteral("--confirm"),
            QStringLiteral("sex")});

    QCOMPARE(refused.exit, 1);
    QVERIFY(!refused.object()[u"studies"].toArray().first().toObject().contains(u"added"));
    QVERIFY2(confirmed.exit == 0, confirmed.err.constData());
}

void DicomCommands::theNumberInTheImagesFindsItsBearer()
{
    const Clinic clinic;
    clinic.init();
    const QStringList byNumber{QStringLiteral("--match"), QStringLiteral("number")};
    QCOMPARE(import(clinic, medium, byNumber).exit, 1);
    QCOMPARE(import(clinic, medium, {QStringLiteral("--new")}).exit, 0);

    const Ran found = import(clinic, medium, byNumber);

    QVERIFY2(found.exit == 0, found.err.constData());
    QCOMPARE(found.object()[u"studies"].toArray().first().toObject()[u"added"].toInt(), 0);
}

void DicomCommands::brokenFilesAreNamedAndTheRestComesIn()
{
    const Clinic clinic;
    clinic.init();
    QCOMPARE(QProcess::execute(
                 QStringLiteral("cp"), {QStringLiteral("-r"), medium, clinic.path(QStringLiteral("cd"))}),
        0);
    clinic.write(QStringLiteral("cd/cut"), QByteArray(128, '\0') + "DICM\x02");

    const Ran ran = import(clinic, clinic.path(QStringLiteral("cd")), {QStringLiteral("--new")});

    QVERIFY2(ran.exit == 0, ran.err.constData());
    QCOMPARE(ran.object()[u"refusedCount"].toInt(), 1);
    const QJsonObject refusal = ran.object()[u"refused"].toArray().first().toObject();
    QCOMPARE(refusal[u"file"].toString(), QStringLiteral("cut"));
    QVERIFY(!refusal[u"why"].toString().isEmpty());
    QCOMPARE(import(clinic, clinic.path(QStringLiteral("nowhere"))).exit, 1);
}

void DicomCommands::studiesGoOutAsTheyCame()
{
    const Clinic clinic;
    clinic.init();
    const Ran in = import(clinic, medium, {QStringLiteral("--new")});
    const QJsonObject study = in.object()[u"studies"].toArray().first().toObject();

    const Ran out = clinic.run({QStringLiteral("export"), QStringLiteral("dicom"), QStringLiteral("--study"),
        study[u"study"].toString(), QStringLiteral("-o"), clinic.path(QStringLiteral("out")),
        QStringLiteral("--json")});

    QVERIFY2(out.exit == 0, out.err.constData());
    QCOMPARE(out.object()[u"objects"].toInt(), study[u"added"].toInt());
    QFile written(out.object()[u"files"].toArray().first().toString());
    QVERIFY(written.open(QIODevice::ReadOnly));
    const QByteArray bytes = written.readAll();
    bool isOneThatCameIn = false;
    for (const QString& path : filesBelow(medium)) {
        QFile file(path);
        isOneThatCameIn = isOneThatCameIn || (file.open(QIODevice::ReadOnly) && file.readAll() == bytes);
    }
    QVERIFY(isOneThatCameIn);
    QCOMPARE(written.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    QVERIFY(clinic.run("audit --json").out.contains("DICOM"));
}

void DicomCommands::deidentifiedStudiesNameNobody()
{
    const Clinic clinic;
    clinic.init();
    const Ran in = import(clinic, medium, {QStringLiteral("--new")});
    const QJsonObject study = in.object()[u"studies"].toArray().first().toObject();
    const QByteArray name = study[u"patientInImages"].toObject()[u"id"].toString().toUtf8();
    QVERIFY(name.size() >= 4 && anyHolds(filesBelow(medium), name));

    const Ran out = clinic.run({QStringLiteral("export"), QStringLiteral("dicom"),
        QStringLiteral("--patient"), study[u"patient"].toString(), QStringLiteral("--deidentify"),
        QStringLiteral("-o"), clinic.path(QStringLiteral("out")), QStringLiteral("--json")});

    QVERIFY2(out.exit == 0, out.err.constData());
    QVERIFY(out.object()[u"objects"].toInt() > 0);
    const QStringList files = filesBelow(clinic.path(QStringLiteral("out")));
    QVERIFY(!anyHolds(files, name));
    QVERIFY(!anyHolds(files, study[u"study"].toString().toUtf8()));
}

void DicomCommands::wrongUsageExits2()
{
    const Clinic clinic;
    clinic.init();
    for (const char* words :
        {"import dicom", "import dicom x --new --patient y", "import dicom x --match name",
            "import dicom x --confirm hair", "export dicom -o out", "export dicom --study 1"})
        QVERIFY2(clinic.run(words).exit == 2, words);
}

QTEST_GUILESS_MAIN(DicomCommands)
#include "tst_dicom_commands.moc"
