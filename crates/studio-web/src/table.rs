//! The route table: the router is built from it, and a test walks it.

use axum::handler::Handler;
use axum::http::Method;
use axum::routing::{MethodRouter, get, post};
use studio_policy::Action;
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
    #[expect(clippy::disallowed_methods, reason = "the one place that adds routes")]
    pub(crate) fn api(mut self, access: Access, mut operation: UtoipaMethodRouter<App>) -> Self {
        for (path, item) in &mut operation.1.paths {
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
        self.router = self.router.routes(operation);
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

    #[expect(clippy::disallowed_methods, reason = "the one place that adds routes")]
    fn add(
        mut self,
        method: Method,
        access: Access,
        path: &str,
        example: &'static str,
        handler: MethodRouter<App>,
    ) -> Self {
        self.routes.push(Route { method, path: path.to_owned(), access, page: Some(example) });
        self.router = self.router.route(path, handler);
        self
    }

    pub(crate) fn finish(self) -> (axum::Router<App>, OpenApi, Vec<Route>) {
        let (router, document) = self.router.split_for_parts();
        (router, document, self.routes)
    }
}
