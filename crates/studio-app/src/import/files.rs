//! What lies beside the old application's database: settings, colours, pictures.

use std::collections::BTreeMap;
use std::fs;
use std::io::{ErrorKind, Read as _};
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};
use studio_domain::Colour;

use super::report::{Issue, IssueCode};

/// Name of the database in the application's folder.
const DATABASE: &str = "dev.db";
/// Name of the file of settings.
pub(super) const SETTINGS: &str = "settings.json";
/// Colours of artists by their id.
const COLOURS: &str = "artist_colors.json";
/// No such file is longer; a longer one is not it.
const LONGEST: u64 = 1 << 20;

/// The database and what lies beside it.
#[derive(Debug)]
pub(super) struct Files {
    /// The database.
    pub(super) database: PathBuf,
    /// The folder of pictures.
    pub(super) assets: PathBuf,
    /// The settings; empty where there are none.
    pub(super) settings: Map<String, Value>,
    /// Colours of artists by their id there.
    pub(super) colours: BTreeMap<i64, Colour>,
    /// What could not be read.
    pub(super) issues: Vec<Issue>,
}

impl Files {
    /// Finds everything, given the folder or the database in it. Whether the database is there is not looked at.
    pub(super) fn find(source: &Path) -> Self {
        let (folder, database) = if source.is_dir() {
            (source.to_owned(), source.join(DATABASE))
        } else {
            let folder = source.parent().map_or_else(PathBuf::new, Path::to_owned);
            (folder, source.to_owned())
        };
        let assets = folder.join("assets");
        let mut issues = Vec::new();
        let settings = object(&folder.join(SETTINGS), SETTINGS, &mut issues);
        let colours = colours(&object(&assets.join(COLOURS), COLOURS, &mut issues), &mut issues);
        Self { database, assets, settings, colours, issues }
    }
}

fn unreadable(name: &str, detail: impl Into<String>) -> Issue {
    Issue {
        table: name.to_owned(),
        id: None,
        column: None,
        code: IssueCode::FileUnreadable,
        detail: detail.into(),
    }
}

/// The JSON object in a file; empty if there is no file or it can't be read.
fn object(path: &Path, name: &str, issues: &mut Vec<Issue>) -> Map<String, Value> {
    let mut bytes = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(LONGEST).read_to_end(&mut bytes));
    match read {
        Ok(_) => {}
        Err(error) if error.kind() == ErrorKind::NotFound => return Map::new(),
        Err(error) => {
            issues.push(unreadable(name, error.to_string()));
            return Map::new();
        }
    }
    // Editors on Windows begin files with a mark that is no JSON.
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    match serde_json::from_slice(bytes) {
        Ok(Value::Object(object)) => object,
        Ok(_) => {
            issues.push(unreadable(name, ""));
            Map::new()
        }
        Err(error) => {
            issues.push(unreadable(name, error.to_string()));
            Map::new()
        }
    }
}

fn colours(object: &Map<String, Value>, issues: &mut Vec<Issue>) -> BTreeMap<i64, Colour> {
    let mut colours = BTreeMap::new();
    for (id, colour) in object {
        let read = colour.as_str().and_then(|colour| Colour::parse(colour).ok());
        match id.trim().parse().ok().zip(read) {
            Some((id, colour)) => drop(colours.insert(id, colour)),
            None => issues.push(Issue {
                column: Some(id.clone()),
                code: IssueCode::Unreadable,
                ..unreadable(COLOURS, colour.to_string())
            }),
        }
    }
    colours
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_and_its_database_have_the_same_files_beside_them() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("assets")).unwrap();
        fs::write(folder.path().join(SETTINGS), "\u{FEFF}{\"theme\": \"dark\"}").unwrap();
        let colours = "{\"1\": \"#3FBF8A\", \"x\": \"#000000\", \"2\": \"green\", \"3\": 5}";
        fs::write(folder.path().join("assets").join(COLOURS), colours).unwrap();
        for source in [folder.path().to_owned(), folder.path().join("dev.db")] {
            let files = Files::find(&source);
            assert_eq!(files.database, folder.path().join("dev.db"));
            assert_eq!(files.settings.get("theme"), Some(&Value::from("dark")));
            assert_eq!(files.colours, BTreeMap::from([(1, Colour::parse("#3fbf8a").unwrap())]));
            let columns: Vec<_> = files.issues.iter().map(|issue| issue.column.clone().unwrap()).collect();
            assert_eq!(columns, ["2", "3", "x"]);
        }
    }

    #[test]
    fn files_that_are_not_there_are_no_issue_and_broken_ones_are() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(Files::find(folder.path()).issues, []);
        for broken in ["", "[1]", "{\"theme\": ", "\"dark\"", "\u{0}"] {
            fs::write(folder.path().join(SETTINGS), broken).unwrap();
            let files = Files::find(folder.path());
            assert_eq!(files.issues.len(), 1, "{broken:?}");
            assert_eq!(
                (files.issues[0].table.as_str(), files.issues[0].code),
                (SETTINGS, IssueCode::FileUnreadable)
            );
            assert!(files.settings.is_empty());
        }
        fs::write(folder.path().join(SETTINGS), vec![b' '; 3 << 20]).unwrap();
        assert_eq!(Files::find(folder.path()).issues.len(), 1);
    }
}
