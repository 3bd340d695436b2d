//! Which segments are merged.
//!
//! In: the segments of a generation. Out: those that become one. Each segment costs every query the opening of a dozen files, and each
//! merge costs a build the writing of what it has written once more.

use tantivy::SegmentMeta;
use tantivy::indexer::{LogMergePolicy, MergeCandidate, MergePolicy};

/// A segment of so many documents, articles and quotes, is large. A build fills such ones one after the other: of 100,000 articles it makes
/// six, and to merge four of them took a sixth of its time.
const LARGE: u32 = 50_000;

/// So many small segments of a size become one: nightly runs leave one each.
const SMALL_ONES: usize = 4;

/// So many large ones of a size become one, as Tantivy does by itself.
const LARGE_ONES: usize = 8;

/// A segment of which so much was removed is written anew.
const REMOVED: f32 = 0.3;

/// Merges small segments soon, and large ones late.
#[derive(Debug)]
pub(super) struct Merges {
    small: LogMergePolicy,
    large: LogMergePolicy,
}

impl Default for Merges {
    fn default() -> Self {
        let of = |segments| {
            let mut policy = LogMergePolicy::default();
            policy.set_min_num_segments(segments);
            policy.set_del_docs_ratio_before_merge(REMOVED);
            policy
        };
        Self {
            small: of(SMALL_ONES),
            large: of(LARGE_ONES),
        }
    }
}

impl MergePolicy for Merges {
    fn compute_merge_candidates(&self, segments: &[SegmentMeta]) -> Vec<MergeCandidate> {
        let segments = segments.iter().cloned();
        let (large, small): (Vec<_>, Vec<_>) =
            segments.partition(|segment| segment.num_docs() >= LARGE);
        [(&self.small, small), (&self.large, large)]
            .iter()
            .flat_map(|(policy, segments)| policy.compute_merge_candidates(segments))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use tantivy::Index;
    use tantivy::index::SegmentId;
    use tantivy::schema::Schema;

    use super::*;

    /// How many segments become one, in each merge.
    fn merged(documents: &[u32]) -> Vec<usize> {
        let index = Index::create_in_ram(Schema::builder().build());
        let segments: Vec<SegmentMeta> = (0..)
            .zip(documents)
            .map(|(nth, count)| {
                let id = SegmentId::from_uuid_string(&format!("{nth:032x}")).unwrap();
                index.new_segment_meta(id, *count)
            })
            .collect();
        let candidates = Merges::default().compute_merge_candidates(&segments);
        candidates.iter().map(|one| one.0.len()).collect()
    }

    #[test]
    fn four_small_segments_become_one() {
        assert_eq!(merged(&[300; 3]), [0; 0]);
        assert_eq!(merged(&[300; 4]), [4]);
        assert_eq!(merged(&[LARGE - 1; 4]), [4]);
    }

    #[test]
    fn large_ones_wait_for_eight_and_small_ones_do_not_wait_for_them() {
        assert_eq!(merged(&[LARGE; 7]), [0; 0]);
        assert_eq!(merged(&[LARGE; 8]), [8]);
        let both = [[200_000; 4].as_slice(), &[300; 4], &[200_000; 2]].concat();
        assert_eq!(merged(&both), [4]);
    }
}
