#include "archive_settings_p.h"

namespace twinward::imaging {

namespace {

QJsonValue toJson(const std::optional<TlsFiles>& tls)
{
    if (!tls)
        return {};
    return QJsonObject{{QStringLiteral("certificate"), tls->certificate},
        {QStringLiteral("privateKey"), tls->privateKey}, {QStringLiteral("trusted"), tls->trusted}};
}

std::optional<TlsFiles> tlsFrom(const QJsonValue& value)
{
    if (!value.isObject())
        return std::nullopt;
    return TlsFiles{
        value[u"certificate"].toString(), value[u"privateKey"].toString(), value[u"trusted"].toString()};
}

quint16 portFrom(const QJsonValue& value, quint16 fallback)
{
    const int port = value.toInt(fallback);
    return port > 0 && port <= 65535 ? static_cast<quint16>(port) : fallback;
}

} // namespace

QJsonObject toJson(const PacsNode& node)
{
    return {{QStringLiteral("host"), node.host}, {QStringLiteral("port"), node.port},
        {QStringLiteral("title"), node.aeTitle}, {QStringLiteral("ourTitle"), node.ourAeTitle},
        {QStringLiteral("tls"), toJson(node.tls)}};
}

PacsNode nodeFrom(const QJsonObject& object)
{
    PacsNode node;
    node.host = object[u"host"].toString();
    node.port = portFrom(object[u"port"], node.port);
    node.aeTitle = object[u"title"].toString();
    node.ourAeTitle = object[u"ourTitle"].toString(node.ourAeTitle);
    node.tls = tlsFrom(object[u"tls"]);
    return node;
}

QJsonObject toJson(const StorageSettings& settings)
{
    return {{QStringLiteral("address"), settings.address.toString()}, {QStringLiteral("port"), settings.port},
        {QStringLiteral("title"), settings.aeTitle}, {QStringLiteral("tls"), toJson(settings.tls)}};
}

StorageSettings storageFrom(const QJsonObject& object)
{
    StorageSettings settings;
    const QHostAddress address(object[u"address"].toString());
    if (!address.isNull())
        settings.address = address;
    settings.port = portFrom(object[u"port"], settings.port);
    settings.aeTitle = object[u"title"].toString(settings.aeTitle);
    settings.tls = tlsFrom(object[u"tls"]);
    return settings;
}

} // namespace twinward::imaging
