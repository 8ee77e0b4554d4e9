#include "record/event.h"

#include <array>

namespace twinward::record {

static_assert(std::variant_size_v<Body> == static_cast<size_t>(Kind::ConsentTold) + 1,
    "a body's place in the variant is its number on disk: Kind lists them in the same order");

namespace {

constexpr std::array kindNames{"PatientDetails", "MergedInto", "Encounter", "Observation", "Condition",
    "Allergy", "Medication", "Procedure", "Immunisation", "Note", "Document", "OtherResource", "Retraction",
    "ClinicFounded", "UserEnrolled", "UserRemoved", "DeviceEnrolled", "AccessLogged", "ImagingSeries",
    "ImagingFinding", "DeviceRemoved", "ConsentContract", "ConsentWithdrawn", "DisclosureMade",
    "DisclosureArrived", "DisclosureTaken", "EmergencyAccess", "ClinicKnown", "ConsentTold"};
static_assert(kindNames.size() == std::variant_size_v<Body>);

constexpr std::array roleNames{"physician", "nurse", "administrator", "auditor"};

constexpr std::array sexNames{"unknown", "female", "male", "other"};

} // namespace

QString kindName(Kind kind)
{
    return QString::fromLatin1(kindNames[static_cast<size_t>(kind)]);
}

QString roleName(Role role)
{
    return QString::fromLatin1(roleNames[static_cast<size_t>(role) - 1]);
}

std::optional<Role> roleFromName(QStringView name)
{
    for (size_t i = 0; i < roleNames.size(); ++i) {
        if (name.compare(QLatin1String(roleNames[i]), Qt::CaseInsensitive) == 0)
            return static_cast<Role>(i + 1);
    }
    return std::nullopt;
}

QString sexName(Sex sex)
{
    return QString::fromLatin1(sexNames[static_cast<size_t>(sex)]);
}

Sex sexFromName(QStringView name)
{
    for (size_t i = 0; i < sexNames.size(); ++i) {
        if (name == QLatin1String(sexNames[i]))
            return static_cast<Sex>(i);
    }
    return Sex::Unknown;
}

QString HumanName::display() const
{
    if (!text.isEmpty())
        return text;
    QStringList parts;
    if (!prefix.isEmpty())
        parts << prefix;
    parts << given;
    if (!family.isEmpty())
        parts << family;
    return parts.join(u' ');
}

QString PatientDetails::displayName() const
{
    for (const HumanName& name : names) {
        if (name.use == u"official")
            return name.display();
    }
    return names.empty() ? QString() : names.front().display();
}

std::vector<base::Hash256> blobsNamedBy(const Body& body)
{
    std::vector<base::Hash256> named;
    const auto add = [&named](const std::optional<base::Hash256>& blob) {
        if (blob)
            named.push_back(*blob);
    };
    if (const auto* document = std::get_if<Document>(&body)) {
        add(document->blob);
    } else if (const auto* series = std::get_if<ImagingSeries>(&body)) {
        named.reserve(series->instances.size() + 1);
        for (const ImagingInstance& instance : series->instances)
            named.push_back(instance.blob);
        add(series->index);
    } else if (const auto* finding = std::get_if<ImagingFinding>(&body)) {
        add(finding->object);
    }
    return named;
}

Category defaultCategory(const Body& body)
{
    switch (static_cast<Kind>(body.index())) {
    case Kind::PatientDetails:
    case Kind::MergedInto:
        return Category::Demographics;
    case Kind::Observation:
        return std::get<Observation>(body).group == Observation::Group::Vital ? Category::Vitals
                                                                              : Category::Clinical;
    case Kind::ClinicFounded:
    case Kind::UserEnrolled:
    case Kind::UserRemoved:
    case Kind::DeviceEnrolled:
    case Kind::DeviceRemoved:
    case Kind::ConsentContract:
    case Kind::ConsentWithdrawn:
    case Kind::DisclosureMade:
    case Kind::DisclosureArrived:
    case Kind::DisclosureTaken:
    case Kind::EmergencyAccess:
    case Kind::ClinicKnown:
    case Kind::ConsentTold:
        return Category::Clinic;
    case Kind::AccessLogged:
        return Category::Access;
    case Kind::ImagingSeries:
    case Kind::ImagingFinding:
        return Category::Imaging;
    default:
        return Category::Clinical;
    }
}

} // namespace twinward::record
