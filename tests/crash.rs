//! Killed at any moment, or out of disk: readers see the state before, `check` finds nothing damaged, and the next run ends
//! where a build from nothing would.

use std::fmt;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

use dateline::archive::{UpdateOptions, update};
use dateline::corpus::Root;
use dateline::index::IndexFolder;
use tantivy::Directory;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    AntiCallToken, DirectoryLock, FileHandle, Lock, MmapDirectory, TerminatingWrite, WatchCallback,
    WatchHandle, WritePtr,
};

const FILES: usize = 60;

/// A corpus and an index of an earlier state of it, so that a run has files to add, to replace and to remove.
struct Scene {
    folder: tempfile::TempDir,
    clean: String,
}

impl Scene {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let corpus = folder.path().join("corpus");
        fs::create_dir(&corpus).unwrap();
        for nth in 0..FILES {
            article(&corpus, nth, "calm");
        }
        let mut scene = Self {
            folder,
            clean: String::new(),
        };
        assert!(scene.dateline("index", "before", &[]).status.success());
        for nth in 0..FILES / 3 {
            article(&corpus, nth, "stormy");
        }
        for nth in 0..FILES / 10 {
            fs::remove_file(corpus.join(format!("{}.txt", FILES / 2 + nth))).unwrap();
            article(&corpus, FILES + nth, "foggy");
        }
        assert!(scene.dateline("index", "clean", &[]).status.success());
        scene.clean = scene.dump("clean");
        scene
    }

    fn corpus(&self) -> PathBuf {
        self.folder.path().join("corpus")
    }

    fn index(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn command(&self, command: &str, index: &str, more: &[&str]) -> Command {
        let mut line = Command::new(env!("CARGO_BIN_EXE_dateline"));
        line.arg(command).arg("--index").arg(self.index(index));
        if command == "index" {
            line.arg(self.corpus()).args(["--threads", "2"]);
        }
        line.args(more)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        line
    }

    fn dateline(&self, command: &str, index: &str, more: &[&str]) -> Output {
        self.command(command, index, more).output().unwrap()
    }

    fn dump(&self, index: &str) -> String {
        let dump = self.dateline("dump", index, &[]);
        assert!(dump.status.success(), "{dump:?}");
        String::from_utf8(dump.stdout).unwrap()
    }

    /// An index in the state before the run.
    fn prepare(&self, act: &Act, index: &str) {
        let _ = fs::remove_dir_all(self.index(index));
        if act.from_before {
            copy(&self.index("before"), &self.index(index));
        }
    }

    /// What must hold after a run that was broken off.
    fn recovers(&self, act: &Act, index: &str, told: &str) {
        let check = self.dateline("check", index, &[]);
        let missing = !act.from_before && check.status.code() == Some(2);
        assert!(check.status.success() || missing, "{told}: {check:?}");
        let rest = self.dateline("index", index, &["--format", "json"]);
        assert!(rest.status.success(), "{told}: {rest:?}");
        let check = self.dateline("check", index, &[]);
        assert!(check.status.success(), "{told}: {check:?}");
        assert_eq!(self.dump(index), self.clean, "{told}");
    }
}

fn article(corpus: &Path, nth: usize, weather: &str) {
    let body = format!(
        "LIMA, March {} 2021 - The harbour was {weather} on the day.\n\n\"Ferry {nth} sails,\" said Ana Ruiz, the mayor.\n",
        nth % 28 + 1
    );
    let text = format!("Ferry number {nth} sails\n\n{}", body.repeat(1 + nth % 3));
    fs::write(corpus.join(format!("{nth}.txt")), text).unwrap();
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let new = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &new);
        } else {
            fs::copy(entry.path(), new).unwrap();
        }
    }
}

struct Act {
    name: &'static str,
    from_before: bool,
    command: &'static str,
    more: &'static [&'static str],
}

/// A checkpoint of 0 megabytes commits after every file.
const ACTS: [Act; 5] = [
    Act {
        name: "build",
        from_before: false,
        command: "index",
        more: &["--checkpoint", "0"],
    },
    Act {
        name: "update",
        from_before: true,
        command: "index",
        more: &[],
    },
    Act {
        name: "update with checkpoints",
        from_before: true,
        command: "index",
        more: &["--checkpoint", "0"],
    },
    Act {
        name: "rebuild",
        from_before: true,
        command: "index",
        more: &["--rebuild", "--checkpoint", "0"],
    },
    Act {
        name: "purge",
        from_before: true,
        command: "forget",
        more: &["corpus/1.txt", "--purge"],
    },
];

/// Kills every act so many times, at moments spread over its length, and prints how often it was still at work.
fn kill(times: u32) {
    let scene = Scene::new();
    for act in &ACTS {
        scene.prepare(act, "killed");
        let begun = Instant::now();
        let whole = scene.dateline(act.command, "killed", act.more);
        assert!(whole.status.success(), "{}: {whole:?}", act.name);
        let length = begun.elapsed();
        let mut at_work = 0;
        for nth in 0..times {
            scene.prepare(act, "killed");
            // The golden ratio spreads any number of moments evenly.
            let share = (f64::from(nth) * 0.618_033_988_75 + 0.1).fract();
            let mut child = scene
                .command(act.command, "killed", act.more)
                .spawn()
                .unwrap();
            std::thread::sleep(length.mul_f64(share));
            at_work += u32::from(child.try_wait().unwrap().is_none());
            child.kill().unwrap();
            child.wait().unwrap();
            scene.recovers(act, "killed", &format!("{} {nth}", act.name));
        }
        println!("{}: {times} kills, {at_work} of them at work", act.name);
    }
}

#[test]
fn nothing_is_lost_when_a_run_is_killed() {
    kill(3);
}

#[test]
#[ignore = "minutes: 250 kills"]
fn nothing_is_lost_when_runs_are_killed_many_times() {
    kill(50);
}

/// A directory whose writes fail from the n-th on, as on a full disk.
#[derive(Clone)]
struct Full {
    files: MmapDirectory,
    left: Arc<AtomicI64>,
}

impl Full {
    fn spend(&self) -> io::Result<()> {
        let left = self.left.fetch_sub(1, Ordering::Relaxed);
        // 28 is ENOSPC.
        if left > 0 {
            Ok(())
        } else {
            Err(io::Error::from_raw_os_error(28))
        }
    }
}

impl fmt::Debug for Full {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.files.fmt(f)
    }
}

struct FullFile {
    file: WritePtr,
    disk: Full,
}

impl Write for FullFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.disk.spend()?;
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl TerminatingWrite for FullFile {
    fn terminate_ref(&mut self, token: AntiCallToken) -> io::Result<()> {
        self.disk.spend()?;
        self.file.flush()?;
        self.file.get_mut().terminate_ref(token)
    }
}

impl Directory for Full {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.files.get_file_handle(path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.files.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.files.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        self.spend()
            .map_err(|error| OpenWriteError::wrap_io_error(error, path.to_owned()))?;
        let file = self.files.open_write(path)?;
        let disk = self.clone();
        Ok(io::BufWriter::new(Box::new(FullFile { file, disk })))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.files.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        self.spend()?;
        self.files.atomic_write(path, data)
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        self.files.acquire_lock(lock)
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.spend()?;
        self.files.sync_directory()
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.files.watch(callback)
    }
}

/// Runs an update whose disk is full from the n-th write on, for every n in steps, until one comes through.
fn fill(act: &Act, step: usize) {
    let scene = Scene::new();
    let now = std::time::SystemTime::now();
    let now = now.duration_since(std::time::UNIX_EPOCH).unwrap() + Duration::from_secs(60);
    for (failed, writes) in (0..).step_by(step).enumerate() {
        scene.prepare(act, "full");
        let left = Arc::new(AtomicI64::new(writes));
        let opener = move |path: &Path| {
            let files = MmapDirectory::open(path)?;
            let left = Arc::clone(&left);
            Ok(Box::new(Full { files, left }) as Box<dyn Directory>)
        };
        let folder = IndexFolder::writing_to(&scene.index("full"), Arc::new(opener));
        let options = UpdateOptions {
            memory: 32 << 20,
            checkpoint: 20_000,
            rebuild: act.more.contains(&"--rebuild"),
            now: i64::try_from(now.as_nanos()).unwrap(),
            ..UpdateOptions::default()
        };
        let done = update(&folder, &[Root::new(&scene.corpus())], &options, &());
        scene.recovers(
            act,
            "full",
            &format!("{}, write {writes}: {done:?}", act.name),
        );
        if done.is_ok() {
            println!("{}: {failed} full disks", act.name);
            assert!(failed > 0);
            return;
        }
    }
}

#[test]
fn nothing_is_lost_when_the_disk_is_full() {
    for act in &ACTS[..2] {
        fill(act, 17);
    }
}

#[test]
#[ignore = "minutes: every write of a build, an update and a rebuild"]
fn nothing_is_lost_when_any_write_fails() {
    for act in [&ACTS[0], &ACTS[1], &ACTS[3]] {
        fill(act, 1);
    }
}
