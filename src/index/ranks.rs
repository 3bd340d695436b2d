//! What meets a query, in order, a page at a time: an answer of any length needs the memory of a few thousand documents.
//!
//! In: a query. Out: its documents, one by one. Each segment keeps the first of its documents that have not been taken yet, sixteen
//! bytes each; when they are used up it is asked again for those behind the last. Within a segment a path is its number in the
//! segment's dictionary; only where segments meet, and score and day are equal, is a path read.

use std::cmp::Ordering;

use rustc_hash::FxHashSet;
use tantivy::columnar::{Column, StrColumn};
use tantivy::query::{EnableScoring, Query, Weight};
use tantivy::{
    DocAddress, DocId, DocSet, Score, Searcher, SegmentOrdinal, SegmentReader, TERMINATED,
};

use super::block::article_of;
use super::kind::Kind;
use super::search::{Found, Order, Wanted, each_match};

/// Documents that a segment keeps at hand.
const PAGE: usize = 1024;

/// A document, and by what it is sorted.
#[derive(Clone, Copy)]
struct Key {
    /// 0 where the order asks for none.
    score: Score,
    /// The first day of its article; `NEVER` where that has none.
    day: i32,
    /// The number of its path in the segment.
    path: u32,
    /// Quotes of one article follow each other.
    doc: DocId,
}

/// The day of articles without one. No date is so early.
const NEVER: i32 = i32::MIN;

impl Order {
    /// By score and day, as far as they are asked for.
    fn by_score_and_day(self, a: &Key, b: &Key) -> Ordering {
        let latest = b.day.cmp(&a.day);
        // As numbers without a sign: what is undated is last.
        let earliest = || {
            let undated = |key: &Key| key.day == NEVER;
            (undated(a), a.day).cmp(&(undated(b), b.day))
        };
        match self {
            Order::Rank => b.score.total_cmp(&a.score).then(latest),
            Order::Latest => latest,
            Order::Earliest => earliest(),
            Order::Path => Ordering::Equal,
        }
    }

    /// The order within a segment.
    fn by_all(self, a: &Key, b: &Key) -> Ordering {
        let places = (a.path, a.doc).cmp(&(b.path, b.doc));
        self.by_score_and_day(a, b).then(places)
    }
}

/// The documents that meet a query, in order.
pub struct InOrder {
    searcher: Searcher,
    weight: Box<dyn Weight>,
    order: Order,
    heads: Vec<Head>,
    /// How many there are in all.
    total: usize,
    /// Those that are passed over.
    hidden: FxHashSet<DocAddress>,
    /// How many are still to be left out before the first that is wanted.
    offset: usize,
    /// How many are still to be taken, those that are left out included.
    left: usize,
}

impl InOrder {
    /// Those that are wanted; all that there are are handed to `each`.
    pub(super) fn new(
        searcher: &Searcher,
        query: &dyn Query,
        wanted: Wanted,
        each: &mut dyn FnMut(SegmentOrdinal, DocId),
    ) -> tantivy::Result<Self> {
        let Wanted { order, offset, .. } = wanted;
        let left = match wanted.limit {
            0 => 0,
            limit => offset.saturating_add(limit),
        };
        let scoring = match order {
            Order::Rank => EnableScoring::enabled_from_searcher(searcher),
            _ => EnableScoring::disabled_from_searcher(searcher),
        };
        let mut documents = Self {
            searcher: searcher.clone(),
            weight: query.weight(scoring)?,
            order,
            heads: Vec::new(),
            total: 0,
            hidden: FxHashSet::default(),
            offset,
            left,
        };
        match left {
            0 => each_match(searcher, query, &mut |segment, doc| {
                documents.total += 1;
                each(segment, doc);
            })?,
            _ => documents.find(wanted.hits, each)?,
        }
        Ok(documents)
    }

    /// Finds all, and keeps the first of each segment.
    fn find(
        &mut self,
        hits: Kind,
        each: &mut dyn FnMut(SegmentOrdinal, DocId),
    ) -> tantivy::Result<()> {
        let (weight, most) = (self.weight.as_ref(), page_for(self.left));
        for (segment, reader) in (0..).zip(self.searcher.segment_readers()) {
            let mut head = Head::open(reader, hits)?;
            head.fill(weight, reader, self.order, most, &mut |doc| {
                self.total += 1;
                each(segment, doc);
            })?;
            self.heads.push(head);
        }
        Ok(())
    }

    /// How many documents meet the query in all, those that are passed over included.
    #[must_use]
    pub fn total(&self) -> usize {
        self.total
    }

    /// Passes over some documents, as if they did not meet the query. Called before any is taken.
    #[must_use]
    pub fn but(self, hidden: FxHashSet<DocAddress>) -> Self {
        Self { hidden, ..self }
    }

    /// The next document.
    fn pop(&mut self) -> tantivy::Result<Option<Found>> {
        while self.left > 0 {
            let Some(first) = first(&mut self.heads, self.order)? else {
                return Ok(None);
            };
            let found = self.take(first)?;
            if !self.hidden.contains(&found.address) {
                self.left -= 1;
                return Ok(Some(found));
            }
        }
        Ok(None)
    }

    /// Takes the first of a segment.
    fn take(&mut self, segment: usize) -> tantivy::Result<Found> {
        let head = &mut self.heads[segment];
        let key = head.keys[head.at];
        head.at += 1;
        head.path = None;
        if head.at == head.keys.len() && head.has_more {
            let reader = self.searcher.segment_reader(segment as u32);
            let most = page_for(self.left);
            head.fill(self.weight.as_ref(), reader, self.order, most, &mut |_| {})?;
        }
        Ok(Found {
            score: key.score,
            address: DocAddress::new(segment as u32, key.doc),
        })
    }
}

impl Iterator for InOrder {
    type Item = tantivy::Result<Found>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.offset > 0 {
            self.offset -= 1;
            if let Err(error) = self.pop().transpose()? {
                return Some(Err(error));
            }
        }
        self.pop().transpose()
    }
}

/// How many documents a segment keeps where so many are still to be taken: some more, since a few of them may be passed over.
fn page_for(left: usize) -> usize {
    left.saturating_add(left / 4 + 16).min(PAGE)
}

/// The first documents of a segment that have not been taken yet.
struct Head {
    /// Which quote of its article a document is; nothing where all are articles.
    nth: Option<Column<u64>>,
    day: Column<i64>,
    paths: Option<StrColumn>,
    keys: Vec<Key>,
    at: usize,
    /// The path of the first, where it has been read.
    path: Option<String>,
    /// Whether there are others behind them.
    has_more: bool,
}

impl Head {
    fn open(reader: &SegmentReader, hits: Kind) -> tantivy::Result<Self> {
        let fast = reader.fast_fields();
        let nth = (hits != Kind::Article).then(|| fast.u64("nth"));
        Ok(Self {
            nth: nth.transpose()?,
            day: fast.i64("first_day")?,
            paths: fast.str("sort_path")?,
            keys: Vec::new(),
            at: 0,
            path: None,
            has_more: false,
        })
    }

    /// Finds the next `most` documents behind the last that it had, and hands all that meet the query to `each`.
    fn fill(
        &mut self,
        weight: &dyn Weight,
        reader: &SegmentReader,
        order: Order,
        most: usize,
        each: &mut dyn FnMut(DocId),
    ) -> tantivy::Result<()> {
        let mut page = Page {
            order,
            most,
            behind: self.keys.last().copied(),
            last: None,
            keys: std::mem::take(&mut self.keys),
            has_more: false,
        };
        page.keys.clear();
        let is_ranked = order == Order::Rank;
        let mut found = weight.scorer(reader, 1.0)?;
        while found.doc() != TERMINATED {
            let doc = found.doc();
            if !reader.is_deleted(doc) {
                each(doc);
                let score = if is_ranked { found.score() } else { 0.0 };
                if page.may_have(score) {
                    page.add(self.key(doc, score));
                }
            }
            found.advance();
        }
        (self.keys, self.has_more) = page.sorted();
        self.at = 0;
        Ok(())
    }

    fn key(&self, doc: DocId, score: Score) -> Key {
        let nth = self.nth.as_ref();
        let article = nth.map_or(doc, |nth| article_of(nth, doc).0);
        let day = self.day.first(article);
        let path = self.paths.as_ref();
        let path = path.and_then(|paths| paths.ords().first(article));
        Key {
            score,
            day: day.map_or(NEVER, |day| i32::try_from(day).unwrap_or(i32::MAX)),
            path: path.map_or(0, |path| u32::try_from(path).unwrap_or(u32::MAX)),
            doc,
        }
    }

    /// The path of the first.
    fn path(&mut self) -> tantivy::Result<&str> {
        if self.path.is_none() {
            let mut path = String::new();
            if let (Some(key), Some(paths)) = (self.keys.get(self.at), &self.paths) {
                paths.ord_to_str(u64::from(key.path), &mut path)?;
            }
            self.path = Some(path);
        }
        Ok(self.path.as_deref().unwrap_or_default())
    }
}

/// The first `most` documents behind one, as they are found.
struct Page {
    order: Order,
    most: usize,
    behind: Option<Key>,
    /// The last of the first `most`, once there are so many.
    last: Option<Key>,
    keys: Vec<Key>,
    /// Whether any was left out.
    has_more: bool,
}

impl Page {
    /// Whether a document of such a score may be among them: most of what is found comes too late, and its columns need not be
    /// looked at.
    fn may_have(&mut self, score: Score) -> bool {
        let late = self.order == Order::Rank && self.last.is_some_and(|last| score < last.score);
        self.has_more |= late;
        !late
    }

    fn add(&mut self, key: Key) {
        let order = self.order;
        if self
            .behind
            .is_some_and(|behind| order.by_all(&key, &behind).is_le())
        {
            return;
        }
        if self
            .last
            .is_some_and(|last| order.by_all(&last, &key).is_lt())
        {
            self.has_more = true;
            return;
        }
        self.keys.push(key);
        if self.keys.len() >= self.most * 2 {
            self.cut();
        }
    }

    /// Forgets what is behind the first `most`.
    fn cut(&mut self) {
        let order = self.order;
        if self.keys.len() <= self.most {
            return;
        }
        let (_, last, _) = self
            .keys
            .select_nth_unstable_by(self.most - 1, |a, b| order.by_all(a, b));
        self.last = Some(*last);
        self.keys.truncate(self.most);
        self.has_more = true;
    }

    fn sorted(mut self) -> (Vec<Key>, bool) {
        self.cut();
        let order = self.order;
        self.keys.sort_unstable_by(|a, b| order.by_all(a, b));
        (self.keys, self.has_more)
    }
}

/// Which of the segments has the first.
fn first(heads: &mut [Head], order: Order) -> tantivy::Result<Option<usize>> {
    let mut first: Option<usize> = None;
    for at in 0..heads.len() {
        let Some(key) = heads[at].keys.get(heads[at].at).copied() else {
            continue;
        };
        let Some(best) = first else {
            first = Some(at);
            continue;
        };
        let other = heads[best].keys[heads[best].at];
        let is_first = match order.by_score_and_day(&key, &other) {
            Ordering::Equal => {
                let (left, right) = heads.split_at_mut(at);
                right[0].path()? < left[best].path()?
            }
            before => before.is_lt(),
        };
        if is_first {
            first = Some(at);
        }
    }
    Ok(first)
}
