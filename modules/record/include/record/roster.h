#pragma once

// Who works in the clinic and what each may sign: the fold of the clinic's own events. Roles are enforced
// here, when events are read, so that no changed program elsewhere can lend a nurse's key a physician's
// right.

#include "record/event.h"

#include <functional>
#include <map>

namespace twinward::record {

struct Member
{
    UserId user;
    QString name;
    Role role = Role::Nurse;
    QByteArray signingKey;
    QByteArray boxKey;
    base::HybridTime enrolled;
    std::optional<base::HybridTime> removed;
};

struct DeviceRemoval
{
    base::HybridTime at; // the first, where several removed it
    UserId by;
    std::vector<DeviceChainEnd> ends; // of all who removed it: what any of them vouched for stands
    QString reason;
};

class Roster
{
public:
    // Takes the clinic's events (others are passed over) in the order of `recorded`: the same roster whatever
    // the order they arrived in. Where two branches did not know of each other, removal wins: who was removed
    // enrols nobody afterwards, knowing it or not (who is enrolled so is listed as removed at once), and a
    // removal is not undone because the one it removes removed its author first: both are removed then.
    static Roster fold(const std::vector<RecordedEvent>& clinicEvents);

    [[nodiscard]] const Member* find(UserId user) const;
    [[nodiscard]] const Member* findByName(
        const QString& name) const; // exact, else ignoring case; not the removed
    [[nodiscard]] std::vector<Member> members() const;
    [[nodiscard]] QString clinicName() const { return m_clinicName; }
    [[nodiscard]] QString nameOf(UserId user) const; // "unknown" where nobody has that id
    // Also those removed: what they signed before that is still to be checked.
    [[nodiscard]] const std::map<DeviceId, DeviceEnrolled>& devices() const { return m_devices; }
    [[nodiscard]] const std::map<DeviceId, DeviceRemoval>& removedDevices() const { return m_deviceRemovals; }

    // May this person, at that time, sign this? Unknown people and people removed by then may sign nothing;
    // who founded the clinic may also do what an administrator may.
    [[nodiscard]] bool mayAuthor(UserId author, const Body& body, base::HybridTime at) const;
    // The same for an event. What came from another clinic its author there must be allowed to sign, by the
    // role that clinic vouches for; who took it in signed only that it came, and where no letter of that
    // clinic's holds it, it counts for nothing.
    [[nodiscard]] bool mayAuthor(UserId author, const Event& event, base::HybridTime at) const;
    [[nodiscard]] bool authorises(const RecordedEvent& recorded) const;

    // What a role may read; and whoever founded the clinic also what an administrator may, because a clinic
    // that has neither auditor nor administrator still needs somebody who can look at its access log.
    [[nodiscard]] bool mayRead(UserId user, Category category) const;
    [[nodiscard]] bool isFounder(UserId user) const { return !user.isNull() && user == m_founder; }

private:
    struct Removal
    {
        UserId by;
        DeviceId on;
        base::HybridTime at;
    };

    void apply(const RecordedEvent& recorded);
    void applyEnrolment(const RecordedEvent& recorded, const UserEnrolled& enrolled);
    void applyRemoval(const RecordedEvent& recorded, const UserRemoved& removed);
    void applyRemoval(const RecordedEvent& recorded, const DeviceRemoved& removed);
    [[nodiscard]] bool isAdministrator(const Member& member) const;
    // Leaving out of account what the one to be removed did against the remover.
    [[nodiscard]] bool mayRemove(
        const RecordedEvent& recorded, const std::function<bool(const Removal&)>& isTheirs) const;

    std::map<UserId, Member> m_members;
    std::map<UserId, std::vector<Removal>> m_removals; // in order, of each who was removed
    std::map<DeviceId, DeviceEnrolled> m_devices;
    std::map<DeviceId, DeviceRemoval> m_deviceRemovals;
    QString m_clinicName;
    UserId m_founder;
};

// The rule itself: physicians everything clinical; nurses all but prescribing, stopping a prescription and
// conditions; administrators demographics, merging and the roster; auditors nothing but their own access
// events. Consent: all but auditors record and withdraw it; that to the sensitive, or to emergency access,
// physicians and administrators; emergencies are for who treats.
[[nodiscard]] bool roleMaySign(Role role, const Body& body);
// What a role may read. The access log is for auditors and administrators: who reads records must not be the
// one who reads, or is spared by, the list of who read them. Everybody adds to it, and so holds its key; that
// it is not read with it is the program's doing (Vault::readClinic), not the seal's.
[[nodiscard]] std::vector<Category> categoriesReadableBy(Role role);
[[nodiscard]] bool mayRead(Role role, Category category);

} // namespace twinward::record
