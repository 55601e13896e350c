//! What every operation of the API has in common, added to what its handler describes.

use utoipa::openapi::header::Header;
use utoipa::openapi::path::{Operation, PathItem};
use utoipa::openapi::response::Response;
use utoipa::openapi::schema::{Object, Type};
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{Components, Content, OpenApi, Ref, RefOr};

use crate::table::Access;

/// Name of the scheme in the document.
const SESSION: &str = "session";
const JSON: &str = "application/json";
const PROBLEM: &str = "application/problem+json";
/// Bodies that are problems, as the document names them.
const PROBLEMS: &[&str] = &[
    "#/components/schemas/Problem",
    "#/components/schemas/Duplicates",
    "#/components/schemas/ImportProblem",
    "#/components/schemas/InUse",
];

/// Says how one signs in.
pub(crate) fn door(document: &mut OpenApi) {
    let mut bearer = Http::new(HttpAuthScheme::Bearer);
    bearer.description = Some("The token that `POST /api/v1/session` answers".to_owned());
    document
        .components
        .get_or_insert_with(Components::new)
        .add_security_scheme(SESSION, SecurityScheme::Http(bearer));
}

/// Completes an operation of a path.
pub(crate) fn complete(item: &mut PathItem, access: Access) {
    let all = [
        (&mut item.get, false),
        (&mut item.post, true),
        (&mut item.put, true),
        (&mut item.patch, true),
        (&mut item.delete, true),
    ];
    for (operation, changes) in all {
        if let Some(operation) = operation {
            completed(operation, access, changes);
        }
    }
}

fn completed(operation: &mut Operation, access: Access, changes: bool) {
    // A function's name is unique in its module only.
    let tag = operation.tags.as_ref().and_then(|tags| tags.first()).cloned().unwrap_or_default();
    operation.operation_id = operation.operation_id.take().map(|name| format!("{tag}_{name}"));
    if access != Access::Public {
        operation.security = Some(vec![SecurityRequirement::new(SESSION, Vec::<String>::new())]);
    }
    let responses = &mut operation.responses.responses;
    let mut also = |status: &str, description: &str| {
        responses.entry(status.to_owned()).or_insert_with(|| RefOr::T(problem(description)));
    };
    if changes {
        also("403", "Refused: it comes from another site");
    } else if matches!(access, Access::May(_) | Access::Rows(_)) {
        also("403", "Refused");
    }
    if operation.request_body.is_some() {
        also("413", "The body is larger than 256 KiB");
        also("415", "The body is not said to be JSON");
    }
    also("503", "Too busy or being stopped: come again later");
    for (status, response) in responses {
        if let RefOr::T(response) = response {
            settle(status, response);
        }
    }
}

fn problem(description: &str) -> Response {
    let mut response = Response::new(description);
    let body = RefOr::Ref(Ref::new("#/components/schemas/Problem"));
    response.content.insert(JSON.to_owned(), RefOr::T(Content::new(Some(body))));
    response
}

/// Problems have a media type of their own, and some statuses a header.
fn settle(status: &str, response: &mut Response) {
    let is_problem = response.content.get(JSON).is_some_and(|content| {
        matches!(content, RefOr::T(Content { schema: Some(RefOr::Ref(body)), .. })
            if PROBLEMS.contains(&body.ref_location.as_str()))
    });
    if let Some(content) = is_problem.then(|| response.content.swap_remove(JSON)).flatten() {
        response.content.insert(PROBLEM.to_owned(), content);
    }
    if matches!(status, "429" | "503") {
        let mut header = Header::new(Object::with_type(Type::Integer));
        header.description = Some("After how many seconds to come again".to_owned());
        response.headers.insert("Retry-After".to_owned(), RefOr::T(header));
    }
}
