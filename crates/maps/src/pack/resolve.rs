//! From a manifest to the layers to read: borrowed layers found, files located.

use std::borrow::Cow;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use super::Layer;
use super::embedded::{self, Embedded};
use super::error::PackError;
use super::manifest::{LayerEntry, Manifest};
use super::read::{self, Place, RawLayer};
use bodemtoets_ground::crowding::Subsurface;
use bodemtoets_words::lang::Text;
use bodemtoets_words::provenance::Status;
use bodemtoets_words::suggest;
use bodemtoets_words::{KindSet, Role};

const MANIFEST: &str = "pack.toml";

/// Where the files of a pack are.
pub(super) enum Files {
    Embedded(&'static Embedded),
    Folder(PathBuf),
}

/// A layer to read, with the pack it really comes from.
pub(super) struct ResolvedLayer {
    pub entry: LayerEntry,
    pub role: Role,
    file: String,
    pack: String,
    version: String,
    status: Status,
    date: Date,
    /// What has to be said of a layer that was borrowed.
    pub notice: Option<Text>,
    files: Arc<Files>,
    borrowed: bool,
}

/// Replaces borrowed layers by the layers they stand for, and checks what TOML cannot.
pub(super) fn resolve(manifest: &Manifest, files: Files, pack: &str) -> Result<Vec<ResolvedLayer>, PackError> {
    let name = files.name();
    let files = Arc::new(files);
    let wrong = |problem: String| PackError::Manifest { file: name.clone(), problem };
    let mut resolved = Vec::with_capacity(manifest.layers.len());
    for entry in &manifest.layers {
        let (entry, lender, files, borrowed) = match &entry.borrow {
            None => (entry.clone(), manifest.clone(), files.clone(), false),
            Some(borrow) => {
                let (entry, lender, files) = borrow_layer(&entry.id, borrow).map_err(&wrong)?;
                (entry, lender, Arc::new(files), true)
            }
        };
        let id = entry.id.clone();
        let role = entry.role.ok_or_else(|| wrong(format!("layer `{id}` needs a `role`")))?;
        let file = entry.file.clone().ok_or_else(|| wrong(format!("layer `{id}` needs a `file` or a `borrow`")))?;
        match (role, &entry.kind) {
            (Role::Zone, None) => return Err(wrong(format!("layer `{id}` has zones, so it needs a `kind`"))),
            (Role::Jurisdiction, _) if entry.fields.id.is_none() => {
                return Err(wrong(format!("layer `{id}` has jurisdictions, so it needs `fields.id`")));
            }
            (Role::Ground, _) if entry.ground.is_empty() => {
                return Err(wrong(format!("layer `{id}` has ground, so it needs a table `ground`")));
            }
            (role, _) if role != Role::Ground && !entry.ground.is_empty() => {
                return Err(wrong(format!("layer `{id}` has a table `ground`, so its `role` has to be `ground`")));
            }
            _ if entry.accuracy_m.is_some_and(|metres| !(0.0..=10_000.0).contains(&metres)) => {
                return Err(wrong(format!("layer `{id}`: `accuracy_m` is a number of metres from 0 to 10 000")));
            }
            (Role::Gap, _) if entry.fields.kinds.is_none() => {
                return Err(wrong(format!("layer `{id}` has gaps, so it needs `fields.kinds`")));
            }
            _ => {}
        }
        for name in entry.ground.keys() {
            if !Subsurface::names().any(|known| known == name) {
                let hint = suggest::nearest(name, Subsurface::names()).map(|near| format!("; did you mean `{near}`?"));
                let hint = hint.unwrap_or_default();
                return Err(wrong(format!("layer `{id}`: no number of the ground is called `{name}`{hint}")));
            }
        }
        resolved.push(ResolvedLayer {
            role,
            file,
            pack: if borrowed { lender.name.clone() } else { pack.to_owned() },
            version: lender.version.clone(),
            status: lender.status,
            date: lender.date,
            notice: lender.notice.clone().filter(|_| borrowed),
            files,
            borrowed,
            entry,
        });
    }
    Ok(resolved)
}

/// Finds `pack/layer` among the embedded packs.
fn borrow_layer(id: &str, borrow: &str) -> Result<(LayerEntry, Manifest, Files), String> {
    let (pack, layer) =
        borrow.split_once('/').ok_or_else(|| format!("layer `{id}`: write `borrow = \"pack/layer\"`"))?;
    let embedded = Embedded::find(pack)
        .ok_or_else(|| format!("layer `{id}`: there is no embedded pack `{pack}` to borrow from"))?;
    let files = Files::Embedded(embedded);
    let lender = files.manifest().map_err(|error| error.to_string())?;
    let found = lender.layers.iter().find(|candidate| candidate.id == layer && candidate.borrow.is_none());
    let entry = found.cloned().ok_or_else(|| {
        let known = suggest::nearest(layer, lender.layers.iter().map(|candidate| candidate.id.as_str()));
        let hint = known.map(|known| format!("; did you mean `{known}`?")).unwrap_or_default();
        format!("layer `{id}`: pack `{pack}` has no layer `{layer}`{hint}")
    })?;
    Ok((LayerEntry { id: id.to_owned(), ..entry }, lender, files))
}

impl ResolvedLayer {
    /// What is known of the layer, once it has been read.
    pub fn describe(
        &self,
        sha256: String,
        expression: Option<String>,
        features: usize,
        dropped: usize,
        kinds: KindSet,
    ) -> Layer {
        Layer {
            id: self.entry.id.clone(),
            pack: self.pack.clone(),
            version: self.version.clone(),
            file: self.file.clone(),
            sha256,
            expression,
            role: self.role,
            status: self.entry.status.unwrap_or(self.status),
            certainty: self.entry.certainty,
            kinds,
            accuracy_m: self.entry.accuracy_m.unwrap_or(Layer::USUAL_ACCURACY_M),
            source: self.entry.source.clone(),
            caveat: self.entry.caveat.clone(),
            features,
            dropped,
            date: self.date,
        }
    }

    /// The file of the layer, unless it comes with the tool.
    pub fn path(&self, data: Option<&Path>) -> Option<PathBuf> {
        match (&*self.files, data) {
            (_, Some(data)) if !self.borrowed => Some(data.join(&self.file)),
            (Files::Folder(folder), _) => Some(folder.join(&self.file)),
            (Files::Embedded(_), _) => None,
        }
    }

    /// Reads the file of the layer.
    pub fn read(&self, data: Option<&Path>) -> Result<RawLayer, PackError> {
        let place = Place { layer: &self.entry.id, file: &self.file, data_elsewhere: data.is_some() || self.borrowed };
        let crs = self.entry.crs.as_deref();
        let folder = match (&*self.files, data) {
            (_, Some(data)) if !self.borrowed => data,
            (Files::Folder(folder), _) => folder.as_path(),
            (Files::Embedded(embedded), _) => {
                let bytes = embedded.file(&self.file).ok_or_else(|| PackError::File {
                    layer: self.entry.id.clone(),
                    file: self.file.clone(),
                    problem: format!("the embedded pack `{}` is a manifest without data", embedded.name),
                    data_elsewhere: false,
                })?;
                return read::geojson(bytes, crs, &place);
            }
        };
        let path = within(folder, &self.file).map_err(|problem| PackError::File {
            layer: self.entry.id.clone(),
            file: self.file.clone(),
            problem,
            data_elsewhere: true,
        })?;
        let shown = path.display().to_string();
        // A file that is there, and cannot be read all the same, is not elsewhere.
        let data_elsewhere = place.data_elsewhere || path.exists();
        let place = Place { file: &shown, data_elsewhere, ..place };
        read::file(&path, self.entry.layer.as_deref(), crs, &place)
    }
}

/// The path of a file that a manifest names: in its folder or below it. A manifest comes from others, and
/// what it names is read and shown; it may not reach for anything else.
fn within(folder: &Path, file: &str) -> Result<PathBuf, String> {
    let outside = || {
        format!(
            "a manifest names files in its own folder ({}) and no others; \
             put the file there, or say with --pack-data DIR where the files of the pack lie",
            folder.display()
        )
    };
    let is_plain = Path::new(file).components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    if !is_plain {
        return Err(outside());
    }
    let path = folder.join(file);
    // A link may lead out of the folder as well.
    match (path.canonicalize(), folder.canonicalize()) {
        (Ok(real), Ok(folder)) if !real.starts_with(&folder) => Err(outside()),
        _ => Ok(path),
    }
}

impl Files {
    /// The files of a folder that holds a manifest, or of the embedded pack of that name.
    pub fn find(pack: &Path) -> Result<Self, PackError> {
        if pack.join(MANIFEST).is_file() {
            return Ok(Self::Folder(pack.to_owned()));
        }
        pack.to_str().and_then(Embedded::find).map(Self::Embedded).ok_or_else(|| PackError::NotFound {
            path: pack.to_owned(),
            embedded: embedded::PACKS.iter().map(|pack| pack.name).collect(),
        })
    }

    fn name(&self) -> String {
        match self {
            Self::Embedded(pack) => format!("{}/{MANIFEST} (embedded)", pack.name),
            Self::Folder(folder) => folder.join(MANIFEST).display().to_string(),
        }
    }

    /// Where the manifest is, unless it comes with the tool.
    pub fn manifest_path(&self) -> Option<PathBuf> {
        match self {
            Self::Embedded(_) => None,
            Self::Folder(folder) => Some(folder.join(MANIFEST)),
        }
    }

    pub fn manifest(&self) -> Result<Manifest, PackError> {
        let wrong = |problem: String| PackError::Manifest { file: self.name(), problem };
        let bytes: Cow<[u8]> = match self {
            Self::Embedded(pack) => pack.file(MANIFEST).unwrap_or_default().into(),
            Self::Folder(folder) => {
                std::fs::read(folder.join(MANIFEST)).map_err(|error| wrong(error.to_string()))?.into()
            }
        };
        let text = std::str::from_utf8(&bytes).map_err(|error| {
            wrong(format!("not valid UTF-8 after byte {}; save the file as UTF-8", error.valid_up_to()))
        })?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        toml::from_str(text).map_err(|error| wrong(suggest::improve(&error.to_string())))
    }
}
