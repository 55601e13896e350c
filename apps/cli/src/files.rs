//! Files that commands read and write.

use std::fs;
use std::io::Read as _;
use std::path::Path;

use crate::failure::Failure;
use crate::run::Run;

/// Reads a file; of one that is too large, only so much that it is refused for it.
pub(crate) fn read(path: &Path, most: u64) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    fs::File::open(path)
        .and_then(|file| file.take(most.saturating_add(1)).read_to_end(&mut bytes))
        .map_err(|error| Failure::Unreadable(named(path, &error)))?;
    Ok(bytes)
}

/// Writes a file; `-` is standard output, and then there is nothing more to say. Answers whether it is a file.
pub(crate) fn write(run: &mut Run, path: &Path, bytes: &[u8]) -> Result<bool, Failure> {
    if path.as_os_str() == "-" {
        run.out.stream().write_all(bytes).map_err(Failure::of_output)?;
        return Ok(false);
    }
    fs::write(path, bytes).map_err(|error| Failure::NoFile(named(path, &error)))?;
    Ok(true)
}

fn named(path: &Path, error: &std::io::Error) -> String {
    format!("`{}`: {error}", path.display())
}
