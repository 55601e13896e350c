//! The services of an invented studio.

use studio_domain::Language;
use studio_store::OpCtx;

use crate::error::Result;
use crate::services::ServiceInput;
use crate::studio::Studio;

/// Name, minutes, price and deposit.
type Offered = (&'static str, &'static str, &'static str, &'static str);

const EN: &[Offered] = &[
    ("Consultation", "30", "0", ""),
    ("Flash piece", "60", "90", "30"),
    ("Small tattoo", "90", "140", "50"),
    ("Half-day session", "240", "420", "100"),
    ("Full-day session", "420", "700", "150"),
    ("Touch-up", "45", "0", ""),
];
const ES: &[Offered] = &[
    ("Consulta", "30", "0", ""),
    ("Pieza de flash", "60", "1200", "400"),
    ("Tatuaje pequeño", "90", "1900", "600"),
    ("Sesión de medio día", "240", "5500", "1500"),
    ("Sesión de día completo", "420", "9000", "2500"),
    ("Retoque", "45", "0", ""),
];
const AFTERCARE_EN: &str = "Leave the film on until the evening, then wash with lukewarm water and a mild soap, without rubbing.\n\
Wash twice a day for two weeks, pat dry, and put on a thin layer of the cream.\n\
No sun, no sea, no pool and no sauna for three weeks. Don't scratch.\n\
If it gets hot, swells or hurts more after the third day, see a doctor and call us.";
const AFTERCARE_ES: &str = "Dejar la película hasta la noche; después lavar con agua tibia y jabón suave, sin frotar.\n\
Lavar dos veces al día durante dos semanas, secar a toques y poner una capa fina de crema.\n\
Tres semanas sin sol, mar, piscina ni sauna. No rascar.\n\
Si se calienta, se hincha o duele más después del tercer día, acudir al médico y llamarnos.";

impl Studio {
    /// Adds the services that a studio of that language might have.
    pub(super) fn fill_services(&self, ctx: &OpCtx, language: Language) -> Result<()> {
        let (offered, aftercare) = match language {
            Language::En => (EN, AFTERCARE_EN),
            Language::Es => (ES, AFTERCARE_ES),
        };
        for &(name, minutes, price, deposit) in offered {
            // After a talk there is nothing to look after.
            let aftercare = if minutes == "30" { "" } else { aftercare };
            let text = |text: &str| Some(text.to_owned());
            let input = ServiceInput {
                name: text(name),
                minutes: text(minutes),
                price: text(price),
                deposit: text(deposit),
                aftercare: text(aftercare),
            };
            self.add_service(ctx, input)?;
        }
        Ok(())
    }
}
