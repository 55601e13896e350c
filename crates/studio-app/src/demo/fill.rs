//! Filling a studio that has accounts and settings and nothing else.
//!
//! In several transactions of some ten thousand rows, so that a million clients take no more memory and no longer pauses than ten
//! thousand. A studio that is filled is in nobody's use yet: what is seen of it half-way does not matter, and its folder is marked.

use std::sync::Arc;

use studio_auth::KeyRing;
use studio_demo::{Appointments, Artist, Client, Demo};
use studio_domain::{ArtistId, ClientId, NoteText, PinnedNote, UserId, fold};
use studio_store::actions::ImportLegacy;
use studio_store::{OpCtx, Permit, Tx, Write};

use super::rows::{moved_appointment, new_artist, new_client};
use super::{DemoAccount, DemoError, DemoPhase, DemoPlan, DemoProgress, DemoReport};
use crate::error::{Error, Rule};
use crate::health::seal_answers;
use crate::staff::{Link, UserInput};
use crate::studio::Studio;

/// Rows of one transaction.
const TOGETHER: usize = 20_000;
/// Artists with an account.
const ACCOUNTS: usize = 4;
/// The front desk of every demo.
const DESK: &str = "recepcion";

/// Roles by their codes.
pub(super) mod role {
    pub(in crate::demo) const ADMIN: &str = "admin";
    pub(super) const DESK: &str = "assistant";
    pub(super) const ARTIST: &str = "artist";
}

/// What each step of the filling shares.
#[derive(Debug, Clone, Copy)]
struct Filling<'f> {
    ctx: &'f OpCtx,
    demo: &'f Demo,
    /// Rows of one transaction.
    together: usize,
}

/// Whom invented rows name.
#[derive(Debug, Clone, Default)]
struct Staff {
    artists: Vec<ArtistId>,
    /// Accounts of the first artists.
    artist_users: Vec<UserId>,
    desk: Option<UserId>,
}

impl Studio {
    /// Fills a studio that is set up and empty with an invented one: artists, accounts for the front desk (`recepcion`) and the first four artists (by
    /// their first names), clients with notes, consents and health screenings, appointments around now. Only the operator may.
    ///
    /// # Errors
    /// [`Rule::NotEmpty`](crate::Rule::NotEmpty) if there is an artist, a client or an appointment, [`Error::Refused`](crate::Error::Refused),
    /// [`DemoError::Plan`]; nothing is changed then. [`Error::Conflict`](crate::Error::Conflict) if a name is taken, or the disk's errors, at any
    /// point of the way: then the studio is half filled.
    pub fn fill_demo(
        &self,
        ctx: &OpCtx,
        plan: &DemoPlan,
        progress: &mut dyn FnMut(DemoProgress),
    ) -> Result<DemoReport, DemoError> {
        self.fill_in_parts(ctx, plan, TOGETHER, progress)
    }

    /// The same with so many rows a transaction.
    pub(super) fn fill_in_parts(
        &self,
        ctx: &OpCtx,
        plan: &DemoPlan,
        together: usize,
        progress: &mut dyn FnMut(DemoProgress),
    ) -> Result<DemoReport, DemoError> {
        let demo = Demo::new(plan.at(self.house(ctx)?.zone(), ctx.visit.now))?;
        let mut report = DemoReport { artists: demo.artists().len(), ..DemoReport::default() };
        let staff = self.fill_staff(ctx, &demo, plan, &mut report, progress)?;
        self.fill_services(ctx, plan.language)?;
        let held = self.folder().hold_keys()?;
        let keys = Arc::new(held.ring().clone());
        let filling = Filling { ctx, demo: &demo, together };
        let clients = Arc::new(self.fill_clients(filling, (&staff, &keys), &mut report, progress)?);
        self.fill_appointments(filling, (&staff, &clients), &mut report, progress)?;
        let mut done = 0;
        let mut tell = |done| progress(DemoProgress { phase: DemoPhase::Index, done, of: clients.len() });
        tell(0);
        for part in clients.chunks(together.max(1)) {
            let ids = part.to_vec();
            self.fill(ctx, move |tx, may| Ok(tx.fill_index(may, &ids)?))?;
            done += part.len();
            tell(done);
        }
        Ok(report)
    }

    /// One transaction of the filling.
    fn fill<R, F>(&self, ctx: &OpCtx, job: F) -> Result<R, DemoError>
    where
        F: for<'tx> FnOnce(&mut Tx<'tx, Write>, &Permit<'tx, ImportLegacy>) -> Result<R, DemoError>,
        F: Send + 'static,
        R: Send + 'static,
    {
        self.store.write_alone(ctx, move |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<ImportLegacy>(&studio)?;
            job(tx, &may)
        })
    }

    fn fill_staff(
        &self,
        ctx: &OpCtx,
        demo: &Demo,
        plan: &DemoPlan,
        report: &mut DemoReport,
        progress: &mut dyn FnMut(DemoProgress),
    ) -> Result<Staff, DemoError> {
        let of = demo.artists().len();
        progress(DemoProgress { phase: DemoPhase::Staff, done: 0, of });
        let invented = demo.clone();
        let artists = self.fill(ctx, move |tx, may| {
            if !tx.is_bare(may)? {
                return Err(Error::Rule(Rule::NotEmpty).into());
            }
            let plan = invented.plan();
            let since = plan.zone.date(plan.around);
            let ids = invented.artists().iter().map(|artist| {
                Ok(tx.move_artist(may, &new_artist(artist)?, true, None, Some((since, artist.commission)))?)
            });
            ids.collect::<Result<Vec<ArtistId>, DemoError>>()
        })?;
        let mut account = |user_name: String, role, artist: Option<(ArtistId, &Artist)>| {
            let link = artist.map_or(Link::None, |(id, _)| Link::To(id));
            let password = Some(&plan.password);
            let added = self.add_user(ctx, &user_name, role, link, UserInput::default(), password)?;
            let artist = artist.map(|(_, artist)| artist.name.clone());
            report.accounts.push(DemoAccount { user_name, role, artist });
            Ok::<UserId, DemoError>(added.id)
        };
        let desk = account(DESK.to_owned(), role::DESK, None)?;
        let mut artist_users = Vec::new();
        for (id, artist) in artists.iter().copied().zip(demo.artists()).take(ACCOUNTS) {
            let first = artist.name.split(' ').next().unwrap_or_default();
            artist_users.push(account(fold(first), role::ARTIST, Some((id, artist)))?);
        }
        progress(DemoProgress { phase: DemoPhase::Staff, done: of, of });
        Ok(Staff { artists, artist_users, desk: Some(desk) })
    }

    fn fill_clients(
        &self,
        Filling { ctx, demo, together }: Filling<'_>,
        (staff, keys): (&Staff, &Arc<KeyRing>),
        report: &mut DemoReport,
        progress: &mut dyn FnMut(DemoProgress),
    ) -> Result<Vec<ClientId>, DemoError> {
        let of = demo.clients().len();
        let mut ids = Vec::with_capacity(of);
        let mut tell = |done| progress(DemoProgress { phase: DemoPhase::Clients, done, of });
        tell(0);
        while ids.len() < of {
            let (demo, staff, keys, from) = (demo.clone(), staff.clone(), Arc::clone(keys), ids.len());
            let (mut part, counts) = self.fill(ctx, move |tx, may| {
                let mut part = Vec::with_capacity(together);
                let mut counts = DemoReport::default();
                for client in demo.clients().skip(from).take(together) {
                    part.push(one_client(tx, may, &client, (&staff, &keys), &mut counts)?);
                }
                Ok((part, counts))
            })?;
            ids.append(&mut part);
            report.add(&counts);
            tell(ids.len());
        }
        Ok(ids)
    }

    fn fill_appointments(
        &self,
        Filling { ctx, demo, together }: Filling<'_>,
        (staff, clients): (&Staff, &Arc<Vec<ClientId>>),
        report: &mut DemoReport,
        progress: &mut dyn FnMut(DemoProgress),
    ) -> Result<(), DemoError> {
        let mut left: Appointments = demo.appointments();
        let of = left.len();
        let mut tell = |done| progress(DemoProgress { phase: DemoPhase::Appointments, done, of });
        tell(0);
        while left.len() > 0 {
            let (staff, clients) = (staff.clone(), Arc::clone(clients));
            // The iterator goes into the transaction and comes back where it stopped.
            let (rest, counts) = self.fill(ctx, move |tx, may| {
                let mut counts = DemoReport::default();
                for one in left.by_ref().take(together) {
                    let (artist, client) = (staff.artists.get(one.artist), clients.get(one.client));
                    let missing = || Error::Internal("an appointment names nobody".to_owned());
                    let (artist, client) = artist.copied().zip(client.copied()).ok_or_else(missing)?;
                    tx.move_appointment(may, &moved_appointment(&one, artist, client))?;
                    counts.appointments += 1;
                    if let Some(note) = &one.note {
                        let author = staff.artist_users.get(one.artist).copied();
                        let text = NoteText::parse(&note.text)?;
                        tx.fill_note(may, client, author, note.written_at, &text)?;
                        counts.notes += 1;
                    }
                }
                Ok((left, counts))
            })?;
            left = rest;
            report.add(&counts);
            tell(of.saturating_sub(left.len()));
        }
        Ok(())
    }
}

impl DemoReport {
    fn add(&mut self, part: &Self) {
        self.clients += part.clients;
        self.appointments += part.appointments;
        self.notes += part.notes;
        self.consents += part.consents;
        self.screenings += part.screenings;
    }
}

/// A client with everything that is kept about one.
fn one_client<'tx>(
    tx: &mut Tx<'tx, Write>,
    may: &Permit<'tx, ImportLegacy>,
    client: &Client,
    (staff, keys): (&Staff, &KeyRing),
    counts: &mut DemoReport,
) -> Result<ClientId, DemoError> {
    let id = tx.move_client(may, &new_client(client, &staff.artists)?, client.archived)?;
    counts.clients += 1;
    if let Some(pin) = client.pinned_note {
        tx.fill_pin(may, id, &PinnedNote::parse(pin)?)?;
    }
    for note in &client.notes {
        tx.fill_note(may, id, staff.desk, note.written_at, &NoteText::parse(&note.text)?)?;
        counts.notes += 1;
    }
    for consent in &client.consents {
        let said = (consent.kind, consent.act);
        tx.fill_consent(may, id, said, consent.recorded_at, staff.desk)?;
        counts.consents += 1;
    }
    for screening in &client.screenings {
        let sealed = seal_answers(keys, id, screening.answered_at, &screening.answers)?;
        tx.fill_screening(may, id, screening.answered_at, staff.desk, &sealed)?;
        counts.screenings += 1;
    }
    Ok(id)
}
