//! From a manifest and its files to a pack.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::embedded;
use super::error::PackError;
use super::feature::{Gap, GroundArea, Jurisdiction, Site, Zone};
use super::features::{FeatureReader, ShapedFeature};
use super::fields::text;
use super::lost::Lost;
use super::manifest::{KindSource, Manifest};
use super::read::RawLayer;
use super::report::{Remark, What};
use super::resolve::{Files, ResolvedLayer, resolve};
use super::systems::Systems;
use super::twins::Twins;
use super::{Notice, Pack};
use bodemtoets_space::Index;
use bodemtoets_words::lang::Lang;
use bodemtoets_words::{KindSet, Kinds, Role};

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
        let files = Files::find(pack)?;
        let manifest = files.manifest()?;
        let mut pack = Self::empty(&manifest);
        let entries = resolve(&manifest, files, &pack.origin)?;
        let loaded: Vec<(ResolvedLayer, Result<RawLayer, PackError>)> = entries
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

    /// The kinds and roles that a pack says it delivers. Only its manifest is read, so its files need
    /// not be there.
    ///
    /// # Errors
    /// When there is no such pack, or its manifest is wrong.
    pub fn promised_kinds(pack: &Path) -> Result<Vec<String>, PackError> {
        let files = Files::find(pack)?;
        let manifest = files.manifest()?;
        let layers = resolve(&manifest, files, &manifest.name)?;
        let kinds = |layer: &ResolvedLayer| {
            let own = own_kinds(layer).into_iter().map(str::to_owned);
            own.chain(layer.entry.stands_for.clone()).collect::<Vec<_>>()
        };
        Ok(layers.iter().flat_map(kinds).collect())
    }

    /// The files that a pack is read from: its manifest and those of its layers, but none of those that come
    /// with the tool. Only the manifest is read, so the others need not be there.
    ///
    /// # Errors
    /// When there is no such pack, or its manifest is wrong.
    pub fn files(pack: &Path, data: Option<&Path>) -> Result<Vec<PathBuf>, PackError> {
        let files = Files::find(pack)?;
        let manifest = files.manifest()?;
        let own = files.manifest_path();
        let layers = resolve(&manifest, files, &manifest.name)?;
        Ok(own.into_iter().chain(layers.iter().filter_map(|layer| layer.path(data))).collect())
    }

    /// The names of the packs that come with the tool.
    pub fn embedded_names() -> impl Iterator<Item = &'static str> {
        embedded::PACKS.iter().map(|pack| pack.name)
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
            systems: Systems::default(),
            jurisdictions: Vec::new(),
            gaps: Vec::new(),
            grounds: Vec::new(),
            remarks: Vec::new(),
            zone_index: Index::new([]),
            abstraction_index: Index::new([]),
            installation_index: Index::new([]),
            jurisdiction_index: Index::new([]),
            gap_index: Index::new([]),
            ground_index: Index::new([]),
        }
    }

    /// Adds the features of one layer.
    fn add(&mut self, resolved: &ResolvedLayer, raw: RawLayer) -> Result<(), PackError> {
        let entry = &resolved.entry;
        let (stands_for, delivered) = self.declare_kinds(resolved)?;
        if let Some(text) = &resolved.notice {
            match self.notices.iter_mut().find(|notice| notice.text == *text) {
                Some(notice) => notice.layers.push(entry.id.clone()),
                None => self.notices.push(Notice { layers: vec![entry.id.clone()], text: text.clone() }),
            }
        }
        let mut reader = FeatureReader::new(entry, resolved.role);
        reader.doubt_absent_fields(&raw.features);
        if let Some(act) = &raw.act {
            reader.doubt_act(act, &raw.features);
        }
        // Repairing polygons is the heavy part, and each stands alone.
        let features: Vec<ShapedFeature> = raw.features.into_par_iter().map(ShapedFeature::from).collect();
        let (all, mut used) = (features.len(), 0);
        let mut lost = Lost::default();
        let mut twins = Twins::default();
        for (position, feature) in features.into_iter().enumerate() {
            let properties = &feature.properties;
            let id = text(properties, entry.fields.id.as_ref()).unwrap_or_else(|| format!("#{}", position + 1));
            let (shape, whereabouts) = reader.shape(&id, feature.settled, feature.had_heights);
            let lost_kinds = match resolved.role {
                Role::Zone | Role::Abstraction | Role::Installation => delivered,
                // What holds where the law is not known, is not known.
                Role::Jurisdiction => KindSet::ALL,
                Role::Gap => match text(properties, entry.fields.kinds.as_ref()) {
                    Some(kinds) => self.kinds.add_all(&kinds)?,
                    None => KindSet::ALL,
                },
                // What is not known of the ground is assumed.
                Role::Ground => KindSet::EMPTY,
            };
            lost.add(&id, shape.is_some(), whereabouts, lost_kinds);
            let Some(shape) = shape else { continue };
            let name = text(properties, entry.fields.name.as_ref());
            let layer = self.layers.len();
            match resolved.role {
                Role::Zone => {
                    let Some(kind) = reader.kind(&id, properties) else {
                        lost.add_shape(&id, &shape, delivered);
                        continue;
                    };
                    let kinds = self.kinds.add(&kind)?.union(stands_for);
                    let extent = reader.extent(&id, properties);
                    let limits = reader.limits(&id, properties);
                    self.zones.push(Zone { shape, layer, id, name, kinds, kind, extent, limits });
                }
                Role::Abstraction => self.abstractions.push(Site { shape, layer, id, name, well: None }),
                Role::Installation => {
                    let well = reader.well(&id, properties).map(Box::new);
                    let site = Site { shape, layer, id, name, well };
                    if twins.is_new(&site, self.installations.len(), |at| &self.installations[at]) {
                        self.installations.push(site);
                    }
                }
                Role::Jurisdiction => self.jurisdictions.push(Jurisdiction { shape, layer, id, name }),
                Role::Ground => {
                    let subsurface = reader.subsurface(&id, properties);
                    self.grounds.push(GroundArea { shape, layer, id, subsurface });
                }
                Role::Gap => {
                    let kinds =
                        self.kinds.add_all(&text(properties, entry.fields.kinds.as_ref()).unwrap_or_default())?;
                    let reason = reader.reason(properties);
                    self.gaps.push(Gap { shape, id, kinds, reason });
                }
            }
            used += 1;
        }
        // A layer of which nothing can be used tells nothing: not that there is nothing.
        let kinds = if used > 0 { delivered } else { KindSet::EMPTY };
        self.delivered = self.delivered.union(kinds);
        self.gaps.extend(lost.into_gaps(&entry.id));
        self.remarks.extend(reader.into_remarks(used));
        self.remarks.extend(twins.into_remark(&entry.id));
        self.layers.push(resolved.describe(
            raw.sha256,
            raw.act.and_then(|act| act.expression),
            used,
            all - used,
            kinds,
        ));
        Ok(())
    }

    /// The kinds that the zones of a layer stand for besides their own, and all that it delivers.
    fn declare_kinds(&mut self, resolved: &ResolvedLayer) -> Result<(KindSet, KindSet), PackError> {
        let mut stands_for = KindSet::EMPTY;
        for kind in &resolved.entry.stands_for {
            stands_for = stands_for.union(self.kinds.add(kind)?);
        }
        let mut delivered = stands_for;
        for kind in own_kinds(resolved) {
            delivered = delivered.union(self.kinds.add(kind)?);
        }
        Ok((stands_for, delivered))
    }

    /// Looks for duplicates and makes the indexes.
    fn finish(&mut self) {
        self.doubt_duplicates();
        self.systems = Systems::new(&self.installations);
        self.zone_index = Index::new(self.zones.iter().map(|zone| &zone.shape));
        self.abstraction_index = Index::new(self.abstractions.iter().map(|site| &site.shape));
        self.installation_index = Index::new(self.installations.iter().map(|site| &site.shape));
        self.jurisdiction_index = Index::new(self.jurisdictions.iter().map(|area| &area.shape));
        self.gap_index = Index::new(self.gaps.iter().map(|gap| &gap.shape));
        self.ground_index = Index::new(self.grounds.iter().map(|area| &area.shape));
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

/// The kinds (or the role) that the features of a layer are.
fn own_kinds(layer: &ResolvedLayer) -> Vec<&str> {
    match (&layer.entry.kind, layer.role) {
        (_, Role::Abstraction) => vec!["abstraction"],
        (_, Role::Installation) => vec!["installation"],
        (Some(KindSource::Fixed(kind)), _) => vec![kind],
        (Some(KindSource::Field { one_of, .. }), _) => one_of.iter().map(String::as_str).collect(),
        (None, _) => Vec::new(),
    }
}
