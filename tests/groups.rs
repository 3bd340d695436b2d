//! Files are read and extracted in groups; nothing of that is to be seen in what is found, written or told.

#[path = "laws/together.rs"]
mod together;

use std::cell::Cell;
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::fs;
use std::path::{Path, PathBuf};

use dateline::archive::{Progress, UpdateOptions, read_article, update};
use dateline::article::{Article, IndexReport, SkipReason};
use dateline::corpus::{Root, Selection, read, walk};
use dateline::extract::{self, GROUP, GROUP_BYTES};
use dateline::index::{DumpEntry, IndexFolder};

/// The texts of the sample corpus, with odd ones between them.
fn texts() -> Vec<String> {
    let odd = [
        "?".to_owned(),
        "Quay shut".to_owned(),
        "“".repeat(3000),
        "LIMA, Peru (Reuters) - ".to_owned(),
        "\r\n\r\nBy Ana Ruiz\r\n\r\n\u{feff}日本\r\n".to_owned(),
        format!(
            "Port waits\n\n{}",
            "“We wait,” said Ana Ruiz in Lima on Monday. ".repeat(4000)
        ),
    ];
    let corpus = Root::new(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/corpus")));
    let selection = Selection::default();
    let files = walk(&corpus, &selection).map(|walked| walked.file.location);
    let texts = files.filter_map(|file| fs::read_to_string(file).ok());
    let odd = odd.into_iter().map(Some).chain(std::iter::repeat(None));
    let mixed = texts.zip(odd).flat_map(|(text, odd)| [Some(text), odd]);
    mixed.flatten().collect()
}

#[test]
fn an_article_is_the_same_in_a_group_of_any_size() {
    let texts = texts();
    assert!(texts.len() > 3 * GROUP);
    for size in [1, 2, 7, GROUP, texts.len()] {
        texts.chunks(size).for_each(together::are_the_same_together);
    }
}

struct Archive {
    folder: tempfile::TempDir,
}

impl Archive {
    /// The texts of the sample corpus and odd ones, each in a file, and no index.
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let archive = Self { folder };
        fs::create_dir_all(archive.corpus()).unwrap();
        for (nth, text) in texts().into_iter().enumerate() {
            archive.write(nth, text.as_bytes());
        }
        archive
    }

    fn corpus(&self) -> PathBuf {
        self.folder.path().join("corpus")
    }

    fn write(&self, nth: usize, bytes: &[u8]) {
        fs::write(self.corpus().join(format!("{nth:03}.txt")), bytes).unwrap();
    }

    fn index(&self) -> IndexFolder {
        IndexFolder::new(&self.folder.path().join("index"))
    }

    fn run(&self, threads: usize, progress: &dyn Progress) -> IndexReport {
        let options = UpdateOptions {
            threads,
            memory: 32 << 20,
            now: i64::MAX / 2,
            ..UpdateOptions::default()
        };
        update(
            &self.index(),
            &[Root::new(&self.corpus())],
            &options,
            progress,
        )
        .unwrap()
    }

    /// The articles of the index by their paths.
    fn articles(&self) -> BTreeMap<String, Article> {
        let mut articles = BTreeMap::new();
        let mut each = |entry: &DumpEntry| {
            if let DumpEntry::Article { article, .. } = entry {
                articles.insert(article.path.clone(), Article::clone(article));
            }
            Ok::<(), Infallible>(())
        };
        self.index()
            .open()
            .unwrap()
            .dump(&mut each)
            .unwrap()
            .unwrap();
        articles
    }

    /// The articles of its files, each read by itself, and how many are left out for which reason.
    fn one_by_one(&self) -> (BTreeMap<String, Article>, BTreeMap<SkipReason, u64>) {
        let (root, selection) = (Root::new(&self.corpus()), Selection::default());
        let (mut articles, mut skipped) = (BTreeMap::new(), BTreeMap::new());
        for walked in walk(&root, &selection) {
            let (file, options) = (walked.file, extract::Options::default());
            match read(&file).and_then(|bytes| read_article(&file, &bytes, &options)) {
                Ok(found) => {
                    let path = format!("{}/{}", file.root, file.below);
                    let article = found.article;
                    articles.insert(path.clone(), Article { path, ..article });
                }
                Err(left_out) => *skipped.entry(left_out.reason).or_default() += 1,
            }
        }
        (articles, skipped)
    }

    /// The index has what each file gives by itself.
    fn is_right(&self) {
        assert_eq!(self.articles(), self.one_by_one().0);
    }
}

#[test]
fn odd_files_harm_none_beside_them() {
    for threads in [1, 2] {
        let archive = Archive::new();
        archive.write(1, b"");
        archive.write(2, b"%PDF-1.7");
        archive.write(3, &[0, 1, 2, 3, 0, 1, 2, 3]);
        archive.write(4, b"Quay shut\n\nThe wall\xFF is safe, said Ana Ruiz.\n");
        archive.write(
            6,
            "The quay is long. "
                .repeat(GROUP_BYTES as usize / 10)
                .as_bytes(),
        );
        let report = archive.run(threads, &());
        let (articles, skipped) = archive.one_by_one();
        assert_eq!(archive.articles(), articles);
        assert_eq!(report.skipped, skipped);
        assert!(skipped.len() >= 3, "{skipped:?}");
    }
}

/// Ends a run after so many files, and counts them.
struct EndsAfter {
    files: u64,
    done: Cell<u64>,
}

impl Progress for EndsAfter {
    fn file_done(&self, _bytes: u64) {
        self.done.set(self.done.get() + 1);
    }

    fn stops(&self) -> bool {
        self.done.get() >= self.files
    }
}

#[test]
fn a_run_that_is_told_to_end_writes_no_file_more() {
    let archive = Archive::new();
    let (files, done) = (5, Cell::new(0));
    let progress = EndsAfter { files, done };
    let stopped = archive.run(1, &progress);
    assert!(stopped.interrupted);
    assert_eq!((stopped.added, progress.done.get()), (files, files));
    let rest = archive.run(1, &());
    assert!(rest.resumed);
    archive.is_right();
}

#[test]
fn one_changed_file_is_written_alone() {
    let archive = Archive::new();
    let all = archive.run(2, &()).added;
    archive.write(9, b"Quay shut\n\nThe wall is safe, said Ana Ruiz.\n");
    let report = archive.run(2, &());
    assert_eq!((report.changed, report.added), (1, 0));
    assert_eq!(report.unchanged, all - 1);
    archive.is_right();
}
