#include "network_p.h"

#include <array>
#include <dcmtk/dcmnet/cond.h>
#include <dcmtk/dcmnet/dimse.h>
#include <QFile>

namespace twinward::imaging {

namespace {

std::array<const char*, 12> syntaxes{UID_LittleEndianExplicitTransferSyntax,
    UID_LittleEndianImplicitTransferSyntax, UID_JPEGProcess14SV1TransferSyntax,
    UID_JPEGProcess14TransferSyntax, UID_JPEGLSLosslessTransferSyntax, UID_JPEGLSLossyTransferSyntax,
    UID_JPEG2000LosslessOnlyTransferSyntax, UID_JPEG2000TransferSyntax, UID_RLELosslessTransferSyntax,
    UID_JPEGProcess1TransferSyntax, UID_JPEGProcess2_4TransferSyntax, UID_BigEndianExplicitTransferSyntax};

tl::unexpected<base::Error> unusable(const QString& what, const QString& file)
{
    return base::fail(base::ErrorCode::InvalidInput, what, file,
        QStringLiteral("Choose another file in PEM format, or ask whoever looks after the archive."));
}

} // namespace

std::span<const char*> readableSyntaxes()
{
    return syntaxes;
}

base::Result<std::unique_ptr<DcmTLSTransportLayer>> makeTlsLayer(
    const TlsFiles& files, T_ASC_NetworkRole role)
{
    startDcmtk();
    auto layer = std::make_unique<DcmTLSTransportLayer>(role, nullptr, OFFalse);
    layer->setPrivateKeyPasswd(""); // never asks on a terminal
    if (layer->setPrivateKeyFile(QFile::encodeName(files.privateKey).constData(), DCF_Filetype_PEM).bad())
        return unusable(QStringLiteral("The private key can't be used"), files.privateKey);
    if (layer->setCertificateFile(QFile::encodeName(files.certificate).constData(), DCF_Filetype_PEM).bad())
        return unusable(QStringLiteral("The certificate can't be used"), files.certificate);
    if (!layer->checkPrivateKeyMatchesCertificate())
        return unusable(QStringLiteral("The private key is not the certificate's"), files.privateKey);
    if (layer->addTrustedCertificateFile(QFile::encodeName(files.trusted).constData(), DCF_Filetype_PEM)
            .bad())
        return unusable(QStringLiteral("The trusted certificate can't be used"), files.trusted);
    if (layer->setTLSProfile(TSP_Profile_BCP195_ND).bad() || layer->activateCipherSuites().bad())
        return unusable(QStringLiteral("This computer can't do secure DICOM (BCP 195)"), {});
    layer->setCertificateVerification(DCV_requireCertificate);
    return layer;
}

base::Error networkError(const OFCondition& condition, const QString& where)
{
    using base::ErrorCode;
    const auto is = [&condition](unsigned short code) {
        return condition.module() == OFM_dcmnet && condition.code() == code;
    };
    const QString detail = QString::fromLatin1(condition.text()).simplified();
    if (condition == DUL_ASSOCIATIONREJECTED)
        return {ErrorCode::NotAuthorised, QStringLiteral("The other side does not know this computer"), where,
            QStringLiteral("Ask whoever looks after it to enter this workstation's AE title and address.")};
    if (condition == DIMSE_NODATAAVAILABLE || condition == DUL_READTIMEOUT)
        return {ErrorCode::Io, QStringLiteral("The other side stopped answering"), where,
            QStringLiteral("Check the network, then try again.")};
    if (condition == DUL_PEERABORTEDASSOCIATION || condition == DUL_PEERREQUESTEDRELEASE
        || condition == DUL_NETWORKCLOSED)
        return {ErrorCode::Io, QStringLiteral("The other side broke off the connection"), where,
            QStringLiteral("Try again; if it happens again, its own log says why.")};
    if (is(DULC_TCPINITERROR) || is(DULC_TCPIOERROR) || is(DULC_UNKNOWNHOST)
        || condition == DUL_REQUESTASSOCIATIONFAILED)
        return {ErrorCode::Io, QStringLiteral("Nobody answers at this address"), where,
            QStringLiteral("Check the address, the port and the network cable.")};
    if (is(DULC_TLSERROR) || condition.module() == OFM_dcmtls)
        return {ErrorCode::NotAuthorised, QStringLiteral("The secure connection could not be made"), where,
            QStringLiteral("Check that both sides have the other's certificate: %1").arg(detail)};
    return {ErrorCode::Io, QStringLiteral("The DICOM connection failed"), where, detail};
}

QString statusText(quint16 status)
{
    switch (status) {
    case 0xA700:
    case 0xA701:
    case 0xA702:
        return QStringLiteral("it is out of space or memory");
    case 0xA801:
        return QStringLiteral("it does not know the destination's AE title");
    case 0xA900:
        return QStringLiteral("the object is not of the kind it was announced as");
    case 0xFE00:
        return QStringLiteral("cancelled");
    case 0x0122:
        return QStringLiteral("it does not take this kind of object");
    case 0x0124:
        return QStringLiteral("this computer may not do that there");
    case 0x0211:
        return QStringLiteral("it does not know this command");
    default:
        break;
    }
    if ((status & 0xF000) == 0xC000)
        return QStringLiteral("it can't understand the object (status %1)")
            .arg(status, 4, 16, QLatin1Char('0'));
    return QStringLiteral("status %1").arg(status, 4, 16, QLatin1Char('0'));
}

} // namespace twinward::imaging
