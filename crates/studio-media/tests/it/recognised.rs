//! What a file is, by what it holds.

use studio_domain::MediaKind;
use studio_media::{Facts, Limits, Refused, check_picture};

use crate::kit::{jpeg, png, quarters, refusal, webp};
use crate::samples::{CMYK_JPEG, LOSSY_WEBP, LOSSY_WEBP_WITH_ALPHA, PROGRESSIVE_JPEG};

#[test]
fn jpeg_png_and_webp_of_each_kind_are_recognised_with_their_size() {
    let picture = quarters(32, 24);
    let samples = [LOSSY_WEBP, LOSSY_WEBP_WITH_ALPHA, PROGRESSIVE_JPEG, CMYK_JPEG].map(<[u8]>::to_vec);
    for file in [jpeg(&picture), png(&picture), webp(&picture)].into_iter().chain(samples) {
        let facts = Facts { kind: MediaKind::Jpeg, width: Some(32), height: Some(24) };
        assert_eq!(check_picture(&file, &Limits::CLIENT_PHOTO), Ok(facts));
    }
}

#[test]
fn files_of_other_kinds_are_refused_by_name() {
    let other = |kind| Refused::OtherKind { kind };
    let cases: &[(&[u8], Refused)] = &[
        (b"", Refused::Empty),
        (b"hello, this is a letter", Refused::Unknown),
        (b"<!doctype html><script>alert(1)</script>", Refused::Unknown),
        (b"GIF89a\x01\0\x01\0/*", Refused::Gif),
        (b"GIF87a\x01\0\x01\0", Refused::Gif),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", Refused::Heic),
        (b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic", Refused::Heic),
        (b"\0\0\0\x18ftypmif1\0\0\0\0mif1avif", other("AVIF")),
        (b"\0\0\0\x20ftypisom\0\0\x02\0isomiso2", other("MP4")),
        (b"%PDF-1.7\n", other("PDF")),
        (b"BM\x36\0\0\0", other("BMP")),
        (b"II*\0\x08\0\0\0", other("TIFF")),
        (b"MM\0*\0\0\0\x08", other("TIFF")),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", other("SVG")),
        (b"RIFF\x24\0\0\0WAVEfmt ", Refused::Unknown),
        (b"\x7fELF\x02\x01\x01", Refused::Unknown),
    ];
    for (file, expected) in cases {
        assert_eq!(
            check_picture(file, &Limits::STORE),
            Err(*expected),
            "{:?}",
            String::from_utf8_lossy(file)
        );
    }
}

#[test]
fn limits_are_told_with_their_number() {
    let limits = Limits { bytes: 100_000, pixels: 1_000, side: 50 };
    let told = |width, height| check_picture(&jpeg(&quarters(width, height)), &limits);
    assert!(told(40, 25).is_ok());
    assert_eq!(told(40, 26), Err(Refused::TooManyPixels { limit: 1_000 }));
    assert_eq!(told(51, 2), Err(Refused::TooLong { limit: 50 }));
    assert_eq!(told(2, 51), Err(Refused::TooLong { limit: 50 }));
    let file = jpeg(&quarters(20, 20));
    let size = file.len() as u64;
    assert!(check_picture(&file, &Limits { bytes: size, ..limits }).is_ok());
    let less = Limits { bytes: size - 1, ..limits };
    assert_eq!(check_picture(&file, &less), Err(Refused::TooBig { limit: size - 1 }));
}

#[test]
fn photos_may_be_smaller_than_other_pictures() {
    assert_eq!((Limits::CLIENT_PHOTO.bytes, Limits::CLIENT_PHOTO.pixels), (20_000_000, 40_000_000));
    assert_eq!(
        (Limits::STORE.bytes, Limits::STORE.pixels, Limits::STORE.side),
        (40_000_000, 60_000_000, 20_000)
    );
    let large = crate::kit::flat_jpeg(8_000, 6_000, 1, false);
    assert_eq!(refusal(&large), Refused::TooManyPixels { limit: 40_000_000 });
    assert!(check_picture(&large, &Limits::STORE).is_ok());
}

#[test]
fn every_reason_has_its_own_code() {
    let codes: std::collections::BTreeSet<_> = Refused::ALL.iter().map(|reason| reason.code()).collect();
    assert_eq!(codes.len(), Refused::ALL.len());
    assert!(codes.iter().all(|code| code.starts_with("file_")));
}
