//! Portfolios: order, stacks, pages, what lists find, and what visitors see at any moment.

use std::time::Duration;

use studio_domain::{
    AppointmentStatus, ArtistId, ClientId, ItemColour, ItemGroup, ItemSort, PictureSize, PortfolioItemId,
    Slug, Style, Timestamp,
};
use studio_policy::SystemRole;
use studio_store::actions::{
    ArrangeItems, EditItem, ListPortfolio, MergeClients, SweepMedia, SwitchPage, Tick, UploadItem, ViewItem,
    ViewPortfolio,
};
use studio_store::{
    Constraint, Error, ItemEdit, ItemQuery, ItemSubject, MergeVersions, NewItem, OpCtx, PageEdit,
    PortfolioItem, Showcase, Store,
};

use crate::kit::{NOW, TestFile, add_client, meet, minutes, new_item, operator, system};

fn add(
    store: &Store,
    ctx: &OpCtx,
    artist: ArtistId,
    seed: u8,
    about: ItemEdit,
) -> Result<PortfolioItemId, Error> {
    store.write(ctx, move |tx| {
        let scope = tx.artist(artist)?;
        let may = tx.authorize::<UploadItem>(&scope)?;
        tx.add_portfolio_item(&may, &NewItem { about, ..new_item(seed) })
    })
}

fn edit(store: &Store, id: PortfolioItemId, edit: ItemEdit) -> Result<(), Error> {
    store.write(&operator(), move |tx| {
        let scope = tx.portfolio_item(id)?;
        let may = tx.authorize::<EditItem>(&scope)?;
        tx.edit_portfolio_item(&may, scope.version(), &edit).map(drop)
    })
}

fn removed(store: &Store, ctx: &OpCtx, id: PortfolioItemId) -> bool {
    let gone = store.write::<_, Error, _>(ctx, move |tx| {
        let scope = tx.portfolio_item(id)?;
        let may = tx.authorize::<EditItem>(&scope)?;
        tx.remove_portfolio_item(&may)
    });
    gone.unwrap()
}

fn restored(store: &Store, id: PortfolioItemId) -> bool {
    let back = store.write::<_, Error, _>(&operator(), move |tx| {
        let scope = tx.portfolio_item(id)?;
        let may = tx.authorize::<EditItem>(&scope)?;
        tx.restore_portfolio_item(&may)
    });
    back.unwrap()
}

fn look(store: &Store, id: PortfolioItemId) -> PortfolioItem {
    let found = store.read::<_, Error, _>(&operator(), |tx| {
        let scope = tx.portfolio_item(id)?;
        let may = tx.authorize::<ViewItem>(&scope)?;
        tx.portfolio_card(&may)
    });
    found.unwrap()
}

fn under(store: &Store, id: PortfolioItemId) -> Vec<PortfolioItemId> {
    let found = store.read::<_, Error, _>(&operator(), |tx| {
        let scope = tx.portfolio_item(id)?;
        let may = tx.authorize::<ViewItem>(&scope)?;
        tx.portfolio_stack(&may)
    });
    found.unwrap().into_iter().map(|item| item.id).collect()
}

/// All pages of a list, each of two rows.
fn list(store: &Store, query: &ItemQuery) -> Vec<PortfolioItemId> {
    let (mut query, mut found) = (ItemQuery { limit: 2, ..query.clone() }, Vec::new());
    loop {
        let page = store.read::<_, Error, _>(&operator(), |tx| {
            let may = tx.authorize_list::<ListPortfolio>()?;
            tx.list_portfolio(&may, &query)
        });
        let page = page.unwrap();
        assert!(page.items.len() <= 2);
        found.extend(page.items.into_iter().map(|item| item.id));
        match page.next {
            Some(next) => query.after = Some(next),
            None => return found,
        }
    }
}

fn arranged(store: &Store, artist: ArtistId) -> Vec<PortfolioItemId> {
    list(store, &ItemQuery { artist: Some(artist), sort: ItemSort::Arranged, ..ItemQuery::default() })
}

fn order(store: &Store, artist: ArtistId, ids: &[PortfolioItemId]) -> Result<(), Error> {
    let ids = ids.to_vec();
    store.write(&operator(), move |tx| {
        let scope = tx.artist(artist)?;
        let may = tx.authorize::<ArrangeItems>(&scope)?;
        tx.order_portfolio(&may, &ids)
    })
}

fn stack(
    store: &Store,
    artist: ArtistId,
    cover: PortfolioItemId,
    ids: &[PortfolioItemId],
) -> Result<(), Error> {
    let ids = ids.to_vec();
    store.write(&operator(), move |tx| {
        let scope = tx.artist(artist)?;
        let may = tx.authorize::<ArrangeItems>(&scope)?;
        tx.stack_portfolio(&may, cover, &ids)
    })
}

fn open(store: &Store, artist: ArtistId, slug: &str, on: bool) -> Result<(), Error> {
    let slug = Slug::parse(slug).unwrap();
    store.write(&operator(), move |tx| {
        let scope = tx.artist(artist)?;
        let may = tx.authorize::<SwitchPage>(&scope)?;
        tx.set_portfolio_page(&may, None, &PageEdit { slug, is_public: on }).map(drop)
    })
}

fn allow(file: &TestFile, value: &str) {
    file.raw().exec(&format!(
        "INSERT OR REPLACE INTO settings (key, value, updated_at) VALUES ('portfolio.public', '{value}', 0)"
    ));
}

fn shown(store: &Store, now: Timestamp) -> Option<Showcase> {
    store.front_door().showcase("ana", None, now).unwrap()
}

fn seen(store: &Store) -> Vec<PortfolioItemId> {
    shown(store, NOW).map(|show| show.items.into_iter().map(|item| item.id).collect()).unwrap_or_default()
}

fn picture(store: &Store, id: PortfolioItemId, size: PictureSize) -> bool {
    store.front_door().shown_picture("ana", id, size, NOW).unwrap().is_some()
}

fn consent(file: &TestFile, client: ClientId, act: &str, at: Timestamp) {
    file.raw().exec(&format!(
        "INSERT INTO consents (client_id, kind, act, manner, signer, recorded_at) VALUES ({client}, 'image_use', '{act}', 'spoken', 'client', {})",
        at.millis()
    ));
}

fn public() -> ItemEdit {
    ItemEdit { is_public: Some(true), ..ItemEdit::default() }
}

fn plain() -> ItemEdit {
    ItemEdit::default()
}

#[test]
fn new_pictures_come_first_and_an_order_changes_only_the_places_of_those_it_names() {
    let (file, cast) = TestFile::with_cast();
    let ana = cast.ana.artist();
    let ids: Vec<_> = (1..=5).map(|seed| add(&file, &cast.ana.ctx(), ana, seed, plain()).unwrap()).collect();
    let [a, b, c, d, e] = ids[..] else { panic!() };
    assert_eq!(arranged(&file, ana), [e, d, c, b, a]);
    order(&file, ana, &[b, d]).unwrap();
    assert_eq!(arranged(&file, ana), [e, b, c, d, a]);
    edit(&file, a, ItemEdit { is_featured: Some(true), ..plain() }).unwrap();
    edit(&file, d, ItemEdit { is_featured: Some(true), ..plain() }).unwrap();
    assert_eq!(arranged(&file, ana), [d, a, e, b, c], "featured ones stand before the others");
    let strange = add(&file, &cast.ben.ctx(), cast.ben.artist(), 9, plain()).unwrap();
    assert!(matches!(order(&file, ana, &[e, strange]), Err(Error::NotFound { kind: "portfolio_item", .. })));
    assert_eq!(arranged(&file, ana), [d, a, e, b, c]);
}

#[test]
fn lists_find_by_everything_that_is_said_and_page_by_page_each_once() {
    let (file, cast) = TestFile::with_cast();
    let (ana, ben) = (cast.ana.artist(), cast.ben.artist());
    let of = |artist: ArtistId, seed: u8, style: &str, colour, day: u32| {
        let about = ItemEdit {
            style: Some(Style::parse(style).ok()),
            colour: Some(colour),
            made_on: Some(chrono::NaiveDate::from_ymd_opt(2026, 1, day)),
            ..plain()
        };
        add(&file, &operator(), artist, seed, about).unwrap()
    };
    let a = of(ana, 1, "Fine line", Some(ItemColour::Color), 3);
    let b = of(ana, 2, "Blackwork", Some(ItemColour::BlackAndGrey), 2);
    let c = of(ben, 3, "Fine line", None, 1);
    let d = of(ana, 4, "Fine line", Some(ItemColour::Color), 9);
    let q = ItemQuery::default;
    assert_eq!(list(&file, &q()), [d, a, b, c]);
    assert_eq!(list(&file, &ItemQuery { sort: ItemSort::Oldest, ..q() }), [c, b, a, d]);
    assert_eq!(list(&file, &ItemQuery { artist: Some(ana), sort: ItemSort::Newest, ..q() }), [d, a, b]);
    assert_eq!(list(&file, &ItemQuery { style: Some("Fine line".to_owned()), ..q() }), [d, a, c]);
    assert_eq!(list(&file, &ItemQuery { colour: Some(ItemColour::BlackAndGrey), ..q() }), [b]);
    assert_eq!(list(&file, &ItemQuery { group: Some(ItemGroup::Style), ..q() }), [b, d, a, c]);
    assert_eq!(list(&file, &ItemQuery { group: Some(ItemGroup::Colour), ..q() }), [c, b, d, a]);
    assert_eq!(
        list(&file, &ItemQuery { group: Some(ItemGroup::Style), artist: Some(ana), ..q() }),
        [b, d, a]
    );
    edit(&file, a, public()).unwrap();
    assert_eq!(list(&file, &ItemQuery { public: Some(true), ..q() }), [a]);
    assert_eq!(list(&file, &ItemQuery { public: Some(false), ..q() }), [d, b, c]);
}

#[test]
fn a_session_gives_its_client_and_day_and_must_be_the_artists_own() {
    let (file, cast) = TestFile::with_cast();
    let (ana, ben) = (cast.ana.artist(), cast.ben.artist());
    let client = add_client(&file, "Cleo Marsh", None);
    let session = meet(&file, client, ana, AppointmentStatus::Confirmed);
    let linked = ItemEdit { subject: Some(ItemSubject::Session(session)), ..plain() };
    let id = add(&file, &cast.ana.ctx(), ana, 1, linked.clone()).unwrap();
    let item = look(&file, id);
    assert_eq!(item.client, Some((client, Some("Cleo Marsh".to_owned()))));
    assert_eq!(item.appointment, Some(session));
    assert!(item.made_on.is_some());
    let strange = add(&file, &cast.ben.ctx(), ben, 2, linked);
    assert!(matches!(strange, Err(Error::NotFound { kind: "appointment", .. })));
    let nobody = ItemEdit { subject: Some(ItemSubject::Client(ClientId::new(999))), ..plain() };
    assert!(matches!(add(&file, &operator(), ana, 3, nobody), Err(Error::NotFound { kind: "client", .. })));
    // What shows a client is found by the client, and keeps the record from being deleted.
    assert_eq!(list(&file, &ItemQuery { client: Some(client), ..ItemQuery::default() }), [id]);
    edit(&file, id, ItemEdit { subject: Some(ItemSubject::Nobody), ..plain() }).unwrap();
    assert_eq!((look(&file, id).client, look(&file, id).appointment), (None, None));
}

#[test]
fn a_stack_is_one_row_under_its_cover_and_survives_the_loss_of_it() {
    let (file, cast) = TestFile::with_cast();
    let ana = cast.ana.artist();
    let ids: Vec<_> = (1..=4).map(|seed| add(&file, &cast.ana.ctx(), ana, seed, plain()).unwrap()).collect();
    let [a, b, c, d] = ids[..] else { panic!() };
    stack(&file, ana, a, &[b, c]).unwrap();
    assert_eq!((arranged(&file, ana), under(&file, a)), (vec![d, a], vec![c, b]));
    assert_eq!((look(&file, a).stacked, look(&file, b).cover), (2, Some(a)));
    // What lies under a picture follows it under another.
    stack(&file, ana, d, &[a]).unwrap();
    assert_eq!((arranged(&file, ana), under(&file, d).len(), under(&file, a).len()), (vec![d], 3, 0));
    // One that lay under another becomes the cover.
    stack(&file, ana, b, &[d]).unwrap();
    assert_eq!((arranged(&file, ana), under(&file, b).len()), (vec![b], 3));
    // The first that lay under a removed cover takes its place.
    assert!(removed(&file, &operator(), b));
    let first = arranged(&file, ana);
    assert_eq!((first.len(), under(&file, first[0]).len()), (1, 2));
    assert!(restored(&file, b));
    assert_eq!(arranged(&file, ana).len(), 2);
    let strange = add(&file, &cast.ben.ctx(), cast.ben.artist(), 9, plain()).unwrap();
    assert!(matches!(stack(&file, ana, a, &[strange]), Err(Error::NotFound { .. })));
    file.write::<_, Error, _>(&operator(), move |tx| {
        let scope = tx.artist(ana)?;
        let may = tx.authorize::<ArrangeItems>(&scope)?;
        tx.unstack_portfolio(&may, &[first[0]])
    })
    .unwrap();
    assert_eq!(arranged(&file, ana).len(), 4);
}

#[test]
fn a_removed_picture_can_be_brought_back_for_thirty_days_and_then_its_files_go() {
    let (file, cast) = TestFile::with_cast();
    let ana = cast.ana.artist();
    let id = add(&file, &cast.ana.ctx(), ana, 1, plain()).unwrap();
    assert!(removed(&file, &cast.ana.ctx(), id));
    assert!(!removed(&file, &cast.ana.ctx(), id), "twice is once");
    assert!(arranged(&file, ana).is_empty());
    assert_eq!(list(&file, &ItemQuery { removed: true, ..ItemQuery::default() }), [id]);
    let tick = |at: Timestamp| {
        file.write::<_, Error, _>(&system(SystemRole::Housekeeping, at), |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<Tick>(&studio)?;
            tx.tick(&may).map(drop)
        })
        .unwrap();
    };
    let sweep = |at: Timestamp| {
        file.write::<_, Error, _>(&system(SystemRole::Housekeeping, at), move |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<SweepMedia>(&studio)?;
            tx.forget_media(&may, at)
        })
        .unwrap()
    };
    let days = |days: u64| NOW.plus(Duration::from_secs(days * 24 * 60 * 60));
    tick(days(29));
    assert_eq!(sweep(days(29)), []);
    assert!(restored(&file, id) && !restored(&file, id));
    assert_eq!(arranged(&file, ana), [id]);
    removed(&file, &cast.ana.ctx(), id);
    tick(days(31));
    assert!(list(&file, &ItemQuery { removed: true, ..ItemQuery::default() }).is_empty());
    assert_eq!(sweep(days(31)).len(), 3, "each of its sizes");
}

#[test]
fn visitors_see_public_pieces_only_while_studio_artist_and_client_agree() {
    let (file, cast) = TestFile::with_cast();
    let ana = cast.ana.artist();
    let client = add_client(&file, "Cleo Marsh", None);
    let free = add(&file, &operator(), ana, 1, public()).unwrap();
    let hidden = add(&file, &operator(), ana, 2, plain()).unwrap();
    let about = ItemEdit { subject: Some(ItemSubject::Client(client)), ..public() };
    let of_client = add(&file, &operator(), ana, 3, about).unwrap();
    let of_ben = add(&file, &operator(), cast.ben.artist(), 4, public()).unwrap();
    assert!(shown(&file, NOW).is_none(), "there is no page");
    open(&file, ana, "ana", true).unwrap();
    assert!(shown(&file, NOW).is_none(), "the studio has none");
    allow(&file, "on");
    assert_eq!(seen(&file), [free]);
    assert!(look(&file, of_client).held_back && !look(&file, free).held_back);

    consent(&file, client, "given", minutes(1));
    assert_eq!(seen(&file), [of_client, free]);
    assert!(picture(&file, of_client, PictureSize::Small) && picture(&file, of_client, PictureSize::Large));
    assert!(!picture(&file, of_client, PictureSize::Original), "the largest is nobody's outside");
    assert!(!picture(&file, hidden, PictureSize::Small) && !picture(&file, of_ben, PictureSize::Small));
    consent(&file, client, "withdrawn", minutes(2));
    assert_eq!(seen(&file), [free], "at once");
    assert!(!picture(&file, of_client, PictureSize::Small));
    consent(&file, client, "given", minutes(3));
    assert_eq!(seen(&file), [of_client, free]);

    assert!(removed(&file, &operator(), free));
    assert_eq!(seen(&file), [of_client]);
    assert!(!picture(&file, free, PictureSize::Small));
    // Months pass and the consent with them.
    file.raw().exec(
        "INSERT OR REPLACE INTO settings (key, value, updated_at) VALUES ('consents.image_use_validity', '6', 0)",
    );
    let later = NOW.plus(Duration::from_secs(250 * 24 * 60 * 60));
    assert_eq!(shown(&file, NOW).unwrap().items.len(), 1);
    assert!(shown(&file, later).unwrap().items.is_empty());
    // Off is off, for pictures as well, by each of the switches.
    for (off, on) in [
        ("UPDATE artists SET active = 0 WHERE id = ", "UPDATE artists SET active = 1 WHERE id = "),
        (
            "UPDATE portfolio_pages SET is_public = 0 WHERE artist_id = ",
            "UPDATE portfolio_pages SET is_public = 1 WHERE artist_id = ",
        ),
    ] {
        assert!(picture(&file, of_client, PictureSize::Small));
        file.raw().exec(&format!("{off}{ana}"));
        assert!(shown(&file, NOW).is_none() && !picture(&file, of_client, PictureSize::Small));
        file.raw().exec(&format!("{on}{ana}"));
    }
    allow(&file, "off");
    assert!(shown(&file, NOW).is_none() && !picture(&file, of_client, PictureSize::Small));
    // A preview shows it all the same, to whoever may look.
    let preview = file.read::<_, Error, _>(&cast.desk.ctx(), |tx| {
        let scope = tx.artist(ana)?;
        let may = tx.authorize::<ViewPortfolio>(&scope)?;
        tx.preview_portfolio(&may, None)
    });
    assert_eq!(preview.unwrap().items.len(), 1);
}

#[test]
fn a_consent_that_was_given_to_another_record_of_the_person_counts_and_so_does_its_end() {
    let (file, cast) = TestFile::with_cast();
    let ana = cast.ana.artist();
    let (kept, other) = (add_client(&file, "Cleo Marsh", None), add_client(&file, "C. Marsh", None));
    let about = ItemEdit { subject: Some(ItemSubject::Client(other)), ..public() };
    let id = add(&file, &operator(), ana, 1, about).unwrap();
    allow(&file, "on");
    open(&file, ana, "ana", true).unwrap();
    consent(&file, kept, "given", minutes(1));
    assert!(seen(&file).is_empty());
    file.write::<_, Error, _>(&operator(), move |tx| {
        let (one, two) = (tx.client(kept)?, tx.client(other)?);
        let keep = tx.authorize::<MergeClients>(&one)?;
        let give = tx.authorize::<MergeClients>(&two)?;
        let versions = MergeVersions { kept: one.version(), other: two.version() };
        tx.merge_clients(&keep, &give, versions, &[]).map(drop)
    })
    .unwrap();
    assert_eq!(seen(&file), [id]);
    assert_eq!(look(&file, id).client.unwrap().0, kept);
    consent(&file, other, "withdrawn", minutes(2));
    assert!(seen(&file).is_empty());
}

#[test]
fn what_lies_under_a_piece_that_is_not_shown_is_not_shown() {
    let (file, cast) = TestFile::with_cast();
    let ana = cast.ana.artist();
    let cover = add(&file, &operator(), ana, 1, public()).unwrap();
    let more = add(&file, &operator(), ana, 2, public()).unwrap();
    let secret = add(&file, &operator(), ana, 3, plain()).unwrap();
    stack(&file, ana, cover, &[more, secret]).unwrap();
    allow(&file, "on");
    open(&file, ana, "ana", true).unwrap();
    let show = shown(&file, NOW).unwrap();
    assert_eq!(show.items[0].stack.iter().map(|item| item.id).collect::<Vec<_>>(), [more]);
    assert!(picture(&file, more, PictureSize::Small) && !picture(&file, secret, PictureSize::Small));
    edit(&file, cover, ItemEdit { is_public: Some(false), ..plain() }).unwrap();
    assert!(seen(&file).is_empty() && !picture(&file, more, PictureSize::Small));
}

#[test]
fn a_page_goes_on_behind_the_last_piece_whatever_is_held_back_between() {
    let (file, cast) = TestFile::with_cast();
    let ana = cast.ana.artist();
    let client = add_client(&file, "Cleo Marsh", None);
    allow(&file, "on");
    open(&file, ana, "ana", true).unwrap();
    let mut expected = Vec::new();
    for seed in 0..140_u8 {
        let held = seed % 7 == 0;
        let subject = held.then_some(ItemSubject::Client(client));
        let featured = Some(seed % 50 == 3);
        let about = ItemEdit { subject, is_featured: featured, ..public() };
        let id = add(&file, &operator(), ana, seed % 30, about).unwrap();
        if !held {
            expected.push((featured != Some(true), std::cmp::Reverse(id), id));
        }
    }
    expected.sort_unstable();
    let expected: Vec<_> = expected.into_iter().map(|(.., id)| id).collect();
    let (mut found, mut after, mut pages) = (Vec::new(), None, 0);
    loop {
        let show = file.front_door().showcase("ana", after, NOW).unwrap().unwrap();
        pages += 1;
        found.extend(show.items.iter().map(|item| item.id));
        match show.next {
            Some(next) => after = Some(next),
            None => break,
        }
    }
    assert_eq!((found, pages), (expected, 3));
    // A piece of somebody else is no place on this page.
    let strange = add(&file, &operator(), cast.ben.artist(), 9, plain()).unwrap();
    let show = file.front_door().showcase("ana", Some(strange), NOW).unwrap().unwrap();
    assert_eq!(show.items.len(), 48);
}

#[test]
fn an_address_is_one_artists_and_the_second_of_two_who_save_is_told() {
    let (file, cast) = TestFile::with_cast();
    open(&file, cast.ana.artist(), "ana", true).unwrap();
    let taken = open(&file, cast.ben.artist(), "ana", true);
    assert!(matches!(taken, Err(Error::Conflict(Constraint::SlugTaken))), "{taken:?}");
    open(&file, cast.ana.artist(), "ana-ruiz", false).unwrap();
    open(&file, cast.ben.artist(), "ana", false).unwrap();
    let ana = cast.ana.artist();
    let stale = file.write::<_, Error, _>(&cast.ana.ctx(), move |tx| {
        let scope = tx.artist(ana)?;
        let may = tx.authorize::<SwitchPage>(&scope)?;
        let edit = PageEdit { slug: Slug::parse("x-1").unwrap(), is_public: true };
        tx.set_portfolio_page(&may, Some(studio_domain::Version::new(1)), &edit)
    });
    assert!(matches!(stale, Err(Error::Stale { kind: "portfolio_page", .. })));
}
