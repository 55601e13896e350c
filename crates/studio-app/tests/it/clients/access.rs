//! Who may do what with whose client, under both profiles, and whether the page shows exactly that.

use studio_app::{Ability, ClientInput, OpCtx, Result};
use studio_domain::{AppointmentStatus, ClientId};
use studio_policy::SystemRole;
use studio_testkit::TestStudio;

use super::people::{add, add_as, book, set, typed, unlinked};
use crate::kit::{code, master_code, some};

/// Whoever asks, by what the matrix distinguishes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Who {
    Admin,
    Desk,
    Elevated,
    Lola,
    Bruno,
    Unlinked,
    Operator,
    Housekeeping,
}

/// Notes are the desk's and the owners'; the record is the admin's, the desk's with the code, and the owners' under a profile.
const DONE: &str = "done";

fn notes(who: Who, own: bool) -> &'static str {
    match who {
        Who::Admin | Who::Desk | Who::Elevated | Who::Operator => DONE,
        Who::Lola | Who::Bruno if own => DONE,
        Who::Lola | Who::Bruno => "not_owner",
        Who::Unlinked => "not_linked",
        Who::Housekeeping => "no_grant",
    }
}

fn record(who: Who, own: bool, profile: &str) -> &'static str {
    match who {
        Who::Admin | Who::Elevated | Who::Operator => DONE,
        Who::Desk => "needs_elevation",
        Who::Lola | Who::Bruno | Who::Unlinked if profile == "client-page" => notes(who, own),
        Who::Lola | Who::Bruno | Who::Unlinked | Who::Housekeeping => "no_grant",
    }
}

fn answer<T: std::fmt::Debug>(answer: Result<T>) -> &'static str {
    if answer.is_ok() { DONE } else { code(answer) }
}

fn shown(ability: Ability) -> &'static str {
    match ability {
        Ability::Yes => "yes",
        Ability::Locked => "locked",
        Ability::No => "no",
    }
}

/// What a control should show for what an act answers.
fn control(answer: &str) -> &'static str {
    match answer {
        DONE => "yes",
        "needs_elevation" => "locked",
        _ => "no",
    }
}

/// Each client with whether it is Lola's and whether it is Bruno's.
fn clients(test: &TestStudio) -> Vec<(&'static str, ClientId, bool, bool)> {
    use AppointmentStatus::{Cancelled, Completed, Confirmed, NoShow, Pending};
    let (lola, bruno) = (test.artist_of("lola"), test.artist_of("bruno"));
    let preferring = |name, artist: studio_domain::ArtistId| {
        let input = ClientInput { preferred_artist: Some(artist.to_string()), ..typed(name, "600 000 000") };
        add_as(test, &test.operator(), input)
    };
    let booked = |name, artist, status| {
        let id = add(test, name);
        book(test, id, artist, status);
        id
    };
    let both = preferring("Preferring and met", lola);
    book(test, both, bruno, Completed);
    let left = booked("Called off with one, met the other", lola, Cancelled);
    book(test, left, bruno, Confirmed);
    vec![
        ("nobody's", add(test, "Nobody's"), false, false),
        ("preferring", preferring("Preferring", lola), true, false),
        ("preferring the other", preferring("Preferring the other", bruno), false, true),
        ("pending", booked("Pending", lola, Pending), true, false),
        ("confirmed", booked("Confirmed", lola, Confirmed), true, false),
        ("completed", booked("Completed", lola, Completed), true, false),
        ("missed", booked("Missed", lola, NoShow), true, false),
        ("called off", booked("Called off", lola, Cancelled), false, false),
        ("both", both, true, true),
        ("left", left, false, true),
    ]
}

#[test]
fn notes_and_records_are_open_to_whom_the_matrix_names_and_shown_so() {
    let test = TestStudio::new();
    let unlinked = unlinked(&test);
    let elevated = test.desk();
    test.studio.elevate(&elevated, &master_code()).answer.unwrap();
    let housekeeping = test.visit().by(studio_app::Who::System(SystemRole::Housekeeping));
    let askers: Vec<(Who, OpCtx)> = vec![
        (Who::Admin, test.admin()),
        (Who::Desk, test.desk()),
        (Who::Elevated, elevated),
        (Who::Lola, test.lola()),
        (Who::Bruno, test.bruno()),
        (Who::Unlinked, unlinked),
        (Who::Operator, test.operator()),
        (Who::Housekeeping, housekeeping),
    ];
    let clients = clients(&test);
    for profile in ["standard", "client-page"] {
        set(&test, "policy.profile", profile);
        for (who, ctx) in &askers {
            for (name, id, of_lola, of_bruno) in &clients {
                let own = (*who == Who::Lola && *of_lola) || (*who == Who::Bruno && *of_bruno);
                let case = format!("{who:?} and the client {name}, {profile}");
                let (studio, notes, record) = (&test.studio, notes(*who, own), record(*who, own, profile));
                let input = ClientInput { city: some("Puebla"), ..ClientInput::default() };
                assert_eq!(answer(studio.notes(ctx, *id, None)), notes, "reading notes: {case}");
                assert_eq!(answer(studio.write_note(ctx, *id, "a note")), notes, "writing a note: {case}");
                assert_eq!(answer(studio.pin_note(ctx, *id, "pinned", None)), notes, "pinning: {case}");
                assert_eq!(
                    answer(studio.edit_client(ctx, *id, input, None, false)),
                    record,
                    "editing: {case}"
                );
                assert_eq!(answer(studio.archive_client(ctx, *id, true, None)), record, "archiving: {case}");
                assert_eq!(answer(studio.archive_client(ctx, *id, false, None)), record, "restoring: {case}");
                if *who == Who::Housekeeping {
                    assert_eq!(code(studio.client(ctx, *id)), "no_grant");
                    continue;
                }
                let can = studio.client(ctx, *id).unwrap().can;
                let shown = [can.edit, can.read_notes, can.write_note].map(shown);
                assert_eq!(shown, [control(record), control(notes), control(notes)], "{case}");
            }
        }
    }
}

/// What lists mark as own is what the artist may write notes about.
#[test]
fn rows_of_a_list_are_marked_as_the_policy_decides() {
    let test = TestStudio::new();
    let clients = clients(&test);
    let alone = unlinked(&test);
    for (who, ctx) in
        [("lola", test.lola()), ("bruno", test.bruno()), ("alone", alone), ("desk", test.desk())]
    {
        let list = test.studio.clients(&ctx, &studio_app::ClientFilter::default()).unwrap();
        assert_eq!(list.items.len(), clients.len());
        for row in list.items {
            let (name, _, of_lola, of_bruno) = clients.iter().find(|(_, id, ..)| *id == row.id).unwrap();
            let own = (who == "lola" && *of_lola) || (who == "bruno" && *of_bruno);
            assert_eq!(row.mine, own, "{name} for {who}");
        }
    }
}

/// Under the profile that says so, whoever makes a client as an artist owns it, unless another artist was chosen.
#[test]
fn an_artist_owns_the_clients_that_she_makes_only_under_the_client_page_profile() {
    let test = TestStudio::new();
    let (lola, bruno) = (test.lola(), test.bruno());
    let alone = unlinked(&test);
    let (of_lola, of_bruno) = (test.artist_of("lola"), test.artist_of("bruno"));
    let preferred = |ctx: &OpCtx, chosen: Option<&str>| {
        let input =
            ClientInput { preferred_artist: chosen.map(str::to_owned), ..typed("New", "600 000 000") };
        let id = add_as(&test, ctx, input);
        let card = test.studio.client(&test.operator(), id).unwrap().card;
        (id, card.preferred_artist.map(|artist| artist.id))
    };
    let (id, artist) = preferred(&lola, None);
    assert_eq!(artist, None);
    assert_eq!(code(test.studio.write_note(&lola, id, "a note")), "not_owner");

    set(&test, "policy.profile", "client-page");
    for chosen in [None, Some(""), Some("  ")] {
        let (id, artist) = preferred(&lola, chosen);
        assert_eq!(artist, Some(of_lola), "{chosen:?}");
        test.studio.write_note(&lola, id, "a note").unwrap();
        let input = ClientInput { city: some("Puebla"), ..ClientInput::default() };
        super::people::saved(test.studio.edit_client(&lola, id, input.clone(), None, false));
        assert_eq!(code(test.studio.edit_client(&bruno, id, input, None, false)), "not_owner");
    }
    let (_, artist) = preferred(&lola, Some(&of_bruno.to_string()));
    assert_eq!(artist, Some(of_bruno), "a choice is a choice");
    for ctx in [test.admin(), test.desk(), test.operator(), alone] {
        assert_eq!(preferred(&ctx, None).1, None, "{:?} is no artist's account", ctx.who);
        assert_eq!(preferred(&ctx, Some(&of_lola.to_string())).1, Some(of_lola));
    }
}
