//! Clients out of files: what becomes of each row, all or none, once only, and files that were made to break something.

use std::ops::ControlFlow;

use proptest::prelude::*;
use studio_app::{
    ClientFilter, ClientImport, ClientInput, ColumnChoice, ColumnRef, Error, ImportField, ImportPlan,
    KeptImport, OnDuplicate, RowFate, Saving, SheetProblem,
};
use studio_domain::ClientId;
use studio_testkit::TestStudio;

use crate::kit::{HOUR, code, newest, since, some};

fn go_on(_step: studio_app::ImportStep) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn look(test: &TestStudio, file: &str, plan: &ImportPlan) -> ClientImport {
    test.studio.preview_client_import(&test.desk(), file.as_bytes(), plan, &mut go_on).unwrap()
}

fn import(test: &TestStudio, file: &str, plan: ImportPlan) -> ClientImport {
    test.studio.import_clients(&test.admin(), file.as_bytes().to_vec(), plan, go_on).unwrap()
}

fn names(test: &TestStudio) -> Vec<String> {
    let all = ClientFilter { status: "all".to_owned(), ..ClientFilter::default() };
    test.studio.clients(&test.admin(), &all).unwrap().items.into_iter().map(|row| row.name).collect()
}

fn add(test: &TestStudio, name: &str, phone: &str) -> ClientId {
    let input = ClientInput { name: some(name), phone: some(phone), ..ClientInput::default() };
    match test.studio.add_client(&test.operator(), input, true).unwrap() {
        Saving::Saved(id) => id,
        Saving::Likely(likely) => panic!("{likely:?}"),
    }
}

fn mistakes(report: &ClientImport) -> Vec<(u64, &'static str, &'static str)> {
    report
        .rows
        .iter()
        .flat_map(|row| row.wrong.iter().map(|wrong| (row.line, wrong.field, wrong.rule.code())))
        .collect()
}

fn fates(report: &ClientImport) -> Vec<RowFate> {
    report.rows.iter().map(|row| row.fate).collect()
}

const FILE: &str = "Nombre;Apellidos;Móvil;Correo;Fecha de nacimiento;Artista;Estilos;Talla\r\n\
    Sofía;Núñez;+52 55 1234 5678;sofia@example.org;03/02/1994;LOLA VEGA;Línea fina | Blackwork;38\r\n\
    \r\n\
    Bruno;Díaz;55 8765 4321;;;Nadie;;40\r\n";

#[test]
fn a_file_of_a_spreadsheet_becomes_clients() {
    let test = TestStudio::new();
    let looked = look(&test, FILE, &ImportPlan::default());
    assert_eq!((looked.done, looked.added, looked.skipped, looked.wrong), (false, 2, 0, 0));
    assert_eq!((looked.encoding, looked.delimiter, looked.guessed), ("UTF-8", "semicolon", false));
    let taken: Vec<_> = looked.columns.iter().map(|column| column.field.map(ImportField::code)).collect();
    assert_eq!(
        taken,
        [
            Some("name"),
            Some("name"),
            Some("phone"),
            Some("email"),
            Some("birth_date"),
            Some("preferred_artist"),
            Some("styles"),
            None
        ]
    );
    assert_eq!(names(&test), [""; 0], "looking changes nothing");
    let seq = newest(&test);
    let done = import(&test, FILE, ImportPlan::default());
    assert_eq!((done.done, done.added), (true, 2));
    let sofia = test.studio.client(&test.admin(), done.rows[0].client.unwrap()).unwrap().card;
    assert_eq!((sofia.name.as_str(), sofia.birth_date.as_deref()), ("Sofía Núñez", Some("1994-02-03")));
    assert_eq!(sofia.styles, ["Blackwork"], "what is on the studio's list");
    let without: Vec<_> = done.rows[0].left_out.iter().map(|one| (one.field, one.given.as_str())).collect();
    assert_eq!(without, [(ImportField::Styles, "Línea fina")]);
    assert_eq!(sofia.preferred_artist.unwrap().name, "Lola Vega");
    // The blank line counts as a line; the artist who is not there is told, and the client comes without.
    assert_eq!((done.rows[1].line, done.rows[1].left_out[0].given.as_str()), (4, "Nadie"));
    assert_eq!(names(&test), ["Bruno Díaz", "Sofía Núñez"], "lists find them at once");
    let found = ClientFilter { q: "8765".to_owned(), ..ClientFilter::default() };
    assert_eq!(test.studio.clients(&test.desk(), &found).unwrap().items.len(), 1);
    let entry = since(&test, seq).into_iter().find(|entry| entry.action == "clients.import").unwrap();
    assert_eq!(entry.detail, r#"{"added":2,"clients":"1-2","skipped":0}"#);
    assert!(test.studio.doctor(&test.operator(), false).unwrap().iter().all(|finding| {
        finding.verdict == studio_app::Verdict::Good || !finding.check.contains("client")
    }));
}

#[test]
fn one_wrong_row_and_nobody_is_added() {
    let test = TestStudio::new();
    let file = "Name,Phone,Email,Birthday,Status,Registered\n\
        Ana,600 100 200,ana@example.org,1990-05-04,active,2020-01-02 10:30\n\
        ,600 100 201,,,,\n\
        Berta,call me,nobody,31/02/1990,gone,2999-01-01\n\
        Carla,600 100 203,,,,,extra\n";
    let looked = look(&test, file, &ImportPlan::default());
    assert_eq!((looked.added, looked.wrong), (1, 3));
    assert_eq!(
        mistakes(&looked),
        [
            (3, "name", "empty"),
            (4, "phone", "form"),
            (4, "email", "form"),
            (4, "birth_date", "form"),
            (4, "created_at", "in_future"),
            (4, "status", "unknown"),
            (5, "row", "form"),
        ]
    );
    let seq = newest(&test);
    let refused = import(&test, file, ImportPlan::default());
    assert!(!refused.done && refused.rows.iter().all(|row| row.client.is_none()), "{refused:?}");
    assert_eq!((fates(&refused), mistakes(&refused)), (fates(&looked), mistakes(&looked)));
    assert_eq!(names(&test), [""; 0]);
    assert!(since(&test, seq).iter().all(|entry| entry.action != "clients.import"), "nothing was done");
}

#[test]
fn whoever_is_there_already_is_left_out_or_added_as_one_says() {
    let test = TestStudio::new();
    let ana = add(&test, "Ana Ruiz", "+52 55 1234 5678");
    let file = "Name,Phone,Instagram\n\
        Ana R.,+52 (55) 1234-5678,\n\
        Berta,600 100 201,@berta\n\
        Bertha,600 999 999,Berta\n\
        Berta again,600 100 201,\n\
        Carla,600 100 203,\n";
    let looked = look(&test, file, &ImportPlan::default());
    use RowFate::{Added, Skipped};
    assert_eq!(fates(&looked), [Skipped, Added, Skipped, Skipped, Added]);
    assert_eq!(looked.rows[0].alike[0].client.as_ref().unwrap().0, ana);
    assert_eq!(looked.rows[2].alike[0].line, Some(3), "the row that is added, not one that is left out");
    let done = import(&test, file, ImportPlan::default());
    assert_eq!((fates(&done), done.skipped), (fates(&looked), 3));
    assert_eq!(names(&test), ["Ana Ruiz", "Berta", "Carla"]);
    // Once more: everybody is there.
    assert_eq!(import(&test, file, ImportPlan::default()).added, 0);
    let add = ImportPlan { duplicates: OnDuplicate::Add, ..ImportPlan::default() };
    let doubled = import(&test, file, add);
    assert_eq!((doubled.added, doubled.skipped), (5, 0));
    assert!(doubled.rows.iter().all(|row| !row.alike.is_empty()), "who is the same is told all the same");
    assert_eq!(names(&test).len(), 8);
}

#[test]
fn columns_can_be_chosen_and_a_choice_that_can_not_be_is_told() {
    let test = TestStudio::new();
    let file = "Who,Contact,Phone\nAna,600 100 200,not this one\n";
    let proposed = look(&test, file, &ImportPlan::default());
    assert_eq!(proposed.missing, [ImportField::Name]);
    let choice = |column, field| ColumnChoice { column, field };
    let head = |head: &str| ColumnRef::Head(head.to_owned());
    let plan = |columns| ImportPlan { columns, ..ImportPlan::default() };
    // What is chosen for one column is not proposed for another any more.
    let chosen = plan(vec![
        choice(head("WHO "), Some(ImportField::Name)),
        choice(ColumnRef::At(1), Some(ImportField::Phone)),
    ]);
    let report = import(&test, file, chosen);
    assert_eq!((report.done, report.columns[2].field), (true, None));
    assert_eq!(names(&test), ["Ana"]);
    for wrong in [
        vec![choice(head("Nowhere"), Some(ImportField::Name))],
        vec![choice(ColumnRef::At(3), None)],
        vec![
            choice(ColumnRef::At(0), Some(ImportField::Phone)),
            choice(ColumnRef::At(1), Some(ImportField::Phone)),
        ],
    ] {
        let answer =
            test.studio.preview_client_import(&test.desk(), file.as_bytes(), &plan(wrong), &mut go_on);
        assert_eq!(crate::kit::mistakes(answer)[0].0, "columns");
    }
}

#[test]
fn our_own_export_comes_back_as_it_was() {
    let (from, to) = (TestStudio::new(), TestStudio::new());
    let file = "Name,Phone,Email,Instagram,Assigned artist,Registered,Status\n\
        =1+1,+52 55 1234 5678,ana@example.org,ana.tinta,Lola Vega,2020-01-02 10:30,active\n\
        \"Núñez, \"\"la Ñ\"\"\",600 100 201,,,,2021-03-04 09:00,archived\n\
        '-quoted,600 100 202,,,Bruno Ink,2022-05-06 18:45,active\n";
    assert!(import(&from, file, ImportPlan::default()).done);
    let all = ClientFilter { status: "all".to_owned(), ..ClientFilter::default() };
    for heads in [None, Some(studio_text::Lang::Es)] {
        let export = |test: &TestStudio| {
            let mut out = Vec::new();
            let head = |column: &'static str| {
                heads.map(|lang| {
                    studio_text::text(lang, &studio_text::key("column", column), &studio_text::Args::new())
                })
            };
            test.studio.export_clients_csv(&test.admin(), &all, &head, &mut out).unwrap();
            out
        };
        let exported = export(&from);
        if heads.is_none() {
            let report =
                to.studio.import_clients(&to.admin(), exported.clone(), ImportPlan::default(), go_on);
            let report = report.unwrap();
            assert_eq!((report.done, report.added), (true, 3), "{report:?}");
        } else {
            let looked =
                to.studio.preview_client_import(&to.desk(), &exported, &ImportPlan::default(), &mut go_on);
            assert_eq!(looked.unwrap().skipped, 3, "in Spanish it is understood as well");
        }
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        // The numbers are the other studio's own.
        let without_ids = |csv: String| -> Vec<String> {
            csv.lines().map(|line| line.split_once(',').unwrap().1.to_owned()).collect()
        };
        assert_eq!(without_ids(text(export(&to))), without_ids(text(exported)));
    }
}

#[test]
fn a_file_that_was_sent_twice_is_imported_once() {
    let test = TestStudio::new();
    let (admin, desk) = (test.admin(), test.desk());
    let file = b"Name,Phone\nAna,600 100 200\n";
    let secret = test.studio.keep_import(&admin, file).unwrap();
    assert_eq!(test.studio.kept_import(&admin, &secret).unwrap(), KeptImport::File(file.to_vec()));
    // Nobody else finds it, with the secret or by a path.
    assert_eq!(code(test.studio.kept_import(&desk, &secret)), "not_found");
    for path in ["../studio.db", "", "0", &secret[1..], &format!("{secret}/")] {
        assert_eq!(code(test.studio.kept_import(&admin, path)), "not_found");
    }
    let add = || ImportPlan { duplicates: OnDuplicate::Add, ..ImportPlan::default() };
    // Five at the same moment, as impatient fingers do it.
    let reports: Vec<ClientImport> = std::thread::scope(|scope| {
        let tries: Vec<_> =
            (0..5).map(|_| scope.spawn(|| test.studio.import_kept(&admin, &secret, add(), go_on))).collect();
        tries.into_iter().map(|one| one.join().unwrap().unwrap()).collect()
    });
    assert!(reports.iter().all(|report| report.done && report.added == 1));
    assert_eq!(reports.iter().filter(|report| report.before.is_none()).count(), 1);
    assert_eq!(names(&test), ["Ana"]);
    assert!(
        matches!(test.studio.kept_import(&admin, &secret).unwrap(), KeptImport::Done(done) if done.added == 1)
    );
    assert_eq!(std::fs::read_dir(test.path().join("tmp")).unwrap().count(), 0, "the file is gone");
    // The same key of another person is another import.
    let keyed = ImportPlan { key: Some(secret), ..add() };
    let desk = test.studio.import_clients(&test.operator(), file.to_vec(), add(), go_on);
    assert!(desk.unwrap().before.is_none());
    let again = test.studio.import_clients(&admin, file.to_vec(), keyed, go_on).unwrap();
    assert!(again.before.is_some() && names(&test).len() == 2);
}

#[test]
fn files_that_nobody_came_back_for_go() {
    let test = TestStudio::new();
    let secret = test.studio.keep_import(&test.admin(), b"Name,Phone\nAna,600 100 200\n").unwrap();
    let kept = || std::fs::read_dir(test.path().join("tmp")).unwrap().count();
    // The age of a file is by the machine's clock.
    let real = std::fs::metadata(test.path().join("tmp")).unwrap().modified().unwrap();
    let real = real.duration_since(std::time::UNIX_EPOCH).unwrap();
    test.clock.set(studio_domain::Timestamp::from_millis(i64::try_from(real.as_millis()).unwrap()));
    test.clock.advance(HOUR);
    test.studio.tick().unwrap();
    assert_eq!(kept(), 1);
    test.clock.advance(2 * HOUR);
    test.studio.tick().unwrap();
    assert_eq!(kept(), 0);
    assert_eq!(code(test.studio.kept_import(&test.admin(), &secret)), "not_found");
    let secret = test.studio.keep_import(&test.admin(), b"Name,Phone\nAna,600 100 200\n").unwrap();
    test.studio.forget_import(&test.admin(), &secret).unwrap();
    assert_eq!(kept(), 0);
}

#[test]
fn whoever_ends_it_has_imported_nothing() {
    let test = TestStudio::new();
    let mut file = "Name,Phone\n".to_owned();
    for nth in 0..1_000 {
        file.push_str(&format!("Client {nth},600 {nth:06}\n"));
    }
    let mut steps = Vec::new();
    let stopped = test.studio.preview_client_import(
        &test.desk(),
        file.as_bytes(),
        &ImportPlan::default(),
        &mut |step| {
            steps.push((step.done, step.total));
            if step.done < 600 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        },
    );
    assert_eq!((code(stopped), steps), ("stopped", vec![(200, 1_000), (400, 1_000), (600, 1_000)]));
    let stopped =
        test.studio.import_clients(&test.admin(), file.into_bytes(), ImportPlan::default(), |step| {
            if step.done < 1_000 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
    assert_eq!(code(stopped), "stopped");
    assert_eq!(names(&test), [""; 0]);
}

#[test]
fn files_that_are_no_table_are_told_by_what_they_are() {
    let test = TestStudio::new();
    let many = |rows: usize| format!("Name,Phone\n{}", "a,b\n".repeat(rows));
    let wide = vec!["x"; 101].join(",");
    for (file, problem) in [
        (b"".as_slice(), SheetProblem::Empty),
        (b" \r\n\r\n", SheetProblem::Empty),
        (b"PK\x03\x04 whatever", SheetProblem::Workbook),
        (b"Name,Phone\nAna\0,1\n", SheetProblem::Binary),
        (b"\xef\xbb\xbfName,Phone\nAn\xe1,1\n", SheetProblem::Binary),
        (b"Name,Phone\n", SheetProblem::NoRows),
        (b"Name,Phone\n , \n", SheetProblem::NoRows),
        (wide.as_bytes(), SheetProblem::TooManyColumns { most: 100 }),
        (many(50_001).as_bytes(), SheetProblem::TooManyRows { most: 50_000 }),
        (&vec![b'a'; 8 * 1024 * 1024 + 1], SheetProblem::TooLarge { most: 8 * 1024 * 1024 }),
    ] {
        let looked =
            test.studio.preview_client_import(&test.desk(), file, &ImportPlan::default(), &mut go_on);
        let Err(Error::Sheet(told)) = looked else {
            panic!("{problem:?}: {:?}", looked.map(|all| all.added))
        };
        assert_eq!(told, problem);
    }
}

#[test]
fn letters_are_read_as_they_were_written() {
    let test = TestStudio::new();
    let utf16: Vec<u8> = std::iter::once(0xfeff_u16)
        .chain("Name\tPhone\nSofía\t600 100 200\n".encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    for (file, encoding, guessed) in [
        (b"\xef\xbb\xbfName,Phone\nSof\xc3\xada,600 100 200\n".to_vec(), "UTF-8", false),
        (b"sep=;\r\nName;Phone\r\nSof\xeda;600 100 200\r\n".to_vec(), "windows-1252", true),
        (utf16, "UTF-16LE", false),
    ] {
        let looked = test
            .studio
            .preview_client_import(&test.desk(), &file, &ImportPlan::default(), &mut go_on)
            .unwrap();
        assert_eq!((looked.encoding, looked.guessed), (encoding, guessed));
        assert_eq!(looked.rows[0].name, "Sofía", "{encoding}");
        assert!(looked.is_clean(), "{encoding}: {looked:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    /// Whatever stands in the file: every row is accounted for, and what the preview says is what the import does.
    #[test]
    fn any_file_is_read_or_refused_and_the_preview_keeps_its_word(
        cells in proptest::collection::vec(proptest::collection::vec("[a-z0-9 ,;\"'=+@\\-\n\t/áñ]{0,12}|\\PC{0,6}", 0..5), 0..8),
    ) {
        thread_local!(static TEST: TestStudio = TestStudio::new());
        let body: String = cells.iter().map(|row| row.join(",") + "\n").collect();
        let file = format!("Name,Phone,Email,Birthday\n{body}");
        TEST.with(|test| {
            let plan = ImportPlan::default();
            let looked = test.studio.preview_client_import(&test.operator(), file.as_bytes(), &plan, &mut go_on);
            let done = test.studio.import_clients(&test.operator(), file.into_bytes(), plan, go_on);
            match (looked, done) {
                (Ok(looked), Ok(done)) => {
                    assert_eq!(looked.rows.len() as u64, looked.added + looked.skipped + looked.wrong);
                    assert_eq!(done.done, looked.wrong == 0);
                    assert_eq!(fates(&looked), fates(&done));
                }
                (Err(Error::Sheet(looked)), Err(Error::Sheet(done))) => assert_eq!(looked, done),
                other => panic!("{other:?}"),
            }
        });
    }
}
