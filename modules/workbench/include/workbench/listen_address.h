#pragma once

// Who may reach a service of this computer: programs on it alone, one of its networks, or all of them.

#include <QComboBox>

namespace twinward::workbench {

class ListenAddress : public QComboBox
{
    Q_OBJECT

public:
    explicit ListenAddress(QWidget* parent = nullptr);
    void setAddress(
        const QString& address); // one that this computer does not have now is listed all the same
    [[nodiscard]] QString address() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
};

} // namespace twinward::workbench
