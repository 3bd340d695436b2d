//! What Dateline is measured against: programs that do the least that there is to do.
//!
//! `bare-index` reads the same files and gives their text to Tantivy, one field, stemmed, with positions and stored.
//! `bare-query` asks that index with Tantivy's own query parser. `bare-walk` asks the system for the size and time of every file.

use std::path::Path;
use std::sync::Mutex;

use tantivy::collector::TopDocs;
use tantivy::query::QueryParser;
use tantivy::schema::{
    Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions, Value,
};
use tantivy::{Index, IndexWriter, ReloadPolicy, TantivyDocument, doc};
use walkdir::WalkDir;

#[path = "../shared/en_stem.rs"]
mod en_stem;

/// Does what the name says.
pub fn run(name: &str, args: &[String]) -> Result<(), String> {
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match (name, args.as_slice()) {
        ("bare-index", [root, folder, threads, memory]) => {
            let number = |text: &str| text.parse().map_err(|_| format!("{text}: not a number"));
            index(root, folder, number(threads)?, number(memory)?)
        }
        ("bare-query", [folder, words]) => query(folder, words).map_err(|error| error.to_string()),
        ("bare-walk", [root]) => {
            println!("{}", walk(Path::new(root)));
            Ok(())
        }
        _ => Err(format!("{name}: unknown, or wrong number of arguments")),
    }
}

/// The bytes of all files below a folder.
pub fn walk(root: &Path) -> u64 {
    let entries = WalkDir::new(root).into_iter().filter_map(Result::ok);
    let files = entries.filter(|entry| entry.file_type().is_file());
    files
        .map(|file| {
            let data = file
                .metadata()
                .expect("the corpus stays while it is walked");
            // The time is asked for as Dateline asks for it.
            std::hint::black_box(data.modified().ok());
            data.len()
        })
        .sum()
}

fn index(root: &str, folder: &str, threads: usize, memory: usize) -> Result<(), String> {
    std::fs::create_dir_all(folder).map_err(|error| error.to_string())?;
    let (schema, path, text) = schema();
    let index = Index::create_in_dir(folder, schema).map_err(|error| error.to_string())?;
    register(&index);
    let writer: tantivy::Result<IndexWriter> = index.writer_with_num_threads(threads, memory << 20);
    let mut writer = writer.map_err(|error| error.to_string())?;
    let files = Mutex::new(WalkDir::new(root).into_iter());
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some(entry) = next(&files) {
                    if entry.file_type().is_file() {
                        let content = std::fs::read_to_string(entry.path()).expect("UTF-8");
                        let name = entry.path().display().to_string();
                        let added = writer.add_document(doc!(path => name, text => content));
                        added.expect("the writer works");
                    }
                }
            });
        }
    });
    writer.commit().map_err(|error| error.to_string())?;
    writer
        .wait_merging_threads()
        .map_err(|error| error.to_string())
}

fn next(files: &Mutex<walkdir::IntoIter>) -> Option<walkdir::DirEntry> {
    let mut files = files.lock().expect("nobody panics while walking");
    files
        .next()
        .map(|entry| entry.expect("the corpus can be read"))
}

fn query(folder: &str, words: &str) -> tantivy::Result<()> {
    let index = Index::open_in_dir(folder)?;
    register(&index);
    let (_, path, text) = schema();
    let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual);
    let searcher = reader.try_into()?.searcher();
    let mut parser = QueryParser::for_index(&index, vec![text]);
    parser.set_conjunction_by_default();
    let query = parser.parse_query(words)?;
    for (_, address) in searcher.search(&query, &TopDocs::with_limit(10).order_by_score())? {
        let found: TantivyDocument = searcher.doc(address)?;
        let name = found.get_first(path).and_then(|value| value.as_str());
        println!("{}", name.unwrap_or_default());
    }
    Ok(())
}

/// One text, stored and indexed with positions, and the path that answers are printed with.
fn schema() -> (Schema, Field, Field) {
    let mut builder = Schema::builder();
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("en_stem")
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let path = builder.add_text_field("path", STRING | STORED);
    let options = TextOptions::default().set_indexing_options(indexing);
    let text = builder.add_text_field("text", options.set_stored());
    (builder.build(), path, text)
}

fn register(index: &Index) {
    index.tokenizers().register("en_stem", en_stem::analyzer());
}
