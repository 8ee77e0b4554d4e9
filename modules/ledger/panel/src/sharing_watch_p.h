#pragma once

// Says when something was written that concerns sharing: letters come in beside any chart that is open.

#include "workbench/session.h"

namespace twinward::ledger {

class SharingWatch : public QObject
{
    Q_OBJECT

public:
    // The session's own; lives as long.
    [[nodiscard]] static SharingWatch& of(workbench::Session& session);

signals:
    void changed();

private:
    explicit SharingWatch(workbench::Session& session);
};

} // namespace twinward::ledger
