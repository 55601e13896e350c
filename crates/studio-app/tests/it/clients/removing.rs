//! Deleting a record: by its name, with the permission, and only where nothing has to be kept.

use studio_app::{ClientFilter, Deletion, Holding, MergeInput};
use studio_domain::AppointmentStatus;
use studio_testkit::TestStudio;

use super::people::{add, add_as, book, typed};
use crate::kit::{Witness, code, master_code, mistakes, newest, since};

#[test]
fn the_name_confirms_however_it_is_spelled_and_another_one_does_not() {
    let test = TestStudio::new();
    let admin = test.admin();
    for typed_name in ["Sofía O'Farrill-Núñez", "sofia o farrill nunez"] {
        let id = add(&test, "Sofía O'Farrill-Núñez");
        for wrong in ["", "Sofía", "Sofia Ofarrill", "DELETE"] {
            let seq = newest(&test);
            let deleted = test.studio.delete_client(&admin, id, wrong, None);
            assert_eq!(mistakes(deleted), [("confirm_name", "other_name")], "{wrong}");
            assert_eq!(since(&test, seq), []);
        }
        let deleted = test.studio.delete_client(&admin, id, typed_name, None).unwrap();
        assert!(matches!(deleted, Deletion::Done(ref gone) if gone.records == [id]), "{deleted:?}");
        assert_eq!(code(test.studio.client(&admin, id)), "not_found");
        assert_eq!(code(test.studio.delete_client(&admin, id, typed_name, None)), "not_found");
    }
    let all = ClientFilter { status: "all".to_owned(), ..ClientFilter::default() };
    assert_eq!(test.studio.clients(&admin, &all).unwrap().items, []);
}

#[test]
fn what_must_be_kept_is_told_before_the_name_is_looked_at_and_leaves_no_trace() {
    let test = TestStudio::new();
    let admin = test.admin();
    let id = add(&test, "Ana");
    book(&test, id, test.artist_of("lola"), AppointmentStatus::Cancelled);
    let held = [Holding { what: "appointments", count: 1 }];
    let sheet = test.studio.client_to_delete(&admin, id).unwrap();
    assert_eq!((sheet.holdings.as_slice(), sheet.has.appointments), (held.as_slice(), 1));
    let witness = Witness::of(&test, &admin);
    let (before, seq) = (witness.sees(), newest(&test));
    for name in ["Ana", "Bea"] {
        let deleted = test.studio.delete_client(&admin, id, name, None).unwrap();
        assert_eq!(deleted, Deletion::Held(held.to_vec()), "{name}");
    }
    assert_eq!((witness.sees(), since(&test, seq).len()), (before, 0));
}

#[test]
fn the_desk_deletes_with_the_code_an_artist_never_and_a_number_that_leads_elsewhere_deletes_nobody() {
    let test = TestStudio::new();
    let (desk, lola) = (test.desk(), test.lola());
    let id = add_as(&test, &lola, typed("Ana", "600 111 222"));
    assert_eq!(code(test.studio.client_to_delete(&lola, id)), "no_grant");
    assert_eq!(code(test.studio.delete_client(&lola, id, "Ana", None)), "no_grant");
    test.studio.client_to_delete(&desk, id).unwrap();
    assert_eq!(code(test.studio.delete_client(&desk, id, "Ana", None)), "needs_elevation");
    let other = add(&test, "Ana");
    test.studio.merge_clients(&test.admin(), id, other, MergeInput::default()).unwrap();
    assert_eq!(code(test.studio.delete_client(&test.admin(), other, "Ana", None)), "client_merged");
    test.studio.elevate(&desk, &master_code()).answer.unwrap();
    let seq = newest(&test);
    let deleted = test.studio.delete_client(&desk, id, "ana", None).unwrap();
    assert!(matches!(deleted, Deletion::Done(ref gone) if gone.records == [other, id]), "{deleted:?}");
    let entries = since(&test, seq);
    let told: Vec<(&str, Option<i64>)> =
        entries.iter().map(|entry| (entry.action.as_str(), entry.subject_id)).collect();
    assert_eq!(told, [("clients.delete", Some(id.get()))]);
    assert!(!entries[0].detail.contains("Ana"), "{}", entries[0].detail);
}
