//! One source: fetched, proven whole, and put in its place with its record.

use std::fs::File;
use std::io::{BufReader, BufWriter, Seek as _, Write as _};
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use jiff::Timestamp;

use super::super::super::file_format::format_of;
use super::super::super::output::{Output, database};
use super::super::super::tools::{Failure, note};
use super::bar;
use bodemtoets_fetch::{Client, Collected, Key, Limits, Service, Source, download, fetch, inspect};
use bodemtoets_maps::pack::fingerprint;
use bodemtoets_maps::snapshot::{FieldSeen, FieldType, SCHEMA, Snapshot};
use bodemtoets_ogr::{Features, Field, Writer};
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::{exact, text};

/// How the names of unfinished files begin.
const PREFIX: &str = ".bodemtoets-";

/// What is to be fetched, and how.
pub(super) struct Wanted<'a> {
    pub(super) source: &'a Source,
    /// Its id in a pack.
    pub(super) id: Option<&'a str>,
    pub(super) key: Option<Key>,
    pub(super) limits: Limits,
}

/// Format of a map from a service, by the name of its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Geojson,
    Gpkg,
}

/// The record of a file.
pub(super) fn record_path(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".snapshot.json");
    PathBuf::from(name)
}

/// Fetches a source into a file, and writes its record. What was there before stays when that cannot be done.
pub(super) fn fetch_one(wanted: &Wanted, file: &Path, lang: Lang) -> Result<Snapshot, Failure> {
    super::warn_of_unsafe(wanted.source, lang);
    let record = match wanted.source.service {
        Service::OgcApi | Service::Wfs | Service::Arcgis => service(wanted, file, lang)?,
        Service::File | Service::Atom => downloaded(wanted, file, lang)?,
    };
    let mut output = Output::open(Some(&record_path(file)))?;
    serde_json::to_writer_pretty(&mut output, &record)?;
    writeln!(output)?;
    output.finish()?;
    note(&told(&record, lang));
    Ok(record)
}

/// A map from a service: written as it comes to a GeoJSON file, or first beside a GeoPackage.
fn service(wanted: &Wanted, file: &Path, lang: Lang) -> Result<Snapshot, Failure> {
    let format = format_of(Some(file), None, Format::Geojson)?;
    let fetched = Timestamp::now();
    if format == Format::Geojson {
        let mut output = Output::open(Some(file))?;
        let collected = collect(wanted, &mut output, lang)?;
        output.finish()?;
        return record(wanted, file, fetched, collected);
    }
    let file = &database(Some(file), "GeoPackage")?;
    // Without a name, so that nothing is left whatever ends the program.
    let mut spool = tempfile::tempfile()?;
    let collected = collect(wanted, &mut BufWriter::new(&spool), lang)?;
    spool.rewind()?;
    geopackage(file, &spool, &collected)?;
    record(wanted, file, fetched, collected)
}

fn collect(wanted: &Wanted, output: &mut dyn std::io::Write, lang: Lang) -> Result<Collected, Failure> {
    let bar = bar::bar(wanted.source.address.host(), false);
    let mut client = Client::new(wanted.limits.clone(), wanted.key.clone());
    let collected = fetch(&mut client, wanted.source, output, &mut |progress| bar::tell(&bar, progress));
    bar.finish_and_clear();
    collected.map_err(|error| error.text(lang).into())
}

fn geopackage(file: &Path, spool: &File, collected: &Collected) -> Result<(), Failure> {
    let named = |field: &FieldSeen| {
        let kind = match field.kind {
            FieldType::Integer | FieldType::Boolean => bodemtoets_ogr::FieldType::Integer,
            FieldType::Real => bodemtoets_ogr::FieldType::Real,
            FieldType::Text | FieldType::Json => bodemtoets_ogr::FieldType::Text,
        };
        Field::new(&field.name, kind)
    };
    let mut fields: Vec<Field> = collected.fields.iter().map(named).collect();
    // The id of a feature is a property, as whoever reads GeoJSON for a pack has it.
    let has_id = fields.iter().any(|field| field.name == "id");
    if !has_id {
        fields.insert(0, Field::new("id", bodemtoets_ogr::FieldType::Text));
    }
    let layer = collected.collection.as_deref().unwrap_or("features");
    let mut writer = Writer::create("GPKG", file, layer, "EPSG:28992", &fields)?;
    for feature in Features::new(BufReader::new(spool)) {
        let mut feature = feature?;
        if let (false, Some(id)) = (has_id, &feature.id) {
            let id = match id {
                geojson::feature::Id::String(id) => id.clone(),
                geojson::feature::Id::Number(id) => id.to_string(),
            };
            feature.properties.get_or_insert_default().insert("id".to_owned(), id.into());
        }
        feature.id = None;
        writer.write(&feature)?;
    }
    Ok(writer.finish()?)
}

fn record(wanted: &Wanted, file: &Path, fetched: Timestamp, collected: Collected) -> Result<Snapshot, Failure> {
    Ok(Snapshot {
        schema: SCHEMA.to_owned(),
        source: wanted.id.map(str::to_owned),
        file: name(file),
        sha256: fingerprint(file)?,
        bytes: std::fs::metadata(file)?.len(),
        service: wanted.source.service.slug().to_owned(),
        address: wanted.source.address.to_string(),
        collection: collected.collection,
        fetched,
        requests: collected.requests,
        headers: collected.headers,
        features: collected.features,
        crs: Some("EPSG:28992".to_owned()),
        extent: collected.extent,
        fields: collected.fields,
        tool: env!("CARGO_PKG_VERSION").to_owned(),
    })
}

/// A file as it is: beside its place until it has been read to its end.
fn downloaded(wanted: &Wanted, file: &Path, lang: Lang) -> Result<Snapshot, Failure> {
    let said = |error: bodemtoets_fetch::FetchError| -> Failure { error.text(lang).into() };
    let source = wanted.source;
    let fetched = Timestamp::now();
    // Refused before anything is fetched, when it cannot be written.
    let mut output = Output::open(Some(file))?;
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let hidden = tempfile::Builder::new().prefix(PREFIX).tempdir_in(folder)?;
    let spool = hidden.path().join(name(file));
    let bar = bar::bar(source.address.host(), true);
    let mut client = Client::new(wanted.limits.clone(), wanted.key.clone());
    let mut target = BufWriter::new(File::create_new(&spool)?);
    let downloaded = download(&mut client, source, &mut target, &mut |progress| bar::tell(&bar, progress));
    bar.finish_and_clear();
    let downloaded = downloaded.map_err(said)?;
    target.flush()?;
    let address = downloaded.address.to_string();
    let layer = source.collection.as_deref().filter(|_| source.service == Service::File);
    let inspected = inspect(&spool, layer, source.keep_empty, &address).map_err(said)?;
    std::io::copy(&mut File::open(&spool)?, &mut output)?;
    output.finish()?;
    Ok(Snapshot {
        schema: SCHEMA.to_owned(),
        source: wanted.id.map(str::to_owned),
        file: name(file),
        sha256: downloaded.sha256,
        bytes: downloaded.bytes,
        service: source.service.slug().to_owned(),
        address,
        collection: source.collection.clone(),
        fetched,
        requests: downloaded.requests,
        headers: downloaded.headers,
        features: inspected.features,
        crs: Some(inspected.crs),
        extent: inspected.extent,
        fields: inspected.fields,
        tool: env!("CARGO_PKG_VERSION").to_owned(),
    })
}

fn name(file: &Path) -> String {
    file.file_name().map_or_else(|| file.display().to_string(), |name| name.to_string_lossy().into_owned())
}

/// What came, in short.
fn told(record: &Snapshot, lang: Lang) -> String {
    let counts = &record.features;
    let promised = match counts.promised {
        Some(_) => lang.pick("zoveel als beloofd", "as promised"),
        None => lang.pick("de dienst noemt geen aantal", "the service gives no count"),
    };
    let extent = record.extent.map_or_else(String::new, |extent| {
        let [x0, y0, x1, y1] = extent.map(|number| exact(bodemtoets_words::words::rounded(number, 3)));
        format!(", x {x0} – {x1}, y {y0} – {y1}")
    });
    let said = text!(
        lang,
        nl: "{file}: {received} objecten ({promised}){extent}, {fields} velden, {requests} vragen, sha256 {sha256}",
        en: "{file}: {received} features ({promised}){extent}, {fields} fields, {requests} questions, sha256 {sha256}",
        file = record.file,
        received = counts.received,
        fields = record.fields.len(),
        requests = record.requests,
        sha256 = &record.sha256[..record.sha256.len().min(12)],
    );
    let doubts = [
        (counts.outside, "objecten liggen buiten Nederland", "features lie outside the Netherlands"),
        (counts.without_geometry, "objecten hebben geen geometrie", "features have no geometry"),
        (
            counts.received - counts.distinct.min(counts.received),
            "objecten hebben een id dat al voorkwam",
            "features have an id that occurred before",
        ),
    ];
    let doubts = doubts.into_iter().filter(|(count, ..)| *count > 0);
    let doubts = doubts.map(|(count, nl, en)| format!("! {count} {}", lang.pick(nl, en)));
    std::iter::once(said).chain(doubts).collect::<Vec<_>>().join("\n")
}
