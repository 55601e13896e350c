//! Health screenings: sealed answers, each at its moment. Reading them is in the log.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use diesel::prelude::*;
use diesel::sqlite::{Sqlite, SqliteConnection};
use studio_domain::{AppointmentStatus, ClientId, ScreeningId, Timestamp, UserId};
use studio_policy::{Action, Ownership};

use crate::actions::{AddClient, GlanceHealth, ListClients, ReadScreenings, RecordScreening};
use crate::capped::CappedDsl;
use crate::clients::merged::{of_whole, whole};
use crate::error::{Error, Result};
use crate::guard::{ListPermit, Permit};
use crate::page::{PAGE, Page, take_page};
use crate::schema::{appointments, clients, screenings, users};
use crate::tx::{Tx, Write};

/// A screening as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedScreening {
    /// Id.
    pub id: ScreeningId,
    /// The record that it was made for, which may have been merged since; part of what its seal is bound to.
    pub client: ClientId,
    /// When it was answered; part of what its seal is bound to.
    pub answered_at: Timestamp,
    /// Who recorded it, with the user name of today; `None`: the operator or an import.
    pub recorded_by: Option<(UserId, String)>,
    /// Whether it came with an import.
    pub imported: bool,
    /// The answers, sealed.
    pub sealed: Vec<u8>,
}

#[derive(Queryable, Selectable)]
#[diesel(check_for_backend(Sqlite))]
struct Row {
    #[diesel(select_expression = screenings::id)]
    id: i64,
    #[diesel(select_expression = screenings::client_id)]
    client: i64,
    #[diesel(select_expression = screenings::answered_at)]
    at: i64,
    #[diesel(select_expression = screenings::recorded_by)]
    by: Option<i64>,
    #[diesel(select_expression = screenings::imported)]
    imported: bool,
    #[diesel(select_expression = screenings::sealed)]
    sealed: Vec<u8>,
    #[diesel(select_expression = users::user_name.nullable())]
    name: Option<String>,
}

impl From<Row> for SealedScreening {
    fn from(row: Row) -> Self {
        Self {
            id: ScreeningId::new(row.id),
            client: ClientId::new(row.client),
            answered_at: Timestamp::from_millis(row.at),
            recorded_by: row.by.map(UserId::new).zip(row.name),
            imported: row.imported,
            sealed: row.sealed,
        }
    }
}

/// The newest screening of a client; the permit was asked for by the caller.
fn newest(conn: &mut SqliteConnection, client: ClientId) -> Result<Option<SealedScreening>> {
    let whole = whole(conn, client.get())?;
    let all = screenings::table.left_join(users::table).into_boxed();
    let rows: Vec<Row> = of_whole!(all, screenings::client_id, whole)
        .order((screenings::answered_at.desc(), screenings::id.desc()))
        .select(Row::as_select())
        .capped::<1>()
        .load(conn)?;
    Ok(rows.into_iter().next().map(SealedScreening::from))
}

impl<'tx, M> Tx<'tx, M> {
    /// One page of a client's screenings, newest first, older than the one given; and the one that follows on the page, if there is one,
    /// from which the last one of the page differs.
    ///
    /// # Errors
    /// If the database fails.
    pub fn screenings(
        &mut self,
        may: &Permit<'tx, ReadScreenings>,
        before: Option<(Timestamp, ScreeningId)>,
    ) -> Result<(Page<SealedScreening>, Option<SealedScreening>)> {
        let whole = whole(self.conn, may.id.get())?;
        let all = screenings::table.left_join(users::table).into_boxed();
        let mut query = of_whole!(all, screenings::client_id, whole);
        if let Some((at, id)) = before {
            query = query
                .filter(screenings::answered_at.le(at.millis()))
                .filter(screenings::answered_at.lt(at.millis()).or(screenings::id.lt(id.get())));
        }
        let rows: Vec<Row> = query
            .order((screenings::answered_at.desc(), screenings::id.desc()))
            .select(Row::as_select())
            .capped::<{ PAGE + 1 }>()
            .load(self.conn)?;
        let items: Vec<SealedScreening> = rows.into_iter().map(SealedScreening::from).collect();
        let follows = items.get(PAGE).cloned();
        Ok((take_page(items), follows))
    }

    /// The newest screening of a client, for telling whether there is something to know before anybody reads it.
    ///
    /// # Errors
    /// If the database fails.
    pub fn screening_to_glance(
        &mut self,
        may: &Permit<'tx, GlanceHealth>,
    ) -> Result<Option<SealedScreening>> {
        newest(self.conn, may.id)
    }

    /// The same of several clients at once, each with its newest screening; those whose health the actor may not read, and those that are not
    /// there, are left out.
    ///
    /// # Errors
    /// If the database fails.
    pub fn screenings_to_glance(
        &mut self,
        _may: &ListPermit<'tx, ListClients>,
        of: &[ClientId],
    ) -> Result<Vec<(ClientId, Option<SealedScreening>)>> {
        let asked: Vec<(i64, Option<i64>)> = clients::table
            .filter(clients::id.eq_any(of.iter().map(|id| id.get())))
            .select((clients::id, clients::merged_into))
            .load(self.conn)?;
        let stands: HashMap<i64, i64> =
            asked.into_iter().map(|(id, merged)| (id, merged.unwrap_or(id))).collect();
        let kept: Vec<i64> = stands.values().copied().collect::<BTreeSet<_>>().into_iter().collect();
        let records = self.records(&kept)?;
        let own = if self.sees(Action::ClientsHealthView, Ownership::Theirs) {
            None
        } else {
            Some(self.own_of(&records)?)
        };
        let mut newest: HashMap<i64, SealedScreening> = HashMap::new();
        let all: Vec<i64> = records.keys().copied().collect();
        for screening in self.newest_screenings(&all)? {
            let client = records.get(&screening.client.get()).copied().unwrap_or_default();
            let newer =
                |old: &SealedScreening| (old.answered_at, old.id) < (screening.answered_at, screening.id);
            if newest.get(&client).is_none_or(newer) {
                newest.insert(client, screening);
            }
        }
        let told = of.iter().filter_map(|id| {
            let kept = stands.get(&id.get())?;
            let may = own.as_ref().is_none_or(|own| own.contains(kept));
            may.then(|| (*id, newest.get(kept).cloned()))
        });
        Ok(told.collect())
    }

    /// Those of the clients whose health the actor may read as their artist.
    fn own_of(&mut self, records: &BTreeMap<i64, i64>) -> Result<BTreeSet<i64>> {
        let Some(artist) = self.acting.artist else { return Ok(BTreeSet::new()) };
        if !self.sees(Action::ClientsHealthView, Ownership::Mine) {
            return Ok(BTreeSet::new());
        }
        let preferred: Vec<i64> = clients::table
            .filter(clients::id.eq_any(records.values()))
            .filter(clients::preferred_artist_id.eq(artist.get()))
            .select(clients::id)
            .load(self.conn)?;
        let met: Vec<i64> = appointments::table
            .filter(appointments::client_id.eq_any(records.keys()))
            .filter(appointments::artist_id.eq(artist.get()))
            .filter(appointments::status.ne(AppointmentStatus::Cancelled.code()))
            .select(appointments::client_id)
            .distinct()
            .load(self.conn)?;
        let met = met.into_iter().filter_map(|record| records.get(&record).copied());
        Ok(preferred.into_iter().chain(met).collect())
    }

    /// The newest screening of a client, of which somebody says that nothing has changed, or that something has.
    ///
    /// # Errors
    /// If the database fails.
    pub fn screening_to_follow(
        &mut self,
        may: &Permit<'tx, RecordScreening>,
    ) -> Result<Option<SealedScreening>> {
        newest(self.conn, may.id)
    }
}

impl<'tx> Tx<'tx, Write> {
    /// Records a screening of now, sealed by the caller for this client and moment.
    ///
    /// # Errors
    /// If the database fails.
    pub fn record_screening(
        &mut self,
        may: &Permit<'tx, RecordScreening>,
        sealed: &[u8],
    ) -> Result<ScreeningId> {
        let id = self.insert_screening(may.id, sealed)?;
        self.detail(may, "screening", id.get());
        Ok(id)
    }

    /// Records the screening that was answered while the client's record was made, in the same transaction and under the same permit.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a client that this permit did not make.
    pub fn add_screening_of_new(
        &mut self,
        may: &Permit<'tx, AddClient>,
        client: ClientId,
        sealed: &[u8],
    ) -> Result<ScreeningId> {
        let made = self.entries.get(may.entry).and_then(|entry| entry.detail.number("client"));
        if made != Some(client.get()) {
            return Err(Error::not_found("client", client));
        }
        let id = self.insert_screening(client, sealed)?;
        self.detail(may, "screening", id.get());
        Ok(id)
    }

    fn insert_screening(&mut self, client: ClientId, sealed: &[u8]) -> Result<ScreeningId> {
        let id: i64 = diesel::insert_into(screenings::table)
            .values((
                screenings::client_id.eq(client.get()),
                screenings::answered_at.eq(self.facts.at.millis()),
                screenings::recorded_by.eq(self.facts.user.map(UserId::get)),
                screenings::sealed.eq(sealed),
            ))
            .returning(screenings::id)
            .get_result(self.conn)?;
        Ok(ScreeningId::new(id))
    }
}
