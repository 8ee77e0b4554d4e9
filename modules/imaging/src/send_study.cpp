#include "imaging/send_study.h"

namespace twinward::imaging {

base::Result<Transfer> sendStudy(ledger::Vault& vault, record::PatientId patient, const Study& study,
    const PacsNode& node, const ledger::ProgressFn& progress, const QString& purpose)
{
    std::vector<std::pair<QString, QString>> kinds;
    std::vector<const StoredInstance*> instances;
    for (const Series& series : study.series) {
        const auto headers = readHeaders(vault, series);
        if (!headers)
            return base::fail(headers.error());
        for (const ObjectHeader& header : *headers)
            kinds.emplace_back(header.sopClassUid, header.transferSyntaxUid);
        for (const StoredInstance& instance : series.instances)
            instances.push_back(&instance);
    }
    const auto logged = vault.logAccess({{record::AccessLogged::Action::Export, patient,
        QStringLiteral("DICOM study %1 to %2 at %3").arg(study.uid, node.aeTitle, node.host), purpose}});
    if (!logged)
        return base::fail(logged.error());
    size_t next = 0;
    const auto source = [&]() -> base::Result<QByteArray> {
        return next < instances.size() ? readObject(vault, *instances[next++]) : QByteArray();
    };
    return PacsClient(node).send(kinds, source, progress);
}

} // namespace twinward::imaging
