#pragma once

// The card that floats over the timeline: short beside the mouse or the keyboard's item, or opened to be
// read, scrolled and copied from.

#include <QFrame>

class QTextBrowser;

namespace twinward::timeline {

class DetailsCard : public QFrame
{
    Q_OBJECT

public:
    explicit DetailsCard(QWidget* parent); // floats over it

    void showBeside(const QString& html, const QRect& at); // short; takes no focus and no mouse
    void open(const QString& html, const QRect& at); // takes the focus; Esc closes it
    void replace(const QString& html); // beside what it told of before
    void close(); // and gives the focus back to the parent where the card had it
    [[nodiscard]] bool isOpened() const { return m_opened && isVisible(); }
    [[nodiscard]] QString plainText() const;

signals:
    void itemChosen(quint32 item); // in a list of several
    void closed();

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void place(const QRect& at, QSize most);

    QTextBrowser* m_text;
    bool m_opened = false;
    QRect m_at; // where it was placed, and how large it might have been
    QSize m_most;
};

} // namespace twinward::timeline
