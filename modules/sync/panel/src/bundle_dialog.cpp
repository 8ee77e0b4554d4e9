#include "bundle_dialog_p.h"

#include "workbench/theme.h"
#include "workbench/widgets.h"

#include <QComboBox>
#include <QDate>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QPushButton>

namespace twinward::sync {

BundleDialog::BundleDialog(const std::vector<ComputerRow>& computers, const QString& clinic, QWidget* parent)
    : QDialog(parent)
    , m_clinic(clinic)
    , m_forWhom(new QComboBox)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("bundleDialog"));
    setWindowTitle(tr("Write a bundle for a stick"));
    const auto& theme = workbench::Theme::instance();
    setMinimumWidth(theme.px(480));
    auto* intro = new QLabel(
        tr("A bundle carries entries to a computer that no network reaches. It is sealed: only this clinic's "
           "computers can open it, so it may go by bus. Images are not in it."));
    intro->setWordWrap(true);
    workbench::setTone(intro, workbench::Tone::Secondary);
    m_forWhom->setObjectName(QStringLiteral("bundleFor"));
    m_forWhom->addItem(tr("All computers: the whole record"));
    m_devices.emplace_back();
    for (const ComputerRow& row : computers) {
        if (row.kind != ComputerRow::Kind::Other)
            continue;
        m_forWhom->addItem(tr("%1: what it lacks, as far as is known here").arg(row.name));
        m_devices.push_back(row.device);
    }
    m_forWhom->setCurrentIndex(m_forWhom->count() == 2 ? 1 : 0);
    m_forWhom->setAccessibleName(tr("For"));
    auto* buttons = new QDialogButtonBox;
    auto* cancel = buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    auto* choose = buttons->addButton(tr("Choose where…"), QDialogButtonBox::AcceptRole);
    choose->setObjectName(QStringLiteral("bundlePlace"));
    cancel->setAutoDefault(false);
    workbench::setKind(choose, workbench::ButtonKind::Primary);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, &BundleDialog::choosePlace);
    auto* form = new QFormLayout;
    form->addRow(tr("&For"), m_forWhom);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(theme.px(12));
    layout->addWidget(intro);
    layout->addLayout(form);
    layout->addWidget(buttons);
}

void BundleDialog::choosePlace()
{
    const QString suffix = QStringLiteral("twbundle");
    auto* files = new QFileDialog(this, tr("Write a bundle"));
    files->setAttribute(Qt::WA_DeleteOnClose);
    files->setAcceptMode(QFileDialog::AcceptSave);
    files->setDefaultSuffix(suffix);
    files->setNameFilter(tr("Bundles (*.twbundle)"));
    files->selectFile(
        QStringLiteral("twinward-%1.%2").arg(QDate::currentDate().toString(Qt::ISODate), suffix));
    connect(files, &QFileDialog::fileSelected, this, [this](const QString& path) {
        emit chosen(path, m_devices.at(static_cast<size_t>(m_forWhom->currentIndex())));
        accept();
    });
    files->open();
}

} // namespace twinward::sync
