//! Likely duplicates, told with what is the same.

use studio_domain::{BirthDate, ClientId, Email, Instagram, PersonName, Phone};
use studio_store::actions::{AddClient, ListClients};
use studio_store::{ClientEdit, Duplicate, DuplicateProbe, Error, Likeness, NewClient, Store};

use super::merging::merge;
use super::paging::archive;
use crate::kit::{Chance, TestFile, operator};

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

/// What somebody says, by what is meant: two spellings of one meaning are the same, two meanings are not.
const NAMES: &[&[&str]] = &[
    &["Ana Núñez", "ANA  nunez", "ana núñez", "Ana Nuñez "],
    &["Ana Nunes", "ANA NUNES"],
    &["Łukasz O’Neil", "lukasz o'neil", "Lukasz O Neil"],
];
const NUMBERS: &[&[&str]] = &[
    &[
        "55 6081 3909",
        "(55) 6081-3909",
        "+52 55 6081 3909",
        "5560813909",
        "55.6081.3909",
        "+52 1 55 6081 3909",
    ],
    &["55 6081 3908", "+525560813908", "55-60-81-39-08"],
    &["+34 600 123 456", "+34600123456", "+34 (600) 12-34-56"],
    &["+1 608 139 0996", "+16081390996"],
];
const MAILS: &[&[&str]] =
    &[&["ana.n@example.org", "Ana.N@Example.org", "ANA.N@EXAMPLE.ORG"], &["anan@example.org"]];
const HANDLES: &[&[&str]] = &[&["ana.ink", "Ana.Ink", "@ANA.INK"], &["ana_ink", "@Ana_Ink"], &["anaink"]];
const DAYS: &[&str] = &["1994-05-31", "1994-06-01"];

/// Which meaning of each, and in which words; nothing of most things.
#[derive(Debug, Clone, Default)]
struct Said {
    name: (usize, &'static str),
    phone: Option<(usize, &'static str)>,
    email: Option<(usize, &'static str)>,
    instagram: Option<(usize, &'static str)>,
    birth: Option<&'static str>,
}

fn one_of(chance: &mut Chance, all: &[&'static [&'static str]]) -> (usize, &'static str) {
    let nth = usize::try_from(chance.within(0, i64::try_from(all.len()).unwrap() - 1)).unwrap();
    (nth, *chance.one_of::<&str>(all[nth]))
}

fn said(chance: &mut Chance) -> Said {
    let mut maybe = |all| (chance.within(0, 1) == 0).then(|| one_of(chance, all));
    let (phone, email, instagram) = (maybe(NUMBERS), maybe(MAILS), maybe(HANDLES));
    let birth = (chance.within(0, 2) > 0).then(|| *chance.one_of(DAYS));
    Said { name: one_of(chance, NAMES), phone, email, instagram, birth }
}

impl Said {
    fn known(&self) -> Known<'static> {
        let text = |said: &Option<(usize, &'static str)>| said.map_or("", |(_, text)| text);
        let mexico = Some("MX");
        (
            self.name.1,
            text(&self.phone),
            mexico,
            text(&self.email),
            text(&self.instagram),
            self.birth.unwrap_or(""),
        )
    }

    /// What is the same, by meaning alone.
    fn like(&self, other: &Self) -> Vec<&'static str> {
        let same = |a: Option<(usize, &str)>, b: Option<(usize, &str)>| {
            a.zip(b).is_some_and(|((a, _), (b, _))| a == b)
        };
        let born = self.birth.is_some() && self.birth == other.birth && self.name.0 == other.name.0;
        let all = [
            ("phone", same(self.phone, other.phone)),
            ("email", same(self.email, other.email)),
            ("instagram", same(self.instagram, other.instagram)),
            ("name_and_birth", born),
        ];
        all.into_iter().filter(|(_, same)| *same).map(|(by, _)| by).collect()
    }
}

/// Against a finder that compares everybody with everybody and knows meanings, not spellings; with records that were merged among them.
#[test]
fn what_is_found_is_what_is_meant_however_it_is_spelled() {
    let mut chance = Chance::seeded(94);
    let mut found_any = 0;
    for _ in 0..6 {
        let (file, _) = TestFile::with_cast();
        // Each person with the records that stand for one.
        let mut people: Vec<(ClientId, Vec<Said>)> = Vec::new();
        for _ in 0..16 {
            let said = said(&mut chance);
            people.push((add(&file, said.known()), vec![said]));
        }
        for _ in 0..4 {
            let (other, said) = people.remove(0);
            let last = i64::try_from(people.len()).unwrap() - 1;
            let kept = usize::try_from(chance.within(0, last)).unwrap();
            merge(&file, &operator(), people[kept].0, other, vec![]).unwrap();
            people[kept].1.extend(said);
        }
        for _ in 0..60 {
            let asked = said(&mut chance);
            let (name, phone, country, email, instagram, birth) = asked.known();
            let handle = if instagram.is_empty() {
                String::new()
            } else {
                Instagram::parse(instagram).unwrap().to_string()
            };
            let mut found = same(&file, (name, phone, country, email, &handle, birth));
            let mut expected: Vec<(ClientId, Vec<&str>)> = people
                .iter()
                .map(|(id, records)| {
                    let mut by: Vec<&str> = records.iter().flat_map(|one| asked.like(one)).collect();
                    by.sort_unstable();
                    by.dedup();
                    (*id, by)
                })
                .filter(|(_, by)| !by.is_empty())
                .collect();
            found.iter_mut().for_each(|(_, by)| by.sort_unstable());
            found.sort_unstable();
            expected.sort_unstable();
            assert_eq!(found, expected, "{asked:?}");
            found_any += found.len();
        }
    }
    assert!(found_any > 500, "the test asks for nothing that is there: {found_any}");
}

/// The list of the studio has every pair that shares a phone, an email or a handle, page after page.
#[test]
fn the_studios_list_has_every_group_once() {
    let (file, _) = TestFile::with_cast();
    for nth in 0..70 {
        let phone = format!("55 6081 {:04}", nth);
        let spelled = format!("+52 (55) 6081-{:04}", nth);
        add(&file, (&format!("One {nth}"), &phone, Some("MX"), "", "", ""));
        add(&file, (&format!("Two {nth}"), &spelled, Some("MX"), "", "", ""));
    }
    let mail = [("A", "a@example.org"), ("B", "A@example.org"), ("C", "c@example.org")];
    let by_mail: Vec<ClientId> =
        mail.iter().map(|(name, mail)| add(&file, (name, "", None, mail, "", ""))).collect();
    add(&file, ("D", "12345", None, "", "d.ink", ""));
    add(&file, ("E", "12345", None, "", "D.Ink", ""));
    let merged = ["F", "G"].map(|name| add(&file, (name, "", None, "f@example.org", "", "")));
    merge(&file, &operator(), merged[0], merged[1], vec![]).unwrap();
    let (mut groups, mut after, mut pages) = (Vec::new(), None, 0);
    loop {
        let page = file.read::<_, Error, _>(&operator(), |tx| {
            let may = tx.authorize_list::<ListClients>()?;
            tx.duplicate_groups(&may, after.as_ref())
        });
        let page = page.unwrap();
        pages += 1;
        after = page.items.last().map(|group| group.cursor.clone());
        groups.extend(page.items);
        if !page.more {
            break;
        }
    }
    let by = |likeness: Likeness| groups.iter().filter(move |group| group.by == likeness).count();
    assert_eq!((pages, groups.len()), (2, 72));
    assert_eq!([Likeness::Phone, Likeness::Email, Likeness::Instagram].map(by), [70, 1, 1]);
    let shared = groups.iter().find(|group| group.by == Likeness::Email).unwrap();
    assert_eq!(shared.clients.iter().map(|one| one.id).collect::<Vec<_>>(), by_mail[..2]);
}
