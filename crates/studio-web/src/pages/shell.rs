//! What stands around every page: language, theme, navigation, the person, the elevation.

use studio_app::{Frame, StudioFace};
use studio_domain::{PhotoSize, StudioZone, Timestamp};
use studio_policy::Action;
use studio_text::Lang;

use super::icons;
use super::labels::label;
use super::say::{Say, initials};
use crate::api::faces::address;
use crate::assets;

/// A place in the navigation.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    pub(crate) href: &'static str,
    pub(crate) key: &'static str,
    pub(crate) icon: &'static str,
    pub(crate) here: bool,
}

/// Places, with what one must be allowed there; `None`: everybody.
const PLACES: &[(&str, &str, &str, Option<Action>)] = &[
    ("/", "nav-today", "today", None),
    ("/agenda", "nav-agenda", "agenda", Some(Action::AgendaView)),
    ("/clients", "nav-clients", "clients", Some(Action::ClientsView)),
    ("/portfolio", "nav-portfolio", "portfolio", Some(Action::PortfolioView)),
];

/// What is begun from everywhere, with what one must be able to do for it: address, icon, key of the words.
const BEGIN: &[(Begin, Action)] = &[
    (("/agenda/new", "book", "agenda-new"), Action::AgendaCreate),
    (("/clients/new", "add", "page-new-client"), Action::ClientsCreate),
];

type Begin = (&'static str, &'static str, &'static str);

/// The person who looks.
#[derive(Debug, Clone)]
pub(crate) struct Me {
    pub(crate) name: String,
    pub(crate) role: String,
    pub(crate) initials: String,
    /// Address of the person's picture.
    pub(crate) photo: Option<String>,
    pub(crate) places: Vec<Place>,
    /// What the person may begin from everywhere.
    pub(crate) begin: Vec<Begin>,
    /// Whether the person changes the studio's settings.
    pub(crate) may_set: bool,
    /// Milliseconds of the end of the elevation in force.
    pub(crate) elevated_until: Option<i64>,
    /// Whether entering the master code would make something work.
    pub(crate) can_elevate: bool,
    pub(crate) code_set: bool,
    pub(crate) short_password: bool,
    /// The person's own choice; empty: the studio's.
    pub(crate) language: String,
    /// The person's own choice; empty: the studio's.
    pub(crate) theme: String,
}

/// What the base template needs.
#[derive(Debug, Clone)]
pub(crate) struct Shell {
    pub(crate) say: Say,
    pub(crate) rev: &'static str,
    pub(crate) theme: &'static str,
    /// Whether the side bar is folded.
    pub(crate) folded: bool,
    pub(crate) studio: String,
    /// Address of this page, to come back to.
    pub(crate) here: String,
    /// Code of what was just done.
    pub(crate) done: Option<String>,
    pub(crate) me: Option<Me>,
    /// Milliseconds now, for what counts down.
    pub(crate) now: i64,
}

impl Shell {
    /// Around a page for anybody.
    pub(crate) fn outside(face: &StudioFace, lang: Lang, now: Timestamp, here: &str) -> Self {
        let theme = studio_domain::Theme::parse(&face.theme).unwrap_or(studio_domain::Theme::System);
        Self {
            say: Say::new(lang, StudioZone::UTC, now),
            rev: assets::revision(),
            theme: theme.code(),
            folded: false,
            studio: face.name.clone(),
            here: here.to_owned(),
            done: None,
            me: None,
            now: now.millis(),
        }
    }

    /// Around a page for a person.
    pub(crate) fn of(frame: &Frame, now: Timestamp, here: &str, done: Option<String>) -> Self {
        let lang = lang_of(frame);
        let say = Say::new(lang, frame.house.zone(), now);
        let abilities = &frame.abilities;
        let reachable = |action: Action| abilities.now.contains(action) || abilities.locked.contains(action);
        let path = here.split('?').next().unwrap_or_default();
        // Appointments are of the agenda, whatever their address.
        let path = if path.starts_with("/appointments/") { "/agenda" } else { path };
        let places = PLACES
            .iter()
            .filter(|(_, _, _, action)| action.is_none_or(reachable))
            .map(|&(href, key, icon, _)| Place {
                href,
                key,
                icon,
                here: path == href || (href != "/" && path.starts_with(&format!("{href}/"))),
            })
            .collect();
        let card = &frame.account;
        let name = if card.full_name.is_empty() { &card.user_name } else { &card.full_name };
        let me = Me {
            name: name.clone(),
            role: say.named("role", card.role.code()),
            initials: initials(name),
            photo: card.photo.map(|face| address(card.id, &face.small, PhotoSize::Small)),
            places,
            begin: BEGIN.iter().filter(|(_, action)| reachable(*action)).map(|(begin, _)| *begin).collect(),
            may_set: reachable(Action::SecuritySettings),
            elevated_until: frame.elevation.now.map(|card| card.expires_at.millis()),
            can_elevate: abilities.locked.iter().next().is_some(),
            code_set: frame.elevation.code_set_at.is_some(),
            short_password: frame.short_password,
            language: card.language.clone().unwrap_or_default(),
            theme: card.theme.clone().unwrap_or_default(),
        };
        Self {
            say,
            rev: assets::revision(),
            theme: frame.theme.code(),
            folded: false,
            studio: frame.house.studio_name().to_owned(),
            here: here.to_owned(),
            done,
            me: Some(me),
            now: now.millis(),
        }
    }

    /// Whether there is a master code that could be entered.
    pub(crate) fn code_set(&self) -> bool {
        self.me.as_ref().is_some_and(|me| me.code_set)
    }

    /// The words of a field's label in a kind of form.
    pub(crate) fn label(&self, kind: &str, field: &str) -> String {
        self.say.t(&label(kind, field))
    }

    /// An icon, as HTML.
    pub(crate) fn icon(&self, name: &str) -> askama::filters::Safe<String> {
        askama::filters::Safe(icons::svg(name))
    }

    /// An icon as the symbol `s-NAME` of the page, as HTML.
    pub(crate) fn symbol(&self, name: &str) -> askama::filters::Safe<String> {
        askama::filters::Safe(icons::symbol(name))
    }

    /// What was just done, in words.
    pub(crate) fn told(&self) -> Option<String> {
        let code = self.done.as_deref().filter(|code| code.bytes().all(|byte| byte.is_ascii_lowercase()))?;
        self.say.maybe(&format!("done-{code}"))
    }
}

/// Language of the person, else of the studio.
pub(crate) fn lang_of(frame: &Frame) -> Lang {
    Lang::parse(frame.language.code()).unwrap_or(Lang::En)
}
