//! Answers of a screening, and the vocabularies that are stored by their codes.

use std::collections::BTreeSet;
use std::time::Duration;

use studio_domain::{
    Answer, Answers, AppointmentStatus, ClientSort, ClientStatus, ConsentAct, ConsentKind, ConsentManner,
    ContactKind, HealthFlag, Order, Question, Reply, Rule, Timestamp,
};

use crate::rule;

macro_rules! reads_back {
    ($($name:ident: $codes:expr;)+) => {$(
        let codes: Vec<&str> = $name::ALL.iter().map(|word| word.code()).collect();
        assert_eq!(codes, $codes, stringify!($name));
        for word in $name::ALL {
            assert_eq!($name::parse(word.code()), Ok(*word));
            assert_eq!($name::parse(&format!("  {word}\n")), Ok(*word));
            let shouted = word.code().to_uppercase();
            assert_eq!(rule($name::parse(&shouted)), Rule::Unknown { given: shouted });
        }
        assert_eq!(rule($name::parse("")), Rule::Empty);
        assert_eq!(rule($name::parse(&"x".repeat(200))), Rule::Unknown { given: "x".repeat(60) });
    )+};
}

/// The codes stand in stored rows, addresses and screenings: changing one loses what was written with it.
#[test]
fn codes_stay_as_they_are_and_read_back() {
    reads_back! {
        ClientStatus: ["active", "archived"];
        ContactKind: ["emergency", "guardian"];
        ClientSort: ["name", "next", "last", "registered"];
        Order: ["asc", "desc"];
        AppointmentStatus: ["pending", "confirmed", "completed", "no_show", "cancelled"];
        ConsentKind: ["informed", "image_use", "data_privacy", "reminders", "promotions"];
        ConsentAct: ["given", "declined", "withdrawn"];
        ConsentManner: ["paper", "screen", "spoken", "before_move"];
        Reply: ["yes", "no", "not_asked"];
        Question: [
            "allergies", "allergy_latex", "allergy_lidocaine", "allergy_pigments", "allergy_antibiotics", "diabetes",
            "coagulation", "epilepsy", "cardiac", "anticoagulants", "pregnancy", "substances", "skin",
        ];
    }
    let questions: BTreeSet<&str> = Question::ALL.iter().map(|question| question.code()).collect();
    assert_eq!(questions.len(), Question::ALL.len());
}

#[test]
fn only_pending_and_confirmed_appointments_lie_ahead() {
    let open: Vec<&str> =
        AppointmentStatus::ALL.iter().filter(|status| status.is_open()).map(|status| status.code()).collect();
    assert_eq!(open, ["pending", "confirmed"]);
}

#[test]
fn what_was_not_asked_is_neither_yes_nor_no() {
    let none = Answers::default();
    assert!(none.is_empty() && !none.has_yes());
    for question in Question::ALL {
        assert_eq!(none.reply(*question), Reply::NotAsked);
        for (reply, yes, empty) in
            [(Reply::Yes, true, false), (Reply::No, false, false), (Reply::NotAsked, false, true)]
        {
            let answers = Answers::default().with(*question, reply, "a detail");
            assert_eq!(answers.reply(*question), reply);
            assert_eq!((answers.has_yes(), answers.is_empty()), (yes, empty), "{question} {reply}");
        }
    }
    let observed = Answers { observations: "faints at needles".to_owned(), ..Answers::default() };
    assert!(!observed.is_empty() && !observed.has_yes());
    let twice =
        Answers::default().with(Question::Skin, Reply::Yes, "").with(Question::Skin, Reply::No, "healed");
    assert_eq!((twice.reply(Question::Skin), twice.has_yes()), (Reply::No, false));
}

/// The form asks in an order of its own, and leaves none out.
#[test]
fn every_question_is_asked_once_and_allergies_first() {
    let asked: BTreeSet<Question> = Question::ASKED.iter().copied().collect();
    assert_eq!(asked, Question::ALL.iter().copied().collect());
    assert_eq!(Question::ASKED.len(), Question::ALL.len());
    let first: Vec<bool> = Question::ASKED.iter().map(|question| question.is_allergy()).collect();
    assert_eq!(first.iter().take_while(|allergy| **allergy).count(), 5);
    assert_eq!(first.iter().filter(|allergy| **allergy).count(), 5);
}

#[test]
fn a_typed_answer_is_cleaned_and_checked() {
    let read = |reply, detail: &str| Answer::parse(Question::Skin, reply, detail);
    assert_eq!(
        read(" yes ", " new  burn ").unwrap(),
        Answer { reply: Reply::Yes, detail: "new burn".into() }
    );
    assert_eq!(read("no", "healed in May").unwrap().detail, "healed in May");
    for none in ["", "  ", "not_asked"] {
        assert_eq!(read(none, "").unwrap(), Answer { reply: Reply::NotAsked, detail: String::new() });
    }
    assert_eq!(rule(read("maybe", "")), Rule::Unknown { given: "maybe".to_owned() });
    assert_eq!(rule(read("", "a burn")), Rule::Unanswered);
    assert_eq!(rule(read("not_asked", "a burn")), Rule::Unanswered);
    let max = Answer::DETAIL_MAX;
    assert_eq!(rule(read("yes", &"x".repeat(max + 1))), Rule::TooLong { max, got: max + 1 });
    assert!(read("yes", &"x".repeat(max)).is_ok());
    for question in Question::ALL {
        assert_eq!(Answer::parse(*question, "perhaps", "").unwrap_err().field, question.code());
    }
    assert_eq!(Answers::observed(" a \r\n\r\n b ").unwrap(), "a\n\nb");
    let max = Answers::OBSERVATIONS_MAX;
    assert_eq!(rule(Answers::observed(&"x".repeat(max + 1))), Rule::TooLong { max, got: max + 1 });
}

#[test]
fn the_difference_names_what_was_said_before() {
    let before = Answers {
        observations: "faints".to_owned(),
        ..Answers::default()
            .with(Question::Skin, Reply::Yes, "burn")
            .with(Question::Diabetes, Reply::No, "")
            .with(Question::Epilepsy, Reply::NotAsked, "")
    };
    assert!(before.changes_since(&before).is_none());
    let now = Answers {
        observations: String::new(),
        ..Answers::default()
            .with(Question::Skin, Reply::Yes, "burn, healed")
            .with(Question::Diabetes, Reply::No, "")
            .with(Question::AllergyLatex, Reply::Yes, "")
    };
    let changes = now.changes_since(&before);
    let told: Vec<(Question, Reply, &str)> = changes
        .answers
        .iter()
        .map(|one| (one.question, one.before.reply, one.before.detail.as_str()))
        .collect();
    assert_eq!(told, [(Question::AllergyLatex, Reply::NotAsked, ""), (Question::Skin, Reply::Yes, "burn")]);
    assert_eq!(changes.observations.as_deref(), Some("faints"));
    assert_eq!(changes.before(Question::Skin).map(|answer| answer.reply), Some(Reply::Yes));
    assert_eq!(changes.before(Question::Diabetes), None);
    let only_observed = Answers { observations: "faints at needles".to_owned(), ..before.clone() };
    assert!(!only_observed.changes_since(&before).is_none());
}

#[test]
fn the_flag_says_yes_or_review_and_nothing_else() {
    let (age, now) = (Duration::from_secs(180 * 86_400), Timestamp::from_millis(1_790_000_000_000));
    let yes = Answers::default().with(Question::Skin, Reply::Yes, "");
    let no = Answers::default().with(Question::Skin, Reply::No, "");
    let flag = |at, answers| HealthFlag::of(at, answers, now, age);
    let due = now.minus(age);
    for (answers, has_yes) in [(&yes, true), (&no, false)] {
        assert_eq!(flag(now, Some(answers)), HealthFlag { yes: has_yes, review: false });
        assert_eq!(flag(due, Some(answers)), HealthFlag { yes: has_yes, review: false });
        let older = due.minus(Duration::from_millis(1));
        assert_eq!(flag(older, Some(answers)), HealthFlag { yes: has_yes, review: true });
    }
    assert_eq!(flag(now, None), HealthFlag { yes: false, review: true });
    assert_eq!(HealthFlag::NEVER, HealthFlag { yes: false, review: true });
    assert!(flag(now, Some(&no)).is_quiet() && !flag(now, Some(&yes)).is_quiet());
    assert!(!HealthFlag::NEVER.is_quiet());
}
