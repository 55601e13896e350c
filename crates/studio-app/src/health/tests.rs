//! Answers come back as they were, only for their client and moment, and stand nowhere in the data.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use proptest::prelude::*;
use studio_auth::{Context, FieldKey, KeyRing, seal};
use studio_domain::{Answers, ClientId, Question, Reply, Timestamp};
use studio_store::actions::ImportLegacy;

use super::{TABLE, open_answers, seal_answers};
use crate::clock::Clock;
use crate::{ClientInput, Folder, Saving, Studio};

const CLIENT: ClientId = ClientId::new(7);
const AT: Timestamp = Timestamp::from_millis(1_790_000_000_000);

fn ring() -> KeyRing {
    KeyRing::new(FieldKey::generate().unwrap())
}

#[test]
fn answers_come_back_only_for_their_client_and_moment() {
    let ring = ring();
    let mut answers = Answers::default().with(Question::Diabetes, Reply::Yes, "tipo 2").with(
        Question::AllergyLatex,
        Reply::No,
        "",
    );
    answers.observations = "se marea con las agujas".to_owned();
    let sealed = seal_answers(&ring, CLIENT, AT, &answers).unwrap();
    assert_eq!(open_answers(&ring, CLIENT, AT, &sealed).unwrap(), answers);
    assert!(open_answers(&ring, ClientId::new(8), AT, &sealed).is_err());
    assert!(open_answers(&ring, CLIENT, Timestamp::from_millis(1), &sealed).is_err());
    assert!(open_answers(&self::ring(), CLIENT, AT, &sealed).is_err());
    let text = String::from_utf8_lossy(&sealed);
    assert!(!text.contains("tipo 2") && !text.contains("diabetes"));
}

fn answers() -> impl Strategy<Value = Answers> {
    let question = prop::sample::select(Question::ALL);
    let reply = prop::sample::select(Reply::ALL);
    let given = prop::collection::btree_map(question, (reply, any::<String>()), 0..=Question::ALL.len());
    (given, any::<String>()).prop_map(|(given, observations)| {
        let none = Answers { observations, ..Answers::default() };
        given.iter().fold(none, |all, (question, (reply, detail))| all.with(*question, *reply, detail))
    })
}

proptest! {
    #[test]
    fn any_answers_come_back_as_they_were(answers in answers(), client in any::<i64>(), at in any::<i64>()) {
        let (ring, client, at) = (ring(), ClientId::new(client), Timestamp::from_millis(at));
        let sealed = seal_answers(&ring, client, at, &answers).unwrap();
        prop_assert_eq!(open_answers(&ring, client, at, &sealed).unwrap(), answers);
    }

    /// A seal with a bit turned, cut short or made longer is refused, never read as something else.
    #[test]
    fn a_seal_that_was_tampered_with_is_refused(answers in answers(), at in any::<prop::sample::Index>(), bit in 0..8_u8) {
        let ring = ring();
        let sealed = seal_answers(&ring, CLIENT, AT, &answers).unwrap();
        let at = at.index(sealed.len());
        let mut turned = sealed.clone();
        turned[at] ^= 1 << bit;
        let longer = [sealed.as_slice(), &[0]].concat();
        for broken in [turned.as_slice(), &sealed[..at], &longer] {
            prop_assert!(open_answers(&ring, CLIENT, AT, broken).is_err());
        }
    }
}

/// What was sealed by a later version, or by mistake, is said to be unreadable: nothing of it is left out in silence.
#[test]
fn what_is_not_understood_is_refused() {
    let ring = ring();
    let open = |plain: &str| {
        let context = Context { table: TABLE, owner: CLIENT.get(), at: AT.millis() };
        let sealed = seal(ring.current(), &context, plain.as_bytes()).unwrap();
        open_answers(&ring, CLIENT, AT, &sealed)
    };
    assert_eq!(open(r#"{"answers":{},"observations":""}"#).unwrap(), Answers::default());
    for plain in [
        "",
        "no json",
        "[]",
        "{}",
        r#"{"answers":[]}"#,
        r#"{"answers":{"gluten":{"answer":"yes","detail":""}}}"#,
        r#"{"answers":{"skin":{"answer":"maybe","detail":""}}}"#,
        r#"{"answers":{"skin":"yes"}}"#,
        r#"{"answers":{"skin":{"detail":"burn"}}}"#,
    ] {
        assert!(open(plain).is_err(), "{plain}");
    }
}

struct Still;

impl Clock for Still {
    fn now(&self) -> Timestamp {
        AT
    }
}

/// Every file of the folder but the key.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if !path.is_dir() {
            found.push(path);
        } else if path.file_name().is_none_or(|name| name != "secrets") {
            files(&path, found);
        }
    }
}

/// What is searched for in the bytes of a studio: everything that was said, the codes of the questions, and what people would look for.
const TERMS: &[&str] = &[
    "diabetes",
    "epilep",
    "latex",
    "lidocaine",
    "pigments",
    "antibiotic",
    "coagulation",
    "cardiac",
    "anticoagul",
    "pregnan",
    "substances",
    "haemophilia",
    "allerg",
    "not_asked",
    "\"answer",
    "observations",
    "secretword",
    "observedsecret",
    "confirmedsecret",
];

#[test]
fn no_answer_can_be_read_in_any_file_of_the_studio() {
    let home = tempfile::tempdir().unwrap();
    let studio = Studio::create(Folder::at(home.path()), Arc::new(Still)).unwrap();
    let operator = studio.operator().unwrap();
    let input =
        ClientInput { name: Some("Ana".to_owned()), phone: Some("600".to_owned()), ..ClientInput::default() };
    let Saving::Saved(client) = studio.add_client(&operator, input, true).unwrap() else {
        panic!("not saved")
    };
    let word = |question: Question| format!("secretword{}", question.code().replace('_', ""));
    let mut answers = Question::ALL
        .iter()
        .fold(Answers::default(), |all, question| all.with(*question, Reply::Yes, &word(*question)));
    answers.observations = "observedsecret".to_owned();

    let ring = studio.folder().key().unwrap();
    let sealed = seal_answers(&ring, client, AT, &answers).unwrap();
    studio
        .store
        .write::<_, crate::Error, _>(&operator, move |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<ImportLegacy>(&studio)?;
            Ok(tx.move_screening(&may, client, AT, &sealed)?)
        })
        .unwrap();
    // Read, recorded, confirmed, refused, flagged, and sealed with another key: nothing of it leaves a word behind.
    assert_eq!(studio.screenings(&operator, client, None).unwrap().items[0].answers, Ok(answers.clone()));
    let mut typed = crate::ScreeningInput::from(&answers);
    typed.observations = "confirmedsecret".to_owned();
    studio.record_screening(&operator, client, typed.clone(), None).unwrap();
    typed.answers[0].reply = "secretword perhaps".to_owned();
    assert!(studio.record_screening(&operator, client, typed, None).is_err());
    studio.confirm_screening(&operator, client, None).unwrap();
    assert!(studio.health_flag(&operator, client).unwrap().yes);
    assert_eq!(studio.rotate_keys(&operator).unwrap().resealed, 3);

    let mut found = Vec::new();
    files(home.path(), &mut found);
    let mut data = Vec::new();
    found.iter().for_each(|path| data.extend(fs::read(path).unwrap()));
    data.make_ascii_lowercase();
    let holds = |text: &str| data.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(holds("ana") && holds("clients.health_view"), "the data itself was looked at: {found:?}");
    let told: Vec<&&str> = TERMS.iter().filter(|term| holds(term)).collect();
    assert!(told.is_empty(), "{told:?}");
}
