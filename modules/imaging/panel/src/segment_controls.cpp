#include "segment_controls_p.h"

#include "form_p.h"
#include "workbench/theme.h"
#include "workbench/widgets.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QEvent>
#include <QGroupBox>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSlider>
#include <QTableWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace twinward::imaging {

namespace {

constexpr int sliderSteps = 1000;

QToolButton* buttonFor(QAction* action)
{
    auto* button = new QToolButton;
    button->setDefaultAction(action);
    button->setProperty("house", QStringLiteral("button"));
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    return button;
}

QHBoxLayout* inRow(std::initializer_list<QWidget*> widgets)
{
    auto* row = new QHBoxLayout;
    row->setSpacing(4);
    for (QWidget* widget : widgets)
        row->addWidget(widget);
    return row;
}

QDoubleSpinBox* millimetres(const char* name, double value, double most)
{
    auto* made = new QDoubleSpinBox;
    made->setObjectName(QString::fromLatin1(name));
    made->setDecimals(1);
    made->setRange(0.5, most);
    made->setSingleStep(0.5);
    made->setValue(value);
    return made;
}

} // namespace

SegmentControls::SegmentControls(Exam& exam, Segmenting& segmenting, const Tools& tools, QWidget* parent)
    : QScrollArea(parent)
    , m_exam(exam)
    , m_segmenting(segmenting)
    , m_why(new QLabel)
{
    setObjectName(QStringLiteral("segmentControls"));
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* inside = new QWidget;
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(8, 8, 8, 8);
    column->setSpacing(8);
    m_why->setWordWrap(true);
    workbench::setTone(m_why, workbench::Tone::Secondary);
    column->addWidget(m_why);
    for (QGroupBox* box : {makeList(), makeValues(tools), makeBrush(tools), makeTidy(), makeKeep()})
        column->addWidget(box);
    column->addStretch();
    setWidget(inside);
    setMinimumWidth(workbench::Theme::instance().px(248));
    joinValues();
    joinKeep();
    connect(&m_segmenting, &Segmenting::changed, this, [this] { show(); });
    retranslate();
}

QGroupBox* SegmentControls::makeList()
{
    m_listBox = new QGroupBox;
    auto* column = new QVBoxLayout(m_listBox);
    column->setContentsMargins(8, 8, 8, 8);
    column->setSpacing(4);
    m_list = new QTableWidget(0, 2);
    m_list->setObjectName(QStringLiteral("segments"));
    m_list->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->setTabKeyNavigation(false);
    m_list->verticalHeader()->hide();
    m_list->verticalHeader()->setDefaultSectionSize(workbench::Theme::instance().rowHeight());
    m_list->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_list->horizontalHeader()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_list->setFixedHeight(workbench::Theme::instance().rowHeight() * 4 + workbench::Theme::instance().px(4));
    m_add = new QPushButton;
    m_add->setObjectName(QStringLiteral("addSegment"));
    m_remove = new QPushButton;
    m_remove->setObjectName(QStringLiteral("removeSegment"));
    m_save = new QPushButton;
    m_save->setObjectName(QStringLiteral("keepSegments"));
    workbench::setKind(m_save, workbench::ButtonKind::Primary);
    column->addWidget(m_list);
    column->addLayout(inRow({m_add, m_remove}));
    column->addWidget(m_save);
    connect(m_add, &QPushButton::clicked, &m_segmenting, &Segmenting::addSegment);
    connect(m_remove, &QPushButton::clicked, &m_segmenting, &Segmenting::removeSegment);
    connect(m_list, &QTableWidget::currentCellChanged, this, [this](int row) {
        if (!m_showing && row >= 0)
            m_segmenting.setCurrent(row);
    });
    connect(m_list, &QTableWidget::itemChanged, this, [this](const QTableWidgetItem* item) {
        if (!m_showing && item->column() == 0)
            m_segmenting.rename(item->row(), item->text());
    });
    return m_listBox;
}

QGroupBox* SegmentControls::makeValues(const Tools& tools)
{
    m_valuesBox = new QGroupBox;
    auto* form = formOf(m_valuesBox);
    for (size_t i = 0; i < 2; ++i) {
        m_limits[i] = new QDoubleSpinBox;
        m_limits[i]->setObjectName(i == 0 ? QStringLiteral("rangeFrom") : QStringLiteral("rangeTo"));
        m_limits[i]->setRange(-1e6, 1e6);
        m_limits[i]->setDecimals(0);
        m_limits[i]->setSingleStep(10);
        m_sliders[i] = new QSlider(Qt::Horizontal);
        m_sliders[i]->setRange(0, sliderSteps);
        m_limits[i]->setFixedWidth(workbench::Theme::instance().px(108));
        form->addRow(m_limitLabels[i] = new QLabel, inRow({m_sliders[i], m_limits[i]}));
        m_limitLabels[i]->setBuddy(m_limits[i]);
    }
    m_preview = new QCheckBox;
    m_preview->setChecked(true);
    m_addRange = new QPushButton;
    m_addRange->setObjectName(QStringLiteral("addRange"));
    m_around = new QPushButton;
    m_around->setObjectName(QStringLiteral("rangeAround"));
    m_grow = new QPushButton;
    m_grow->setObjectName(QStringLiteral("growAtCursor"));
    form->addRow(m_preview);
    form->addRow(m_around);
    form->addRow(m_addRange);
    form->addRow(inRow({m_grow, buttonFor(tools.seed)}));
    return m_valuesBox;
}

QGroupBox* SegmentControls::makeBrush(const Tools& tools)
{
    m_brushBox = new QGroupBox;
    auto* form = formOf(m_brushBox);
    m_radius = millimetres("brushRadius", 5, 40);
    m_shape = new QComboBox;
    m_shape->setObjectName(QStringLiteral("brushShape"));
    m_onlyWithin = new QCheckBox;
    form->addRow(inRow({buttonFor(tools.brush), buttonFor(tools.eraser)}));
    form->addRow(m_radiusLabel = new QLabel, m_radius);
    form->addRow(m_shapeLabel = new QLabel, m_shape);
    form->addRow(m_onlyWithin);
    m_radiusLabel->setBuddy(m_radius);
    m_shapeLabel->setBuddy(m_shape);
    connect(m_radius, &QDoubleSpinBox::valueChanged, this, &SegmentControls::brushTouched);
    connect(m_shape, &QComboBox::currentIndexChanged, this, &SegmentControls::brushTouched);
    connect(m_onlyWithin, &QCheckBox::toggled, this, &SegmentControls::brushTouched);
    return m_brushBox;
}

QGroupBox* SegmentControls::makeTidy()
{
    m_tidyBox = new QGroupBox;
    auto* form = formOf(m_tidyBox);
    m_tidy = new QComboBox;
    m_tidy->setObjectName(QStringLiteral("tidy"));
    m_tidyRadius = millimetres("tidyRadius", 2, 20);
    m_apply = new QPushButton;
    m_apply->setObjectName(QStringLiteral("tidyApply"));
    form->addRow(m_tidy);
    form->addRow(m_tidyLabel = new QLabel, inRow({m_tidyRadius, m_apply}));
    m_tidyLabel->setBuddy(m_tidyRadius);
    connect(m_apply, &QPushButton::clicked, this, [this] {
        m_segmenting.tidy(static_cast<Segmenting::Tidy>(m_tidy->currentIndex()), m_tidyRadius->value());
    });
    connect(m_tidy, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_tidyRadius->setEnabled(index >= static_cast<int>(Segmenting::Tidy::RemoveSmall));
    });
    return m_tidyBox;
}

QGroupBox* SegmentControls::makeKeep()
{
    m_keepBox = new QGroupBox;
    auto* form = formOf(m_keepBox);
    m_surface = new QCheckBox;
    m_surface->setObjectName(QStringLiteral("showSurfaces"));
    m_sources = new QComboBox;
    m_sources->setObjectName(QStringLiteral("segmentSources"));
    m_sources->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_open = new QPushButton;
    m_open->setObjectName(QStringLiteral("openSegments"));
    m_export = new QPushButton;
    m_export->setObjectName(QStringLiteral("exportSegments"));
    auto* menu = new QMenu(m_export);
    for (QAction*& action : m_files)
        action = menu->addAction(QString());
    m_export->setMenu(menu);
    form->addRow(m_surface);
    form->addRow(m_sources);
    form->addRow(inRow({m_open, m_export}));
    return m_keepBox;
}

void SegmentControls::retranslate()
{
    m_listBox->setTitle(tr("Segments"));
    m_list->setHorizontalHeaderLabels({tr("Name"), tr("mL")});
    m_list->horizontalHeaderItem(0)->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_list->horizontalHeaderItem(1)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_list->setAccessibleName(tr("Segments and their volumes in millilitres"));
    m_add->setText(tr("Add"));
    m_add->setAccessibleName(tr("Add a segment"));
    m_remove->setText(tr("Remove"));
    m_remove->setAccessibleName(tr("Remove the chosen segment"));
    m_valuesBox->setTitle(tr("By value"));
    m_limitLabels[0]->setText(tr("From"));
    m_limitLabels[1]->setText(tr("To"));
    for (size_t i = 0; i < 2; ++i) {
        m_limits[i]->setAccessibleName(i == 0 ? tr("Lowest value") : tr("Highest value"));
        m_sliders[i]->setAccessibleName(m_limits[i]->accessibleName());
    }
    m_preview->setText(tr("Show what it takes"));
    m_addRange->setText(tr("Add to the segment"));
    m_around->setText(tr("Values at the cross-hair"));
    m_around->setToolTip(tr("Sets the range to what lies around the cross-hair"));
    m_grow->setText(tr("Grow here"));
    m_grow->setToolTip(tr("Adds what hangs together with the cross-hair within these values"));
    m_brushBox->setTitle(tr("By hand"));
    m_radiusLabel->setText(tr("Radius"));
    m_radius->setSuffix(tr(" mm"));
    m_shapeLabel->setText(tr("Shape"));
    const int shape = std::max(0, m_shape->currentIndex());
    m_showing = true;
    m_shape->clear();
    m_shape->addItems({tr("Disc on the plane"), tr("Ball")});
    m_shape->setCurrentIndex(shape);
    const int tidy = std::max(0, m_tidy->currentIndex());
    m_tidy->clear();
    m_tidy->addItems({tr("Smooth"), tr("Fill holes"), tr("Keep the largest part"), tr("Remove small parts"),
        tr("Widen"), tr("Shrink"), tr("Close gaps")});
    m_tidy->setCurrentIndex(tidy);
    m_showing = false;
    m_onlyWithin->setText(tr("Only on the values above"));
    m_tidyBox->setTitle(tr("Tidy"));
    m_tidy->setAccessibleName(tr("How to tidy"));
    m_tidyLabel->setText(tr("Radius"));
    m_tidyRadius->setSuffix(tr(" mm"));
    m_tidyRadius->setAccessibleName(tr("Radius for tidying"));
    m_apply->setText(tr("Apply"));
    m_apply->setAccessibleName(tr("Tidy the chosen segment"));
    m_keepBox->setTitle(tr("Result"));
    m_surface->setText(tr("Show as surface in the volume"));
    m_save->setText(tr("Keep in the record"));
    m_sources->setAccessibleName(tr("Segments that can be opened"));
    m_open->setText(tr("Open"));
    m_open->setToolTip(tr("Opens the segments chosen above to work on them"));
    m_export->setText(tr("Export"));
    m_files[0]->setText(tr("DICOM segmentation …"));
    m_files[1]->setText(tr("Surface as STL …"));
    m_files[2]->setText(tr("Surface as PLY …"));
    show();
}

void SegmentControls::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QScrollArea::changeEvent(event);
}

} // namespace twinward::imaging
