// Reads resources/vitals/news2.json into News2: refuses a table with a hole, a missing parameter or a
// response out of order.

#include "tables_p.h"
#include "vitals/news2.h"

#include <algorithm>
#include <limits>

namespace twinward::vitals {

class News2Loader
{
public:
    static News2 load(const QByteArray& json)
    {
        const QJsonObject top = tables::parse(json, QStringLiteral("news2"));
        News2 news;
        news.m_version = tables::text(top, QStringLiteral("version"));
        news.m_source = tables::text(top, QStringLiteral("source"));
        news.m_minimumAgeMonths = 12 * tables::integer(top, QStringLiteral("minimumAgeYears"));
        const QJsonObject house = tables::object(top, QStringLiteral("houseRules"));
        news.m_windowMinutes = tables::integer(house, QStringLiteral("windowMinutes"));
        news.m_agedAfterMinutes = tables::integer(house, QStringLiteral("agedAfterMinutes"));
        for (const QJsonObject& parameter : tables::objects(top, QStringLiteral("parameters")))
            news.m_parameters.push_back(parameterFrom(parameter));
        checkParameters(news);
        for (const QJsonObject& response : tables::objects(top, QStringLiteral("responses")))
            news.m_responses.push_back(responseFrom(response));
        checkResponses(news);
        return news;
    }

private:
    static News2::Parameter parameterFrom(const QJsonObject& object)
    {
        News2::Parameter parameter;
        parameter.key = tables::text(object, QStringLiteral("key"));
        parameter.sign = tables::sign(object);
        tables::expectUnit(object, parameter.sign);
        parameter.decimals = tables::integer(object, QStringLiteral("decimals"));
        double previous = -std::numeric_limits<double>::infinity();
        for (const QJsonObject& step : tables::objects(object, QStringLiteral("steps"))) {
            const bool first = parameter.steps.empty();
            const double from = first ? previous : tables::number(step, QStringLiteral("from"));
            const int points = tables::integer(step, QStringLiteral("points"));
            if ((!first && from <= previous) || points < 0 || points > 3)
                throw tables::TableError(
                    QStringLiteral("%1: step from %2 is not right").arg(parameter.key).arg(from));
            parameter.steps.push_back({from, points});
            parameter.maximum = std::max(parameter.maximum, points);
            previous = from;
        }
        return parameter;
    }

    static void checkParameters(News2& news)
    {
        for (const char* key : {"respiratoryRate", "spo2Scale1", "spo2Scale2Air", "spo2Scale2Oxygen",
                 "supplementalOxygen", "systolicPressure", "heartRate", "consciousness", "temperature"}) {
            const auto found
                = std::ranges::find(news.m_parameters, QLatin1String(key), &News2::Parameter::key);
            if (found == news.m_parameters.end())
                throw tables::TableError(
                    QStringLiteral("The parameter %1 is missing").arg(QLatin1String(key)));
            if (std::ranges::find(news.m_signs, found->sign) == news.m_signs.end())
                news.m_signs.push_back(found->sign);
        }
        std::ranges::sort(news.m_signs);
    }

    static News2Response responseFrom(const QJsonObject& object)
    {
        static const std::map<QString, Band> bands{
            {QStringLiteral("low"), Band::Low},
            {QStringLiteral("lowMedium"), Band::LowMedium},
            {QStringLiteral("medium"), Band::Medium},
            {QStringLiteral("high"), Band::High},
        };
        const auto band = bands.find(tables::text(object, QStringLiteral("band")));
        if (band == bands.end())
            throw tables::TableError(QStringLiteral("A response has no band"));
        News2Response response;
        response.band = band->second;
        response.fromTotal = tables::integer(object, QStringLiteral("fromTotal"));
        response.dueAfterMinutes = tables::integer(object, QStringLiteral("dueAfterMinutes"));
        response.overdueAfterMinutes = tables::integer(object, QStringLiteral("overdueAfterMinutes"));
        response.key = tables::text(object, QStringLiteral("key"));
        response.text = tables::text(object, QStringLiteral("text"));
        return response;
    }

    static void checkResponses(const News2& news)
    {
        int previous = -1;
        for (const News2Response& response : news.m_responses) {
            if (response.fromTotal <= previous || response.overdueAfterMinutes < response.dueAfterMinutes)
                throw tables::TableError(QStringLiteral("%1 is out of order").arg(response.key));
            previous = response.fromTotal;
        }
        if (news.m_responses.front().fromTotal != 0)
            throw tables::TableError(QStringLiteral("A total of 0 has no response"));
    }
};

base::Result<News2> News2::fromJson(const QByteArray& json)
{
    return tables::guarded<News2>(QStringLiteral("news2"), [&json] { return News2Loader::load(json); });
}

const News2& News2::builtIn()
{
    static const News2 news = tables::orDie(fromJson(tables::builtIn(QStringLiteral("news2.json"))));
    return news;
}

} // namespace twinward::vitals
