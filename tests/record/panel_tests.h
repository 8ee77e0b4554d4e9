#pragma once

// The GUI tests of the record's panels: one program, because each needs the same window system.

#include <QObject>

class PanelPatientsTest : public QObject
{
    Q_OBJECT

private slots:
    void typingFindsAndEnterOpens();
    void arrowsMoveTheListWhileTheFieldKeepsTheFocus();
    void anEmptyClinicSaysHowToBegin();
    void whoWasOpenedLastIsRememberedForThisUser();
    void whoWasSeenLastComesFirst();
    void aSearchIsLoggedOnceItIsUsed();
    void registersByKeyboardAlone();
    void aChineseNameIsWrittenAsItIsRead();
    void aLikelyDuplicateIsOfferedWithItsReasons();
    void aNameIsNeededAndSaidSo();
    void aDraftComesBackAfterACrash();
    void readsBirthDates_data();
    void readsBirthDates();
    void whoCameByLetterIsComparedWithWhoIsHere();
    void twoPeopleAreNotAskedAboutAgain();
};

class PanelBannerTest : public QObject
{
    Q_OBJECT

private slots:
    void theBannerTellsNoAllergiesFromNotAsked();
    void anAlertStaysUntilAnotherPatientIsOpened();
};

class PanelEntriesTest : public QObject
{
    Q_OBJECT

private slots:
    void aProblemIsAddedByKeyboardAlone();
    void whatTheRoleMayNotDoIsDisabledAndSaysWhy();
    void aDrugThatMeetsAnAllergyIsAskedAbout();
    void aDrugOfTheSameClassIsAskedAboutWithTheRule();
    void aStoppedPrescriptionIsNoLongerCurrent();
    void anAllergyEndsTheStatementThatThereAreNone();
    void whatIsTakenBackStaysReadableWithItsReason();
    void escAsksBeforeItThrowsAway();
    void anAmendmentKeepsTheVersionBefore();
    void twoVersionsAreShownAndSettledByAPerson();
    void anEntryNobodyMaySignIsShownAsNotAuthorised();
    void anEntryFromElsewhereSaysHowItsConsentStands();
    void aVisitIsOpenedOnceAndClosed();
    void aNoteKeptAsDraftComesBack();
    void twoRecordsAreMergedAndTakenApart();
};

class PanelDocumentsTest : public QObject
{
    Q_OBJECT

private slots:
    void aPdfIsShownAndTheAccessIsLogged();
    void aPictureIsShownWhole();
    void textIsShownInItsCharset();
    void htmlIsShownAsWordsAndFollowsNothing();
    void contentInsideTheSourceIsShownToo();
    void whatIsNotHereOrDamagedSaysSo();
    void nothingIsWrittenToTheDiskUntilSomebodyAsks();
    void aDocumentIsAddedFromAFile();
    void aSensitiveNoteIsMarkedAndNotSeenByANurse();
    void whatBecomesSensitiveIsGoneForANurseAndOneEntryForAPhysician();
    void aDocumentThatBecomesSensitiveTakesItsContentAlong();
    void aSensitiveAllergyAsksFirst();
    void whatFollowsASensitivePrescriptionIsSensitive();
    void everyKindIsAmendedInTheFormItWasWrittenIn();
};

class PanelSummaryTest : public QObject
{
    Q_OBJECT

private slots:
    void thePageIsOneAndHoldsWhatMatters();
    void whatDoesNotFitIsCounted();
    void aPatientWithNothingRecordedSaysSo();
    void savingIsLoggedBeforeItIsWritten();
    void looks_data();
    void looks();
};
