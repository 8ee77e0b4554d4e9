#pragma once

// A nurse at the charting form of one patient: the window, the keys, and what the vault then holds.

#include "../workbench/focused.h"
#include "panel_clinic.h"
#include "vitals/vital_record.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QtTest/QtTest>

namespace twinward::vitals::test {

class ChartingDesk : public QObject
{
protected:
    void open(record::Role role = record::Role::Nurse)
    {
        m_clinic = std::make_unique<PanelClinic>(role);
        m_patient = m_clinic->enrol(QStringLiteral("Mbeki"), QStringLiteral("Thandiwe"), 1961);
        m_clinic->show("vitals-form");
        m_clinic->context->open(m_patient);
        waitForChart();
        m_clinic->panel->focusFirst();
    }

    void waitForChart() const
    {
        QTRY_VERIFY(m_clinic->context->chart() != nullptr);
        // The score beside the form appears once the chart has been read.
        auto* where = m_clinic->panel->findChild<QLabel*>(QStringLiteral("where"));
        QTRY_VERIFY(!where->text().isEmpty());
    }

    QLineEdit* field(const char* name) const
    {
        return m_clinic->panel->findChild<QLineEdit*>(QString::fromLatin1(name));
    }

    void type(const char* keys) const
    {
        for (const QChar key : QString::fromUtf8(keys))
            QTest::keyClick(twinward::keyboard::focused(), key.toLatin1()); // the focus may move on by itself
    }

    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) const
    {
        QTest::keyClick(twinward::keyboard::focused(), key, modifiers);
    }

    QString status() const { return m_clinic->panel->findChild<QLabel*>(QStringLiteral("status"))->text(); }

    VitalRecord record() const { return VitalRecord::read(*m_clinic->stored(m_patient)); }

    size_t observations() const { return m_clinic->stored(m_patient)->current<record::Observation>().size(); }

    std::unique_ptr<PanelClinic> m_clinic;
    record::PatientId m_patient;
};

} // namespace twinward::vitals::test
