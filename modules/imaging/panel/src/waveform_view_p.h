#pragma once

// A recorded ECG as it is read on paper: leads one under the other on millimetre squares, 25 mm/s and
// 10 mm/mV at 100 % zoom of a 96 dpi screen.

#include "imaging/waveform.h"

#include <QScrollArea>

namespace twinward::imaging {

class WaveformView : public QScrollArea
{
    Q_OBJECT

public:
    explicit WaveformView(QWidget* parent = nullptr);
    void setWaveform(const WaveformObject& waveform);
    [[nodiscard]] int leads() const;

private:
    class Paper;
    Paper* m_paper;
};

} // namespace twinward::imaging
