//! An update is a build from nothing, whatever came before it.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use dateline::archive::{UpdateOptions, repair, update};
use dateline::corpus::Root;
use dateline::extract;
use dateline::index::IndexFolder;
use proptest::prelude::*;

#[derive(Clone, Debug)]
enum Act {
    Write(u8, u8),
    Touch(u8, u32),
    Rename(u8, u8),
    Delete(u8),
    Year(Option<i16>),
    Update(usize),
    Rebuild,
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let file = 0..6_u8;
    let act = prop_oneof![
        4 => (file.clone(), 0..9_u8).prop_map(|(file, text)| Act::Write(file, text)),
        1 => (file.clone(), any::<u32>()).prop_map(|(file, time)| Act::Touch(file, time)),
        1 => (file.clone(), file.clone()).prop_map(|(from, to)| Act::Rename(from, to)),
        1 => file.prop_map(Act::Delete),
        1 => prop::option::of(1985..1988_i16).prop_map(Act::Year),
        3 => (1..4_usize).prop_map(Act::Update),
        1 => Just(Act::Rebuild),
    ];
    prop::collection::vec(act, 1..14)
}

fn text(nth: u8) -> &'static str {
    [
        "Ferries sail\n\nLIMA, March 4 - The harbour was calm.\n\n\"We sail,\" said Ana Ruiz, the mayor.\n",
        "Ferries wait\n\nLIMA, March 5 - The harbour was rough.\n\n\"We wait,\" said Ana Ruiz, the mayor.\n",
        "Dam holds\n\nODESA, April 1, 2021 - Water rose to the crest of the dam, engineers said.\n",
        "",
        "\u{1}\0\u{2}\0no text",
        // One story in three forms, and a quotation of it in another.
        "Ferry late\n\nLIMA, May 4, 2024 - The ferry to the island was late again on Monday because its crew had gone on strike \
         over pay, and two hundred passengers waited in the rain until a fishing boat took the first of them across.\n\n\
         \"We have asked for nothing but what others have had for years,\" said Ana Ruiz, the mayor.\n",
        "Islanders wait\n\nLIMA, May 5, 2024 - The ferry to the island was late again on Monday because its crew had gone on \
         strike over pay, and two hundred passengers waited in the rain until a fishing boat took the first of them across.\n",
        "CORRECTED-Ferry late\n\nLIMA, May 6, 2024 - The ferry to the island was late again on Monday because its crew had gone \
         on strike over pay, and twenty passengers waited in the rain until a fishing boat took the first of them across.\n",
        "Talks\n\nLIMA, May 7, 2024 - Talks began.\n\n\"We have asked for nothing but what others have had,\" Ruiz said.\n",
    ][usize::from(nth)]
}

fn run(index: &Path, corpus: &Path, year: Option<i16>, threads: usize, rebuild: bool) {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    let options = UpdateOptions {
        extract: extract::Options {
            default_year: year,
            ..extract::Options::default()
        },
        threads,
        memory: 32 << 20,
        allow_removals: true,
        rebuild,
        now: i64::try_from(now.as_nanos()).unwrap(),
        ..UpdateOptions::default()
    };
    update(
        &IndexFolder::new(index),
        &[Root::new(corpus)],
        &options,
        &(),
    )
    .unwrap();
}

fn dump(index: &Path) -> Vec<String> {
    let folder = IndexFolder::new(index);
    let report = folder.check().unwrap();
    assert!(report.is_sound(), "{report:?}");
    let mut lines = Vec::new();
    let each = &mut |entry: &dateline::index::DumpEntry| {
        lines.push(serde_json::to_string(entry)?);
        Ok::<(), serde_json::Error>(())
    };
    folder.open().unwrap().dump(each).unwrap().unwrap();
    lines
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_updates_end_where_a_build_from_nothing_does(acts in acts()) {
        let folder = tempfile::tempdir().unwrap();
        let (corpus, index) = (folder.path().join("corpus"), folder.path().join("index"));
        fs::create_dir(&corpus).unwrap();
        let path = |file: u8| corpus.join(format!("{file}.txt"));
        let mut year = None;
        for act in &acts {
            // What cannot be done, because the file is not there, is not done.
            match *act {
                Act::Write(file, nth) => fs::write(path(file), text(nth)).unwrap(),
                Act::Touch(file, time) => {
                    if let Ok(file) = fs::File::options().write(true).open(path(file)) {
                        file.set_modified(UNIX_EPOCH + Duration::from_secs(time.into())).unwrap();
                    }
                }
                Act::Rename(from, to) => drop(fs::rename(path(from), path(to))),
                Act::Delete(file) => drop(fs::remove_file(path(file))),
                Act::Year(other) => year = other,
                Act::Update(threads) => run(&index, &corpus, year, threads, false),
                Act::Rebuild => run(&index, &corpus, year, 2, true),
            }
        }
        run(&index, &corpus, year, 2, false);
        let clean = folder.path().join("clean");
        run(&clean, &corpus, year, 1, false);
        prop_assert_eq!(dump(&index), dump(&clean));
    }
}

/// The generation that readers see.
fn in_use(index: &Path) -> PathBuf {
    let current = fs::read_to_string(index.join("CURRENT")).unwrap();
    index.join(current.lines().next().unwrap())
}

#[test]
fn a_flipped_or_missing_byte_of_any_file_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let (corpus, index) = (folder.path().join("corpus"), folder.path().join("index"));
    fs::create_dir(&corpus).unwrap();
    for nth in 0..3 {
        fs::write(corpus.join(format!("{nth}.txt")), text(nth)).unwrap();
    }
    run(&index, &corpus, None, 1, false);
    fs::remove_file(corpus.join("1.txt")).unwrap();
    run(&index, &corpus, None, 1, false);
    assert!(IndexFolder::new(&index).check().unwrap().is_sound());
    let generation = index.join("gen-2");
    let mut damaged = 0;
    for file in fs::read_dir(&generation).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name.ends_with(".lock") || name == ".managed.json" {
            continue;
        }
        let whole = fs::read(&path).unwrap();
        let flipped = |at: usize| {
            let mut flipped = whole.clone();
            flipped[at] ^= 0x55;
            Some(flipped)
        };
        // What the index says of itself is a few hundred words, each of which could be another one.
        let step = if name == "meta.json" { 5 } else { whole.len() };
        let flips = (whole.len() / 3 % step..whole.len())
            .step_by(step)
            .map(flipped);
        let cut = Some(whole[..whole.len() / 2].to_vec());
        for bytes in flips.chain([cut, None]) {
            // Never written in place: other generations may share the file.
            fs::remove_file(&path).unwrap();
            if let Some(bytes) = bytes {
                fs::write(&path, bytes).unwrap();
            }
            let report = IndexFolder::new(&index).check().unwrap();
            assert!(!report.is_sound(), "{name}");
            damaged += 1;
            fs::write(&path, &whole).unwrap_or_default();
        }
    }
    assert!(damaged >= 18);
    assert!(IndexFolder::new(&index).check().unwrap().is_sound());
}

#[test]
fn a_repair_reads_again_what_is_damaged_and_removes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (corpus, index) = (folder.path().join("corpus"), folder.path().join("index"));
    fs::create_dir(&corpus).unwrap();
    let write = |name: &str, nth| fs::write(corpus.join(name), text(nth)).unwrap();
    let segments = || -> Vec<String> {
        let files = fs::read_dir(in_use(&index)).unwrap();
        let names = files.map(|file| file.unwrap().path().display().to_string());
        let mut names: Vec<String> = names.filter(|name| name.ends_with(".idx")).collect();
        names.sort();
        names
    };
    write("0.txt", 0);
    run(&index, &corpus, None, 1, false);
    let first = segments()[0].rsplit_once('/').unwrap().1.to_owned();
    write("1.txt", 1);
    write("2.txt", 2);
    run(&index, &corpus, None, 1, false);
    let whole = dump(&index);
    assert_eq!(segments().len(), 2);
    // The first file is gone from the corpus, and its segment is sound; the segment of the others is not.
    fs::remove_file(corpus.join("0.txt")).unwrap();
    let second = segments()
        .into_iter()
        .find(|name| !name.ends_with(&first))
        .unwrap();
    fs::remove_file(&second).unwrap();

    let report = repair(
        &IndexFolder::new(&index),
        &[],
        &UpdateOptions::default(),
        &(),
    )
    .unwrap();
    assert!(report.is_whole() && !report.before.is_sound(), "{report:?}");
    assert_eq!(report.before.damaged_segments.len(), 1);
    assert_eq!(report.index.unwrap().added, 2);
    assert_eq!(report.aside.as_deref(), Some("damaged-2"));
    assert!(index.join("damaged-2/meta.json").exists());
    assert_eq!(dump(&index), whole);
}

#[test]
fn an_index_that_has_lost_what_it_says_of_itself_is_not_sound() {
    let folder = tempfile::tempdir().unwrap();
    let (corpus, index) = (folder.path().join("c"), folder.path().join("index"));
    let build = || {
        let roots = [Root::new(&corpus)];
        let options = UpdateOptions {
            allow_removals: true,
            // All in one segment, so that a removed file leaves a list of what was removed.
            threads: 1,
            ..UpdateOptions::default()
        };
        update(&IndexFolder::new(&index), &roots, &options, &()).unwrap();
    };
    fs::create_dir(&corpus).unwrap();
    for name in ["a.txt", "b.txt", "c.txt"] {
        fs::write(
            corpus.join(name),
            format!("Ferry {name}\n\nThe ferry sailed.\n"),
        )
        .unwrap();
    }
    build();
    fs::remove_file(corpus.join("a.txt")).unwrap();
    build();
    let meta = in_use(&index).join("meta.json");
    let whole = fs::read_to_string(&meta).unwrap();
    let sound = || IndexFolder::new(&index).check().unwrap().is_sound();
    assert!(sound());
    for lost in ["\"payload\":", "\"deletes\":"] {
        assert!(whole.contains(lost), "{whole}");
        fs::remove_file(&meta).unwrap();
        fs::write(&meta, whole.replace(lost, "\"lost\":")).unwrap();
        assert!(!sound(), "{lost}");
    }
}
