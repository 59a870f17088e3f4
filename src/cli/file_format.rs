//! The format of a result by the name of its file.

use std::path::Path;

use clap::ValueEnum;

use super::tools::Failure;

/// What extensions stand for, by the names of formats: the first extension of a format is the usual one.
const EXTENSIONS: [(&str, &str); 11] = [
    ("json", "json"),
    ("jsonl", "jsonl"),
    ("ndjson", "jsonl"),
    ("csv", "csv"),
    ("geojson", "geojson"),
    ("gpkg", "gpkg"),
    ("html", "html"),
    ("htm", "html"),
    ("svg", "svg"),
    ("png", "png"),
    ("pdf", "pdf"),
];

/// Extensions of formats that nothing here writes under that name.
const NEVER: [&str; 15] =
    ["doc", "docx", "odt", "rtf", "md", "xls", "xlsx", "ods", "tsv", "shp", "fgb", "gml", "kml", "kmz", "parquet"];

/// Whether a name is that of a picture.
pub(super) fn is_picture(path: &Path) -> bool {
    matches!(by_name(path).as_deref(), Some("svg" | "png"))
}

/// The format of a result: the one that is asked for, or the one that its name stands for, or the usual one.
///
/// # Errors
/// When the name stands for another format than is asked for, or for one that is not written here.
pub(super) fn format_of<F: ValueEnum + PartialEq>(
    path: Option<&Path>,
    asked: Option<F>,
    usual: F,
) -> Result<F, Failure> {
    let Some((path, named)) = path.and_then(|path| Some((path, by_name(path)?))) else {
        return Ok(asked.unwrap_or(usual));
    };
    let name = |format: &F| format.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default();
    let meant = F::value_variants().iter().find(|format| name(format) == named);
    let shown = path.display();
    match (meant, asked) {
        (Some(meant), None) => Ok(meant.clone()),
        (Some(meant), Some(asked)) if *meant == asked => Ok(asked),
        (Some(_), Some(asked)) => {
            let asked = name(&asked);
            Err(complaint!(
                nl: "{shown} is een naam voor {named} en --format vraagt om {asked}: geef een andere naam of vorm",
                en: "{shown} is the name of {named} and --format asks for {asked}: give it another name or format",
            )
            .into())
        }
        (None, _) => {
            let known = F::value_variants().iter().map(name).collect::<Vec<_>>().join(", ");
            Err(complaint!(
                nl: "kan {shown} niet schrijven: dit commando schrijft {known}, en geen {named}",
                en: "cannot write {shown}: this command writes {known}, and no {named}",
            )
            .into())
        }
    }
}

/// The format that a name stands for; `None` when it says nothing.
fn by_name(path: &Path) -> Option<String> {
    let extension = path.extension()?.to_str()?.to_ascii_lowercase();
    let known = EXTENSIONS.iter().find(|(known, _)| *known == extension).map(|(_, format)| (*format).to_owned());
    known
        .or_else(|| matches!(extension.as_str(), "tif" | "tiff").then(|| "tif".to_owned()))
        .or_else(|| NEVER.contains(&extension.as_str()).then_some(extension))
}

#[cfg(test)]
mod tests {
    use super::super::stream::Format;
    use super::*;

    fn of(name: &str, asked: Option<Format>) -> Result<Format, String> {
        format_of(Some(Path::new(name)), asked, Format::Csv).map_err(|error| error.to_string())
    }

    #[test]
    fn a_name_stands_for_its_format() {
        for (name, format) in [
            ("a.json", Format::Json),
            ("a.JSONL", Format::Jsonl),
            ("a.ndjson", Format::Jsonl),
            ("a.csv", Format::Csv),
            ("deep/a.geojson", Format::Geojson),
            ("a.gpkg", Format::Gpkg),
            ("a.htm", Format::Html),
            ("a.pdf", Format::Pdf),
        ] {
            assert_eq!(of(name, None), Ok(format), "{name}");
            assert_eq!(of(name, Some(format)), Ok(format), "{name}");
        }
    }

    #[test]
    fn a_name_that_says_nothing_takes_any_format() {
        for name in ["a", "a.txt", "-", "/dev/null", ".json", "a.out"] {
            assert_eq!(of(name, None), Ok(Format::Csv), "{name}");
            assert_eq!(of(name, Some(Format::Json)), Ok(Format::Json), "{name}");
        }
    }

    #[test]
    fn a_name_of_another_format_is_refused_in_words() {
        let said = of("a.json", Some(Format::Csv)).unwrap_err();
        assert_eq!(said, "a.json is the name of json and --format asks for csv: give it another name or format");
        for name in ["a.docx", "a.xlsx", "a.tif", "a.shp"] {
            let said = of(name, None).unwrap_err();
            assert!(
                said.contains("this command writes text, json, jsonl, csv, geojson, gpkg, html, pdf, and no "),
                "{said}"
            );
            assert!(of(name, Some(Format::Csv)).is_err(), "{name}");
        }
    }
}
