#pragma once

// Another DICOM node as its administrator describes it: address, port, names, and certificates where the line
// is to be secure.

#include "imaging/pacs_client.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QLineEdit;
class QSpinBox;

namespace twinward::imaging {

// Three files for a secure line, switched on by a box.
class TlsForm : public QWidget
{
    Q_OBJECT

public:
    explicit TlsForm(QWidget* parent = nullptr);
    void setFiles(const std::optional<TlsFiles>& files);
    [[nodiscard]] std::optional<TlsFiles> files() const;

signals:
    void changed();

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Row
    {
        QLabel* label;
        QLineEdit* path;
        QWidget* choose;
    };
    void retranslate();

    QCheckBox* m_on;
    QWidget* m_rows;
    std::array<Row, 3> m_files{};
};

class NodeForm : public QWidget
{
    Q_OBJECT

public:
    explicit NodeForm(QWidget* parent = nullptr);
    void setNode(const PacsNode& node);
    [[nodiscard]] PacsNode node() const;
    [[nodiscard]] bool isComplete() const;

signals:
    void changed(); // by a person

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    QLabel* m_hostLabel;
    QLineEdit* m_host;
    QLabel* m_portLabel;
    QSpinBox* m_port;
    QLabel* m_titleLabel;
    QLineEdit* m_title;
    QLabel* m_ourTitleLabel;
    QLineEdit* m_ourTitle;
    TlsForm* m_tls;
};

} // namespace twinward::imaging
