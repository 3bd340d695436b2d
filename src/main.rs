//! A stand-in for the command line: `dateline extract DIR` prints the articles below DIR as JSON lines.

use dateline::extract::{Options, Origin, extract};

fn main() -> anyhow::Result<()> {
    let mut entries: Vec<_> = std::env::args()
        .skip(2)
        .take_while(|a| !a.starts_with("--"))
        .flat_map(|dir| walkdir::WalkDir::new(dir).sort_by_file_name())
        .collect::<Result<_, _>>()?;
    entries.retain(|entry: &walkdir::DirEntry| entry.file_type().is_file());
    for entry in entries {
        let path = entry.path().to_string_lossy().into_owned();
        let text = String::from_utf8_lossy(&std::fs::read(entry.path())?).into_owned();
        let Ok(draft) = dateline::format::draft(text) else {
            continue;
        };
        let origin = Origin {
            path,
            ..Origin::default()
        };
        println!(
            "{}",
            serde_json::to_string(&extract(&draft, &origin, &Options::default()).article)?
        );
    }
    Ok(())
}
