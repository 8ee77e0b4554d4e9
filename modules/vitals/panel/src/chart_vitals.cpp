#include "chart_vitals_p.h"
#include "workbench/when_done.h"

#include <map>
#include <mutex>
#include <QtConcurrent/QtConcurrentRun>

namespace twinward::vitals {

namespace {

// Panels ask for the same chart within a moment of one another: the second waits for the first one's work.
class Shelf
{
public:
    ChartVitalsPtr find(const workbench::ChartPtr& chart)
    {
        const std::lock_guard lock(m_mutex);
        const ChartVitalsPtr kept = m_kept.lock();
        return kept && kept->chart == chart ? kept : nullptr;
    }
    void keep(const ChartVitalsPtr& vitals)
    {
        const std::lock_guard lock(m_mutex);
        m_kept = vitals;
    }
    std::mutex& reading() { return m_reading; }

private:
    std::mutex m_mutex;
    std::mutex m_reading;
    std::weak_ptr<const ChartVitals> m_kept;
};

Shelf& shelf()
{
    static Shelf instance;
    return instance;
}

} // namespace

ChartVitalsPtr ChartVitals::read(const workbench::ChartPtr& chart)
{
    const std::lock_guard lock(shelf().reading());
    if (ChartVitalsPtr kept = shelf().find(chart))
        return kept;
    auto vitals = std::make_shared<ChartVitals>();
    vitals->chart = chart;
    vitals->record = VitalRecord::read(*chart);
    vitals->factors = factorsAt(*chart, QDateTime::currentMSecsSinceEpoch());
    vitals->history = news2History(*chart, vitals->record, std::numeric_limits<qint64>::min() / 2,
        std::numeric_limits<qint64>::max() / 2);
    // Where NEWS2 may not be used there is no score, not a score of nothing.
    std::erase_if(vitals->history, [](const Score& score) { return score.band == Band::None; });
    shelf().keep(vitals);
    return vitals;
}

VitalsSource::VitalsSource(workbench::PatientContext& context, QObject* parent)
    : QObject(parent)
    , m_context(context)
{
    connect(&context, &workbench::PatientContext::patientChanged, this, [this] {
        ++m_generation;
        m_current.reset();
        emit patientChanged();
    });
    connect(&context, &workbench::PatientContext::chartChanged, this, &VitalsSource::read);
    if (context.chart())
        read();
}

void VitalsSource::read()
{
    const workbench::ChartPtr chart = m_context.chart();
    if (!chart)
        return;
    const quint64 generation = ++m_generation;
    workbench::whenDone(QtConcurrent::run([chart] { return ChartVitals::read(chart); }), this,
        [this, generation](const ChartVitalsPtr& vitals) {
            if (generation != m_generation)
                return;
            m_current = vitals;
            emit changed();
        });
}

} // namespace twinward::vitals
