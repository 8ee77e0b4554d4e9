#pragma once

// The fields of every structure that is written, in the order they are written. Once here, so that encoder
// and decoder can't disagree. New fields go to the end; none is ever taken away or moved.

#include "record/event.h"

#include <tuple>

namespace twinward::record {

template <class T> auto fieldsOf(T& s)
{
    using S = std::remove_const_t<T>;
    if constexpr (std::is_same_v<S, Concept>)
        return std::tie(s.coding, s.text);
    else if constexpr (std::is_same_v<S, Quantity>)
        return std::tie(s.value, s.unit, s.comparator);
    else if constexpr (std::is_same_v<S, HumanName>)
        return std::tie(s.family, s.given, s.prefix, s.text, s.use);
    else if constexpr (std::is_same_v<S, Identifier>)
        return std::tie(s.system, s.value, s.type);
    else if constexpr (std::is_same_v<S, Contact>)
        return std::tie(s.name, s.relationship, s.phone);
    else if constexpr (std::is_same_v<S, PatientDetails>)
        return std::tie(s.names, s.identifiers, s.birthDate, s.sex, s.phone, s.address, s.contacts,
            s.deceased, s.deceasedAt);
    else if constexpr (std::is_same_v<S, MergedInto>)
        return std::tie(s.patient, s.reason);
    else if constexpr (std::is_same_v<S, Encounter>)
        return std::tie(s.encounterClass, s.type, s.reason, s.status, s.end, s.location);
    else if constexpr (std::is_same_v<S, ReferenceRange>)
        return std::tie(s.low, s.high, s.text);
    else if constexpr (std::is_same_v<S, Component>)
        return std::tie(s.code, s.value, s.reference);
    else if constexpr (std::is_same_v<S, Observation>)
        return std::tie(s.group, s.code, s.value, s.components, s.reference, s.interpretation, s.status,
            s.method, s.note, s.encounter);
    else if constexpr (std::is_same_v<S, Condition>)
        return std::tie(s.code, s.clinicalStatus, s.verificationStatus, s.abatement, s.note);
    else if constexpr (std::is_same_v<S, Allergy>)
        return std::tie(s.code, s.clinicalStatus, s.criticality, s.reaction, s.note);
    else if constexpr (std::is_same_v<S, Medication>)
        return std::tie(s.action, s.code, s.dose, s.route, s.frequency, s.reason, s.status, s.end,
            s.prescription, s.note);
    else if constexpr (std::is_same_v<S, Procedure>)
        return std::tie(s.code, s.status, s.end, s.reason, s.note);
    else if constexpr (std::is_same_v<S, Immunisation>)
        return std::tie(s.code, s.status, s.lotNumber, s.site, s.note);
    else if constexpr (std::is_same_v<S, Note>)
        return std::tie(s.title, s.text);
    else if constexpr (std::is_same_v<S, Document>)
        return std::tie(s.type, s.title, s.contentType, s.blob, s.size);
    else if constexpr (std::is_same_v<S, OtherResource>)
        return std::tie(s.resourceType, s.summary);
    else if constexpr (std::is_same_v<S, ImagingInstance>)
        return std::tie(s.sopInstanceUid, s.number, s.frames, s.blob);
    else if constexpr (std::is_same_v<S, ImagingSeries>)
        return std::tie(s.studyUid, s.studyDescription, s.accession, s.seriesUid, s.modality,
            s.seriesDescription, s.bodyPart, s.seriesNumber, s.instances, s.index);
    else if constexpr (std::is_same_v<S, ImagingFinding>)
        return std::tie(s.shape, s.studyUid, s.seriesUid, s.sopInstanceUid, s.frame, s.frameOfReferenceUid,
            s.points, s.values, s.text, s.object);
    else if constexpr (std::is_same_v<S, Retraction>)
        return std::tie(s.reason);
    else if constexpr (std::is_same_v<S, ClinicFounded>)
        return std::tie(s.name);
    else if constexpr (std::is_same_v<S, UserEnrolled>)
        return std::tie(s.user, s.name, s.role, s.signingKey, s.boxKey);
    else if constexpr (std::is_same_v<S, UserRemoved>)
        return std::tie(s.user, s.reason);
    else if constexpr (std::is_same_v<S, DeviceEnrolled>)
        return std::tie(s.device, s.name, s.signingKey, s.holdsKeys);
    else if constexpr (std::is_same_v<S, DeviceChainEnd>)
        return std::tie(s.epoch, s.lastSeq, s.lastCommit);
    else if constexpr (std::is_same_v<S, DeviceRemoved>)
        return std::tie(s.device, s.ends, s.reason);
    else if constexpr (std::is_same_v<S, AccessLogged>)
        return std::tie(s.action, s.patient, s.detail, s.purpose);
    else if constexpr (std::is_same_v<S, ConsentContract>)
        return std::tie(s.patient, s.clinic, s.clinicName, s.clinician, s.categories, s.purpose, s.from,
            s.until, s.breakGlass, s.note);
    else if constexpr (std::is_same_v<S, ConsentWithdrawn>)
        return std::tie(s.contract, s.reason, s.reasonIsTold);
    else if constexpr (std::is_same_v<S, ConsentTold>)
        return std::tie(s.clinic, s.clinicName, s.contract, s.change, s.categories, s.clinician, s.from,
            s.until, s.breakGlass, s.since, s.reason, s.letter);
    else if constexpr (std::is_same_v<S, ChainCut>)
        return std::tie(s.device, s.epoch, s.seq);
    else if constexpr (std::is_same_v<S, DisclosureMade>)
        return std::tie(s.contract, s.patient, s.clinic, s.categories, s.upTo, s.entries, s.letters,
            s.breakGlass, s.purpose, s.leftOut);
    else if constexpr (std::is_same_v<S, DisclosureArrived>)
        return std::tie(s.disclosure, s.clinic, s.receipt);
    else if constexpr (std::is_same_v<S, ContentTaken>)
        return std::tie(s.theirs, s.ours);
    else if constexpr (std::is_same_v<S, DisclosureTaken>)
        return std::tie(s.clinic, s.clinicName, s.disclosure, s.contractId, s.contract, s.patient, s.letter,
            s.part, s.parts, s.entries, s.waiting, s.sealedForEmergency, s.contents);
    else if constexpr (std::is_same_v<S, EmergencyAccess>)
        return std::tie(s.disclosure, s.contract, s.granting, s.patient, s.clinic, s.clinicName, s.who,
            s.role, s.categories, s.reason);
    else if constexpr (std::is_same_v<S, ClinicKnown>)
        return std::tie(s.clinic, s.name, s.card, s.how);
    else if constexpr (std::is_same_v<S, Origin>)
        return std::tie(
            s.clinic, s.clinicName, s.author, s.authorName, s.role, s.recorded, s.commit, s.earlier);
}

// The first and the last value of an enumeration that is written: what lies outside is refused.
template <class E> constexpr E firstOf()
{
    if constexpr (std::is_same_v<E, Category> || std::is_same_v<E, Role>)
        return static_cast<E>(1);
    else
        return static_cast<E>(0);
}

template <class E> constexpr E lastOf()
{
    if constexpr (std::is_same_v<E, Category>)
        return Category::Access;
    else if constexpr (std::is_same_v<E, Role>)
        return Role::Auditor;
    else if constexpr (std::is_same_v<E, Sex>)
        return Sex::Other;
    else if constexpr (std::is_same_v<E, Observation::Group>)
        return Observation::Group::Other;
    else if constexpr (std::is_same_v<E, Medication::Action>)
        return Medication::Action::Stated;
    else if constexpr (std::is_same_v<E, AccessLogged::Action>)
        return AccessLogged::Action::Import;
    else if constexpr (std::is_same_v<E, ImagingFinding::Shape>)
        return ImagingFinding::Shape::Segmentation;
    else if constexpr (std::is_same_v<E, ClinicKnown::How>)
        return ClinicKnown::How::ByItself;
}

} // namespace twinward::record
