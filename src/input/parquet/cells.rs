//! A cell of a column as a value of JSON.

use std::fmt::Display;

use arrow_array::cast::AsArray;
use arrow_array::temporal_conversions::{date32_to_datetime, date64_to_datetime};
use arrow_array::types::{
    ArrowTimestampType, Date32Type, Date64Type, Float32Type, Float64Type, Int8Type, Int16Type,
    Int32Type, Int64Type, TimestampMicrosecondType, TimestampMillisecondType,
    TimestampNanosecondType, TimestampSecondType, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, StructArray};
use arrow_schema::{DataType, TimeUnit};
use chrono::NaiveDateTime;

/// Something that is no text, no number and no list, of which no field can be made.
const NOTHING: &str = "{}";

/// Appends the cell in `row` of `column` to `out`. Bytes are text if they are UTF-8, days and times as ISO 8601 has them.
pub(super) fn write(column: &dyn Array, row: usize, out: &mut Vec<u8>) {
    if column.is_null(row) {
        return say("null", out);
    }
    match column.data_type() {
        DataType::Null => say("null", out),
        DataType::Utf8 => text(column.as_string::<i32>().value(row), out),
        DataType::Binary => bytes(column.as_binary::<i32>().value(row), out),
        DataType::FixedSizeBinary(_) => bytes(column.as_fixed_size_binary().value(row), out),
        DataType::Struct(_) => object(column.as_struct(), row, out),
        DataType::List(_) => list(&*column.as_list::<i32>().value(row), out),
        DataType::Boolean => say(column.as_boolean().value(row), out),
        DataType::Int8 => say(column.as_primitive::<Int8Type>().value(row), out),
        DataType::Int16 => say(column.as_primitive::<Int16Type>().value(row), out),
        DataType::Int32 => say(column.as_primitive::<Int32Type>().value(row), out),
        DataType::Int64 => say(column.as_primitive::<Int64Type>().value(row), out),
        DataType::UInt8 => say(column.as_primitive::<UInt8Type>().value(row), out),
        DataType::UInt16 => say(column.as_primitive::<UInt16Type>().value(row), out),
        DataType::UInt32 => say(column.as_primitive::<UInt32Type>().value(row), out),
        DataType::UInt64 => say(column.as_primitive::<UInt64Type>().value(row), out),
        DataType::Float32 => float(column.as_primitive::<Float32Type>().value(row), out),
        DataType::Float64 => float(column.as_primitive::<Float64Type>().value(row), out),
        DataType::Date32 => {
            let days = column.as_primitive::<Date32Type>().value(row);
            time(date32_to_datetime(days), out);
        }
        DataType::Date64 => {
            let milliseconds = column.as_primitive::<Date64Type>().value(row);
            time(date64_to_datetime(milliseconds), out);
        }
        DataType::Timestamp(unit, _) => match unit {
            TimeUnit::Second => timestamp::<TimestampSecondType>(column, row, out),
            TimeUnit::Millisecond => timestamp::<TimestampMillisecondType>(column, row, out),
            TimeUnit::Microsecond => timestamp::<TimestampMicrosecondType>(column, row, out),
            TimeUnit::Nanosecond => timestamp::<TimestampNanosecondType>(column, row, out),
        },
        _ => say(NOTHING, out),
    }
}

fn say(value: impl Display, out: &mut Vec<u8>) {
    out.extend(value.to_string().into_bytes());
}

/// Appends `value` as a string.
pub(super) fn text(value: &str, out: &mut Vec<u8>) {
    say(serde_json::Value::from(value), out);
}

fn bytes(value: &[u8], out: &mut Vec<u8>) {
    match std::str::from_utf8(value) {
        Ok(value) => text(value, out),
        Err(_) => say(NOTHING, out),
    }
}

fn float(value: impl Into<f64>, out: &mut Vec<u8>) {
    say(serde_json::Value::from(value.into()), out);
}

fn time(value: Option<NaiveDateTime>, out: &mut Vec<u8>) {
    match value {
        Some(time) => text(&time.format("%Y-%m-%dT%H:%M:%S").to_string(), out),
        None => say(NOTHING, out),
    }
}

fn timestamp<T: ArrowTimestampType>(column: &dyn Array, row: usize, out: &mut Vec<u8>) {
    time(column.as_primitive::<T>().value_as_datetime(row), out);
}

fn object(value: &StructArray, row: usize, out: &mut Vec<u8>) {
    say('{', out);
    for (number, (name, column)) in value.column_names().iter().zip(value.columns()).enumerate() {
        if number > 0 {
            say(',', out);
        }
        text(name, out);
        say(':', out);
        write(column, row, out);
    }
    say('}', out);
}

fn list(items: &dyn Array, out: &mut Vec<u8>) {
    say('[', out);
    for item in 0..items.len() {
        if item > 0 {
            say(',', out);
        }
        write(items, item, out);
    }
    say(']', out);
}
