// Dialogs that a board opens: on the board and worked there, or refused in words; never only on the desk, and
// never in the desk's way.

#include "../vitals/panel_clinic.h"

#include "boards_p.h"

#include <QApplication>
#include <QDialog>
#include <QFileDialog>
#include <QGraphicsProxyWidget>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QStyleHints>
#include <QTest>
#include <QVBoxLayout>

using namespace twinward;
using namespace twinward::headset;
using vitals::test::PanelClinic;
using workbench::Theme;

namespace {

constexpr QSize boardPixels{500, 400};

// A board with a button that opens what a test gives it, and a desk that has the keyboard.
struct Room
{
    explicit Room(workbench::Workspace& workspace)
        : boards(workspace, nullptr)
    {
        auto* column = new QVBoxLayout(page);
        column->addWidget(open);
        column->addWidget(other);
        column->addStretch(1);
        desk.show();
        desk.activateWindow();
        boards.add(QStringLiteral("test"), page, boardPixels);
        QObject::connect(other, &QPushButton::clicked, other, [this] { ++pressed; });
    }
    void point(BoardPointer::Kind kind, const QWidget& target)
    {
        QWidget* window = target.window();
        const QPointF at = window->graphicsProxyWidget()->mapToScene(
            QPointF(target.mapTo(window, target.rect().center())));
        const QSizeF size = scene().sceneRect().size();
        boards.point({kind, 1, {at.x() / size.width(), at.y() / size.height()}, 0});
    }
    void press(const QWidget& target)
    {
        QTest::qWait(QGuiApplication::styleHints()->mouseDoubleClickInterval() + 50); // none is a second one
        point(BoardPointer::Kind::Press, target);
        point(BoardPointer::Kind::Release, target);
    }
    [[nodiscard]] QGraphicsScene& scene() const { return *page->graphicsProxyWidget()->scene(); }
    [[nodiscard]] QString notice() const
    {
        for (const QGraphicsItem* item : scene().items()) {
            const auto* proxy = qgraphicsitem_cast<const QGraphicsProxyWidget*>(item);
            if (const auto* words = proxy != nullptr ? qobject_cast<QLabel*>(proxy->widget()) : nullptr)
                return words->text();
        }
        return {};
    }
    void keep(const QString& name) const
    {
        const QString folder = qEnvironmentVariable("TWINWARD_PICTURES");
        if (!folder.isEmpty() && !boards.onStage().empty())
            boards.onStage().front().picture.save(QStringLiteral("%1/%2.png").arg(folder, name));
    }

    QLineEdit desk;
    QWidget* page = new QWidget; // the board's
    QPushButton* open = new QPushButton(QStringLiteral("Open"));
    QPushButton* other = new QPushButton(QStringLiteral("Other"));
    int pressed = 0;
    Boards boards;
};

} // namespace

class TestHeadsetDialogs : public QObject
{
    Q_OBJECT

    std::unique_ptr<PanelClinic> m_clinic;

private slots:
    void initTestCase()
    {
        Theme::instance().setMode(Theme::Mode::Light);
        Theme::instance().apply();
        m_clinic = std::make_unique<PanelClinic>(record::Role::Physician);
    }
    void cleanupTestCase() { m_clinic.reset(); }

    void aDialogOpensOnTheBoardAndIsWorkedThere()
    {
        Room room(*m_clinic->workspace);
        QVERIFY(QTest::qWaitForWindowActive(&room.desk));
        auto* dialog = new QDialog(room.page);
        dialog->setWindowTitle(QStringLiteral("Correct"));
        auto* column = new QVBoxLayout(dialog);
        auto* field = new QLineEdit;
        auto* done = new QPushButton(QStringLiteral("Record"));
        column->addWidget(new QLabel(QStringLiteral("Heart rate")));
        column->addWidget(field);
        column->addWidget(done);
        connect(done, &QPushButton::clicked, dialog, &QDialog::accept);
        int accepted = 0;
        connect(dialog, &QDialog::accepted, this, [&] { ++accepted; });
        connect(room.open, &QPushButton::clicked, dialog, &QDialog::open);
        room.press(*room.open);
        QTRY_VERIFY(dialog->isVisible() && dialog->graphicsProxyWidget() != nullptr);
        const QGraphicsProxyWidget* proxy = dialog->graphicsProxyWidget();
        QTRY_VERIFY(proxy->panelModality() == QGraphicsItem::SceneModal);
        QVERIFY(QRectF({}, boardPixels).contains(proxy->mapRectToScene(proxy->rect())));
        QVERIFY(QApplication::activeModalWidget() == nullptr); // the desk goes on
        // what stands behind it can't be pressed meanwhile
        room.press(*room.other);
        QCOMPARE(room.pressed, 0);
        // keys go into the field that was touched
        room.press(*field);
        QTRY_VERIFY(field->hasFocus());
        for (const char letter : {'8', '8'})
            QTest::keyClick(room.desk.windowHandle(), letter);
        QCOMPARE(field->text(), QStringLiteral("88"));
        QCOMPARE(room.desk.text(), QString());
        QTest::qWait(300);
        room.keep(QStringLiteral("board-dialog"));
        room.press(*done);
        QTRY_COMPARE(accepted, 1);
        QVERIFY(!dialog->isVisible());
        room.press(*room.other);
        QCOMPARE(room.pressed, 1);
    }

    void theDeskCanBeUsedWhileABoardHasADialog()
    {
        Room room(*m_clinic->workspace);
        QVERIFY(QTest::qWaitForWindowActive(&room.desk));
        auto* dialog = new QDialog(room.page);
        connect(room.open, &QPushButton::clicked, dialog, &QDialog::open);
        room.press(*room.open);
        QTRY_VERIFY(dialog->isVisible());
        QTest::mouseClick(room.desk.windowHandle(), Qt::LeftButton, {}, QPoint(10, 10));
        QTest::keyClick(room.desk.windowHandle(), 'x');
        QCOMPARE(room.desk.text(), QStringLiteral("x"));
        QVERIFY(dialog->isVisible());
    }

    void whatTheBoardHasNoRoomForIsRefusedInWords()
    {
        Room room(*m_clinic->workspace);
        auto* dialog = new QDialog(room.page);
        dialog->setMinimumSize(boardPixels * 2);
        int refused = 0;
        connect(dialog, &QDialog::rejected, this, [&] { ++refused; });
        connect(room.open, &QPushButton::clicked, dialog, &QDialog::open);
        room.press(*room.open);
        QTRY_COMPARE(refused, 1);
        QVERIFY(!dialog->isVisible());
        QVERIFY(room.notice().contains(QStringLiteral("This needs the desk")));
        QTest::qWait(300);
        room.keep(QStringLiteral("board-refused"));
        room.press(*room.other); // a touch takes the words away
        QCOMPARE(room.notice(), QString());
        QCOMPARE(room.pressed, 1);
    }

    void filesAreChosenAtTheDesk()
    {
        Room room(*m_clinic->workspace);
        auto* dialog = new QFileDialog(room.page);
        int refused = 0;
        connect(dialog, &QDialog::rejected, this, [&] { ++refused; });
        connect(room.open, &QPushButton::clicked, dialog, &QDialog::open);
        room.press(*room.open);
        QTRY_COMPARE(refused, 1);
        QVERIFY(room.notice().contains(QStringLiteral("This needs the desk")));
    }

    void aMenuAtTheEdgeStaysOnTheBoard()
    {
        Room room(*m_clinic->workspace);
        auto* menu = new QMenu(room.page);
        for (int i = 0; i < 6; ++i)
            menu->addAction(QStringLiteral("Line %1").arg(i));
        connect(room.open, &QPushButton::clicked, menu, [menu, page = room.page] {
            menu->popup(page->mapToGlobal(QPoint(boardPixels.width() - 10, boardPixels.height() - 10)));
        });
        room.press(*room.open);
        QTRY_VERIFY(menu->isVisible() && menu->graphicsProxyWidget() != nullptr);
        const QGraphicsProxyWidget* proxy = menu->graphicsProxyWidget();
        QTRY_VERIFY(QRectF({}, boardPixels).contains(proxy->mapRectToScene(proxy->rect())));
        menu->close();
    }
};

QTEST_MAIN(TestHeadsetDialogs)
#include "tst_headset_dialogs.moc"
