#pragma once

// What the wearer sees, on the desk: the left eye, as often as a new picture comes.

#include <QImage>
#include <QWidget>

namespace twinward::headset {

class MirrorView : public QWidget
{
    Q_OBJECT

public:
    explicit MirrorView(QWidget* parent = nullptr);

    void setPicture(const QImage& picture); // null: the words instead
    void setWords(const QString& words);
    [[nodiscard]] const QImage& picture() const { return m_picture; }
    [[nodiscard]] QSize sizeHint() const override { return {480, 360}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {200, 140}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QImage m_picture;
    QString m_words;
};

} // namespace twinward::headset
