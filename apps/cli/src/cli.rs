//! The command line as one types it. What each command and option is for stands in the message files, see [`crate::help`].

use std::path::PathBuf;

use clap::{ArgAction, Args, Parser, Subcommand};

use crate::commands::{
    appointment, artist, audit, client, code, consent, correction, doctor, export, generate, import, init,
    key, me, media, planning, policy, portfolio, service, settings, user,
};

/// A whole command line.
#[derive(Debug, Parser)]
#[command(name = "studio", version)]
#[command(disable_help_flag = true, disable_version_flag = true, disable_help_subcommand = true)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) globals: Globals,
    #[command(subcommand)]
    pub(crate) command: Command,
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
}

/// What may be said to any command.
#[derive(Debug, Args)]
pub(crate) struct Globals {
    #[arg(long, global = true, value_name = "DIR", env = "STUDIO_DATA", default_value = "studio-data")]
    pub(crate) data: PathBuf,
    #[arg(long = "as", id = "as", global = true, value_name = "USER")]
    pub(crate) user: Option<String>,
    #[arg(long, global = true)]
    pub(crate) elevate: bool,
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,
    #[arg(long, global = true)]
    pub(crate) no_color: bool,
    #[arg(long, global = true, value_name = "LANG", value_parser = crate::language::parser())]
    pub(crate) lang: Option<String>,
    #[arg(short = 'h', long, global = true, action = ArgAction::Help)]
    help: Option<bool>,
}

/// Every command, in the order of the help.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Init(init::Init),
    #[command(subcommand)]
    Client(client::Client),
    #[command(subcommand)]
    Appointment(appointment::Appointment),
    #[command(subcommand)]
    Correction(correction::Correction),
    #[command(subcommand)]
    User(user::User),
    #[command(subcommand)]
    Block(planning::Block),
    #[command(subcommand)]
    Service(service::Service),
    #[command(subcommand)]
    Feed(planning::Feed),
    #[command(subcommand)]
    Artist(artist::Artist),
    #[command(subcommand)]
    Me(me::Me),
    #[command(subcommand)]
    Settings(settings::Settings),
    #[command(subcommand)]
    ConsentText(consent::Text),
    #[command(subcommand)]
    Code(code::Code),
    #[command(subcommand)]
    Key(key::Key),
    #[command(subcommand)]
    Policy(policy::Policy),
    #[command(subcommand)]
    Audit(audit::Audit),
    #[command(subcommand)]
    Export(export::Export),
    #[command(subcommand)]
    Import(import::Import),
    #[command(subcommand)]
    Portfolio(portfolio::Portfolio),
    Doctor(doctor::Doctor),
    #[command(subcommand)]
    Media(media::Media),
    Migrate,
    Completions(generate::Completions),
    Man(generate::Man),
}
