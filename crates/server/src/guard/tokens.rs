//! Tokens: who may do what. The file of an administrator holds their fingerprints only.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use base64::Engine as _;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;

use super::Who;

/// Bytes of a token: as many as no one can guess.
const TOKEN_BYTES: usize = 32;

/// What somebody may do; each may also do what those before it may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Look at maps and rules.
    Look,
    /// Screen applications.
    Screen,
    /// Keep verdicts in the journal, and find them.
    Keep,
    /// Have packs and rulebooks read again, erase entries, and see who did what.
    Administer,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Look, Self::Screen, Self::Keep, Self::Administer];

    /// The word for it in the file of tokens.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Look => "look",
            Self::Screen => "screen",
            Self::Keep => "keep",
            Self::Administer => "administer",
        }
    }
}

impl FromStr for Role {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        let known = Self::ALL.into_iter().find(|role| role.slug() == word);
        known.ok_or_else(|| format!("there is no role `{word}`; use {}", Self::ALL.map(Self::slug).join(", ")))
    }
}

impl fmt::Display for Role {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str(self.slug())
    }
}

/// Why a file of tokens is of no use.
#[derive(Debug, thiserror::Error)]
pub enum TokenError {
    /// It cannot be read.
    #[error("cannot read {path}: {problem}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        problem: String,
    },
    /// A line is not a role, a fingerprint and a name.
    #[error("{path}, line {line}: {problem}; `bodemtoets serve token ROLE NAME` makes such a line")]
    Line {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        problem: String,
    },
    /// Others on this machine can change it.
    #[error("{path}: others than its owner may write to it, and so give out tokens; chmod go-w {path}")]
    Writable {
        /// The file.
        path: PathBuf,
    },
    /// There is none in it.
    #[error("{path}: holds no tokens; `bodemtoets serve token ROLE NAME` makes one")]
    Empty {
        /// The file.
        path: PathBuf,
    },
}

/// The fingerprints of the tokens that are given out.
#[derive(Debug, Clone)]
pub struct Tokens(Vec<Token>);

#[derive(Debug, Clone)]
struct Token {
    sha256: [u8; 32],
    role: Role,
    name: String,
}

/// A token that was just made: the only moment at which it can be seen.
#[derive(Debug)]
pub struct NewToken {
    /// What is handed to who is to use it.
    pub token: String,
    /// The line for the file of tokens.
    pub line: String,
}

impl NewToken {
    /// Makes a token for a role, with the name by which it is known.
    ///
    /// # Errors
    /// When the name has no letter, or one that breaks the line; when the system gives no random numbers.
    pub fn make(role: Role, name: &str) -> Result<Self, String> {
        let name = name.trim();
        if name.is_empty() || name.chars().any(char::is_control) {
            return Err("a name of letters is needed, such as `gis server`".to_owned());
        }
        let mut bytes = [0; TOKEN_BYTES];
        getrandom::fill(&mut bytes).map_err(|error| format!("no random numbers: {error}"))?;
        let token = BASE64_URL_SAFE_NO_PAD.encode(bytes);
        let line = format!("{role} {} {name}", hex(&fingerprint(&token)));
        Ok(Self { token, line })
    }
}

impl Tokens {
    /// Reads a file of tokens: a line each with role, SHA-256 and name; lines that begin with `#` are remarks.
    ///
    /// # Errors
    /// When it cannot be read, when others may write to it, when a line is not understood, or when it holds none.
    pub fn read(path: &Path) -> Result<Self, TokenError> {
        let unreadable =
            |error: std::io::Error| TokenError::Unreadable { path: path.into(), problem: error.to_string() };
        let text = std::fs::read_to_string(path).map_err(unreadable)?;
        if may_be_written_by_others(path) {
            return Err(TokenError::Writable { path: path.into() });
        }
        let mut tokens = Vec::new();
        for (line, number) in text.lines().zip(1..) {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let wrong = |problem: String| TokenError::Line { path: path.into(), line: number, problem };
            tokens.push(Token::of_line(line).map_err(wrong)?);
        }
        if tokens.is_empty() {
            return Err(TokenError::Empty { path: path.into() });
        }
        Ok(Self(tokens))
    }

    /// Who has the token of a request; `None` without a valid one.
    pub(super) fn who(&self, headers: &HeaderMap) -> Option<Who> {
        let given = fingerprint(&token_of(headers)?);
        // Every one is compared, and each as slowly as any other: how long it takes says nothing.
        let mut found = None;
        for token in &self.0 {
            if bool::from(token.sha256.ct_eq(&given)) {
                found = Some(token);
            }
        }
        found.map(|token| Who { role: token.role, name: Some(token.name.clone()) })
    }
}

impl Token {
    fn of_line(line: &str) -> Result<Self, String> {
        let mut words = line.splitn(3, char::is_whitespace);
        let (Some(role), Some(sha256), Some(name)) = (words.next(), words.next(), words.next()) else {
            return Err("a role, a SHA-256 and a name are needed".to_owned());
        };
        let sha256 = unhex(sha256).ok_or("the second word is not a SHA-256 (64 digits 0-9a-f)")?;
        Ok(Self { sha256, role: role.parse()?, name: name.trim().to_owned() })
    }
}

/// The token of a request: as a bearer, or as the password of a browser.
fn token_of(headers: &HeaderMap) -> Option<String> {
    let header = headers.get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, given) = header.split_once(' ')?;
    let given = given.trim();
    if scheme.eq_ignore_ascii_case("bearer") {
        return Some(given.to_owned());
    }
    if scheme.eq_ignore_ascii_case("basic") {
        let pair = String::from_utf8(BASE64_STANDARD.decode(given).ok()?).ok()?;
        return pair.split_once(':').map(|(_, password)| password.to_owned());
    }
    None
}

fn fingerprint(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

fn unhex(text: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    for (byte, at) in bytes.iter_mut().zip((0..64).step_by(2)) {
        *byte = u8::from_str_radix(&text[at..at + 2], 16).ok()?;
    }
    Some(bytes)
}

#[cfg(unix)]
fn may_be_written_by_others(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::metadata(path).is_ok_and(|file| file.permissions().mode() & 0o022 != 0)
}

#[cfg(not(unix))]
fn may_be_written_by_others(_: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> tempfile::NamedTempFile {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), text).unwrap();
        file
    }

    fn headers(authorization: &str) -> HeaderMap {
        [(AUTHORIZATION, authorization.parse().unwrap())].into_iter().collect()
    }

    #[test]
    fn a_token_is_known_by_its_fingerprint() {
        let [screen, look] = [(Role::Screen, "gis server"), (Role::Look, "wall")]
            .map(|(role, name)| NewToken::make(role, name).unwrap());
        assert!(!screen.line.contains(&screen.token));
        let tokens = Tokens::read(file(&format!("# who\n\n{}\n{}\n", screen.line, look.line)).path()).unwrap();
        let who = tokens.who(&headers(&format!("Bearer {}", screen.token))).unwrap();
        assert_eq!(who, Who { role: Role::Screen, name: Some("gis server".to_owned()) });
        let basic = BASE64_STANDARD.encode(format!("anyone:{}", look.token));
        assert_eq!(tokens.who(&headers(&format!("Basic {basic}"))).unwrap().role, Role::Look);
        for wrong in
            ["", "Bearer", "Bearer ", "Bearer x", "Basic !!!", &screen.token, &format!("Digest {}", screen.token)]
        {
            assert_eq!(tokens.who(&headers(wrong)), None, "{wrong}");
        }
        assert_eq!(tokens.who(&HeaderMap::new()), None);
    }

    #[test]
    fn a_line_that_is_not_understood_is_told_with_its_number() {
        let sha = "0".repeat(64);
        for (text, told) in [
            ("look", "line 1: a role, a SHA-256 and a name are needed"),
            (&*format!("\nowner {sha} me"), "line 2: there is no role `owner`; use look, screen, keep, administer"),
            ("look abc me", "line 1: the second word is not a SHA-256"),
            ("# nothing", "holds no tokens"),
        ] {
            let said = Tokens::read(file(text).path()).unwrap_err().to_string();
            assert!(said.contains(told), "{said}");
        }
        assert!(Tokens::read(Path::new("/nonexistent")).unwrap_err().to_string().contains("cannot read"));
    }

    #[test]
    #[cfg(unix)]
    fn a_file_that_others_may_write_to_is_refused() {
        use std::os::unix::fs::PermissionsExt as _;
        let file = file(&NewToken::make(Role::Look, "a").unwrap().line);
        std::fs::set_permissions(file.path(), std::fs::Permissions::from_mode(0o666)).unwrap();
        assert!(matches!(Tokens::read(file.path()), Err(TokenError::Writable { .. })));
    }

    #[test]
    fn each_role_may_do_what_those_before_it_may() {
        assert!(Role::ALL.is_sorted());
        assert!(Role::ALL.iter().all(|role| role.slug().parse() == Ok(*role)));
    }
}
