// Listening to monitors and laboratories over a real socket: what is filed, what is refused and why, and what
// waits for a person until a person says whose it is.

#include "interop_panel/listener.h"
#include "listening_panel_p.h"
#include "match_dialog_p.h"
#include "panel_desk.h"

#include <QCheckBox>
#include <QComboBox>
#include <QPushButton>
#include <QSpinBox>
#include <QTableView>
#include <QTcpSocket>

using namespace twinward;
using namespace twinward::interop;
using namespace twinward::interop::test;

namespace {

QByteArray message(
    const QByteArray& type, const QByteArray& id, const QByteArray& pid, const QByteArray& segments = {})
{
    return "MSH|^~\\&|LAB|HILL|||20261120031500+0000||" + type + "|" + id + "|P|2.5\r" + pid + "\r" + segments
        + "\r";
}

QByteArray glucose(const QByteArray& id, const QByteArray& pid)
{
    return message("ORU^R01", id, pid,
        "OBR|1||F-" + id + "|x^y^LN|||20261120031000+0000\rOBX|1|NM|2345-7^Glucose^LN||182|mg/dL|||||F");
}

const QByteArray maria = "PID|1||A-100^^^HILL^MR||Garcia^Maria||19800517|F";
const QByteArray stranger = "PID|1||Z-9^^^HILL^MR||Garcia^Maria||19800517|F";

// A monitor's end of the line.
class Sender
{
public:
    explicit Sender(quint16 port)
    {
        m_socket.connectToHost(QHostAddress::LocalHost, port);
        if (!QTest::qWaitFor([this] { return m_socket.state() == QAbstractSocket::ConnectedState; }, 10'000))
            qFatal("not connected");
    }
    QByteArray send(const QByteArray& bytes)
    {
        m_socket.write(mllpFrame(bytes));
        QByteArray answer;
        if (!QTest::qWaitFor([&] { return (answer += m_socket.readAll()).endsWith("\x1c\r"); }, 30'000))
            qFatal("no answer");
        return answer;
    }
    [[nodiscard]] QTcpSocket& socket() { return m_socket; }

private:
    QTcpSocket m_socket;
};

QString cell(QTableView* table, int row, int column)
{
    return table->model()->index(row, column).data().toString();
}

} // namespace

class ListeningPanelTest : public QObject
{
    Q_OBJECT

private slots:
    void nothingIsListenedToUntilItIsSwitchedOn();
    void whatIsNotThisComputerAloneIsWarnedOf();
    void whatComesIsFiledRefusedOrWaits();
    void aPersonSaysWhoseItIs();
    void whatDiffersMustBeCheckedFirst();
    void itGoesOnListeningAfterUnlocking();
    void aPortThatIsTakenIsSaid();
    void realMessagesFromLaboratories();

private:
    static workbench::Panel* listening(Desk& desk);
};

workbench::Panel* ListeningPanelTest::listening(Desk& desk)
{
    auto* panel = desk.show("listening");
    child<QSpinBox>(panel, "listenPort")->setValue(0);
    child<QPushButton>(panel, "listenButton")->setFocus();
    QTest::keyClick(twinward::keyboard::focused(), Qt::Key_Space);
    if (!Listener::of(desk.session).isListening())
        qFatal("it does not listen");
    return panel;
}

void ListeningPanelTest::nothingIsListenedToUntilItIsSwitchedOn()
{
    Desk desk;
    auto* panel = desk.show("listening");
    QVERIFY(!Listener::of(desk.session).isListening());
    QVERIFY(child<QLabel>(panel, "listenState")->text().startsWith(QStringLiteral("Off")));
    desk.picture(QStringLiteral("listening-off"));

    auto* again = listening(desk);

    QVERIFY(child<QLabel>(again, "listenState")->text().contains(QStringLiteral("127.0.0.1")));
    QVERIFY(!child<QLabel>(again, "listenWarning")->isVisible());
    child<QPushButton>(again, "listenButton")->click();
    QVERIFY(!Listener::of(desk.session).isListening());
}

void ListeningPanelTest::whatIsNotThisComputerAloneIsWarnedOf()
{
    Desk desk;
    auto* panel = desk.show("listening");
    auto* address = child<QComboBox>(panel, "listenAddress");
    address->setFocus();
    QTest::keyClick(address, Qt::Key_End); // every network
    auto* warning = child<QLabel>(panel, "listenWarning");
    QVERIFY(warning->isVisible());
    QVERIFY(warning->text().contains(QStringLiteral("encryption")));
    desk.picture(QStringLiteral("listening-warning"));
}

void ListeningPanelTest::whatComesIsFiledRefusedOrWaits()
{
    Desk desk;
    const auto patient = desk.enrol(QStringLiteral("Garcia"), QStringLiteral("Maria"), "1980-05-17", "A-100");
    auto* panel = listening(desk);
    Sender sender(Listener::of(desk.session).port());

    const QByteArray filed = sender.send(glucose("1", maria));
    const QByteArray waits = sender.send(glucose("2", stranger));
    const QByteArray refused = sender.send(message("ORM^O01", "3", maria, "ORC|NW"));

    QVERIFY2(filed.contains("MSA|AA|1"), filed.constData());
    QVERIFY2(waits.contains("MSA|AA|2"), waits.constData());
    QVERIFY2(refused.contains("MSA|AR|3"), refused.constData());
    auto* handled = child<QTableView>(panel, "handled");
    QTRY_COMPARE(handled->model()->rowCount(), 3);
    QVERIFY(cell(handled, 0, 2).startsWith(QStringLiteral("Refused: Messages of type ORM^O01")));
    QVERIFY(cell(handled, 1, 2).startsWith(QStringLiteral("Waits for a person")));
    QVERIFY(cell(handled, 2, 2).contains(QStringLiteral("Garcia")));
    QTRY_COMPARE(child<QTableView>(panel, "waiting")->model()->rowCount(), 1);
    QCOMPARE(child<QTableView>(panel, "connections")->model()->rowCount(), 1);
    QCOMPARE(cell(child<QTableView>(panel, "connections"), 0, 2), QStringLiteral("3"));
    QCOMPARE(desk.entriesOf(patient), size_t(1));
    desk.picture(QStringLiteral("listening-on"));
    sender.socket().disconnectFromHost();
    QTRY_VERIFY(!child<QTableView>(panel, "connections")->isVisible());
}

void ListeningPanelTest::aPersonSaysWhoseItIs()
{
    Desk desk;
    const auto patient = desk.enrol(QStringLiteral("Garcia"), QStringLiteral("Maria"), "1980-05-17", "A-100");
    auto* panel = listening(desk);
    Sender sender(Listener::of(desk.session).port());
    sender.send(glucose("2", stranger));
    auto* waiting = child<QTableView>(panel, "waiting");
    QTRY_COMPARE(waiting->model()->rowCount(), 1);

    waiting->setFocus();
    QTest::keyClick(waiting, Qt::Key_Return);
    auto* dialog = panel->findChild<MatchDialog*>();
    QVERIFY(dialog != nullptr);
    auto* file = child<QPushButton>(dialog, "matchFile");
    QVERIFY(!file->isEnabled()); // nobody is chosen for the person
    desk.picture(QStringLiteral("listening-match"), dialog);
    auto* candidates = child<QTableView>(dialog, "chooserCandidates");
    QCOMPARE(candidates->model()->rowCount(), 1);
    QTest::keyClick(child<QLineEdit>(dialog, "chooserSearch"), Qt::Key_Down);
    QTRY_VERIFY(file->isEnabled());
    file->click();

    QTRY_COMPARE(waiting->model()->rowCount(), 0);
    QCOMPARE(desk.entriesOf(patient), size_t(1));
    // The next one finds its patient by itself.
    sender.send(glucose("4", stranger));
    QTRY_COMPARE(desk.entriesOf(patient), size_t(2));
}

void ListeningPanelTest::whatDiffersMustBeCheckedFirst()
{
    Desk desk;
    desk.enrol(QStringLiteral("Garcia"), QStringLiteral("Maria"), "1991-01-01", "Z-9");
    auto* panel = listening(desk);
    Sender sender(Listener::of(desk.session).port());
    sender.send(glucose("2", stranger));
    auto* waiting = child<QTableView>(panel, "waiting");
    QTRY_COMPARE(waiting->model()->rowCount(), 1);
    child<QPushButton>(panel, "matchButton")->click();
    auto* dialog = panel->findChild<MatchDialog*>();
    QVERIFY(dialog != nullptr);
    child<QTableView>(dialog, "chooserCandidates")->selectRow(0);
    auto* file = child<QPushButton>(dialog, "matchFile");
    auto* differs = child<QLabel>(dialog, "matchDiffers");
    QVERIFY2(differs->text().contains(QStringLiteral("birth date")), qPrintable(differs->text()));
    QVERIFY(!file->isEnabled());
    desk.picture(QStringLiteral("listening-differs"), dialog);
    QTest::keyClick(child<QCheckBox>(dialog, "matchChecked"), Qt::Key_Space);
    QVERIFY(file->isEnabled());
    // Or it is not to be filed at all.
    auto* dismiss = child<QPushButton>(dialog, "matchDismiss");
    QVERIFY(!dismiss->isEnabled());
    QTest::keyClicks(child<QLineEdit>(dialog, "matchReason"), QStringLiteral("A test of the laboratory"));
    QVERIFY(dismiss->isEnabled());
    dismiss->click();
    QTRY_COMPARE(waiting->model()->rowCount(), 0);
}

void ListeningPanelTest::itGoesOnListeningAfterUnlocking()
{
    twinward::test::ClinicFolder folder;
    {
        workbench::Session session(folder.create());
        Listener::of(session).start(QStringLiteral("127.0.0.1"), 0);
        QVERIFY(Listener::of(session).isListening());
        // Port 0 was asked for: it is remembered as asked, not as given.
        QCOMPARE(Listener::of(session).settings().port, quint16(0));
        auto closed = session.close();
        QVERIFY(QTest::qWaitFor([&] { return closed.isFinished(); }, 30'000));
        QVERIFY(!Listener::of(session).isListening());
    }
    workbench::Session session(folder.unlock());
    QTRY_VERIFY(Listener::of(session).isListening());
}

void ListeningPanelTest::aPortThatIsTakenIsSaid()
{
    Desk desk;
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    auto* panel = desk.show("listening");
    child<QSpinBox>(panel, "listenPort")->setValue(other.serverPort());
    child<QPushButton>(panel, "listenButton")->click();
    QVERIFY(!Listener::of(desk.session).isListening());
    QTRY_VERIFY([panel] {
        for (const QLabel* label : panel->findChildren<QLabel*>()) {
            if (label->isVisible() && label->text().contains(QStringLiteral("port")))
                return true;
        }
        return false;
    }());
}

// Every message of the shared data: each is answered, and each is filed, waits, or is refused with a reason.
void ListeningPanelTest::realMessagesFromLaboratories()
{
    const QDir folder(QStringLiteral(TWINWARD_TEST_DATA "/hl7v2"));
    if (!folder.exists())
        QSKIP("no real HL7 messages here: put the test data beside the project");
    Desk desk;
    auto* panel = listening(desk);
    Listener& listener = Listener::of(desk.session);
    Sender sender(listener.port());
    int sent = 0;
    for (const QFileInfo& info : folder.entryInfoList({QStringLiteral("*.hl7")}, QDir::Files)) {
        QFile file(info.filePath());
        QVERIFY(file.open(QIODevice::ReadOnly));
        for (const QByteArray& one : splitHl7(file.readAll())) {
            const QByteArray answer = sender.send(one);
            QVERIFY2(answer.contains("\rMSA|A"), qPrintable(info.fileName()));
            ++sent;
        }
    }
    QVERIFY(sent > 90);
    size_t waits = 0;
    for (const Listener::Handled& handled : listener.handled()) {
        using Fate = Listener::Handled::Fate;
        QVERIFY(handled.fate == Fate::Filed || !handled.why.isEmpty());
        waits += handled.fate == Fate::Waiting ? 1 : 0;
    }
    QVERIFY(waits > 0);
    auto* waiting = child<QTableView>(panel, "waiting");
    QTRY_VERIFY_WITH_TIMEOUT(waiting->model()->rowCount() > 0, 30'000);
    desk.picture(QStringLiteral("listening-real"));
}

QTEST_MAIN(ListeningPanelTest)
#include "tst_listening_panel.moc"
