#include "fhir_references_p.h"

#include "fhir_document_p.h"

namespace twinward::interop::fhir {

void References::readFrom(const QByteArray& source)
{
    static const QByteArray key = QByteArrayLiteral("\"reference\"");
    for (qsizetype at = source.indexOf(key); at >= 0; at = source.indexOf(key, at + key.size())) {
        const qsizetype begin = source.indexOf('"', at + key.size());
        const qsizetype end = begin < 0 ? -1 : source.indexOf('"', begin + 1);
        if (end < 0)
            return;
        const QByteArray reference = source.mid(begin + 1, end - begin - 1);
        m_relative = m_relative || (!reference.contains(':') && !reference.startsWith('#'));
        note(QString::fromUtf8(reference));
    }
}

void References::note(const QString& reference)
{
    m_all.insert(reference);
    const QString typeAndId = reference.contains(QLatin1String("://")) ? typeAndIdOf(reference) : QString();
    if (typeAndId.isEmpty() || !reference.endsWith(typeAndId))
        return;
    const auto [found, isNew] = m_absolute.try_emplace(typeAndId, reference);
    if (!isNew && found->second != reference)
        found->second.clear();
}

QString References::fullUrlFor(const QString& type, const QString& id, const QString& base) const
{
    const QString urn = QStringLiteral("urn:uuid:") + id;
    const bool isUuid = record::EventId::fromString(id).has_value();
    if (isUuid && (!m_relative || m_all.contains(urn)))
        return urn;
    // Where all who mean it give its whole address, that is its name.
    const QString typeAndId = type + u'/' + id;
    const auto absolute = m_absolute.find(typeAndId);
    if (absolute != m_absolute.end() && !absolute->second.isEmpty() && !m_all.contains(typeAndId))
        return absolute->second;
    return base + u'/' + typeAndId;
}

} // namespace twinward::interop::fhir
