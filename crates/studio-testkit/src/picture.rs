//! A picture for tests of what is done with pictures, made without the crate that opens them.

/// A PNG of one colour. Pictures of different `seed`s differ, up to a few thousand of them.
///
/// # Panics
/// If it is too large for one block of a file: more than some 20,000 pixels.
#[must_use]
pub fn picture(width: u32, height: u32, seed: usize) -> Vec<u8> {
    let colour = [seed, seed / 12, seed / 144].map(|part| u8::try_from(part % 12 * 20).unwrap_or_default());
    let row: Vec<u8> = std::iter::once(0).chain((0..width).flat_map(|_| colour)).collect();
    let pixels = row.repeat(usize::try_from(height).expect("a height of a picture"));
    let mut head = [width.to_be_bytes(), height.to_be_bytes()].concat();
    head.extend([8, 2, 0, 0, 0]);
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    file.extend(part(b"IHDR", &head));
    file.extend(part(b"IDAT", &stored(&pixels)));
    file.extend(part(b"IEND", &[]));
    file
}

/// Bytes as a compressed stream that leaves them as they are.
fn stored(bytes: &[u8]) -> Vec<u8> {
    let length = u16::try_from(bytes.len()).expect("one block");
    let mut stream = vec![0x78, 1, 1];
    stream.extend(length.to_le_bytes());
    stream.extend((!length).to_le_bytes());
    stream.extend(bytes);
    let (low, high) = bytes.iter().fold((1_u32, 0_u32), |(low, high), byte| {
        let low = (low + u32::from(*byte)) % 65_521;
        (low, (high + low) % 65_521)
    });
    stream.extend((high << 16 | low).to_be_bytes());
    stream
}

fn part(kind: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let mut part = u32::try_from(body.len()).expect("a short part").to_be_bytes().to_vec();
    part.extend(kind);
    part.extend(body);
    let checked = kind.iter().chain(body);
    let sum = !checked.fold(!0_u32, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| sum >> 1 ^ if sum & 1 == 1 { 0xedb8_8320 } else { 0 })
    });
    part.extend(sum.to_be_bytes());
    part
}
