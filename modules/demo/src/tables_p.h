#pragma once

// What the invented clinic is made of, as resources/demo has it.

#include "record/event.h"

#include <map>
#include <QJsonObject>
#include <QStringList>

namespace twinward::demo {

struct Culture
{
    double weight = 0;
    QStringList relationships;
    QStringList family;
    QStringList familyLatin; // beside each name in another script; empty where the names are Latin
    QStringList female;
    QStringList femaleLatin;
    QStringList male;
    QStringList maleLatin;
    bool familyFirst = false;
    bool spaced = false; // a space between family and given name where the family name comes first
};

// A number by age band and sex.
struct Share
{
    int fromYears = 0;
    int toYears = 0; // past the end
    double female = 0;
    double male = 0;
};

// Added to what a healthy person has; only the ones that a condition moves.
struct SignShift
{
    double systolic = 0;
    double diastolic = 0;
    double heartRate = 0;
    double respiratoryRate = 0;
    double temperature = 0;
    double oxygenSaturation = 0;
    double glucose = 0; // mmol/L; anything else than 0 means that it is measured
    double bmi = 0;
    double pain = 0; // the same
    SignShift& operator+=(const SignShift& other);
};

struct Regimen
{
    QString drug; // a key of Tables::drugs
    QString dose;
    QString childDose; // under 12 years; as `dose` where empty
    QString frequency;
    double chance = 1;
    int days = 0; // 0: until further notice
    int toYears = 0; // only under this age; 0: any
};

struct ConditionLab
{
    QString test; // a key of Tables::tests
    int everyDays = 0; // 0: once
    double shift = 0;
    double treatedShift = 0;
};

struct Finding
{
    QString loinc;
    QString display;
    QString answer;
};

struct ConditionModel
{
    enum class Course { Chronic, Acute, Pregnancy };
    QString key;
    record::Concept code;
    Course course = Course::Acute;
    bool sensitive = false;
    int reviewDays = 0;
    int days = 0; // how long it lasts
    std::vector<Share> shares; // have it (chronic), or fall ill in a year
    SignShift signs;
    SignShift treated;
    std::vector<ConditionLab> labs;
    std::vector<Finding> findings;
    std::vector<std::vector<Regimen>> drugs; // one of each inner list
    QStringList notes;

    [[nodiscard]] double share(int years, record::Sex sex) const;
};

struct Drug
{
    record::Concept code;
    QString route;
    QStringList meets; // keys of allergies
    QStringList avoidIn; // keys of conditions
};

struct AllergyModel
{
    QString key;
    record::Allergy body; // without the reaction
    QStringList reactions;
    double share = 0;
};

struct LabRange
{
    std::optional<double> low;
    std::optional<double> high;
    double mean = 0;
};

struct LabTest
{
    record::Concept code;
    QString unit;
    int decimals = 0;
    LabRange female;
    LabRange male;
    LabRange child; // under 12 years
    double spread = 0;
    double least = 0;

    [[nodiscard]] const LabRange& range(int years, record::Sex sex) const;
};

struct Vaccine
{
    record::Concept code;
    QString site;
    int days = 0; // after birth
    record::Sex sex = record::Sex::Unknown; // for one sex only
};

// What is usual at an age: one value for each of `months`.
struct Growth
{
    std::vector<double> months;
    std::map<QString, std::vector<double>> medians; // "girlsWeightKg", "heartRate" ...
    std::map<QString, double> spread;
    std::map<QString, double> adult;
    [[nodiscard]] double at(const QString& name, double ageMonths) const; // on the line between two entries
};

class Tables
{
public:
    [[nodiscard]] static base::Result<std::shared_ptr<const Tables>> builtIn();

    std::vector<Culture> cultures;
    QStringList places;
    int streetNumbersTo = 1;
    std::vector<ConditionModel> conditions;
    std::map<QString, Drug> drugs;
    std::vector<AllergyModel> allergies; // in the order of their keys
    std::map<QString, LabTest> tests;
    std::vector<Vaccine> vaccines;
    Growth growth;
    QJsonObject ward;

    [[nodiscard]] const ConditionModel* condition(const QString& key) const;
};

} // namespace twinward::demo
