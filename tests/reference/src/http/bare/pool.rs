//! A few connections that are lent out.

use std::ops::Deref;
use std::path::Path;
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread::available_parallelism;

use anyhow::Result;
use rusqlite::Connection;

use crate::bare::reader;

/// As many as the product has.
#[derive(Debug)]
pub(super) struct Pool {
    free: Mutex<Vec<Connection>>,
    back: Condvar,
}

impl Pool {
    pub(super) fn open(file: &Path) -> Result<Self> {
        let count = available_parallelism().map_or(2, std::num::NonZero::get).saturating_mul(2).max(4);
        let free = (0..count).map(|_| reader(file)).collect::<rusqlite::Result<_>>()?;
        Ok(Self { free: Mutex::new(free), back: Condvar::new() })
    }

    /// Waits for one.
    pub(super) fn get(&self) -> Lent<'_> {
        let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(conn) = free.pop() {
                return Lent { conn: Some(conn), pool: self };
            }
            free = self.back.wait(free).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// A connection that goes back when it is dropped.
#[derive(Debug)]
pub(super) struct Lent<'p> {
    conn: Option<Connection>,
    pool: &'p Pool,
}

impl Deref for Lent<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        match &self.conn {
            Some(conn) => conn,
            None => unreachable!("it is taken out only when this is dropped"),
        }
    }
}

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        self.pool.free.lock().unwrap_or_else(PoisonError::into_inner).extend(self.conn.take());
        self.pool.back.notify_one();
    }
}
