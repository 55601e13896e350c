//! Writes SQLite files byte by byte: with cells of any type in any column, which SQLite itself would not let in.
//!
//! <https://www.sqlite.org/fileformat2.html> describes the format. Tables only, one interior page each at most.

/// Bytes of a page.
pub(crate) const PAGE: usize = 4096;
/// Bytes before the first page's own header.
const HEADER: usize = 100;
const LEAF: u8 = 13;
const INTERIOR: u8 = 5;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    Null,
    Int(i64),
    Real(f64),
    Text(String),
    /// Text whose bytes are no UTF-8.
    Broken(Vec<u8>),
    Blob(Vec<u8>),
}

impl Cell {
    fn serial(&self) -> u64 {
        let sized = |base: usize, len: usize| (base + 2 * len) as u64;
        match self {
            Self::Null => 0,
            Self::Int(_) => 6,
            Self::Real(_) => 7,
            Self::Text(text) => sized(13, text.len()),
            Self::Broken(bytes) => sized(13, bytes.len()),
            Self::Blob(bytes) => sized(12, bytes.len()),
        }
    }

    fn body(&self) -> Vec<u8> {
        match self {
            Self::Null => Vec::new(),
            Self::Int(number) => number.to_be_bytes().to_vec(),
            Self::Real(number) => number.to_be_bytes().to_vec(),
            Self::Text(text) => text.clone().into_bytes(),
            Self::Broken(bytes) | Self::Blob(bytes) => bytes.clone(),
        }
    }
}

/// A table and its rows, numbered from 1.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    pub(crate) name: String,
    pub(crate) columns: Vec<String>,
    pub(crate) rows: Vec<Vec<Cell>>,
}

impl Table {
    /// Columns without a type: nothing is converted, and no column is the row's number.
    fn sql(&self) -> String {
        let quoted = |name: &String| format!("\"{}\"", name.replace('"', "\"\""));
        let columns: Vec<String> = self.columns.iter().map(quoted).collect();
        format!("CREATE TABLE {} ({})", quoted(&self.name), columns.join(", "))
    }
}

fn varint(mut number: u64) -> Vec<u8> {
    let mut bytes = vec![(number & 0x7f) as u8];
    number >>= 7;
    while number > 0 {
        bytes.insert(0, (number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    assert!(bytes.len() < 9, "longer numbers have another form");
    bytes
}

fn record(cells: &[Cell]) -> Vec<u8> {
    let serials: Vec<u8> = cells.iter().flat_map(|cell| varint(cell.serial())).collect();
    let mut size = serials.len() + 1;
    if size > 127 {
        size += 1;
    }
    let mut record = varint(size as u64);
    record.extend(serials);
    record.extend(cells.iter().flat_map(Cell::body));
    record
}

/// The pages of a file; page 1 comes last, when the others are known.
struct Pages(Vec<Vec<u8>>);

impl Pages {
    /// Number of the page.
    fn add(&mut self, page: Vec<u8>) -> u32 {
        assert_eq!(page.len(), PAGE);
        self.0.push(page);
        self.0.len() as u32
    }

    /// The cell of a leaf; what does not fit goes to pages of its own.
    fn leaf_cell(&mut self, rowid: u64, record: &[u8]) -> Vec<u8> {
        let mut cell = varint(record.len() as u64);
        cell.extend(varint(rowid));
        let most = PAGE - 35;
        if record.len() <= most {
            cell.extend(record);
            return cell;
        }
        let least = (PAGE - 12) * 32 / 255 - 23;
        let kept = least + (record.len() - least) % (PAGE - 4);
        let kept = if kept <= most { kept } else { least };
        cell.extend(&record[..kept]);
        let mut next = 0;
        for chunk in record[kept..].chunks(PAGE - 4).rev() {
            let mut page = u32::to_be_bytes(next).to_vec();
            page.extend(chunk);
            page.resize(PAGE, 0);
            next = self.add(page);
        }
        cell.extend(next.to_be_bytes());
        cell
    }

    /// Root page of a table with these rows.
    fn table(&mut self, rows: &[Vec<Cell>]) -> u32 {
        let (mut leaves, mut cells, mut used) = (Vec::new(), Vec::new(), 0);
        for (rowid, row) in (1..).zip(rows) {
            let cell = self.leaf_cell(rowid, &record(row));
            if used + cell.len() + 2 > PAGE - 8 {
                leaves.push((rowid - 1, self.add(btree(LEAF, &cells, 0, None))));
                (cells, used) = (Vec::new(), 0);
            }
            used += cell.len() + 2;
            cells.push(cell);
        }
        let last = self.add(btree(LEAF, &cells, 0, None));
        if leaves.is_empty() {
            return last;
        }
        let children: Vec<Vec<u8>> = leaves
            .into_iter()
            .map(|(rowid, page)| [page.to_be_bytes().to_vec(), varint(rowid)].concat())
            .collect();
        self.add(btree(INTERIOR, &children, 0, Some(last)))
    }
}

/// A page of a tree with these cells; `from` bytes at its beginning are left free.
fn btree(kind: u8, cells: &[Vec<u8>], from: usize, right: Option<u32>) -> Vec<u8> {
    let mut page = vec![0; PAGE];
    let mut end = PAGE;
    let mut pointers = Vec::new();
    for cell in cells {
        end -= cell.len();
        page[end..end + cell.len()].copy_from_slice(cell);
        pointers.extend((end as u16).to_be_bytes());
    }
    let mut head = vec![kind, 0, 0];
    head.extend((cells.len() as u16).to_be_bytes());
    head.extend((end as u16).to_be_bytes());
    head.push(0);
    head.extend(right.map(u32::to_be_bytes).into_iter().flatten());
    head.extend(pointers);
    assert!(from + head.len() <= end, "the page is too small");
    page[from..from + head.len()].copy_from_slice(&head);
    page
}

/// A whole database with these tables.
pub(crate) fn write(tables: &[Table]) -> Vec<u8> {
    let mut pages = Pages(vec![vec![0; PAGE]]);
    let schema: Vec<Vec<Cell>> = tables
        .iter()
        .map(|table| {
            let root = pages.table(&table.rows);
            let text = |text: &str| Cell::Text(text.to_owned());
            vec![
                text("table"),
                text(&table.name),
                text(&table.name),
                Cell::Int(root.into()),
                text(&table.sql()),
            ]
        })
        .collect();
    let cells: Vec<Vec<u8>> =
        (1..).zip(&schema).map(|(rowid, row)| pages.leaf_cell(rowid, &record(row))).collect();
    let mut first = btree(LEAF, &cells, HEADER, None);
    first[..16].copy_from_slice(b"SQLite format 3\0");
    first[16..18].copy_from_slice(&(PAGE as u16).to_be_bytes());
    first[18..24].copy_from_slice(&[1, 1, 0, 64, 32, 32]);
    let mut number = |at: usize, number: u32| first[at..at + 4].copy_from_slice(&number.to_be_bytes());
    // Change counter and the version for which the number of pages holds; schema cookie; format; UTF-8.
    number(24, 1);
    number(28, pages.0.len() as u32);
    number(40, 1);
    number(44, 4);
    number(56, 1);
    number(92, 1);
    number(96, 3_040_001);
    pages.0[0] = first;
    pages.0.concat()
}
