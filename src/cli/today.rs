//! The day on which the program runs.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// Today where the user is. The zone's rules are read from the system's file of the local zone: to be looked up by its name, all
/// zones of the system would have to be listed, which takes a tenth of a whole query.
pub(super) fn today() -> Date {
    let named = std::env::var_os("TZ").is_some();
    let rules = (!named)
        .then(|| std::fs::read("/etc/localtime").ok())
        .flatten();
    let zone = rules.and_then(|rules| TimeZone::tzif("local", &rules).ok());
    let zone = zone.unwrap_or_else(TimeZone::system);
    Timestamp::now().to_zoned_datetime(zone).date()
}
