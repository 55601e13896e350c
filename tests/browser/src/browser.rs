//! What somebody does in a browser and sees there.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::http::Method;
use base64ct::{Base64, Encoding as _};
use fantoccini::actions::{
    InputSource as _, KeyAction, KeyActions, MouseActions, PointerAction, TouchActions,
};
use fantoccini::elements::Element;
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, Locator, actions};
use serde_json::{Value, json};
use studio_testkit::PASSWORD;
use url::{ParseError, Url};

use crate::house::House;
use crate::keys::Key;

/// How often something is looked for before it counts as missing, and how long between two looks.
const LOOKS: (u32, Duration) = (400, Duration::from_millis(25));

/// A browser that looks at a studio. Everything in it waits for what it needs, and fails the test with what it waited for.
#[derive(Debug, Clone)]
pub struct Browser {
    client: Client,
    base: String,
    phone: bool,
    /// What the console may say.
    expected: Arc<Mutex<Vec<String>>>,
}

/// A command that is this driver's own.
#[derive(Debug)]
struct Own(&'static str, Value);

impl WebDriverCompatibleCommand for Own {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.0))
    }

    fn method_and_body(&self, _url: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.1.to_string()))
    }
}

impl Browser {
    pub(crate) fn new(client: Client, base: String, phone: bool) -> Self {
        Self { client, base, phone, expected: Arc::default() }
    }

    /// What the driver offers beyond this.
    #[must_use]
    pub const fn driver(&self) -> &Client {
        &self.client
    }

    /// A command of the browser's own protocol.
    ///
    /// # Panics
    /// If it fails.
    pub async fn command(&self, name: &str, parameters: Value) -> Value {
        let own = Own("goog/cdp/execute", json!({ "cmd": name, "params": parameters }));
        self.client.issue_cmd(own).await.unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    // Pages.

    /// Goes to an address of the studio.
    ///
    /// # Panics
    /// If nothing comes.
    pub async fn open(&self, path: &str) {
        let url = format!("{}{path}", self.base);
        self.client.goto(&url).await.unwrap_or_else(|error| panic!("{path}: {error}"));
        self.settled().await;
    }

    /// Path and query of the page.
    ///
    /// # Panics
    /// If there is no page.
    pub async fn path(&self) -> String {
        let url = self.client.current_url().await.expect("an address");
        url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()))
    }

    /// Waits until the page has this path and query.
    pub async fn at(&self, path: &str) {
        let mut seen = String::new();
        for _ in 0..LOOKS.0 {
            seen = self.path().await;
            if seen == path && self.ready().await {
                return;
            }
            tokio::time::sleep(LOOKS.1).await;
        }
        panic!("waited for {path}, it is {seen}");
    }

    /// Waits until the page hears every key and click.
    async fn settled(&self) {
        for _ in 0..LOOKS.0 {
            if self.ready().await {
                return;
            }
            tokio::time::sleep(LOOKS.1).await;
        }
        panic!("the scripts of {} never got ready", self.path().await);
    }

    /// Whether a page is there with its scripts, if it has some and they may run: where they may not, what stands in for them is there.
    async fn ready(&self) -> bool {
        let ready = "return document.readyState === 'complete' && ('ready' in document.documentElement.dataset \
                     || !document.querySelector('script[src$=\"/app.js\"]') || !!document.querySelector('noscript > *'))";
        let answer = self.client.execute(ready, Vec::new()).await;
        answer.is_ok_and(|value| value == json!(true))
    }

    /// Takes the network away, or gives it back.
    pub async fn connected(&self, connected: bool) {
        self.command("Network.enable", json!({})).await;
        let conditions =
            json!({ "offline": !connected, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        self.command("Network.emulateNetworkConditions", conditions).await;
    }

    /// Loads the page again.
    ///
    /// # Panics
    /// If nothing comes.
    pub async fn reload(&self) {
        self.client.refresh().await.expect("the page again");
        self.settled().await;
    }

    /// One page back.
    ///
    /// # Panics
    /// If there is none.
    pub async fn back(&self) {
        self.client.back().await.expect("a page before");
    }

    /// Signed in as this person, without the form.
    pub async fn be(&self, house: &House, name: &str) {
        let cookie = json!({
            "name": "studio_session", "value": house.token(name), "url": self.base, "httpOnly": true, "sameSite": "Lax",
        });
        self.command("Network.setCookie", cookie).await;
    }

    /// Signs in by the form that is shown.
    pub async fn sign_in(&self, name: &str) {
        self.fill("#f-username", name).await;
        self.fill("#f-password", PASSWORD).await;
        self.click("form.door button.primary").await;
    }

    // Looking.

    /// The value of an expression in the page.
    ///
    /// # Panics
    /// If it throws.
    pub async fn js(&self, expression: &str) -> Value {
        let answer = self.client.execute(&format!("return ({expression})"), Vec::new()).await;
        answer.unwrap_or_else(|error| panic!("{expression}: {error}"))
    }

    /// The text that an expression gives.
    ///
    /// # Panics
    /// If it is none.
    pub async fn string(&self, expression: &str) -> String {
        let value = self.js(expression).await;
        value.as_str().unwrap_or_else(|| panic!("{expression} is {value}")).to_owned()
    }

    /// The whole number that an expression gives.
    ///
    /// # Panics
    /// If it is none.
    pub async fn number(&self, expression: &str) -> i64 {
        let value = self.js(&format!("Math.round({expression})")).await;
        value.as_i64().unwrap_or_else(|| panic!("{expression} is {value}"))
    }

    /// Waits until an expression holds. While a page is loading it may throw.
    ///
    /// # Panics
    /// If it never holds.
    pub async fn until(&self, expression: &str) {
        let mut last = String::new();
        for _ in 0..LOOKS.0 {
            match self.client.execute(&format!("return Boolean({expression})"), Vec::new()).await {
                Ok(Value::Bool(true)) => return,
                Ok(_) => last.clear(),
                Err(error) => last = format!(" ({error})"),
            }
            tokio::time::sleep(LOOKS.1).await;
        }
        panic!("waited in vain until {expression}{last}, at {}", self.path().await);
    }

    /// Waits until something is shown; of several, the first that is.
    ///
    /// # Panics
    /// If it never is.
    pub async fn see(&self, css: &str) -> Element {
        for _ in 0..LOOKS.0 {
            for element in self.client.find_all(Locator::Css(css)).await.unwrap_or_default() {
                if element.is_displayed().await.unwrap_or_default() {
                    return element;
                }
            }
            tokio::time::sleep(LOOKS.1).await;
        }
        panic!("waited in vain for {css}, at {}", self.path().await);
    }

    /// Waits until nothing of this is shown.
    pub async fn gone(&self, css: &str) {
        let css = Value::from(css);
        let shown = format!("[...document.querySelectorAll({css})].some(e => e.checkVisibility())");
        self.until(&format!("!{shown}")).await;
    }

    /// How many there are, shown or not.
    pub async fn count(&self, css: &str) -> i64 {
        self.number(&format!("document.querySelectorAll({}).length", Value::from(css))).await
    }

    /// Waits until there are so many.
    pub async fn until_count(&self, css: &str, count: usize) {
        self.until(&format!("document.querySelectorAll({}).length === {count}", Value::from(css))).await;
    }

    /// Waits until the text of something contains this.
    pub async fn says(&self, css: &str, words: &str) {
        let (css, words) = (Value::from(css), Value::from(words));
        self.until(&format!("document.querySelector({css}).textContent.includes({words})")).await;
    }

    /// The text that is shown, with every run of white space as one.
    ///
    /// # Panics
    /// If there is no such element.
    pub async fn text(&self, css: &str) -> String {
        let text = self.see(css).await.text().await.expect("its text");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The value of a field.
    pub async fn value(&self, css: &str) -> String {
        self.string(&format!("document.querySelector({}).value", Value::from(css))).await
    }

    /// Whether this has the focus.
    pub async fn focused(&self, css: &str) {
        self.until(&format!("document.activeElement.matches({})", Value::from(css))).await;
    }

    /// Whether what has the focus can be seen to have it: an outline, and inside the window.
    ///
    /// # Panics
    /// If not.
    pub async fn focus_is_seen(&self) {
        let seen = self
            .js("(() => {
                const e = document.activeElement, style = getComputedStyle(e), box = e.getBoundingClientRect();
                const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
                // The parts of a date are drawn by the browser.
                if (e.matches('[type=date]')) return '';
                const inside = box.bottom > 0 && box.top < innerHeight && box.width > 0;
                return e.matches(':focus-visible') && ring && inside ? '' : e.outerHTML.slice(0, 120);
            })()")
            .await;
        assert_eq!(seen, "", "the focus is not to be seen");
    }

    // Doing.

    /// Clicks or taps.
    ///
    /// # Panics
    /// If it can't be.
    pub async fn click(&self, css: &str) {
        let element = self.see(css).await;
        self.reach(&element).await;
        if self.phone {
            self.tap(&element).await;
        } else {
            element.click().await.unwrap_or_else(|error| panic!("click on {css}: {error}"));
        }
    }

    /// Scrolls as somebody would who wants to reach it: the driver does not see what lies under a bar that stays.
    async fn reach(&self, element: &Element) {
        let reach = "const box = arguments[0].getBoundingClientRect();
            const seen = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
            if (!arguments[0].contains(seen)) arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' });";
        let element = serde_json::to_value(element).expect("a reference");
        self.client.execute(reach, vec![element]).await.expect("it is scrolled to");
    }

    async fn tap(&self, element: &Element) {
        let finger = TouchActions::new("finger".to_owned())
            .then(PointerAction::MoveToElement { element: element.clone(), duration: None, x: 0.0, y: 0.0 })
            .then(PointerAction::Down { button: actions::MOUSE_BUTTON_LEFT })
            .then(PointerAction::Up { button: actions::MOUSE_BUTTON_LEFT });
        self.client.perform_actions(finger).await.expect("a tap");
    }

    /// Draws a line on an element, with the mouse or a finger; points are counted from its middle.
    ///
    /// # Panics
    /// If it can't be.
    pub async fn draw(&self, css: &str, points: &[(f64, f64)]) {
        let element = self.see(css).await;
        let seen = serde_json::to_value(&element).expect("a reference");
        let reach = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })";
        self.client.execute(reach, vec![seen]).await.expect("it is scrolled to");
        let to = |(x, y): &(f64, f64)| PointerAction::MoveToElement {
            element: element.clone(),
            duration: None,
            x: *x,
            y: *y,
        };
        let mut steps: Vec<_> = points.iter().map(to).collect();
        steps.insert(1, PointerAction::Down { button: actions::MOUSE_BUTTON_LEFT });
        steps.push(PointerAction::Up { button: actions::MOUSE_BUTTON_LEFT });
        let drawn = if self.phone {
            let finger =
                steps.into_iter().fold(TouchActions::new("finger".to_owned()), actions::InputSource::then);
            self.client.perform_actions(finger).await
        } else {
            let mouse =
                steps.into_iter().fold(MouseActions::new("mouse".to_owned()), actions::InputSource::then);
            self.client.perform_actions(mouse).await
        };
        drawn.expect("a line");
    }

    /// Clicks with the right button.
    ///
    /// # Panics
    /// If it can't be.
    pub async fn right_click(&self, css: &str) {
        let element = self.see(css).await;
        let mouse = MouseActions::new("mouse".to_owned())
            .then(PointerAction::MoveToElement { element, duration: None, x: 0.0, y: 0.0 })
            .then(PointerAction::Down { button: actions::MOUSE_BUTTON_RIGHT })
            .then(PointerAction::Up { button: actions::MOUSE_BUTTON_RIGHT });
        self.client.perform_actions(mouse).await.expect("a click with the right button");
    }

    /// Puts a text into a field, in place of what is there.
    ///
    /// # Panics
    /// If it can't be.
    pub async fn fill(&self, css: &str, text: &str) {
        let field = self.see(css).await;
        field.clear().await.unwrap_or_else(|error| panic!("{css}: {error}"));
        field.send_keys(text).await.unwrap_or_else(|error| panic!("{css}: {error}"));
    }

    /// Adds a text to a field, key by key.
    ///
    /// # Panics
    /// If it can't be.
    pub async fn add(&self, css: &str, text: &str) {
        self.see(css).await.send_keys(text).await.unwrap_or_else(|error| panic!("{css}: {error}"));
    }

    /// Chooses in a list.
    ///
    /// # Panics
    /// If there is no such choice.
    pub async fn choose(&self, css: &str, value: &str) {
        let list = self.see(css).await;
        let choice = format!(".//option[@value='{value}' or (not(@value) and normalize-space()='{value}')]");
        list.select_by(Locator::XPath(&choice))
            .await
            .unwrap_or_else(|error| panic!("{value} of {css}: {error}"));
    }

    /// Types where the focus is.
    pub async fn type_keys(&self, text: &str) {
        let keys = text.chars().fold(KeyActions::new("keys".to_owned()), |keys, value| {
            keys.then(KeyAction::Down { value }).then(KeyAction::Up { value })
        });
        self.press_all(keys).await;
    }

    /// Presses a key where the focus is.
    pub async fn press(&self, key: Key) {
        self.type_keys(&char::from(key).to_string()).await;
    }

    /// Presses a key while another is held.
    pub async fn press_with(&self, held: Key, key: impl Into<char>) {
        let (held, value) = (held.into(), key.into());
        let keys = KeyActions::new("keys".to_owned())
            .then(KeyAction::Down { value: held })
            .then(KeyAction::Down { value })
            .then(KeyAction::Up { value })
            .then(KeyAction::Up { value: held });
        self.press_all(keys).await;
    }

    /// Presses a key while Alt and others are held.
    pub async fn press_with_alt(&self, others: &[Key], key: Key) {
        let mut keys = KeyActions::new("keys".to_owned());
        let held: Vec<char> =
            std::iter::once(Key::Alt).chain(others.iter().copied()).map(char::from).collect();
        for value in held.iter().copied().chain([char::from(key)]) {
            keys = keys.then(KeyAction::Down { value });
        }
        for value in std::iter::once(char::from(key)).chain(held.iter().copied()) {
            keys = keys.then(KeyAction::Up { value });
        }
        self.press_all(keys).await;
    }

    /// Presses what opens the menu of the row that has the focus: the key beside the right Ctrl, or Shift with F10. The driver's own keys do
    /// not reach the part of the browser that knows these two.
    pub async fn press_menu_key(&self, f10: bool) {
        let (name, code, shift) = if f10 { ("F10", 121, 8) } else { ("ContextMenu", 93, 0) };
        for kind in ["rawKeyDown", "keyUp"] {
            let key = json!({ "type": kind, "key": name, "code": name, "windowsVirtualKeyCode": code, "modifiers": shift });
            self.command("Input.dispatchKeyEvent", key).await;
        }
    }

    async fn press_all(&self, keys: KeyActions) {
        self.client.perform_actions(keys).await.expect("keys are pressed");
    }

    // What is left behind.

    /// Keeps a picture of the window.
    ///
    /// # Panics
    /// If it can't be taken.
    pub async fn picture(&self, name: &str) {
        let bytes = self.client.screenshot().await.expect("a picture");
        std::fs::write(crate::screens().join(format!("{name}.png")), bytes).expect("the picture is kept");
    }

    /// A picture of the top left part of the page.
    ///
    /// # Panics
    /// If it can't be taken.
    pub async fn part(&self, width: u32, height: u32) -> Vec<u8> {
        let clip = json!({ "x": 0, "y": 0, "width": width, "height": height, "scale": 1 });
        let taken = self.command("Page.captureScreenshot", json!({ "format": "png", "clip": clip })).await;
        let data = taken.get("data").and_then(Value::as_str).expect("a picture");
        Base64::decode_vec(data).expect("a picture in Base64")
    }

    /// Lets the console say this without failing the test.
    ///
    /// # Panics
    /// If another such call did.
    pub fn expect_in_console(&self, words: &str) {
        self.expected.lock().unwrap().push(words.to_owned());
    }

    /// Errors of scripts, refusals of the content policy and failed requests that nobody expected.
    pub(crate) async fn complaints(&self) -> Vec<String> {
        let own = Own("se/log", json!({ "type": "browser" }));
        let entries = self.client.issue_cmd(own).await.expect("the console");
        let expected = self.expected.lock().unwrap().clone();
        let entries = entries.as_array().cloned().unwrap_or_default();
        let said = entries.into_iter().filter_map(|entry| {
            let message = entry.get("message")?.as_str()?.to_owned();
            let severe = entry.get("level")?.as_str()? == "SEVERE";
            (severe || message.contains("Content Security Policy")).then_some(message)
        });
        said.filter(|message| !expected.iter().any(|words| message.contains(words))).collect()
    }
}
