//! Every page and dialog: no barrier, nothing wider than the window, a picture of each.

use studio_app::{ClientInput, CorrectionInput};
use studio_browser_tests::{Browser, House, How, in_demo};
use studio_domain::{AppointmentId, ClientId, CorrectionId, Language};
use studio_testkit::CODE;

/// What is looked at.
struct Sight {
    name: &'static str,
    path: String,
    /// What is done there first.
    act: Act,
}

#[derive(Clone, Copy)]
enum Act {
    Look,
    /// Types the first into the second and waits for the third.
    Search(&'static str, &'static str, &'static str),
    /// Clicks the first and waits for the second.
    Click(&'static str, &'static str),
    SaveNothing,
    SaveTwin,
    SaveLocked,
    ArchiveWrongly,
    SaveStale,
    SessionEnds,
    /// Looks at a file that is to be imported: one client who is there, one wrong row, one to be added.
    LookAtFile,
    Elevate,
}

/// People of the demo who show what there is to see.
struct People {
    full: ClientId,
    minor: ClientId,
    archived: ClientId,
    /// Another record of the minor.
    twin: ClientId,
    correction: CorrectionId,
    /// One that lies ahead.
    appointment: AppointmentId,
}

/// Finds them, and gives the first one some more to show.
fn people(house: &House) -> People {
    let operator = house.operator();
    let full = house.studio.clients(
        &operator,
        &studio_app::ClientFilter { upcoming: true, sort: "next".to_owned(), ..Default::default() },
    );
    let full = full.unwrap().items.iter().map(|row| row.id).find(|id| {
        let screened = house.studio.screenings(&operator, *id, None).unwrap().items;
        screened.iter().any(|one| one.answers.as_ref().is_ok_and(|answers| !answers.by_question.is_empty()))
    });
    let full = full.expect("somebody with answers about health");
    for note in [
        "Prefers mornings. Second session of the sleeve: outline done, shading next.",
        "Asked about aftercare; leaflet given.",
    ] {
        house.studio.write_note(&operator, full, note).unwrap();
    }
    house.studio.pin_note(&operator, full, "Call before noon", None).unwrap();
    let minor = house.add(ClientInput {
        name: Some("Nils Young".to_owned()),
        phone: Some("557 733 001".to_owned()),
        birth_date: Some("2011-05-04".to_owned()),
        ..ClientInput::default()
    });
    let archived = house.client("Gone Fishing", "557 733 002");
    house.studio.archive_client(&operator, archived, true, None).unwrap();
    let twin = house.add(ClientInput {
        name: Some("Nils Yung".to_owned()),
        phone: Some("557 733 001".to_owned()),
        city: Some("Puebla".to_owned()),
        // In both languages' lists.
        styles: Some(vec!["Blackwork".to_owned(), "Ornamental".to_owned()]),
        ..ClientInput::default()
    });
    let correction = CorrectionInput {
        field: "city".to_owned(),
        value: "Oaxaca de Juárez".to_owned(),
        reason: "Moved there last month".to_owned(),
    };
    let correction = house.studio.send_correction(&operator, full, correction).unwrap();
    let ahead = studio_app::AppointmentFilter {
        from: house.studio.now().to_rfc3339(),
        status: "confirmed".to_owned(),
        limit: Some(1),
        ..Default::default()
    };
    let appointment = house.studio.appointments(&operator, &ahead).unwrap().items.first().unwrap().id;
    People { full, minor, archived, twin, correction, appointment }
}

fn sights(people: &People) -> Vec<Sight> {
    let People { full, minor, archived, twin, correction, appointment } = people;
    let see = |name, path: String, act| Sight { name, path, act };
    let tab = |name, tab| see(name, format!("/clients/{full}?tab={tab}"), Act::Look);
    let edit = format!("/clients/{full}/edit");
    vec![
        see("today", "/".to_owned(), Act::Look),
        see("agenda", "/agenda".to_owned(), Act::Look),
        see("agenda-week", "/agenda?view=week".to_owned(), Act::Look),
        see("agenda-month", "/agenda?view=month".to_owned(), Act::Look),
        see("agenda-list", "/agenda?view=list".to_owned(), Act::Look),
        see("agenda-none", "/agenda?view=list&date=2031-01-01".to_owned(), Act::Look),
        see("clients", "/clients".to_owned(), Act::Look),
        see("clients-archived", "/clients?status=archived".to_owned(), Act::Look),
        see("clients-none", "/clients".to_owned(), Act::Search("nobody at all", "#q", "#empty")),
        see(
            "clients-menu",
            "/clients".to_owned(),
            Act::Click("tbody tr:nth-child(2) [data-menu]", "#row-menu"),
        ),
        see("palette", "/".to_owned(), Act::Click("[data-palette]", "#palette")),
        see("palette-found", "/".to_owned(), Act::Search("nils", "#palette-q", "#palette-found strong")),
        see(
            "palette-none",
            "/".to_owned(),
            Act::Search("nobody at all", "#palette-q", "#palette-found .quiet"),
        ),
        see("person", "/".to_owned(), Act::Click(".menu.person summary", ".menu.person .sheet")),
        see("unlock", "/".to_owned(), Act::Click("[data-elevate]", "#elevate")),
        tab("client", "notes"),
        tab("client-preferences", "preferences"),
        see("preferences-edit", format!("/clients/{full}?tab=preferences&edit=1"), Act::Look),
        see("emergency-edit", format!("/clients/{full}?tab=emergency&edit=1"), Act::Look),
        see("correct", format!("/clients/{full}/correct"), Act::Look),
        see("correction", format!("/clients/{full}/corrections/{correction}"), Act::Look),
        tab("client-health", "health"),
        see("client-health-form", format!("/clients/{full}/health"), Act::Look),
        tab("client-consents", "consents"),
        see("consent", format!("/clients/{full}/consent/informed"), Act::Look),
        see("consent-minor", format!("/clients/{minor}/consent/informed?language=es"), Act::Look),
        see("consent-blank", format!("/clients/{full}/consent/image_use/form"), Act::Look),
        tab("client-emergency", "emergency"),
        see("client-pin", format!("/clients/{full}"), Act::Click(".pin summary", "#f-pinned_note")),
        see("client-minor", format!("/clients/{minor}"), Act::Look),
        see("client-archived", format!("/clients/{archived}"), Act::Look),
        see("client-twin", format!("/clients/{twin}"), Act::Click(".seldom summary", ".seldom .sheet a")),
        see("merge-choose", format!("/clients/{minor}/merge?q=ana"), Act::Look),
        see("merge", format!("/clients/{minor}/merge?other={twin}"), Act::Look),
        see("delete", format!("/clients/{twin}/delete"), Act::Look),
        see("delete-held", format!("/clients/{full}/delete"), Act::Look),
        see("export", "/clients/export?q=ana".to_owned(), Act::Look),
        see("import", "/clients/import".to_owned(), Act::Look),
        see("import-look", "/clients/import".to_owned(), Act::LookAtFile),
        see("booking", format!("/agenda/new?client={full}&start=2026-12-17T16:30&minutes=90"), Act::Look),
        see(
            "booking-empty",
            "/agenda/new".to_owned(),
            Act::Search("an", "#client-q", "#people [data-client]"),
        ),
        see("appointment", format!("/appointments/{appointment}"), Act::Look),
        see("appointment-edit", format!("/appointments/{appointment}/edit"), Act::Look),
        see("appointment-cancel", format!("/appointments/{appointment}/cancel"), Act::Look),
        see("appointment-complete", format!("/appointments/{appointment}/complete"), Act::Look),
        see("new", "/clients/new".to_owned(), Act::Look),
        see("new-wrong", "/clients/new".to_owned(), Act::SaveNothing),
        see("new-twin", "/clients/new".to_owned(), Act::SaveTwin),
        see("edit", edit.clone(), Act::Look),
        see("edit-code", edit.clone(), Act::SaveLocked),
        see("archive-code", format!("/clients/{full}"), Act::ArchiveWrongly),
        see("elevation", "/elevation".to_owned(), Act::Look),
        see("problem", "/no-such-page".to_owned(), Act::Look),
        see("problem-client", "/clients/999999".to_owned(), Act::Look),
        see("styleguide", "/styleguide".to_owned(), Act::Look),
        see("elevated", "/".to_owned(), Act::Elevate),
        see("edit-stale", edit.clone(), Act::SaveStale),
        see("sign-in-again", edit, Act::SessionEnds),
    ]
}

const SAVE: &str = "#client-form .buttons.sticky .primary";

impl Sight {
    async fn show(&self, browser: &Browser, house: &House, people: &People) {
        // What was typed into the form before is another story.
        browser.js("sessionStorage.clear()").await;
        browser.open(&self.path).await;
        match self.act {
            Act::Look => {}
            Act::Search(typed, field, found) => {
                if field == "#palette-q" {
                    browser.click("[data-palette]").await;
                }
                browser.fill(field, typed).await;
                browser.see(found).await;
            }
            Act::Click(what, shown) => {
                browser.click(what).await;
                browser.see(shown).await;
            }
            Act::LookAtFile => {
                let file = "Nombre;Móvil;Correo;Notas\nNils Youngster;557 733 001;;Prefers mornings\nBerta Gil;no tiene;berta;\n\
                    Carla Ruiz;557 733 901;carla@example.org;Afternoons only, and never on a Friday\n";
                let desk = house.elsewhere(&house.desk);
                let secret = house.studio.keep_import(&desk, file.as_bytes()).unwrap();
                browser.open(&format!("/clients/import/{secret}")).await;
                browser.see("form[data-import]").await;
            }
            Act::SaveNothing => {
                browser.fill("#f-email", "nobody").await;
                browser.click(SAVE).await;
                browser.see("[data-summary]").await;
            }
            Act::SaveTwin => {
                browser.fill("#f-name", "Nils Youngster").await;
                browser.fill("#f-phone", "557 733 001").await;
                browser.click(".tick:has([value='not_asked'])").await;
                browser.click(SAVE).await;
                browser.see("[name='anyway']").await;
            }
            Act::SaveLocked => {
                browser.fill("#f-city", "Oaxaca").await;
                browser.click(SAVE).await;
                browser.fill("#ask-code [name='master_code']", "not this").await;
                browser.click("#ask-code .primary").await;
                browser.see("#ask-code .banner.bad").await;
            }
            Act::ArchiveWrongly => {
                browser.click("form[action$='/archive'] button").await;
                browser.fill("#elevate [name='master_code']", "not this").await;
                browser.click("#elevate .primary").await;
                browser.see("main .banner.bad").await;
            }
            Act::Elevate => {
                browser.click("[data-elevate]").await;
                browser.fill("#elevate [name='master_code']", CODE).await;
                browser.click("#elevate .primary").await;
                browser.see(".chip.elevated").await;
            }
            Act::SaveStale => {
                browser.fill("#f-city", "Oaxaca").await;
                browser.click(".tick:has([name='styles'])").await;
                house.change(
                    people.full,
                    ClientInput { city: Some("Puebla".to_owned()), ..ClientInput::default() },
                );
                browser.click(SAVE).await;
                browser.see("#e-city").await;
            }
            Act::SessionEnds => {
                browser.fill("#f-city", "Oaxaca").await;
                browser.command("Network.clearBrowserCookies", serde_json::json!({})).await;
                browser.click(SAVE).await;
                browser.see("form.door .banner").await;
            }
        }
        browser
            .until("document.readyState === 'complete' && !document.querySelector('[aria-busy=true]')")
            .await;
    }
}

async fn theme(browser: &Browser, theme: &str) {
    browser.js(&format!("document.documentElement.dataset.theme = '{theme}'")).await;
}

/// Looks at everything in one width, in both themes. What is wrong is told all at once.
async fn look(browser: Browser, house: std::sync::Arc<House>, width: u32, language: &str) {
    for status in ["401", "403", "404", "409", "422"] {
        browser.expect_in_console(&format!("status of {status}"));
    }
    let people = people(&house);
    browser.open("/sign-in").await;
    let mut wrong = check(&browser, "sign-in", width, language).await;
    browser.sign_in("nobody").await;
    browser.see(".banner.bad").await;
    wrong.extend(check(&browser, "sign-in-wrong", width, language).await);
    browser.be(&house, &house.desk).await;
    for sight in sights(&people) {
        sight.show(&browser, &house, &people).await;
        wrong.extend(check(&browser, sight.name, width, language).await);
    }
    browser.sign_in(&house.desk).await;
    browser.see("[name='city'][type='hidden'] ~ .primary").await;
    wrong.extend(check(&browser, "carry-on", width, language).await);
    assert!(wrong.is_empty(), "{} barriers: {wrong:#?}", wrong.len());
}

/// What is wrong with the page as it is now, in both themes, with a picture of each.
pub(crate) async fn check(browser: &Browser, name: &str, width: u32, language: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    let over =
        browser.number("document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth").await;
    if over > 0 {
        wrong.push(format!("{name} {width}: {over} pixels wider than the window"));
    }
    for shade in ["light", "dark"] {
        theme(browser, shade).await;
        let found = if shade == "light" { browser.barriers().await } else { browser.faint().await };
        wrong.extend(found.into_iter().map(|line| format!("{name} {width} {shade}: {line}")));
        browser.picture(&format!("{name}-{language}-{width}-{shade}")).await;
    }
    wrong
}

#[test]
fn nothing_stands_in_the_way_at_a_desk() {
    in_demo(How::desk(), Language::En, async |browser, house| look(browser, house, 1280, "en").await);
}

#[test]
fn nothing_stands_in_the_way_with_a_phone() {
    in_demo(How::phone(), Language::En, async |browser, house| look(browser, house, 390, "en").await);
}

/// Spanish is a little longer: it fits all the same, and speaks no English.
async fn in_spanish(browser: Browser, house: std::sync::Arc<House>, width: u32) {
    for status in ["401", "403", "404", "409", "422"] {
        browser.expect_in_console(&format!("status of {status}"));
    }
    let people = people(&house);
    browser.be(&house, &house.desk).await;
    let mut wrong = Vec::new();
    for sight in sights(&people) {
        sight.show(&browser, &house, &people).await;
        assert_eq!(browser.string("document.documentElement.lang").await, "es", "{}", sight.name);
        let over = browser
            .number("document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth")
            .await;
        if over > 0 {
            wrong.push(format!("{} {width}: {over} pixels wider than the window", sight.name));
        }
        browser.picture(&format!("{}-es-{width}-light", sight.name)).await;
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn spanish_fits_at_a_desk() {
    in_demo(How::desk().in_spanish(), Language::Es, async |browser, house| {
        in_spanish(browser, house, 1280).await;
    });
}

#[test]
fn spanish_fits_on_a_phone() {
    in_demo(How::phone().in_spanish(), Language::Es, async |browser, house| {
        in_spanish(browser, house, 390).await;
    });
}
