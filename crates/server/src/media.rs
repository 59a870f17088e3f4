//! In which form an answer is wanted: by `f`, or by the header `Accept`.

use axum::http::HeaderMap;
use axum::http::header::ACCEPT;

/// The form of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Media {
    /// JSON, in the form that the address has: also GeoJSON and `OpenAPI`.
    Json,
    /// A JSON document a line.
    JsonLines,
    /// A table.
    Csv,
    /// Features.
    GeoJson,
    /// A page for people.
    Html,
    /// The description of the API.
    OpenApi,
    /// A vector tile.
    Tile,
    /// The style of pages.
    Css,
    /// The script of the page.
    Script,
    /// Text for people.
    Text,
}

impl Media {
    /// The word for it in `f`.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::JsonLines => "jsonl",
            Self::Csv => "csv",
            Self::GeoJson => "geojson",
            Self::Html => "html",
            Self::OpenApi => "openapi",
            Self::Tile => "mvt",
            Self::Css => "css",
            Self::Script => "js",
            Self::Text => "text",
        }
    }

    /// What it is called in headers.
    pub(crate) const fn mime(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::JsonLines => "application/x-ndjson",
            Self::Csv => "text/csv; charset=utf-8",
            Self::GeoJson => "application/geo+json",
            Self::Html => "text/html; charset=utf-8",
            Self::OpenApi => "application/vnd.oai.openapi+json;version=3.0",
            Self::Tile => "application/vnd.mapbox-vector-tile",
            Self::Css => "text/css; charset=utf-8",
            Self::Script => "text/javascript; charset=utf-8",
            Self::Text => "text/plain; charset=utf-8",
        }
    }

    fn essence(self) -> &'static str {
        self.mime().split(';').next().unwrap_or_default()
    }
}

/// The form that a client likes best of those that there are; the first of them when it does not say, or likes none
/// of them: an answer in another form is of more use than none.
pub(crate) fn best(headers: &HeaderMap, offered: &[Media]) -> Media {
    let usual = offered.first().copied().unwrap_or(Media::Json);
    let mut best = (0.0, 0, usual);
    for value in headers.get_all(ACCEPT) {
        for range in value.to_str().unwrap_or_default().split(',') {
            let mut parts = range.split(';').map(str::trim);
            let name = parts.next().unwrap_or_default().to_ascii_lowercase();
            let weight = parts.find_map(|part| part.strip_prefix("q=")).and_then(|weight| weight.parse().ok());
            let weight: f64 = weight.filter(|weight| (0.0..=1.0).contains(weight)).unwrap_or(1.0);
            for media in offered {
                let essence = media.essence();
                let how_exact = if name == essence {
                    3
                } else if name.strip_suffix("/*").is_some_and(|kind| essence.starts_with(kind)) {
                    2
                } else {
                    u8::from(name == "*/*" && *media == usual)
                };
                if how_exact > 0 && weight > 0.0 && (weight, how_exact) > (best.0, best.1) {
                    best = (weight, how_exact, *media);
                }
            }
        }
    }
    best.2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(accept: &str) -> Media {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, accept.parse().unwrap());
        best(&headers, &[Media::Json, Media::Html])
    }

    #[test]
    fn a_browser_gets_a_page_and_a_program_json() {
        assert_eq!(chosen("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"), Media::Html);
        assert_eq!(chosen("*/*"), Media::Json);
        assert_eq!(chosen("application/json"), Media::Json);
        assert_eq!(chosen("text/html;q=0.1, application/json"), Media::Json);
        assert_eq!(chosen("text/*"), Media::Html);
        assert_eq!(best(&HeaderMap::new(), &[Media::Json, Media::Html]), Media::Json);
    }

    #[test]
    fn what_nobody_can_read_is_passed_over() {
        for odd in ["", ";;;", "text/html;q=nan", "q=1", "image/png", ",,,", "text/html;q=0"] {
            let media = chosen(odd);
            assert!(media == Media::Json || odd == "text/html;q=nan", "{odd}: {media:?}");
        }
    }
}
