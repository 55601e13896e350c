//! Scans of consents, files of appointments, the gallery, and the photo of a client who is just made.

use std::collections::BTreeSet;
use std::fs;

use studio_app::{
    ClientInput, ConsentInput, Deletion, Error, FileRefused, GalleryFilter, OpCtx, Saving, Verdict,
};
use studio_domain::{
    AppointmentId, AppointmentStatus, ClientId, ConsentId, FileSize, FileTitle, ImageKind, MediaKind,
    PhotoSize,
};
use studio_testkit::{TestStudio, book, picture};

use crate::consents::spoken;
use crate::kit::{HOUR, code, mistakes, newest, since, some};

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\nstartxref\n0\n%%EOF\r\n";

fn input(name: &str, phone: &str, artist: Option<(&TestStudio, &str)>) -> ClientInput {
    ClientInput {
        name: some(name),
        phone: some(phone),
        preferred_artist: artist.map(|(test, artist)| test.artist_of(artist).to_string()),
        ..ClientInput::default()
    }
}

fn client(test: &TestStudio, name: &str) -> ClientId {
    match test
        .studio
        .add_client(&test.operator(), input(name, "600 111 222", Some((test, "lola"))), true)
        .unwrap()
    {
        Saving::Saved(id) => id,
        Saving::Likely(likely) => panic!("{likely:?}"),
    }
}

fn session(test: &TestStudio, client: ClientId, artist: &str, hours: u64) -> AppointmentId {
    let at = test.studio.now().plus(HOUR * u32::try_from(hours).unwrap());
    book(&test.studio, client, test.artist_of(artist), AppointmentStatus::Confirmed, at)
}

/// Names of the files that are kept.
fn files(test: &TestStudio) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for folder in fs::read_dir(test.path().join("media")).unwrap().map(Result::unwrap) {
        let begin = folder.file_name().into_string().unwrap();
        for file in fs::read_dir(folder.path()).unwrap() {
            found.insert(begin.clone() + file.unwrap().file_name().to_str().unwrap());
        }
    }
    found
}

fn on_paper(scan: Option<&[u8]>) -> ConsentInput {
    ConsentInput {
        manner: "paper".to_owned(),
        paper: scan.map(<[u8]>::to_vec),
        ..spoken("informed", "given")
    }
}

fn scan(test: &TestStudio, ctx: &OpCtx, client: ClientId, consent: ConsentId) -> Result<Vec<u8>, Error> {
    Ok(test.studio.consent_paper(ctx, client, consent, |_| false)?.bytes.unwrap())
}

#[test]
fn a_scan_is_recorded_with_its_consent_and_read_by_whoever_reads_that() {
    let test = TestStudio::new();
    let (lola, bruno, id) = (test.lola(), test.bruno(), client(&test, "Carla Sol"));
    let consent = test.studio.record_consent(&lola, id, on_paper(Some(PDF))).unwrap();
    assert_eq!(scan(&test, &lola, id, consent).unwrap(), PDF, "a paper stays as it came");
    let proof = test.studio.consent_proof(&lola, id, consent).unwrap();
    let paper = proof.paper.unwrap();
    assert_eq!((paper.file.kind, proof.event.scanned), (MediaKind::Pdf, true));
    assert_eq!(files(&test), BTreeSet::from([paper.file.hash.to_string()]));
    let known = test.studio.consent_paper(&lola, id, consent, |hash| *hash == paper.file.hash).unwrap();
    assert_eq!(known.bytes, None, "who has it already needs no bytes");
    assert_eq!(code(scan(&test, &bruno, id, consent)), "not_owner");
    // A picture is made anew.
    let photographed = picture(100, 90, 1);
    let consent = test.studio.record_consent(&lola, id, on_paper(Some(&photographed))).unwrap();
    let kept = scan(&test, &lola, id, consent).unwrap();
    assert!(kept.starts_with(&[0xff, 0xd8, 0xff]) && kept != photographed);
    assert!(test.studio.check_media(&test.operator(), true).unwrap().is_good());
    assert_eq!(test.studio.sweep_media(&test.operator()).unwrap().removed, []);
    // An answer that was not on paper has no form.
    let wrong = ConsentInput { paper: Some(PDF.to_vec()), ..spoken("informed", "given") };
    assert_eq!(mistakes(test.studio.record_consent(&lola, id, wrong)), [("paper", "not_allowed")]);
    let before = test.studio.consents(&lola, id).unwrap().len();
    for (hostile, expected) in [
        (&b"GIF89a"[..], "file_gif"),
        (&PDF[..20], "file_damaged"),
        (&[PDF, b"<script>alert(1)</script>"].concat()[..], "file_two_in_one"),
        (b"", "file_empty"),
    ] {
        assert_eq!(code(test.studio.record_consent(&lola, id, on_paper(Some(hostile)))), expected);
    }
    assert_eq!(test.studio.consents(&lola, id).unwrap().len(), before, "nothing is recorded of these");
    // Whoever may not record does not make the program open a file either.
    assert_eq!(code(test.studio.record_consent(&bruno, id, on_paper(Some(b"GIF89a")))), "not_owner");
}

#[test]
fn a_form_is_scanned_later_and_goes_with_its_client() {
    let test = TestStudio::new();
    let (desk, id) = (test.desk(), client(&test, "Carla Sol"));
    let consent = test.studio.record_consent(&desk, id, on_paper(None)).unwrap();
    assert_eq!(code(scan(&test, &desk, id, consent)), "not_found");
    let seq = newest(&test);
    test.studio.attach_consent_paper(&desk, id, consent, PDF.to_vec()).unwrap();
    let told = since(&test, seq);
    assert_eq!(told.len(), 1);
    assert!(told[0].detail.contains("\"paper_kind\":\"pdf\""), "{}", told[0].detail);
    assert_eq!(code(test.studio.attach_consent_paper(&desk, id, consent, PDF.to_vec())), "paper_there");
    let said = test.studio.record_consent(&desk, id, spoken("reminders", "given")).unwrap();
    assert_eq!(code(test.studio.attach_consent_paper(&desk, id, said, PDF.to_vec())), "not_on_paper");
    let other = client(&test, "Somebody else");
    assert_eq!(code(test.studio.attach_consent_paper(&desk, other, consent, PDF.to_vec())), "not_found");
    assert_eq!(files(&test).len(), 1);
    let has = test.studio.client_to_delete(&test.admin(), id).unwrap().has;
    assert_eq!((has.consents, has.photos, has.corrections, has.age_checks), (2, 0, 0, 0));
    let gone = test.studio.delete_client(&test.admin(), id, "Carla Sol", None).unwrap();
    assert!(matches!(gone, Deletion::Done(_)), "{gone:?}");
    assert_eq!(files(&test), BTreeSet::new());
}

fn attach(test: &TestStudio, ctx: &OpCtx, session: AppointmentId, file: Vec<u8>) -> Result<i64, Error> {
    let title = FileTitle::of_file("idea.png");
    test.studio.attach_to_appointment(ctx, session, title, file).map(|file| file.id.get())
}

#[test]
fn files_of_an_appointment_are_kept_shown_and_let_go() {
    let test = TestStudio::new();
    let (lola, bruno, desk, id) = (test.lola(), test.bruno(), test.desk(), client(&test, "Carla Sol"));
    let (mine, other) = (session(&test, id, "lola", 20), session(&test, id, "bruno", 30));
    let first = attach(&test, &lola, mine, picture(1_400, 15, 1)).unwrap();
    let paper = attach(&test, &desk, mine, PDF.to_vec()).unwrap();
    assert_eq!(attach(&test, &desk, mine, picture(1_400, 15, 1)).unwrap(), first, "it is there already");
    attach(&test, &desk, other, picture(1_400, 15, 1)).unwrap();
    assert_eq!(files(&test).len(), 4, "the same picture twice is one file");

    let found = test.studio.appointment_files(&lola, mine).unwrap();
    assert_eq!((found.client, found.client_name.as_str()), (id, "Carla Sol"));
    let ids: Vec<i64> = found.files.iter().map(|file| file.id.get()).collect();
    assert_eq!(ids, [first, paper]);
    assert_eq!(found.files[0].title, "idea");
    assert_eq!(found.files[0].whole.size, Some((1_400, 15)));
    let file = |ctx: &OpCtx, session, file: i64, size| {
        test.studio.appointment_file(ctx, session, file.to_string().parse().unwrap(), size, |_| false)
    };
    let sizes = [FileSize::Whole, FileSize::Large, FileSize::Small]
        .map(|size| file(&lola, mine, first, size).unwrap().bytes.unwrap().len());
    assert!(sizes[0] > sizes[1] && sizes[1] > sizes[2], "{sizes:?}");
    let as_is = file(&lola, mine, paper, FileSize::Small).unwrap();
    assert_eq!((as_is.kind, as_is.bytes.as_deref()), (MediaKind::Pdf, Some(PDF)));
    assert_eq!(code(file(&lola, mine, 9_999, FileSize::Whole)), "not_found");
    // A file is decided by the appointment that it hangs on.
    assert_eq!(code(file(&bruno, mine, first, FileSize::Whole)), "not_owner");
    assert_eq!(code(test.studio.appointment_files(&bruno, mine)), "not_owner");
    assert_eq!(code(attach(&test, &bruno, mine, picture(9, 9, 3))), "not_owner");
    assert_eq!(code(attach(&test, &bruno, mine, b"no picture".to_vec())), "not_owner", "before it is opened");
    assert_eq!(code(attach(&test, &lola, AppointmentId::new(9_999), PDF.to_vec())), "not_found");
    let refused = attach(&test, &lola, mine, b"GIF89a".to_vec()).unwrap_err();
    assert!(matches!(refused, Error::Upload(FileRefused::Gif)), "{refused:?}");

    let away = |ctx: &OpCtx, session, file: i64| {
        test.studio.detach_from_appointment(ctx, session, file.to_string().parse().unwrap())
    };
    assert_eq!(code(away(&bruno, mine, first)), "not_owner");
    assert_eq!(code(away(&desk, other, first)), "not_found", "it hangs on another appointment");
    away(&lola, mine, first).unwrap();
    assert_eq!(files(&test).len(), 4, "the other appointment still has it");
    away(&desk, mine, paper).unwrap();
    let left = test.studio.appointment_files(&desk, other).unwrap().files;
    away(&desk, other, left[0].id.get()).unwrap();
    assert_eq!(files(&test), BTreeSet::new());
    let doctor = test.studio.doctor(&test.operator(), true).unwrap();
    let media = doctor.iter().filter(|finding| finding.check.starts_with("media"));
    assert!(
        media.clone().count() >= 2 && media.clone().all(|one| one.verdict == Verdict::Good),
        "{doctor:?}"
    );
}

#[test]
fn a_gallery_is_narrowed_and_turned_page_by_page() {
    let test = TestStudio::new();
    let (lola, desk, id) = (test.lola(), test.desk(), client(&test, "Carla Sol"));
    let (mine, other) = (session(&test, id, "lola", 20), session(&test, id, "bruno", 24 * 500));
    for seed in 1..=3 {
        attach(&test, &desk, mine, picture(40, 30, seed)).unwrap();
    }
    attach(&test, &desk, mine, PDF.to_vec()).unwrap();
    attach(&test, &desk, other, picture(40, 30, 9)).unwrap();
    test.studio.set_client_photo(&lola, id, picture(40, 40, 7)).unwrap();
    let all = |ctx: &OpCtx, filter: &GalleryFilter| test.studio.client_gallery(ctx, id, filter);
    let none = GalleryFilter::default;
    let found = all(&desk, &none()).unwrap();
    assert_eq!((found.items.len(), found.count, found.all), (5, 5, 5), "a paper is no picture");
    assert_eq!(found.kinds, [ImageKind::Appointment, ImageKind::Photo]);
    assert_eq!((found.artists.len(), found.years.len()), (2, 2));
    assert_eq!(found.items[0].session.as_ref().unwrap().id, other, "the newest first");
    let seen = all(&lola, &none()).unwrap();
    assert_eq!((seen.count, seen.artists.len()), (4, 1), "not those of another artist's session");

    let count = |filter: GalleryFilter| all(&desk, &filter).unwrap().count;
    let artist = test.artist_of("bruno").to_string();
    assert_eq!(count(GalleryFilter { kind: "photo".to_owned(), ..none() }), 1);
    assert_eq!(count(GalleryFilter { kind: "portfolio".to_owned(), ..none() }), 0);
    assert_eq!(count(GalleryFilter { artist: artist.clone(), ..none() }), 1);
    assert_eq!(count(GalleryFilter { year: found.years[0].to_string(), ..none() }), 1);
    assert_eq!(count(GalleryFilter { year: found.years[1].to_string(), artist, ..none() }), 0);
    let mut filter = GalleryFilter { limit: Some(2), ..none() };
    let mut turned = Vec::new();
    loop {
        let page = all(&desk, &filter).unwrap();
        assert_eq!(page.count, 5);
        turned.extend(page.items);
        match page.next_cursor {
            Some(cursor) => filter.cursor = cursor,
            None => break,
        }
    }
    assert_eq!(turned, found.items);
    let wrong = GalleryFilter {
        kind: "x".to_owned(),
        artist: "y".to_owned(),
        year: "MM".to_owned(),
        cursor: "1.photo".to_owned(),
        limit: Some(201),
    };
    let told = mistakes(all(&desk, &wrong));
    let fields: Vec<_> = told.iter().map(|(field, _)| *field).collect();
    assert_eq!(fields, ["kind", "artist_id", "year", "cursor", "limit"]);
}

#[test]
fn a_client_is_made_with_a_photo_or_not_at_all() {
    let test = TestStudio::new();
    let lola = test.lola();
    // Somebody else's client: the photo belongs to the step in which the record is made.
    let seq = newest(&test);
    let made = test.studio.add_client_with_photo(
        &lola,
        input("Carla Sol", "600 111 222", Some((&test, "bruno"))),
        false,
        picture(100, 80, 1),
    );
    let Saving::Saved(id) = made.unwrap() else { panic!("there is nobody like that") };
    let told = since(&test, seq);
    assert_eq!(told.iter().map(|entry| entry.action.as_str()).collect::<Vec<_>>(), ["clients.create"]);
    assert!(told[0].detail.contains("\"photo\""), "{}", told[0].detail);
    let card = test.studio.client(&lola, id).unwrap().card;
    assert_eq!(card.photo.unwrap().uploaded_by.unwrap().1, "lola");
    assert!(
        test.studio.client_photo(&test.bruno(), id, PhotoSize::Small, |_| false).unwrap().bytes.is_some()
    );
    assert_eq!(files(&test).len(), 2);

    let again = input("Carla Sol", "600 111 222", None);
    let likely = test.studio.add_client_with_photo(&lola, again.clone(), false, picture(100, 80, 2));
    assert!(matches!(likely, Ok(Saving::Likely(_))), "{likely:?}");
    let refused = test.studio.add_client_with_photo(&lola, again, true, b"GIF89a".to_vec());
    assert!(matches!(refused, Err(Error::Upload(FileRefused::Gif))), "{refused:?}");
    let nameless = ClientInput { phone: some("600 333 444"), ..ClientInput::default() };
    let wrong = test.studio.add_client_with_photo(&lola, nameless, true, picture(60, 40, 3));
    assert_eq!(mistakes(wrong).first().map(|wrong| wrong.0), Some("name"));
    let all = test.studio.clients(&lola, &studio_app::ClientFilter::default()).unwrap();
    assert_eq!(all.items.len(), 1, "none of these made a record");
    // What was kept for them is swept once nothing has referred to it for a while.
    test.clock.advance(2 * HOUR);
    assert_eq!(test.studio.sweep().unwrap().removed.len(), 4);
    assert_eq!(files(&test).len(), 2);
}
