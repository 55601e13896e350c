//! The commands: each reads its values, calls one use case, and shows what that answered. Rules are not here.

use crate::cli::Command;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::run::Run;

pub(crate) mod appointment;
mod appointment_files;
pub(crate) mod artist;
pub(crate) mod audit;
pub(crate) mod client;
pub(crate) mod client_file;
pub(crate) mod code;
pub(crate) mod consent;
pub(crate) mod correction;
pub(crate) mod doctor;
pub(crate) mod export;
mod faces;
pub(crate) mod generate;
pub(crate) mod health;
pub(crate) mod import;
pub(crate) mod init;
mod invitation;
pub(crate) mod key;
pub(crate) mod me;
pub(crate) mod media;
mod merging;
mod migrate;
mod named;
pub(crate) mod note;
mod photo;
pub(crate) mod planning;
pub(crate) mod policy;
pub(crate) mod portfolio;
pub(crate) mod service;
pub(crate) mod settings;
pub(crate) mod user;

/// Does a command.
pub(crate) fn dispatch(run: &mut Run, command: Command) -> Result<Exit, Failure> {
    let done = |()| Exit::Done;
    match command {
        Command::Init(init) => init::run(run, init).map(done),
        Command::Client(client) => client::run(run, client).map(done),
        Command::Appointment(appointment) => appointment::run(run, appointment).map(done),
        Command::Correction(correction) => correction::run(run, correction).map(done),
        Command::User(user) => user::run(run, user).map(done),
        Command::Block(block) => planning::blocks(run, block).map(done),
        Command::Service(service) => service::run(run, service).map(done),
        Command::Feed(feed) => planning::feeds(run, feed).map(done),
        Command::Artist(artist) => artist::run(run, artist).map(done),
        Command::Me(me) => me::run(run, me).map(done),
        Command::Settings(settings) => settings::run(run, settings).map(done),
        Command::ConsentText(text) => consent::texts(run, text).map(done),
        Command::Code(code) => code::run(run, &code).map(done),
        Command::Key(key) => key::run(run, key).map(done),
        Command::Policy(policy) => policy::run(run, policy),
        Command::Audit(audit) => audit::run(run, audit),
        Command::Export(export) => export::run(run, export).map(done),
        Command::Import(import) => import::run(run, import).map(done),
        Command::Doctor(doctor) => doctor::run(run, &doctor),
        Command::Media(media) => media::run(run, media),
        Command::Portfolio(portfolio) => portfolio::run(run, portfolio).map(done),
        Command::Migrate => migrate::run(run).map(done),
        Command::Completions(completions) => generate::completions(run, &completions).map(done),
        Command::Man(man) => generate::man(run, &man).map(done),
    }
}
