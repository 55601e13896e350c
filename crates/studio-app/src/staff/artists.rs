//! Artist profiles: listing, making, changing, hours and rates.

use studio_domain::{
    ArtistId, ArtistName, BasisPoints, Bio, Colour, Email, Instagram, Invalid, PALETTE, Phone, Rule, Style,
    Version, WorkingHours, parse_date,
};
use studio_store::actions::{
    AddArtist, EditArtist, InspectRates, ListStaff, RateArtist, ToggleArtist, ViewArtist,
};
use studio_store::{ArtistCard, ArtistEdit, ArtistFilter, ArtistRate, NewArtist, OpCtx, Page};

use crate::error::Result;
use crate::form::Form;
use crate::studio::Studio;

/// A page of artists.
pub type ArtistPage = Page<ArtistCard>;

/// What was typed about an artist; what is `None` stays (or is left out), what is empty is emptied.
#[derive(Debug, Clone, Default)]
pub struct ArtistInput {
    /// Name; needed for a new profile.
    pub name: Option<String>,
    /// Colour `#rrggbb`; a new profile without one gets the next free one of the palette.
    pub colour: Option<String>,
    /// Text of the public page.
    pub bio: Option<String>,
    /// Styles.
    pub styles: Option<Vec<String>>,
    /// Phone.
    pub phone: Option<String>,
    /// Mail address.
    pub email: Option<String>,
    /// Instagram name.
    pub instagram: Option<String>,
    /// Working hours, like `mon 10:00-14:00,16:00-20:00; tue 11:00-19:00`.
    pub hours: Option<String>,
}

/// A commission rate as typed.
#[derive(Debug, Clone)]
pub struct RateInput {
    /// Percent, like `45` or `37.5`.
    pub percent: String,
    /// First day; `None`: today in the studio.
    pub from: Option<String>,
}

/// Everything about one artist that the actor may see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArtistSheet {
    /// The profile.
    pub card: ArtistCard,
    /// Working hours.
    pub hours: WorkingHours,
    /// Dated rates; `None` where the actor may not see them.
    pub rates: Option<Vec<ArtistRate>>,
}

/// A style, its mistakes told under the name of the list.
fn named(style: &str) -> std::result::Result<Style, Invalid> {
    Style::parse(style).map_err(|invalid| invalid.at("styles"))
}

pub(super) fn read(input: &ArtistInput, form: &mut Form) -> ArtistEdit {
    ArtistEdit {
        name: form.maybe(input.name.as_ref(), ArtistName::parse),
        colour: form.maybe(input.colour.as_ref(), Colour::parse),
        bio: form.change(input.bio.as_ref(), Bio::parse),
        styles: input
            .styles
            .as_ref()
            .map(|styles| styles.iter().filter_map(|style| form.take(named(style))).collect()),
        phone: form.change(input.phone.as_ref(), Phone::parse),
        email: form.change(input.email.as_ref(), Email::parse),
        instagram: form.change(input.instagram.as_ref(), Instagram::parse),
        hours: form.maybe(input.hours.as_ref(), WorkingHours::parse),
    }
}

/// A new profile from what was typed; `taken` are the colours in use.
pub(super) fn read_new(input: &ArtistInput, taken: &[String]) -> Result<NewArtist> {
    let mut form = Form::default();
    let more = read(input, &mut form);
    if input.name.is_none() {
        form.wrong(Invalid { field: "name", rule: Rule::Required });
    }
    let colour = match more.colour.clone() {
        None if input.colour.is_none() => form.take(next_colour(taken)),
        given => given,
    };
    let new = more.name.clone().zip(colour).map(|(name, colour)| NewArtist { name, colour, more });
    form.finish_with(new)
}

/// The first colour of the palette that nobody has, or the first of all.
fn next_colour(taken: &[String]) -> std::result::Result<Colour, Invalid> {
    let free = PALETTE.iter().find(|colour| !taken.iter().any(|taken| taken == colour.hex));
    Colour::parse(free.or(PALETTE.first()).map_or("#666666", |colour| colour.hex))
}

impl Studio {
    /// One page of artists, A–Z.
    ///
    /// # Errors
    /// [`Error::Refused`](crate::Error::Refused), [`Error::NoActor`](crate::Error::NoActor).
    pub fn artists(&self, ctx: &OpCtx, filter: &ArtistFilter) -> Result<ArtistPage> {
        self.store.read(ctx, |tx| {
            let may = tx.authorize_list::<ListStaff>()?;
            Ok(tx.list_artists(&may, filter)?)
        })
    }

    /// One artist.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound), [`Error::Refused`](crate::Error::Refused).
    pub fn artist(&self, ctx: &OpCtx, id: ArtistId) -> Result<ArtistSheet> {
        self.store.read(ctx, |tx| {
            let scope = tx.artist(id)?;
            let may = tx.authorize::<ViewArtist>(&scope)?;
            let (card, hours) = (tx.artist_card(&may)?, tx.artist_hours(&may)?);
            let own = tx.me().ok().filter(|me| me.artist() == Some(id));
            let rates = if tx.may::<InspectRates>(&scope).is_permit() {
                let may = tx.authorize::<InspectRates>(&scope)?;
                Some(tx.artist_rates(&may)?)
            } else {
                own.map(|me| tx.my_rates(&me)).transpose()?
            };
            Ok(ArtistSheet { card, hours, rates })
        })
    }

    /// Makes a profile.
    ///
    /// # Errors
    /// [`Error::Invalid`](crate::Error::Invalid), [`Error::Refused`](crate::Error::Refused).
    pub fn add_artist(&self, ctx: &OpCtx, input: ArtistInput) -> Result<ArtistId> {
        self.store.write(ctx, move |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<AddArtist>(&studio)?;
            let list = tx.authorize_list::<ListStaff>()?;
            let all = tx.list_artists(&list, &ArtistFilter::default())?;
            let taken: Vec<String> = all.items.into_iter().map(|artist| artist.colour).collect();
            let new = read_new(&input, &taken)?;
            Ok(tx.add_artist(&may, &new)?)
        })
    }

    /// Changes a profile. Without a version the one that it is at is taken.
    ///
    /// # Errors
    /// [`Error::Invalid`](crate::Error::Invalid), [`Error::Refused`](crate::Error::Refused), [`Error::Stale`](crate::Error::Stale).
    pub fn edit_artist(
        &self,
        ctx: &OpCtx,
        id: ArtistId,
        input: ArtistInput,
        version: Option<Version>,
    ) -> Result<Version> {
        self.store.write(ctx, move |tx| {
            let scope = tx.artist(id)?;
            let may = tx.authorize::<EditArtist>(&scope)?;
            let mut form = Form::default();
            let edit = read(&input, &mut form);
            form.finish()?;
            Ok(tx.edit_artist(&may, version.unwrap_or(scope.version()), &edit)?)
        })
    }

    /// Switches a profile on or off.
    ///
    /// # Errors
    /// [`Error::Refused`](crate::Error::Refused), [`Error::Stale`](crate::Error::Stale).
    pub fn toggle_artist(
        &self,
        ctx: &OpCtx,
        id: ArtistId,
        active: bool,
        version: Option<Version>,
    ) -> Result<Version> {
        self.store.write(ctx, move |tx| {
            let scope = tx.artist(id)?;
            let may = tx.authorize::<ToggleArtist>(&scope)?;
            Ok(tx.toggle_artist(&may, version.unwrap_or(scope.version()), active)?)
        })
    }

    /// Sets a rate that holds from a day on.
    ///
    /// # Errors
    /// [`Error::Invalid`](crate::Error::Invalid), [`Error::Refused`](crate::Error::Refused).
    pub fn set_rate(&self, ctx: &OpCtx, id: ArtistId, input: RateInput) -> Result<()> {
        self.store.write(ctx, move |tx| {
            let scope = tx.artist(id)?;
            let may = tx.authorize::<RateArtist>(&scope)?;
            let today = tx.house()?.zone().date(tx.now());
            let mut form = Form::default();
            let rate = form.take(BasisPoints::parse_percent(&input.percent));
            let from = form.maybe(input.from.as_ref(), |raw| parse_date("from", raw));
            let rate = form.finish_with(rate)?;
            Ok(tx.set_rate(&may, from.unwrap_or(today), rate)?)
        })
    }
}
