//! Hashes of older kinds: an imported account gets today's at its first sign-in.

use studio_app::{Folder, Who};
use studio_store::actions::ManageUser;
use studio_store::{Error, Store};
use studio_testkit::TestStudio;

use crate::kit::{Witness, from, newest, password, since};

/// The password of the test studio under fewer passes and less memory, and under bcrypt.
const WEAK: [&str; 2] = [
    "$argon2id$v=19$m=8192,t=1,p=1$Zml4ZWQgc2FsdCBvZiAxNg$czeElbDve8WVEZinZaRaZcshRpBTiaH8v4WeVCgCWMw",
    "$2b$04$AjbPnkXYvI7cLkszAThGy.2OiTzIdc/KRXAPsrQT3FIBKjeCaHFqS",
];
const TODAY: &str = "$argon2id$v=19$m=19456,t=2,p=1$";

/// Stores a hash as an import would.
fn plant(test: &TestStudio, name: &str, hash: &'static str) {
    let store = Store::open(&Folder::at(test.path()).database()).unwrap();
    let user = test.user(name);
    store
        .write::<(), Error, _>(&test.operator(), move |tx| {
            let scope = tx.user(user)?;
            let may = tx.authorize::<ManageUser>(&scope)?;
            tx.set_password(&may, hash)
        })
        .unwrap();
}

#[test]
fn a_weaker_hash_is_replaced_at_sign_in_and_todays_stays() {
    for weak in WEAK {
        let test = TestStudio::new();
        plant(&test, "lola", weak);
        let admin = test.admin();
        let witness = Witness::of(&test, &admin);
        let lola = Who::User(test.user("lola"));
        assert!(witness.password_hash(lola).contains(weak));

        let refused =
            test.studio.sign_in(&from(&test, 1), "lola", &studio_app::Secret::from("wrong one"), "test");
        assert!(refused.answer.is_err());
        assert!(witness.password_hash(lola).contains(weak), "a wrong password replaces nothing");

        let seq = newest(&test);
        let ctx = test.lola();
        let first = witness.password_hash(lola);
        assert!(first.contains(TODAY), "{first}");
        assert_eq!(since(&test, seq).len(), 1);
        // The session that brought the better hash holds.
        test.studio.account(&ctx).unwrap();

        let _again = test.lola();
        assert_eq!(witness.password_hash(lola), first);
        assert!(test.studio.sign_in(&from(&test, 1), "lola", &password(), "test").answer.is_ok());
    }
}
