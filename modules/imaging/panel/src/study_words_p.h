#pragma once

// Studies and the patients written in them, in the words of who has to decide whose they are.

#include "imaging/import.h"

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
    [[nodiscard]] static QString difference(const PatientDifference& difference); // a sentence
};

} // namespace twinward::imaging
