#pragma once

// A few answers side by side, each with its letter: typing the letter chooses it, Backspace takes the choice
// back. For ACVPU and for air or oxygen, where a list to open would cost a hand on the mouse.

#include <QWidget>

namespace twinward::vitals {

class ChoiceField : public QWidget
{
    Q_OBJECT

public:
    struct Choice
    {
        QChar letter;
        QString text;
    };

    explicit ChoiceField(QWidget* parent = nullptr);
    void setChoices(const QList<Choice>& choices); // keeps what is chosen
    [[nodiscard]] int chosen() const { return m_chosen; } // -1: nothing
    void choose(int index);
    void setNotDone();
    [[nodiscard]] bool isNotDone() const { return m_notDone; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    void changed();
    void answered(); // a letter was typed: work goes on in the next field

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    [[nodiscard]] std::vector<QRect> segments() const;
    [[nodiscard]] int indexOf(const QKeyEvent& event) const; // of the letter typed, else -1
    [[nodiscard]] bool hasRoom() const;
    [[nodiscard]] int naturalWidth(int index) const;
    void describe();

    QList<Choice> m_choices;
    int m_chosen = -1;
    bool m_notDone = false;
};

} // namespace twinward::vitals
