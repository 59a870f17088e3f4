//! In which language: by `lang`, or by the header `Accept-Language`.

use axum::http::HeaderMap;
use axum::http::header::ACCEPT_LANGUAGE;
use bodemtoets_words::lang::Lang;

/// The language of a word such as `nl` or `en-GB`.
pub(crate) fn of_word(word: &str) -> Option<Lang> {
    match word.split('-').next().unwrap_or_default().trim().to_ascii_lowercase().as_str() {
        "nl" => Some(Lang::Nl),
        "en" => Some(Lang::En),
        _ => None,
    }
}

/// The language that a client likes best; `usual` when it does not say, or knows neither.
pub(crate) fn best(headers: &HeaderMap, usual: Lang) -> Lang {
    let header = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut best = (0.0, usual);
    for range in header.split(',') {
        let (word, weight) = range.split_once(';').unwrap_or((range, ""));
        let weight = weight.trim().strip_prefix("q=").and_then(|weight| weight.parse().ok()).unwrap_or(1.0);
        if let Some(lang) = of_word(word)
            && weight > best.0
        {
            best = (weight, lang);
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_that_is_liked_best_is_spoken() {
        for (header, lang) in [
            ("en-GB,en;q=0.9,nl;q=0.8", Lang::En),
            ("nl;q=0.4, en;q=0.3", Lang::Nl),
            ("de, fr;q=0.9", Lang::Nl),
            ("de, en;q=0.1", Lang::En),
            ("", Lang::Nl),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT_LANGUAGE, header.parse().unwrap());
            assert_eq!(best(&headers, Lang::Nl), lang, "{header}");
        }
    }
}
