//! Public vectors, which are no part of this repository.

use super::json::Json;
use std::path::PathBuf;

/// A file or folder below AKASHI_TESTDATA (default: ../shared/testdata beside the repository's
/// root); `None`, and a line that says so, if it is not there.
pub fn path(name: &str) -> Option<PathBuf> {
    let root = std::env::var_os("AKASHI_TESTDATA").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/testdata"),
        PathBuf::from,
    );
    let path = root.join(name);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: {name}: not in {} (AKASHI_TESTDATA)", root.display());
    None
}

/// The text of a file, as [`path`] finds it.
pub fn text(name: &str) -> Option<String> {
    Some(std::fs::read_to_string(path(name)?).expect("a readable file"))
}

/// The document in a file, as [`path`] finds it.
pub fn json(name: &str) -> Option<Json> {
    Some(Json::parse(&text(name)?))
}

/// All files below a folder.
pub fn files(folder: PathBuf) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a readable folder") {
        let path = entry.expect("a readable entry").path();
        if path.is_dir() {
            files.extend(self::files(path));
        } else {
            files.push(path);
        }
    }
    files.sort();
    files
}
