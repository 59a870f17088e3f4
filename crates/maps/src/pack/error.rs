//! What can be wrong with a pack as a whole. What is wrong with single features is in the report.

use std::path::PathBuf;

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
    /// Conversion to RD New is impossible.
    #[error(transparent)]
    Projection(#[from] bodemtoets_space::CrsError),
    /// More kinds of zone than fit.
    #[error(transparent)]
    Kinds(#[from] bodemtoets_words::TooManyKinds),
}
