#include "volume_widget_p.h"

#include "imaging_view/operators.h"
#include "imaging_view/plane_geometry.h"
#include "imaging_view/presets.h"
#include "imaging_view/shade.h"
#include "patient_words_p.h"
#include "picture_maker_p.h"
#include "workbench/describe.h"
#include "workbench/theme.h"
#include "workbench/when_done.h"

#include <algorithm>
#include <cmath>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QtConcurrent/QtConcurrentRun>
#include <QWheelEvent>

namespace twinward::imaging {

using workbench::Theme;

namespace {
constexpr int restMs = 180; // until what stands still is drawn finely
constexpr double keyTurn = 0.1; // radians
} // namespace

VolumeWidget::VolumeWidget(Exam& exam, QWidget* parent)
    : QWidget(parent)
    , m_exam(exam)
    , m_drawer(new VolumeDrawer)
{
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    m_drawer->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_drawer, &QObject::deleteLater);
    connect(m_drawer, &VolumeDrawer::drawn, this, [this](const QImage& picture, Quality quality) {
        if (!m_volume)
            return;
        m_picture = picture;
        m_shownQuality = quality;
        update();
    });
    connect(m_drawer, &VolumeDrawer::failed, this, [this](const base::Error& error) {
        m_error = error;
        update();
    });
    m_thread.start();
    m_rest.setSingleShot(true);
    m_rest.setInterval(restMs);
    connect(&m_rest, &QTimer::timeout, this, [this] { refresh(Quality::Still); });
    connect(&m_exam, &Exam::changed, this, [this] {
        if (m_exam.scene().volume != m_asked)
            refresh(Quality::Moving);
    });
    connect(&m_exam, &Exam::contentChanged, this, &VolumeWidget::prepare);
    connect(&m_exam, &Exam::layersChanged, this, [this] {
        m_drawer->stop();
        m_volume.reset();
        m_rays.reset();
        m_error.reset();
        m_picture = QImage();
        update();
    });
    setAccessibleName(tr("Volume"));
    prepare();
}

VolumeWidget::~VolumeWidget()
{
    m_drawer->stop();
    m_thread.quit();
    m_thread.wait();
}

void VolumeWidget::prepare()
{
    const LayerContent* ground = m_exam.ground();
    update();
    if (ground == nullptr || !ground->volume() || !ground->isComplete() || ground->volume() == m_volume
        || !isVisible())
        return;
    m_volume = ground->volume();
    if (m_exam.scene().volume.transfer.empty()) {
        m_exam.settle([this](ExamScene& scene) {
            scene.volume
                = withPreset(scene.volume, volumePresets(m_volume->modality).front(), firstWindow(*m_volume));
        });
    }
    auto future = QtConcurrent::run(
        [volume = m_volume] { return RayVolume::prepare(volume, RayCaster::leastLongestSide); });
    workbench::whenDone(
        future, this, [this, volume = m_volume](const std::shared_ptr<const RayVolume>& made) {
            if (volume != m_volume)
                return;
            m_rays = made;
            if (!made) {
                m_error = base::Error{base::ErrorCode::Unsupported,
                    QStringLiteral("This series is too thin to be drawn as a volume"), {}, {}};
                update();
                return;
            }
            refresh(Quality::Moving);
        });
}

void VolumeWidget::refresh(Quality quality)
{
    if (!m_rays || !isVisible())
        return;
    m_asked = m_exam.scene().volume;
    m_shownQuality = Quality::Moving; // what is shown is of before
    VolumeDrawer::Order order;
    order.view = m_asked;
    order.pixels = size() * devicePixelRatioF();
    order.quality = quality;
    order.volume = m_rays;
    order.surfaces = m_surfaces;
    m_drawer->order(order);
    if (quality == Quality::Moving)
        m_rest.start();
}

void VolumeWidget::setSurfaces(const std::vector<SurfaceToDraw>& surfaces)
{
    m_surfaces = surfaces;
    refresh(Quality::Moving);
}

QString VolumeWidget::message() const
{
    if (m_error)
        return workbench::describe(*m_error).what + QLatin1Char('\n') + m_error->todo;
    const LayerContent* ground = m_exam.ground();
    if (ground == nullptr || !ground->hasHeaders())
        return {};
    if (!ground->volume())
        return tr("These images make no volume.");
    if (!ground->isComplete())
        return tr("The volume is drawn when all images are read: %1 of %2")
            .arg(ground->arrived())
            .arg(ground->volume()->grid.size[2]);
    return tr("Preparing the volume …");
}

void VolumeWidget::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.fillRect(rect(), Qt::black);
    painter.setFont(Theme::instance().font(Theme::Type::Small));
    painter.setPen(QColor(226, 232, 240));
    const QRect inside = rect().adjusted(8, 6, -8, -6);
    if (m_picture.isNull() || m_error) {
        painter.drawText(inside, Qt::AlignCenter | Qt::TextWordWrap, message());
    } else {
        if (m_picture.size() == size())
            painter.drawImage(QPointF(0, 0), m_picture);
        else
            painter.drawImage(rect(), m_picture);
        if (!m_dragging) {
            const VolumeView& view = m_exam.scene().volume;
            const QString look = view.preset.isEmpty() ? tr("Own colours") : words::preset(view.preset);
            painter.drawText(inside, Qt::AlignRight | Qt::AlignTop, tr("Volume") + QLatin1Char('\n') + look);
            if (const ObjectHeader* header = m_exam.ground() ? m_exam.ground()->headerOf(0) : nullptr)
                painter.drawText(inside, Qt::AlignLeft | Qt::AlignTop,
                    words::patient(header->patient).join(QLatin1Char('\n')));
        }
        painter.setFont(Theme::instance().font(Theme::Type::Heading, QFont::DemiBold));
        const auto axes = axesOf(m_exam.scene().volume);
        painter.drawText(inside, Qt::AlignRight | Qt::AlignVCenter, orientationLetters(axes[0]));
        painter.drawText(inside, Qt::AlignLeft | Qt::AlignVCenter, orientationLetters(axes[0] * -1));
        painter.drawText(inside, Qt::AlignTop | Qt::AlignHCenter, orientationLetters(axes[1]));
        painter.drawText(inside, Qt::AlignBottom | Qt::AlignHCenter, orientationLetters(axes[1] * -1));
    }
    if (hasFocus()) {
        painter.setPen(QPen(Theme::color(Theme::Role::Accent, true), 2));
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
}

void VolumeWidget::moved(
    const QString& what, const std::function<void(VolumeView&)>& edit, const QString& merge)
{
    m_exam.change(
        what, [&edit](ExamScene& scene) { edit(scene.volume); }, merge);
}

void VolumeWidget::mousePressEvent(QMouseEvent* event)
{
    setFocus(Qt::MouseFocusReason);
    m_last = event->position();
    m_dragging = true;
    ++m_gesture;
}

void VolumeWidget::mouseMoveEvent(QMouseEvent* event)
{
    if (!m_dragging)
        return;
    const QPointF by = event->position() - m_last;
    m_last = event->position();
    const QString merge = QStringLiteral("volume%1").arg(m_gesture);
    if ((event->buttons() & Qt::MiddleButton) != 0) {
        moved(
            tr("Pan the volume"),
            [&](VolumeView& view) {
                view.pan[0] += by.x() * 2 / height();
                view.pan[1] += by.y() * 2 / height();
            },
            merge);
    } else if ((event->buttons() & Qt::RightButton) != 0) {
        // Brighter to the right: every point of the transfer function moves along the values.
        moved(
            tr("Shift the transfer function"),
            [&](VolumeView& view) {
                if (view.transfer.size() < 2)
                    return;
                const double range = view.transfer.back().value - view.transfer.front().value;
                for (TransferPoint& point : view.transfer)
                    point.value -= by.x() * range / 2000;
                view.preset.clear();
            },
            merge);
    } else {
        moved(
            tr("Turn the volume"),
            [&](VolumeView& view) { view = turned(view, by.x() * 0.01, by.y() * 0.01); }, merge);
    }
}

void VolumeWidget::mouseReleaseEvent(QMouseEvent* /*event*/)
{
    m_dragging = false;
    update();
}

void VolumeWidget::mouseDoubleClickEvent(QMouseEvent* /*event*/)
{
    emit enlarged();
}

void VolumeWidget::wheelEvent(QWheelEvent* event)
{
    const double factor = std::pow(1.15, event->angleDelta().y() / 120.0);
    moved(
        tr("Zoom the volume"),
        [factor](VolumeView& view) { view.zoom = std::clamp(view.zoom * factor, 0.2, 20.0); },
        QStringLiteral("volume-zoom"));
    event->accept();
}

void VolumeWidget::keyPressEvent(QKeyEvent* event)
{
    const auto turn = [this](double right, double down) {
        moved(
            tr("Turn the volume"), [=](VolumeView& view) { view = turned(view, right, down); },
            QStringLiteral("volume-key"));
    };
    const auto zoom = [this](double factor) {
        moved(
            tr("Zoom the volume"),
            [=](VolumeView& view) { view.zoom = std::clamp(view.zoom * factor, 0.2, 20.0); },
            QStringLiteral("volume-zoom"));
    };
    switch (event->key()) {
    case Qt::Key_Left:
        return turn(-keyTurn, 0);
    case Qt::Key_Right:
        return turn(keyTurn, 0);
    case Qt::Key_Up:
        return turn(0, -keyTurn);
    case Qt::Key_Down:
        return turn(0, keyTurn);
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoom(1.15);
    case Qt::Key_Minus:
        return zoom(1 / 1.15);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        emit enlarged();
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void VolumeWidget::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    refresh(Quality::Moving);
}

void VolumeWidget::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    prepare();
    refresh(Quality::Moving);
}

void VolumeWidget::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    emit focused();
    update();
}

void VolumeWidget::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    update();
}

void VolumeWidget::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        setAccessibleName(tr("Volume"));
        update();
    }
    QWidget::changeEvent(event);
}

} // namespace twinward::imaging
