//! What a column of a file can hold, and what people call it.

use studio_domain::{Invalid, Rule, fold};
use studio_text::{Args, Lang, has, text};

macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident $code:literal $label:literal [$($called:literal)*],)+) => {
        /// What a column of a file can hold.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum ImportField { $($(#[$doc])* $name,)+ }

        impl ImportField {
            /// All of them, in the order in which a person chooses.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// Stable code.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }

            /// Key of the words for it.
            #[must_use]
            pub const fn label(self) -> &'static str {
                match self { $(Self::$name => $label,)+ }
            }

            /// What people call it, folded, in English and Spanish.
            const fn called(self) -> &'static [&'static str] {
                match self { $(Self::$name => &[$($called,)*],)+ }
            }
        }
    };
}

fields! {
    /// Full name; several columns are put together.
    Name "name" "field-name" [
        "full name" "client" "client name" "customer" "customer name" "first name" "last name" "given name" "family name" "surname"
        "forename" "nombre" "nombres" "nombre completo" "nombre y apellidos" "apellido" "apellidos" "primer apellido" "segundo apellido"
        "cliente" "clienta"
    ],
    /// Phone.
    Phone "phone" "field-phone" [
        "phone number" "telephone" "tel" "mobile" "mobile phone" "mobile number" "cell" "cell phone" "cellphone" "whatsapp"
        "telefono" "telefono movil" "telefono celular" "movil" "celular" "numero de telefono" "tfno" "tlf"
    ],
    /// Mail address.
    Email "email" "field-email" [
        "e mail" "mail" "email address" "correo" "correo electronico"
    ],
    /// Instagram name.
    Instagram "instagram" "field-instagram" [
        "ig" "insta" "instagram handle" "instagram name" "instagram user" "usuario de instagram"
    ],
    /// Date of birth: year, month, day, or day, month, year.
    BirthDate "birth_date" "field-birth-date" [
        "birth date" "birthdate" "birthday" "dob" "born" "fecha de nacimiento" "nacimiento" "fecha nacimiento" "cumpleanos"
    ],
    /// Gender.
    Gender "gender" "field-gender" ["sex" "genero" "sexo"],
    /// Street address.
    Address "address" "field-address" ["street" "street address" "direccion" "calle" "domicilio"],
    /// City.
    City "city" "field-city" ["town" "ciudad" "localidad" "poblacion" "municipio"],
    /// State or province.
    State "state" "field-state" ["province" "region" "estado" "provincia"],
    /// Preferred artist, by name.
    Artist "preferred_artist" "field-preferred-artist-id" [
        "artist" "assigned artist" "preferred artist" "tattoo artist" "artista" "artista asignado" "artista preferido" "tatuador" "tatuadora"
    ],
    /// Tattoo styles.
    Styles "styles" "field-styles" ["style" "tattoo styles" "tattoo style" "estilo" "estilos"],
    /// Body placements of interest.
    Placements "placements" "field-placements" ["placement" "areas" "body placement" "zona" "zonas" "zonas de interes"],
    /// How they found the studio.
    Source "source" "field-source" ["referral source" "how they found us" "origen" "procedencia" "como nos conocio"],
    /// More about that.
    SourceDetail "source_detail" "field-source-detail" ["source detail"],
    /// Whom to call in an emergency.
    EmergencyName "emergency_name" "field-emergency-name" [
        "emergency contact" "emergency contact name" "emergency name" "contacto de emergencia"
    ],
    /// Relationship of whom to call.
    EmergencyRelationship "emergency_relationship" "field-emergency-relationship" [
        "emergency relationship" "emergency contact relationship"
    ],
    /// Phone of whom to call.
    EmergencyPhone "emergency_phone" "field-emergency-phone" [
        "emergency phone" "emergency contact phone" "telefono de emergencia"
    ],
    /// Who answers for a minor.
    GuardianName "guardian_name" "field-guardian-name" ["guardian" "guardian name" "tutor" "tutor legal"],
    /// Relationship of the guardian.
    GuardianRelationship "guardian_relationship" "field-guardian-relationship" ["guardian relationship"],
    /// Phone of the guardian.
    GuardianPhone "guardian_phone" "field-guardian-phone" ["guardian phone" "telefono del tutor"],
    /// When the record was made.
    Registered "created_at" "column-created-at" [
        "registered at" "registration date" "created" "created at" "client since" "fecha de registro" "fecha de alta" "alta" "registro"
    ],
    /// Active or archived.
    Status "status" "column-status" ["estatus" "situacion"],
}

impl ImportField {
    /// Reads a code.
    ///
    /// # Errors
    /// [`Rule::Unknown`] on `columns`.
    pub fn parse(code: &str) -> Result<Self, Invalid> {
        let wanted = code.trim().to_lowercase().replace('-', "_");
        Self::ALL
            .iter()
            .copied()
            .find(|field| field.code() == wanted)
            .ok_or_else(|| Invalid::new("columns", Rule::Unknown { given: code.chars().take(80).collect() }))
    }

    /// What a column of this name holds, if people call something so.
    pub(super) fn of_head(head: &str) -> Option<Self> {
        let head = plain(head);
        Self::ALL.iter().copied().find(|field| {
            field.called().contains(&head.as_str())
                || plain(field.code()) == head
                || Lang::ALL.iter().any(|lang| {
                    has(*lang, field.label()) && plain(&text(*lang, field.label(), &Args::new())) == head
                })
        })
    }

    /// Whether several columns make one value.
    pub(super) const fn is_joined(self) -> bool {
        matches!(self, Self::Name)
    }
}

/// Folded, and every run of marks one blank.
pub(super) fn plain(head: &str) -> String {
    let words: Vec<String> = fold(head)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_are_known_in_both_languages_however_they_are_written() {
        for (head, field) in [
            ("Name", Some(ImportField::Name)),
            ("NOMBRE COMPLETO", Some(ImportField::Name)),
            ("  Teléfono_móvil ", Some(ImportField::Phone)),
            ("E-mail", Some(ImportField::Email)),
            ("Correo", Some(ImportField::Email)),
            ("Fecha de nacimiento", Some(ImportField::BirthDate)),
            ("Assigned artist", Some(ImportField::Artist)),
            ("Artista asignado", Some(ImportField::Artist)),
            ("Registered", Some(ImportField::Registered)),
            ("emergency_phone", Some(ImportField::EmergencyPhone)),
            ("ID", None),
            ("Next appointment", None),
            ("Próxima cita", None),
            ("", None),
            ("Shoe size", None),
        ] {
            assert_eq!(ImportField::of_head(head), field, "{head}");
        }
    }

    #[test]
    fn no_two_fields_are_called_the_same_and_names_are_folded() {
        let mut all = std::collections::BTreeSet::new();
        for field in ImportField::ALL {
            for name in field.called() {
                assert_eq!(plain(name), *name);
                assert!(all.insert(*name), "{name}");
            }
            assert_eq!(ImportField::parse(field.code()), Ok(*field));
        }
        assert!(ImportField::parse("shoe_size").is_err());
    }
}
