// What the controls for segmenting show and ask for.

#include "segment_controls_p.h"

#include "patient_words_p.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QGroupBox>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSlider>
#include <QTableWidget>

namespace twinward::imaging {

namespace {

constexpr int sliderSteps = 1000;

} // namespace

ValueRange SegmentControls::range() const
{
    return {m_limits[0]->value(), m_limits[1]->value()};
}

void SegmentControls::joinValues()
{
    for (size_t i = 0; i < 2; ++i) {
        connect(m_limits[i], &QDoubleSpinBox::valueChanged, this, [this] { rangeTouched(); });
        connect(m_sliders[i], &QSlider::valueChanged, this, [this, i](int step) {
            if (!m_showing)
                m_limits[i]->setValue(m_least + (m_most - m_least) * step / sliderSteps);
        });
    }
    connect(m_preview, &QCheckBox::toggled, this, &SegmentControls::preview);
    connect(m_addRange, &QPushButton::clicked, this, [this] {
        m_segmenting.addRange(range());
        m_touched = false;
        preview();
    });
    connect(m_around, &QPushButton::clicked, this, [this] {
        const auto found = m_segmenting.suggestedRange(m_exam.scene().cursor);
        if (!found)
            return;
        m_limits[0]->setValue(std::floor(found->low));
        m_limits[1]->setValue(std::ceil(found->high));
        rangeTouched();
    });
    connect(m_grow, &QPushButton::clicked, this, [this] {
        m_segmenting.grow(m_exam.scene().cursor, range());
        m_touched = false;
        preview();
    });
}

void SegmentControls::joinKeep()
{
    connect(m_surface, &QCheckBox::toggled, &m_segmenting, &Segmenting::showSurfaces);
    connect(m_save, &QPushButton::clicked, &m_segmenting, &Segmenting::save);
    connect(m_open, &QPushButton::clicked, this, [this] {
        const auto sources = m_segmenting.sources();
        const int chosen = m_sources->currentIndex();
        if (chosen >= 0 && chosen < static_cast<int>(sources.size()))
            m_segmenting.open(sources[static_cast<size_t>(chosen)]);
    });
    using Kind = Segmenting::FileKind;
    static constexpr std::array<Kind, 3> kinds{Kind::Segmentation, Kind::Stl, Kind::Ply};
    for (size_t i = 0; i < m_files.size(); ++i)
        connect(m_files[i], &QAction::triggered, this, [this, i] { askForFile(kinds[i]); });
}

void SegmentControls::askForFile(Segmenting::FileKind kind)
{
    const auto [suffix, filter] = [kind] {
        switch (kind) {
        case Segmenting::FileKind::Stl:
            return std::pair{QStringLiteral(".stl"), tr("STL surface (*.stl)")};
        case Segmenting::FileKind::Ply:
            return std::pair{QStringLiteral(".ply"), tr("PLY surface (*.ply)")};
        case Segmenting::FileKind::Segmentation:
            break;
        }
        return std::pair{QStringLiteral(".dcm"), tr("DICOM segmentation (*.dcm)")};
    }();
    // Not modal for the program: the images stay there to be looked at.
    auto* dialog = new QFileDialog(this, tr("Export"), tr("segment") + suffix, filter);
    dialog->setObjectName(QStringLiteral("exportDialog"));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this,
        [this, kind](const QString& path) { m_segmenting.exportTo(path, kind); });
    dialog->open();
}

// Bone in a CT, the brighter half in anything else: a place to begin.
void SegmentControls::beginRange()
{
    const LayerContent* ground = m_exam.ground();
    const QString series = m_segmenting.segmentation().seriesUid;
    if (series == m_series || ground == nullptr || !ground->volume())
        return;
    m_series = series;
    m_touched = false;
    const bool hounsfield = ground->volume()->unit == QLatin1String("HU");
    const Window own = m_exam.ownWindow(0);
    m_least = hounsfield ? -1024 : own.centre - own.width;
    m_most = hounsfield ? 3071 : own.centre + own.width;
    m_showing = true;
    const double range = m_most - m_least;
    for (QDoubleSpinBox* limit : m_limits) {
        limit->setDecimals(range < 20 ? 2 : 0);
        limit->setSingleStep(range < 20 ? range / 100 : 10);
        limit->setSuffix(hounsfield ? QStringLiteral(" HU") : QString());
    }
    m_limits[0]->setValue(hounsfield ? 200 : own.centre);
    m_limits[1]->setValue(m_most);
    m_showing = false;
    rangeTouched();
    m_touched = false;
    m_segmenting.setPreview({});
}

void SegmentControls::rangeTouched()
{
    if (m_showing)
        return;
    m_showing = true;
    for (size_t i = 0; i < 2; ++i)
        m_sliders[i]->setValue(qRound((m_limits[i]->value() - m_least) / (m_most - m_least) * sliderSteps));
    m_showing = false;
    m_touched = true;
    brushTouched();
    preview();
}

void SegmentControls::preview()
{
    const bool wanted = m_touched && m_preview->isChecked() && isVisible() && m_segmenting.isPossible();
    m_segmenting.setPreview(wanted ? std::optional(range()) : std::nullopt);
}

void SegmentControls::brushTouched()
{
    if (m_showing)
        return;
    Brush brush = m_segmenting.brush();
    brush.radiusMm = m_radius->value();
    brush.shape = m_shape->currentIndex() == 1 ? Brush::Shape::Sphere : Brush::Shape::Disc;
    brush.onlyWithin = m_onlyWithin->isChecked() ? std::optional(range()) : std::nullopt;
    m_segmenting.setBrush(brush);
    emit brushChanged(brush.radiusMm);
}

void SegmentControls::hideEvent(QHideEvent* event)
{
    m_touched = false;
    m_segmenting.setPreview({});
    QScrollArea::hideEvent(event);
}

void SegmentControls::show()
{
    const bool possible = m_segmenting.isPossible();
    const bool free = possible && !m_segmenting.isBusy();
    const LayerContent* ground = m_exam.ground();
    if (possible)
        m_why->clear();
    else if (!m_exam.session().mayI(record::ImagingFinding()))
        m_why->setText(tr("Only those who may record findings can make segments."));
    else if (ground != nullptr && !ground->isComplete())
        m_why->setText(tr("Segments can be made when all images are read."));
    else
        m_why->setText(tr("Open a CT or MR series that makes a volume to make segments in it."));
    m_why->setVisible(!possible);
    for (QGroupBox* box : {m_listBox, m_valuesBox, m_brushBox, m_tidyBox, m_keepBox})
        box->setEnabled(possible);
    if (possible)
        beginRange();
    showList();
    const bool any = m_segmenting.current() >= 0;
    for (QPushButton* button : {m_add, m_addRange, m_around, m_grow})
        button->setEnabled(free);
    for (QPushButton* button : {m_remove, m_apply, m_export})
        button->setEnabled(free && any);
    const auto& volumes = m_segmenting.volumesMl();
    const bool filled = std::any_of(volumes.begin(), volumes.end(), [](double ml) { return ml > 0; });
    m_save->setEnabled(free && filled && !m_segmenting.isSaved());
    showSources();
    m_open->setEnabled(free && m_sources->count() > 0);
    m_sources->setVisible(m_sources->count() > 0);
    m_tidyRadius->setEnabled(m_tidy->currentIndex() >= static_cast<int>(Segmenting::Tidy::RemoveSmall));
}

void SegmentControls::showSources()
{
    QStringList names;
    for (const Segmenting::Source& source : m_segmenting.sources()) {
        const QString name = source.name.isEmpty() ? tr("Without a name") : source.name;
        names.append(source.event ? tr("%1, kept %2").arg(name, words::day(source.when))
                                  : tr("%1, from the study").arg(name));
    }
    QStringList shown;
    for (int i = 0; i < m_sources->count(); ++i)
        shown.append(m_sources->itemText(i));
    if (shown == names)
        return;
    m_sources->clear();
    m_sources->addItems(names);
    for (int i = 0; i < m_sources->count(); ++i)
        m_sources->setItemData(i, names[i], Qt::ToolTipRole);
}

void SegmentControls::showList()
{
    m_showing = true;
    const auto& segments = m_segmenting.segmentation().segments;
    m_list->setRowCount(static_cast<int>(segments.size()));
    for (int row = 0; row < m_list->rowCount(); ++row) {
        const auto at = static_cast<size_t>(row);
        for (const int column : {0, 1}) {
            if (m_list->item(row, column) == nullptr)
                m_list->setItem(row, column, new QTableWidgetItem);
        }
        QTableWidgetItem* name = m_list->item(row, 0);
        name->setText(segments[at].label);
        name->setToolTip(segments[at].label);
        name->setData(Qt::DecorationRole, QColor(segments[at].colour));
        QTableWidgetItem* volume = m_list->item(row, 1);
        volume->setText(QLocale().toString(m_segmenting.volumesMl()[at], 'f', 2));
        volume->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
        volume->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    }
    if (m_segmenting.current() >= 0 && m_list->currentRow() != m_segmenting.current())
        m_list->setCurrentCell(m_segmenting.current(), 0);
    m_showing = false;
}

} // namespace twinward::imaging
