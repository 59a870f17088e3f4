//! Files of any kind, one after another, into one register.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Read as _};
use std::path::{Path, PathBuf};

use super::guf::GufError;
use super::guf::assemble::assemble;
use super::guf::element::Element;
use super::guf::object::Object;
use super::guf::reader::Objects;
use super::installation::Installation;
use super::join::join;
use super::remark::{Remark, What};
use super::rows::Rows;
use super::table::{self, Mapping, Row};
use super::{Counts, Register, duplicates, export, plausible, settle, shared_place};
use crate::ogr;
use crate::pack::{Crs, System};
use crate::spatial::{RdNew, from_geojson};

/// What kind of file it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
pub enum Format {
    /// By the name of the file and its first feature.
    #[default]
    Auto,
    /// BRO GUF: XML of the national register.
    Guf,
    /// The national export (WKO-tool), GeoJSON.
    Export,
    /// A table with the columns of docs/register.md.
    Csv,
    /// GeoJSON, or anything that GDAL reads, with those columns.
    Ogr,
}

/// How files are to be read.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// What kind of files they are.
    pub format: Format,
    /// What systems they hold, where they do not say.
    pub system: Option<System>,
    /// Their coordinate system, where they do not say.
    pub crs: Option<Crs>,
    /// The layer within a file.
    pub layer: Option<String>,
    /// Which field gives which column.
    pub fields: Vec<(String, String)>,
}

/// Why a file cannot be imported at all.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file cannot be read.
    #[error("cannot read {}: {problem}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        problem: String,
    },
    /// It is no file of the national register.
    #[error("{}: {problem}", path.display())]
    Guf {
        /// The file.
        path: PathBuf,
        /// Why.
        problem: GufError,
    },
}

/// Reads files into one register.
#[derive(Default)]
pub struct Importer {
    options: Options,
    rd: RdNew,
    register: Register,
    objects: Vec<Object>,
    object_of: HashMap<String, usize>,
    installation_of: HashMap<String, usize>,
}

impl Importer {
    /// Reads files in this way.
    #[must_use]
    pub fn new(options: Options) -> Self {
        Self { options, ..Self::default() }
    }

    /// Adds a file.
    ///
    /// # Errors
    /// When it cannot be read, is not what it should be, or breaks off: half a register would look
    /// like a whole one.
    pub fn add(&mut self, path: &Path) -> Result<(), ImportError> {
        let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        self.register.counts.files += 1;
        match (self.options.format, extension.to_ascii_lowercase().as_str()) {
            (Format::Guf, _) | (Format::Auto, "xml" | "gml") => self.guf(path),
            (Format::Csv, _) | (Format::Auto, "csv" | "tsv" | "txt") => self.csv(path),
            (Format::Export, _) | (_, "json" | "geojson") => self.geojson(path),
            _ => self.ogr(path),
        }
    }

    /// Adds messages of the national register from memory or a stream.
    ///
    /// # Errors
    /// What is wrong with them as a whole.
    pub fn add_guf(&mut self, source: &str, input: impl BufRead) -> Result<(), GufError> {
        let mut at = 0;
        for element in Objects::new(input) {
            let element = element?;
            at += 1;
            self.register.counts.records += 1;
            let about = |id: &str, what| Remark {
                source: source.to_owned(),
                at: Some(at),
                installation: id.to_owned(),
                part: None,
                left_out: 0,
                what,
            };
            match element.name.as_str() {
                "rejectionReason" => self.register.remarks.push(about("", What::Rejected(element.text))),
                "deleteRequest" => {
                    let id = element.text_of("broId").unwrap_or_default();
                    self.register.remarks.push(about(id, What::DeleteRequest));
                }
                _ => self.object(&element, source, at),
            }
        }
        if at == 0 {
            self.nothing(source);
        }
        Ok(())
    }

    fn object(&mut self, element: &Element, source: &str, at: u64) {
        let mut object = Object::read(element, &self.rd);
        object.source = (source.to_owned(), Some(at));
        self.register.counts.parts += object.parts();
        if object.id.is_empty() {
            object.id = format!("{source}#{at}");
        }
        match self.object_of.get(&object.id).copied() {
            None => {
                self.object_of.insert(object.id.clone(), self.objects.len());
                self.objects.push(object);
            }
            Some(index) => {
                if let Some(older) = self.objects[index].merge(object) {
                    self.register.remarks.push(Remark {
                        source: older.source.0.clone(),
                        at: older.source.1,
                        left_out: older.parts(),
                        installation: older.id,
                        part: None,
                        what: What::OlderCopy,
                    });
                }
            }
        }
    }

    fn guf(&mut self, path: &Path) -> Result<(), ImportError> {
        let unreadable = |error: std::io::Error| unreadable(path, &error);
        let input = BufReader::with_capacity(1 << 16, File::open(path).map_err(unreadable)?);
        self.add_guf(&shown(path), input).map_err(|problem| ImportError::Guf { path: path.to_owned(), problem })
    }

    fn csv(&mut self, path: &Path) -> Result<(), ImportError> {
        let file = File::open(path).map_err(|error| unreadable(path, &error))?;
        let source = shown(path);
        let rows = Rows::open(BufReader::new(file)).map_err(|problem| unreadable(path, &problem))?;
        let mapping = self.mapping(Mapping::default());
        for name in &rows.names {
            let used = table::COLUMNS.contains(&name.as_str()) || mapping.fields.values().any(|field| field == name);
            if !used {
                self.remark(&source, None, "", What::UnknownColumn(name.clone()));
            }
        }
        let mut volumes = 0;
        let mut any = false;
        for (row, at) in rows.zip(1..) {
            any = true;
            match row {
                Ok(properties) => {
                    let row =
                        Row { at, properties: &properties, geometry: None, crs: self.options.crs, source: &source };
                    self.row(&row, &mapping, &mut volumes);
                }
                Err(why) => self.not_used(&source, at, why),
            }
        }
        self.told(&source, any, volumes);
        Ok(())
    }

    fn geojson(&mut self, path: &Path) -> Result<(), ImportError> {
        let mut file = BufReader::new(File::open(path).map_err(|error| unreadable(path, &error))?);
        let mark = file.fill_buf().map_err(|error| unreadable(path, &error))?.starts_with(b"\xef\xbb\xbf");
        if mark {
            file.consume(3);
        }
        // Read once as text to the end: a collection that breaks off is refused as a whole.
        let mut whole = Vec::new();
        file.read_to_end(&mut whole).map_err(|error| unreadable(path, &error))?;
        serde_json::from_slice::<serde::de::IgnoredAny>(&whole)
            .map_err(|error| unreadable(path, &format!("not GeoJSON: {error}")))?;
        let features = crate::features::Features::new(whole.as_slice());
        self.features(path, features, self.options.crs)
    }

    fn ogr(&mut self, path: &Path) -> Result<(), ImportError> {
        let source = path.to_string_lossy();
        let reader =
            ogr::Reader::open(&source, self.options.layer.as_deref()).map_err(|error| unreadable(path, &error))?;
        let crs = self.options.crs.or_else(|| reader.header.crs.as_deref().and_then(Crs::parse));
        let (expected, mut seen) = (reader.header.features, 0_u64);
        self.features(path, reader.inspect(|_| seen += 1), crs)?;
        match expected {
            Some(expected) if seen < expected => {
                Err(unreadable(path, &format!("it breaks off after {seen} of {expected} features")))
            }
            _ => Ok(()),
        }
    }

    fn features(
        &mut self,
        path: &Path,
        features: impl Iterator<Item = Result<geojson::Feature, String>>,
        crs: Option<Crs>,
    ) -> Result<(), ImportError> {
        let source = shown(path);
        let mut mapping: Option<Mapping> = None;
        let mut volumes = 0;
        let mut any = false;
        for (feature, at) in features.zip(1..) {
            let feature = match feature {
                Ok(feature) => feature,
                Err(why) if at == 1 && why.contains("not a GeoJSON feature collection") => {
                    return Err(unreadable(path, &why));
                }
                Err(why) => {
                    self.not_used(&source, at, why);
                    continue;
                }
            };
            any = true;
            let properties = feature.properties.unwrap_or_default();
            let mapping = mapping.get_or_insert_with(|| {
                let is_export = self.options.format == Format::Export || export::is_export(&properties);
                self.mapping(if is_export { export::mapping(&source) } else { Mapping::default() })
            });
            let geometry = match feature.geometry.map(from_geojson).transpose() {
                Ok(geometry) => geometry,
                Err(why) => {
                    self.not_used(&source, at, why);
                    continue;
                }
            };
            let row = Row { at, properties: &properties, geometry, crs, source: &source };
            let mapping = mapping.clone();
            self.row(&row, &mapping, &mut volumes);
        }
        if mapping.as_ref().is_some_and(|mapping| mapping.year_is_assumed && mapping.system.is_none()) {
            self.remark(&source, None, "", What::NoSystem);
        }
        self.told(&source, any, volumes);
        Ok(())
    }

    /// How the columns of a file are found: as is usual, unless the options say otherwise.
    fn mapping(&self, usual: Mapping) -> Mapping {
        let mut mapping = usual;
        mapping.fields.extend(self.options.fields.iter().cloned());
        mapping.system = self.options.system.or(mapping.system);
        mapping
    }

    fn row(&mut self, row: &Row, mapping: &Mapping, volumes: &mut usize) {
        let (at, source) = (row.at, row.source.to_owned());
        let (installation, remarks) = table::read(row, mapping, &self.rd);
        self.register.counts.records += 1;
        self.register.counts.parts += 1;
        if mapping.year_is_assumed && installation.licensed_volume_m3().is_some() {
            *volumes += 1;
        }
        for what in remarks {
            self.remark(&source, Some(at), &installation.id, what);
        }
        self.put(installation, Some(at));
    }

    /// Adds an installation, or what is new of one that is known.
    fn put(&mut self, installation: Installation, at: Option<u64>) {
        match self.installation_of.get(&installation.id).copied() {
            None => {
                self.installation_of.insert(installation.id.clone(), self.register.installations.len());
                self.register.installations.push(installation);
            }
            Some(index) => {
                let (source, id) = (installation.source.clone(), installation.id.clone());
                for what in join(&mut self.register.installations[index], installation) {
                    self.remark(&source, at, &id, what);
                }
            }
        }
    }

    fn remark(&mut self, source: &str, at: Option<u64>, id: &str, what: What) {
        self.register.remarks.push(Remark {
            source: source.to_owned(),
            at,
            installation: id.to_owned(),
            part: None,
            left_out: 0,
            what,
        });
    }

    fn not_used(&mut self, source: &str, at: u64, why: String) {
        self.register.counts.records += 1;
        self.remark(source, Some(at), "", What::Unreadable(why));
    }

    fn nothing(&mut self, source: &str) {
        self.remark(source, None, "", What::Nothing);
    }

    /// What is said of a file as a whole.
    fn told(&mut self, source: &str, any: bool, volumes: usize) {
        if !any {
            self.nothing(source);
        }
        if volumes > 0 {
            self.remark(source, None, "", What::YearAssumed(volumes));
        }
    }

    /// Everything read: joined, without what is there twice, and with what cannot be right set aside.
    #[must_use]
    pub fn finish(mut self) -> Register {
        for object in std::mem::take(&mut self.objects) {
            let assembled = assemble(object);
            self.register.counts.added += assembled.added;
            self.register.remarks.extend(assembled.remarks);
            for installation in assembled.installations {
                self.put(installation, None);
            }
        }
        let mut register = self.register;
        register.counts.installations = register.installations.len();
        duplicates::remove(&mut register);
        settle::settle(&mut register);
        plausible::check(&mut register);
        shared_place::doubt(&mut register);
        register.installations.retain(|installation| !installation.parts.is_empty());
        let kept = &register.installations;
        let counts = Counts {
            kept_installations: kept.len(),
            kept_parts: kept.iter().map(|installation| installation.parts.len()).sum(),
            ..register.counts
        };
        register.counts = counts;
        register
    }
}

/// The name of a file, as it is told.
fn shown(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

fn unreadable(path: &Path, problem: &dyn ToString) -> ImportError {
    ImportError::Unreadable { path: path.to_owned(), problem: problem.to_string() }
}
