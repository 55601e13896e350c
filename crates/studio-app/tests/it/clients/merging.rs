//! Merging two records: compared first, done once, told of wherever the old number is used.

use std::collections::BTreeMap;

use studio_app::{Ability, ClientInput, Constraint, Error, MergeInput, MergePreview, OpCtx, Saving};
use studio_domain::{AppointmentStatus, ClientId, MergeDoubt, MergeField, MergeSide, Version};
use studio_testkit::TestStudio;

use super::people::{add_as, book, typed};
use crate::kit::{Witness, code, master_code, mistakes, newest, since, some};

fn two(test: &TestStudio) -> (ClientId, ClientId) {
    let ctx = test.operator();
    let kept = ClientInput {
        email: some("ana@example.org"),
        city: some("Oaxaca"),
        styles: Some(vec!["Blackwork".to_owned()]),
        ..typed("Ana Núñez", "600 111 222")
    };
    let other = ClientInput {
        email: some("ana.n@example.org"),
        birth_date: some("1994-05-31"),
        styles: Some(vec!["Fine line".to_owned()]),
        preferred_artist: Some(test.artist_of("lola").to_string()),
        ..typed("Ana Nunez", "600 111 223")
    };
    (add_as(test, &ctx, kept), add_as(test, &ctx, other))
}

fn preview(test: &TestStudio, ctx: &OpCtx, kept: ClientId, other: ClientId) -> MergePreview {
    test.studio.merge_preview(ctx, kept, other).unwrap().unwrap()
}

fn sides(pairs: &[(&str, &str)]) -> MergeInput {
    let sides: BTreeMap<String, String> =
        pairs.iter().map(|(field, side)| ((*field).to_owned(), (*side).to_owned())).collect();
    MergeInput { sides, ..MergeInput::default() }
}

#[test]
fn both_are_shown_side_by_side_with_what_is_usual() {
    let test = TestStudio::new();
    let (kept, other) = two(&test);
    test.studio.write_note(&test.operator(), other, "asked twice").unwrap();
    book(&test, other, test.artist_of("lola"), AppointmentStatus::Confirmed);
    let shown = preview(&test, &test.desk(), kept, other);
    assert_eq!((shown.kept.id, shown.other.id, shown.can), (kept, other, Ability::Locked));
    assert_eq!((shown.other_has.notes, shown.other_has.appointments, shown.kept_has.notes), (1, 1, 0));
    let told: Vec<(MergeField, &str, &str, bool, MergeSide)> = shown
        .fields
        .iter()
        .map(|one| (one.field, one.kept.as_str(), one.other.as_str(), one.differs, one.usual))
        .collect();
    use MergeSide::{Kept, Other};
    assert_eq!(
        told,
        [
            (MergeField::Name, "Ana Núñez", "Ana Nunez", true, Kept),
            (MergeField::Phone, "600 111 222", "600 111 223", true, Kept),
            (MergeField::Email, "ana@example.org", "ana.n@example.org", true, Kept),
            (MergeField::BirthDate, "", "1994-05-31", true, Other),
            (MergeField::City, "Oaxaca", "", true, Kept),
            (MergeField::PreferredArtist, "", "Lola Vega", true, Other),
            (MergeField::Styles, "Blackwork", "Fine line", true, Kept),
        ]
    );
    assert_eq!(preview(&test, &test.admin(), kept, other).can, Ability::Yes);
}

#[test]
fn nothing_that_only_one_of_them_says_is_lost_and_the_rest_is_as_chosen() {
    let test = TestStudio::new();
    let (kept, other) = two(&test);
    let input = sides(&[("phone", "other"), ("styles", "both"), ("city", "kept"), ("email", "kept")]);
    let merged = test.studio.merge_clients(&test.admin(), kept, other, input).unwrap();
    let card = test.studio.client(&test.admin(), kept).unwrap().card;
    assert_eq!((card.name.as_str(), card.phone.as_deref()), ("Ana Núñez", Some("600 111 223")));
    assert_eq!((card.email.as_deref(), card.city.as_deref()), (Some("ana@example.org"), Some("Oaxaca")));
    assert_eq!(card.birth_date.as_deref(), Some("1994-05-31"));
    assert_eq!(card.preferred_artist.unwrap().name, "Lola Vega");
    assert_eq!(card.styles, ["Blackwork", "Fine line"]);
    assert_eq!((card.version, card.merged), (merged.version, vec![other]));
    // The old number leads there, and so does whatever the other record said.
    assert_eq!(test.studio.client(&test.admin(), other).unwrap().card.id, kept);
    let again = test.studio.add_client(&test.operator(), typed("Somebody", "600 111 223"), false).unwrap();
    assert!(
        matches!(again, Saving::Likely(ref likely) if likely[0].id == kept && likely.len() == 1),
        "{again:?}"
    );
    let by_mail = ClientInput { email: some("ANA.N@example.org"), ..typed("Somebody", "600 999 999") };
    let again = test.studio.add_client(&test.operator(), by_mail, false).unwrap();
    assert!(matches!(again, Saving::Likely(ref likely) if likely[0].id == kept), "{again:?}");
    // Saving the kept one with what the merged one said is no duplicate of itself.
    let back = ClientInput { email: some("ana.n@example.org"), ..ClientInput::default() };
    let saved = test.studio.edit_client(&test.admin(), kept, back, None, false).unwrap();
    assert!(matches!(saved, Saving::Saved(_)), "{saved:?}");
}

#[test]
fn a_part_goes_with_what_it_is_a_part_of() {
    let test = TestStudio::new();
    let ctx = test.operator();
    let kept = ClientInput {
        state: some("Oregon"),
        source: some("Google"),
        email: some("rosa@example.org"),
        ..typed("Rosa", "600 111 222")
    };
    let other = ClientInput {
        address: some("94 Mulberry Avenue"),
        city: some("Eureka"),
        state: some("California"),
        source: some("Referral"),
        source_detail: some("From Inés"),
        gender: some("woman"),
        ..typed("Rosa", "600 111 223")
    };
    let (kept, other) = (add_as(&test, &ctx, kept), add_as(&test, &ctx, other));
    let shown = preview(&test, &test.admin(), kept, other);
    let usual: BTreeMap<MergeField, MergeSide> =
        shown.fields.iter().map(|one| (one.field, one.usual)).collect();
    use MergeField::{Address, City, Gender, SourceDetail};
    for (field, side) in [
        (Address, MergeSide::Kept),
        (City, MergeSide::Kept),
        (SourceDetail, MergeSide::Kept),
        (Gender, MergeSide::Other),
    ] {
        assert_eq!(usual[&field], side, "{field}");
    }
    // Whoever chooses the whole gets its parts, and may still choose a part alone.
    let input = sides(&[("state", "other"), ("source", "other"), ("source_detail", "kept")]);
    test.studio.merge_clients(&test.admin(), kept, other, input).unwrap();
    let card = test.studio.client(&test.admin(), kept).unwrap().card;
    assert_eq!(
        (card.address.as_deref(), card.city.as_deref(), card.state.as_deref()),
        (Some("94 Mulberry Avenue"), Some("Eureka"), Some("California"))
    );
    assert_eq!((card.source.as_deref(), card.source_detail), (Some("Referral"), None));
}

#[test]
fn what_speaks_against_one_person_is_told() {
    let test = TestStudio::new();
    let (kept, other) = two(&test);
    assert_eq!(preview(&test, &test.admin(), kept, other).doubts, [], "they have one name");
    let born =
        |name: &str, phone: &str, date: &str| ClientInput { birth_date: some(date), ..typed(name, phone) };
    let ctx = test.operator();
    let bea = add_as(&test, &ctx, born("Bea", "600 222 333", "1990-01-01"));
    let eva = add_as(&test, &ctx, born("Eva", "600 222 444", "2008-01-01"));
    use MergeDoubt::{BornApart, NothingInCommon};
    assert_eq!(preview(&test, &test.admin(), bea, eva).doubts, [NothingInCommon, BornApart]);
    assert_eq!(preview(&test, &test.admin(), bea, kept).doubts, [NothingInCommon]);
}

#[test]
fn asked_for_twice_it_is_done_once() {
    let test = TestStudio::new();
    let (kept, other) = two(&test);
    let admin = test.admin();
    let input = MergeInput {
        version: Some(Version::FIRST),
        other_version: Some(Version::FIRST),
        ..MergeInput::default()
    };
    let first = test.studio.merge_clients(&admin, kept, other, input.clone()).unwrap();
    let seq = newest(&test);
    let second = test.studio.merge_clients(&admin, kept, other, input).unwrap();
    assert_eq!((first.version, first.already), (second.version, !second.already));
    assert_eq!(since(&test, seq), [], "the log tells of it once");
    assert_eq!(test.studio.merge_preview(&admin, kept, other).unwrap(), None);
}

#[test]
fn what_can_not_be_merged_is_told_and_changes_nothing() {
    let test = TestStudio::new();
    let (kept, other) = two(&test);
    let third = add_as(&test, &test.operator(), typed("Bea", "600 111 224"));
    let admin = test.admin();
    test.studio.merge_clients(&admin, kept, other, MergeInput::default()).unwrap();
    let witness = Witness::of(&test, &admin);
    let (before, seq) = (witness.sees(), newest(&test));
    let merge = |kept, other, input| test.studio.merge_clients(&admin, kept, other, input);
    // Into itself, by a number that leads elsewhere, into a number that leads elsewhere, into nobody.
    assert_eq!(mistakes(merge(kept, kept, MergeInput::default())), [("other_id", "same_record")]);
    assert_eq!(code(merge(third, other, MergeInput::default())), "client_merged");
    assert_eq!(code(merge(other, third, MergeInput::default())), "client_merged");
    assert_eq!(code(merge(other, kept, MergeInput::default())), "client_merged");
    assert_eq!(code(merge(kept, ClientId::new(999), MergeInput::default())), "not_found");
    assert_eq!(code(merge(ClientId::new(999), kept, MergeInput::default())), "not_found");
    for (field, side, wrong) in [
        ("phone", "both", ("side", "not_allowed")),
        ("phone", "mine", ("side", "unknown")),
        ("health", "other", ("merge_field", "unknown")),
    ] {
        assert_eq!(mistakes(merge(kept, third, sides(&[(field, side)]))), [wrong]);
    }
    let stale = MergeInput { version: Some(Version::FIRST), ..MergeInput::default() };
    assert_eq!(code(merge(kept, third, stale)), "stale");
    let stale = MergeInput { other_version: Some(Version::new(7)), ..MergeInput::default() };
    assert_eq!(code(merge(kept, third, stale)), "stale");
    let shown = test.studio.merge_preview(&admin, third, other);
    assert!(matches!(shown, Err(Error::Conflict(Constraint::ClientMerged))), "{shown:?}");
    assert_eq!((witness.sees(), since(&test, seq).len()), (before, 0));
}

#[test]
fn the_desk_merges_with_the_code_and_the_log_tells_both_records() {
    let test = TestStudio::new();
    let (kept, other) = two(&test);
    let desk = test.desk();
    let seq = newest(&test);
    assert_eq!(code(test.studio.merge_clients(&desk, kept, other, MergeInput::default())), "needs_elevation");
    assert_eq!(since(&test, seq).len(), 1);
    test.studio.elevate(&desk, &master_code()).answer.unwrap();
    let seq = newest(&test);
    test.studio.merge_clients(&desk, kept, other, sides(&[("phone", "other")])).unwrap();
    let entries = since(&test, seq);
    let subjects: Vec<Option<i64>> = entries.iter().map(|entry| entry.subject_id).collect();
    assert_eq!(subjects, [Some(kept.get()), Some(other.get())]);
    assert!(entries.iter().all(|entry| entry.reason == "elevated" && entry.elevation.is_some()));
    let told = format!("{entries:?}");
    assert!(!told.contains("600 111") && !told.contains("Ana"), "the log holds no value: {told}");
}

#[test]
fn duplicates_of_a_client_and_of_the_studio_are_told_to_whoever_sees_clients() {
    let test = TestStudio::new();
    let ctx = test.operator();
    let first = add_as(&test, &ctx, typed("Ana", "600 111 222"));
    let second = add_as(&test, &ctx, typed("Bea", "600-111-222"));
    let lola = test.lola();
    let likely = test.studio.likely_duplicates(&lola, first).unwrap();
    assert_eq!(likely.iter().map(|one| one.id).collect::<Vec<_>>(), [second]);
    let groups = test.studio.duplicate_groups(&lola, None).unwrap();
    assert_eq!(groups.items[0].clients.iter().map(|one| one.id).collect::<Vec<_>>(), [first, second]);
    test.studio.merge_clients(&ctx, first, second, MergeInput::default()).unwrap();
    assert_eq!(test.studio.likely_duplicates(&lola, first).unwrap(), []);
    assert_eq!(test.studio.duplicate_groups(&lola, None).unwrap().items, []);
    assert_eq!(code(test.studio.merge_preview(&lola, first, second)), "no_grant");
    assert_eq!(code(test.studio.client_to_merge(&lola, first)), "no_grant");
}

/// An artist whose client was merged keeps the client by the appointments of the merged record.
#[test]
fn an_artist_keeps_the_client_through_the_merged_record() {
    let test = TestStudio::new();
    let (kept, other) = two(&test);
    book(&test, other, test.artist_of("bruno"), AppointmentStatus::Confirmed);
    let bruno = test.bruno();
    assert_eq!(code(test.studio.notes(&bruno, kept, None)), "not_owner");
    test.studio.merge_clients(&test.admin(), kept, other, MergeInput::default()).unwrap();
    test.studio.notes(&bruno, kept, None).unwrap();
    test.studio.write_note(&bruno, other, "by the old number").unwrap();
    assert_eq!(test.studio.notes(&bruno, kept, None).unwrap().items[0].text, "by the old number");
}
