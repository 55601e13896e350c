//! A story: somebody with a browser, in front of a studio.

use std::future::Future;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use studio_domain::Language;

use crate::browser::Browser;
use crate::driver::{Driver, How};
use crate::house::House;

/// One browser at a time: it takes what a small machine has.
static TURN: Mutex<()> = Mutex::new(());

/// Tells a story in a studio that has its people and no clients.
///
/// # Panics
/// If the story fails, if the browser's console complains, or if the studio is not whole afterwards.
pub fn story<F, Work>(how: How, work: F)
where
    F: FnOnce(Browser, Arc<House>) -> Work,
    Work: Future<Output = ()> + Send + 'static,
{
    tell(how, House::empty, work);
}

/// Tells a story in an invented studio with all that one has after a year.
///
/// # Panics
/// If the story fails or if the browser's console complains.
pub fn in_demo<F, Work>(how: How, language: Language, work: F)
where
    F: FnOnce(Browser, Arc<House>) -> Work,
    Work: Future<Output = ()> + Send + 'static,
{
    tell(how, || House::demo(language), work);
}

/// Tells a story in a studio of which nothing is known yet.
///
/// # Panics
/// If the story fails or if the browser's console complains.
pub fn before_set_up<F, Work>(how: How, work: F)
where
    F: FnOnce(Browser, Arc<House>) -> Work,
    Work: Future<Output = ()> + Send + 'static,
{
    tell(how, House::bare, work);
}

fn tell<F, Work>(how: How, house: impl FnOnce() -> House, work: F)
where
    F: FnOnce(Browser, Arc<House>) -> Work,
    Work: Future<Output = ()> + Send + 'static,
{
    let name = std::thread::current().name().unwrap_or("story").replace("::", "-");
    // A story that failed takes nothing from the next one.
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let failed = crate::screens().join(format!("failed-{name}.png"));
    // Of an earlier run.
    drop(std::fs::remove_file(&failed));
    let house = Arc::new(house());
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        house.serve().await;
        let (driver, client) = Driver::start(&how).await;
        let base = format!("http://{}:{}", how.host, house.port());
        let browser = Browser::new(client.clone(), base, how.phone);
        if !how.scripts {
            browser
                .command("Emulation.setScriptExecutionDisabled", serde_json::json!({ "value": true }))
                .await;
        }
        let told = tokio::spawn(work(browser.clone(), Arc::clone(&house))).await;
        if let Err(panicked) = told {
            keep(&browser, &failed).await;
            drop(driver);
            std::panic::resume_unwind(panicked.into_panic());
        }
        let complaints = browser.complaints().await;
        client.close().await.expect("the browser ends");
        drop(driver);
        assert!(complaints.is_empty(), "the browser's console says: {complaints:#?}");
    });
    drop(runtime);
    drop(house);
}

/// Keeps what could be seen when a story failed.
#[expect(clippy::print_stderr, reason = "whoever reads why a test failed wants to know where its picture is")]
async fn keep(browser: &Browser, place: &Path) {
    let Ok(bytes) = browser.driver().screenshot().await else { return };
    if std::fs::write(place, bytes).is_ok() {
        eprintln!("what could be seen: {}", place.display());
    }
    eprintln!("the browser's console says: {:#?}", browser.complaints().await);
}

/// Somebody else with a browser of their own, at another desk of the same studio.
#[derive(Debug)]
pub struct Another {
    browser: Browser,
    _driver: Driver,
}

impl Another {
    /// Sits down and opens a browser, signed in as this person.
    pub async fn sits_down(how: How, house: &House, name: &str) -> Self {
        let (driver, client) = Driver::start(&how).await;
        let browser = Browser::new(client, format!("http://{}:{}", how.host, house.port()), how.phone);
        browser.be(house, name).await;
        Self { browser, _driver: driver }
    }

    /// Closes the browser, whose console must have had nothing to complain about.
    ///
    /// # Panics
    /// If it had.
    pub async fn leaves(self) {
        let complaints = self.browser.complaints().await;
        self.browser.driver().clone().close().await.expect("the browser ends");
        assert!(complaints.is_empty(), "the browser's console says: {complaints:#?}");
    }
}

impl std::ops::Deref for Another {
    type Target = Browser;

    fn deref(&self) -> &Browser {
        &self.browser
    }
}
