//! What is generated: ids, secrets, the time. The caller brings the randomness and the clock.

use crate::text::Text;
use jiff::Timestamp;
use std::fmt::Write;

/// The clock and the randomness of one act.
pub struct Fresh<'a> {
    /// Now.
    pub now: Timestamp,
    /// Fills bytes at random.
    pub random: &'a mut dyn FnMut(&mut [u8]),
}

impl Fresh<'_> {
    fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        (self.random)(&mut bytes);
        bytes
    }

    /// A random uuid (version 4).
    pub fn uuid(&mut self) -> Text {
        let mut bytes = u128::from_be_bytes(self.bytes());
        bytes = bytes & !(0xF << 76) | 4 << 76;
        bytes = bytes & !(0b11 << 62) | 0b10 << 62;
        let hex = format!("{bytes:032x}");
        let mut uuid = Text::default();
        for (at, digit) in hex.chars().enumerate() {
            if matches!(at, 8 | 12 | 16 | 20) {
                uuid.push('-');
            }
            uuid.push(digit);
        }
        uuid
    }

    /// The id of an instance: 8 hexadecimal digits.
    pub fn dbid(&mut self) -> Text {
        hexadecimal(&self.bytes::<4>()).into()
    }

    /// A client id: 32 hexadecimal digits.
    pub fn client_id(&mut self) -> Text {
        hexadecimal(&self.bytes::<16>()).into()
    }

    /// A client secret: 64 hexadecimal digits.
    pub fn client_secret(&mut self) -> String {
        hexadecimal(&self.bytes::<32>())
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_uuid_says_that_it_is_random() {
        for byte in [0x00, 0xFF] {
            let mut random = |bytes: &mut [u8]| bytes.fill(byte);
            let mut fresh = Fresh { now: Timestamp::UNIX_EPOCH, random: &mut random };
            let uuid = fresh.uuid();
            assert_eq!(uuid.len(), 36);
            assert_eq!(uuid.as_bytes()[14], b'4', "{uuid}");
            assert!(matches!(uuid.as_bytes()[19], b'8' | b'b'), "{uuid}");
        }
    }
}
