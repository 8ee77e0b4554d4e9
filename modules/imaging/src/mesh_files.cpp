#include "imaging/mesh.h"
#include "imaging/vec.h"

#include <QtEndian>

namespace twinward::imaging {

namespace {

void appendNumber(QByteArray& bytes, float value)
{
    std::array<char, 4> little{};
    qToLittleEndian(value, little.data());
    bytes.append(little.data(), 4);
}

void appendNumber(QByteArray& bytes, quint32 value)
{
    std::array<char, 4> little{};
    qToLittleEndian(value, little.data());
    bytes.append(little.data(), 4);
}

void appendPoint(QByteArray& bytes, const std::array<float, 3>& point)
{
    for (const float coordinate : point)
        appendNumber(bytes, coordinate);
}

Vec3 wide(const std::array<float, 3>& point)
{
    return {point[0], point[1], point[2]};
}

} // namespace

QByteArray toStl(const Mesh& mesh)
{
    // 80 bytes that must not begin with "solid", the count, then 50 bytes for each triangle.
    QByteArray bytes = QByteArrayLiteral("Binary STL, mm, DICOM patient system (LPS)");
    bytes.reserve(84 + static_cast<qsizetype>(mesh.triangles.size()) * 50);
    bytes.resize(80, ' ');
    appendNumber(bytes, static_cast<quint32>(mesh.triangles.size()));
    for (const auto& triangle : mesh.triangles) {
        const auto& a = mesh.vertices[triangle[0]];
        const auto& b = mesh.vertices[triangle[1]];
        const auto& c = mesh.vertices[triangle[2]];
        const Vec3 normal = unit(cross(minus(wide(b), wide(a)), minus(wide(c), wide(a))));
        appendPoint(bytes,
            {static_cast<float>(normal[0]), static_cast<float>(normal[1]), static_cast<float>(normal[2])});
        appendPoint(bytes, a);
        appendPoint(bytes, b);
        appendPoint(bytes, c);
        bytes.append(2, '\0');
    }
    return bytes;
}

QByteArray toPly(const Mesh& mesh, QRgb colour)
{
    QByteArray bytes = "ply\nformat binary_little_endian 1.0\n"
                       "comment mm, DICOM patient system (LPS)\n"
                       "element vertex "
        + QByteArray::number(mesh.vertices.size())
        + "\nproperty float x\nproperty float y\nproperty float z\n"
          "property uchar red\nproperty uchar green\nproperty uchar blue\n"
          "element face "
        + QByteArray::number(mesh.triangles.size())
        + "\nproperty list uchar uint vertex_indices\nend_header\n";
    bytes.reserve(
        bytes.size() + static_cast<qsizetype>(mesh.vertices.size() * 15 + mesh.triangles.size() * 13));
    const std::array<char, 3> paint{
        static_cast<char>(qRed(colour)), static_cast<char>(qGreen(colour)), static_cast<char>(qBlue(colour))};
    for (const auto& vertex : mesh.vertices) {
        appendPoint(bytes, vertex);
        bytes.append(paint.data(), 3);
    }
    for (const auto& triangle : mesh.triangles) {
        bytes.append(char{3});
        for (const quint32 vertex : triangle)
            appendNumber(bytes, vertex);
    }
    return bytes;
}

} // namespace twinward::imaging
