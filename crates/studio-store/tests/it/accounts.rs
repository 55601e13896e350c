//! Accounts: the last admin, roles and links, names, invitations, oneself.

use std::time::Duration;

use studio_domain::{ArtistId, BirthDate, Email, Language, PersonName, Theme, UserId, UserName, Version};
use studio_policy::Role;
use studio_store::actions::{ListStaff, ToggleUser, ViewUser};
use studio_store::{
    Constraint, Error, NoActor, OwnEdit, Page, PasswordState, PasswordTry, Store, UserCard, UserEdit,
    UserFilter, Who,
};

use crate::kit::{
    Cast, NOW, TestFile, add_artist, add_user, elevate, just_before, manage, minutes, new_user, operator,
    password_of, sign_in, token, visit,
};

fn card(store: &Store, user: UserId) -> UserCard {
    let card = store.read::<_, Error, _>(&operator(), |tx| {
        let scope = tx.user(user)?;
        let may = tx.authorize::<ViewUser>(&scope)?;
        tx.user_card(&may)
    });
    card.unwrap()
}

fn toggle(store: &Store, user: UserId, active: bool) -> Result<Version, Error> {
    store.write(&operator(), move |tx| {
        let scope = tx.user(user)?;
        let may = tx.authorize::<ToggleUser>(&scope)?;
        tx.toggle_user(&may, scope.version(), active)
    })
}

fn set_role(store: &Store, user: UserId, role: Role, artist: Option<ArtistId>) -> Result<Version, Error> {
    let version = card(store, user).version;
    manage(store, user, NOW, move |tx, may| tx.set_role(may, version, role, artist))
}

fn conflict<T: std::fmt::Debug>(result: Result<T, Error>, expected: Constraint) {
    assert!(
        matches!(&result, Err(Error::Conflict(why)) if *why == expected),
        "{result:?} instead of {expected:?}"
    );
}

/// How the sessions of an account ended; open ones are empty.
fn endings(file: &TestFile, user: UserId) -> Vec<String> {
    let sql = format!("SELECT ended_because AS line FROM sessions WHERE user_id = {user} ORDER BY id");
    file.raw().lines(&sql)
}

#[test]
fn the_last_active_admin_can_not_be_switched_off_or_demoted() {
    let (file, cast) = TestFile::with_cast();
    let before = file.raw().dump();
    let admin = cast.admin.user;
    conflict(toggle(&file, admin, false), Constraint::LastAdmin);
    conflict(set_role(&file, admin, Role::Assistant, None), Constraint::LastAdmin);
    assert!(before == file.raw().dump());
    // One who is switched off does not count.
    let second = add_user(&file, new_user("second", Role::Admin, None)).unwrap();
    toggle(&file, second, false).unwrap();
    conflict(toggle(&file, admin, false), Constraint::LastAdmin);
    toggle(&file, second, true).unwrap();
    set_role(&file, admin, Role::Assistant, None).unwrap();
    conflict(toggle(&file, second, false), Constraint::LastAdmin);
}

#[test]
fn the_last_active_admin_stays_even_against_raw_sql() {
    let (file, cast) = TestFile::with_cast();
    let admin = cast.admin.user;
    let before = file.raw().dump();
    for statement in [
        format!("UPDATE users SET role = 'assistant' WHERE id = {admin}"),
        format!("UPDATE users SET active = 0 WHERE id = {admin}"),
        "UPDATE users SET active = 0".to_owned(),
        format!("DELETE FROM users WHERE id = {admin}"),
        "DELETE FROM users".to_owned(),
        format!(
            "REPLACE INTO users (id, user_name, user_key, role, created_at, updated_at)
             VALUES ({admin}, 'admin', 'admin', 'assistant', 1, 1)"
        ),
        "INSERT OR REPLACE INTO users (user_name, user_key, role, created_at, updated_at)
         VALUES ('admin', 'admin', 'assistant', 1, 1)"
            .to_owned(),
    ] {
        // As the product's own connections are set: a REPLACE is a deletion too.
        let mut raw = file.raw();
        raw.exec("PRAGMA recursive_triggers = ON; PRAGMA foreign_keys = OFF");
        assert_eq!(raw.try_exec(&statement), Err("last_admin".to_owned()), "{statement}");
    }
    assert!(before == file.raw().dump());
}

#[test]
fn a_new_role_or_link_ends_the_sessions_and_the_elevation() {
    let (file, cast) = TestFile::with_cast();
    elevate(&file, &cast.desk.ctx());
    set_role(&file, cast.desk.user, Role::Artist, None).unwrap();
    assert_eq!(endings(&file, cast.desk.user), ["role"]);
    assert_eq!(file.raw().lines("SELECT ended_because AS line FROM elevations"), ["session"]);
    let artist = add_artist(&file, "Lola Vega");
    set_role(&file, cast.lone.user, Role::Artist, Some(artist)).unwrap();
    assert_eq!(endings(&file, cast.lone.user), ["role"]);
    assert_eq!(card(&file, cast.lone.user).artist, Some((artist, "Lola Vega".to_owned())));
    // Saving the same again, or other things, ends nothing.
    set_role(&file, cast.ana.user, Role::Artist, cast.ana.artist).unwrap();
    manage(&file, cast.ana.user, NOW, |tx, may| tx.edit_user(may, Version::new(2), &UserEdit::default()))
        .unwrap();
    assert_eq!(endings(&file, cast.ana.user), [""]);
}

#[test]
fn switching_an_account_off_ends_its_sessions_and_elevation_for_good() {
    let (file, cast) = TestFile::with_cast();
    sign_in(&file, &visit(NOW), "desk");
    elevate(&file, &cast.desk.ctx());
    toggle(&file, cast.desk.user, false).unwrap();
    assert_eq!(endings(&file, cast.desk.user), ["disabled", "disabled"]);
    assert_eq!(file.raw().lines("SELECT ended_because AS line FROM elevations"), ["session"]);
    toggle(&file, cast.desk.user, true).unwrap();
    let result = file.read::<_, Error, _>(&cast.desk.ctx(), |tx| tx.me().map(|_me| ()));
    assert!(matches!(result, Err(Error::NoActor(NoActor::Ended))), "{result:?}");
    assert_eq!(endings(&file, cast.ana.user), [""], "nobody else is signed out");
}

#[test]
fn a_new_password_of_ones_own_ends_the_other_sessions_and_the_elevation() {
    let (file, cast) = TestFile::with_cast();
    sign_in(&file, &visit(NOW), "desk");
    elevate(&file, &cast.desk.ctx());
    let tried = || {
        let tried = file.write::<_, Error, _>(&cast.desk.ctx(), |tx| {
            let me = tx.me()?;
            tx.try_my_password(&me)
        });
        tried.unwrap()
    };
    let change = |tried: PasswordTry| {
        file.write::<_, Error, _>(&cast.desk.ctx(), move |tx| {
            let me = tx.me()?;
            tx.set_my_password(&me, &tried, "a new hash")
        })
    };
    // The password that was checked is not the stored one any more.
    let mut stale = tried();
    stale.hash = Some("an older hash".to_owned());
    conflict(change(stale), Constraint::Other);
    assert_eq!(endings(&file, cast.desk.user), ["", ""]);
    let tried = tried();
    assert_eq!(tried.hash.as_deref(), Some(password_of("desk").as_str()));
    let logged = file.logged(|| change(tried).unwrap());
    assert_eq!(logged, [format!("person oneself.password user {} done oneself", cast.desk.user)]);
    assert_eq!(endings(&file, cast.desk.user), ["", "password"]);
    assert_eq!(file.raw().lines("SELECT ended_because AS line FROM elevations"), ["ended"]);
    let hash = file.read::<_, Error, _>(&cast.desk.ctx(), |tx| {
        let me = tx.me()?;
        tx.my_password_hash(&me)
    });
    assert_eq!(hash.unwrap().as_deref(), Some("a new hash"));
}

#[test]
fn a_password_set_by_the_operator_ends_all_sessions() {
    let (file, cast) = TestFile::with_cast();
    sign_in(&file, &visit(NOW), "desk");
    manage(&file, cast.desk.user, NOW, |tx, may| tx.set_password(may, "a new hash")).unwrap();
    assert_eq!(endings(&file, cast.desk.user), ["password", "password"]);
    assert_eq!(endings(&file, cast.ana.user), [""]);
}

#[test]
fn user_names_differ_by_more_than_case_and_accents() {
    let (file, _cast) = TestFile::with_cast();
    for taken in ["ana", "ANA", "Aná"] {
        conflict(add_user(&file, new_user(taken, Role::Assistant, None)), Constraint::UserNameTaken);
    }
    add_user(&file, new_user("ana.ruiz", Role::Assistant, None)).unwrap();
    add_user(&file, new_user("ana-ruiz", Role::Assistant, None)).unwrap();
    let found = file.read::<_, Error, _>(&operator(), |tx| {
        Ok((tx.user_by_key(&UserName::key_of(" Aná "))?.id(), tx.user_by_key("anna").is_err()))
    });
    assert_eq!(found.unwrap(), (crate::kit::user_named(&file, "ana"), true));
}

#[test]
fn an_artist_profile_has_one_account_and_only_of_an_artist() {
    let (file, cast) = TestFile::with_cast();
    conflict(add_user(&file, new_user("second", Role::Artist, cast.ana.artist)), Constraint::ArtistTaken);
    conflict(set_role(&file, cast.ben.user, Role::Artist, cast.ana.artist), Constraint::ArtistTaken);
    let before = file.raw().dump();
    let free = add_artist(&file, "Lola Vega");
    assert!(before != file.raw().dump());
    let before = file.raw().dump();
    for role in [Role::Assistant, Role::Admin] {
        let result = set_role(&file, cast.desk.user, role, Some(free));
        assert!(matches!(result, Err(Error::Backend(_))), "{result:?}");
    }
    assert!(before == file.raw().dump(), "what the schema refuses leaves nothing");
}

#[test]
fn who_saves_an_older_version_is_told() {
    let (file, cast) = TestFile::with_cast();
    let user = cast.desk.user;
    let seen = card(&file, user).version;
    let named = |name: &str| UserEdit {
        full_name: Some(Some(PersonName::parse(name).unwrap())),
        ..UserEdit::default()
    };
    let (first, second) = (named("Dora Keane"), named("Dora Kean"));
    let saved = manage(&file, user, NOW, move |tx, may| tx.edit_user(may, seen, &first)).unwrap();
    assert_eq!(saved, seen.next());
    let stale = |result: Result<Version, Error>| {
        let Err(Error::Stale { kind, id, expected, now }) = result else { panic!("{result:?}") };
        assert_eq!((kind, id, expected, now), ("user", user.get(), seen, saved));
    };
    stale(manage(&file, user, NOW, move |tx, may| tx.edit_user(may, seen, &second)));
    stale(manage(&file, user, NOW, move |tx, may| tx.set_role(may, seen, Role::Admin, None)));
    stale(file.write(&operator(), move |tx| {
        let scope = tx.user(user)?;
        let may = tx.authorize::<ToggleUser>(&scope)?;
        tx.toggle_user(&may, seen, false)
    }));
    stale(file.write(&cast.desk.ctx(), move |tx| {
        let me = tx.me()?;
        tx.edit_myself(&me, seen, &OwnEdit::default())
    }));
    let card = card(&file, user);
    assert_eq!(
        (card.full_name.as_str(), card.role, card.active, card.version),
        ("Dora Keane", Role::Assistant, true, saved)
    );
}

#[test]
fn what_is_said_of_a_person_is_kept_and_emptied() {
    let (file, cast) = TestFile::with_cast();
    let user = cast.desk.user;
    let edit = UserEdit {
        full_name: Some(Some(PersonName::parse("Dora Keane").unwrap())),
        birth_date: Some(Some(BirthDate::parse("1994-02-28").unwrap())),
        email: Some(Some(Email::parse("dora@example.org").unwrap())),
        ..UserEdit::default()
    };
    let version = manage(&file, user, NOW, move |tx, may| tx.edit_user(may, Version::FIRST, &edit));
    // Signing in does not count as a change of the record.
    let version = version.unwrap();
    assert_eq!(version, Version::new(2));
    let (seen, private) = (card(&file, user), private(&file, user));
    assert_eq!(
        (seen.full_name.as_str(), seen.email.as_deref(), seen.phone),
        ("Dora Keane", Some("dora@example.org"), None)
    );
    assert_eq!(private.birth_date.as_deref(), Some("1994-02-28"));
    assert_eq!(
        (private.password, private.last_sign_in_at, private.created_at),
        (PasswordState::Set, Some(NOW), NOW)
    );
    let empty = UserEdit { email: Some(None), ..UserEdit::default() };
    manage(&file, user, NOW, move |tx, may| tx.edit_user(may, version, &empty)).unwrap();
    let seen = card(&file, user);
    assert_eq!((seen.full_name.as_str(), seen.email), ("Dora Keane", None));
}

fn private(store: &Store, user: UserId) -> studio_store::UserPrivate {
    let private = store.read::<_, Error, _>(&operator(), |tx| {
        let scope = tx.user(user)?;
        let may = tx.authorize::<studio_store::actions::InspectUser>(&scope)?;
        tx.user_private(&may)
    });
    private.unwrap()
}

#[test]
fn the_state_of_a_password_is_told_and_a_short_one_is_replaced() {
    let (file, cast) = TestFile::with_cast();
    let mut open = new_user("newcomer", Role::Assistant, None);
    open.password_hash = None;
    let open = add_user(&file, open).unwrap();
    assert_eq!(private(&file, open).password, PasswordState::Open);
    file.raw().exec("UPDATE users SET password_is_short = 1 WHERE user_key = 'ben'");
    assert_eq!(private(&file, cast.ben.user).password, PasswordState::Short);
    manage(&file, cast.ben.user, NOW, |tx, may| tx.set_password(may, "longer")).unwrap();
    assert_eq!(private(&file, cast.ben.user).password, PasswordState::Set);
}

fn invite(file: &TestFile, cast: &Cast, hours: u64) -> [u8; 32] {
    let token = token();
    let expires = NOW.plus(Duration::from_secs(hours * 60 * 60));
    manage(file, cast.lone.user, NOW, move |tx, may| tx.invite(may, &token, expires)).unwrap();
    token
}

#[test]
fn an_invitation_sets_a_password_once() {
    let (file, cast) = TestFile::with_cast();
    let door = file.front_door();
    let link = invite(&file, &cast, 24);
    let invited = door.invitation(&link, NOW).unwrap().unwrap();
    assert_eq!((invited.user, invited.user_name.as_str()), (cast.lone.user, "lone"));
    let logged = file.logged(|| {
        let user = door.accept_invitation(&visit(minutes(1)), &link, "chosen".to_owned()).unwrap();
        assert_eq!(user, cast.lone.user);
    });
    let user = cast.lone.user;
    assert_eq!(logged, [format!("person invitation.accept user {user} done oneself")]);
    assert_eq!(endings(&file, user), ["password"], "whoever was signed in before is not any more");
    assert_eq!(door.knock(&visit(NOW), "lone").unwrap().hash.as_deref(), Some("chosen"));
    let again = door.accept_invitation(&visit(minutes(2)), &link, "again".to_owned());
    conflict(again, Constraint::TokenSpent);
    assert_eq!(door.invitation(&link, minutes(2)).unwrap(), None);
    assert_eq!(door.knock(&visit(NOW), "lone").unwrap().hash.as_deref(), Some("chosen"));
}

#[test]
fn an_invitation_ends_with_its_time() {
    let (file, cast) = TestFile::with_cast();
    let door = file.front_door();
    let link = invite(&file, &cast, 24);
    let end = minutes(24 * 60);
    assert!(door.invitation(&link, just_before(end)).unwrap().is_some());
    assert_eq!(door.invitation(&link, end).unwrap(), None);
    conflict(door.accept_invitation(&visit(end), &link, "late".to_owned()), Constraint::TokenSpent);
    door.accept_invitation(&visit(just_before(end)), &link, "in time".to_owned()).unwrap();
}

#[test]
fn a_newer_invitation_voids_the_older_and_an_unknown_one_is_none() {
    let (file, cast) = TestFile::with_cast();
    let door = file.front_door();
    let (older, newer) = (invite(&file, &cast, 24), invite(&file, &cast, 24));
    assert_eq!(door.invitation(&older, NOW).unwrap(), None);
    conflict(door.accept_invitation(&visit(NOW), &older, "older".to_owned()), Constraint::TokenSpent);
    conflict(door.accept_invitation(&visit(NOW), &[9; 32], "guessed".to_owned()), Constraint::TokenSpent);
    door.accept_invitation(&visit(NOW), &newer, "newer".to_owned()).unwrap();
}

#[test]
fn an_invitation_to_an_account_that_is_switched_off_is_none() {
    let (file, cast) = TestFile::with_cast();
    let link = invite(&file, &cast, 24);
    toggle(&file, cast.lone.user, false).unwrap();
    assert_eq!(file.front_door().invitation(&link, NOW).unwrap(), None);
    conflict(file.front_door().accept_invitation(&visit(NOW), &link, "x".to_owned()), Constraint::TokenSpent);
}

#[test]
fn of_two_at_once_with_the_same_invitation_one_sets_the_password() {
    let (file, cast) = TestFile::with_cast();
    let link = invite(&file, &cast, 24);
    let accept =
        |name: &str| file.front_door().accept_invitation(&visit(NOW), &link, name.to_owned()).is_ok();
    let won = std::thread::scope(|scope| {
        let tries: Vec<_> = (0..8).map(|i| scope.spawn(move || accept(&i.to_string()))).collect();
        tries.into_iter().filter(|_| true).map(|one| one.join().unwrap()).filter(|won| *won).count()
    });
    assert_eq!(won, 1);
}

#[test]
fn everybody_may_say_some_things_about_oneself_and_see_all() {
    let (file, cast) = TestFile::with_cast();
    let edit = OwnEdit {
        email: Some(Some(Email::parse("ana@example.org").unwrap())),
        language: Some(Some(Language::Es)),
        theme: Some(Some(Theme::Dark)),
        ..OwnEdit::default()
    };
    let logged = file.logged(|| {
        let saved = file.write::<_, Error, _>(&cast.ana.ctx(), move |tx| {
            let me = tx.me()?;
            assert_eq!((me.session().is_some(), me.elevation()), (true, None));
            tx.edit_myself(&me, Version::FIRST, &edit)
        });
        assert_eq!(saved.unwrap(), Version::new(2));
    });
    assert_eq!(logged, [format!("person oneself.edit user {} done oneself", cast.ana.user)]);
    let seen = file.read::<_, Error, _>(&cast.ana.ctx(), |tx| {
        let me = tx.me()?;
        assert_eq!((me.user(), me.artist()), (cast.ana.user, cast.ana.artist));
        Ok((tx.my_card(&me)?, tx.my_private(&me)?, tx.my_rates(&me)?))
    });
    let (card, private, rates) = seen.unwrap();
    assert_eq!((card.id, card.email.as_deref()), (cast.ana.user, Some("ana@example.org")));
    assert_eq!((card.language.as_deref(), card.theme.as_deref()), (Some("es"), Some("dark")));
    assert_eq!((private.last_sign_in_at, rates.len()), (Some(NOW), 0));
}

#[test]
fn the_operator_is_nobody_in_particular() {
    let (file, _cast) = TestFile::with_cast();
    let result = file.read::<_, Error, _>(&operator(), |tx| tx.me().map(|_me| ()));
    assert!(matches!(result, Err(Error::NoActor(NoActor::Unknown))), "{result:?}");
}

#[test]
fn there_is_one_first_admin() {
    use studio_policy::SystemRole;
    use studio_store::actions::SetUp;
    let file = TestFile::empty();
    let first = |ctx, name: &str| {
        // Whatever role was asked for.
        let admin = new_user(name, Role::Artist, None);
        file.write::<_, Error, _>(&ctx, move |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<SetUp>(&studio)?;
            tx.first_admin(&may, &admin)
        })
    };
    assert!(!file.front_door().face().unwrap().set_up);
    let setup = crate::kit::system(SystemRole::Setup, NOW);
    let admin = first(setup, "first").unwrap();
    assert_eq!(card(&file, admin).role, Role::Admin);
    assert!(file.front_door().face().unwrap().set_up);
    conflict(first(operator(), "second"), Constraint::AlreadySetUp);
}

fn list(store: &Store, filter: &UserFilter) -> Page<UserCard> {
    let page = store.read::<_, Error, _>(&operator(), |tx| {
        let may = tx.authorize_list::<ListStaff>()?;
        tx.list_users(&may, filter)
    });
    page.unwrap()
}

fn names(page: &Page<UserCard>) -> Vec<&str> {
    page.items.iter().map(|card| card.user_name.as_str()).collect()
}

#[test]
fn the_directory_is_filtered_and_searched_without_regard_to_case_and_accents() {
    let (file, cast) = TestFile::with_cast();
    let of = |filter: UserFilter| {
        let page = list(&file, &filter);
        assert!(!page.more);
        names(&page).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    let all = UserFilter::default();
    assert_eq!(of(all.clone()), ["admin", "ana", "ben", "desk", "lone"]);
    assert_eq!(of(UserFilter { role: Some(Role::Artist), ..all.clone() }), ["ana", "ben", "lone"]);
    toggle(&file, cast.ben.user, false).unwrap();
    assert_eq!(of(UserFilter { active: Some(false), ..all.clone() }), ["ben"]);
    assert_eq!(
        of(UserFilter { active: Some(true), role: Some(Role::Artist), ..all.clone() }),
        ["ana", "lone"]
    );
    let named =
        UserEdit { full_name: Some(Some(PersonName::parse("Zoë Núñez").unwrap())), ..UserEdit::default() };
    manage(&file, cast.desk.user, NOW, move |tx, may| tx.edit_user(may, Version::FIRST, &named)).unwrap();
    for q in ["nunez", "NÚÑEZ zoe", "desk"] {
        assert_eq!(of(UserFilter { q: Some(q.to_owned()), ..all.clone() }), ["desk"], "{q}");
    }
    assert_eq!(
        of(UserFilter { q: Some("okri".to_owned()), ..all.clone() }),
        ["ben"],
        "by the profile's name"
    );
    assert_eq!(of(UserFilter { q: Some("nunez okri".to_owned()), ..all }), [""; 0]);
}

#[test]
fn a_long_directory_comes_in_pages_without_gap_or_overlap() {
    let (file, _cast) = TestFile::with_cast();
    for i in 0..120 {
        add_user(&file, new_user(&format!("Person{:03}", (i * 37) % 120), Role::Assistant, None)).unwrap();
    }
    let mut seen = Vec::new();
    let mut filter = UserFilter::default();
    loop {
        let page = list(&file, &filter);
        seen.extend(page.items.iter().map(|card| card.user_name.to_lowercase()));
        assert_eq!(page.items.len(), if page.more { 50 } else { 25 });
        filter.after = seen.last().cloned();
        if !page.more {
            break;
        }
    }
    let mut sorted = seen.clone();
    sorted.sort();
    sorted.dedup();
    assert_eq!((seen.len(), &seen), (125, &sorted));
}

#[test]
fn an_account_of_the_embedding_program_has_no_session() {
    let (file, cast) = TestFile::with_cast();
    let ctx = visit(NOW).by(Who::User(cast.desk.user));
    let result = file.write::<_, Error, _>(&ctx, |tx| {
        let me = tx.me()?;
        tx.sign_out(&me)
    });
    assert!(matches!(result, Err(Error::NoActor(NoActor::Unknown))), "{result:?}");
}
