//! Overlays: what they can change, what they cannot, and that nothing gets past a floor.

use proptest::prelude::*;
use proptest::sample;
use studio_policy::{Action, Change, Column, Floor, Grant, Matrix, Overlay, Profile};

fn refused(action: Action, column: Column, grant: Grant) -> Option<Floor> {
    let overlay = Overlay { action, column, grant };
    match Matrix::STUDIO.with(&[overlay]) {
        Ok(matrix) => {
            assert_eq!(matrix.grant(column, action), grant);
            None
        }
        Err(error) => {
            assert_eq!(error.overlay, overlay);
            Some(error.floor)
        }
    }
}

#[test]
fn accounts_and_security_are_the_admins_alone() {
    let guarded = [
        Action::StaffManageUsers,
        Action::StaffToggleActive,
        Action::SecuritySettings,
        Action::SecurityAudit,
        Action::SecurityBackup,
        Action::SecurityRotateCode,
        Action::SecurityPrivacy,
        Action::SecurityIntegrations,
    ];
    let by_code: Vec<_> = Action::ALL
        .iter()
        .copied()
        .filter(|action| action.area() == "security" || guarded[..2].contains(action))
        .collect();
    assert_eq!(by_code, guarded, "an action of the area security has no floor in this test");
    for action in guarded {
        assert_eq!(refused(action, Column::Assistant, Grant::Allow), Some(Floor::AdminOnly));
        assert_eq!(refused(action, Column::Assistant, Grant::Locked), Some(Floor::AdminOnly));
        assert_eq!(refused(action, Column::Artist, Grant::Allow), Some(Floor::AdminOnly));
        assert_eq!(refused(action, Column::Artist, Grant::Own), Some(Floor::AdminOnly));
        assert_eq!(refused(action, Column::Artist, Grant::Deny), None);
    }
}

#[test]
fn an_admin_keeps_accounts_and_security() {
    for action in Action::ALL.iter().filter(|action| action.area() == "security") {
        assert_eq!(refused(*action, Column::Admin, Grant::Deny), Some(Floor::AdminKeeps));
        assert_eq!(refused(*action, Column::Admin, Grant::Allow), None);
    }
    assert_eq!(refused(Action::StaffManageUsers, Column::Admin, Grant::Deny), Some(Floor::AdminKeeps));
    assert_eq!(refused(Action::StaffToggleActive, Column::Admin, Grant::Deny), None);
    assert_eq!(refused(Action::ReportsPayout, Column::Admin, Grant::Deny), None);
}

#[test]
fn own_is_for_artists_and_locked_for_assistants() {
    for column in [Column::Admin, Column::Assistant] {
        assert_eq!(refused(Action::ClientsEdit, column, Grant::Own), Some(Floor::OwnIsForArtists));
    }
    for column in [Column::Admin, Column::Artist] {
        assert_eq!(refused(Action::ClientsEdit, column, Grant::Locked), Some(Floor::LockedIsForAssistants));
    }
    assert_eq!(refused(Action::ClientsEdit, Column::Artist, Grant::Own), None);
    assert_eq!(refused(Action::AgendaCancel, Column::Assistant, Grant::Locked), None);
}

#[test]
fn system_work_is_out_of_reach() {
    for column in [Column::Operator, Column::Housekeeping, Column::Setup] {
        for grant in Grant::ALL {
            assert_eq!(refused(Action::ClientsView, column, *grant), Some(Floor::SystemColumn));
        }
    }
    for action in Action::ALL.iter().filter(|action| action.area() == "system") {
        for column in [Column::Admin, Column::Assistant, Column::Artist] {
            assert_eq!(refused(*action, column, Grant::Allow), Some(Floor::SystemAction), "{action}");
        }
    }
}

#[test]
fn a_refusal_names_the_cell_and_the_rule() {
    let overlay = Overlay { action: Action::SecurityAudit, column: Column::Assistant, grant: Grant::Locked };
    let error = Matrix::STUDIO.with(&[overlay]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "`security.audit` for `assistant` cannot become `locked`: nobody but an admin may have it"
    );
    let mut texts: Vec<_> = Floor::ALL
        .iter()
        .map(|floor| studio_policy::FloorError { floor: *floor, overlay }.to_string())
        .collect();
    texts.sort_unstable();
    texts.dedup();
    assert_eq!(texts.len(), Floor::ALL.len(), "two floors read the same");
}

#[test]
fn one_bad_overlay_refuses_all() {
    let good = Overlay { action: Action::ClientsEdit, column: Column::Artist, grant: Grant::Own };
    let bad = Overlay { action: Action::SecurityAudit, column: Column::Artist, grant: Grant::Allow };
    assert_eq!(Matrix::STUDIO.with(&[good, bad]).unwrap_err().overlay, bad);
}

#[test]
fn the_later_overlay_of_a_cell_holds() {
    let cell = |grant| Overlay { action: Action::ClientsEdit, column: Column::Artist, grant };
    let matrix = Matrix::STUDIO.with(&[cell(Grant::Allow), cell(Grant::Own)]).unwrap();
    assert_eq!(matrix.grant(Column::Artist, Action::ClientsEdit), Grant::Own);
}

#[test]
fn built_in_profiles_are_their_description() {
    let names: Vec<_> = Profile::ALL.iter().map(|profile| profile.name).collect();
    assert_eq!(names, ["standard", "client-page"]);
    for profile in Profile::ALL {
        assert_eq!(Matrix::STUDIO.with(profile.changes), Ok(profile.matrix()), "{}", profile.name);
        assert_eq!(Profile::parse(profile.name), Some(*profile));
        let listed: Vec<_> = profile.changes.iter().map(|c| (c.action, c.column, c.grant)).collect();
        let matrix = profile.matrix();
        let real: Vec<_> = Matrix::STUDIO.diff(&matrix).map(|c| (c.action, c.column, c.to)).collect();
        assert_eq!(listed, real, "{}: a change without effect, or out of order", profile.name);
    }
    for name in ["", "Standard", "client_page", "client-page "] {
        assert_eq!(Profile::parse(name), None, "{name:?}");
    }
    assert_eq!(Profile::STANDARD.matrix(), Matrix::STUDIO);
    assert_eq!(Matrix::default(), Matrix::STUDIO);
    let adopts: Vec<_> = Profile::ALL.iter().map(|profile| profile.adopts_created_clients).collect();
    assert_eq!(adopts, [false, true]);
}

#[test]
fn the_difference_of_the_profiles_reads_well() {
    let matrix = Profile::CLIENT_PAGE.matrix();
    let lines: Vec<_> = Matrix::STUDIO.diff(&matrix).map(|change| change.to_string()).collect();
    assert_eq!(
        lines,
        [
            "clients.edit for artist: deny -> own",
            "clients.export for assistant: locked -> allow",
            "clients.export for artist: deny -> own",
        ]
    );
    assert!(Matrix::STUDIO.diff(&matrix).all(Change::widens));
    assert!(!matrix.diff(&Matrix::STUDIO).any(Change::widens));
    assert!(matrix.subsumes(&Matrix::STUDIO));
    assert!(!Matrix::STUDIO.subsumes(&matrix));
    assert_eq!(Matrix::STUDIO.diff(&Matrix::STUDIO).count(), 0);
}

#[test]
fn a_change_widens_if_it_gives_anything_new() {
    for from in Grant::ALL {
        for to in Grant::ALL {
            let change = Change { action: Action::ClientsEdit, column: Column::Artist, from: *from, to: *to };
            let nothing_new = from == to || *from == Grant::Allow || *to == Grant::Deny;
            assert_eq!(change.widens(), !nothing_new, "{change}");
        }
    }
}

#[test]
fn own_and_locked_cover_neither_each_other_nor_more() {
    let order = |a: Grant| Grant::ALL.iter().map(move |b| a.covers(*b)).collect::<Vec<_>>();
    // Against allow, own, locked, deny.
    assert_eq!(order(Grant::Allow), [true, true, true, true]);
    assert_eq!(order(Grant::Own), [false, true, false, true]);
    assert_eq!(order(Grant::Locked), [false, false, true, true]);
    assert_eq!(order(Grant::Deny), [false, false, false, true]);
}

fn overlays() -> impl Strategy<Value = Vec<Overlay>> {
    let cell = (sample::select(Action::ALL), sample::select(Column::ALL), sample::select(Grant::ALL));
    let one = cell.prop_map(|(action, column, grant)| Overlay { action, column, grant });
    prop::collection::vec(one, 0..12)
}

fn lawful() -> impl Strategy<Value = Matrix> {
    overlays().prop_map(|mut overlays| {
        overlays.retain(|overlay| overlay.broken_floor().is_none());
        Matrix::STUDIO.with(&overlays).unwrap()
    })
}

proptest! {
    /// Whatever is asked for, a matrix comes out only if every floor holds in it.
    #[test]
    fn no_overlay_gets_past_a_floor(overlays in overlays()) {
        let Ok(matrix) = Matrix::STUDIO.with(&overlays) else {
            prop_assert!(overlays.iter().any(|overlay| overlay.broken_floor().is_some()));
            return Ok(());
        };
        for action in Action::ALL {
            let grant = |column| matrix.grant(column, *action);
            let (admin, assistant, artist) =
                (grant(Column::Admin), grant(Column::Assistant), grant(Column::Artist));
            prop_assert!(admin != Grant::Own && admin != Grant::Locked);
            prop_assert!(assistant != Grant::Own && artist != Grant::Locked);
            if action.area() == "security" || action.code() == "staff.manage_users" {
                prop_assert_eq!(admin, Grant::Allow);
            }
            if action.area() == "security" || action.code().starts_with("staff.manage")
                || action.code().starts_with("staff.toggle")
            {
                prop_assert_eq!((assistant, artist), (Grant::Deny, Grant::Deny));
            }
            if action.area() == "system" {
                prop_assert_eq!((admin, assistant, artist), (Grant::Deny, Grant::Deny, Grant::Deny));
            }
            for column in [Column::Operator, Column::Housekeeping, Column::Setup] {
                prop_assert_eq!(grant(column), Matrix::STUDIO.grant(column, *action));
            }
        }
    }

    /// A difference, applied, gives the other matrix: nothing is left out of it.
    #[test]
    fn a_difference_is_complete(from in lawful(), to in lawful()) {
        let changes: Vec<_> = from
            .diff(&to)
            .map(|change| Overlay { action: change.action, column: change.column, grant: change.to })
            .collect();
        prop_assert_eq!(from.with(&changes), Ok(to));
        prop_assert_eq!(to.subsumes(&from), !to.diff(&from).any(Change::widens));
    }
}
