//! Pictures and papers: of appointments, of consents on paper, and all of a client's.

use studio_domain::{
    AppointmentFileId, AppointmentId, AppointmentStatus, ClientId, ConsentAct, ConsentId, ConsentManner,
    ContentHash, FileSize, FileTitle, ImageKind, MediaKind,
};
use studio_store::actions::{
    AttachFile, AttachPaper, DetachFile, ReadConsents, RecordConsent, SeeFiles, SeeGallery, SetPhoto,
};
use studio_store::{
    AppointmentFile, Constraint, Error, GalleryImage, MediaFile, NewAppointmentFile, NewConsent, OpCtx, Store,
};

use crate::kit::{TestFile, add_client, meet, minutes, new_photo, operator};

/// A paper of its own.
pub(crate) fn pdf(seed: u8) -> MediaFile {
    MediaFile { hash: ContentHash::new([seed; 32]), kind: MediaKind::Pdf, bytes: 900, size: None }
}

/// A picture of its own, in all sizes.
pub(crate) fn picture(seed: u8) -> NewAppointmentFile {
    let file = |turn: u8, side: u32| MediaFile {
        hash: ContentHash::new([seed ^ turn; 32]),
        kind: MediaKind::Jpeg,
        bytes: u64::from(side),
        size: Some((side, side)),
    };
    NewAppointmentFile {
        title: FileTitle::parse(&format!("Idea {seed}")).unwrap(),
        whole: file(0, 2_000),
        shown: Some((file(0x40, 1_280), file(0x80, 320))),
    }
}

pub(crate) fn attach(
    store: &Store,
    ctx: &OpCtx,
    appointment: AppointmentId,
    new: NewAppointmentFile,
) -> Result<AppointmentFileId, Error> {
    store.write(ctx, move |tx| {
        let scope = tx.any_appointment(appointment)?;
        let may = tx.authorize::<AttachFile>(&scope)?;
        tx.attach_file(&may, &new)
    })
}

/// An answer on paper, with a scan or without.
pub(crate) fn on_paper(
    store: &Store,
    ctx: &OpCtx,
    client: ClientId,
    paper: Option<MediaFile>,
) -> Result<ConsentId, Error> {
    store.write(ctx, move |tx| {
        let scope = tx.client(client)?;
        let may = tx.authorize::<RecordConsent>(&scope)?;
        let manner = ConsentManner::Paper;
        tx.record_consent(&may, &NewConsent { manner, paper, ..crate::consents::spoken(ConsentAct::Given) })
    })
}

fn detach(
    store: &Store,
    ctx: &OpCtx,
    appointment: AppointmentId,
    id: AppointmentFileId,
) -> Result<Vec<ContentHash>, Error> {
    store.write(ctx, move |tx| {
        let scope = tx.any_appointment(appointment)?;
        let may = tx.authorize::<DetachFile>(&scope)?;
        tx.detach_file(&may, id)
    })
}

fn files(store: &Store, ctx: &OpCtx, appointment: AppointmentId) -> Result<Vec<AppointmentFile>, Error> {
    store.read(ctx, |tx| {
        let scope = tx.any_appointment(appointment)?;
        let may = tx.authorize::<SeeFiles>(&scope)?;
        tx.appointment_files(&may)
    })
}

fn gallery(store: &Store, ctx: &OpCtx, client: ClientId) -> Vec<GalleryImage> {
    let found = store.read::<_, Error, _>(ctx, |tx| {
        let scope = tx.client(client)?;
        let may = tx.authorize::<SeeGallery>(&scope)?;
        tx.gallery(&may)
    });
    found.unwrap()
}

fn scan(store: &Store, client: ClientId, id: ConsentId) -> Option<MediaFile> {
    let found = store.read::<_, Error, _>(&operator(), |tx| {
        let scope = tx.client(client)?;
        let may = tx.authorize::<ReadConsents>(&scope)?;
        let (paper, proof) = (tx.consent_paper(&may, id)?, tx.consent(&may, id)?);
        assert_eq!(proof.event.scanned, paper.is_some());
        assert_eq!(proof.paper, paper, "the proof has it too");
        Ok(paper.map(|paper| paper.file))
    });
    found.unwrap()
}

fn attach_paper(
    store: &Store,
    ctx: &OpCtx,
    client: ClientId,
    id: ConsentId,
    file: MediaFile,
) -> Result<(), Error> {
    store.write(ctx, move |tx| {
        let scope = tx.client(client)?;
        let may = tx.authorize::<AttachPaper>(&scope)?;
        tx.attach_paper(&may, id, &file)
    })
}

#[test]
fn files_of_an_appointment_come_in_their_order_and_once_each() {
    let (file, cast) = TestFile::with_cast();
    let client = add_client(&file, "Cleo Marsh", cast.ana.artist);
    let session = meet(&file, client, cast.ana.artist(), AppointmentStatus::Confirmed);
    let other = meet(&file, client, cast.ben.artist(), AppointmentStatus::Confirmed);
    let paper = NewAppointmentFile { title: FileTitle::default(), whole: pdf(9), shown: None };
    let first = attach(&file, &cast.ana.at(minutes(1)), session, picture(1)).unwrap();
    let second = attach(&file, &cast.desk.at(minutes(2)), session, paper.clone()).unwrap();
    let log = file.log().len();
    assert_eq!(attach(&file, &cast.admin.at(minutes(3)), session, picture(1)).unwrap(), first);
    assert_eq!(file.log().len(), log, "what is there is nothing to tell");
    attach(&file, &cast.admin.ctx(), other, picture(1)).unwrap();

    let found = files(&file, &cast.ana.ctx(), session).unwrap();
    assert_eq!(found.iter().map(|one| one.id).collect::<Vec<_>>(), [first, second]);
    assert_eq!((found[0].title.as_str(), found[0].attached_at), ("Idea 1", minutes(1)));
    assert_eq!(found[0].attached_by.clone().map(|(user, _)| user), Some(cast.ana.user));
    let new = picture(1);
    let (large, small) = new.shown.clone().unwrap();
    assert_eq!(found[0].whole, new.whole);
    assert_eq!(
        [FileSize::Whole, FileSize::Large, FileSize::Small].map(|size| found[0].file(size)),
        [new.whole.hash, large.hash, small.hash]
    );
    assert_eq!((found[1].whole.kind, found[1].file(FileSize::Small)), (MediaKind::Pdf, paper.whole.hash));

    // A file is found under its own appointment only.
    let elsewhere = detach(&file, &cast.admin.ctx(), other, second);
    assert!(matches!(elsewhere, Err(Error::NotFound { kind: "file", .. })), "{elsewhere:?}");
    assert_eq!(detach(&file, &cast.ana.ctx(), session, second).unwrap(), [paper.whole.hash]);
    assert_eq!(files(&file, &cast.ana.ctx(), session).unwrap().len(), 1);
    let gone = detach(&file, &cast.desk.ctx(), session, first).unwrap();
    assert_eq!(gone, [new.whole.hash, large.hash, small.hash]);
}

#[test]
fn an_appointment_has_so_many_files_and_no_more() {
    let (file, cast) = TestFile::with_cast();
    let client = add_client(&file, "Cleo Marsh", None);
    let session = meet(&file, client, cast.ana.artist(), AppointmentStatus::Confirmed);
    for seed in 0..50 {
        let one = NewAppointmentFile { title: FileTitle::default(), whole: pdf(seed), shown: None };
        attach(&file, &operator(), session, one).unwrap();
    }
    let one = NewAppointmentFile { title: FileTitle::default(), whole: pdf(50), shown: None };
    let refused = attach(&file, &operator(), session, one);
    assert!(matches!(refused, Err(Error::Conflict(Constraint::TooManyFiles))), "{refused:?}");
    let again = NewAppointmentFile { title: FileTitle::default(), whole: pdf(7), shown: None };
    attach(&file, &operator(), session, again).unwrap();
    assert_eq!(files(&file, &operator(), session).unwrap().len(), 50);
}

#[test]
fn other_artists_see_and_change_no_files_of_an_appointment() {
    let (file, cast) = TestFile::with_cast();
    let client = add_client(&file, "Cleo Marsh", cast.ana.artist);
    let session = meet(&file, client, cast.ana.artist(), AppointmentStatus::Confirmed);
    let id = attach(&file, &operator(), session, picture(1)).unwrap();
    for who in [&cast.ben, &cast.lone] {
        let refused =
            |result: Result<(), Error>| assert!(matches!(result, Err(Error::Refused { .. })), "{result:?}");
        refused(files(&file, &who.ctx(), session).map(drop));
        refused(attach(&file, &who.ctx(), session, picture(2)).map(drop));
        refused(detach(&file, &who.ctx(), session, id).map(drop));
    }
    let missing = files(&file, &cast.ben.ctx(), AppointmentId::new(999));
    assert!(matches!(missing, Err(Error::NotFound { kind: "appointment", .. })));
}

#[test]
fn a_gallery_shows_what_its_reader_may_see_the_newest_first() {
    let (file, cast) = TestFile::with_cast();
    let client = add_client(&file, "Cleo Marsh", cast.ana.artist);
    let of_ana = meet(&file, client, cast.ana.artist(), AppointmentStatus::Completed);
    let of_ben = meet(&file, client, cast.ben.artist(), AppointmentStatus::Confirmed);
    let [one, two] = [(of_ana, 1), (of_ben, 2)]
        .map(|(session, seed)| attach(&file, &operator(), session, picture(seed)).unwrap());
    let paper = NewAppointmentFile { title: FileTitle::default(), whole: pdf(9), shown: None };
    attach(&file, &operator(), of_ana, paper).unwrap();
    let photo = file.write::<_, Error, _>(&cast.ana.at(minutes(5)), move |tx| {
        let photo = tx.photo(client)?;
        let may = tx.authorize::<SetPhoto>(&photo)?;
        tx.set_photo(&may, &new_photo(3))
    });
    photo.unwrap();
    let seen = |ctx: &OpCtx| {
        let all = gallery(&file, ctx, client);
        assert!(all.is_sorted_by_key(|image| std::cmp::Reverse(image.at)), "{all:?}");
        let mut told: Vec<_> = all.into_iter().map(|image| (image.kind, image.id)).collect();
        told.sort_unstable();
        told
    };
    let (ana, ben) = ((ImageKind::Appointment, one.get()), (ImageKind::Appointment, two.get()));
    let photo = (ImageKind::Photo, client.get());
    assert_eq!(seen(&cast.admin.ctx()), [ana, ben, photo]);
    assert_eq!(seen(&cast.desk.ctx()), [ana, ben, photo]);
    assert_eq!(seen(&cast.ana.ctx()), [ana, photo]);
    assert_eq!(seen(&cast.ben.ctx()), [ben, photo]);
    assert_eq!(seen(&cast.lone.ctx()), [photo]);
    let all = gallery(&file, &cast.ana.ctx(), client);
    let session = all.iter().find(|image| image.kind == ImageKind::Appointment).unwrap();
    assert_eq!(session.session.as_ref().unwrap().id, of_ana);
    assert_eq!(session.artist.as_ref().unwrap().id, cast.ana.artist());
    assert_eq!(session.title, "Idea 1");
    // Somebody else's pictures are in none of it.
    let stranger = add_client(&file, "Somebody else", cast.ana.artist);
    assert_eq!(gallery(&file, &cast.admin.ctx(), stranger), []);
}

#[test]
fn a_scan_comes_with_its_consent_or_later_and_then_stays() {
    let (file, cast) = TestFile::with_cast();
    let client = add_client(&file, "Cleo Marsh", cast.ana.artist);
    let with = on_paper(&file, &cast.ana.ctx(), client, Some(pdf(1))).unwrap();
    let without = on_paper(&file, &cast.ana.ctx(), client, None).unwrap();
    let spoken = file.write::<_, Error, _>(&cast.ana.ctx(), move |tx| {
        let scope = tx.client(client)?;
        let may = tx.authorize::<RecordConsent>(&scope)?;
        tx.record_consent(&may, &crate::consents::spoken(ConsentAct::Given))
    });
    assert_eq!((scan(&file, client, with), scan(&file, client, without)), (Some(pdf(1)), None));
    attach_paper(&file, &cast.desk.ctx(), client, without, pdf(2)).unwrap();
    assert_eq!(scan(&file, client, without), Some(pdf(2)));

    let conflict = |result: Result<(), Error>, expected| match result {
        Err(Error::Conflict(found)) => assert_eq!(found, expected),
        other => panic!("{other:?}"),
    };
    let ctx = cast.ana.ctx();
    conflict(attach_paper(&file, &ctx, client, with, pdf(3)), Constraint::PaperThere);
    conflict(attach_paper(&file, &ctx, client, spoken.unwrap(), pdf(3)), Constraint::NotOnPaper);
    let other = add_client(&file, "Somebody else", cast.ana.artist);
    let elsewhere = attach_paper(&file, &ctx, other, with, pdf(3));
    assert!(matches!(elsewhere, Err(Error::NotFound { kind: "consent", .. })), "{elsewhere:?}");
    let refused = attach_paper(&file, &cast.ben.ctx(), client, without, pdf(3));
    assert!(matches!(refused, Err(Error::Refused { .. })), "{refused:?}");
    // Nobody swaps it behind the program's back either.
    let swapped = file.raw().try_exec("UPDATE consent_papers SET attached_at = 0");
    assert!(swapped.unwrap_err().contains("append_only"));
    let taken = file.raw().try_exec("DELETE FROM consent_papers");
    assert!(taken.unwrap_err().contains("append_only"));
}
