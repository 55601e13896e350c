//! A list that is longer than a page: sorts, filters, more rows, coming back.

use studio_app::ClientInput;
use studio_browser_tests::{Browser, How, in_demo, story};
use studio_domain::Language;

async fn names(browser: &Browser) -> Vec<String> {
    let names = browser.js("[...document.querySelectorAll('tbody .name')].map(e => e.textContent)").await;
    let names = names.as_array().unwrap().iter();
    names.map(|name| name.as_str().unwrap().to_owned()).collect()
}

async fn to_the_end(browser: &Browser, rows: usize) {
    browser.js("scrollTo({ top: document.body.scrollHeight, behavior: 'instant' })").await;
    browser.until_count("tbody tr", rows).await;
}

#[test]
fn scrolling_brings_the_next_rows_and_coming_back_finds_them_again() {
    story(How::desk(), async |browser, house| {
        house.crowd(130);
        browser.be(&house, "recepcion").await;
        browser.open("/clients").await;
        browser.until_count("tbody tr", 50).await;
        to_the_end(&browser, 100).await;
        to_the_end(&browser, 130).await;
        browser.gone("#more").await;
        assert_eq!(names(&browser).await, (0..130).map(|n| format!("Cliente {n:03}")).collect::<Vec<_>>());

        let row = "document.querySelectorAll('tbody .who a')[114]";
        browser.js(&format!("{row}.scrollIntoView({{ block: 'center', behavior: 'instant' }})")).await;
        let place = browser.number(&format!("{row}.getBoundingClientRect().top")).await;
        browser.js(&format!("{row}.click()")).await;
        browser.until("document.querySelector('h1').textContent === 'Cliente 114'").await;
        browser.back().await;
        browser.until_count("tbody tr", 130).await;
        browser.until(&format!("Math.abs({row}.getBoundingClientRect().top - {place}) < 30")).await;
        let requests = house.asked();
        assert!(
            requests.iter().any(|asked| asked.is_rows() && asked.address.contains("cursor=")),
            "{requests:#?}"
        );
    });
}

#[test]
fn sorts_and_filters_are_kept_in_the_address() {
    story(How::desk(), async |browser, house| {
        house.crowd(60);
        let lola = house
            .studio
            .artists(&house.operator(), &studio_app::ArtistFilter { q: None, active: None, after: None });
        let lola =
            lola.unwrap().items.into_iter().find(|artist| artist.name == "Lola Vega").unwrap().id.to_string();
        let hers = ClientInput {
            name: Some("Zulema de Lola".to_owned()),
            phone: Some("600 100 200".to_owned()),
            preferred_artist: Some(lola.clone()),
            ..ClientInput::default()
        };
        house.add(hers);
        let gone = house.client("Berta Archivada", "600 100 201");
        house.studio.archive_client(&house.operator(), gone, true, None).unwrap();
        browser.be(&house, "recepcion").await;
        browser.open("/clients").await;
        browser.until_count("tbody tr", 50).await;

        browser.choose("[name='sort']", "registered").await;
        browser.until("document.querySelector('tbody .name').textContent === 'Zulema de Lola'").await;
        browser.at("/clients?sort=registered").await;
        browser.choose("[name='sort']", "name-desc").await;
        browser.until("document.querySelectorAll('tbody .name')[1].textContent === 'Cliente 059'").await;
        browser.reload().await;
        browser.until("document.querySelectorAll('tbody .name')[1].textContent === 'Cliente 059'").await;
        assert_eq!(browser.value("[name='sort']").await, "name-desc");
        browser.see("th[aria-sort='descending']").await;
        browser.click("th[aria-sort] a").await;
        browser.until("document.querySelector('tbody .name').textContent === 'Cliente 000'").await;

        browser.choose("[name='status']", "archived").await;
        browser.until_count("tbody tr", 1).await;
        browser.says("tbody", "Berta Archivada").await;
        browser.says("tbody .badge", "Archived").await;
        browser.at("/clients?status=archived").await;
        browser.choose("[name='status']", "").await;
        browser.choose("[name='artist']", &lola).await;
        browser.until_count("tbody tr", 1).await;
        browser.says("tbody", "Zulema de Lola").await;
        browser.at(&format!("/clients?artist={lola}")).await;
        browser.fill("#q", "zul").await;
        browser.at(&format!("/clients?q=zul&artist={lola}")).await;
        browser.click(".who a").await;
        browser.until("document.querySelector('h1').textContent === 'Zulema de Lola'").await;
        browser.back().await;
        browser.at(&format!("/clients?q=zul&artist={lola}")).await;
        browser.until_count("tbody tr", 1).await;
    });
}

#[test]
fn who_has_an_appointment_ahead_can_be_listed_by_its_date() {
    in_demo(How::desk(), Language::En, async |browser, house| {
        browser.be(&house, &house.desk).await;
        browser.open("/clients").await;
        browser.click("label:has([name='upcoming'])").await;
        browser.at("/clients?upcoming=1").await;
        browser.choose("[name='sort']", "next").await;
        browser.at("/clients?upcoming=1&sort=next").await;
        browser.until("document.querySelector('#list').ariaBusy === 'false'").await;
        let when = "[...document.querySelectorAll('tbody .next')].map(e => e.querySelector(':scope > time')?.dateTime ?? '')";
        browser.until(&format!("{when}.length === 50")).await;
        assert_eq!(browser.js(&format!("{when}.every(one => one)")).await, true, "everybody has one");
        let sorted = format!("{when}.every((one, at, all) => !at || new Date(all[at - 1]) <= new Date(one))");
        browser.until(&sorted).await;
    });
}

#[test]
fn without_scripts_the_list_is_links_and_forms() {
    story(How::desk().without_scripts(), async |browser, house| {
        house.crowd(120);
        house.client("Zulema", "600 100 200");
        browser.be(&house, "recepcion").await;
        browser.open("/clients").await;
        browser.until_count("tbody tr", 50).await;
        browser.gone(".act").await;
        browser.click("#more").await;
        browser.until("document.querySelector('tbody .name').textContent === 'Cliente 050'").await;
        browser.until_count("tbody tr", 50).await;
        browser.click("#more").await;
        browser.until("document.querySelector('tbody .name').textContent === 'Cliente 100'").await;
        browser.until_count("tbody tr", 21).await;
        browser.fill("#q", "zulema").await;
        browser.click(".apply").await;
        browser.until_count("tbody tr", 1).await;
        browser.choose("[name='sort']", "registered").await;
        browser.fill("#q", "cliente").await;
        browser.click(".apply").await;
        browser.until("document.querySelector('tbody .name').textContent === 'Cliente 119'").await;
        browser.picture("without-scripts").await;
        browser.click("tbody .who a").await;
        browser.until("document.querySelector('h1').textContent === 'Cliente 119'").await;
        let all = house.asked();
        assert!(
            all.iter().all(|asked| !asked.address.contains(".js") && !asked.is_rows()),
            "a script ran: {all:#?}"
        );
    });
}
