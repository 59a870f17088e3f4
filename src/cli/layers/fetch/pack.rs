//! The sources of a pack: each as a new snapshot beside the older ones, which stay.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ValueEnum as _;
use jiff::Timestamp;

use super::one::{Wanted, fetch_one};
use super::{FetchArgs, key, parse};
use crate::cli::complaint;
use crate::cli::tools::{Failure, note};
use bodemtoets_fetch::{Service, Source};
use bodemtoets_maps::pack::{Pack, SNAPSHOTS, SourceEntry};
use bodemtoets_words::lang::Lang;
use bodemtoets_words::suggest;
use bodemtoets_words::words::text;

pub(super) fn run(args: &FetchArgs, pack: &Path) -> Result<ExitCode, Failure> {
    let lang = args.lang.lang;
    let sources = Pack::sources(pack)?;
    let wanted = chosen(&sources, &args.wanted, lang)?;
    let data = Pack::data_folder(pack, args.pack_data.as_deref())?;
    let mut failed = 0_usize;
    for entry in &wanted {
        match snapshot(entry, &data, args, lang) {
            Ok(()) => {}
            Err(error) => {
                failed += 1;
                note(&format!("bodemtoets: {}: {}", entry.id, complaint::text(error.as_ref(), lang)));
            }
        }
    }
    let done = wanted.len() - failed;
    if done > 0 {
        let shown = pack.display();
        note(&text!(
            lang,
            nl: "{done} bron(nen) opgehaald. Het pakket gebruikt ze na: bodemtoets layers lock --pack {shown}",
            en: "{done} source(s) fetched. The pack uses them after: bodemtoets layers lock --pack {shown}"
        ));
    }
    Ok(if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn chosen<'a>(sources: &'a [SourceEntry], asked: &[String], lang: Lang) -> Result<Vec<&'a SourceEntry>, Failure> {
    if sources.is_empty() {
        return Err(lang
            .pick("het pakket noemt geen bronnen ([[source]])", "the pack names no sources ([[source]])")
            .into());
    }
    if asked.is_empty() {
        return Ok(sources.iter().collect());
    }
    let find = |name: &String| {
        sources.iter().find(|source| source.id == *name).ok_or_else(|| -> Failure {
            let near = suggest::nearest(name, sources.iter().map(|source| source.id.as_str()));
            let known = sources.iter().map(|source| source.id.as_str()).collect::<Vec<_>>().join(", ");
            let near = near.map(|near| lang.pick("; bedoel je", "; did you mean").to_owned() + " `" + near + "`?");
            let near = near.unwrap_or_default();
            text!(
                lang,
                nl: "het pakket heeft geen bron `{name}`{near}; wel: {known}",
                en: "the pack has no source `{name}`{near}; it has: {known}"
            )
            .into()
        })
    };
    asked.iter().map(find).collect()
}

/// One source, as a new snapshot.
fn snapshot(entry: &SourceEntry, data: &Path, args: &FetchArgs, lang: Lang) -> Result<(), Failure> {
    let source = source(entry, lang)?;
    if entry.tried.is_none() {
        note(&text!(
            lang,
            nl: "{id}: deze bron is hier nog niet geprobeerd; het adres en de namen komen uit andermans stukken",
            en: "{id}: this source was not tried here; its address and names come from what others wrote",
            id = entry.id
        ));
    }
    let key = entry.key.as_ref().map(|entry| key(&entry.env, &entry.header, lang)).transpose()?;
    let folder = data.join(SNAPSHOTS).join(&entry.id);
    std::fs::create_dir_all(&folder)?;
    let wanted = Wanted { source: &source, id: Some(&entry.id), key, limits: args.patience.limits() };
    let fetched = fetch_one(&wanted, &folder.join(file_name(&source)), lang);
    if fetched.is_err() {
        // Folders that were made for nothing; one with snapshots in it stays.
        let _ = std::fs::remove_dir(&folder);
        let _ = std::fs::remove_dir(data.join(SNAPSHOTS));
    }
    fetched.map(drop)
}

/// The name of a new snapshot: the moment, and the format.
fn file_name(source: &Source) -> PathBuf {
    let moment = Timestamp::now().strftime("%Y%m%dT%H%M%SZ");
    let extension = match source.service {
        Service::OgcApi | Service::Wfs | Service::Arcgis => "geojson".to_owned(),
        Service::File | Service::Atom => {
            let name = source.collection.as_deref().filter(|_| source.service == Service::Atom);
            let name = name.unwrap_or_else(|| source.address.path());
            let extension =
                Path::new(name).extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase());
            let is_plain = |extension: &String| extension.chars().all(|letter| letter.is_ascii_alphanumeric());
            extension.filter(is_plain).filter(|extension| extension != "xml").unwrap_or_else(|| "gml".to_owned())
        }
    };
    PathBuf::from(format!("{moment}.{extension}"))
}

/// A source as it is asked.
fn source(entry: &SourceEntry, lang: Lang) -> Result<Source, Failure> {
    let address = parse(&entry.address, lang)?;
    let service = match &entry.service {
        None => Service::of(&address),
        Some(name) => Service::from_str(name, false).map_err(|_| {
            let known: Vec<&str> = Service::value_variants().iter().map(|service| service.slug()).collect();
            let known = known.join(", ");
            text!(lang, nl: "`service` is geen `{name}`, wel een van: {known}", en: "`service` is no `{name}`, but one of: {known}")
        })?,
    };
    let (collection, sort_by) = (entry.collection.clone(), entry.sort_by.clone());
    Ok(Source { service, address, collection, page_size: entry.page_size, sort_by, keep_empty: entry.keep_empty })
}
