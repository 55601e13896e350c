//! Pictures that move.

use studio_media::Refused;

use crate::kit::{chunk, png, quarters, refusal, riff_part, webp, with_canvas, with_chunks};
use crate::samples::{MOVING_PNG, MOVING_WEBP};

#[test]
fn moving_pictures_are_refused_as_such() {
    assert_eq!(refusal(MOVING_PNG), Refused::Animated);
    assert_eq!(refusal(MOVING_WEBP), Refused::Animated);
}

#[test]
fn they_are_found_by_any_of_their_parts() {
    let picture = quarters(32, 24);
    let control = chunk(b"acTL", &[0, 0, 0, 2, 0, 0, 0, 0]);
    assert_eq!(refusal(&with_chunks(&png(&picture), &[control])), Refused::Animated);
    let webp = webp(&picture);
    assert_eq!(refusal(&with_canvas(&webp, (32, 24), 2, &[])), Refused::Animated);
    let frame = riff_part(b"VP8L", &webp[20..]);
    assert_eq!(refusal(&with_canvas(&webp, (32, 24), 0, &[(b"ANMF", &frame)])), Refused::Animated);
}
