//! The positions of words: from the postings of any number of terms, less those of others.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED, Term};

/// The postings of several terms as those of one, in order of documents.
#[derive(Default)]
pub(super) struct Union {
    postings: Vec<SegmentPostings>,
    /// The document that each of the postings stands on, and its number; those at their end are left out.
    heap: BinaryHeap<Reverse<(DocId, usize)>>,
    documents: u32,
    taken: Vec<Reverse<(DocId, usize)>>,
    buffer: Vec<u32>,
}

impl Union {
    pub(super) fn new(reader: &SegmentReader, terms: &[Term]) -> tantivy::Result<Self> {
        let mut union = Self::default();
        for term in terms {
            let index = reader.inverted_index(term.field())?;
            let positions = IndexRecordOption::WithFreqsAndPositions;
            let Some(postings) = index.read_postings(term, positions)? else {
                continue;
            };
            union.documents = union.documents.saturating_add(postings.doc_freq());
            union
                .heap
                .push(Reverse((postings.doc(), union.postings.len())));
            union.postings.push(postings);
        }
        Ok(union)
    }

    pub(super) fn doc(&self) -> DocId {
        self.heap
            .peek()
            .map_or(TERMINATED, |Reverse((doc, _))| *doc)
    }

    pub(super) fn seek(&mut self, target: DocId) -> DocId {
        while let Some(mut top) = self.heap.peek_mut() {
            let Reverse((doc, nth)) = *top;
            if doc >= target {
                return doc;
            }
            match self.postings[nth].seek(target) {
                TERMINATED => {
                    PeekMut::pop(top);
                }
                found => *top = Reverse((found, nth)),
            }
        }
        TERMINATED
    }

    /// Documents at most.
    pub(super) fn documents(&self) -> u32 {
        self.documents
    }

    /// Appends the positions in the document that it stands on.
    fn positions(&mut self, out: &mut Vec<u32>) {
        let doc = self.doc();
        while let Some(top) = self.heap.peek_mut() {
            let Reverse((at, nth)) = *top;
            if at != doc || at == TERMINATED {
                break;
            }
            self.postings[nth].positions(&mut self.buffer);
            out.extend_from_slice(&self.buffer);
            self.taken.push(PeekMut::pop(top));
        }
        self.heap.extend(self.taken.drain(..));
    }

    /// Appends the positions in `doc`, in order; none where it does not hold the terms.
    pub(super) fn positions_in(&mut self, doc: DocId, out: &mut Vec<u32>) {
        if self.seek(doc) == doc {
            self.positions(out);
            out.sort_unstable();
            out.dedup();
        }
    }
}

/// One word of a query in one field: positions of some terms, and those of others less the ones of their forms that are
/// not meant.
pub(super) struct Word {
    whole: Union,
    /// A term, and what is taken from it.
    but: Vec<(Union, Union)>,
    buffer: Vec<u32>,
}

impl Word {
    pub(super) fn new(
        reader: &SegmentReader,
        whole: &[Term],
        but: &[(Term, Vec<Term>)],
    ) -> tantivy::Result<Self> {
        let less = |(term, others): &(Term, Vec<Term>)| {
            let term = std::slice::from_ref(term);
            Ok((Union::new(reader, term)?, Union::new(reader, others)?))
        };
        Ok(Self {
            whole: Union::new(reader, whole)?,
            but: but.iter().map(less).collect::<tantivy::Result<_>>()?,
            buffer: Vec::new(),
        })
    }

    pub(super) fn doc(&self) -> DocId {
        let others = self.but.iter().map(|(term, _)| term.doc());
        others.min().unwrap_or(TERMINATED).min(self.whole.doc())
    }

    pub(super) fn seek(&mut self, target: DocId) -> DocId {
        let mut doc = self.whole.seek(target);
        for (term, _) in &mut self.but {
            doc = doc.min(term.seek(target));
        }
        doc
    }

    pub(super) fn documents(&self) -> u32 {
        let others = self.but.iter().map(|(term, _)| term.documents());
        others.fold(self.whole.documents(), u32::saturating_add)
    }

    /// The positions in `doc`, in order.
    pub(super) fn positions_in(&mut self, doc: DocId) -> Vec<u32> {
        let mut positions = Vec::new();
        self.whole.positions_in(doc, &mut positions);
        for (term, others) in &mut self.but {
            let (mut these, taken) = (Vec::new(), &mut self.buffer);
            term.positions_in(doc, &mut these);
            taken.clear();
            others.positions_in(doc, taken);
            these.retain(|at| taken.binary_search(at).is_err());
            positions.extend(these);
        }
        if !self.but.is_empty() {
            // A form that is meant may stand there by itself and by its stem.
            positions.sort_unstable();
            positions.dedup();
        }
        positions
    }
}
