//! What can be wrong with a pack as a whole. What is wrong with single features is in the report.

use std::path::PathBuf;

use bodemtoets_words::lang::Lang;

/// A pack that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// Neither a folder with a manifest nor the name of an embedded pack.
    #[error("no layer pack at {path}: give a folder that holds pack.toml, or one of: {}", embedded.join(", "))]
    NotFound {
        /// What was asked for.
        path: PathBuf,
        /// Names of the embedded packs.
        embedded: Vec<&'static str>,
    },
    /// The manifest is wrong.
    #[error("{file}: {problem}")]
    Manifest {
        /// The manifest.
        file: String,
        /// What is wrong, with line and column where known.
        problem: String,
    },
    /// A file of the pack cannot be read.
    #[error("layer `{layer}`: cannot read {file}: {problem}{}", if *data_elsewhere { "" } else { "\nif the data lie elsewhere, say where with --pack-data DIR" })]
    File {
        /// Id of the layer.
        layer: String,
        /// The file.
        file: String,
        /// Why.
        problem: String,
        /// Whether `--pack-data` was given.
        data_elsewhere: bool,
    },
    /// The coordinate system of a layer is not known.
    #[error(
        "layer `{layer}`: {file} does not say which coordinate system it uses ({hint}); write `crs = \"EPSG:28992\"` or another in the manifest"
    )]
    Crs {
        /// Id of the layer.
        layer: String,
        /// The file.
        file: String,
        /// What the coordinates look like.
        hint: String,
    },
    /// The coordinate system of a layer is not one that is read directly.
    #[error(
        "layer `{layer}`: coordinate system `{crs}` is not known here; use EPSG:28992 (RD New), EPSG:4258 (ETRS89), EPSG:4326 (WGS84), EPSG:25831 or 25832 (UTM) or EPSG:3857 (web Mercator)"
    )]
    UnknownCrs {
        /// Id of the layer.
        layer: String,
        /// The name.
        crs: String,
    },
    /// The pack names sources and has no `pack.lock` that says which snapshots are its maps.
    #[error(
        "layer `{layer}`: its source `{source_id}` has not been fetched: bodemtoets layers fetch --pack {pack} {source_id}, then \
         bodemtoets layers lock --pack {pack} (docs/layers.md tells how to get it by hand)"
    )]
    NotFetched {
        /// Id of the layer.
        layer: String,
        /// Id of its source.
        source_id: String,
        /// The pack.
        pack: String,
    },
    /// A day is asked of a pack that keeps no snapshots.
    #[error("pack {pack} has no pack.lock, so there is no telling which of its maps were known on a day (--as-of)")]
    NoLock {
        /// The pack.
        pack: String,
    },
    /// A field that does not tell features apart.
    #[error("{file}: not every feature has another value of `{key}`; name another field with --key, or leave it out")]
    Key {
        /// The file.
        file: String,
        /// The field.
        key: String,
    },
    /// A pack that comes with the tool has no folder of its own.
    #[error("pack `{pack}` comes with the tool: say with --pack-data DIR where its files lie")]
    NoFolder {
        /// The pack.
        pack: String,
    },
    /// The file `pack.lock` is wrong, or a file differs from what it says.
    #[error(transparent)]
    Lock(#[from] super::lock::LockError),
    /// Conversion to RD New is impossible.
    #[error(transparent)]
    Projection(#[from] bodemtoets_space::CrsError),
    /// More kinds of zone than fit.
    #[error(transparent)]
    Kinds(#[from] bodemtoets_words::TooManyKinds),
}

impl PackError {
    /// What is wrong and what to do, in a language. What others say of a file stays as they say it.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        if lang == Lang::En {
            return self.to_string();
        }
        match self {
            Self::NotFound { path, embedded } => format!(
                "er is geen kaartpakket op {}: geef een map met pack.toml erin, of een van: {}",
                path.display(),
                embedded.join(", ")
            ),
            Self::File { layer, file, problem, data_elsewhere } => {
                let hint = "\nstaan de gegevens elders, zeg dan waar met --pack-data MAP";
                let hint = if *data_elsewhere { "" } else { hint };
                format!("kaartlaag `{layer}`: kan {file} niet lezen: {problem}{hint}")
            }
            Self::Crs { layer, file, hint } => format!(
                "kaartlaag `{layer}`: {file} zegt niet in welk coördinatenstelsel het is ({hint}); zet \
                 `crs = \"EPSG:28992\"` of een ander in het manifest"
            ),
            Self::UnknownCrs { layer, crs } => format!(
                "kaartlaag `{layer}`: coördinatenstelsel `{crs}` is hier niet bekend; neem EPSG:28992 (RD), EPSG:4258 \
                 (ETRS89), EPSG:4326 (WGS84), EPSG:25831 of 25832 (UTM) of EPSG:3857 (web Mercator)"
            ),
            Self::NotFetched { layer, source_id, pack } => format!(
                "kaartlaag `{layer}`: haar bron `{source_id}` is niet opgehaald: bodemtoets layers fetch --pack {pack} \
                 {source_id}, en dan bodemtoets layers lock --pack {pack} (docs/layers.md zegt hoe het met de hand gaat)"
            ),
            Self::NoLock { pack } => format!(
                "pakket {pack} heeft geen pack.lock, dus niet te zeggen is welke van zijn kaarten op een dag bekend waren \
                 (--as-of)"
            ),
            Self::Key { file, key } => format!(
                "{file}: niet elk object heeft een andere waarde van `{key}`; noem een ander veld met --key, of laat het weg"
            ),
            Self::NoFolder { pack } => {
                format!("pakket `{pack}` zit in het programma: zeg met --pack-data MAP waar zijn bestanden staan")
            }
            Self::Lock(error) => error.text(lang),
            Self::Manifest { .. } | Self::Projection(_) | Self::Kinds(_) => self.to_string(),
        }
    }
}
