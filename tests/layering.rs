//! Each module imports only those that `src/README.md` lets it know.

use std::fs;
use std::path::{Path, PathBuf};

const KNOWS: [(&str, &[&str]); 17] = [
    ("span", &[]),
    ("date", &[]),
    ("lexicon", &[]),
    ("gazetteer", &[]),
    ("text", &["date", "lexicon", "span"]),
    ("article", &["date", "span"]),
    ("corpus", &["article"]),
    (
        "format",
        &["article", "corpus", "date", "lexicon", "span", "text"],
    ),
    (
        "extract",
        &[
            "article",
            "date",
            "format",
            "gazetteer",
            "lexicon",
            "span",
            "text",
        ],
    ),
    (
        "index",
        &["article", "date", "gazetteer", "lexicon", "span", "text"],
    ),
    (
        "archive",
        &["article", "corpus", "extract", "format", "index"],
    ),
    (
        "query",
        &[
            "article",
            "date",
            "gazetteer",
            "index",
            "lexicon",
            "span",
            "text",
        ],
    ),
    ("saved", &[]),
    ("render", &["article", "date", "query", "saved", "span"]),
    ("config", &[]),
    (
        "cli",
        &[
            "archive", "article", "config", "corpus", "extract", "format", "index", "query",
            "render", "saved",
        ],
    ),
    ("lib", &[]),
];

#[test]
fn modules_import_only_what_they_may_know() {
    let mut faults = Vec::new();
    for file in sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")) {
        let module = module(&file);
        if module == "main" {
            continue;
        }
        let known = KNOWS.iter().find(|(name, _)| *name == module);
        let (_, known) = known.unwrap_or_else(|| panic!("{module} stands in no row of the table"));
        for (nth, line) in fs::read_to_string(&file).unwrap().lines().enumerate() {
            let named = line
                .split("crate::")
                .skip(1)
                .filter(|_| !line.trim_start().starts_with("//"));
            for rest in named {
                let end = rest
                    .find(|c: char| !c.is_ascii_lowercase())
                    .unwrap_or(rest.len());
                let import = &rest[..end];
                if !import.is_empty() && import != module && !known.contains(&import) {
                    faults.push(format!(
                        "{}:{}: {module} imports {import}",
                        file.display(),
                        nth + 1
                    ));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn tantivy_and_clap_stay_in_their_rooms() {
    let mut faults = Vec::new();
    for file in sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")) {
        let (module, text) = (module(&file), fs::read_to_string(&file).unwrap());
        if text.contains("tantivy::") && !["index", "query"].contains(&module.as_str()) {
            faults.push(format!("{} knows Tantivy", file.display()));
        }
        if text.contains("clap::") && module != "cli" {
            faults.push(format!("{} knows clap", file.display()));
        }
        if ["println!(", "eprintln!(", "print!("]
            .iter()
            .any(|word| text.contains(word))
            && module != "cli"
        {
            faults.push(format!("{} prints", file.display()));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found
}

fn module(file: &Path) -> String {
    let below = file
        .strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src"))
        .unwrap();
    let first = below
        .components()
        .next()
        .unwrap()
        .as_os_str()
        .to_string_lossy()
        .into_owned();
    first.trim_end_matches(".rs").to_owned()
}
