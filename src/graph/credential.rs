//! Passwords as they are kept: salted and hashed, never shown.
//!
//! Recipe (verified against the manual's sample): SHA-256 over salt and password, then
//! `iterations - 1` times SHA-256 over the digest. The form that can be given to
//! `SET ENCRYPTED PASSWORD` is `<version>,<hash>,<salt>` in hexadecimal.

use sha2::{Digest, Sha256};
use std::fmt;
use subtle::ConstantTimeEq;
use zeroize::Zeroize;

/// The length of a salt that is made here, in bytes.
pub const SALT_LENGTH: usize = 32;

/// A hashing scheme that passwords may have been stored with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HashVersion {
    /// `0`: one round
    Once,
    /// `1`: 1,024 rounds; what new passwords get
    Rounds1024,
}

impl HashVersion {
    fn digit(self) -> char {
        match self {
            Self::Once => '0',
            Self::Rounds1024 => '1',
        }
    }

    fn rounds(self) -> u32 {
        match self {
            Self::Once => 1,
            Self::Rounds1024 => 1024,
        }
    }
}

/// A stored password.
#[derive(Clone)]
pub struct Credential {
    version: HashVersion,
    hash: Vec<u8>,
    salt: Vec<u8>,
}

/// Why a text is no stored password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CredentialError {
    /// Not `<version>,<hash>,<salt>`.
    Format,
    /// The version is not known.
    Version,
}

impl Credential {
    /// Hashes a password with the present scheme.
    #[must_use]
    pub fn hash(password: &str, salt: &[u8; SALT_LENGTH]) -> Self {
        let version = HashVersion::Rounds1024;
        Self { version, hash: digest(version, salt, password).to_vec(), salt: salt.to_vec() }
    }

    /// Reads `<version>,<hash>,<salt>`.
    ///
    /// # Errors
    /// When the text has another form or the version is unknown.
    pub fn parse(text: &str) -> Result<Self, CredentialError> {
        let mut parts = text.splitn(3, ',');
        let (Some(version), Some(hash), Some(salt)) = (parts.next(), parts.next(), parts.next())
        else {
            return Err(CredentialError::Format);
        };
        let is_digit = version.len() == 1 && version.bytes().all(|b| b.is_ascii_digit());
        let (Some(hash), Some(salt), true) = (from_hex(hash), from_hex(salt), is_digit) else {
            return Err(CredentialError::Format);
        };
        let version = match version {
            "0" => HashVersion::Once,
            "1" => HashVersion::Rounds1024,
            _ => return Err(CredentialError::Version),
        };
        Ok(Self { version, hash, salt })
    }

    /// What stands for a password that was left out of a dump: none fits.
    #[must_use]
    pub fn unusable() -> Self {
        Self { version: HashVersion::Rounds1024, hash: Vec::new(), salt: Vec::new() }
    }

    /// Whether no password can fit.
    #[must_use]
    pub fn is_unusable(&self) -> bool {
        self.hash.is_empty()
    }

    /// Whether `password` is the stored one. Takes the same time whatever the answer.
    #[must_use]
    pub fn matches(&self, password: &str) -> bool {
        digest(self.version, &self.salt, password).ct_eq(&self.hash).into()
    }

    /// The form that `SET ENCRYPTED PASSWORD` takes. Hashes are secrets too: only an export that was
    /// asked for may print it.
    #[must_use]
    pub fn expose(&self) -> String {
        let mut text = String::with_capacity(2 * (self.hash.len() + self.salt.len()) + 3);
        text.push(self.version.digit());
        for part in [&self.hash, &self.salt] {
            text.push(',');
            for byte in part {
                text.extend(
                    [byte >> 4, byte & 15]
                        .map(|digit| char::from_digit(digit.into(), 16).unwrap_or_default()),
                );
            }
        }
        text
    }
}

impl Drop for Credential {
    fn drop(&mut self) {
        self.hash.zeroize();
        self.salt.zeroize();
    }
}

impl PartialEq for Credential {
    fn eq(&self, other: &Self) -> bool {
        let same = self.hash.ct_eq(&other.hash) & self.salt.ct_eq(&other.salt);
        self.version == other.version && same.into()
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Credential(******)")
    }
}

fn digest(version: HashVersion, salt: &[u8], password: &str) -> [u8; 32] {
    let mut digest: [u8; 32] =
        Sha256::new().chain_update(salt).chain_update(password.as_bytes()).finalize().into();
    for _ in 1..version.rounds() {
        digest = Sha256::digest(digest).into();
    }
    digest
}

/// Bytes of an even, positive number of hexadecimal digits.
fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> =
        text.chars().map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok())).collect();
    let mut digits = digits.filter(|digits| !digits.is_empty() && digits.len() % 2 == 0)?;
    let bytes = digits
        .chunks_exact(2)
        .filter_map(|pair| Some((pair.first()? << 4) | pair.get(1)?))
        .collect();
    digits.zeroize();
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEO4J: &str = "1,6d57a5e0b3317055454e455f96c98c750c77fb371f3f0634a1b8ff2a55c5b825,\
                         190ae47c661e0668a0c8be8a21ff78a4a34cdf918cae3c407e907b73932bd16c";

    #[test]
    fn the_manuals_sample_is_the_password_neo4j() {
        let credential = Credential::parse(NEO4J).unwrap();
        assert!(credential.matches("neo4j"));
        assert!(!credential.matches("Neo4j"));
        assert_eq!(credential.expose(), NEO4J);
    }

    #[test]
    fn hashing_and_parsing_agree() {
        let credential = Credential::hash("pässword", &[7; SALT_LENGTH]);
        assert!(credential.matches("pässword"));
        let again = Credential::parse(&credential.expose().to_uppercase()).unwrap();
        assert_eq!(again, credential);
        assert_ne!(credential, Credential::hash("pässword", &[8; SALT_LENGTH]));
    }

    #[test]
    fn version_0_is_one_round() {
        let digest: [u8; 32] = Sha256::digest(b"\x01\x02secret").into();
        let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        assert!(Credential::parse(&format!("0,{hex},0102")).unwrap().matches("secret"));
    }

    #[test]
    fn no_password_fits_an_unusable_one() {
        let credential = Credential::unusable();
        assert!(credential.is_unusable() && !Credential::parse(NEO4J).unwrap().is_unusable());
        assert!(!credential.matches("") && !credential.matches("neo4j"));
    }

    #[test]
    fn other_texts_are_refused() {
        for (text, error) in [
            ("", CredentialError::Format),
            ("1,ab", CredentialError::Format),
            ("1,ab,", CredentialError::Format),
            ("1,abc,ab", CredentialError::Format),
            ("1,ab,zz", CredentialError::Format),
            ("10,ab,ab", CredentialError::Format),
            ("1, ab,ab", CredentialError::Format),
            ("SHA-256,ab,ab,1024", CredentialError::Format),
            ("2,ab,ab", CredentialError::Version),
        ] {
            assert_eq!(Credential::parse(text).unwrap_err(), error, "{text}");
        }
    }

    #[test]
    fn debug_text_shows_nothing() {
        assert_eq!(format!("{:?}", Credential::parse(NEO4J).unwrap()), "Credential(******)");
    }
}
