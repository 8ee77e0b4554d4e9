#pragma once

// One version of an entry as a card: who, when, and every field, with those that differ from another version
// marked by weight and a mark, so that the eye goes to the difference.

#include "record/chart.h"
#include "text_p.h"

#include <QFrame>

class QVBoxLayout;

namespace twinward::record {

class VersionCard : public QFrame
{
    Q_OBJECT

public:
    // title: translated, "Now", "Before". other: the fields it is compared with; empty compares with nothing.
    VersionCard(const QString& title, const RecordedEvent& version, const Roster& roster,
        const text::Fields& other, QWidget* parent);
    // For what was never signed as one event, such as two patients side by side.
    VersionCard(const QString& title, const QString& subtitle, const text::Fields& fields,
        const text::Fields& other, QWidget* parent);

    void warn(const QString& sentence); // a line in the danger colour under the title
    void addBottom(QWidget* widget);

private:
    void build(
        const QString& title, const QString& subtitle, const text::Fields& fields, const text::Fields& other);

    QVBoxLayout* m_layout = nullptr;
};

} // namespace twinward::record
