//! What a script that rebuilds an archive every night counts on: nothing is shown by halves, nothing is lost, nothing is
//! removed unasked, one writes at a time.

use std::cell::Cell;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

use dateline::archive::{
    ForgetError, ForgetOptions, Progress, RootFault, UpdateError, UpdateOptions, forget, preview,
    update,
};
use dateline::article::IndexReport;
use dateline::corpus::Root;
use dateline::index::kind::Kind;
use dateline::index::{DumpEntry, IndexError, IndexFolder, SCHEMA_VERSION};

struct Archive {
    folder: tempfile::TempDir,
}

impl Archive {
    /// A corpus of so many articles, and no index.
    fn new(articles: usize) -> Self {
        let archive = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        for nth in 0..articles {
            archive.write(nth, "The harbour was calm on the day.");
        }
        archive
    }

    fn corpus(&self) -> PathBuf {
        self.folder.path().join("corpus")
    }

    fn index(&self) -> IndexFolder {
        IndexFolder::new(&self.folder.path().join("index"))
    }

    fn write(&self, nth: usize, body: &str) {
        fs::create_dir_all(self.corpus()).unwrap();
        let text = format!("Ferry number {nth} sails\n\n{body}\n");
        fs::write(self.corpus().join(format!("{nth}.txt")), text).unwrap();
    }

    fn remove(&self, nth: usize) {
        fs::remove_file(self.corpus().join(format!("{nth}.txt"))).unwrap();
    }

    fn run(&self, options: &UpdateOptions) -> Result<IndexReport, UpdateError> {
        self.run_with(options, &())
    }

    fn run_with(
        &self,
        options: &UpdateOptions,
        progress: &dyn Progress,
    ) -> Result<IndexReport, UpdateError> {
        let root = Root::new(&self.corpus());
        update(&self.index(), &[root], options, progress)
    }

    fn articles(&self) -> u64 {
        self.index().open().unwrap().count(Kind::Article).unwrap()
    }

    fn generations(&self) -> Vec<String> {
        let entries = fs::read_dir(self.index().path()).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> = names.filter(|name| name.starts_with("gen-")).collect();
        names.sort();
        names
    }
}

fn options() -> UpdateOptions {
    UpdateOptions {
        memory: 32 << 20,
        now: i64::MAX / 2,
        ..UpdateOptions::default()
    }
}

fn rebuild() -> UpdateOptions {
    UpdateOptions {
        rebuild: true,
        ..options()
    }
}

/// Asks a run to end after so many files.
struct EndsAfter(Cell<i64>);

impl Progress for EndsAfter {
    fn file_done(&self, _bytes: u64) {
        self.0.set(self.0.get() - 1);
    }

    fn stops(&self) -> bool {
        self.0.get() <= 0
    }
}

#[test]
fn an_interrupted_run_shows_nothing_by_halves_and_is_gone_on_with() {
    // So many that a busy machine cannot have read all before the run is told to end.
    const ALL: usize = 400;
    let archive = Archive::new(ALL);
    let stopped = archive
        .run_with(&options(), &EndsAfter(Cell::new(20)))
        .unwrap();
    assert!(stopped.interrupted && stopped.added >= 20 && stopped.added < ALL as u64);
    assert!(matches!(
        archive.index().open(),
        Err(IndexError::Missing(_))
    ));

    let rest = archive.run(&options()).unwrap();
    assert!(rest.resumed);
    assert_eq!(rest.added + stopped.added, ALL as u64);
    assert_eq!(archive.articles(), ALL as u64);

    for nth in 0..ALL {
        archive.write(nth, "A storm came up.");
    }
    archive
        .run_with(&options(), &EndsAfter(Cell::new(20)))
        .unwrap();
    let asked = |word: &str| {
        let parsed = dateline::query::parse(word, jiff::civil::date(2024, 11, 8)).unwrap();
        let open = archive.index().open().unwrap();
        let options = dateline::query::Options::default();
        dateline::query::answer(&open, &parsed.clause, &options)
            .unwrap()
            .total
    };
    assert_eq!((asked("calm"), asked("storm")), (ALL, 0));
    assert!(archive.run(&options()).unwrap().resumed);
    assert_eq!((asked("calm"), asked("storm")), (0, ALL));
}

#[test]
fn a_rebuild_takes_the_place_of_the_index_at_its_end() {
    let archive = Archive::new(10);
    archive.run(&options()).unwrap();
    let reader = archive.index().open().unwrap();
    let report = archive.run(&rebuild()).unwrap();
    assert_eq!((report.added, report.articles), (10, 10));
    assert_eq!(archive.generations(), ["gen-2"]);
    // Who had the old one open still reads it.
    assert_eq!(reader.count(Kind::Article).unwrap(), 10);
}

#[test]
fn a_rebuild_keeps_the_roots_that_it_is_not_told_of() {
    let archive = Archive::new(3);
    let other = archive.folder.path().join("wire");
    fs::create_dir(&other).unwrap();
    fs::write(other.join("a.txt"), "Dam bursts\n\nWater ran.\n").unwrap();
    let roots = [Root::new(&archive.corpus()), Root::new(&other)];
    update(&archive.index(), &roots, &options(), &()).unwrap();
    assert_eq!(archive.run(&rebuild()).unwrap().articles, 4);

    fs::rename(&other, archive.folder.path().join("unmounted")).unwrap();
    assert!(matches!(
        archive.run(&rebuild()),
        Err(UpdateError::Root(_, RootFault::Missing))
    ));
    assert_eq!(archive.articles(), 4);
}

#[test]
fn nothing_is_removed_without_being_asked() {
    let archive = Archive::new(10);
    archive.run(&options()).unwrap();
    let unmounted = archive.folder.path().join("unmounted");
    fs::rename(archive.corpus(), &unmounted).unwrap();
    for options in [options(), rebuild()] {
        let refused = archive.run(&options);
        assert!(matches!(
            refused,
            Err(UpdateError::Root(_, RootFault::Missing))
        ));
        fs::create_dir(archive.corpus()).unwrap();
        let refused = archive.run(&options);
        assert!(matches!(
            refused,
            Err(UpdateError::Root(_, RootFault::Emptied(10)))
        ));
        fs::remove_dir(archive.corpus()).unwrap();
    }
    fs::rename(&unmounted, archive.corpus()).unwrap();
    (0..3).for_each(|nth| archive.remove(nth));
    for options in [options(), rebuild()] {
        let refused = archive.run(&options);
        let fault = RootFault::Removals { gone: 3, of: 10 };
        assert!(matches!(refused, Err(UpdateError::Root(_, found)) if found == fault));
        assert_eq!(archive.articles(), 10);
    }
    let asked = UpdateOptions {
        allow_removals: true,
        ..options()
    };
    assert_eq!(archive.run(&asked).unwrap().removed, 3);
    assert_eq!(archive.articles(), 7);
}

#[test]
fn another_folder_of_the_same_name_does_not_replace_the_first() {
    let archive = Archive::new(3);
    archive.run(&options()).unwrap();
    let other = archive.folder.path().join("other/corpus");
    fs::create_dir_all(&other).unwrap();
    fs::write(other.join("0.txt"), "Dam bursts\n\nWater ran.\n").unwrap();
    let run = |path: &Path| update(&archive.index(), &[Root::new(path)], &options(), &());
    assert!(matches!(
        run(&other),
        Err(UpdateError::Root(_, RootFault::Namesake(_)))
    ));
    // An archive that has moved is the same archive.
    let moved = archive.folder.path().join("moved/corpus");
    fs::create_dir(moved.parent().unwrap()).unwrap();
    fs::rename(archive.corpus(), &moved).unwrap();
    let report = run(&moved).unwrap();
    assert_eq!((report.unchanged, report.committed), (3, false));
}

#[test]
fn files_of_two_folders_of_one_name_are_not_taken_for_one() {
    let archive = Archive::new(2);
    let other = archive.folder.path().join("other/corpus");
    fs::create_dir_all(&other).unwrap();
    fs::write(other.join("0.txt"), "Bridge opens\n\nIt is open.\n").unwrap();
    let [first, second] = [0, 1].map(|nth| Root::new(&archive.corpus().join(format!("{nth}.txt"))));
    let namesake = Root::new(&other.join("0.txt"));
    let run = |roots: &[Root]| update(&archive.index(), roots, &options(), &());
    assert!(matches!(
        run(&[first.clone(), namesake]),
        Err(UpdateError::Root(_, RootFault::Overlaps(_)))
    ));
    assert_eq!(run(&[first, second]).unwrap().added, 2);
}

#[test]
fn one_writes_at_a_time_and_says_who() {
    let archive = Archive::new(2);
    archive.run(&options()).unwrap();
    let index = archive.index();
    let locked = index.lock("2024-11-08T02:00:00Z", false).unwrap();
    let Err(UpdateError::Index(busy)) = archive.run(&options()) else {
        panic!("two wrote at a time");
    };
    let pid = std::process::id();
    let expected = format!("another dateline (pid {pid}, since 2024-11-08T02:00:00Z) is writing");
    assert!(busy.to_string().starts_with(&expected), "{busy}");
    assert_eq!(archive.articles(), 2);

    archive.write(2, "Fog lay on the water.");
    std::thread::scope(|scope| {
        let waiting = scope.spawn(|| {
            let wait = UpdateOptions {
                wait: true,
                ..options()
            };
            archive.run(&wait)
        });
        std::thread::sleep(std::time::Duration::from_millis(50));
        drop(locked);
        assert_eq!(waiting.join().unwrap().unwrap().added, 1);
    });
}

#[test]
fn a_touched_file_is_read_once_and_its_articles_stay() {
    let archive = Archive::new(4);
    archive.run(&options()).unwrap();
    archive.write(1, "The harbour was calm on the day.");
    let later = fs::File::options()
        .write(true)
        .open(archive.corpus().join("1.txt"))
        .unwrap();
    later
        .set_modified(std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_700_000_000))
        .unwrap();
    let touched = archive.run(&options()).unwrap();
    assert_eq!((touched.unchanged, touched.changed), (4, 0));
    assert!(touched.bytes > 0);
    let again = archive.run(&options()).unwrap();
    assert_eq!(
        (again.bytes, again.committed, again.articles),
        (0, false, 4)
    );
}

#[test]
fn readers_beside_rebuilds_see_the_whole() {
    let archive = Archive::new(40);
    archive.run(&options()).unwrap();
    std::thread::scope(|scope| {
        let rebuilds = scope.spawn(|| {
            for _ in 0..10 {
                archive.run(&rebuild()).unwrap();
            }
        });
        let mut asked = 0;
        while asked < 1_000 || !rebuilds.is_finished() {
            assert_eq!(archive.articles(), 40);
            asked += 1;
        }
    });
}

/// A child that is being started has every file of its parent for a moment, and with it a lock that was not given back.
#[cfg(unix)]
#[test]
fn a_run_after_another_is_not_kept_out_by_a_child_process() {
    let archive = Archive::new(2);
    let started = std::sync::atomic::AtomicBool::new(true);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while started.load(std::sync::atomic::Ordering::Relaxed) {
                std::process::Command::new("true").status().unwrap();
            }
        });
        let runs: Vec<_> = (0..40).map(|_| archive.run(&rebuild()).is_ok()).collect();
        started.store(false, std::sync::atomic::Ordering::Relaxed);
        assert!(runs.iter().all(|done| *done), "{runs:?}");
    });
}

#[cfg(unix)]
#[test]
fn the_files_of_an_index_are_for_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let archive = Archive::new(3);
    archive.run(&options()).unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let index = archive.index();
    assert_eq!(mode(index.path()), 0o700);
    let generation = index.path().join("gen-1");
    assert_eq!(mode(&generation), 0o700);
    for file in fs::read_dir(generation).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "lock") {
            assert_eq!(mode(&path), 0o600, "{}", path.display());
        }
    }
}

#[test]
fn an_index_of_another_version_is_built_again_on_request() {
    let archive = Archive::new(3);
    archive.run(&options()).unwrap();
    let meta = archive.index().path().join("gen-1/meta.json");
    let text = fs::read_to_string(&meta).unwrap();
    let version = |number: u32| format!("\\\"schema\\\":{number}");
    assert!(text.contains(&version(SCHEMA_VERSION)));
    let other = text.replace(&version(SCHEMA_VERSION), &version(1));
    fs::write(&meta, other).unwrap();
    assert!(matches!(
        archive.run(&options()),
        Err(UpdateError::Index(IndexError::OtherVersion {
            found: 1,
            ..
        }))
    ));
    assert_eq!(archive.run(&rebuild()).unwrap().articles, 3);
    assert_eq!(archive.run(&options()).unwrap().unchanged, 3);
}

#[test]
fn a_dry_run_says_what_would_be_done_and_does_nothing() {
    let archive = Archive::new(10);
    let look = || {
        preview(
            &archive.index(),
            &[Root::new(&archive.corpus())],
            &options(),
        )
        .unwrap()
    };
    assert_eq!(look().added, 10);
    assert!(!archive.index().path().exists());

    archive.run(&options()).unwrap();
    archive.write(0, "A storm came up.");
    archive.write(10, "Fog lay on the water.");
    archive.remove(1);
    let report = look();
    let changes: Vec<String> = report
        .changes
        .iter()
        .map(|change| {
            format!(
                "{:?} {}",
                change.change,
                change.path.rsplit_once('/').unwrap().1
            )
        })
        .collect();
    assert_eq!(changes, ["Changed 0.txt", "Removed 1.txt", "Added 10.txt"]);
    let done = archive.run(&options()).unwrap();
    let counts = |report: &IndexReport| {
        (
            report.added,
            report.changed,
            report.removed,
            report.unchanged,
        )
    };
    assert_eq!(counts(&report), counts(&done));
}

#[test]
fn what_is_forgotten_is_gone_and_what_is_purged_leaves_no_trace() {
    let archive = Archive::new(8);
    archive.write(3, "A xylophonist sued the harbour.");
    archive.run(&options()).unwrap();
    let holds = |word: &str| {
        let index = archive.index();
        let generations = archive.generations();
        assert_eq!(generations.len(), 1);
        let files = fs::read_dir(index.path().join(&generations[0])).unwrap();
        let mut contents = files.map(|file| fs::read(file.unwrap().path()).unwrap());
        contents.any(|bytes| String::from_utf8_lossy(&bytes).contains(word))
    };
    assert!(holds("xylophon"));
    let path = archive.corpus().join("3.txt").display().to_string();
    let asked = |names: &[&str], purge| {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        let options = ForgetOptions {
            purge,
            ..ForgetOptions::default()
        };
        forget(&archive.index(), &names, options)
    };
    assert!(
        matches!(asked(&[&path, "no-such"], false), Err(ForgetError::Unknown(name)) if name == "no-such")
    );
    assert_eq!(archive.articles(), 8);
    let report = asked(&[&path], true).unwrap();
    assert_eq!(
        (report.removed, report.still_there, report.articles),
        (1, 1, 7)
    );
    assert!(!holds("xylophon"));

    let report = asked(&["corpus"], false).unwrap();
    assert_eq!((report.removed, report.articles), (7, 0));
    assert!(
        archive
            .index()
            .open()
            .unwrap()
            .payload()
            .unwrap()
            .roots
            .is_empty()
    );
    assert_eq!(archive.run(&options()).unwrap().added, 8);
}

/// The script of the README, run by a shell that finds this build of `dateline`.
#[cfg(unix)]
#[test]
fn the_nightly_script_of_the_readme_runs() {
    use std::process::Command;

    let readme = include_str!("../README.md");
    let (_, after) = readme.split_once("```sh\n#!/bin/sh\n").unwrap();
    let (script, _) = after.split_once("```").unwrap();
    let archive = Archive::new(5);
    let file = archive.folder.path().join("nightly.sh");
    fs::write(&file, script).unwrap();
    let log = archive.folder.path().join("log");
    let night = || {
        let program = Path::new(env!("CARGO_BIN_EXE_dateline"));
        let path = std::env::join_paths(
            std::iter::once(program.parent().unwrap().to_owned())
                .chain(std::env::split_paths(&std::env::var_os("PATH").unwrap())),
        );
        Command::new("sh")
            .arg(&file)
            .args([
                archive.corpus(),
                archive.index().path().to_owned(),
                log.clone(),
            ])
            .env("PATH", path.unwrap())
            .env("DATELINE_CHECK", "1")
            .output()
            .unwrap()
    };
    for (added, committed) in [(5, true), (0, false)] {
        let output = night();
        assert!(
            output.status.success() && output.stderr.is_empty(),
            "{output:?}"
        );
        let text = fs::read_to_string(&log).unwrap();
        let report = text.lines().rev().nth(1).unwrap();
        let report: IndexReport = serde_json::from_str(report).unwrap();
        assert_eq!((report.added, report.committed), (added, committed));
        assert!(text.lines().last().unwrap().contains("sound"));
    }

    // A file that cannot be read is named, and does not end the night.
    std::os::unix::fs::symlink("loop", archive.corpus().join("loop")).unwrap();
    fs::write(
        archive.corpus().join("bad.txt"),
        b"\xef\xbb\xbf\xff\xff\xff ab",
    )
    .unwrap();
    let output = night();
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(
        output.status.success() && told.contains("bad.txt"),
        "{told}"
    );

    fs::rename(archive.corpus(), archive.folder.path().join("unmounted")).unwrap();
    let output = night();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        fs::read_to_string(&log)
            .unwrap()
            .contains("no such file or folder")
    );
    assert_eq!(archive.articles(), 5);
}

#[test]
fn a_file_that_is_touched_is_dated_anew_where_its_time_is_its_date() {
    let archive = Archive::new(0);
    fs::create_dir_all(archive.corpus()).unwrap();
    let file = archive.corpus().join("slug.txt");
    fs::write(&file, "Quay shut\n\nThe wall is safe.\n").unwrap();
    let dated = UpdateOptions {
        extract: dateline::extract::Options {
            date_from_mtime: true,
            ..dateline::extract::Options::default()
        },
        ..options()
    };
    let days = || {
        let mut days = Vec::new();
        let open = archive.index().open().unwrap();
        let mut each = |entry: &DumpEntry| {
            if let DumpEntry::Article { article, .. } = entry {
                days.push(article.date.as_ref().map(|dating| dating.value.to_string()));
            }
            Ok::<(), std::convert::Infallible>(())
        };
        open.dump(&mut each).unwrap().unwrap();
        days
    };
    let changed = |seconds| {
        let time = UNIX_EPOCH + Duration::from_secs(seconds);
        fs::File::options()
            .write(true)
            .open(&file)
            .unwrap()
            .set_modified(time)
            .unwrap();
    };
    changed(1_614_866_400);
    archive.run(&options()).unwrap();
    assert_eq!(days(), [None]);
    archive.run(&dated).unwrap();
    assert_eq!(days(), [Some("2021-03-04".to_owned())]);
    changed(1_614_966_400);
    archive.run(&dated).unwrap();
    assert_eq!(days(), [Some("2021-03-05".to_owned())]);
}
