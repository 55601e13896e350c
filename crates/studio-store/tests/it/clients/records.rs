//! The record: made, changed, archived, by one editor at a time.

use studio_domain::{
    BirthDate, ClientId, ClientStatus, Email, Instagram, PersonName, Phone, PinnedNote, Placement, ShortText,
    StreetAddress, Style, Version,
};
use studio_store::actions::{AddClient, EditClient, PinNote, ViewClient};
use studio_store::{
    ClientCard, ClientEdit, Contact, ContactEdit, Error, Named, NewClient, OpCtx, Permit, Store, Tx, Write,
};

use super::paging::add;
use crate::kit::{TestFile, minutes, operator};

fn card(store: &Store, id: ClientId) -> ClientCard {
    let card = store.read::<_, Error, _>(&operator(), |tx| {
        let scope = tx.client(id)?;
        let may = tx.authorize::<ViewClient>(&scope)?;
        tx.client_card(&may)
    });
    card.unwrap()
}

fn change<R: Send + 'static>(
    store: &Store,
    ctx: &OpCtx,
    id: ClientId,
    act: impl for<'tx> FnOnce(&mut Tx<'tx, Write>, &Permit<'tx, EditClient>) -> Result<R, Error> + Send + 'static,
) -> Result<R, Error> {
    store.write(ctx, move |tx| {
        let scope = tx.client(id)?;
        let may = tx.authorize::<EditClient>(&scope)?;
        act(tx, &may)
    })
}

fn short(text: &str) -> Option<Option<ShortText>> {
    Some(Some(ShortText::parse(text).unwrap()))
}

fn contact(name: &str, phone: Option<&str>) -> ContactEdit {
    ContactEdit {
        name: PersonName::parse(name).unwrap(),
        relationship: phone.map(|_| ShortText::parse("sister").unwrap()),
        phone: phone.map(|phone| Phone::parse(phone).unwrap()),
    }
}

fn everything(artist: studio_domain::ArtistId) -> ClientEdit {
    ClientEdit {
        name: Some(PersonName::parse("Zoë Full").unwrap()),
        phone: Some(Phone::parse("55 6081 3909").unwrap()),
        phone_e164: Some("+525560813909".to_owned()),
        email: Some(Some(Email::parse("Zoe@example.org").unwrap())),
        instagram: Some(Some(Instagram::parse("@Zoe.Ink").unwrap())),
        address: Some(Some(StreetAddress::parse("Calle 5, 2º B").unwrap())),
        city: short("Puebla"),
        state: short("Pue."),
        gender: short("own words"),
        birth_date: Some(Some(BirthDate::parse("1994-02-28").unwrap())),
        preferred_artist: Some(Some(artist)),
        styles: Some(
            ["fine line", "blackwork", "fine line"].map(|style| Style::parse(style).unwrap()).to_vec(),
        ),
        placements: Some(["wrist", "ankle"].map(|placement| Placement::parse(placement).unwrap()).to_vec()),
        source: short("referral"),
        source_detail: short("by Bea"),
        emergency: Some(Some(contact("Eva", Some("600 000 001")))),
        guardian: Some(Some(contact("Gus", None))),
    }
}

#[test]
fn everything_that_is_entered_comes_back_whether_made_or_changed() {
    let (file, cast) = TestFile::with_cast();
    let artist = cast.ana.artist();
    let changed = add(&file, &cast.desk.ctx(), "Ana");
    let before = card(&file, changed);
    let edit = everything(artist);
    let saved = change(&file, &cast.admin.at(minutes(3)), changed, {
        let edit = edit.clone();
        move |tx, may| tx.edit_client(may, Version::FIRST, &edit)
    });
    assert_eq!(saved.unwrap(), Version::FIRST.next());
    let (name, phone) = (edit.name.clone().unwrap(), edit.phone.clone());
    let new = NewClient { name, phone, more: edit, legacy_id: Some(77), created_at: None };
    let made = file.write::<_, Error, _>(&cast.admin.at(minutes(3)), move |tx| {
        let studio = tx.studio();
        let may = tx.authorize::<AddClient>(&studio)?;
        tx.add_client(&may, &new)
    });
    let made = card(&file, made.unwrap());
    let text = |text: &str| Some(text.to_owned());
    let named = Some(Named { id: artist, name: "Ana Ruiz".to_owned() });
    let expected = ClientCard {
        photo: None,
        id: changed,
        name: "Zoë Full".to_owned(),
        phone: text("55 6081 3909"),
        phone_e164: text("+525560813909"),
        email: text("Zoe@example.org"),
        instagram: text("Zoe.Ink"),
        address: text("Calle 5, 2º B"),
        city: text("Puebla"),
        state: text("Pue."),
        gender: text("own words"),
        birth_date: text("1994-02-28"),
        preferred_artist: named.clone(),
        styles: vec!["blackwork".to_owned(), "fine line".to_owned()],
        placements: vec!["ankle".to_owned(), "wrist".to_owned()],
        source: text("referral"),
        source_detail: text("by Bea"),
        pinned_note: None,
        emergency: Some(Contact {
            name: "Eva".to_owned(),
            relationship: "sister".to_owned(),
            phone: "600 000 001".to_owned(),
        }),
        guardian: Some(Contact { name: "Gus".to_owned(), relationship: String::new(), phone: String::new() }),
        status: ClientStatus::Active,
        next_appointment: None,
        last_appointment: None,
        artist: named,
        legacy_id: None,
        created_at: before.created_at,
        created_by: Some(cast.desk.user),
        updated_at: minutes(3),
        updated_by: Some(cast.admin.user),
        merged: Vec::new(),
        version: Version::FIRST.next(),
    };
    assert_eq!(card(&file, changed), expected);
    let expected = ClientCard {
        id: made.id,
        legacy_id: Some(77),
        created_at: minutes(3),
        created_by: Some(cast.admin.user),
        version: Version::FIRST,
        ..expected
    };
    assert_eq!(made, expected);
    let by_legacy = file.read::<_, Error, _>(&operator(), |tx| Ok(tx.client_by_legacy(77)?.id()));
    assert_eq!(by_legacy.unwrap(), made.id);
}

#[test]
fn what_is_emptied_is_empty_and_what_is_left_out_stays() {
    let (file, cast) = TestFile::with_cast();
    let id = add(&file, &operator(), "Ana");
    let edit = everything(cast.ana.artist());
    change(&file, &operator(), id, move |tx, may| tx.edit_client(may, Version::FIRST, &edit)).unwrap();
    let full = card(&file, id);

    let nothing = ClientEdit::default();
    change(&file, &operator(), id, move |tx, may| tx.edit_client(may, Version::new(2), &nothing)).unwrap();
    assert_eq!(
        card(&file, id),
        ClientCard { version: Version::new(3), updated_at: full.updated_at, ..full.clone() }
    );

    let emptied = ClientEdit {
        email: Some(None),
        instagram: Some(None),
        address: Some(None),
        city: Some(None),
        state: Some(None),
        gender: Some(None),
        birth_date: Some(None),
        preferred_artist: Some(None),
        styles: Some(vec![]),
        placements: Some(vec![]),
        source: Some(None),
        source_detail: Some(None),
        emergency: Some(None),
        guardian: Some(None),
        // A phone can't be taken away; without its country, the number is known only as typed.
        phone: Some(Phone::parse("55 6081 3909").unwrap()),
        phone_e164: None,
        name: None,
    };
    change(&file, &operator(), id, move |tx, may| tx.edit_client(may, Version::new(3), &emptied)).unwrap();
    let bare = ClientCard {
        email: None,
        instagram: None,
        address: None,
        city: None,
        state: None,
        gender: None,
        birth_date: None,
        preferred_artist: None,
        artist: None,
        styles: vec![],
        placements: vec![],
        source: None,
        source_detail: None,
        emergency: None,
        guardian: None,
        phone_e164: None,
        version: Version::new(4),
        ..full
    };
    assert_eq!(card(&file, id), bare);
}

/// Whoever saves what somebody else has saved meanwhile is told, and nothing of it is kept.
#[test]
fn of_two_editors_the_second_is_told() {
    let (file, cast) = TestFile::with_cast();
    let id = add(&file, &operator(), "Ana");
    let (admin, artist) = (cast.admin.ctx(), cast.ana.artist());
    let rename =
        |name: &str| ClientEdit { name: Some(PersonName::parse(name).unwrap()), ..ClientEdit::default() };
    let (first, second) = (rename("First"), everything(artist));
    change(&file, &admin, id, move |tx, may| tx.edit_client(may, Version::FIRST, &first)).unwrap();
    let before = file.raw().dump();
    let answers = [
        change(&file, &admin, id, move |tx, may| tx.edit_client(may, Version::FIRST, &second)),
        change(&file, &admin, id, |tx, may| tx.archive_client(may, Version::FIRST, true)),
        change(&file, &admin, id, |tx, may| tx.edit_client(may, Version::new(3), &ClientEdit::default())),
        file.write(&admin, move |tx| {
            let scope = tx.client(id)?;
            let may = tx.authorize::<PinNote>(&scope)?;
            tx.pin_note(&may, Version::FIRST, Some(&PinnedNote::parse("pinned").unwrap()))
        }),
    ];
    for answer in answers {
        let stale = matches!(answer, Err(Error::Stale { kind: "client", now, .. }) if now == Version::new(2));
        assert!(stale, "{answer:?}");
    }
    assert!(file.raw().dump() == before);
}

/// Archiving, restoring and pinning are changes like any other: told in the log, with who and when on the record.
#[test]
fn archiving_restoring_and_pinning_leave_their_marks() {
    let (file, cast) = TestFile::with_cast();
    let id = add(&file, &operator(), "Ana");
    let pin = |text: Option<&str>, version: i64| {
        let note = text.map(|text| PinnedNote::parse(text).unwrap());
        let pinned = file.write::<_, Error, _>(&cast.desk.at(minutes(version.unsigned_abs())), move |tx| {
            let scope = tx.client(id)?;
            let may = tx.authorize::<PinNote>(&scope)?;
            tx.pin_note(&may, Version::new(version), note.as_ref())
        });
        assert_eq!(pinned.unwrap(), Version::new(version + 1));
        card(&file, id)
    };
    let log = file.logged(|| {
        let pinned = pin(Some("faints at needles"), 1);
        assert_eq!(pinned.pinned_note.as_deref(), Some("faints at needles"));
        assert_eq!((pinned.updated_at, pinned.updated_by), (minutes(1), Some(cast.desk.user)));
        assert_eq!(pin(None, 2).pinned_note, None);
        for (archived, status) in [(true, ClientStatus::Archived), (false, ClientStatus::Active)] {
            let version = if archived { Version::new(3) } else { Version::new(4) };
            let ctx = cast.admin.at(minutes(7));
            change(&file, &ctx, id, move |tx, may| tx.archive_client(may, version, archived)).unwrap();
            let card = card(&file, id);
            assert_eq!((card.status, card.version), (status, version.next()));
            assert_eq!((card.updated_at, card.updated_by), (minutes(7), Some(cast.admin.user)));
        }
    });
    let expected = ["person clients.notes client 1 done granted"; 2].into_iter();
    let expected: Vec<&str> = expected.chain(["person clients.edit client 1 done granted"; 2]).collect();
    assert_eq!(log, expected);
}
