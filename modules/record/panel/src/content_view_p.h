#pragma once

// A document's content on the screen: text, a picture or a PDF, drawn from memory. Nothing that stands in a
// document is followed: no links, no scripts, no pictures from elsewhere.

#include "document_content_p.h"

#include <QWidget>

namespace twinward::record {

class ContentView : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;
    virtual void zoom(double factor) = 0; // relative to what is shown
    virtual void fit() = 0; // the page's whole width

signals:
    void unreadable(const QString& why); // translated; nothing of it can be shown
};

// Null where there is no view for that type.
[[nodiscard]] ContentView* makeContentView(const DocumentContent& content, QWidget* parent);

} // namespace twinward::record
