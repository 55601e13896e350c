//! The same in Spanish, and which language is taken.

use crate::kit::{Desk, PASSWORD};

#[test]
fn the_option_wins_then_the_terminal_then_the_studio() {
    let desk = Desk::new();
    let missed = |variables: &[(&str, &str)], args: &[&str]| {
        desk.with(variables, &[args, &["user", "show", "nobody"]].concat()).ends(1).err
    };
    let (english, spanish) = (
        "error: This user was not found: `nobody`\n",
        "error: No se encontró la cuenta de usuario: `nobody`\n",
    );
    assert!(missed(&[], &[]).starts_with(english));
    assert!(missed(&[("LANG", "es_MX.UTF-8")], &[]).starts_with(spanish));
    assert!(missed(&[("LANG", "es_MX.UTF-8"), ("LC_ALL", "en_GB.UTF-8")], &[]).starts_with(english));
    assert!(missed(&[("LANG", "en_GB.UTF-8")], &["--lang", "es"]).starts_with(spanish));
    assert!(missed(&[], &["--lang=es"]).starts_with(spanish));
    // Now the studio speaks Spanish: it decides where nobody else does, and nowhere else.
    desk.run(&["settings", "set", "studio.language", "es"]).ends(0);
    assert!(missed(&[("LANG", "C.UTF-8")], &[]).starts_with(spanish));
    assert!(missed(&[("LANG", "fr_FR.UTF-8")], &[]).starts_with(spanish));
    assert!(missed(&[("LANG", "en_US.UTF-8")], &[]).starts_with(english));
}

#[test]
fn a_studio_is_made_in_its_language() {
    let desk = Desk::empty();
    let made = desk
        .with(
            &[("STUDIO_PASSWORD", PASSWORD)],
            &[
                "init",
                "--name",
                "Tinta",
                "--time-zone",
                "Europe/Madrid",
                "--currency",
                "EUR",
                "--language",
                "es",
                "--admin",
                "marta",
            ],
        )
        .ends(0);
    assert!(made.out.starts_with("Nombre del estudio  Tinta\n"), "{}", made.out);
    assert!(made.err.starts_with("Se creó el estudio Tinta en studio-data\n"), "{}", made.err);
    assert!(desk.run(&["settings", "get", "clients.sources"]).ends(0).out.contains("Recomendación"));
}

#[test]
fn tables_notes_and_mistakes_are_spanish_and_json_is_not() {
    let desk = Desk::new();
    let es = |args: &[&str]| desk.run(&[&["--lang", "es"], args].concat());
    assert!(es(&["user", "list"]).ends(0).out.starts_with("ID  Usuario    Nombre completo  Rol"));
    assert_eq!(es(&["settings", "set", "look.theme", "dark"]).ends(0).err, "Cambió de system a dark\n");
    let wrong = es(&["user", "add", "a b", "--role", "assistant", "--email", "x"]).ends(2).err;
    assert_eq!(
        wrong,
        "error: Nombre de usuario: No es válido como nombre de usuario: letras, cifras, puntos, guiones y guiones \
         bajos; Correo electrónico: No es válido como correo electrónico, por ejemplo nombre@example.com\n\
         hint: `studio user add --help` dice qué se admite\n"
    );
    assert_eq!(es(&["usr"]).ends(2).err, "error: No existe la orden `usr`\nhint: Quizá se trate de `user`\n");
    let refused = desk.by("lola", &["--lang", "es", "settings", "list"]).ends(1).err;
    assert!(refused.starts_with("error: Este rol no lo permite: Cambiar los ajustes\n"), "{refused}");
    let can = es(&["policy", "can", "--role", "assistant", "--action", "clients.delete"]).ends(1).out;
    assert!(can.starts_with("needs_elevation\nHace falta el código maestro: "), "{can}");
    // Keys and codes are the same for every language.
    assert_eq!(es(&["--json", "user", "show", "lola"]).json(), desk.json(&["user", "show", "lola"]));
    let error = es(&["--json", "user", "show", "nobody"]).ends(1).error();
    assert_eq!(
        (&error["code"], &error["message"]),
        (&"not_found".into(), &"No se encontró la cuenta de usuario: `nobody`".into())
    );
}

#[test]
fn a_question_about_permissions_is_answered_in_the_language_of_the_studio() {
    let desk = Desk::new();
    let can = ["policy", "can", "--role", "artist", "--action", "clients.edit"];
    assert!(desk.run(&can).ends(1).out.contains("Not allowed for this role"));
    desk.run(&["settings", "set", "studio.language", "es"]).ends(0);
    assert!(desk.run(&can).ends(1).out.contains("\nEste rol no lo permite: "));
    assert!(desk.with(&[("LANG", "en_GB.UTF-8")], &can).ends(1).out.contains("Not allowed for this role"));
    assert!(desk.run(&["policy", "who", "clients.edit"]).ends(0).out.starts_with("Rol"));
}

#[test]
fn a_studio_that_is_there_is_called_prepared_not_running() {
    let desk = Desk::new();
    let again = desk.run(&["--lang", "es", "init"]).ends(1).err;
    assert!(again.starts_with("error: El estudio ya está preparado\n"), "{again}");
}

#[test]
fn what_a_client_is_and_where_they_live_have_labels_of_their_own() {
    let label = |key: &str| studio_text::text(studio_text::Lang::Es, key, &studio_text::Args::new());
    assert_ne!(label("field-state"), label("cli-status"));
    let desk = Desk::new();
    desk.run(&["client", "add", "--name", "Ana Luz", "--phone", "600 100 200", "--state", "Jalisco"]).ends(0);
    let shown = desk.run(&["--lang", "es", "client", "show", "1"]).ends(0).out;
    assert!(shown.lines().any(|line| line.starts_with("Estado o provincia  ")), "{shown}");
}
