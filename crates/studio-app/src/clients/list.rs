//! Finding clients.

use studio_domain::{ArtistId, ClientSort, ClientStatus, Invalid, Order, Rule, needles};
use studio_store::actions::{ExportClients, ListClients};
use studio_store::{ClientQuery, ClientRow, OpCtx};

use super::cursor;
use crate::error::{Error, Result};
use crate::form::Form;
use crate::studio::Studio;

/// The most characters of a search that make sense.
const SEARCH: usize = 200;
/// Rows a page unless asked otherwise, and at most.
const LIMIT: (usize, usize) = (50, 200);

/// The view of the list, as it stands in an address. Empty fields mean the default.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClientFilter {
    /// Search: any part of name, phone, email or handle; several words must all match.
    pub q: String,
    /// `active` (default), `archived` or `all`.
    pub status: String,
    /// Id of the assigned artist.
    pub artist: String,
    /// Only with an appointment ahead.
    pub upcoming: bool,
    /// `name` (default), `next`, `last` or `registered`.
    pub sort: String,
    /// `asc` (default for names and next) or `desc` (default for last and registered).
    pub order: String,
    /// Rows a page, 1 to 200; default 50.
    pub limit: Option<usize>,
    /// Where the page before ended.
    pub cursor: String,
}

/// One page of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientList {
    /// The rows. In a search a page may be short although more follow.
    pub items: Vec<ClientRow>,
    /// Cursor of the next page; `None`: there is none.
    pub next_cursor: Option<String>,
    /// Sort that was used.
    pub sort: ClientSort,
    /// Order that was used.
    pub order: Order,
}

impl ClientFilter {
    /// Reads the view; every field that is wrong is told.
    fn read(&self) -> Result<ClientQuery> {
        let mut form = Form::default();
        let given = |raw: &str| (!raw.trim().is_empty()).then(|| raw.to_owned());
        let sort = form.maybe(given(&self.sort).as_ref(), ClientSort::parse).unwrap_or(ClientSort::Name);
        let usual = match sort {
            ClientSort::Name | ClientSort::Next => Order::Asc,
            ClientSort::Last | ClientSort::Registered => Order::Desc,
        };
        let order = form.maybe(given(&self.order).as_ref(), Order::parse).unwrap_or(usual);
        let status = match self.status.trim() {
            "" => Some(ClientStatus::Active),
            "all" => None,
            other => form.take(ClientStatus::parse(other)),
        };
        let artist = form.maybe(given(&self.artist).as_ref(), |raw| {
            raw.trim().parse::<ArtistId>().map_err(|wrong| wrong.at("artist_id"))
        });
        let typed = self.q.chars().count();
        if typed > SEARCH {
            form.wrong(Invalid::new("q", Rule::TooLong { max: SEARCH, got: typed }));
        }
        let limit = self.limit.unwrap_or(LIMIT.0);
        if !(1..=LIMIT.1).contains(&limit) {
            form.wrong(Invalid::new("limit", Rule::OutOfRange { min: 1, max: 200 }));
        }
        let after = form.maybe(given(&self.cursor).as_ref(), |raw| cursor::read(sort, order, raw.trim()));
        form.finish()?;
        Ok(ClientQuery {
            needles: needles(&self.q),
            status,
            artist,
            upcoming: self.upcoming,
            sort,
            order,
            limit,
            after,
        })
    }
}

impl ClientFilter {
    /// What the view says, for the log: which part of the clients left the program.
    fn said(&self) -> Vec<(&'static str, String)> {
        let upcoming = if self.upcoming { "true" } else { "" };
        [
            ("q", self.q.trim()),
            ("status", self.status.trim()),
            ("artist_id", self.artist.trim()),
            ("upcoming", upcoming),
        ]
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| (name, value.chars().take(SEARCH).collect()))
        .collect()
    }
}

impl Studio {
    /// One page of clients.
    ///
    /// # Errors
    /// [`Error::Invalid`], [`Error::Refused`], [`Error::NoActor`].
    pub fn clients(&self, ctx: &OpCtx, filter: &ClientFilter) -> Result<ClientList> {
        self.store.read(ctx, |tx| {
            let may = tx.authorize_list::<ListClients>()?;
            let query = filter.read()?;
            let page = tx.list_clients(&may, &query)?;
            Ok(ClientList {
                items: page.items,
                next_cursor: page.next.map(|next| cursor::write(query.sort, query.order, &next)),
                sort: query.sort,
                order: query.order,
            })
        })
    }

    /// Hands every client of a view to `take`, in order, in constant memory. The log says before the first row that an export began and of
    /// which view, and after the last how many rows it had. Answers that number.
    ///
    /// Exports read on connections of their own, of which there are two: nobody else waits for one, and a third waits for a moment.
    ///
    /// # Errors
    /// [`Error::Invalid`], [`Error::Refused`]; [`Error::Busy`] if two others run for longer; whatever `take` answers stops the export.
    pub fn export_clients<E: From<Error>>(
        &self,
        ctx: &OpCtx,
        filter: &ClientFilter,
        mut take: impl FnMut(&ClientRow) -> Result<(), E>,
    ) -> Result<u64, E> {
        self.walk_clients(ctx, filter, |step| match step {
            ExportStep::Row(row) => take(row),
            ExportStep::Page(_) => Ok(()),
        })
    }

    pub(super) fn walk_clients<E: From<Error>>(
        &self,
        ctx: &OpCtx,
        filter: &ClientFilter,
        mut take: impl FnMut(ExportStep<'_>) -> Result<(), E>,
    ) -> Result<u64, E> {
        let view = filter.clone();
        let query = self.store.write::<_, Error, _>(ctx, move |tx| {
            let may = tx.authorize_list::<ExportClients>()?;
            let query = ClientQuery { limit: LIMIT.1, ..view.read()? };
            tx.exporting(&may, &view.said());
            Ok(query)
        })?;
        // What `take` answers comes out as a value: the reading itself went well, and is in the log.
        self.store.read_apart::<_, Error, _>(ctx, |tx| {
            let may = tx.authorize_list::<ExportClients>()?;
            tx.exporting(&may, &filter.said());
            let mut query = query;
            let mut rows = 0_u64;
            let mut stopped = take(ExportStep::Page(0)).err();
            while stopped.is_none() {
                let page = tx.export_clients(&may, &query)?;
                for row in &page.items {
                    if let Err(error) = take(ExportStep::Row(row)) {
                        stopped = Some(error);
                        break;
                    }
                    rows = rows.saturating_add(1);
                }
                if stopped.is_none() {
                    stopped = take(ExportStep::Page(rows)).err();
                }
                match page.next {
                    Some(next) => query.after = Some(next),
                    None => break,
                }
            }
            tx.exported(&may, rows);
            Ok(stopped.map_or(Ok(rows), Err))
        })?
    }
}

/// What an export hands on.
pub(super) enum ExportStep<'r> {
    /// A client.
    Row(&'r ClientRow),
    /// A page has ended, after so many clients; with 0, the first is about to begin.
    Page(u64),
}
