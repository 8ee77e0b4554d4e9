#include "content_view_p.h"

#include "workbench/theme.h"
#include "workbench/when_done.h"

#include <QBuffer>
#include <QImageReader>
#include <QPainter>
#include <QPdfDocument>
#include <QPdfView>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QStringDecoder>
#include <QtConcurrent/QtConcurrentRun>
#include <QTextDocumentFragment>
#include <QVBoxLayout>

namespace twinward::record {

using workbench::Theme;

namespace {

constexpr double smallest = 0.1;
constexpr double largest = 8;
constexpr qsizetype shownCharacters = 2'000'000; // more makes the text view slow, and nobody reads it here

void fill(ContentView* view, QWidget* inner)
{
    auto* layout = new QVBoxLayout(view);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(inner);
    view->setFocusProxy(inner);
}

QString decoded(const DocumentContent& content)
{
    const QString parameters = content.contentType.section(u';', 1).toLower();
    const QString charset
        = parameters.section(QStringLiteral("charset="), 1).section(u';', 0, 0).remove(u'"').trimmed();
    const QByteArray name = charset.isEmpty() ? QByteArray("utf-8") : charset.toLatin1();
    QStringDecoder decoder(name.constData());
    QString text = decoder.isValid() ? QString(decoder(content.bytes)) : QString();
    if (!decoder.isValid() || decoder.hasError())
        text = QString::fromLatin1(content.bytes);
    if (plainType(content.contentType) == QLatin1String("text/html"))
        text = QTextDocumentFragment::fromHtml(text).toPlainText();
    return text;
}

class TextView : public ContentView
{
    Q_OBJECT

public:
    TextView(const DocumentContent& content, QWidget* parent)
        : ContentView(parent)
        , m_text(new QPlainTextEdit(this))
    {
        m_text->setReadOnly(true);
        m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        m_text->setObjectName(QStringLiteral("documentText"));
        m_text->setAccessibleName(tr("Text of the document"));
        fill(this, m_text);
        QString text = decoded(content);
        if (text.size() > shownCharacters) {
            text.truncate(shownCharacters);
            text += tr("\n\n[The document goes on. Save it to read all of it.]");
        }
        m_text->setPlainText(text);
    }
    void zoom(double factor) override { m_text->zoomIn(factor > 1 ? 1 : -1); }
    void fit() override { m_text->setFont(Theme::instance().font(Theme::Type::Body)); }

private:
    QPlainTextEdit* m_text;
};

// Draws the picture at a size of its own; made for a scroll area.
class Picture : public QWidget
{
public:
    using QWidget::QWidget;
    void setImage(const QImage& image) { m_image = image; }
    [[nodiscard]] QSize imageSize() const { return m_image.size(); }

protected:
    void paintEvent(QPaintEvent* /*event*/) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.drawImage(rect(), m_image);
    }

private:
    QImage m_image;
};

QImage readImage(const QByteArray& bytes)
{
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer);
    reader.setAutoTransform(true); // photographs lie on their side
    return reader.read();
}

class ImageView : public ContentView
{
    Q_OBJECT

public:
    ImageView(const DocumentContent& content, QWidget* parent)
        : ContentView(parent)
        , m_scroll(new QScrollArea(this))
        , m_picture(new Picture)
    {
        m_scroll->setAlignment(Qt::AlignCenter);
        m_scroll->setWidget(m_picture);
        m_scroll->setAccessibleName(tr("Picture of the document"));
        m_picture->setObjectName(QStringLiteral("documentPicture"));
        m_picture->resize(0, 0);
        fill(this, m_scroll);
        workbench::whenDone(QtConcurrent::run([bytes = content.bytes] { return readImage(bytes); }), this,
            [this](const QImage& image) {
                if (image.isNull())
                    return emit unreadable(
                        tr("The picture is damaged, or of a kind that can't be shown here."));
                m_picture->setImage(image);
                fit();
            });
    }
    void zoom(double factor) override
    {
        m_fits = false;
        resizeTo(m_factor * factor);
    }
    void fit() override
    {
        m_fits = true;
        const QSize size = m_picture->imageSize();
        const QSize room = m_scroll->maximumViewportSize();
        if (!size.isEmpty())
            resizeTo(
                qMin(1.0, qMin(double(room.width()) / size.width(), double(room.height()) / size.height())));
    }

protected:
    void resizeEvent(QResizeEvent* event) override
    {
        ContentView::resizeEvent(event);
        if (m_fits)
            fit();
    }

private:
    void resizeTo(double factor)
    {
        m_factor = qBound(smallest, factor, largest);
        m_picture->resize(m_picture->imageSize() * m_factor);
    }

    QScrollArea* m_scroll;
    Picture* m_picture;
    double m_factor = 1;
    bool m_fits = true;
};

class PdfView : public ContentView
{
    Q_OBJECT

public:
    PdfView(const DocumentContent& content, QWidget* parent)
        : ContentView(parent)
        , m_document(this)
        , m_view(new QPdfView(this))
    {
        m_view->setPageMode(QPdfView::PageMode::MultiPage);
        m_view->setZoomMode(QPdfView::ZoomMode::FitToWidth);
        m_view->setObjectName(QStringLiteral("documentPages"));
        m_view->setAccessibleName(tr("Pages of the document"));
        m_view->setFocusPolicy(Qt::StrongFocus);
        fill(this, m_view);
        m_bytes.setData(content.bytes);
        m_bytes.open(QIODevice::ReadOnly);
        connect(&m_document, &QPdfDocument::statusChanged, this, &PdfView::judge);
        m_view->setDocument(&m_document);
        QMetaObject::invokeMethod(
            this, [this] { m_document.load(&m_bytes); }, Qt::QueuedConnection);
    }
    ~PdfView() override { m_view->setDocument(nullptr); }
    void zoom(double factor) override
    {
        const double before
            = m_view->zoomMode() == QPdfView::ZoomMode::Custom ? m_view->zoomFactor() : fitted();
        m_view->setZoomMode(QPdfView::ZoomMode::Custom);
        m_view->setZoomFactor(qBound(smallest, before * factor, largest));
    }
    void fit() override { m_view->setZoomMode(QPdfView::ZoomMode::FitToWidth); }

private:
    void judge(QPdfDocument::Status status)
    {
        if (status != QPdfDocument::Status::Error)
            return;
        emit unreadable(m_document.error() == QPdfDocument::Error::IncorrectPassword
                ? tr("This PDF has a password of its own. Save it to open it elsewhere.")
                : tr("The PDF is damaged and can't be shown."));
    }
    [[nodiscard]] double fitted() const
    {
        const double points = m_document.pagePointSize(0).width();
        return points > 0 ? m_view->viewport()->width() / (points * logicalDpiX() / 72) : 1;
    }

    QBuffer m_bytes; // outlives the document, which reads from it
    QPdfDocument m_document;
    QPdfView* m_view;
};

bool isText(const QString& type)
{
    return type.startsWith(QLatin1String("text/")) || type == QLatin1String("application/json")
        || type == QLatin1String("application/xml") || type.endsWith(QLatin1String("+json"))
        || (type.endsWith(QLatin1String("+xml")) && !type.startsWith(QLatin1String("image/")));
}

} // namespace

ContentView* makeContentView(const DocumentContent& content, QWidget* parent)
{
    const QString type = plainType(content.contentType);
    if (type == QLatin1String("application/pdf"))
        return new PdfView(content, parent);
    if (type.startsWith(QLatin1String("image/")) && !type.startsWith(QLatin1String("image/svg")))
        return new ImageView(content, parent);
    return isText(type) ? new TextView(content, parent) : nullptr;
}

} // namespace twinward::record

#include "content_view.moc"
