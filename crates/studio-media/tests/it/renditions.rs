//! Sizes, squares, colours.

use image::{DynamicImage, GrayAlphaImage, GrayImage, ImageFormat, LumaA, Rgb, RgbImage, Rgba, RgbaImage};
use studio_domain::{MediaKind, PhotoSize};
use studio_media::{Cut, Limits, Rendition};

use crate::kit::{House, colours, interlaced_png, jpeg, photo, png, quarters};
use crate::samples::{CMYK_JPEG, LOSSY_WEBP, LOSSY_WEBP_WITH_ALPHA, PROGRESSIVE_JPEG};

fn made(file: Vec<u8>, cut: Cut) -> Rendition {
    House::new().media.pictures(file, &Limits::STORE, &[cut]).unwrap().remove(0)
}

fn shown(rendition: &Rendition) -> DynamicImage {
    let picture = image::load_from_memory_with_format(&rendition.bytes, ImageFormat::Jpeg).unwrap();
    assert_eq!((Some(picture.width()), Some(picture.height())), (rendition.width, rendition.height));
    assert_eq!(rendition.kind, MediaKind::Jpeg);
    picture
}

#[test]
fn a_photo_is_two_squares_of_the_middle() {
    // Broad borders left and right of a square of four colours.
    let mut broad = DynamicImage::from(RgbaImage::from_pixel(900, 300, Rgba([0, 0, 0, 255])));
    image::imageops::overlay(&mut broad, &quarters(300, 300), 300, 0);
    let photo = House::new().media.client_photo(jpeg(&DynamicImage::from(broad.to_rgb8()))).unwrap();
    for size in PhotoSize::ALL {
        let one = photo.of(*size);
        assert_eq!((one.width, one.height), (Some(size.side()), Some(size.side())));
        assert_eq!(colours(&one.bytes), ['r', 'g', 'b', 'w']);
        let corner = shown(one).to_rgb8().get_pixel(0, 0).0;
        assert!(corner[0] > 150, "nothing of the border is left: {corner:?}");
    }
    assert_ne!(photo.large.hash, photo.small.hash);
}

#[test]
fn a_small_picture_makes_a_photo_of_full_size() {
    let photo = House::new().media.client_photo(png(&quarters(20, 31))).unwrap();
    assert_eq!(shown(&photo.large).width(), 512);
    assert_eq!(colours(&photo.large.bytes), ['r', 'g', 'b', 'w']);
}

#[test]
fn renditions_keep_their_shape_and_are_never_made_larger() {
    let sizes = |file: &DynamicImage, cut| {
        let one = made(png(file), cut);
        (one.width.unwrap(), one.height.unwrap())
    };
    let broad = quarters(1_600, 900);
    assert_eq!(sizes(&broad, Cut::Within(320)), (320, 180));
    assert_eq!(sizes(&broad, Cut::Within(1_280)), (1_280, 720));
    assert_eq!(sizes(&broad, Cut::Within(2_000)), (1_600, 900));
    assert_eq!(sizes(&broad, Cut::Whole), (1_600, 900));
    assert_eq!(sizes(&quarters(900, 1_600), Cut::Within(320)), (180, 320));
    assert_eq!(sizes(&quarters(4_000, 2), Cut::Within(320)), (320, 1));
    assert_eq!(colours(&made(png(&broad), Cut::Within(320)).bytes), ['r', 'g', 'b', 'w']);
}

#[test]
fn what_is_transparent_is_seen_on_white() {
    let half = |x: u32| if x < 50 { 255 } else { 0 };
    let colour = RgbaImage::from_fn(100, 100, |x, _| Rgba([200, 0, 0, half(x)]));
    let grey = GrayAlphaImage::from_fn(100, 100, |x, _| LumaA([20, half(x)]));
    for (picture, left) in [(DynamicImage::from(colour), [200, 0, 0]), (DynamicImage::from(grey), [20; 3])] {
        for cut in [Cut::Whole, Cut::Within(40), Cut::Square(64)] {
            let seen = shown(&made(png(&picture), cut)).to_rgb8();
            let (width, height) = seen.dimensions();
            let near = |x, expected: [u8; 3]| {
                let pixel = seen.get_pixel(x, height / 2).0;
                assert!(
                    pixel.iter().zip(expected).all(|(a, b)| a.abs_diff(b) < 12),
                    "{pixel:?} is not {expected:?}"
                );
            };
            near(width / 4, left);
            near(width * 3 / 4, [255; 3]);
        }
    }
}

#[test]
fn sixteen_bits_greys_and_inks_look_the_same() {
    let picture = quarters(64, 48);
    let grey =
        DynamicImage::from(GrayImage::from_fn(64, 48, |x, _| image::Luma([if x < 32 { 40 } else { 220 }])));
    for deep in [DynamicImage::from(picture.to_rgb16()), DynamicImage::from(picture.to_rgba16())] {
        assert_eq!(colours(&photo(png(&deep)).unwrap()), ['r', 'g', 'b', 'w']);
    }
    for plain in
        [grey.clone(), DynamicImage::from(grey.to_luma16()), DynamicImage::from(grey.to_luma_alpha16())]
    {
        let seen = shown(&made(png(&plain), Cut::Whole)).to_luma8();
        assert!(
            seen.get_pixel(10, 10).0[0].abs_diff(40) < 8 && seen.get_pixel(54, 10).0[0].abs_diff(220) < 8
        );
    }
    for sample in [PROGRESSIVE_JPEG, CMYK_JPEG, LOSSY_WEBP] {
        assert_eq!(colours(&photo(sample.to_vec()).unwrap()), ['r', 'g', 'b', 'w']);
    }
    let half = photo(LOSSY_WEBP_WITH_ALPHA.to_vec()).unwrap();
    let picture = image::load_from_memory(&half).unwrap().to_rgb8();
    assert!(picture.get_pixel(500, 100).0.iter().all(|part| *part > 240));
}

#[test]
fn a_png_in_seven_passes_looks_like_one_in_one() {
    for (width, height) in [(37, 23), (1, 1), (3, 9), (8, 8), (5, 2)] {
        let picture = RgbImage::from_fn(width, height, |x, y| {
            Rgb([x * 6, y * 9, x ^ y].map(|one| one.to_le_bytes()[0]))
        });
        let straight = made(png(&DynamicImage::from(picture.clone())), Cut::Whole);
        assert_eq!(made(interlaced_png(&picture), Cut::Whole), straight, "{width} x {height}");
    }
}
