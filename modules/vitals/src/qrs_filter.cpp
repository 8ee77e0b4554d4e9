#include "qrs_filter_p.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace twinward::vitals {

namespace {

constexpr double highPassHz = 5;
constexpr double lowPassHz = 15;
constexpr double energySeconds = 0.150;
constexpr double slopeSeconds
    = 0.010; // the paper's derivative spans four samples at 200 Hz; half of that lags

} // namespace

// Robert Bristow-Johnson's audio EQ cookbook, Q = 1/sqrt(2): Butterworth.
Biquad Biquad::lowPass(double cornerHz, double samplesPerSecond)
{
    const double w = 2 * std::numbers::pi * cornerHz / samplesPerSecond;
    const double alpha = std::sin(w) / std::numbers::sqrt2;
    const double a0 = 1 + alpha;
    Biquad section;
    section.m_b0 = (1 - std::cos(w)) / 2 / a0;
    section.m_b1 = 2 * section.m_b0;
    section.m_b2 = section.m_b0;
    section.m_a1 = -2 * std::cos(w) / a0;
    section.m_a2 = (1 - alpha) / a0;
    return section;
}

Biquad Biquad::highPass(double cornerHz, double samplesPerSecond)
{
    Biquad section = lowPass(cornerHz, samplesPerSecond);
    const double w = 2 * std::numbers::pi * cornerHz / samplesPerSecond;
    section.m_b0 = (1 + std::cos(w)) / 2 / (1 + std::sin(w) / std::numbers::sqrt2);
    section.m_b1 = -2 * section.m_b0;
    section.m_b2 = section.m_b0;
    return section;
}

double Biquad::next(double input)
{
    const double output = m_b0 * input + m_s1;
    m_s1 = m_b1 * input - m_a1 * output + m_s2;
    m_s2 = m_b2 * input - m_a2 * output;
    return output;
}

void Biquad::settle(double input)
{
    const double output = input * (m_b0 + m_b1 + m_b2) / (1 + m_a1 + m_a2);
    m_s2 = m_b2 * input - m_a2 * output;
    m_s1 = m_b1 * input - m_a1 * output + m_s2;
}

QrsFilter::QrsFilter(double samplesPerSecond)
    : m_high(Biquad::highPass(highPassHz, samplesPerSecond))
    , m_low(Biquad::lowPass(lowPassHz, samplesPerSecond))
    , m_width(std::max(1, static_cast<int>(std::lround(energySeconds * samplesPerSecond))))
    // The group delay of a second-order Butterworth low-pass well below its corner: sqrt(2) / (2 pi corner).
    , m_filterDelay(static_cast<int>(
          std::lround(samplesPerSecond * std::numbers::sqrt2 / (2 * std::numbers::pi * lowPassHz))))
    , m_step(std::max(1, static_cast<int>(std::lround(2 * slopeSeconds * samplesPerSecond))))
{ }

QrsFilter::Output QrsFilter::next(double sample)
{
    if (!m_settled) {
        m_high.settle(sample);
        m_low.settle(0);
        m_settled = true;
    }
    Output output;
    output.filtered = m_low.next(m_high.next(sample));
    m_recent.push_back(output.filtered);
    if (m_recent.size() > static_cast<size_t>(m_step) + 1)
        m_recent.pop_front();
    output.slope = m_recent.back() - m_recent.front();
    const double square = output.slope * output.slope;
    m_squares.push_back(square);
    m_sum += square;
    if (m_squares.size() > static_cast<size_t>(m_width)) {
        m_sum -= m_squares.front();
        m_squares.pop_front();
    }
    output.energy = std::max(0.0, m_sum) / m_width;
    return output;
}

void QrsFilter::reset()
{
    m_settled = false;
    m_recent.clear();
    m_squares.clear();
    m_sum = 0;
}

} // namespace twinward::vitals
