//! What happens with outputs that fail, and how much is kept in memory.

use std::cell::Cell as Shared;
use std::io::{self, ErrorKind, Write};
use std::rc::Rc;

use studio_export::{Cell, CsvWriter, JsonArray};

/// Takes so many bytes and then closes.
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

/// Counts what arrives.
#[derive(Clone, Default)]
struct Counter(Rc<Shared<usize>>);

impl Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.set(self.0.get() + bytes.len());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn row() -> [Cell<'static>; 2] {
    [Cell::made(1), Cell::typed(Some("a name"))]
}

#[test]
fn nothing_is_written_before_the_first_row() {
    let seen = Counter::default();
    drop(CsvWriter::new(seen.clone(), vec!["a".to_owned()]));
    drop(JsonArray::new(seen.clone()));
    assert_eq!(seen.0.get(), 0);
}

#[test]
fn a_closed_pipe_stops_the_rows_and_is_told_as_such() {
    let mut csv = CsvWriter::new(Pipe(20_000), vec!["a".to_owned()]);
    let error = (0..1_000_000).find_map(|_| csv.row(row()).err()).expect("the pipe is closed");
    assert_eq!(error.kind(), ErrorKind::BrokenPipe);
    let mut json = JsonArray::new(Pipe(20_000));
    let error = (0..1_000_000).find_map(|_| json.item("a name").err()).expect("the pipe is closed");
    assert_eq!(error.kind(), ErrorKind::BrokenPipe);
}

#[test]
fn a_pipe_that_closes_at_the_end_is_told_by_finish() {
    let mut csv = CsvWriter::new(Pipe(1), vec!["a".to_owned()]);
    csv.row(row()).unwrap();
    assert_eq!(csv.finish().err().unwrap().kind(), ErrorKind::BrokenPipe);
    let mut json = JsonArray::new(Pipe(1));
    json.item("a name").unwrap();
    assert_eq!(json.finish().err().unwrap().kind(), ErrorKind::BrokenPipe);
}

#[test]
fn rows_leave_while_more_are_written() {
    let seen = Counter::default();
    let mut csv = CsvWriter::new(seen.clone(), vec!["a".to_owned()]);
    let (mut written, mut most) = (0, 0);
    for _ in 0..10_000 {
        csv.row(row()).unwrap();
        written += "1,a name\r\n".len();
        most = most.max(written.saturating_sub(seen.0.get()));
    }
    assert!(most <= 16 * 1024, "{most} bytes were kept back");
}
