//! Blobs as bytes: the codec of the OP stack, version 0.
//!
//! Four elements of 32 bytes carry 127 bytes: 31 in each, and 6 bits in the first byte of each, which
//! make three more. A blob carries 1024 such groups. The first four bytes of the first one are the
//! version and the length of the data that follow.

use crate::memory::copy;
use alloc::vec::Vec;

/// Bytes of an element.
pub const ELEMENT: usize = 32;
/// Elements of a blob.
pub const ELEMENTS: usize = 4096;

/// The most data a blob holds.
pub const CAPACITY: usize = GROUP_DATA * (ELEMENTS / 4) - PREFIX;

const GROUP: usize = 4 * ELEMENT;
const GROUP_DATA: usize = 127;
const PREFIX: usize = 4;
const VERSION: u8 = 0;

/// Appends the data of a blob whose elements are `used` and zeros; `used` is whole elements, at most
/// [`ELEMENTS`], and does not end in zero. Tells how many data there are; `None` if the blob is not
/// what packing any data gives.
pub fn unpack(used: &[u8], out: &mut Vec<u8>) -> Option<usize> {
    let start = out.len();
    let mut header = [0; PREFIX];
    let mut length = 0;
    for (i, group) in used.chunks(GROUP).enumerate() {
        let data = match group.try_into() {
            Ok(group) => unpack_group(group)?,
            Err(_) => {
                let mut whole = [0; GROUP];
                copy(&mut whole, group);
                unpack_group(&whole)?
            }
        };
        if i == 0 {
            header.copy_from_slice(&data[..PREFIX]);
            length = decode_length(&header)?;
            out.reserve(length.min(used.len()) + GROUP_DATA);
        }
        let data = if i == 0 { &data[PREFIX..] } else { &data[..] };
        let at = out.len();
        out.resize(at + data.len(), 0);
        copy(&mut out[at..], data);
    }
    // what is beyond the data must be zero; what is beyond `used` is
    let end = start + length;
    if out.len() > end && out[end..].iter().any(|byte| *byte != 0) {
        return None;
    }
    out.resize(end, 0);
    Some(length)
}

fn decode_length(header: &[u8; PREFIX]) -> Option<usize> {
    let [version, high, middle, low] = *header;
    let length = usize::from(high) << 16 | usize::from(middle) << 8 | usize::from(low);
    (version == VERSION && length <= CAPACITY).then_some(length)
}

fn unpack_group(group: &[u8; GROUP]) -> Option<[u8; GROUP_DATA]> {
    let [a, b, c, d] = [0, ELEMENT, 2 * ELEMENT, 3 * ELEMENT].map(|at| group[at]);
    if (a | b | c | d) & 0xc0 != 0 {
        return None;
    }
    let mut data = [0; GROUP_DATA];
    for i in 0..4 {
        let at = i * ELEMENT;
        copy(&mut data[at..at + ELEMENT - 1], &group[at + 1..at + ELEMENT]);
    }
    data[31] = a | (b & 0x30) << 2;
    data[63] = b & 0x0f | (d & 0x0f) << 4;
    data[95] = c | (d & 0x30) << 2;
    Some(data)
}

/// Packs data into the elements of a blob, without the zeros at its end. The inverse of [`unpack`],
/// for those who make blobs.
///
/// # Panics
/// If there are more data than [`CAPACITY`].
pub fn pack(data: &[u8]) -> Vec<u8> {
    assert!(data.len() <= CAPACITY, "a blob holds {CAPACITY} bytes");
    let mut all = Vec::with_capacity(PREFIX + data.len() + GROUP_DATA);
    all.extend_from_slice(&(data.len() as u32).to_be_bytes());
    all[0] = VERSION;
    all.extend_from_slice(data);
    let mut out = Vec::new();
    for chunk in all.chunks(GROUP_DATA) {
        let mut data = [0; GROUP_DATA];
        data[..chunk.len()].copy_from_slice(chunk);
        let (x, y, z) = (data[31], data[63], data[95]);
        let first = [
            x & 0x3f,
            (x & 0xc0) >> 2 | y & 0x0f,
            z & 0x3f,
            (z & 0xc0) >> 2 | y >> 4,
        ];
        for (i, byte) in first.into_iter().enumerate() {
            out.push(byte);
            out.extend_from_slice(&data[i * ELEMENT..(i + 1) * ELEMENT - 1]);
        }
    }
    while out.ends_with(&[0; ELEMENT]) {
        out.truncate(out.len() - ELEMENT);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn data(length: usize) -> Vec<u8> {
        (0..length).map(|i| (i * 131 + i / 256 + 255) as u8).collect()
    }

    fn unpacked(used: &[u8]) -> Option<Vec<u8>> {
        let mut out = Vec::new();
        let length = unpack(used, &mut out)?;
        assert_eq!(length, out.len());
        Some(out)
    }

    #[test]
    fn unpacks_what_was_packed() {
        for length in (0..600).chain([CAPACITY - 1, CAPACITY]) {
            let data = data(length);
            let used = pack(&data);
            assert!(used.len() <= ELEMENTS * ELEMENT);
            assert_eq!(unpacked(&used), Some(data));
        }
        assert_eq!(pack(&[]), []);
        let zeros = alloc::vec![0; 1000];
        assert_eq!(unpacked(&pack(&zeros)), Some(zeros));
    }

    #[test]
    fn appends_to_what_is_there() {
        let mut out = alloc::vec![9; 5];
        assert_eq!(unpack(&pack(&data(300)), &mut out), Some(300));
        assert_eq!(out[..5], [9; 5]);
        assert_eq!(out[5..], data(300));
    }

    #[test]
    fn every_bit_counts() {
        let original = data(500);
        let used = pack(&original);
        for at in 0..used.len() {
            for bit in 0..8 {
                let mut other = used.clone();
                other[at] ^= 1 << bit;
                let unpacked = unpacked(&other);
                assert_ne!(unpacked.as_ref(), Some(&original));
                if let Some(data) = unpacked {
                    assert_eq!(pack(&data), other);
                }
            }
        }
    }

    #[test]
    fn refuses_version_length_and_what_follows_the_data() {
        let mut used = pack(&data(100));
        used[1] = 1;
        assert_eq!(unpacked(&used), None);
        for (length, good) in [(CAPACITY, true), (CAPACITY + 1, false)] {
            let mut used = pack(&data(100));
            used[2..5].copy_from_slice(&(length as u32).to_be_bytes()[1..]);
            assert_eq!(unpacked(&used).is_some(), good);
        }
        let mut used = pack(&data(100));
        used[4] -= 1;
        assert_eq!(unpacked(&used), None);
        let mut used = pack(&data(100));
        used.resize(used.len() + 2 * GROUP, 0);
        *used.last_mut().unwrap() = 1;
        assert_eq!(unpacked(&used), None);
    }
}
