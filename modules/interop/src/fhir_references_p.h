#pragma once

// What references the documents that go out make, so that every resource is found under the name the others
// call it by.

#include <QByteArray>
#include <QString>
#include <unordered_map>
#include <unordered_set>

namespace twinward::interop::fhir {

class References
{
public:
    void readFrom(const QByteArray& source);
    // base: the address of resources that the others call by type and id alone.
    [[nodiscard]] QString fullUrlFor(const QString& type, const QString& id, const QString& base) const;

private:
    void note(const QString& reference);

    std::unordered_set<QString> m_all;
    std::unordered_map<QString, QString> m_absolute; // by "Type/id"; empty where two servers have it
    bool m_relative = false;
};

} // namespace twinward::interop::fhir
