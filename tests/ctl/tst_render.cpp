// twinctl render: pictures of a study, without a screen.

#include "ctl_fixture.h"

#include <QImage>

using twinward::ctl_test::Clinic;
using twinward::ctl_test::Ran;

class Render : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void planesAndVolumeAreOnePicture();
    void aWindowMovesTheGreys();
    void theReadingIsLogged();
    void whatIsNotThereIsNamed();
    void whatCantBeDrawnIsRefused();

private:
    [[nodiscard]] Ran render(const QStringList& more) const
    {
        return m_clinic->run(QStringList{QStringLiteral("render"), m_study, QStringLiteral("-o"),
                                 m_clinic->path(QStringLiteral("picture.png"))}
            + more);
    }
    [[nodiscard]] QImage picture() const { return QImage(m_clinic->path(QStringLiteral("picture.png"))); }
    [[nodiscard]] static double brightness(const QImage& image)
    {
        double sum = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                sum += qGray(image.pixel(x, y));
        }
        return sum / (image.width() * image.height());
    }

    std::unique_ptr<Clinic> m_clinic;
    QString m_study;
};

void Render::initTestCase()
{
    if (!QFile::exists(QStringLiteral(TWINWARD_TEST_DATA "/dicom-edge/multiframe/eCT_Supplemental.dcm")))
        QSKIP("The DICOM objects are not here: pictures of images are not tested");
}

// A CT in one object.
void Render::init()
{
    if (m_clinic) {
        QFile::remove(m_clinic->path(QStringLiteral("picture.png")));
        return;
    }
    m_clinic = std::make_unique<Clinic>();
    m_clinic->init();
    const Ran in = m_clinic->run({QStringLiteral("import"), QStringLiteral("dicom"),
        QStringLiteral(TWINWARD_TEST_DATA "/dicom-edge/multiframe/eCT_Supplemental.dcm"),
        QStringLiteral("--new"), QStringLiteral("--json")});
    QVERIFY2(in.exit == 0, in.err.constData());
    m_study = in.object()[u"studies"].toArray().first().toObject()[u"study"].toString();
    QVERIFY2(!m_study.isEmpty(), in.out.constData());
}

void Render::planesAndVolumeAreOnePicture()
{
    const Ran ran = render({QStringLiteral("--size"), QStringLiteral("400")});
    QVERIFY2(ran.exit == 0, ran.err.constData());
    const QImage image = picture();
    QCOMPARE(image.size(), QSize(400, 400));
    // In the middle of each plane, where no letter is: a black picture with letters is no picture. This head
    // has no bone, which is what the volume shows first.
    for (const QPoint& corner : {QPoint(0, 0), QPoint(202, 0), QPoint(0, 202)}) {
        const double seen = brightness(image.copy(QRect(corner + QPoint(40, 40), QSize(116, 116))));
        QVERIFY2(seen > 2, qPrintable(QStringLiteral("%1 %2: %3").arg(corner.x()).arg(corner.y()).arg(seen)));
    }
}

void Render::aWindowMovesTheGreys()
{
    const QStringList axial{QStringLiteral("--view"), QStringLiteral("axial"), QStringLiteral("--size"),
        QStringLiteral("200"), QStringLiteral("--window")};
    QCOMPARE(render(axial + QStringList{QStringLiteral("100/200")}).exit, 0);
    const double bright = brightness(picture());
    QCOMPARE(render(axial + QStringList{QStringLiteral("2000/200")}).exit, 0);
    QVERIFY(brightness(picture()) < bright);
    QCOMPARE(render(axial + QStringList{QStringLiteral("100")}).exit, 1);
    QCOMPARE(render(axial + QStringList{QStringLiteral("100/0")}).exit, 1);
}

void Render::theReadingIsLogged()
{
    QCOMPARE(render({QStringLiteral("--size"), QStringLiteral("64")}).exit, 0);
    const Ran audit = m_clinic->run("audit --json");
    QVERIFY2(audit.out.contains(m_study.toUtf8()), audit.out.constData());
}

void Render::whatIsNotThereIsNamed()
{
    const Ran ran = m_clinic->run({QStringLiteral("render"), QStringLiteral("1.2.3"), QStringLiteral("-o"),
        m_clinic->path(QStringLiteral("picture.png"))});
    QCOMPARE(ran.exit, 1);
    QVERIFY2(ran.err.contains("1.2.3"), ran.err.constData());
    QVERIFY(picture().isNull());
}

void Render::whatCantBeDrawnIsRefused()
{
    QCOMPARE(render({QStringLiteral("--view"), QStringLiteral("upside-down")}).exit, 2);
    QCOMPARE(render({QStringLiteral("--preset"), QStringLiteral("ct-nothing")}).exit, 1);
    QCOMPARE(render({QStringLiteral("--view"), QStringLiteral("axial"), QStringLiteral("--slice"),
                        QStringLiteral("4000")})
                 .exit,
        1);
}

QTEST_GUILESS_MAIN(Render)
#include "tst_render.moc"
