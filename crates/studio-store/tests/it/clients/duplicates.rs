//! Likely duplicates, told with what is the same.

use studio_domain::{BirthDate, ClientId, Email, Instagram, PersonName, Phone};
use studio_store::actions::{AddClient, ListClients};
use studio_store::{ClientEdit, Duplicate, DuplicateProbe, Error, Likeness, NewClient, Store};

use super::paging::archive;
use crate::kit::{TestFile, operator};

/// Name, phone, country of the phone, email, Instagram, date of birth.
type Known<'k> = (&'k str, &'k str, Option<&'k str>, &'k str, &'k str, &'k str);

fn add(store: &Store, (name, phone, country, email, instagram, birth): Known<'_>) -> ClientId {
    let given = |raw: &str| (!raw.is_empty()).then(|| raw.to_owned());
    let phone = given(phone).map(|raw| Phone::parse(&raw).unwrap());
    let new = NewClient {
        name: PersonName::parse(name).unwrap(),
        more: ClientEdit {
            phone_e164: phone.as_ref().and_then(|phone| phone.e164(country)),
            email: given(email).map(|raw| Some(Email::parse(&raw).unwrap())),
            instagram: given(instagram).map(|raw| Some(Instagram::parse(&raw).unwrap())),
            birth_date: given(birth).map(|raw| Some(BirthDate::parse(&raw).unwrap())),
            ..ClientEdit::default()
        },
        phone,
        legacy_id: None,
        created_at: None,
    };
    let added = store.write::<_, Error, _>(&operator(), move |tx| {
        let studio = tx.studio();
        let may = tx.authorize::<AddClient>(&studio)?;
        tx.add_client(&may, &new)
    });
    added.unwrap()
}

fn probe((name, phone, country, email, instagram, birth): Known<'_>) -> DuplicateProbe {
    let given = |raw: &str| (!raw.is_empty()).then(|| raw.to_owned());
    DuplicateProbe {
        name: name.to_owned(),
        phone_e164: given(phone).and_then(|raw| Phone::parse(&raw).unwrap().e164(country)),
        phone: given(phone),
        phone_also: Vec::new(),
        email: given(email),
        instagram: given(instagram),
        birth_date: given(birth),
        except: None,
    }
}

fn likely(store: &Store, probe: &DuplicateProbe) -> Vec<Duplicate> {
    let found = store.read::<_, Error, _>(&operator(), |tx| {
        let may = tx.authorize_list::<ListClients>()?;
        tx.duplicates(&may, probe)
    });
    found.unwrap()
}

/// What is the same as of each record found.
fn same(store: &Store, known: Known<'_>) -> Vec<(ClientId, Vec<&'static str>)> {
    let by = |one: Duplicate| (one.id, one.by.into_iter().map(Likeness::code).collect());
    likely(store, &probe(known)).into_iter().map(by).collect()
}

#[test]
fn each_likeness_is_found_by_itself_and_together() {
    let (file, _) = TestFile::with_cast();
    let mx = Some("MX");
    let ana = add(&file, ("Ana Núñez", "55 6081 3909", mx, "Ana.N@example.org", "Ana.Ink", "1994-05-31"));
    let _other = add(&file, ("Bea Sol", "55 1111 2222", mx, "bea@example.org", "bea.ink", "1994-06-01"));
    let short = add(&file, ("Cleo", "123456", None, "", "", ""));
    let table: &[(Known<'_>, &[&str])] = &[
        (("X", "5560813909", mx, "", "", ""), &["phone"]),
        (("X", "(55) 6081.3909", mx, "", "", ""), &["phone"]),
        (("X", "+52 55 6081 3909", None, "", "", ""), &["phone"]),
        (("X", "+52 1 55 6081 3909", None, "", "", ""), &["phone"]),
        (("X", "525560813909", None, "", "", ""), &["phone"]),
        (("X", "55 6081 3900", mx, "", "", ""), &[]),
        (("X", "6081 3909", None, "", "", ""), &[]),
        (("X", "", None, "ana.n@EXAMPLE.org", "", ""), &["email"]),
        (("X", "", None, "ana.n@example.orga", "", ""), &[]),
        (("X", "", None, "", "aNA.iNK", ""), &["instagram"]),
        (("X", "", None, "", "ana_ink", ""), &[]),
        (("ANA  nunez", "", None, "", "", "1994-05-31"), &["name_and_birth"]),
        (("Ana Núñez", "", None, "", "", "1994-06-01"), &[]),
        (("Ana Núñez", "", None, "", "", ""), &[]),
        (("Ana Nunes", "", None, "", "", "1994-05-31"), &[]),
        (("Ana", "", None, "", "", "1994-05-31"), &[]),
        (
            ("Ana Nuñez", "55 60 81 39 09", mx, "ANA.N@example.org", "ana.ink", "1994-05-31"),
            &["phone", "email", "instagram", "name_and_birth"],
        ),
        (("", "", None, "", "", ""), &[]),
    ];
    for (known, expected) in table {
        let expected: Vec<_> = if expected.is_empty() { vec![] } else { vec![(ana, expected.to_vec())] };
        assert_eq!(same(&file, *known), expected, "{known:?}");
    }
    // Six digits say too little; seven are a number.
    assert_eq!(same(&file, ("X", "123456", None, "", "", "")), []);
    let seven = add(&file, ("Dora", "123-4567", None, "", "", ""));
    assert_eq!(same(&file, ("X", "12 34 56 7", None, "", "", "")), [(seven, vec!["phone"])]);
    assert_ne!(seven, short);
}

#[test]
fn several_records_are_told_the_record_itself_is_not() {
    let (file, cast) = TestFile::with_cast();
    let first = add(&file, ("Ana", "600 111 222", None, "ana@example.org", "", ""));
    let second = add(&file, ("Ana Bis", "600-111-222", None, "", "", ""));
    let third = add(&file, ("Ana Ter", "", None, "ANA@example.org", "", ""));
    archive(&file, &cast.admin.ctx(), second, true);
    let known = ("Ana", "600111222", None, "ana@example.org", "", "");
    let found = likely(&file, &probe(known));
    assert_eq!(
        found,
        [
            Duplicate { id: first, name: "Ana".to_owned(), by: vec![Likeness::Phone, Likeness::Email] },
            Duplicate { id: second, name: "Ana Bis".to_owned(), by: vec![Likeness::Phone] },
            Duplicate { id: third, name: "Ana Ter".to_owned(), by: vec![Likeness::Email] },
        ]
    );
    let itself = DuplicateProbe { except: Some(first), ..probe(known) };
    assert_eq!(likely(&file, &itself).iter().map(|one| one.id).collect::<Vec<_>>(), [second, third]);
}

/// A record whose country was not known when it was made is still met by its digits as typed.
#[test]
fn a_number_is_compared_as_typed_too() {
    let (file, _) = TestFile::with_cast();
    let old = add(&file, ("Ana", "55 6081 3909", None, "", "", ""));
    assert_eq!(same(&file, ("X", "5560813909", Some("MX"), "", "", "")), [(old, vec!["phone"])]);
    // Where it is known, the same digits in two countries are two numbers.
    let mexican = add(&file, ("Bea", "656 234 5678", Some("MX"), "", "", ""));
    assert_eq!(same(&file, ("X", "6562345678", Some("US"), "", "", "")), []);
    assert_eq!(same(&file, ("X", "+52 656 234 5678", Some("US"), "", "", "")), [(mexican, vec!["phone"])]);
}

/// A shared phone of a reception desk: the answer stays short.
#[test]
fn of_very_many_only_some_are_told() {
    let (file, _) = TestFile::with_cast();
    for nth in 0..25 {
        add(&file, (&format!("Client {nth}"), "600 111 222", None, "", "", ""));
    }
    assert_eq!(same(&file, ("X", "600111222", None, "", "", "")).len(), 20);
}
