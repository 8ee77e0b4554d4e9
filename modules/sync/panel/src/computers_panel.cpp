#include "computers_panel_p.h"

#include "add_computer_p.h"
#include "addresses_dialog_p.h"
#include "ask_dialog_p.h"
#include "bundle_dialog_p.h"
#include "bundle_words_p.h"
#include "by_hand_p.h"
#include "ledger/joining.h"
#include "remove_computer_p.h"
#include "words_p.h"
#include "workbench/listen_address.h"
#include "workbench/tables.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QPushButton>
#include <QTableView>

namespace twinward::sync {

using workbench::Tone;

void ComputersPanel::connectAll()
{
    connect(&m_others, &OtherComputers::changed, this, &ComputersPanel::showAll);
    connect(&m_others, &OtherComputers::failed, m_failure,
        [this](const base::Error& error) { m_failure->show(error); });
    connect(&m_session, &workbench::Session::rosterChanged, this, &ComputersPanel::showAll);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ComputersPanel::judge);
    connect(m_begin, &QPushButton::clicked, this, &ComputersPanel::beginAnew);
    connect(&m_transfer, &workbench::Transfer::busyChanged, this, &ComputersPanel::judge);
    connect(m_isOn, &QCheckBox::toggled, this, &ComputersPanel::settle);
    connect(m_images, &QComboBox::activated, this, &ComputersPanel::settle);
    connect(m_listen, &QComboBox::activated, this, &ComputersPanel::settle);
}

void ComputersPanel::focusFirst()
{
    if (m_table->isVisibleTo(this)) {
        m_table->setFocus();
        if (!m_table->currentIndex().isValid())
            m_table->selectRow(0);
    } else {
        m_alone->findChild<QPushButton*>()->setFocus();
    }
}

const ComputerRow* ComputersPanel::selected() const
{
    const int row = m_table->currentIndex().row();
    return row < 0 || row >= static_cast<int>(m_rows.size()) ? nullptr : &m_rows[static_cast<size_t>(row)];
}

void ComputersPanel::showAll()
{
    showSentence();
    showComputers();
    showFindings();
    showSettings();
    judge();
}

void ComputersPanel::showSentence()
{
    const words::Said said = words::overall(m_others);
    m_sentence->setText(said.text);
    workbench::setTone(m_sentence, said.tone);
    const words::Said service = words::service(m_others);
    m_service->setText(service.text);
    m_service->setVisible(!service.text.isEmpty());
    workbench::setTone(m_service, service.tone);
    m_begin->setVisible(m_others.status().state == SyncState::Outdated);
}

// The list stands still under the keyboard while what it says changes.
void ComputersPanel::showComputers()
{
    const ComputerRow* before = selected();
    const record::DeviceId device = before == nullptr ? record::DeviceId() : before->device;
    m_rows = computerRows(m_others, m_session.roster());
    std::vector<workbench::RowsModel::Row> cells;
    int current = -1;
    for (const ComputerRow& row : m_rows) {
        if (row.device == device)
            current = static_cast<int>(cells.size());
        cells.push_back(row.cells);
    }
    const bool isAlone = m_others.isKnown() && m_rows.size() == 1;
    m_computers.set(std::move(cells));
    if (current >= 0)
        m_table->selectRow(current);
    m_alone->setVisible(isAlone);
    m_table->setVisible(!isAlone);
    workbench::fitColumns(m_table, Wrong);
}

void ComputersPanel::showFindings()
{
    auto rows = findingRows(m_others, m_session.roster());
    const bool isAny = !rows.empty();
    m_findings.set(std::move(rows));
    m_findingsTitle->setVisible(isAny);
    m_findingsTable->setVisible(isAny);
    workbench::fitColumns(m_findingsTable, What);
}

void ComputersPanel::showSettings()
{
    m_isShowingSettings = true;
    m_settings->setVisible(m_rows.size() > 1 || m_others.hasNeighbours());
    m_isOn->setChecked(m_others.settings().isOn);
    m_images->setCurrentIndex(m_images->findData(static_cast<int>(m_others.status().images)));
    m_images->setEnabled(m_others.isRunning());
    if (m_listen->address() != m_others.settings().listenOn)
        m_listen->setAddress(m_others.settings().listenOn);
    m_listen->setEnabled(m_others.settings().isOn);
    m_isShowingSettings = false;
}

void ComputersPanel::settle()
{
    if (m_isShowingSettings)
        return;
    const auto images = static_cast<BlobPolicy>(m_images->currentData().toInt());
    if (m_others.isRunning() && images != m_others.status().images)
        m_others.setImages(images);
    const OtherComputers::Settings wanted{m_isOn->isChecked(), m_listen->address()};
    if (wanted != m_others.settings())
        m_others.setSettings(wanted);
}

void ComputersPanel::judge()
{
    const ComputerRow* row = selected();
    const bool isOther = row != nullptr && row->kind == ComputerRow::Kind::Other;
    const bool mayAdd = m_session.mayI(record::DeviceEnrolled{});
    m_add->setEnabled(mayAdd);
    m_add->setToolTip(
        mayAdd ? QString() : tr("Administrators, and whoever set the clinic up, add and remove computers."));
    m_keeper->setEnabled(mayAdd && !m_transfer.isBusy());
    m_keeper->setToolTip(m_add->toolTip());
    m_remove->setEnabled(isOther && m_session.mayI(record::DeviceRemoved{}));
    m_remove->setToolTip(m_add->toolTip());
    const auto& devices = m_session.roster().devices();
    const auto enrolled = row == nullptr ? devices.end() : devices.find(row->device);
    const bool isKeeper = isOther && enrolled != devices.end() && !enrolled->second.holdsKeys;
    m_about->setVisible(isKeeper);
    if (isKeeper)
        m_about->setText(tr("«%1» keeps and passes on the record, and can't read it.").arg(row->name));
    m_main->setEnabled(isOther && m_others.isRunning());
    m_main->setText(
        row != nullptr && row->isMain ? tr("No longer the main computer") : tr("Make it the main computer"));
    m_call->setEnabled(m_others.isRunning());
    m_addresses->setEnabled(m_others.isRunning());
    const bool canCarry = !m_others.spread().others.empty() && !m_transfer.isBusy();
    m_write->setEnabled(canCarry);
    m_take->setEnabled(canCarry);
    for (const auto& [action, button] : m_labelled) {
        button->setText(action->text());
        button->setToolTip(action->toolTip());
        button->setEnabled(action->isEnabled());
        button->setVisible(m_rows.size() > 1 || action == m_keeper);
    }
}

void ComputersPanel::addComputer()
{
    auto* dialog = new AddComputer(m_session, this);
    dialog->open();
    dialog->begin();
}

// It wrote a request, and gets a file back by which it keeps what it can't read.
void ComputersPanel::takeKeeper()
{
    workbench::pickPaths(
        this, workbench::Pick::Files, {tr("All files (*)")}, [this](const QStringList& paths) {
            m_result->hide();
            m_failure->clear();
            m_transfer.start(
                tr("Reading the request"),
                [path = paths.value(0)](
                    ledger::Vault&, const ledger::ProgressFn&) { return readKeeperRequest(path); },
                [this](const base::Result<ledger::JoinRequest>& request) {
                    if (!request)
                        m_failure->show(request.error(), tr("No computer was added."));
                    else
                        askAboutKeeper(*request);
                });
        });
}

void ComputersPanel::askAboutKeeper(const ledger::JoinRequest& request)
{
    auto* dialog = new AskDialog(QStringLiteral("admitKeeper"),
        {tr("Take in a keeper"),
            tr("Let «%1» keep the clinic's record without reading it?").arg(request.name),
            tr("It holds everything sealed and passes it on, with no key to any of it: stolen, it shows "
               "nobody's record. Let in only a computer that belongs to the clinic. It can be removed again "
               "at any time."),
            tr("Refuse"), tr("Let it in…")},
        {}, this);
    connect(dialog, &AskDialog::agreed, this, [this, request] {
        auto* files = new QFileDialog(this, tr("Write the file to take back to it"));
        files->setAttribute(Qt::WA_DeleteOnClose);
        files->setAcceptMode(QFileDialog::AcceptSave);
        files->setDefaultSuffix(QStringLiteral("twkeeper"));
        connect(files, &QFileDialog::fileSelected, this,
            [this, request](const QString& path) { admitKeeper(request, path); });
        files->open();
    });
    dialog->open();
}

void ComputersPanel::admitKeeper(const ledger::JoinRequest& request, const QString& path)
{
    m_transfer.start(
        tr("Letting it in"),
        [request, path](
            ledger::Vault& vault, const ledger::ProgressFn&) { return admitKeeperTo(vault, request, path); },
        [this, name = request.name, path](const base::Status& admitted) {
            m_others.readAgain();
            if (!admitted) {
                m_failure->show(admitted.error());
                return;
            }
            m_result->setText(tr("«%1» keeps and passes on from now on, and can't read. Take %2 back to it, "
                                 "then delete the file.")
                                  .arg(name, QDir::toNativeSeparators(path)));
            m_result->show();
        });
}

void ComputersPanel::removeComputer()
{
    const ComputerRow* row = selected();
    if (row == nullptr || !m_remove->isEnabled())
        return;
    auto* dialog = new RemoveComputer(row->name, this);
    connect(dialog, &RemoveComputer::agreed, this, [this, device = row->device](const QString& reason) {
        const auto removal = m_session.run(
            [device, reason](ledger::Vault& vault) { return ledger::removeDevice(vault, device, reason); });
        workbench::whenDone(removal, this, [this](const base::Status& removed) {
            if (!removed)
                m_failure->show(removed.error(), tr("No computer was removed."));
            else
                m_failure->clear();
            m_others.readAgain();
        });
    });
    dialog->open();
}

void ComputersPanel::markMain()
{
    if (const ComputerRow* row = selected(); row != nullptr && m_main->isEnabled())
        m_others.setDestination(row->device, row->isMain ? Qt::Unchecked : Qt::Checked);
}

void ComputersPanel::callNow()
{
    m_others.tryNow();
}

void ComputersPanel::editAddresses()
{
    (new AddressesDialog(m_others, AddressesDialog::ownComputers(m_others), this))->open();
}

// Restored from a backup, says a person: the old chain is left as it is, and a new one begun.
void ComputersPanel::beginAnew()
{
    m_begin->setEnabled(false);
    workbench::whenDone(m_others.beginEpoch(), this, [this](const base::Status& begun) {
        m_begin->setEnabled(true);
        if (!begun)
            m_failure->show(begun.error(), tr("Nothing was changed."));
        m_others.readAgain();
    });
}

void ComputersPanel::writeBundle()
{
    auto* dialog = new BundleDialog(m_rows, m_session.clinicName(), this);
    connect(dialog, &BundleDialog::chosen, this, [this](const QString& path, record::DeviceId device) {
        m_result->clear();
        m_failure->clear();
        m_transfer.start(
            tr("Writing the bundle"),
            [path, device](ledger::Vault& vault, const ledger::ProgressFn& progress) {
                return writeBundleFile(vault, path, device, progress);
            },
            [this, path](const base::Result<WrittenBundle>& written) {
                if (!written) {
                    m_failure->show(written.error(), tr("No bundle was written."));
                    return;
                }
                m_result->setText(words::written(*written, path));
                m_result->show();
            });
    });
    dialog->open();
}

void ComputersPanel::takeBundles()
{
    workbench::pickPaths(this, workbench::Pick::Files, {tr("Bundles (*.twbundle)"), tr("All files (*)")},
        [this](const QStringList& paths) {
            m_result->clear();
            m_failure->clear();
            m_transfer.start(
                tr("Taking the bundle in"),
                [paths](ledger::Vault& vault, const ledger::ProgressFn& progress) {
                    return takeBundleFiles(vault, paths, progress);
                },
                [this](const base::Result<TakenBundle>& taken) {
                    m_others.readAgain();
                    if (!taken) {
                        m_failure->show(taken.error(), tr("What was here is as it was."));
                        return;
                    }
                    m_result->setText(words::taken(*taken, m_session.roster()));
                    m_result->show();
                    if (taken->trouble)
                        m_failure->show(*taken->trouble, tr("What could be read of it is kept."));
                });
        });
}

} // namespace twinward::sync
