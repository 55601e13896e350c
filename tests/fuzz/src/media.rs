//! The check of files that people send, given any file.
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a target says by panicking that what it was given has broken something"
)]

use std::sync::OnceLock;

use studio_domain::MediaKind;
use studio_media::{Cut, FolderPlace, Limits, Media, check_paper};

/// Small enough that an opened picture costs no time to speak of.
const LIMITS: Limits = Limits { bytes: 1_000_000, pixels: 250_000, side: 2_000 };

/// Checks a file and makes a picture of it anew where it is taken. Answers whether it came to a file that would be kept.
///
/// # Panics
/// If a picture that passed the check comes out larger than it said, or is not a picture that is served.
pub fn media_check(bytes: &[u8]) -> bool {
    static MEDIA: OnceLock<Media> = OnceLock::new();
    // Nothing is kept, so no folder is needed.
    let media = MEDIA.get_or_init(|| Media::new(FolderPlace::at("none", "none")));
    let Ok(facts) = check_paper(bytes, &LIMITS) else {
        assert!(
            media.pictures(bytes.to_vec(), &LIMITS, &[Cut::Whole]).is_err(),
            "refused, and opened all the same"
        );
        return false;
    };
    if facts.kind == MediaKind::Pdf {
        assert!(bytes.starts_with(b"%PDF-"), "a PDF that is none");
        return true;
    }
    let Ok(made) = media.pictures(bytes.to_vec(), &LIMITS, &[Cut::Whole, Cut::Square(96)]) else {
        return false;
    };
    let [whole, square] = <[_; 2]>::try_from(made).expect("one for each size");
    assert_eq!((whole.width, whole.height), (facts.width, facts.height), "not what the check has said");
    assert_eq!((square.width, square.height), (Some(96), Some(96)));
    for one in [whole, square] {
        assert!(one.bytes.starts_with(&[0xff, 0xd8, 0xff, 0xe0]), "what is served is no JPEG of ours");
        let again = check_paper(&one.bytes, &Limits::STORE);
        let again = again.unwrap_or_else(|refused| panic!("what was made anew is refused: {refused}"));
        assert_eq!((again.width, again.height), (one.width, one.height));
    }
    true
}
