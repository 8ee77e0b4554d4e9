#include "command_palette_p.h"

#include "fuzzy_p.h"
#include "palette_delegate_p.h"
#include "workbench/format.h"
#include "workbench/panel.h"
#include "workbench/theme.h"

#include <algorithm>
#include <QApplication>
#include <QGraphicsDropShadowEffect>
#include <QKeyEvent>
#include <QListView>
#include <QVBoxLayout>

namespace twinward::workstation {

using workbench::Theme;

namespace {
constexpr size_t listed = 60;
constexpr size_t patientsListed = 8;
} // namespace

CommandPalette::CommandPalette(ActionBook& book, QWidget* window)
    : QFrame(window)
    , m_book(book)
    , m_line(new workbench::SearchField)
    , m_list(new QListView)
{
    setObjectName(QStringLiteral("commandPalette"));
    setProperty("house", QStringLiteral("bar"));
    setAutoFillBackground(true);
    auto* shadow = new QGraphicsDropShadowEffect(this);
    shadow->setBlurRadius(24);
    shadow->setOffset(0, 4);
    setGraphicsEffect(shadow);
    m_list->setModel(&m_model);
    m_list->setItemDelegate(new PaletteDelegate(m_list));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_line->setTarget(m_list);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(8);
    layout->addWidget(m_line);
    layout->addWidget(m_list);
    connect(m_line, &workbench::SearchField::searchChanged, this, &CommandPalette::search);
    connect(m_line, &workbench::SearchField::accepted, this, &CommandPalette::runCurrent);
    connect(m_list, &QListView::clicked, this, &CommandPalette::runCurrent);
    connect(&Theme::instance(), &Theme::changed, this, &CommandPalette::restyle);
    restyle();
    hide();
}

void CommandPalette::restyle()
{
    m_line->setPlaceholderText(tr("Find a command, a panel or a patient"));
    m_line->setAccessibleName(m_line->placeholderText());
    m_list->setAccessibleName(tr("What was found"));
    setAccessibleName(tr("Command palette"));
}

void CommandPalette::open()
{
    if (isVisible())
        return close();
    m_before = QApplication::focusWidget();
    const Theme& theme = Theme::instance();
    const QSize size(
        std::min(theme.px(640), window()->width() - 32), std::min(theme.px(480), window()->height() - 96));
    setGeometry((window()->width() - size.width()) / 2, 64, size.width(), size.height());
    m_line->clear();
    search({});
    show();
    raise();
    m_line->setFocus();
    qApp->installEventFilter(this);
}

void CommandPalette::close()
{
    qApp->removeEventFilter(this);
    hide();
    if (m_before)
        m_before->setFocus();
}

std::vector<CommandPalette::Found> CommandPalette::commands(const QString& text) const
{
    std::vector<Found> found;
    for (const ActionBook::Entry& entry : m_book.entries()) {
        QAction* action = entry.action;
        if (!action->isEnabled() || !action->isVisible() || action->isSeparator())
            continue;
        QString words = action->text();
        words.remove(QLatin1Char('&'));
        const auto score = fuzzyScore(text, words);
        if (!score)
            continue;
        found.push_back({*score, words, action->shortcut().toString(QKeySequence::NativeText),
            ActionBook::title(entry.group), [action = entry.action] {
                if (action)
                    action->trigger();
            }});
    }
    std::ranges::stable_sort(found, std::greater<>(), &Found::score);
    return found;
}

std::vector<CommandPalette::Found> CommandPalette::patients(const QString& text) const
{
    std::vector<Found> found;
    if (m_workspace == nullptr || text.size() < 2)
        return found;
    for (const record::PatientRow* row : m_workspace->session.patients()->search(text, patientsListed)) {
        const QString born = workbench::formatDate(row->details.birthDate);
        found.push_back({0, workbench::formatName(row->details), born, tr("Patients"),
            [context = QPointer(&m_workspace->context), id = row->id] {
                if (context)
                    context->open(id);
            }});
    }
    return found;
}

void CommandPalette::search(const QString& text)
{
    m_found = commands(text);
    // Somebody who types a name means the patient: a command that fits only here and there comes after.
    auto people = patients(text);
    const bool strong = !m_found.empty() && m_found.front().score >= 16 * 5 * static_cast<int>(text.size());
    m_found.insert(strong ? m_found.end() : m_found.begin(), std::make_move_iterator(people.begin()),
        std::make_move_iterator(people.end()));
    if (m_found.size() > listed)
        m_found.resize(listed);
    m_model.clear();
    for (const Found& each : m_found) {
        auto* item = new QStandardItem(each.text);
        item->setData(each.keys, PaletteDelegate::KeysRole);
        item->setData(each.group, PaletteDelegate::GroupRole);
        item->setData(each.keys.isEmpty() ? each.text : QStringLiteral("%1, %2").arg(each.text, each.keys),
            Qt::AccessibleTextRole);
        m_model.appendRow(item);
    }
    if (!m_found.empty()) {
        m_list->setCurrentIndex(m_model.index(0, 0));
        return;
    }
    auto* nothing = new QStandardItem(tr("No command, panel or patient is called that"));
    nothing->setFlags(Qt::NoItemFlags);
    m_model.appendRow(nothing);
}

void CommandPalette::runCurrent()
{
    const int row = m_list->currentIndex().row();
    if (row < 0 || row >= static_cast<int>(m_found.size()))
        return;
    const auto run = m_found[static_cast<size_t>(row)].run;
    close();
    run();
}

void CommandPalette::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        restyle();
}

void CommandPalette::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else
        QFrame::keyPressEvent(event);
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::MouseButtonPress) {
        auto* widget = qobject_cast<QWidget*>(watched);
        if (widget != nullptr && widget != this && !isAncestorOf(widget))
            close();
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace twinward::workstation
