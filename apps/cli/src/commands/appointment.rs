//! `studio appointment`: booking, moving, the steps up to the end, what happened.

mod asked;

use clap::Subcommand;
use studio_app::{AppointmentFilter, BookingInput, CancelInput, CompletionInput};
use studio_domain::{AppointmentId, Version};
use studio_text::Args as Values;

use self::asked::{Book, By, Edit, List, Move, Step, Undo, code};
use super::appointment_files::{OfFiles, of_files};
use super::named;
use super::user::Expected;
use crate::actor::{self, Acting};
use crate::failure::Failure;
use crate::output::Sheet;
use crate::paging::{self, Paging};
use crate::run::Run;
use crate::views::{BookedRowView, BookedView, Changed, HistoryView, OnlyId};

/// What can be done with appointments.
#[derive(Debug, Subcommand)]
pub(crate) enum Appointment {
    #[command(flatten)]
    Files(OfFiles),
    List(List),
    Show {
        appointment: String,
    },
    Book(Book),
    Edit(Edit),
    Move(Move),
    Confirm(Step),
    Unconfirm(Step),
    Arrive(Undo),
    Start(Undo),
    Complete {
        appointment: String,
        #[arg(long, value_name = "AMOUNT")]
        price: Option<String>,
        #[arg(long)]
        free_rest: bool,
        #[command(flatten)]
        expected: Expected,
    },
    Cancel {
        appointment: String,
        #[arg(long)]
        by: By,
        #[arg(long, value_name = "TEXT", default_value = "")]
        reason: String,
        #[command(flatten)]
        expected: Expected,
    },
    NoShow(Step),
    Reopen {
        appointment: String,
        #[arg(long)]
        anyway: bool,
        #[command(flatten)]
        expected: Expected,
    },
    History {
        appointment: String,
        #[command(flatten)]
        paging: Paging,
    },
    Find(super::planning::Find),
    Remind(super::planning::Remind),
    Aftercare {
        appointment: String,
        #[arg(long)]
        given: bool,
    },
}

fn id(given: &str) -> Result<AppointmentId, Failure> {
    Ok(given.trim().parse::<AppointmentId>()?)
}

/// Does what was asked for, as whoever acts.
pub(super) fn run(run: &mut Run, appointment: Appointment) -> Result<(), Failure> {
    actor::act(run, |run, acting| match appointment {
        Appointment::Files(what) => of_files(run, acting, what),
        Appointment::List(asked) => list(run, acting, asked),
        Appointment::Show { appointment } => show(run, acting, &appointment),
        Appointment::Book(new) => book(run, acting, new),
        Appointment::Edit(edit) => {
            let input = edit.about.into(BookingInput::default());
            changed(run, acting, &edit.appointment, &edit.expected, |acting, id, version| {
                Ok(acting.studio.edit_appointment(&acting.ctx()?, id, input, version)?)
            })
        }
        Appointment::Move(to) => {
            let artist_id = match &to.artist {
                Some(artist) => Some(named::artist(acting, artist)?.to_string()),
                None => None,
            };
            let input = BookingInput { artist_id, confirm_warnings: to.anyway, ..BookingInput::default() };
            let input = to.when.into(to.start, input);
            changed(run, acting, &to.appointment, &to.expected, |acting, id, version| {
                Ok(acting.studio.edit_appointment(&acting.ctx()?, id, input, version)?)
            })
        }
        Appointment::Confirm(step) => {
            changed(run, acting, &step.appointment, &step.expected, |acting, id, version| {
                Ok(acting.studio.confirm_appointment(&acting.ctx()?, id, version)?)
            })
        }
        Appointment::Unconfirm(step) => {
            changed(run, acting, &step.appointment, &step.expected, |acting, id, version| {
                Ok(acting.studio.unconfirm_appointment(&acting.ctx()?, id, version)?)
            })
        }
        Appointment::Arrive(step) => {
            changed(run, acting, &step.appointment, &step.expected, |acting, id, version| {
                Ok(acting.studio.arrive_appointment(&acting.ctx()?, id, !step.undo, version)?)
            })
        }
        Appointment::Start(step) => {
            changed(run, acting, &step.appointment, &step.expected, |acting, id, version| {
                Ok(acting.studio.start_appointment(&acting.ctx()?, id, !step.undo, version)?)
            })
        }
        Appointment::Complete { appointment, price, free_rest, expected } => {
            let input = CompletionInput { price, free_rest };
            changed(run, acting, &appointment, &expected, |acting, id, version| {
                Ok(acting.studio.complete_appointment(&acting.ctx()?, id, input, version)?)
            })
        }
        Appointment::Cancel { appointment, by, reason, expected } => {
            let input = CancelInput { by: code(by), reason };
            changed(run, acting, &appointment, &expected, |acting, id, version| {
                Ok(acting.studio.cancel_appointment(&acting.ctx()?, id, input, version)?)
            })
        }
        Appointment::NoShow(step) => {
            changed(run, acting, &step.appointment, &step.expected, |acting, id, version| {
                Ok(acting.studio.miss_appointment(&acting.ctx()?, id, version)?)
            })
        }
        Appointment::Reopen { appointment, anyway, expected } => {
            changed(run, acting, &appointment, &expected, |acting, id, version| {
                Ok(acting.studio.reopen_appointment(&acting.ctx()?, id, anyway, version)?)
            })
        }
        Appointment::History { appointment, paging } => history(run, acting, &appointment, &paging),
        Appointment::Find(wish) => super::planning::find(run, acting, wish),
        Appointment::Remind(asked) => super::planning::remind(run, acting, &asked),
        Appointment::Aftercare { appointment, given } => {
            super::planning::aftercare(run, acting, &appointment, given)
        }
    })
}

fn list(run: &mut Run, acting: &Acting, asked: List) -> Result<(), Failure> {
    let artist = match &asked.artist {
        Some(artist) => named::artist(acting, artist)?.to_string(),
        None => String::new(),
    };
    let status: Vec<String> = asked.status.into_iter().map(code).collect();
    let mut filter = AppointmentFilter {
        from: asked.from.unwrap_or_default(),
        to: asked.to.unwrap_or_default(),
        artist,
        client: asked.client.unwrap_or_default(),
        status: status.join(","),
        q: asked.q.unwrap_or_default(),
        cursor: asked.cursor.unwrap_or_default(),
        limit: None,
    };
    let currency = acting.studio.house(&acting.ctx()?)?.currency();
    paging::cursored(&mut run.out, run.words, &asked.paging, "--cursor", |most| {
        filter.limit = Some(most.clamp(1, 200));
        let page = acting.studio.appointments(&acting.ctx()?, &filter)?;
        filter.cursor = page.next_cursor.clone().unwrap_or_default();
        let zone = page.zone;
        let rows = page.items.into_iter().map(|card| BookedRowView::new(card, zone, currency)).collect();
        Ok((rows, page.next_cursor))
    })
}

fn show(run: &mut Run, acting: &Acting, given: &str) -> Result<(), Failure> {
    let id = id(given)?;
    let currency = acting.studio.house(&acting.ctx()?)?.currency();
    let view = BookedView::new(acting.studio.appointment(&acting.ctx()?, id)?, currency);
    run.out.record(&view, &id.to_string(), &view.sheet(run.words))
}

fn book(run: &mut Run, acting: &Acting, new: Book) -> Result<(), Failure> {
    let input = BookingInput {
        client_id: Some(new.client),
        artist_id: Some(named::artist(acting, &new.artist)?.to_string()),
        status: new.confirmed.then(|| "confirmed".to_owned()),
        confirm_warnings: new.anyway,
        ..BookingInput::default()
    };
    let input = new.when.into(Some(new.start), new.about.into(input));
    let id = acting.studio.book_appointment(&acting.ctx()?, input, None)?;
    run.out.note(&run.words.say("cli-appointment-booked"));
    let sheet = Sheet::default().line(run.words.say("cli-id"), id.to_string());
    run.out.record(&OnlyId { id: id.get() }, &id.to_string(), &sheet)
}

fn history(run: &mut Run, acting: &Acting, given: &str, paging: &Paging) -> Result<(), Failure> {
    let (id, zone) = (id(given)?, acting.zone()?);
    let mut before = None;
    paging::list(&mut run.out, run.words, paging, "", || {
        let page = acting.studio.appointment_history(&acting.ctx()?, id, before)?;
        before = page.items.last().map(|one| one.id);
        let items = page.items.into_iter().map(|one| HistoryView::new(one, zone)).collect();
        Ok(studio_app::Page { items, more: page.more })
    })
}

/// Changes an appointment and says so, or that there was nothing to change.
fn changed(
    run: &mut Run,
    acting: &Acting,
    given: &str,
    expected: &Expected,
    change: impl FnOnce(&Acting, AppointmentId, Option<Version>) -> Result<Version, Failure>,
) -> Result<(), Failure> {
    let id = id(given)?;
    let before = acting.studio.appointment(&acting.ctx()?, id)?.card.version;
    let version = change(acting, id, expected.version())?;
    let card = acting.studio.appointment(&acting.ctx()?, id)?.card;
    let status = run.words.word("appointment", card.status.code());
    let note = if version == before { "cli-appointment-same" } else { "cli-appointment-changed" };
    let said = run.words.tell(note, &Values::new().text("id", id.to_string()).text("status", status));
    run.out.changed(&Changed { id: id.get(), version: version.get() }, &id.to_string(), &said)
}
