<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Bundle</name>
    <message numerus="yes">
        <source>Written: %1 (%2), for %n computer(s) of this clinic. Nothing counts as arrived before the other computer says so.</source>
        <translation>
            <numerusform>Written: %1 (%2), for %n computer of this clinic. Nothing counts as arrived before the other computer says so.</numerusform>
            <numerusform>Written: %1 (%2), for %n computers of this clinic. Nothing counts as arrived before the other computer says so.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Clinics</name>
    <message numerus="yes">
        <source>%n letter(s), since %1</source>
        <translation>
            <numerusform>%n letter, since %1</numerusform>
            <numerusform>%n letters, since %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n letter(s) wait for a receipt. They go by themselves.</source>
        <translation>
            <numerusform>%n letter waits for a receipt. It goes by itself.</numerusform>
            <numerusform>%n letters wait for a receipt. They go by themselves.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n letter(s) wait, and there is no line to all they are for. They go by themselves once both computers are on one network or the relay is reached; or take them there on a stick.</source>
        <translation>
            <numerusform>%n letter waits, and there is no line to whom it is for. It goes by itself once both computers are on one network or the relay is reached; or take it there on a stick.</numerusform>
            <numerusform>%n letters wait, and there is no line to all they are for. They go by themselves once both computers are on one network or the relay is reached; or take them there on a stick.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n letter(s) there can&apos;t be taken in yet: the sender is not known here, or somebody else has to sign in.</source>
        <translation>
            <numerusform>%n letter there can&apos;t be taken in yet: the sender is not known here, or somebody else has to sign in.</numerusform>
            <numerusform>%n letters there can&apos;t be taken in yet: the sender is not known here, or somebody else has to sign in.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SharingWords</name>
    <message numerus="yes">
        <source>%n without a title</source>
        <translation>
            <numerusform>%n without a title</numerusform>
            <numerusform>%n without a title</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StudyWords</name>
    <message numerus="yes">
        <source>%n image(s)</source>
        <translation>
            <numerusform>%n image</numerusform>
            <numerusform>%n images</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Summary</name>
    <message numerus="yes">
        <source>%n entry(ies) in two versions that nobody has settled yet.</source>
        <translation>
            <numerusform>%n entry in two versions that nobody has settled yet.</numerusform>
            <numerusform>%n entries in two versions that nobody has settled yet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entry(ies) not authorised, left out of this page.</source>
        <translation>
            <numerusform>%n entry not authorised, left out of this page.</numerusform>
            <numerusform>%n entries not authorised, left out of this page.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sensitive entry(ies) in this record: give the page only to who may read them.</source>
        <translation>
            <numerusform>%n sensitive entry in this record: give the page only to who may read it.</numerusform>
            <numerusform>%n sensitive entries in this record: give the page only to who may read them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SummaryPage</name>
    <message numerus="yes">
        <source>and %n more in the record</source>
        <translation>
            <numerusform>and %n more in the record</numerusform>
            <numerusform>and %n more in the record</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Sync</name>
    <message numerus="yes">
        <source>%n entry(ies) only on this computer, since %1.</source>
        <translation>
            <numerusform>%n entry only on this computer, since %1.</numerusform>
            <numerusform>%n entries only on this computer, since %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Everything entered here is on another computer too; %n computer(s) still lack something.</source>
        <translation>
            <numerusform>Everything entered here is on another computer too; %n computer still lacks something.</numerusform>
            <numerusform>Everything entered here is on another computer too; %n computers still lack something.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Everything entered here is also on %n other computer(s).</source>
        <translation>
            <numerusform>Everything entered here is also on %n other computer.</numerusform>
            <numerusform>Everything entered here is also on %n other computers.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>○ %n entry(ies) only here</source>
        <translation>
            <numerusform>○ %n entry only here</numerusform>
            <numerusform>○ %n entries only here</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>◐ In step with %n computer(s), %1</source>
        <translation>
            <numerusform>◐ In step with %n computer, %1</numerusform>
            <numerusform>◐ In step with %n computers, %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In step with %n connected computer(s), %1.</source>
        <translation>
            <numerusform>In step with %n connected computer, %1.</numerusform>
            <numerusform>In step with %n connected computers, %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entry(ies), since %1</source>
        <translation>
            <numerusform>%n entry, since %1</numerusform>
            <numerusform>%n entries, since %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n save(s)</source>
        <comment>times that somebody saved something</comment>
        <translation>
            <numerusform>%n save</numerusform>
            <numerusform>%n saves</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message numerus="yes">
        <source>Conflict: %n version(s) did not know of each other. Both are kept until somebody settles it.</source>
        <translation>
            <numerusform>Conflict: %n version did not know of each other. Both are kept until somebody settles it.</numerusform>
            <numerusform>Conflict: %n versions did not know of each other. Both are kept until somebody settles it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n version(s); Enter shows them.</source>
        <translation>
            <numerusform>%n version; Enter shows them.</numerusform>
            <numerusform>%n versions; Enter shows them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entries</source>
        <translation>
            <numerusform>%n entry</numerusform>
            <numerusform>%n entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n without a date</source>
        <translation>
            <numerusform>%n without a date</numerusform>
            <numerusform>%n without a date</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>← %n earlier</source>
        <translation>
            <numerusform>← %n earlier</numerusform>
            <numerusform>← %n earlier</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n later →</source>
        <translation>
            <numerusform>%n later →</numerusform>
            <numerusform>%n later →</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WhereSaved</name>
    <message numerus="yes">
        <source>◐ Saved here and on %n other computer(s)</source>
        <translation>
            <numerusform>◐ Saved here and on %n other computer</numerusform>
            <numerusform>◐ Saved here and on %n other computers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>twinward::headset::HeadsetPanel</name>
    <message numerus="yes">
        <source>%n sign(s) over the beds.</source>
        <translation>
            <numerusform>%n sign over the beds.</numerusform>
            <numerusform>%n signs over the beds.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n patient(s) lie in beds that this room does not have.</source>
        <translation>
            <numerusform>%n patient lies in a bed that this room does not have.</numerusform>
            <numerusform>%n patients lie in beds that this room does not have.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) missed in the last 10 seconds. Late frames by cause: %1.</source>
        <translation>
            <numerusform>%n picture missed in the last 10 seconds. Late frames by cause: %1.</numerusform>
            <numerusform>%n pictures missed in the last 10 seconds. Late frames by cause: %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>twinward::imaging::ArrivalsPanel</name>
    <message numerus="yes">
        <source>Filed under %1; %n was/were there already</source>
        <translation>
            <numerusform>Filed under %1; %n was there already</numerusform>
            <numerusform>Filed under %1; %n were there already</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) could not be read</source>
        <translation>
            <numerusform>%n file could not be read</numerusform>
            <numerusform>%n files could not be read</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>twinward::imaging::FindingsList</name>
    <message numerus="yes">
        <source>%n reports can&apos;t be read. They are in the list of series.</source>
        <translation>
            <numerusform>%n report can&apos;t be read. It is in the list of series.</numerusform>
            <numerusform>%n reports can&apos;t be read. They are in the list of series.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>twinward::imaging::GivingPanel</name>
    <message numerus="yes">
        <source>%n file(s) written. Whoever has them can read them: they are not sealed.</source>
        <translation>
            <numerusform>%n file written. Whoever has it can read it: it is not sealed.</numerusform>
            <numerusform>%n files written. Whoever has them can read them: they are not sealed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them hold(s) what was found here.</source>
        <translation>
            <numerusform>%n of them holds what was found here.</numerusform>
            <numerusform>%n of them hold what was found here.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>twinward::imaging::ReceptionPage</name>
    <message numerus="yes">
        <source>%n object(s) came</source>
        <translation>
            <numerusform>%n object came</numerusform>
            <numerusform>%n objects came</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>twinward::imaging::SeriesList</name>
    <message numerus="yes">
        <source>%n images</source>
        <translation>
            <numerusform>%n image</numerusform>
            <numerusform>%n images</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>twinward::interop::CsvMappingView</name>
    <message numerus="yes">
        <source>%n column(s) still to be confirmed.</source>
        <translation>
            <numerusform>%n column still to be confirmed.</numerusform>
            <numerusform>%n columns still to be confirmed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>twinward::interop::ImportPanel</name>
    <message numerus="yes">
        <source>%n FHIR file(s)</source>
        <translation>
            <numerusform>%n FHIR file</numerusform>
            <numerusform>%n FHIR files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n HL7 v2 file(s)</source>
        <translation>
            <numerusform>%n HL7 v2 file</numerusform>
            <numerusform>%n HL7 v2 files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n table(s) of vital signs</source>
        <translation>
            <numerusform>%n table of vital signs</numerusform>
            <numerusform>%n tables of vital signs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) of another kind</source>
        <translation>
            <numerusform>%n file of another kind</numerusform>
            <numerusform>%n files of another kind</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>twinward::interop::ListeningPanel</name>
    <message numerus="yes">
        <source>%n connected now</source>
        <translation>
            <numerusform>%n connected now</numerusform>
            <numerusform>%n connected now</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>twinward::interop::RefusalList</name>
    <message numerus="yes">
        <source>%n line(s) copied.</source>
        <translation>
            <numerusform>%n line copied.</numerusform>
            <numerusform>%n lines copied.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>twinward::interop::WaitingList</name>
    <message numerus="yes">
        <source>%n message(s) waiting for a person</source>
        <translation>
            <numerusform>%n message waiting for a person</numerusform>
            <numerusform>%n messages waiting for a person</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>twinward::ledger::BackupPanel</name>
    <message numerus="yes">
        <source>Backed up, but %n image(s) or document(s) are damaged on this computer and not in it. Check the record.</source>
        <translation>
            <numerusform>Backed up, but %n image or document is damaged on this computer and not in it. Check the record.</numerusform>
            <numerusform>Backed up, but %n images or documents are damaged on this computer and not in it. Check the record.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n backup(s) checked, each byte of them: all can be restored.</source>
        <translation>
            <numerusform>%n backup checked, each byte of it: it can be restored.</numerusform>
            <numerusform>%n backups checked, each byte of them: all can be restored.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>twinward::ledger::NewPassphrase</name>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n hour</numerusform>
            <numerusform>%n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n year(s)</source>
        <translation>
            <numerusform>%n year</numerusform>
            <numerusform>%n years</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>twinward::ledger::SharingPanel</name>
    <message numerus="yes">
        <source>Sealed for them, without %n image(s) or document(s) too large for a letter. They are named below.</source>
        <translation>
            <numerusform>Sealed for them, without %n image or document too large for a letter. It is named below.</numerusform>
            <numerusform>Sealed for them, without %n images or documents too large for a letter. They are named below.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>twinward::ledger::VerifyPanel</name>
    <message numerus="yes">
        <source>Noted and kept as evidence on this computer: %n. &quot;twinctl verify&quot; lists them.</source>
        <translation>
            <numerusform>Noted and kept as evidence on this computer: %n. &quot;twinctl verify&quot; lists it.</numerusform>
            <numerusform>Noted and kept as evidence on this computer: %n. &quot;twinctl verify&quot; lists them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>twinward::record::CameByLetterBar</name>
    <message numerus="yes">
        <source>%n more after this.</source>
        <translation>
            <numerusform>%n more after this.</numerusform>
            <numerusform>%n more after this.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>twinward::record::DuplicatesView</name>
    <message numerus="yes">
        <source>%n patient(s) already registered may be the same person:</source>
        <translation>
            <numerusform>%n patient already registered may be the same person:</numerusform>
            <numerusform>%n patients already registered may be the same person:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>twinward::record::EntryPanel</name>
    <message numerus="yes">
        <source>Nothing current. %n past one(s) not shown.</source>
        <translation>
            <numerusform>Nothing current. %n past one not shown.</numerusform>
            <numerusform>Nothing current. %n past ones not shown.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>twinward::record::PatientBanner</name>
    <message numerus="yes">
        <source>%n allergy(ies)</source>
        <translation>
            <numerusform>%n allergy</numerusform>
            <numerusform>%n allergies</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n conflict(s) to settle</source>
        <translation>
            <numerusform>%n conflict to settle</numerusform>
            <numerusform>%n conflicts to settle</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entry(ies) not authorised</source>
        <translation>
            <numerusform>%n entry not authorised</numerusform>
            <numerusform>%n entries not authorised</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>twinward::record::PatientListPanel</name>
    <message numerus="yes">
        <source>%n patient(s)</source>
        <translation>
            <numerusform>%n patient</numerusform>
            <numerusform>%n patients</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>twinward::sync::ClinicsPanel</name>
    <message numerus="yes">
        <source>%n letter(s) left, sealed. None counts as arrived before the other clinic&apos;s receipt is back.</source>
        <translation>
            <numerusform>%n letter left, sealed. It counts as arrived when the other clinic&apos;s receipt is back.</numerusform>
            <numerusform>%n letters left, sealed. None counts as arrived before the other clinic&apos;s receipt is back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new letter(s) taken in; the answers are on the stick, take it back to them.</source>
        <translation>
            <numerusform>%n new letter taken in; the answer is on the stick, take it back to them.</numerusform>
            <numerusform>%n new letters taken in; the answers are on the stick, take it back to them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>twinward::timeline::FilterBar</name>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>%n found</numerusform>
            <numerusform>%n found</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>twinward::vitals::ChartsPanel</name>
    <message numerus="yes">
        <source>Tracks (%n hidden)</source>
        <translation>
            <numerusform>Tracks (%n hidden)</numerusform>
            <numerusform>Tracks (%n hidden)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>twinward::vitals::MonitorView</name>
    <message numerus="yes">
        <source>%n s ago</source>
        <translation>
            <numerusform>%n s ago</numerusform>
            <numerusform>%n s ago</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>twinward::workstation::Shell</name>
    <message numerus="yes">
        <source>Lock after %n minute(s) without a key or the mouse</source>
        <translation>
            <numerusform>Lock after %n minute without a key or the mouse</numerusform>
            <numerusform>Lock after %n minutes without a key or the mouse</numerusform>
        </translation>
    </message>
</context>
</TS>
