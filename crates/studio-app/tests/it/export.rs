//! Exports as bytes: what is written, what is not written when it is refused, and outputs that end early.

use std::io::{self, ErrorKind, Write};

use studio_app::{ClientFilter, ClientInput, Error, ExportAs, ExportError, ExportFormat, Outcome, Saving};
use studio_domain::ClientId;
use studio_testkit::TestStudio;

use crate::kit::{entry, left, newest, some};

const HEADER: &str = "\u{feff}ID,Name,Phone,Email,Instagram,Assigned artist,Next appointment,Last appointment,Registered,Status\r\n";

fn add(test: &TestStudio, name: &str) -> ClientId {
    let lola = some(&test.artist_of("lola").to_string());
    let input = ClientInput {
        name: some(name),
        phone: some("+52 55 1234 5678"),
        preferred_artist: lola,
        ..ClientInput::default()
    };
    match test.studio.add_client(&test.operator(), input, true).unwrap() {
        Saving::Saved(id) => id,
        Saving::Likely(likely) => panic!("{likely:?}"),
    }
}

fn csv(test: &TestStudio) -> String {
    let mut out = Vec::new();
    let ctx = test.operator();
    test.studio.export_clients_csv(&ctx, &ClientFilter::default(), &|_| None, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn rows_carry_harmless_cells_and_times_of_the_studio() {
    let test = TestStudio::new();
    assert_eq!(csv(&test), HEADER, "an empty list has its header");
    let id = add(&test, "=1+1");
    // The test studio's clock shows 08:13 in Mexico City.
    let row = format!("{id},'=1+1,+52 55 1234 5678,,,Lola Vega,,,2026-09-21 08:13,active\r\n");
    assert_eq!(csv(&test), format!("{HEADER}{row}"));
    let heads = |key: &'static str| (key == "created_at").then(|| "Alta".to_owned());
    let mut out = Vec::new();
    let rows =
        test.studio.export_clients_csv(&test.operator(), &ClientFilter::default(), &heads, &mut out).unwrap();
    assert_eq!(rows, 1);
    assert!(String::from_utf8(out).unwrap().starts_with(&HEADER.replace("Registered", "Alta")));
}

#[test]
fn json_is_one_array_with_an_object_a_line() {
    let test = TestStudio::new();
    let json = |filter: &ClientFilter| {
        let mut out = Vec::new();
        test.studio.export_clients_json(&test.operator(), filter, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    };
    assert_eq!(json(&ClientFilter::default()), "[]\n");
    let (first, second) = (add(&test, "Ana"), add(&test, "Berta"));
    let text = json(&ClientFilter::default());
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!((lines[0], lines.len(), lines[3]), ("[", 4, "]"));
    assert!(lines[1].starts_with(&format!("{{\"id\":{first},\"name\":\"Ana\"")) && lines[1].ends_with("},"));
    assert!(lines[2].contains(&format!("\"id\":{second}")) && lines[2].ends_with('}'));
    assert!(lines[1].contains("\"created_at\":\"2026-09-21T08:13:20.000-06:00\""), "{}", lines[1]);
}

#[test]
fn a_refused_export_writes_nothing_at_all() {
    let test = TestStudio::new();
    add(&test, "Ana");
    let lola = test.lola();
    for json in [false, true] {
        let (mut out, seq) = (Vec::new(), newest(&test));
        let refused = if json {
            test.studio.export_clients_json(&lola, &ClientFilter::default(), &mut out)
        } else {
            test.studio.export_clients_csv(&lola, &ClientFilter::default(), &|_| None, &mut out)
        };
        let Err(ExportError::Studio(Error::Refused { why, .. })) = refused else { panic!("{refused:?}") };
        assert_eq!(left(&test, seq), [entry("clients.export", "studio", None, Outcome::Refused, why.code())]);
        assert!(out.is_empty());
    }
}

/// Takes so many bytes and is closed then.
struct Pipe(usize);

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0 == 0 {
            return Err(ErrorKind::BrokenPipe.into());
        }
        let taken = bytes.len().min(self.0);
        self.0 -= taken;
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_closed_pipe_ends_the_export_and_is_told_as_one() {
    let test = TestStudio::new();
    for nth in 0..250 {
        add(&test, &format!("Client {nth} {}", "with a long name ".repeat(5)));
    }
    let ctx = test.operator();
    let closed = |answer: Result<u64, ExportError>| {
        let Err(ExportError::Output(error)) = answer else { panic!("{answer:?}") };
        assert_eq!(error.kind(), ErrorKind::BrokenPipe);
    };
    // Early, in the middle, and at the very end, when only what was kept back is left to write.
    for taken in [0, 10_000, 25_000] {
        let filter = ClientFilter::default();
        closed(test.studio.export_clients_csv(&ctx, &filter, &|_| None, &mut Pipe(taken)));
        closed(test.studio.export_clients_json(&ctx, &filter, &mut Pipe(taken)));
    }
    assert_eq!(csv(&test).lines().count(), 251);
}

#[test]
fn a_workbook_is_whole_and_leaves_nothing_beside_the_data() {
    let test = TestStudio::new();
    for nth in 0..250 {
        add(&test, &format!("Client {nth}"));
    }
    let mut told = Vec::new();
    let mut out = Vec::new();
    let how =
        ExportAs { format: ExportFormat::Xlsx, headers: &|_| None, progress: &mut |rows| told.push(rows) };
    let rows = test.studio.write_clients(&test.operator(), &ClientFilter::default(), how, &mut out).unwrap();
    assert_eq!((rows, told), (250, vec![0, 200, 250]));
    assert!(out.starts_with(b"PK\x03\x04"), "{:?}", &out[..4]);
    assert_eq!(std::fs::read_dir(test.path().join("tmp")).unwrap().count(), 0);
    // A reader who has gone is noticed while the rows are still gathered: nothing of a workbook is written before its end.
    let how = ExportAs { format: ExportFormat::Xlsx, headers: &|_| None, progress: &mut |_| {} };
    let gone = test.studio.write_clients(&test.operator(), &ClientFilter::default(), how, &mut Gone);
    let Err(ExportError::Output(error)) = gone else { panic!("{gone:?}") };
    assert_eq!(error.kind(), ErrorKind::BrokenPipe);
}

/// Takes everything, and has gone when it is asked.
struct Gone;

impl Write for Gone {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Err(ErrorKind::BrokenPipe.into())
    }
}

#[test]
fn a_search_that_finds_nobody_notices_too_that_its_reader_has_gone() {
    let test = TestStudio::new();
    add(&test, "Ana");
    let filter = ClientFilter { q: "nobody".to_owned(), ..ClientFilter::default() };
    let ctx = test.operator();
    for format in ExportFormat::ALL {
        let how = ExportAs { format: *format, headers: &|_| None, progress: &mut |_| {} };
        let gone = test.studio.write_clients(&ctx, &filter, how, &mut Gone);
        assert!(matches!(gone, Err(ExportError::Output(_))), "{gone:?}");
    }
}

#[test]
fn the_log_says_which_clients_left_and_how_many() {
    let test = TestStudio::new();
    add(&test, "Ana");
    let seq = newest(&test);
    let filter = ClientFilter { q: " ana ".to_owned(), status: "all".to_owned(), ..ClientFilter::default() };
    test.studio.export_clients_csv(&test.admin(), &filter, &|_| None, &mut Vec::new()).unwrap();
    let said: Vec<String> = crate::kit::since(&test, seq)
        .into_iter()
        .filter(|entry| entry.action == "clients.export")
        .map(|entry| entry.detail)
        .collect();
    assert_eq!(said, [r#"{"q":"ana","status":"all"}"#, r#"{"q":"ana","rows":1,"status":"all"}"#]);
}

#[test]
fn a_file_is_called_after_the_studio_and_the_day() {
    let test = TestStudio::new();
    let name = |name: &str| {
        test.studio.set_setting(&test.operator(), "studio.name", name, None).unwrap();
        let house = test.studio.house(&test.operator()).unwrap();
        ExportFormat::Xlsx.file_name(&house, test.studio.now())
    };
    assert_eq!(name("Tinta & Punto, \u{c1}vila"), "tinta-punto-avila-clients-2026-09-21.xlsx");
    assert_eq!(name("\u{5208}\u{9752}"), "clients-2026-09-21.xlsx");
}

#[test]
fn two_exports_run_and_readers_are_not_theirs() {
    let test = TestStudio::new();
    add(&test, "Ana");
    let (studio, ctx) = (&test.studio, test.operator());
    let (begun, go_on) = (std::sync::Barrier::new(3), std::sync::Barrier::new(3));
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let mut first = true;
                studio
                    .export_clients::<Error>(&ctx, &ClientFilter::default(), |_row| {
                        if std::mem::take(&mut first) {
                            begun.wait();
                            go_on.wait();
                        }
                        Ok(())
                    })
                    .unwrap();
            });
        }
        begun.wait();
        // Both hold their connections now; everybody else goes on as before.
        for _ in 0..20 {
            studio.clients(&ctx, &ClientFilter::default()).unwrap();
        }
        add(&test, "Berta");
        go_on.wait();
    });
}
