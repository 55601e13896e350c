//! Answers of a screening, and the vocabularies that are stored by their codes.

use std::collections::BTreeSet;

use studio_domain::{
    Answers, AppointmentStatus, ClientSort, ClientStatus, ConsentAct, ConsentKind, ConsentManner,
    ContactKind, Order, Question, Reply, Rule,
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
        assert_eq!(rule($name::parse("")), Rule::Unknown { given: String::new() });
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
