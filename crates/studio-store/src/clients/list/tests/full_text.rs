//! The full-text index, looked at by a connection that others write beside.

use diesel::connection::SimpleConnection;
use studio_policy::SystemRole;

use super::kit::{Filled, NOW};
use crate::actions::Inspect;
use crate::check::Verdict;
use crate::ctx::{Origin, Visit, Who};
use crate::tx::{Read, Tx};

/// SQLite remembers the structure of a full-text index. What others have written since is no damage.
#[test]
fn the_check_looks_anew() {
    let mut file = Filled::with(40);
    let mut other = file.another();
    let mut look = |when: &str| {
        let operator = Visit { now: NOW, origin: Origin::SYSTEM, request_id: "r".to_owned() }
            .by(Who::System(SystemRole::Operator));
        let mut tx: Tx<'_, Read> = Tx::begin(&mut file.conn, &operator).unwrap();
        let studio = tx.studio();
        let may = tx.authorize::<Inspect>(&studio).unwrap();
        let findings = tx.inspect(&may, false).unwrap();
        let found = findings.iter().find(|finding| finding.check == "integrity").unwrap();
        assert_eq!((found.verdict, found.found.as_str()), (Verdict::Good, "ok"), "{when}");
    };
    look("at first");
    for client in 1..=8 {
        let sql =
            format!("UPDATE client_index SET search_text = search_text || 'x' WHERE client_id = {client}");
        other.batch_execute(&sql).unwrap();
    }
    look("after changes");
    other.batch_execute("INSERT INTO client_fts (client_fts) VALUES ('rebuild')").unwrap();
    look("after a rebuild");
}
