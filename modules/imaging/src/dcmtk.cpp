#include "dcmtk_p.h"

#include <dcmtk/dcmdata/dcostrmb.h>
#include <dcmtk/dcmdata/dcrledrg.h>
#include <dcmtk/dcmdata/dcwcache.h>
#include <dcmtk/dcmjpeg/djdecode.h>
#include <dcmtk/dcmjpls/djdecode.h>
#include <dcmtk/dcmtls/tlslayer.h>
#include <dcmtk/ofstd/ofstd.h>
#include <mutex>

namespace twinward::imaging {

void startDcmtk()
{
    static std::once_flag once;
    std::call_once(once, [] {
        OFLog::configure(OFLogger::OFF_LOG_LEVEL);
        dcmEnableUnknownVRConversion.set(OFTrue); // elements that passed a program which didn't know them
        OFStandard::initializeNetwork();
        DcmTLSTransportLayer::initializeOpenSSL();
        DJDecoderRegistration::registerCodecs();
        DJLSDecoderRegistration::registerCodecs();
        DcmRLEDecoderRegistration::registerCodecs();
    });
}

OFString toDcmtk(const QString& text)
{
    const QByteArray utf8 = text.toUtf8();
    return {utf8.constData(), static_cast<size_t>(utf8.size())};
}

QString fromDcmtk(const OFString& text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

base::Result<QByteArray> toPart10(DcmFileFormat& file)
{
    // What was made here came in none.
    const E_TransferSyntax original = file.getDataset()->getOriginalXfer();
    const E_TransferSyntax syntax = original == EXS_Unknown ? EXS_LittleEndianExplicit : original;
    QByteArray chunk(1 << 20, Qt::Uninitialized);
    DcmOutputBufferStream stream(chunk.data(), chunk.size());
    DcmWriteCache cache;
    QByteArray bytes;
    OFCondition condition = file.validateMetaInfo(syntax);
    file.transferInit();
    while (condition.good()) {
        condition = file.write(stream, syntax, EET_UndefinedLength, &cache, EGL_recalcGL, EPD_noChange);
        void* written = nullptr;
        offile_off_t length = 0;
        stream.flushBuffer(written, length);
        bytes.append(static_cast<const char*>(written), length);
        if (condition != EC_StreamNotifyClient)
            break;
        condition = EC_Normal;
    }
    file.transferEnd();
    if (condition.bad())
        return base::fail(base::ErrorCode::InvalidInput, QStringLiteral("The DICOM object can't be written"),
            QString::fromLatin1(condition.text()));
    return bytes;
}

} // namespace twinward::imaging
