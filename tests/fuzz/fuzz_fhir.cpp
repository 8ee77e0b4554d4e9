// FHIR from outside, up to the door of the vault: any bytes are parsed, mapped and staged, or refused.

#include "fhir_stage_p.h"

#include <cstdlib>

using namespace twinward;
using namespace twinward::interop;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    const QByteArrayView bytes(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    const ImportLimits limits{1 << 20, 64, 1000, 100};
    auto tree = JsonTree::parse(bytes, limits.depth);
    if (!tree)
        return 0;
    const fhir::Document document(std::move(*tree), QStringLiteral("fuzz.json"), 0, limits);
    const fhir::Survey survey = fhir::survey(document);
    fhir::Patients patients(std::make_shared<record::PatientIndex>());
    patients.add(survey, 0);
    fhir::Links links;
    fhir::addLinks(links, survey, 0, patients);
    const fhir::StagedDocument staged = fhir::stage(document, 0, patients, links);
    // What is staged is a resource of the text, byte for byte.
    for (const fhir::StagedEvent& one : staged.events) {
        const bool whole = one.fromContained || bytes.toByteArray().contains(one.event.source);
        if (!whole)
            std::abort();
    }
    return 0;
}
