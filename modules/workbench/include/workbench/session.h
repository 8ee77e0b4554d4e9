#pragma once

// The GUI's way to the vault. Everything that may touch the disk runs on the session's own thread and answers
// with a future or a signal on the GUI thread, so that no panel ever waits. Lives from unlock to lock.

#include "ledger/vault.h"
#include "record/chart.h"

#include <QFuture>
#include <QObject>
#include <QThreadPool>

namespace twinward::workbench {

using ChartPtr = std::shared_ptr<const record::Chart>;
using PatientIndexPtr = std::shared_ptr<const record::PatientIndex>;

class Session : public QObject
{
    Q_OBJECT

public:
    explicit Session(std::unique_ptr<ledger::Vault> vault, QObject* parent = nullptr);
    ~Session() override; // finishes what was begun, then locks the vault

    [[nodiscard]] record::Member user() const { return m_user; }
    [[nodiscard]] QString clinicName() const { return m_clinicName; }
    [[nodiscard]] const record::Roster& roster() const { return m_roster; }
    [[nodiscard]] PatientIndexPtr patients() const
    {
        return m_patients;
    } // as last announced by patientsChanged
    [[nodiscard]] bool mayI(const record::Body& body) const; // may this user sign it?
    [[nodiscard]] bool mayRead(record::Category category) const;

    // All or nothing, durable when the future ends. patientsChanged and committed follow by themselves.
    QFuture<base::Result<ledger::CommitReceipt>> commit(std::vector<record::Event> events);
    // Reads and folds; logs the access with the purpose once it is read.
    QFuture<base::Result<ChartPtr>> openChart(
        record::PatientId patient, const QString& purpose = QStringLiteral("TREAT"));
    // Reads again without logging: for a chart that is open.
    QFuture<base::Result<ChartPtr>> refreshChart(record::PatientId patient);

    // Runs on the session's thread with the vault, in the order asked for; the result comes as a future. Use
    // whenDone() (workbench/when_done.h) to go on in the GUI thread. After close() the future is a cancelled
    // one.
    template <class Work> auto run(Work work) -> QFuture<std::invoke_result_t<Work, ledger::Vault&>>;

    // The same for work of many seconds (import, export, verify): on threads of its own, so that charting
    // goes on meanwhile. It has to watch a workbench::Job for cancelling; closing() cancels it.
    template <class Work> auto runBeside(Work work) -> QFuture<std::invoke_result_t<Work, ledger::Vault&>>;

    // Sealed, per user. Writes are done in order; reads see earlier writes.
    void putPrivate(const QString& key, const QByteArray& value);
    QFuture<base::Result<QByteArray>> getPrivate(const QString& key);

    // Finishes what was begun and locks the vault, without making the GUI thread wait. Nothing may be asked
    // of the session afterwards; delete it when the future has ended.
    QFuture<void> close();

signals:
    void patientsChanged(); // somebody was registered, amended, merged
    void rosterChanged(); // somebody was enrolled or removed
    void committed(const QList<twinward::record::PatientId>& patients); // their charts are not what they were
    void failed(const twinward::base::Error& error); // background work nobody waits for went wrong
    void closing(); // the vault locks as soon as the work begun has ended

private:
    struct Reading
    {
        PatientIndexPtr patients;
        record::Roster roster;
        record::Member user;
    };

    enum class Touched { Charts, Indexes };

    template <class Work>
    auto queue(QThreadPool& threads, Work work) -> QFuture<std::invoke_result_t<Work, ledger::Vault&>>;
    void takeCommit(const QList<record::PatientId>& patients, Touched touched);
    void readIndexes();

    std::unique_ptr<ledger::Vault> m_vault;
    record::Member m_user;
    QString m_clinicName;
    record::Roster m_roster;
    PatientIndexPtr m_patients;
    bool m_readingIndexes = false;
    bool m_indexesStale = false;
    bool m_closed = false;
    QThreadPool m_thread; // one thread: the vault's work in the order it was asked for
    QThreadPool m_beside; // long work
};

} // namespace twinward::workbench

#include "workbench/session_impl.h" // IWYU pragma: export
