#include "bed_signs_p.h"

#include "headset_scene/room.h"
#include "vitals_panel/sign_words.h"
#include "workbench/format.h"
#include "workbench/theme.h"

#include <algorithm>
#include <QCoreApplication>
#include <QDateTime>
#include <QPainter>

namespace twinward::headset {

using vitals::ScoreInput;
using vitals::WardPatient;
using workbench::Theme;

namespace {

const QString hiddenKey = QStringLiteral("headset/hiddenBeds");
constexpr int minuteMs = 60'000;
constexpr QSize signPixels{640, 400};

struct SignText
{
    Q_DECLARE_TR_FUNCTIONS(BedSign)
};

QFont fontOf(int pixels, QFont::Weight weight)
{
    QFont font = Theme::instance().font(Theme::Type::Body, weight);
    font.setPixelSize(pixels);
    return font;
}

QString totalOf(const vitals::Score& score)
{
    return score.complete ? QString::number(score.total) : QStringLiteral("≥%1").arg(score.total);
}

// Of the newest set: the age of what the total rests on.
std::optional<qint64> newestMinutes(const vitals::Score& score)
{
    std::optional<qint64> newest;
    for (const ScoreInput& input : score.inputs) {
        if (input.value && input.ageMinutes && (!newest || *input.ageMinutes < *newest))
            newest = input.ageMinutes;
    }
    return newest;
}

void drawScore(QPainter& painter, const QRect& area, const WardPatient& patient, qint64 nowMs)
{
    const Theme& theme = Theme::instance();
    const auto& score = patient.row.score;
    if (!score || score->band == vitals::Band::None) {
        painter.setPen(theme.color(Theme::Role::Secondary));
        painter.setFont(fontOf(28, QFont::Normal));
        painter.drawText(area, Qt::AlignLeft | Qt::AlignVCenter,
            score ? SignText::tr("NEWS2 does not apply or has nothing to go by.")
                  : SignText::tr("No observations charted yet."));
        return;
    }
    const vitals::BandColours colours = vitals::bandColours(score->band);
    const QRect chip(area.left(), area.top(), 130, area.height());
    painter.setPen(Qt::NoPen);
    painter.setBrush(colours.ground);
    painter.drawRoundedRect(chip, 8, 8);
    painter.setPen(colours.figure.isValid() ? colours.figure : theme.color(Theme::Role::Text));
    painter.setFont(fontOf(60, QFont::DemiBold));
    painter.drawText(chip, Qt::AlignCenter, totalOf(*score));
    const QRect words = area.adjusted(150, 0, 0, 0);
    painter.setPen(theme.color(Theme::Role::Text));
    painter.setFont(fontOf(30, QFont::DemiBold));
    painter.drawText(words, Qt::AlignLeft | Qt::AlignTop,
        SignText::tr("NEWS2 · %1", "band").arg(vitals::bandLabel(score->band)));
    // The score was worked out at the last set: that instant's age, and what was already old then on top.
    const qint64 since = (nowMs - score->atMs) / minuteMs + newestMinutes(*score).value_or(0);
    painter.setPen(theme.color(Theme::Role::Secondary));
    painter.setFont(fontOf(26, QFont::Normal));
    const QString age = SignText::tr("%1 ago", "how old the score is: 12 min")
                            .arg(workbench::formatElapsed(since * minuteMs));
    painter.drawText(words, Qt::AlignLeft | Qt::AlignBottom,
        score->complete ? age : SignText::tr("%1, incomplete", "age of the score").arg(age));
}

void drawVitals(QPainter& painter, const QRect& area, const vitals::Score& score)
{
    const Theme& theme = Theme::instance();
    const int rowHeight = area.height() / 4;
    int place = 0;
    for (const ScoreInput& input : score.inputs) {
        const QRect cell(area.left() + place % 2 * area.width() / 2, area.top() + place / 2 * rowHeight,
            area.width() / 2 - 12, rowHeight);
        ++place;
        if (place > 8)
            return;
        painter.setFont(fontOf(24, QFont::Normal));
        painter.setPen(theme.color(Theme::Role::Secondary));
        painter.drawText(cell, Qt::AlignLeft | Qt::AlignVCenter, vitals::signShortLabel(input.sign));
        const bool old = input.state != ScoreInput::State::Fresh;
        painter.setFont(fontOf(26, old ? QFont::Normal : QFont::DemiBold));
        painter.setPen(theme.color(old ? Theme::Role::Secondary : Theme::Role::Text));
        const QString value = input.value ? vitals::inputText(input) : QStringLiteral("–");
        const QRect figure = cell.adjusted(96, 0, 0, 0);
        painter.drawText(figure, Qt::AlignRight | Qt::AlignVCenter,
            painter.fontMetrics().elidedText(value, Qt::ElideRight, figure.width()));
    }
}

} // namespace

BedPlace bedPlace(const QString& location)
{
    const qsizetype stroke = location.lastIndexOf(u'/');
    if (stroke < 0)
        return {{}, location.trimmed()};
    return {location.left(stroke).trimmed(), location.mid(stroke + 1).trimmed()};
}

QImage bedSignPicture(const WardPatient& patient, qint64 nowMs)
{
    const Theme& theme = Theme::instance();
    QImage picture(signPixels, QImage::Format_RGBA8888_Premultiplied);
    picture.fill(theme.color(Theme::Role::Surface));
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRect page = picture.rect().adjusted(24, 16, -24, -16);
    painter.setFont(fontOf(24, QFont::Normal));
    painter.setPen(theme.color(Theme::Role::Secondary));
    const QString where = patient.age.isEmpty()
        ? patient.bed
        : SignText::tr("%1 · %2", "bed, age").arg(patient.bed, patient.age);
    painter.drawText(
        QRect(page.left(), page.top(), page.width(), 32), Qt::AlignLeft | Qt::AlignVCenter, where);
    painter.setFont(fontOf(38, QFont::DemiBold));
    painter.setPen(theme.color(Theme::Role::Text));
    painter.drawText(QRect(page.left(), page.top() + 34, page.width(), 50), Qt::AlignLeft | Qt::AlignVCenter,
        painter.fontMetrics().elidedText(patient.name, Qt::ElideRight, page.width()));
    drawScore(painter, {page.left(), page.top() + 96, page.width(), 84}, patient, nowMs);
    if (patient.row.score)
        drawVitals(painter, {page.left(), page.top() + 196, page.width(), page.bottom() - page.top() - 196},
            *patient.row.score);
    return picture;
}

BedSigns::BedSigns(workbench::Workspace& workspace, QObject* parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_hidden(workspace.session, hiddenKey)
{
    m_minute.setInterval(minuteMs);
    connect(&m_minute, &QTimer::timeout, this, &BedSigns::draw);
    connect(&m_hidden, &workbench::HiddenNames::changed, this, &BedSigns::draw);
    connect(&Theme::instance(), &Theme::changed, this, &BedSigns::draw);
}

void BedSigns::begin()
{
    if (m_ward)
        return;
    m_ward = std::make_unique<vitals::WardList>(m_workspace.session);
    connect(m_ward.get(), &vitals::WardList::changed, this, &BedSigns::draw);
    connect(m_ward.get(), &vitals::WardList::failed, this, &BedSigns::failed);
    m_minute.start();
}

void BedSigns::end()
{
    if (!m_ward)
        return;
    m_ward.reset();
    m_minute.stop();
    m_signs.clear();
    m_elsewhere = 0;
    emit changed();
}

// Several wards may have a bed 3: the one of the open patient is entered, else the first by name.
void BedSigns::draw()
{
    if (!m_ward)
        return;
    QString ward;
    for (const WardPatient& patient : m_ward->patients()) {
        const QString here = bedPlace(patient.bed).ward;
        if (patient.isStaying && patient.row.patient == m_workspace.context.patient()) {
            ward = here;
            break;
        }
        if (patient.isStaying && (ward.isNull() || here < ward))
            ward = here;
    }
    QStringList free;
    if (const auto room = roomOf(QStringLiteral("ward"))) {
        for (const Spot& spot : room->spotsOf(QStringLiteral("bed")))
            free.append(spot.name);
    }
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    m_signs.clear();
    m_elsewhere = 0;
    for (const WardPatient& patient : m_ward->patients()) {
        if (!patient.isStaying || m_hidden.contains(patient.row.patient.toString()))
            continue;
        const BedPlace place = bedPlace(patient.bed);
        if (place.ward == ward && free.removeOne(place.bed))
            m_signs.push_back({place.bed, bedSignPicture(patient, now), ++m_version});
        else
            ++m_elsewhere;
    }
    emit changed();
}

std::vector<Headset::Bed> BedSigns::beds() const
{
    std::vector<Headset::Bed> beds;
    if (!m_ward)
        return beds;
    for (const WardPatient& patient : m_ward->patients()) {
        if (patient.isStaying)
            beds.push_back(
                {patient.row.patient, SignText::tr("%1 · %2", "bed, name").arg(patient.bed, patient.name),
                    !m_hidden.contains(patient.row.patient.toString())});
    }
    return beds;
}

void BedSigns::setHidden(record::PatientId patient, Headset::OnTheBed how)
{
    QSet<QString> names = m_hidden.names();
    if (how == Headset::OnTheBed::Hidden)
        names.insert(patient.toString());
    else
        names.remove(patient.toString());
    m_hidden.set(names);
    draw();
}

} // namespace twinward::headset
