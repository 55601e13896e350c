//! The full-text index knows what the index knows, after everything that changes it.

use studio_domain::{ClientSort, Email, Instagram, Order, Phone};
use studio_store::actions::{EditClient, Repair};
use studio_store::{ClientEdit, Error, Store};

use super::paging::{add, archive, rename};
use super::people::{View, page, town};
use crate::kit::{TestFile, operator};

/// SQLite's own comparison of the full-text index with the rows that it is made from.
fn compared(file: &TestFile) -> Result<(), String> {
    file.raw().try_exec("INSERT INTO client_fts (client_fts, rank) VALUES ('integrity-check', 1)")
}

fn found(file: &TestFile, q: &str) -> usize {
    let view = View { q: q.to_owned(), limit: 200, ..View::by(ClientSort::Name, Order::Asc) };
    page(file, &operator(), &view.query()).items.len()
}

pub(super) fn repair(store: &Store) -> studio_store::IndexReport {
    let repaired = store.write::<_, Error, _>(&operator(), |tx| {
        let studio = tx.studio();
        let may = tx.authorize::<Repair>(&studio)?;
        tx.repair_clients(&may)
    });
    repaired.unwrap()
}

#[test]
fn it_follows_every_change_of_a_record() {
    let (file, cast, people) = town();
    let admin = cast.admin.ctx();
    assert_eq!(compared(&file), Ok(()));
    let id = add(&file, &admin, "Quetzalcóatl Xochitl");
    assert_eq!((found(&file, "quetzalc"), found(&file, "600000000 xochi"), compared(&file)), (1, 1, Ok(())));

    rename(&file, &admin, id, "Tlaloc Popoca");
    assert_eq!((found(&file, "quetzalc"), found(&file, "tlaloc"), compared(&file)), (0, 1, Ok(())));

    let edit = |edit: ClientEdit| {
        let saved = file.write::<_, Error, _>(&admin, move |tx| {
            let scope = tx.client(id)?;
            let may = tx.authorize::<EditClient>(&scope)?;
            tx.edit_client(&may, scope.version(), &edit)
        });
        saved.unwrap();
    };
    edit(ClientEdit {
        phone: Some(Phone::parse("77 8899 0011").unwrap()),
        phone_e164: Some("+527788990011".to_owned()),
        email: Some(Some(Email::parse("lluvia@example.mx").unwrap())),
        instagram: Some(Some(Instagram::parse("dios.lluvia").unwrap())),
        ..ClientEdit::default()
    });
    let seen =
        ["600000000 tlaloc", "7788990011", "+52 77 88", "lluvia@", "dios.lluvia"].map(|q| found(&file, q));
    assert_eq!((seen, compared(&file)), ([0, 1, 1, 1, 1], Ok(())));

    edit(ClientEdit { email: Some(None), instagram: Some(None), ..ClientEdit::default() });
    assert_eq!((found(&file, "lluvia"), compared(&file)), (0, Ok(())));

    for archived in [true, false] {
        archive(&file, &admin, id, archived);
        assert_eq!((found(&file, "tlaloc"), compared(&file)), (1, Ok(())));
    }
    for (nth, person) in people.iter().enumerate().step_by(3) {
        rename(&file, &admin, person.id, &format!("Renamed {nth} {}", person.key));
    }
    assert_eq!(compared(&file), Ok(()));
    assert_eq!(found(&file, "renamed"), people.len().div_ceil(3));
}

/// Nothing of a name that was changed can be read in what the full-text index keeps.
#[test]
fn a_name_that_was_changed_leaves_no_trace_in_it() {
    let (file, cast, _) = town();
    let admin = cast.admin.ctx();
    let id = add(&file, &admin, "Wxyq Vkzj");
    let traces = |file: &TestFile| {
        let mut raw = file.raw();
        raw.exec("CREATE VIRTUAL TABLE temp.words USING fts5vocab (main, client_fts, row)");
        raw.number("SELECT count(*) AS n FROM temp.words WHERE term IN ('wxy', 'xyq', 'vkz', 'kzj')")
    };
    assert_eq!(traces(&file), 4);
    rename(&file, &admin, id, "Ana Ruiz");
    assert_eq!(traces(&file), 0);
}

#[test]
fn a_row_that_it_has_lost_comes_back_with_the_repair() {
    let (file, _, people) = town();
    let victim = people.iter().find(|person| person.name.contains("Llanfair")).unwrap();
    let (id, before) = (victim.id.get(), found(&file, "gogerychwyrn"));
    file.raw().exec(&format!(
        "INSERT INTO client_fts (client_fts, rowid, search_text)
         SELECT 'delete', client_id, search_text FROM client_index WHERE client_id = {id}"
    ));
    assert_eq!(found(&file, "gogerychwyrn"), before - 1);
    compared(&file).unwrap_err();
    assert_eq!(file.bad_findings(), ["search_knows_clients: 1 rows"]);
    let report = repair(&file);
    assert_eq!((report.looked_at, report.wrong), (people.len(), 0));
    assert_eq!((found(&file, "gogerychwyrn"), compared(&file)), (before, Ok(())));
}
