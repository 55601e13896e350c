//! The link with which somebody sets a password for the first time, or anew.

use clap::Args;
use serde::Serialize;
use studio_app::Invitation;
use studio_domain::StudioZone;

use super::named;
use crate::actor::Acting;
use crate::failure::Failure;
use crate::output::Sheet;
use crate::run::Run;

/// Where people reach the server.
#[derive(Debug, Args)]
pub(crate) struct Reached {
    #[arg(long, value_name = "URL", env = "STUDIO_ADDRESS", value_parser = address)]
    address: Option<String>,
}

/// Scheme and host, without a slash at the end.
fn address(raw: &str) -> Result<String, String> {
    let root = raw.trim().trim_end_matches('/');
    let host = root.strip_prefix("https://").or_else(|| root.strip_prefix("http://")).unwrap_or_default();
    let plain =
        !host.is_empty() && host.bytes().all(|byte| byte.is_ascii_graphic() && !b"/?#@".contains(&byte));
    if plain { Ok(root.to_owned()) } else { Err("write it as https://studio.example".to_owned()) }
}

#[derive(Serialize)]
struct Invited {
    id: i64,
    invitation: OneTimeLink,
}

/// A one-time link, shown this once.
#[derive(Serialize)]
pub(super) struct OneTimeLink {
    path: String,
    /// The whole address, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<String>,
    token: String,
    expires_at: String,
    #[serde(skip)]
    until: String,
}

impl OneTimeLink {
    pub(super) fn new(run: &Run, invitation: &Invitation, zone: StudioZone, reached: &Reached) -> Self {
        let token = invitation.token.reveal();
        let path = format!("/invitation/{token}");
        Self {
            link: reached.address.as_ref().map(|root| format!("{root}{path}")),
            path,
            token,
            expires_at: zone.offset_rfc3339(invitation.expires_at),
            until: run.words.moment(zone, invitation.expires_at),
        }
    }

    pub(super) fn lines(&self, sheet: Sheet, run: &Run) -> Sheet {
        sheet
            .line(run.words.say("cli-invitation-link"), self.best())
            .line(run.words.say("cli-valid-until"), &self.until)
    }

    /// What is sent on: the whole address, else what goes behind the server's.
    fn best(&self) -> &str {
        self.link.as_ref().unwrap_or(&self.path)
    }

    /// Says where the link leads, if it does not say so itself.
    pub(super) fn explain(&self, run: &mut Run) {
        if self.link.is_none() {
            run.out.note(&run.words.say("cli-invitation-where"));
        }
    }
}

pub(super) fn invite(run: &mut Run, acting: &Acting, user: &str, reached: &Reached) -> Result<(), Failure> {
    let id = named::user(acting, user)?;
    let invitation = acting.studio.invite(&acting.ctx()?, id)?;
    let link = OneTimeLink::new(run, &invitation, acting.zone()?, reached);
    let sheet = link.lines(Sheet::default(), run);
    // The link is what is essential here: it can't be asked for again.
    let best = link.best().to_owned();
    let invited = Invited { id: id.get(), invitation: link };
    run.out.record(&invited, &best, &sheet)?;
    invited.invitation.explain(run);
    Ok(())
}
