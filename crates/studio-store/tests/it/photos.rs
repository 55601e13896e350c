//! Photos of clients: whose they are, what the log says, and which files are forgotten when.

use std::time::Duration;

use studio_domain::{ClientId, ContentHash, PhotoSize, Timestamp, UserId};
use studio_policy::{Ownership, SystemRole};
use studio_store::actions::{CheckMedia, SetPhoto, SweepMedia, ViewClient};
use studio_store::{AuditEntry, ClientQuery, Error, NewPhoto, OpCtx, PhotoCard, Store, actions};

use crate::kit::{NOW, TestFile, add_client, minutes, new_photo, operator, system};

fn set(store: &Store, ctx: &OpCtx, client: ClientId, new: NewPhoto) -> Result<Vec<ContentHash>, Error> {
    store.write(ctx, move |tx| {
        let photo = tx.photo(client)?;
        let may = tx.authorize::<SetPhoto>(&photo)?;
        tx.set_photo(&may, &new)
    })
}

fn remove(store: &Store, ctx: &OpCtx, client: ClientId) -> Result<Vec<ContentHash>, Error> {
    store.write(ctx, move |tx| {
        let photo = tx.photo(client)?;
        let may = tx.authorize::<SetPhoto>(&photo)?;
        tx.remove_photo(&may)
    })
}

fn look(store: &Store, client: ClientId) -> Option<PhotoCard> {
    let found = store.read::<_, Error, _>(&operator(), |tx| {
        let scope = tx.client(client)?;
        let may = tx.authorize::<ViewClient>(&scope)?;
        let (photo, card) = (tx.client_photo(&may)?, tx.client_card(&may)?);
        assert_eq!(card.photo, photo, "the card has it too");
        Ok(photo)
    });
    found.unwrap()
}

fn ownership(store: &Store, ctx: &OpCtx, client: ClientId) -> Ownership {
    store.read::<_, Error, _>(ctx, |tx| Ok(tx.photo(client)?.ownership())).unwrap()
}

fn forget(store: &Store, before: Timestamp) -> Vec<ContentHash> {
    let housekeeping = system(SystemRole::Housekeeping, NOW);
    let forgotten = store.write::<_, Error, _>(&housekeeping, move |tx| {
        let studio = tx.studio();
        let may = tx.authorize::<SweepMedia>(&studio)?;
        tx.forget_media(&may, before)
    });
    forgotten.unwrap()
}

fn detail(entry: &AuditEntry) -> serde_json::Value {
    serde_json::from_str(&entry.detail).unwrap()
}

fn hashes(seed: u8) -> [ContentHash; 2] {
    let new = new_photo(seed);
    [new.large.hash, new.small.hash]
}

#[test]
fn a_photo_is_of_whoever_uploaded_it_and_before_that_of_the_clients_artists() {
    let (file, cast) = TestFile::with_cast();
    let client = add_client(&file, "Cleo Marsh", cast.ana.artist);
    let of = |who: &crate::kit::Person| ownership(&file, &who.ctx(), client);
    assert_eq!((of(&cast.ana), of(&cast.ben)), (Ownership::Mine, Ownership::Theirs));
    assert_eq!((of(&cast.lone), of(&cast.admin)), (Ownership::Theirs, Ownership::Theirs));

    set(&file, &cast.ana.ctx(), client, new_photo(1)).unwrap();
    assert_eq!((of(&cast.ana), of(&cast.ben)), (Ownership::Mine, Ownership::Theirs));
    // Ana's client, and somebody else's photo.
    set(&file, &cast.admin.ctx(), client, new_photo(2)).unwrap();
    assert_eq!((of(&cast.ana), of(&cast.ben)), (Ownership::Theirs, Ownership::Theirs));
    assert!(matches!(set(&file, &cast.ana.ctx(), client, new_photo(3)), Err(Error::Refused { .. })));
    assert!(matches!(remove(&file, &cast.ana.ctx(), client), Err(Error::Refused { .. })));
    // An import's photo is nobody's.
    set(&file, &operator(), client, new_photo(4)).unwrap();
    assert_eq!(of(&cast.ana), Ownership::Theirs);
    // Without a photo it is the client that counts again.
    remove(&file, &operator(), client).unwrap();
    assert_eq!(of(&cast.ana), Ownership::Mine);
    // Ben is no artist of the client, and the photo that he took is his.
    let other = add_client(&file, "Nobody's", None);
    file.raw().exec(&format!(
        "INSERT INTO client_photos (client_id, large, small, uploaded_at, uploaded_by)
         SELECT {other}, hash, hash, 0, {} FROM media LIMIT 1",
        cast.ben.user
    ));
    assert_eq!(ownership(&file, &cast.ben.ctx(), other), Ownership::Mine);
    assert_eq!(ownership(&file, &cast.ana.ctx(), other), Ownership::Theirs);
    let nobody = ClientId::new(999);
    let missing = file.read::<_, Error, _>(&operator(), |tx| tx.photo(nobody).map(|_| ()));
    assert!(matches!(missing, Err(Error::NotFound { kind: "client", .. })));
}

#[test]
fn setting_replacing_and_removing_is_seen_on_the_card_and_in_the_list() {
    let (file, cast) = TestFile::with_cast();
    let client = add_client(&file, "Cleo Marsh", cast.ana.artist);
    let in_list = || {
        let page = file.read::<_, Error, _>(&cast.desk.ctx(), |tx| {
            let may = tx.authorize_list::<actions::ListClients>()?;
            tx.list_clients(&may, &ClientQuery::default())
        });
        page.unwrap().items.into_iter().find(|row| row.id == client).unwrap().photo
    };
    let found = || {
        let query = ClientQuery { needles: studio_domain::needles("cleo"), ..ClientQuery::default() };
        let page = file.read::<_, Error, _>(&cast.desk.ctx(), |tx| {
            let may = tx.authorize_list::<actions::ListClients>()?;
            tx.list_clients(&may, &query)
        });
        page.unwrap().items.into_iter().map(|row| row.photo).collect::<Vec<_>>()
    };
    assert_eq!((look(&file, client), in_list(), found()), (None, None, vec![None]));

    assert_eq!(set(&file, &cast.ana.at(minutes(1)), client, new_photo(1)).unwrap(), []);
    let card = look(&file, client).unwrap();
    assert_eq!(
        (card.uploaded_at, card.uploaded_by.clone()),
        (minutes(1), Some((cast.ana.user, "ana".to_owned())))
    );
    assert_eq!(card.file(PhotoSize::Large), (hashes(1)[0], 5_120));
    assert_eq!(card.file(PhotoSize::Small), (hashes(1)[1], 960));
    assert_eq!((in_list(), found()), (Some(hashes(1)[1]), vec![Some(hashes(1)[1])]));

    assert_eq!(set(&file, &cast.admin.at(minutes(2)), client, new_photo(2)).unwrap(), hashes(1));
    assert_eq!(look(&file, client).unwrap().uploaded_by.map(|(user, _)| user), Some(cast.admin.user));
    // The same picture again replaces no file.
    assert_eq!(set(&file, &cast.admin.at(minutes(3)), client, new_photo(2)).unwrap(), []);
    assert_eq!(remove(&file, &cast.admin.ctx(), client).unwrap(), hashes(2));
    assert_eq!((look(&file, client), in_list()), (None, None));
    assert_eq!(remove(&file, &cast.admin.ctx(), client).unwrap(), []);
}

#[test]
fn the_log_says_which_photo_and_whose_it_was() {
    let (file, cast) = TestFile::with_cast();
    let client = add_client(&file, "Cleo Marsh", cast.ana.artist);
    let last = || file.log().pop().unwrap();
    set(&file, &cast.ana.ctx(), client, new_photo(1)).unwrap();
    let entry = last();
    assert_eq!((entry.action.as_str(), entry.subject_kind.as_str()), ("clients.photo", "client"));
    assert_eq!(entry.subject_id, Some(client.get()));
    assert_eq!(detail(&entry)["photo"], hashes(1)[0].to_string());
    assert_eq!(detail(&entry)["bytes"], 5_120);
    assert!(detail(&entry).get("photo_before").is_none());
    set(&file, &cast.admin.ctx(), client, new_photo(2)).unwrap();
    let entry = last();
    assert_eq!(detail(&entry)["photo_before"], hashes(1)[0].to_string());
    assert_eq!(detail(&entry)["uploaded_by_before"], UserId::get(cast.ana.user));
    set(&file, &cast.ana.ctx(), client, new_photo(3)).unwrap_err();
    assert_eq!((last().outcome.code(), last().reason.as_str()), ("refused", "not_owner"));
    remove(&file, &cast.admin.ctx(), client).unwrap();
    assert!(detail(&last())["photo"].is_null());
}

#[test]
fn files_are_forgotten_once_nothing_has_referred_to_them_for_long_enough() {
    let (file, cast) = TestFile::with_cast();
    let (one, other) = (add_client(&file, "One", None), add_client(&file, "Other", None));
    let admin = |minute| cast.admin.at(minutes(minute));
    set(&file, &admin(0), one, new_photo(1)).unwrap();
    // The same picture for two clients is one file.
    set(&file, &admin(1), other, new_photo(1)).unwrap();
    set(&file, &admin(2), one, new_photo(2)).unwrap();
    assert_eq!(forget(&file, minutes(60)), [], "both pictures are of somebody");
    set(&file, &admin(3), other, new_photo(2)).unwrap();
    assert_eq!(forget(&file, minutes(1)), [], "the first was kept for the second client a minute later");
    let log = file.log().len();
    assert_eq!(forget(&file, minutes(2)), hashes(1));
    assert_eq!(file.log().len(), log + 1);
    assert_eq!(forget(&file, minutes(60)), []);
    assert_eq!(file.log().len(), log + 1, "nothing to do is nothing to tell");

    let known = |wanted: &[ContentHash]| {
        file.read::<_, Error, _>(&operator(), |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<CheckMedia>(&studio)?;
            let all: Vec<_> = tx.media_files(&may)?.into_iter().map(|(hash, _)| hash).collect();
            for hash in wanted {
                assert!(tx.is_kept(&may, hash)?);
            }
            assert!(!tx.is_kept(&may, &hashes(1)[0])?);
            Ok(all)
        })
        .unwrap()
    };
    assert_eq!(known(&hashes(2)), hashes(2));
}

#[test]
fn files_that_were_let_go_are_forgotten_at_once_unless_another_client_has_them() {
    let (file, cast) = TestFile::with_cast();
    let (one, other) = (add_client(&file, "One", None), add_client(&file, "Other", None));
    set(&file, &cast.admin.ctx(), one, new_photo(1)).unwrap();
    set(&file, &cast.admin.ctx(), other, new_photo(1)).unwrap();
    let let_go = || {
        let housekeeping = system(SystemRole::Housekeeping, NOW.plus(Duration::from_secs(1)));
        let forgotten = file.write::<_, Error, _>(&housekeeping, |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<SweepMedia>(&studio)?;
            tx.forget_media_of(&may, &hashes(1))
        });
        forgotten.unwrap()
    };
    remove(&file, &cast.admin.ctx(), one).unwrap();
    assert_eq!(let_go(), []);
    remove(&file, &cast.admin.ctx(), other).unwrap();
    assert_eq!(let_go(), hashes(1));
}

/// A table that begins to refer to files has to be named where they are forgotten.
#[test]
fn whatever_refers_to_files_is_known_to_their_forgetting() {
    let (file, _) = TestFile::with_cast();
    let referring = file.raw().lines(
        "SELECT m.name || '.' || f.\"from\" AS line FROM sqlite_schema m JOIN pragma_foreign_key_list(m.name) f
          WHERE m.type = 'table' AND f.\"table\" = 'media' ORDER BY 1",
    );
    assert_eq!(
        referring,
        [
            "appointment_files.file",
            "appointment_files.large",
            "appointment_files.small",
            "client_photos.large",
            "client_photos.small",
            "consent_papers.file",
            "portfolio_items.large",
            "portfolio_items.original",
            "portfolio_items.small",
            "user_photos.large",
            "user_photos.small",
        ],
        "name the new column in `unreferred!` (src/media.rs), then here"
    );
}
