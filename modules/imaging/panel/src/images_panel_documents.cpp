// Series that are no images: reports as text, ECGs as a chart, segmentations over the images they outline.

#include "images_panel_p.h"

#include "imaging/seg_object.h"
#include "segmenting_p.h"
#include "waveform_view_p.h"
#include "workbench/when_done.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QStackedWidget>

namespace twinward::imaging {

void ImagesPanel::openDocument(const Study& study, const Series& series)
{
    Q_UNUSED(study)
    if (series.instances.empty())
        return;
    using Read = base::Result<Document>;
    const auto grid = m_exam->isVolume() ? m_exam->grid() : std::nullopt;
    auto future = m_workspace.session.runBeside([series, grid](const ledger::Vault& vault) -> Read {
        const auto bytes = readObject(vault, series.instances.back());
        if (!bytes)
            return base::fail(bytes.error());
        Document document;
        if (series.modality == QLatin1String("SEG")) {
            auto segmentation = readSegmentation(*bytes, grid);
            if (!segmentation)
                return base::fail(segmentation.error());
            document.segmentation = std::move(*segmentation);
            return document;
        }
        const auto object = DicomObject::read(*bytes, series.description);
        if (!object)
            return base::fail(object.error());
        if (auto waveform = readWaveform(*object)) {
            document.waveform = std::move(*waveform);
            return document;
        }
        auto report = readReport(*object);
        if (!report)
            return base::fail(report.error());
        document.report = std::move(*report);
        return document;
    });
    workbench::whenDone(future, this, [this, series, opening = m_openings](const Read& document) {
        if (opening != m_openings)
            return;
        if (!document)
            fail(document.error());
        else
            showDocument(series, *document);
    });
}

void ImagesPanel::showDocument(const Series& series, const Document& document)
{
    if (document.segmentation) {
        if (!m_exam->isVolume()) {
            fail(base::Error{base::ErrorCode::InvalidInput,
                QStringLiteral("Open the images first: an outline is drawn over them"), series.description,
                {}});
            return;
        }
        // The first becomes the one that is worked on; further ones are only looked at.
        const bool edited = document.segmentation->fractions == Segmentation::Fractions::None;
        if (edited && m_segmenting->isPossible() && m_segmenting->segmentation().segments.empty()
            && document.segmentation->grid == m_segmenting->segmentation().grid)
            m_segmenting->load(*document.segmentation);
        else
            m_outlines.push_back(std::make_shared<const Segmentation>(*document.segmentation));
        showOutlines();
        m_stage->setCurrentWidget(m_views);
        showFindings();
        return;
    }
    if (document.waveform) {
        m_waveform->setWaveform(*document.waveform);
        m_stage->setCurrentWidget(m_waveform);
    } else if (document.report) {
        m_report->setPlainText(plainText(*document.report));
        m_stage->setCurrentWidget(m_report);
    }
    m_finding->setVisible(false);
}

} // namespace twinward::imaging
