#pragma once

// A clinic's name and the fingerprint of its keys, as two people read them to each other.

#include <QLabel>
#include <QWidget>

namespace twinward::sync {

class CardView : public QWidget
{
    Q_OBJECT

public:
    explicit CardView(const char* name, QWidget* parent = nullptr);
    // whose: "Fingerprint of the other clinic", for who sees it and who hears it.
    void show(const QString& clinic, const QString& whose, const QString& fingerprint);

private:
    QLabel* m_name;
    QLabel* m_whose;
    QLabel* m_fingerprint;
};

} // namespace twinward::sync
