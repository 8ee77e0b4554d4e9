#pragma once

// What the confidentiality profile does to each attribute: resources/imaging/deidentify.json.

#include "dcmtk_p.h"

#include <unordered_map>
#include <vector>

namespace twinward::imaging {

// Where the table leaves a choice to the IOD, what keeps every IOD valid is taken: an empty value rather than
// none, a dummy rather than an empty value.
enum class ProfileAction : quint8 { None, Remove, Empty, Dummy, DummyOrRemove, NewUid, NewUidInside };

class Profile
{
public:
    [[nodiscard]] static const Profile& basic();

    [[nodiscard]] ProfileAction actionFor(const DcmTagKey& tag) const; // of public attributes
    // Is this object withheld for holding the attribute?
    [[nodiscard]] const std::vector<DcmTagKey>& withheld() const { return m_withheld; }
    [[nodiscard]] size_t size() const { return m_actions.size() + m_patterns.size(); }

private:
    Profile();
    void add(const QString& tag, ProfileAction action);

    struct Pattern // repeating groups: 50xx,xxxx
    {
        quint32 mask = 0;
        quint32 tag = 0;
        ProfileAction action = ProfileAction::None;
    };
    std::unordered_map<quint32, ProfileAction> m_actions; // by group and element
    std::vector<Pattern> m_patterns;
    std::vector<DcmTagKey> m_withheld;
};

} // namespace twinward::imaging
