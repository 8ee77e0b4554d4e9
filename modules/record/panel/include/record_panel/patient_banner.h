#pragma once

// Whose chart is open, across the top of the window: name, age and birth date, sex, identifier, allergies,
// what needs settling, and where the record is saved. The first thing to read before anything is given or
// written.

#include "workbench/panel.h"

#include <map>
#include <QFrame>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace twinward::workbench {
class ElidedLabel;
}

namespace twinward::record {

class WarningMark;

struct BannerAlert
{
    enum class Level { Caution, Danger };
    QString text; // translated, short: "NEWS2 7, 20 min ago"
    Level level = Level::Caution;
};

class PatientBanner : public QFrame
{
    Q_OBJECT

public:
    explicit PatientBanner(workbench::Workspace& workspace, QWidget* parent = nullptr);

    // One alert a source ("news2"), shown until it is cleared or another patient is opened.
    void setAlert(const QString& source, const BannerAlert& alert);
    void clearAlert(const QString& source);

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void restyle();
    void refresh();
    void showIdentity();
    void showAllergies();
    void showAlerts();
    void showFailure();
    void settleFirstConflict();
    void showNotAuthorised();

    workbench::Session& m_session;
    workbench::PatientContext& m_context;
    std::map<QString, BannerAlert> m_alerts;
    std::optional<base::Error> m_failure; // what could not be kept

    workbench::ElidedLabel* m_name = nullptr;
    QLabel* m_age = nullptr;
    workbench::ElidedLabel* m_details = nullptr;
    QWidget* m_allergyBlock = nullptr;
    QLabel* m_allergyTitle = nullptr;
    WarningMark* m_allergyMark = nullptr;
    workbench::ElidedLabel* m_allergies = nullptr;
    QWidget* m_alertBlock = nullptr;
    workbench::ElidedLabel* m_alertText = nullptr;
    QPushButton* m_conflicts = nullptr;
    QPushButton* m_notAuthorised = nullptr;
    QLabel* m_unsaved = nullptr;
};

} // namespace twinward::record
