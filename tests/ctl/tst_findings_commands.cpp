// What was found on images: listed, and out as DICOM.

#include "ctl_fixture.h"
#include "made_reports.h"

#include <QDirIterator>

using namespace twinward;
using namespace twinward::imaging;
using namespace twinward::imaging::test;
using ctl_test::Ran;

class FindingsCommands : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void findingsFromHereAndElsewhereAreListed();
    void oneStudyOnly();
    void findingsGoOutAsReportsAndKeyImages();
    void imagesAloneGoOutUnlessFindingsAreAskedFor();
    void deidentifiedFindingsNameNobody();
    void theReadingIsLogged();

private:
    [[nodiscard]] Ran run(const QStringList& arguments) const
    {
        return m_shell.run(arguments,
            {QStringLiteral("TWINWARD_VAULT=") + m_marked.clinic.path(QStringLiteral("vault")),
                QStringLiteral("TWINWARD_USER=chen"),
                QStringLiteral("TWINWARD_PASSPHRASE_FILE=") + m_shell.path(QStringLiteral("word"))});
    }
    [[nodiscard]] Ran exportTo(const QString& folder, const QStringList& more) const
    {
        return run(QStringList{QStringLiteral("export"), QStringLiteral("dicom"), QStringLiteral("--patient"),
                       patient(), QStringLiteral("-o"), m_shell.path(folder), QStringLiteral("--json")}
            + more);
    }
    [[nodiscard]] QString patient() const { return m_marked.patient.toString(); }

    ctl_test::Clinic m_shell; // its folder and its twinctl
    Marked m_marked;
};

void FindingsCommands::initTestCase()
{
    m_shell.write(QStringLiteral("word"), "correct horse battery\n");
    m_marked.add(Shape::Distance, 0);
    m_marked.add(Shape::KeyImage, 2);
    receive(m_marked, {Document{.content = [](DcmItem& root) {
        addObserver(root, QStringLiteral("Okonkwo^Ada"));
        addPlace(addNumber(addGroup(root), length, QStringLiteral("12.50"), mm), "POLYLINE", {1, 1, 9, 1},
            sliceSop(2));
    }}.object()});
    m_marked.clinic.vault.reset(); // twinctl opens it
}

void FindingsCommands::findingsFromHereAndElsewhereAreListed()
{
    const Ran ran = run({QStringLiteral("findings"), patient(), QStringLiteral("--json")});

    QVERIFY2(ran.exit == 0, ran.err.constData());
    const auto findings = ran.objects();
    QCOMPARE(findings.size(), 3);
    QCOMPARE(findings[0][u"from"].toString(), QStringLiteral("here"));
    QCOMPARE(findings[0][u"author"].toString(), QStringLiteral("chen"));
    QVERIFY(!findings[0][u"id"].toString().isEmpty());
    const QJsonObject& other = findings[2];
    QCOMPARE(other[u"from"].toString(), QStringLiteral("elsewhere"));
    QCOMPARE(other[u"author"].toString(), QStringLiteral("Okonkwo, Ada"));
    QVERIFY(other[u"when"].toString().startsWith(QStringLiteral("2024-03-12")));
    QCOMPARE(other[u"shape"].toString(), QStringLiteral("distance"));
    QCOMPARE(other[u"instance"].toString(), sliceSop(2));
    QCOMPARE(other[u"values"].toArray()[0].toObject()[u"value"].toString(), QStringLiteral("12.50"));

    const Ran table = run({QStringLiteral("findings"), patient()});
    QVERIFY(table.out.contains("Length 12.50 mm") && table.out.contains("elsewhere"));
}

void FindingsCommands::oneStudyOnly()
{
    const auto list = [this](const QString& study) {
        return run({QStringLiteral("findings"), patient(), QStringLiteral("--study"), study,
            QStringLiteral("--json")});
    };
    QCOMPARE(list(m_marked.study()).objects().size(), 3);
    QCOMPARE(list(QStringLiteral("9.9")).exit, 1);
    QCOMPARE(run({QStringLiteral("findings")}).exit, 2);
}

void FindingsCommands::findingsGoOutAsReportsAndKeyImages()
{
    const Ran out
        = exportTo(QStringLiteral("findings"), {QStringLiteral("--what"), QStringLiteral("findings")});

    QVERIFY2(out.exit == 0, out.err.constData());
    QCOMPARE(out.object()[u"objects"].toInt(), 2);
    QSet<int> shapes;
    for (const QJsonValue& path : out.object()[u"files"].toArray()) {
        QFile file(path.toString());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto read = readReportedFindings(file.readAll());
        VERIFY_RESULT(read);
        for (const ReportedFinding& each : *read) {
            shapes.insert(static_cast<int>(each.finding.shape));
            QCOMPARE(each.author, QStringLiteral("chen"));
        }
    }
    QCOMPARE(shapes, (QSet<int>{static_cast<int>(Shape::Distance), static_cast<int>(Shape::KeyImage)}));
}

void FindingsCommands::imagesAloneGoOutUnlessFindingsAreAskedFor()
{
    const Ran images = exportTo(QStringLiteral("images"), {});
    const Ran all = exportTo(QStringLiteral("all"), {QStringLiteral("--what"), QStringLiteral("all")});

    QCOMPARE(images.object()[u"objects"].toInt(), 5); // four slices and the report that came
    QCOMPARE(images.object()[u"findings"].toInt(), 0);
    QCOMPARE(all.object()[u"objects"].toInt(), 7);
    QCOMPARE(all.object()[u"findings"].toInt(), 2);
}

void FindingsCommands::deidentifiedFindingsNameNobody()
{
    const Ran out = exportTo(QStringLiteral("nameless"),
        {QStringLiteral("--what"), QStringLiteral("findings"), QStringLiteral("--deidentify")});

    QVERIFY2(out.exit == 0, out.err.constData());
    for (const QJsonValue& path : out.object()[u"files"].toArray()) {
        QFile file(path.toString());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        QVERIFY(!bytes.contains("Zyxwvutska") && !bytes.contains("chen") && !bytes.contains("MRN-7714"));
    }
}

void FindingsCommands::theReadingIsLogged()
{
    const QByteArray log = run({QStringLiteral("audit"), QStringLiteral("--json")}).out;
    QVERIFY2(log.contains("findings on images") && log.contains("DICOM, findings"), log.constData());
}

QTEST_GUILESS_MAIN(FindingsCommands)
#include "tst_findings_commands.moc"
