#include "new_passphrase_p.h"

#include "workbench/widgets.h"

#include <algorithm>
#include <array>
#include <QEvent>
#include <QFormLayout>
#include <QProgressBar>

namespace twinward::ledger {

using workbench::Tone;

namespace {

// Where "strong" stands: 100 years at guessesPerSecond, about 46 bits; the meter is full at 64.
constexpr double fullBits = 64;

} // namespace

NewPassphrase::NewPassphrase(QWidget* parent)
    : QWidget(parent)
    , m_first(new PassphraseField)
    , m_again(new PassphraseField)
    , m_meter(new QProgressBar)
    , m_firstLabel(new QLabel)
    , m_againLabel(new QLabel)
    , m_verdict(new QLabel)
    , m_match(new QLabel)
{
    m_meter->setTextVisible(false);
    m_meter->setRange(0, static_cast<int>(fullBits));
    for (QLabel* label : {m_verdict, m_match})
        label->setWordWrap(true);
    m_firstLabel->setBuddy(m_first);
    m_againLabel->setBuddy(m_again);
    auto* form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(m_firstLabel, m_first);
    form->addRow(QString(), m_meter);
    form->addRow(QString(), m_verdict);
    form->addRow(m_againLabel, m_again);
    form->addRow(QString(), m_match);
    for (PassphraseField* field : {m_first, m_again})
        connect(field, &QLineEdit::textChanged, this, &NewPassphrase::judge);
    connect(m_first, &QLineEdit::returnPressed, m_again, qOverload<>(&QWidget::setFocus));
    connect(m_again, &QLineEdit::returnPressed, this, &NewPassphrase::submitted);
    setFocusProxy(m_first);
    retranslate();
}

void NewPassphrase::setKnownWords(const QStringList& words)
{
    m_known = words;
    judge();
}

bool NewPassphrase::isAcceptable() const
{
    return m_estimate.strength != Strength::Refused && sameText(*m_first, *m_again);
}

void NewPassphrase::wipe()
{
    m_first->wipe();
    m_again->wipe();
}

static QString timeInWords(double seconds)
{
    constexpr double year = 365.25 * 86400;
    if (seconds < 60)
        return NewPassphrase::tr("less than a minute");
    if (seconds < 3600)
        return NewPassphrase::tr("%n minute(s)", nullptr, static_cast<int>(seconds / 60));
    if (seconds < 86400)
        return NewPassphrase::tr("%n hour(s)", nullptr, static_cast<int>(seconds / 3600));
    if (seconds < year)
        return NewPassphrase::tr("%n day(s)", nullptr, static_cast<int>(seconds / 86400));
    if (seconds < 1000 * year)
        return NewPassphrase::tr("%n year(s)", nullptr, static_cast<int>(seconds / year));
    return NewPassphrase::tr("more than a thousand years");
}

static QString verdictOn(const StrengthEstimate& estimate)
{
    const QString time = timeInWords(estimate.seconds);
    switch (estimate.strength) {
    case Strength::Refused:
        return NewPassphrase::tr(
            "Too weak to use: a thief with a computing centre guesses it in %1. Add a word or two.")
            .arg(time);
    case Strength::Weak:
        return NewPassphrase::tr("Weak: a thief with a computing centre guesses it in %1.").arg(time);
    case Strength::Fair:
        return NewPassphrase::tr("Fair: a thief with a computing centre needs %1.").arg(time);
    case Strength::Strong:
        break;
    }
    return NewPassphrase::tr("Strong: a thief with a computing centre needs %1.").arg(time);
}

void NewPassphrase::judge()
{
    m_estimate = estimateStrength(m_first->text(), m_known);
    m_meter->setValue(static_cast<int>(std::min(m_estimate.bits, fullBits)));
    static constexpr std::array<Tone, 4> tones = {Tone::Danger, Tone::Caution, Tone::Plain, Tone::Good};
    if (m_first->text().isEmpty()) {
        m_verdict->setText(tr("Four or more words that have nothing to do with each other are easy to keep "
                              "and hard to guess."));
        workbench::setTone(m_verdict, Tone::Secondary);
    } else {
        m_verdict->setText(verdictOn(m_estimate));
        workbench::setTone(m_verdict, tones[static_cast<size_t>(m_estimate.strength)]);
    }
    m_meter->setAccessibleName(m_verdict->text());
    const bool unlike = !m_again->text().isEmpty() && !sameText(*m_first, *m_again);
    m_match->setText(unlike ? tr("Not the same as above yet.") : QString());
    m_match->setVisible(unlike);
    workbench::setTone(m_match, Tone::Caution);
    emit changed();
}

void NewPassphrase::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void NewPassphrase::retranslate()
{
    m_firstLabel->setText(tr("&New passphrase"));
    m_againLabel->setText(tr("The same &again"));
    m_first->setAccessibleName(tr("New passphrase"));
    m_again->setAccessibleName(tr("The same passphrase again"));
    judge();
}

} // namespace twinward::ledger
