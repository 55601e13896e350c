//! A studio to measure: a fresh data file with some artists and an admin who has signed in.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context as _, Result};
use studio_domain::{
    ArtistId, ArtistName, Bio, Colour, Email, Instagram, Phone, SessionId, Style, Timestamp, UserName,
};
use studio_policy::{Role, SystemRole};
use studio_store::actions::{AddArtist, SetUp};
use studio_store::{
    ArtistEdit, Error, NewArtist, NewSession, NewUser, OpCtx, Origin, Store, UserEdit, Visit, Who,
};
use tempfile::TempDir;

/// The moment of every request.
pub(crate) const NOW: Timestamp = Timestamp::from_millis(1_790_000_000_000);
/// The number of every request.
pub(crate) const REQUEST: &str = "0198f2c4-77aa-7bd0";
const DAY: Duration = Duration::from_secs(86_400);

/// A studio in a folder of its own, which goes when it is dropped.
#[derive(Debug)]
pub(crate) struct Studio {
    /// The data, opened as the product does.
    pub(crate) store: Store,
    /// The sign-in session of the admin.
    pub(crate) session: SessionId,
    /// The artists.
    pub(crate) artists: Vec<ArtistId>,
    // Last: the folder goes after the store has closed its files.
    folder: TempDir,
}

fn visit() -> Visit {
    Visit { now: NOW, origin: Origin::CLI, request_id: REQUEST.to_owned() }
}

impl Studio {
    /// Makes one with that many artists.
    ///
    /// # Errors
    /// If the folder can't be written, or the product refuses.
    pub(crate) fn with_artists(count: usize) -> Result<Self> {
        let folder = tempfile::tempdir().context("no temporary folder")?;
        let store = Store::create(&file(&folder))?;
        let session = first_admin(&store)?;
        let artists = (0..count).map(new_artist).collect::<Result<Vec<_>>>()?;
        let artists = store.write::<_, Error, _>(&operator(), move |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<AddArtist>(&studio)?;
            artists.iter().map(|artist| tx.add_artist(&may, artist)).collect::<Result<Vec<_>, _>>()
        })?;
        Ok(Self { store, session, artists, folder })
    }

    /// The admin, by the sign-in session.
    pub(crate) fn admin(&self) -> OpCtx {
        visit().by(Who::Session(self.session))
    }

    /// Where the data file is.
    pub(crate) fn file(&self) -> PathBuf {
        file(&self.folder)
    }

    /// Closes the product's connections, so that a reference has the file to itself.
    pub(crate) fn close(self) -> Closed {
        let Self { store, session, artists, folder } = self;
        drop(store);
        Closed { session, artists, folder }
    }
}

/// A studio whose file nobody has open.
#[derive(Debug)]
pub(crate) struct Closed {
    /// The sign-in session of the admin.
    pub(crate) session: SessionId,
    /// The artists.
    pub(crate) artists: Vec<ArtistId>,
    folder: TempDir,
}

impl Closed {
    /// Where the data file is.
    pub(crate) fn file(&self) -> PathBuf {
        file(&self.folder)
    }
}

fn file(folder: &TempDir) -> PathBuf {
    Path::join(folder.path(), "studio.db")
}

/// Whoever runs the program on its machine.
pub(crate) fn operator() -> OpCtx {
    visit().by(Who::System(SystemRole::Operator))
}

/// A text for the public page, as long as people write them.
///
/// # Errors
/// If the product does not take it.
pub(crate) fn bio(number: usize) -> Result<Bio> {
    let text = format!(
        "Blackwork and fine line since 2009, guest spots in Lisbon and Oslo. Books open on the first of each \
         month; please write about size and place on the body. Text number {number}."
    );
    Ok(Bio::parse(&text)?)
}

fn new_artist(number: usize) -> Result<NewArtist> {
    let more = ArtistEdit {
        bio: Some(Some(bio(number)?)),
        styles: Some(vec![Style::parse("Blackwork")?, Style::parse("Fine line")?, Style::parse("Dotwork")?]),
        phone: Some(Some(Phone::parse("+34600111222")?)),
        email: Some(Some(Email::parse(&format!("artist{number}@example.org"))?)),
        instagram: Some(Some(Instagram::parse(&format!("artist{number}"))?)),
        ..ArtistEdit::default()
    };
    let name = ArtistName::parse(&format!("Artist Number {number}"))?;
    Ok(NewArtist { name, colour: Colour::parse("#b0413e")?, more })
}

fn first_admin(store: &Store) -> Result<SessionId> {
    let admin = NewUser {
        user_name: UserName::parse("admin")?,
        role: Role::Admin,
        artist: None,
        person: UserEdit::default(),
        // The store compares it as text; nobody signs in here with a password.
        password_hash: Some("hash".to_owned()),
    };
    store.write::<_, Error, _>(&visit().by(Who::System(SystemRole::Setup)), move |tx| {
        let studio = tx.studio();
        let may = tx.authorize::<SetUp>(&studio)?;
        tx.first_admin(&may, &admin)
    })?;
    let door = store.front_door();
    let knock = door.knock(&visit(), "admin")?;
    let new = NewSession {
        token_hash: [7; 32],
        idle: DAY,
        absolute: DAY,
        agent: "studio-reference".to_owned(),
        rehash: None,
    };
    Ok(door.let_in(&visit(), &knock, new)?)
}
