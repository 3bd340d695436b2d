//! Whether work grows with the length of a text and not with its square, told by ratios: a busy machine slows both alike.

use std::time::Duration;

/// What takes less is quick enough however it grows.
const QUICK: Duration = Duration::from_secs(1);
/// Four times the text should take four times as long; sixteen times is the square.
const MOST: u32 = 8;
const ATTEMPTS: usize = 4;

/// Panics where `time` of a piece repeated `times` is far more than four times that of a quarter of it, in every attempt.
pub fn assert_linear(piece: &str, times: usize, time: impl Fn(usize) -> Duration) {
    let mut seen = Vec::new();
    for _ in 0..ATTEMPTS {
        let (quarter, whole) = (time(times / 4), time(times));
        if whole < QUICK || whole < quarter * MOST {
            return;
        }
        seen.push((quarter, whole));
    }
    panic!("{piece:?} {times} times: a quarter and the whole took {seen:?}");
}
