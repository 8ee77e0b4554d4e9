// The header's moc output needs a home; Panel has no other code.
#include "workbench/panel.h"
