#include "node_form_p.h"

#include "workbench/theme.h"
#include "workbench/transfer.h"

#include <QCheckBox>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

namespace twinward::imaging {

using workbench::Theme;

namespace {

constexpr int titleLength = 16; // characters of an AE title, PS3.5 6.2

QGridLayout* gridOn(QWidget* widget)
{
    auto* grid = new QGridLayout(widget);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(Theme::instance().px(8));
    grid->setVerticalSpacing(Theme::instance().px(8));
    grid->setColumnStretch(1, 1);
    return grid;
}

} // namespace

TlsForm::TlsForm(QWidget* parent)
    : QWidget(parent)
    , m_on(new QCheckBox)
    , m_rows(new QWidget)
{
    m_on->setObjectName(QStringLiteral("tlsOn"));
    auto* grid = gridOn(m_rows);
    const std::array names{"tlsCertificate", "tlsKey", "tlsTrusted"};
    for (size_t i = 0; i < m_files.size(); ++i) {
        auto* choose = new QPushButton(QStringLiteral("…"));
        m_files[i] = {new QLabel, new QLineEdit, choose};
        QLineEdit* path = m_files[i].path;
        path->setObjectName(QString::fromLatin1(names[i]));
        const int row = static_cast<int>(i);
        grid->addWidget(m_files[i].label, row, 0);
        grid->addWidget(path, row, 1);
        grid->addWidget(choose, row, 2);
        connect(path, &QLineEdit::textEdited, this, &TlsForm::changed);
        connect(choose, &QPushButton::clicked, this, [this, path] {
            workbench::pickPaths(this, workbench::Pick::Files,
                {tr("Certificates and keys (*.pem *.crt *.key)"), tr("All files (*)")},
                [this, path](const QStringList& chosen) {
                    path->setText(chosen.value(0));
                    emit changed();
                });
        });
    }
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_on);
    layout->addWidget(m_rows);
    connect(m_on, &QCheckBox::toggled, m_rows, &QWidget::setVisible);
    connect(m_on, &QCheckBox::clicked, this, &TlsForm::changed);
    m_rows->hide();
    retranslate();
}

void TlsForm::setFiles(const std::optional<TlsFiles>& files)
{
    m_on->setChecked(files.has_value());
    const TlsFiles shown = files.value_or(TlsFiles{});
    m_files[0].path->setText(shown.certificate);
    m_files[1].path->setText(shown.privateKey);
    m_files[2].path->setText(shown.trusted);
}

std::optional<TlsFiles> TlsForm::files() const
{
    if (!m_on->isChecked())
        return std::nullopt;
    return TlsFiles{m_files[0].path->text(), m_files[1].path->text(), m_files[2].path->text()};
}

void TlsForm::retranslate()
{
    m_on->setText(tr("Secure line (TLS): both sides show a certificate"));
    const std::array labels{tr("Our certificate"), tr("Its private key"), tr("Whom we trust")};
    for (size_t i = 0; i < m_files.size(); ++i) {
        m_files[i].label->setText(labels[i]);
        m_files[i].path->setAccessibleName(labels[i]);
        m_files[i].choose->setAccessibleName(tr("Choose the file: %1").arg(labels[i]));
    }
}

void TlsForm::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

NodeForm::NodeForm(QWidget* parent)
    : QWidget(parent)
    , m_hostLabel(new QLabel)
    , m_host(new QLineEdit)
    , m_portLabel(new QLabel)
    , m_port(new QSpinBox)
    , m_titleLabel(new QLabel)
    , m_title(new QLineEdit)
    , m_ourTitleLabel(new QLabel)
    , m_ourTitle(new QLineEdit)
    , m_tls(new TlsForm)
{
    m_host->setObjectName(QStringLiteral("nodeHost"));
    m_port->setObjectName(QStringLiteral("nodePort"));
    m_title->setObjectName(QStringLiteral("nodeTitle"));
    m_ourTitle->setObjectName(QStringLiteral("nodeOurTitle"));
    m_port->setRange(1, 65535);
    for (QLineEdit* title : {m_title, m_ourTitle})
        title->setMaxLength(titleLength);
    auto* grid = gridOn(this);
    grid->addWidget(m_hostLabel, 0, 0);
    grid->addWidget(m_host, 0, 1);
    grid->addWidget(m_portLabel, 0, 2);
    grid->addWidget(m_port, 0, 3);
    grid->addWidget(m_titleLabel, 1, 0);
    grid->addWidget(m_title, 1, 1, 1, 3);
    grid->addWidget(m_ourTitleLabel, 2, 0);
    grid->addWidget(m_ourTitle, 2, 1, 1, 3);
    grid->addWidget(m_tls, 3, 0, 1, 4);
    for (QLineEdit* field : {m_host, m_title, m_ourTitle})
        connect(field, &QLineEdit::textEdited, this, &NodeForm::changed);
    connect(m_port, &QSpinBox::valueChanged, this, &NodeForm::changed);
    connect(m_tls, &TlsForm::changed, this, &NodeForm::changed);
    setNode({});
    retranslate();
}

void NodeForm::setNode(const PacsNode& node)
{
    const QSignalBlocker quiet(this);
    m_host->setText(node.host);
    m_port->setValue(node.port);
    m_title->setText(node.aeTitle);
    m_ourTitle->setText(node.ourAeTitle);
    m_tls->setFiles(node.tls);
}

PacsNode NodeForm::node() const
{
    PacsNode node;
    node.host = m_host->text().trimmed();
    node.port = static_cast<quint16>(m_port->value());
    node.aeTitle = m_title->text().trimmed();
    node.ourAeTitle = m_ourTitle->text().trimmed();
    node.tls = m_tls->files();
    return node;
}

bool NodeForm::isComplete() const
{
    const PacsNode entered = node();
    const bool secure = !entered.tls
        || (!entered.tls->certificate.isEmpty() && !entered.tls->privateKey.isEmpty()
            && !entered.tls->trusted.isEmpty());
    return !entered.host.isEmpty() && !entered.aeTitle.isEmpty() && !entered.ourAeTitle.isEmpty() && secure;
}

void NodeForm::retranslate()
{
    const auto name = [](QLabel* label, QWidget* field, const QString& text) {
        label->setText(text);
        field->setAccessibleName(text);
    };
    name(m_hostLabel, m_host, tr("Address of the archive"));
    name(m_portLabel, m_port, tr("Port"));
    name(m_titleLabel, m_title, tr("Its name (AE title)"));
    name(m_ourTitleLabel, m_ourTitle, tr("Our name (AE title)"));
}

void NodeForm::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace twinward::imaging
