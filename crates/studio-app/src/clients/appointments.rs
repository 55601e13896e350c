//! The appointments of a client, as far as whoever looks may see them.

use studio_domain::{AppointmentId, ClientId, Timestamp};
use studio_store::actions::SeeAppointments;
use studio_store::{ClientAppointment, OpCtx, Page};

use crate::error::Result;
use crate::studio::Studio;

impl Studio {
    /// One page of a client's appointments, newest first; `before` is the last one of the page before. Service and price are there for those
    /// who may see the details of that appointment.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound), [`Error::Refused`](crate::Error::Refused).
    pub fn client_appointments(
        &self,
        ctx: &OpCtx,
        client: ClientId,
        before: Option<(Timestamp, AppointmentId)>,
    ) -> Result<Page<ClientAppointment>> {
        self.store.read(ctx, |tx| {
            let scope = tx.client(client)?;
            let may = tx.authorize::<SeeAppointments>(&scope)?;
            Ok(tx.client_appointments(&may, before)?)
        })
    }
}
