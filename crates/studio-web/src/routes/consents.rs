//! Routes of consents: asking for one, its papers, and the texts that clients agree to.

use studio_policy::Action as A;

use crate::pages;
use crate::table::{Access::May, Table};

impl Table {
    /// Consents of a client, and the studio's texts.
    pub(super) fn consent_pages(self) -> Self {
        let may = May(A::ClientsConsent);
        self.page(may, "/clients/{id}/consent/{kind}", pages::clients::ask)
            .upload(may, "/clients/{id}/consent/{kind}", "act=given&manner=paper", pages::clients::answer)
            .upload(may, "/clients/{id}/consents/{consent}/paper", "", pages::clients::attach_paper)
            .page(may, "/clients/{id}/consent/{kind}/form", pages::clients::blank)
            .form(may, "/clients/{id}/consent/{kind}/withdraw", "manner=spoken", pages::clients::withdraw)
            .page(may, "/clients/{id}/consents/{consent}", pages::clients::proof)
            .page(may, "/clients/{id}/consents/{consent}/signature.png", pages::clients::signature)
            .form(
                may,
                "/clients/{id}/guardian",
                "version=1&guardian_name=Elena+Leal&guardian_phone=600+555+011",
                pages::clients::guardian,
            )
            .form(
                may,
                "/clients/{id}/age-check",
                "document=passport&birth_date=1994-02-03",
                pages::clients::check_age,
            )
            .page(May(A::SecuritySettings), "/settings/consents", pages::consent_texts::show)
            .form(
                May(A::SecuritySettings),
                "/settings/consents",
                "kind=reminders&language=en&number=0&text=The+studio+may+remind+me.",
                pages::consent_texts::save,
            )
            .form(
                May(A::SecuritySettings),
                "/settings/consents/validity",
                "kind=reminders&language=en&validity=months&months=12",
                pages::consent_texts::validity,
            )
    }
}
