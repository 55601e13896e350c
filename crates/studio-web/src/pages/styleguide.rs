//! Every part of the pages once, in each state: of builds for development only.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;

use super::{Form, Reader, Shell, html};

#[derive(Template)]
#[template(path = "styleguide.html")]
struct Page {
    shell: Shell,
    plain: Form,
    wrong: Form,
    choices: Vec<(String, String)>,
    ticks: Vec<String>,
}

/// The page.
pub(crate) async fn show(reader: Reader) -> Response {
    let words = ["Blackwork", "Fine line", "Realism", "Traditional"];
    let typed = || [("name", "Sofía O'Farrill-Núñez"), ("phone", "call me"), ("styles", "Fine line")];
    let message = studio_text::Args::new().text("given", "call me");
    let told = studio_text::text(reader.shell.say.lang(), "rule-unknown", &message);
    let wrong = Form {
        typed: typed().into_iter().collect(),
        summary: Some((told.clone(), None)),
        errors: vec![("phone".to_owned(), told)],
        ..Form::default()
    };
    let page = Page {
        plain: Form::new(typed().into_iter().collect()),
        wrong,
        choices: words.iter().map(|&word| (word.to_owned(), word.to_owned())).collect(),
        ticks: words.iter().map(|&word| word.to_owned()).collect(),
        shell: reader.shell,
    };
    html(StatusCode::OK, &page)
}
