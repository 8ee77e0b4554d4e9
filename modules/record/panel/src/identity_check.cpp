#include "record_panel/identity_check.h"

#include "workbench/theme.h"
#include "workbench/widgets.h"

#include <QCheckBox>
#include <QEvent>
#include <QLabel>
#include <QVBoxLayout>

namespace twinward::record {

IdentityCheck::IdentityCheck(const QString& name, QWidget* parent)
    : QWidget(parent)
    , m_differs(new QLabel)
    , m_checked(new QCheckBox)
{
    m_differs->setObjectName(name + QStringLiteral("Differs"));
    m_checked->setObjectName(name + QStringLiteral("Checked"));
    m_differs->setWordWrap(true);
    m_differs->setTextFormat(Qt::PlainText);
    workbench::setTone(m_differs, workbench::Tone::Danger);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(workbench::Theme::instance().px(8));
    layout->addWidget(m_differs);
    layout->addWidget(m_checked);
    connect(m_checked, &QCheckBox::toggled, this, &IdentityCheck::settledChanged);
    retranslate();
    setDifferences({});
}

void IdentityCheck::setDifferences(const QStringList& sentences)
{
    m_differs->setText(sentences.join(u'\n'));
    m_checked->setChecked(false);
    setVisible(!sentences.isEmpty());
    emit settledChanged();
}

bool IdentityCheck::isSettled() const
{
    return m_differs->text().isEmpty() || m_checked->isChecked();
}

void IdentityCheck::focusCheck()
{
    m_checked->setFocus();
}

void IdentityCheck::retranslate()
{
    m_checked->setText(tr("I have checked: it is the same person all the same"));
}

void IdentityCheck::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace twinward::record
