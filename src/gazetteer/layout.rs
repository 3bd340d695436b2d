//! How `places.bin` is laid out, which `make.py` writes: read where it lies, nothing is parsed beforehand.
//!
//! Little endian throughout. A head (`DLG2`, numbers of places and slots, bytes of entries and names), then
//! - a record of 28 bytes a place: start of its name, latitude and longitude in hundred-thousandths of a degree, people, number in
//!   GeoNames, the place that it lies in with its kind in the upper byte, code of the country, whether it is the capital;
//! - a hash table of names, open and probed one by one: each slot the start of an entry, 0 for none, and in its upper eleven bits
//!   some of the hash of the name, so that hardly any other entry is looked at;
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

/// How many bits of a slot are those of the start of an entry.
const START: u32 = 21;

/// What the file says of a name.
#[derive(Clone, Copy)]
pub(super) struct Entry {
    /// Where the entry starts, and where the places in it.
    pub(super) start: u32,
    means_at: u32,
    places: u8,
    pub(super) most_words: u8,
}

/// The entry of a folded name: the upper bits of its hash say in which slot, those below are found there again.
pub(super) fn entry(name: &[u8], hash: u64) -> Option<Entry> {
    let bits = PARTS.slots.trailing_zeros();
    let mark = (hash << bits >> 32) as u32 & (u32::MAX << START);
    let mut slot = (hash >> (64 - bits)) as usize;
    loop {
        let found = number(PARTS.slots_at + 4 * slot);
        if found == 0 {
            return None;
        }
        if found & (u32::MAX << START) == mark
            && let Some(entry) = entry_at(found & !(u32::MAX << START), name)
        {
            return Some(entry);
        }
        slot = (slot + 1) % PARTS.slots;
    }
}

/// The entry that starts there, if it is that of this name.
fn entry_at(start: u32, name: &[u8]) -> Option<Entry> {
    let at = PARTS.entries_at + start as usize;
    let length = usize::from(DATA[at]);
    let behind = at + 1 + length;
    (length == name.len() && DATA[at + 1..behind] == *name).then(|| Entry {
        start,
        means_at: behind as u32 + 2,
        places: DATA[behind + 1],
        most_words: DATA[behind],
    })
}

impl Entry {
    /// Places with flags.
    pub(super) fn means(self) -> &'static [[u8; 4]] {
        let at = self.means_at as usize;
        DATA[at..at + 4 * usize::from(self.places)].as_chunks().0
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
pub(super) fn code(place: u32) -> Option<&'static [u8; 2]> {
    let at = HEAD + place as usize * RECORD + 24;
    DATA[at..].first_chunk().filter(|code| code[0] != 0)
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
