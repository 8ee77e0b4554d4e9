#pragma once

// Which unit each sign is typed and shown in: the user's own choice, remembered under their key and shared by
// every panel of the session.

#include "vitals/vital_sign.h"
#include "workbench/session.h"

#include <array>

namespace twinward::vitals {

class Units : public QObject
{
    Q_OBJECT

public:
    [[nodiscard]] static Units& of(workbench::Session& session); // lives as long as the session
    // The same choices for one form of its own: what is switched there is neither remembered nor seen
    // elsewhere.
    [[nodiscard]] static Units* apart(const Units& like, QObject* parent);

    [[nodiscard]] QString unit(Sign sign) const; // UCUM, one of the sign's entryUnits
    void setUnit(Sign sign, const QString& ucum);
    // The one after it in the sign's entryUnits, round and round.
    [[nodiscard]] QString next(Sign sign) const;

signals:
    void changed();

private:
    explicit Units(workbench::Session& session);
    Units(const Units& like, QObject* parent);
    void store();
    void take(const QByteArray& stored);

    workbench::Session* m_session = nullptr; // null: not remembered
    std::array<QString, signCount> m_units;
    bool m_chosen = false; // here, since it was begun
};

} // namespace twinward::vitals
