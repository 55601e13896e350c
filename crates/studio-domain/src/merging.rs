//! Two records of one person made one: which value is kept of each field.

use crate::coded::coded;
use crate::fold::sort_key;

coded! {
    /// What a record says of which only one value can stay.
    MergeField("merge_field") {
        /// Full name.
        Name = "name",
        /// Phone.
        Phone = "phone",
        /// Mail address.
        Email = "email",
        /// Instagram name.
        Instagram = "instagram",
        /// Date of birth.
        BirthDate = "birth_date",
        /// Gender.
        Gender = "gender",
        /// Street address.
        Address = "address",
        /// City.
        City = "city",
        /// State or province.
        State = "state",
        /// Preferred artist.
        PreferredArtist = "preferred_artist_id",
        /// Tattoo styles.
        Styles = "styles",
        /// Placements of interest.
        Placements = "placements",
        /// How they found the studio.
        Source = "source",
        /// More about that.
        SourceDetail = "source_detail",
        /// The one line that is always seen.
        PinnedNote = "pinned_note",
        /// Whom to call in an emergency.
        Emergency = "emergency",
        /// Who answers for a minor.
        Guardian = "guardian",
    }

    /// Whose value is kept.
    MergeSide("side") {
        /// That of the record that is kept.
        Kept = "kept",
        /// That of the record that is merged into it.
        Other = "other",
        /// Those of both, of what there may be several of.
        Both = "both",
    }

    /// Why two records may not be of one person.
    MergeDoubt("merge_doubt") {
        /// Neither name nor phone, mail address or Instagram name is the same.
        NothingInCommon = "nothing_in_common",
        /// They say different dates of birth.
        BornApart = "born_apart",
    }
}

impl MergeDoubt {
    /// What speaks against it; whether they have something in common is for who compares them, as duplicates are.
    pub fn of(in_common: bool, kept_birth: Option<&str>, other_birth: Option<&str>) -> Vec<Self> {
        let born_apart = matches!((kept_birth, other_birth), (Some(kept), Some(other)) if kept != other);
        let all = [(!in_common, Self::NothingInCommon), (born_apart, Self::BornApart)];
        all.into_iter().filter(|(holds, _)| *holds).map(|(_, doubt)| doubt).collect()
    }
}

impl MergeField {
    /// Whether there may be several values, so that those of both can stay.
    pub const fn is_list(self) -> bool {
        matches!(self, Self::Styles | Self::Placements)
    }

    /// The field that this one is a part of: beside another value of that it would say something false, such as a street of another city.
    pub const fn part_of(self) -> Option<Self> {
        match self {
            Self::Address => Some(Self::City),
            Self::City => Some(Self::State),
            Self::SourceDetail => Some(Self::Source),
            _ => None,
        }
    }

    /// Whose value is kept unless somebody says otherwise: the kept record's, and the other's where the kept one says nothing.
    pub const fn usual(self, kept_says_nothing: bool) -> MergeSide {
        if kept_says_nothing { MergeSide::Other } else { MergeSide::Kept }
    }

    /// Whether this may be answered for the field.
    pub const fn takes(self, side: MergeSide) -> bool {
        self.is_list() || !matches!(side, MergeSide::Both)
    }
}

/// Whether a name that was typed to confirm is the one that is shown: case, accents and punctuation do not count, since a keyboard may
/// not have them; every word does.
pub fn is_same_name(typed: &str, shown: &str) -> bool {
    sort_key(typed) == sort_key(shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_confirmed_however_it_is_spelled() {
        for typed in ["Sofía O'Farrill-Núñez", "sofia o farrill nunez", "  SOFÍA  O’FARRILL NÚÑEZ "] {
            assert!(is_same_name(typed, "Sofía O'Farrill-Núñez"), "{typed}");
        }
        for typed in ["", "Sofía", "Sofía O'Farrill", "Sofia OFarrill Nunez", "Sofía O'Farrill-Núñez Ruiz"]
        {
            assert!(!is_same_name(typed, "Sofía O'Farrill-Núñez"), "{typed}");
        }
        assert!(!is_same_name("", "***") && is_same_name("***", "***"));
    }

    #[test]
    fn what_speaks_against_one_person_is_named() {
        use MergeDoubt::{BornApart, NothingInCommon};
        assert_eq!(MergeDoubt::of(true, Some("1990-01-01"), Some("1990-01-01")), []);
        assert_eq!(
            MergeDoubt::of(true, None, Some("1990-01-01")),
            [],
            "what is not known speaks for nothing"
        );
        assert_eq!(MergeDoubt::of(true, Some("1990-01-01"), Some("2008-01-01")), [BornApart]);
        assert_eq!(MergeDoubt::of(false, None, None), [NothingInCommon]);
        assert_eq!(
            MergeDoubt::of(false, Some("1990-01-01"), Some("2008-01-01")),
            [NothingInCommon, BornApart]
        );
    }

    #[test]
    fn no_field_is_a_part_of_itself() {
        for field in MergeField::ALL {
            let mut whole = field.part_of();
            for _ in MergeField::ALL {
                assert_ne!(whole, Some(*field), "{field}");
                whole = whole.and_then(MergeField::part_of);
            }
            assert_eq!(whole, None, "{field}");
        }
    }

    #[test]
    fn the_kept_record_speaks_unless_it_says_nothing() {
        for field in MergeField::ALL {
            assert_eq!(field.usual(false), MergeSide::Kept);
            assert_eq!(field.usual(true), MergeSide::Other);
            assert!(field.takes(MergeSide::Kept) && field.takes(MergeSide::Other));
            assert_eq!(field.takes(MergeSide::Both), field.is_list(), "{field}");
        }
    }
}
