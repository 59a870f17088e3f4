//! The map behind the map: tiles of a service that browsers ask themselves, or of a folder on this machine.

use std::path::PathBuf;
use std::str::FromStr;
use std::sync::Arc;

use axum::http::header::CACHE_CONTROL;
use axum::http::{StatusCode, Uri};
use axum::response::IntoResponse as _;
use serde_json::{Value, json};

use crate::answer;
use crate::media::Media;
use crate::problem::Problem;
use crate::request::Ask;
use crate::route::Answer;
use crate::words;

/// The levels of the Dutch grid of tiles.
const LEVELS: u32 = 16;

/// A map behind the map, in the Dutch grid (EPSG:28992).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Basemap {
    /// Tiles of a service; the server itself never asks it.
    Service {
        /// The address, with `{z}`, `{x}` and `{y}` in it.
        template: String,
        /// Scheme, name and port of it: what pages may have pictures from.
        origin: String,
    },
    /// A folder with tiles as `z/x/y.png`.
    Folder(PathBuf),
}

impl FromStr for Basemap {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if !text.contains("://") {
            let folder = PathBuf::from(text);
            let wrong = || format!("{text}: there is no such folder; it holds tiles as z/x/y.png");
            return folder.is_dir().then_some(Self::Folder(folder)).ok_or_else(wrong);
        }
        let wrong =
            || "an address with {z}, {x} and {y}, such as https://tiles.example.nl/rd/{z}/{x}/{y}.png".to_owned();
        // Braces may not stand in an address.
        let plain = text.replace(['{', '}'], "");
        let uri: Uri = plain.parse().map_err(|_| wrong())?;
        let scheme = uri.scheme_str().filter(|scheme| ["http", "https"].contains(scheme)).ok_or_else(wrong)?;
        let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte);
        let authority =
            uri.authority().filter(|authority| authority.as_str().bytes().all(is_name)).ok_or_else(wrong)?;
        if !["{z}", "{x}", "{y}"].iter().all(|part| text.contains(part)) {
            return Err(wrong());
        }
        Ok(Self::Service { template: text.to_owned(), origin: format!("{scheme}://{authority}") })
    }
}

impl Basemap {
    /// What pages may have pictures from besides this server.
    pub(crate) fn origin(&self) -> Option<&str> {
        match self {
            Self::Service { origin, .. } => Some(origin),
            Self::Folder(_) => None,
        }
    }

    /// What pages are told of it. Its tiles are those of the Dutch grid: as many as 2^z beside each other at level z.
    pub(crate) fn told(&self, root: &str) -> Value {
        let template = match self {
            Self::Service { template, .. } => template.clone(),
            Self::Folder(_) => format!("{root}/basemap/{{z}}/{{x}}/{{y}}"),
        };
        json!({ "url": template, "crs": "EPSG:28992", "origin": [-285_401.92, 903_401.92], "resolution": 3440.64, "levels": LEVELS })
    }
}

/// A tile of a folder. Its name is made of numbers alone.
pub(crate) async fn tile(ask: Ask) -> Answer {
    let Some(Basemap::Folder(folder)) = &ask.app.basemap else { return Err(Problem::not_found(words::no_basemap())) };
    let number = |name: &str, ask: &Ask| ask.part(name).parse::<u32>().ok();
    let place = number("level", &ask).zip(number("column", &ask)).zip(number("row", &ask));
    let on_grid = |((level, column), row): &((u32, u32), u32)| {
        *level < LEVELS && *column < (1_u32 << *level) && *row < (1_u32 << *level)
    };
    let Some(((level, column), row)) = place.filter(on_grid) else {
        return Err(Problem::not_found(words::no_such_tile(LEVELS - 1)));
    };
    let path = folder.join(level.to_string()).join(column.to_string()).join(format!("{row}.png"));
    let app = Arc::clone(&ask.app);
    app.work
        .run(move |_| match std::fs::read(path) {
            Ok(bytes) => {
                let mut answer = answer::of(Media::Png, bytes);
                answer.headers_mut().insert(CACHE_CONTROL, axum::http::HeaderValue::from_static("max-age=86400"));
                Ok(answer)
            }
            // Where there is none there is nothing to see; it is no error.
            Err(_) => Ok(StatusCode::NO_CONTENT.into_response()),
        })
        .await?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_basemap_is_an_address_with_places_for_numbers_or_a_folder() {
        let service: Basemap = "https://tiles.example.nl:8443/rd/{z}/{x}/{y}.png?a=b".parse().unwrap();
        assert_eq!(service.origin(), Some("https://tiles.example.nl:8443"));
        for wrong in [
            "https://tiles.example.nl/rd.png",
            "ftp://tiles.example.nl/{z}/{x}/{y}",
            "https://tiles.example.nl; script-src *//{z}/{x}/{y}",
            "https://a@b/{z}/{x}/{y}",
            "https:///{z}/{x}/{y}",
            "/no/such/folder",
        ] {
            assert!(wrong.parse::<Basemap>().is_err(), "{wrong}");
        }
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(folder.path().to_str().unwrap().parse(), Ok(Basemap::Folder(folder.path().to_owned())));
    }
}
