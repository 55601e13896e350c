//! `studio export`: data for other programs, to a file that is there whole or not at all, or to standard output.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum};
use serde::Serialize;
use studio_app::{AgendaAs, AgendaFormat, AgendaTaken, ClientFilter, ExportAs, ExportError, ExportFormat};
use studio_text::{Args as Values, Lang, has, key, text};
use tempfile::NamedTempFile;

use super::client::View;
use crate::actor::{self, Acting};
use crate::failure::Failure;
use crate::language;
use crate::progress::Bar;
use crate::run::Run;

/// What can be taken out.
#[derive(Debug, Subcommand)]
pub(crate) enum Export {
    Clients(Clients),
    Agenda(Agenda),
}

/// The form of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Csv,
    Json,
    Xlsx,
}

/// Which clients, in which form, and where to.
#[derive(Debug, Args)]
pub(crate) struct Clients {
    #[arg(long, default_value = "csv")]
    format: Format,
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    output: PathBuf,
    #[arg(long, value_name = "LANG", value_parser = language::parser(), default_value = "en")]
    headers: String,
    #[arg(long, conflicts_with_all = ["q", "status", "artist", "upcoming"])]
    all: bool,
    #[command(flatten)]
    view: View,
}

#[derive(Serialize)]
struct Written {
    path: String,
    rows: u64,
}

/// Does an export, as whoever acts.
pub(super) fn run(run: &mut Run, export: Export) -> Result<(), Failure> {
    let clients = match export {
        Export::Clients(clients) => clients,
        Export::Agenda(agenda) => return agenda_out(run, agenda),
    };
    actor::act(run, |run, acting| {
        let Clients { format, output, headers, all, view } = clients;
        let mut filter = view.filter(acting)?;
        if all {
            filter.status = "all".to_owned();
        }
        let headers = Lang::parse(&headers).unwrap_or(Lang::En);
        let to_stdout = output.as_os_str() == "-";
        let bar = Bar::new(!to_stdout && !run.out.json() && !run.out.quiet());
        let words = run.words;
        let mut told = |rows: u64| {
            let count = Values::new().number("count", i64::try_from(rows).unwrap_or(i64::MAX));
            bar.count(&words.tell("cli-export-progress", &count));
        };
        let mut write = |out: &mut (dyn Write + Send)| rows(acting, &filter, format, headers, &mut told, out);
        if to_stdout {
            return write(run.out.stream()).map(drop).map_err(|stopped| stopped.told(Failure::of_output));
        }
        let rows = whole_file(&output, write)?;
        drop(bar);
        let path = output.display().to_string();
        let told = Values::new().number("count", i64::try_from(rows).unwrap_or(i64::MAX)).text("path", &path);
        let note = run.words.tell("cli-exported", &told);
        run.out.changed(&Written { path: path.clone(), rows }, &path, &note)
    })
}

/// The form of an export of the agenda.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum AgendaForm {
    Csv,
    Xlsx,
    Ics,
}

/// Which part of the agenda, in which form, and where to.
#[derive(Debug, Args)]
pub(crate) struct Agenda {
    #[arg(long, value_name = "DATE", default_value = "")]
    from: String,
    #[arg(long, value_name = "DATE", default_value = "")]
    to: String,
    #[arg(long)]
    artist: Option<String>,
    #[arg(long = "status", value_name = "STATUS", default_value = "")]
    agenda_status: String,
    #[arg(long, value_name = "TEXT", default_value = "")]
    q: String,
    #[arg(long, default_value = "csv")]
    format: AgendaForm,
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    output: PathBuf,
    #[arg(long, value_name = "LANG", value_parser = language::parser(), default_value = "en")]
    headers: String,
}

fn agenda_out(run: &mut Run, agenda: Agenda) -> Result<(), Failure> {
    actor::act(run, |run, acting| {
        let artists = match &agenda.artist {
            Some(artist) => super::named::artist(acting, artist)?.to_string(),
            None => String::new(),
        };
        let range = AgendaTaken {
            from: agenda.from,
            to: agenda.to,
            artists,
            status: agenda.agenda_status,
            q: agenda.q,
        };
        let format = match agenda.format {
            AgendaForm::Csv => AgendaFormat::Csv,
            AgendaForm::Xlsx => AgendaFormat::Xlsx,
            AgendaForm::Ics => AgendaFormat::Ics,
        };
        let headers = Lang::parse(&agenda.headers).unwrap_or(Lang::En);
        let write = |out: &mut (dyn Write + Send)| -> Result<u64, Stopped> {
            let how =
                AgendaAs { format, headers: &|column| head(headers, column), progress: &mut |_rows| {} };
            Ok(acting.studio.write_agenda(&acting.ctx()?, &range, how, out)?)
        };
        if agenda.output.as_os_str() == "-" {
            return write(run.out.stream()).map(drop).map_err(|stopped| stopped.told(Failure::of_output));
        }
        let rows = whole_file(&agenda.output, write)?;
        let path = agenda.output.display().to_string();
        let told = Values::new().number("count", i64::try_from(rows).unwrap_or(i64::MAX)).text("path", &path);
        let note = run.words.tell("cli-agenda-exported", &told);
        run.out.changed(&Written { path: path.clone(), rows }, &path, &note)
    })
}

/// Why an export broke off.
enum Stopped {
    /// Not because of the output.
    Failed(Failure),
    /// Because of the output.
    Output(io::Error),
}

impl From<Failure> for Stopped {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl From<ExportError> for Stopped {
    fn from(error: ExportError) -> Self {
        match error {
            ExportError::Studio(error) => Self::Failed(error.into()),
            ExportError::Output(error) => Self::Output(error),
        }
    }
}

impl Stopped {
    fn told(self, output: impl FnOnce(io::Error) -> Failure) -> Failure {
        match self {
            Self::Failed(failure) => failure,
            Self::Output(error) => output(error),
        }
    }
}

fn rows(
    acting: &Acting,
    filter: &ClientFilter,
    format: Format,
    headers: Lang,
    progress: &mut dyn FnMut(u64),
    out: &mut (dyn Write + Send),
) -> Result<u64, Stopped> {
    let format = match format {
        Format::Csv => ExportFormat::Csv,
        Format::Json => ExportFormat::Json,
        Format::Xlsx => ExportFormat::Xlsx,
    };
    let how = ExportAs { format, headers: &|column| head(headers, column), progress };
    Ok(acting.studio.write_clients(&acting.ctx()?, filter, how, out)?)
}

/// The head of a column, where the language has its own.
fn head(lang: Lang, column: &str) -> Option<String> {
    let key = key("column", column);
    has(lang, &key).then(|| text(lang, &key, &Values::new()))
}

/// Writes beside the file first and puts it in its place when everything is on disk: whatever was there before stays until then, and nobody
/// finds half an export. Only its owner can read it: it holds people's data.
fn whole_file(
    path: &Path,
    write: impl FnOnce(&mut (dyn Write + Send)) -> Result<u64, Stopped>,
) -> Result<u64, Failure> {
    let no_file = |error: io::Error| Failure::NoFile(format!("`{}`: {error}", path.display()));
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let file = NamedTempFile::new_in(folder).map_err(no_file)?;
    let mut out = BufWriter::new(file);
    let rows = write(&mut out).map_err(|stopped| stopped.told(no_file))?;
    let file = out.into_inner().map_err(|error| no_file(error.into_error()))?;
    file.as_file().sync_all().map_err(no_file)?;
    file.persist(path).map_err(|error| no_file(error.error))?;
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The English heads of an export do not depend on the words of the program; those words must say the same all the same.
    #[test]
    fn columns_are_called_in_english_as_files_have_them() {
        for (key, english) in [
            ("id", "ID"),
            ("name", "Name"),
            ("phone", "Phone"),
            ("email", "Email"),
            ("instagram", "Instagram"),
            ("artist", "Assigned artist"),
            ("next_appointment", "Next appointment"),
            ("last_appointment", "Last appointment"),
            ("created_at", "Registered"),
            ("status", "Status"),
        ] {
            assert_eq!(head(Lang::En, key).as_deref(), Some(english));
            assert!(head(Lang::Es, key).is_some(), "{key}");
        }
        assert_eq!(head(Lang::Es, "no_such_column"), None);
    }

    #[test]
    fn a_file_is_there_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("clients.csv");
        std::fs::write(&path, "from before").unwrap();
        let failed = whole_file(&path, |out| {
            out.write_all(&[b'x'; 100_000]).unwrap();
            Err(Stopped::Output(io::ErrorKind::StorageFull.into()))
        });
        assert!(matches!(&failed, Err(Failure::NoFile(why)) if why.contains("clients.csv")), "{failed:?}");
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "from before");
        let written = whole_file(&path, |out| {
            out.write_all(b"rows").unwrap();
            Ok(1)
        });
        assert!(matches!(written, Ok(1)));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "rows");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
    }
}
