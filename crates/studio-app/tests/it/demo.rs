//! Who may fill a studio with invented rows, and which studio.

use studio_app::{DemoError, DemoPlan, Error, Outcome, Rule};
use studio_domain::Language;
use studio_testkit::TestStudio;

use crate::kit::{Witness, entry, left, newest, password};

#[test]
fn only_the_operator_fills_and_a_refusal_is_in_the_log() {
    let test = TestStudio::new();
    let admin = test.admin();
    let witness = Witness::of(&test, &admin);
    for (ctx, why) in [(admin.clone(), "no_grant"), (test.desk(), "no_grant"), (test.lola(), "no_grant")] {
        let (before, seq) = (witness.sees(), newest(&test));
        let plan = DemoPlan::small(Language::En, password());
        let refused = test.studio.fill_demo(&ctx, &plan, &mut |_| {});
        assert!(matches!(refused, Err(DemoError::Studio(Error::Refused { .. }))), "{refused:?}");
        assert_eq!(left(&test, seq), [entry("system.import_legacy", "studio", None, Outcome::Refused, why)]);
        assert_eq!(witness.sees(), before);
    }
}

#[test]
fn a_studio_with_artists_is_not_filled() {
    let test = TestStudio::new();
    let eye = test.admin();
    let witness = Witness::of(&test, &eye);
    let before = witness.sees();
    let plan = DemoPlan::small(Language::En, password());
    let refused = test.studio.fill_demo(&test.operator(), &plan, &mut |_| {});
    assert!(matches!(refused, Err(DemoError::Studio(Error::Rule(Rule::NotEmpty)))), "{refused:?}");
    assert_eq!(witness.sees(), before);
}
