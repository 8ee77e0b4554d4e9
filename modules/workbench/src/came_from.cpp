#include "workbench/came_from.h"

#include "workbench/format.h"

#include <QCoreApplication>
#include <QDateTime>

namespace twinward::workbench {

namespace {

struct CameFrom
{
    Q_DECLARE_TR_FUNCTIONS(CameFrom)
};

QString day(const base::Moment& moment)
{
    return formatDate(QDateTime::fromMSecsSinceEpoch(moment.utcMs()).date());
}

// The last day of what holds until then.
QString lastDay(const base::Moment& until)
{
    return formatDate(QDateTime::fromMSecsSinceEpoch(until.utcMs() - 1).date());
}

} // namespace

QString cameFromShort(const record::Origin& origin)
{
    if (origin.inLetter == record::Origin::Letter::Missing)
        return CameFrom::tr("in no letter of theirs");
    if (origin.ended.isNull())
        return {};
    return origin.isWithdrawn ? CameFrom::tr("consent withdrawn on %1").arg(day(origin.ended))
                              : CameFrom::tr("consent ended on %1").arg(lastDay(origin.ended));
}

QString cameFromLong(const record::Origin& origin)
{
    if (origin.inLetter == record::Origin::Letter::Missing) {
        return CameFrom::tr("No letter from %1 holds this entry: it counts for nothing. Ask who entered it.")
            .arg(origin.clinicName);
    }
    if (origin.ended.isNull())
        return {};
    return origin.isWithdrawn
        ? CameFrom::tr("The consent it came under was withdrawn on %1; what was opened stays readable.")
              .arg(day(origin.ended))
        : CameFrom::tr("The consent it came under ended on %1; what was opened stays readable.")
              .arg(lastDay(origin.ended));
}

} // namespace twinward::workbench
