#include "series_list_p.h"

#include "imaging_view/shade.h"
#include "patient_words_p.h"
#include "workbench/theme.h"
#include "workbench/when_done.h"

#include <QEvent>
#include <QKeyEvent>
#include <QPainter>

namespace twinward::imaging {

using workbench::Theme;

namespace {

constexpr int uidRole = Qt::UserRole;
constexpr int pictureSide = 64;

QString keyOf(const Series& series)
{
    return series.uid + QLatin1Char('/') + QString::number(series.instances.size());
}

// The middle image, as its object asks to be shown; null where there is none.
QImage middlePicture(const ledger::Vault& vault, const Series& series)
{
    const auto headers = readHeaders(vault, series);
    if (!headers || headers->empty())
        return {};
    const size_t middle = headers->size() / 2;
    const ObjectHeader& header = (*headers)[middle];
    if (header.pixels.rows == 0 || header.frames.empty())
        return {};
    const int number = static_cast<int>(header.frames.size()) / 2;
    const auto frame = readFrame(vault, series.instances[middle], header, number);
    if (!frame)
        return {};
    return frameImage(*frame, header, number, firstWindow(*frame, header, number), {})
        .scaled(pictureSide * 2, pictureSide * 2, Qt::KeepAspectRatio, Qt::SmoothTransformation);
}

// A square, so that names line up; what has no image shows its modality.
QIcon tile(const QImage& picture, const QString& modality)
{
    const int side = Theme::instance().px(pictureSide);
    QPixmap pixmap(side * 2, side * 2);
    pixmap.setDevicePixelRatio(2);
    pixmap.fill(Qt::black);
    QPainter painter(&pixmap);
    const QRect square(0, 0, side, side);
    if (picture.isNull()) {
        painter.setFont(Theme::instance().font(Theme::Type::Heading, QFont::DemiBold));
        painter.setPen(QColor(157, 171, 186));
        painter.drawText(square, Qt::AlignCenter, modality);
    } else {
        const QSize size = picture.size().scaled(square.size(), Qt::KeepAspectRatio);
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.drawImage(
            QRect((side - size.width()) / 2, (side - size.height()) / 2, size.width(), size.height()),
            picture);
    }
    QIcon icon(pixmap);
    icon.addPixmap(pixmap, QIcon::Selected); // not tinted: it is an image
    return icon;
}

} // namespace

SeriesList::SeriesList(workbench::Session& session, QWidget* parent)
    : QListWidget(parent)
    , m_session(session)
{
    setWordWrap(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setAccessibleName(tr("Series"));
    connect(this, &QListWidget::itemClicked, this, [this] {
        if (const auto place = current())
            emit chosen(*place);
    });
}

void SeriesList::setStudies(const std::vector<Study>& studies)
{
    m_studies = studies;
    fill();
    drawNext();
}

void SeriesList::fill()
{
    const QString kept = currentItem() == nullptr ? QString() : currentItem()->data(uidRole).toString();
    clear();
    const Theme& theme = Theme::instance();
    setIconSize(QSize(theme.px(pictureSide), theme.px(pictureSide)));
    for (const Study& study : m_studies) {
        auto* heading = new QListWidgetItem(words::study(study), this);
        heading->setFlags(Qt::NoItemFlags);
        heading->setFont(theme.font(Theme::Type::Small, QFont::DemiBold));
        heading->setForeground(theme.color(Theme::Role::Secondary));
        for (const Series& series : study.series) {
            QString text = words::series(series);
            if (series.frames > 0)
                text += QLatin1Char('\n') + tr("%n images", nullptr, static_cast<int>(series.frames));
            auto* item = new QListWidgetItem(text, this);
            item->setData(uidRole, series.uid);
            item->setToolTip(text);
            item->setIcon(tile(m_pictures.value(keyOf(series)), series.modality));
        }
    }
    select(kept);
}

void SeriesList::select(const QString& seriesUid)
{
    for (int row = 0; row < count(); ++row) {
        if (!seriesUid.isEmpty() && item(row)->data(uidRole).toString() == seriesUid)
            setCurrentRow(row);
    }
}

std::optional<SeriesList::Place> SeriesList::current() const
{
    return currentItem() == nullptr ? std::nullopt : find(currentItem()->data(uidRole).toString());
}

std::optional<SeriesList::Place> SeriesList::find(const QString& seriesUid) const
{
    for (size_t study = 0; study < m_studies.size(); ++study) {
        for (size_t series = 0; series < m_studies[study].series.size(); ++series) {
            if (!seriesUid.isEmpty() && m_studies[study].series[series].uid == seriesUid)
                return Place{study, series};
        }
    }
    return std::nullopt;
}

void SeriesList::drawNext()
{
    if (m_drawing)
        return;
    for (const Study& study : m_studies) {
        for (const Series& series : study.series) {
            if (series.frames == 0 || m_pictures.contains(keyOf(series)))
                continue;
            m_drawing = true;
            auto future = m_session.runBeside(
                [series](const ledger::Vault& vault) { return middlePicture(vault, series); });
            workbench::whenDone(future, this, [this, series](const QImage& picture) {
                m_drawing = false;
                m_pictures.insert(keyOf(series), picture);
                for (int row = 0; row < count(); ++row) {
                    if (item(row)->data(uidRole).toString() == series.uid)
                        item(row)->setIcon(tile(picture, series.modality));
                }
                drawNext();
            });
            return;
        }
    }
}

void SeriesList::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        if (const auto place = current())
            emit chosen(*place);
        return;
    }
    QListWidget::keyPressEvent(event);
}

void SeriesList::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        setAccessibleName(tr("Series"));
        fill();
    }
    QListWidget::changeEvent(event);
}

} // namespace twinward::imaging
