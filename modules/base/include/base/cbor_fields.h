#pragma once

// Whole values as CBOR and back: a struct is an array of its fields, in an order that one function gives, so
// that writing and reading can't disagree. New fields go to the end and none is ever taken away: an older
// writer's are missing and keep their defaults, a newer writer's are passed over.
//
// A module gives, beside its types, `fieldsOf(T&)`: a std::tie of the fields, or void where T has none; and
// derives an encoder and a decoder, which may put() and get() further types of their own. The decoder says
// what is let in: `listLimit`, and for each enumeration firstOf<E>() and lastOf<E>().

#include "base/cbor.h"
#include "base/decimal.h"
#include "base/id.h"
#include "base/moment.h"
#include "base/partial_date.h"

#include <algorithm>
#include <array>
#include <climits>
#include <cmath>
#include <optional>
#include <QList>
#include <tuple>
#include <vector>

namespace twinward::base {

template <class T>
concept HasCborFields = requires(T& value)
{
    requires !std::is_void_v<decltype(fieldsOf(value))>;
};

template <class Derived> class CborEncoder
{
public:
    explicit CborEncoder(CborWriter& writer)
        : m_writer(writer)
    { }

    void put(const QString& text) { m_writer.text(text); }
    void put(const QByteArray& bytes) { m_writer.bytes(bytes); }
    void put(bool value) { m_writer.boolean(value); }
    void put(int value) { m_writer.integer(value); }
    void put(unsigned value) { m_writer.integer(value); }
    void put(qint64 value) { m_writer.integer(value); }
    void put(double value) { m_writer.real(value); }
    void put(const Decimal& value) { m_writer.array(2).real(value.value()).integer(value.decimals()); }
    void put(const PartialDate& date) { m_writer.text(date.toString()); }
    void put(const Hash256& hash) { m_writer.bytes(hash.toBytes()); }
    template <class Tag> void put(const Id<Tag>& id) { m_writer.bytes(id.toBytes()); }
    void put(const Moment& moment)
    {
        m_writer.array(3)
            .integer(moment.utcMs())
            .integer(moment.offsetMinutes())
            .integer(static_cast<qint64>(moment.precision()));
    }

    template <class T> void put(const std::optional<T>& value)
    {
        if (value)
            self().put(*value);
        else
            m_writer.null();
    }
    template <class T> void put(const QList<T>& list) { putList(list); }
    template <class T> void put(const std::vector<T>& list) { putList(list); }
    template <class T, size_t size> void put(const std::array<T, size>& list) { putList(list); }
    template <class T>
    requires std::is_enum_v<T>
    void put(T value) { m_writer.integer(static_cast<qint64>(value)); }

    template <class T>
    requires HasCborFields<const T>
    void put(const T& value)
    {
        std::apply(
            [this](const auto&... fields) {
                m_writer.array(sizeof...(fields));
                (self().put(fields), ...);
            },
            fieldsOf(value));
    }

protected:
    [[nodiscard]] CborWriter& writer() { return m_writer; }

private:
    Derived& self() { return static_cast<Derived&>(*this); }

    template <class List> void putList(const List& list)
    {
        m_writer.array(static_cast<quint64>(list.size()));
        for (const auto& element : list)
            self().put(element);
    }

    CborWriter& m_writer;
};

// What is out of bounds marks the reader as failed; the values are then not to be used.
template <class Derived> class CborDecoder
{
public:
    explicit CborDecoder(CborReader& reader)
        : m_reader(reader)
    { }

    void get(QString& text) { text = m_reader.text(); }
    void get(QByteArray& bytes) { bytes = m_reader.bytes(); }
    void get(bool& value) { value = m_reader.boolean(); }
    void get(int& value) { value = static_cast<int>(within(m_reader.integer(), INT_MIN, INT_MAX)); }
    void get(unsigned& value) { value = static_cast<unsigned>(within(m_reader.integer(), 0, UINT_MAX)); }
    void get(qint64& value) { value = m_reader.integer(); }
    void get(double& value)
    {
        value = m_reader.real();
        if (!std::isfinite(value))
            m_reader.markFailed();
    }

    void get(Decimal& value)
    {
        m_reader.enterArray(2);
        const double number = m_reader.real();
        const qint64 decimals = m_reader.integer();
        m_reader.leaveArray();
        if (!std::isfinite(number) || decimals < 0 || decimals > 17)
            m_reader.markFailed();
        value = Decimal(number, static_cast<int>(decimals));
    }

    void get(PartialDate& date)
    {
        const QString text = m_reader.text();
        if (text.isEmpty())
            return;
        const auto parsed = PartialDate::fromString(text);
        if (parsed)
            date = *parsed;
        else
            m_reader.markFailed();
    }

    void get(Moment& moment)
    {
        m_reader.enterArray(3);
        const qint64 utcMs = m_reader.integer();
        const qint64 offset = m_reader.integer();
        const qint64 precision = m_reader.integer();
        m_reader.leaveArray();
        constexpr qint64 farMs = 400'000'000'000'000; // past year 9999
        if (utcMs < -farMs || utcMs > farMs || offset < -24 * 60 || offset > 24 * 60 || precision < 0
            || precision > static_cast<qint64>(Moment::Precision::Millisecond))
            m_reader.markFailed();
        else
            moment = Moment(utcMs, static_cast<int>(offset), static_cast<Moment::Precision>(precision));
    }

    void get(Hash256& hash) { getFixed(hash); }
    template <class Tag> void get(Id<Tag>& id) { getFixed(id); }

    template <class T> void get(std::optional<T>& value)
    {
        if (!m_reader.skipNull())
            self().get(value.emplace());
    }
    template <class T> void get(QList<T>& list) { getList(list); }
    template <class T> void get(std::vector<T>& list) { getList(list); }
    template <class T, size_t size> void get(std::array<T, size>& list)
    {
        if (m_reader.enterArray(size) != size)
            m_reader.markFailed();
        for (T& element : list)
            self().get(element);
        m_reader.leaveArray();
    }

    template <class T>
    requires std::is_enum_v<T>
    void get(T& value)
    {
        const qint64 number = m_reader.integer();
        if (number >= static_cast<qint64>(Derived::template firstOf<T>())
            && number <= static_cast<qint64>(Derived::template lastOf<T>()))
            value = static_cast<T>(number);
        else
            m_reader.markFailed();
    }

    template <class T>
    requires HasCborFields<T>
    void get(T& value)
    {
        m_reader.enterArray(64);
        std::apply([this](auto&... fields) { ((m_reader.hasNext() ? self().get(fields) : void()), ...); },
            fieldsOf(value));
        m_reader.leaveArray();
    }

protected:
    [[nodiscard]] CborReader& reader() { return m_reader; }

private:
    Derived& self() { return static_cast<Derived&>(*this); }

    qint64 within(qint64 value, qint64 lowest, qint64 highest)
    {
        if (value < lowest || value > highest)
            m_reader.markFailed();
        return std::clamp(value, lowest, highest);
    }

    template <class T> void getFixed(T& value)
    {
        const auto parsed = T::fromBytes(m_reader.bytesView());
        if (parsed)
            value = *parsed;
        else
            m_reader.markFailed();
    }

    template <class List> void getList(List& list)
    {
        const quint64 size = m_reader.enterArray(Derived::listLimit);
        for (quint64 i = 0; i < size && !m_reader.failed(); ++i)
            self().get(list.emplace_back());
        m_reader.leaveArray();
    }

    CborReader& m_reader;
};

} // namespace twinward::base
