#include "units_p.h"
#include "workbench/when_done.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace twinward::vitals {

namespace {

const QString storeKey = QStringLiteral("vitals/units");

size_t place(Sign sign)
{
    return static_cast<size_t>(sign);
}

// Systolic and diastolic are one pressure: nobody reads one in kPa and the other in mmHg.
std::vector<Sign> together(Sign sign)
{
    if (sign == Sign::SystolicPressure || sign == Sign::DiastolicPressure)
        return {Sign::SystolicPressure, Sign::DiastolicPressure};
    return {sign};
}

} // namespace

Units& Units::of(workbench::Session& session)
{
    if (auto* const existing = session.findChild<Units*>(QString(), Qt::FindDirectChildrenOnly))
        return *existing;
    return *new Units(session);
}

Units::Units(workbench::Session& session)
    : QObject(&session)
    , m_session(&session)
{
    for (const Sign sign : allSigns())
        m_units[place(sign)] = definition(sign).unit;
    workbench::whenDone(session.getPrivate(storeKey), this, [this](const base::Result<QByteArray>& stored) {
        if (stored && !m_chosen) // what was chosen while this was read is newer
            take(*stored);
    });
}

Units::Units(const Units& like, QObject* parent)
    : QObject(parent)
    , m_units(like.m_units)
    , m_chosen(true)
{ }

Units* Units::apart(const Units& like, QObject* parent)
{
    return new Units(like, parent);
}

QString Units::unit(Sign sign) const
{
    return m_units[place(sign)];
}

QString Units::next(Sign sign) const
{
    const QStringList& choices = definition(sign).entryUnits;
    if (choices.isEmpty())
        return unit(sign);
    return choices.at((choices.indexOf(unit(sign)) + 1) % choices.size());
}

void Units::setUnit(Sign sign, const QString& ucum)
{
    if (!definition(sign).entryUnits.contains(ucum) || unit(sign) == ucum)
        return;
    m_chosen = true;
    for (const Sign each : together(sign))
        m_units[place(each)] = ucum;
    store();
    emit changed();
}

void Units::store()
{
    if (m_session == nullptr)
        return;
    QJsonObject chosen;
    for (const Sign sign : allSigns()) {
        if (unit(sign) != definition(sign).unit)
            chosen.insert(definition(sign).key, unit(sign));
    }
    m_session->putPrivate(storeKey, QJsonDocument(chosen).toJson(QJsonDocument::Compact));
}

void Units::take(const QByteArray& stored)
{
    const QJsonObject chosen = QJsonDocument::fromJson(stored).object();
    for (const Sign sign : allSigns()) {
        const QString ucum = chosen.value(definition(sign).key).toString();
        if (definition(sign).entryUnits.contains(ucum))
            m_units[place(sign)] = ucum;
    }
    emit changed();
}

} // namespace twinward::vitals
