#include "fhir_merge_p.h"

#include "json_out_p.h"

#include <algorithm>
#include <array>

namespace twinward::interop::fhir {

namespace {

// Elements of which a resource has one of several kinds: value[x], effective[x] ...
constexpr auto choices = std::to_array<std::string_view>(
    {"value", "effective", "onset", "abatement", "performed", "occurrence", "deceased", "medication"});

std::string_view choiceOf(std::string_view key)
{
    for (const std::string_view choice : choices) {
        if (key.starts_with(choice) && key.size() > choice.size() && key[choice.size()] >= 'A'
            && key[choice.size()] <= 'Z')
            return choice;
    }
    return {};
}

size_t sizeOf(JsonView array)
{
    size_t size = 0;
    for (auto it = array.begin(); it != array.end(); ++it)
        ++size;
    return size;
}

bool alike(JsonView a, JsonView b)
{
    return a.exists() == b.exists() && a.raw() == b.raw();
}

QByteArray merge(JsonView source, JsonView before, JsonView after);

// The choices and the primitives of which this merge changes the value.
struct Changes
{
    std::vector<std::string_view> choiceGroups;
    std::vector<std::string_view> keys;

    Changes(JsonView before, JsonView after)
    {
        for (const JsonView field : after)
            note(field.key(), before, after);
        for (const JsonView field : before)
            note(field.key(), before, after);
    }
    void note(std::string_view key, JsonView before, JsonView after)
    {
        if (alike(before[key], after[key]))
            return;
        keys.push_back(key);
        if (const std::string_view choice = choiceOf(key); !choice.empty())
            choiceGroups.push_back(choice);
    }
    [[nodiscard]] bool overtakes(std::string_view key) const
    {
        const auto has = [](const auto& list, std::string_view one) {
            return std::find(list.begin(), list.end(), one) != list.end();
        };
        const std::string_view plain = key.starts_with('_') ? key.substr(1) : key;
        return (key.starts_with('_') && has(keys, plain)) || has(choiceGroups, choiceOf(plain));
    }
};

QByteArray mergeObject(JsonView source, JsonView before, JsonView after)
{
    const Changes changes(before, after);
    JsonObject merged;
    for (const JsonView field : source) {
        const std::string key(field.key());
        if (before[key] || after[key])
            merged.raw(key.c_str(), merge(field, before[key], after[key]));
        else if (!changes.overtakes(key))
            merged.raw(key.c_str(), field.source());
    }
    for (const JsonView field : after) {
        // What is alike before and after is said by the source in its own way.
        if (!source[field.key()] && !alike(before[field.key()], field))
            merged.raw(std::string(field.key()).c_str(), field.source());
    }
    return merged.json();
}

bool holds(JsonView array, JsonView element)
{
    for (const JsonView one : array) {
        if (minified(one.raw()) == minified(element.raw()))
            return true;
    }
    return false;
}

QByteArray mergeArray(JsonView source, JsonView before, JsonView after)
{
    std::vector<QByteArray> elements;
    if (!before) { // something to add to what the source has
        for (const JsonView element : source)
            elements.push_back(element.source());
        for (const JsonView element : after) {
            if (!holds(source, element))
                elements.push_back(element.source());
        }
        return jsonArray(elements);
    }
    if (sizeOf(source) != sizeOf(before) || sizeOf(before) != sizeOf(after))
        return after.source();
    auto old = before.begin();
    auto now = after.begin();
    for (const JsonView element : source) {
        elements.push_back(merge(element, *old, *now));
        ++old;
        ++now;
    }
    return jsonArray(elements);
}

QByteArray merge(JsonView source, JsonView before, JsonView after)
{
    if (alike(before, after))
        return source.source();
    if (source.isObject() && after.isObject() && (!before || before.isObject()))
        return mergeObject(source, before, after);
    if (source.isArray() && after.isArray() && (!before || before.isArray()))
        return mergeArray(source, before, after);
    return after.source();
}

} // namespace

QByteArray mergeResource(JsonView source, JsonView before, JsonView after)
{
    if (alike(before, after))
        return source.source();
    const QByteArray merged = mergeObject(source, before, after);
    const auto tree = JsonTree::parse(merged, 1000);
    if (!tree)
        return merged;
    JsonObject withoutNarrative;
    for (const JsonView field : tree->root()) {
        if (field.key() != "text")
            withoutNarrative.raw(std::string(field.key()).c_str(), field.source());
    }
    return withoutNarrative.json();
}

} // namespace twinward::interop::fhir
