//! The route table: the router is built from it, and a test walks it.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::DefaultBodyLimit;
use axum::handler::Handler;
use axum::http::{Method, StatusCode};
use axum::routing::{MethodRouter, get, post};
use studio_policy::Action;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;
use utoipa::openapi::OpenApi;
use utoipa::openapi::path::HttpMethod;
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouter};

use crate::describe::{complete, door};
use crate::state::App;

/// Who may use a route. There is no default.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Anybody. The list of these is a golden file.
    Public,
    /// Any signed-in person, about the own account only.
    Oneself,
    /// Whoever the matrix permits this action.
    May(Action),
    /// Whoever the matrix permits this action or would permit with the master code: a form that is saved later.
    Prepare(Action),
    /// Whoever the matrix permits this action for any row: lists of what is one's own, and requests whose row stands in the body.
    Rows(Action),
}

/// How large a request may be, and how long it may take.
#[derive(Debug, Clone, Copy)]
struct Bounds {
    bytes: usize,
    time: Duration,
}

impl Bounds {
    /// Of every request but an upload.
    const USUAL: Self = Self { bytes: 256 * 1024, time: Duration::from_secs(30) };
    /// Of a file that is sent, perhaps from a telephone far from the router. What is too large for its purpose is read and dropped up to
    /// here, since a browser that is interrupted while it sends does not listen to the reason.
    const UPLOAD: Self = Self { bytes: 64_000_000, time: Duration::from_secs(300) };

    /// Of a form with several pictures, of which one at a time is in memory.
    const UPLOADS: Self = Self { bytes: 800_000_000, time: Duration::from_secs(900) };

    /// Of a file with rows that a program sends, and what stands around it.
    const ROWS: Self = Self { bytes: 8 * 1024 * 1024 + 16 * 1024, time: Duration::from_secs(300) };

    fn around(self, handler: MethodRouter<App>) -> MethodRouter<App> {
        handler
            .layer::<_, Infallible>(DefaultBodyLimit::disable())
            .layer::<_, Infallible>(RequestBodyLimitLayer::new(self.bytes))
            .layer::<_, Infallible>(TimeoutLayer::with_status_code(
                StatusCode::SERVICE_UNAVAILABLE,
                self.time,
            ))
    }
}

/// One route.
#[derive(Debug, Clone)]
pub struct Route {
    /// Method.
    pub method: Method,
    /// Path pattern.
    pub path: String,
    /// Who may use it.
    pub access: Access,
    /// Whether a page is answered, and for a form that is sent an example of its fields.
    pub page: Option<&'static str>,
}

/// Collects routes; the only place that adds any to a router.
pub(crate) struct Table {
    router: OpenApiRouter<App>,
    routes: Vec<Route>,
}

impl Table {
    pub(crate) fn new(mut document: OpenApi) -> Self {
        door(&mut document);
        Self { router: OpenApiRouter::with_openapi(document), routes: Vec::new() }
    }

    /// Adds an operation of the API: method and path come from the handler's own description.
    #[must_use]
    pub(crate) fn api(self, access: Access, operation: UtoipaMethodRouter<App>) -> Self {
        self.operation(access, Bounds::USUAL, operation)
    }

    /// Adds an operation of the API that takes a file.
    #[must_use]
    pub(crate) fn api_upload(self, access: Access, operation: UtoipaMethodRouter<App>) -> Self {
        self.operation(access, Bounds::UPLOAD, operation)
    }

    /// Adds an operation of the API that takes a file with rows.
    #[must_use]
    pub(crate) fn api_rows(self, access: Access, operation: UtoipaMethodRouter<App>) -> Self {
        self.operation(access, Bounds::ROWS, operation)
    }

    #[expect(clippy::disallowed_methods, reason = "the one place that adds routes")]
    fn operation(
        mut self,
        access: Access,
        bounds: Bounds,
        (schemas, mut paths, handler): UtoipaMethodRouter<App>,
    ) -> Self {
        for (path, item) in &mut paths.paths {
            complete(item, access);
            let methods = [
                (HttpMethod::Get, &item.get, Method::GET),
                (HttpMethod::Post, &item.post, Method::POST),
                (HttpMethod::Put, &item.put, Method::PUT),
                (HttpMethod::Patch, &item.patch, Method::PATCH),
                (HttpMethod::Delete, &item.delete, Method::DELETE),
            ];
            for (_, _, method) in methods.into_iter().filter(|(_, operation, _)| operation.is_some()) {
                self.routes.push(Route { method, path: path.clone(), access, page: None });
            }
        }
        self.router = self.router.routes((schemas, paths, bounds.around(handler)));
        self
    }

    /// Adds a page.
    #[must_use]
    pub(crate) fn page<H, T>(self, access: Access, path: &str, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.add(Method::GET, access, path, "", get(handler))
    }

    /// Adds the target of a form; `example` are fields as a browser would send them.
    #[must_use]
    pub(crate) fn form<H, T>(self, access: Access, path: &str, example: &'static str, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.add(Method::POST, access, path, example, post(handler))
    }

    /// Adds the target of a form that carries a file; `example` as of any other form.
    #[must_use]
    pub(crate) fn upload<H, T>(
        mut self,
        access: Access,
        path: &str,
        example: &'static str,
        handler: H,
    ) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        let handler = Bounds::UPLOAD.around(post(handler));
        self.push(Method::POST, access, path, example, handler);
        self
    }

    /// Adds the target of a form that carries several pictures.
    #[must_use]
    pub(crate) fn uploads<H, T>(
        mut self,
        access: Access,
        path: &str,
        example: &'static str,
        handler: H,
    ) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        let handler = Bounds::UPLOADS.around(post(handler));
        self.push(Method::POST, access, path, example, handler);
        self
    }

    /// Adds the target of a form that carries a file with rows. It is received as other files are, so that the form comes back with what is wrong
    /// where it is too large; how much of it is kept, its handler says.
    #[must_use]
    pub(crate) fn rows<H, T>(mut self, access: Access, path: &str, example: &'static str, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        let handler = Bounds::UPLOAD.around(post(handler));
        self.push(Method::POST, access, path, example, handler);
        self
    }

    fn add(
        mut self,
        method: Method,
        access: Access,
        path: &str,
        example: &'static str,
        handler: MethodRouter<App>,
    ) -> Self {
        self.push(method, access, path, example, Bounds::USUAL.around(handler));
        self
    }

    #[expect(clippy::disallowed_methods, reason = "the one place that adds routes")]
    fn push(
        &mut self,
        method: Method,
        access: Access,
        path: &str,
        example: &'static str,
        handler: MethodRouter<App>,
    ) {
        self.routes.push(Route { method, path: path.to_owned(), access, page: Some(example) });
        self.router = std::mem::take(&mut self.router).route(path, handler);
    }

    pub(crate) fn finish(self) -> (axum::Router<App>, OpenApi, Vec<Route>) {
        let (router, document) = self.router.split_for_parts();
        (router, document, self.routes)
    }
}
