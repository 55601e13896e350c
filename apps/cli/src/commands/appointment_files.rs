//! `studio appointment attach|files|detach`: pictures and papers of an appointment. `studio client gallery`: all pictures of a client.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use serde::Serialize;
use studio_app::{FileLimits, GalleryFilter};
use studio_domain::{AppointmentFileId, AppointmentId, FileSize, FileTitle};
use studio_text::Args as Values;

use super::client::id;
use super::named;
use crate::actor::Acting;
use crate::failure::Failure;
use crate::files;
use crate::paging::{self, Paging};
use crate::run::Run;
use crate::views::{FileView, ImageView};

/// What can be done with the files of an appointment.
#[derive(Debug, Subcommand)]
pub(crate) enum OfFiles {
    Attach {
        appointment: String,
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        #[arg(long, value_name = "TEXT")]
        title: Option<String>,
    },
    Files {
        appointment: String,
        #[arg(long, value_name = "ID", requires = "to")]
        save: Option<String>,
        #[arg(long, value_name = "FILE", requires = "save")]
        to: Option<PathBuf>,
        #[arg(long, default_value = "whole")]
        size: Size,
    },
    Detach {
        appointment: String,
        file_id: String,
    },
}

/// Which size of a picture.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Size {
    #[value(name = "whole")]
    Whole,
    #[value(name = "1280")]
    Large,
    #[value(name = "320")]
    Small,
}

impl From<Size> for FileSize {
    fn from(size: Size) -> Self {
        match size {
            Size::Whole => Self::Whole,
            Size::Large => Self::Large,
            Size::Small => Self::Small,
        }
    }
}

/// Which pictures of a client.
#[derive(Debug, Args)]
pub(crate) struct GalleryOf {
    client: String,
    #[arg(long)]
    kind: Option<Kind>,
    #[arg(long)]
    artist: Option<String>,
    #[arg(long)]
    year: Option<String>,
    #[arg(long, value_name = "CURSOR")]
    cursor: Option<String>,
    #[command(flatten)]
    paging: Paging,
}

/// What a picture is of.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Kind {
    Portfolio,
    Appointment,
    Photo,
}

#[derive(Serialize)]
struct Detached {
    id: i64,
    appointment_id: i64,
}

#[derive(Serialize)]
struct Saved {
    path: String,
    bytes: usize,
}

/// Does what was asked for, as whoever acts.
pub(super) fn of_files(run: &mut Run, acting: &Acting, what: OfFiles) -> Result<(), Failure> {
    match what {
        OfFiles::Attach { appointment, files: paths, title } => {
            let appointment: AppointmentId = appointment.trim().parse()?;
            let zone = acting.zone()?;
            for path in paths {
                let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
                let title = match &title {
                    Some(title) => FileTitle::parse(title)?,
                    None => FileTitle::of_file(&name.unwrap_or_default()),
                };
                let bytes = files::read(&path, FileLimits::STORE.bytes)?;
                let file = acting.studio.attach_to_appointment(&acting.ctx()?, appointment, title, bytes);
                let file = file.map_err(|error| Failure::Source { path: path.clone(), error })?;
                let id = file.id.to_string();
                let said = run.words.say("cli-file-attached");
                run.out.changed(&FileView::new(appointment, file, zone), &id, &said)?;
            }
            Ok(())
        }
        OfFiles::Files { appointment, save, to, size } => {
            let appointment: AppointmentId = appointment.trim().parse()?;
            if let Some((file, path)) = save.zip(to) {
                let file: AppointmentFileId = file.trim().parse()?;
                let found =
                    acting
                        .studio
                        .appointment_file(&acting.ctx()?, appointment, file, size.into(), |_| false)?;
                let bytes = found.bytes.unwrap_or_default();
                if !files::write(run, &path, &bytes)? {
                    return Ok(());
                }
                let path = path.display().to_string();
                let said = run.words.tell("cli-file-saved", &Values::new().text("path", &path));
                return run.out.changed(&Saved { path: path.clone(), bytes: bytes.len() }, &path, &said);
            }
            let (zone, found) =
                (acting.zone()?, acting.studio.appointment_files(&acting.ctx()?, appointment)?);
            let rows = found.files.into_iter().map(|file| FileView::new(appointment, file, zone)).collect();
            paging::whole(&mut run.out, run.words, rows)
        }
        OfFiles::Detach { appointment, file_id } => {
            let (appointment, file): (AppointmentId, AppointmentFileId) =
                (appointment.trim().parse()?, file_id.trim().parse()?);
            acting.studio.detach_from_appointment(&acting.ctx()?, appointment, file)?;
            let said = run.words.say("cli-file-detached");
            let json = Detached { id: file.get(), appointment_id: appointment.get() };
            run.out.changed(&json, &file.to_string(), &said)
        }
    }
}

/// Lists the pictures of a client.
pub(super) fn gallery(run: &mut Run, acting: &Acting, of: GalleryOf) -> Result<(), Failure> {
    let (client, zone) = (id(&of.client)?, acting.zone()?);
    let artist = match &of.artist {
        Some(artist) => named::artist(acting, artist)?.to_string(),
        None => String::new(),
    };
    let kind = of.kind.and_then(|kind| kind.to_possible_value());
    let mut filter = GalleryFilter {
        kind: kind.map(|kind| kind.get_name().to_owned()).unwrap_or_default(),
        artist,
        year: of.year.unwrap_or_default(),
        cursor: of.cursor.unwrap_or_default(),
        limit: None,
    };
    paging::cursored(&mut run.out, run.words, &of.paging, "--cursor", |most| {
        filter.limit = Some(most.clamp(1, 200));
        let page = acting.studio.client_gallery(&acting.ctx()?, client, &filter)?;
        filter.cursor = page.next_cursor.clone().unwrap_or_default();
        Ok((page.items.into_iter().map(|image| ImageView::new(image, zone)).collect(), page.next_cursor))
    })
}
