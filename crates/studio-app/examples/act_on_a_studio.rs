//! How another program acts on a studio: open or make one, act as a person, meet a refusal, read the log.
//!
//! ```text
//! cargo run --package studio-app --example act_on_a_studio -- some/empty/folder
//! ```
//!
//! Run it again on the same folder, and it opens the studio that the first run made.

use std::error::Error as AnyError;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use studio_app::{
    ArtistInput, AuditFilter, Error, FirstStart, Folder, Link, OpCtx, Origin, Outcome, Secret, Studio,
    SystemClock, Upgrade, UserInput, Who,
};

/// A program of yours asks for this; nothing has a password by default.
const PASSWORD: &str = "la tinta entra despacio";

fn main() -> Result<(), Box<dyn AnyError>> {
    let folder = std::env::args().nth(1).ok_or("name a folder for the studio's data")?;
    run(Path::new(&folder), &mut std::io::stdout().lock())
}

/// The whole story; what happens is told to `out`.
pub(crate) fn run(path: &Path, out: &mut impl Write) -> Result<(), Box<dyn AnyError>> {
    let folder = Folder::at(path);
    let studio = if folder.database().exists() {
        // `Auto` brings data of an older version to this one, after keeping a copy in `backups/`.
        Studio::open(folder, Arc::new(SystemClock), Upgrade::Auto)?
    } else {
        let studio = Studio::create(folder, Arc::new(SystemClock))?;
        begin(&studio)?;
        writeln!(out, "a new studio: {}", studio.face()?.name)?;
        studio
    };

    // Whoever acts is named in the context. What that person may do is read from the data in each call, so a context grants nothing
    // by itself and nothing goes stale. Here the person signs in; a program with sign-in of its own says `Who::User(id)` instead.
    let lola = sign_in(&studio, "lola")?;
    let own = studio.account(&lola)?.card.artist.ok_or("lola has a profile")?.0;
    let input = ArtistInput { bio: Some("Fine lines, slowly.".to_owned()), ..ArtistInput::default() };
    let version = studio.edit_artist(&lola, own, input.clone(), None)?;
    writeln!(out, "lola saved her own profile, version {version}")?;

    // Another artist's profile is not hers to change. A refusal is an ordinary answer: it names the action and the rule, by
    // codes that never change.
    let other = studio.artists(&lola, &studio_app::ArtistFilter::default())?;
    let other = other.items.iter().find(|card| card.id != own).ok_or("there is another artist")?;
    match studio.edit_artist(&lola, other.id, input, None) {
        Err(Error::Refused { action, why }) => writeln!(out, "refused: {} ({})", action.code(), why.code())?,
        Err(other) => return Err(other.into()),
        Ok(_) => return Err("an artist changed somebody else's profile".into()),
    }
    // So that nobody is offered what will be refused, ask before.
    let abilities = studio.abilities(&lola)?;
    writeln!(out, "lola may do {} kinds of things", abilities.now.len())?;

    // Everything that was done, tried and refused is in the log, which admins read.
    let marta = sign_in(&studio, "marta")?;
    for entry in studio.audit(&marta, &AuditFilter::default())?.items.iter().rev() {
        let who = entry.user_name.as_deref().unwrap_or(&entry.actor);
        let outcome = match entry.outcome {
            Outcome::Done => "done   ",
            Outcome::Refused => "refused",
            Outcome::Failed => "failed ",
        };
        writeln!(out, "{:>4}  {outcome}  {}  by {who}: {}", entry.seq, entry.action, entry.reason)?;
    }
    let report = studio.verify_audit(&marta)?;
    let whole = report.broken.is_none();
    writeln!(
        out,
        "the log {}: {} entries",
        if whole { "is whole" } else { "was tampered with" },
        report.whole
    )?;

    studio.sign_out(&lola)?;
    studio.sign_out(&marta)?;
    Ok(())
}

/// The first start, and two artists.
fn begin(studio: &Studio) -> Result<(), Box<dyn AnyError>> {
    let first = FirstStart {
        name: "Tinta y Punto".to_owned(),
        time_zone: "America/Mexico_City".to_owned(),
        country: String::new(),
        currency: "MXN".to_owned(),
        language: "es".to_owned(),
        admin: "marta".to_owned(),
        password: Secret::from(PASSWORD),
        code: None,
    };
    studio.set_up(&studio.visit(Origin::CLI)?, &first)?;

    let marta = sign_in(studio, "marta")?;
    let link = Link::New("Lola Vega".to_owned());
    let added = studio.add_user(&marta, "lola", "artist", link, UserInput::default(), None)?;
    // Nobody chooses another's password: the invitation goes to Lola, who chooses her own.
    let invitation = added.invitation.ok_or("an account without a password is invited")?;
    let token = invitation.token.reveal();
    studio.accept_invitation(&studio.visit(Origin::CLI)?, &token, &Secret::from(PASSWORD))?;

    // A profile needs no account: a guest is booked and paid without ever signing in.
    studio
        .add_artist(&marta, ArtistInput { name: Some("Bruno Ink".to_owned()), ..ArtistInput::default() })?;
    Ok(())
}

fn sign_in(studio: &Studio, name: &str) -> Result<OpCtx, Box<dyn AnyError>> {
    let visit = studio.visit(Origin::CLI)?;
    // An answer that says no is held back until `not_before`, so that guessing takes time; this example has no need to.
    let signed_in = studio.sign_in(&visit, name, &Secret::from(PASSWORD), "example").answer?;
    Ok(visit.by(Who::Session(signed_in.session)))
}
