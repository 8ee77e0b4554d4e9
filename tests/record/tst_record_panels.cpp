// Runs the record's GUI tests, one class after another, in one window system.

#include "panel_tests.h"

#include <QApplication>
#include <QLocale>
#include <QTest>

int main(int argc, char** argv)
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    QApplication app(argc, argv);
    PanelPatientsTest patients;
    PanelBannerTest banner;
    PanelEntriesTest entries;
    PanelDocumentsTest documents;
    PanelSummaryTest summary;
    int failed = 0;
    for (QObject* test :
        {static_cast<QObject*>(&patients), static_cast<QObject*>(&banner), static_cast<QObject*>(&entries),
            static_cast<QObject*>(&documents), static_cast<QObject*>(&summary)})
        failed += QTest::qExec(test, argc, argv);
    return failed;
}
