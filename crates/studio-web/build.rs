//! Takes the parts of the API's viewer that are served out of the archive that its crate carries, each packed by itself. The rest of the archive,
//! ten times as much, stays out of the program.

use std::error::Error;
use std::fs::File;
use std::io::{Cursor, Write as _, copy, stdout};
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use zip::ZipArchive;

const PARTS: [&str; 3] = ["swagger-ui.css", "swagger-ui-bundle.js", "favicon-32x32.png"];

fn main() -> Result<(), Box<dyn Error>> {
    writeln!(stdout(), "cargo::rerun-if-changed=build.rs")?;
    let out = std::env::var_os("OUT_DIR").ok_or("cargo names no folder for what is built")?;
    let mut archive = ZipArchive::new(Cursor::new(utoipa_swagger_ui_vendored::SWAGGER_UI_VENDORED))?;
    let mut names = Vec::new();
    for name in archive.file_names() {
        names.push(name?.into_owned());
    }
    for part in PARTS {
        let end = format!("/dist/{part}");
        let name = names.iter().find(|name| name.ends_with(&end)).ok_or("the viewer has other parts now")?;
        let to = File::create(Path::new(&out).join(format!("{part}.gz")))?;
        let mut packed = GzEncoder::new(to, Compression::best());
        copy(&mut archive.by_name(name)?, &mut packed)?;
        packed.finish()?;
    }
    Ok(())
}
