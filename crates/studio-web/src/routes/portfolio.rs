//! Routes of portfolios, and of the pages that everybody may see of them.

use studio_policy::Action as A;

use crate::pages::portfolio;
use crate::table::{Access::May, Access::Public, Table};

impl Table {
    /// Pictures of artists' work, and an artist's public page.
    pub(super) fn portfolio_pages(self) -> Self {
        let (view, edit) = (May(A::PortfolioView), May(A::PortfolioEdit));
        self.page(view, "/portfolio", portfolio::list)
            .page(view, "/portfolio/{id}", portfolio::show)
            .form(edit, "/portfolio/{id}", "version=1&title=Swallow", portfolio::change)
            .upload(edit, "/portfolio/{id}/picture", "version=1", portfolio::set_picture)
            .form(edit, "/portfolio/{id}/remove", "", portfolio::remove)
            .form(edit, "/portfolio/{id}/restore", "", portfolio::restore)
            .page(May(A::PortfolioUpload), "/portfolio/artists/{id}/upload", portfolio::ask_upload)
            .uploads(May(A::PortfolioUpload), "/portfolio/artists/{id}/upload", "title=", portfolio::upload)
            .form(edit, "/portfolio/artists/{id}/order", "order=4711", portfolio::order)
            .form(edit, "/portfolio/artists/{id}/bulk", "id=4711&act=publish", portfolio::bulk)
            .page(view, "/portfolio/artists/{id}/page", portfolio::settings)
            .form(edit, "/portfolio/artists/{id}/page", "version=0&slug=lola-vega", portfolio::switch)
            .page(view, "/portfolio/artists/{id}/preview", portfolio::preview)
            .page(Public, "/p/{slug}", portfolio::public_page)
            .page(Public, "/p/{slug}/face/{size}", portfolio::public_face)
            .page(Public, "/p/{slug}/{item}/{size}", portfolio::public_picture)
    }
}
