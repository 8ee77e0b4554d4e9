#include "patient_form_p.h"

#include "record_panel/birth_date.h"
#include "rows_editor_p.h"
#include "workbench/format.h"

#include <array>
#include <QCoreApplication>
#include <QLineEdit>

namespace twinward::record {

namespace {

struct IdentifierType
{
    const char* name;
    const char* system; // what two records have to share for the number to mean the same
};
constexpr std::array<IdentifierType, 4> identifierTypes{{
    {QT_TRANSLATE_NOOP("PatientForm", "Medical record number"), "urn:twinward:identifier:medical-record"},
    {QT_TRANSLATE_NOOP("PatientForm", "National identity number"), "urn:twinward:identifier:national"},
    {QT_TRANSLATE_NOOP("PatientForm", "Insurance number"), "urn:twinward:identifier:insurance"},
    {QT_TRANSLATE_NOOP("PatientForm", "Passport number"), "urn:twinward:identifier:passport"},
}};

QString shownType(const char* name)
{
    return QCoreApplication::translate("PatientForm", name);
}

QStringList shownTypes()
{
    QStringList types;
    for (const IdentifierType& type : identifierTypes)
        types << shownType(type.name);
    return types;
}

bool isFamilyFirst(const QString& name)
{
    return !name.isEmpty()
        && (name.front().script() == QChar::Script_Han || name.front().script() == QChar::Script_Hangul
            || name.front().script() == QChar::Script_Hiragana
            || name.front().script() == QChar::Script_Katakana);
}

bool isLatin(const QString& name)
{
    return std::all_of(
        name.begin(), name.end(), [](QChar c) { return !c.isLetter() || c.script() == QChar::Script_Latin; });
}

// 张 and 伟 are written 张伟, not «伟 张»; for Latin names the parts say enough.
QString composed(const QString& family, const QString& given)
{
    return isFamilyFirst(family) ? family + given : QString();
}

size_t mainName(const std::vector<HumanName>& names)
{
    const auto official = std::find_if(names.begin(), names.end(),
        [](const HumanName& name) { return name.use == QLatin1String("official"); });
    return official == names.end() ? 0 : static_cast<size_t>(official - names.begin());
}

// Where the main name is not in Latin letters, the first one that is.
std::optional<size_t> latinName(const std::vector<HumanName>& names)
{
    if (names.empty() || isLatin(names[mainName(names)].display()))
        return std::nullopt;
    for (size_t i = 0; i < names.size(); ++i) {
        if (i != mainName(names) && isLatin(names[i].display()))
            return i;
    }
    return std::nullopt;
}

} // namespace

PatientForm::PatientForm(QWidget* parent)
    : EntryForm(parent)
    , m_family(addLine([] { return tr("Family name"); }))
    , m_given(addLine([] { return tr("Given names"); }))
    , m_whole(addLine([] { return tr("Whole name as written"); }))
    , m_latin(addLine([] { return tr("In Latin letters"); }))
    , m_birth(new BirthDateField(this))
{
    addRow([] { return tr("Born"); }, m_birth);
    m_birth->line()->installEventFilter(this);
    m_sex = addChoice([] { return tr("Sex"); },
        [] {
            QList<QPair<QString, QString>> sexes;
            for (const Sex sex : {Sex::Unknown, Sex::Female, Sex::Male, Sex::Other})
                sexes.append({sexName(sex), workbench::formatSex(sex)});
            return sexes;
        });
    m_identifiers = new RowsEditor(
        [] {
            return QStringList{tr("Kind of identifier"), tr("Number")};
        },
        shownTypes, this);
    addRow([] { return tr("Identifiers"); }, m_identifiers);
    m_phone = addLine([] { return tr("Phone"); });
    m_address = addLine([] { return tr("Address"); });
    m_contacts = new RowsEditor(
        [] {
            return QStringList{tr("Name"), tr("Relationship"), tr("Phone")};
        },
        [] { return QStringList(); }, this);
    addRow([] { return tr("Contacts"); }, m_contacts);
    m_family->setObjectName(QStringLiteral("familyName"));
    m_given->setObjectName(QStringLiteral("givenNames"));
    m_whole->setObjectName(QStringLiteral("wholeName"));
    m_latin->setObjectName(QStringLiteral("latinName"));
    m_sex->setObjectName(QStringLiteral("sex"));
    m_phone->setObjectName(QStringLiteral("phone"));
    m_identifiers->setObjectName(QStringLiteral("identifiers"));
    m_contacts->setObjectName(QStringLiteral("contacts"));
    connect(m_birth, &BirthDateField::changed, this, &EntryForm::changed);
    for (RowsEditor* rows : {m_identifiers, m_contacts}) {
        connect(rows, &RowsEditor::changed, this, &EntryForm::changed);
        connect(
            rows, &RowsEditor::lineAdded, this, [this](QLineEdit* line) { line->installEventFilter(this); });
        for (QLineEdit* line : rows->lines())
            line->installEventFilter(this);
    }
}

void PatientForm::setBody(const Body& body)
{
    m_before = std::get<PatientDetails>(body);
    setNames();
    m_birth->setDate(m_before.birthDate);
    m_sex->setCode(sexName(m_before.sex));
    setIdentifiers();
    m_phone->setText(m_before.phone);
    m_address->setText(m_before.address);
    std::vector<RowsEditor::Row> contacts;
    for (const Contact& contact : m_before.contacts)
        contacts.push_back({{contact.name, contact.relationship, contact.phone}, {}});
    m_contacts->setRows(contacts);
}

void PatientForm::setNames()
{
    for (QLineEdit* line : {m_family, m_given, m_whole, m_latin})
        line->clear();
    if (m_before.names.empty())
        return;
    const HumanName& name = m_before.names[mainName(m_before.names)];
    const QString given = name.given.join(QLatin1Char(' '));
    m_family->setText(name.family);
    m_given->setText(given);
    if (name.text != composed(name.family, given))
        m_whole->setText(name.text);
    if (const auto latin = latinName(m_before.names))
        m_latin->setText(m_before.names[*latin].display());
}

std::vector<HumanName> PatientForm::names() const
{
    std::vector<HumanName> names = m_before.names;
    const size_t main = mainName(names);
    const auto latin = latinName(names);
    HumanName written = names.empty() ? HumanName() : names[main];
    written.family = m_family->text().simplified();
    const QString given = m_given->text().simplified();
    written.given = given.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    written.text = m_whole->text().simplified();
    if (written.text.isEmpty())
        written.text = composed(written.family, given);
    if (written.use.isEmpty())
        written.use = QStringLiteral("official");
    const QString spelt = m_latin->text().simplified();
    if (latin) {
        if (spelt.isEmpty())
            names.erase(names.begin() + static_cast<std::ptrdiff_t>(*latin));
        else if (spelt != names[*latin].display())
            names[*latin] = {{}, {}, {}, spelt, names[*latin].use};
    } else if (!spelt.isEmpty()) {
        names.push_back({{}, {}, {}, spelt, QStringLiteral("usual")});
    }
    const bool empty = written.display().isEmpty();
    if (m_before.names.empty()) {
        if (!empty)
            names.insert(names.begin(), written);
        return names;
    }
    names[latin && spelt.isEmpty() && *latin < main ? main - 1 : main] = written;
    return names;
}

void PatientForm::setIdentifiers()
{
    std::vector<RowsEditor::Row> rows;
    for (const Identifier& identifier : m_before.identifiers) {
        const auto known = std::find_if(identifierTypes.begin(), identifierTypes.end(),
            [&](const IdentifierType& type) { return identifier.type == QLatin1String(type.name); });
        rows.push_back(
            {{known != identifierTypes.end() ? shownType(known->name) : identifier.type, identifier.value},
                identifier.system});
    }
    if (rows.empty())
        rows.push_back({{shownType(identifierTypes.front().name), {}}, {}});
    m_identifiers->setRows(rows);
}

std::vector<Identifier> PatientForm::identifiers() const
{
    std::vector<Identifier> identifiers;
    for (const RowsEditor::Row& row : m_identifiers->rows()) {
        Identifier identifier{row.tag, row.cells.value(1), row.cells.value(0)};
        for (const IdentifierType& type : identifierTypes) {
            const bool named = identifier.type.compare(shownType(type.name), Qt::CaseInsensitive) == 0
                || identifier.type.compare(QLatin1String(type.name), Qt::CaseInsensitive) == 0;
            if (!named)
                continue;
            identifier.type = QString::fromLatin1(type.name);
            if (identifier.system.isEmpty())
                identifier.system = QString::fromLatin1(type.system);
        }
        identifiers.push_back(identifier);
    }
    return identifiers;
}

PatientDetails PatientForm::details() const
{
    PatientDetails details = m_before;
    details.names = names();
    details.birthDate = m_birth->date().value_or(base::PartialDate());
    details.sex = sexFromName(m_sex->code());
    details.identifiers = identifiers();
    details.phone = m_phone->text().trimmed();
    details.address = m_address->text().trimmed();
    details.contacts.clear();
    for (const RowsEditor::Row& row : m_contacts->rows())
        details.contacts.push_back({row.cells.value(0), row.cells.value(1), row.cells.value(2)});
    return details;
}

QStringList PatientForm::dangers() const
{
    if (m_samePerson.isEmpty())
        return {};
    return {tr("%1 is already registered and looks like the same person.").arg(m_samePerson)};
}

QString PatientForm::bodyProblem() const
{
    if (details().displayName().isEmpty())
        return tr("Write a name. Where it is not known, write how the patient is called here, such as "
                  "«Unknown woman 1».");
    return m_birth->problem();
}

} // namespace twinward::record
