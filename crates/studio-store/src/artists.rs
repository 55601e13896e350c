//! Artists: profiles that are booked and paid, with hours and dated commission rates.

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sqlite::{Sqlite, SqliteConnection};
use studio_domain::{
    ArtistId, ArtistName, BasisPoints, Bio, Colour, Email, Instagram, Phone, Style, Timestamp, UserId,
    Version, WorkingHours, fold, sort_key,
};
use studio_policy::Ownership;

use crate::actions::{
    AddArtist, Artist, EditArtist, InspectRates, ListStaff, RateArtist, ToggleArtist, ViewArtist,
};
use crate::error::{Error, Result};
use crate::guard::{ListPermit, Oneself, Permit, Row as _, Scope};
use crate::hours;
use crate::kept::kept_update;
use crate::page::{Page, take_page_of};
use crate::schema::{artist_rates, artists};
use crate::tx::{Tx, Write};
use crate::versioned::{Change, saved, text};

/// A new profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewArtist {
    /// Name on the agenda and the public page.
    pub name: ArtistName,
    /// Colour on the agenda.
    pub colour: Colour,
    /// Everything else; name and colour in it are not looked at.
    pub more: ArtistEdit,
}

/// Changes of a profile; what is `None` stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ArtistEdit {
    /// Name on the agenda and the public page.
    pub name: Option<ArtistName>,
    /// Colour on the agenda.
    pub colour: Option<Colour>,
    /// Text of the public page.
    pub bio: Change<Bio>,
    /// Styles, in the artist's own order.
    pub styles: Option<Vec<Style>>,
    /// Phone.
    pub phone: Change<Phone>,
    /// Mail address.
    pub email: Change<Email>,
    /// Instagram name without `@`.
    pub instagram: Change<Instagram>,
    /// Working hours by weekday.
    pub hours: Option<WorkingHours>,
}

/// An artist as the directory shows it: nothing that only admins see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArtistCard {
    /// Id.
    pub id: ArtistId,
    /// Name.
    pub name: String,
    /// Whether the artist can be booked.
    pub active: bool,
    /// Colour on the agenda, `#rrggbb`.
    pub colour: String,
    /// Text of the public page; may be empty.
    pub bio: String,
    /// Styles.
    pub styles: Vec<String>,
    /// Phone.
    pub phone: Option<String>,
    /// Mail address.
    pub email: Option<String>,
    /// Instagram name without `@`.
    pub instagram: Option<String>,
    /// When the profile was made.
    pub created_at: Timestamp,
    /// For saving without overwriting others.
    pub version: Version,
}

/// One commission rate and the date from which it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ArtistRate {
    /// First day, in the studio's time zone.
    pub from: NaiveDate,
    /// The artist's share of a payment.
    pub rate: BasisPoints,
    /// When it was set.
    pub set_at: Timestamp,
    /// By whom; `None`: the operator or an import.
    pub set_by: Option<UserId>,
}

/// Which artists to list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ArtistFilter {
    /// Part of the name; case and accents do not count.
    pub q: Option<String>,
    /// Only active or only inactive ones.
    pub active: Option<bool>,
    /// Behind this artist (name key and id): where the page before ended.
    pub after: Option<(String, ArtistId)>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = artists, check_for_backend(Sqlite))]
struct Row {
    id: i64,
    name: String,
    active: bool,
    colour: String,
    bio: String,
    styles: String,
    phone: Option<String>,
    email: Option<String>,
    instagram: Option<String>,
    created_at: i64,
    version: i64,
}

impl From<Row> for ArtistCard {
    fn from(row: Row) -> Self {
        Self {
            id: ArtistId::new(row.id),
            name: row.name,
            active: row.active,
            colour: row.colour,
            bio: row.bio,
            styles: row.styles.lines().map(str::to_owned).collect(),
            phone: row.phone,
            email: row.email,
            instagram: row.instagram,
            created_at: Timestamp::from_millis(row.created_at),
            version: Version::new(row.version),
        }
    }
}

impl ArtistCard {
    /// Where the next page begins behind this row.
    #[must_use]
    pub fn cursor(&self) -> (String, ArtistId) {
        (sort_key(&self.name), self.id)
    }
}

impl<'tx, M> Tx<'tx, M> {
    /// An artist profile that exists. It is owned by that artist.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn artist(&mut self, id: ArtistId) -> Result<Scope<'tx, Artist>> {
        let found: Option<i64> =
            artists::table.find(id.get()).select(artists::version).get_result(self.conn).optional()?;
        let version = found.ok_or_else(|| Error::not_found(Artist::KIND, id))?;
        let ownership = if self.acting.artist == Some(id) { Ownership::Mine } else { Ownership::Theirs };
        Ok(self.scope(id, ownership, version))
    }

    /// The profile.
    ///
    /// # Errors
    /// If the database fails.
    pub fn artist_card(&mut self, may: &Permit<'tx, ViewArtist>) -> Result<ArtistCard> {
        let row = artists::table.find(may.id.get()).select(Row::as_select()).get_result(self.conn)?;
        Ok(row.into())
    }

    /// Working hours by weekday.
    ///
    /// # Errors
    /// If the database fails.
    pub fn artist_hours(&mut self, may: &Permit<'tx, ViewArtist>) -> Result<WorkingHours> {
        hours::load(self.conn, may.id)
    }

    /// One page of artists, A–Z. Staff is few: the text is compared row by row while the index is walked.
    ///
    /// # Errors
    /// If the database fails.
    pub fn list_artists(
        &mut self,
        _may: &ListPermit<'tx, ListStaff>,
        filter: &ArtistFilter,
    ) -> Result<Page<ArtistCard>> {
        let mut query = artists::table.into_boxed();
        if let Some(active) = filter.active {
            query = query.filter(artists::active.eq(active));
        }
        if let Some((key, id)) = &filter.after {
            query = query
                .filter(artists::name_key.ge(key))
                .filter(artists::name_key.gt(key).or(artists::id.gt(id.get())));
        }
        let words = fold(filter.q.as_deref().unwrap_or_default());
        let rows = query
            .order((artists::name_key, artists::id))
            .select(Row::as_select())
            .load_iter::<Row, diesel::connection::DefaultLoadingMode>(self.conn)?;
        take_page_of(rows, |row: &Row| {
            let name = fold(&row.name);
            words.split(' ').all(|word| name.contains(word))
        })
    }

    /// The dated rates, oldest first.
    ///
    /// # Errors
    /// If the database fails.
    pub fn artist_rates(&mut self, may: &Permit<'tx, InspectRates>) -> Result<Vec<ArtistRate>> {
        rates(self.conn, may.id)
    }

    /// One's own rates.
    ///
    /// # Errors
    /// If the database fails.
    pub fn my_rates(&mut self, me: &Oneself<'tx>) -> Result<Vec<ArtistRate>> {
        me.artist.map_or(Ok(Vec::new()), |artist| rates(self.conn, artist))
    }
}

impl<'tx> Tx<'tx, Write> {
    /// Makes a profile.
    ///
    /// # Errors
    /// If the database fails.
    pub fn add_artist(&mut self, may: &Permit<'tx, AddArtist>, new: &NewArtist) -> Result<ArtistId> {
        let id = self.insert_artist(new)?;
        self.detail(may, "artist", id.get());
        Ok(id)
    }

    /// Inserts a profile; the permit was asked for by the caller.
    pub(crate) fn insert_artist(&mut self, new: &NewArtist) -> Result<ArtistId> {
        let now = self.facts.at.millis();
        let id: i64 = diesel::insert_into(artists::table)
            .values((
                artists::name.eq(new.name.to_string()),
                artists::name_key.eq(sort_key(new.name.as_str())),
                artists::colour.eq(new.colour.to_string()),
                artists::created_at.eq(now),
                artists::updated_at.eq(now),
            ))
            .returning(artists::id)
            .get_result(self.conn)?;
        let more = ArtistEdit { name: None, colour: None, ..new.more.clone() };
        if more != ArtistEdit::default() {
            self.apply(ArtistId::new(id), Version::FIRST, &more)?;
        }
        Ok(ArtistId::new(id))
    }

    /// Saves changes of a profile as it was at `version`.
    ///
    /// # Errors
    /// [`Error::Stale`] if somebody else saved it meanwhile.
    pub fn edit_artist(
        &mut self,
        may: &Permit<'tx, EditArtist>,
        version: Version,
        edit: &ArtistEdit,
    ) -> Result<Version> {
        self.apply(may.id, version, edit)
    }

    fn apply(&mut self, artist: ArtistId, version: Version, edit: &ArtistEdit) -> Result<Version> {
        let id = artist.get();
        let name = edit.name.as_ref();
        let styles = edit.styles.as_ref().map(|styles| {
            let styles: Vec<&str> = styles.iter().map(Style::as_str).collect();
            styles.join("\n")
        });
        let here = artists::id.eq(id).and(artists::version.eq(version.get()));
        let changes = (
            name.map(|name| artists::name.eq(name.to_string())),
            name.map(|name| artists::name_key.eq(sort_key(name.as_str()))),
            edit.colour.as_ref().map(|colour| artists::colour.eq(colour.to_string())),
            text(&edit.bio).map(|bio| artists::bio.eq(bio.unwrap_or_default())),
            styles.map(|styles| artists::styles.eq(styles)),
            text(&edit.phone).map(|phone| artists::phone.eq(phone)),
            text(&edit.email).map(|email| artists::email.eq(email)),
            text(&edit.instagram).map(|instagram| artists::instagram.eq(instagram)),
            artists::updated_at.eq(self.facts.at.millis()),
            artists::version.eq(artists::version + 1),
        );
        let hit = kept_update(artists::table, here, changes).execute(self.conn)?;
        let saved = saved(hit, Artist::KIND, id, version, || version_of(self.conn, id))?;
        if let Some(hours) = &edit.hours {
            hours::save(self.conn, artist, hours)?;
        }
        Ok(saved)
    }

    /// Switches a profile on or off. It keeps its history; nobody can be booked with it while off.
    ///
    /// # Errors
    /// [`Error::Stale`] if somebody else saved it meanwhile.
    pub fn toggle_artist(
        &mut self,
        may: &Permit<'tx, ToggleArtist>,
        version: Version,
        active: bool,
    ) -> Result<Version> {
        let id = may.id.get();
        let hit = diesel::update(artists::table.find(id).filter(artists::version.eq(version.get())))
            .set((
                artists::active.eq(active),
                artists::updated_at.eq(self.facts.at.millis()),
                artists::version.eq(artists::version + 1),
            ))
            .execute(self.conn)?;
        self.detail(may, "active", active);
        saved(hit, Artist::KIND, id, version, || version_of(self.conn, id))
    }

    /// Adds a rate that holds from a date on. Earlier rates stay: what was earned under them stays right.
    ///
    /// # Errors
    /// If the database fails.
    pub fn set_rate(
        &mut self,
        may: &Permit<'tx, RateArtist>,
        from: NaiveDate,
        rate: BasisPoints,
    ) -> Result<()> {
        let before = rates(self.conn, may.id)?.into_iter().rev().find(|old| old.from <= from);
        self.insert_rate(may.id, from, rate)?;
        self.detail(may, "from", from.to_string());
        self.detail(may, "before", before.map(|old| old.rate.get()));
        self.detail(may, "after", rate.get());
        Ok(())
    }

    /// Inserts a rate; the permit was asked for by the caller.
    pub(crate) fn insert_rate(&mut self, artist: ArtistId, from: NaiveDate, rate: BasisPoints) -> Result<()> {
        diesel::insert_into(artist_rates::table)
            .values((
                artist_rates::artist_id.eq(artist.get()),
                artist_rates::from_date.eq(from.to_string()),
                artist_rates::rate_bp.eq(i64::from(rate.get())),
                artist_rates::set_at.eq(self.facts.at.millis()),
                artist_rates::set_by.eq(self.facts.user.map(UserId::get)),
            ))
            .execute(self.conn)?;
        Ok(())
    }
}

fn version_of(conn: &mut SqliteConnection, id: i64) -> Result<i64> {
    Ok(artists::table.find(id).select(artists::version).get_result(conn)?)
}

fn rates(conn: &mut SqliteConnection, artist: ArtistId) -> Result<Vec<ArtistRate>> {
    let rows: Vec<(String, i64, i64, Option<i64>)> = artist_rates::table
        .filter(artist_rates::artist_id.eq(artist.get()))
        .order((artist_rates::from_date, artist_rates::id))
        .select((artist_rates::from_date, artist_rates::rate_bp, artist_rates::set_at, artist_rates::set_by))
        .load(conn)?;
    rows.into_iter()
        .map(|(from, rate, set_at, set_by)| {
            let rate = u16::try_from(rate).ok().and_then(|rate| BasisPoints::new(rate).ok());
            Ok(ArtistRate {
                from: from.parse().map_err(|_why| Error::damaged("artist_rates.from_date"))?,
                rate: rate.ok_or_else(|| Error::damaged("artist_rates.rate_bp"))?,
                set_at: Timestamp::from_millis(set_at),
                set_by: set_by.map(UserId::new),
            })
        })
        .collect()
}
