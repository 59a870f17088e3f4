//! Files of any kind, one after another, into one register.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use super::fields::{Fields, Mapping};
use super::guf::GufError;
use super::guf::assemble::assemble;
use super::guf::element::Element;
use super::guf::object::Object;
use super::guf::reader::Objects;
use super::installation::Installation;
use super::join::join;
use super::remark::{Remark, What};
use super::table::{self, Row};
use super::{Counts, Register, duplicates, export, plausible, settle, shared_place};
use crate::pack::{Crs, Properties, System};
use bodemtoets_ogr::{FeatureError, Features};
use bodemtoets_space::{RdNew, from_geojson};
use bodemtoets_words::archive::{ArchiveError, unpack};
use bodemtoets_words::lang::Lang;
use bodemtoets_words::tabular::{Content, Fault, Notations, Number, Table, scientific_step};
use serde_json::Value;

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
    /// It is an archive that is not opened.
    #[error("{}: {}", path.display(), error.text(Lang::En))]
    Archive {
        /// The archive.
        path: PathBuf,
        /// Why.
        error: ArchiveError,
    },
    /// It is not a table or a map of installations.
    #[error("{}: {fault}{}", path.display(), hint(fault))]
    NotARegister {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        fault: Fault,
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
    /// What the file in hand has given so far: it counts when the file has been read to its end.
    staged: Vec<Staged>,
}

/// What a file gives, in the order of the file.
enum Staged {
    Remark(Remark),
    Object(Object),
    Installation(Box<Installation>, Option<u64>),
}

impl Importer {
    /// Reads files in this way.
    #[must_use]
    pub fn new(options: Options) -> Self {
        Self { options, ..Self::default() }
    }

    /// Adds a file; of a zip or gzip file the one in it that can be meant.
    ///
    /// # Errors
    /// When it cannot be read, is not what it should be, or breaks off: half a register would look
    /// like a whole one.
    pub fn add(&mut self, path: &Path) -> Result<(), ImportError> {
        let unpacked = unpack(path).map_err(|error| ImportError::Archive { path: path.to_owned(), error })?;
        match unpacked {
            Some(unpacked) => self.add_plain(&unpacked.path()),
            None => self.add_plain(path),
        }
    }

    fn add_plain(&mut self, path: &Path) -> Result<(), ImportError> {
        let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        self.whole(|importer| {
            importer.register.counts.files += 1;
            match (importer.options.format, extension.to_ascii_lowercase().as_str()) {
                (Format::Guf, _) | (Format::Auto, "xml" | "gml") => importer.guf(path),
                (Format::Csv, _) | (Format::Auto, "csv" | "tsv" | "txt") => importer.csv(path),
                (Format::Export, _) | (_, "json" | "geojson") => importer.geojson(path),
                _ => importer.ogr(path),
            }
        })
    }

    /// Adds what a file gives when it can be read to its end, and nothing of it otherwise.
    fn whole<E>(&mut self, read: impl FnOnce(&mut Self) -> Result<(), E>) -> Result<(), E> {
        let before = self.register.counts;
        let done = read(self);
        let staged = std::mem::take(&mut self.staged);
        if done.is_err() {
            self.register.counts = before;
            return done;
        }
        for item in staged {
            match item {
                Staged::Remark(remark) => self.register.remarks.push(remark),
                Staged::Object(object) => self.keep_object(object),
                Staged::Installation(installation, at) => self.keep(*installation, at),
            }
        }
        done
    }

    /// Adds messages of the national register from memory or a stream.
    ///
    /// # Errors
    /// What is wrong with them as a whole; nothing of them is then added.
    pub fn add_guf(&mut self, source: &str, input: impl BufRead) -> Result<(), GufError> {
        self.whole(|importer| importer.messages(source, input))
    }

    fn messages(&mut self, source: &str, input: impl BufRead) -> Result<(), GufError> {
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
                "rejectionReason" => self.staged.push(Staged::Remark(about("", What::Rejected(element.text)))),
                "deleteRequest" => {
                    let id = element.text_of("broId").unwrap_or_default();
                    self.staged.push(Staged::Remark(about(id, What::DeleteRequest)));
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
        self.staged.push(Staged::Object(object));
    }

    /// Adds an object, or takes it together with an older copy.
    fn keep_object(&mut self, object: Object) {
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
        self.messages(&shown(path), input).map_err(|problem| ImportError::Guf { path: path.to_owned(), problem })
    }

    fn csv(&mut self, path: &Path) -> Result<(), ImportError> {
        let source = shown(path);
        let open = || -> Result<_, Fault> { Table::open(File::open(path)?) };
        let table = open().map_err(|fault| not_a_table(path, fault))?;
        let fields = Fields::of_names(self.mapping(Mapping::default()), &table.header.names)
            .and_then(|fields| fields.check().map(|()| fields))
            .map_err(|fault| not_a_table(path, fault))?;
        let numbers: Vec<bool> =
            table.header.names.iter().map(|name| fields.column(name).is_some_and(table::is_number)).collect();
        let names = table.header.names.clone();
        let mut notations = Notations::new(table.layout.delimiter);
        if numbers.contains(&true) {
            // Twice through the file: a number may only be understood from one further down.
            let read = open().and_then(|table| Ok(table.notations()?));
            notations = read.map_err(|fault| not_a_table(path, fault))?;
        }
        let (mut volumes, mut at) = (0, 0);
        let read = table.for_each(std::convert::identity, |row| {
            at += 1;
            if let Some(fault) = row.fault {
                self.not_used(&source, at, fault.text(Lang::En));
                return Ok::<(), Fault>(());
            }
            let cells = names.iter().zip(row.cells).zip(&numbers).enumerate();
            let properties = cells.map(|(place, ((name, cell), is_number))| {
                let text = std::str::from_utf8(cell).map_err(|_| "not valid UTF-8; save the file as UTF-8")?.trim();
                let number = Number::read(cell).filter(|_| *is_number && scientific_step(text).is_none());
                let value = number.and_then(|number| notations.value(place, number).ok());
                Ok((name.clone(), value.map_or_else(|| Value::from(text), Value::from)))
            });
            match properties.collect::<Result<Properties, &str>>() {
                Ok(properties) => {
                    let row =
                        Row { at, properties: &properties, geometry: None, crs: self.options.crs, source: &source };
                    self.row(&row, &fields, &mut volumes);
                }
                Err(why) => self.not_used(&source, at, why.to_owned()),
            }
            if row.has_open_quote {
                self.remark(&source, Some(at), "", What::OpenQuote);
            }
            Ok(())
        });
        read.map_err(|fault| not_a_table(path, fault))?;
        self.tell(&source, at > 0, volumes, &fields);
        Ok(())
    }

    fn geojson(&mut self, path: &Path) -> Result<(), ImportError> {
        let open = || {
            let file = File::open(path).map_err(|error| unreadable(path, &error))?;
            Ok(BufReader::with_capacity(1 << 16, file))
        };
        if let Some(content) = Content::of_file(path) {
            return Err(not_a_table(path, Fault::NotText(content)));
        }
        // Once to its end: whether it is whole, and which coordinate system it names, wherever it stands.
        let members = Features::new(open()?).into_members().map_err(|error| unreadable(path, &error))?;
        let crs = match (self.options.crs, members.crs()) {
            (Some(crs), _) => Some(crs),
            (None, None) => None,
            (None, Some(name)) => Some(Crs::parse(&name).ok_or_else(|| {
                unreadable(path, &format!("it is in {name}, which is not read from GeoJSON; save it in EPSG:28992"))
            })?),
        };
        self.features(path, Features::new(open()?), crs, &[])
    }

    fn ogr(&mut self, path: &Path) -> Result<(), ImportError> {
        let source = path.to_string_lossy();
        let reader = bodemtoets_ogr::Reader::open(&source, self.options.layer.as_deref())
            .map_err(|error| unreadable(path, &error))?;
        let crs = self.options.crs.or_else(|| reader.header.crs.as_deref().and_then(Crs::parse));
        let names = reader.header.fields.clone();
        self.features(path, reader, crs, &names)
    }

    fn features(
        &mut self,
        path: &Path,
        features: impl Iterator<Item = Result<geojson::Feature, FeatureError>>,
        crs: Option<Crs>,
        names: &[String],
    ) -> Result<(), ImportError> {
        let source = shown(path);
        let mut fields: Option<Fields> = None;
        let mut volumes = 0;
        let mut any = false;
        for (feature, at) in features.zip(1..) {
            let feature = match feature {
                Ok(feature) => feature,
                Err(FeatureError::BrokenOff(why)) => return Err(unreadable(path, &why)),
                Err(FeatureError::Unreadable(why)) => {
                    self.not_used(&source, at, why);
                    continue;
                }
            };
            any = true;
            let properties = feature.properties.unwrap_or_default();
            let fields = if let Some(fields) = &mut fields {
                fields
            } else {
                let is_export = self.options.format == Format::Export || export::is_export(&properties);
                let usual = if is_export { export::mapping(&source) } else { Mapping::default() };
                let more = properties.keys().filter(|name| !names.contains(name));
                let new = Fields::of_names(self.mapping(usual), names.iter().chain(more))
                    .and_then(|fields| fields.check().map(|()| fields));
                fields.insert(new.map_err(|fault| not_a_table(path, fault))?)
            };
            fields.meet_all(&properties);
            let geometry = match feature.geometry.map(from_geojson).transpose() {
                Ok(geometry) => geometry,
                Err(why) => {
                    self.not_used(&source, at, why);
                    continue;
                }
            };
            let row = Row { at, properties: &properties, geometry, crs, source: &source };
            self.row(&row, fields, &mut volumes);
        }
        let fields = fields.unwrap_or_default();
        if fields.mapping.year_is_assumed && fields.mapping.system.is_none() {
            self.remark(&source, None, "", What::NoSystem);
        }
        self.tell(&source, any, volumes, &fields);
        Ok(())
    }

    /// How the columns of a file are found: as is usual, unless the options say otherwise.
    fn mapping(&self, usual: Mapping) -> Mapping {
        let mut mapping = usual;
        let asked = self.options.fields.iter().map(|(column, field)| (column.clone(), vec![field.clone()]));
        mapping.fields.extend(asked);
        mapping.system = self.options.system.or(mapping.system);
        mapping
    }

    fn row(&mut self, row: &Row, fields: &Fields, volumes: &mut usize) {
        let (at, source) = (row.at, row.source.to_owned());
        let (installation, remarks) = table::read(row, fields, &self.rd);
        self.register.counts.records += 1;
        self.register.counts.parts += 1;
        if fields.mapping.year_is_assumed && installation.licensed_volume_m3().is_some() {
            *volumes += 1;
        }
        for what in remarks {
            self.remark(&source, Some(at), &installation.id, what);
        }
        self.staged.push(Staged::Installation(Box::new(installation), Some(at)));
    }

    /// Adds an installation, or what is new of one that is known.
    fn keep(&mut self, installation: Installation, at: Option<u64>) {
        match self.installation_of.get(&installation.id).copied() {
            None => {
                self.installation_of.insert(installation.id.clone(), self.register.installations.len());
                self.register.installations.push(installation);
            }
            Some(index) => {
                let (source, id) = (installation.source.clone(), installation.id.clone());
                for what in join(&mut self.register.installations[index], installation) {
                    self.register.remarks.push(remark(&source, at, &id, what));
                }
            }
        }
    }

    fn remark(&mut self, source: &str, at: Option<u64>, id: &str, what: What) {
        self.staged.push(Staged::Remark(remark(source, at, id, what)));
    }

    fn not_used(&mut self, source: &str, at: u64, why: String) {
        self.register.counts.records += 1;
        self.remark(source, Some(at), "", What::Unreadable(why));
    }

    fn nothing(&mut self, source: &str) {
        self.remark(source, None, "", What::Nothing);
    }

    /// What is said of a file as a whole.
    fn tell(&mut self, source: &str, any: bool, volumes: usize, fields: &Fields) {
        for name in &fields.unknown {
            self.remark(source, None, "", What::UnknownColumn(name.clone()));
        }
        if !any {
            self.nothing(source);
        } else if !fields.has("installation_id") {
            self.remark(source, None, "", What::NoInstallation);
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
                self.keep(installation, None);
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

fn remark(source: &str, at: Option<u64>, installation: &str, what: What) -> Remark {
    let (source, installation) = (source.to_owned(), installation.to_owned());
    Remark { source, at, installation, part: None, left_out: 0, what }
}

/// The name of a file, as it is told.
fn shown(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

/// What to write when the fields of a file have other names.
fn hint(fault: &Fault) -> &'static str {
    match fault {
        Fault::NoColumn { .. } => "; --field COLUMN=FIELD names the field that holds a column",
        _ => "",
    }
}

/// A file that is no table or map of a register; of a zip with what is in it.
fn not_a_table(path: &Path, fault: Fault) -> ImportError {
    let whole = match &fault {
        Fault::NotText(_) => Content::of_file(path),
        _ => None,
    };
    ImportError::NotARegister { path: path.to_owned(), fault: whole.map_or(fault, Fault::NotText) }
}

fn unreadable(path: &Path, problem: &dyn ToString) -> ImportError {
    ImportError::Unreadable { path: path.to_owned(), problem: problem.to_string() }
}
