#pragma once

// The one column in the middle of a screen that the door's screens are laid out in: a heading, a sentence,
// then whatever the screen adds; and the way to run what takes long beside the window.

#include "workbench/when_done.h"

#include <QFormLayout>
#include <QLabel>
#include <QtConcurrent/QtConcurrentRun>
#include <QVBoxLayout>
#include <QWidget>

namespace twinward::ledger {

class Card : public QWidget
{
    Q_OBJECT

public:
    explicit Card(QWidget* parent = nullptr);

protected:
    void setHeading(const QString& heading, const QString& sentence);
    [[nodiscard]] QVBoxLayout* column() const { return m_column; }
    // A row of a form: label on the left, bound to the field as its buddy. The label is the caller's to word.
    QLabel* addField(QFormLayout* form, QWidget* field);
    [[nodiscard]] QFormLayout* addForm();

    virtual void retranslate() = 0;
    void changeEvent(QEvent* event) override;

private:
    void applyTheme();

    QLabel* m_heading;
    QLabel* m_sentence;
    QWidget* m_middle;
    QVBoxLayout* m_column;
};

// Runs beside the window; `then` is called on the GUI thread unless the context is gone by then. The result
// may be one that can't be copied.
template <class Work, class Then> void runBeside(QObject* context, Work work, Then then)
{
    using Outcome = std::invoke_result_t<Work>;
    const auto ran
        = QtConcurrent::run([work = std::move(work)]() mutable { return std::make_shared<Outcome>(work()); });
    workbench::whenDone(
        ran, context, [then = std::move(then)](const std::shared_ptr<Outcome>& outcome) mutable {
            then(std::move(*outcome));
        });
}

} // namespace twinward::ledger
