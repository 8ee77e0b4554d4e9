// What stands in the fields: as a round to save, and as the bytes of a draft.

#include "answer_fields_p.h"
#include "choice_field_p.h"
#include "round_fields_p.h"
#include "units_p.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace twinward::vitals {

namespace {

bool isPartOfOxygen(Sign sign)
{
    return sign == Sign::OxygenFlow || sign == Sign::OxygenFraction;
}

} // namespace

bool RoundFields::isEmpty() const
{
    if (m_oxygen->chosen() >= 0 || m_oxygen->isNotDone() || m_consciousness->chosen() >= 0
        || m_consciousness->isNotDone())
        return false;
    return std::all_of(m_rows.begin(), m_rows.end(),
        [](const NumberRow* each) { return each == nullptr || each->editor()->text().trimmed().isEmpty(); });
}

std::optional<OxygenDelivery> RoundFields::oxygen() const
{
    if (m_oxygen->chosen() < 0)
        return std::nullopt;
    OxygenDelivery delivery;
    if (m_oxygen->chosen() == 0)
        return delivery;
    delivery.source = OxygenDelivery::Source::Oxygen;
    if (const auto flow = row(Sign::OxygenFlow)->entered())
        delivery.flowLPerMin = flow->value;
    if (const auto fraction = row(Sign::OxygenFraction)->entered())
        delivery.fractionPercent = fraction->value;
    delivery.device = m_device->device();
    return delivery;
}

ChartedRound RoundFields::round(const QDateTime& now) const
{
    ChartedRound round;
    if (const auto time = m_time->time(now))
        round.at = base::Moment::fromDateTime(*time);
    for (const NumberRow* each : m_rows) {
        if (each == nullptr || isPartOfOxygen(each->sign()))
            continue;
        if (const auto value = each->entered())
            round.values.emplace(each->sign(), *value);
    }
    if (m_consciousness->chosen() >= 0)
        round.consciousness = static_cast<Consciousness>(m_consciousness->chosen());
    round.oxygen = oxygen();
    return round;
}

std::vector<Sign> RoundFields::notDone() const
{
    std::vector<Sign> signs;
    for (const Sign sign : allSigns()) {
        const NumberRow* const each = row(sign);
        const bool isNumber = each != nullptr && !isPartOfOxygen(sign) && each->isNotDone();
        if (isNumber || (sign == Sign::SupplementalOxygen && m_oxygen->isNotDone())
            || (sign == Sign::Consciousness && m_consciousness->isNotDone()))
            signs.push_back(sign);
    }
    return signs;
}

QWidget* RoundFields::firstRefused(const QDateTime& now) const
{
    if (!m_time->time(now))
        return m_time;
    for (const NumberRow* each : m_rows) {
        if (each != nullptr && each->state() == NumberRow::State::Refused && !each->editor()->isHidden())
            return each->editor();
    }
    return nullptr;
}

QByteArray RoundFields::state() const
{
    if (isEmpty())
        return {};
    QJsonObject values;
    for (const NumberRow* each : m_rows) {
        if (each != nullptr && !each->editor()->text().isEmpty())
            values.insert(definition(each->sign()).key,
                QJsonObject{{QStringLiteral("text"), each->editor()->text()},
                    {QStringLiteral("unit"), each->unit()}});
    }
    const auto choice = [](const ChoiceField& field) { return field.isNotDone() ? -2 : field.chosen(); };
    const QJsonObject state{{QStringLiteral("values"), values}, {QStringLiteral("time"), m_time->text()},
        {QStringLiteral("typed"), m_typedSince.toMSecsSinceEpoch()},
        {QStringLiteral("oxygen"), choice(*m_oxygen)},
        {QStringLiteral("consciousness"), choice(*m_consciousness)},
        {QStringLiteral("device"), m_device->device()}};
    return QJsonDocument(state).toJson(QJsonDocument::Compact);
}

QDateTime RoundFields::restore(const QByteArray& bytes)
{
    const QJsonObject state = QJsonDocument::fromJson(bytes).object();
    if (state.isEmpty())
        return {};
    const QDateTime typed = QDateTime::fromMSecsSinceEpoch(
        static_cast<qint64>(state.value(QStringLiteral("typed")).toDouble()));
    const auto choose = [&state](ChoiceField& field, const QString& key) {
        const int chosen = state.value(key).toInt(-1);
        chosen == -2 ? field.setNotDone() : field.choose(chosen);
    };
    choose(*m_oxygen, QStringLiteral("oxygen"));
    choose(*m_consciousness, QStringLiteral("consciousness"));
    m_device->choose(state.value(QStringLiteral("device")).toString());
    const QJsonObject values = state.value(QStringLiteral("values")).toObject();
    for (NumberRow* each : m_rows) {
        if (each == nullptr)
            continue;
        const QJsonObject value = values.value(definition(each->sign()).key).toObject();
        each->restore(
            value.value(QStringLiteral("text")).toString(), value.value(QStringLiteral("unit")).toString());
    }
    // "Now", and "14:05", meant the day of typing: a day later they would be wrong times.
    const QString time = state.value(QStringLiteral("time")).toString();
    const auto meant = readTime(time, typed);
    if (time.trimmed().isEmpty() || meant)
        m_time->setTime(meant.value_or(typed));
    else
        m_time->setText(time);
    m_typedSince = typed;
    return typed;
}

void RoundFields::clear()
{
    for (NumberRow* each : m_rows) {
        if (each != nullptr)
            each->editor()->clear();
    }
    m_oxygen->choose(-1);
    m_consciousness->choose(-1);
    m_device->choose({});
    m_time->clear();
    m_typedSince = QDateTime();
}

void RoundFields::fill(Sign sign, double canonical)
{
    if (NumberRow* const each = row(sign))
        each->restore(QString::number(canonical, 'f', definition(sign).decimals), definition(sign).unit);
}

} // namespace twinward::vitals
