//! What clients said about the use of their images: asked whenever such an image is shown.

use diesel::prelude::*;
use diesel::sqlite::SqliteConnection;
use studio_domain::{
    AppointmentId, ConsentAct, ConsentFact, ConsentId, ConsentKind, ConsentSigner, Timestamp,
};

use super::{TextColumns, text_of, texts};
use crate::clients::merged::of_whole;
use crate::error::{Error, Result};
use crate::schema::consents;

/// The events of the records that stand for one client. What follows from them is for showing or not showing a picture, and says no more of
/// them than that.
pub(crate) fn events(conn: &mut SqliteConnection, records: &[i64]) -> Result<Vec<ConsentFact>> {
    type Row = (i64, String, String, Option<i64>, i64, TextColumns);
    let kind = ConsentKind::ImageUse;
    let whole = records.to_vec();
    let all = consents::table.into_boxed();
    let rows: Vec<Row> = of_whole!(all, consents::client_id, whole)
        .filter(consents::kind.eq(kind.code()))
        .select((
            consents::id,
            consents::act,
            consents::signer,
            consents::appointment_id,
            consents::recorded_at,
            (consents::text_hash, consents::text_language, consents::text_version),
        ))
        .load(conn)?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let current = texts::fingerprints(conn)?;
    rows.into_iter()
        .map(|(id, act, signer, appointment, at, text)| {
            Ok(ConsentFact {
                id: ConsentId::new(id),
                kind,
                act: ConsentAct::parse(&act).map_err(|_why| Error::damaged("consents.act"))?,
                signer: ConsentSigner::parse(&signer).map_err(|_why| Error::damaged("consents.signer"))?,
                appointment: appointment.map(AppointmentId::new),
                recorded_at: Timestamp::from_millis(at),
                text_is_current: text_of(kind, text, &current)?.is_some_and(|text| text.is_current),
            })
        })
        .collect()
}
