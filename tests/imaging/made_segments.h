#pragma once

// Segmentation objects changed as another program might have written them.

#include "dcmtk_p.h"

#include <functional>
#include <QByteArray>
#include <vector>

#include <dcmtk/config/osconfig.h>

#include <dcmtk/dcmdata/dctk.h>

#include <dcmtk/dcmdata/dcistrmb.h>

namespace twinward::imaging::test {

inline QByteArray changed(const QByteArray& object, const std::function<void(DcmDataset&)>& edit)
{
    DcmInputBufferStream stream;
    stream.setBuffer(object.constData(), static_cast<offile_off_t>(object.size()));
    stream.setEos();
    DcmFileFormat file;
    file.transferInit();
    if (file.read(stream).bad())
        qFatal("not DICOM");
    file.transferEnd();
    file.loadAllDataIntoMemory();
    edit(*file.getDataset());
    return toPart10(file).value();
}

// Fractions of 200, as probabilities, that rise by one from pixel to pixel of the first frame: 0 to 200.
inline void putFractions(DcmDataset& dataset)
{
    dataset.putAndInsertString(DCM_SegmentationType, "FRACTIONAL");
    dataset.putAndInsertString(DCM_SegmentationFractionalType, "PROBABILITY");
    dataset.putAndInsertUint16(DCM_MaximumFractionalValue, 200);
    dataset.putAndInsertUint16(DCM_BitsAllocated, 8);
    dataset.putAndInsertUint16(DCM_BitsStored, 8);
    dataset.putAndInsertUint16(DCM_HighBit, 7);
    Uint16 rows = 0;
    Uint16 columns = 0;
    Sint32 frames = 0;
    dataset.findAndGetUint16(DCM_Rows, rows);
    dataset.findAndGetUint16(DCM_Columns, columns);
    dataset.findAndGetSint32(DCM_NumberOfFrames, frames);
    std::vector<Uint8> pixels(static_cast<size_t>(rows) * columns * static_cast<size_t>(frames), 0);
    for (size_t i = 0; i <= 200 && i < pixels.size(); ++i)
        pixels[i] = static_cast<Uint8>(i);
    dataset.putAndInsertUint8Array(DCM_PixelData, pixels.data(), pixels.size());
}

} // namespace twinward::imaging::test
