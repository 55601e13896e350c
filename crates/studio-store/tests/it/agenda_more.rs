//! Services, blocks, free times, exports, feeds, reminders and aftercare: how their permits are spent.

use studio_domain::{
    AppointmentStatus, ArtistId, BlockId, BlockKind, Cents, FeedId, FeedPrivacy, ReminderWay, ServiceId,
    TimeSpan,
};
use studio_store::{
    AgendaQuery, BlockChange, BlockFilter, Error, NewBlock, NewService, OpCtx, ServiceEdit, Slot, Store,
    Which, actions,
};

use crate::kit::{NOW, minutes, operator, token, visit};

/// Acts whose permits are spent here.
pub(crate) const ACTS: &[&str] = &[
    "ListServices",
    "ViewService",
    "AddService",
    "ChangeService",
    "ListBlocks",
    "ViewBlock",
    "AddBlock",
    "ChangeBlock",
    "ListNewBlocks",
    "NoticeBlocks",
    "FindTimes",
    "ExportAgenda",
    "ListFeeds",
    "MakeFeed",
    "RevokeFeed",
    "ListToRemind",
    "MarkReminded",
    "ReadAftercare",
    "GiveAftercare",
];

/// What they are done to.
#[derive(Clone, Copy)]
pub(crate) struct Targets {
    service: ServiceId,
    block: BlockId,
    feed: FeedId,
}

fn service(name: &str) -> NewService {
    NewService {
        name: studio_domain::ServiceName::parse(name).unwrap(),
        minutes: 90,
        price: Some(Cents::new(12_000)),
        deposit: None,
        aftercare: studio_domain::Aftercare::parse("Wash it twice a day").unwrap(),
    }
}

fn span(from: u64, to: u64) -> TimeSpan {
    TimeSpan::new(minutes(from), minutes(to)).unwrap()
}

fn block(from: u64, to: u64) -> NewBlock {
    let week = 7 * 24 * 60;
    NewBlock {
        spans: vec![span(from, to), span(from + week, to + week)],
        whole_days: false,
        kind: BlockKind::Break,
        note: "Lunch".to_owned(),
        until: Some("2026-12-01".to_owned()),
    }
}

impl Targets {
    /// A service, the first block of a series, and a feed.
    pub(crate) fn of(store: &Store, artist: ArtistId) -> Self {
        let made = store.write::<_, Error, _>(&operator(), move |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<actions::AddService>(&studio)?;
            let service = tx.add_service(&may, &service("Sleeve"))?;
            let scope = tx.artist(artist)?;
            let may = tx.authorize::<actions::AddBlock>(&scope)?;
            let block = *tx.add_block(&may, &block(600, 660))?.first().unwrap();
            let may = tx.authorize::<actions::MakeFeed>(&scope)?;
            let feed = tx.make_feed(&may, &token(), FeedPrivacy::Full)?;
            Ok(Self { service, block, feed })
        });
        made.unwrap()
    }
}

/// Asks for the permit of an act and spends it.
pub(crate) fn spend(
    act: &str,
    store: &Store,
    ctx: &OpCtx,
    all: crate::permits::Targets,
) -> Result<(), Error> {
    let on = all.agenda;
    match act {
        "ListServices" => store.read(ctx, |tx| {
            let may = tx.authorize_list::<actions::ListServices>()?;
            assert!(!tx.services(&may, false)?.is_empty());
            tx.services(&may, true).map(|_all| ())
        }),
        "ViewService" => store.read(ctx, |tx| {
            let scope = tx.service(on.service)?;
            let may = tx.authorize::<actions::ViewService>(&scope)?;
            assert_eq!(tx.service_card(&may)?.minutes, 90);
            Ok(())
        }),
        "AddService" => store.write(ctx, |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<actions::AddService>(&studio)?;
            tx.add_service(&may, &service("Cover-up")).map(|_id| ())
        }),
        "ChangeService" => store.write(ctx, move |tx| {
            let scope = tx.service(on.service)?;
            let may = tx.authorize::<actions::ChangeService>(&scope)?;
            let edit = ServiceEdit { minutes: Some(120), archived: Some(true), ..ServiceEdit::default() };
            tx.change_service(&may, scope.version(), &edit).map(|_version| ())
        }),
        "ListBlocks" => store.read(ctx, |tx| {
            let may = tx.authorize_list::<actions::ListBlocks>()?;
            let all = BlockFilter { from: Some(NOW), to: Some(minutes(100_000)), ..BlockFilter::default() };
            for artist in [None, Some(all_artist(tx, on)?)] {
                let page = tx.blocks(&may, &BlockFilter { artist, ..all })?;
                assert!(!page.items.is_empty());
                let after = page.items.last().map(studio_store::BlockRow::ends);
                tx.blocks(&may, &BlockFilter { artist, after, ..all })?;
            }
            Ok(())
        }),
        "ViewBlock" => store.read(ctx, |tx| {
            let scope = tx.block(on.block)?;
            let may = tx.authorize::<actions::ViewBlock>(&scope)?;
            assert_eq!(tx.block_row(&may)?.id, on.block);
            Ok(())
        }),
        "AddBlock" => store.write(ctx, move |tx| {
            let scope = tx.artist(all.artist)?;
            let may = tx.authorize::<actions::AddBlock>(&scope)?;
            let new = block(900, 960);
            assert!(tx.clashes_with_new(&may, &new.spans)?.is_empty());
            tx.is_blocked_so(&may, &new)?;
            tx.add_block(&may, &new).map(|_ids| ())
        }),
        "ChangeBlock" => store.write(ctx, move |tx| {
            let scope = tx.block(on.block)?;
            let may = tx.authorize::<actions::ChangeBlock>(&scope)?;
            assert_eq!(tx.rest_of_series(&may)?.len(), 2);
            let moved = span(700, 760);
            assert!(tx.clashes_with_moved(&may, &[moved])?.is_empty());
            let change = BlockChange {
                slots: vec![Slot { id: on.block, span: moved }],
                whole_days: false,
                kind: BlockKind::Personal,
                note: String::new(),
            };
            let version = tx.change_block(&may, scope.version(), &change)?;
            assert_eq!(tx.remove_block(&may, version, Which::One)?, 1);
            Ok(())
        }),
        "ListNewBlocks" => store.read(ctx, |tx| {
            let may = tx.authorize_list::<actions::ListNewBlocks>()?;
            tx.new_blocks(&may).map(|_page| ())
        }),
        "NoticeBlocks" => store.write(ctx, move |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<actions::NoticeBlocks>(&studio)?;
            let one = tx.notice_blocks(&may, Some(all.artist), minutes(1))?;
            // Nothing that is left would take the entry out of the log.
            if one == 0 { tx.notice_blocks(&may, None, minutes(1)).map(|_hit| ()) } else { Ok(()) }
        }),
        "FindTimes" => store.read(ctx, |tx| {
            let may = tx.authorize_list::<actions::FindTimes>()?;
            assert!(tx.bookable(&may, None)?.len() >= tx.bookable(&may, Some(all.artist))?.len());
            assert!(tx.busy(&may, all.artist, NOW, minutes(10_000))?.len() >= 2);
            Ok(())
        }),
        "ExportAgenda" => store.read(ctx, |tx| {
            let may = tx.authorize_list::<actions::ExportAgenda>()?;
            let range = AgendaQuery { from: Some(NOW), to: Some(minutes(10_000)), ..AgendaQuery::default() };
            let rows = tx.agenda_rows(&may, &range, None)?;
            let after = rows.last().map(|row| (row.starts_at, row.id));
            tx.agenda_rows(&may, &range, after)?;
            let of_artist = AgendaQuery {
                artists: vec![all.artist],
                statuses: vec![AppointmentStatus::Confirmed, AppointmentStatus::Pending],
                ..range
            };
            tx.agenda_rows(&may, &of_artist, None)?;
            tx.mark()?;
            tx.exporting_agenda(&may, &[("from", "today".to_owned())]);
            tx.exported_agenda(&may, u64::try_from(rows.len()).unwrap());
            Ok(())
        }),
        "ListFeeds" => store.read(ctx, |tx| {
            let scope = tx.artist(all.artist)?;
            let may = tx.authorize::<actions::ListFeeds>(&scope)?;
            assert!(!tx.feeds(&may)?.is_empty());
            Ok(())
        }),
        "MakeFeed" => store.write(ctx, move |tx| {
            let scope = tx.artist(all.artist)?;
            let may = tx.authorize::<actions::MakeFeed>(&scope)?;
            tx.make_feed(&may, &token(), FeedPrivacy::BusyOnly).map(|_id| ())
        }),
        "RevokeFeed" => store.write(ctx, move |tx| {
            let scope = tx.feed(on.feed)?;
            let may = tx.authorize::<actions::RevokeFeed>(&scope)?;
            tx.revoke_feed(&may)
        }),
        "ListToRemind" => store.read(ctx, |tx| {
            let may = tx.authorize_list::<actions::ListToRemind>()?;
            tx.to_remind(&may, NOW, minutes(600)).map(|_all| ())
        }),
        "MarkReminded" => store.write(ctx, move |tx| {
            let scope = tx.any_appointment(all.appointment)?;
            let may = tx.authorize::<actions::MarkReminded>(&scope)?;
            assert_eq!(tx.reminding(&may)?.id, all.appointment);
            tx.mark_reminded(&may, ReminderWay::WhatsApp)
        }),
        "ReadAftercare" => store.read(ctx, |tx| {
            let scope = tx.any_appointment(all.appointment)?;
            let may = tx.authorize::<actions::ReadAftercare>(&scope)?;
            assert_eq!(tx.aftercare(&may)?.text, "", "no service was chosen");
            Ok(())
        }),
        "GiveAftercare" => store.write(ctx, move |tx| {
            let scope = tx.any_appointment(all.appointment)?;
            let may = tx.authorize::<actions::GiveAftercare>(&scope)?;
            tx.give_aftercare(&may).map(|_at| ())
        }),
        other => panic!("act `{other}` is not spent here"),
    }
}

/// Whose the block is.
fn all_artist(tx: &mut studio_store::Tx<'_, studio_store::Read>, on: Targets) -> Result<ArtistId, Error> {
    let scope = tx.block(on.block)?;
    let may = tx.authorize::<actions::ViewBlock>(&scope)?;
    Ok(tx.block_row(&may)?.artist.id)
}

/// A calendar asks, with a token that is one and with one that is none.
pub(crate) fn read_a_feed(store: &Store, artist: ArtistId) {
    let hash = token();
    let feed = store.write::<_, Error, _>(&operator(), move |tx| {
        let scope = tx.artist(artist)?;
        let may = tx.authorize::<actions::MakeFeed>(&scope)?;
        tx.make_feed(&may, &hash, FeedPrivacy::Full)
    });
    let door = store.front_door();
    let read = |hash| door.feed(&visit(NOW), hash, NOW, minutes(100_000)).unwrap();
    let reading = read(&hash).unwrap();
    assert_eq!((reading.id, reading.note_due), (feed.unwrap(), true));
    door.note_feed(reading.id, NOW).unwrap();
    assert!(!read(&hash).unwrap().note_due);
    assert!(read(&token()).is_none());
}
