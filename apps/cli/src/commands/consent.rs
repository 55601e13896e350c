//! `studio client consent-…`, `guardian`, `age-check`, and `studio consent-text`: what clients agree to, and what they read first.

use std::fs;
use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};
use serde::Serialize;
use studio_app::{AgeCheckInput, ConsentInput, ContactInput, FileLimits};
use studio_domain::{AppointmentId, ClientId, ConsentAct, ConsentId, Missing, parse_date};
use studio_text::Args as Values;

use super::client::id;
use super::user::Expected;
use crate::actor::{self, Acting};
use crate::failure::Failure;
use crate::files;
use crate::output::complain;
use crate::paging;
use crate::run::Run;
use crate::views::{Changed, ConsentTextView, ProofView, StateView};

/// What can be done with the consents of a client, besides listing them.
#[derive(Debug, Subcommand)]
pub(crate) enum ClientConsent {
    ConsentState {
        client: String,
        #[arg(long, value_name = "APPOINTMENT")]
        appointment: Option<String>,
        #[arg(long, value_name = "DATE")]
        date: Option<String>,
    },
    ConsentRecord {
        client: String,
        kind: String,
        #[arg(long, default_value = "given")]
        answer: Answer,
        #[arg(long, default_value = "paper")]
        how: How,
        #[arg(long, default_value = "client")]
        by: By,
        #[arg(long, value_name = "NAME")]
        signer: Option<String>,
        #[arg(long, value_name = "LANG")]
        text_language: Option<String>,
        #[arg(long, value_name = "APPOINTMENT")]
        appointment: Option<String>,
        #[arg(long, value_name = "FILE")]
        paper: Option<PathBuf>,
    },
    ConsentPaper {
        client: String,
        consent: String,
        file: PathBuf,
    },
    ConsentWithdraw {
        client: String,
        kind: String,
        #[arg(long, default_value = "spoken")]
        how: How,
        #[arg(long, default_value = "client")]
        by: By,
        #[arg(long, value_name = "APPOINTMENT")]
        appointment: Option<String>,
    },
    ConsentShow {
        client: String,
        consent: String,
        #[arg(long, value_name = "FILE")]
        signature: Option<PathBuf>,
        #[arg(long, value_name = "FILE")]
        paper: Option<PathBuf>,
    },
    Guardian {
        client: String,
        name: String,
        #[arg(long, default_value = "")]
        relationship: String,
        #[arg(long, default_value = "")]
        phone: String,
        #[command(flatten)]
        expected: Expected,
    },
    AgeCheck {
        client: String,
        document: String,
        #[arg(long, value_name = "DATE")]
        birth_date: Option<String>,
    },
}

/// What was answered.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Answer {
    Given,
    Declined,
}

/// How it was answered; a signature on a screen takes a screen.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum How {
    Paper,
    Spoken,
}

/// Who answered.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum By {
    Client,
    Guardian,
}

fn code(value: &impl ValueEnum) -> String {
    value.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}

/// Kinds are typed with a hyphen or as their codes.
fn kind(given: &str) -> String {
    given.trim().replace('-', "_")
}

/// What can be done with the texts of consents.
#[derive(Debug, Subcommand)]
pub(crate) enum Text {
    List,
    Show {
        kind: String,
        #[arg(value_name = "LANG")]
        text_language: String,
        #[arg(long)]
        versions: bool,
    },
    Set {
        kind: String,
        #[arg(value_name = "LANG")]
        text_language: String,
        file: PathBuf,
        #[arg(long, value_name = "VERSION", value_parser = clap::value_parser!(i64).range(0..))]
        if_version: Option<i64>,
    },
}

#[derive(Serialize)]
struct Recorded {
    id: i64,
    client_id: i64,
}

/// An answer that was recorded, with what is missing of a minor's guardian beside it.
#[derive(Serialize)]
struct RecordedAnswer {
    id: i64,
    client_id: i64,
    missing: Vec<&'static str>,
}

#[derive(Serialize)]
struct Saved {
    kind: String,
    language: String,
    number: i64,
}

fn recorded(run: &mut Run, acting: &Acting, client: ClientId, input: ConsentInput) -> Result<(), Failure> {
    let ctx = acting.ctx()?;
    let consent = acting.studio.record_consent(&ctx, client, input)?;
    let missing = acting.studio.missing_beside_consent(&ctx, client, consent)?;
    let said = run.words.say("cli-consent-recorded");
    let json = RecordedAnswer {
        id: consent.get(),
        client_id: client.get(),
        missing: missing.iter().map(|one| one.code()).collect(),
    };
    run.out.changed(&json, &consent.to_string(), &said)?;
    warn(run, &missing);
    Ok(())
}

/// Says what is missing of a minor's guardian: also to whoever asked for little, since it is a warning.
pub(super) fn warn(run: &Run, missing: &[Missing]) {
    if missing.is_empty() || run.out.json() {
        return;
    }
    complain(&run.words.say("cli-consent-minor"));
    for one in missing {
        complain(&format!("  {}", run.words.word("missing", one.code())));
    }
}

/// Does what was asked for about the consents of a client.
pub(super) fn of_client(run: &mut Run, acting: &Acting, what: ClientConsent) -> Result<(), Failure> {
    match what {
        ClientConsent::ConsentState { client, appointment, date } => {
            let (ctx, client) = (acting.ctx()?, id(&client)?);
            let appointment = appointment.map(|id| id.trim().parse::<AppointmentId>()).transpose()?;
            let date = date.map(|raw| parse_date("date", &raw)).transpose()?;
            let sheet = acting.studio.consent_sheet(&ctx, client)?;
            let missing = match (appointment, date) {
                (None, None) => sheet.missing.clone(),
                _ => acting.studio.missing_to_complete(&ctx, client, appointment, date)?,
            };
            let view = StateView::new(&sheet, &missing);
            run.out.record(&view, &client.to_string(), &view.sheet(run.words))
        }
        ClientConsent::ConsentRecord {
            client,
            kind: given,
            answer,
            how,
            by,
            signer,
            text_language,
            appointment,
            paper,
        } => {
            let paper = paper.map(|path| files::read(&path, FileLimits::STORE.bytes)).transpose()?;
            let input = ConsentInput {
                kind: kind(&given),
                act: code(&answer),
                manner: code(&how),
                signer: code(&by),
                signer_name: signer.unwrap_or_default(),
                language: text_language.unwrap_or_default(),
                appointment: appointment.unwrap_or_default(),
                paper,
                ..ConsentInput::default()
            };
            recorded(run, acting, id(&client)?, input)
        }
        ClientConsent::ConsentPaper { client, consent, file } => {
            let (client, consent) = (id(&client)?, consent.trim().parse::<ConsentId>()?);
            let bytes = files::read(&file, FileLimits::STORE.bytes)?;
            acting.studio.attach_consent_paper(&acting.ctx()?, client, consent, bytes)?;
            let said = run.words.say("cli-paper-attached");
            let json = Recorded { id: consent.get(), client_id: client.get() };
            run.out.changed(&json, &consent.to_string(), &said)
        }
        ClientConsent::ConsentWithdraw { client, kind: given, how, by, appointment } => {
            let input = ConsentInput {
                kind: kind(&given),
                act: ConsentAct::Withdrawn.code().to_owned(),
                manner: code(&how),
                signer: code(&by),
                appointment: appointment.unwrap_or_default(),
                ..ConsentInput::default()
            };
            recorded(run, acting, id(&client)?, input)
        }
        ClientConsent::ConsentShow { client, consent, signature, paper } => {
            let (ctx, client) = (acting.ctx()?, id(&client)?);
            let consent = consent.trim().parse::<ConsentId>()?;
            let proof = acting.studio.consent_proof(&ctx, client, consent)?;
            if let Some(path) = signature {
                let picture = acting.studio.consent_signature(&ctx, client, consent)?;
                let no_file = |why| Failure::NoFile(format!("`{}`: {why}", path.display()));
                fs::write(&path, picture).map_err(no_file)?;
            }
            if let Some(path) = paper {
                let scan = acting.studio.consent_paper(&ctx, client, consent, |_| false)?;
                files::write(run, &path, &scan.bytes.unwrap_or_default())?;
            }
            let view = ProofView::new(proof, acting.zone()?);
            run.out.record(&view, &consent.to_string(), &view.sheet(run.words))
        }
        ClientConsent::Guardian { client, name, relationship, phone, expected } => {
            let client = id(&client)?;
            let removed = [&name, &relationship, &phone].into_iter().all(|typed| typed.trim().is_empty());
            let input = ContactInput { name, relationship, phone };
            let version = acting.studio.set_guardian(&acting.ctx()?, client, input, expected.version())?;
            let said = run.words.say(if removed { "cli-guardian-removed" } else { "cli-guardian-saved" });
            let json = Changed { id: client.get(), version: version.get() };
            run.out.changed(&json, &client.to_string(), &said)
        }
        ClientConsent::AgeCheck { client, document, birth_date } => {
            let client = id(&client)?;
            let input =
                AgeCheckInput { document: kind(&document), birth_date: birth_date.unwrap_or_default() };
            let check = acting.studio.check_age(&acting.ctx()?, client, input)?;
            let said = run.words.say("cli-age-checked");
            let json = Recorded { id: check.get(), client_id: client.get() };
            run.out.changed(&json, &check.to_string(), &said)
        }
    }
}

/// Lists, shows or changes the texts that clients are asked to agree to.
pub(super) fn texts(run: &mut Run, text: Text) -> Result<(), Failure> {
    actor::act(run, |run, acting| match text {
        Text::List => {
            let zone = acting.zone()?;
            let rows = acting.studio.consent_texts(&acting.ctx()?)?;
            let rows = rows.into_iter().map(|words| ConsentTextView::new(words, zone)).collect();
            paging::whole(&mut run.out, run.words, rows)
        }
        Text::Show { kind: given, text_language, versions } => {
            let zone = acting.zone()?;
            let page = acting.studio.consent_text(&acting.ctx()?, &kind(&given), &text_language)?;
            let mut all = page.items.into_iter().map(|words| ConsentTextView::new(words, zone));
            if versions {
                return paging::whole(&mut run.out, run.words, all.collect());
            }
            let Some(newest) = all.next() else { return Ok(()) };
            if run.out.json() { run.out.value(&newest) } else { run.out.line(newest.text()) }
        }
        Text::Set { kind: given, text_language, file, if_version } => {
            let text = fs::read_to_string(&file)
                .map_err(|why| Failure::Unreadable(format!("`{}`: {why}", file.display())))?;
            let kind = kind(&given);
            let number =
                acting.studio.save_consent_text(&acting.ctx()?, &kind, &text_language, &text, if_version)?;
            let said = run.words.tell("cli-text-saved", &Values::new().text("id", number.to_string()));
            let json = Saved { kind, language: text_language, number };
            run.out.changed(&json, &number.to_string(), &said)
        }
    })
}
