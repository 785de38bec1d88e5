//! Recursive-length prefix encoding (Ethereum Yellow Paper, appendix B), in its canonical form only.

use crate::hash::{Address, Hash};
use crate::memory;
use crate::number;
use akashi_guest::u256::U256;
use alloc::vec::Vec;

/// Bytes that are no canonical encoding, or not of what was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Malformed;

/// One item: a string's bytes, or the encodings of a list's items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item<'a> {
    /// The bytes of a string.
    String(&'a [u8]),
    /// The items of a list, one after the other.
    List(&'a [u8]),
}

/// Items that follow each other.
#[derive(Clone, Copy)]
pub struct Items<'a> {
    rest: &'a [u8],
}

impl<'a> Items<'a> {
    /// The items whose encodings are `bytes`.
    #[inline(always)]
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// The items of the one list that `bytes` are, with nothing after it.
    #[inline]
    pub fn of_list(bytes: &'a [u8]) -> Result<Self, Malformed> {
        let mut outer = Self::new(bytes);
        let items = outer.list()?;
        outer.end()?;
        Ok(items)
    }

    /// What has not been read.
    pub fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// Whether all has been read.
    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// Nothing must be left.
    #[inline(always)]
    pub fn end(&self) -> Result<(), Malformed> {
        if self.rest.is_empty() { Ok(()) } else { Err(Malformed) }
    }

    /// The next item.
    #[inline]
    pub fn item(&mut self) -> Result<Item<'a>, Malformed> {
        let first = *self.rest.first().ok_or(Malformed)?;
        match first {
            0..=0x7f => self.take(0, 1).map(Item::String),
            0x80..=0xb7 => {
                let string = self.take(1, usize::from(first) - 0x80)?;
                match string {
                    // stands for itself
                    [0..=0x7f] => Err(Malformed),
                    _ => Ok(Item::String(string)),
                }
            }
            0xb8..=0xbf => self.take_long(usize::from(first) - 0xb7).map(Item::String),
            0xc0..=0xf7 => self.take(1, usize::from(first) - 0xc0).map(Item::List),
            0xf8..=0xff => self.take_long(usize::from(first) - 0xf7).map(Item::List),
        }
    }

    #[inline(always)]
    fn take(&mut self, header: usize, length: usize) -> Result<&'a [u8], Malformed> {
        let body = self.rest.get(header..).ok_or(Malformed)?;
        if length > body.len() {
            return Err(Malformed);
        }
        let (body, rest) = body.split_at(length);
        self.rest = rest;
        Ok(body)
    }

    #[inline(never)]
    fn take_long(&mut self, size: usize) -> Result<&'a [u8], Malformed> {
        let digits = self.rest.get(1..1 + size).ok_or(Malformed)?;
        let length = digits.iter().fold(0u64, |n, digit| n << 8 | u64::from(*digit));
        if digits[0] == 0 || length < 56 {
            return Err(Malformed);
        }
        self.take(1 + size, usize::try_from(length).map_err(|_| Malformed)?)
    }

    /// The next item, which must be a string.
    #[inline]
    pub fn string(&mut self) -> Result<&'a [u8], Malformed> {
        match self.item()? {
            Item::String(bytes) => Ok(bytes),
            Item::List(_) => Err(Malformed),
        }
    }

    /// The next item, which must be a list.
    #[inline]
    pub fn list(&mut self) -> Result<Self, Malformed> {
        match self.item()? {
            Item::List(bytes) => Ok(Self::new(bytes)),
            Item::String(_) => Err(Malformed),
        }
    }

    /// The next item, which must be an integer of at most `bytes` bytes.
    #[inline(always)]
    fn integer(&mut self, bytes: usize) -> Result<&'a [u8], Malformed> {
        let digits = self.string()?;
        if digits.len() > bytes || digits.first() == Some(&0) {
            return Err(Malformed);
        }
        Ok(digits)
    }

    /// The next item, which must be an integer below 2^64.
    #[inline]
    pub fn u64(&mut self) -> Result<u64, Malformed> {
        Ok(self.integer(8)?.iter().fold(0, |n, digit| n << 8 | u64::from(*digit)))
    }

    /// The next item, which must be an integer below 2^256.
    #[inline]
    pub fn u256(&mut self) -> Result<U256, Malformed> {
        Ok(number::from_be_bytes(self.integer(32)?))
    }

    /// The next item, which must be 20 bytes.
    #[inline]
    pub fn address(&mut self) -> Result<Address, Malformed> {
        let string = self.string()?;
        if string.len() == 20 { Ok(Address::read(string, 0)) } else { Err(Malformed) }
    }

    /// The next item, which must be 32 bytes.
    #[inline]
    pub fn hash(&mut self) -> Result<Hash, Malformed> {
        let string = self.string()?;
        if string.len() == 32 { Ok(Hash::read(string, 0)) } else { Err(Malformed) }
    }
}

/// Appends the header of a list whose items have `length` bytes.
#[inline]
pub fn write_list_header(out: &mut Vec<u8>, length: usize) {
    write_header(out, 0xc0, length);
}

/// Appends the header of a string of `length` bytes, which is not one byte below 0x80.
#[inline]
pub fn write_string_header(out: &mut Vec<u8>, length: usize) {
    write_header(out, 0x80, length);
}

/// Appends a string.
#[inline]
pub fn write_string(out: &mut Vec<u8>, string: &[u8]) {
    if let [byte @ 0..=0x7f] = string {
        out.push(*byte);
    } else {
        write_header(out, 0x80, string.len());
        append(out, string);
    }
}

/// Appends an integer.
pub fn write_u64(out: &mut Vec<u8>, number: u64) {
    write_u256(out, &[number, 0, 0, 0]);
}

/// Appends an integer.
pub fn write_u256(out: &mut Vec<u8>, number: &U256) {
    let length = number::byte_length(number);
    if length != 1 || number[0] >= 0x80 {
        out.push(0x80 + length as u8);
    }
    for i in (0..length).rev() {
        out.push((number[i / 8] >> (8 * (i % 8))) as u8);
    }
}

/// Appends a string of 32 bytes.
#[inline]
pub fn write_hash(out: &mut Vec<u8>, hash: &Hash) {
    out.push(0xa0);
    for word in hash.0 {
        memory::append(out, &word.to_le_bytes());
    }
}

/// Appends bytes as they are.
#[inline]
pub fn append(out: &mut Vec<u8>, bytes: &[u8]) {
    memory::append(out, bytes);
}

/// How many bytes a string of `length` bytes takes; `first` is its first byte, if it has one.
#[inline]
pub fn string_size(length: usize, first: Option<u8>) -> usize {
    match (length, first) {
        (1, Some(0..=0x7f)) => 1,
        _ => header_size(length) + length,
    }
}

/// How many bytes an integer takes.
pub fn integer_size(number: &U256) -> usize {
    match number::byte_length(number) {
        1 if number[0] < 0x80 => 1,
        length => 1 + length,
    }
}

/// How many bytes the header of a list or a longer string takes.
#[inline]
pub fn header_size(length: usize) -> usize {
    match length {
        0..=55 => 1,
        56..=0xff => 2,
        0x100..=0xffff => 3,
        0x1_0000..=0xff_ffff => 4,
        _ => 5,
    }
}

#[inline]
fn write_header(out: &mut Vec<u8>, kind: u8, length: usize) {
    let size = header_size(length) - 1;
    if size == 0 {
        out.push(kind + length as u8);
    } else {
        out.push(kind + 55 + size as u8);
        for i in (0..size).rev() {
            out.push((length >> (8 * i)) as u8);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;

    fn item(bytes: &[u8]) -> Result<Item<'_>, Malformed> {
        let mut items = Items::new(bytes);
        let item = items.item()?;
        items.end().map(|()| item)
    }

    #[test]
    fn reads_what_it_writes_at_all_lengths() {
        for length in (0..300).chain([65_535, 65_536, 70_000, 1 << 24]) {
            let string = vec![0xab; length];
            let mut out = Vec::new();
            write_string(&mut out, &string);
            assert_eq!(item(&out), Ok(Item::String(&string)));
            assert_eq!(string_size(length, string.first().copied()), out.len());
            let mut list = Vec::new();
            write_list_header(&mut list, length);
            append(&mut list, &string);
            assert_eq!(item(&list), Ok(Item::List(&string)));
            assert_eq!(item(&out[..out.len() - 1]), Err(Malformed));
        }
    }

    #[test]
    fn refuses_other_forms() {
        let wrong: [&[u8]; 12] = [
            &[],
            &[0x81, 0x7f],
            &[0xb8, 1, 0x80],
            &[0xb8, 55],
            &[0xb9, 0, 60],
            &[0xb8],
            &[0x82, 1],
            &[0xc1],
            &[0xf8, 3, 1, 2, 3],
            &[0xf9, 0, 60],
            &[0xbf, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
            &[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1],
        ];
        for bytes in wrong {
            assert_eq!(item(bytes), Err(Malformed), "{bytes:x?}");
        }
    }

    #[test]
    fn integers_have_no_leading_zeros_and_fit() {
        let mut out = Vec::new();
        for number in [0, 1, 0x7f, 0x80, 0xff, 0x100, u64::MAX] {
            out.clear();
            write_u64(&mut out, number);
            assert_eq!(Items::new(&out).u64(), Ok(number));
            assert_eq!(Items::new(&out).u256(), Ok([number, 0, 0, 0]));
            assert_eq!(integer_size(&[number, 0, 0, 0]), out.len());
        }
        let big = [1, 2, 3, u64::MAX];
        out.clear();
        write_u256(&mut out, &big);
        assert_eq!(Items::new(&out).u256(), Ok(big));
        assert_eq!(Items::new(&out).u64(), Err(Malformed));
        assert_eq!(Items::new(&[0]).u64(), Err(Malformed));
        assert_eq!(Items::new(&[0x82, 0, 1]).u256(), Err(Malformed));
        assert_eq!(Items::new(&[0xc0]).u256(), Err(Malformed));
        let mut long = vec![0xa1];
        long.extend([1; 33]);
        assert_eq!(Items::new(&long).u256(), Err(Malformed));
    }

    #[test]
    fn strings_and_lists_are_told_apart_and_measured() {
        assert_eq!(Items::new(&[0xc0]).string(), Err(Malformed));
        assert!(Items::new(&[0x80]).list().is_err());
        let mut address = vec![0x94];
        address.extend([7; 20]);
        assert_eq!(Items::new(&address).address(), Ok(Address::from_bytes([7; 20])));
        assert_eq!(Items::new(&address).hash(), Err(Malformed));
        let mut hash = vec![0xa0];
        hash.extend([7; 32]);
        assert_eq!(Items::new(&hash).hash(), Ok(Hash::from_bytes([7; 32])));
        assert_eq!(Items::new(&hash).address(), Err(Malformed));
        assert!(Items::of_list(&[0xc0, 0]).is_err());
        assert!(Items::of_list(&[0xc0]).is_ok());
    }
}
