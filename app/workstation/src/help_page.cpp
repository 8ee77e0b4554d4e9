#include "help_page_p.h"

#include "workbench/theme.h"

#include <QEvent>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace twinward::workstation {

using workbench::Theme;

HelpPage::HelpPage(const ActionBook& book, QWidget* parent)
    : QDialog(parent)
    , m_book(book)
    , m_text(new QTextBrowser)
{
    setObjectName(QStringLiteral("helpPage"));
    m_text->setFrameShape(QFrame::NoFrame);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_text);
    connect(&Theme::instance(), &Theme::changed, this, &HelpPage::write);
    write();
}

void HelpPage::open()
{
    write();
    resize(Theme::instance().px(560), Theme::instance().px(640));
    show();
    raise();
    activateWindow();
    m_text->setFocus();
}

void HelpPage::write()
{
    setWindowTitle(tr("Keys and help"));
    m_text->setAccessibleName(windowTitle());
    const Theme& theme = Theme::instance();
    const auto row = [&](const QString& words, const QString& keys) {
        return QStringLiteral(
            "<tr><td style='padding:3px 24px 3px 0'>%1</td><td style='padding:3px 0'><b>%2</b></td></tr>")
            .arg(words.toHtmlEscaped(), keys.toHtmlEscaped());
    };
    QString html
        = QStringLiteral("<h2>%1</h2><p>%2</p>")
              .arg(tr("Keys").toHtmlEscaped(),
                  tr("Every command is in the palette too: press its key, type a few letters, then Enter. "
                     "A key of one letter works wherever nothing is being typed.")
                      .toHtmlEscaped());
    using Group = ActionBook::Group;
    for (const Group group :
        {Group::Patient, Group::Panels, Group::Views, Group::Record, Group::Window, Group::Panel}) {
        QString rows;
        for (const QAction* action : m_book.of(group)) {
            const QString keys = action->shortcut().toString(QKeySequence::NativeText);
            if (!keys.isEmpty())
                rows += row(action->text().remove(QLatin1Char('&')), keys);
        }
        if (!rows.isEmpty())
            html += QStringLiteral("<h3>%1</h3><table>%2</table>")
                        .arg(ActionBook::title(group).toHtmlEscaped(), rows);
    }
    html += QStringLiteral("<h3>%1</h3><table>").arg(tr("In every form").toHtmlEscaped());
    const auto keyText = [](const QKeySequence& keys) { return keys.toString(QKeySequence::NativeText); };
    html += row(tr("Go on to the next field"), keyText(Qt::Key_Return));
    html += row(tr("Save"), keyText(Qt::CTRL | Qt::Key_Return));
    html += row(tr("Leave; asks before anything is thrown away"), keyText(Qt::Key_Escape));
    html += QStringLiteral("</table>");
    m_text->document()->setDocumentMargin(theme.px(16));
    m_text->document()->setDefaultFont(theme.font(Theme::Type::Body));
    m_text->setHtml(html);
}

void HelpPage::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        write();
}

} // namespace twinward::workstation
