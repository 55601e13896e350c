//! Names that are put together by chance. Each part is common somewhere; nobody is meant by any combination.

use crate::chance::Chance;
use studio_domain::Language;

/// How somebody of that name mostly speaks of oneself; decides only the word in the field for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Gender {
    #[default]
    Either,
    Woman,
    Man,
}

use Gender::{Either, Man, Woman};

/// First names, common ones of Spain and Latin America first, then those of everywhere else.
const FIRST: [(&str, Gender); 100] = [
    ("María", Woman),
    ("Lucía", Woman),
    ("Hugo", Man),
    ("Sofía", Woman),
    ("Mateo", Man),
    ("Carmen", Woman),
    ("Martín", Man),
    ("Ana", Woman),
    ("Lucas", Man),
    ("Laura", Woman),
    ("Pablo", Man),
    ("Marta", Woman),
    ("Álvaro", Man),
    ("Paula", Woman),
    ("Diego", Man),
    ("Elena", Woman),
    ("Adrián", Man),
    ("Sara", Woman),
    ("David", Man),
    ("Andrea", Woman),
    ("Javier", Man),
    ("Irene", Woman),
    ("Carlos", Man),
    ("Núria", Woman),
    ("Sergio", Man),
    ("Inés", Woman),
    ("Iván", Man),
    ("Rocío", Woman),
    ("Rubén", Man),
    ("Valeria", Woman),
    ("Óscar", Man),
    ("Camila", Woman),
    ("Ángel", Man),
    ("Ximena", Woman),
    ("Víctor", Man),
    ("Aitana", Woman),
    ("Andrés", Man),
    ("Ainhoa", Woman),
    ("Joaquín", Man),
    ("Begoña", Woman),
    ("Íñigo", Man),
    ("Mónica", Woman),
    ("Iker", Man),
    ("Belén", Woman),
    ("Unai", Man),
    ("Júlia", Woman),
    ("Jordi", Man),
    ("Daniela", Woman),
    ("Oriol", Man),
    ("Raquel", Woman),
    ("Martí", Man),
    ("Miriam", Woman),
    ("Xoán", Man),
    ("Noa", Woman),
    ("Iago", Man),
    ("Renata", Woman),
    ("Nicolás", Man),
    ("Fernanda", Woman),
    ("Tomás", Man),
    ("Ariel", Either),
    ("Emma", Woman),
    ("Liam", Man),
    ("Olivia", Woman),
    ("Noah", Man),
    ("Grace", Woman),
    ("Ethan", Man),
    ("Ruby", Woman),
    ("Jack", Man),
    ("Harper", Either),
    ("Siobhán", Woman),
    ("Björn", Man),
    ("Aoife", Woman),
    ("Søren", Man),
    ("Zoë", Woman),
    ("Jürgen", Man),
    ("Chloé", Woman),
    ("Łukasz", Man),
    ("Niamh", Woman),
    ("João", Man),
    ("Priya", Woman),
    ("Kwame", Man),
    ("Amara", Woman),
    ("Yusuf", Man),
    ("Aisha", Woman),
    ("Hiroshi", Man),
    ("Mei", Woman),
    ("Ondřej", Man),
    ("Anaïs", Woman),
    ("Zoltán", Man),
    ("Renée", Woman),
    ("Luís", Man),
    ("Gülşen", Woman),
    ("Étienne", Man),
    ("Åsa", Woman),
    ("Beatriz", Woman),
    ("Alex", Either),
    ("Robin", Either),
    ("Sam", Either),
    ("Eoghan", Man),
    ("Françoise", Woman),
];

/// Where the names of elsewhere begin: in English they are the common ones.
const FIRST_ELSEWHERE: usize = 60;

/// Last names, in the same order.
const LAST: [&str; 105] = [
    "García",
    "Rodríguez",
    "Martínez",
    "López",
    "González",
    "Hernández",
    "Pérez",
    "Sánchez",
    "Ramírez",
    "Gómez",
    "Fernández",
    "Díaz",
    "Moreno",
    "Muñoz",
    "Álvarez",
    "Romero",
    "Ruiz",
    "Alonso",
    "Gutiérrez",
    "Navarro",
    "Torres",
    "Domínguez",
    "Vázquez",
    "Ramos",
    "Gil",
    "Serrano",
    "Blanco",
    "Molina",
    "Núñez",
    "Ortega",
    "Ibáñez",
    "Peña",
    "Castro",
    "Ortiz",
    "Rubio",
    "Marín",
    "Sanz",
    "Iglesias",
    "Medina",
    "Garrido",
    "Cortés",
    "Castillo",
    "Santos",
    "Lozano",
    "Guerrero",
    "Cano",
    "Méndez",
    "Cruz",
    "Prieto",
    "Calvo",
    "Bañuelos",
    "Ordóñez",
    "Güell",
    "Argüelles",
    "Agüero",
    "Puig",
    "Ferrer",
    "Soler",
    "Vilà",
    "Etxeberria",
    "Goikoetxea",
    "Otxoa",
    "Iñárritu",
    "de la Fuente",
    "Quiñones",
    "Smith",
    "Johnson",
    "Williams",
    "Brown",
    "Miller",
    "Davis",
    "Wilson",
    "O'Brien",
    "Nguyen",
    "Patel",
    "Taylor",
    "Walker",
    "O'Farrill",
    "Kim",
    "Müller",
    "McCarthy",
    "Rossi",
    "Kowalski",
    "Okafor",
    "Jørgensen",
    "Lindström",
    "D'Angelo",
    "Gonçalves",
    "Schröder",
    "Sørensen",
    "Weiß",
    "Dvořák",
    "Tanaka",
    "Çelik",
    "Østergård",
    "Lefèvre",
    "Mensah",
    "Åkesson",
    "Simões",
    "van Dijk",
    "Yıldız",
    "Conceição",
    "Nic Gabhann",
    "Horváth",
    "Łaski",
];

/// Where the names of elsewhere begin.
const LAST_ELSEWHERE: usize = 65;

/// A name as it was put together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Name {
    pub(crate) first: &'static str,
    pub(crate) last: &'static str,
    pub(crate) full: String,
    pub(crate) gender: Gender,
}

/// In English the list is read from the names of elsewhere on.
fn turned<T: Copy + Default>(list: &[T], elsewhere: usize, language: Language, place: usize) -> T {
    let from = match language {
        Language::Es => 0,
        Language::En => elsewhere,
    };
    list.get(place.saturating_add(from).checked_rem(list.len()).unwrap_or_default())
        .copied()
        .unwrap_or_default()
}

/// A first name; a few are far more common than the rest.
pub(crate) fn first(chance: &mut Chance, language: Language) -> (&'static str, Gender) {
    let place = chance.early_place(FIRST.len());
    turned(&FIRST, FIRST_ELSEWHERE, language, place)
}

fn last(chance: &mut Chance, language: Language) -> &'static str {
    let place = chance.early_place(LAST.len());
    turned(&LAST, LAST_ELSEWHERE, language, place)
}

/// A whole name. Two last names are the custom in Spanish, of which not everybody gives both, and an exception in English.
pub(crate) fn whole(chance: &mut Chance, language: Language) -> Name {
    let (first, gender) = first(chance, language);
    let one = last(chance, language);
    let both = chance.percent(match language {
        Language::Es => 55,
        Language::En => 20,
    });
    let full =
        if both { format!("{first} {one} {}", last(chance, language)) } else { format!("{first} {one}") };
    Name { first, last: one, full, gender }
}

/// A first name by its place, for artists, whose names must differ.
pub(crate) fn nth_first(place: usize) -> &'static str {
    turned(&FIRST, FIRST_ELSEWHERE, Language::Es, place).0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_stands_in_a_list_twice() {
        for (at, (name, _)) in FIRST.iter().enumerate() {
            assert!(!FIRST[..at].iter().any(|(other, _)| other == name), "{name}");
        }
        for (at, name) in LAST.iter().enumerate() {
            assert!(!LAST[..at].contains(name), "{name}");
        }
    }

    #[test]
    fn the_names_try_every_letter_that_programs_stumble_over() {
        let all: String = FIRST.iter().map(|(name, _)| *name).chain(LAST).collect();
        for letter in "áéíóúñüçøåßŁşı'".chars() {
            assert!(all.contains(letter), "{letter}");
        }
    }
}
