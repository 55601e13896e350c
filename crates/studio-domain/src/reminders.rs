//! Reminders by hand: in which ways a client is reminded, and the text that is sent.

use crate::coded::coded;

coded! {
    /// How somebody was reminded.
    ReminderWay("way") {
        /// By a call.
        Call = "call",
        /// By a message.
        WhatsApp = "whatsapp",
        /// By mail.
        Mail = "mail",
        /// In some other way.
        Other = "other",
    }
}

/// What a template can mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reminding<'a> {
    /// `{client}`: the client's first name.
    pub client: &'a str,
    /// `{artist}`.
    pub artist: &'a str,
    /// `{date}`, as the language writes it.
    pub date: &'a str,
    /// `{time}`.
    pub time: &'a str,
    /// `{studio}`.
    pub studio: &'a str,
    /// `{phone}`: of the studio; may be empty.
    pub phone: &'a str,
}

/// Puts the values into a template, once: a name that looks like a place stays a name. Other words in braces stay as they are.
pub fn reminder_text(template: &str, values: &Reminding<'_>) -> String {
    let mut text = String::with_capacity(template.len() + 40);
    let mut rest = template;
    while let Some((before, behind)) = rest.split_once('{') {
        text.push_str(before);
        let known = behind.split_once('}').and_then(|(name, behind)| {
            let value = match name {
                "client" => values.client,
                "artist" => values.artist,
                "date" => values.date,
                "time" => values.time,
                "studio" => values.studio,
                "phone" => values.phone,
                _ => return None,
            };
            Some((value, behind))
        });
        match known {
            Some((value, behind)) => {
                text.push_str(value);
                rest = behind;
            }
            None => {
                text.push('{');
                rest = behind;
            }
        }
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_filled_once_and_everything_else_stays() {
        let values = Reminding {
            client: "{date}",
            artist: "Lola",
            date: "Friday",
            time: "16:30",
            studio: "Ink & Co",
            phone: "",
        };
        for (template, text) in [
            ("Hello {client}, {date} at {time}", "Hello {date}, Friday at 16:30"),
            ("{artist} {who} {studio}{phone}", "Lola {who} Ink & Co"),
            ("{ {client", "{ {client"),
            ("}{{time}}", "}{16:30}"),
            ("", ""),
        ] {
            assert_eq!(reminder_text(template, &values), text, "{template}");
        }
    }
}
