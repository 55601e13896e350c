//! The forms in which lists leave the program, and what their files are called.

use studio_domain::{Timestamp, Values, fold};

/// Declares the forms of an export: the first is the usual one. The code of a form is also the ending of a file's name.
macro_rules! formats {
    ($(#[$doc:meta])* $name:ident($what:literal) {
        $(#[$first_doc:meta])* $first:ident = $first_code:literal,
        $($(#[$form_doc:meta])* $form:ident = $code:literal,)+
    }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
        pub enum $name { $(#[$first_doc])* #[default] $first, $($(#[$form_doc])* $form,)+ }

        impl $name {
            /// All of them.
            pub const ALL: &[Self] = &[Self::$first, $(Self::$form,)+];

            /// Stable code, which is also the ending of the file's name.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { Self::$first => $first_code, $(Self::$form => $code,)+ }
            }

            /// What the content is called on the web.
            #[must_use]
            pub fn media_type(self) -> &'static str {
                $crate::formats::media_type(self.code())
            }

            /// Reads a code; nothing is the usual form.
            ///
            /// # Errors
            /// [`Rule::Unknown`](studio_domain::Rule::Unknown) on `format`.
            pub fn parse(code: &str) -> Result<Self, studio_domain::Invalid> {
                let given = code.trim();
                if given.is_empty() {
                    return Ok(Self::default());
                }
                Self::ALL.iter().copied().find(|format| format.code() == given).ok_or_else(|| {
                    let given = given.chars().take(80).collect();
                    studio_domain::Invalid::new("format", studio_domain::Rule::Unknown { given })
                })
            }

            #[doc = concat!("The name of a file made today: `tinta-y-punto-", $what, "-2026-03-14.csv`, in letters that every system takes.")]
            #[must_use]
            pub fn file_name(self, house: &studio_domain::Values, now: studio_domain::Timestamp) -> String {
                $crate::formats::file_name(house, now, $what, self.code())
            }
        }
    };
}
pub(crate) use formats;

/// What the content of a file with that ending is called on the web.
pub(crate) fn media_type(ending: &str) -> &'static str {
    match ending {
        "csv" => "text/csv; charset=utf-8",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "json" => "application/json",
        "ics" => "text/calendar; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// The name of a file that is made today: the studio's, what is in it, the day; in letters that every system takes.
pub(crate) fn file_name(house: &Values, now: Timestamp, what: &str, ending: &str) -> String {
    let words: Vec<String> = fold(house.studio_name())
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    let studio: String = words.join("-").chars().take(60).collect();
    let mark = if studio.is_empty() { "" } else { "-" };
    format!("{studio}{mark}{what}-{}.{ending}", house.zone().date(now))
}

#[cfg(test)]
mod tests {
    use super::media_type;
    use crate::{AgendaFormat, ExportFormat};

    #[test]
    fn each_form_has_a_name_on_the_web() {
        let codes = ExportFormat::ALL.iter().map(|one| one.code());
        for code in codes.chain(AgendaFormat::ALL.iter().map(|one| one.code())) {
            assert_ne!(media_type(code), media_type("what there is not"), "{code}");
        }
        assert_eq!(AgendaFormat::default(), AgendaFormat::Csv);
        assert_eq!(ExportFormat::parse(" json "), Ok(ExportFormat::Json));
        assert!(ExportFormat::parse("ics").is_err());
    }
}
