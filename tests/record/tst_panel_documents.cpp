// Documents opened, added and saved in their panel, and entries that only some may read.

#include "content_view_p.h"
#include "document_dialog_p.h"
#include "document_form_p.h"
#include "document_ward.h"
#include "panel_tests.h"

#include <QBuffer>
#include <QCheckBox>
#include <QDirIterator>
#include <QLabel>
#include <QMessageBox>
#include <QPainter>
#include <QPdfDocument>
#include <QPdfView>
#include <QPdfWriter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>

using namespace twinward;
using namespace twinward::record;
using namespace twinward::record::test;

namespace {

const QString secretWords = QStringLiteral("Biopsy of the left kidney, told in confidence");

QByteArray pdfOf(const QString& words)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    QPainter painter(&writer);
    painter.drawText(400, 400, words);
    painter.end();
    return buffer.data();
}

QByteArray pngOf(QSize size)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(Qt::darkCyan);
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return buffer.data();
}

QPushButton* choice(QWidget* parent, const char* box, QMessageBox::ButtonRole role)
{
    auto* question = child<QMessageBox>(parent, box);
    for (QAbstractButton* button : question->buttons()) {
        if (question->buttonRole(button) == role)
            return qobject_cast<QPushButton*>(button);
    }
    qFatal("no such button");
}

QTableView* entriesOf(QWidget* panel)
{
    return child<QTableView>(panel, "entries");
}

bool anyFileHolds(const QString& folder, const QByteArray& bytes)
{
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains(bytes))
            return true;
    }
    return false;
}

} // namespace

void PanelDocumentsTest::aPdfIsShownAndTheAccessIsLogged()
{
    Ward ward;
    ward.addDocument(pdfOf(secretWords), "application/pdf");
    QWidget* dialog = ward.openFirst();
    QTRY_VERIFY(dialog->findChild<QPdfView*>("documentPages") != nullptr);
    const auto* pages = child<QPdfView>(dialog, "documentPages");
    QTRY_COMPARE(pages->document()->status(), QPdfDocument::Status::Ready);
    QCOMPARE(pages->document()->pageCount(), 1);
    QVERIFY(ward.isLogged(AccessLogged::Action::ReadRecord, "Letter from the hospital"));
}

void PanelDocumentsTest::aPictureIsShownWhole()
{
    Ward ward;
    ward.addDocument(pngOf({3000, 2000}), "image/png");
    QWidget* dialog = ward.openFirst();
    QTRY_VERIFY(dialog->findChild<QWidget*>("documentPicture") != nullptr);
    auto* picture = child<QWidget>(dialog, "documentPicture");
    QTRY_VERIFY(picture->width() > 100);
    QVERIFY2(picture->width() <= dialog->width(), "it is as large as the window, not as the film");
    const int fitted = picture->width();
    child<QPushButton>(dialog, "larger")->click();
    QVERIFY(picture->width() > fitted);
}

void PanelDocumentsTest::textIsShownInItsCharset()
{
    Ward ward;
    ward.addDocument(QByteArray("Fi\xe8vre"), "text/plain; charset=iso-8859-1");
    QWidget* dialog = ward.openFirst();
    QTRY_VERIFY(dialog->findChild<QPlainTextEdit*>("documentText") != nullptr);
    QCOMPARE(child<QPlainTextEdit>(dialog, "documentText")->toPlainText(), QString::fromUtf8("Fièvre"));
}

void PanelDocumentsTest::htmlIsShownAsWordsAndFollowsNothing()
{
    Ward ward;
    ward.addDocument("<p>Seen</p><script>x()</script><img src=\"http://127.0.0.1:9/x.png\">", "text/html");
    QWidget* dialog = ward.openFirst();
    QTRY_VERIFY(dialog->findChild<QPlainTextEdit*>("documentText") != nullptr);
    const QString shown = child<QPlainTextEdit>(dialog, "documentText")->toPlainText();
    QVERIFY(shown.contains("Seen"));
    QVERIFY(!shown.contains("<"));
}

void PanelDocumentsTest::contentInsideTheSourceIsShownToo()
{
    Ward ward;
    Document document;
    document.title = QStringLiteral("Discharge");
    Event event = eventFor(ward.patient, document);
    event.source
        = R"({"resourceType":"DocumentReference","content":[{"attachment":{"contentType":"text/plain","data":")"
        + QByteArray("Home on Tuesday").toBase64() + R"("}}]})";
    ward.clinic.commit({event});
    QTRY_COMPARE(ward.chart().current<Document>().size(), size_t(1));
    QWidget* dialog = ward.openFirst();
    QTRY_VERIFY(dialog->findChild<QPlainTextEdit*>("documentText") != nullptr);
    QCOMPARE(child<QPlainTextEdit>(dialog, "documentText")->toPlainText(), "Home on Tuesday");
}

void PanelDocumentsTest::whatIsNotHereOrDamagedSaysSo()
{
    Ward ward;
    ward.addDocument("%PDF-1.4 cut off", "application/pdf");
    QWidget* dialog = ward.openFirst();
    auto* message = child<QLabel>(dialog, "documentMessage");
    QTRY_VERIFY(message->isVisible() && message->text().contains("damaged"));
    QVERIFY(child<QPushButton>(dialog, "saveDocument")->isEnabled());
    dialog->close();

    Ward other;
    other.addDocument({}, "application/pdf");
    QWidget* empty = other.openFirst();
    QTRY_VERIFY(child<QLabel>(empty, "documentMessage")->text().contains("not its content"));
    QVERIFY(!child<QPushButton>(empty, "saveDocument")->isEnabled());
}

void PanelDocumentsTest::nothingIsWrittenToTheDiskUntilSomebodyAsks()
{
    // given
    Ward ward;
    const QByteArray content = secretWords.toUtf8();
    ward.addDocument(content, "text/plain");
    // when: shown
    QWidget* dialog = ward.openFirst();
    QTRY_VERIFY(dialog->findChild<QPlainTextEdit*>("documentText") != nullptr);
    // then
    QVERIFY(!anyFileHolds(ward.clinic.path(), content));
    // when: asked for, the warning comes first
    child<QPushButton>(dialog, "saveDocument")->click();
    auto* question = child<QMessageBox>(dialog, "saveQuestion");
    QVERIFY(question->text().contains("not encrypted"));
    QCOMPARE(question->defaultButton(), question->button(QMessageBox::Cancel));
    choice(dialog, "saveQuestion", QMessageBox::RejectRole)->click();
    QVERIFY(!ward.isLogged(AccessLogged::Action::Export, "Letter"));
    const QString path = ward.clinic.file("letter.txt");
    qobject_cast<DocumentDialog*>(dialog)->saveTo(path);
    // then
    QTRY_VERIFY(QFile::exists(path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), content);
    QVERIFY(ward.isLogged(AccessLogged::Action::Export, "Letter from the hospital"));
}

void PanelDocumentsTest::aDocumentIsAddedFromAFile()
{
    // given
    Ward ward;
    const QString path = ward.clinic.file("Chest film.png");
    const QByteArray content = pngOf({40, 30});
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
    file.close();
    QWidget* panel = ward.clinic.show("documents");
    // when
    press(Qt::Key_Insert);
    press(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY2(child<QLabel>(panel, "problemText")->isVisible(), "a document without content is not saved");
    auto* form = panel->findChild<DocumentForm*>();
    QSignalSpy taken(form, &DocumentForm::fileTaken);
    form->takeFile(path);
    QTRY_COMPARE(taken.size(), 1);
    press(Qt::Key_Return, Qt::ControlModifier);
    // then
    QTRY_COMPARE(ward.chart().current<Document>().size(), size_t(1));
    const Entry* entry = ward.chart().current<Document>().front();
    QCOMPARE(entry->as<Document>()->title, "Chest film");
    QCOMPARE(entry->as<Document>()->contentType, "image/png");
    const auto kept
        = ward.clinic.ask([entry = *entry](ledger::Vault& vault) { return readDocument(vault, entry); });
    QCOMPARE(kept->bytes, content);
}

void PanelDocumentsTest::aSensitiveNoteIsMarkedAndNotSeenByANurse()
{
    // given
    Ward ward;
    ward.enrolNurse();
    QWidget* panel = ward.clinic.show("notes");
    QTRY_COMPARE(QApplication::focusWidget()->objectName(), "noteText");
    type(secretWords);
    // when
    child<QCheckBox>(panel, "sensitive")->setChecked(true);
    press(Qt::Key_Return, Qt::ControlModifier);
    // then
    QTRY_COMPARE(ward.chart().current<Note>().size(), size_t(1));
    QCOMPARE(ward.chart().current<Note>().front()->event().category, Category::Sensitive);
    QTRY_VERIFY(column(entriesOf(panel), 3).front().contains("Sensitive"));
    QVERIFY(!entriesOf(panel)->model()->index(0, 2).data(Qt::DecorationRole).isNull());
    ward.becomeNurse();
    QVERIFY(ward.chart().entries().empty());
    QWidget* nurses = ward.clinic.show("notes");
    QCOMPARE(entriesOf(nurses)->model()->rowCount(), 0);
    QVERIFY(!child<QCheckBox>(nurses, "sensitive")->isEnabled());
}

void PanelDocumentsTest::whatBecomesSensitiveIsGoneForANurseAndOneEntryForAPhysician()
{
    // given
    Ward ward;
    ward.enrolNurse();
    ward.clinic.commit({eventFor(ward.patient, problem("Hepatitis C"), 10)});
    QTRY_COMPARE(ward.chart().activeConditions().size(), size_t(1));
    // when
    QWidget* panel = ward.clinic.show("problems");
    press(Qt::Key_Return);
    child<QCheckBox>(panel, "sensitive")->setChecked(true);
    press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(ward.chart().activeConditions().front()->event().category, Category::Sensitive);
    QCOMPARE(ward.chart().entries().size(), size_t(1));
    // then
    ward.becomeNurse();
    QVERIFY(ward.chart().activeConditions().empty());
    QWidget* nurses = ward.clinic.show("problems");
    child<QCheckBox>(nurses, "showPast")->setChecked(true);
    QCOMPARE(entriesOf(nurses)->model()->rowCount(), 0);
}

void PanelDocumentsTest::aDocumentThatBecomesSensitiveTakesItsContentAlong()
{
    // given
    Ward ward;
    ward.enrolNurse();
    const QByteArray content = secretWords.toUtf8();
    ward.addDocument(content, "text/plain");
    // when
    QWidget* panel = ward.clinic.show("documents");
    press(Qt::Key_F2);
    child<QCheckBox>(panel, "sensitive")->setChecked(true);
    press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(ward.chart().current<Document>().front()->event().category, Category::Sensitive);
    // then
    const Entry entry = *ward.chart().current<Document>().front();
    const auto kept = ward.clinic.ask([entry](ledger::Vault& vault) { return readDocument(vault, entry); });
    QCOMPARE(kept->bytes, content);
    ward.becomeNurse();
    const auto refused
        = ward.clinic.ask([entry](ledger::Vault& vault) { return readDocument(vault, entry); });
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, base::ErrorCode::NotAuthorised);
}

void PanelDocumentsTest::aSensitiveAllergyAsksFirst()
{
    Ward ward;
    QWidget* panel = ward.clinic.show("allergies");
    press(Qt::Key_Insert);
    type("Efavirenz");
    child<QCheckBox>(panel, "sensitive")->setChecked(true);
    QVERIFY(child<QLabel>(panel, "dangers")->text().contains("Nurses will not see"));
    press(Qt::Key_Return, Qt::ControlModifier);
    ward.clinic.settle();
    QVERIFY(ward.chart().activeAllergies().empty());
    choice(panel, "dangerQuestion", QMessageBox::DestructiveRole)->click();
    QTRY_COMPARE(ward.chart().activeAllergies().size(), size_t(1));
    QCOMPARE(ward.chart().activeAllergies().front()->event().category, Category::Sensitive);
}

void PanelDocumentsTest::whatFollowsASensitivePrescriptionIsSensitive()
{
    Ward ward;
    Event event = eventFor(ward.patient, prescribed("Methadone", "40 mg"), 5);
    event.category = Category::Sensitive;
    ward.clinic.commit({event});
    QTRY_COMPARE(ward.chart().activeMedications().size(), size_t(1));
    QWidget* panel = ward.clinic.show("medications");
    child<QPushButton>(panel, "give")->click();
    QVERIFY(child<QCheckBox>(panel, "sensitive")->isChecked());
    press(Qt::Key_Return, Qt::ControlModifier);
    if (auto* question = panel->findChild<QMessageBox*>("dangerQuestion"))
        choice(panel, qPrintable(question->objectName()), QMessageBox::DestructiveRole)->click();
    QTRY_COMPARE(ward.chart().entries().size(), size_t(2));
    for (const Entry& entry : ward.chart().entries())
        QCOMPARE(entry.event().category, Category::Sensitive);
}

void PanelDocumentsTest::everyKindIsAmendedInTheFormItWasWrittenIn()
{
    Ward ward;
    Immunisation vaccine;
    vaccine.code.text = "Measles";
    vaccine.lotNumber = "A1";
    vaccine.status = "completed";
    ward.clinic.commit({eventFor(ward.patient, vaccine, 3)});
    QTRY_COMPARE(ward.chart().entries().size(), size_t(1));
    QWidget* panel = ward.clinic.show("procedures");
    press(Qt::Key_Return);
    QCOMPARE(child<QLineEdit>(panel, "vaccine")->text(), "Measles");
    QCOMPARE(child<QLineEdit>(panel, "lot")->text(), "A1");
    child<QLineEdit>(panel, "lot")->setText("A2");
    press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(ward.chart().entries().front().versions.size(), size_t(2));
    QCOMPARE(ward.chart().entries().front().as<Immunisation>()->lotNumber, "A2");
    QCOMPARE(ward.chart().entries().front().as<Immunisation>()->code.text, "Measles");
}
