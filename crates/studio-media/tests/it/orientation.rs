//! Every picture is kept the way it is looked at.

use studio_media::{Cut, Limits, check_picture};

use crate::kit::{
    House, chunk, colours, exif, jpeg, jpeg_with_exif, photo, png, quarters, webp, with_canvas, with_chunks,
};

/// What the quarters of red, green over blue, white come to, by the number in the EXIF part.
const SEEN: [(u16, [char; 4]); 8] = [
    (1, ['r', 'g', 'b', 'w']),
    (2, ['g', 'r', 'w', 'b']),
    (3, ['w', 'b', 'g', 'r']),
    (4, ['b', 'w', 'r', 'g']),
    (5, ['r', 'b', 'g', 'w']),
    (6, ['b', 'r', 'w', 'g']),
    (7, ['w', 'g', 'b', 'r']),
    (8, ['g', 'w', 'r', 'b']),
];

/// The same picture in each format, lying like this.
fn lying(number: u16) -> [(&'static str, Vec<u8>); 3] {
    let picture = quarters(160, 96);
    let exif = exif(number);
    [
        ("jpeg", jpeg_with_exif(&jpeg(&picture), &exif)),
        ("png", with_chunks(&png(&picture), &[chunk(b"eXIf", &exif)])),
        ("webp", with_canvas(&webp(&picture), (160, 96), 8, &[(b"EXIF", &exif)])),
    ]
}

#[test]
fn each_of_the_eight_ways_is_turned_upright_in_each_format() {
    for (number, expected) in SEEN {
        for (format, file) in lying(number) {
            assert_eq!(colours(&photo(file).unwrap()), expected, "{format} lying like {number}");
        }
    }
}

#[test]
fn the_size_is_that_of_the_upright_picture() {
    for (number, expected) in SEEN {
        let size = if number < 5 { (160, 96) } else { (96, 160) };
        for (format, file) in lying(number) {
            let facts = check_picture(&file, &Limits::STORE).unwrap();
            assert_eq!(
                (facts.width, facts.height),
                (Some(size.0), Some(size.1)),
                "{format} lying like {number}"
            );
            let made =
                House::new().media.pictures(file, &Limits::STORE, &[Cut::Whole, Cut::Within(80)]).unwrap();
            let sizes: Vec<_> = made.iter().map(|one| (one.width.unwrap(), one.height.unwrap())).collect();
            assert_eq!(sizes, [size, (size.0 / 2, size.1 / 2)], "{format} lying like {number}");
            for one in made {
                assert_eq!(colours(&one.bytes), expected, "{format} lying like {number}");
            }
        }
    }
}

#[test]
fn numbers_that_mean_nothing_leave_a_picture_as_it_is() {
    let picture = jpeg(&quarters(64, 64));
    let upright = photo(picture.clone()).unwrap();
    for exif in
        [exif(0), exif(9), exif(65_535), b"II*\0\xff\xff\xff\xff".to_vec(), b"MM".to_vec(), Vec::new()]
    {
        assert_eq!(photo(jpeg_with_exif(&picture, &exif)).unwrap(), upright);
    }
}
