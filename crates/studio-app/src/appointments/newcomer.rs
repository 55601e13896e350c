//! Booking for somebody who is not a client yet: record and appointment are made together, or neither is.

use studio_domain::{AppointmentId, Invalid, Rule};
use studio_store::OpCtx;
use studio_store::actions::Book;

use super::book::{Keyed, book};
use super::{BookingInput, rules};
use crate::clients::{Ability, ClientInput, Saving, Unsaved, made};
use crate::error::Result;
use crate::form::Form;
use crate::studio::Studio;

impl Studio {
    /// Makes a client's record and books for it. Likely duplicates are told first, unless `anyway`; whatever keeps the booking back keeps the
    /// record back too. Under a key of the sender's own, a request that is sent again is answered with the appointment that it made the first
    /// time.
    ///
    /// # Errors
    /// As [`Studio::add_client`] and [`Studio::book_appointment`].
    pub fn book_newcomer(
        &self,
        ctx: &OpCtx,
        client: ClientInput,
        booking: BookingInput,
        anyway: bool,
        key: Option<&str>,
    ) -> Result<Saving<AppointmentId>> {
        let said = || format!("{}{}", client.said(), booking.said());
        let key = key.map(|key| Keyed { key: key.to_owned(), said: said() });
        let (screening, _held) = self.entered(client.screening.as_ref());
        Saving::of(self.store.write(ctx, move |tx| {
            // Whoever may not book with the artist is told so before a record is made.
            if let Some(artist) = booking.artist(&mut Form::default()) {
                let artist = rules::artist(tx, artist).map_err(Unsaved::Failed)?;
                if Ability::from(tx.may::<Book>(&artist)) != Ability::Yes {
                    tx.authorize::<Book>(&artist)?;
                }
                // Before the record is looked for: the first request has made it.
                if let Some(Keyed { key, said }) = &key {
                    let may = tx.authorize::<Book>(&artist)?;
                    if let Some(made) = tx.made_before(&may, key, said)? {
                        return Ok(made);
                    }
                }
            }
            if booking.client_id.is_some() {
                return Err(Invalid::new("client_id", Rule::NotAllowed).into());
            }
            let client = made(tx, &client, screening, anyway, None).map_err(Unsaved::about_another)?;
            let booking = BookingInput { client_id: Some(client.to_string()), ..booking };
            book(tx, &booking, key.as_ref()).map_err(Unsaved::Failed)
        }))
    }
}
