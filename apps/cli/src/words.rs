//! The words of one run: every text that a person reads comes through here, in one language.

use std::path::Path;

use studio_domain::{Invalid, LocalTime, Rule, StudioZone, Timestamp};
use studio_text::{Args, Lang, has, key, text};

#[cfg(test)]
mod tests;

/// Speaks one language.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Words {
    lang: Lang,
    chosen: bool,
}

impl Words {
    /// The language that was asked for, or the first one until a studio says its own.
    pub(crate) fn new(asked: Option<Lang>) -> Self {
        let first = Lang::ALL.first().copied().unwrap_or(Lang::En);
        Self { lang: asked.unwrap_or(first), chosen: asked.is_some() }
    }

    /// Takes the language of the studio, unless one was asked for.
    pub(crate) fn adopt(&mut self, code: &str) {
        if let Some(lang) = Lang::parse(code).filter(|_| !self.chosen) {
            self.lang = lang;
        }
    }

    /// Whether somebody asked for a language.
    pub(crate) const fn chosen(self) -> bool {
        self.chosen
    }

    /// The language.
    pub(crate) const fn lang(self) -> Lang {
        self.lang
    }

    /// A message without values.
    pub(crate) fn say(self, key: &str) -> String {
        text(self.lang, key, &Args::new())
    }

    /// A message with values.
    pub(crate) fn tell(self, key: &str, args: &Args) -> String {
        text(self.lang, key, args)
    }

    /// A sentence and the path that it is about.
    pub(crate) fn named(self, message: String, path: &Path) -> String {
        let args = Args::new().text("message", message).text("given", path.display().to_string());
        self.tell("cli-named", &args)
    }

    /// The word for a code: `word("role", "admin")`.
    pub(crate) fn word(self, prefix: &str, code: &str) -> String {
        self.say(&key(prefix, code))
    }

    /// Who did something: a person, the operator of the program, or nobody that is known, where it was brought along.
    pub(crate) fn by(self, person: Option<&String>, imported: bool) -> String {
        match person {
            Some(name) => name.clone(),
            None if imported => self.say("note-imported"),
            None => self.word("actor", "operator"),
        }
    }

    /// Yes or no.
    pub(crate) fn yes(self, yes: bool) -> String {
        self.say(if yes { "cli-yes" } else { "cli-no" })
    }

    /// A moment by the studio's clock, to the minute.
    pub(crate) fn moment(self, zone: StudioZone, at: Timestamp) -> String {
        let wall = zone.local(at).format("%Y-%m-%d %H:%M").to_string();
        match zone.resolve(zone.local(at)) {
            LocalTime::Once(_) | LocalTime::Never { .. } => wall,
            // The hour that the clocks go through twice: only the offset tells which.
            LocalTime::Twice(..) => zone.offset_rfc3339(at),
        }
    }

    /// A moment, or that there was none.
    pub(crate) fn moment_or_never(self, zone: StudioZone, at: Option<Timestamp>) -> String {
        at.map_or_else(|| self.say("cli-never"), |at| self.moment(zone, at))
    }

    /// The name of a field, as it is called where it is typed; of a setting, its name.
    pub(crate) fn field(self, field: &str) -> String {
        let known = [key("field", field), key("setting", field)];
        known.iter().find(|key| has(self.lang, key)).map_or_else(|| field.to_owned(), |key| self.say(key))
    }

    /// What is wrong with a value.
    pub(crate) fn rule(self, rule: &Rule) -> String {
        let args = rule.params().iter().fold(Args::new(), |args, (name, value)| match rule {
            Rule::Form { .. } => args.text(name, self.word("form", value)),
            Rule::Unknown { .. } => args.text(name, value),
            _ => args.value(name, value),
        });
        self.tell(&key("rule", rule.code()), &args)
    }

    /// Field and rule in one sentence.
    pub(crate) fn invalid(self, invalid: &Invalid) -> String {
        let args =
            Args::new().text("field", self.field(invalid.field)).text("message", self.rule(&invalid.rule));
        self.tell("error-invalid-field", &args)
    }
}
