#pragma once

// What differs between the person something names and the patient it is to be filed under, in sentences, and
// the box that says that a person has checked it. Nothing is filed over a difference without it.

#include <QWidget>

class QCheckBox;
class QLabel;

namespace twinward::record {

class IdentityCheck : public QWidget
{
    Q_OBJECT

public:
    explicit IdentityCheck(
        const QString& name, QWidget* parent = nullptr); // of its parts: nameDiffers, nameChecked

    void setDifferences(const QStringList& sentences); // begins anew, unchecked
    [[nodiscard]] bool isSettled() const; // nothing differs, or a person has checked it
    void focusCheck();

signals:
    void settledChanged();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    QLabel* m_differs;
    QCheckBox* m_checked;
};

} // namespace twinward::record
