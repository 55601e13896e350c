//! A view of the agenda as an address: what is usual is left out, and what is filtered stays when one moves in time.

use chrono::{Days, Months, NaiveDate};
use studio_app::{AgendaFilter, AgendaListFilter};

/// How it is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Day,
    Week,
    Month,
    List,
}

impl Kind {
    pub(super) const ALL: [Self; 4] = [Self::Day, Self::Week, Self::Month, Self::List];

    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::List => "list",
        }
    }

    pub(super) const fn words(self) -> &'static str {
        match self {
            Self::Day => "agenda-day",
            Self::Week => "agenda-week",
            Self::Month => "agenda-month",
            Self::List => "agenda-list",
        }
    }

    /// The key that switches to it.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Day => "d",
            Self::Week => "w",
            Self::Month => "m",
            Self::List => "l",
        }
    }
}

/// A whole view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct View {
    pub(super) kind: Kind,
    pub(super) date: String,
    pub(super) artists: String,
    pub(super) status: String,
    pub(super) q: String,
    pub(super) to: String,
    pub(super) sort: String,
    pub(super) order: String,
    pub(super) cursor: String,
}

/// How far apart two neighbours of a view are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Days(u64),
    Month,
}

impl Step {
    pub(super) fn before(self, date: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Days(days) => date.checked_sub_days(Days::new(days)),
            Self::Month => date.checked_sub_months(Months::new(1)),
        }
        .filter(|date| in_years(*date))
    }

    pub(super) fn behind(self, date: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Days(days) => date.checked_add_days(Days::new(days)),
            Self::Month => date.checked_add_months(Months::new(1)),
        }
        .filter(|date| in_years(*date))
    }
}

/// Whether a date can be asked for.
fn in_years(date: NaiveDate) -> bool {
    use chrono::Datelike as _;
    (1..=9999).contains(&date.year())
}

impl View {
    /// Where what it shows can be taken out as a file: these days, with its filters.
    pub(super) fn export(&self, (from, to): (NaiveDate, NaiveDate)) -> String {
        let (from, to) = (from.to_string(), to.to_string());
        let fields = [
            ("from", &from),
            ("to", &to),
            ("artist", &self.artists),
            ("status", &self.status),
            ("q", &self.q),
        ];
        let said: Vec<_> = fields.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        let query = serde_urlencoded::to_string(said).unwrap_or_default();
        format!("{}?{query}", crate::pages::agenda_export::PLACE)
    }

    /// The view that an address names. What comes several times, as from boxes that are ticked, counts together.
    pub(super) fn of(query: &[(String, String)]) -> Self {
        let field = |name: &str| {
            query
                .iter()
                .rev()
                .find(|(key, _)| key == name)
                .map(|(_, value)| value.clone())
                .unwrap_or_default()
        };
        let several = |name: &str| {
            let all: Vec<&str> = query
                .iter()
                .filter(|(key, value)| key == name && !value.is_empty())
                .map(|(_, value)| value.as_str())
                .collect();
            all.join(",")
        };
        let code = field("view");
        Self {
            kind: Kind::ALL.into_iter().find(|kind| kind.code() == code).unwrap_or(Kind::Day),
            date: field("date"),
            artists: several("artists"),
            status: several("status"),
            q: field("q"),
            to: field("to"),
            sort: field("sort"),
            order: field("order"),
            cursor: field("cursor"),
        }
    }

    pub(super) fn address(&self) -> String {
        let view = if self.kind == Kind::Day { "" } else { self.kind.code() };
        let list = |value: &'_ str| if self.kind == Kind::List { value.to_owned() } else { String::new() };
        let pairs = [
            ("view", view.to_owned()),
            ("date", self.date.clone()),
            ("to", list(&self.to)),
            ("artists", self.artists.clone()),
            ("status", self.status.clone()),
            ("q", self.q.clone()),
            ("sort", list(&self.sort)),
            ("order", list(&self.order)),
            ("cursor", list(&self.cursor)),
        ];
        let said: Vec<_> = pairs.into_iter().filter(|(_, value)| !value.trim().is_empty()).collect();
        match serde_urlencoded::to_string(said).unwrap_or_default().as_str() {
            "" => "/agenda".to_owned(),
            query => format!("/agenda?{query}"),
        }
    }

    /// The same on another date. Where a list had an end of its own, that end moves along.
    pub(super) fn on(&self, date: NaiveDate) -> Self {
        let days = self.length();
        let to = days.and_then(|days| date.checked_add_days(Days::new(days)));
        Self {
            date: date.to_string(),
            to: to.map(|to| to.to_string()).unwrap_or_default(),
            cursor: String::new(),
            ..self.clone()
        }
    }

    /// Days from the first to the last of a list that names both.
    fn length(&self) -> Option<u64> {
        let (from, to): (NaiveDate, NaiveDate) = (self.date.parse().ok()?, self.to.parse().ok()?);
        u64::try_from(to.signed_duration_since(from).num_days()).ok()
    }

    pub(super) fn seen_as(&self, kind: Kind) -> Self {
        Self { kind, ..self.clone() }
    }

    /// The same without filters.
    pub(super) fn whole(&self) -> Self {
        Self {
            artists: String::new(),
            status: String::new(),
            q: String::new(),
            cursor: String::new(),
            ..self.clone()
        }
    }

    pub(super) fn of_artists(&self, artists: String) -> Self {
        Self { artists, cursor: String::new(), ..self.clone() }
    }

    pub(super) fn is_narrowed(&self) -> bool {
        [&self.artists, &self.status, &self.q].into_iter().any(|value| !value.trim().is_empty())
    }

    pub(super) fn filter(&self) -> AgendaFilter {
        AgendaFilter {
            date: self.date.clone(),
            artists: self.artists.clone(),
            status: self.status.clone(),
            q: self.q.clone(),
        }
    }

    pub(super) fn list_filter(&self) -> AgendaListFilter {
        AgendaListFilter {
            view: self.filter(),
            to: self.to.clone(),
            sort: self.sort.clone(),
            order: self.order.clone(),
            limit: None,
            cursor: self.cursor.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(query: &str) -> View {
        View::of(&serde_urlencoded::from_str::<Vec<(String, String)>>(query).unwrap())
    }

    #[test]
    fn an_address_holds_the_whole_view_and_nothing_usual() {
        assert_eq!(of("").address(), "/agenda");
        assert_eq!(of("view=day&q=&status=").address(), "/agenda");
        let ticked = "date=2026-03-14&artists=3&artists=5&status=pending&status=confirmed&q=ros%C3%A1rio";
        assert_eq!(
            of(ticked).address(),
            "/agenda?date=2026-03-14&artists=3%2C5&status=pending%2Cconfirmed&q=ros%C3%A1rio"
        );
        assert_eq!(of(ticked).address(), of(of(ticked).address().trim_start_matches("/agenda?")).address());
        assert_eq!(of("view=month&sort=client&to=2026-01-01").address(), "/agenda?view=month");
        assert_eq!(of("view=nonsense").kind, Kind::Day);
    }

    #[test]
    fn filters_are_kept_while_one_moves_in_time() {
        let view = of("view=list&date=2026-03-01&to=2026-03-31&artists=3&q=ana&cursor=abc");
        let april = view.on("2026-04-01".parse().unwrap());
        assert_eq!(april.address(), "/agenda?view=list&date=2026-04-01&to=2026-05-01&artists=3&q=ana");
        assert_eq!(view.whole().address(), "/agenda?view=list&date=2026-03-01&to=2026-03-31");
        assert!(view.is_narrowed() && !view.whole().is_narrowed());
    }

    #[test]
    fn time_ends_without_a_panic() {
        let (first, last) = ("0001-01-01".parse().unwrap(), "9999-12-31".parse().unwrap());
        for step in [Step::Days(1), Step::Days(7), Step::Days(366), Step::Month] {
            assert_eq!((step.before(first), step.behind(last)), (None, None));
        }
        let view = of("view=list&date=9999-12-30&to=0001-01-01");
        assert_eq!(view.on(last).address(), "/agenda?view=list&date=9999-12-31");
    }
}
