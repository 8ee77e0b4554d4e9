// Boards off the screen: their buttons, fields, lists and menus work by ray as they do by mouse.

#include "../vitals/panel_clinic.h"

#include "boards_p.h"
#include "tool_board_p.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QElapsedTimer>
#include <QGraphicsProxyWidget>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QStyleHints>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

using namespace twinward;
using namespace twinward::headset;
using vitals::test::PanelClinic;
using workbench::Theme;

namespace {

BoardPointer at(const QWidget* board, const QWidget* target, BoardPointer::Kind kind, QPoint inside = {})
{
    const QPoint middle = target->mapTo(board, inside.isNull() ? target->rect().center() : inside);
    return {kind, 1, {(middle.x() + 0.5) / board->width(), (middle.y() + 0.5) / board->height()}, 0};
}

// As a person does: into the window that is in front, whatever has its focus.
void type(QWidget& desk, const char* letters)
{
    for (const char* letter = letters; *letter != 0; ++letter)
        QTest::keyClick(desk.windowHandle(), *letter);
}

// As many dots of the picture as differ from the other's.
int difference(const QImage& one, const QImage& other)
{
    int count = 0;
    for (int y = 0; y < one.height(); ++y) {
        for (int x = 0; x < one.width(); ++x)
            count += one.pixel(x, y) != other.pixel(x, y) ? 1 : 0;
    }
    return count;
}

} // namespace

class TestHeadsetBoards : public QObject
{
    Q_OBJECT

    std::unique_ptr<PanelClinic> m_clinic;

    static void keep(const QImage& image, const QString& name)
    {
        const QString folder = qEnvironmentVariable("TWINWARD_PICTURES");
        if (!folder.isEmpty())
            image.save(QStringLiteral("%1/%2.png").arg(folder, name));
    }

private slots:
    void initTestCase()
    {
        Theme::instance().setMode(Theme::Mode::Light);
        Theme::instance().apply();
        m_clinic = std::make_unique<PanelClinic>(record::Role::Physician);
    }
    void cleanupTestCase() { m_clinic.reset(); }

    void aRayPressesTheButtonItPointsAt()
    {
        auto* page = new QWidget;
        auto* column = new QVBoxLayout(page);
        auto* one = new QPushButton(QStringLiteral("One"));
        auto* other = new QPushButton(QStringLiteral("Other"));
        column->addWidget(one);
        column->addWidget(other);
        int pressed = 0;
        connect(other, &QPushButton::clicked, this, [&] { ++pressed; });
        BoardScene board(1, QStringLiteral("test"), page, {400, 300});
        QTRY_VERIFY(board.isDirty());
        const QImage rest = board.draw();
        board.point(at(page, other, BoardPointer::Kind::Move));
        QVERIFY(other->underMouse());
        board.point(at(page, other, BoardPointer::Kind::Press));
        QVERIFY(other->isDown());
        QTRY_VERIFY(board.isDirty());
        QVERIFY(difference(board.draw(), rest) > 100); // it is seen to be pressed
        board.point(at(page, other, BoardPointer::Kind::Release));
        QCOMPARE(pressed, 1);
        // a hand that leaves with the button held presses nothing
        board.point(at(page, other, BoardPointer::Kind::Press));
        board.point({BoardPointer::Kind::Leave, 1, {}, 0});
        QVERIFY(!other->isDown());
        QCOMPARE(pressed, 1);
    }

    void onlyWhatChangedIsDrawnAgain()
    {
        auto* page = new QWidget;
        auto* column = new QVBoxLayout(page);
        auto* label = new QLabel(QStringLiteral("72"));
        column->addWidget(label);
        BoardScene board(1, QStringLiteral("test"), page, {400, 300});
        QTRY_VERIFY(board.isDirty());
        (void)board.draw();
        QTest::qWait(50);
        while (board.isDirty())
            (void)board.draw();
        const auto version = board.version();
        QTest::qWait(100);
        QVERIFY(!board.isDirty()); // at rest it costs nothing
        label->setText(QStringLiteral("118"));
        QTRY_VERIFY(board.isDirty());
        const QImage before = board.draw();
        QCOMPARE(board.version(), version + 1);
        QCOMPARE(before.format(), QImage::Format_RGBA8888_Premultiplied);
    }

    void boardsComeInTheirOrder()
    {
        Boards boards(*m_clinic->workspace, nullptr);
        bool inOrder = true;
        connect(&boards, &Boards::drawn, this, [&] {
            BoardId next = 1;
            for (const BoardOnStage& board : boards.onStage())
                inOrder = inOrder && board.id == next++ && !board.picture.isNull() && board.widthM > 0.2;
        });
        for (const char* name : {"one", "two", "three"})
            boards.add(QString::fromLatin1(name), new QLabel(QString::fromLatin1(name)), {300, 200});
        QTRY_COMPARE(boards.onStage().size(), size_t{3});
        QVERIFY(inOrder);
    }

    void noTwoPanelsAreMadeInOneTurn()
    {
        int turn = 0;
        QList<int> made;
        workbench::PanelFactory factory;
        factory.title = "Test";
        factory.make = [&](workbench::Workspace&, QWidget* parent) {
            made.append(turn);
            return new workbench::Panel(parent);
        };
        Boards boards(*m_clinic->workspace, nullptr);
        for (const char* name : {"one", "two", "three"}) {
            factory.id = QString::fromLatin1(name);
            boards.add(factory);
        }
        QVERIFY(made.isEmpty()); // whoever enters the headset does not wait for them
        QElapsedTimer since;
        since.start();
        while (boards.onStage().size() < 3 && since.elapsed() < 30'000) {
            ++turn;
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        }
        QCOMPARE(boards.onStage().size(), size_t{3});
        QCOMPARE(made.size(), 3);
        QVERIFY(made[0] < made[1] && made[1] < made[2]);
    }

    void aBoardIsDrawnBitByBit()
    {
        auto* page = new QLabel(QStringLiteral("72"));
        BoardScene board(1, QStringLiteral("test"), page, {400, 1000});
        QTRY_VERIFY(board.isDirty());
        int calls = 1;
        const QImage* picture = board.drawSome(std::chrono::milliseconds(0));
        QVERIFY(picture == nullptr); // not all of it in no time
        QVERIFY(board.isDirty());
        for (; picture == nullptr && calls < 100; ++calls)
            picture = board.drawSome(std::chrono::milliseconds(0));
        QVERIFY(picture != nullptr && calls > 3);
        QCOMPARE(board.version(), std::uint64_t{1});
        const QImage bits = picture->copy();
        board.resize({400, 1000});
        QCOMPARE(difference(board.draw(), bits), 0); // and it is the same picture
    }

    void aFieldOnABoardGetsTheKeyboard()
    {
        auto* page = new QWidget;
        auto* column = new QVBoxLayout(page);
        auto* field = new QLineEdit;
        column->addWidget(field);
        QLineEdit desk;
        desk.show();
        desk.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&desk));
        desk.setFocus();
        Boards boards(*m_clinic->workspace, nullptr);
        boards.add(QStringLiteral("test"), page, {400, 300});
        type(desk, "ab");
        QCOMPARE(desk.text(), QStringLiteral("ab"));
        boards.point(at(page, field, BoardPointer::Kind::Press));
        boards.point(at(page, field, BoardPointer::Kind::Release));
        QTRY_VERIFY(field->hasFocus());
        type(desk, "cd");
        QCOMPARE(field->text(), QStringLiteral("cd"));
        QCOMPARE(desk.text(), QStringLiteral("ab"));
        // whoever clicks at the desk has it there again
        QTest::mouseClick(desk.windowHandle(), Qt::LeftButton, {}, QPoint(10, 10));
        type(desk, "e");
        QCOMPARE(field->text(), QStringLiteral("cd"));
        QVERIFY(desk.text().contains(u'e'));
    }

    void listsAndMenusOpenOnTheBoard()
    {
        auto* page = new QWidget;
        auto* column = new QVBoxLayout(page);
        auto* box = new QComboBox;
        box->addItems({QStringLiteral("Alpha"), QStringLiteral("Beta"), QStringLiteral("Gamma")});
        auto* more = new QToolButton;
        more->setText(QStringLiteral("More"));
        more->setPopupMode(QToolButton::InstantPopup);
        auto* menu = new QMenu(more);
        menu->addAction(QStringLiteral("First"));
        more->setMenu(menu);
        column->addWidget(box);
        column->addWidget(more);
        column->addStretch(1);
        BoardScene board(1, QStringLiteral("test"), page, {400, 300});
        QTRY_VERIFY(board.isDirty());
        const QImage rest = board.draw();
        board.point(at(page, box, BoardPointer::Kind::Press));
        board.point(at(page, box, BoardPointer::Kind::Release));
        QTRY_VERIFY(box->view()->isVisible());
        QTRY_VERIFY(board.isDirty());
        QTest::qWait(300);
        const QImage listed = board.draw();
        QVERIFY(difference(listed, rest) > 1000);
        keep(listed, QStringLiteral("board-list"));
        // the last line of the list is chosen by the ray
        const QWidget* list = box->view();
        const QRect line = box->view()->visualRect(box->model()->index(2, 0));
        const QPoint inList = box->view()->viewport()->mapTo(list->window(), line.center());
        const QPointF inScene = list->window()->graphicsProxyWidget() != nullptr
            ? list->window()->graphicsProxyWidget()->mapToScene(inList)
            : QPointF(-1, -1);
        QVERIFY(QRectF(0, 0, 400, 300).contains(inScene));
        const QPointF place(inScene.x() / 400, inScene.y() / 300);
        QTest::qWait(QGuiApplication::styleHints()->mouseDoubleClickInterval() + 50);
        for (const auto kind :
            {BoardPointer::Kind::Move, BoardPointer::Kind::Press, BoardPointer::Kind::Release})
            board.point({kind, 1, place, 0});
        QTRY_COMPARE(box->currentText(), QStringLiteral("Gamma"));
        QTRY_VERIFY(!box->view()->isVisible());
        // a menu runs the event loop until it is closed: hands go on meanwhile
        bool isOnBoard = false;
        QTimer::singleShot(200, this, [&] {
            isOnBoard = menu->isVisible() && menu->graphicsProxyWidget() != nullptr;
            if (isOnBoard)
                keep(board.draw(), QStringLiteral("board-menu"));
            menu->close();
        });
        board.point(at(page, more, BoardPointer::Kind::Press));
        QTRY_VERIFY(isOnBoard); // and not on the desk's screen
    }

    void aBoardCanGoWhileItsMenuIsOpen_data()
    {
        QTest::addColumn<bool>("isPart");
        QTest::newRow("the board itself was pressed") << false;
        QTest::newRow("a part of it was pressed") << true;
    }

    void aBoardCanGoWhileItsMenuIsOpen()
    {
        QFETCH(bool, isPart);
        auto* more = new QToolButton;
        more->setPopupMode(QToolButton::InstantPopup);
        auto* menu = new QMenu(more);
        menu->addAction(QStringLiteral("First"));
        more->setMenu(menu);
        QWidget* page = more;
        if (isPart) {
            page = new QWidget;
            auto* layout = new QVBoxLayout(page);
            layout->addWidget(more);
        }
        const QPointer<QToolButton> pressed(more);
        auto board = std::make_unique<BoardScene>(1, QStringLiteral("test"), page, QSize(400, 300));
        QTRY_VERIFY(board->isDirty());
        QTimer::singleShot(200, this, [&] { board.reset(); });
        board->point(at(page, more, BoardPointer::Kind::Press));
        QTRY_VERIFY(board == nullptr);
        QVERIFY(pressed.isNull());
    }

    void aStickScrollsTheBoard()
    {
        auto* scroll = new QScrollArea;
        auto* tall = new QWidget;
        tall->setMinimumHeight(3000);
        scroll->setWidget(tall);
        BoardScene board(1, QStringLiteral("test"), scroll, {400, 300});
        QTRY_VERIFY(board.isDirty());
        board.point({BoardPointer::Kind::Scroll, 1, {0.5, 0.5}, -2});
        QVERIFY(scroll->verticalScrollBar()->value() > 0);
    }

    void theToolBoardsButtonsAreLargeAndDoWhatTheySay()
    {
        auto* tools = new ToolBoard;
        tools->setPassthrough(ToolBoard::Passthrough::Offered);
        tools->setSteps(true, true);
        BoardScene board(1, QStringLiteral("tools"), tools, ToolBoard::pixels);
        QTRY_VERIFY(board.isDirty());
        keep(board.draw(), QStringLiteral("tool-board"));
        QVERIFY(tools->width() <= board.pixels().width()); // nothing of it is cut off
        for (const QPushButton* button : tools->findChildren<QPushButton*>()) {
            QVERIFY2(button->height() >= 44, qPrintable(button->text()));
            QVERIFY(!button->accessibleName().isEmpty());
            const int words = button->fontMetrics().horizontalAdvance(button->text());
            QVERIFY2(words + 8 <= button->width(), qPrintable(button->text()));
        }
        std::optional<Choices> chosen;
        connect(tools, &ToolBoard::chosen, this, [&](const Choices& choices) { chosen = choices; });
        std::optional<StageRequest> asked;
        connect(tools, &ToolBoard::asked, this, [&](const StageRequest& request) { asked = request; });
        const auto press = [&](const char* name) {
            const auto* button = tools->findChild<QPushButton*>(QString::fromLatin1(name));
            board.point(at(tools, button, BoardPointer::Kind::Press));
            board.point(at(tools, button, BoardPointer::Kind::Release));
            QTest::qWait(QGuiApplication::styleHints()->mouseDoubleClickInterval() + 50);
        };
        press("tool2");
        QVERIFY(chosen && chosen->tool == HandTool::Measure);
        press("room-ward");
        QVERIFY(chosen && chosen->room == QStringLiteral("ward"));
        press("view2");
        QVERIFY(asked && asked->kind == StageRequest::Kind::Turn && asked->view == SavedView::Left);
    }
};

QTEST_MAIN(TestHeadsetBoards)
#include "tst_headset_boards.moc"
