//! From a manifest and its files to a pack.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::embedded::{self, Embedded};
use super::error::PackError;
use super::feature::{Extent, Gap, Jurisdiction, Role, Site, Zone};
use super::fields::{Measure, text};
use super::kinds::{KindSet, Kinds};
use super::manifest::{KindSource, LayerEntry, Manifest};
use super::read::{self, Place, RawFeature, RawLayer};
use super::report::{Remark, What};
use super::{Layer, Notice, Pack};
use crate::lang::{Lang, Text};
use crate::spatial::{Index, Shape, in_netherlands};
use crate::suggest;

const MANIFEST: &str = "pack.toml";

/// Distance rules seldom look further than this; see [`Index::new`].
const USUAL_REACH_M: f64 = 400.0;

/// Where the files of a pack are.
enum Files {
    Embedded(&'static Embedded),
    Folder(PathBuf),
}

impl Pack {
    /// Opens the pack that comes with the tool.
    ///
    /// # Errors
    /// When PROJ is broken; the files themselves are known to be good.
    pub fn embedded() -> Result<Self, PackError> {
        Self::open(Path::new(embedded::DEFAULT), None)
    }

    /// Opens a pack: a folder that holds `pack.toml`, or the name of an embedded pack. `data` says
    /// where its files lie when they do not lie beside the manifest.
    ///
    /// # Errors
    /// When there is no such pack, its manifest is wrong, or one of its files cannot be read.
    /// Single features that cannot be used are no error: they are in [`Pack::remarks`].
    pub fn open(pack: &Path, data: Option<&Path>) -> Result<Self, PackError> {
        let files = if pack.join(MANIFEST).is_file() {
            Files::Folder(pack.to_owned())
        } else if let Some(embedded) = pack.to_str().and_then(Embedded::find) {
            Files::Embedded(embedded)
        } else {
            return Err(PackError::NotFound {
                path: pack.to_owned(),
                embedded: embedded::PACKS.iter().map(|pack| pack.name).collect(),
            });
        };
        let manifest = files.manifest()?;
        let mut pack = Self::empty(&manifest);
        let entries = resolve(&manifest, files, &pack.origin)?;
        let loaded: Vec<(ResolvedEntry, Result<RawLayer, PackError>)> = entries
            .into_par_iter()
            .map(|entry| {
                let raw = entry.read(data);
                (entry, raw)
            })
            .collect();
        for (resolved, raw) in loaded {
            pack.add(&resolved, raw?)?;
        }
        pack.finish();
        Ok(pack)
    }

    fn empty(manifest: &Manifest) -> Self {
        Self {
            origin: manifest.name.clone(),
            version: manifest.version.clone(),
            date: manifest.date,
            status: manifest.status,
            licence: manifest.licence.clone(),
            title: manifest.title.clone(),
            notices: manifest.notice.iter().map(|text| Notice { layers: Vec::new(), text: text.clone() }).collect(),
            layers: Vec::new(),
            kinds: Kinds::default(),
            delivered: KindSet::EMPTY,
            zones: Vec::new(),
            abstractions: Vec::new(),
            installations: Vec::new(),
            jurisdictions: Vec::new(),
            gaps: Vec::new(),
            remarks: Vec::new(),
            zone_index: Index::new([], 0.0),
            abstraction_index: Index::new([], 0.0),
            installation_index: Index::new([], 0.0),
            jurisdiction_index: Index::new([], 0.0),
            gap_index: Index::new([], 0.0),
        }
    }

    /// Adds the features of one layer.
    fn add(&mut self, resolved: &ResolvedEntry, raw: RawLayer) -> Result<(), PackError> {
        let entry = &resolved.entry;
        let role = resolved.role;
        let declared: Vec<&str> = match &entry.kind {
            Some(KindSource::Fixed(kind)) => vec![kind],
            Some(KindSource::Field { one_of, .. }) => one_of.iter().map(String::as_str).collect(),
            None => Vec::new(),
        };
        let mut stands_for = KindSet::EMPTY;
        for kind in &entry.stands_for {
            stands_for = stands_for.union(self.kinds.add(kind)?);
        }
        let mut delivered = stands_for;
        for kind in declared {
            delivered = delivered.union(self.kinds.add(kind)?);
        }
        match role {
            Role::Abstraction => delivered = delivered.union(self.kinds.add("abstraction")?),
            Role::Installation => delivered = delivered.union(self.kinds.add("installation")?),
            Role::Zone | Role::Jurisdiction | Role::Gap => {}
        }
        if let Some(text) = &resolved.notice {
            match self.notices.iter_mut().find(|notice| notice.text == *text) {
                Some(notice) => notice.layers.push(entry.id.clone()),
                None => self.notices.push(Notice { layers: vec![entry.id.clone()], text: text.clone() }),
            }
        }

        let mut reader = LayerReader { entry, role, layer: self.layers.len(), remarks: Vec::new() };
        reader.doubt_absent_fields(&raw.features);
        // Repairing polygons is the heavy part, and each stands alone.
        let shapes: Vec<_> = raw
            .features
            .into_par_iter()
            .map(|feature| {
                let shape = feature.geometry.and_then(|geometry| {
                    Shape::from_geometry(geometry).map_err(|error| What::WrongShape(error.to_string()))
                });
                (shape, feature.properties, feature.had_heights)
            })
            .collect();
        let mut used = 0;
        for (position, (shape, properties, had_heights)) in shapes.into_iter().enumerate() {
            let id = text(&properties, entry.fields.id.as_ref()).unwrap_or_else(|| format!("#{}", position + 1));
            if had_heights {
                reader.remark(&id, What::HeightsIgnored);
            }
            let shape = match shape {
                Ok((shape, repairs)) => {
                    for repair in repairs {
                        reader.remark(&id, What::Repaired(repair));
                    }
                    shape
                }
                Err(what) => {
                    reader.remark(&id, what);
                    continue;
                }
            };
            if let Err(what) = reader.check_shape(&shape) {
                reader.remark(&id, what);
                continue;
            }
            let name = text(&properties, entry.fields.name.as_ref());
            let layer = reader.layer;
            match role {
                Role::Zone => {
                    let Some(kind) = reader.kind(&id, &properties) else { continue };
                    let kinds = self.kinds.add(&kind)?.union(stands_for);
                    let extent = reader.extent(&id, &properties);
                    let max_depth_m = entry.fields.max_depth_m.clone().map(Measure::Field);
                    let max_depth_m = max_depth_m.and_then(|field| reader.measure(&id, &field, &properties));
                    self.zones.push(Zone { shape, layer, id, name, kinds, kind, extent, max_depth_m });
                }
                Role::Abstraction => self.abstractions.push(Site { shape, layer, id, name }),
                Role::Installation => self.installations.push(Site { shape, layer, id, name }),
                Role::Jurisdiction => self.jurisdictions.push(Jurisdiction { shape, layer, id, name }),
                Role::Gap => {
                    let mut kinds = KindSet::EMPTY;
                    let listed = text(&properties, entry.fields.kinds.as_ref()).unwrap_or_default();
                    for slug in listed.split(',').map(str::trim).filter(|slug| !slug.is_empty()) {
                        kinds = kinds.union(self.kinds.add(slug)?);
                    }
                    let reason = Text {
                        nl: text(&properties, entry.fields.reason_nl.as_ref()).unwrap_or_default(),
                        en: text(&properties, entry.fields.reason_en.as_ref()).unwrap_or_default(),
                    };
                    self.gaps.push(Gap { shape, id, kinds, reason });
                }
            }
            used += 1;
        }
        if used == 0 {
            // A layer of which nothing can be used tells nothing: not that there is nothing.
            reader.remarks.push(Remark { layer: entry.id.clone(), feature: None, what: What::NoFeatures });
        } else {
            self.delivered = self.delivered.union(delivered);
        }
        self.remarks.append(&mut reader.remarks);
        self.layers.push(Layer {
            id: entry.id.clone(),
            pack: resolved.pack.clone(),
            version: resolved.version.clone(),
            file: resolved.file.clone(),
            sha256: raw.sha256,
            role,
            status: entry.status.unwrap_or(resolved.status),
            certainty: entry.certainty,
            source: entry.source.clone(),
            caveat: entry.caveat.clone(),
            features: used,
        });
        Ok(())
    }

    /// Looks for duplicates and makes the indexes.
    fn finish(&mut self) {
        self.doubt_duplicates();
        self.zone_index = Index::new(self.zones.iter().map(|zone| &zone.shape), 0.0);
        self.abstraction_index = Index::new(self.abstractions.iter().map(|site| &site.shape), USUAL_REACH_M);
        self.installation_index = Index::new(self.installations.iter().map(|site| &site.shape), USUAL_REACH_M);
        self.jurisdiction_index = Index::new(self.jurisdictions.iter().map(|area| &area.shape), 0.0);
        self.gap_index = Index::new(self.gaps.iter().map(|gap| &gap.shape), 0.0);
    }

    /// Wells with the same id at the same place, and zones with the same id.
    fn doubt_duplicates(&mut self) {
        let mut same: HashMap<(usize, &str, u64, u64), usize> = HashMap::new();
        for site in self.abstractions.iter().chain(&self.installations) {
            let at = site.shape.centre();
            *same.entry((site.layer, &site.id, at.x.to_bits(), at.y.to_bits())).or_default() += 1;
        }
        let mut ids: HashMap<(usize, &str), usize> = HashMap::new();
        for zone in &self.zones {
            *ids.entry((zone.layer, &zone.id)).or_default() += 1;
        }
        let sites = same.iter().map(|((layer, id, ..), count)| (*layer, *id, *count, What::Duplicate(*count)));
        let zones = ids.iter().map(|((layer, id), count)| (*layer, *id, *count, What::SameId(*count)));
        let mut remarks: Vec<Remark> = sites
            .chain(zones)
            .filter(|(_, _, count, _)| *count > 1)
            .map(|(layer, id, _, what)| Remark {
                layer: self.layers[layer].id.clone(),
                feature: Some(id.to_owned()),
                what,
            })
            .collect();
        // One id may be repeated at several places: the sentence, too, to have one order.
        remarks.sort_by_cached_key(|remark| (remark.layer.clone(), remark.feature.clone(), remark.what.text(Lang::En)));
        self.remarks.append(&mut remarks);
    }
}

/// Reads the features of one layer and remarks on what is wrong with them.
struct LayerReader<'a> {
    entry: &'a LayerEntry,
    role: Role,
    layer: usize,
    remarks: Vec<Remark>,
}

impl LayerReader<'_> {
    fn remark(&mut self, id: &str, what: What) {
        self.remarks.push(Remark { layer: self.entry.id.clone(), feature: Some(id.to_owned()), what });
    }

    /// Fields that the manifest names and that no feature has.
    fn doubt_absent_fields(&mut self, features: &[RawFeature]) {
        let fields = &self.entry.fields;
        let kind = match &self.entry.kind {
            Some(KindSource::Field { field, .. }) => Some(field.as_str()),
            _ => None,
        };
        let measures = [&self.entry.depth.from_m, &self.entry.depth.to_m];
        let named = [&fields.id, &fields.name, &fields.kinds, &fields.reason_nl, &fields.reason_en]
            .into_iter()
            .flatten()
            .map(String::as_str)
            .chain(fields.max_depth_m.as_ref().map(|source| source.field.as_str()))
            .chain(kind)
            .chain(measures.into_iter().flatten().filter_map(Measure::field));
        let absent: Vec<String> = named
            .filter(|name| !features.iter().any(|feature| feature.properties.contains_key(*name)))
            .map(str::to_owned)
            .collect();
        if features.is_empty() {
            return;
        }
        for field in absent {
            self.remarks.push(Remark { layer: self.entry.id.clone(), feature: None, what: What::FieldAbsent(field) });
        }
    }

    /// Zones, jurisdictions and gaps are areas; everything lies in the Netherlands.
    fn check_shape(&self, shape: &Shape) -> Result<(), What> {
        let needs_area = matches!(self.role, Role::Zone | Role::Jurisdiction | Role::Gap);
        if needs_area && !matches!(shape, Shape::Area(_)) {
            return Err(What::WrongShape("an area is needed".to_owned()));
        }
        let bounds = shape.bounds();
        let (low, high) = (bounds.min(), bounds.max());
        if in_netherlands(low.x, low.y) && in_netherlands(high.x, high.y) {
            return Ok(());
        }
        Err(What::Abroad(format!("x {:.0} to {:.0}, y {:.0} to {:.0}", low.x, high.x, low.y, high.y)))
    }

    fn kind(&mut self, id: &str, properties: &super::fields::Properties) -> Option<String> {
        match &self.entry.kind {
            None => None,
            Some(KindSource::Fixed(kind)) => Some(kind.clone()),
            Some(KindSource::Field { field, one_of }) => {
                let kind = text(properties, Some(field)).unwrap_or_default();
                if one_of.contains(&kind) {
                    return Some(kind);
                }
                self.remark(id, What::UnknownKind(kind));
                None
            }
        }
    }

    fn extent(&mut self, id: &str, properties: &super::fields::Properties) -> Extent {
        let depth = self.entry.depth.clone();
        let from = depth.from_m.and_then(|measure| self.measure(id, &measure, properties));
        let to = depth.to_m.and_then(|measure| self.measure(id, &measure, properties));
        // An unreadable top or bottom makes the zone larger, never smaller.
        Extent { from_m: from.unwrap_or(Extent::ALL.from_m), to_m: to.unwrap_or(Extent::ALL.to_m) }
    }

    fn measure(&mut self, id: &str, measure: &Measure, properties: &super::fields::Properties) -> Option<f64> {
        measure.metres(properties).unwrap_or_else(|value| {
            let field = measure.field().unwrap_or_default().to_owned();
            self.remark(id, What::NotANumber { field, value });
            None
        })
    }
}

/// A layer to read, with the pack it really comes from.
struct ResolvedEntry {
    entry: LayerEntry,
    role: Role,
    file: String,
    pack: String,
    version: String,
    status: crate::provenance::Status,
    /// What has to be said of a layer that was borrowed.
    notice: Option<Text>,
    files: std::sync::Arc<Files>,
    borrowed: bool,
}

/// Replaces borrowed layers by the layers they stand for, and checks what TOML cannot.
fn resolve(manifest: &Manifest, files: Files, pack: &str) -> Result<Vec<ResolvedEntry>, PackError> {
    let name = files.name();
    let files = std::sync::Arc::new(files);
    let wrong = |problem: String| PackError::Manifest { file: name.clone(), problem };
    let mut resolved = Vec::with_capacity(manifest.layers.len());
    for entry in &manifest.layers {
        let (entry, lender, files, borrowed) = match &entry.borrow {
            None => (entry.clone(), manifest.clone(), files.clone(), false),
            Some(borrow) => {
                let (entry, lender, files) = borrow_layer(&entry.id, borrow).map_err(&wrong)?;
                (entry, lender, std::sync::Arc::new(files), true)
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
            (Role::Gap, _) if entry.fields.kinds.is_none() => {
                return Err(wrong(format!("layer `{id}` has gaps, so it needs `fields.kinds`")));
            }
            _ => {}
        }
        resolved.push(ResolvedEntry {
            role,
            file,
            pack: if borrowed { lender.name.clone() } else { pack.to_owned() },
            version: lender.version.clone(),
            status: lender.status,
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

impl ResolvedEntry {
    /// Reads the file of the layer.
    fn read(&self, data: Option<&Path>) -> Result<RawLayer, PackError> {
        let place = Place { layer: &self.entry.id, file: &self.file, data_elsewhere: data.is_some() || self.borrowed };
        let crs = self.entry.crs.as_deref();
        let folder = match (&*self.files, data) {
            (_, Some(data)) if !self.borrowed => data.to_owned(),
            (Files::Folder(folder), _) => folder.clone(),
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
        let path = folder.join(&self.file);
        let shown = path.display().to_string();
        let place = Place { file: &shown, ..place };
        let is_geojson = path.extension().is_some_and(|extension| {
            extension.eq_ignore_ascii_case("geojson") || extension.eq_ignore_ascii_case("json")
        });
        if is_geojson {
            let bytes = std::fs::read(&path).map_err(|error| PackError::File {
                layer: self.entry.id.clone(),
                file: shown.clone(),
                problem: error.to_string(),
                data_elsewhere: place.data_elsewhere,
            })?;
            read::geojson(&bytes, crs, &place)
        } else {
            read::ogr(&path, self.entry.layer.as_deref(), crs, &place)
        }
    }
}

impl Files {
    fn name(&self) -> String {
        match self {
            Self::Embedded(pack) => format!("{}/{MANIFEST} (embedded)", pack.name),
            Self::Folder(folder) => folder.join(MANIFEST).display().to_string(),
        }
    }

    fn manifest(&self) -> Result<Manifest, PackError> {
        let wrong = |problem: String| PackError::Manifest { file: self.name(), problem };
        let bytes: std::borrow::Cow<[u8]> = match self {
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
