//! Services, blocks, free times, exports, feeds, reminders and aftercare.

use std::time::Duration;

use studio_app::{
    AgendaAs, AgendaFormat, AgendaTaken, BlockInput, BlockView, BookingInput, ConsentInput, Error, FreeInput,
    OpCtx, Rule, ServiceInput, Which,
};
use studio_domain::{AppointmentId, ArtistId, BlockId, ClientId, ServiceId, Timestamp};
use studio_testkit::TestStudio;

use crate::kit::{DAY, HOUR, code, mistakes, some};

/// What calls are done to.
pub(crate) struct Planning {
    pub(crate) service: ServiceId,
    pub(crate) block: BlockId,
    coming: Vec<AppointmentId>,
}

/// More than calls that follow each other use up.
const COMING: u32 = 48;

impl Planning {
    /// A service with an aftercare text, a block next year, and appointments of the client with the artist, one a day.
    pub(crate) fn of(test: &TestStudio, client: ClientId, artist: ArtistId) -> Self {
        let operator = test.operator();
        let service = test.studio.add_service(&operator, service("Small tattoo")).unwrap();
        let block = test.studio.add_block(&operator, artist, block(5_000)).unwrap()[0];
        // Nobody is told of it any more.
        test.studio.notice_blocks(&operator, None, None).unwrap();
        agree(test, client);
        let coming =
            (1..=COMING).map(|day| book_at(test, client, artist, service, DAY * day + 3 * HOUR)).collect();
        Self { service, block, coming }
    }

    /// The appointment for a call: calls one after the other have one each.
    pub(crate) fn coming(&self, nth: usize) -> AppointmentId {
        self.coming[nth % self.coming.len()]
    }
}

pub(crate) fn service(name: &str) -> ServiceInput {
    ServiceInput {
        name: some(name),
        minutes: some("60"),
        price: some("120"),
        deposit: some(""),
        aftercare: some("Wash it twice a day."),
    }
}

/// Half an hour on a day of its own.
pub(crate) fn block(nth: usize) -> BlockInput {
    let day =
        chrono::NaiveDate::from_ymd_opt(2030, 1, 1).unwrap() + chrono::Days::new(u64::try_from(nth).unwrap());
    BlockInput {
        from: Some(format!("{day}T14:00")),
        to: Some(format!("{day}T14:30")),
        whole_days: Some(false),
        kind: some("break"),
        note: some("Lunch"),
        until: None,
    }
}

/// The client says yes to being reminded.
fn agree(test: &TestStudio, client: ClientId) {
    let input = ConsentInput {
        kind: "reminders".to_owned(),
        act: "given".to_owned(),
        manner: "spoken".to_owned(),
        ..ConsentInput::default()
    };
    test.studio.record_consent(&test.operator(), client, input).unwrap();
}

fn book(
    test: &TestStudio,
    client: ClientId,
    artist: ArtistId,
    service: ServiceId,
    day: u32,
) -> AppointmentId {
    book_at(test, client, artist, service, DAY * day)
}

fn book_at(
    test: &TestStudio,
    client: ClientId,
    artist: ArtistId,
    service: ServiceId,
    after: Duration,
) -> AppointmentId {
    let at = test.visit().now.plus(after);
    let input = BookingInput {
        client_id: Some(client.to_string()),
        artist_id: Some(artist.to_string()),
        starts_at: Some(at.to_rfc3339()),
        status: some("confirmed"),
        service_id: Some(service.to_string()),
        confirm_warnings: true,
        ..BookingInput::default()
    };
    test.studio.book_appointment(&test.operator(), input, None).unwrap()
}

/// Everything of it that could change, one text for each thing.
pub(crate) fn seen(test: &TestStudio) -> Vec<String> {
    let (studio, operator) = (&test.studio, test.operator());
    let mut all = vec![format!("{:?}", studio.services(&operator, true).unwrap())];
    let mut view = BlockView { from: "2000-01-01".to_owned(), ..BlockView::default() };
    loop {
        let page = studio.blocks(&operator, &view).unwrap();
        all.push(format!("{:?}", page.items));
        match page.next_cursor {
            Some(next) => view.cursor = next,
            None => break,
        }
    }
    for name in ["lola", "bruno"] {
        all.push(format!("{:?}", studio.feeds(&operator, test.artist_of(name)).unwrap().items));
    }
    for day in 0..=COMING {
        let date = test.visit().now.plus(DAY * day).to_rfc3339();
        let list = studio.to_remind(&operator, &date[..10], "").unwrap();
        for row in &list.items {
            all.push(format!("{row:?} {:?}", studio.aftercare(&operator, row.of.id).unwrap().sheet.given_at));
        }
    }
    all
}

struct Kit {
    test: TestStudio,
    client: ClientId,
    artist: ArtistId,
    service: ServiceId,
}

fn kit() -> Kit {
    let test = TestStudio::new();
    let input = studio_app::ClientInput {
        name: some("Carla Sol"),
        phone: some("+34 600 111 222"),
        email: some("carla@example.org"),
        ..studio_app::ClientInput::default()
    };
    let client = match test.studio.add_client(&test.operator(), input, true).unwrap() {
        studio_app::Saving::Saved(id) => id,
        studio_app::Saving::Likely(likely) => panic!("{likely:?}"),
    };
    let artist = test.artist_of("lola");
    let service = test.studio.add_service(&test.operator(), service("Sleeve")).unwrap();
    Kit { test, client, artist, service }
}

#[test]
fn all_mistakes_of_a_service_are_told_and_a_name_is_used_once() {
    let Kit { test, service: id, .. } = kit();
    let admin = test.admin();
    let wrong = ServiceInput {
        name: some(" "),
        minutes: some("3"),
        price: some("-1"),
        deposit: some("much"),
        aftercare: None,
    };
    assert_eq!(
        mistakes(test.studio.add_service(&admin, wrong)),
        [("name", "empty"), ("minutes", "out_of_range"), ("price", "out_of_range"), ("deposit", "form")]
    );
    assert_eq!(code(test.studio.add_service(&admin, service("SLEEVE"))), "service_name_taken");
    let version = test.studio.archive_service(&admin, id, true, None).unwrap();
    let other = test.studio.add_service(&admin, service("Sleeve")).unwrap();
    assert_eq!(code(test.studio.archive_service(&admin, id, false, Some(version))), "service_name_taken");
    let names = |archived| test.studio.services(&test.lola(), archived).unwrap().items.len();
    assert_eq!((names(false), names(true)), (1, 2));
    let input = ServiceInput { price: some(""), ..ServiceInput::default() };
    test.studio.edit_service(&admin, other, input, None).unwrap();
    assert_eq!(test.studio.service(&test.lola(), other).unwrap().price, None);
    let stale =
        test.studio.edit_service(&admin, other, service("Other"), Some(studio_domain::Version::FIRST));
    assert_eq!(code(stale), "stale");
}

#[test]
fn a_series_over_appointments_is_refused_with_all_of_them_and_nothing_is_blocked() {
    let Kit { test, client, artist, service } = kit();
    let booked: Vec<_> = [7, 21].map(|day| book(&test, client, artist, service, day)).into();
    // 2026-09-21, 8:13 in the studio; both stand within the weekly morning.
    let input = BlockInput {
        from: some("2026-09-21T08:00"),
        to: some("2026-09-21T12:00"),
        kind: some("personal"),
        until: some("2026-12-01"),
        ..BlockInput::default()
    };
    match test.studio.add_block(&test.lola(), artist, input.clone()) {
        Err(Error::OverAppointments(all)) => {
            assert_eq!(all.iter().map(|one| one.id).collect::<Vec<_>>(), booked);
            assert_eq!(all[0].client.name, "Carla Sol");
        }
        other => panic!("{other:?}"),
    }
    let list = |ctx: &OpCtx| test.studio.blocks(ctx, &BlockView::default()).unwrap().items;
    assert!(list(&test.desk()).is_empty());
    for id in booked {
        let cancel = studio_app::CancelInput { by: "client".to_owned(), reason: String::new() };
        test.studio.cancel_appointment(&test.desk(), id, cancel, None).unwrap();
    }
    let made = test.studio.add_block(&test.lola(), artist, input.clone()).unwrap();
    assert_eq!(made.len(), 11);
    assert!(matches!(test.studio.add_block(&test.lola(), artist, input), Err(Error::Rule(Rule::BlockedSo))));

    // The reason is for those who may see it; everybody sees that the time is blocked.
    let own = &list(&test.lola())[0];
    assert!(own.reason.is_some() && own.may_change && own.seen_at.is_none());
    let others = &list(&test.bruno())[0];
    assert!(others.reason.is_none() && !others.may_change && others.id == own.id);

    // New for the desk until it takes notice; then moved by the artist, and new again.
    assert_eq!(test.studio.new_blocks(&test.desk()).unwrap().items.len(), 11);
    assert_eq!(test.studio.new_blocks(&test.bruno()).unwrap().items.len(), 0);
    assert_eq!(test.studio.notice_blocks(&test.desk(), None, None).unwrap(), 11);
    let moved =
        BlockInput { from: some("2026-10-06T17:00"), to: some("2026-10-06T19:00"), ..BlockInput::default() };
    test.studio.edit_block(&test.lola(), made[2], moved, Which::Rest, None).unwrap();
    assert_eq!(test.studio.new_blocks(&test.desk()).unwrap().items.len(), 9);
    let zone = test.studio.house(&test.operator()).unwrap().zone();
    let starts: Vec<String> = list(&test.desk())
        .iter()
        .map(|row| zone.local(row.span.start()).format("%m-%d %H:%M").to_string())
        .collect();
    assert_eq!(&starts[..4], ["09-21 08:00", "09-28 08:00", "10-06 17:00", "10-13 17:00"]);
    assert!(starts.iter().skip(2).all(|start| start.ends_with("17:00")), "{starts:?}");

    assert_eq!(code(test.studio.remove_block(&test.bruno(), made[3], Which::Rest, None)), "not_owner");
    assert_eq!(test.studio.remove_block(&test.lola(), made[3], Which::Rest, None).unwrap(), 8);
    assert_eq!(test.studio.remove_block(&test.lola(), made[0], Which::One, None).unwrap(), 1);
    assert_eq!(list(&test.desk()).len(), 2);
}

#[test]
fn whatever_is_typed_about_a_block_gets_an_answer() {
    let Kit { test, artist, .. } = kit();
    for (from, to, whole, until, expected) in [
        ("", "", true, "", vec![("from", "form")]),
        ("2026-13-01", "2026-01-01", true, "", vec![("from", "form")]),
        ("2026-10-02", "2026-10-01", true, "", vec![("to", "end_before_start")]),
        ("2026-10-01T10:00", "9999-12-31T10:00", false, "", vec![("to", "out_of_range")]),
        ("0001-01-01", "0001-01-01", true, "", vec![("from", "out_of_range")]),
        ("2026-10-01", "2026-10-01", true, "2026-09-01", vec![("until", "end_before_start")]),
        ("2026-10-01", "2026-10-01", true, "9999-12-31", vec![("until", "out_of_range")]),
        ("2026-10-01", "2026-10-20", true, "2026-12-01", vec![("until", "overlap")]),
        ("2026-10-01", "2026-10-01", true, "soon", vec![("until", "form")]),
    ] {
        let input = BlockInput {
            from: some(from),
            to: some(to),
            whole_days: Some(whole),
            kind: some("other"),
            note: None,
            until: some(until),
        };
        assert_eq!(
            mistakes(test.studio.add_block(&test.desk(), artist, input)),
            expected,
            "{from} {to} {until}"
        );
    }
    let all = BlockInput { kind: some("nap"), note: some(&"x".repeat(501)), ..BlockInput::default() };
    assert_eq!(
        mistakes(test.studio.add_block(&test.desk(), artist, all)),
        [("kind", "unknown"), ("note", "too_long"), ("from", "form"), ("to", "form")]
    );
}

#[test]
fn free_times_leave_out_what_is_taken_and_a_walk_in_gets_the_first_artist() {
    let Kit { test, client, artist, service } = kit();
    let operator = test.operator();
    let hours = |name: &str, hours: &str| {
        let input = studio_app::ArtistInput { hours: some(hours), ..studio_app::ArtistInput::default() };
        test.studio.edit_artist(&operator, test.artist_of(name), input, None).unwrap();
    };
    hours("lola", "mon-fri 08:00-12:00");
    hours("bruno", "tue 10:00-12:00");
    let all = BlockInput {
        from: some("2026-09-21T09:30"),
        to: some("2026-09-21T11:00"),
        kind: some("break"),
        ..BlockInput::default()
    };
    test.studio.add_block(&operator, artist, all).unwrap();
    book(&test, client, artist, service, 1);
    let zone = test.studio.house(&operator).unwrap().zone();
    let found = |ctx: &OpCtx, input: FreeInput| -> Vec<String> {
        let found = test.studio.free_times(ctx, &input).unwrap();
        found
            .slots
            .iter()
            .map(|slot| {
                let at = zone.local(slot.span.start()).format("%m-%d %H:%M");
                format!("{at} {} {}", slot.artist.name, if slot.may_book { "books" } else { "looks" })
            })
            .collect()
    };
    let hour = || FreeInput { minutes: "60".to_owned(), ..FreeInput::default() };
    let lola = test.studio.artist(&operator, artist).unwrap().card.name;
    let bruno = test.studio.artist(&operator, test.artist_of("bruno")).unwrap().card.name;
    assert_eq!(
        found(&test.lola(), hour())[..4],
        [
            format!("09-21 08:30 {lola} books"),
            format!("09-21 11:00 {lola} books"),
            format!("09-22 09:30 {lola} books"),
            format!("09-22 10:00 {bruno} looks"),
        ]
    );
    // The hour at 8:13 tomorrow is taken; the next one on the half hour after it is free.
    let tuesday = FreeInput {
        artist: artist.to_string(),
        days: vec!["tuesday".to_owned()],
        part: "morning".to_owned(),
        ..hour()
    };
    assert_eq!(found(&test.desk(), tuesday)[0], format!("09-22 09:30 {lola} books"));
    let now = FreeInput { minutes: String::new(), service: service.to_string(), walk_in: true, ..hour() };
    assert_eq!(
        found(&test.desk(), now),
        [format!("09-21 08:15 {lola} books"), format!("09-22 10:00 {bruno} books")]
    );
    let wrong = FreeInput {
        minutes: "0".to_owned(),
        artist: "x".to_owned(),
        days: vec!["someday".to_owned()],
        part: "noon".to_owned(),
        from: "never".to_owned(),
        ..FreeInput::default()
    };
    assert_eq!(
        mistakes(test.studio.free_times(&test.desk(), &wrong)),
        [
            ("artist_id", "form"),
            ("minutes", "out_of_range"),
            ("days", "form"),
            ("part", "unknown"),
            ("from", "form"),
        ]
    );
    let nobody = FreeInput { artist: "999".to_owned(), ..hour() };
    assert_eq!(mistakes(test.studio.free_times(&test.desk(), &nobody)), [("artist_id", "unknown")]);
}

fn exported(test: &TestStudio, ctx: &OpCtx, format: AgendaFormat, filter: &AgendaTaken) -> (u64, Vec<u8>) {
    let mut out = Vec::new();
    let how = AgendaAs { format, headers: &|_| None, progress: &mut |_| {} };
    let rows = test.studio.write_agenda(ctx, filter, how, &mut out).unwrap();
    (rows, out)
}

#[test]
fn an_export_is_exactly_what_was_asked_for_and_artists_have_their_own() {
    let Kit { test, client, artist, service } = kit();
    let bruno = test.artist_of("bruno");
    for day in [1, 2, 3] {
        book(&test, client, artist, service, day);
    }
    let at = test.visit().now.plus(DAY * 2).plus(4 * HOUR);
    let _booked =
        studio_testkit::book(&test.studio, client, bruno, studio_domain::AppointmentStatus::Pending, at);
    let filter = |from: &str, to: &str| AgendaTaken {
        from: from.to_owned(),
        to: to.to_owned(),
        ..AgendaTaken::default()
    };
    let count = |ctx: &OpCtx, filter: &AgendaTaken| exported(&test, ctx, AgendaFormat::Csv, filter).0;
    assert_eq!(count(&test.desk(), &AgendaTaken::default()), 4);
    assert_eq!(count(&test.lola(), &AgendaTaken::default()), 3);
    assert_eq!(count(&test.bruno(), &AgendaTaken::default()), 1);
    assert_eq!(count(&test.desk(), &filter("2026-09-23", "2026-09-23")), 2);
    assert_eq!(count(&test.lola(), &filter("2026-09-23", "2026-09-24")), 2);
    let theirs = AgendaTaken { artists: bruno.to_string(), ..AgendaTaken::default() };
    assert_eq!((count(&test.lola(), &theirs), count(&test.desk(), &theirs)), (0, 1));
    let pending = AgendaTaken { status: "pending,no_show".to_owned(), ..AgendaTaken::default() };
    assert_eq!(count(&test.desk(), &pending), 1);
    let searched = AgendaTaken { q: "carla BLACKWORK".to_owned(), ..AgendaTaken::default() };
    assert_eq!(count(&test.desk(), &searched), 1);
    let csv = String::from_utf8(
        exported(&test, &test.desk(), AgendaFormat::Csv, &filter("2026-09-22", "2026-09-22")).1,
    );
    let csv = csv.unwrap();
    assert!(
        csv.contains("2026-09-22,08:13,09:13,Carla Sol,") && csv.contains(",Sleeve,confirmed\r\n"),
        "{csv}"
    );
    let ics =
        String::from_utf8(exported(&test, &test.desk(), AgendaFormat::Ics, &filter("2026-09-22", "")).1)
            .unwrap();
    assert_eq!(ics.matches("BEGIN:VEVENT").count(), 4, "{ics}");
    assert!(exported(&test, &test.desk(), AgendaFormat::Xlsx, &AgendaTaken::default()).1.starts_with(b"PK"));
    let wrong = AgendaTaken {
        from: "2026-09-23".to_owned(),
        to: "2026-09-22".to_owned(),
        artists: "1,x".to_owned(),
        status: "maybe".to_owned(),
        q: "x".repeat(201),
    };
    let mut out = Vec::new();
    let how = AgendaAs { format: AgendaFormat::Ics, headers: &|_| None, progress: &mut |_| {} };
    match test.studio.write_agenda(&test.desk(), &wrong, how, &mut out) {
        Err(studio_app::ExportError::Studio(error)) => assert_eq!(
            mistakes::<()>(Err(error)),
            [("to", "end_before_start"), ("artist_id", "form"), ("status", "unknown"), ("q", "too_long")]
        ),
        other => panic!("{other:?}"),
    }
    assert!(out.is_empty(), "nothing is written before it is permitted");
}

#[test]
fn a_feed_tells_what_its_privacy_says_and_vanishes_with_its_reasons() {
    let Kit { test, client, artist, service } = kit();
    book(&test, client, artist, service, 1);
    let beyond = test.visit().now.plus(DAY * 400);
    let _booked = studio_testkit::book(
        &test.studio,
        client,
        artist,
        studio_domain::AppointmentStatus::Confirmed,
        beyond,
    );
    test.studio
        .add_block(
            &test.lola(),
            artist,
            BlockInput { from: some("2026-10-01T14:00"), to: some("2026-10-01T15:00"), ..block(0) },
        )
        .unwrap();
    let make = |ctx: &OpCtx, privacy| test.studio.make_feed(ctx, artist, privacy).unwrap();
    let read = |token: &str| {
        let calendar = test.studio.feed_calendar(&test.visit(), token).unwrap();
        calendar.map(|calendar| String::from_utf8(calendar).unwrap())
    };
    for (privacy, has, has_not) in [
        ("busy_only", vec!["SUMMARY:Busy"], vec!["Carla", "Sleeve", "Lunch", "Break"]),
        ("first_name", vec!["SUMMARY:Carla\r\n", "SUMMARY:Busy"], vec!["Sol", "Sleeve", "Lunch"]),
        ("full", vec!["SUMMARY:Carla Sol", "Sleeve", "Lunch"], vec!["600 111"]),
    ] {
        let made = make(&test.lola(), privacy);
        let text = read(&made.token.reveal()).unwrap();
        assert_eq!(text.matches("BEGIN:VEVENT").count(), 2, "a year ahead, no more: {text}");
        assert!(has.iter().all(|part| text.contains(part)), "{privacy}: {text}");
        assert!(has_not.iter().all(|part| !text.contains(part)), "{privacy}: {text}");
        test.studio.revoke_feed(&test.lola(), made.id).unwrap();
        assert_eq!(read(&made.token.reveal()), None, "revoked");
        assert_eq!(code(test.studio.revoke_feed(&test.lola(), made.id)), "not_found");
    }
    assert_eq!(code(test.studio.make_feed(&test.bruno(), artist, "full")), "not_owner");
    assert_eq!(mistakes(test.studio.make_feed(&test.lola(), artist, "all")), [("privacy", "unknown")]);
    for none in ["", "x", &"A".repeat(43), &"A".repeat(44), "../../etc/passwd"] {
        assert_eq!(read(none), None);
    }
    // With the maker's rights, as they are now.
    let made = make(&test.lola(), "full");
    let token = made.token.reveal();
    let operator = test.operator();
    test.studio.toggle_artist(&operator, artist, false, None).unwrap();
    assert_eq!(read(&token), None, "the artist is switched off");
    test.studio.toggle_artist(&operator, artist, true, None).unwrap();
    assert!(read(&token).is_some());
    test.studio.toggle_user(&operator, test.user("lola"), false, None).unwrap();
    assert_eq!(read(&token), None, "whoever made it is switched off");
    let noted = test.studio.feeds(&operator, artist).unwrap().items;
    assert!(noted.iter().all(|feed| feed.read_at.is_some()), "{noted:?}");
}

#[test]
fn whoever_agreed_is_reminded_and_it_is_kept_by_whom() {
    let Kit { test, client, artist, service } = kit();
    let id = book(&test, client, artist, service, 1);
    let desk = test.desk();
    let list = |ctx: &OpCtx| test.studio.to_remind(ctx, "", "").unwrap();
    assert_eq!((list(&desk).items.len(), list(&desk).without), (0, 1), "nobody agreed yet");
    assert!(matches!(test.studio.mark_reminded(&desk, id, "call"), Err(Error::Rule(Rule::NotToRemind))));
    agree(&test, client);
    let row = list(&desk).items.remove(0);
    assert_eq!(list(&desk).date.to_string(), "2026-09-22");
    assert!(row.text.contains("Carla") && row.text.contains("08:13"), "{}", row.text);
    assert!(row.whatsapp.as_deref().unwrap_or_default().starts_with("https://wa.me/"), "{row:?}");
    assert!(row.mail.as_deref().unwrap_or_default().starts_with("mailto:carla%40example.org?"), "{row:?}");
    assert_eq!(row.call.as_deref().map(|call| call.starts_with("tel:+")), Some(true), "{row:?}");
    let english = test.studio.to_remind(&desk, "2026-09-22", "en").unwrap().items.remove(0).text;
    assert!(english.contains("Tuesday, 22 September"), "{english}");
    assert!(list(&test.bruno()).items.is_empty(), "artists have their own");
    test.studio.mark_reminded(&desk, id, "whatsapp").unwrap();
    let reminded = list(&desk).items.remove(0).of.reminded.unwrap();
    assert_eq!((reminded.way.code(), reminded.by.as_deref()), ("whatsapp", Some("recepcion")));
    assert_eq!(code(test.studio.mark_reminded(&test.bruno(), id, "call")), "not_owner");
    assert_eq!(mistakes(test.studio.mark_reminded(&desk, id, "pigeon")), [("way", "unknown")]);
    test.clock.advance(2 * DAY);
    assert!(matches!(
        test.studio.mark_reminded(&test.now(&test.desk()), id, "call"),
        Err(Error::Rule(Rule::NotToRemind))
    ));
}

#[test]
fn the_usual_services_begin_a_list_in_the_studios_language_and_only_once() {
    let test = TestStudio::new();
    let admin = test.admin();
    let names = || -> Vec<String> {
        test.studio.services(&admin, true).unwrap().items.into_iter().map(|card| card.name).collect()
    };
    let wrong = ["massage".to_owned(), "small".to_owned()];
    assert_eq!(mistakes(test.studio.add_usual_services(&admin, Some(&wrong))), [("services", "unknown")]);
    assert_eq!(code(test.studio.add_usual_services(&test.desk(), None)), "no_grant");
    assert!(names().is_empty());
    let some_of = ["consultation".to_owned(), "consultation".to_owned()];
    assert_eq!(test.studio.add_usual_services(&admin, Some(&some_of)).unwrap().len(), 1);
    assert_eq!(names(), ["Consultation"]);
    test.studio.set_setting(&admin, "studio.language", "es", None).unwrap();
    let seq = crate::kit::newest(&test);
    assert_eq!(test.studio.add_usual_services(&admin, None).unwrap().len(), 6);
    assert_eq!(crate::kit::since(&test, seq).len(), 6, "each is in the log");
    assert!(names().contains(&"Sesión de medio día".to_owned()), "{:?}", names());
    assert!(test.studio.add_usual_services(&admin, None).unwrap().is_empty());
    let half = test.studio.services(&admin, false).unwrap();
    let half = half.items.into_iter().find(|card| card.name.starts_with("Sesión de medio")).unwrap();
    assert_eq!((half.minutes, half.price, half.aftercare.as_str()), (240, None, ""));
}

#[test]
fn aftercare_is_given_once_and_the_first_time_counts() {
    let Kit { test, client, artist, service } = kit();
    let id = book(&test, client, artist, service, 1);
    let shown = test.studio.aftercare(&test.lola(), id).unwrap();
    assert_eq!(shown.sheet.text, "Wash it twice a day.");
    assert_eq!(code(test.studio.aftercare(&test.bruno(), id)), "not_owner");
    let first: Timestamp = test.studio.give_aftercare(&test.lola(), id).unwrap();
    test.clock.advance(Duration::from_secs(60));
    assert_eq!(test.studio.give_aftercare(&test.now(&test.desk()), id).unwrap(), first);
    let none = studio_testkit::book(
        &test.studio,
        client,
        artist,
        studio_domain::AppointmentStatus::Completed,
        test.visit().now,
    );
    assert_eq!(test.studio.aftercare(&test.lola(), none).unwrap().sheet.text, "");
    assert!(matches!(test.studio.give_aftercare(&test.lola(), none), Err(Error::Rule(Rule::NoAftercare))));
}
