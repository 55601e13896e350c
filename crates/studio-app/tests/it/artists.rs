//! Artist profiles: making them, hours, rates, what may be wrong with them.

use studio_app::{ArtistFilter, ArtistInput, Outcome, RateInput};
use studio_domain::{PALETTE, Timestamp};
use studio_testkit::TestStudio;

use crate::kit::{Witness, entry, left, mistakes, newest, since, some};

fn named(name: &str) -> ArtistInput {
    ArtistInput { name: some(name), ..ArtistInput::default() }
}

#[test]
fn a_profile_is_made_with_all_that_was_typed() {
    let test = TestStudio::new();
    let admin = test.admin();
    let seq = newest(&test);
    let input = ArtistInput {
        colour: some("#ABCDEF"),
        bio: some("Lines\r\nand dots"),
        styles: Some(vec!["Blackwork".to_owned(), " Fine  line ".to_owned()]),
        phone: some("600 123 456"),
        email: some("ana@example.com"),
        instagram: some("@ana.ink"),
        hours: some("tue 11:00-19:00; MON 16:00-20:00,10:00-14:00"),
        ..named(" Ana  Paz ")
    };
    let id = test.studio.add_artist(&admin, input).unwrap();
    let sheet = test.studio.artist(&admin, id).unwrap();
    let card = sheet.card;
    assert_eq!((card.name.as_str(), card.colour.as_str(), card.active), ("Ana Paz", "#abcdef", true));
    assert_eq!((card.bio.as_str(), card.created_at), ("Lines\nand dots", admin.visit.now));
    assert_eq!(card.styles, ["Blackwork", "Fine line"]);
    assert_eq!(
        (card.phone.as_deref(), card.email.as_deref(), card.instagram.as_deref()),
        (Some("600 123 456"), Some("ana@example.com"), Some("ana.ink"))
    );
    assert_eq!(sheet.hours.to_string(), "mon 10:00-14:00,16:00-20:00; tue 11:00-19:00");
    let done = entry("staff.manage_users", "studio", None, Outcome::Done, "granted");
    assert_eq!(left(&test, seq), [done]);
    assert_eq!(since(&test, seq)[0].detail, format!("{{\"artist\":{id}}}"));
}

#[test]
fn a_new_profile_gets_the_next_free_colour() {
    let test = TestStudio::new();
    let admin = test.admin();
    let colour = |name: &str| {
        let id = test.studio.add_artist(&admin, named(name)).unwrap();
        test.studio.artist(&admin, id).unwrap().card.colour
    };
    // Two artists are there already.
    let given: Vec<String> = (2..PALETTE.len()).map(|nth| colour(&format!("Artist {nth}"))).collect();
    assert_eq!(given, PALETTE[2..].iter().map(|colour| colour.hex).collect::<Vec<_>>());
    assert_eq!(colour("One too many"), PALETTE[0].hex);
}

#[test]
fn an_artist_edits_her_own_profile() {
    let test = TestStudio::new();
    let (lola, id) = (test.lola(), test.artist_of("lola"));
    let seq = newest(&test);
    let input = ArtistInput {
        bio: some("Hello"),
        styles: Some(vec!["Dotwork".to_owned()]),
        hours: some("mon 10:00-14:00"),
        ..named("Lola V.")
    };
    let version = test.studio.edit_artist(&lola, id, input, None).unwrap();
    let sheet = test.studio.artist(&lola, id).unwrap();
    assert_eq!((sheet.card.name.as_str(), sheet.card.bio.as_str()), ("Lola V.", "Hello"));
    assert_eq!((sheet.card.version, sheet.hours.to_string().as_str()), (version, "mon 10:00-14:00"));
    assert_eq!(left(&test, seq), [entry("staff.edit_profile", "artist", id.get(), Outcome::Done, "owner")]);

    // Empty empties; what is left out stays.
    let input =
        ArtistInput { bio: some(""), styles: Some(vec![]), hours: some(""), ..ArtistInput::default() };
    test.studio.edit_artist(&lola, id, input, None).unwrap();
    let sheet = test.studio.artist(&lola, id).unwrap();
    assert_eq!((sheet.card.name.as_str(), sheet.card.bio.as_str()), ("Lola V.", ""));
    assert!(sheet.card.styles.is_empty() && sheet.hours.is_closed());
}

#[test]
fn all_mistakes_of_a_profile_are_told_at_once() {
    let test = TestStudio::new();
    let (admin, id) = (test.admin(), test.artist_of("lola"));
    let witness = Witness::of(&test, &admin);
    let (before, seq) = (witness.sees(), newest(&test));
    let wrong = || ArtistInput {
        name: Some("x".repeat(81)),
        colour: some("red"),
        bio: Some("x".repeat(4_001)),
        styles: Some(vec!["Dotwork".to_owned(), " ".to_owned(), "x".repeat(61)]),
        phone: some("call me"),
        email: some("x"),
        instagram: some("two words"),
        hours: some("someday 10-12"),
    };
    let all = [
        ("name", "too_long"),
        ("colour", "form"),
        ("bio", "too_long"),
        ("styles", "empty"),
        ("styles", "too_long"),
        ("phone", "form"),
        ("email", "form"),
        ("instagram", "form"),
        ("hours", "form"),
    ];
    assert_eq!(mistakes(test.studio.add_artist(&admin, wrong())), all);
    assert_eq!(mistakes(test.studio.edit_artist(&admin, id, wrong(), None)), all);

    let add = |input| mistakes(test.studio.add_artist(&admin, input));
    assert_eq!(add(ArtistInput::default()), [("name", "required")]);
    assert_eq!(add(named(" ")), [("name", "empty")]);
    let nameless = ArtistInput { email: some("x"), ..ArtistInput::default() };
    assert_eq!(add(nameless), [("email", "form"), ("name", "required")]);
    let edit = |input| mistakes(test.studio.edit_artist(&admin, id, input, None));
    // A name and a colour can be left out but not emptied.
    assert_eq!(edit(named("")), [("name", "empty")]);
    let input = ArtistInput { colour: some(""), ..ArtistInput::default() };
    assert_eq!(edit(input), [("colour", "form")]);
    let hours = |text: &str| edit(ArtistInput { hours: some(text), ..ArtistInput::default() });
    assert_eq!(hours("mon 14:00-10:00"), [("hours", "end_before_start")]);
    assert_eq!(hours("mon 10:00-14:00,12:00-15:00"), [("hours", "overlap")]);
    assert_eq!((witness.sees(), since(&test, seq)), (before, vec![]));
}

#[test]
fn a_rate_holds_from_its_day_and_the_log_has_both() {
    let test = TestStudio::new();
    // Nine in the evening in the studio: tomorrow in UTC.
    test.clock.set(Timestamp::parse_rfc3339("2026-09-22T03:00:00Z").unwrap());
    let (admin, id) = (test.admin(), test.artist_of("lola"));
    let set = |percent: &str, from: Option<&str>| {
        let input = RateInput { percent: percent.to_owned(), from: from.map(str::to_owned) };
        test.studio.set_rate(&admin, id, input)
    };
    let seq = newest(&test);
    set("45", None).unwrap();
    set("50 %", Some("2026-12-01")).unwrap();
    set("37,5", Some("2026-10-01")).unwrap();
    let details: Vec<_> = since(&test, seq).into_iter().map(|entry| entry.detail).collect();
    assert_eq!(
        details,
        [
            r#"{"after":4500,"before":null,"from":"2026-09-21"}"#,
            r#"{"after":5000,"before":4500,"from":"2026-12-01"}"#,
            r#"{"after":3750,"before":4500,"from":"2026-10-01"}"#,
        ]
    );
    let rates = test.studio.artist(&admin, id).unwrap().rates.unwrap();
    let shown: Vec<_> = rates.iter().map(|rate| (rate.from.to_string(), rate.rate.get())).collect();
    let expected = [("2026-09-21", 4_500), ("2026-10-01", 3_750), ("2026-12-01", 5_000)];
    assert_eq!(shown, expected.map(|(day, rate)| (day.to_owned(), rate)));
    assert!(
        rates.iter().all(|rate| rate.set_by == Some(test.user("marta")) && rate.set_at == admin.visit.now)
    );

    let witness = Witness::of(&test, &admin);
    let (before, seq) = (witness.sees(), newest(&test));
    assert_eq!(mistakes(set("101", Some("soon"))), [("rate", "out_of_range"), ("from", "form")]);
    assert_eq!(mistakes(set("", None)), [("rate", "empty")]);
    assert_eq!(mistakes(set("half", Some("2026-02-30"))), [("rate", "form"), ("from", "form")]);
    assert_eq!(mistakes(set("-1", None)).len(), 1);
    assert_eq!((witness.sees(), since(&test, seq)), (before, vec![]));
}

#[test]
fn rates_are_for_admins_and_their_artist() {
    let test = TestStudio::new();
    let id = test.artist_of("lola");
    let input = RateInput { percent: "45".to_owned(), from: None };
    test.studio.set_rate(&test.admin(), id, input).unwrap();
    for (ctx, sees) in [
        (test.admin(), true),
        (test.operator(), true),
        (test.lola(), true),
        (test.bruno(), false),
        (test.desk(), false),
    ] {
        let seq = newest(&test);
        let rates = test.studio.artist(&ctx, id).unwrap().rates;
        assert_eq!(rates.map(|rates| rates.len()), sees.then_some(1), "{:?}", ctx.who);
        assert_eq!(left(&test, seq), []);
    }
}

#[test]
fn a_profile_that_is_off_keeps_its_account_and_history() {
    let test = TestStudio::new();
    let (admin, lola, id) = (test.admin(), test.lola(), test.artist_of("lola"));
    let seq = newest(&test);
    test.studio.toggle_artist(&admin, id, false, None).unwrap();
    assert_eq!(since(&test, seq)[0].detail, r#"{"active":false}"#);
    assert!(!test.studio.artist(&lola, id).unwrap().card.active);
    let names = |filter: &ArtistFilter| -> Vec<String> {
        test.studio.artists(&lola, filter).unwrap().items.into_iter().map(|card| card.name).collect()
    };
    let all = ArtistFilter::default();
    assert_eq!(names(&all), ["Bruno Ink", "Lola Vega"]);
    assert_eq!(names(&ArtistFilter { active: Some(true), ..all.clone() }), ["Bruno Ink"]);
    assert_eq!(names(&ArtistFilter { q: some("véga"), ..all }), ["Lola Vega"]);
}
