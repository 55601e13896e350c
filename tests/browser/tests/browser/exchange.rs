//! Clients as files: taken out by the desk with the code, brought in with a column changed and a row put right.

use std::path::PathBuf;

use studio_browser_tests::{Browser, How, screens, story};
use studio_testkit::CODE;

/// Keeps what the page saves, so that it can be looked at.
const KEEP: &str = "(() => { const make = URL.createObjectURL.bind(URL); URL.createObjectURL = (blob) => { window.saved = blob; \
    blob.text().then((text) => { window.savedText = text; }); return make(blob); }; })()";

#[test]
fn the_desk_exports_what_it_sees_with_the_code() {
    story(How::desk(), async |browser, house| {
        browser.expect_in_console("status of 403");
        house.crowd(230);
        house.client("Zoë Ábalos", "600 999 000");
        browser.be(&house, "recepcion").await;
        browser.open("/clients").await;
        // The link follows what is searched for.
        browser.fill("#q", "abalos").await;
        browser.until_count("tbody.rows tr", 1).await;
        browser.until("document.querySelector('[data-export]').href.includes('q=abalos')").await;
        browser.click("[data-export]").await;
        browser.see("form[data-download]").await;
        browser.picture("export").await;
        browser.js(KEEP).await;

        browser.click("form[data-download] .primary").await;
        browser.see("#elevate").await;
        browser.says("#elevate form > p", "Export the client list").await;
        browser.fill("#elevate [name='master_code']", "otra-cosa").await;
        browser.click("#elevate .primary").await;
        browser.says("[data-progress]", "The code is wrong").await;
        browser.gone("#elevate").await;

        browser.click("form[data-download] .primary").await;
        browser.see("#elevate").await;
        browser.says("#elevate form > p", "Export the client list").await;
        browser.fill("#elevate [name='master_code']", CODE).await;
        browser.click("#elevate .primary").await;
        browser.says("[data-progress]", "Saved as").await;
        browser.until("typeof window.savedText === 'string'").await;
        let text = browser.string("window.savedText").await;
        assert!(text.contains("Zoë Ábalos") && text.lines().count() == 2, "{text}");
        browser.picture("exported").await;

        // The elevation is in force: all of them, without being asked again.
        browser.js("window.savedText = undefined").await;
        browser.click(".tick:has([value='all'])").await;
        browser.click("form[data-download] .primary").await;
        browser.until("typeof window.savedText === 'string'").await;
        let text = browser.string("window.savedText").await;
        assert_eq!(text.lines().count(), 232, "the header and everybody");
    });
}

fn file(name: &str, text: &str) -> PathBuf {
    let folder = screens();
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path
}

/// Chooses a file as a person does.
async fn choose(browser: &Browser, path: &std::path::Path) {
    let input = browser.see("#f-file").await;
    input.send_keys(path.to_str().unwrap()).await.unwrap();
    browser.click("form[enctype] .primary").await;
    browser.see("form[data-import]").await;
}

#[test]
fn a_file_is_brought_in_with_a_column_changed_and_a_row_put_right() {
    story(How::desk(), async |browser, house| {
        browser.expect_in_console("status of 422");
        browser.be(&house, "marta").await;
        browser.open("/clients").await;
        browser.click("a[href='/clients/import']").await;
        browser.picture("import").await;
        let head = "Nombre;Fijo;WhatsApp\n";
        let wrong = file(
            "import-wrong.csv",
            &format!("{head}Ana Ruiz;910 000 001;600 100 200\nBerta Gil;;no tiene\n"),
        );
        choose(&browser, &wrong).await;
        // Nothing is called phone but WhatsApp: the first column with a number is chosen instead.
        assert_eq!(browser.value("#f-c2").await, "phone");
        assert_eq!(browser.js("document.querySelector('[data-go]').disabled").await, true);
        browser.says(".banner.bad", "One row can't be imported").await;
        browser.picture("import-wrong").await;
        browser.choose("#f-c1", "phone").await;
        browser.until("location.search.includes('c1=phone')").await;
        browser.until("document.querySelector('#f-c2').value === ''").await;
        browser.says(".fate-wrong", "Phone").await;

        browser.click("p.back a").await;
        let right = file(
            "import-right.csv",
            &format!("{head}Ana Ruiz;910 000 001;600 100 200\nBerta Gil;910 000 002;no tiene\n"),
        );
        choose(&browser, &right).await;
        browser.choose("#f-c1", "phone").await;
        browser.until("location.search.includes('c1=phone')").await;
        browser
            .until("document.querySelector('[data-go]') && !document.querySelector('[data-go]').disabled")
            .await;
        browser.picture("import-look").await;
        browser.click("[data-go]").await;
        browser.says(".counts", "2").await;
        browser.see("[data-done]").await;
        browser.picture("imported").await;
        let found = studio_app::ClientFilter { q: "berta".to_owned(), ..studio_app::ClientFilter::default() };
        let found = house.studio.clients(&house.operator(), &found).unwrap().items;
        assert_eq!(found[0].phone.as_deref(), Some("910 000 002"));
    });
}
