#pragma once

// Whose images these are, decided by a person: what is written in them beside who it may be, with every
// difference said in words before anything is filed.

#include "imaging/import.h"
#include "workbench/session.h"

#include <functional>
#include <QDialog>

class QLabel;
class QPushButton;

namespace twinward::record {
class IdentityCheck;
class PatientChooser;
} // namespace twinward::record

namespace twinward::imaging {

// What is to be matched, wherever it comes from.
struct Unmatched
{
    DicomPatient patient; // as written in the images
    QString what; // "CT Chest, 3 Nov 2026, 275 images", translated
    std::vector<PatientMatch> matches; // the likeliest first
};

class StudyMatchDialog : public QDialog
{
    Q_OBJECT

public:
    using Decided = std::function<void(const FilingDecision&)>;
    // Opens it without blocking; it deletes itself. decided() is called if the person files the study.
    static StudyMatchDialog* match(
        workbench::Session& session, Unmatched study, Decided decided, QWidget* parent);

protected:
    void changeEvent(QEvent* event) override;

private:
    StudyMatchDialog(workbench::Session& session, Unmatched study, Decided decided, QWidget* parent);
    void layOut();
    void compare();
    void showWhetherItMayBeFiled();
    void fileUnder();
    void registerNew();
    void retranslate();
    [[nodiscard]] std::vector<PatientDifference> differing() const;

    Unmatched m_study;
    Decided m_decided;
    QLabel* m_who;
    QLabel* m_what;
    QLabel* m_whose;
    record::PatientChooser* m_chooser;
    record::IdentityCheck* m_check;
    QPushButton* m_file;
    QPushButton* m_register;
    QPushButton* m_later;
};

} // namespace twinward::imaging
