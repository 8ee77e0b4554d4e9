// The slices of one stack make a volume, or are refused with numbers: in any order, missing, doubled, tilted,
// shifted.

#include "dicom_data.h"
#include "imaging/dicom_object.h"
#include "made_series.h"

#include <cmath>
#include <QDirIterator>
#include <QTest>

using namespace twinward::imaging;
using namespace twinward::imaging::test;

class TestGeometry : public QObject
{
    Q_OBJECT

private slots:
    void slicesInAnyOrderAreOneVolume()
    {
        Series series = axial(20);
        std::reverse(series.begin(), series.end());
        std::swap(series[3], series[11]);

        const auto stacks = arrange(series);

        QCOMPARE(stacks.size(), size_t(1));
        QVERIFY(stacks[0].findings.empty());
        const Grid grid = stacks[0].grid.value();
        QCOMPARE(grid.size, (std::array<int, 3>{512, 512, 20}));
        QCOMPARE(grid.origin, (Vec3{-128, -128, 0}));
        QCOMPARE(grid.axes[2], (Vec3{0, 0, 1}));
        QCOMPARE(grid.spacing, (Vec3{0.5, 0.5, 2}));
    }

    void missingSlicesAreCounted()
    {
        Series series = axial(20);
        series.erase(series.begin() + 5, series.begin() + 7); // instances 6 and 7

        const auto stacks = arrange(series);

        QCOMPARE(stacks.size(), size_t(1));
        QVERIFY(!stacks[0].grid);
        QCOMPARE(details(stacks[0], GeometryFault::MissingSlices),
            QStringList{QStringLiteral("between instance 5 and instance 8: 2 slices missing (step 2 mm)")});
    }

    void anUnevenGapIsNamed()
    {
        Series series = axial(20);
        planeOf(series[7]).position[2] += 0.4;

        const auto stacks = arrange(series);

        QVERIFY(!stacks[0].grid);
        QCOMPARE(details(stacks[0], GeometryFault::UnevenSteps),
            (QStringList{QStringLiteral("between instance 7 and instance 8: 2.4 mm, elsewhere 2 mm"),
                QStringLiteral("between instance 8 and instance 9: 1.6 mm, elsewhere 2 mm")}));
    }

    void roundedPositionsAreEven()
    {
        Series series;
        for (int i = 0; i < 200; ++i)
            series.push_back(sliceAt(std::round(i * 0.625 * 100) / 100, i + 1));

        const auto stacks = arrange(series);

        QVERIFY(stacks[0].grid.has_value());
        QVERIFY(std::abs(stacks[0].grid->spacing[2] - 0.625) < 1e-4);
    }

    void stepsThatDriftAreNotEven()
    {
        Series series;
        double z = 0;
        for (int i = 0; i < 200; ++i, z += i < 100 ? 1.0 : 1.02)
            series.push_back(sliceAt(z, i + 1));

        const auto stacks = arrange(series);

        QVERIFY(!stacks[0].grid);
        QCOMPARE(details(stacks[0], GeometryFault::UnevenSteps).size(), 1);
    }

    void aTiltedGantryIsShearedAndRight()
    {
        Series series = axial(20);
        for (size_t i = 0; i < series.size(); ++i)
            planeOf(series[i]).position[1] += static_cast<double>(i) * 2 * std::tan(15 * M_PI / 180);

        const auto stacks = arrange(series);

        const Grid grid = stacks.at(0).grid.value();
        QCOMPARE(details(stacks[0], GeometryFault::GantryTilt),
            QStringList{QStringLiteral("slices are tilted by 15.0°")});
        for (size_t k = 0; k < series.size(); ++k) {
            for (size_t axis = 0; axis < 3; ++axis) {
                const double at
                    = grid.origin[axis] + static_cast<double>(k) * grid.spacing[2] * grid.axes[2][axis];
                QVERIFY(std::abs(at - planeOf(series[k]).position[axis]) < 1e-9);
            }
        }
    }

    void aSliceShiftedInItsPlaneIsNoVolume()
    {
        Series series = axial(20);
        planeOf(series[9]).position[0] += 3;

        const auto stacks = arrange(series);

        QVERIFY(!stacks[0].grid);
        QCOMPARE(details(stacks[0], GeometryFault::SidewaysShift),
            QStringList{QStringLiteral("slices are shifted in their plane by up to 3 mm")});
    }

    void twoSlicesAtOnePlaceAreRefused()
    {
        Series series = axial(20);
        planeOf(series[4]).position = planeOf(series[3]).position;

        const auto stacks = arrange(series);

        QCOMPARE(stacks.size(), size_t(1));
        QVERIFY(!stacks[0].grid);
        QCOMPARE(details(stacks[0], GeometryFault::DuplicatePosition),
            QStringList{QStringLiteral("instance 4 and instance 5 are at one place (6 mm)")});
    }

    void aRealChestIsOneVolume()
    {
        const Series series = headersIn(chest());
        if (series.empty())
            QSKIP("the chest CT is not there: shared/data/ct-chest");

        const auto stacks = arrange(series);

        QCOMPARE(stacks.size(), size_t(1));
        QVERIFY(stacks[0].findings.empty());
        QCOMPARE(stacks[0].grid->size, (std::array<int, 3>{512, 512, 275}));
        QVERIFY(std::abs(stacks[0].grid->spacing[2] - 1.0) < 0.01);
    }

    void aRealChestWithoutSomeSlicesIsRefused()
    {
        Series series = headersIn(chest());
        if (series.empty())
            QSKIP("the chest CT is not there: shared/data/ct-chest");
        std::sort(series.begin(), series.end(),
            [](const ObjectHeader& a, const ObjectHeader& b) { return a.instanceNumber < b.instanceNumber; });
        series.erase(series.begin() + 100, series.begin() + 103);

        const auto stacks = arrange(series);

        QCOMPARE(stacks.size(), size_t(1));
        QVERIFY(!stacks[0].grid);
        const QStringList missing = details(stacks[0], GeometryFault::MissingSlices);
        QCOMPARE(missing.size(), 1);
        QVERIFY(missing[0].contains(QStringLiteral("3 slices missing")));
    }

    void aRealHeadIsOneVolume()
    {
        const Series series = headersIn(head());
        if (series.empty())
            QSKIP("the head MR is not there: shared/data/mr-head");

        const auto stacks = arrange(series);

        QCOMPARE(stacks.size(), size_t(1));
        QVERIFY(stacks[0].findings.empty());
        QCOMPARE(stacks[0].grid->size[2], 384);
        QVERIFY(std::abs(stacks[0].grid->spacing[2] - 0.667) < 0.001);
    }

private:
    static Series headersIn(const QString& folder)
    {
        Series series;
        if (folder.isEmpty())
            return series;
        QDirIterator files(folder, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            auto header = DicomObject::readHeader(files.next());
            if (header)
                series.push_back(std::move(*header));
        }
        return series;
    }
};

QTEST_APPLESS_MAIN(TestGeometry)
#include "tst_geometry.moc"
