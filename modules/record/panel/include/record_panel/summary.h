#pragma once

// A patient on one page of A4, for a transfer or for whoever has no screen: what has to be known first stands
// first, and what does not fit is counted, never silently left out.

#include "base/error.h"
#include "record/chart.h"

#include <QDateTime>

class QPainter;

namespace twinward::record {

struct SummaryLine
{
    QString what;
    QString detail; // in the secondary colour after it
    QString when;
    bool alarming = false; // out of range, severe: in the danger colour, marked with a word or sign already
};

struct SummarySection
{
    QString title;
    QList<SummaryLine> lines;
    QString none; // said where there are no lines
};

// One vital sign: the last value and the one before.
struct SummaryVital
{
    QString name;
    QString last;
    QString lastWhen;
    QString before;
    QString beforeWhen;
};

struct SummaryContent
{
    QString clinic;
    QString printed; // "Printed by Li Na (nurse) on 20 Nov 2026, 14:05"
    QString name;
    QString otherNames;
    QString facts; // age, born, sex
    QString identifiers;
    QString reach; // phone, address, contacts
    QString allergies;
    bool allergiesRecorded = false; // the frame is drawn in the danger colour
    QStringList cautions; // conflicts, entries not authorised
    SummarySection problems;
    SummarySection medications;
    QString vitalsTitle;
    QStringList vitalsHeadings;
    QList<SummaryVital> vitals;
    QString noVitals;
    SummarySection results;
    SummarySection notes;
    QString confidential;
};

struct SummaryOrigin
{
    QString clinic;
    Member printedBy;
    QDateTime printedAt;
};

[[nodiscard]] SummaryContent summaryOf(const Chart& chart, const SummaryOrigin& origin);

// Draws the page into 595 by 842 units (an A4 page in points) at the painter's origin.
void paintSummary(QPainter& painter, const SummaryContent& content);

// Writes an A4 PDF; nothing is left at the path where it fails. May be called from any thread.
[[nodiscard]] base::Status saveSummaryPdf(const SummaryContent& content, const QString& path);

} // namespace twinward::record
