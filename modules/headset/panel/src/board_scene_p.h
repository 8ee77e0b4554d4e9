#pragma once

// One board: a widget that is on no screen, drawn into a picture, with the hands of the headset as its mouse.
// Menus and lists it opens appear on the board itself.

#include "headset_scene/boards.h"

#include <memory>
#include <QEvent>
#include <QGraphicsScene>
#include <QImage>
#include <QPointer>
#include <QRegion>
#include <QTimer>
#include <QWidget>

class QGraphicsProxyWidget;

namespace twinward::headset {

class BoardScene : public QObject
{
    Q_OBJECT

public:
    // Takes the widget. pixels: its size as on a screen at the theme's scale.
    BoardScene(BoardId id, QString name, QWidget* widget, QSize pixels, QObject* parent = nullptr);
    ~BoardScene() override;

    [[nodiscard]] BoardId id() const { return m_id; }
    [[nodiscard]] const QString& name() const { return m_name; }
    [[nodiscard]] QWidget* widget() const { return m_widget; }
    void resize(QSize pixels); // larger where its widget needs more room
    [[nodiscard]] QSize pixels() const { return m_scene->sceneRect().size().toSize(); }

    [[nodiscard]] bool isDirty() const { return !m_dirty.isEmpty(); }
    // Draws what has changed since; premultiplied, as on the screen, from the top.
    [[nodiscard]] const QImage& draw();
    [[nodiscard]] std::uint64_t version() const { return m_version; }

    void point(const BoardPointer& pointer);
    // A field that is typed into has the board's focus.
    [[nodiscard]] bool isTypedInto() const;
    bool type(QEvent* keys); // true where it was taken
    void takeFocus();
    void dropFocus();

signals:
    void changed();
    void touched(); // pressed

private:
    void giveFocus(const QPointF& at);
    void mouse(QEvent::Type type, const QPointF& at);
    void wheel(const QPointF& at, float notches);
    void send(QEvent& event); // `this` may be gone afterwards

    BoardId m_id;
    QString m_name;
    // Whoever sends it an event holds on to it: a menu it opens runs the event loop, and there the board may
    // be taken down.
    std::shared_ptr<QGraphicsScene> m_scene = std::make_shared<QGraphicsScene>();
    QPointer<QWidget> m_widget;
    QGraphicsProxyWidget* m_proxy;
    QRegion m_dirty;
    QImage m_image;
    std::uint64_t m_version = 0;
    QPointF m_pressedAt;
    QPointF m_last;
    bool m_down = false;
    QTimer m_doubleClick; // runs while another press would be the second of two
};

} // namespace twinward::headset
