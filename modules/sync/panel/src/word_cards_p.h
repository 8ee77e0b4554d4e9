#pragma once

// The six words that two people compare, one beside the other's screen: large, numbered, in the order in
// which they are read out.

#include <QStringList>
#include <QWidget>

class QGridLayout;
class QLabel;

namespace twinward::sync {

class WordCards : public QWidget
{
    Q_OBJECT

public:
    explicit WordCards(QWidget* parent = nullptr);
    void setWords(const QStringList& words);
    [[nodiscard]] QStringList words() const { return m_words; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    QStringList m_words;
    QGridLayout* m_grid;
    std::vector<QLabel*> m_cards;
};

} // namespace twinward::sync
