//! Adding, changing, removing pieces and bringing them back.

use std::time::Duration;

use chrono::{NaiveDate, NaiveTime};
use diesel::prelude::*;
use diesel::sqlite::SqliteConnection;
use studio_domain::{
    ItemColour, ItemDescription, ItemSize, ItemState, ItemTitle, Placement, PortfolioItemId, Style, Tag,
    Technique, Timestamp, UserId, Version, WorkTime,
};

use super::picture::{NewPictures, columns};
use super::subject::{ItemSubject, artist_of, linked};
use crate::actions::{EditItem, PortfolioItem, UploadItem};
use crate::error::Result;
use crate::guard::{Guarded, Permit, Row as _};
use crate::schema::portfolio_items;
use crate::settings;
use crate::tx::{Tx, Write};
use crate::versioned::{Change, saved};

/// For so long a removed piece can be brought back.
const KEPT: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// A picture to be added: its files are in their place already.
#[derive(Debug, Clone)]
pub struct NewItem {
    /// Its files.
    pub pictures: NewPictures,
    /// What is said about it.
    pub about: ItemEdit,
}

/// Changes of a piece; what is `None` stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ItemEdit {
    /// What it is called.
    pub title: Option<ItemTitle>,
    /// What is said about it.
    pub description: Option<ItemDescription>,
    /// Style.
    pub style: Change<Style>,
    /// Place on the body.
    pub placement: Change<Placement>,
    /// How large.
    pub size: Option<ItemSize>,
    /// How it was made.
    pub technique: Option<Technique>,
    /// How long it took.
    pub time: Change<WorkTime>,
    /// Whether it has colour.
    pub colour: Change<ItemColour>,
    /// How old it was when it was photographed.
    pub state: Change<ItemState>,
    /// Tags.
    pub tags: Option<Vec<Tag>>,
    /// Whom it shows.
    pub subject: Option<ItemSubject>,
    /// When it was made. A session that is named gives its day, unless this says another.
    pub made_on: Change<NaiveDate>,
    /// Whether visitors are meant to see it.
    pub is_public: Option<bool>,
    /// Whether it stands before the others.
    pub is_featured: Option<bool>,
}

/// The moment that a day sorts as.
pub(super) fn begin_of(day: NaiveDate) -> Timestamp {
    Timestamp::from_millis(day.and_time(NaiveTime::MIN).and_utc().timestamp_millis())
}

/// The text of a change whose column is empty where there is nothing.
fn plain<T: ToString>(change: &Change<T>) -> Option<String> {
    change.as_ref().map(|value| value.as_ref().map(ToString::to_string).unwrap_or_default())
}

fn joined(tags: &[Tag]) -> String {
    tags.iter().map(Tag::as_str).collect::<Vec<_>>().join("\n")
}

/// The place before an artist's first piece.
pub(super) fn first_place(conn: &mut SqliteConnection, artist: i64) -> Result<i64> {
    let first: Option<i64> = portfolio_items::table
        .filter(portfolio_items::artist_id.eq(artist))
        .select(diesel::dsl::min(portfolio_items::place))
        .get_result(conn)?;
    Ok(first.unwrap_or(1).saturating_sub(1))
}

impl<'tx> Tx<'tx, Write> {
    /// Adds a picture before the artist's others.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) if client or session are not there.
    pub fn add_portfolio_item(
        &mut self,
        may: &Permit<'tx, UploadItem>,
        new: &NewItem,
    ) -> Result<PortfolioItemId> {
        let (user, now) = (self.facts.user, self.facts.at);
        new.pictures.keep(self.conn, user, now)?;
        let place = first_place(self.conn, may.id.get())?;
        let id: i64 = diesel::insert_into(portfolio_items::table)
            .values((
                portfolio_items::artist_id.eq(may.id.get()),
                columns(Some(&new.pictures)),
                portfolio_items::place.eq(place),
                portfolio_items::dated_at.eq(now.millis()),
                portfolio_items::uploaded_at.eq(now.millis()),
                portfolio_items::uploaded_by.eq(user.map(UserId::get)),
                portfolio_items::updated_at.eq(now.millis()),
            ))
            .returning(portfolio_items::id)
            .get_result(self.conn)?;
        self.apply_item(may, id, &new.about)?;
        self.detail(may, "item", id);
        self.detail(may, "picture", new.pictures.large.hash.to_string());
        Ok(PortfolioItemId::new(id))
    }

    /// Saves changes of a piece as it was at `version`.
    ///
    /// # Errors
    /// [`Error::Stale`](crate::Error::Stale) if somebody else saved it meanwhile; [`Error::NotFound`](crate::Error::NotFound) if client or
    /// session are not there.
    pub fn edit_portfolio_item(
        &mut self,
        may: &Permit<'tx, EditItem>,
        version: Version,
        edit: &ItemEdit,
    ) -> Result<Version> {
        let id = may.id.get();
        let here = portfolio_items::table.find(id).filter(portfolio_items::version.eq(version.get()));
        let hit = diesel::update(here)
            .set((
                portfolio_items::updated_at.eq(self.facts.at.millis()),
                portfolio_items::version.eq(portfolio_items::version + 1),
            ))
            .execute(self.conn)?;
        let saved = saved(hit, PortfolioItem::KIND, id, version, || {
            Ok(portfolio_items::table.find(id).select(portfolio_items::version).get_result(self.conn)?)
        })?;
        self.apply_item(may, id, edit)?;
        Ok(saved)
    }

    fn apply_item<A: Guarded>(&mut self, may: &Permit<'tx, A>, id: i64, edit: &ItemEdit) -> Result<()> {
        use portfolio_items as item;
        let row = item::table.find(id);
        let mut made_on = edit.made_on;
        if let Some(subject) = edit.subject {
            let artist = artist_of(self.conn, id)?;
            let (client, appointment, at) = linked(self.conn, artist.get(), subject)?;
            if let (Some(at), None) = (at, made_on) {
                made_on = Some(Some(settings::load(self.conn)?.zone().date(at)));
            }
            diesel::update(row)
                .set((item::client_id.eq(client), item::appointment_id.eq(appointment)))
                .execute(self.conn)?;
            self.detail(may, "client", client);
            self.detail(may, "appointment", appointment);
        }
        if let Some(day) = made_on {
            let uploaded: i64 = row.select(item::uploaded_at).get_result(self.conn)?;
            diesel::update(row)
                .set((
                    item::made_on.eq(day.map(|day| day.to_string())),
                    item::dated_at.eq(day.map_or(uploaded, |day| begin_of(day).millis())),
                ))
                .execute(self.conn)?;
        }
        let minutes = edit.time.map(|time| time.map(|time| i64::from(time.minutes())));
        let words = (
            edit.title.as_ref().map(|title| item::title.eq(title.to_string())),
            edit.description.as_ref().map(|text| item::description.eq(text.to_string())),
            plain(&edit.style).map(|style| item::style.eq(style)),
            plain(&edit.placement).map(|placement| item::placement.eq(placement)),
            edit.size.as_ref().map(|size| item::size.eq(size.to_string())),
            edit.technique.as_ref().map(|technique| item::technique.eq(technique.to_string())),
            minutes.map(|minutes| item::minutes.eq(minutes)),
            plain(&edit.colour).map(|colour| item::colour.eq(colour)),
            plain(&edit.state).map(|state| item::state.eq(state)),
            edit.tags.as_ref().map(|tags| item::tags.eq(joined(tags))),
            edit.is_public.map(|on| item::is_public.eq(on)),
            edit.is_featured.map(|on| item::is_featured.eq(on)),
            item::updated_at.eq(self.facts.at.millis()),
        );
        diesel::update(row).set(words).execute(self.conn)?;
        if let Some(on) = edit.is_public {
            self.detail(may, "public", on);
        }
        if let Some(on) = edit.is_featured {
            self.detail(may, "featured", on);
        }
        Ok(())
    }

    /// Removes a piece. It can be brought back for thirty days; until then its files stay. What lay under it lies under the first of them now.
    /// Answers whether it was there.
    ///
    /// # Errors
    /// If the database fails.
    pub fn remove_portfolio_item(&mut self, may: &Permit<'tx, EditItem>) -> Result<bool> {
        use portfolio_items as item;
        let (id, now) = (may.id.get(), self.facts.at.millis());
        let row = item::table.find(id).filter(item::removed_at.is_null());
        let hit = diesel::update(row)
            .set((item::removed_at.eq(now), item::updated_at.eq(now), item::version.eq(item::version + 1)))
            .execute(self.conn)?;
        self.detail(may, "act", "remove");
        if hit == 0 {
            return Ok(false);
        }
        let first: Option<i64> = item::table
            .filter(item::cover_id.eq(id))
            .filter(item::removed_at.is_null())
            .order((item::place, item::id))
            .select(item::id)
            .load::<i64>(self.conn)?
            .into_iter()
            .next();
        if let Some(first) = first {
            let none: Option<i64> = None;
            diesel::update(item::table.find(first)).set(item::cover_id.eq(none)).execute(self.conn)?;
        }
        diesel::update(item::table.filter(item::cover_id.eq(id)))
            .set(item::cover_id.eq(first))
            .execute(self.conn)?;
        Ok(true)
    }

    /// Brings a removed piece back as it was. Answers whether it was removed.
    ///
    /// # Errors
    /// If the database fails.
    pub fn restore_portfolio_item(&mut self, may: &Permit<'tx, EditItem>) -> Result<bool> {
        use portfolio_items as item;
        let (none, now): (Option<i64>, _) = (None, self.facts.at.millis());
        let row = item::table.find(may.id.get()).filter(item::removed_at.is_not_null());
        let hit = diesel::update(row)
            .set((item::removed_at.eq(none), item::updated_at.eq(now), item::version.eq(item::version + 1)))
            .execute(self.conn)?;
        self.detail(may, "act", "restore");
        Ok(hit > 0)
    }
}

/// Deletes what was removed long ago; a sweep takes its files. Answers how many.
pub(crate) fn purge(conn: &mut SqliteConnection, now: Timestamp) -> Result<usize> {
    let before = now.minus(KEPT).millis();
    let gone = portfolio_items::table.filter(portfolio_items::removed_at.assume_not_null().lt(before));
    Ok(diesel::delete(gone).execute(conn)?)
}
