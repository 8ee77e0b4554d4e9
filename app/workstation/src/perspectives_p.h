#pragma once

// Which panels stand where for a kind of work. As data: columns of rows of tabbed panels, in shares of the
// window.

#include <QStringList>
#include <vector>

namespace twinward::workstation {

struct Row
{
    QStringList panels; // tabbed, the first in front
    int share = 1; // of its column's height
};

struct Column
{
    std::vector<Row> rows;
    int share = 1; // of the window's width
};

struct Perspective
{
    QString id; // stable: kept in saved layouts
    const char* title; // QT_TRANSLATE_NOOP("Perspectives", ...)
    std::vector<Column> columns;
    QString focus; // the panel work begins in
    QString chart; // the panel that has the keyboard once a patient is opened, so that the keys of one letter
                   // work
};

[[nodiscard]] const std::vector<Perspective>& perspectives();
[[nodiscard]] const Perspective& perspective(const QString& id); // the first where the id is not known

} // namespace twinward::workstation
