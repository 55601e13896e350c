//! Counting tries of a secret.
//!
//! A try is counted as failed *before* the secret is checked and marked as successful afterwards, so that a hundred simultaneous tries
//! are a hundred tries.

use std::time::Duration;

use diesel::prelude::*;
use diesel::sqlite::SqliteConnection;
use studio_domain::Timestamp;

use crate::capped::CappedDsl;
use crate::error::Result;
use crate::schema::attempts;

/// After how many failures in which time a secret locks, and for how long.
#[derive(Debug)]
pub(crate) struct Limit {
    kind: &'static str,
    failures: usize,
    window: Duration,
    lock: Duration,
}

const MINUTE: Duration = Duration::from_secs(60);

/// Ten wrong passwords for a name from one address in fifteen minutes lock it there for fifteen minutes.
pub(crate) const SIGN_IN: Limit = Limit {
    kind: "sign_in",
    failures: 10,
    window: MINUTE.saturating_mul(15),
    lock: MINUTE.saturating_mul(15),
};
/// Five wrong master codes of one person in ten minutes lock it for fifteen minutes.
pub(crate) const CODE: Limit =
    Limit { kind: "code", failures: 5, window: MINUTE.saturating_mul(10), lock: MINUTE.saturating_mul(15) };

/// The most failures that any limit looks at.
const LOOK: usize = 10;
/// How far the slowing down counts.
const SLOW: usize = 20;
/// What each failure above ten adds to an answer.
const STEP: Duration = Duration::from_millis(500);

/// Until when tries of this name from this address are not even looked at.
pub(crate) fn locked_until(
    conn: &mut SqliteConnection,
    limit: &Limit,
    name_key: &str,
    address: &str,
    now: Timestamp,
) -> Result<Option<Timestamp>> {
    let newest: Vec<(i64, bool)> = attempts::table
        .filter(attempts::kind.eq(limit.kind))
        .filter(attempts::name_key.eq(name_key))
        .filter(attempts::address.eq(address))
        .order(attempts::id.desc())
        .select((attempts::tried_at, attempts::succeeded))
        .capped::<LOOK>()
        .load(conn)?;
    let failed: Vec<Timestamp> = newest
        .into_iter()
        .take_while(|(_, succeeded)| !succeeded)
        .take(limit.failures)
        .map(|(at, _)| Timestamp::from_millis(at))
        .collect();
    let (Some(last), Some(first)) = (failed.first(), failed.last()) else { return Ok(None) };
    let until = last.plus(limit.lock);
    let locked = failed.len() >= limit.failures && last.since(*first) <= limit.window && now < until;
    Ok(locked.then_some(until))
}

/// How much later an answer is given after many failures for a name or from an address: a studio sits behind one address, so these
/// two alone never lock anybody out.
pub(crate) fn slow_down(
    conn: &mut SqliteConnection,
    limit: &Limit,
    name_key: &str,
    address: &str,
    now: Timestamp,
) -> Result<Duration> {
    let since = now.minus(limit.window).millis();
    let failed = || {
        attempts::table
            .filter(attempts::kind.eq(limit.kind))
            .filter(attempts::succeeded.eq(false))
            .filter(attempts::tried_at.gt(since))
            .select(attempts::id)
    };
    let by_name: Vec<i64> = failed().filter(attempts::name_key.eq(name_key)).capped::<SLOW>().load(conn)?;
    let by_address: Vec<i64> = failed().filter(attempts::address.eq(address)).capped::<SLOW>().load(conn)?;
    let most = by_name.len().max(by_address.len());
    let above = most.saturating_sub(limit.failures);
    Ok(STEP.saturating_mul(u32::try_from(above).unwrap_or(u32::MAX)))
}

/// Counts a try, as failed until [`succeeded`] says otherwise.
pub(crate) fn count(
    conn: &mut SqliteConnection,
    limit: &Limit,
    name_key: &str,
    address: &str,
    now: Timestamp,
) -> Result<i64> {
    Ok(diesel::insert_into(attempts::table)
        .values((
            attempts::kind.eq(limit.kind),
            attempts::name_key.eq(name_key),
            attempts::address.eq(address),
            attempts::tried_at.eq(now.millis()),
        ))
        .returning(attempts::id)
        .get_result(conn)?)
}

/// The secret of a try was right; earlier failures no longer count against it.
pub(crate) fn succeeded(conn: &mut SqliteConnection, attempt: i64) -> Result<()> {
    diesel::update(attempts::table.find(attempt)).set(attempts::succeeded.eq(true)).execute(conn)?;
    Ok(())
}

/// Forgets tries older than a day. Answers how many.
pub(crate) fn purge(conn: &mut SqliteConnection, now: Timestamp) -> Result<usize> {
    let day = now.minus(MINUTE.saturating_mul(60 * 24)).millis();
    Ok(diesel::delete(attempts::table.filter(attempts::tried_at.lt(day))).execute(conn)?)
}
