#pragma once

// What each object of dicom-edge must give. The sums are of all frames' samples one after the other, and were
// compared with what other decoders give (dcm2pnm, dcmdjpeg, and a few lines of Python for segmented
// palettes).

#include "imaging/frame.h"

#include <vector>

namespace twinward::imaging::test {

struct EdgeObject
{
    const char* path;
    const char* modality;
    int frames = 0; // 0: the object has no pixels
    int columns = 0;
    int rows = 0;
    int samples = 0;
    SampleType type{};
    const char* md5 = nullptr; // the first sixteen digits
    const char* error = nullptr; // of the object where the modality is not given, else of its frames
};

// Everything below this folder is a CT without pixels.
inline const char* const tinyFolder = "pydicom/dicomdirtests/TINY_ALPHA/PT000000";

inline const std::vector<EdgeObject>& edgeObjects()
{
    // clang-format off
    static const std::vector<EdgeObject> objects{
    {"dcmqi_seg_sr/LICENSE.txt", nullptr, 0, 0, 0, 0, {}, nullptr, "This is no DICOM object"},
    {"dcmqi_seg_sr/segmentations/23x38x3/image/IMG0001.dcm", "CT", 1, 23, 38, 1, SampleType::U16, "6156a687057bd02c"},
    {"dcmqi_seg_sr/segmentations/23x38x3/image/IMG0002.dcm", "CT", 1, 23, 38, 1, SampleType::U16, "051c47d12f212551"},
    {"dcmqi_seg_sr/segmentations/23x38x3/image/IMG0003.dcm", "CT", 1, 23, 38, 1, SampleType::U16, "6156a687057bd02c"},
    {"dcmqi_seg_sr/segmentations/23x38x3/multiframe/mf.dcm", "CT", 3, 23, 38, 1, SampleType::U16, "aad0ba79228d0e8e"},
    {"dcmqi_seg_sr/segmentations/24x38x3/image/IMG0001.dcm", "CT", 1, 24, 38, 1, SampleType::U16, "450e95a3fe7c38b6"},
    {"dcmqi_seg_sr/segmentations/24x38x3/image/IMG0002.dcm", "CT", 1, 24, 38, 1, SampleType::U16, "1d425f92df762b97"},
    {"dcmqi_seg_sr/segmentations/24x38x3/image/IMG0003.dcm", "CT", 1, 24, 38, 1, SampleType::U16, "450e95a3fe7c38b6"},
    {"dcmqi_seg_sr/segmentations/24x38x3/multiframe/mf.dcm", "CT", 3, 24, 38, 1, SampleType::U16, "35bc8ac5cfeb623a"},
    {"dcmqi_seg_sr/segmentations/ct-3slice/01.dcm", "CT", 1, 512, 512, 1, SampleType::S16, "ed26596661ef637d"},
    {"dcmqi_seg_sr/segmentations/ct-3slice/02.dcm", "CT", 1, 512, 512, 1, SampleType::S16, "88be0348723b2fda"},
    {"dcmqi_seg_sr/segmentations/ct-3slice/03.dcm", "CT", 1, 512, 512, 1, SampleType::S16, "6797fe9e9c4c6cb1"},
    {"dcmqi_seg_sr/segmentations/liver.dcm", "SEG", 3, 512, 512, 1, SampleType::U8, "5feecaeff125f0e4"},
    {"dcmqi_seg_sr/segmentations/partial_overlaps.dcm", "SEG", 7, 512, 512, 1, SampleType::U8, "6fa45cd6e55a0966"},
    {"dcmqi_seg_sr/segmentations/sparse-labelmap-noppv.dcm", "SEG", 2, 24, 38, 1, SampleType::U8, "171d9ba58e21b948"},
    {"dcmqi_seg_sr/segmentations/sparse-labelmap-ppv5.dcm", "SEG", 2, 24, 38, 1, SampleType::U8, "171d9ba58e21b948"},
    {"dcmqi_seg_sr/sr-example/rwvm.dcm", "RWV"},
    {"dcmqi_seg_sr/sr-example/seg.dcm", "SEG", 13, 128, 128, 1, SampleType::U8, "b5ef01c93820b4aa"},
    {"dcmqi_seg_sr/sr-example/sr.dcm", "SR"},
    {"ecg_waveform/ecg12_simulated_sample.dcm", "ECG"},
    {"ecg_waveform/waveform_ecg.dcm", "ECG"},
    {"multiframe/OBXXXX1A_rle_2frame.dcm", "US", 2, 800, 600, 3, SampleType::U8, "d0bdfec561239793"},
    {"multiframe/bad_sequence.dcm", "CT", 1, 512, 512, 1, SampleType::U16, "e91cd9cf100b4a61"},
    {"multiframe/eCT_Supplemental.dcm", "CT", 2, 512, 512, 1, SampleType::U16, "7ceff78fdb544cc5"},
    {"multiframe/emri_small.dcm", "MR", 10, 64, 64, 1, SampleType::U16, "35c5e95fce41d322"},
    {"multiframe/emri_small_RLE.dcm", "MR", 10, 64, 64, 1, SampleType::U16, "35c5e95fce41d322"},
    {"multiframe/emri_small_jpeg_2k_lossless.dcm", "MR", 10, 64, 64, 1, SampleType::U16, "35c5e95fce41d322"},
    {"multiframe/emri_small_jpeg_2k_lossless_too_short.dcm", nullptr, 0, 0, 0, 0, {}, nullptr, "The compressed pixel data doesn't end: the file is cut short"},
    {"multiframe/emri_small_jpeg_ls_lossless.dcm", "MR", 10, 64, 64, 1, SampleType::U16, "35c5e95fce41d322"},
    {"multiframe/explicit_VR-UN.dcm", "CT", 1, 512, 512, 1, SampleType::S16, "9107c6ee041cbec5"},
    {"multiframe/gdcm-US-ALOKA-16.dcm", "US", 1, 640, 480, 3, SampleType::U8, "30dfc2eb13ee775b"},
    {"multiframe/liver_expb.dcm", "SEG", 3, 512, 512, 1, SampleType::U8, "5feecaeff125f0e4"},
    {"pydicom/CT_small.dcm", "CT", 1, 128, 128, 1, SampleType::S16, "45df16134454b381"},
    {"pydicom/ExplVR_BigEnd.dcm", "US", 1, 80, 60, 3, SampleType::U8, "98dbc14944b6d08f"},
    {"pydicom/ExplVR_BigEndNoMeta.dcm", "RTPLAN"},
    {"pydicom/ExplVR_LitEndNoMeta.dcm", "RTPLAN"},
    {"pydicom/J2K_pixelrep_mismatch.dcm", "CT", 1, 512, 512, 1, SampleType::S16, "0a5fd1a314f39526"},
    {"pydicom/JPEG2000-embedded-sequence-delimiter.dcm", "NM", 1, 256, 1024, 0, SampleType::U8, nullptr, "The JPEG 2000 stream's size is damaged"},
    {"pydicom/MR_small.dcm", "MR", 1, 64, 64, 1, SampleType::S16, "dc9943d2b303bf18"},
    {"pydicom/MR_small_RLE.dcm", "MR", 1, 64, 64, 1, SampleType::S16, "dc9943d2b303bf18"},
    {"pydicom/MR_small_bigendian.dcm", "MR", 1, 64, 64, 1, SampleType::S16, "dc9943d2b303bf18"},
    {"pydicom/MR_small_jp2klossless.dcm", "MR", 1, 64, 64, 1, SampleType::S16, "dc9943d2b303bf18"},
    {"pydicom/MR_small_jpeg_ls_lossless.dcm", "MR", 1, 64, 64, 1, SampleType::S16, "dc9943d2b303bf18"},
    {"pydicom/MR_truncated.dcm", nullptr, 0, 0, 0, 0, {}, nullptr, "PixelData (7FE0,0010) says it is 8192 bytes long, but only 8130 are left: the file is cut short or damaged"},
    {"pydicom/UN_sequence.dcm", ""},
    {"pydicom/badVR.dcm", nullptr, 0, 0, 0, 0, {}, nullptr, "Number of Frames is not a number"},
    {"pydicom/dicomdirtests/77654033/CR1/6154", "CR", 1, 16, 16, 1, SampleType::U16, "7aff986f3050b509"},
    {"pydicom/dicomdirtests/77654033/CR2/6247", "CR", 1, 16, 16, 1, SampleType::U16, "acf4889102497868"},
    {"pydicom/dicomdirtests/77654033/CR3/6278", "CR", 1, 16, 16, 1, SampleType::U16, "72443925b0d8734d"},
    {"pydicom/dicomdirtests/77654033/CT2/17106", "CT", 1, 16, 16, 1, SampleType::S16, "04c5b4ff258b1fec"},
    {"pydicom/dicomdirtests/77654033/CT2/17136", "CT", 1, 16, 16, 1, SampleType::S16, "b419c7d11fa8a638"},
    {"pydicom/dicomdirtests/77654033/CT2/17166", "CT", 1, 16, 16, 1, SampleType::S16, "65a23c5bd7ac3f45"},
    {"pydicom/dicomdirtests/77654033/CT2/17196", "CT", 1, 16, 16, 1, SampleType::S16, "50bfb3123214f389"},
    {"pydicom/dicomdirtests/98892001/CT2N/6293", "CT", 1, 16, 16, 1, SampleType::S16, "fc0b3afd80f9a01c"},
    {"pydicom/dicomdirtests/98892001/CT2N/6924", "CT", 1, 16, 16, 1, SampleType::S16, "175bfef339307bd3"},
    {"pydicom/dicomdirtests/98892001/CT5N/2062", "CT", 1, 16, 16, 1, SampleType::S16, "59e8968a4c357326"},
    {"pydicom/dicomdirtests/98892001/CT5N/2392", "CT", 1, 16, 16, 1, SampleType::S16, "e59aaff897049efe"},
    {"pydicom/dicomdirtests/98892001/CT5N/2693", "CT", 1, 16, 16, 1, SampleType::S16, "e93db0c670a163cb"},
    {"pydicom/dicomdirtests/98892001/CT5N/3023", "CT", 1, 16, 16, 1, SampleType::S16, "852cc0c89e103938"},
    {"pydicom/dicomdirtests/98892001/CT5N/3353", "CT", 1, 16, 16, 1, SampleType::S16, "536cfd8bc5bb396f"},
    {"pydicom/dicomdirtests/98892003/MR1/15820", "MR", 1, 16, 16, 1, SampleType::S16, "774bb38c811cb459"},
    {"pydicom/dicomdirtests/98892003/MR1/4919", "MR", 1, 16, 16, 1, SampleType::S16, "a21b114977a3692a"},
    {"pydicom/dicomdirtests/98892003/MR1/5641", "MR", 1, 16, 16, 1, SampleType::S16, "93a6d566c3be9458"},
    {"pydicom/dicomdirtests/98892003/MR2/15970", "MR", 1, 16, 16, 1, SampleType::S16, "768b49e772dff10c"},
    {"pydicom/dicomdirtests/98892003/MR2/4950", "MR", 1, 16, 16, 1, SampleType::S16, "7e5bce6e0a258b26"},
    {"pydicom/dicomdirtests/98892003/MR2/4981", "MR", 1, 16, 16, 1, SampleType::S16, "74ee93921c19c889"},
    {"pydicom/dicomdirtests/98892003/MR2/5011", "MR", 1, 16, 16, 1, SampleType::S16, "9457fe9ec99793df"},
    {"pydicom/dicomdirtests/98892003/MR2/6273", "MR", 1, 16, 16, 1, SampleType::S16, "46cd91459d429d6d"},
    {"pydicom/dicomdirtests/98892003/MR2/6605", "MR", 1, 16, 16, 1, SampleType::S16, "cc716a654468c4a7"},
    {"pydicom/dicomdirtests/98892003/MR2/6935", "MR", 1, 16, 16, 1, SampleType::S16, "fb33f7a9dd589a2f"},
    {"pydicom/dicomdirtests/98892003/MR700/4467", "MR", 1, 16, 16, 1, SampleType::S16, "54c61060bb4875e3"},
    {"pydicom/dicomdirtests/98892003/MR700/4528", "MR", 1, 16, 16, 1, SampleType::S16, "47a5074b09627e37"},
    {"pydicom/dicomdirtests/98892003/MR700/4558", "MR", 1, 16, 16, 1, SampleType::S16, "412eb9e109e2656c"},
    {"pydicom/dicomdirtests/98892003/MR700/4588", "MR", 1, 16, 16, 1, SampleType::S16, "4dd600befaf22b28"},
    {"pydicom/dicomdirtests/98892003/MR700/4618", "MR", 1, 16, 16, 1, SampleType::S16, "cd0dedca2dab79d4"},
    {"pydicom/dicomdirtests/98892003/MR700/4648", "MR", 1, 16, 16, 1, SampleType::S16, "86103440e87c8c30"},
    {"pydicom/dicomdirtests/98892003/MR700/4678", "MR", 1, 16, 16, 1, SampleType::S16, "f11c4ba62f125bef"},
    {"pydicom/dicomdirtests/DICOMDIR", ""},
    {"pydicom/dicomdirtests/DICOMDIR-bigEnd", ""},
    {"pydicom/dicomdirtests/DICOMDIR-empty.dcm", ""},
    {"pydicom/dicomdirtests/DICOMDIR-implicit", ""},
    {"pydicom/dicomdirtests/DICOMDIR-nooffset", nullptr, 0, 0, 0, 0, {}, nullptr, "Item (FFFE,E000) says it is 248 bytes long, but only 224 are left: the file is cut short or damaged"},
    {"pydicom/dicomdirtests/DICOMDIR-nopatient", ""},
    {"pydicom/dicomdirtests/DICOMDIR-reordered", ""},
    {"pydicom/dicomdirtests/README.txt", nullptr, 0, 0, 0, 0, {}, nullptr, "This is no DICOM object"},
    {"pydicom/dicomdirtests/TINY_ALPHA/DICOMDIR", ""},
    {"pydicom/dicomdirtests/TINY_ALPHA/README", nullptr, 0, 0, 0, 0, {}, nullptr, "This is no DICOM object"},
    {"pydicom/empty_charset_LEI.dcm", ""},
    {"pydicom/examples_overlay.dcm", "MR", 1, 484, 300, 1, SampleType::U16, "8190bf0a779968c5"},
    {"pydicom/examples_palette.dcm", "US", 1, 800, 350, 3, SampleType::U8, "7175cf6fa30aea01"},
    {"pydicom/examples_rgb_color.dcm", "US", 1, 320, 240, 3, SampleType::U8, "da5284e6bf95807e"},
    {"pydicom/examples_ybr_color.dcm", "US", 30, 320, 240, 3, SampleType::U8, "56491f2be8a88fbc"},
    {"pydicom/image_dfl.dcm", "OT", 1, 512, 512, 1, SampleType::U8, "22c9be23446a7be6"},
    {"pydicom/meta_missing_tsyntax.dcm", ""},
    {"pydicom/nested_priv_SQ.dcm", ""},
    {"pydicom/no_meta.dcm", nullptr, 0, 0, 0, 0, {}, nullptr, "This is no DICOM object"},
    {"pydicom/no_meta_group_length.dcm", ""},
    {"pydicom/priv_SQ.dcm", ""},
    {"pydicom/reportsi.dcm", "SR"},
    {"pydicom/rtdose.dcm", "RTDOSE", 15, 10, 10, 1, SampleType::U32, "5d8836986c43b4a1"},
    {"pydicom/rtplan.dcm", "RTPLAN"},
    {"pydicom/rtplan_truncated.dcm", nullptr, 0, 0, 0, 0, {}, nullptr, "BeamSequence (300A,00B0) says it is 976 bytes long, but only 711 are left: the file is cut short or damaged"},
    {"pydicom/rtstruct.dcm", "RTSTRUCT"},
    {"pydicom/test-SR.dcm", "SR"},
    };
    // clang-format on
    return objects;
}

} // namespace twinward::imaging::test
