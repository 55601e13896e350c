//! Settings: defaults, versions, and what the log says about a change.

use studio_domain::{Setting, Version};
use studio_policy::SystemRole;
use studio_store::actions::{ChangeSettings, ReadSettings, SetUp};
use studio_store::{Error, SettingRow, Store};

use crate::kit::{NOW, TestFile, minutes, operator, system};

fn all(store: &Store) -> Vec<SettingRow> {
    let rows = store.read::<_, Error, _>(&operator(), |tx| {
        let studio = tx.studio();
        let may = tx.authorize::<ReadSettings>(&studio)?;
        tx.settings(&may)
    });
    rows.unwrap()
}

fn of(store: &Store, setting: Setting) -> SettingRow {
    all(store).into_iter().find(|row| row.setting == setting).unwrap()
}

fn set(store: &Store, value: &'static str, version: Option<Version>) -> Result<String, Error> {
    store.write(&system(SystemRole::Operator, minutes(1)), move |tx| {
        let studio = tx.studio();
        let may = tx.authorize::<ChangeSettings>(&studio)?;
        tx.set_setting(&may, Setting::StudioName, value, version)
    })
}

#[test]
fn what_was_never_set_has_its_default_and_version_nought() {
    let (file, _cast) = TestFile::with_cast();
    let rows = all(&file);
    let settings: Vec<Setting> = rows.iter().map(|row| row.setting).collect();
    assert_eq!(settings, Setting::ALL);
    for row in rows {
        assert_eq!((row.value.as_str(), row.updated_at), (row.setting.default(), None), "{}", row.setting);
        assert_eq!(row.version, Version::new(0));
    }
}

#[test]
fn a_setting_is_saved_with_its_moment_and_version() {
    let (file, _cast) = TestFile::with_cast();
    assert_eq!(set(&file, "Ink and Iron", Some(Version::new(0))).unwrap(), "Tattoo studio");
    let row = of(&file, Setting::StudioName);
    assert_eq!(
        (row.value.as_str(), row.updated_at, row.version),
        ("Ink and Iron", Some(minutes(1)), Version::FIRST)
    );
    assert_eq!(set(&file, "Iron and Ink", Some(Version::FIRST)).unwrap(), "Ink and Iron");
    assert_eq!(set(&file, "Ink", None).unwrap(), "Iron and Ink", "without a version the last one wins");
    assert_eq!(of(&file, Setting::StudioName).version, Version::new(3));
    assert_eq!(file.front_door().face().unwrap().name, "Ink");
    let house = file.read::<_, Error, _>(&operator(), |tx| tx.house()).unwrap();
    assert_eq!((house.studio_name(), house.session_idle().as_secs()), ("Ink", 12 * 60 * 60));
}

#[test]
fn who_saves_an_older_version_is_told() {
    let (file, _cast) = TestFile::with_cast();
    set(&file, "Ink and Iron", Some(Version::new(0))).unwrap();
    let result = set(&file, "Needle", Some(Version::new(0)));
    let Err(Error::Stale { expected, now, .. }) = result else { panic!("{result:?}") };
    assert_eq!((expected, now), (Version::new(0), Version::FIRST));
    assert_eq!(of(&file, Setting::StudioName).value, "Ink and Iron");
}

#[test]
fn the_log_says_what_it_was_before_and_after() {
    let (file, _cast) = TestFile::with_cast();
    set(&file, "Ink and Iron", None).unwrap();
    let entry = file.log().pop().unwrap();
    assert_eq!((entry.action.as_str(), entry.subject_kind.as_str()), ("security.settings", "studio"));
    assert_eq!(entry.detail, r#"{"after":"Ink and Iron","before":"Tattoo studio","setting":"studio.name"}"#);
}

#[test]
fn the_first_settings_are_saved_and_logged_together() {
    let file = TestFile::empty();
    let logged = file.logged(|| {
        let chosen = vec![
            (Setting::StudioName, "Ink and Iron".to_owned()),
            (Setting::TimeZone, "Europe/Madrid".to_owned()),
        ];
        file.write::<_, Error, _>(&system(SystemRole::Setup, NOW), move |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<SetUp>(&studio)?;
            tx.first_settings(&may, &chosen)
        })
        .unwrap();
    });
    assert_eq!(logged, ["setup system.setup studio done granted"]);
    let detail = file.log().pop().unwrap().detail;
    assert_eq!(detail, r#"{"studio.name":"Ink and Iron","studio.time_zone":"Europe/Madrid"}"#);
    assert_eq!(of(&file, Setting::TimeZone).value, "Europe/Madrid");
}

#[test]
fn a_setting_of_another_version_of_the_program_is_left_alone_and_nonsense_is_not_guessed() {
    let (file, _cast) = TestFile::with_cast();
    file.raw().exec("INSERT INTO settings (key, value, updated_at) VALUES ('studio.mascot', 'cat', 1)");
    file.read::<_, Error, _>(&operator(), |tx| tx.house()).unwrap();
    assert_eq!(all(&file).len(), Setting::ALL.len());
    file.raw()
        .exec("INSERT INTO settings (key, value, updated_at) VALUES ('studio.time_zone', 'Mars/Olympus', 1)");
    let result = file.read::<_, Error, _>(&operator(), |tx| tx.house());
    assert!(
        matches!(&result, Err(Error::File(what)) if what.to_string().contains("studio.time_zone")),
        "{result:?}"
    );
}
