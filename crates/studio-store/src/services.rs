//! Services: what the studio does, how long it usually takes, what it costs, and what a client is told afterwards.

use diesel::prelude::*;
use diesel::sqlite::{Sqlite, SqliteConnection};
use studio_domain::{Aftercare, Cents, ServiceId, ServiceName, UserId, Version, sort_key};
use studio_policy::Ownership;

use crate::actions::{AddService, ChangeService, ListServices, Service, ViewService};
use crate::capped::CappedDsl;
use crate::error::{Error, Result};
use crate::guard::{ListPermit, Permit, Row as _, Scope};
use crate::schema::services;
use crate::tx::{Tx, Write};
use crate::versioned::{Change, saved};

/// So many services are listed; no studio has as many.
const MOST: usize = 500;

/// A service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceCard {
    /// Id.
    pub id: ServiceId,
    /// Name.
    pub name: String,
    /// How long it usually takes.
    pub minutes: u16,
    /// What it usually costs, if that can be said.
    pub price: Option<Cents>,
    /// The deposit that is asked for.
    pub deposit: Option<Cents>,
    /// What a client is told afterwards; may be empty.
    pub aftercare: String,
    /// Whether it is offered no more.
    pub archived: bool,
    /// For saving without overwriting others.
    pub version: Version,
}

/// A new service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewService {
    /// Name; another one of it must not be in use.
    pub name: ServiceName,
    /// How long it usually takes.
    pub minutes: u16,
    /// What it costs.
    pub price: Option<Cents>,
    /// The deposit.
    pub deposit: Option<Cents>,
    /// What a client is told afterwards.
    pub aftercare: Aftercare,
}

/// What is to change.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ServiceEdit {
    /// Name.
    pub name: Option<ServiceName>,
    /// How long it usually takes.
    pub minutes: Option<u16>,
    /// What it costs.
    pub price: Change<Cents>,
    /// The deposit.
    pub deposit: Change<Cents>,
    /// What a client is told afterwards.
    pub aftercare: Option<Aftercare>,
    /// Whether it is offered no more.
    pub archived: Option<bool>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = services, check_for_backend(Sqlite))]
struct Row {
    id: i64,
    name: String,
    minutes: i64,
    price_cents: Option<i64>,
    deposit_cents: Option<i64>,
    aftercare: String,
    archived_at: Option<i64>,
    version: i64,
}

fn card(row: Row) -> Result<ServiceCard> {
    Ok(ServiceCard {
        id: ServiceId::new(row.id),
        name: row.name,
        minutes: u16::try_from(row.minutes).map_err(|_odd| Error::damaged("services.minutes"))?,
        price: row.price_cents.map(Cents::new),
        deposit: row.deposit_cents.map(Cents::new),
        aftercare: row.aftercare,
        archived: row.archived_at.is_some(),
        version: Version::new(row.version),
    })
}

impl<'tx, M> Tx<'tx, M> {
    /// A service that exists. It is nobody's.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn service(&mut self, id: ServiceId) -> Result<Scope<'tx, Service>> {
        let found: Option<i64> =
            services::table.find(id.get()).select(services::version).get_result(self.conn).optional()?;
        let version = found.ok_or_else(|| Error::not_found(Service::KIND, id))?;
        Ok(self.scope(id, Ownership::Unowned, version))
    }

    /// One service.
    ///
    /// # Errors
    /// If the database fails.
    pub fn service_card(&mut self, may: &Permit<'tx, ViewService>) -> Result<ServiceCard> {
        card(services::table.find(may.id.get()).select(Row::as_select()).get_result(self.conn)?)
    }

    /// The services, A–Z; those that are offered no more only where asked for.
    ///
    /// # Errors
    /// If the database fails.
    pub fn services(
        &mut self,
        _may: &ListPermit<'tx, ListServices>,
        archived: bool,
    ) -> Result<Vec<ServiceCard>> {
        let mut query = services::table.into_boxed();
        if !archived {
            query = query.filter(services::archived_at.is_null());
        }
        let rows: Vec<Row> = query
            .order((services::name_key, services::id))
            .select(Row::as_select())
            .capped::<MOST>()
            .load(self.conn)?;
        rows.into_iter().map(card).collect()
    }
}

impl<'tx> Tx<'tx, Write> {
    /// Adds a service.
    ///
    /// # Errors
    /// [`Constraint::ServiceNameTaken`](crate::Constraint::ServiceNameTaken).
    pub fn add_service(&mut self, may: &Permit<'tx, AddService>, new: &NewService) -> Result<ServiceId> {
        let id = insert(self.conn, new, self.facts.at.millis(), self.facts.user)?;
        self.detail(may, "service", id.get());
        self.detail(may, "name", new.name.as_str());
        Ok(id)
    }

    /// Changes a service. Appointments that were booked with it stay as they were agreed.
    ///
    /// # Errors
    /// [`Error::Stale`]; [`Constraint::ServiceNameTaken`](crate::Constraint::ServiceNameTaken).
    pub fn change_service(
        &mut self,
        may: &Permit<'tx, ChangeService>,
        version: Version,
        edit: &ServiceEdit,
    ) -> Result<Version> {
        let (id, now) = (may.id.get(), self.facts.at.millis());
        let here = services::table.find(id);
        let before = card(here.select(Row::as_select()).get_result(self.conn)?)?;
        let cents = |change: &Change<Cents>| change.map(|value| value.map(Cents::get));
        let archived = edit.archived.map(|archived| archived.then_some(now));
        let hit = diesel::update(here.filter(services::version.eq(version.get())))
            .set((
                (
                    edit.name.as_ref().map(|name| services::name.eq(name.as_str())),
                    edit.name.as_ref().map(|name| services::name_key.eq(sort_key(name.as_str()))),
                    edit.minutes.map(|minutes| services::minutes.eq(i64::from(minutes))),
                    cents(&edit.price).map(|price| services::price_cents.eq(price)),
                    cents(&edit.deposit).map(|deposit| services::deposit_cents.eq(deposit)),
                    edit.aftercare.as_ref().map(|text| services::aftercare.eq(text.as_str())),
                    archived.map(|at| services::archived_at.eq(at)),
                ),
                services::updated_at.eq(now),
                services::version.eq(services::version + 1),
            ))
            .execute(self.conn)?;
        let saved = saved(hit, Service::KIND, id, version, || {
            Ok(here.select(services::version).get_result(self.conn)?)
        })?;
        let after = card(here.select(Row::as_select()).get_result(self.conn)?)?;
        for (field, was, is) in [
            ("name", before.name.clone(), after.name.clone()),
            ("minutes", before.minutes.to_string(), after.minutes.to_string()),
            ("price_cents", told(before.price), told(after.price)),
            ("deposit_cents", told(before.deposit), told(after.deposit)),
            ("archived", before.archived.to_string(), after.archived.to_string()),
        ] {
            if was != is {
                self.detail(may, field, serde_json::json!({ "before": was, "after": is }));
            }
        }
        if before.aftercare != after.aftercare {
            self.detail(may, "aftercare", "changed");
        }
        Ok(saved)
    }
}

/// Inserts a service; the permit was asked for by the caller.
pub(crate) fn insert(
    conn: &mut SqliteConnection,
    new: &NewService,
    now: i64,
    by: Option<UserId>,
) -> Result<ServiceId> {
    let id: i64 = diesel::insert_into(services::table)
        .values((
            services::name.eq(new.name.as_str()),
            services::name_key.eq(sort_key(new.name.as_str())),
            services::minutes.eq(i64::from(new.minutes)),
            services::price_cents.eq(new.price.map(Cents::get)),
            services::deposit_cents.eq(new.deposit.map(Cents::get)),
            services::aftercare.eq(new.aftercare.as_str()),
            services::created_at.eq(now),
            services::created_by.eq(by.map(UserId::get)),
            services::updated_at.eq(now),
        ))
        .returning(services::id)
        .get_result(conn)?;
    Ok(ServiceId::new(id))
}

fn told(cents: Option<Cents>) -> String {
    cents.map(|cents| cents.get().to_string()).unwrap_or_default()
}
