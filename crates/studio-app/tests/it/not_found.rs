//! What is not there is not found, by whoever asks, and leaves nothing.

use studio_app::{
    AgeCheckInput, ArtistInput, ClientInput, ConsentInput, ContactInput, CorrectionInput, Error,
    GalleryFilter, Link, OpCtx, RateInput, Result, ScreeningInput, Secret, Studio, UserInput,
};
use studio_domain::{ArtistId, ClientId, ConsentId, CorrectionId, NoteId, UserId};
use studio_testkit::TestStudio;

use crate::kit::{code, newest, since};

const NO_USER: UserId = UserId::new(9_999);
const NO_ARTIST: ArtistId = ArtistId::new(9_999);
const NO_CLIENT: ClientId = ClientId::new(9_999);

type Ask = fn(&Studio, &OpCtx) -> Result<()>;

const OF_USERS: &[Ask] = &[
    |s, ctx| s.user(ctx, NO_USER).map(drop),
    |s, ctx| s.sessions(ctx, NO_USER).map(drop),
    |s, ctx| s.edit_user(ctx, NO_USER, UserInput::default(), None).map(drop),
    |s, ctx| s.set_role(ctx, NO_USER, "admin", Link::None, None).map(drop),
    |s, ctx| s.toggle_user(ctx, NO_USER, false, None).map(drop),
    |s, ctx| s.invite(ctx, NO_USER).map(drop),
    |s, ctx| s.set_password(ctx, NO_USER, &Secret::from("nobody guesses this one")),
    |s, ctx| s.end_sessions(ctx, NO_USER).map(drop),
];

const OF_ARTISTS: &[Ask] = &[
    |s, ctx| s.artist(ctx, NO_ARTIST).map(drop),
    |s, ctx| s.edit_artist(ctx, NO_ARTIST, ArtistInput::default(), None).map(drop),
    |s, ctx| s.toggle_artist(ctx, NO_ARTIST, false, None).map(drop),
    |s, ctx| s.set_rate(ctx, NO_ARTIST, RateInput { percent: "45".to_owned(), from: None }),
];

const OF_CLIENTS: &[Ask] = &[
    |s, ctx| s.client(ctx, NO_CLIENT).map(drop),
    |s, ctx| s.edit_client(ctx, NO_CLIENT, ClientInput::default(), None, false).map(drop),
    |s, ctx| s.archive_client(ctx, NO_CLIENT, true, None).map(drop),
    |s, ctx| s.pin_note(ctx, NO_CLIENT, "x", None).map(drop),
    |s, ctx| s.notes(ctx, NO_CLIENT, None).map(drop),
    |s, ctx| s.write_note(ctx, NO_CLIENT, "x").map(drop),
    |s, ctx| s.find_notes(ctx, NO_CLIENT, "x", None).map(drop),
    |s, ctx| s.correct_note(ctx, NO_CLIENT, NoteId::new(1), "x", None).map(drop),
    |s, ctx| s.client_appointments(ctx, NO_CLIENT, None).map(drop),
    |s, ctx| s.send_correction(ctx, NO_CLIENT, CorrectionInput::default()).map(drop),
    |s, ctx| s.corrections(ctx, NO_CLIENT).map(drop),
    |s, ctx| s.decline_correction(ctx, NO_CLIENT, CorrectionId::new(1), "", None),
    |s, ctx| s.consents(ctx, NO_CLIENT).map(drop),
    |s, ctx| s.consent_sheet(ctx, NO_CLIENT).map(drop),
    |s, ctx| s.missing_to_complete(ctx, NO_CLIENT, None, None).map(drop),
    |s, ctx| s.kept_client(ctx, NO_CLIENT).map(drop),
    |s, ctx| s.missing_beside_consent(ctx, NO_CLIENT, ConsentId::new(1)).map(drop),
    |s, ctx| s.consent_proof(ctx, NO_CLIENT, ConsentId::new(1)).map(drop),
    |s, ctx| s.consent_signature(ctx, NO_CLIENT, ConsentId::new(1)).map(drop),
    |s, ctx| s.consent_paper(ctx, NO_CLIENT, ConsentId::new(1), |_| false).map(drop),
    |s, ctx| s.attach_consent_paper(ctx, NO_CLIENT, ConsentId::new(1), Vec::new()).map(drop),
    |s, ctx| s.client_gallery(ctx, NO_CLIENT, &GalleryFilter::default()).map(drop),
    |s, ctx| s.consent_wanted(ctx, NO_CLIENT, "informed", "").map(drop),
    |s, ctx| s.record_consent(ctx, NO_CLIENT, ConsentInput::default()).map(drop),
    |s, ctx| s.set_guardian(ctx, NO_CLIENT, ContactInput::default(), None).map(drop),
    |s, ctx| s.check_age(ctx, NO_CLIENT, AgeCheckInput::default()).map(drop),
    |s, ctx| s.screenings(ctx, NO_CLIENT, None).map(drop),
    |s, ctx| s.health_flag(ctx, NO_CLIENT).map(drop),
    |s, ctx| s.expect_to_record_screening(ctx, NO_CLIENT),
    |s, ctx| s.record_screening(ctx, NO_CLIENT, ScreeningInput::default(), None).map(drop),
    |s, ctx| s.confirm_screening(ctx, NO_CLIENT, None).map(drop),
];

#[test]
fn what_is_not_there_is_not_found() {
    let test = TestStudio::new();
    let callers = [test.admin(), test.desk(), test.lola(), test.operator()];
    let seq = newest(&test);
    let all = [("user", OF_USERS), ("artist", OF_ARTISTS), ("client", OF_CLIENTS)];
    for ctx in &callers {
        for (wanted, asks) in all {
            for (nth, ask) in asks.iter().enumerate() {
                match ask(&test.studio, ctx) {
                    Err(Error::NotFound { kind, id }) => {
                        assert_eq!((kind, id.as_str()), (wanted, "9999"), "{wanted} {nth} by {:?}", ctx.who);
                    }
                    other => panic!("{wanted} {nth} by {:?}: {other:?}", ctx.who),
                }
            }
        }
        assert_eq!(code(test.studio.client_by_legacy(ctx, 1)), "not_found");
    }
    assert_eq!(since(&test, seq), []);
}

#[test]
fn a_name_that_nobody_has_is_told_as_typed() {
    let test = TestStudio::new();
    let admin = test.admin();
    for name in ["Nadie", "not a name", "", "lola\u{0}"] {
        match test.studio.user_named(&admin, name) {
            Err(Error::NotFound { kind: "user", id }) => assert_eq!(id, name),
            other => panic!("{name:?}: {other:?}"),
        }
    }
    assert_eq!(test.studio.user_named(&admin, " LÓLA ").unwrap(), test.user("lola"));
}

#[test]
fn an_account_is_not_linked_to_an_artist_that_is_not_there() {
    let test = TestStudio::new();
    let admin = test.admin();
    let link = || Link::To(NO_ARTIST);
    let added = test.studio.add_user(&admin, "nueva", "artist", link(), UserInput::default(), None);
    assert_eq!(code(added), "not_found");
    assert_eq!(
        code(test.studio.set_role(&admin, test.user("recepcion"), "artist", link(), None)),
        "not_found"
    );
    assert_eq!(code(test.studio.user_named(&admin, "nueva")), "not_found");
}
