#include "reported_marks_p.h"

#include "imaging/finding.h"
#include "workbench/when_done.h"

#include <algorithm>

namespace twinward::imaging {

QString writtenValues(const record::ImagingFinding& finding)
{
    QStringList lines;
    for (const record::Component& value : finding.values) {
        const QString written = displayValue(value);
        lines.append(
            finding.values.size() == 1 ? written : QStringLiteral("%1 %2").arg(value.code.label(), written));
    }
    return lines.join(QStringLiteral("  "));
}

ReportedMarks::ReportedMarks(Exam& exam, workbench::PatientContext& context, QObject* parent)
    : QObject(parent)
    , m_exam(exam)
    , m_context(context)
{
    connect(&m_context, &workbench::PatientContext::chartChanged, this, &ReportedMarks::ask);
    connect(&m_exam, &Exam::layersChanged, this, [this] {
        ++m_showing;
        m_found = {};
        m_marks.clear();
        m_placed = 0;
        emit changed();
        ask();
    });
    connect(&m_exam, &Exam::contentChanged, this, &ReportedMarks::place);
}

void ReportedMarks::ask()
{
    const workbench::ChartPtr chart = m_context.chart();
    QStringList studies;
    for (int layer = 0; layer < m_exam.layerCount(); ++layer)
        studies.append(m_exam.layer(layer)->study().uid);
    studies.removeDuplicates();
    if (!chart || studies.isEmpty() || chart->patient() != m_exam.scene().patient)
        return;
    if (m_asking) {
        m_stale = true;
        return;
    }
    m_asking = true;
    m_stale = false;
    auto future = m_exam.session().runBeside([chart, studies](const ledger::Vault& vault) {
        FindingsElsewhere all;
        for (const QString& study : studies) {
            FindingsElsewhere found = findingsElsewhere(vault, *chart, study);
            std::ranges::move(found.findings, std::back_inserter(all.findings));
            all.unread = std::move(found.unread); // the same for every study: documents are the chart's
        }
        return all;
    });
    workbench::whenDone(future, this, [this, showing = m_showing](const FindingsElsewhere& found) {
        m_asking = false;
        if (showing == m_showing)
            take(found);
        if (m_stale || showing != m_showing)
            ask();
    });
}

void ReportedMarks::take(const FindingsElsewhere& found)
{
    m_found = found;
    m_marks.clear();
    m_placed = 0;
    emit changed();
    place();
}

// As the headers of the layers come, each finding has its place.
void ReportedMarks::place()
{
    int known = 0;
    for (int layer = 0; layer < m_exam.layerCount(); ++layer)
        known += m_exam.layer(layer)->hasHeaders() ? 1 : 0;
    if (m_found.findings.empty() || known == m_placed)
        return;
    m_placed = known;
    m_marks.clear();
    for (const ReportedFinding& each : m_found.findings) {
        const record::ImagingFinding& finding = each.finding;
        for (int layer = 0; layer < m_exam.layerCount(); ++layer) {
            const LayerContent* content = m_exam.layer(layer);
            const int slice = content->series().uid != finding.seriesUid
                ? -1
                : content->sliceOf(finding.sopInstanceUid, static_cast<int>(finding.frame) - 1);
            if (slice >= 0)
                m_marks.push_back({markOf(finding, *content->headerOf(slice), std::nullopt, layer),
                    writtenValues(finding), each.author, each.written});
        }
    }
    emit changed();
}

} // namespace twinward::imaging
