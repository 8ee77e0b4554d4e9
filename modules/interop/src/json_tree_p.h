#pragma once

// A JSON text with the exact bytes of every value: what simdjson's reader finds, kept as a tree that can be
// asked in any order. Nothing of the text is rewritten, so a resource can be cut out as it stood and a number
// keeps its digits. Every value is checked while the tree is made: what parses here is JSON to the last byte.

#include "base/error.h"

#include <memory>
#include <QByteArray>
#include <QString>
#include <simdjson.h>
#include <string_view>
#include <vector>

namespace twinward::interop {

class JsonView;

class JsonTree
{
public:
    // Not UTF-8, not JSON, nested deeper than `maximumDepth`, or an object that says one key twice:
    // InvalidInput, with "line 3" or "byte 10240" as its `where`. `bytes` is copied.
    [[nodiscard]] static base::Result<JsonTree> parse(QByteArrayView bytes, int maximumDepth);

    [[nodiscard]] JsonView root() const;
    // The first object in a value that says one key twice, whose meaning nobody can know; absent where there
    // is none.
    [[nodiscard]] JsonView saidTwiceIn(const JsonView& value) const;
    [[nodiscard]] bool saysTwice(const JsonView& object) const; // this very object

private:
    friend class JsonView;
    friend class JsonTreeBuilder;
    enum class Kind : quint8 { Null, Boolean, Number, String, Array, Object };
    struct Node
    {
        std::string_view key; // of a field; unescaped
        std::string_view raw; // as written, without the white space around it
        std::string_view text; // of a string: unescaped
        quint32 parent = 0;
        quint32 firstChild = 0; // 0 where there is none: the root is nobody's child
        quint32 nextSibling = 0;
        Kind kind = Kind::Null;
    };
    struct Storage // does not move when the tree does: views and nodes point into it
    {
        simdjson::padded_string bytes;
        simdjson::ondemand::parser parser; // owns the unescaped strings
        std::vector<Node> nodes;
        std::vector<quint32> saidTwice; // objects with a key that is there twice
    };
    std::unique_ptr<Storage> m_storage;
};

// One value of a tree, or its absence: asking an absent value gives absent values. Must not outlive the tree.
class JsonView
{
public:
    JsonView() = default;

    [[nodiscard]] bool exists() const { return m_tree != nullptr; }
    explicit operator bool() const { return exists(); }
    [[nodiscard]] bool isObject() const { return is(JsonTree::Kind::Object); }
    [[nodiscard]] bool isArray() const { return is(JsonTree::Kind::Array); }
    [[nodiscard]] bool isString() const { return is(JsonTree::Kind::String); }
    [[nodiscard]] bool isNumber() const { return is(JsonTree::Kind::Number); }
    [[nodiscard]] bool isBoolean() const { return is(JsonTree::Kind::Boolean); }

    [[nodiscard]] JsonView operator[](std::string_view key) const; // of an object; absent elsewhere
    [[nodiscard]] std::string_view key() const { return exists() ? node().key : std::string_view(); }
    [[nodiscard]] std::string_view raw() const { return exists() ? node().raw : std::string_view(); }
    [[nodiscard]] std::string_view text() const { return exists() ? node().text : std::string_view(); }
    [[nodiscard]] QString string() const; // of a string; empty elsewhere
    [[nodiscard]] bool isTrue() const { return isBoolean() && node().raw == "true"; }
    [[nodiscard]] QByteArray source() const; // raw(), copied
    [[nodiscard]] QString pointer() const; // JSON pointer (RFC 6901), from the root
    [[nodiscard]] QString pointerFrom(const JsonView& ancestor) const;

    // Fields of an object or elements of an array, in the order written.
    class Iterator
    {
    public:
        Iterator(const JsonTree::Storage* tree, quint32 index)
            : m_tree(tree)
            , m_index(index)
        { }
        JsonView operator*() const { return {m_tree, m_index}; }
        Iterator& operator++()
        {
            m_index = m_tree->nodes[m_index].nextSibling;
            return *this;
        }
        friend bool operator==(const Iterator&, const Iterator&) = default;

    private:
        const JsonTree::Storage* m_tree;
        quint32 m_index;
    };
    [[nodiscard]] Iterator begin() const { return {m_tree, exists() ? node().firstChild : 0}; }
    [[nodiscard]] Iterator end() const { return {m_tree, 0}; }
    [[nodiscard]] JsonView first() const { return *this && node().firstChild != 0 ? *begin() : JsonView(); }

private:
    friend class JsonTree;
    JsonView(const JsonTree::Storage* tree, quint32 index)
        : m_tree(tree)
        , m_index(index)
    { }
    [[nodiscard]] const JsonTree::Node& node() const { return m_tree->nodes[m_index]; }
    [[nodiscard]] bool is(JsonTree::Kind kind) const { return exists() && node().kind == kind; }

    const JsonTree::Storage* m_tree = nullptr;
    quint32 m_index = 0;
};

// The text without the white space between its tokens: the same for a resource however it is laid out.
[[nodiscard]] QByteArray minified(std::string_view json);

} // namespace twinward::interop
