//! Makes files: pictures, parts of their formats, places.

use std::collections::HashMap;
use std::io::Cursor;
use std::ops::Range;
use std::sync::Mutex;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use studio_domain::{ContentHash, Timestamp};
use studio_media::{FolderPlace, Limits, Media, Place, PlaceError, Put, Refused, Stored};
use tempfile::TempDir;

/// A moment.
pub(crate) const NOW: Timestamp = Timestamp::from_millis(1_790_000_000_000);

pub(crate) const RED: [u8; 3] = [220, 30, 30];
pub(crate) const GREEN: [u8; 3] = [30, 200, 30];
pub(crate) const BLUE: [u8; 3] = [30, 30, 220];
pub(crate) const WHITE: [u8; 3] = [240, 240, 240];

/// A picture of four colours: red, green over blue, white.
pub(crate) fn quarters(width: u32, height: u32) -> DynamicImage {
    DynamicImage::from(RgbImage::from_fn(width, height, |x, y| {
        Rgb(match (x < width / 2, y < height / 2) {
            (true, true) => RED,
            (false, true) => GREEN,
            (true, false) => BLUE,
            (false, false) => WHITE,
        })
    }))
}

/// The four quarters of a picture that somebody looks at, named by their colours, in reading order.
pub(crate) fn colours(jpeg: &[u8]) -> [char; 4] {
    let picture = image::load_from_memory_with_format(jpeg, ImageFormat::Jpeg).unwrap().to_rgb8();
    let (width, height) = picture.dimensions();
    let near = |x: u32, y: u32| {
        let seen = picture.get_pixel(x, y).0;
        let off = |one: [u8; 3]| one.iter().zip(seen).all(|(a, b)| a.abs_diff(b) < 60);
        [(RED, 'r'), (GREEN, 'g'), (BLUE, 'b'), (WHITE, 'w')]
            .into_iter()
            .find(|(colour, _)| off(*colour))
            .map_or('?', |(_, name)| name)
    };
    let (left, right, top, bottom) = (width / 4, width * 3 / 4, height / 4, height * 3 / 4);
    [near(left, top), near(right, top), near(left, bottom), near(right, bottom)]
}

pub(crate) fn jpeg(picture: &DynamicImage) -> Vec<u8> {
    let mut file = Vec::new();
    picture.write_with_encoder(JpegEncoder::new_with_quality(&mut file, 90)).unwrap();
    file
}

pub(crate) fn png(picture: &DynamicImage) -> Vec<u8> {
    encoded(picture, ImageFormat::Png)
}

/// A lossless one.
pub(crate) fn webp(picture: &DynamicImage) -> Vec<u8> {
    encoded(picture, ImageFormat::WebP)
}

fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    picture.write_to(&mut file, format).unwrap();
    file.into_inner()
}

/// An EXIF part that says how a picture lies, where it was taken, and who is on it.
pub(crate) fn exif(orientation: u16) -> Vec<u8> {
    let mut tiff = b"II*\0\x08\0\0\0".to_vec();
    let entry = |tag: u16, kind: u16, count: u32, value: u32| {
        let mut entry = Vec::new();
        entry.extend(tag.to_le_bytes());
        entry.extend(kind.to_le_bytes());
        entry.extend(count.to_le_bytes());
        entry.extend(value.to_le_bytes());
        entry
    };
    // Three entries: description, orientation, where the places begin.
    tiff.extend(3_u16.to_le_bytes());
    tiff.extend(entry(0x010e, 2, 20, 50));
    tiff.extend(entry(0x0112, 3, 1, u32::from(orientation)));
    tiff.extend(entry(0x8825, 4, 1, 70));
    tiff.extend(0_u32.to_le_bytes());
    assert_eq!(tiff.len(), 50);
    tiff.extend(b"Sofia at the studio\0");
    tiff.extend(1_u16.to_le_bytes());
    tiff.extend(entry(0x0001, 2, 2, u32::from(b'N')));
    tiff.extend(0_u32.to_le_bytes());
    tiff.extend(b"GPS 19.4326 N 99.1332 W");
    tiff
}

/// A JPEG with segments of its own right behind its start.
pub(crate) fn with_segments(jpeg: &[u8], segments: &[(u8, &[u8])]) -> Vec<u8> {
    let mut file = jpeg[..2].to_vec();
    for (marker, body) in segments {
        file.extend([0xff, *marker]);
        file.extend(u16::try_from(body.len() + 2).unwrap().to_be_bytes());
        file.extend(*body);
    }
    file.extend(&jpeg[2..]);
    file
}

pub(crate) fn jpeg_with_exif(jpeg: &[u8], exif: &[u8]) -> Vec<u8> {
    with_segments(jpeg, &[(0xe1, &[b"Exif\0\0", exif].concat())])
}

/// One part of a PNG.
pub(crate) fn chunk(kind: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let mut chunk = u32::try_from(body.len()).unwrap().to_be_bytes().to_vec();
    chunk.extend(kind);
    chunk.extend(body);
    chunk.extend(crc(&[kind, body].concat()).to_be_bytes());
    chunk
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| crc >> 1 ^ if crc & 1 == 1 { 0xedb8_8320 } else { 0 })
    })
}

/// A PNG with parts of its own right behind its head.
pub(crate) fn with_chunks(png: &[u8], chunks: &[Vec<u8>]) -> Vec<u8> {
    [&png[..33], &chunks.concat(), &png[33..]].concat()
}

/// The head of a PNG.
pub(crate) fn png_head(width: u32, height: u32, depth: u8, colour: u8) -> Vec<u8> {
    let mut head = width.to_be_bytes().to_vec();
    head.extend(height.to_be_bytes());
    head.extend([depth, colour, 0, 0, 0]);
    [b"\x89PNG\r\n\x1a\n".as_slice(), &chunk(b"IHDR", &head)].concat()
}

/// A PNG of a coloured picture as programs of slow lines sent it: in seven passes.
pub(crate) fn interlaced_png(picture: &RgbImage) -> Vec<u8> {
    let (width, height) = picture.dimensions();
    let mut rows = Vec::new();
    for (left, top, right, down) in
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
    {
        let across: Vec<u32> = (left..width).step_by(right).collect();
        for y in (top..height).step_by(down).filter(|_| !across.is_empty()) {
            rows.push(0);
            across.iter().for_each(|x| rows.extend(picture.get_pixel(*x, y).0));
        }
    }
    // Packed as it is, in one block.
    let length = u16::try_from(rows.len()).unwrap();
    let (a, b) = rows.iter().fold((1_u32, 0_u32), |(a, b), byte| {
        let a = (a + u32::from(*byte)) % 65_521;
        (a, (b + a) % 65_521)
    });
    let mut packed = vec![0x78, 0x01, 1];
    packed.extend(length.to_le_bytes());
    packed.extend((!length).to_le_bytes());
    packed.extend(rows);
    packed.extend((b << 16 | a).to_be_bytes());
    let mut head = width.to_be_bytes().to_vec();
    head.extend(height.to_be_bytes());
    head.extend([8, 2, 0, 0, 1]);
    let parts = [chunk(b"IHDR", &head), chunk(b"IDAT", &packed), chunk(b"IEND", &[])];
    [b"\x89PNG\r\n\x1a\n".as_slice(), &parts.concat()].concat()
}

/// A WebP with a canvas and further parts behind its picture.
pub(crate) fn with_canvas(webp: &[u8], size: (u32, u32), flags: u8, more: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let mut canvas = vec![flags, 0, 0, 0];
    canvas.extend(&(size.0 - 1).to_le_bytes()[..3]);
    canvas.extend(&(size.1 - 1).to_le_bytes()[..3]);
    let mut parts = riff_part(b"VP8X", &canvas);
    parts.extend(&webp[12..]);
    for (kind, body) in more {
        parts.extend(riff_part(kind, body));
    }
    riff(&parts)
}

/// One part of a WebP.
pub(crate) fn riff_part(kind: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let mut part = kind.to_vec();
    part.extend(u32::try_from(body.len()).unwrap().to_le_bytes());
    part.extend(body);
    part.extend(vec![0; body.len() % 2]);
    part
}

pub(crate) fn riff(parts: &[u8]) -> Vec<u8> {
    let mut file = b"RIFF".to_vec();
    file.extend(u32::try_from(parts.len() + 4).unwrap().to_le_bytes());
    file.extend(b"WEBP");
    file.extend(parts);
    file
}

/// A grey or coloured JPEG of any size with hardly anything in it: every block is the same as the one before.
pub(crate) fn flat_jpeg(width: u16, height: u16, components: u8, progressive: bool) -> Vec<u8> {
    let mut frame = vec![8];
    frame.extend(height.to_be_bytes());
    frame.extend(width.to_be_bytes());
    frame.push(components);
    (1..=components).for_each(|id| frame.extend([id, 0x11, 0]));
    let mut scan = vec![components];
    (1..=components).for_each(|id| scan.extend([id, 0]));
    // A drawn one has its first pass only: the brightness of each block.
    scan.extend(if progressive { [0, 0, 0] } else { [0, 63, 0] });
    // One code, of one bit: nothing changes, nothing follows.
    let codes = |class: u8| [vec![class, 1], vec![0; 15], vec![0]].concat();
    let table = [vec![0], vec![1; 64]].concat();
    let mut file = with_segments(
        &[0xff, 0xd8],
        &[
            (0xdb, &table),
            (if progressive { 0xc2 } else { 0xc0 }, &frame),
            (0xc4, &codes(0)),
            (0xc4, &codes(0x10)),
            (0xda, &scan),
        ],
    );
    let blocks = u64::from(width).div_ceil(8) * u64::from(height).div_ceil(8) * u64::from(components);
    let bits = blocks * if progressive { 1 } else { 2 };
    file.extend(vec![0; usize::try_from(bits.div_ceil(8)).unwrap()]);
    file.extend([0xff, 0xd9]);
    file
}

/// A media store in a folder that goes when it is dropped.
pub(crate) struct House {
    pub(crate) media: Media,
    pub(crate) folder: TempDir,
}

impl House {
    pub(crate) fn new() -> Self {
        let folder = TempDir::new().unwrap();
        Self { media: Media::new(place_in(&folder)), folder }
    }
}

/// A place in a folder.
pub(crate) fn place_in(folder: &TempDir) -> FolderPlace {
    let (root, tmp) = (folder.path().join("media"), folder.path().join("tmp"));
    std::fs::create_dir_all(&root).unwrap();
    std::fs::create_dir_all(&tmp).unwrap();
    FolderPlace::at(root, tmp)
}

/// The photo that comes of a file, large.
pub(crate) fn photo(file: Vec<u8>) -> Result<Vec<u8>, Refused> {
    House::new().media.client_photo(file).map(|photo| photo.large.bytes)
}

/// Why a file is not taken as a photo; both by its outside and by what happens when it is opened.
pub(crate) fn refusal(file: &[u8]) -> Refused {
    photo(file.to_vec()).expect_err("it was taken")
}

/// A file that is taken by its outside, with the limits of photos.
pub(crate) fn passes(file: &[u8]) -> bool {
    studio_media::check_picture(file, &Limits::CLIENT_PHOTO).is_ok()
}

/// A place in memory: what somebody else would write.
#[derive(Default)]
pub(crate) struct MemoryPlace(Mutex<HashMap<ContentHash, (Vec<u8>, Timestamp)>>);

impl Place for MemoryPlace {
    fn put_if_absent(&self, hash: &ContentHash, bytes: &[u8], now: Timestamp) -> Result<Put, PlaceError> {
        let before = self.0.lock().unwrap().insert(*hash, (bytes.to_vec(), now));
        Ok(if before.is_some() { Put::Present } else { Put::New })
    }

    fn size(&self, hash: &ContentHash) -> Result<Option<u64>, PlaceError> {
        Ok(self.0.lock().unwrap().get(hash).map(|(bytes, _)| bytes.len() as u64))
    }

    fn read(&self, hash: &ContentHash, range: Range<u64>) -> Result<Option<Vec<u8>>, PlaceError> {
        let files = self.0.lock().unwrap();
        Ok(files.get(hash).map(|(bytes, _)| {
            let at = |place: u64| usize::try_from(place).unwrap_or(usize::MAX).min(bytes.len());
            bytes.get(at(range.start)..at(range.end)).unwrap_or_default().to_vec()
        }))
    }

    fn delete(&self, hash: &ContentHash) -> Result<bool, PlaceError> {
        Ok(self.0.lock().unwrap().remove(hash).is_some())
    }

    fn list(&self, each: &mut dyn FnMut(Stored) -> Result<(), PlaceError>) -> Result<(), PlaceError> {
        let all: Vec<Stored> = self
            .0
            .lock()
            .unwrap()
            .iter()
            .map(|(hash, (bytes, put_at))| Stored { hash: *hash, bytes: bytes.len() as u64, put_at: *put_at })
            .collect();
        all.into_iter().try_for_each(each)
    }

    fn clear_leftovers(&self, _before: Timestamp) -> Result<usize, PlaceError> {
        Ok(0)
    }
}
