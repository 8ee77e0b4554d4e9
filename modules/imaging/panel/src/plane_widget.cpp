#include "plane_widget_p.h"

#include "imaging_view/operators.h"
#include "workbench/theme.h"

#include <QCoreApplication>
#include <QEvent>
#include <QKeyEvent>
#include <QLineEdit>

namespace twinward::imaging {

// Of look.md: axial red, sagittal yellow, coronal green, oblique blue.
QColor colourOf(PlaneView::Kind kind)
{
    switch (kind) {
    case PlaneView::Kind::Axial:
    case PlaneView::Kind::Stack:
        return {255, 92, 92};
    case PlaneView::Kind::Sagittal:
        return {240, 208, 64};
    case PlaneView::Kind::Coronal:
        return {96, 208, 112};
    case PlaneView::Kind::Oblique:
        return {96, 160, 255};
    }
    return Qt::white;
}

QString nameOf(PlaneView::Kind kind)
{
    switch (kind) {
    case PlaneView::Kind::Axial:
        return QCoreApplication::translate("ImagePlanes", "Axial");
    case PlaneView::Kind::Coronal:
        return QCoreApplication::translate("ImagePlanes", "Coronal");
    case PlaneView::Kind::Sagittal:
        return QCoreApplication::translate("ImagePlanes", "Sagittal");
    case PlaneView::Kind::Oblique:
        return QCoreApplication::translate("ImagePlanes", "Oblique");
    case PlaneView::Kind::Stack:
        return QCoreApplication::translate("ImagePlanes", "As acquired");
    }
    return {};
}

PlaneWidget::PlaneWidget(Exam& exam, Marks& marks, size_t plane, QWidget* parent)
    : QWidget(parent)
    , m_exam(exam)
    , m_marks(marks)
    , m_plane(plane)
    , m_entry(new QLineEdit(this))
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    m_entry->hide();
    m_entry->installEventFilter(this);
    connect(m_entry, &QLineEdit::returnPressed, this, [this] {
        const QString text = m_entry->text().trimmed();
        m_entry->hide();
        setFocus();
        if (!text.isEmpty() && m_takeText)
            m_takeText(text);
        m_takeText = {};
    });
    connect(&m_exam, &Exam::changed, this, &PlaneWidget::refresh);
    connect(&m_exam, &Exam::contentChanged, this, &PlaneWidget::refresh);
    connect(&m_exam, &Exam::layersChanged, this, [this] {
        m_picture = QImage();
        m_drawing.reset();
        refresh();
    });
    connect(&m_marks, &Marks::changed, this, [this] {
        describe();
        update();
    });
    connect(&m_maker, &PictureMaker::made, this, [this](const QImage& picture, const PlaneFrame& frame) {
        m_picture = picture;
        m_frame = frame;
        update();
    });
    connect(&workbench::Theme::instance(), &workbench::Theme::changed, this, qOverload<>(&QWidget::update));
    describe();
}

const PlaneView* PlaneWidget::view() const
{
    const auto& planes = m_exam.scene().planes;
    return m_plane < planes.size() ? &planes[m_plane] : nullptr;
}

int PlaneWidget::layer() const
{
    return view() == nullptr ? 0 : std::max(0, view()->layer);
}

std::optional<Grid> PlaneWidget::grid() const
{
    return m_exam.placedGrid(layer());
}

void PlaneWidget::setPlane(size_t plane)
{
    m_plane = plane;
    m_picture = QImage();
    refresh();
}

void PlaneWidget::setTool(Tool tool)
{
    cancelMark();
    m_tool = tool;
    setCursor(isMarking(tool) || isSegmenting(tool) ? Qt::CrossCursor : Qt::ArrowCursor);
    update();
}

void PlaneWidget::setOutlines(const std::vector<SegmentationPtr>& outlines)
{
    m_outlines = outlines;
    refresh();
}

Ruler PlaneWidget::ruler() const
{
    const LayerContent* content = m_exam.layer(layer());
    if (content == nullptr || content->stack() == nullptr)
        return {};
    const int number
        = m_exam.isVolume(layer()) ? 0 : m_exam.scene().layers[static_cast<size_t>(layer())].frame;
    const ObjectHeader* header = content->headerOf(number);
    return header == nullptr ? Ruler() : rulerOf(*header, content->frameRef(number).frame);
}

PlaneFrame PlaneWidget::wantedFrame() const
{
    const auto shown = grid();
    if (view() == nullptr || !shown)
        return {};
    if (m_exam.isVolume(layer()))
        return frameOf(*view(), *shown, m_exam.scene().cursor, size());
    // As wide and high as the pixels say they are, where they say nothing else.
    const Ruler ruler = this->ruler();
    Grid drawn = *shown;
    if (!ruler.placed)
        drawn.spacing[1] *= ruler.aspect[0];
    PlaneFrame frame = frameOf(*view(), drawn, centreOf(drawn), size());
    frame.rowScale = ruler.placed ? 1 : ruler.aspect[0];
    return frame;
}

PictureOrder PlaneWidget::makeOrder() const
{
    PictureOrder order;
    order.cut.frame = wantedFrame();
    // As many pixels as the screen has; half of them while a thick slab moves.
    const double ratio = devicePixelRatioF();
    const bool coarse = m_drag != Drag::None && view()->slabMm > 12;
    order.cut.frame.size = size() * (coarse ? ratio / 2 : ratio);
    order.cut.frame.mmPerPixel *= static_cast<double>(width()) / std::max(1, order.cut.frame.size.width());
    order.cut.projection = view()->projection;
    order.cut.slabMm = view()->slabMm;
    order.outlines = m_outlines;
    const ExamScene& scene = m_exam.scene();
    for (int each = 0; each < m_exam.layerCount(); ++each) {
        const Layer& look = scene.layers[static_cast<size_t>(each)];
        LayerContent* content = m_exam.layer(each);
        if (view()->layer >= 0 && each != view()->layer)
            continue;
        if (content->volume()) {
            order.layers.push_back(
                {content->volume(), look.toPatient, look.window, look.colourMap, look.opacity});
        } else if (order.layers.empty() && !order.frame && content->hasHeaders()) {
            const FrameRef ref = content->frameRef(look.frame);
            const auto frame = content->frame(look.frame);
            if (ref.instance >= 0 && frame)
                order.frame = FrameLook{frame, content->headers(), static_cast<size_t>(ref.instance),
                    ref.frame, *m_exam.grid(each), look.window, look.colourMap};
        }
    }
    return order;
}

void PlaneWidget::refresh()
{
    m_stale = true;
    describe();
    update();
    if (!isVisible() || view() == nullptr || !grid() || size().isEmpty())
        return;
    const PictureOrder order = makeOrder();
    if (order.layers.empty() && !order.frame)
        return;
    m_stale = false;
    m_maker.order(order);
}

QPointF PlaneWidget::positionOf(const Vec3& patient) const
{
    return wantedFrame().toPixel(patient);
}

Vec3 PlaneWidget::patientAt(const QPointF& position) const
{
    return wantedFrame().toPatient(position);
}

void PlaneWidget::describe()
{
    if (view() == nullptr) {
        setAccessibleName(tr("Empty view"));
        return;
    }
    const Exam::Position at = m_exam.position(m_plane);
    setAccessibleName(tr("%1, image %2 of %3").arg(nameOf(view()->kind)).arg(at.current + 1).arg(at.count));
    QStringList sentences;
    for (const KeySign& sign : keySigns())
        sentences.append(sign.sentence);
    setAccessibleDescription(sentences.join(QLatin1Char('\n')));
}

void PlaneWidget::askText(const QString& prompt, const QPoint& at, std::function<void(const QString&)> take)
{
    const workbench::Theme& theme = workbench::Theme::instance();
    m_takeText = std::move(take);
    m_entry->clear();
    m_entry->setPlaceholderText(prompt);
    m_entry->setAccessibleName(prompt);
    const int wide = std::min(theme.px(320), width() - theme.px(16));
    m_entry->setGeometry(std::clamp(at.x(), theme.px(8), std::max(theme.px(8), width() - wide - theme.px(8))),
        std::clamp(at.y(), theme.px(8), std::max(theme.px(8), height() - theme.rowHeight() - theme.px(8))),
        wide, theme.rowHeight());
    m_entry->show();
    m_entry->setFocus();
}

bool PlaneWidget::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_entry && event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        m_entry->hide();
        m_takeText = {};
        setFocus();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void PlaneWidget::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_pen = QPointF(width() / 2.0, height() / 2.0);
    refresh();
}

void PlaneWidget::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        describe();
        update();
    }
    QWidget::changeEvent(event);
}

} // namespace twinward::imaging
