#include "board_scene_p.h"

#include "workbench/theme.h"

#include <cmath>
#include <QApplication>
#include <QGraphicsProxyWidget>
#include <QGraphicsSceneMouseEvent>
#include <QPainter>
#include <QStyleHints>

namespace twinward::headset {

using workbench::Theme;

namespace {

// As sharp as a headset of 25 pixels a degree shows a board at 1.2 m.
constexpr double sharpness = 1.5;
constexpr int wheelNotch = 120; // QWheelEvent's eighths of a degree

} // namespace

BoardScene::BoardScene(BoardId id, QString name, QWidget* widget, QSize pixels, QObject* parent)
    : QObject(parent)
    , m_id(id)
    , m_name(std::move(name))
    , m_widget(widget)
    , m_proxy(m_scene->addWidget(widget))
{
    m_doubleClick.setSingleShot(true);
    m_doubleClick.setInterval(QGuiApplication::styleHints()->mouseDoubleClickInterval());
    connect(m_scene.get(), &QGraphicsScene::changed, this, [this](const QList<QRectF>& areas) {
        for (const QRectF& area : areas)
            m_dirty += area.toAlignedRect().intersected(m_scene->sceneRect().toRect());
        if (isDirty())
            emit changed();
    });
    resize(pixels);
}

BoardScene::~BoardScene()
{
    m_scene->disconnect(this);
    delete m_widget; // with its menus; the scene follows when nobody is in it any more
}

void BoardScene::resize(QSize pixels)
{
    const QSize least = m_widget->minimumSizeHint();
    m_scene->setSceneRect(QRectF(QPointF(), pixels.expandedTo(least)));
    m_proxy->setGeometry(m_scene->sceneRect());
    m_dirty = QRect(QPoint(), this->pixels());
    emit changed();
}

const QImage& BoardScene::draw()
{
    const QSizeF size = m_scene->sceneRect().size();
    const QSize pixels = (size * sharpness).toSize();
    if (m_image.size() != pixels) {
        m_image = QImage(pixels, QImage::Format_RGBA8888_Premultiplied);
        m_dirty = QRect(QPoint(), size.toSize());
    }
    // A few areas at most: each costs a walk over all that is on the board.
    const QRect area = m_dirty.boundingRect().adjusted(-1, -1, 1, 1);
    m_dirty = {};
    QPainter painter(&m_image);
    painter.scale(pixels.width() / size.width(), pixels.height() / size.height());
    painter.setClipRect(area);
    painter.fillRect(area, Theme::instance().color(Theme::Role::Window));
    m_scene->render(&painter, area, area);
    ++m_version;
    return m_image;
}

void BoardScene::point(const BoardPointer& pointer)
{
    using Kind = BoardPointer::Kind;
    const QPointF at(pointer.place.x() * m_scene->width(), pointer.place.y() * m_scene->height());
    switch (pointer.kind) {
    case Kind::Move:
        if (at != m_last)
            mouse(QEvent::GraphicsSceneMouseMove, at);
        break;
    case Kind::Press: {
        emit touched();
        const QPointer<BoardScene> self(this);
        mouse(QEvent::GraphicsSceneMouseMove, at); // what lies under it learns so first
        if (self.isNull())
            return;
        m_pressedAt = at;
        giveFocus(at);
        const bool second = m_doubleClick.isActive();
        m_down = true;
        if (second)
            m_doubleClick.stop();
        else
            m_doubleClick.start();
        mouse(second ? QEvent::GraphicsSceneMouseDoubleClick : QEvent::GraphicsSceneMousePress, at);
        break;
    }
    case Kind::Release:
        m_down = false;
        mouse(QEvent::GraphicsSceneMouseRelease, at);
        break;
    case Kind::Leave: {
        if (m_down) { // the hand went away with the button held: nothing stays pressed
            m_down = false;
            const QPointer<BoardScene> self(this);
            mouse(QEvent::GraphicsSceneMouseRelease, QPointF(-1, -1));
            if (self.isNull())
                return;
        }
        QEvent leave(QEvent::Leave);
        send(leave);
        break;
    }
    case Kind::Scroll:
        wheel(at, pointer.notches);
        break;
    }
}

// As a click does on a screen; the scene leaves it to the window system, which knows nothing of this one.
void BoardScene::giveFocus(const QPointF& at)
{
    const auto items = m_scene->items(at);
    if (items.isEmpty() || items.first() != m_proxy)
        return; // a list or a menu is open there
    QWidget* under = m_widget->childAt(at.toPoint());
    while (under != nullptr && under != m_widget) {
        if (under->isEnabled() && (under->focusPolicy() & Qt::ClickFocus) == Qt::ClickFocus) {
            under->setFocus(Qt::MouseFocusReason);
            return;
        }
        under = under->parentWidget();
    }
}

void BoardScene::mouse(QEvent::Type type, const QPointF& at)
{
    QGraphicsSceneMouseEvent event(type);
    event.setScenePos(at);
    event.setScreenPos(at.toPoint());
    event.setLastScenePos(m_last);
    event.setLastScreenPos(m_last.toPoint());
    event.setButtonDownScenePos(Qt::LeftButton, m_pressedAt);
    event.setButtonDownScreenPos(Qt::LeftButton, m_pressedAt.toPoint());
    event.setButton(type == QEvent::GraphicsSceneMouseMove ? Qt::NoButton : Qt::LeftButton);
    event.setButtons(m_down ? Qt::LeftButton : Qt::NoButton);
    event.setAccepted(false);
    m_last = at;
    send(event);
}

void BoardScene::send(QEvent& event)
{
    const std::shared_ptr<QGraphicsScene> kept = m_scene;
    QCoreApplication::sendEvent(kept.get(), &event);
}

void BoardScene::wheel(const QPointF& at, float notches)
{
    QGraphicsSceneWheelEvent event(QEvent::GraphicsSceneWheel);
    event.setScenePos(at);
    event.setScreenPos(at.toPoint());
    event.setDelta(static_cast<int>(std::lround(notches * wheelNotch)));
    event.setPixelDelta({});
    event.setOrientation(Qt::Vertical);
    event.setAccepted(false);
    send(event);
}

bool BoardScene::isTypedInto() const
{
    const QWidget* field = m_widget->focusWidget();
    return m_scene->isActive() && m_proxy->hasFocus() && field != nullptr
        && field->testAttribute(Qt::WA_InputMethodEnabled) && field->isEnabled();
}

bool BoardScene::type(QEvent* keys)
{
    QWidget* field = m_widget->focusWidget();
    if (field == nullptr)
        return false;
    keys->setAccepted(false);
    QCoreApplication::sendEvent(field, keys);
    return true;
}

void BoardScene::takeFocus()
{
    if (m_scene->isActive())
        return;
    QEvent activate(QEvent::WindowActivate);
    QCoreApplication::sendEvent(m_scene.get(), &activate);
}

// The scene has the keyboard only while its board is used: the desk's own focus is not to be taken.
void BoardScene::dropFocus()
{
    if (!m_scene->isActive())
        return;
    m_scene->clearFocus();
    QEvent deactivate(QEvent::WindowDeactivate);
    QCoreApplication::sendEvent(m_scene.get(), &deactivate);
}

} // namespace twinward::headset
