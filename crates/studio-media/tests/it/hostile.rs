//! Files that are cut off, made up, two things at once, or promise more than they hold.

use proptest::prelude::*;
use studio_media::{Limits, Refused, check_picture};

use crate::kit::{
    chunk, flat_jpeg, jpeg, passes, photo, png, png_head, quarters, refusal, riff, riff_part, webp,
    with_canvas, with_chunks, with_segments,
};
use crate::samples::{LOSSY_WEBP, PROGRESSIVE_JPEG};

/// Whole files of each kind.
fn whole() -> Vec<(&'static str, Vec<u8>)> {
    let picture = quarters(96, 64);
    vec![
        ("jpeg", jpeg(&picture)),
        ("progressive jpeg", PROGRESSIVE_JPEG.to_vec()),
        ("png", png(&picture)),
        ("lossless webp", webp(&picture)),
        ("lossy webp", LOSSY_WEBP.to_vec()),
    ]
}

#[test]
fn a_file_that_is_cut_off_anywhere_is_refused() {
    for (name, file) in whole() {
        assert!(photo(file.clone()).is_ok(), "{name}");
        for end in 0..file.len() {
            let cut = file[..end].to_vec();
            assert!(photo(cut).is_err(), "{name} cut off at {end} of {}", file.len());
        }
    }
}

#[test]
fn a_jpeg_whose_samples_were_lost_is_refused_although_it_ends_as_it_should() {
    let mut file = flat_jpeg(4_000, 3_000, 3, false);
    assert!(passes(&file));
    file.truncate(file.len() / 3);
    file.extend([0xff, 0xd9]);
    assert_eq!(refusal(&file), Refused::Damaged);
}

#[test]
fn what_hangs_behind_a_picture_makes_it_two_things() {
    let archive = b"PK\x03\x04 a file PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";
    let page = b"<html><script>alert(1)</script></html>";
    for (name, file) in whole() {
        for more in [archive.as_slice(), page, b"MZ\x90\0", b"%PDF-1.7\n%%EOF"] {
            let both = [&*file, more].concat();
            assert_eq!(refusal(&both), Refused::TwoInOne, "{name}");
        }
    }
    // Nor behind what a camera may hang there.
    let jpeg = jpeg(&quarters(32, 24));
    assert_eq!(refusal(&[&*jpeg, &jpeg, archive].concat()), Refused::TwoInOne);
    assert_eq!(refusal(&[&*jpeg, b"\0\0\0\x18ftypmp42", archive].concat()), Refused::TwoInOne);
}

#[test]
fn what_cameras_hang_behind_a_jpeg_is_dropped() {
    let file = jpeg(&quarters(64, 64));
    let alone = photo(file.clone()).unwrap();
    let film = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom and then the film";
    let samsung = b"\0\0\x30\x0aMotionPhoto_Data and so on SEFH SEFT";
    for tail in [&[0; 40], &*file, film.as_slice(), &[&[0; 12], film.as_slice()].concat(), samsung] {
        let with_tail = [&*file, tail].concat();
        assert_eq!(photo(with_tail).unwrap(), alone);
    }
    let previews: Vec<u8> = std::iter::repeat_n(&*file, 9).flatten().copied().collect();
    assert_eq!(refusal(&[&*file, &previews].concat()), Refused::TwoInOne);
}

#[test]
fn texts_inside_a_picture_do_not_get_into_what_is_kept() {
    let script = b"<script>alert(document.cookie)</script>";
    let archive = b"PK\x03\x04 evil PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";
    let picture = quarters(64, 64);
    let files = [
        with_segments(&jpeg(&picture), &[(0xfe, script), (0xfe, archive), (0xed, script)]),
        with_chunks(&png(&picture), &[chunk(b"tEXt", &[b"Comment\0", script.as_slice()].concat())]),
        with_canvas(&webp(&picture), (64, 64), 4, &[(b"XMP ", script), (b"junk", archive)]),
    ];
    for file in files {
        let kept = photo(file).unwrap();
        assert!(!kept.windows(script.len()).any(|part| part == script));
        assert!(!kept.windows(4).any(|part| part == b"PK\x05\x06"));
    }
}

#[test]
fn sizes_beyond_the_limits_are_refused_by_the_head_alone() {
    let large = |width, height| [png_head(width, height, 8, 6), chunk(b"IDAT", &vec![0; 40_000])].concat();
    let ended = |head: Vec<u8>| [head, chunk(b"IEND", &[])].concat();
    // A promise that the packed bytes can't keep is found first.
    assert_eq!(refusal(&ended(large(13_000, 13_000))), Refused::Damaged);
    let roomy =
        [png_head(13_000, 13_000, 8, 6), chunk(b"IDAT", &vec![0; 700_000]), chunk(b"IEND", &[])].concat();
    assert_eq!(refusal(&roomy), Refused::TooManyPixels { limit: 40_000_000 });
    assert_eq!(refusal(&ended(png_head(0, 5, 8, 6))), Refused::Damaged);
    let long = [png_head(20_001, 1, 8, 0), chunk(b"IDAT", &[0; 100]), chunk(b"IEND", &[])].concat();
    assert_eq!(refusal(&long), Refused::TooLong { limit: 20_000 });
    assert_eq!(refusal(&flat_jpeg(7_000, 6_000, 1, false)), Refused::TooManyPixels { limit: 40_000_000 });
    assert_eq!(refusal(&flat_jpeg(65_535, 100, 1, false)), Refused::TooLong { limit: 20_000 });
    // 16,383 by 16,383, of which nothing is there.
    let canvas = riff(&riff_part(b"VP8L", &[0x2f, 0xfe, 0xff, 0xff, 0x0f, 0, 0, 0, 0]));
    assert_eq!(refusal(&canvas), Refused::TooManyPixels { limit: 40_000_000 });
}

#[test]
fn a_lossless_webp_whose_tables_could_fill_the_memory_is_refused() {
    let mut body = vec![0x2f, 0x3f, 0xc0, 0x0f, 0];
    body.extend(vec![0x5a; 3_000_000]);
    assert_eq!(refusal(&riff(&riff_part(b"VP8L", &body))), Refused::TooHeavy);
    let alpha = [riff_part(b"ALPH", &vec![1; 3_000_000]), LOSSY_WEBP[12..].to_vec()].concat();
    let canvas = with_canvas(&riff(&alpha), (32, 24), 16, &[]);
    assert_eq!(refusal(&canvas), Refused::TooHeavy);
}

#[test]
fn parts_in_an_order_that_makes_no_sense_are_refused() {
    let picture = quarters(32, 24);
    let png = png(&picture);
    let jpeg = jpeg(&picture);
    let webp = webp(&picture);
    let head = &png[8..33];
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("two heads", with_chunks(&png, &[head.to_vec()])),
        ("an unknown part that must be known", with_chunks(&png, &[chunk(b"NEWs", b"x")])),
        ("a part whose name is none", with_chunks(&png, &[chunk(b"a\x01bc", b"x")])),
        ("no picture", [png_head(4, 4, 8, 2), chunk(b"IEND", &[])].concat()),
        ("colours that do not exist", [png_head(4, 4, 3, 2), png[33..].to_vec()].concat()),
        ("two frames", [&jpeg[..jpeg.len() - 2], &jpeg[2..]].concat()),
        ("a frame without samples", [&jpeg[..20], &[0xff, 0xd9]].concat()),
        ("a canvas of another size", with_canvas(&webp, (33, 24), 0, &[])),
        ("two pictures", with_canvas(&webp, (32, 24), 0, &[(b"VP8L", &webp[20..])])),
        ("no webp picture", riff(&riff_part(b"VP8X", &[0; 10]))),
    ];
    for (name, file) in cases {
        assert_eq!(refusal(&file), Refused::Damaged, "{name}");
    }
    let arithmetic = with_segments(&jpeg, &[(0xc9, &[8, 0, 8, 0, 8, 1, 1, 0x11, 0])]);
    assert_eq!(refusal(&arithmetic), Refused::OtherKind { kind: "lossless or arithmetic JPEG" });
}

#[test]
fn a_jpeg_of_endless_passes_is_refused() {
    let file = flat_jpeg(64, 64, 1, true);
    assert!(photo(file.clone()).is_ok());
    let scan = file.windows(2).position(|two| two == [0xff, 0xda]).unwrap();
    let (begin, pass) = (&file[..scan], &file[scan..file.len() - 2]);
    let passes = |count| [begin, &pass.repeat(count), &[0xff, 0xd9]].concat();
    assert!(crate::kit::passes(&passes(64)));
    assert_eq!(refusal(&passes(65)), Refused::Damaged);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn whatever_the_bytes_are_there_is_an_answer(bytes in proptest::collection::vec(any::<u8>(), 0..600), begin in 0_usize..6) {
        let begins: [&[u8]; 6] = [b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\x20\0\0\0WEBPVP8X", b"%PDF-1.4", b"\0\0\0\x18ftyp"];
        let file = [begins[begin], &bytes].concat();
        let seen = check_picture(&file, &Limits::STORE);
        prop_assert_eq!(seen.is_ok(), check_picture(&file, &Limits::STORE).is_ok());
        let _answer = photo(file);
    }

    #[test]
    fn a_picture_with_changed_bytes_is_taken_or_refused_but_nothing_else(
        which in 0_usize..5,
        changes in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..12),
    ) {
        let (_, mut file) = whole().swap_remove(which);
        for (place, byte) in changes {
            let at = place.index(file.len());
            file[at] = byte;
        }
        if let Ok(kept) = photo(file) {
            prop_assert_eq!(crate::kit::colours(&kept).len(), 4);
        }
    }
}
