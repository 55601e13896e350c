//! Consents: events with what proves them, versions of texts, the guardian, looks at documents.

use studio_domain::{
    AgeDocument, AppointmentStatus, BirthDate, ClientId, ConsentAct, ConsentId, ConsentKind, ConsentManner,
    ConsentSigner, ConsentText, Language, PersonName, Phone, Signature, Timestamp, Version,
};
use studio_store::actions::{
    AddClient, CheckAge, EditClient, ImportLegacy, ReadConsentText, ReadConsents, RecordConsent,
    SaveConsentText, SetGuardian, ViewClient,
};
use studio_store::{
    ClientEdit, Consent, ConsentProof, ConsentWords, ContactEdit, Error, MovedAppointment, NewAgeCheck,
    NewConsent, OpCtx, Signed, Signer, Store, text_hash,
};

use crate::kit::{NOW, TestFile, add_client, minutes, new_client, operator};

/// Said at the desk, under no text.
pub(crate) fn spoken(act: ConsentAct) -> NewConsent {
    NewConsent {
        kind: ConsentKind::Informed,
        act,
        manner: ConsentManner::Spoken,
        signer: Signer { who: ConsentSigner::Client, name: None, relationship: None, phone: None },
        appointment: None,
        words: None,
        signed: None,
        paper: None,
    }
}

pub(crate) fn guardian() -> ContactEdit {
    ContactEdit {
        name: PersonName::parse("Elena Marsh").unwrap(),
        relationship: None,
        phone: Some(Phone::parse("600 555 011").unwrap()),
    }
}

pub(crate) fn passport(date: &str) -> NewAgeCheck {
    NewAgeCheck { document: AgeDocument::Passport, birth_date: BirthDate::parse(date).unwrap() }
}

fn record(store: &Store, ctx: &OpCtx, client: ClientId, new: NewConsent) -> ConsentId {
    let recorded = store.write::<_, Error, _>(ctx, move |tx| {
        let scope = tx.client(client)?;
        let may = tx.authorize::<RecordConsent>(&scope)?;
        tx.record_consent(&may, &new)
    });
    recorded.unwrap()
}

fn all(store: &Store, client: ClientId) -> Vec<Consent> {
    let read = store.read::<_, Error, _>(&operator(), |tx| {
        let scope = tx.client(client)?;
        let may = tx.authorize::<ReadConsents>(&scope)?;
        tx.consents(&may)
    });
    read.unwrap()
}

fn proof(store: &Store, client: ClientId, id: ConsentId) -> Result<(ConsentProof, Option<Vec<u8>>), Error> {
    store.read::<_, Error, _>(&operator(), |tx| {
        let scope = tx.client(client)?;
        let may = tx.authorize::<ReadConsents>(&scope)?;
        let proof = tx.consent(&may, id)?;
        let image = match tx.consent_signature(&may, id) {
            Ok(image) => Some(image),
            Err(Error::NotFound { .. }) => None,
            Err(other) => return Err(other),
        };
        Ok((proof, image))
    })
}

fn words(store: &Store, language: Language) -> ConsentWords {
    store.read::<_, Error, _>(&operator(), |tx| tx.consent_words(ConsentKind::Informed, language)).unwrap()
}

fn save(
    store: &Store,
    ctx: &OpCtx,
    language: Language,
    text: &str,
    expected: Option<i64>,
) -> Result<i64, Error> {
    let text = ConsentText::parse(text).unwrap();
    store.write::<_, Error, _>(ctx, move |tx| {
        let studio = tx.studio();
        let may = tx.authorize::<SaveConsentText>(&studio)?;
        tx.save_consent_words(&may, (ConsentKind::Informed, language), &text, expected)
    })
}

fn signed(words: &ConsentWords) -> NewConsent {
    let signature = Signature::parse("900x320;10,20 300,90;400,80").unwrap();
    NewConsent {
        manner: ConsentManner::Screen,
        signer: Signer {
            who: ConsentSigner::Guardian,
            name: Some(PersonName::parse("Elena Marsh").unwrap()),
            relationship: None,
            phone: guardian().phone,
        },
        words: Some(words.clone()),
        signed: Some(Signed { signature, image: vec![0x89, b'P', b'N', b'G'] }),
        ..spoken(ConsentAct::Given)
    }
}

fn detail(entry: &studio_store::AuditEntry) -> serde_json::Value {
    serde_json::from_str(&entry.detail).unwrap()
}

#[test]
fn an_event_keeps_everything_that_proves_it_whatever_changes_later() {
    let (file, cast) = TestFile::with_cast();
    let client = add_client(&file, "Cleo Marsh", None);
    let shown = words(&file, Language::Es);
    assert_eq!((shown.number, shown.text.as_str()), (0, ConsentKind::Informed.default_text(Language::Es)));
    let id = record(&file, &cast.desk.ctx(), client, signed(&shown));
    // A new text, and another name.
    assert_eq!(save(&file, &cast.admin.ctx(), Language::Es, "Otro texto.", Some(0)).unwrap(), 1);
    let edit = ClientEdit {
        name: Some(PersonName::parse("Cleo Nobody").unwrap()),
        birth_date: Some(Some(BirthDate::parse("1990-01-01").unwrap())),
        ..ClientEdit::default()
    };
    file.write::<_, Error, _>(&cast.admin.ctx(), move |tx| {
        let scope = tx.client(client)?;
        let may = tx.authorize::<EditClient>(&scope)?;
        tx.edit_client(&may, scope.version(), &edit)
    })
    .unwrap();

    let (proof, image) = proof(&file, client, id).unwrap();
    assert_eq!(proof.text.as_deref(), Some(ConsentKind::Informed.default_text(Language::Es)));
    assert!(proof.text_is_whole && !proof.event.text.unwrap().is_current);
    assert_eq!(proof.event.text.unwrap().hash, text_hash(ConsentKind::Informed.default_text(Language::Es)));
    assert_eq!(
        (proof.client_name.as_deref(), proof.client_birth_date.as_deref()),
        (Some("Cleo Marsh"), None),
        "who the client was then"
    );
    assert_eq!(
        (proof.event.signer, proof.event.signer_name.as_deref(), proof.signer_phone.as_deref()),
        (ConsentSigner::Guardian, Some("Elena Marsh"), Some("600 555 011"))
    );
    assert_eq!(proof.strokes.as_deref(), Some("900x320;10,20 300,90;400,80"));
    assert_eq!(image.as_deref(), Some(&[0x89, b'P', b'N', b'G'][..]));
    assert_eq!(proof.event.recorded_by.map(|(id, _)| id), Some(cast.desk.user));

    let entry = file.log().into_iter().rev().find(|entry| entry.action == "security.settings").unwrap();
    assert_eq!(
        (entry.action.as_str(), detail(&entry)["text_number"].clone()),
        ("security.settings", serde_json::Value::Null)
    );
    let entry = file.log().into_iter().rev().find(|entry| entry.action == "clients.consent").unwrap();
    for (key, value) in [
        ("kind", "informed"),
        ("act", "given"),
        ("manner", "screen"),
        ("signer", "guardian"),
        ("language", "es"),
    ] {
        assert_eq!(detail(&entry)[key], value, "{key}");
    }
    assert_eq!(detail(&entry)["text_hash"], shown.hash.to_string());
    assert!(!entry.detail.contains("Elena"), "no personal data in the log");
}

#[test]
fn the_events_of_one_client_are_no_others() {
    let (file, cast) = TestFile::with_cast();
    let (cleo, dora) = (add_client(&file, "Cleo Marsh", None), add_client(&file, "Dora Fell", None));
    let id = record(&file, &cast.desk.ctx(), cleo, signed(&words(&file, Language::En)));
    let absent = proof(&file, dora, id);
    assert!(matches!(absent, Err(Error::NotFound { kind: "consent", .. })), "{absent:?}");
    let image = file.read::<_, Error, _>(&operator(), |tx| {
        let scope = tx.client(dora)?;
        let may = tx.authorize::<ReadConsents>(&scope)?;
        tx.consent_signature(&may, id)
    });
    assert!(matches!(image, Err(Error::NotFound { kind: "consent", .. })), "{image:?}");
    assert!(all(&file, dora).is_empty());
}

#[test]
fn the_newest_comes_first_and_a_text_is_current_while_it_is_used() {
    let (file, cast) = TestFile::with_cast();
    let client = add_client(&file, "Cleo Marsh", None);
    let first = record(&file, &cast.desk.ctx(), client, signed(&words(&file, Language::En)));
    let second = record(&file, &cast.desk.ctx(), client, spoken(ConsentAct::Withdrawn));
    let third = record(&file, &cast.desk.at(minutes(1)), client, signed(&words(&file, Language::Es)));
    let ids = |of: &[Consent]| of.iter().map(|event| event.id).collect::<Vec<_>>();
    let current = || all(&file, client).iter().map(|event| event.fact().text_is_current).collect::<Vec<_>>();
    assert_eq!(ids(&all(&file, client)), [third, second, first]);
    assert_eq!(current(), [true, false, true], "a withdrawal has no text");
    // A text of one language ends nothing in the other; back to the first wording, the first is current again.
    save(&file, &cast.admin.ctx(), Language::En, "Something else.", None).unwrap();
    assert_eq!(current(), [true, false, false]);
    let own = ConsentKind::Informed.default_text(Language::En);
    assert_eq!(save(&file, &cast.admin.ctx(), Language::En, own, Some(1)).unwrap(), 2);
    assert_eq!(current(), [true, false, true]);
}

#[test]
fn texts_have_versions_and_the_second_of_two_is_told() {
    let (file, cast) = TestFile::with_cast();
    let admin = cast.admin.ctx();
    assert_eq!(save(&file, &admin, Language::En, "First.", Some(0)).unwrap(), 1);
    let stale = save(&file, &admin, Language::En, "Second.", Some(0));
    assert!(
        matches!(stale, Err(Error::Stale { expected, now, .. }) if (expected, now) == (Version::new(0), Version::new(1))),
        "{stale:?}"
    );
    // The same once more is no version and nothing for the log.
    let before = file.log().len();
    assert_eq!(save(&file, &admin, Language::En, "First.", Some(1)).unwrap(), 1);
    assert_eq!(file.log().len(), before);
    assert_eq!(save(&file, &admin, Language::En, "Second.", None).unwrap(), 2);
    let page = file.read::<_, Error, _>(&operator(), |tx| {
        let studio = tx.studio();
        let may = tx.authorize::<ReadConsentText>(&studio)?;
        tx.consent_versions(&may, ConsentKind::Informed, Language::En)
    });
    let versions: Vec<_> = page.unwrap().items.into_iter().map(|one| (one.number, one.text)).collect();
    let own = ConsentKind::Informed.default_text(Language::En).to_owned();
    assert_eq!(versions, [(2, "Second.".to_owned()), (1, "First.".to_owned()), (0, own)]);
    let entry = file.log().pop().unwrap();
    assert_eq!((detail(&entry)["before"].clone(), detail(&entry)["after"].clone()), (1.into(), 2.into()));
    assert_eq!(detail(&entry)["after_hash"], text_hash("Second.").to_string());
}

#[test]
fn the_database_itself_refuses_to_change_or_remove_what_was_recorded() {
    let (file, cast) = TestFile::with_cast();
    let client = add_client(&file, "Cleo Marsh", None);
    save(&file, &cast.admin.ctx(), Language::En, "First.", None).unwrap();
    record(&file, &cast.desk.ctx(), client, signed(&words(&file, Language::En)));
    file.write::<_, Error, _>(&operator(), move |tx| {
        let scope = tx.client(client)?;
        let may = tx.authorize::<CheckAge>(&scope)?;
        tx.check_age(&may, &passport("1994-02-03"))
    })
    .unwrap();
    for statement in [
        "UPDATE consents SET act = 'declined'",
        "DELETE FROM consents",
        "UPDATE consent_texts SET text = 'another'",
        "DELETE FROM consent_texts",
        "UPDATE consent_signatures SET image = x'00'",
        "DELETE FROM consent_signatures",
        "UPDATE age_checks SET birth_date = '1990-01-01'",
        "DELETE FROM age_checks",
    ] {
        assert_eq!(file.raw().try_exec(statement), Err("append_only".to_owned()), "{statement}");
    }
}

#[test]
fn a_text_that_was_tampered_with_is_told() {
    let (mut file, cast) = TestFile::with_cast();
    let client = add_client(&file, "Cleo Marsh", None);
    let id = record(&file, &cast.desk.ctx(), client, signed(&words(&file, Language::En)));
    assert!(proof(&file, client, id).unwrap().0.text_is_whole);
    file.broken_on_purpose();
    file.raw().exec("DROP TRIGGER consents_no_update; UPDATE consents SET text = 'Anything goes.'");
    assert!(!proof(&file, client, id).unwrap().0.text_is_whole);
}

/// What is entered while a client is made belongs to that permit, and to that moment and person only.
#[test]
fn the_first_answer_belongs_to_making_the_client() {
    let (file, cast) = TestFile::with_cast();
    let new = new_client("Cleo Marsh", None);
    let lone = cast.lone.ctx();
    let made = file.write::<_, Error, _>(&lone, move |tx| {
        let studio = tx.studio();
        let may = tx.authorize::<AddClient>(&studio)?;
        let client = tx.add_client(&may, &new)?;
        tx.record_first_consent(&may, client, &spoken(ConsentAct::Given))?;
        Ok(client)
    });
    let client = made.unwrap();
    assert_eq!(all(&file, client).len(), 1);
    // Neither somebody else then, nor the same one later.
    for ctx in [cast.desk.ctx(), cast.lone.at(minutes(1))] {
        let late = file.write::<_, Error, _>(&ctx, move |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<AddClient>(&studio)?;
            tx.record_first_consent(&may, client, &spoken(ConsentAct::Withdrawn))
        });
        assert!(matches!(late, Err(Error::NotFound { kind: "client", .. })), "{late:?}");
    }
    assert_eq!(all(&file, client).len(), 1);
}

#[test]
fn the_guardian_is_a_part_of_the_record_and_of_its_version() {
    let (file, cast) = TestFile::with_cast();
    let client = add_client(&file, "Cleo Marsh", None);
    let set = |version: i64, contact: Option<ContactEdit>| {
        file.write::<_, Error, _>(&cast.desk.ctx(), move |tx| {
            let scope = tx.client(client)?;
            let may = tx.authorize::<SetGuardian>(&scope)?;
            tx.set_guardian(&may, Version::new(version), contact.as_ref())
        })
    };
    assert_eq!(set(1, Some(guardian())).unwrap(), Version::new(2));
    let stale = set(1, None);
    assert!(matches!(stale, Err(Error::Stale { .. })), "{stale:?}");
    let card = || {
        let read = file.read::<_, Error, _>(&operator(), |tx| {
            let scope = tx.client(client)?;
            let may = tx.authorize::<ViewClient>(&scope)?;
            tx.client_card(&may)
        });
        read.unwrap()
    };
    let stands = card().guardian.unwrap();
    assert_eq!((stands.name.as_str(), stands.phone.as_str()), ("Elena Marsh", "600 555 011"));
    set(2, None).unwrap();
    assert!(card().guardian.is_none());
}

#[test]
fn a_document_fills_a_birth_date_that_is_not_known_and_no_other() {
    let (file, cast) = TestFile::with_cast();
    let client = add_client(&file, "Cleo Marsh", None);
    let check = |at: Timestamp, date: &'static str| {
        file.write::<_, Error, _>(&cast.desk.at(at), move |tx| {
            let scope = tx.client(client)?;
            let may = tx.authorize::<CheckAge>(&scope)?;
            tx.check_age(&may, &passport(date))
        })
        .unwrap()
    };
    let (first, second) = (check(NOW, "2009-05-06"), check(minutes(1), "2001-02-03"));
    let (card, checks) = file
        .read::<_, Error, _>(&operator(), |tx| {
            let scope = tx.client(client)?;
            let (view, may) = (tx.authorize::<ViewClient>(&scope)?, tx.authorize::<ReadConsents>(&scope)?);
            Ok((tx.client_card(&view)?, tx.age_checks(&may)?.items))
        })
        .unwrap();
    assert_eq!((card.birth_date.as_deref(), card.version), (Some("2009-05-06"), Version::new(2)));
    let seen: Vec<_> = checks.iter().map(|one| (one.id, one.birth_date.as_str(), one.document)).collect();
    assert_eq!(
        seen,
        [(second, "2001-02-03", AgeDocument::Passport), (first, "2009-05-06", AgeDocument::Passport)]
    );
    assert_eq!(checks[0].checked_by.as_ref().map(|(id, _)| *id), Some(cast.desk.user));
}

#[test]
fn appointments_that_are_ahead_are_named_and_cancelled_ones_are_not() {
    let (file, cast) = TestFile::with_cast();
    let (cleo, dora) = (add_client(&file, "Cleo Marsh", None), add_client(&file, "Dora Fell", None));
    let artist = cast.ana.artist();
    let booked = file
        .write::<_, Error, _>(&operator(), move |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<ImportLegacy>(&studio)?;
            let mut ids = Vec::new();
            for (client, hour, status) in [
                (cleo, 48, AppointmentStatus::Confirmed),
                (cleo, 24, AppointmentStatus::Pending),
                (cleo, 72, AppointmentStatus::Cancelled),
                (dora, 24, AppointmentStatus::Confirmed),
            ] {
                let starts_at = minutes(hour * 60);
                ids.push(tx.move_appointment(
                    &may,
                    &MovedAppointment {
                        client,
                        artist,
                        starts_at,
                        ends_at: minutes(hour * 60 + 90),
                        status,
                        service: String::new(),
                        price: None,
                        commission_override: None,
                        legacy_id: None,
                        imported: true,
                    },
                )?);
            }
            tx.finish_moving_in(&may, &[cleo, dora])?;
            Ok(ids)
        })
        .unwrap();
    let (ahead, of) = file
        .read::<_, Error, _>(&operator(), |tx| {
            let scope = tx.client(cleo)?;
            let may = tx.authorize::<ReadConsents>(&scope)?;
            let ahead = tx.appointments_after(&may, NOW)?;
            let mut of = Vec::new();
            for id in &booked {
                of.push(tx.appointment_of(&may, *id)?);
            }
            Ok((ahead.into_iter().map(|one| one.id).collect::<Vec<_>>(), of))
        })
        .unwrap();
    assert_eq!(ahead, [booked[1], booked[0]]);
    assert_eq!(of, [Some(minutes(48 * 60)), Some(minutes(24 * 60)), None, None]);
}
