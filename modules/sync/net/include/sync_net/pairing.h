#pragma once

// Two computers that do not know each other meet, with a person at each: a new computer and one that is in
// (Join), or two clinics that exchange their cards (ClinicCards). Over TLS 1.3 with certificates thrown away
// afterwards; what makes sure that nobody stands between is one of:
//
// Six words, shown on both screens and compared by people. As in Bluetooth's numeric comparison (Core
// Specification 5.3, Vol 3 Part H, 2.3.5.6.2) and ZRTP (RFC 6189, 4.4.1.1): the host first commits to a
// random number by its hash, then the guest tells its own, then the host opens the commitment, and both show
// 48 bits of a hash over both certificates and both numbers. Who stands between has settled on all it says
// before it can know what either screen will show, and so has one try in 2^48, and then the persons notice.
//
// A code, shown by the host (as text or QR) and taken over by the guest: where the host listens, a hash of
// its certificate, and a secret that is used once, with which the guest shows that it read this very screen.
//
// Both objects live in the GUI's thread and never wait. Nothing listens but while the host's person asked for
// it; then whoever is on the network can see that somebody pairs, not who.

#include "base/error.h"
#include "sync_net/discovery.h"

#include <memory>
#include <QObject>
#include <QStringList>

namespace twinward::sync {

enum class PairingPurpose : quint8 { Join = 1, ClinicCards };

enum class PairingState : quint8 {
    Idle,
    Looking, // guest: for hosts; host: open, and nobody has come yet
    Connecting,
    Comparing, // words are shown; confirmWords() or wordsDiffer()
    WaitingForOther, // the other screen's person has not decided yet
    Deciding, // host: what the guest offers is here; answer() or refuse()
    Done,
    Ended, // see ended()
};

enum class PairingEnd : quint8 {
    TimeIsUp,
    WordsDiffer, // said by a person, here or there: somebody may stand between
    Refused, // by the person at the other screen, or here
    TooManyTries,
    OtherPurpose, // one joins, the other exchanges cards
    OtherVersion,
    NotTheCode, // the code is for another, or was used, or has run out
    Broken, // the network
    Cancelled,
};
[[nodiscard]] QString pairingEndText(PairingEnd end); // English, for a terminal

inline constexpr qsizetype maxPairingPayload = 4 << 20; // bytes

struct PairingOptions
{
    QString listenOn; // an address of this computer; empty: all of them
    quint16 port = 0; // TCP; 0: any
    quint16 beaconPort = 47'816; // UDP, by which guests find hosts
    using Discovery = sync::Discovery;
    Discovery discovery = Discovery::LocalNetworks;
    qint64 openMs = 600'000; // the host's
    qint64 greetingMs = 15'000; // to get as far as words, or the code
    int tries = 3; // guests that come to nothing
};

class PairingHost : public QObject
{
    Q_OBJECT

public:
    explicit PairingHost(
        PairingPurpose purpose, const PairingOptions& options = {}, QObject* parent = nullptr);
    ~PairingHost() override;

    base::Status open(); // Io where it can't listen
    void cancel();

    [[nodiscard]] PairingState state() const;
    // For the QR code and for pasting: "TW1-…", capital letters, digits and hyphens. One guest can use it.
    [[nodiscard]] QString code() const;
    [[nodiscard]] QStringList addresses() const; // where it can be reached: "192.168.1.20:40001"
    [[nodiscard]] QStringList words() const; // while Comparing
    [[nodiscard]] QByteArray offered() const; // while Deciding: what the guest gave
    [[nodiscard]] int secondsLeft() const;

    void confirmWords();
    void wordsDiffer();
    void answer(const QByteArray& payload); // Join: what admit() gave; at most maxPairingPayload
    void refuse();

signals:
    void stateChanged(); // the code may be another, too
    // One guest came to nothing, and the next may come; the state is Looking again.
    void guestLeft(twinward::sync::PairingEnd why);
    void ended(twinward::sync::PairingEnd why);

private:
    class Private;
    std::unique_ptr<Private> d;
};

// A host that can be heard on the network; it has no name before the words are compared.
struct FoundHost
{
    PairingPurpose purpose = PairingPurpose::Join;
    QString address; // "192.168.1.20:40001", as the host's own screen shows it
};

class PairingGuest : public QObject
{
    Q_OBJECT

public:
    // offer: what the host is given once both are sure of each other: JoinRequest::toBytes(), or a clinic's
    // card.
    PairingGuest(PairingPurpose purpose, const QByteArray& offer, const PairingOptions& options = {},
        QObject* parent = nullptr);
    ~PairingGuest() override;

    void look(); // for hosts; hostsChanged()
    [[nodiscard]] QList<FoundHost> hosts() const;
    // Words follow. InvalidInput for what is no address with a port.
    base::Status meet(const QString& address);
    // No words; NotTheCode comes as ended(). InvalidInput for what is no code, or mistyped.
    base::Status meetByCode(const QString& code);
    void cancel();

    [[nodiscard]] PairingState state() const;
    [[nodiscard]] QStringList words() const; // while Comparing
    [[nodiscard]] QByteArray answer() const; // once Done: what the host gave
    [[nodiscard]] QString hostAddress() const; // without the port; once connected

    void confirmWords();
    void wordsDiffer();

signals:
    void stateChanged();
    void hostsChanged();
    void ended(twinward::sync::PairingEnd why);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace twinward::sync
