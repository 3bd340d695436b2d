//! The files of a generation as links in another, and folders for their owner alone.

use std::fs;
#[cfg(unix)]
use std::fs::File;
use std::io;
use std::path::Path;

use super::META;

/// Links every file of a generation into another. The file that says which files there are comes last, and whole: until it
/// is there, there is no generation to go on with.
pub(super) fn link_all(from: &Path, to: &Path) -> io::Result<()> {
    link_files(from, to, &[])?;
    let whole = to.join("meta.json.new");
    fs::copy(from.join(META), &whole)?;
    fs::rename(whole, to.join(META))
}

/// As [`link_all`], without the segments of these ids.
pub(super) fn link_sound(from: &Path, to: &Path, damaged: &[String]) -> io::Result<()> {
    link_files(from, to, damaged)?;
    let mut meta: serde_json::Value = serde_json::from_slice(&fs::read(from.join(META))?)?;
    if let Some(segments) = meta["segments"].as_array_mut() {
        segments.retain(|segment| {
            let id = segment["segment_id"].as_str().unwrap_or_default();
            !damaged.contains(&id.replace('-', ""))
        });
    }
    let whole = to.join("meta.json.new");
    fs::write(&whole, serde_json::to_vec(&meta)?)?;
    fs::rename(whole, to.join(META))
}

fn link_files(from: &Path, to: &Path, but: &[String]) -> io::Result<()> {
    for entry in fs::read_dir(from)? {
        let name = entry?.file_name();
        let text = name.to_string_lossy();
        let (old, new) = (from.join(&name), to.join(&name));
        let left = but.iter().any(|segment| text.starts_with(segment.as_str()));
        if left || text == META || text.ends_with(".lock") {
            continue;
        }
        // Segments never change; all else is small and is replaced.
        let segment = !text.starts_with('.') && !text.ends_with(".json");
        if !segment || fs::hard_link(&old, &new).is_err() {
            fs::copy(&old, &new)?;
        }
    }
    Ok(())
}

#[cfg(unix)]
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Other systems do not open folders as files.
#[cfg(not(unix))]
pub(super) fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
pub(super) fn make_private(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
}

#[cfg(not(unix))]
pub(super) fn make_private(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)
}
