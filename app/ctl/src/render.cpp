// twinctl render: a study's planes and volume as a picture, with no window and no graphics card.

#include "find_study.h"

#include "imaging_view/plane_geometry.h"
#include "imaging_view/presets.h"
#include "imaging_view/scene_picture.h"

#include <algorithm>
#include <CLI/CLI.hpp>

namespace twinward::ctl {

using base::ErrorCode;

namespace {

struct RenderOptions
{
    std::string study;
    std::string patient; // empty: whoever has the study
    std::string series;
    std::string output;
    std::string view = "all";
    std::string preset;
    std::string window; // centre/width
    int slice = 0; // from 1; 0: the middle
    int size = 1024;
};

struct Found
{
    record::PatientId patient;
    imaging::Series series;
};

// Of the study, the series that was asked for, else the one with the most images.
base::Result<Found> find(const ledger::Vault& vault, const RenderOptions& given)
{
    const auto studies = findStudies(vault, given.patient, given.study);
    if (!studies)
        return base::fail(studies.error());
    const std::vector<imaging::Series>& series = studies->studies.front().series;
    const auto found = given.series.empty()
        ? std::ranges::max_element(series, {}, &imaging::Series::frames)
        : std::ranges::find(series, text(given.series), &imaging::Series::uid);
    if (found == series.end())
        return base::fail(
            ErrorCode::NotFound, QStringLiteral("The study has no such series"), text(given.series), {});
    return Found{studies->patient, *found};
}

base::Result<imaging::VolumePtr> read(const ledger::Vault& vault, const imaging::Series& series)
{
    const auto headers = imaging::readHeaders(vault, series);
    if (!headers)
        return base::fail(headers.error());
    const auto stacks = imaging::arrange(*headers);
    if (stacks.empty() || !stacks.front().grid) {
        const bool says = !stacks.empty() && !stacks.front().findings.empty();
        return base::fail(ErrorCode::Unsupported, QStringLiteral("The series makes no volume"),
            says ? stacks.front().findings.front().detail : series.uid, {});
    }
    auto volume = imaging::startVolume(*headers, stacks.front());
    if (!volume)
        return base::fail(volume.error());
    if ((*volume)->samples != 1)
        return base::fail(ErrorCode::Unsupported,
            QStringLiteral("The series is in colour: it makes no volume"), series.uid, {});
    const auto filled = imaging::fillVolume(vault, series, *headers, stacks.front(), **volume,
        (*volume)->grid.size[2] / 2, [](int) { return true; });
    if (!filled)
        return base::fail(filled.error());
    return imaging::VolumePtr(*volume);
}

base::Status arrange(imaging::ExamScene& scene, const imaging::Volume& volume, const RenderOptions& given)
{
    using Kind = imaging::PlaneView::Kind;
    static const std::map<std::string, Kind> kinds{
        {"axial", Kind::Axial}, {"sagittal", Kind::Sagittal}, {"coronal", Kind::Coronal}};
    if (const auto kind = kinds.find(given.view); kind != kinds.end()) {
        scene.layout = imaging::Layout::One;
        scene.planes = {imaging::hang(kind->second, volume.grid)};
    } else if (given.view == "volume") {
        scene.layout = imaging::Layout::One;
        scene.planes.clear();
    }
    if (given.slice > 0 && !scene.planes.empty()) {
        const auto slices = imaging::slicesOf(scene.planes.front(), volume.grid, scene.cursor);
        if (given.slice > slices.count)
            return base::fail(ErrorCode::InvalidInput, QStringLiteral("There are fewer slices than that"),
                QStringLiteral("--slice %1 of %2").arg(given.slice).arg(slices.count), {});
        scene.cursor = imaging::movedToSlice(slices, scene.cursor, given.slice - 1);
    }
    if (!given.window.empty()) {
        const QStringList parts = text(given.window).split(QLatin1Char('/'));
        imaging::Window& window = scene.layers.front().window;
        bool centre = false;
        bool width = false;
        window = {parts.value(0).toDouble(&centre), parts.value(1).toDouble(&width), {}};
        if (parts.size() != 2 || !centre || !width || window.width <= 0)
            return base::fail(ErrorCode::InvalidInput,
                QStringLiteral("A window is centre/width, like 40/400"),
                QStringLiteral("--window ") + text(given.window), {});
    }
    if (!given.preset.empty()) {
        const auto presets = imaging::volumePresets(volume.modality);
        const auto found = std::ranges::find(presets, text(given.preset), &imaging::VolumePreset::id);
        if (found == presets.end()) {
            QStringList names;
            for (const auto& preset : presets)
                names.append(preset.id);
            return base::fail(ErrorCode::InvalidInput, QStringLiteral("There is no such preset"),
                text(given.preset), QStringLiteral("Choose from: %1.").arg(names.join(QStringLiteral(", "))));
        }
        scene.volume
            = imaging::withPreset(scene.volume, *found, imaging::firstScene(volume).layers.front().window);
    }
    return {};
}

Exit render(const RenderOptions& given, const Invocation& invocation)
{
    auto vault = openVault(invocation);
    if (!vault)
        return failed(vault.error(), invocation);
    const auto found = find(**vault, given);
    if (!found)
        return failed(found.error(), invocation);
    const auto logged = logRead(**vault, invocation, record::AccessLogged::Action::Export, found->patient,
        QStringLiteral("a picture of study %1").arg(text(given.study)));
    if (!logged)
        return failed(logged.error(), invocation);
    const auto volume = read(**vault, found->series);
    if (!volume)
        return failed(volume.error(), invocation);
    imaging::ExamScene scene = imaging::firstScene(**volume);
    if (const auto arranged = arrange(scene, **volume, given); !arranged)
        return failed(arranged.error(), invocation);
    const auto picture = imaging::renderScene(scene, *volume, {given.size, given.size});
    if (!picture)
        return failed(picture.error(), invocation);
    if (!picture->save(text(given.output), "PNG"))
        return failed(
            base::Error{ErrorCode::Io, QStringLiteral("The picture can't be written"), text(given.output),
                QStringLiteral("Check the folder, its rights and the free space.")},
            invocation);
    if (invocation.json)
        print(Json{{"file", given.output}, {"series", utf8(found->series.uid)},
            {"slices", (*volume)->grid.size[2]}});
    else
        print(QStringLiteral("Written: %1. It is not encrypted: keep it safe.").arg(text(given.output)));
    return Exit::Done;
}

} // namespace

void addRender(CLI::App& app, Invocation& invocation)
{
    auto* command = app.add_subcommand("render", "A study's planes and volume as a picture");
    auto given = std::make_shared<RenderOptions>();
    command->add_option("study", given->study, "The study's UID")->type_name("STUDY")->required();
    command
        ->add_option("--patient", given->patient,
            "Whose it is; without it every chart is opened until one has the study: slow in a large clinic")
        ->type_name("ID");
    command->add_option("--series", given->series, "The series' UID; else the one with the most images")
        ->type_name("UID");
    command->add_option("-o,--output", given->output, "The picture, PNG")->type_name("FILE")->required();
    command->add_option("--view", given->view, "all, axial, sagittal, coronal or volume")
        ->check(CLI::IsMember({"all", "axial", "sagittal", "coronal", "volume"}));
    command->add_option("--slice", given->slice, "Of the one plane, from 1; else the middle")
        ->check(CLI::PositiveNumber);
    command->add_option("--window", given->window, "Of the planes: centre/width; else the series' own");
    command->add_option("--preset", given->preset, "Of the volume: ct-bone, ct-lung, mr-tissue ...");
    command->add_option("--size", given->size, "Width and height in pixels")->check(CLI::Range(64, 8192));
    command->callback([given, &invocation] {
        invocation.run = [given, &invocation] { return render(*given, invocation); };
    });
}

} // namespace twinward::ctl
