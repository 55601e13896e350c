//! Portfolios: pictures in their sizes, whose they are, what is typed about them, and what is left when something stops on the way.

use std::collections::BTreeSet;
use std::fs;
use std::time::Duration;

use studio_app::{
    BulkInput, Error, FileRefused, ItemInput, OpCtx, PageInput, PictureFile, PortfolioFilter, PortfolioItem,
    Verdict,
};
use studio_domain::{PictureSize, PortfolioItemId};
use studio_testkit::{TestStudio, picture};

use crate::kit::{HOUR, code, log, some};

fn files(test: &TestStudio) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for folder in fs::read_dir(test.path().join("media")).unwrap() {
        let folder = folder.unwrap();
        let begin = folder.file_name().into_string().unwrap();
        for file in fs::read_dir(folder.path()).unwrap() {
            found.insert(begin.clone() + file.unwrap().file_name().to_str().unwrap());
        }
    }
    found
}

/// Adds a picture that is smaller than the smallest size, so that all of its sizes are one file.
fn add(test: &TestStudio, ctx: &OpCtx, artist: &str, seed: usize) -> Result<PortfolioItem, Error> {
    let file = picture(60, 40, seed);
    test.studio.add_portfolio_item(ctx, test.artist_of(artist), file, &ItemInput::default())
}

fn look(
    test: &TestStudio,
    ctx: &OpCtx,
    id: PortfolioItemId,
    size: PictureSize,
) -> Result<PictureFile, Error> {
    test.studio.portfolio_picture(ctx, id, size, |_| false)
}

fn wall(test: &TestStudio, filter: &PortfolioFilter) -> Vec<PortfolioItemId> {
    test.studio.portfolio(&test.operator(), filter).unwrap().items.into_iter().map(|item| item.id).collect()
}

#[test]
fn a_picture_is_kept_in_three_sizes_and_the_same_one_twice_is_one_file() {
    let test = TestStudio::new();
    let lola = test.lola();
    let item = add(&test, &lola, "lola", 1).unwrap();
    let pictures = item.pictures.unwrap();
    assert_eq!((pictures.width, pictures.height), (60, 40));
    assert_eq!(item.uploaded_by.unwrap().1, "lola");
    for size in PictureSize::ALL {
        let file = look(&test, &test.desk(), item.id, *size).unwrap();
        assert_eq!(file.hash, pictures.of(*size));
        assert!(file.bytes.unwrap().starts_with(&[0xff, 0xd8, 0xff]));
    }
    let kept = files(&test);
    let again = add(&test, &test.admin(), "bruno", 1).unwrap();
    assert_eq!((again.pictures, files(&test)), (item.pictures, kept));
    let known = test.studio.portfolio_picture(&lola, item.id, PictureSize::Large, |_| true).unwrap();
    assert_eq!(known.bytes, None);
    // Doctor and check know the rows.
    fs::remove_file(
        test.path()
            .join("media")
            .join(&pictures.small.to_string()[..2])
            .join(&pictures.small.to_string()[2..]),
    )
    .unwrap();
    assert_eq!(test.studio.check_media(&test.operator(), false).unwrap().missing, [pictures.small]);
    let findings = test.studio.doctor(&test.operator(), false).unwrap();
    assert!(findings.iter().any(|one| one.check == "media_files" && one.verdict == Verdict::Bad));
    assert!(matches!(look(&test, &lola, item.id, PictureSize::Small), Err(Error::Internal(_))));
    add(&test, &lola, "lola", 1).unwrap();
    assert!(look(&test, &lola, item.id, PictureSize::Small).is_ok(), "putting it again puts it right");
}

#[test]
fn a_piece_gets_another_picture_and_lets_the_old_files_go() {
    let test = TestStudio::new();
    let lola = test.lola();
    let item = add(&test, &lola, "lola", 1).unwrap();
    let before = files(&test);
    let new = |ctx: &OpCtx, seed, version| {
        test.studio.set_portfolio_picture(ctx, item.id, picture(60, 40, seed), version)
    };
    assert_eq!(code(new(&test.bruno(), 2, None)), "not_owner");
    assert_eq!(code(new(&test.desk(), 2, None)), "no_grant");
    assert_eq!(files(&test), before, "what was refused has left no file");
    let changed = new(&lola, 2, Some(item.version)).unwrap();
    assert_ne!(changed.pictures, item.pictures);
    assert!(changed.version > item.version);
    let after = files(&test);
    assert!(after.len() == 1 && after.is_disjoint(&before), "{after:?}");
    assert!(look(&test, &lola, item.id, PictureSize::Large).unwrap().bytes.is_some());
    assert_eq!(code(new(&lola, 3, Some(item.version))), "stale");
    // Of what is shown elsewhere too, the files stay.
    add(&test, &test.admin(), "bruno", 2).unwrap();
    new(&lola, 4, None).unwrap();
    assert_eq!(files(&test).len(), 3, "two that hang, and one that waits for the sweep: its form was stale");
    let damaged = test.studio.set_portfolio_picture(&lola, item.id, b"GIF89a".to_vec(), None);
    assert!(matches!(damaged, Err(Error::Upload(FileRefused::Gif))));
}

#[test]
fn artists_change_only_their_own_and_the_desk_only_looks() {
    let test = TestStudio::new();
    let item = add(&test, &test.lola(), "lola", 1).unwrap();
    let edit = |ctx: &OpCtx| {
        let input = ItemInput { title: some("Swallow"), ..ItemInput::default() };
        test.studio.edit_portfolio_item(ctx, item.id, None, &input)
    };
    assert_eq!(code(add(&test, &test.bruno(), "lola", 2)), "not_owner");
    assert_eq!(code(add(&test, &test.desk(), "lola", 2)), "no_grant");
    assert_eq!((code(edit(&test.bruno())), code(edit(&test.desk()))), ("not_owner", "no_grant"));
    assert_eq!(code(test.studio.remove_portfolio_item(&test.bruno(), item.id)), "not_owner");
    let order = test.studio.order_portfolio(&test.bruno(), test.artist_of("lola"), vec![item.id]);
    assert_eq!(code(order), "not_owner");
    let page =
        test.studio.set_portfolio_page(&test.bruno(), test.artist_of("lola"), None, &PageInput::default());
    assert_eq!(code(page), "not_owner");
    edit(&test.lola()).unwrap();
    edit(&test.admin()).unwrap();
    assert!(look(&test, &test.bruno(), item.id, PictureSize::Large).is_ok());
    assert_eq!(files(&test).len(), 1, "what was refused has left no file");
    // In a portfolio of one's own somebody else's piece is not there.
    let own = test.artist_of("bruno");
    let hide = BulkInput::Change(Box::new(ItemInput { public: Some(true), ..ItemInput::default() }));
    let done = test.studio.change_portfolio_items(&test.bruno(), own, vec![item.id], hide).unwrap();
    assert_eq!((done.refused, done.done), (vec![item.id], vec![]));
    assert!(!test.studio.portfolio_item(&test.lola(), item.id).unwrap().item.is_public);
    assert!(log(&test).iter().any(|entry| entry.action == "portfolio.edit" && entry.reason == "not_owner"));
}

#[test]
fn files_that_are_not_pictures_are_refused_with_the_reason_and_leave_nothing() {
    let test = TestStudio::new();
    let lola = test.lola();
    let put = |bytes: &[u8]| {
        test.studio.add_portfolio_item(&lola, test.artist_of("lola"), bytes.to_vec(), &ItemInput::default())
    };
    assert!(matches!(put(b"GIF89a"), Err(Error::Upload(FileRefused::Gif))));
    assert!(matches!(put(b""), Err(Error::Upload(FileRefused::Empty))));
    assert!(matches!(put(b"<html><script>"), Err(Error::Upload(FileRefused::Unknown))));
    let whole = picture(60, 40, 1);
    assert!(matches!(put(&whole[..whole.len() - 9]), Err(Error::Upload(_))));
    let mut polyglot = whole;
    polyglot.extend_from_slice(b"PK\x03\x04 an archive");
    assert!(matches!(put(&polyglot), Err(Error::Upload(_))));
    let input = ItemInput { made_on: some("2036-01-01"), hours: some("a day"), ..ItemInput::default() };
    let wrong = test.studio.add_portfolio_item(&lola, test.artist_of("lola"), picture(9, 9, 1), &input);
    assert!(matches!(wrong, Err(Error::Invalid(wrong)) if wrong.len() == 2));
    assert!(files(&test).is_empty());
    assert!(wall(&test, &PortfolioFilter::default()).is_empty());
}

/// Files come before rows: wherever it stops, there is at most a file that nothing refers to, and a sweep takes that.
#[test]
fn whatever_stops_on_the_way_leaves_at_most_an_orphan() {
    let test = TestStudio::new();
    let lola = test.lola();
    // The row can't be written any more: the artist is gone from view between the files and the row.
    let input = ItemInput { client_id: some("4711"), ..ItemInput::default() };
    let stopped = test.studio.add_portfolio_item(&lola, test.artist_of("lola"), picture(60, 40, 1), &input);
    assert_eq!(code(stopped), "not_found");
    assert_eq!(files(&test).len(), 1, "the file was there before the row");
    assert!(wall(&test, &PortfolioFilter::default()).is_empty());
    assert!(test.studio.check_media(&test.operator(), true).unwrap().is_good());
    assert!(test.studio.sweep().unwrap().removed.is_empty(), "somebody may be about to refer to them");
    test.clock.advance(2 * HOUR);
    assert_eq!(test.studio.sweep().unwrap().removed.len(), 1);
    assert!(files(&test).is_empty());
    // A disk that takes no file leaves no row.
    let media = test.path().join("media");
    fs::remove_dir_all(&media).unwrap();
    fs::write(&media, b"in the way").unwrap();
    assert!(add(&test, &test.lola(), "lola", 2).is_err());
    assert!(wall(&test, &PortfolioFilter::default()).is_empty());
    fs::remove_file(&media).unwrap();
    fs::create_dir(&media).unwrap();
    add(&test, &test.lola(), "lola", 2).unwrap();
}

#[test]
fn a_removed_picture_keeps_its_files_until_it_can_no_longer_be_brought_back() {
    let test = TestStudio::new();
    let item = add(&test, &test.lola(), "lola", 1).unwrap();
    test.studio.remove_portfolio_item(&test.lola(), item.id).unwrap();
    assert_eq!(code(test.studio.remove_portfolio_item(&test.lola(), item.id)), "not_found");
    test.clock.advance(Duration::from_secs(20 * 24 * 60 * 60));
    test.studio.tick().unwrap();
    assert!(test.studio.sweep().unwrap().removed.is_empty());
    test.studio.restore_portfolio_item(&test.lola(), item.id).unwrap();
    assert!(look(&test, &test.lola(), item.id, PictureSize::Small).is_ok());
    test.studio.remove_portfolio_item(&test.lola(), item.id).unwrap();
    test.clock.advance(Duration::from_secs(31 * 24 * 60 * 60));
    test.studio.tick().unwrap();
    assert_eq!(test.studio.sweep().unwrap().removed.len(), 1);
    assert_eq!(code(test.studio.portfolio_item(&test.lola(), item.id)), "not_found");
}

#[test]
fn many_at_once_and_in_order() {
    let test = TestStudio::new();
    let lola = test.lola();
    let artist = test.artist_of("lola");
    let ids: Vec<_> = (1..=4).map(|seed| add(&test, &lola, "lola", seed).unwrap().id).collect();
    let own = PortfolioFilter { artist: artist.to_string(), ..PortfolioFilter::default() };
    test.studio.order_portfolio(&lola, artist, vec![ids[0], ids[1], ids[2], ids[3]]).unwrap();
    assert_eq!(wall(&test, &own), ids);
    let missing = PortfolioItemId::new(999);
    let style = BulkInput::Change(Box::new(ItemInput { style: some("Fine line"), ..ItemInput::default() }));
    let done = test
        .studio
        .change_portfolio_items(&lola, artist, vec![ids[0], missing, ids[0], ids[2]], style)
        .unwrap();
    assert_eq!((done.done, done.missing), (vec![ids[0], ids[2]], vec![missing]));
    assert_eq!(
        wall(&test, &PortfolioFilter { style: "Fine line".to_owned(), ..own.clone() }),
        [ids[0], ids[2]]
    );
    test.studio.change_portfolio_items(&lola, artist, vec![ids[3], ids[0]], BulkInput::Stack).unwrap();
    assert_eq!(wall(&test, &own), [ids[1], ids[2], ids[3]]);
    assert_eq!(test.studio.portfolio_item(&lola, ids[3]).unwrap().stack[0].id, ids[0]);
    test.studio.change_portfolio_items(&lola, artist, vec![ids[0]], BulkInput::Unstack).unwrap();
    let gone = test.studio.change_portfolio_items(&lola, artist, ids.clone(), BulkInput::Remove).unwrap();
    assert_eq!(gone.done, ids);
    assert!(wall(&test, &own).is_empty());
    test.studio.change_portfolio_items(&lola, artist, ids.clone(), BulkInput::Restore).unwrap();
    assert_eq!(wall(&test, &own), ids);
    for (ids, what) in [(vec![], BulkInput::Remove), (vec![ids[0]], BulkInput::Stack)] {
        let wrong = test.studio.change_portfolio_items(&lola, artist, ids, what);
        assert!(matches!(wrong, Err(Error::Invalid(_))));
    }
    // Pages, each piece once.
    let (mut filter, mut found) = (PortfolioFilter { limit: Some(1), ..own }, Vec::new());
    loop {
        let page = test.studio.portfolio(&lola, &filter).unwrap();
        found.extend(page.items.into_iter().map(|item| item.id));
        let Some(next) = page.next_cursor else { break };
        filter.cursor = next;
    }
    assert_eq!(found, ids);
    filter.sort = "newest".to_owned();
    assert!(
        matches!(test.studio.portfolio(&lola, &filter), Err(Error::Invalid(_))),
        "a place in another order"
    );
}

#[test]
fn a_page_is_off_until_studio_and_artist_switch_it_on() {
    let test = TestStudio::new();
    let (lola, artist) = (test.lola(), test.artist_of("lola"));
    let item = add(&test, &lola, "lola", 1).unwrap();
    let shown = || test.studio.showcase("lola-vega", None, test.studio.now());
    let seen = || {
        let now = test.studio.now();
        test.studio.shown_picture("lola-vega", item.id, PictureSize::Small, now, |_| false)
    };
    let on = PageInput { slug: None, public: true };
    let page = test.studio.set_portfolio_page(&lola, artist, None, &on).unwrap();
    assert_eq!(page.slug.as_deref(), Some("lola-vega"));
    assert_eq!(code(shown()), "not_found");
    test.studio.set_setting(&test.operator(), "portfolio.public", "on", None).unwrap();
    assert!(shown().unwrap().items.is_empty());
    assert_eq!(code(seen()), "not_found");
    let public = ItemInput { public: Some(true), ..ItemInput::default() };
    test.studio.edit_portfolio_item(&lola, item.id, None, &public).unwrap();
    assert_eq!(shown().unwrap().items[0].id, item.id);
    assert!(seen().is_ok());
    test.studio.set_portfolio_page(&lola, artist, None, &PageInput { slug: None, public: false }).unwrap();
    assert_eq!((code(shown()), code(seen())), ("not_found", "not_found"));
    assert_eq!(test.studio.preview_portfolio(&test.desk(), artist, None).unwrap().items.len(), 1);
    for bad in ["-", "Lola Vega", "../x", "a--b", "ñandú", "x"] {
        let input = PageInput { slug: some(bad), public: true };
        let wrong = test.studio.set_portfolio_page(&lola, artist, None, &input);
        assert!(matches!(wrong, Err(Error::Invalid(_))), "{bad}");
    }
    let other = PageInput { slug: some("LOLA-VEGA"), public: true };
    let taken = test.studio.set_portfolio_page(&test.bruno(), test.artist_of("bruno"), None, &other);
    assert_eq!(code(taken), "slug_taken");
}
