// twinctl headset: what there is to put on, and what stands in the way.

#include "command.h"

#include "headset/runtime.h"

#include <CLI/CLI.hpp>

namespace twinward::ctl {

namespace {

using headset::RuntimeReport;

Json names(const QStringList& list)
{
    Json all = Json::array();
    for (const QString& name : list)
        all.push_back(utf8(name));
    return all;
}

Json size(QSize pixels)
{
    return Json{{"width", pixels.width()}, {"height", pixels.height()}};
}

Json json(const RuntimeReport& report)
{
    Json views = Json::array();
    for (const auto& view : report.views)
        views.push_back({{"recommended", size(view.recommended)}, {"largest", size(view.largest)}});
    Json troubles = Json::array();
    for (const auto& trouble : report.troubles)
        troubles.push_back(
            {{"error", utf8(trouble.what)}, {"where", utf8(trouble.where)}, {"todo", utf8(trouble.todo)}});
    return {{"ready", report.troubles.empty()}, {"manifest", utf8(report.manifest)},
        {"runtime", utf8(report.runtime)}, {"version", utf8(report.version)},
        {"headset", utf8(report.headset)}, {"views", views}, {"mostLayers", report.mostLayers},
        {"blendModes", names(report.blendModes)}, {"spaces", names(report.spaces)},
        {"refreshHz", report.refreshHz}, {"opengl", utf8(report.opengl)}, {"renderer", utf8(report.renderer)},
        {"formats", names(report.formats)}, {"capabilities", names(headset::describe(report.capabilities))},
        {"extensions", names(report.extensions)}, {"troubles", troubles}};
}

QString shown(QSize pixels)
{
    return QStringLiteral("%1x%2").arg(pixels.width()).arg(pixels.height());
}

void printReport(const RuntimeReport& report)
{
    std::vector<QStringList> rows;
    const auto row = [&](const QString& name, const QString& value) {
        if (!value.isEmpty())
            rows.push_back({name, value});
    };
    const QString comma = QStringLiteral(", ");
    row(QStringLiteral("Runtime"), (report.runtime + u' ' + report.version).trimmed());
    row(QStringLiteral("Chosen by"), report.manifest);
    row(QStringLiteral("Headset"), report.headset);
    QStringList eyes;
    for (const auto& view : report.views)
        eyes.append(QStringLiteral("%1 (at most %2)").arg(shown(view.recommended), shown(view.largest)));
    row(QStringLiteral("Picture for each eye"), eyes.join(comma));
    QStringList rates;
    for (const float rate : report.refreshHz)
        rates.append(QStringLiteral("%1 Hz").arg(rate));
    row(QStringLiteral("Refresh rates"), rates.join(comma));
    row(QStringLiteral("Blending"), report.blendModes.join(comma));
    row(QStringLiteral("Spaces"), report.spaces.join(comma));
    row(QStringLiteral("Layers"), report.mostLayers > 0 ? QString::number(report.mostLayers) : QString());
    row(QStringLiteral("OpenGL it takes"), report.opengl);
    row(QStringLiteral("Drawn by"), report.renderer);
    row(QStringLiteral("Formats"), report.formats.join(comma));
    row(QStringLiteral("Offers"), headset::describe(report.capabilities).join(comma));
    row(QStringLiteral("Extensions"), report.extensions.join(u' '));
    if (!rows.empty())
        printTable({QStringLiteral("What"), QStringLiteral("Value")}, rows);
}

Exit probe(const Invocation& invocation)
{
    const RuntimeReport report = headset::probe();
    if (invocation.json)
        print(json(report));
    else
        printReport(report);
    if (report.troubles.empty()) {
        if (!invocation.json)
            print(QStringLiteral("Ready: the workstation's headset button starts a session."));
        return Exit::Done;
    }
    if (!invocation.json)
        complain(report.troubles.front(), invocation);
    return Exit::Failed;
}

} // namespace

void addHeadset(CLI::App& app, Invocation& invocation)
{
    auto* command = app.add_subcommand("headset", "The headset, and what its runtime offers");
    command->require_subcommand(1);
    auto* probing = command->add_subcommand("probe", "Whether a session can start, and what it would find");
    probing->callback([&invocation] { invocation.run = [&invocation] { return probe(invocation); }; });
}

} // namespace twinward::ctl
