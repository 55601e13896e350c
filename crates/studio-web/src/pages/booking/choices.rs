//! What the booking form offers to choose from: artists, services, sessions that can be continued, words of the studio's lists.

use studio_app::{ArtistCard, ArtistFilter, Error, OpCtx, Studio};
use studio_domain::{AppointmentId, Cents, ClientId, Money, Timestamp};
use studio_policy::Action;

use crate::pages::clients::choices;
use crate::pages::{Form, Reader};
use crate::state::App;

/// A service to choose, with what it fills in.
pub(super) struct Offered {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) minutes: u16,
    pub(super) price: String,
    pub(super) deposit: String,
    pub(super) words: String,
}

/// The studio's list, and what is chosen and not, or no longer, on it.
pub(super) fn pairs(list: &[&str], chosen: &str) -> Vec<(String, String)> {
    let all = choices(list, &[chosen.to_owned()]);
    all.into_iter().map(|words| (words.clone(), words)).collect()
}

/// Every artist, page by page.
fn everybody(studio: &Studio, ctx: &OpCtx) -> Result<Vec<ArtistCard>, Error> {
    let mut filter = ArtistFilter::default();
    let mut all = Vec::new();
    loop {
        let page = studio.artists(ctx, &filter)?;
        filter.after = page.items.last().map(ArtistCard::cursor);
        all.extend(page.items);
        if !page.more || filter.after.is_none() {
            return Ok(all);
        }
    }
}

/// Artists for whom the reader may do this: the own one, or all that are active, and the one that is chosen.
pub(super) async fn artists(
    app: &App,
    reader: &Reader,
    action: Action,
    form: &Form,
) -> Result<Vec<(String, String)>, Error> {
    let found = reader.try_act(app, everybody).await?;
    let own = reader.frame.account.artist.as_ref().map(|(id, _)| *id);
    let all = reader.frame.abilities.on_all(action);
    let chosen = form.value("artist_id");
    Ok(found
        .into_iter()
        .filter(|artist| artist.active || artist.id.to_string() == chosen)
        .filter(|artist| all || Some(artist.id) == own || artist.id.to_string() == chosen)
        .map(|artist| (artist.id.to_string(), artist.name))
        .collect())
}

/// The services of the list.
pub(super) async fn services(app: &App, reader: &Reader) -> Result<Vec<Offered>, Error> {
    let list = reader.try_act(app, |studio, ctx| studio.services(ctx, false)).await?;
    let currency = list.currency;
    let plain = |amount: Option<Cents>| amount.map(|cents| cents.plain(currency)).unwrap_or_default();
    let say = &reader.shell.say;
    Ok(list
        .items
        .into_iter()
        .map(|one| {
            let length = say.count("appointment-minutes", usize::from(one.minutes));
            let price = one.price.map(|cents| format!(" · {}", Money::new(cents, currency)));
            Offered {
                id: one.id.to_string(),
                minutes: one.minutes,
                price: plain(one.price),
                deposit: plain(one.deposit),
                words: format!("{} · {length}{}", one.name, price.unwrap_or_default()),
                name: one.name,
            }
        })
        .collect())
}

/// Sessions of the client that another one can continue, the newest first: those that begin before it, as far as is known when that is. The
/// appointment itself is none, and one that was chosen stays.
pub(super) async fn sessions(
    app: &App,
    reader: &Reader,
    client: i64,
    (own, before): (Option<AppointmentId>, Option<Timestamp>),
    chosen: &str,
) -> Result<Vec<(String, String)>, Error> {
    let id = ClientId::new(client);
    let page = reader.try_act(app, move |studio, ctx| studio.client_appointments(ctx, id, None)).await?;
    let say = &reader.shell.say;
    Ok(page
        .items
        .into_iter()
        .filter(|one| Some(one.id) != own)
        .filter(|one| {
            let earlier = before.is_none_or(|before| one.starts_at < before);
            (one.status.takes_time() && earlier) || one.id.to_string() == chosen
        })
        .take(20)
        .map(|one| {
            let service = one.details.map(|details| details.service).filter(|service| !service.is_empty());
            let service = service.map(|service| format!(" · {service}")).unwrap_or_default();
            (one.id.to_string(), format!("{} · {}{service}", say.moment(&one.starts_at), one.artist.name))
        })
        .collect())
}
