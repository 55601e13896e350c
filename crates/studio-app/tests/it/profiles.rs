//! Policy profiles: seen before they are switched on, and in force at once.

use studio_app::OpCtx;
use studio_policy::{Action, ActionSet, Column, Grant};
use studio_testkit::TestStudio;

use crate::kit::{mistakes, newest, since};

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
