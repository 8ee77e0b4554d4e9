#pragma once

// FHIR R4's data types as this record holds them. A missing element reads as empty; one of the wrong shape
// throws Unusable with its place, because a number or a name read wrongly is worse than one refused.

#include "base/moment.h"
#include "json_tree_p.h"
#include "record/event.h"

#include <initializer_list>

namespace twinward::interop::fhir {

// Why a resource can't be used. Stays inside the module: the import turns it into a Refusal.
struct Unusable
{
    JsonView at;
    QString why;
};

struct Reference
{
    QString
        reference; // "Patient/1", "urn:uuid:…", "#contained", "https://…"; empty where only the rest is given
    record::Identifier identifier;
    QString display;
    JsonView at;
    [[nodiscard]] bool isEmpty() const
    {
        return reference.isEmpty() && identifier.value.isEmpty() && display.isEmpty();
    }
};

struct Period
{
    base::Moment start;
    base::Moment end;
};

// The element, which where it is there must be of this shape.
[[nodiscard]] JsonView objectAt(JsonView parent, std::string_view key);
[[nodiscard]] JsonView arrayAt(JsonView parent, std::string_view key);
[[nodiscard]] QString textAt(JsonView parent, std::string_view key);
[[nodiscard]] bool trueAt(JsonView parent, std::string_view key);
[[nodiscard]] base::Moment momentAt(JsonView parent, std::string_view key);
// The same, and it must be there.
[[nodiscard]] QString requiredText(JsonView parent, std::string_view key);
[[nodiscard]] record::Concept requiredConcept(JsonView parent, std::string_view key);

[[nodiscard]] record::Concept conceptAt(JsonView parent, std::string_view key);
[[nodiscard]] record::Concept firstConceptAt(
    JsonView parent, std::string_view key); // of an array of CodeableConcepts
[[nodiscard]] QString firstCodeAt(
    JsonView parent, std::string_view key); // of a CodeableConcept: its first coding's code
[[nodiscard]] Period periodAt(JsonView parent, std::string_view key);
[[nodiscard]] Reference referenceAt(JsonView parent, std::string_view key);
[[nodiscard]] Reference readReference(JsonView object);
[[nodiscard]] record::Identifier readIdentifier(JsonView object);
// Digits as written; none where a Decimal would show another number than was written (1E-22, forty digits).
[[nodiscard]] std::optional<base::Decimal> exactDecimal(JsonView number);
[[nodiscard]] base::Decimal readDecimal(JsonView number); // the same; what is not exact throws
[[nodiscard]] std::optional<record::Quantity> quantityAt(JsonView parent, std::string_view key);
[[nodiscard]] QString quantityText(const record::Quantity& quantity); // "< 5.0 mg"
[[nodiscard]] QString rangeText(JsonView range); // "10 – 20 mg"
[[nodiscard]] QString ratioText(JsonView ratio); // "1 mL / 4 h"
[[nodiscard]] QString notesAt(JsonView parent, std::string_view key); // Annotations, one to a line
[[nodiscard]] QString plainText(QStringView xhtml); // a narrative's words, without its tags
// The first of the elements that is there: the choice types and the several dates a resource may carry.
[[nodiscard]] base::Moment firstMoment(JsonView resource, std::initializer_list<std::string_view> keys);

} // namespace twinward::interop::fhir
