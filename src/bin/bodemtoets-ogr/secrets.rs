//! Sentences without the passwords of databases and services.

use std::borrow::Cow;

/// The text without the passwords of databases and services.
pub(super) fn without_secrets(text: &str) -> Cow<'_, str> {
    let lower = text.to_ascii_lowercase();
    // Where each secret starts and ends.
    let mut secrets: Vec<(usize, usize)> = Vec::new();
    for name in ["password=", "pwd=", "token=", "apikey=", "api_key="] {
        for (at, _) in lower.match_indices(name) {
            let from = at + name.len();
            let (from, ends): (usize, &[char]) = match text[from..].chars().next() {
                Some('\'') => (from + 1, &['\'']),
                _ => (from, &[' ', '\'', '"', '`', '&', ';', ',', '\t']),
            };
            secrets.push((from, text[from..].find(ends).map_or(text.len(), |length| from + length)));
        }
    }
    for (at, mark) in text.match_indices("://") {
        let from = at + mark.len();
        let host = text[from..].find(['/', ' ', '?', '`', '\'', '"']).map_or(text.len(), |length| from + length);
        if let (Some(colon), Some(end)) = (text[from..host].find(':'), text[from..host].rfind('@'))
            && colon < end
        {
            secrets.push((from + colon + 1, from + end));
        }
    }
    if secrets.is_empty() {
        return Cow::Borrowed(text);
    }
    secrets.sort_unstable();
    let mut kept = String::new();
    let mut done = 0;
    for (from, to) in secrets {
        if from >= done {
            kept.push_str(&text[done..from]);
            kept.push_str("***");
            done = to;
        }
    }
    kept.push_str(&text[done..]);
    Cow::Owned(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_not_shown() {
        assert_eq!(
            without_secrets("cannot open PG:host=a password=geheim user=b: no"),
            "cannot open PG:host=a password=*** user=b: no"
        );
        assert_eq!(without_secrets("PG:password='a b' x"), "PG:password='***' x");
        assert_eq!(
            without_secrets("WFS:https://jan:geheim@host/wfs?token=abc&x=1"),
            "WFS:https://jan:***@host/wfs?token=***&x=1"
        );
        assert_eq!(without_secrets("WFS:https://host:8080/a@b"), "WFS:https://host:8080/a@b");
    }
}
