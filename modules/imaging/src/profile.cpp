#include "profile_p.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

// Outside any namespace, as Q_INIT_RESOURCE must be.
static void initialiseProfile()
{
    Q_INIT_RESOURCE(deidentify);
}

namespace twinward::imaging {

namespace {

ProfileAction actionNamed(const QString& name)
{
    static const std::unordered_map<QString, ProfileAction> actions{
        {QStringLiteral("X"), ProfileAction::Remove},
        {QStringLiteral("Z"), ProfileAction::Empty},
        {QStringLiteral("D"), ProfileAction::Dummy},
        {QStringLiteral("U"), ProfileAction::NewUid},
        {QStringLiteral("X/Z"), ProfileAction::Empty},
        {QStringLiteral("X/D"), ProfileAction::DummyOrRemove},
        {QStringLiteral("Z/D"), ProfileAction::Dummy},
        {QStringLiteral("X/Z/D"), ProfileAction::DummyOrRemove},
        {QStringLiteral("X/Z/U"), ProfileAction::NewUidInside},
    };
    const auto found = actions.find(name);
    return found == actions.end() ? ProfileAction::None : found->second;
}

quint32 numberOf(const DcmTagKey& tag)
{
    return quint32{tag.getGroup()} << 16 | tag.getElement();
}

} // namespace

const Profile& Profile::basic()
{
    static const Profile profile;
    return profile;
}

// The table is part of the program: without it nothing may be given out, so that this ends here.
Profile::Profile()
{
    initialiseProfile();
    QFile file(QStringLiteral(":/twinward/imaging/deidentify.json"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("the table of the confidentiality profile is missing");
    const QJsonObject table = QJsonDocument::fromJson(file.readAll()).object();
    const auto addAll = [&](const QJsonObject& lists) {
        for (auto list = lists.begin(); list != lists.end(); ++list) {
            for (const auto& tag : list.value().toArray())
                add(tag.toString(), actionNamed(list.key()));
        }
    };
    addAll(table[u"attributes"].toObject());
    addAll(table[u"further"].toObject());
    for (const auto& tag : table[u"withheld"].toObject()[u"ifPresent"].toArray()) {
        const quint32 number = tag.toString().toUInt(nullptr, 16);
        m_withheld.emplace_back(static_cast<Uint16>(number >> 16), static_cast<Uint16>(number));
    }
    if (size() < 600 || m_withheld.empty())
        qFatal("the table of the confidentiality profile is damaged");
}

void Profile::add(const QString& tag, ProfileAction action)
{
    QString mask;
    QString digits;
    for (const QChar digit : tag) {
        mask += digit == u'x' ? u'0' : u'f';
        digits += digit == u'x' ? u'0' : digit;
    }
    const quint32 number = digits.toUInt(nullptr, 16);
    if (mask == QLatin1String("ffffffff"))
        m_actions.emplace(number, action);
    else
        m_patterns.push_back({mask.toUInt(nullptr, 16), number, action});
}

ProfileAction Profile::actionFor(const DcmTagKey& tag) const
{
    const quint32 number = numberOf(tag);
    const auto found = m_actions.find(number);
    if (found != m_actions.end())
        return found->second;
    for (const Pattern& pattern : m_patterns) {
        if ((number & pattern.mask) == pattern.tag)
            return pattern.action;
    }
    return ProfileAction::None;
}

} // namespace twinward::imaging
