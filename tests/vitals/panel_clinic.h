#pragma once

// A clinic with a real vault on the disk and one open patient, for the tests that press keys in real windows.

#include "../ledger/clinic.h"
#include "vitals/round.h"
#include "vitals_panel/panels.h"
#include "workbench/panel.h"
#include "workbench/theme.h"

#include <QApplication>
#include <QSignalSpy>

namespace twinward::vitals::test {

class PanelClinic
{
public:
    explicit PanelClinic(record::Role role = record::Role::Nurse)
    {
        auto made = twinward::test::makeVault(folder.filePath(QStringLiteral("vault")), role);
        if (!made)
            qFatal("%s", qPrintable(made.error().message()));
        session = std::make_unique<workbench::Session>(std::move(made->vault));
        context = std::make_unique<workbench::PatientContext>(*session);
        workspace = std::make_unique<workbench::Workspace>(workbench::Workspace{*session, *context});
    }

    // Not waitForFinished(): that takes queued work and runs it here, before what was asked for earlier.
    template <class T> static void waitFor(const QFuture<T>& future)
    {
        if (!QTest::qWaitFor([&] { return future.isFinished(); }, 30'000))
            qFatal("the vault does not answer");
    }

    record::PatientId enrol(
        const QString& family, const QString& given, int birthYear, record::Sex sex = record::Sex::Female)
    {
        const auto patient = record::PatientId::random();
        record::PatientDetails details;
        details.names.push_back({family, {given}, {}, {}, QStringLiteral("official")});
        details.birthDate = *base::PartialDate::fromParts(birthYear, 5, 17);
        details.sex = sex;
        commit({twinward::test::event(patient, details)});
        return patient;
    }

    void commit(std::vector<record::Event> events) const
    {
        auto future = session->commit(std::move(events));
        waitFor(future);
        if (!future.result())
            qFatal("%s", qPrintable(future.result().error().message()));
        QApplication::processEvents();
    }

    // An adult's round, well unless told otherwise, so many minutes before now.
    static ChartedRound round(record::PatientId patient, qint64 minutesAgo, double rate = 72,
        double breaths = 16, double saturation = 97, double temperature = 36.8)
    {
        ChartedRound charted;
        charted.patient = patient;
        charted.at = base::Moment::fromDateTime(QDateTime::currentDateTime().addSecs(-60 * minutesAgo));
        const auto put = [&](Sign sign, double value, int decimals) {
            charted.values.emplace(sign, Entered{base::Decimal(value, decimals), definition(sign).unit});
        };
        put(Sign::HeartRate, rate, 0);
        put(Sign::RespiratoryRate, breaths, 0);
        put(Sign::OxygenSaturation, saturation, 0);
        put(Sign::Temperature, temperature, 1);
        put(Sign::SystolicPressure, 124, 0);
        put(Sign::DiastolicPressure, 78, 0);
        charted.consciousness = Consciousness::Alert;
        charted.oxygen = OxygenDelivery{};
        return charted;
    }

    void chart(const ChartedRound& charted) const
    {
        auto events = eventsOf(charted);
        if (!events)
            qFatal("%s", qPrintable(events.error().message()));
        commit(std::move(*events));
    }

    workbench::Panel* show(const char* id)
    {
        for (const workbench::PanelFactory& factory : panels()) {
            if (factory.id == QString::fromLatin1(id)) {
                panel.reset(factory.make(*workspace, nullptr));
                panel->resize(1100, 860);
                panel->show();
                QApplication::setActiveWindow(panel.get());
                return panel.get();
            }
        }
        qFatal("no panel %s", id);
        return nullptr;
    }

    // What the vault holds of the patient, folded.
    [[nodiscard]] workbench::ChartPtr stored(record::PatientId patient) const
    {
        auto future = session->refreshChart(patient);
        waitFor(future);
        return future.result() ? *future.result() : nullptr;
    }

    QTemporaryDir folder;
    std::unique_ptr<workbench::Session> session;
    std::unique_ptr<workbench::PatientContext> context;
    std::unique_ptr<workbench::Workspace> workspace;
    std::unique_ptr<workbench::Panel> panel;

    PanelClinic(const PanelClinic&) = delete;
    PanelClinic& operator=(const PanelClinic&) = delete;
    ~PanelClinic()
    {
        panel.reset();
        QApplication::processEvents();
    }
};

} // namespace twinward::vitals::test
