//! The nine flags and the observations of a client's record, as one screening.

use studio_domain::{Answers, Question, Reply, text};
use studio_store::LegacyClient;

use crate::import::cells;
use crate::import::report::IssueCode;
use crate::import::row::{Row, shaped};

/// The answers of a row; empty if nobody was asked anything.
///
/// What can't be read goes into the observations, which are sealed with the answers: nothing about health goes into notes or issues.
pub(super) fn answers(eye: &mut Row, row: &LegacyClient) -> Answers {
    let mut answers = Answers::default();
    let mut observations: Vec<String> = Vec::new();
    for (question, column, cell) in [
        (Question::Allergies, "health_allergies", &row.health_allergies),
        (Question::Diabetes, "health_diabetes", &row.health_diabetes),
        (Question::Coagulation, "health_coagulation", &row.health_coagulation),
        (Question::Epilepsy, "health_epilepsy", &row.health_epilepsy),
        (Question::Cardiac, "health_cardiac", &row.health_cardiac),
        (Question::Anticoagulants, "health_anticoagulants", &row.health_anticoagulants),
        (Question::Pregnancy, "health_preg_lact", &row.health_preg_lact),
        (Question::Substances, "health_substances", &row.health_substances),
        (Question::Skin, "health_derm", &row.health_derm),
    ] {
        let Some(raw) = cell.as_deref().map(shaped).filter(|raw| !raw.trim().is_empty()) else { continue };
        match cells::flag(&raw) {
            Some(yes) => answers = answers.with(question, if yes { Reply::Yes } else { Reply::No }, ""),
            None => {
                eye.issue(IssueCode::Unreadable, Some(column), "");
                observations.push(format!("{column}: {}", raw.trim()));
            }
        }
    }
    if let Some(said) = eye.shaped("health_obs", &row.health_obs) {
        observations.insert(0, text::block("observations", &said, 0, usize::MAX).unwrap_or_default());
    }
    answers.observations = observations.join("\n");
    answers
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::report::Issue;
    use studio_domain::StudioZone;

    fn read(row: &LegacyClient) -> (Answers, Vec<Issue>, Vec<String>) {
        let mut eye = Row::new("clients", Some(1), StudioZone::UTC).with_notes();
        let answers = answers(&mut eye, row);
        let (issues, kept) = eye.finish();
        (answers, issues, kept)
    }

    fn some(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    #[test]
    fn what_was_not_asked_is_not_answered() {
        let row = LegacyClient {
            health_allergies: some("1"),
            health_diabetes: some("0"),
            health_derm: some("1.0"),
            health_obs: some(" Alergia al látex.\r\n\r\nUsar nitrilo. "),
            ..LegacyClient::default()
        };
        let (answers, issues, _) = read(&row);
        assert_eq!(answers.by_question.len(), 3);
        assert_eq!(answers.reply(Question::Allergies), Reply::Yes);
        assert_eq!(answers.reply(Question::Diabetes), Reply::No);
        assert_eq!(answers.reply(Question::Skin), Reply::Yes);
        assert_eq!(answers.reply(Question::Epilepsy), Reply::NotAsked);
        assert_eq!(answers.observations, "Alergia al látex.\n\nUsar nitrilo.");
        assert_eq!(issues, []);
        assert!(read(&LegacyClient::default()).0.is_empty());
        assert!(!read(&LegacyClient { health_obs: some("x"), ..LegacyClient::default() }).0.is_empty());
    }

    #[test]
    fn what_cannot_be_read_is_sealed_and_not_told() {
        let row = LegacyClient { health_cardiac: some("arritmia"), ..LegacyClient::default() };
        let (answers, issues, kept) = read(&row);
        assert_eq!(answers.observations, "health_cardiac: arritmia");
        assert_eq!(answers.reply(Question::Cardiac), Reply::NotAsked);
        assert_eq!((issues[0].code, issues[0].detail.as_str()), (IssueCode::Unreadable, ""));
        assert_eq!(kept, Vec::<String>::new());
    }
}
