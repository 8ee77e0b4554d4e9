#include "board_scene_p.h"

#include "workbench/theme.h"
#include "workbench/widgets.h"

#include <algorithm>
#include <cmath>
#include <QApplication>
#include <QDialog>
#include <QElapsedTimer>
#include <QFileDialog>
#include <QGraphicsProxyWidget>
#include <QGraphicsSceneMouseEvent>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QStyleHints>

namespace twinward::headset {

using workbench::Theme;

namespace {

// As sharp as a headset of 25 pixels a degree shows a board at 1.2 m.
constexpr double sharpness = 1.5;
constexpr int stripRows = 100; // of the board, drawn in one go
constexpr int dialogMargin = 8; // between a dialog and the board's edge at least
constexpr int wheelNotch = 120; // QWheelEvent's eighths of a degree

// What lies on a board stands out from it. Behind it: hands touch what it frames.
void addEdge(QGraphicsProxyWidget* proxy)
{
    auto* edge = new QGraphicsRectItem(proxy);
    edge->setFlag(QGraphicsItem::ItemStacksBehindParent);
    edge->setPen(Qt::NoPen);
    edge->setBrush(Theme::instance().color(Theme::Role::Accent));
    const auto fit = [proxy, edge] { edge->setRect(proxy->rect().adjusted(-2, -2, 2, 2)); };
    QObject::connect(proxy, &QGraphicsWidget::geometryChanged, proxy, fit);
    fit();
}

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
    // A proxy goes with its widget, and one of them may be the one that handles a press just now (a menu is
    // open): they let go of their widgets first, and follow with the scene when nobody is in it any more.
    for (QGraphicsItem* item : m_scene->items()) {
        auto* proxy = qgraphicsitem_cast<QGraphicsProxyWidget*>(item);
        QWidget* widget = proxy != nullptr ? proxy->widget() : nullptr;
        if (widget == nullptr)
            continue;
        proxy->setWidget(nullptr);
        if (widget != m_widget && widget->parent() == nullptr)
            widget->deleteLater();
    }
    if (m_scene.use_count() > 1)
        keepPressed();
    delete m_widget; // with its menus
}

// Qt goes on with what was pressed when its menu has closed: so that alone stays, until then.
void BoardScene::keepPressed()
{
    if (m_pressed == nullptr)
        return;
    for (QMenu* menu : m_pressed->findChildren<QMenu*>())
        menu->close();
    if (m_pressed == m_widget)
        m_widget = nullptr;
    else
        m_pressed->setParent(nullptr);
    m_scene->pressed = m_pressed;
}

void BoardScene::resize(QSize pixels)
{
    const QSize least = m_widget->minimumSizeHint();
    m_scene->setSceneRect(QRectF(QPointF(), pixels.expandedTo(least)));
    m_proxy->setGeometry(m_scene->sceneRect());
    m_left = {};
    m_dirty = QRect(QPoint(), this->pixels());
    emit changed();
}

// A few areas at most: each costs a walk over all that is on the board.
void BoardScene::begin()
{
    const QSizeF size = m_scene->sceneRect().size();
    const QSize wanted = (size * sharpness).toSize();
    if (m_image.size() != wanted) {
        m_image = QImage(wanted, QImage::Format_RGBA8888_Premultiplied);
        m_dirty = QRect(QPoint(), size.toSize());
    }
    m_left = m_dirty.boundingRect().adjusted(-1, -1, 1, 1);
    m_dirty = {};
}

void BoardScene::drawStrip()
{
    QRect area = m_left;
    area.setHeight(std::min(area.height(), stripRows));
    m_left.setTop(area.bottom() + 1);
    const QSizeF size = m_scene->sceneRect().size();
    QPainter painter(&m_image);
    painter.scale(m_image.width() / size.width(), m_image.height() / size.height());
    painter.setClipRect(area);
    painter.fillRect(area, Theme::instance().color(Theme::Role::Window));
    m_scene->render(&painter, area, area);
}

const QImage* BoardScene::drawSome(std::chrono::milliseconds most)
{
    if (m_left.isEmpty())
        begin();
    QElapsedTimer taken;
    taken.start();
    do {
        drawStrip();
    } while (!m_left.isEmpty() && taken.nsecsElapsed() < std::chrono::nanoseconds(most).count());
    if (!m_left.isEmpty())
        return nullptr;
    ++m_version;
    return &m_image;
}

const QImage& BoardScene::draw()
{
    const QImage* picture = nullptr;
    while (picture == nullptr)
        picture = drawSome(std::chrono::hours(1));
    return *picture;
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
        delete std::exchange(m_notice, nullptr);
        const QPointer<BoardScene> self(this);
        mouse(QEvent::GraphicsSceneMouseMove, at); // what lies under it learns so first
        if (self.isNull())
            return;
        m_pressedAt = at;
        m_pressed = under(at);
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

QGraphicsProxyWidget* BoardScene::proxyAt(const QPointF& at) const
{
    const auto items = m_scene->items(at);
    return items.isEmpty() ? nullptr : qgraphicsitem_cast<QGraphicsProxyWidget*>(items.first());
}

QWidget* BoardScene::under(const QPointF& at) const
{
    const QGraphicsProxyWidget* proxy = proxyAt(at);
    if (proxy == nullptr)
        return nullptr;
    QWidget* child = proxy->widget()->childAt(proxy->mapFromScene(at).toPoint());
    return child != nullptr ? child : proxy->widget();
}

// As a click does on a screen; the scene leaves it to the window system, which knows nothing of this one.
void BoardScene::giveFocus(const QPointF& at)
{
    const QGraphicsProxyWidget* proxy = proxyAt(at);
    if (proxy == nullptr || proxy->isBlockedByModalPanel() || proxy->widget()->windowType() == Qt::Popup)
        return; // a list or a menu is open there
    QWidget* under = proxy->widget()->childAt(proxy->mapFromScene(at).toPoint());
    while (under != nullptr && under != proxy->widget()) {
        if (under->isEnabled() && (under->focusPolicy() & Qt::ClickFocus) == Qt::ClickFocus) {
            under->setFocus(Qt::MouseFocusReason);
            return;
        }
        under = under->parentWidget();
    }
}

bool BoardScene::has(const QWidget& window) const
{
    const QGraphicsProxyWidget* proxy = window.graphicsProxyWidget();
    return proxy != nullptr && proxy != m_proxy && proxy != m_notice && proxy->scene() == m_scene.get();
}

// They place themselves by the desk's screen.
void BoardScene::settle(QWidget& window)
{
    if (window.windowType() == Qt::Dialog || window.windowType() == Qt::Window) {
        showDialog(window);
        return;
    }
    QGraphicsProxyWidget* proxy = window.graphicsProxyWidget();
    const QRectF room = m_scene->sceneRect();
    const QRectF wanted = proxy->mapRectToScene(proxy->rect());
    const QPointF inside(std::max(std::min(wanted.left(), room.right() - wanted.width()), room.left()),
        std::max(std::min(wanted.top(), room.bottom() - wanted.height()), room.top()));
    if (inside != wanted.topLeft())
        proxy->setPos(proxy->pos() + inside - wanted.topLeft());
}

void BoardScene::showDialog(QWidget& dialog)
{
    const QSize room = pixels() - QSize(2, 2) * dialogMargin;
    const QSize least = dialog.minimumSizeHint().expandedTo(dialog.minimumSize());
    const bool fits = least.width() <= room.width() && least.height() <= room.height();
    if (!fits || qobject_cast<QFileDialog*>(&dialog) != nullptr) {
        refuse(dialog);
        return;
    }
    QGraphicsProxyWidget* proxy = dialog.graphicsProxyWidget();
    proxy->setWindowFlags(Qt::FramelessWindowHint | Qt::Dialog);
    dialog.resize(dialog.size().boundedTo(room));
    proxy->setPos(m_proxy->mapToItem(proxy->parentItem(),
        QPointF(pixels().width() - dialog.width(), pixels().height() - dialog.height()) / 2));
    if (proxy->childItems().isEmpty()) // shown for the first time
        addEdge(proxy);
    if (dialog.isModal())
        proxy->setPanelModality(QGraphicsItem::SceneModal);
    m_scene->setActivePanel(proxy);
    QWidget* first = dialog.focusWidget() != nullptr ? dialog.focusWidget() : dialog.nextInFocusChain();
    if (first != nullptr)
        first->setFocus(Qt::PopupFocusReason);
}

void BoardScene::refuse(QWidget& dialog)
{
    if (auto* asks = qobject_cast<QDialog*>(&dialog))
        asks->reject();
    else
        dialog.close();
    auto* words = new QLabel(tr("This needs the desk. Take the headset off and do it there."));
    workbench::setTone(words, workbench::Tone::Caution);
    words->setWordWrap(true);
    words->setAlignment(Qt::AlignCenter);
    words->setMargin(Theme::instance().px(16));
    words->setAutoFillBackground(true);
    delete m_notice;
    m_notice = m_scene->addWidget(words);
    m_notice->setZValue(1);
    addEdge(m_notice);
    const QSize size(pixels().width() / 2, words->heightForWidth(pixels().width() / 2));
    m_notice->setGeometry(QRectF(QPointF((pixels() - size).width(), (pixels() - size).height()) / 2, size));
}

bool BoardScene::isRefusing() const
{
    return m_notice != nullptr;
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

QWidget* BoardScene::field() const
{
    const auto* proxy = qgraphicsitem_cast<QGraphicsProxyWidget*>(m_scene->focusItem());
    return proxy != nullptr && proxy->widget() != nullptr ? proxy->widget()->focusWidget() : nullptr;
}

bool BoardScene::isTypedInto() const
{
    const QWidget* field = this->field();
    return m_scene->isActive() && field != nullptr && field->testAttribute(Qt::WA_InputMethodEnabled)
        && field->isEnabled();
}

bool BoardScene::type(QEvent* keys)
{
    QWidget* field = this->field();
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
