// Whether anything was written about a patient, without reading it: the last place of theirs in every chain,
// which is one step down the table's tree each.

#include "vault_p.h"

namespace twinward::ledger {

using record::Category;

quint64 Vault::Private::writtenMark(record::PatientId patient) const
{
    size_t mark = earlyEventsOf(patient).size();
    const std::vector<record::PatientId> records = recordsOf(patient);
    const std::lock_guard guard(databaseMutex);
    for (const Category category : {Category::Demographics, Category::Vitals, Category::Clinical,
             Category::Imaging, Category::Sensitive}) {
        if (!mayRead(category))
            continue;
        for (const record::PatientId id : records) {
            const SubjectTag tag = keyring.subjectTag(id, category);
            for (const auto& each : chains) {
                const quint64 chain = each.first;
                Statement last = database->statement("SELECT seq, position FROM segments WHERE category=?"
                                                     " AND tag=? AND chain=? ORDER BY seq DESC, position DESC"
                                                     " LIMIT 1");
                last.bind(static_cast<quint64>(category)).bind(tag).bind(chain);
                if (last.step())
                    mark = qHashMulti(
                        mark, static_cast<quint64>(category), chain, last.number(0), last.number(1));
            }
        }
    }
    return mark;
}

} // namespace twinward::ledger
