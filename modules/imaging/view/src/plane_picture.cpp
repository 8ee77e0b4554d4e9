#include "imaging_view/plane_picture.h"

#include "paint_p.h"
#include "sampling_p.h"

namespace twinward::imaging {

void drawPlane(QImage& picture, const Volume& volume, const Cut& cut, const PlaneLook& look)
{
    const QSize size = cut.frame.size;
    if (picture.size() != size || picture.format() != QImage::Format_RGB32 || !picture.isDetached())
        picture = QImage(size, QImage::Format_RGB32);
    const WindowLine line(look.window, volume.slope, volume.intercept);
    const Palette palette(look.colourMap);
    uchar* const pixels = picture.bits();
    const qsizetype bytes = picture.bytesPerLine();
    const bool drawn = cutRows(volume, cut, [&](const CutRow& row) {
        auto* out = reinterpret_cast<QRgb*>(pixels + row.y * bytes);
        std::fill_n(out, row.begin, qRgb(0, 0, 0));
        palette.paint(row.stored, row.end - row.begin, line, out + row.begin);
        std::fill_n(out + row.end, size.width() - row.end, qRgb(0, 0, 0));
    });
    if (!drawn)
        picture = {};
}

void layPlane(QImage& ground, const Volume& volume, const Cut& cut, const PlaneLook& look, double opacity)
{
    if (ground.size() != cut.frame.size)
        return;
    const WindowLine line(look.window, volume.slope, volume.intercept);
    const auto& map = colourMap(look.colourMap);
    const int share = shareOf(opacity);
    uchar* const pixels = ground.bits();
    const qsizetype bytes = ground.bytesPerLine();
    (void)cutRows(volume, cut, [&](const CutRow& row) {
        auto* out = reinterpret_cast<QRgb*>(pixels + row.y * bytes);
        mixRow(row.stored, row.end - row.begin, line, map, share, out + row.begin);
    });
}

} // namespace twinward::imaging
