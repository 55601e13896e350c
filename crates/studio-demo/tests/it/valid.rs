//! Every value is one that the rules of the domain accept, and makes sense beside the others.

use studio_demo::{Client, Demo};
use studio_domain::{
    ArtistName, Bio, BirthDate, Email, Instagram, Language, NoteText, PersonName, Phone, PinnedNote,
    Placement, Setting, ShortText, StreetAddress, Style,
};

use crate::{NOW, at, big, small, zone};

fn demos() -> Vec<Demo> {
    vec![small(Language::Es), small(Language::En), big(5_000, 15_000)]
}

/// Typed as it is: cleaning would change nothing.
macro_rules! clean {
    ($kind:ident, $value:expr) => {{
        let value: &str = $value;
        let parsed = $kind::parse(value).unwrap_or_else(|error| panic!("`{value}`: {error}"));
        assert_eq!(parsed.as_str(), value);
        parsed
    }};
}

fn reachable(client: &Client) {
    clean!(PersonName, &client.name);
    let phone = clean!(Phone, &client.phone);
    assert!(phone.e164(None).is_some(), "{phone}");
    for contact in [&client.emergency, &client.guardian].into_iter().flatten() {
        clean!(PersonName, &contact.name);
        clean!(ShortText, contact.relationship);
        assert!(clean!(Phone, &contact.phone).e164(None).is_some());
    }
    if let Some(email) = &client.email {
        clean!(Email, email);
        let domain = email.rsplit('@').next().unwrap();
        assert!(
            domain.ends_with(".example") || ["example.com", "example.org", "example.net"].contains(&domain),
            "{email} may be somebody's"
        );
    }
    if let Some(instagram) = &client.instagram {
        clean!(Instagram, instagram);
        assert!(instagram.contains(".."), "{instagram} may be somebody's");
    }
    if let Some(address) = &client.address {
        clean!(StreetAddress, address);
    }
    for text in [client.city, client.state, client.gender, client.source].into_iter().flatten() {
        clean!(ShortText, text);
    }
    assert_eq!(client.city.is_some(), client.state.is_some());
}

#[test]
fn every_client_is_valid() {
    for demo in demos() {
        let language = demo.plan().language;
        let choices = |setting: Setting| setting.default_in(language).lines().collect::<Vec<_>>();
        let lists = [Setting::Styles, Setting::Placements, Setting::Sources].map(choices);
        let today = demo.plan().zone.date(demo.plan().around);
        for client in demo.clients() {
            reachable(&client);
            let birth = client.birth_date.map(|date| BirthDate::new(date).unwrap().check(today).unwrap());
            let minor = birth.is_some_and(|birth| birth.is_minor_on(today, 18));
            assert!(client.guardian.is_none() || minor, "{client:?}");
            assert!(birth.is_none_or(|birth| (16..=65).contains(&birth.age_on(today))), "{client:?}");
            assert!(client.preferred_artist.is_none_or(|artist| artist < demo.artists().len()));
            for (list, entries) in
                lists.iter().zip([&client.styles, &client.placements, &Vec::from_iter(client.source)])
            {
                assert!(entries.iter().all(|entry| list.contains(entry)), "{entries:?}");
                let unique: std::collections::BTreeSet<_> = entries.iter().collect();
                assert_eq!(unique.len(), entries.len());
            }
            for style in &client.styles {
                clean!(Style, style);
            }
            for placement in &client.placements {
                clean!(Placement, placement);
            }
            if let Some(detail) = &client.source_detail {
                clean!(ShortText, detail);
            }
            if let Some(note) = client.pinned_note {
                clean!(PinnedNote, note);
            }
        }
    }
}

#[test]
fn what_is_kept_about_a_client_happened_between_registration_and_now() {
    for demo in demos() {
        let mut before = studio_domain::Timestamp::MIN;
        for client in demo.clients() {
            let now = demo.plan().around;
            assert!(client.registered_at < now, "{client:?}");
            let day = |at| demo.plan().zone.date(at);
            assert!(
                day(before) <= day(client.registered_at),
                "clients come in the order of their registration"
            );
            before = client.registered_at;
            let notes = client.notes.iter().map(|note| note.written_at);
            let consents = client.consents.iter().map(|consent| consent.recorded_at);
            let screenings = client.screenings.iter().map(|screening| screening.answered_at);
            for times in [notes.collect::<Vec<_>>(), consents.collect(), screenings.collect()] {
                assert!(times.iter().all(|at| client.registered_at < *at && *at < now), "{client:?}");
            }
            assert!(client.notes.is_sorted_by_key(|note| note.written_at), "{client:?}");
            assert!(client.screenings.is_sorted_by_key(|screening| screening.answered_at), "{client:?}");
            for note in &client.notes {
                clean!(NoteText, &note.text);
            }
        }
    }
}

#[test]
fn notes_read_like_notes() {
    for demo in demos() {
        let notes = demo.clients().flat_map(|client| client.notes);
        let sessions = demo.appointments().filter_map(|one| one.note);
        let mut lengths = Vec::new();
        for note in notes.chain(sessions) {
            clean!(NoteText, &note.text);
            assert!(!note.text.contains(['{', '}']), "{}", note.text);
            assert!(note.text.ends_with('.') && note.text.starts_with(char::is_uppercase), "{}", note.text);
            lengths.push(note.text.chars().count());
        }
        assert!(lengths.len() > 300);
        let usual = lengths.iter().filter(|length| (60..=400).contains(*length)).count();
        assert!(usual * 100 >= lengths.len() * 95, "{usual} of {}", lengths.len());
    }
}

#[test]
fn every_artist_is_valid_and_has_a_name_of_its_own() {
    let mut plan = small(Language::Es).plan().clone();
    plan.artists = 200;
    for demo in [small(Language::Es), small(Language::En), Demo::new(plan).unwrap()] {
        let mut names = std::collections::BTreeSet::new();
        for artist in demo.artists() {
            clean!(ArtistName, &artist.name);
            clean!(Bio, &artist.bio);
            clean!(Email, &artist.email);
            assert!(!artist.bio.contains(['{', '}']) && artist.bio.chars().count() > 80, "{}", artist.bio);
            assert_eq!(artist.styles.len(), 3);
            assert!(!artist.hours.is_closed());
            assert!(names.insert(artist.name.clone()), "{}", artist.name);
        }
    }
}

#[test]
fn every_day_of_the_week_has_two_artists() {
    let demo = small(Language::En);
    for day in studio_domain::Weekday::ALL {
        let working = demo.artists().iter().filter(|artist| !artist.hours.on(day).is_empty()).count();
        assert!(working >= 2, "{day}: {working}");
    }
}

#[test]
fn a_minor_is_one_also_on_the_last_day_of_february() {
    for now in ["2028-02-29T12:00:00Z", "2027-02-28T12:00:00Z", "2026-12-31T12:00:00Z", NOW] {
        let plan = studio_demo::Plan::of_size(Language::Es, zone("UTC"), at(now), 1_500, 0);
        let demo = Demo::new(plan).unwrap();
        let today = demo.plan().zone.date(at(now));
        let ages = demo.clients().filter_map(|client| Some((client.guardian, client.birth_date?)));
        let ages = ages.map(|(guardian, date)| (guardian, BirthDate::new(date).unwrap().age_on(today)));
        let (young, grown): (Vec<_>, Vec<_>) = ages.partition(|(_, age)| *age < 18);
        assert!((10..60).contains(&young.len()), "{}", young.len());
        assert!(young.iter().filter(|(guardian, _)| guardian.is_some()).count() * 2 > young.len());
        assert!(grown.iter().all(|(guardian, _)| guardian.is_none()));
    }
}
