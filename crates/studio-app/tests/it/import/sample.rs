//! The invented folder: every figure of its description, and what people do on the first day after the move.

use studio_app::{ArtistFilter, ClientFilter, IssueCode, PasswordState, UserFilter, Who};
use studio_domain::{ArtistId, Cents, ClientStatus, Question, Reply, Setting, Timestamp};
use studio_store::Store;

use super::kit::{Home, at, counts, made, sample, told};

#[test]
fn every_row_is_taken_and_counted() {
    let home = Home::new();
    let report = home.import(&sample());
    assert_eq!(report.issues.iter().filter(|issue| issue.code.skips()).count(), 0);
    for (table, rows) in [("clients", 85), ("artists", 5), ("users", 7), ("sessions", 83), ("settings", 0)] {
        assert_eq!(counts(&report, table), (rows, rows, 0, 0), "{table}");
    }
    let by_status: Vec<u64> = ["confirmed", "cancelled", "no_show", "completed", "pending"]
        .iter()
        .map(|status| made(&report, &format!("appointments_{status}")))
        .collect();
    assert_eq!(by_status, [30, 4, 5, 39, 5]);
    assert_eq!(
        (made(&report, "screenings"), made(&report, "consents"), made(&report, "contacts")),
        (12, 34, 12)
    );
    let left: Vec<(&str, u64, Option<i64>)> =
        report.left.iter().map(|left| (left.what, left.count, left.sum.map(Cents::get))).collect();
    assert_eq!(
        left,
        [
            ("transactions", 38, Some(3_726_865)),
            ("transactions_deleted", 1, Some(60_000)),
            ("products", 7, None),
        ]
    );
    let sum = report.sums[0];
    assert_eq!((sum.what, sum.source, sum.imported), ("sessions.price", sum.imported, sum.source));
    assert_eq!((sum.already_here, sum.skipped), (Cents::ZERO, Cents::ZERO));
    assert_eq!(
        (report.time_zone.as_str(), report.currency.code(), report.dry_run),
        ("America/Mexico_City", "MXN", false)
    );
}

#[test]
fn a_phone_a_picture_and_two_sessions_are_all_there_is_to_tell() {
    let home = Home::new();
    let report = home.import(&sample());
    assert_eq!(
        told(&report),
        [
            (IssueCode::PhoneMissing, Some(12), Some("phone")),
            (IssueCode::PictureMissing, Some(6), Some("path")),
            // Of another artist and another client than the piece.
            (IssueCode::SessionDropped, Some(1), Some("session_id")),
            (IssueCode::SessionDropped, Some(4), Some("session_id")),
        ]
    );
    assert_eq!(home.client(12).card.phone, None);
}

fn hash_of(home: &Home, name: &str) -> String {
    let store = Store::open(&home.path().join("studio.db")).unwrap();
    let user = home.studio.user_named(&home.operator(), name).unwrap();
    let ctx = home.studio.visit(studio_app::Origin::CLI).unwrap().by(Who::User(user));
    store.read(&ctx, |tx| tx.my_password_hash(&tx.me()?)).unwrap().unwrap()
}

#[test]
fn old_passwords_work_and_are_hashed_anew_at_the_first_sign_in() {
    let home = Home::new();
    home.import(&sample());
    let state = |name: &str| {
        let user = home.studio.user_named(&home.operator(), name).unwrap();
        home.studio.user(&home.operator(), user).unwrap().private.unwrap().password
    };
    for (name, password, after) in [
        ("admin", "admin123", PasswordState::Short),
        ("recepcion", "assistant123", PasswordState::Set),
        ("lola", "tattoo123", PasswordState::Short),
    ] {
        assert_eq!(state(name), PasswordState::Set, "nothing is known of it yet");
        assert!(hash_of(&home, name).starts_with("$2b$"));
        assert_eq!(home.sign_in(name, "tattoo1234").unwrap_err().code(), "wrong_password");
        assert!(hash_of(&home, name).starts_with("$2b$"));
        home.sign_in(name, password).unwrap();
        let hash = hash_of(&home, name);
        assert!(hash.starts_with("$argon2id$"), "{hash}");
        home.sign_in(name, password).unwrap();
        assert_eq!(hash_of(&home, name), hash, "a second sign-in needs nothing of the old hash");
        assert_eq!(state(name), after, "{name}");
    }
    // Its person heeds the notice.
    let lola = home.sign_in("lola", "tattoo123").unwrap();
    home.studio.change_password(&lola, &"tattoo123".into(), &"la tinta entra despacio".into()).unwrap();
    assert_eq!(state("lola"), PasswordState::Set);
    assert_eq!(
        home.sign_in("prueba", "tattoo123").unwrap_err().code(),
        "wrong_password",
        "it is switched off"
    );
}

#[test]
fn staff_is_as_it_was() {
    let home = Home::new();
    home.import(&sample());
    let operator = home.operator();
    let artists = home.studio.artists(&operator, &ArtistFilter::default()).unwrap().items;
    let mut seen: Vec<(String, bool, String)> =
        artists.iter().map(|card| (card.name.clone(), card.active, card.colour.clone())).collect();
    seen.sort();
    let names: Vec<(&str, bool)> = seen.iter().map(|(name, active, _)| (name.as_str(), *active)).collect();
    let expected = [
        ("Beto Luna", true),
        ("Iker Paredes", true),
        ("Lola Santana", true),
        ("Nayeli Orozco", true),
        ("prueba", false),
    ];
    assert_eq!(names, expected);
    assert_eq!((seen[2].2.as_str(), seen[1].2.as_str()), ("#3fbf8a", "#e0b252"));
    let colours: std::collections::BTreeSet<&str> =
        seen.iter().map(|(_, _, colour)| colour.as_str()).collect();
    assert_eq!(colours.len(), 5, "each has a colour of its own");

    let rate = |id: ArtistId| home.studio.artist(&operator, id).unwrap().rates.unwrap();
    for card in &artists {
        let rates = rate(card.id);
        let points = match card.name.as_str() {
            "Lola Santana" => 5_500,
            "Nayeli Orozco" => 4_500,
            "prueba" => 0,
            _ => 5_000,
        };
        // From the first day of which there is a record.
        let [rate] = rates.as_slice() else { panic!("{rates:?}") };
        assert_eq!(
            (rate.rate.get(), rate.from.to_string().as_str()),
            (points, "2025-09-01"),
            "{}",
            card.name
        );
    }

    let users = home.studio.users(&operator, &UserFilter::default()).unwrap().items;
    let seen: Vec<(&str, &str, Option<&str>, bool)> = users
        .iter()
        .map(|card| {
            let artist = card.artist.as_ref().map(|(_, name)| name.as_str());
            (card.user_name.as_str(), card.role.code(), artist, card.active)
        })
        .collect();
    assert_eq!(
        seen,
        [
            ("admin", "admin", None, true),
            ("beto", "artist", Some("Beto Luna"), true),
            ("iker", "artist", Some("Iker Paredes"), true),
            ("lola", "artist", Some("Lola Santana"), true),
            ("marta", "admin", None, true),
            ("nayeli", "artist", Some("Nayeli Orozco"), true),
            ("prueba", "artist", Some("prueba"), false),
            ("recepcion", "assistant", None, true),
        ]
    );
    let lola = users.iter().find(|card| card.user_name == "lola").unwrap();
    assert_eq!(
        (lola.full_name.as_str(), lola.email.as_deref(), lola.phone.as_deref(), lola.instagram.as_deref()),
        ("Lola Santana Vega", Some("lola@estudio.example"), Some("6621112233"), Some("lola.ink"))
    );
    let private = home.studio.user(&operator, lola.id).unwrap().private.unwrap();
    assert_eq!(private.birth_date.as_deref(), Some("1992-04-18"));
    assert_eq!(private.created_at, at("2025-09-23T05:40:37Z"));
    assert_eq!(private.last_sign_in_at, Some(at("2025-10-31T04:30:07.551Z")));
}

#[test]
fn a_client_is_as_it_was() {
    let home = Home::new();
    home.import(&sample());
    let card = home.client(82).card;
    assert_eq!(card.name, "Ramiro Enrique Barrera Cardona");
    assert_eq!(
        (card.phone.as_deref(), card.email.as_deref()),
        (Some("734-207-5096#192"), Some("c82@example.net"))
    );
    assert_eq!((card.instagram.as_deref(), card.gender.as_deref()), (Some("tinta_82"), Some("Masculino")));
    assert_eq!(
        (card.city.as_deref(), card.state.as_deref()),
        (Some("Vieja Santo Tomé y Príncipe"), Some("Hidalgo"))
    );
    assert_eq!(
        (card.birth_date.as_deref(), card.preferred_artist.unwrap().name.as_str()),
        (Some("1988-03-14"), "Beto Luna")
    );
    assert_eq!(
        (card.styles, card.placements),
        (vec!["Acuarela".to_owned(), "Anime".to_owned()], vec!["Pecho".to_owned()])
    );
    assert_eq!(card.source.as_deref(), Some("TikTok"));
    let emergency = card.emergency.unwrap();
    assert_eq!(
        (emergency.name.as_str(), emergency.relationship.as_str(), emergency.phone.as_str()),
        ("Cristal Norma Gamez Arguello", "Pareja", "826-512-3308#051")
    );
    assert_eq!(card.created_at, at("2025-09-01T08:07:51Z"));
    assert_eq!(home.notes(82), ["Llega siempre tarde, confirmar un día antes."]);
    assert_eq!(home.notes(83), Vec::<String>::new());
    assert_eq!(home.client(85).card.name, "Alta Gracia Farías Echeverría");
    assert!(home.client(94).minor);
    for id in [7, 10, 11] {
        assert_eq!(home.client(id).card.status, ClientStatus::Archived, "{id}");
        assert_eq!(home.notes(id), Vec::<String>::new());
    }
}

#[test]
fn people_find_their_clients_again() {
    let home = Home::new();
    home.import(&sample());
    let names = |q: &str, status: &str| -> Vec<String> {
        let filter = ClientFilter { q: q.to_owned(), status: status.to_owned(), ..ClientFilter::default() };
        home.found(&filter).into_iter().map(|row| row.name).collect()
    };
    for q in [
        "sofia nunez",
        "SOFÍA  núñez",
        "o'farrill",
        "190 937 8657",
        "1909378657",
        "(190)937-8657",
        "86579754",
    ] {
        assert_eq!(names(q, ""), ["Sofía O'Farrill-Núñez"], "{q}");
    }
    assert_eq!(names("@tinta_", "").len(), 12);
    assert_eq!(names("@tinta_93", ""), ["Abigail Mitzy Ferrer"]);
    assert_eq!(names("c1@example.org", ""), ["Catalina Ortega Arriaga"]);
    let all = ClientFilter { limit: Some(200), ..ClientFilter::default() };
    assert_eq!(home.found(&all).len(), 82);
    assert_eq!(home.found(&ClientFilter { status: "all".to_owned(), ..all.clone() }).len(), 85);
    let archived = ClientFilter { status: "archived".to_owned(), ..all.clone() };
    assert_eq!(home.found(&archived).len(), 3);
    let rows = home.found(&ClientFilter { q: "Abigail Aponte".to_owned(), ..all });
    assert_eq!(rows[0].last_appointment, Some(at("2025-09-09T23:00:00Z")));
}

#[test]
fn the_studio_opens_and_looks_as_before() {
    let home = Home::new();
    let report = home.import(&sample());
    let value = |setting: Setting| home.studio.setting(&home.operator(), setting.code()).unwrap().value;
    assert_eq!(value(Setting::Theme), "dark");
    let day = |day: &str| format!("{day} 09:00-20:30");
    assert_eq!(
        value(Setting::OpeningHours),
        ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map(day).join("; ")
    );
    assert_eq!(value(Setting::AgendaGrid), "30");
    assert_eq!(made(&report, "settings"), 2);
}

#[test]
fn nothing_about_health_can_be_read_in_the_file() {
    let home = Home::new();
    home.import(&sample());
    let content = home.content();
    let holds = |text: &str| content.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(holds("Llega siempre tarde"), "what is no secret is found by looking so");
    for secret in ["usar nitrilo", "Alergia al", "diabetes", "coagulation\"", "observations"] {
        assert!(!holds(secret), "{secret}");
    }
}

#[test]
fn answers_and_consents_are_those_of_the_day_the_client_came() {
    let home = Home::new();
    home.import(&sample());
    let admin = home.sign_in("admin", "admin123").unwrap();
    let card = home.client(91).card;
    let mut screenings = home.studio.screenings(&admin, card.id, None).unwrap().items;
    assert_eq!(screenings.len(), 1);
    let screening = screenings.remove(0);
    assert_eq!(
        (screening.answered_at, screening.imported, screening.recorded_by),
        (card.created_at, true, None)
    );
    let answers = screening.answers.unwrap();
    assert_eq!(answers.observations, "Alergia al látex, usar nitrilo.");
    for (question, reply) in [
        (Question::Allergies, Reply::NotAsked),
        (Question::Diabetes, Reply::No),
        (Question::Coagulation, Reply::NotAsked),
        (Question::Skin, Reply::No),
    ] {
        assert_eq!(answers.reply(question), reply, "{}", question.code());
    }
    let of = |legacy| home.studio.screenings(&admin, home.client(legacy).card.id, None).unwrap().items;
    let answers = of(82).remove(0).answers.unwrap();
    assert_eq!(answers.reply(Question::Coagulation), Reply::Yes);
    assert_eq!(answers.by_question.len(), 9);
    assert_eq!(of(1), []);

    let mut consents: Vec<(&str, &str, &str, Timestamp)> = Vec::new();
    let found = home.studio.consents(&admin, home.client(82).card.id).unwrap();
    for consent in &found {
        consents.push((consent.kind.code(), consent.act.code(), consent.manner.code(), consent.recorded_at));
    }
    consents.sort();
    let made_at = at("2025-09-01T08:07:51Z");
    assert_eq!(
        consents,
        [
            ("data_privacy", "given", "before_move", made_at),
            ("image_use", "declined", "before_move", made_at),
            ("informed", "given", "before_move", made_at),
        ]
    );
    assert_eq!(home.studio.consents(&admin, home.client(86).card.id).unwrap().len(), 2);
}

#[test]
fn the_same_wall_clock_is_another_moment_in_another_zone() {
    let created = |zone: &str| {
        let home = Home::of(zone, "MXN", "es");
        home.import(&sample());
        home.client(82).card.created_at
    };
    // 2025-09-01 02:07:51 by the clock on the wall.
    assert_eq!(created("Europe/Madrid"), at("2025-09-01T00:07:51Z"));
    assert_eq!(created("America/Mexico_City"), at("2025-09-01T08:07:51Z"));
    assert_eq!(created("UTC"), at("2025-09-01T02:07:51Z"));
}

#[test]
fn money_has_the_decimals_of_the_studios_currency() {
    for (currency, sum, left) in
        [("MXN", 8_433_729, 3_726_865), ("JPY", 84_337, 37_269), ("KWD", 84_337_290, 37_268_650)]
    {
        let report = Home::of("America/Mexico_City", currency, "en").import(&sample());
        assert_eq!(report.sums[0].source, Cents::new(sum), "{currency}");
        assert_eq!(report.left[0].sum, Some(Cents::new(left)), "{currency}");
    }
}
