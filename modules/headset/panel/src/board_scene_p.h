#pragma once

// One board: a widget that is on no screen, drawn into a picture, with the hands of the headset as its mouse.
// Menus, lists and dialogs it opens appear on the board itself; what is too large for it, or chooses files,
// is refused in words.

#include "headset_scene/boards.h"

#include <chrono>
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

    [[nodiscard]] bool isDirty() const { return !m_dirty.isEmpty() || !m_left.isEmpty(); }
    // Draws what has changed since; premultiplied, as on the screen, from the top.
    [[nodiscard]] const QImage& draw();
    // As much of it as fits into the time, at least some: null until all that was there to be drawn at the
    // first of these calls is.
    [[nodiscard]] const QImage* drawSome(std::chrono::milliseconds most);
    [[nodiscard]] std::uint64_t version() const { return m_version; }

    // A window that a widget of this board opened, and that the scene has taken in.
    [[nodiscard]] bool has(const QWidget& window) const;
    void settle(QWidget& window);
    [[nodiscard]] bool isRefusing() const; // its words are on the board until it is touched

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
    // The scene, and what of a board that was taken down has to outlive it.
    class Stage : public QGraphicsScene
    {
    public:
        Stage() = default;
        ~Stage() override { delete pressed; }
        Stage(const Stage&) = delete;
        Stage& operator=(const Stage&) = delete;
        QPointer<QWidget> pressed;
    };

    void begin();
    void drawStrip();
    void showDialog(QWidget& dialog);
    void refuse(QWidget& dialog);
    void keepPressed();
    [[nodiscard]] QGraphicsProxyWidget* proxyAt(const QPointF& at) const;
    [[nodiscard]] QWidget* under(const QPointF& at) const;
    void giveFocus(const QPointF& at);
    [[nodiscard]] QWidget* field() const; // that has the board's focus
    void mouse(QEvent::Type type, const QPointF& at);
    void wheel(const QPointF& at, float notches);
    void send(QEvent& event); // `this` may be gone afterwards

    BoardId m_id;
    QString m_name;
    // Whoever sends it an event holds on to it: a menu it opens runs the event loop, and there the board may
    // be taken down.
    std::shared_ptr<Stage> m_scene = std::make_shared<Stage>();
    QPointer<QWidget> m_widget;
    QGraphicsProxyWidget* m_proxy;
    QGraphicsProxyWidget* m_notice = nullptr;
    QRegion m_dirty;
    QRect m_left; // of what is being drawn
    QImage m_image;
    std::uint64_t m_version = 0;
    QPointer<QWidget> m_pressed;
    QPointF m_pressedAt;
    QPointF m_last;
    bool m_down = false;
    QTimer m_doubleClick; // runs while another press would be the second of two
};

} // namespace twinward::headset
