//! Policy profiles: seen before they are switched on, and in force at once.

use studio_app::{ClientFilter, ClientInput, Error, OpCtx, Saving};
use studio_policy::{Action, ActionSet, Column, Grant};
use studio_testkit::TestStudio;

use crate::kit::{mistakes, newest, since, some};

fn now(test: &TestStudio, ctx: &OpCtx) -> ActionSet {
    test.studio.abilities(ctx).unwrap().now
}

#[test]
fn a_preview_shows_the_cells_and_switches_nothing() {
    let test = TestStudio::new();
    let admin = test.admin();
    let seq = newest(&test);
    let preview = test.studio.preview_profile(&admin, " client-page ").unwrap();
    assert_eq!((preview.from.name, preview.to.name), ("standard", "client-page"));
    let cells: Vec<_> =
        preview.changes.iter().map(|change| (change.action, change.column, change.from, change.to)).collect();
    assert_eq!(
        cells,
        [
            (Action::ClientsEdit, Column::Artist, Grant::Deny, Grant::Own),
            (Action::ClientsExport, Column::Assistant, Grant::Locked, Grant::Allow),
            (Action::ClientsExport, Column::Artist, Grant::Deny, Grant::Own),
        ]
    );
    assert_eq!(test.studio.preview_profile(&admin, "standard").unwrap().changes, []);
    for unknown in ["", "Standard", "everything"] {
        assert_eq!(mistakes(test.studio.preview_profile(&admin, unknown)), [("profile", "unknown")]);
    }
    assert_eq!(test.studio.setting(&admin, "policy.profile").unwrap().value, "standard");
    assert_eq!(since(&test, seq), []);
}

#[test]
fn a_profile_holds_from_the_next_act_on_and_is_logged() {
    let test = TestStudio::new();
    let (admin, desk, lola) = (test.admin(), test.desk(), test.lola());
    let (desk_before, lola_before, admin_before) = (now(&test, &desk), now(&test, &lola), now(&test, &admin));
    let seq = newest(&test);
    test.studio.set_setting(&admin, "policy.profile", "client-page", None).unwrap();
    let detail = r#"{"after":"client-page","before":"standard","setting":"policy.profile"}"#;
    assert_eq!(since(&test, seq)[0].detail, detail);

    let gained = |before: ActionSet, ctx| now(&test, ctx).difference(before).iter().collect::<Vec<_>>();
    assert_eq!(gained(desk_before, &desk), [Action::ClientsExport]);
    assert_eq!(gained(lola_before, &lola), [Action::ClientsEdit, Action::ClientsExport]);
    assert_eq!(now(&test, &admin), admin_before);
    assert!(!test.studio.abilities(&desk).unwrap().locked.contains(Action::ClientsExport));
    assert_eq!(test.studio.preview_profile(&admin, "standard").unwrap().changes.len(), 3);

    test.studio.set_setting(&admin, "policy.profile", "standard", None).unwrap();
    assert_eq!((now(&test, &desk), now(&test, &lola)), (desk_before, lola_before));
}

/// Whatever the profile, accounts and security stay with the admin.
#[test]
fn no_profile_opens_what_is_the_admins() {
    let test = TestStudio::new();
    test.studio.set_setting(&test.operator(), "policy.profile", "client-page", None).unwrap();
    for ctx in [test.desk(), test.lola()] {
        for action in [Action::StaffManageUsers, Action::StaffToggleActive, Action::SecuritySettings] {
            assert!(!now(&test, &ctx).contains(action));
        }
        assert_eq!(test.studio.settings(&ctx).unwrap_err().code(), "no_grant");
        assert_eq!(test.studio.invite(&ctx, test.user("lola")).unwrap_err().code(), "no_grant");
    }
}

/// What the profile promises, as people do it: artists edit and export their own, the desk exports without a code, and what an artist adds is
/// the artist's own.
#[test]
fn under_the_client_page_artists_keep_their_own_clients() {
    let test = TestStudio::new();
    let (desk, lola) = (test.desk(), test.lola());
    let named = |name: &str, phone: &str| ClientInput {
        name: some(name),
        phone: some(phone),
        ..ClientInput::default()
    };
    let add = |ctx: &OpCtx, name: &str, phone: &str| match test
        .studio
        .add_client(ctx, named(name, phone), true)
        .unwrap()
    {
        Saving::Saved(id) => id,
        Saving::Likely(likely) => panic!("{likely:?}"),
    };
    let others = add(&test.operator(), "Ajena", "600 000 001");
    let before = add(&lola, "Antes", "600 000 002");
    let city = || ClientInput { city: some("Oaxaca"), ..ClientInput::default() };
    let edit = |ctx: &OpCtx, id| test.studio.edit_client(ctx, id, city(), None, true).map(drop);
    assert_eq!(edit(&lola, before).unwrap_err().code(), "no_grant");

    test.studio.set_setting(&test.admin(), "policy.profile", "client-page", None).unwrap();
    let own = add(&lola, "Propia", "600 000 003");
    edit(&lola, own).unwrap();
    assert_eq!(edit(&lola, others).unwrap_err().code(), "not_owner");
    assert_eq!(edit(&desk, own).unwrap_err().code(), "needs_elevation", "the desk's edit is as it was");
    let export = |ctx: &OpCtx| {
        let mut names = Vec::new();
        let rows = test.studio.export_clients::<Error>(ctx, &ClientFilter::default(), |row| {
            names.push(row.name.clone());
            Ok(())
        });
        rows.map(|_count| names)
    };
    assert_eq!(export(&lola).unwrap(), ["Propia"]);
    assert_eq!(export(&desk).unwrap(), ["Ajena", "Antes", "Propia"]);

    test.studio.set_setting(&test.admin(), "policy.profile", "standard", None).unwrap();
    assert_eq!(edit(&lola, own).unwrap_err().code(), "no_grant");
    assert_eq!(export(&desk).unwrap_err().code(), "needs_elevation");
}
