//! How `places.bin` is laid out, which `make.py` writes: read where it lies, nothing is parsed beforehand.
//!
//! Little endian throughout. A head (`DLG1`, numbers of places and slots, bytes of entries and names), then
//! - a record of 28 bytes a place: start of its name, latitude and longitude in hundred-thousandths of a degree, people, number in
//!   GeoNames, the place that it lies in with its kind in the upper byte, code of the country, whether it is the capital;
//! - a hash table of names, open and probed one by one: each slot the start of an entry, 0 for none;
//! - entries: the folded name, how many words the longest name has that begins with it where it is a first word, how many places
//!   it means, and each of those with two flags;
//! - names as printed, each with its other names.

static DATA: &[u8] = include_bytes!("places.bin");

const HEAD: usize = 20;
const RECORD: usize = 28;

/// Where the parts of the file begin.
#[derive(Clone, Copy)]
struct Parts {
    places: usize,
    slots: usize,
    slots_at: usize,
    entries_at: usize,
    names_at: usize,
}

const fn number(at: usize) -> u32 {
    u32::from_le_bytes([DATA[at], DATA[at + 1], DATA[at + 2], DATA[at + 3]])
}

const PARTS: Parts = {
    let (places, slots) = (number(4) as usize, number(8) as usize);
    let slots_at = HEAD + places * RECORD;
    let entries_at = slots_at + 4 * slots;
    let names_at = entries_at + number(12) as usize;
    assert!(slots.is_power_of_two() && names_at + number(16) as usize == DATA.len());
    Parts {
        places,
        slots,
        slots_at,
        entries_at,
        names_at,
    }
};

/// What the file says of a name.
#[derive(Clone, Copy)]
pub(super) struct Entry {
    pub(super) start: usize,
    pub(super) most_words: usize,
    /// Places with flags, four bytes each.
    pub(super) means: &'static [u8],
}

/// The entry of a folded name.
pub(super) fn entry(name: &[u8], hash: u32) -> Option<Entry> {
    let mut slot = hash as usize % PARTS.slots;
    loop {
        let start = number(PARTS.slots_at + 4 * slot) as usize;
        if start == 0 {
            return None;
        }
        let at = PARTS.entries_at + start;
        let length = usize::from(DATA[at]);
        if length == name.len() && DATA[at + 1..at + 1 + length] == *name {
            let at = at + 1 + length;
            let means = 4 * usize::from(DATA[at + 1]);
            return Some(Entry {
                start,
                most_words: usize::from(DATA[at]),
                means: &DATA[at + 2..at + 2 + means],
            });
        }
        slot = (slot + 1) % PARTS.slots;
    }
}

/// How many places there are.
pub(super) fn places() -> u32 {
    u32::try_from(PARTS.places).expect("numbers of places have 24 bits")
}

/// The `nth` number of the record of a place.
pub(super) fn field(place: u32, nth: usize) -> u32 {
    number(HEAD + place as usize * RECORD + 4 * nth)
}

/// The code of the country of a place.
pub(super) fn code(place: u32) -> &'static str {
    let at = HEAD + place as usize * RECORD + 24;
    std::str::from_utf8(&DATA[at..at + 2]).unwrap_or_default()
}

/// Whether a place is the capital of its country.
pub(super) fn is_capital(place: u32) -> bool {
    DATA[HEAD + place as usize * RECORD + 26] == 1
}

/// The name that starts there, and its other names.
pub(super) fn names(start: u32) -> (&'static str, impl Iterator<Item = &'static str>) {
    let at = PARTS.names_at + start as usize;
    let (name, mut at) = name(at);
    let others = DATA[at];
    at += 1;
    let others = (0..others).map(move |_| {
        let (other, behind) = self::name(at);
        at = behind;
        other
    });
    (name, others)
}

fn name(at: usize) -> (&'static str, usize) {
    let end = at + 1 + usize::from(DATA[at]);
    (
        std::str::from_utf8(&DATA[at + 1..end]).unwrap_or_default(),
        end,
    )
}
