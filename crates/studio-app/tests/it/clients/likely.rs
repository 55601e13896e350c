//! Likely duplicates are asked about by what is new, and saved all the same if that is said.

use studio_app::{ClientInput, Likeness, Result, Saving};
use studio_domain::ClientId;
use studio_testkit::TestStudio;

use super::people::{add_as, saved, set, typed};
use crate::kit::some;

/// The records that were told, each with what is the same; nothing if it was saved.
fn told<T>(answer: Result<Saving<T>>) -> Vec<(ClientId, Vec<&'static str>)> {
    match answer.unwrap() {
        Saving::Saved(_) => vec![],
        Saving::Likely(likely) => {
            likely.into_iter().map(|one| (one.id, one.by.into_iter().map(Likeness::code).collect())).collect()
        }
    }
}

fn ana() -> ClientInput {
    ClientInput {
        email: some("ana@example.org"),
        instagram: some("ana.ink"),
        birth_date: some("1994-05-31"),
        ..typed("Ana Núñez", "55 6081 3909")
    }
}

#[test]
fn a_new_record_is_compared_by_everything() {
    let test = TestStudio::new();
    set(&test, "studio.country", "MX");
    let ctx = test.desk();
    let known = add_as(&test, &ctx, ana());
    let other = || typed("Bea Sol", "55 1111 2222");
    for (input, by) in [
        (typed("Bea Sol", "(55) 6081-3909"), "phone"),
        (typed("Bea Sol", "+52 55 6081 3909"), "phone"),
        (ClientInput { email: some("ANA@Example.org"), ..other() }, "email"),
        (ClientInput { instagram: some("@Ana.Ink"), ..other() }, "instagram"),
        (
            ClientInput { birth_date: some("1994-05-31"), ..typed("ana nunez", "55 1111 2222") },
            "name_and_birth",
        ),
    ] {
        let before = test.studio.clients(&ctx, &studio_app::ClientFilter::default()).unwrap().items.len();
        assert_eq!(
            told(test.studio.add_client(&ctx, input.clone(), false)),
            [(known, vec![by])],
            "{input:?}"
        );
        let after = test.studio.clients(&ctx, &studio_app::ClientFilter::default()).unwrap().items.len();
        assert_eq!(before, after, "nothing was saved");
    }
    assert_eq!(told(test.studio.add_client(&ctx, typed("Ana Núñez", "55 1111 2222"), false)), []);
    saved(test.studio.add_client(&ctx, ana(), true));
}

/// Also one that the number data does not know, and one that was written down before the country was set.
#[test]
fn a_number_with_and_without_its_calling_code_is_the_same() {
    for (one, other) in [("+52 229 111 2233", "229 111 2233"), ("+52 608 139 0996", "608 139 0996")] {
        for (first, second) in [(one, other), (other, one)] {
            for country in ["MX", ""] {
                let test = TestStudio::new();
                let ctx = test.admin();
                set(&test, "studio.country", country);
                let known = add_as(&test, &ctx, typed("Ana Núñez", first));
                set(&test, "studio.country", "MX");
                let ask = |input| told(test.studio.add_client(&ctx, input, false));
                assert_eq!(
                    ask(typed("Bea Sol", second)),
                    [(known, vec!["phone"])],
                    "{first} {second} {country}"
                );
                let elsewhere = format!("+1 {other}");
                assert_eq!(ask(typed("Bea Sol", &elsewhere)), [], "{elsewhere} is somebody else's");
                let bea = add_as(&test, &ctx, typed("Bea Sol", "55 1111 2222"));
                let edit = ClientInput { phone: some(second), ..ClientInput::default() };
                let asked = test.studio.edit_client(&ctx, bea, edit, None, false);
                assert_eq!(told(asked), [(known, vec!["phone"])]);
            }
        }
    }
}

#[test]
fn a_change_is_compared_by_what_it_changes() {
    let test = TestStudio::new();
    set(&test, "studio.country", "MX");
    let ctx = test.admin();
    let known = add_as(&test, &ctx, ana());
    let bea = add_as(&test, &ctx, typed("Bea Sol", "55 1111 2222"));
    let ask = |input: ClientInput| told(test.studio.edit_client(&ctx, bea, input, None, false));
    let nothing = ClientInput::default;
    assert_eq!(ask(ClientInput { phone: some("+52 55 6081 3909"), ..nothing() }), [(known, vec!["phone"])]);
    assert_eq!(ask(ClientInput { email: some("Ana@example.org"), ..nothing() }), [(known, vec!["email"])]);
    assert_eq!(ask(ClientInput { instagram: some("ANA.ink"), ..nothing() }), [(known, vec!["instagram"])]);
    let both = ClientInput { name: some("Ana Nuñez"), birth_date: some("1994-05-31"), ..nothing() };
    assert_eq!(ask(both), [(known, vec!["name_and_birth"])]);
    // One after the other they come to the same.
    assert_eq!(ask(ClientInput { birth_date: some("1994-05-31"), ..nothing() }), []);
    assert_eq!(ask(ClientInput { name: some("ANA NUNEZ"), ..nothing() }), [(known, vec!["name_and_birth"])]);
    saved(test.studio.edit_client(
        &ctx,
        bea,
        ClientInput { name: some("ANA NUNEZ"), birth_date: some(""), ..nothing() },
        None,
        false,
    ));
    assert_eq!(
        ask(ClientInput { birth_date: some("1994-05-31"), ..nothing() }),
        [(known, vec!["name_and_birth"])]
    );
    assert_eq!(ask(ClientInput { city: some("Puebla"), ..nothing() }), []);
}

/// A form sends every field. What was accepted once is not asked again with each later save.
#[test]
fn what_was_accepted_once_is_not_asked_again() {
    let test = TestStudio::new();
    let ctx = test.admin();
    let known = add_as(&test, &ctx, ana());
    let twin = add_as(&test, &ctx, ana());
    for id in [known, twin] {
        let form = ClientInput { city: some("Puebla"), ..ana() };
        assert_eq!(told(test.studio.edit_client(&ctx, id, form, None, false)), []);
    }
    let form = ClientInput { email: some("ANA@example.org"), ..ana() };
    assert_eq!(told(test.studio.edit_client(&ctx, twin, form, None, false)), [(known, vec!["email"])]);
}

#[test]
fn a_record_is_no_duplicate_of_itself_and_short_numbers_of_nobody() {
    let test = TestStudio::new();
    let ctx = test.admin();
    let known = add_as(&test, &ctx, ana());
    let itself =
        ClientInput { phone: some("5560813909"), email: some("ANA@example.org"), ..ClientInput::default() };
    assert_eq!(told(test.studio.edit_client(&ctx, known, itself, None, false)), []);
    add_as(&test, &ctx, typed("Reception", "123456"));
    assert_eq!(told(test.studio.add_client(&ctx, typed("Extension", "123 456"), false)), []);
}
