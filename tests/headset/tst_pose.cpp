#include "headset/pose.h"

#include <cmath>
#include <QTest>

using namespace twinward::headset;

class TestPose : public QObject
{
    Q_OBJECT
private slots:
    void aPoseAndItsInverseUndoEachOther()
    {
        const Pose pose{QQuaternion::fromEulerAngles(20, 70, -35), {1, 2, -3}};
        const QVector3D point(0.3F, -0.7F, 5);
        QVERIFY((pose.inverse().map(pose.map(point)) - point).length() < 1e-5F);
        QVERIFY(((pose * pose.inverse()).position).length() < 1e-5F);
    }

    void chainedPosesMapLikeOneAfterTheOther()
    {
        const Pose hand{QQuaternion::fromAxisAndAngle(0, 1, 0, 90), {0.2F, 1.3F, -0.5F}};
        const Pose held{QQuaternion::fromAxisAndAngle(1, 0, 0, 45), {0, 0, -0.1F}};
        const QVector3D point(0.01F, 0.02F, 0.03F);
        QVERIFY(((hand * held).map(point) - hand.map(held.map(point))).length() < 1e-6F);
        QVERIFY(((hand * held).matrix().map(point) - hand.map(held.map(point))).length() < 1e-6F);
    }

    void aPoseLooksAlongMinusZ()
    {
        const Pose turned{QQuaternion::fromAxisAndAngle(0, 1, 0, 90), {}};
        QVERIFY((turned.forward() - QVector3D(-1, 0, 0)).length() < 1e-6F);
    }

    void theEdgesOfTheViewAreTheEdgesOfTheClipSpace()
    {
        // Given a view that is wider to the right than to the left, and higher than deep
        const Fov fov{-0.6F, 0.9F, 0.8F, -0.5F};
        const QMatrix4x4 matrix = projection(fov, 0.1F, 50);
        // Then a point on its right and upper edge is in the corner, at any distance
        for (const float distance : {0.2F, 3.0F, 40.0F}) {
            const QVector3D corner(std::tan(0.9F) * distance, std::tan(0.8F) * distance, -distance);
            const QVector3D clip = matrix.map(corner);
            QVERIFY(std::abs(clip.x() - 1) < 1e-4F && std::abs(clip.y() - 1) < 1e-4F);
        }
        const QVector3D lower = matrix.map(QVector3D(std::tan(-0.6F) * 2, std::tan(-0.5F) * 2, -2));
        QVERIFY(std::abs(lower.x() + 1) < 1e-4F && std::abs(lower.y() + 1) < 1e-4F);
        // And near and far are the ends of its depth
        QVERIFY(std::abs(matrix.map(QVector3D(0, 0, -0.1F)).z() + 1) < 1e-4F);
        QVERIFY(std::abs(matrix.map(QVector3D(0, 0, -50)).z() - 1) < 1e-4F);
    }
};

QTEST_APPLESS_MAIN(TestPose)
#include "tst_pose.moc"
