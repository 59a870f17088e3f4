//! `bodemtoets layers diff`: what changed between two versions of a map, or of the maps of a pack.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::super::LangArgs;
use super::super::result::OutputArgs;
use super::super::tools::Failure;
use bodemtoets_maps::changes::changes;
use bodemtoets_maps::pack::{LayerFile, Pack};
use bodemtoets_report::map_changes::{Compared, Only, csv, document, text};

#[derive(Debug, Args)]
pub(in crate::cli) struct DiffArgs {
    /// The older version: a map, or a folder with pack.toml.
    old: PathBuf,
    /// The newer version.
    new: PathBuf,
    /// The field by which features are the same, for two maps; looked for when left out. Of a pack it is the `id` of
    /// each layer.
    #[arg(long, value_name = "FIELD")]
    key: Option<String>,
    /// The layer within the files, for two maps of a format that holds several.
    #[arg(long, value_name = "NAME")]
    layer: Option<String>,
    /// List every change, not the first few.
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    output: OutputArgs,
    #[command(flatten)]
    lang: LangArgs,
}

pub(super) fn run(args: &DiffArgs) -> Result<ExitCode, Failure> {
    let lang = args.lang.lang;
    let is_pack = |path: &Path| path.join("pack.toml").is_file();
    let maps = match (is_pack(&args.old), is_pack(&args.new)) {
        (true, true) if args.key.is_some() || args.layer.is_some() => {
            return Err(complaint!(
                nl: "--key en --layer doen hier niets: een pakket zegt ze voor elk van zijn lagen",
                en: "--key and --layer do nothing here: a pack says them for each of its layers",
            )
            .into());
        }
        (true, true) => {
            let (old, new) = (Pack::layer_files(&args.old, None)?, Pack::layer_files(&args.new, None)?);
            let read = old.iter().chain(&new).map(|layer| &layer.path);
            args.output.check(read, lang)?;
            packs(&old, &new)?
        }
        (false, false) => {
            args.output.check([&args.old, &args.new], lang)?;
            let layer = args.layer.as_deref();
            let changes = changes((&args.old, layer), (&args.new, layer), args.key.as_deref())?;
            vec![Compared { map: args.new.display().to_string(), changes: Some(changes), only_in: None }]
        }
        _ => {
            return Err(complaint!(
                nl: "het ene is een pakket en het andere niet: geef twee kaarten, of twee pakketten",
                en: "one of the two is a pack and the other is not: give two maps, or two packs",
            )
            .into());
        }
    };
    let dialect = args.output.csv.dialect();
    args.output.write(|| text(&maps, args.all, lang), || csv(&maps, dialect), &document(&maps))
}

fn packs(old: &[LayerFile], new: &[LayerFile]) -> Result<Vec<Compared>, Failure> {
    let mut maps = Vec::new();
    for layer in new {
        let map = layer.id.clone();
        let Some(before) = old.iter().find(|before| before.id == layer.id) else {
            maps.push(Compared { map, changes: None, only_in: Some(Only::New) });
            continue;
        };
        // An id that features share is that of what they belong to, such as an installation.
        let (was, is) = ((&*before.path, before.layer.as_deref()), (&*layer.path, layer.layer.as_deref()));
        let found = changes(was, is, layer.key.as_deref()).or_else(|_| changes(was, is, None))?;
        maps.push(Compared { map, changes: Some(found), only_in: None });
    }
    for layer in old.iter().filter(|layer| new.iter().all(|after| after.id != layer.id)) {
        maps.push(Compared { map: layer.id.clone(), changes: None, only_in: Some(Only::Old) });
    }
    Ok(maps)
}
