#pragma once

// The chain of Pan and Tompkins (1985), fig. 1, for any sampling rate: band-pass 5 to 15 Hz, slope, square,
// moving mean over 150 ms. The paper's integer filters are for 200 Hz; second-order Butterworth sections
// stand in for them.

#include <deque>

namespace twinward::vitals {

// A second-order section, direct form II transposed.
class Biquad
{
public:
    [[nodiscard]] static Biquad lowPass(double cornerHz, double samplesPerSecond);
    [[nodiscard]] static Biquad highPass(double cornerHz, double samplesPerSecond);
    double next(double input);
    // As if `input` had stood there for ever.
    void settle(double input);

private:
    double m_b0 = 0, m_b1 = 0, m_b2 = 0, m_a1 = 0, m_a2 = 0;
    double m_s1 = 0, m_s2 = 0;
};

class QrsFilter
{
public:
    explicit QrsFilter(double samplesPerSecond);

    struct Output
    {
        double filtered = 0; // band-passed
        double slope = 0;
        double energy = 0; // the moving mean of the squared slope
    };
    Output next(double sample);
    void reset();

    // How far the filtered signal and the energy lag behind the heart.
    [[nodiscard]] int filterDelay() const { return m_filterDelay; }
    [[nodiscard]] int energyWidth() const { return m_width; }

private:
    Biquad m_high;
    Biquad m_low;
    int m_width;
    int m_filterDelay;
    int m_step; // samples between the two ends of a slope
    bool m_settled = false;
    std::deque<double> m_recent; // filtered
    std::deque<double> m_squares;
    double m_sum = 0;
};

} // namespace twinward::vitals
