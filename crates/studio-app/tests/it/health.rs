//! Health screenings: recorded, confirmed, compared, flagged; by whom, and what the log knows of it.

use std::time::Duration;

use studio_app::{
    AnswerInput, ClientFilter, ClientInput, Error, OpCtx, Outcome, Saving, Screening, ScreeningInput,
};
use studio_domain::{ClientId, HealthFlag, Question, Reply, ScreeningId};
use studio_testkit::TestStudio;

use crate::kit::{DAY, MINUTE, code, entry, left, mistakes, newest, since, some};

fn answer(question: &str, reply: &str, detail: &str) -> AnswerInput {
    AnswerInput { question: question.to_owned(), reply: reply.to_owned(), detail: detail.to_owned() }
}

fn typed(answers: &[(&str, &str, &str)], observations: &str) -> ScreeningInput {
    ScreeningInput {
        answers: answers.iter().map(|(question, reply, detail)| answer(question, reply, detail)).collect(),
        observations: observations.to_owned(),
    }
}

fn latex() -> ScreeningInput {
    typed(&[("allergy_latex", "yes", "rash from gloves"), ("diabetes", "no", "")], "faints")
}

fn healthy() -> ScreeningInput {
    typed(&[("diabetes", "no", "")], "")
}

/// A client of Lola's.
fn client(test: &TestStudio) -> ClientId {
    let artist = test.artist_of("lola").to_string();
    made(test, &test.operator(), ClientInput { preferred_artist: Some(artist), ..carla() }).unwrap()
}

fn carla() -> ClientInput {
    ClientInput { name: some("Carla Sol"), phone: some("600 111 222"), ..ClientInput::default() }
}

fn made(test: &TestStudio, ctx: &OpCtx, input: ClientInput) -> Result<ClientId, Error> {
    match test.studio.add_client(ctx, input, true)? {
        Saving::Saved(id) => Ok(id),
        Saving::Likely(likely) => panic!("{likely:?}"),
    }
}

fn all(test: &TestStudio, client: ClientId) -> Vec<Screening> {
    test.studio.screenings(&test.operator(), client, None).unwrap().items
}

#[test]
fn each_save_is_a_screening_of_its_own_with_author_time_and_difference() {
    let test = TestStudio::new();
    let client = client(&test);
    let first = test.studio.record_screening(&test.desk(), client, latex(), None).unwrap();
    let at = test.studio.now();
    test.clock.advance(MINUTE);
    let changed = typed(
        &[("allergy_latex", "yes", "rash from gloves"), ("diabetes", "yes", " type  2 ")],
        "faints\r\n\r\nat needles",
    );
    let second = test.studio.record_screening(&test.lola(), client, changed, Some(first)).unwrap();
    let found = all(&test, client);
    let told: Vec<_> = found.iter().map(|one| (one.id, one.recorded_by.as_deref(), one.imported)).collect();
    assert_eq!(told, [(second, Some("lola"), false), (first, Some("recepcion"), false)]);
    assert_eq!((found[0].answered_at, found[1].answered_at), (test.studio.now(), at));
    let answers = found[0].answers.as_ref().unwrap();
    assert_eq!(answers.answer(Question::Diabetes).detail, "type 2");
    assert_eq!(answers.observations, "faints\n\nat needles");
    assert_eq!(answers.reply(Question::Epilepsy), Reply::NotAsked);
    let changes = found[0].changes.as_ref().unwrap();
    let questions: Vec<_> = changes.answers.iter().map(|one| (one.question, one.before.reply)).collect();
    assert_eq!(questions, [(Question::Diabetes, Reply::No)]);
    assert_eq!(changes.observations.as_deref(), Some("faints"));
    assert_eq!(found[1].changes, None, "there is none before the first");
    assert_eq!(found[1].answers.as_ref().unwrap().answer(Question::AllergyLatex).detail, "rash from gloves");
}

#[test]
fn nothing_has_changed_takes_the_same_answers_to_today() {
    let test = TestStudio::new();
    let client = client(&test);
    let none = test.studio.confirm_screening(&test.desk(), client, None).unwrap_err();
    assert!(matches!(none, Error::NotFound { kind: "screening", .. }), "{none:?}");
    let first =
        test.studio.record_screening(&test.desk(), client, latex(), Some(ScreeningId::new(0))).unwrap();
    test.clock.advance(200 * DAY);
    let second = test.studio.confirm_screening(&test.lola(), client, Some(first)).unwrap();
    let found = all(&test, client);
    assert_eq!((found[0].id, found[0].recorded_by.as_deref()), (second, Some("lola")));
    assert_eq!((&found[0].answers, found[0].answered_at), (&found[1].answers, test.studio.now()));
    assert!(found[0].changes.as_ref().unwrap().is_none());
    assert!(!found[0].review);
}

/// What was answered with another screening in view than the newest is not recorded: somebody may have said yes meanwhile.
#[test]
fn whoever_saw_an_older_screening_is_told_that_there_is_a_newer_one() {
    let test = TestStudio::new();
    let client = client(&test);
    let seen = test.studio.record_screening(&test.desk(), client, healthy(), None).unwrap();
    test.studio.record_screening(&test.lola(), client, latex(), None).unwrap();
    let seq = newest(&test);
    for seen in [seen, ScreeningId::new(0), ScreeningId::new(-1)] {
        for refused in [
            test.studio.confirm_screening(&test.desk(), client, Some(seen)),
            test.studio.record_screening(&test.desk(), client, healthy(), Some(seen)),
        ] {
            let refused = refused.unwrap_err();
            let Error::Stale { kind: "client", now, .. } = &refused else { panic!("{refused:?}") };
            assert_eq!(now.get(), all(&test, client)[0].id.get());
        }
    }
    let recorded = since(&test, seq).into_iter().filter(|entry| entry.action == "clients.health_record");
    assert_eq!(recorded.count(), 0);
    assert_eq!(all(&test, client).len(), 2);
}

#[test]
fn all_mistakes_of_a_screening_are_told_at_once_and_nothing_is_recorded() {
    let test = TestStudio::new();
    let client = client(&test);
    let wrong = typed(
        &[
            ("allergy_latex", "maybe", ""),
            ("diabetes", "", "type 2"),
            ("skin", "yes", &"x".repeat(301)),
            ("gluten", "yes", ""),
            ("epilepsy", "yes", ""),
            ("epilepsy", "no", ""),
        ],
        &"x".repeat(4_001),
    );
    let record = |input| test.studio.record_screening(&test.desk(), client, input, None);
    let told = mistakes(record(wrong));
    let fields: Vec<_> = told.iter().map(|(field, code)| (*field, *code)).collect();
    assert_eq!(
        fields,
        [
            ("allergy_latex", "unknown"),
            ("diabetes", "unanswered"),
            ("skin", "too_long"),
            ("question", "unknown"),
            ("epilepsy", "not_allowed"),
            ("observations", "too_long"),
        ]
    );
    assert_eq!(mistakes(record(ScreeningInput::default())), [("answers", "empty")]);
    assert_eq!(mistakes(record(typed(&[("skin", "not_asked", "")], " \n "))), [("answers", "empty")]);
    assert_eq!(all(&test, client), []);
    // Observations alone are something.
    assert!(record(typed(&[], "tired today")).is_ok());
}

/// The log knows who recorded and who read, and never what.
#[test]
fn reading_is_in_the_log_and_a_flag_is_not() {
    let test = TestStudio::new();
    let client = client(&test);
    test.studio.record_screening(&test.desk(), client, latex(), None).unwrap();
    let desk = test.desk();
    let seq = newest(&test);
    assert_eq!(test.studio.health_flag(&desk, client).unwrap(), HealthFlag { yes: true, review: false });
    assert_eq!(test.studio.health_flags(&desk, &[client]).unwrap().len(), 1);
    assert_eq!(left(&test, seq), []);
    test.studio.screenings(&desk, client, None).unwrap();
    let read = entry("clients.health_view", "client", client.get(), Outcome::Done, "granted");
    assert_eq!(left(&test, seq), [read]);
    for entry in since(&test, 0) {
        for word in ["latex", "rash", "faints", "diabetes"] {
            assert!(!entry.detail.contains(word), "{entry:?}");
        }
    }
}

#[test]
fn artists_see_the_flag_of_their_own_clients_only() {
    let test = TestStudio::new();
    let own = client(&test);
    let other = made(&test, &test.operator(), ClientInput { name: some("Other"), ..carla() }).unwrap();
    test.studio.record_screening(&test.desk(), other, latex(), None).unwrap();
    let lola = test.lola();
    let seq = newest(&test);
    assert_eq!(test.studio.health_flags(&lola, &[other, own]).unwrap(), [(own, HealthFlag::NEVER)]);
    assert_eq!(left(&test, seq), [], "to leave out is not to refuse");
    assert_eq!(code(test.studio.health_flag(&lola, other)), "not_owner");
    assert_eq!(code(test.studio.screenings(&lola, other, None)), "not_owner");
    assert_eq!(code(test.studio.record_screening(&lola, other, healthy(), None)), "not_owner");
    assert_eq!(code(test.studio.confirm_screening(&lola, other, None)), "not_owner");
    let both = test.studio.health_flags(&test.desk(), &[other, own, ClientId::new(9_999)]).unwrap();
    assert_eq!(both, [(other, HealthFlag { yes: true, review: false }), (own, HealthFlag::NEVER)]);
}

#[test]
fn what_is_older_than_the_setting_is_to_be_reviewed() {
    let test = TestStudio::new();
    let client = client(&test);
    let flag = || test.studio.health_flag(&test.operator(), client).unwrap();
    assert_eq!(flag(), HealthFlag::NEVER);
    test.studio.record_screening(&test.operator(), client, latex(), None).unwrap();
    test.clock.advance(180 * DAY);
    assert_eq!(flag(), HealthFlag { yes: true, review: false });
    test.clock.advance(Duration::from_millis(1));
    assert_eq!(flag(), HealthFlag { yes: true, review: true });
    assert!(all(&test, client)[0].review);
    test.studio.set_setting(&test.operator(), "health.screening_days", "365", None).unwrap();
    assert_eq!(flag(), HealthFlag { yes: true, review: false });
    test.studio.set_setting(&test.operator(), "health.screening_days", "30", None).unwrap();
    test.studio.record_screening(&test.operator(), client, healthy(), None).unwrap();
    assert_eq!(flag(), HealthFlag { yes: false, review: false });
    let reviews: Vec<bool> = all(&test, client).iter().map(|one| one.review).collect();
    assert_eq!(reviews, [false, false], "what was followed by another is not to be reviewed");
}

/// Bruno may make clients, and what is answered in that step belongs to it, though the client is not his.
#[test]
fn a_screening_is_answered_while_the_client_is_made() {
    let test = TestStudio::new();
    let bruno = test.bruno();
    let seq = newest(&test);
    let with = |screening| ClientInput { screening: Some(screening), ..carla() };
    let client = made(&test, &bruno, with(latex())).unwrap();
    assert_eq!(left(&test, seq), [entry("clients.create", "studio", None, Outcome::Done, "granted")]);
    let found = all(&test, client);
    assert_eq!((found.len(), found[0].recorded_by.as_deref()), (1, Some("bruno")));
    assert_eq!(found[0].answers.as_ref().unwrap().observations, "faints");
    assert_eq!(code(test.studio.screenings(&bruno, client, None)), "not_owner");

    let blank = typed(&[("skin", "not_asked", ""), ("diabetes", "", " ")], "  ");
    let unasked = made(&test, &bruno, with(blank.clone())).unwrap();
    assert_eq!(all(&test, unasked), []);

    let wrong = ClientInput { phone: some("call me"), ..with(typed(&[("skin", "", "burn")], "")) };
    let told = mistakes(test.studio.add_client(&bruno, wrong, false));
    assert_eq!(told, [("phone", "form"), ("skin", "unanswered")]);
    let likely = test.studio.add_client(&bruno, with(latex()), false).unwrap();
    assert!(matches!(likely, Saving::Likely(_)));

    let admin = test.admin();
    let edit = ClientInput { screening: Some(latex()), ..ClientInput::default() };
    assert_eq!(
        mistakes(test.studio.edit_client(&admin, client, edit, None, false)),
        [("screening", "not_allowed")]
    );
    let edit = ClientInput { screening: Some(blank), ..ClientInput::default() };
    assert!(test.studio.edit_client(&admin, client, edit, None, false).is_ok());
}

#[test]
fn neither_search_nor_export_knows_an_answer() {
    let test = TestStudio::new();
    let client = client(&test);
    test.studio.record_screening(&test.desk(), client, latex(), None).unwrap();
    let admin = test.admin();
    for word in ["latex", "rash", "gloves", "faints", "allergy"] {
        let filter = ClientFilter { q: word.to_owned(), ..ClientFilter::default() };
        assert_eq!(test.studio.clients(&admin, &filter).unwrap().items, [], "{word}");
    }
    let all = ClientFilter { status: "all".to_owned(), ..ClientFilter::default() };
    let (mut csv, mut json) = (Vec::new(), Vec::new());
    test.studio.export_clients_csv(&admin, &all, &|_| None, &mut csv).unwrap();
    test.studio.export_clients_json(&admin, &all, &mut json).unwrap();
    let shown = format!("{:?}", test.studio.client(&admin, client).unwrap());
    for text in [String::from_utf8(csv).unwrap(), String::from_utf8(json).unwrap(), shown] {
        assert!(text.contains("Carla Sol"));
        for word in ["latex", "rash", "gloves", "faints", "diabetes"] {
            assert!(!text.to_lowercase().contains(word), "{word}: {text}");
        }
    }
}

#[test]
fn older_pages_follow_and_go_on_comparing() {
    let test = TestStudio::new();
    let client = client(&test);
    let operator = test.operator();
    for nth in 0..53 {
        let input = typed(&[("diabetes", "no", "")], &format!("visit {}", nth / 2));
        test.studio.record_screening(&operator, client, input, None).unwrap();
    }
    let first = test.studio.screenings(&operator, client, None).unwrap();
    assert_eq!((first.items.len(), first.more), (50, true));
    let last = first.items.last().unwrap();
    let second = test.studio.screenings(&operator, client, Some((last.answered_at, last.id))).unwrap();
    assert_eq!((second.items.len(), second.more), (3, false));
    let read: Vec<_> = first.items.iter().chain(&second.items).collect();
    for (nth, one) in (0..53).rev().zip(&read) {
        let expected = (nth > 0).then_some(nth % 2 == 0);
        assert_eq!(one.changes.as_ref().map(|changes| !changes.is_none()), expected, "{nth}");
    }
}
