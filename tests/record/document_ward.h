#pragma once

// A patient whose documents are opened, added and kept from those who may not read them.

#include "document_dialog_p.h"
#include "panel_clinic.h"

namespace twinward::record::test {

inline const QByteArray nurseWord = QByteArrayLiteral("wake the night shift");

struct Ward
{
    Ward()
        : patient(registered(clinic, person("Dube", "Lindiwe")))
    {
        clinic.open(patient);
    }
    [[nodiscard]] const Chart& chart() { return *clinic.context().chart(); }

    // As an import leaves it: the content as a blob under the event's category.
    Event addDocument(const QByteArray& content, const QString& type, Category category = Category::Clinical)
    {
        Document document;
        document.title = QStringLiteral("Letter from the hospital");
        document.contentType = type;
        document.size = content.size();
        Event event = eventFor(patient, document, 2);
        event.category = category;
        if (!content.isEmpty()) {
            const auto blob = clinic.ask([this, category, content](ledger::Vault& vault) {
                return vault.storeBlob(patient, category, content);
            });
            std::get<Document>(event.body).blob = *blob;
        }
        clinic.commit({event});
        if (!QTest::qWaitFor([&] { return !chart().current<Document>().empty(); }))
            qFatal("the document is not in the chart");
        return event;
    }
    QWidget* openFirst()
    {
        QWidget* panel = clinic.show("documents");
        press(Qt::Key_Return);
        return child<DocumentDialog>(panel, "documentDialog");
    }
    [[nodiscard]] std::vector<AccessLogged> accesses()
    {
        std::vector<AccessLogged> found;
        const auto events
            = clinic.ask([](ledger::Vault& vault) { return vault.readClinic(Category::Access); });
        for (const RecordedEvent& recorded : *events)
            found.push_back(*recorded.event.as<AccessLogged>());
        return found;
    }
    [[nodiscard]] bool isLogged(AccessLogged::Action action, const QString& words)
    {
        for (const AccessLogged& access : accesses()) {
            if (access.action == action && access.detail.contains(words))
                return true;
        }
        return false;
    }
    void enrolNurse()
    {
        const auto code = clinic.ask([](ledger::Vault& vault) {
            return vault.enrolUser("Nia", Role::Nurse, ledger::Secret::copyOf(nurseWord)).has_value();
        });
        if (!code)
            qFatal("no nurse");
    }
    void becomeNurse()
    {
        clinic.reopen("Nia", nurseWord);
        clinic.open(patient);
    }
    void becomePhysician()
    {
        clinic.reopen();
        clinic.open(patient);
    }

    PanelClinic clinic;
    PatientId patient;
};

} // namespace twinward::record::test
