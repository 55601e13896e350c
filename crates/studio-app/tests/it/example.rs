//! The example for embedding programs, run as a person would: on an empty folder, and again on what that left.

#[path = "../../examples/act_on_a_studio.rs"]
#[expect(dead_code, reason = "its `main` is for `cargo run --example`")]
mod act_on_a_studio;

use tempfile::TempDir;

#[test]
fn the_example_does_what_its_comments_say() {
    let parent = TempDir::new().unwrap();
    let folder = parent.path().join("studio-data");
    for run in ["first", "second"] {
        let mut out = Vec::new();
        act_on_a_studio::run(&folder, &mut out).unwrap_or_else(|error| panic!("{run} run: {error}"));
        let out = String::from_utf8(out).unwrap();
        for line in [
            "lola saved her own profile",
            "refused: staff.edit_profile (not_owner)",
            "refused  staff.edit_profile",
            "the log is whole",
        ] {
            assert!(out.contains(line), "{run} run: {line:?} is missing in:\n{out}");
        }
        assert_eq!(out.contains("a new studio"), run == "first", "{out}");
    }
}
