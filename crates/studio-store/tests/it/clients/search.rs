//! The search and the list find exactly what stands there, in order, on however many pages.

use studio_domain::{ClientSort, ClientStatus, Order, digits, fold};
use studio_store::{ClientRow, Error};

use super::people::{Person, View, artists, follow, town};
use crate::kit::{Chance, NOW};

/// What people might type to find somebody of these, and what finds nobody.
fn typed(people: &[Person], chance: &mut Chance) -> Vec<String> {
    let mut all: Vec<String> = [
        "",
        "@",
        "ana",
        "an",
        "a",
        "ñ",
        "NUNEZ",
        "near and",
        "NEAR(ana ñ)",
        "\"",
        "'",
        "%",
        "_",
        "*",
        "ana*",
        "^",
        "\"ana\"",
        "ana AND",
        "OR",
        "NOT ana",
        "search_text:ana",
        "{",
        "\\",
        "--",
        "🖤",
        "👩🏽‍🎨",
        "مر",
        "مريم",
        "刺青",
        "刺",
        "ガ",
        "한",
        "ﷺ",
        "ß",
        "ss",
        "ª",
        "½",
        "608",
        "(608)",
        "608-139",
        "(608) 139-09",
        "608 139",
        "+52 (55)",
        "52",
        "5",
        "94.08",
        "1994.08",
        "2.0",
        ".0",
        "+",
        "+ana",
        "nobody",
        "zzz",
        "zz",
        "ana zz",
        "zz ana",
        "00000000",
        "@ana.ink",
        "@@ana",
        "ana@",
        "ink example",
        "a b c d e f g h i j k l m n o",
        "maria maria maria",
        "llanfair ogogoch",
        "o neil",
        "o'neil",
        "O’NEIL",
        "d'angelo",
        "anne sophie",
        "anne-sophie",
        "  ana   ink  ",
        "ana\tink",
        "ana\u{0}ink",
        "example.org 608",
        "tag@",
        "x+tag",
    ]
    .map(str::to_owned)
    .to_vec();
    while all.len() < 330 {
        let person = chance.one_of(people);
        let fields =
            [Some(&person.name), person.phone.as_ref(), person.email.as_ref(), person.instagram.as_ref()];
        let fields: Vec<&String> = fields.into_iter().flatten().collect();
        let mut words = Vec::new();
        for _ in 0..chance.within(1, 3) {
            let letters: Vec<char> = chance.one_of(&fields).chars().collect();
            let length = usize::try_from(chance.within(1, 8)).unwrap().min(letters.len());
            let from =
                usize::try_from(chance.within(0, i64::try_from(letters.len() - length).unwrap())).unwrap();
            let word: String = letters[from..from + length].iter().collect();
            words.push(match chance.within(0, 3) {
                0 => word.to_uppercase(),
                1 => fold(&word),
                2 if digits(&word).len() > 2 => digits(&word),
                _ => word,
            });
        }
        all.push(words.join(" "));
    }
    all
}

#[test]
fn every_view_of_every_search_is_what_looking_at_everybody_finds() {
    let (file, cast, people) = town();
    let mut chance = Chance::seeded(11);
    let (ana, named) = (cast.ana.artist(), artists(&cast));
    let rows: Vec<ClientRow> = people.iter().map(|person| person.row(NOW, Some(ana), &named)).collect();
    let mut found_somebody = 0;
    for q in typed(&people, &mut chance) {
        let known: Vec<&Person> = people.iter().filter(|person| person.is_found_by(&q)).collect();
        let mut statuses =
            [Some(ClientStatus::Active), Some(ClientStatus::Archived), None].into_iter().cycle();
        for (sort, order) in
            ClientSort::ALL.iter().flat_map(|sort| Order::ALL.iter().map(move |order| (sort, order)))
        {
            let status = statuses.next().unwrap();
            let artist = *chance.one_of(&[None, None, Some(ana), Some(cast.ben.artist())]);
            let upcoming = chance.within(0, 2) == 0;
            let limit = *chance.one_of(&[1, 3, 10, 50, 51, 200]);
            let limit = if known.len() > 30 { limit.max(50) } else { limit };
            let view = View { q: q.clone(), sort: *sort, order: *order, status, artist, upcoming, limit };
            let found = file.read::<_, Error, _>(&cast.ana.ctx(), |tx| follow(tx, &view.query())).unwrap();
            let expected: Vec<&ClientRow> = view
                .among(&known, NOW)
                .into_iter()
                .map(|person| rows.iter().find(|row| row.id == person.id).unwrap())
                .collect();
            found_somebody += usize::from(!expected.is_empty());
            assert!(found.iter().eq(expected.iter().copied()), "{view:?}:\n{found:#?}\n{expected:#?}");
        }
    }
    assert!(found_somebody > 1_500, "only {found_somebody} searches found anybody");
}

/// The whole list with each combination of filters.
#[test]
fn every_view_without_a_search_is_whole_too() {
    let (file, cast, people) = town();
    for sort in ClientSort::ALL {
        for order in Order::ALL {
            for status in [Some(ClientStatus::Active), Some(ClientStatus::Archived), None] {
                for artist in [None, Some(cast.ana.artist()), Some(cast.ben.artist())] {
                    for upcoming in [false, true] {
                        for limit in [7, 50, 199] {
                            let q = String::new();
                            let view =
                                View { q, sort: *sort, order: *order, status, artist, upcoming, limit };
                            let found =
                                file.read::<_, Error, _>(&cast.desk.ctx(), |tx| follow(tx, &view.query()));
                            let found: Vec<_> = found.unwrap().iter().map(|row| row.id).collect();
                            let expected: Vec<_> =
                                view.of(&people, NOW).iter().map(|person| person.id).collect();
                            assert_eq!(found, expected, "{view:?}");
                        }
                    }
                }
            }
        }
    }
}

/// A page is never longer than asked for, at least one row and at most 200.
#[test]
fn pages_have_a_length() {
    let (file, cast, people) = town();
    for (limit, length) in [(0, 1), (1, 1), (50, 50), (51, 51), (200, 200), (201, 200), (usize::MAX, 200)] {
        let view = View { limit, ..View::by(ClientSort::Name, Order::Asc) };
        let page = super::people::page(&file, &cast.desk.ctx(), &view.query());
        assert_eq!(page.items.len(), length, "{limit}");
        assert!(page.next.is_some() && people.len() > length);
    }
}
