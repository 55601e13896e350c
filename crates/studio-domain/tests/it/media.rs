//! Names of files.

use proptest::prelude::*;
use studio_domain::{ContentHash, FileSize, FileTitle, ImageKind, MediaKind, PhotoSize};

proptest! {
    #[test]
    fn a_hash_is_read_as_it_is_written(raw in any::<[u8; 32]>()) {
        let hash = ContentHash::new(raw);
        prop_assert_eq!(hash.to_string().parse::<ContentHash>().unwrap(), hash);
        prop_assert!(hash.to_string().starts_with(&hash.short()));
    }

    #[test]
    fn whatever_a_file_is_called_gives_a_title(name in "\\PC{0,300}", odd in any::<String>()) {
        for name in [name, odd] {
            let title = FileTitle::of_file(&name);
            prop_assert!(title.as_str().chars().count() <= FileTitle::MAX);
            prop_assert_eq!(FileTitle::parse(title.as_str()).unwrap(), title);
        }
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
    assert_eq!(FileSize::ALL.iter().map(|size| size.code()).collect::<Vec<_>>(), ["whole", "1280", "320"]);
    let kinds: Vec<_> = ImageKind::ALL.iter().map(|kind| kind.code()).collect();
    assert_eq!(kinds, ["portfolio", "appointment", "photo"]);
}

#[test]
fn a_title_is_the_name_of_the_file_without_where_it_lay() {
    for (name, title) in [
        ("koi.png", "koi"),
        ("C:\\Users\\Ana\\Mi idea.final.jpg", "Mi idea.final"),
        ("../../etc/passwd", "passwd"),
        ("  a   b .jpeg", "a b"),
        ("no ending", "no ending"),
        ("\u{202E}gpj.exe", "gpj"),
        (".hidden", ""),
        ("", ""),
    ] {
        assert_eq!(FileTitle::of_file(name).as_str(), title, "{name}");
    }
    assert!(FileTitle::parse(&"x".repeat(201)).is_err());
    assert!(FileTitle::parse("a\u{0}b").is_err());
}
