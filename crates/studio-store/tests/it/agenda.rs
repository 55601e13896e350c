//! The agenda over a stretch of time: nothing in it is lost, and each sees of it what the matrix says.

use std::collections::BTreeSet;
use std::time::Duration;

use studio_domain::agenda::AgendaSort;
use studio_domain::{AppointmentStatus, Order, Timestamp, needles};
use studio_store::actions::SeeAgenda;
use studio_store::{AgendaAppointment, AgendaCursor, AgendaListQuery, AgendaRange, Error, OpCtx, Store};

use crate::kit::{TestFile, add_client, meet, operator};

/// Everything that ever was or will be.
pub(crate) fn always() -> AgendaRange {
    AgendaRange {
        from: Timestamp::MIN.plus(Duration::from_secs(86_400)),
        to: Timestamp::MAX,
        artists: Vec::new(),
        statuses: Vec::new(),
        needles: Vec::new(),
    }
}

/// A first page of it.
pub(crate) fn listed(range: AgendaRange) -> AgendaListQuery {
    AgendaListQuery { range, sort: AgendaSort::Start, order: Order::Asc, limit: 50, after: None }
}

fn seen(store: &Store, ctx: &OpCtx, range: &AgendaRange) -> Vec<AgendaAppointment> {
    store
        .read::<_, Error, _>(ctx, |tx| {
            let may = tx.authorize_list::<SeeAgenda>()?;
            tx.agenda_appointments(&may, range)
        })
        .unwrap()
}

#[test]
fn others_are_seen_as_time_client_and_status_only() {
    let (file, cast) = TestFile::with_cast();
    let ana = add_client(&file, "Ana Ruiz", None);
    meet(&file, ana, cast.ana.artist(), AppointmentStatus::Confirmed);
    for (ctx, details) in [
        (cast.admin.ctx(), true),
        (cast.desk.ctx(), true),
        (cast.ana.ctx(), true),
        (cast.ben.ctx(), false),
        (cast.lone.ctx(), false),
    ] {
        let [one] = seen(&file, &ctx, &always()).try_into().unwrap();
        assert_eq!((one.client.name.as_str(), one.status), ("Ana Ruiz", AppointmentStatus::Confirmed));
        assert_eq!(one.details.is_some(), details, "{ctx:?}");
    }
    // What may not be seen is not found either: no search tells what a service is.
    let service = seen(&file, &operator(), &always()).remove(0).details.unwrap().service;
    let by = |q: &str| AgendaRange { needles: needles(q), ..always() };
    for (ctx, found) in [(cast.desk.ctx(), 1), (cast.ana.ctx(), 1), (cast.ben.ctx(), 0)] {
        assert_eq!(seen(&file, &ctx, &by(&service)).len(), found, "{ctx:?}");
        assert_eq!(seen(&file, &ctx, &by("ana ruiz")).len(), 1);
        assert_eq!(seen(&file, &ctx, &by("somebody else")).len(), 0);
    }
}

#[test]
fn a_list_pages_through_everything_by_each_sort() {
    let (file, cast) = TestFile::with_cast();
    let clients: Vec<_> =
        ["Zoe", "Ana", "Mia"].into_iter().map(|name| add_client(&file, name, None)).collect();
    let mut made = BTreeSet::new();
    for nth in 0..23_usize {
        let artist = if nth % 2 == 0 { cast.ana.artist() } else { cast.ben.artist() };
        let status = AppointmentStatus::ALL[nth % 5];
        made.insert(meet(&file, clients[nth % 3], artist, status));
    }
    for sort in AgendaSort::ALL {
        for order in Order::ALL {
            let mut all = Vec::new();
            let mut after: Option<AgendaCursor> = None;
            loop {
                let query =
                    AgendaListQuery { sort: *sort, order: *order, limit: 4, after, ..listed(always()) };
                let page = file
                    .read::<_, Error, _>(&operator(), |tx| {
                        let may = tx.authorize_list::<SeeAgenda>()?;
                        tx.list_agenda(&may, &query)
                    })
                    .unwrap();
                assert!(page.items.len() <= 4);
                all.extend(page.items);
                after = page.next;
                if after.is_none() {
                    break;
                }
            }
            assert_eq!(all.len(), made.len(), "{sort} {order}");
            assert_eq!(all.iter().map(|one| one.id).collect::<BTreeSet<_>>(), made);
            let keys: Vec<String> = all
                .iter()
                .map(|one| match sort {
                    AgendaSort::Start => format!("{:020}", one.starts_at.millis()),
                    AgendaSort::Client => one.client.name.clone(),
                    AgendaSort::Artist => format!("{}", one.artist == cast.ben.artist()),
                    AgendaSort::Status => format!("{}", one.status as u8),
                })
                .collect();
            let sorted = match order {
                Order::Asc => keys.is_sorted(),
                Order::Desc => keys.is_sorted_by(|a, b| a >= b),
            };
            assert!(sorted, "{sort} {order}: {keys:?}");
        }
    }
}
