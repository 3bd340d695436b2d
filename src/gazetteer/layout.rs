//! How `places.bin` is laid out, which `make.py` writes: read where it lies, nothing is parsed beforehand.
//!
//! Little endian throughout. A head (`DLG6`, numbers of places, bits and slots, bytes of entries and names), then
//! - a record of 28 bytes a place: start of its name, latitude and longitude in hundred-thousandths of a degree, people, number in
//!   GeoNames, the place that it lies in with its kind in the upper byte, code of the country, whether it is the capital;
//! - two bits for each name of one word, two for each word that begins longer names, and two for the first two words of each of these, by
//!   their first eight letters, and two for all of it: where they are not set, no name is that word, or goes on behind it, or begins with
//!   these two, or is this. Both are bits of one number of eight bytes, and all those of names that begin with one word stand in eight of
//!   these;
//! - a hash table of names, open and probed one by one: each slot the start of an entry, 0 for none, and in its upper eleven bits
//!   some of the hash of the name, so that hardly any other entry is looked at;
//! - entries, those of names of large places first: the folded name, how many words the longest name has that begins with it where it
//!   is a first word, what it says of all its places, how many it means, and each of those with its kind, how large it is, and two flags;
//! - names as printed, each with its other names.

use std::hint::black_box;

use super::key::{Key, mixed};

static DATA: &[u8] = include_bytes!("places.bin");

const HEAD: usize = 24;
const RECORD: usize = 28;

/// Where the parts of the file begin.
#[derive(Clone, Copy)]
struct Parts {
    places: usize,
    bits: usize,
    bits_at: usize,
    slots: usize,
    slots_at: usize,
    entries_at: usize,
    names_at: usize,
}

const fn number(at: usize) -> u32 {
    u32::from_le_bytes([DATA[at], DATA[at + 1], DATA[at + 2], DATA[at + 3]])
}

const PARTS: Parts = {
    assert!(number(0) == u32::from_le_bytes(*b"DLG6"));
    let (places, bits, slots) = (number(4) as usize, number(8) as usize, number(12) as usize);
    let bits_at = HEAD + places * RECORD;
    let slots_at = bits_at + bits / 8;
    let entries_at = slots_at + 4 * slots;
    let names_at = entries_at + number(16) as usize;
    assert!(bits.is_power_of_two() && slots.is_power_of_two());
    assert!(names_at + number(20) as usize == DATA.len());
    Parts {
        places,
        bits,
        bits_at,
        slots,
        slots_at,
        entries_at,
        names_at,
    }
};

/// What the file says of a word as the first of names: a line of its bits, and the hash that led there. There are so few bits that those of
/// the words of a story stay near at hand, which slots do not.
#[derive(Clone, Copy)]
pub(super) struct First {
    line: &'static [[u8; 8]; SIZE / 64],
    hash: u64,
}

impl First {
    /// The same of a word of which these are the first eight letters.
    #[inline]
    pub(super) fn of(word: u64) -> Self {
        let hash = mixed(0, word);
        let start = PARTS.bits_at + ((hash >> (64 - LINES)) as usize * SIZE / 8);
        let line: &[u8; SIZE / 8] = DATA[start..].first_chunk().expect("lines are whole");
        let line = line.as_chunks().0.first_chunk();
        Self {
            line: line.expect("a line has eight numbers"),
            hash,
        }
    }

    /// Whether a name may be this word alone, a bit, and whether one may go on behind it, another.
    #[inline]
    pub(super) fn alone(self) -> u8 {
        let hash = self.hash << LINES;
        let bits = self.number(hash);
        let (alone, longer) = (LINE - WORD, LINE + WORD);
        u8::from(are_set(bits, hash, alone)) | u8::from(are_set(bits, hash, longer)) << 1
    }

    /// Whether a name may go on with a word of these letters, or be a longer one that has this hash as a whole.
    #[inline]
    pub(super) fn goes_on_with(self, second_or_name: u64) -> bool {
        let hash = mixed(self.hash, second_or_name);
        are_set(self.number(hash), hash, LINE - WORD)
    }

    /// The number of the line which the upper bits of a hash tell.
    #[inline]
    fn number(self, hash: u64) -> u64 {
        u64::from_le_bytes(self.line[(hash >> (64 - LINE + WORD)) as usize])
    }
}

/// Whether both bits of a number are set which a hash tells behind its upper bits.
#[inline]
fn are_set(bits: u64, hash: u64, behind: u32) -> bool {
    let is_set = |nth: u32| bits & 1 << (hash >> (64 - behind - nth * WORD) & 63) != 0;
    is_set(1) & is_set(2)
}

/// Reads a byte of each line of these bits, one behind the other, as they come at once then.
pub(super) fn read_bits_through() {
    let bits = &DATA[PARTS.bits_at..PARTS.slots_at];
    for byte in bits.iter().step_by(SIZE / 8) {
        black_box(*byte);
    }
}

/// How many lines of bits there are, how many bits are a line, and how many a number, as powers of two.
const LINES: u32 = PARTS.bits.trailing_zeros() - LINE;
const LINE: u32 = 9;
const SIZE: usize = 1 << LINE;
const WORD: u32 = u64::BITS.trailing_zeros();

/// How many bits of a slot are those of the start of an entry.
const START: u32 = 21;

/// What the file says of a name; by default that of none.
#[derive(Clone, Copy, Default)]
pub(super) struct Entry {
    /// Where the entry starts, and where the places in it.
    pub(super) start: u32,
    means_at: u32,
    pub(super) places: u8,
    pub(super) most_words: u8,
    /// What it says of all its places: a bit for each of their kinds, and some more.
    pub(super) said: u16,
}

/// The entry of a folded name.
pub(super) fn entry(key: &Key) -> Option<Entry> {
    let length = key.bytes().len();
    entry_of(key.hash(), length, |at| is_name(at, key))
}

/// The same of a name of at most eight letters, a number of which the first is the lowest byte, where this was read: its slot, and the
/// length of the name there.
#[inline]
pub(super) fn short_entry(eight: u64, length: usize, hash: u64, read: (u32, u8)) -> Option<Entry> {
    read_entry(length, hash, read, |at| is_same(at, eight, length))
}

/// The same of a name of at most twenty-four letters, in three such numbers.
pub(super) fn longer_entry(
    eights: [u64; 3],
    length: usize,
    hash: u64,
    read: (u32, u8),
) -> Option<Entry> {
    let is_part = |at: usize, nth: usize| {
        let (eight, rest) = (eights[nth], length.saturating_sub(8 * nth));
        rest == 0 || is_same(at + 8 * nth, eight, rest.min(8))
    };
    read_entry(length, hash, read, |at| {
        is_part(at, 0) && is_part(at, 1) && is_part(at, 2)
    })
}

#[inline(always)]
fn read_entry(
    length: usize,
    hash: u64,
    (slot, length_there): (u32, u8),
    is_name: impl Fn(usize) -> bool,
) -> Option<Entry> {
    if slot == 0 {
        return None; // most words that are in no name
    }
    if slot & MARK == mark(hash) && usize::from(length_there) == length && is_name(name_at(slot)) {
        return Some(entry_of_length(slot & !MARK, length)); // most that are
    }
    entry_from(slot_of(hash) + 1, hash, length, is_name)
}

/// The length of the name to whose entry a slot leads, or of any name where it leads to none.
#[inline]
pub(super) fn length_at(slot: u32) -> u8 {
    DATA[name_at(slot) - 1]
}

/// Where the name stands to which a slot leads.
fn name_at(slot: u32) -> usize {
    PARTS.entries_at + (slot & !MARK) as usize + 1
}

/// What the first slot says in which a name of this hash may be.
pub(super) fn slot(hash: u64) -> u32 {
    number(PARTS.slots_at + 4 * slot_of(hash))
}

/// The number of that slot: the upper bits of the hash.
fn slot_of(hash: u64) -> usize {
    (hash >> (64 - PARTS.slots.trailing_zeros())) as usize
}

/// The part of a slot that tells of which hash it is: the bits below those of the number of its slot.
const MARK: u32 = u32::MAX << START;

fn mark(hash: u64) -> u32 {
    (hash << PARTS.slots.trailing_zeros() >> 32) as u32 & MARK
}

fn entry_of(hash: u64, length: usize, is_name: impl Fn(usize) -> bool) -> Option<Entry> {
    entry_from(slot_of(hash), hash, length, is_name)
}

/// The entry to which one of the slots from this one on leads, before one that is free.
fn entry_from(
    mut slot: usize,
    hash: u64,
    length: usize,
    is_name: impl Fn(usize) -> bool,
) -> Option<Entry> {
    loop {
        let found = number(PARTS.slots_at + 4 * (slot % PARTS.slots));
        if found == 0 {
            return None;
        }
        if found & MARK == mark(hash)
            && usize::from(length_at(found)) == length
            && is_name(name_at(found))
        {
            return Some(entry_of_length(found & !MARK, length));
        }
        slot += 1;
    }
}

/// The entry that starts there, of a name of this length.
fn entry_of_length(start: u32, length: usize) -> Entry {
    let behind = PARTS.entries_at + start as usize + 1 + length;
    Entry {
        start,
        means_at: behind as u32 + 4,
        places: DATA[behind + 3],
        most_words: DATA[behind],
        said: u16::from_le_bytes([DATA[behind + 1], DATA[behind + 2]]),
    }
}

/// Whether the bytes of a name stand there, of which eight are read at once.
fn is_name(at: usize, key: &Key) -> bool {
    let length = key.bytes().len();
    let mut eights = (0..length).step_by(8);
    eights.all(|nth| is_same(at + nth, key.eight(nth), (length - nth).min(8)))
}

/// Whether so many bytes there, one to eight, are these.
fn is_same(at: usize, bytes: u64, length: usize) -> bool {
    let eight = DATA[at..].first_chunk().unwrap_or(&[0; 8]);
    (u64::from_le_bytes(*eight) ^ bytes) << (64 - 8 * length) == 0
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
