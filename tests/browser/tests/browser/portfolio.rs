//! Portfolios: several pictures sent at once, put into order by keyboard, looked at one after the other, and the page for visitors.

use studio_app::{ItemInput, PageInput};
use studio_browser_tests::{House, How, Key, in_demo, story};
use studio_domain::{ArtistId, Language};
use studio_testkit::picture;
use tempfile::TempDir;

fn artist(house: &House, name: &str) -> ArtistId {
    let user = house.studio.user_named(&house.operator(), name).unwrap();
    house.studio.user(&house.operator(), user).unwrap().card.artist.unwrap().0
}

fn hang(house: &House, artist: ArtistId, title: &str, seed: usize) {
    let input = ItemInput { title: Some(title.to_owned()), public: Some(true), ..ItemInput::default() };
    house.studio.add_portfolio_item(&house.operator(), artist, picture(120, 90, seed), &input).unwrap();
}

#[test]
fn pictures_are_sent_one_by_one_and_what_is_wrong_with_one_is_told_beside_it() {
    story(How::desk(), async |browser, house| {
        browser.expect_in_console("status of 415");
        let files = TempDir::new().unwrap();
        let path = |name: &str, bytes: &[u8]| {
            let path = files.path().join(name);
            std::fs::write(&path, bytes).unwrap();
            path.to_str().unwrap().to_owned()
        };
        browser.be(&house, "lola").await;
        let lola = artist(&house, "lola");
        browser.open(&format!("/portfolio/artists/{lola}/upload")).await;
        browser.picture("portfolio-upload").await;
        let chosen = [
            path("one.png", &picture(120, 90, 1)),
            path("moving.jpg", b"GIF89a and not what its name says"),
            path("two.png", &picture(90, 120, 2)),
        ];
        browser.add("#f-file", &chosen.join("\n")).await;
        browser.until_count(".sending li", 3).await;
        browser.click("form[data-pictures] .primary").await;
        browser.says(".sending .bad", "This is a GIF").await;
        browser.until_count(".sending a", 2).await;
        browser.picture("portfolio-sending").await;
        browser.click("[data-finished]").await;
        browser.until_count(".wall .tile", 2).await;
        browser.until("[...document.querySelectorAll('.wall img')].every(one => one.naturalWidth > 0)").await;
    });
}

#[test]
fn what_is_said_wrongly_of_pictures_is_marked_and_none_of_them_is_lost() {
    story(How::desk(), async |browser, house| {
        browser.expect_in_console("status of 422");
        let files = TempDir::new().unwrap();
        let path = |name: &str, seed: usize| {
            let path = files.path().join(name);
            std::fs::write(&path, picture(120, 90, seed)).unwrap();
            path.to_str().unwrap().to_owned()
        };
        browser.be(&house, "lola").await;
        let lola = artist(&house, "lola");
        browser.open(&format!("/portfolio/artists/{lola}/upload")).await;
        browser.add("#f-file", &["one.png", "two.png"].map(|name| path(name, name.len())).join("\n")).await;
        browser.click("details.about > summary").await;
        browser.fill("#f-work_time", "many").await;
        browser.click("form[data-pictures] .primary").await;
        browser.says(".sending .bad", "Hours").await;
        assert_eq!(browser.js("document.activeElement.name").await, "work_time");
        assert_eq!(browser.js("document.querySelector('#f-file').files.length").await, 2);
        // One is taken out, the other one goes.
        browser.click(".sending li:last-child button").await;
        browser.fill("#f-work_time", "2:30").await;
        browser.fill("#f-title", "Moth").await;
        browser.click("form[data-pictures] .primary").await;
        browser.says(".toast", "Pictures added").await;
        browser.until_count(".wall .tile", 1).await;
        browser.says(".tile-words strong", "Moth").await;
    });
}

#[test]
fn a_finger_on_the_grip_puts_a_picture_into_another_place() {
    story(How::phone(), async |browser, house| {
        let lola = artist(&house, "lola");
        for (title, seed) in [("Moon", 1), ("Heart", 2), ("Wave", 3)] {
            hang(&house, lola, title, seed);
        }
        browser.be(&house, "lola").await;
        browser.open(&format!("/portfolio?artist={lola}")).await;
        browser.until("document.querySelector('.tile').draggable").await;
        let order = "[...document.querySelectorAll('.wall .tile strong')].map(e => e.textContent).join(' ')";
        assert_eq!(browser.string(order).await, "Wave Heart Moon");
        browser
            .js("(() => {
                const [first, second] = document.querySelectorAll('.tile');
                const at = (one) => { const box = one.getBoundingClientRect(); return { clientX: box.x + box.width / 2, clientY: box.y + box.height / 2 }; };
                const finger = (kind, on, place) => on.dispatchEvent(new PointerEvent(kind, { bubbles: true, pointerId: 1, pointerType: 'touch', ...place }));
                const wall = document.querySelector('.wall');
                wall.setPointerCapture = () => {};
                const [from, to] = [at(first.querySelector('[data-grip]')), at(second)];
                finger('pointerdown', first.querySelector('[data-grip]'), from);
                finger('pointermove', wall, to);
                finger('pointerup', wall, to);
            })()")
            .await;
        browser.until(&format!("{order} === 'Heart Wave Moon'")).await;
        browser.picture("portfolio-grip").await;
    });
}

#[test]
fn pictures_are_put_into_order_by_keyboard_and_looked_at_one_after_the_other() {
    story(How::desk(), async |browser, house| {
        let lola = artist(&house, "lola");
        for (title, seed) in [("Moon", 1), ("Heart", 2), ("Wave", 3)] {
            hang(&house, lola, title, seed);
        }
        browser.be(&house, "lola").await;
        browser.open(&format!("/portfolio?artist={lola}")).await;
        let order = "[...document.querySelectorAll('.wall .tile strong')].map(e => e.textContent).join(' ')";
        assert_eq!(browser.string(order).await, "Wave Heart Moon");
        browser.until("document.querySelector('.tile').draggable").await;
        browser.js("document.querySelector('.tile a').focus()").await;
        browser.press_with(Key::Alt, Key::Right).await;
        browser.until(&format!("{order} === 'Heart Wave Moon'")).await;
        let kept = || {
            let filter = studio_app::PortfolioFilter { artist: lola.to_string(), ..Default::default() };
            let page = house.studio.portfolio(&house.operator(), &filter).unwrap();
            page.items.into_iter().map(|item| item.title).collect::<Vec<_>>()
        };
        for _ in 0..50 {
            if kept() == ["Heart", "Wave", "Moon"] {
                break;
            }
            browser.until("true").await;
        }
        browser.reload().await;
        assert_eq!(browser.string(order).await, "Heart Wave Moon", "it is kept");
        browser.click(".wall .tile a").await;
        browser.see("#lightbox[open]").await;
        browser.says("#lightbox [data-words]", "Heart").await;
        browser.press(Key::Right).await;
        browser.says("#lightbox [data-words]", "Wave").await;
        browser.press(Key::End).await;
        browser.says("#lightbox [data-words]", "Moon").await;
        assert_eq!(browser.js("document.querySelector('[data-next]').disabled").await, true);
        browser.press(Key::Left).await;
        browser.says("#lightbox [data-words]", "Wave").await;
        browser.press(Key::Escape).await;
        browser.gone("#lightbox[open]").await;
        browser.click(".wall .tile a").await;
        browser.see("#lightbox[open]").await;
        // As a telephone's button: what covers the page goes, the page stays.
        browser.js("history.back()").await;
        browser.gone("#lightbox[open]").await;
        assert_eq!(browser.string(order).await, "Heart Wave Moon");
        browser.js("document.querySelector('.bulk').open = true").await;
        browser.click(".tile-tick input").await;
        // It asks first.
        browser.click(".bulk .menu summary").await;
        browser.click(".bulk [value='remove']").await;
        browser.until_count(".wall .tile", 2).await;
        browser.says("form.banner", "1 picture removed").await;
        browser.click("form.banner button").await;
        browser.until_count(".wall .tile", 3).await;
    });
}

#[test]
fn the_wall_and_the_page_for_visitors_fit_a_desk() {
    looked_at("desk", How::desk());
}

#[test]
fn the_wall_and_the_page_for_visitors_fit_a_phone() {
    looked_at("phone", How::phone());
}

/// Whether nothing is wider than the screen.
const FITS: &str = "document.documentElement.scrollWidth <= innerWidth";

fn looked_at(name: &'static str, how: How) {
    in_demo(how, Language::En, async move |browser, house| {
        browser.be(&house, "marta").await;
        let lola = artist(&house, "lola");
        for (what, path) in [
            ("all", "/portfolio".to_owned()),
            ("wall", format!("/portfolio?artist={lola}")),
            ("item", "/portfolio/2".to_owned()),
            ("settings", format!("/portfolio/artists/{lola}/page")),
            ("preview", format!("/portfolio/artists/{lola}/preview")),
        ] {
            browser.open(&path).await;
            browser.until("[...document.images].every(one => one.complete || one.loading === 'lazy')").await;
            assert_eq!(browser.js(FITS).await, true, "{what} on the {name}");
            browser.picture(&format!("portfolio-{what}-{name}")).await;
        }
        let page = house.studio.portfolio_page(&house.operator(), lola).unwrap();
        let input = PageInput { slug: None, public: true };
        house.studio.set_portfolio_page(&house.operator(), lola, Some(page.version), &input).unwrap();
        browser.open(&format!("/p/{}", page.slug.unwrap())).await;
        browser.see(".showcase .wall img").await;
        assert_eq!(browser.js(FITS).await, true, "visitors on the {name}");
        browser.picture(&format!("portfolio-public-{name}")).await;
        browser.click(".wall .tile a").await;
        browser.see("#lightbox[open]").await;
        browser.until("document.querySelector('[data-shown]').naturalWidth > 0").await;
        browser.picture(&format!("portfolio-lightbox-{name}")).await;
    });
}

/// The client is found by name while one types; a session says client and day, and with a client only that one's sessions are offered.
#[test]
fn whom_a_piece_shows_is_found_by_name_and_by_session() {
    in_demo(How::desk(), Language::En, async |browser, house| {
        browser.be(&house, "marta").await;
        let lola = artist(&house, "lola");
        hang(&house, lola, "Moon", 1);
        let filter = studio_app::PortfolioFilter { artist: lola.to_string(), ..Default::default() };
        let item = house.studio.portfolio(&house.operator(), &filter).unwrap().items;
        let id = item.iter().find(|item| item.title == "Moon").unwrap().id;
        let people = house.studio.clients(&house.operator(), &studio_app::ClientFilter::default()).unwrap();
        let name = people.items[0].name.clone();
        browser.open(&format!("/portfolio/{id}")).await;
        browser.fill("#f-client_q", &name).await;
        browser.see("#people-of [data-client]").await;
        browser.picture("portfolio-people").await;
        browser.press(Key::Enter).await;
        browser.until("document.querySelector('[name=client_id]').value !== ''").await;
        browser.click("#piece .buttons .primary").await;
        browser.says(".toast", "Saved").await;
        assert_eq!(browser.value("#f-client_q").await, name);
        // A session of somebody else takes the place of whoever stands there.
        browser.fill("#f-client_q", "").await;
        let session = browser.string("document.querySelectorAll('#f-appointment_id option')[1].value").await;
        browser.choose("#f-appointment_id", &session).await;
        browser.until("document.querySelector('#f-client_q').value !== ''").await;
        assert_eq!(browser.js("document.querySelector('#f-made_on').value.length").await, 10);
        let offered = "[...document.querySelectorAll('#f-appointment_id option')].filter(o => o.value && !o.hidden).every(o => o.dataset.client === document.querySelector('[name=client_id]').value)";
        assert_eq!(browser.js(offered).await, true);
        let chosen = browser.value("#f-client_q").await;
        browser.click("#piece .buttons .primary").await;
        browser.until("document.querySelector('#piece [name=version]').value === '3'").await;
        assert_eq!(browser.value("#f-appointment_id").await, session);
        assert_eq!(browser.value("#f-client_q").await, chosen);
    });
}

/// How long a wall takes until something is seen: said, never asserted.
#[test]
fn a_wall_of_many_pictures_says_when_it_is_first_painted() {
    story(How::desk(), async |browser, house| {
        let lola = artist(&house, "lola");
        for seed in 0..120 {
            hang(&house, lola, &format!("Piece {seed}"), seed);
        }
        browser.be(&house, "lola").await;
        for visit in ["first visit", "second visit"] {
            browser.open(&format!("/portfolio?artist={lola}")).await;
            browser.until("[...document.images].every(one => one.complete || one.loading === 'lazy')").await;
            browser.until("performance.getEntriesByName('first-contentful-paint').length > 0").await;
            let at = "Math.round(performance.getEntriesByName('first-contentful-paint')[0].startTime)";
            let loaded = "Math.round(performance.getEntriesByType('navigation')[0].loadEventEnd)";
            println!(
                "wall of 120, {visit}: first contentful paint {} ms, loaded {} ms",
                browser.number(at).await,
                browser.number(loaded).await
            );
        }
        browser.until_count(".wall .tile", 60).await;
    });
}

/// One's own picture, from the menu.
#[test]
fn a_person_puts_up_the_own_picture() {
    story(How::desk(), async |browser, house| {
        let files = TempDir::new().unwrap();
        let path = files.path().join("me.png");
        std::fs::write(&path, picture(140, 110, 7)).unwrap();
        browser.be(&house, "lola").await;
        browser.open("/me/photo").await;
        browser.add("#f-photo", path.to_str().unwrap()).await;
        browser.click("form[data-photo] .primary").await;
        browser.says(".toast", "Photo saved").await;
        browser.until("document.querySelector('.person img.avatar').naturalWidth === 96").await;
        browser.picture("me-photo").await;
    });
}
