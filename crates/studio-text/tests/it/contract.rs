//! The keys that the rest of the program asks for by code.
#![expect(clippy::panic, reason = "a helper of tests that fails with the missing key")]

use studio_text::{Args, Lang, has, key, keys, text};

fn expect(prefix: &str, codes: &[&str]) {
    for lang in Lang::ALL.iter().copied() {
        for code in codes {
            let key = key(prefix, code);
            if !has(lang, &key) {
                panic!("{lang} has no {key}");
            }
        }
    }
}

fn expect_no_more(prefix: &str, codes: &[&str]) {
    let known: Vec<_> = codes.iter().map(|code| key(prefix, code)).collect();
    let start = format!("{prefix}-");
    for extra in keys(Lang::En).filter(|key| key.starts_with(&start)) {
        assert!(known.iter().any(|key| key == extra), "nobody asks for {extra}");
    }
}

const ACTIONS: [&str; 58] = [
    "agenda.view",
    "agenda.details",
    "agenda.create",
    "agenda.edit",
    "agenda.cancel",
    "agenda.complete",
    "agenda.no_show",
    "agenda.block",
    "agenda.export",
    "clients.view",
    "clients.create",
    "clients.edit",
    "clients.delete",
    "clients.consent",
    "clients.notes",
    "clients.photo",
    "clients.health_view",
    "clients.health_record",
    "clients.import",
    "clients.merge",
    "clients.export",
    "staff.view",
    "staff.edit_profile",
    "staff.manage_users",
    "staff.toggle_active",
    "portfolio.view",
    "portfolio.edit",
    "portfolio.upload",
    "reports.view",
    "reports.view_tx",
    "reports.take_payment",
    "reports.refund_void",
    "reports.cash_open",
    "reports.cash_move",
    "reports.cash_close",
    "reports.payout",
    "reports.export",
    "inventory.view",
    "inventory.create_item",
    "inventory.edit_item",
    "inventory.stock_in",
    "inventory.stock_adj",
    "inventory.cycle_count",
    "inventory.consume",
    "inventory.request",
    "inventory.recall",
    "inventory.export",
    "security.settings",
    "security.audit",
    "security.backup",
    "security.rotate_code",
    "security.privacy",
    "security.integrations",
    "system.setup",
    "system.import_legacy",
    "system.migrate",
    "system.sweep",
    "system.tick",
];

#[test]
fn every_action_has_a_text_of_its_own() {
    expect("action", &ACTIONS);
    expect_no_more("action", &ACTIONS);
    for lang in Lang::ALL.iter().copied() {
        let said: std::collections::BTreeSet<_> =
            ACTIONS.iter().map(|code| text(lang, &key("action", code), &Args::new())).collect();
        assert_eq!(said.len(), ACTIONS.len(), "{lang}");
    }
}

#[test]
fn every_role_and_decision_has_a_text() {
    let roles = ["admin", "assistant", "artist", "operator", "housekeeping", "setup"];
    expect("role", &roles);
    expect_no_more("role", &roles);
    expect("refused", &["no_grant", "not_owner", "not_linked", "needs_elevation"]);
    expect("permitted", &["granted", "owner", "elevated"]);
    for why in ["no_grant", "not_owner", "not_linked", "needs_elevation"] {
        let said = text(Lang::En, &key("refused", why), &Args::new().text("action", "Book an appointment"));
        assert!(said.ends_with(": Book an appointment"), "{said}");
    }
}

#[test]
fn every_rule_says_what_it_knows() {
    let rules: [(&str, &[&str]); 22] = [
        ("empty", &[]),
        ("too_short", &["min", "got"]),
        ("too_long", &["max", "got"]),
        ("control_character", &["at"]),
        ("form", &["what"]),
        ("out_of_range", &["min", "max"]),
        ("unknown", &["given"]),
        ("end_before_start", &[]),
        ("overlap", &[]),
        ("in_future", &[]),
        ("required", &[]),
        ("not_allowed", &[]),
        ("common", &[]),
        ("contains_name", &[]),
        ("other_name", &[]),
        ("differs", &[]),
        ("unanswered", &[]),
        ("not_on_list", &["given"]),
        ("same_record", &[]),
        ("duration", &["min_minutes", "max_hours"]),
        ("never_happens", &[]),
        ("happens_twice", &[]),
    ];
    expect_no_more("rule", &rules.map(|(rule, _)| rule));
    for lang in Lang::ALL.iter().copied() {
        for (rule, params) in rules {
            let args =
                (41..).zip(params).fold(Args::new(), |args, (n, name)| args.value(name, &format!("{n}")));
            let said = text(lang, &key("rule", rule), &args);
            assert!(has(lang, &key("rule", rule)), "{rule}");
            for (n, _) in (41..).zip(params) {
                assert!(said.contains(&format!("{n}")), "{lang}: {rule}: {said}");
            }
        }
    }
}

#[test]
fn every_form_and_field_has_a_name() {
    let forms = [
        "email",
        "phone",
        "instagram",
        "date",
        "time",
        "time_zone",
        "currency",
        "country",
        "colour",
        "user_name",
        "money",
        "number",
        "boolean",
        "language",
        "theme",
        "weekday",
        "hours",
        "id",
        "cursor",
        "signature",
        "text_hash",
        "row",
        "columns",
        "slug",
    ];
    expect("form", &forms);
    expect_no_more("form", &forms);
    let fields = [
        "id",
        "name",
        "user_name",
        "full_name",
        "phone",
        "email",
        "instagram",
        "birth_date",
        "password",
        "password_again",
        "code",
        "role",
        "artist",
        "colour",
        "bio",
        "styles",
        "hours",
        "rate",
        "language",
        "theme",
        "time_zone",
        "currency",
        "country",
        "action",
        "subject",
        "profile",
        "setting",
        "value",
        "reason",
        "city",
        "state",
        "gender",
        "note",
        "from",
        "to",
        "date",
        "time",
        "weekday",
        "limit",
        "cursor",
        "address",
        "placements",
        "source",
        "source_detail",
        "preferred_artist_id",
        "appointment_id",
        "field",
        "answer",
        "pinned_note",
        "paper",
        "title",
        "year",
        "text",
        "q",
        "sort",
        "order",
        "status",
        "artist_id",
        "emergency_name",
        "emergency_relationship",
        "emergency_phone",
        "guardian_name",
        "guardian_relationship",
        "guardian_phone",
        "emergency",
        "guardian",
        "merge_field",
        "side",
        "other_id",
        "confirm_name",
        "kind",
        "act",
        "manner",
        "signer",
        "signer_name",
        "signature",
        "text_hash",
        "appointment_id",
        "document",
        "validity",
        "number",
        "informed_consent",
        "answers",
        "observations",
        "passphrase",
        "screening",
        "question",
        "answer",
        "allergies",
        "allergy_latex",
        "allergy_lidocaine",
        "allergy_pigments",
        "allergy_antibiotics",
        "diabetes",
        "coagulation",
        "epilepsy",
        "cardiac",
        "anticoagulants",
        "pregnancy",
        "substances",
        "skin",
        "file",
        "row",
        "columns",
        "duplicates",
        "format",
        "aftercare",
        "services",
        "days",
        "part",
        "privacy",
        "way",
        "until",
        "from_date",
        "to_date",
        "client_id",
        "starts_at",
        "starts_which",
        "ends_at",
        "ends_which",
        "minutes",
        "service_id",
        "service",
        "placement",
        "style",
        "price",
        "deposit",
        "commission",
        "notes",
        "continues_id",
        "by",
        "cancelled_by",
        "which",
        "ids",
        "slug",
        "public",
        "new_name",
        "new_phone",
        "new_email",
        "work_time",
        "made_on",
        "client_id",
        "title",
        "description",
        "style",
        "placement",
        "size",
        "technique",
        "tags",
        "group",
        "change",
    ];
    expect("field", &fields);
    expect_no_more("field", &fields);
}

#[test]
fn every_failure_has_a_text() {
    expect(
        "error",
        &[
            "invalid",
            "invalid_field",
            "not_found",
            "stale",
            "not_set_up",
            "busy",
            "unavailable",
            "internal",
            "code_not_set",
            "code_wrong",
            "code_locked",
            "sign_in_wrong",
            "sign_in_locked",
            "session_ended",
            "not_signed_in",
            "account_disabled",
            "password_by_operator",
            "elevation_for_assistants",
            "no_studio",
            "no_access",
            "older_schema",
            "newer_schema",
            "not_a_studio",
            "damaged",
            "locked_by_other",
            "not_empty",
            "note_of_another",
            "note_closed",
            "correction_decided",
            "stopped",
            "photo_of",
            "photo_of_house",
            "file_empty",
            "file_too_big",
            "file_unknown",
            "file_gif",
            "file_heic",
            "file_other_kind",
            "file_animated",
            "file_too_many_pixels",
            "file_too_long",
            "file_too_heavy",
            "file_damaged",
            "file_two_in_one",
            "source_missing",
            "source_empty",
            "source_not_a_database",
            "source_foreign",
            "source_damaged",
            "source_locked",
            "source_no_access",
            "key_missing",
            "key_damaged",
            "key_wrong",
            "key_file_foreign",
            "wrong_passphrase",
            "sheet_empty",
            "sheet_too_large",
            "sheet_workbook",
            "sheet_binary",
            "sheet_no_rows",
            "sheet_too_many_rows",
            "sheet_too_many_columns",
            "rows_wrong",
            "block_over_appointments",
            "blocked_so",
            "not_to_remind",
            "no_aftercare",
            "needs_confirmation",
            "missing_to_complete",
            "wrong_status",
            "appointment_final",
            "appointment_closed",
            "late_change",
        ],
    );
    expect(
        "error-conflict",
        &[
            "user_name_taken",
            "artist_name_taken",
            "artist_taken",
            "artist_in_use",
            "last_admin",
            "append_only",
            "already_set_up",
            "token_spent",
            "no_code",
            "code_changed",
            "client_merged",
            "client_in_use",
            "service_name_taken",
            "artist_booked",
            "artist_blocked",
            "client_booked",
            "appointment_length",
            "appointment_final",
            "appointment_status",
            "appointment_continued",
            "block_over_appointments",
            "key_reused",
            "slug_taken",
            "paper_there",
            "not_on_paper",
            "too_many_files",
            "conflict",
        ],
    );
    expect("error-weak-password", &["too_short", "too_long", "common", "contains_name", "control_character"]);
    expect("error-weak-code", &["too_short", "too_long", "one_character", "run", "control_character"]);
    let said = text(Lang::En, "error-internal", &Args::new().text("request", "00c0ffee00c0ffee"));
    assert_eq!(said, "Something failed in the program (request 00c0ffee00c0ffee)");
}

/// A kind has a word, and a sentence of its own for when it is not there.
#[test]
fn every_kind_is_missed_by_its_name() {
    let kinds = [
        "studio",
        "user",
        "artist",
        "client",
        "photo",
        "appointment",
        "note",
        "correction",
        "screening",
        "session",
        "setting",
        "elevation",
        "audit_entry",
        "consent",
        "portfolio_item",
        "portfolio_page",
        "service",
        "block",
        "feed",
        "paper",
        "file",
    ];
    expect("kind", &kinds);
    expect_no_more("kind", &kinds);
    for lang in Lang::ALL.iter().copied() {
        let missed = |kind: &str| text(lang, "error-not-found", &Args::new().text("kind", kind));
        let said: std::collections::BTreeSet<_> = kinds.iter().map(|kind| missed(kind)).collect();
        assert_eq!(said.len(), kinds.len(), "{lang}");
        assert!(!said.contains(&missed("something else")), "{lang}");
    }
}

/// Which messages the command line asks for is checked by its own tests, against its help and its code.
#[test]
fn the_command_line_says_what_it_did() {
    let args = Args::new().text("from", "5").text("to", "10");
    assert_eq!(text(Lang::Es, "cli-setting-changed", &args), "Cambió de 5 a 10");
    for (count, english) in
        [(0, "No session was open"), (1, "One session was ended"), (2, "2 sessions were ended")]
    {
        assert_eq!(text(Lang::En, "cli-sessions-ended", &Args::new().number("count", count)), english);
    }
}

#[test]
fn every_code_of_the_log_and_of_a_check_has_a_word() {
    let codes: [(&str, &[&str]); 7] = [
        ("actor", &["person", "operator", "housekeeping", "setup", "visitor"]),
        ("origin", &["web", "api", "cli", "system"]),
        ("outcome", &["done", "refused", "failed"]),
        ("break", &["missing", "changed", "cut_off", "added", "head"]),
        ("verdict", &["good", "warning", "bad"]),
        ("password-state", &["open", "set", "short"]),
        ("key-place", &["current", "older", "missing", "lost"]),
    ];
    for (prefix, codes) in codes {
        expect(prefix, codes);
        expect_no_more(prefix, codes);
    }
}

#[test]
fn every_column_of_an_export_has_a_head() {
    let columns = [
        "id",
        "name",
        "phone",
        "email",
        "instagram",
        "artist",
        "next_appointment",
        "last_appointment",
        "created_at",
        "status",
        "date",
        "time",
        "end",
        "client",
        "artist_name",
        "service",
    ];
    expect("column", &columns);
    expect_no_more("column", &columns);
}

#[test]
fn every_setting_has_a_name() {
    let settings = [
        "studio.name",
        "studio.phone",
        "studio.email",
        "studio.address",
        "studio.country",
        "studio.time_zone",
        "studio.currency",
        "studio.language",
        "studio.first_weekday",
        "studio.opening_hours",
        "agenda.grid_minutes",
        "agenda.reminder_en",
        "agenda.reminder_es",
        "agenda.notice_hours",
        "agenda.artists_change_late",
        "security.elevation_minutes",
        "security.session_idle_hours",
        "security.session_days",
        "security.auto_lock_minutes",
        "clients.age_of_majority",
        "health.screening_days",
        "consents.informed_validity",
        "consents.image_use_validity",
        "consents.data_privacy_validity",
        "consents.reminders_validity",
        "consents.promotions_validity",
        "health.retention_months",
        "clients.styles",
        "clients.placements",
        "clients.sources",
        "portfolio.public",
        "money.tax_name",
        "money.tax_rate",
        "policy.profile",
        "look.theme",
    ];
    expect("setting", &settings);
    expect_no_more("setting", &settings);
}

#[test]
fn what_is_said_about_an_appointment_has_words() {
    let codes: [(&str, &[&str]); 5] = [
        ("step", &["confirm", "unconfirm", "arrive", "start", "complete", "no_show", "cancel", "reopen"]),
        (
            "warning",
            &[
                "outside_opening",
                "outside_hours",
                "in_past",
                "minor_without_guardian",
                "screening_missing",
                "screening_stale",
            ],
        ),
        (
            "clash",
            &["artist_booked", "artist_blocked", "client_booked", "artist_inactive", "client_archived"],
        ),
        ("cancelled-by", &["client", "artist", "studio"]),
        (
            "change",
            &[
                "booked",
                "moved",
                "edited",
                "confirmed",
                "unconfirmed",
                "arrived",
                "not_arrived",
                "started",
                "not_started",
                "completed",
                "no_show",
                "cancelled",
                "reopened",
                "aftercare_given",
            ],
        ),
    ];
    for (prefix, codes) in codes {
        expect(prefix, codes);
        expect_no_more(prefix, codes);
    }
}

#[test]
fn what_is_said_about_a_record_has_words() {
    let codes: [(&str, &[&str]); 11] = [
        ("block", &["vacation", "personal", "convention", "break", "other"]),
        ("part", &["morning", "afternoon", "evening"]),
        ("privacy", &["busy_only", "first_name", "full"]),
        ("way", &["call", "whatsapp", "mail", "other"]),
        ("appointment", &["pending", "confirmed", "completed", "no_show", "cancelled", "minutes"]),
        ("booking-remaining", &["complete", "aftercare", "note", "photos", "follow_up"]),
        ("usual-service", &["consultation", "flash", "small", "half_day", "full_day", "touch_up"]),
        ("prompt", &["work", "areas", "borne", "breaks", "aftercare", "next"]),
        ("grant", &["allow", "own", "locked", "deny"]),
        ("profile-does", &["standard", "client-page"]),
        ("profile", &["standard", "client-page", "does-standard", "does-client-page"]),
    ];
    for (prefix, codes) in codes {
        expect(prefix, codes);
        expect_no_more(prefix, codes);
    }
    expect("correction", &["applied", "declined"]);
}
