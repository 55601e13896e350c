//! Names of files.

use proptest::prelude::*;
use studio_domain::{ContentHash, MediaKind, PhotoSize};

proptest! {
    #[test]
    fn a_hash_is_read_as_it_is_written(raw in any::<[u8; 32]>()) {
        let hash = ContentHash::new(raw);
        prop_assert_eq!(hash.to_string().parse::<ContentHash>().unwrap(), hash);
        prop_assert!(hash.to_string().starts_with(&hash.short()));
    }
}

#[test]
fn a_file_has_one_name_and_nothing_else_is_one() {
    let name = "0123456789abcdef".repeat(4);
    assert_eq!(name.parse::<ContentHash>().unwrap().to_string(), name);
    assert_eq!(name.parse::<ContentHash>().unwrap().short(), "0123456789abcdef");
    let wrong = [
        String::new(),
        name.to_uppercase(),
        name[..63].to_owned(),
        name.clone() + "0",
        name.replacen('0', "g", 1),
        name.replacen('0', "/", 1),
        format!("{}..", &name[..62]),
        "é".repeat(32),
    ];
    for other in wrong {
        assert!(other.parse::<ContentHash>().is_err(), "{other}");
    }
}

#[test]
fn kinds_and_sizes_have_fixed_codes() {
    let kinds: Vec<_> = MediaKind::ALL.iter().map(|kind| (kind.code(), kind.content_type())).collect();
    assert_eq!(kinds, [("jpeg", "image/jpeg"), ("pdf", "application/pdf")]);
    let sizes: Vec<_> = PhotoSize::ALL.iter().map(|size| (size.code(), size.side())).collect();
    assert_eq!(sizes, [("512", 512), ("96", 96)]);
}
