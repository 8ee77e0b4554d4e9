#pragma once

// The viewer in a real window over a real vault, with what was imported into it.

#include "dicom_data.h"
#include "images_panel_p.h"
#include "made_objects.h"
#include "workbench/theme.h"

#include <QApplication>
#include <QMouseEvent>
#include <QTest>

namespace twinward::imaging::test {

inline void drag(QWidget* view, Qt::MouseButton button, QPoint from, QPoint to,
    Qt::KeyboardModifiers modifiers = Qt::NoModifier)
{
    const auto send = [&](QEvent::Type type, const QPoint& at, Qt::MouseButtons buttons) {
        QMouseEvent event(type, at, view->mapToGlobal(at), type == QEvent::MouseMove ? Qt::NoButton : button,
            buttons, modifiers);
        QApplication::sendEvent(view, &event);
    };
    send(QEvent::MouseButtonPress, from, button);
    send(QEvent::MouseMove, (from + to) / 2, button);
    send(QEvent::MouseMove, to, button);
    send(QEvent::MouseButtonRelease, to, Qt::NoButton);
}

class ViewerDesk
{
public:
    explicit ViewerDesk(ImportSource source, record::Role role = record::Role::Physician)
        : m_clinic(role)
    {
        const auto plan = scan(std::move(source));
        if (!plan)
            qFatal("%s", qPrintable(plan.error().message()));
        m_patient = record::PatientId::random();
        // One patient for all: the test's studies are of different invented people.
        std::vector<FilingDecision> decisions = m_clinic.allTo(*plan, m_patient);
        const auto report = file(*m_clinic.vault, *plan, decisions);
        if (!report || report->added() == 0)
            qFatal("nothing was filed");
        session = std::make_unique<workbench::Session>(std::move(m_clinic.vault));
        context = std::make_unique<workbench::PatientContext>(*session);
        workspace = std::make_unique<workbench::Workspace>(workbench::Workspace{*session, *context});
        panel = std::make_unique<ImagesPanel>(*workspace);
        panel->resize(1440, 900);
        panel->show();
        QApplication::setActiveWindow(panel.get());
    }

    ~ViewerDesk()
    {
        panel.reset();
        workspace.reset();
        context.reset();
        session.reset();
    }
    ViewerDesk(const ViewerDesk&) = delete;
    ViewerDesk& operator=(const ViewerDesk&) = delete;

    void openPatient() const { context->open(m_patient); }
    [[nodiscard]] record::PatientId patient() const { return m_patient; }

    [[nodiscard]] bool isRead() const
    {
        const LayerContent* ground = panel->exam().ground();
        return ground != nullptr && ground->isComplete();
    }
    // Everything is read and drawn.
    [[nodiscard]] bool isCalm() const
    {
        if (!isRead())
            return false;
        for (const PlaneWidget* plane : panel->views().planes()) {
            if (plane->isVisible() && !plane->isUpToDate())
                return false;
        }
        const VolumeWidget* volume = panel->views().volume();
        return volume == nullptr || !volume->isVisible() || volume->isAtRest();
    }
    [[nodiscard]] PlaneWidget* plane(size_t index) const { return panel->views().planes().at(index); }

    [[nodiscard]] std::optional<SeriesList::Place> seriesOf(const QString& modality) const
    {
        const auto& studies = panel->studies();
        for (size_t study = 0; study < studies.size(); ++study) {
            for (size_t series = 0; series < studies[study].series.size(); ++series) {
                if (studies[study].series[series].modality == modality)
                    return SeriesList::Place{study, series};
            }
        }
        return std::nullopt;
    }

private:
    ImagingClinic m_clinic;
    record::PatientId m_patient;

public:
    std::unique_ptr<workbench::Session> session;
    std::unique_ptr<workbench::PatientContext> context;
    std::unique_ptr<workbench::Workspace> workspace;
    std::unique_ptr<ImagesPanel> panel;
};

} // namespace twinward::imaging::test
