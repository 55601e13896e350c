//! Keys that leave the machine: open with their passphrase only, and whole.

use studio_auth::{ChestError, FieldKey, KeyRing, Secret, lock_keys, unlock_keys};

fn ring() -> KeyRing {
    KeyRing::new(FieldKey::from_bytes([1; 32])).rotated(FieldKey::from_bytes([2; 32]))
}

fn passphrase() -> Secret {
    Secret::from("seven needles and a lamp")
}

#[test]
fn keys_come_back_with_the_passphrase_and_in_their_order() {
    let text = lock_keys(&ring(), &passphrase()).unwrap();
    assert_eq!(unlock_keys(&text, &passphrase()).unwrap(), ring());
    assert_eq!(unlock_keys(&format!("\r\n {text}\n"), &passphrase()).unwrap(), ring());
    assert_eq!(text.lines().count(), 1);
    for line in ring().to_text().lines() {
        let key = line.rsplit(' ').next().unwrap();
        assert!(!text.contains(key), "no key stands in it");
    }
    assert_ne!(text, lock_keys(&ring(), &passphrase()).unwrap(), "salted anew each time");
}

#[test]
fn another_passphrase_and_a_changed_text_do_not_open() {
    let text = lock_keys(&ring(), &passphrase()).unwrap();
    for wrong in ["", "seven needles and a lamp ", "Seven needles and a lamp"] {
        let opened = unlock_keys(&text, &Secret::from(wrong));
        assert!(matches!(opened, Err(ChestError::WrongPassphrase)), "{wrong}: {opened:?}");
    }
    let (prefix, body) = text.trim().split_once(' ').unwrap();
    for at in [0, 30, 60, body.len() / 2, body.len() - 2] {
        let turned = if body.as_bytes()[at] == b'A' { "B" } else { "A" };
        let mut changed = body.to_owned();
        changed.replace_range(at..=at, turned);
        let opened = unlock_keys(&format!("{prefix} {changed}"), &passphrase());
        assert!(matches!(opened, Err(ChestError::WrongPassphrase)), "{at}: {opened:?}");
    }
}

#[test]
fn what_is_no_locked_key_file_is_said_to_be_none() {
    let plain = ring().to_text();
    for text in
        ["", "studio-locked-keys-v1 ", "studio-locked-keys-v1 QUJD", "studio-locked-keys-v1 ***", &plain]
    {
        let opened = unlock_keys(text, &passphrase());
        assert!(matches!(opened, Err(ChestError::Unreadable)), "{text}: {opened:?}");
    }
    let endless = format!("studio-locked-keys-v1 {}", "A".repeat(70_000));
    assert!(matches!(unlock_keys(&endless, &passphrase()), Err(ChestError::Unreadable)));
}
