#pragma once

// Studies and the patients written in them, in the words of who has to decide whose they are.

#include "imaging/import.h"
#include "imaging/library.h"
#include "workbench/rows_model.h"

#include <QCoreApplication>

namespace twinward::imaging {

class StudyWords
{
    Q_DECLARE_TR_FUNCTIONS(StudyWords)

public:
    // "Garcia, Maria · female · 17 May 1980 · A-100"
    [[nodiscard]] static QString person(const DicomPatient& patient);
    // "CT · Chest": the kinds of images and what was examined
    [[nodiscard]] static QString title(const QStringList& modalities, const QString& description);
    [[nodiscard]] static QString images(quint64 count); // "275 images"
    // When, what, how many images: for a table.
    [[nodiscard]] static std::vector<workbench::RowsModel::Row> rows(const std::vector<Study>& studies);
    [[nodiscard]] static QString difference(const PatientDifference& difference); // a sentence
};

} // namespace twinward::imaging
