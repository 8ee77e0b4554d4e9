// The headset's panel in a real window: what to do is said in words, what is chosen reaches the stage, and
// signs hang only over the beds of those who are to be shown.

#include "../vitals/panel_clinic.h"

#include "bed_signs_p.h"
#include "frame_costs_p.h"
#include "headset_panel/headset.h"
#include "headset_panel/panels.h"
#include "mirror_view_p.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QTest>

using namespace twinward;
using namespace twinward::headset;
using vitals::test::PanelClinic;
using workbench::Theme;

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
