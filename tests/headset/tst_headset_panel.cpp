// The headset's panel in a real window and the boards off the screen: what to do is said in words, and a
// board's buttons, fields and lists work by ray as they do by mouse.

#include "../vitals/panel_clinic.h"

#include "bed_signs_p.h"
#include "boards_p.h"
#include "frame_costs_p.h"
#include "headset_panel/headset.h"
#include "headset_panel/panels.h"
#include "mirror_view_p.h"
#include "tool_board_p.h"

#include <QAbstractItemView>
#include <QComboBox>
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
#include <QTranslator>
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

class TestHeadsetPanel : public QObject
{
    Q_OBJECT

    std::unique_ptr<PanelClinic> m_clinic;
    std::unique_ptr<workbench::Panel> m_panel;

    workbench::Panel* open(QSize size = {1000, 720})
    {
        m_panel.reset(panels().front().make(*m_clinic->workspace, nullptr));
        m_panel->resize(size);
        m_panel->show();
        m_panel->activateWindow();
        if (!QTest::qWaitForWindowActive(m_panel.get()))
            qFatal("the window does not come up");
        m_panel->focusFirst();
        return m_panel.get();
    }
    [[nodiscard]] QString words(const char* name) const
    {
        const auto* label = m_panel->findChild<QLabel*>(QString::fromLatin1(name));
        return label != nullptr && label->isVisibleTo(m_panel.get()) ? label->text() : QString();
    }
    static void picture(QWidget* widget, const QString& name)
    {
        const QString folder = qEnvironmentVariable("TWINWARD_PICTURES");
        if (folder.isEmpty())
            return;
        for (const Theme::Mode mode : {Theme::Mode::Dark, Theme::Mode::Light}) {
            Theme::instance().setMode(mode);
            QTest::qWait(100);
            const auto shade = mode == Theme::Mode::Dark ? QStringLiteral("dark") : QStringLiteral("light");
            widget->grab().save(QStringLiteral("%1/%2-%3.png").arg(folder, name, shade));
        }
    }
    static void keep(const QImage& image, const QString& name)
    {
        const QString folder = qEnvironmentVariable("TWINWARD_PICTURES");
        if (!folder.isEmpty())
            image.save(QStringLiteral("%1/%2.png").arg(folder, name));
    }
    record::PatientId admit(const QString& family, const QString& given, const QString& bed)
    {
        const record::PatientId patient = m_clinic->enrol(family, given, 1959);
        record::Encounter stay;
        stay.encounterClass = QStringLiteral("IMP");
        stay.location = bed;
        stay.status = QStringLiteral("in-progress");
        record::Event event;
        event.patient = patient;
        event.category = record::Category::Clinical;
        event.occurred = base::Moment::fromDateTime(QDateTime::currentDateTime().addDays(-1));
        event.body = stay;
        m_clinic->commit({event});
        return patient;
    }

private slots:
    void initTestCase()
    {
        qputenv("XR_RUNTIME_JSON", "/nowhere/runtime.json");
        Theme::instance().setMode(Theme::Mode::Light);
        Theme::instance().apply();
    }
    void init() { m_clinic = std::make_unique<PanelClinic>(record::Role::Physician); }
    void cleanup()
    {
        m_panel.reset();
        Headset::dismiss(*m_clinic->context);
        m_clinic.reset();
    }

    void withoutARuntimeThePanelSaysWhatToDo()
    {
        open();
        auto* button = m_panel->findChild<QPushButton*>(QStringLiteral("headsetEnter"));
        QVERIFY(button->hasFocus());
        picture(m_panel.get(), QStringLiteral("headset-off"));
        QTest::keyClick(button, Qt::Key_Space);
        QTRY_VERIFY(words("headsetState").contains(QStringLiteral("No OpenXR runtime answers")));
        QVERIFY(words("headsetTodo").contains(QStringLiteral("begins by itself")));
        QVERIFY(button->text().startsWith(QStringLiteral("Leave the headset")));
        picture(m_panel.get(), QStringLiteral("headset-no-runtime"));
        m_panel->resize(420, 900);
        picture(m_panel.get(), QStringLiteral("headset-narrow"));
        QTest::keyClick(button, Qt::Key_Space);
        QCOMPARE(words("headsetState"), QStringLiteral("Nobody is in the headset."));
        QVERIFY(button->text().startsWith(QStringLiteral("Enter the headset")));
    }

    void closingThePanelDoesNotLeave()
    {
        open();
        Headset& headset = Headset::of(*m_clinic->workspace);
        headset.enter();
        m_panel.reset();
        QVERIFY(headset.isEntered());
        open();
        QTRY_VERIFY(words("headsetState").contains(QStringLiteral("No OpenXR runtime answers")));
    }

    void whatIsChosenIsWhatTheStageIsTold()
    {
        open();
        auto* room = m_panel->findChild<QComboBox*>(QStringLiteral("headsetRoom"));
        QCOMPARE(room->count(), 3); // the real room is offered by a headset that can show it
        room->setFocus();
        QTest::keyClick(room, Qt::Key_Down);
        QCOMPARE(Headset::of(*m_clinic->workspace).choices().room, QStringLiteral("ward"));
        auto* tool = m_panel->findChild<QComboBox*>(QStringLiteral("headsetTool"));
        tool->setFocus();
        QTest::keyClick(tool, Qt::Key_Down);
        QCOMPARE(Headset::of(*m_clinic->workspace).choices().tool, HandTool::Clip);
    }

    void theFigureIsThePatientsOrNobody()
    {
        const auto patient = m_clinic->enrol(QStringLiteral("Diallo"), QStringLiteral("Amina"), 1980);
        open();
        m_clinic->context->open(patient);
        QTRY_VERIFY(words("headsetBody").contains(QStringLiteral("Nobody lies on the couch")));
        auto round = PanelClinic::round(patient, 30);
        round.values.emplace(
            vitals::Sign::Height, vitals::Entered{base::Decimal(171, 0), QStringLiteral("cm")});
        round.values.emplace(
            vitals::Sign::Weight, vitals::Entered{base::Decimal(64, 0), QStringLiteral("kg")});
        m_clinic->chart(round);
        QTRY_VERIFY(words("headsetBody").contains(QStringLiteral("171 cm, 64 kg")));
        const auto body = Headset::of(*m_clinic->workspace).content().body;
        QVERIFY(body && body->sex == record::Sex::Female);
    }

    void signsHangOverTheBedsOfTheWard()
    {
        const auto rosa
            = admit(QStringLiteral("Quispe Mamani"), QStringLiteral("Rosa"), QStringLiteral("Ward A / 3"));
        m_clinic->chart(PanelClinic::round(rosa, 12, 130, 28, 91, 39.2));
        admit(QStringLiteral("Hodžić"), QStringLiteral("Dragan"), QStringLiteral("Ward A / 12"));
        open();
        Headset& headset = Headset::of(*m_clinic->workspace);
        Choices ward;
        ward.room = QStringLiteral("ward");
        headset.choose(ward);
        QCOMPARE(headset.content().signs, 0); // nobody is in the room: nobody's record is read
        headset.enter();
        QTRY_COMPARE(headset.content().signs, 1);
        QCOMPARE(headset.content().bedsElsewhere, 1); // the room has six beds
        std::optional<DeskState> state;
        const auto signsAre = [&](size_t count) {
            if (auto newer = headset.link()->toStage.take())
                state = std::move(newer);
            return state && state->signs.size() == count;
        };
        QTRY_VERIFY(signsAre(1));
        QCOMPARE(state->signs.at(0).bed, QStringLiteral("3"));
        keep(state->signs.at(0).picture, QStringLiteral("bed-sign"));
        picture(m_panel.get(), QStringLiteral("headset-ward"));
        // whoever is taken off is shown nowhere, at the next unlock too
        headset.setBed(rosa, Headset::OnTheBed::Hidden);
        QCOMPARE(headset.content().signs, 0);
        QTRY_VERIFY(signsAre(0));
        Headset::dismiss(*m_clinic->context);
        m_panel.reset();
        Headset& again = Headset::of(*m_clinic->workspace);
        again.choose(ward);
        again.enter();
        QTRY_COMPARE(again.content().bedsElsewhere, 1);
        QTRY_COMPARE(again.beds().size(), size_t{2});
        QTRY_COMPARE(again.content().signs, 0);
    }

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

    void aBoardCanGoWhileItsMenuIsOpen()
    {
        auto* more = new QToolButton;
        more->setPopupMode(QToolButton::InstantPopup);
        auto* menu = new QMenu(more);
        menu->addAction(QStringLiteral("First"));
        more->setMenu(menu);
        auto board = std::make_unique<BoardScene>(1, QStringLiteral("test"), more, QSize(400, 300));
        QTRY_VERIFY(board->isDirty());
        QTimer::singleShot(200, this, [&] { board.reset(); });
        board->point(at(more, more, BoardPointer::Kind::Press));
        QTRY_VERIFY(board == nullptr);
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

    void framesAreCountedByCost()
    {
        std::vector<FrameRecord> frames;
        for (int i = 1; i <= 100; ++i) {
            FrameRecord frame;
            frame.number = static_cast<std::uint64_t>(i);
            frame.period = std::chrono::milliseconds(11);
            frame.draw = std::chrono::microseconds(100 * i); // 0.1 to 10 ms
            frame.drawn = true;
            frame.focused = true;
            frames.push_back(frame);
        }
        frames[9].gpu = std::chrono::milliseconds(25); // the slowest of all, and a picture missed
        frames[9].missed = 2;
        const FrameCosts costs = costsOf(frames);
        QCOMPARE(costs.percentilesMs[0], 5.1);
        QCOMPARE(costs.percentilesMs[1], 9.6);
        QCOMPARE(costs.percentilesMs[2], 10.0);
        QCOMPARE(costs.budgetMs, 11.0);
        QCOMPARE(costs.missed, 2);
        QCOMPARE(costs.late, (std::map<Lateness, int>{{Lateness::Graphics, 1}}));
        QCOMPARE(costsOf({}).drawn, 0);
    }
};

QTEST_MAIN(TestHeadsetPanel)
#include "tst_headset_panel.moc"
