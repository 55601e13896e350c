//! Artist profiles: versions, hours, rates, the directory.

use chrono::NaiveDate;
use proptest::prelude::*;
use studio_domain::{
    ArtistId, ArtistName, BasisPoints, Bio, Colour, Email, Instagram, OpenTime, Phone, Style, Version,
    Weekday, WorkingHours,
};
use studio_store::actions::{
    AddArtist, EditArtist, InspectRates, ListStaff, RateArtist, ToggleArtist, ViewArtist,
};
use studio_store::{ArtistCard, ArtistEdit, ArtistFilter, ArtistRate, Error, NewArtist, OpCtx, Page, Store};

use crate::kit::{NOW, TestFile, add_artist, minutes, new_artist, operator};

fn card(store: &Store, artist: ArtistId) -> ArtistCard {
    let card = store.read::<_, Error, _>(&operator(), |tx| {
        let scope = tx.artist(artist)?;
        let may = tx.authorize::<ViewArtist>(&scope)?;
        tx.artist_card(&may)
    });
    card.unwrap()
}

fn hours(store: &Store, artist: ArtistId) -> WorkingHours {
    let hours = store.read::<_, Error, _>(&operator(), |tx| {
        let scope = tx.artist(artist)?;
        let may = tx.authorize::<ViewArtist>(&scope)?;
        tx.artist_hours(&may)
    });
    hours.unwrap()
}

fn edit(
    store: &Store,
    ctx: &OpCtx,
    artist: ArtistId,
    version: Version,
    edit: ArtistEdit,
) -> Result<Version, Error> {
    store.write(ctx, move |tx| {
        let scope = tx.artist(artist)?;
        let may = tx.authorize::<EditArtist>(&scope)?;
        tx.edit_artist(&may, version, &edit)
    })
}

fn bio(text: &str) -> ArtistEdit {
    ArtistEdit { bio: Some(Some(Bio::parse(text).unwrap())), ..ArtistEdit::default() }
}

fn stale(result: &Result<Version, Error>) -> bool {
    matches!(result, Err(Error::Stale { kind: "artist", .. }))
}

#[test]
fn of_two_who_edit_the_same_version_the_second_is_told() {
    let (file, cast) = TestFile::with_cast();
    let ana = cast.ana.artist();
    let seen = card(&file, ana).version;
    assert_eq!(edit(&file, &cast.ana.ctx(), ana, seen, bio("Fine lines.")).unwrap(), seen.next());
    let second = edit(&file, &cast.admin.ctx(), ana, seen, bio("Bold lines."));
    assert!(stale(&second), "{second:?}");
    let off = file.write::<_, Error, _>(&operator(), move |tx| {
        let scope = tx.artist(ana)?;
        assert_eq!(scope.version(), seen.next());
        let may = tx.authorize::<ToggleArtist>(&scope)?;
        tx.toggle_artist(&may, seen, false)
    });
    assert!(stale(&off), "{off:?}");
    let after = card(&file, ana);
    assert_eq!((after.bio.as_str(), after.active, after.version), ("Fine lines.", true, seen.next()));
    assert_eq!(edit(&file, &cast.admin.ctx(), ana, after.version, bio("Both.")).unwrap(), Version::new(3));
}

#[test]
fn a_stale_edit_leaves_the_hours_as_they_were() {
    let (file, cast) = TestFile::with_cast();
    let ana = cast.ana.artist();
    edit(&file, &operator(), ana, Version::FIRST, bio("Fine lines.")).unwrap();
    let all_week = WorkingHours::new().with(Weekday::Monday, &[OpenTime::new(600, 1_140).unwrap()]).unwrap();
    let late = ArtistEdit { hours: Some(all_week), ..ArtistEdit::default() };
    assert!(stale(&edit(&file, &operator(), ana, Version::FIRST, late)));
    assert!(hours(&file, ana).is_closed());
}

#[test]
fn a_profile_is_made_changed_and_emptied() {
    let (file, cast) = TestFile::with_cast();
    let full = ArtistEdit {
        bio: Some(Some(Bio::parse("Fine lines.").unwrap())),
        styles: Some(vec![Style::parse("Blackwork").unwrap(), Style::parse("Fine line").unwrap()]),
        phone: Some(Some(Phone::parse("+34 600 000 001").unwrap())),
        email: Some(Some(Email::parse("lola@example.org").unwrap())),
        instagram: Some(Some(Instagram::parse("lola.ink").unwrap())),
        // Not looked at in a new profile.
        name: Some(ArtistName::parse("Somebody Else").unwrap()),
        ..ArtistEdit::default()
    };
    let new = NewArtist { more: full, ..new_artist("Lola Vega") };
    let added = file.write::<_, Error, _>(&cast.admin.at(minutes(4)), move |tx| {
        let studio = tx.studio();
        let may = tx.authorize::<AddArtist>(&studio)?;
        tx.add_artist(&may, &new)
    });
    let lola = added.unwrap();
    let made = card(&file, lola);
    assert_eq!((made.name.as_str(), made.colour.as_str(), made.active), ("Lola Vega", "#b0413e", true));
    assert_eq!(
        (made.bio.as_str(), made.styles.as_slice()),
        ("Fine lines.", &["Blackwork".to_owned(), "Fine line".to_owned()][..])
    );
    assert_eq!(made.phone.as_deref(), Some("+34 600 000 001"));
    assert_eq!(
        (made.email.as_deref(), made.instagram.as_deref()),
        (Some("lola@example.org"), Some("lola.ink"))
    );
    assert_eq!(made.created_at, minutes(4));
    let less = ArtistEdit {
        name: Some(ArtistName::parse("Lola V.").unwrap()),
        colour: Some(Colour::parse("#123456").unwrap()),
        bio: Some(None),
        styles: Some(Vec::new()),
        phone: Some(None),
        ..ArtistEdit::default()
    };
    edit(&file, &operator(), lola, made.version, less).unwrap();
    let after = card(&file, lola);
    assert_eq!((after.name.as_str(), after.colour.as_str()), ("Lola V.", "#123456"));
    assert_eq!((after.bio.as_str(), after.styles.len(), after.phone), ("", 0, None));
    assert_eq!(after.email.as_deref(), Some("lola@example.org"), "what was not named stays");
}

#[test]
fn an_artist_that_does_not_exist_is_not_found() {
    let (file, _cast) = TestFile::with_cast();
    let result =
        file.read::<(), Error, _>(&operator(), |tx| tx.artist(ArtistId::new(4_711)).map(|_scope| ()));
    assert!(matches!(&result, Err(Error::NotFound { kind: "artist", id }) if id == "4711"), "{result:?}");
}

#[test]
fn switching_a_profile_off_keeps_it() {
    let (file, cast) = TestFile::with_cast();
    let ana = cast.ana.artist();
    let toggle = |active| {
        let toggled = file.write::<_, Error, _>(&operator(), move |tx| {
            let scope = tx.artist(ana)?;
            let may = tx.authorize::<ToggleArtist>(&scope)?;
            tx.toggle_artist(&may, scope.version(), active)
        });
        toggled.unwrap();
    };
    toggle(false);
    assert!(!card(&file, ana).active);
    let only =
        |active| names(&list(&file, &ArtistFilter { active: Some(active), ..ArtistFilter::default() }));
    assert_eq!((only(true), only(false)), (vec!["Ben Okri".to_owned()], vec!["Ana Ruiz".to_owned()]));
    toggle(true);
    assert!(card(&file, ana).active);
    assert_eq!(file.log().pop().unwrap().detail, r#"{"active":true}"#);
}

/// Up to three stretches of a day that do not meet.
fn some_day() -> impl Strategy<Value = Vec<OpenTime>> {
    proptest::collection::btree_set(0_u16..=1_440, 0..7).prop_map(|edges| {
        let edges: Vec<u16> = edges.into_iter().collect();
        edges.chunks_exact(2).map(|pair| OpenTime::new(pair[0], pair[1]).unwrap()).collect()
    })
}

#[test]
fn hours_come_back_as_they_were_saved() {
    let (file, cast) = TestFile::with_cast();
    let ana = cast.ana.artist();
    proptest!(ProptestConfig::with_cases(40), |(days in proptest::collection::vec(some_day(), 7))| {
        let week = Weekday::ALL.into_iter().zip(&days).try_fold(WorkingHours::new(), |hours, (day, times)| {
            hours.with(day, times)
        });
        let week = week.unwrap();
        let save = ArtistEdit { hours: Some(week.clone()), ..ArtistEdit::default() };
        edit(&file, &operator(), ana, card(&file, ana).version, save).unwrap();
        prop_assert_eq!(hours(&file, ana), week);
    });
    assert!(hours(&file, cast.ben.artist()).is_closed(), "nobody else's hours changed");
}

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

fn set_rate(store: &Store, ctx: &OpCtx, artist: ArtistId, from: NaiveDate, points: u16) {
    let set = store.write::<_, Error, _>(ctx, move |tx| {
        let scope = tx.artist(artist)?;
        let may = tx.authorize::<RateArtist>(&scope)?;
        tx.set_rate(&may, from, BasisPoints::new(points).unwrap())
    });
    set.unwrap();
}

#[test]
fn rates_are_dated_and_an_older_one_stays() {
    let (file, cast) = TestFile::with_cast();
    let ana = cast.ana.artist();
    set_rate(&file, &operator(), ana, day(1, 1), 4_000);
    set_rate(&file, &cast.admin.ctx(), ana, day(9, 1), 5_000);
    let detail = file.log().pop().unwrap().detail;
    assert_eq!(detail, r#"{"after":5000,"before":4000,"from":"2026-09-01"}"#);
    // Put in between, and the same day corrected by a further one.
    set_rate(&file, &cast.admin.ctx(), ana, day(6, 1), 4_500);
    set_rate(&file, &cast.admin.ctx(), ana, day(6, 1), 4_600);
    let inspected = file.read::<_, Error, _>(&operator(), |tx| {
        let scope = tx.artist(ana)?;
        let may = tx.authorize::<InspectRates>(&scope)?;
        tx.artist_rates(&may)
    });
    let rate = |from, points, set_by| ArtistRate {
        from,
        rate: BasisPoints::new(points).unwrap(),
        set_at: NOW,
        set_by,
    };
    let admin = Some(cast.admin.user);
    let expected = vec![
        rate(day(1, 1), 4_000, None),
        rate(day(6, 1), 4_500, admin),
        rate(day(6, 1), 4_600, admin),
        rate(day(9, 1), 5_000, admin),
    ];
    assert_eq!(inspected.unwrap(), expected);
    let mine = |ctx: &OpCtx| {
        let mine = file.read::<_, Error, _>(ctx, |tx| {
            let me = tx.me()?;
            tx.my_rates(&me)
        });
        mine.unwrap()
    };
    assert_eq!(mine(&cast.ana.ctx()), expected);
    assert_eq!((mine(&cast.ben.ctx()), mine(&cast.lone.ctx())), (Vec::new(), Vec::new()));
}

#[test]
fn rates_are_not_changed_or_removed_even_by_raw_sql() {
    let (file, cast) = TestFile::with_cast();
    set_rate(&file, &operator(), cast.ana.artist(), day(1, 1), 4_000);
    let before = file.raw().dump();
    for statement in [
        "UPDATE artist_rates SET rate_bp = 10000",
        "DELETE FROM artist_rates",
        "PRAGMA recursive_triggers = ON; REPLACE INTO artist_rates SELECT * FROM artist_rates",
    ] {
        assert_eq!(file.raw().try_exec(statement), Err("append_only".to_owned()), "{statement}");
    }
    assert!(before == file.raw().dump());
}

fn list(store: &Store, filter: &ArtistFilter) -> Page<ArtistCard> {
    let page = store.read::<_, Error, _>(&operator(), |tx| {
        let may = tx.authorize_list::<ListStaff>()?;
        tx.list_artists(&may, filter)
    });
    page.unwrap()
}

fn names(page: &Page<ArtistCard>) -> Vec<String> {
    page.items.iter().map(|card| card.name.clone()).collect()
}

#[test]
fn a_long_directory_comes_in_pages_without_gap_or_overlap_even_among_equal_names() {
    let (file, _cast) = TestFile::with_cast();
    // 118 more, seventy of them of one name: a page ends, and a page lies, within it.
    for i in 0..118 {
        let name = if i % 5 < 3 { "Maria Lopez".to_owned() } else { format!("Artist {:02}", i * 7 % 97) };
        add_artist(&file, &name);
    }
    let mut seen: Vec<ArtistCard> = Vec::new();
    let mut filter = ArtistFilter::default();
    let mut pages = Vec::new();
    loop {
        let page = list(&file, &filter);
        pages.push(page.items.len());
        seen.extend(page.items);
        filter.after = seen.last().map(ArtistCard::cursor);
        if !page.more {
            break;
        }
    }
    assert_eq!(pages, [50, 50, 20]);
    assert!(seen.iter().filter(|card| card.name == "Maria Lopez").count() > 50);
    let mut sorted: Vec<_> = seen.iter().map(ArtistCard::cursor).collect();
    sorted.sort();
    sorted.dedup();
    assert_eq!(sorted, seen.iter().map(ArtistCard::cursor).collect::<Vec<_>>());
    assert_eq!(sorted.len(), 120);
}

#[test]
fn names_are_found_and_ordered_without_regard_to_case_and_accents() {
    let (file, _cast) = TestFile::with_cast();
    for name in ["Íñigo Núñez", "inigo Zapata", "Zoë", "O'Farrill", "élodie"] {
        add_artist(&file, name);
    }
    let found =
        |q: &str| names(&list(&file, &ArtistFilter { q: Some(q.to_owned()), ..ArtistFilter::default() }));
    assert_eq!(found("INIGO"), ["Íñigo Núñez", "inigo Zapata"]);
    assert_eq!(found("nuñez íñi"), ["Íñigo Núñez"], "the order of the words does not matter");
    assert_eq!(found("o farrill"), ["O'Farrill"]);
    assert_eq!(found("nobody"), [""; 0]);
    assert_eq!(
        found(""),
        ["Ana Ruiz", "Ben Okri", "élodie", "Íñigo Núñez", "inigo Zapata", "O'Farrill", "Zoë"]
    );
}
