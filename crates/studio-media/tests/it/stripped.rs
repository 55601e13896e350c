//! What is kept holds the picture and nothing that came with it.

use crate::kit::{
    House, chunk, exif, jpeg, jpeg_with_exif, png, quarters, webp, with_canvas, with_chunks, with_segments,
};

/// Markers of a JPEG up to its samples.
fn markers(jpeg: &[u8]) -> Vec<u8> {
    let (mut at, mut found) = (2, Vec::new());
    while jpeg[at + 1] != 0xda {
        assert_eq!(jpeg[at], 0xff);
        found.push(jpeg[at + 1]);
        at += 2 + usize::from(u16::from_be_bytes([jpeg[at + 2], jpeg[at + 3]]));
    }
    found
}

#[test]
fn places_names_and_notes_are_gone() {
    let picture = quarters(200, 150);
    let exif = exif(6);
    let profile = b"ICC_PROFILE\0\x01\x01 a profile with a serial number".as_slice();
    let files = [
        with_segments(
            &jpeg_with_exif(&jpeg(&picture), &exif),
            &[(0xe2, profile), (0xed, b"Photoshop 3.0\0 keywords"), (0xfe, b"a note")],
        ),
        with_chunks(
            &png(&picture),
            &[
                chunk(b"eXIf", &exif),
                chunk(b"tEXt", b"Author\0Sofia"),
                chunk(b"tIME", &[7, 0xe9, 1, 1, 1, 1, 1]),
            ],
        ),
        with_canvas(
            &webp(&picture),
            (200, 150),
            12,
            &[(b"EXIF", &exif), (b"XMP ", b"<x:xmpmeta>Sofia</x:xmpmeta>")],
        ),
    ];
    for file in files {
        assert!(file.windows(3).any(|part| part == b"GPS"), "the source has a place");
        let photo = House::new().media.client_photo(file).unwrap();
        for kept in [photo.large.bytes, photo.small.bytes] {
            // Application data of the format itself, tables, frame: no APP1 to APP15, no comment.
            assert!(
                markers(&kept).iter().all(|marker| matches!(marker, 0xe0 | 0xdb | 0xc0 | 0xc4)),
                "{:x?}",
                markers(&kept)
            );
            for trace in [b"GPS".as_slice(), b"Exif", b"Sofia", b"ICC", b"note"] {
                assert!(
                    !kept.windows(trace.len()).any(|part| part == trace),
                    "{}",
                    String::from_utf8_lossy(trace)
                );
            }
        }
    }
}

#[test]
fn the_same_picture_with_other_words_beside_it_is_the_same_file() {
    let plain = jpeg(&quarters(100, 100));
    let media = House::new().media;
    let one = media.client_photo(plain.clone()).unwrap();
    let other = media.client_photo(with_segments(&plain, &[(0xfe, b"taken on Monday")])).unwrap();
    assert_eq!(one, other);
}
