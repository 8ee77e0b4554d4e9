#pragma once

// The one place that includes QCustomPlot: its header uses Qt's foreach, which this house compiles without.

#ifndef foreach
#define foreach(variable, container) for (variable : container)
#include <qcustomplot.h>
#undef foreach
#else
#include <qcustomplot.h>
#endif
