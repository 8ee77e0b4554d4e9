#pragma once

// The small widgets every panel shares, so that empty, busy and failed look and read the same everywhere.

#include "base/error.h"
#include "workbench/job.h"

#include <QFrame>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>

class QAction;
class QProgressBar;
class QPushButton;

namespace twinward::workbench {

// A label, or a button that reads like a link, whose colour says what it is for; follows the theme by itself.
enum class Tone { Plain, Secondary, Good, Caution, Danger };
void setTone(QWidget* widget, Tone tone);

// What a button is: the one to press, one that destroys, one that reads like a link.
enum class ButtonKind { Primary, Danger, Link };
void setKind(QPushButton* button, ButtonKind kind);

// What a field's border says: nothing, unusual (amber), can't be (red).
enum class FieldState { Plain, Warn, Refuse };
void setState(QWidget* field, FieldState state);

// Nothing to show yet: one sentence, and the action that fills it (may be null).
class EmptyState : public QWidget
{
    Q_OBJECT

public:
    explicit EmptyState(QWidget* parent = nullptr);
    void setText(const QString& sentence);
    void setAction(QAction* action); // shown as a button with the action's own text and shortcut

private:
    QLabel* m_text;
    QPushButton* m_button;
    QPointer<QAction> m_action;
};

// What happened, what was kept, what to do now; stays until it is dismissed or cleared.
class FailureBar : public QFrame
{
    Q_OBJECT

public:
    explicit FailureBar(QWidget* parent = nullptr); // hidden until show()
    // kept: one translated sentence, what of the person's work is safe; may be empty.
    void show(const base::Error& error, const QString& kept = {});
    void clear();

protected:
    void changeEvent(QEvent* event) override;

private:
    void rewrite();

    std::optional<base::Error> m_error;
    QString m_kept;
    QLabel* m_what;
    QLabel* m_particulars;
    QLabel* m_todo;
    QPushButton* m_dismiss;
};

// What is being done, how far it is, and a way to stop it.
class ProgressLine : public QWidget
{
    Q_OBJECT

public:
    explicit ProgressLine(QWidget* parent = nullptr); // hidden until follow()
    // what: translated, "Importing the clinic's files". Hides itself when the job has finished.
    void follow(Job* job, const QString& what);

protected:
    void changeEvent(QEvent* event) override;

private:
    void redraw();

    QPointer<Job> m_job;
    QString m_subject;
    QLabel* m_what;
    QProgressBar* m_bar;
    QPushButton* m_cancel;
};

// A line to search in: clears with Esc, gives the arrow keys, Page keys and Enter to the list under it.
class SearchField : public QLineEdit
{
    Q_OBJECT

public:
    explicit SearchField(QWidget* parent = nullptr);
    void setTarget(QWidget* list); // where the arrow keys go

signals:
    void searchChanged(const QString& text); // trimmed; as it is typed
    void accepted(); // Enter, and no target took it

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QPointer<QWidget> m_target;
};

// One line that ends in … where it does not fit, and shows the whole on hover.
class ElidedLabel : public QLabel
{
    Q_OBJECT

public:
    explicit ElidedLabel(QWidget* parent = nullptr);
    void setFullText(const QString& text);
    [[nodiscard]] QString fullText() const { return m_full; }
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void elide();
    QString m_full;
};

} // namespace twinward::workbench
