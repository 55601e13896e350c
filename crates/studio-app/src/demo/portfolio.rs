//! Pictures on the walls of an invented studio, hung by the use cases that everybody hangs pictures with.

use studio_demo::picture;
use studio_domain::{ArtistId, Setting};
use studio_store::OpCtx;

use super::{DemoError, DemoPlan};
use crate::portfolio::{BulkInput, ItemInput, PageInput};
use crate::studio::Studio;

/// Artists whose walls are hung.
const ARTISTS: usize = 4;
/// Pictures of each.
const PICTURES: usize = 7;

impl Studio {
    /// Hangs pictures of the first artists' work, and opens the public page of the first.
    pub(super) fn hang_demo(&self, ctx: &OpCtx, plan: &DemoPlan) -> Result<(), DemoError> {
        let house = self.house(ctx)?;
        let today = house.zone().date(ctx.visit.now);
        let seed = plan.seed.unwrap_or(1);
        let placements: Vec<String> = house.placements().into_iter().map(str::to_owned).collect();
        let mut artists = self.artists(ctx, &studio_store::ArtistFilter::default())?.items;
        artists.sort_by_key(|artist| artist.id);
        for (number, artist) in artists.iter().take(ARTISTS).enumerate() {
            let sessions = self.portfolio_sessions(ctx, artist.id)?;
            let mut hung = Vec::new();
            for nth in 0..PICTURES {
                let drawn = picture(plan.language, seed, number, nth);
                let of =
                    |list: &[String], at: usize| list.get(at.checked_rem(list.len()).unwrap_or(0)).cloned();
                let days = chrono::Days::new(nth as u64 * 9 + number as u64);
                // Every third shows a client, whose consent decides then.
                let session =
                    sessions.get(nth).filter(|_| nth % 3 == 1).map(|session| session.id.to_string());
                let made_on = match &session {
                    Some(_) => None,
                    None => today.checked_sub_days(days).map(|day| day.to_string()),
                };
                let input = ItemInput {
                    title: Some(drawn.title.to_owned()),
                    style: of(&artist.styles, nth),
                    placement: of(&placements, nth * 3 + number),
                    colour: Some(drawn.colour.code().to_owned()),
                    state: Some(if nth % 2 == 0 { "healed" } else { "fresh" }.to_owned()),
                    hours: Some(format!("{}:30", nth % 5 + 1)),
                    appointment_id: session,
                    made_on,
                    public: Some(nth % 5 != 4),
                    featured: Some(nth == 2),
                    ..ItemInput::default()
                };
                hung.push(self.add_portfolio_item(ctx, artist.id, drawn.png, &input)?.id);
            }
            if let [cover, .., under] = hung.as_slice() {
                self.change_portfolio_items(ctx, artist.id, vec![*cover, *under], BulkInput::Stack)?;
            }
        }
        if let Some(first) = artists.first() {
            self.open_demo_page(ctx, first.id)?;
        }
        Ok(())
    }

    fn open_demo_page(&self, ctx: &OpCtx, artist: ArtistId) -> Result<(), DemoError> {
        self.set_setting(ctx, Setting::PublicPortfolios.code(), "on", None)?;
        self.set_portfolio_page(ctx, artist, None, &PageInput { slug: None, public: true })?;
        Ok(())
    }
}
