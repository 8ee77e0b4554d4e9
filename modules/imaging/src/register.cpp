#include "imaging/measure.h"
#include "imaging/vec.h"
#include "register_p.h"
#include "voxels_p.h"

#include <algorithm>

namespace twinward::imaging {

namespace {

using base::ErrorCode;
using Parameters = std::array<double, 6>; // degrees about x, y, z; mm along them

constexpr int levelCount = 3;
constexpr std::array<size_t, levelCount> sampleCounts{40000, 60000, 90000};
constexpr quint64 progressPerLevel = 100;
// Own thresholds, from what known moves of the CT and MR of the tests give; the information is that of 32
// bins.
constexpr double goodCorrelation = 0.8;
constexpr double doubtfulCorrelation = 0.5;
constexpr double goodInformation = 1.12;
constexpr double doubtfulInformation = 1.04;
constexpr double littleOverlap = 0.3;

struct Level
{
    CoarseVolume fixed;
    CoarseVolume moving;
    Samples samples;
};

Vec3 middleOf(const Grid& grid)
{
    return toPatient(grid, {(grid.size[0] - 1) / 2.0, (grid.size[1] - 1) / 2.0, (grid.size[2] - 1) / 2.0});
}

// The middle of what is brighter than the darkest.
Vec3 weightedMiddle(const CoarseVolume& volume)
{
    const auto [low, high] = std::minmax_element(volume.values.begin(), volume.values.end());
    const double threshold = *low + (*high - *low) * 0.2;
    Vec3 sum{};
    double count = 0;
    size_t at = 0;
    for (int k = 0; k < volume.grid.size[2]; ++k) {
        for (int j = 0; j < volume.grid.size[1]; ++j) {
            for (int i = 0; i < volume.grid.size[0]; ++i) {
                if (volume.values[at++] < threshold)
                    continue;
                sum = plus(sum, {double(i), double(j), double(k)});
                count += 1;
            }
        }
    }
    return count > 0 ? toPatient(volume.grid, times(sum, 1 / count)) : middleOf(volume.grid);
}

// Looks for the least cost by trying a step along each parameter, going on where it helped, and halving the
// steps where nothing does (Hooke and Jeeves 1961).
class Search
{
public:
    Search(const Matcher& matcher, const Matrix4& start, const Vec3& centre, const Stage& stage)
        : m_matcher(matcher)
        , m_start(start)
        , m_centre(centre)
        , m_stage(stage)
    { }

    // Steps in mm; turns move a point 100 mm away as far. False: cancelled.
    bool run(double firstStep, double lastStep)
    {
        m_cost = costAt(m_best);
        double step = firstStep;
        for (quint64 round = 0; step >= lastStep && round < progressPerLevel; ++round) {
            if (m_stage.progress && !m_stage.progress({m_stage.before + round, m_stage.total}))
                return false;
            const Parameters before = m_best;
            if (!explore(step)) {
                step /= 2;
                continue;
            }
            followOn(before);
        }
        return true;
    }
    [[nodiscard]] Matrix4 transform() const { return transformOf(m_best); }
    [[nodiscard]] double cost() const { return m_cost; }

private:
    [[nodiscard]] Matrix4 transformOf(const Parameters& p) const
    {
        return multiplied(m_start, rigid({p[0], p[1], p[2]}, {p[3], p[4], p[5]}, m_centre));
    }
    [[nodiscard]] double costAt(const Parameters& p) const { return m_matcher.match(transformOf(p)).cost; }

    bool explore(double step)
    {
        constexpr double degreesPerMm = 180 / 3.14159265358979 / 100;
        bool better = false;
        for (size_t i = 0; i < m_best.size(); ++i) {
            for (const double sign : {1.0, -1.0}) {
                Parameters tried = m_best;
                tried[i] += sign * step * (i < 3 ? degreesPerMm : 1);
                const double cost = costAt(tried);
                if (cost < m_cost) {
                    m_cost = cost;
                    m_best = tried;
                    better = true;
                    break;
                }
            }
        }
        return better;
    }

    // As far again in the direction that helped.
    void followOn(const Parameters& before)
    {
        Parameters further{};
        for (size_t i = 0; i < further.size(); ++i)
            further[i] = 2 * m_best[i] - before[i];
        const double cost = costAt(further);
        if (cost < m_cost) {
            m_cost = cost;
            m_best = further;
        }
    }

    const Matcher& m_matcher;
    Matrix4 m_start;
    Vec3 m_centre;
    Stage m_stage;
    Parameters m_best{};
    double m_cost = 0;
};

class Registrar
{
public:
    Registrar(const RegistrationOptions& options, const ledger::ProgressFn& progress)
        : m_options(options)
        , m_progress(progress)
    { }

    // False: cancelled.
    bool prepare(const Volume& fixed, const Volume& moving)
    {
        auto one = coarsened(fixed, m_options.finestMm, {m_progress, 0, total() * 100});
        auto other
            = one ? coarsened(moving, m_options.finestMm, {m_progress, 0, total() * 100}) : std::nullopt;
        if (!other)
            return false;
        m_levels[levelCount - 1] = {std::move(*one), std::move(*other), {}};
        for (size_t level = levelCount - 1; level > 0; --level)
            m_levels[level - 1] = {halved(m_levels[level].fixed), halved(m_levels[level].moving), {}};
        for (size_t level = 0; level < levelCount; ++level)
            m_levels[level].samples = samplesOf(m_levels[level].fixed, sampleCounts[level], 1);
        m_centre = middleOf(m_levels[0].fixed.grid);
        return true;
    }

    base::Result<Registration> run()
    {
        const Matrix4 given = invertedRigid(m_options.start);
        auto found = firstOf(startsFrom(given));
        if (!found)
            return cancelled();
        for (size_t level = 1; level < levelCount; ++level) {
            found = refined(level, m_levels[level].samples, *found);
            if (!found)
                return cancelled();
        }
        const auto check = halvesDisagree(*found);
        if (!check)
            return cancelled();
        return judged(given, *found, *check);
    }

private:
    static constexpr quint64 total() { return progressPerLevel * (levelCount + 2 + 2); }

    [[nodiscard]] std::vector<Matrix4> startsFrom(const Matrix4& given) const
    {
        const auto shifted = [](const Vec3& from, const Vec3& to) {
            return rigid({0, 0, 0}, minus(to, from), {0, 0, 0});
        };
        return {given, shifted(m_centre, middleOf(m_levels[0].moving.grid)),
            shifted(weightedMiddle(m_levels[0].fixed), weightedMiddle(m_levels[0].moving))};
    }

    // The best of several starts at the coarsest level.
    std::optional<Matrix4> firstOf(const std::vector<Matrix4>& starts)
    {
        const Level& level = m_levels[0];
        const Matcher matcher(level.samples, level.moving, m_options.similarity);
        const double spacing = level.fixed.grid.spacing[0];
        std::optional<Matrix4> best;
        double least = 0;
        for (const Matrix4& start : starts) {
            Search search(matcher, start, m_centre, nextStage());
            if (!search.run(spacing * 2, spacing / 8))
                return std::nullopt;
            if (!best || search.cost() < least) {
                best = search.transform();
                least = search.cost();
            }
        }
        return best;
    }

    std::optional<Matrix4> refined(size_t level, const Samples& samples, const Matrix4& start)
    {
        const Matcher matcher(samples, m_levels[level].moving, m_options.similarity);
        const double spacing = m_levels[level].fixed.grid.spacing[0];
        Search search(matcher, start, m_centre, nextStage());
        // Finer than the next level can tell is lost time.
        if (!search.run(spacing, level + 1 == levelCount ? spacing / 24 : spacing / 6))
            return std::nullopt;
        return search.transform();
    }

    // Matches by two other sets of voxels, half as many each, from a place a little off.
    std::optional<double> halvesDisagree(const Matrix4& found)
    {
        const Level& level = m_levels[levelCount - 1];
        std::array<Matrix4, 2> halves{};
        for (size_t half = 0; half < 2; ++half) {
            const double off = half == 0 ? 1 : -1;
            const Matrix4 start
                = multiplied(found, rigid({off, -off, off}, {2 * off, -2 * off, 2 * off}, m_centre));
            const Samples samples
                = samplesOf(level.fixed, sampleCounts[levelCount - 1] / 2, static_cast<quint32>(half) + 2);
            const auto made = refined(levelCount - 1, samples, start);
            if (!made)
                return std::nullopt;
            halves[half] = *made;
        }
        double worst = 0;
        const Grid& grid = level.fixed.grid;
        for (int corner = 0; corner < 8; ++corner) {
            const Vec3 voxel{(corner & 1) * (grid.size[0] - 1.0), (corner >> 1 & 1) * (grid.size[1] - 1.0),
                (corner >> 2 & 1) * (grid.size[2] - 1.0)};
            const Vec3 point = toPatient(grid, voxel);
            worst = std::max(worst, distanceMm(applied(halves[0], point), applied(halves[1], point)));
        }
        return worst;
    }

    [[nodiscard]] Registration judged(const Matrix4& given, const Matrix4& found, double disagreement) const
    {
        const Level& level = m_levels[levelCount - 1];
        const Matcher matcher(level.samples, level.moving, m_options.similarity);
        const Match match = matcher.match(found);
        Registration made;
        made.movingToFixed = invertedRigid(found);
        made.disagreementMm = disagreement;
        made.correlation = match.correlation;
        made.information = match.information;
        made.startInformation = matcher.match(given).information;
        made.overlap = std::min(1.0, match.overlap * volumeRatio());
        const bool alike = m_options.similarity == Similarity::SquaredDifferences;
        const double value = alike ? match.correlation : match.information;
        const double good = alike ? goodCorrelation : goodInformation;
        const double doubtful = alike ? doubtfulCorrelation : doubtfulInformation;
        if (value < doubtful)
            made.why = QStringLiteral("The images hardly resemble each other anywhere");
        else if (disagreement > 4 * m_options.finestMm)
            made.why = QStringLiteral("Parts of the images give different results");
        else if (value < good)
            made.why = QStringLiteral("The images resemble each other only in part");
        else if (made.overlap < littleOverlap)
            made.why = QStringLiteral("The images have little of the body in common");
        made.quality = made.why.isEmpty() ? RegistrationQuality::Good
            : value < doubtful            ? RegistrationQuality::Failed
                                          : RegistrationQuality::Doubtful;
        return made;
    }

    // How much larger the fixed volume is than the smaller of the two.
    [[nodiscard]] double volumeRatio() const
    {
        const auto volumeOf = [](const Grid& grid) {
            return grid.size[0] * grid.spacing[0] * grid.size[1] * grid.spacing[1] * grid.size[2]
                * grid.spacing[2];
        };
        const double fixed = volumeOf(m_levels[0].fixed.grid);
        return fixed / std::min(fixed, volumeOf(m_levels[0].moving.grid));
    }

    Stage nextStage() { return {m_progress, progressPerLevel * m_stage++, total()}; }

    const RegistrationOptions& m_options;
    const ledger::ProgressFn& m_progress;
    std::array<Level, levelCount> m_levels;
    Vec3 m_centre{};
    quint64 m_stage = 0;
};

base::Status checkVolume(const Volume& volume)
{
    if (const auto fine = checkGrey(volume, 0, volume.grid.size[2] - 1); !fine)
        return fine;
    if (volume.grid.size[2] < 2)
        return base::fail(ErrorCode::InvalidInput, QStringLiteral("A single image can't be matched"));
    return {};
}

bool isFlat(const CoarseVolume& volume)
{
    const auto [low, high] = std::minmax_element(volume.values.begin(), volume.values.end());
    return *low == *high;
}

} // namespace

base::Result<Registration> registerRigid(const Volume& fixed, const Volume& moving,
    const RegistrationOptions& options, const ledger::ProgressFn& progress)
{
    for (const Volume* volume : {&fixed, &moving}) {
        if (const auto fine = checkVolume(*volume); !fine)
            return base::fail(fine.error());
        const auto whole = coarsened(*volume, 16, {progress, 0, 100000});
        if (!whole)
            return cancelled();
        if (isFlat(*whole))
            return base::fail(
                ErrorCode::InvalidInput, QStringLiteral("There is nothing to see in the images"));
    }
    Registrar registrar(options, progress);
    if (!registrar.prepare(fixed, moving))
        return cancelled();
    return registrar.run();
}

} // namespace twinward::imaging
