//! Pieces of portfolios and pictures of accounts from the old application's folder.

use std::collections::BTreeMap;
use std::fs;

use studio_app::{IssueCode, PortfolioFilter, PortfolioItem};
use studio_domain::{ItemColour, ItemState, PhotoSize, PictureSize};
use studio_testkit::picture;

use super::kit::{ADDED, DRY, Home, Source, counts, int, sample, text, told};
use super::sqlite_file::Cell;

/// The pieces, by what is said about them or their numbers.
fn wall(home: &Home) -> Vec<PortfolioItem> {
    let filter = PortfolioFilter { sort: "oldest".to_owned(), ..PortfolioFilter::default() };
    home.studio.portfolio(&home.operator(), &filter).unwrap().items
}

fn kept(home: &Home) -> usize {
    let folders = fs::read_dir(home.path().join("media")).unwrap().map(Result::unwrap);
    folders.map(|folder| fs::read_dir(folder.path()).unwrap().count()).sum()
}

#[test]
fn pieces_move_in_unpublished_with_their_pictures_and_those_without_are_kept() {
    let home = Home::new();
    let rehearsed = home.try_import(&sample(), DRY).unwrap();
    assert_eq!(kept(&home), 0, "a rehearsal keeps nothing");
    let report = home.import(&sample());
    assert_eq!(counts(&rehearsed, "portfolio_items"), counts(&report, "portfolio_items"));
    assert_eq!(counts(&report, "portfolio_items"), (6, 6, 0, 0));
    let items = wall(&home);
    assert_eq!(items.len(), 6);
    assert!(items.iter().all(|item| !item.is_public), "the old default would have published all of them");
    let without: Vec<_> = items.iter().filter(|item| item.pictures.is_none()).collect();
    assert_eq!(without.len(), 1);
    let missing: Vec<_> =
        report.issues.iter().filter(|issue| issue.code == IssueCode::PictureMissing).collect();
    assert_eq!((missing.len(), missing[0].id, missing[0].detail.as_str()), (1, Some(6), "missing.png"));
    for item in items.iter().filter(|item| item.pictures.is_some()) {
        let file = home.studio.portfolio_picture(&home.operator(), item.id, PictureSize::Large, |_| false);
        assert!(file.unwrap().bytes.unwrap().starts_with(&[0xff, 0xd8, 0xff]));
    }
    // A piece whose artist is not said is of the account in whose folder it lay.
    let of: BTreeMap<String, usize> = items.iter().fold(BTreeMap::new(), |mut of, item| {
        *of.entry(item.artist.name.clone()).or_default() += 1;
        of
    });
    assert!(of.values().sum::<usize>() == 6 && of.len() >= 3, "{of:?}");
    let clients = items.iter().filter(|item| item.client.is_some()).count();
    assert_eq!(clients, 2);
    assert!(items.iter().all(|item| item.appointment.is_none()), "the sessions are of others");
    // Again, they are here; the piece without a picture gets one by hand.
    let files = kept(&home);
    let again = home.try_import(&sample(), ADDED).unwrap();
    assert_eq!(counts(&again, "portfolio_items"), (6, 0, 6, 6));
    assert_eq!((wall(&home), kept(&home)), (items.clone(), files));
    let given = home.studio.set_portfolio_picture(&home.operator(), without[0].id, picture(90, 60, 9), None);
    assert!(given.unwrap().pictures.is_some());
}

#[test]
fn what_is_wrong_with_a_piece_is_told_and_ends_nothing() {
    let mut source = Source::with_people();
    let folder = source.folder().join("assets").join("uploads").join("portfolios").join("3");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("good.png"), picture(60, 40, 1)).unwrap();
    fs::write(folder.join("bad.png"), b"GIF89a").unwrap();
    let mut add = |id: i64, more: &[(&'static str, Cell)]| {
        let mut row = vec![
            ("id", int(id)),
            ("artist_id", int(1)),
            ("path", text("D:\\x\\3\\good.png")),
            ("created_at", text("2025-10-01 10:00:00")),
            ("is_public", int(1)),
        ];
        row.retain(|(column, _)| !more.iter().any(|(other, _)| other == column));
        row.extend(more.iter().cloned());
        source.add("portfolio_items", &row);
    };
    add(
        1,
        &[
            ("color_mode", text("Blanco y negro")),
            ("fresh_or_healed", text("curado")),
            ("caption", text("Rosa")),
        ],
    );
    add(2, &[("path", text("/srv/3/bad.png"))]);
    add(3, &[("path", text("/srv/3/../../../../etc/passwd"))]);
    add(4, &[("client_id", int(4_711)), ("session_id", int(4_711))]);
    add(5, &[("artist_id", int(99)), ("path", text("/srv/77/x.png"))]);
    add(6, &[("color_mode", text("verde")), ("created_at", text("never"))]);
    add(7, &[("client_id", int(1)), ("session_id", int(1)), ("caption", text("En sesión"))]);
    let session = [
        ("id", int(1)),
        ("client_id", int(1)),
        ("artist_id", int(1)),
        ("start", text("2025-09-30 10:00:00")),
        ("end", text("2025-09-30 12:00:00")),
        ("status", text("Completada")),
    ];
    source.add("sessions", &session);
    let home = Home::new();
    let report = home.import(source.folder());
    assert_eq!(counts(&report, "portfolio_items"), (7, 6, 1, 0));
    let found: Vec<_> =
        told(&report).into_iter().filter(|(code, ..)| *code != IssueCode::TableMissing).collect();
    for expected in [
        (IssueCode::PictureMissing, Some(2), Some("path")),
        (IssueCode::PictureMissing, Some(3), Some("path")),
        (IssueCode::ClientDropped, Some(4), Some("client_id")),
        (IssueCode::SessionDropped, Some(4), Some("session_id")),
        (IssueCode::ArtistMissing, Some(5), Some("artist_id")),
        (IssueCode::Unreadable, Some(6), Some("color_mode")),
    ] {
        assert!(found.contains(&expected), "{expected:?} in {found:?}");
    }
    let items = wall(&home);
    let rosa = items.iter().find(|item| item.description == "Rosa").unwrap();
    assert_eq!((rosa.colour, rosa.state), (Some(ItemColour::BlackAndGrey), Some(ItemState::Healed)));
    assert_eq!(items.iter().filter(|item| item.pictures.is_none()).count(), 2);
    let linked = items.iter().find(|item| item.description == "En sesión").unwrap();
    assert!(linked.appointment.is_some() && linked.client.is_some());
}

#[test]
fn pictures_of_accounts_move_in_and_are_whose_account_it_is() {
    let home = Home::new();
    let report = home.import(&sample());
    assert_eq!(counts(&report, "avatars"), (1, 1, 0, 0));
    let operator = home.operator();
    let lola = home.studio.user_named(&operator, "lola").unwrap();
    let card = home.studio.user(&operator, lola).unwrap().card;
    let shown = home.studio.user_photo(&operator, lola, PhotoSize::Small, |_| false).unwrap();
    assert_eq!(Some(shown.hash), card.photo.map(|face| face.small));
    let again = home.try_import(&sample(), ADDED).unwrap();
    assert_eq!(counts(&again, "avatars"), (1, 0, 1, 1));
    let mine = home.studio.set_user_photo(&operator, lola, picture(80, 80, 5)).unwrap();
    let again = home.try_import(&sample(), ADDED).unwrap();
    assert_eq!(counts(&again, "avatars"), (1, 0, 1, 0));
    assert!(told(&again).contains(&(IssueCode::PhotoKept, Some(3), None)));
    assert_eq!(home.studio.user(&operator, lola).unwrap().card.photo, mine.photo);
}

#[test]
fn a_picture_of_nobody_and_one_that_is_none_are_told() {
    let mut source = Source::with_people();
    let account =
        [("id", int(3)), ("username", text("ana")), ("role", text("assistant")), ("is_active", int(1))];
    source.add("users", &account);
    let folder = source.folder().join("assets").join("avatars");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("4711.png"), picture(40, 40, 1)).unwrap();
    fs::write(folder.join("3.png"), b"no picture").unwrap();
    let home = Home::new();
    let report = home.import(source.folder());
    assert_eq!(counts(&report, "avatars"), (2, 0, 2, 0));
    let found: Vec<_> = told(&report).into_iter().filter(|(_, id, _)| matches!(id, Some(3 | 4711))).collect();
    assert!(found.contains(&(IssueCode::PictureRefused, Some(3), None)), "{found:?}");
    assert!(found.contains(&(IssueCode::FileOfNobody, Some(4711), None)), "{found:?}");
}
