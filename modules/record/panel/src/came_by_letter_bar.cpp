#include "came_by_letter_bar_p.h"

#include "text_p.h"
#include "workbench/format.h"
#include "workbench/theme.h"
#include "workbench/when_done.h"
#include "workbench/widgets.h"

#include <algorithm>
#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QtConcurrent/QtConcurrentRun>
#include <QVBoxLayout>

namespace twinward::record {

using workbench::Theme;

namespace {

constexpr size_t askedAtMost = 50; // of those who came last: each is compared with every patient
const QString apartKey = QStringLiteral("record/two people");

} // namespace

CameByLetterBar::CameByLetterBar(workbench::Session& session, QWidget* parent)
    : QFrame(parent)
    , m_session(session)
    , m_words(new QLabel(this))
    , m_compare(new QPushButton(this))
    , m_two(new QPushButton(this))
{
    setObjectName(QStringLiteral("cameByLetter"));
    setProperty("house", QStringLiteral("bar"));
    m_words->setWordWrap(true);
    m_words->setTextFormat(Qt::PlainText);
    m_words->setObjectName(QStringLiteral("cameByLetterWords"));
    m_compare->setObjectName(QStringLiteral("compareTwo"));
    m_two->setObjectName(QStringLiteral("twoPeople"));
    workbench::setTone(m_words, workbench::Tone::Caution);
    const Theme& theme = Theme::instance();
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(theme.px(8));
    buttons->addWidget(m_compare);
    buttons->addWidget(m_two);
    buttons->addStretch();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8));
    layout->setSpacing(theme.px(8));
    layout->addWidget(m_words);
    layout->addLayout(buttons);
    connect(m_compare, &QPushButton::clicked, this, [this] {
        if (!m_cases.empty())
            emit compared(m_cases.front().candidate.patient, m_cases.front().came.patient);
    });
    connect(m_two, &QPushButton::clicked, this, &CameByLetterBar::keepApart);
    connect(&session, &workbench::Session::patientsChanged, this, &CameByLetterBar::look);
    connect(&session, &workbench::Session::rosterChanged, this, &CameByLetterBar::redraw);
    hide();
    look();
}

// One search at a time; what was registered meanwhile is looked for right after it.
void CameByLetterBar::look()
{
    m_again = m_looking;
    if (m_looking)
        return;
    m_looking = true;
    const auto asking = m_session.run([](ledger::Vault& vault) -> base::Result<Asked> {
        auto came = ledger::cameByLetter(vault);
        const auto apart = vault.getPrivate(apartKey);
        if (!came || !apart)
            return base::fail(!came ? came.error() : apart.error());
        if (came->size() > askedAtMost)
            came->resize(askedAtMost);
        return Asked{std::move(*came), QString::fromLatin1(*apart).split(u' ', Qt::SkipEmptyParts)};
    });
    workbench::whenDone(asking, this, [this](const base::Result<Asked>& asked) {
        if (asked)
            return weigh(*asked);
        m_looking = false; // an offer only: the list itself says what is wrong with the vault
        take({});
    });
}

void CameByLetterBar::weigh(const Asked& asked)
{
    m_apart = asked.apart;
    workbench::whenDone(QtConcurrent::run([asked, index = m_session.patients()] {
        Cases cases;
        for (const ledger::CameByLetter& came : asked.came) {
            for (DuplicateCandidate& candidate : ledger::whoTheyMayBe(came, *index)) {
                Case pair{came, std::move(candidate)};
                if (!asked.apart.contains(nameOf(pair)))
                    cases.push_back(std::move(pair));
            }
        }
        return cases;
    }),
        this, [this](const Cases& cases) {
            m_looking = false;
            take(cases);
            if (m_again)
                look();
        });
}

QString CameByLetterBar::nameOf(const Case& pair)
{
    return pair.came.patient.toString() + u'/' + pair.candidate.patient.toString();
}

void CameByLetterBar::take(Cases cases)
{
    m_cases = std::move(cases);
    redraw();
}

void CameByLetterBar::keepApart()
{
    if (m_cases.empty())
        return;
    m_apart << nameOf(m_cases.front());
    m_session.putPrivate(apartKey, m_apart.join(u' ').toLatin1());
    m_cases.erase(m_cases.begin());
    redraw();
}

void CameByLetterBar::redraw()
{
    m_compare->setText(tr("&Compare and merge…"));
    m_two->setText(tr("They are &two people"));
    setAccessibleName(tr("Came by letter, and may be here already"));
    const auto index = m_session.patients();
    const PatientRow* came = m_cases.empty() ? nullptr : index->find(m_cases.front().came.patient);
    const PatientRow* here = m_cases.empty() ? nullptr : index->find(m_cases.front().candidate.patient);
    setVisible(came != nullptr && here != nullptr);
    if (came == nullptr || here == nullptr)
        return;
    QStringList reasons;
    for (const QString& reason : m_cases.front().candidate.reasons)
        reasons << text::duplicateReason(reason);
    QStringList facts{
        workbench::formatName(here->details), text::born(here->details), text::mainIdentifier(here->details)};
    facts.removeAll(QString());
    const QString comma = tr(", ", "between the items of a list");
    QString words = tr("%1 came from %2 and may be the same person as %3, who is here already. Because: %4",
        "name, clinic, name with birth date, reasons")
                        .arg(workbench::formatName(came->details), m_cases.front().came.clinicName,
                            facts.join(comma), reasons.join(comma));
    const bool may = m_session.mayI(MergedInto{});
    QStringList sentences{words};
    if (m_cases.size() > 1)
        sentences << tr("%n more after this.", nullptr, static_cast<int>(m_cases.size()) - 1);
    if (!may)
        sentences << tr("A physician or an administrator can merge the two.");
    m_words->setText(sentences.join(u'\n'));
    m_compare->setVisible(may);
}

void CameByLetterBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        redraw();
    QFrame::changeEvent(event);
}

} // namespace twinward::record
