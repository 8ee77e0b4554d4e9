#pragma once

// One DICOM object in memory. The door to DICOM for the rest of the program: whatever the bytes are, reading
// them gives an object or a message that says what is wrong and where, and never a crash. Decodes JPEG,
// JPEG-LS, JPEG 2000, RLE, deflated and big endian objects.

#include "base/error.h"
#include "imaging/frame.h"

#include <memory>

class DcmDataset; // DCMTK

namespace twinward::imaging {

class DicomObject
{
public:
    // DICOM Part 10, or a bare dataset without its preamble and meta header. `name` is for messages: the
    // file's name, never a path with a person's name in a log. InvalidInput, Unsupported.
    [[nodiscard]] static base::Result<DicomObject> read(const QByteArray& bytes, const QString& name);
    // The header alone, without keeping the pixels: for scanning folders. Reads no more of the file than it
    // must.
    [[nodiscard]] static base::Result<ObjectHeader> readHeader(const QString& path);

    ~DicomObject();
    DicomObject(DicomObject&&) noexcept;
    DicomObject& operator=(DicomObject&&) noexcept;

    [[nodiscard]] const ObjectHeader& header() const;
    // From 0. Stored values as the reference decoder gives them. May be called from several threads at once.
    [[nodiscard]] base::Result<Frame> frame(int index) const;
    // The whole object, for what is written in this module only: parsed on the first call, little endian,
    // pixels as they came. Not to be changed: others may read it.
    [[nodiscard]] base::Result<const DcmDataset*> dataset() const;
    [[nodiscard]] const QByteArray& bytes() const; // as read() got them

private:
    class Private;
    explicit DicomObject(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace twinward::imaging
