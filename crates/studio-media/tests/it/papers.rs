//! Scanned papers: a picture in its full size, or a PDF as it is.

use studio_domain::MediaKind;
use studio_media::{Limits, Refused, check_paper, check_picture};

use crate::kit::{House, colours, exif, jpeg, jpeg_with_exif, quarters};

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\nstartxref\n0\n%%EOF\r\n";

#[test]
fn a_pdf_is_kept_as_it_came() {
    let paper = House::new().media.paper(PDF.to_vec()).unwrap();
    assert_eq!((paper.kind, paper.width, paper.height), (MediaKind::Pdf, None, None));
    assert_eq!(paper.bytes, PDF);
    assert_eq!(paper.kind.content_type(), "application/pdf");
}

#[test]
fn a_picture_of_a_paper_keeps_its_size_and_loses_its_place() {
    let scan = jpeg_with_exif(&jpeg(&quarters(1_700, 2_200)), &exif(6));
    let paper = House::new().media.paper(scan).unwrap();
    assert_eq!((paper.kind, paper.width, paper.height), (MediaKind::Jpeg, Some(2_200), Some(1_700)));
    assert_eq!(colours(&paper.bytes), ['b', 'r', 'w', 'g']);
    assert!(!paper.bytes.windows(3).any(|part| part == b"GPS"));
}

#[test]
fn papers_that_are_cut_off_or_two_things_are_refused() {
    let media = House::new().media;
    assert_eq!(media.paper(PDF[..PDF.len() - 9].to_vec()).unwrap_err(), Refused::Damaged);
    assert_eq!(media.paper(b"%PDF-9.9 %%EOF".to_vec()).unwrap_err(), Refused::Damaged);
    let archive = [PDF, b"PK\x05\x06\0\0\0\0"].concat();
    assert_eq!(media.paper(archive).unwrap_err(), Refused::TwoInOne);
    let page = [PDF, b"<script>alert(1)</script>"].concat();
    assert_eq!(media.paper(page).unwrap_err(), Refused::TwoInOne);
    assert_eq!(media.paper(b"GIF89a".to_vec()).unwrap_err(), Refused::Gif);
    let limit = Limits { bytes: 30, ..Limits::STORE };
    assert_eq!(check_paper(PDF, &limit), Err(Refused::TooBig { limit: 30 }));
    assert_eq!(check_picture(PDF, &Limits::STORE), Err(Refused::OtherKind { kind: "PDF" }));
}

#[test]
fn an_attached_picture_is_kept_in_three_sizes_and_a_paper_in_one() {
    let media = House::new().media;
    let picture = media.attachment(jpeg_with_exif(&jpeg(&quarters(1_700, 2_200)), &exif(6))).unwrap();
    let sizes: Vec<_> = picture.files().map(|file| (file.kind, file.width, file.height)).collect();
    assert_eq!(
        sizes,
        [(2_200, 1_700), (1_280, 989), (320, 247)].map(|(width, height)| (
            MediaKind::Jpeg,
            Some(width),
            Some(height)
        ))
    );
    for file in picture.files() {
        assert_eq!(colours(&file.bytes), ['b', 'r', 'w', 'g']);
        assert!(!file.bytes.windows(3).any(|part| part == b"GPS"));
    }
    let paper = media.attachment(PDF.to_vec()).unwrap();
    assert_eq!((paper.whole.bytes.as_slice(), paper.shown.is_none()), (PDF, true));
    assert_eq!(media.attachment(b"GIF89a".to_vec()).unwrap_err(), Refused::Gif);
    assert_eq!(media.attachment(PDF[..PDF.len() - 9].to_vec()).unwrap_err(), Refused::Damaged);
}
