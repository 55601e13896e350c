//! Accounts: making them, what may be wrong with them, what they must not share.

use studio_app::{AuditEntry, Error, Link, Outcome, PasswordState, Secret, UserFilter, UserInput};
use studio_domain::Timestamp;
use studio_policy::Role;
use studio_testkit::TestStudio;

use crate::kit::{Witness, code, entry, left, mistakes, newest, password, since, some};

fn none() -> UserInput {
    UserInput::default()
}

fn details(entries: &[AuditEntry]) -> Vec<&str> {
    entries.iter().map(|entry| entry.detail.as_str()).collect()
}

#[test]
fn an_admin_makes_an_account_and_hands_over_an_invitation() {
    let test = TestStudio::new();
    let admin = test.admin();
    let seq = newest(&test);
    let input = UserInput {
        full_name: some("Ana  Paz "),
        birth_date: some("1994-05-31"),
        email: some("ana@example.com"),
        phone: some("600 123 456"),
        instagram: some("@ana.paz"),
    };
    let added = test.studio.add_user(&admin, " Ana.Paz ", "assistant", Link::None, input, None).unwrap();
    assert!(added.invitation.is_some() && added.artist.is_none());
    let sheet = test.studio.user(&admin, added.id).unwrap();
    let card = sheet.card;
    assert_eq!((card.user_name.as_str(), card.role, card.active), ("Ana.Paz", Role::Assistant, true));
    assert_eq!(card.full_name, "Ana Paz");
    assert_eq!(
        (card.email.as_deref(), card.phone.as_deref(), card.instagram.as_deref()),
        (Some("ana@example.com"), Some("600 123 456"), Some("ana.paz"))
    );
    let private = sheet.private.unwrap();
    assert_eq!((private.birth_date.as_deref(), private.password), (Some("1994-05-31"), PasswordState::Open));
    assert_eq!((private.created_at, private.last_sign_in_at), (admin.visit.now, None));

    let id = added.id.get();
    let done = |kind, id: Option<i64>| entry("staff.manage_users", kind, id, Outcome::Done, "granted");
    assert_eq!(left(&test, seq), [done("studio", None), done("user", Some(id))]);
    let made = format!("{{\"role\":\"assistant\",\"user\":{id}}}");
    assert_eq!(details(&since(&test, seq)), [made.as_str(), r#"{"act":"invite"}"#]);
    assert_eq!(test.studio.user_named(&admin, "ana.paz").unwrap(), added.id);
}

#[test]
fn an_artists_account_makes_its_profile_or_takes_one() {
    let test = TestStudio::new();
    let admin = test.admin();
    let link = Link::New("Ana Paz".to_owned());
    let added = test.studio.add_user(&admin, "ana", "artist", link, none(), None).unwrap();
    let artist = added.artist.unwrap();
    let card = test.studio.user(&admin, added.id).unwrap().card;
    assert_eq!(card.artist, Some((artist, "Ana Paz".to_owned())));
    // A new profile has a colour that nobody else has.
    let page = test.studio.artists(&admin, &studio_app::ArtistFilter::default()).unwrap();
    let mut colours: Vec<_> = page.items.iter().map(|card| &card.colour).collect();
    colours.sort();
    colours.dedup();
    assert_eq!(colours.len(), page.items.len());

    test.studio.set_role(&admin, added.id, "assistant", Link::None, None).unwrap();
    let taker = test.studio.add_user(&admin, "otra", "artist", Link::To(artist), none(), None).unwrap();
    assert_eq!(taker.artist, Some(artist));
}

#[test]
fn all_mistakes_of_a_new_account_are_told_at_once() {
    let test = TestStudio::new();
    let admin = test.admin();
    let witness = Witness::of(&test, &admin);
    let (before, seq) = (witness.sees(), newest(&test));
    let add = |name, role, link, input| mistakes(test.studio.add_user(&admin, name, role, link, input, None));

    let input = UserInput {
        full_name: Some("x".repeat(121)),
        birth_date: some("1850-01-01"),
        email: some("ana"),
        phone: some("call me"),
        instagram: some("two words"),
    };
    let person = [
        ("full_name", "too_long"),
        ("birth_date", "out_of_range"),
        ("email", "form"),
        ("phone", "form"),
        ("instagram", "form"),
    ];
    let mut all = vec![("user_name", "form"), ("role", "unknown")];
    all.extend(person);
    assert_eq!(add("a b c", "boss", Link::None, input.clone()), all);
    // A link can be judged only where the role is known.
    let mut all = vec![("user_name", "too_short")];
    all.extend(person);
    all.push(("artist", "required"));
    assert_eq!(add("ab", "artist", Link::None, input), all);

    let lola = Link::To(test.artist_of("lola"));
    assert_eq!(add("ana", "assistant", lola.clone(), none()), [("artist", "not_allowed")]);
    assert_eq!(add("ana", "admin", lola, none()), [("artist", "not_allowed")]);
    let new = |name: &str| Link::New(name.to_owned());
    assert_eq!(add("ana", "assistant", new("Ana"), none()), [("artist", "not_allowed")]);
    assert_eq!(add("ana", "artist", new("  "), none()), [("artist", "empty")]);
    assert_eq!(
        add("", "artist", new(&"x".repeat(81)), none()),
        [("user_name", "empty"), ("artist", "too_long")]
    );
    let born = UserInput { birth_date: some("yesterday"), ..none() };
    assert_eq!(add("ana", "assistant", Link::None, born), [("birth_date", "form")]);
    assert_eq!((witness.sees(), since(&test, seq)), (before, vec![]));
}

#[test]
fn names_and_profiles_belong_to_one_account() {
    let test = TestStudio::new();
    let admin = test.admin();
    let witness = Witness::of(&test, &admin);
    let (before, seq) = (witness.sees(), newest(&test));
    for taken in ["lola", "LOLA", "Lóla", " lola "] {
        let answer = test.studio.add_user(&admin, taken, "assistant", Link::None, none(), None);
        assert_eq!(code(answer), "user_name_taken", "{taken}");
    }
    // The profile that would have been made goes with the account that was not.
    let link = Link::New("Lola Nueva".to_owned());
    assert_eq!(code(test.studio.add_user(&admin, "lola", "artist", link, none(), None)), "user_name_taken");
    let lola = || Link::To(test.artist_of("lola"));
    assert_eq!(code(test.studio.add_user(&admin, "ana", "artist", lola(), none(), None)), "artist_taken");
    assert_eq!(
        code(test.studio.set_role(&admin, test.user("bruno"), "artist", lola(), None)),
        "artist_taken"
    );
    assert_eq!((witness.sees(), since(&test, seq)), (before, vec![]));
}

#[test]
fn a_person_is_edited() {
    let test = TestStudio::new();
    let (admin, id) = (test.admin(), test.user("bruno"));
    let seq = newest(&test);
    let input = UserInput { full_name: some("Bruno Díaz"), email: some("b@example.com"), ..none() };
    test.studio.edit_user(&admin, id, input, None).unwrap();
    let input = UserInput { birth_date: some("1990-02-28"), email: some(""), ..none() };
    test.studio.edit_user(&admin, id, input, None).unwrap();
    let sheet = test.studio.user(&admin, id).unwrap();
    assert_eq!((sheet.card.full_name.as_str(), sheet.card.email), ("Bruno Díaz", None));
    assert_eq!(sheet.private.unwrap().birth_date.as_deref(), Some("1990-02-28"));
    assert_eq!(details(&since(&test, seq)), [r#"{"act":"edit"}"#; 2]);

    let witness = Witness::of(&test, &admin);
    let (before, seq) = (witness.sees(), newest(&test));
    let input = UserInput {
        full_name: some("one\u{0}two"),
        birth_date: some("31/05/1994"),
        email: some("x"),
        phone: some("1"),
        instagram: some("ñ"),
    };
    let expected = [
        ("full_name", "control_character"),
        ("birth_date", "form"),
        ("email", "form"),
        ("phone", "too_short"),
        ("instagram", "form"),
    ];
    assert_eq!(mistakes(test.studio.edit_user(&admin, id, input, None)), expected);
    assert_eq!((witness.sees(), since(&test, seq)), (before, vec![]));
}

/// At nine in the evening in Mexico it is tomorrow already in UTC.
#[test]
fn a_birth_date_is_compared_with_the_studios_day() {
    let test = TestStudio::new();
    test.clock.set(Timestamp::parse_rfc3339("2026-09-22T03:00:00Z").unwrap());
    let (admin, id) = (test.admin(), test.user("bruno"));
    let born =
        |date: &str| test.studio.edit_user(&admin, id, UserInput { birth_date: some(date), ..none() }, None);
    born("2026-09-21").unwrap();
    assert_eq!(mistakes(born("2026-09-22")), [("birth_date", "in_future")]);
}

#[test]
fn a_role_is_changed_with_its_link() {
    let test = TestStudio::new();
    let (admin, id) = (test.admin(), test.user("bruno"));
    let profile = test.artist_of("bruno");
    let seq = newest(&test);
    test.studio.set_role(&admin, id, " assistant ", Link::None, None).unwrap();
    test.studio.set_role(&admin, id, "artist", Link::To(profile), None).unwrap();
    let number = profile.get();
    let expected = [
        format!(
            r#"{{"act":"role","after":"assistant","after_artist":null,"before":"artist","before_artist":{number}}}"#
        ),
        format!(
            r#"{{"act":"role","after":"artist","after_artist":{number},"before":"assistant","before_artist":null}}"#
        ),
    ];
    assert_eq!(details(&since(&test, seq)), expected);

    let witness = Witness::of(&test, &admin);
    let before = witness.sees();
    let role = |code: &str, link| mistakes(test.studio.set_role(&admin, id, code, link, None));
    assert_eq!(role("boss", Link::None), [("role", "unknown")]);
    assert_eq!(role("Artist", Link::None), [("role", "unknown")]);
    assert_eq!(role("artist", Link::None), [("artist", "required")]);
    assert_eq!(role("admin", Link::To(profile)), [("artist", "not_allowed")]);
    assert_eq!(role("assistant", Link::New("X".to_owned())), [("artist", "not_allowed")]);
    assert_eq!(role("artist", Link::New("\t".to_owned())), [("artist", "empty")]);
    assert_eq!(witness.sees(), before);
}

#[test]
fn the_operator_sets_a_password_that_is_good_enough() {
    let test = TestStudio::new();
    let (operator, id) = (test.operator(), test.user("bruno"));
    for weak in ["", "short", "bruno", "bruno12345", "contraseña1234"] {
        assert_eq!(code(test.studio.set_password(&operator, id, &Secret::from(weak))), "weak_password");
        let (link, weak) = (Link::None, Secret::from(weak));
        let added = test.studio.add_user(&operator, "bruno", "assistant", link, none(), Some(&weak));
        assert_eq!(code(added), "weak_password");
    }
    let seq = newest(&test);
    let new = Secret::from("nobody guesses this one");
    test.studio.set_password(&operator, id, &new).unwrap();
    assert_eq!(details(&since(&test, seq)), [r#"{"act":"password"}"#]);
    assert!(test.studio.sign_in(&test.visit(), "bruno", &new, "test").answer.is_ok());
    assert!(test.studio.sign_in(&test.visit(), "bruno", &password(), "test").answer.is_err());
}

/// Whoever may not set passwords at all does not learn which ones are good, and is in the log.
#[test]
fn a_refusal_comes_before_the_password_is_judged() {
    let test = TestStudio::new();
    let (id, weak) = (test.user("bruno"), Secret::from("weak"));
    let refused = |kind, id| entry("staff.manage_users", kind, id, Outcome::Refused, "no_grant");
    for ctx in [test.desk(), test.lola()] {
        let seq = newest(&test);
        let answer = test.studio.set_password(&ctx, id, &weak);
        assert!(matches!(answer, Err(Error::Refused { .. })), "{answer:?}");
        let answer = test.studio.add_user(&ctx, "ana", "boss", Link::None, none(), Some(&weak));
        assert!(matches!(answer, Err(Error::Refused { .. })), "{answer:?}");
        assert_eq!(left(&test, seq), [refused("user", Some(id.get())), refused("studio", None)]);
    }
    let admin = test.admin();
    assert_eq!(code(test.studio.set_password(&admin, id, &weak)), "password_by_operator");
    let added = test.studio.add_user(&admin, "ana", "boss", Link::None, none(), Some(&weak));
    assert_eq!(code(added), "password_by_operator");
}

#[test]
fn what_is_private_is_for_admins() {
    let test = TestStudio::new();
    let id = test.user("lola");
    for (ctx, sees) in
        [(test.admin(), true), (test.operator(), true), (test.desk(), false), (test.bruno(), false)]
    {
        let seq = newest(&test);
        assert_eq!(test.studio.user(&ctx, id).unwrap().private.is_some(), sees, "{:?}", ctx.who);
        assert_eq!(left(&test, seq), [], "to look at a card and not see all of it is no refusal");
    }
}

#[test]
fn the_directory_is_filtered_and_paged() {
    let test = TestStudio::new();
    let admin = test.admin();
    let names = |filter: &UserFilter| -> Vec<String> {
        test.studio
            .users(&test.desk(), filter)
            .unwrap()
            .items
            .into_iter()
            .map(|card| card.user_name)
            .collect()
    };
    let all = UserFilter::default();
    assert_eq!(names(&all), ["bruno", "lola", "marta", "recepcion"]);
    assert_eq!(names(&UserFilter { q: some("VÉGA"), ..all.clone() }), ["lola"]);
    assert_eq!(names(&UserFilter { role: Some(Role::Artist), ..all.clone() }), ["bruno", "lola"]);
    test.studio.toggle_user(&admin, test.user("lola"), false, None).unwrap();
    assert_eq!(names(&UserFilter { active: Some(false), ..all.clone() }), ["lola"]);

    for nth in 0..60 {
        let name = format!("cuenta-{nth:02}");
        test.studio.add_user(&admin, &name, "assistant", Link::None, none(), None).unwrap();
    }
    let first = test.studio.users(&admin, &all).unwrap();
    assert_eq!((first.items.len(), first.more), (50, true));
    let after = first.items.last().map(|card| card.user_name.clone());
    let second = test.studio.users(&admin, &UserFilter { after, ..all }).unwrap();
    assert_eq!((second.items.len(), second.more), (14, false));
}
