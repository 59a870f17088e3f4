//! Archives: a zip or gzip file in which a layer, a register or a table is handed over.
//!
//! The one file that can be meant is unpacked into a folder of its own, with what belongs to it (the parts of a
//! shapefile), and read there. Where more than one can be meant nothing is unpacked, and the names are told. What an
//! archive may do is limited: so many files, so many bytes, so much smaller than what is in it; no name leads out of
//! the folder, because of a name nothing but its last part is used.

use std::fs::File;
use std::io::{self, Read, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;
use tempfile::TempDir;
use zip::ZipArchive;
use zip::read::ZipFile;

use crate::lang::Lang;
use crate::tabular::Content;
use crate::words::text;

/// An archive has no more files than this.
const MOST_FILES: usize = 1_000;
/// An archive of which every file is looked at has no more than this: an act has some five for each of its maps.
const MOST_FILES_OF_EACH: usize = 20_000;
/// What is unpacked has no more bytes than this, all together.
const MOST_BYTES: u64 = 2 << 30;
/// What is unpacked is no more than so many times larger than it was: deflate gets to about 1000 with nothing but
/// the same letter, data to 50.
const MOST_TIMES: u64 = 200;
/// Below this many bytes it may be any number of times larger.
const ALWAYS_BYTES: u64 = 16 << 20;
/// Names that are told.
const NAMES: usize = 8;

/// Extensions of files that hold data, those that nobody uses for anything else first.
const DATA: [&[&str]; 2] = [
    &["shp", "gpkg", "geojson", "gml", "fgb", "kml", "tab", "mif", "csv", "tsv", "json"],
    // Read only where there is nothing else: metadata and explanations have them too.
    &["xml", "txt"],
];

/// Files that are zips by themselves, and are no archives.
const NO_ARCHIVES: [&str; 5] = ["xlsx", "xlsm", "ods", "kmz", "docx"];

/// A file that was unpacked. Its folder is removed when this is dropped.
#[derive(Debug)]
pub struct Unpacked {
    folder: TempDir,
    name: String,
}

impl Unpacked {
    /// Where it is now.
    #[must_use]
    pub fn path(&self) -> PathBuf {
        self.folder.path().join(&self.name)
    }

    /// Its name in the archive, without folders.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }
}

/// Why an archive is not opened.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// It cannot be read, or what is in it cannot be written.
    #[error("{0}")]
    Unreadable(#[from] io::Error),
    /// It is damaged, or made in a way that is not supported.
    #[error("it is a zip that cannot be read: {0}")]
    Damaged(#[from] zip::result::ZipError),
    /// It has more files than this.
    #[error("it is a zip of more than {0} files")]
    TooMany(usize),
    /// There is nothing in it that can be read, but these.
    #[error("it is a zip without data that can be read")]
    Nothing(Vec<String>),
    /// More than one file in it can be meant.
    #[error("it is a zip with several files that can be meant")]
    Several(Vec<String>),
    /// A file in it is locked with a password.
    #[error("{0} in it is locked with a password")]
    Locked(String),
    /// What is in it is too large, or so much larger than the archive that it is no data.
    #[error("{0} in it is too large")]
    TooLarge(String),
}

impl ArchiveError {
    /// The error as a sentence, and what to do. What the system says is in English.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::Unreadable(problem) => {
                text!(lang, nl: "het archief is niet te lezen: {problem}", en: "the archive cannot be read: {problem}")
            }
            Self::Damaged(problem) => text!(
                lang,
                nl: "dit is een zip die niet te lezen is: {problem}",
                en: "this is a zip that cannot be read: {problem}"
            ),
            Self::TooMany(most) => text!(
                lang,
                nl: "dit is een zip met meer dan {most} bestanden: pak hem uit en geef het ene dat bedoeld is",
                en: "this is a zip of more than {most} files: unpack it and give the one that is meant"
            ),
            Self::Nothing(names) => text!(
                lang,
                nl: "dit is een zip zonder gegevens die te lezen zijn; er zit in: {names}",
                en: "this is a zip without data that can be read; it holds {names}",
                names = listed(names)
            ),
            Self::Several(names) => text!(
                lang,
                nl: "dit is een zip waarin meer dan één bestand bedoeld kan zijn: {names}; pak hem uit en geef het ene",
                en: "this is a zip in which more than one file can be meant: {names}; unpack it and give the one",
                names = listed(names)
            ),
            Self::Locked(name) => text!(
                lang,
                nl: "{name} in deze zip zit achter een wachtwoord: pak hem uit",
                en: "{name} in this zip is locked with a password: unpack it"
            ),
            Self::TooLarge(name) => text!(
                lang,
                nl: "{name} in dit archief is uitgepakt te groot (meer dan 2 GiB, of meer dan {MOST_TIMES} keer zo groot)",
                en: "{name} in this archive is too large when it is unpacked (more than 2 GiB, or more than {MOST_TIMES} times as large)"
            ),
        }
    }
}

fn listed(names: &[String]) -> String {
    let more = if names.len() > NAMES { ", …" } else { "" };
    names[..names.len().min(NAMES)].join(", ") + more
}

/// Unpacks the one file of an archive that can be meant. `None` of a file that is no archive, and of one that cannot be
/// read: who reads it reports that.
///
/// # Errors
/// When it is an archive in which no file can be meant or several can, or that goes beyond what an archive may do.
pub fn unpack(path: &Path) -> Result<Option<Unpacked>, ArchiveError> {
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    if NO_ARCHIVES.contains(&extension.as_str()) {
        return Ok(None);
    }
    match Content::of_file(path) {
        Some(Content::Zip(_)) => zipped(path).map(Some),
        Some(Content::Gzip) => gzipped(path).map(Some),
        _ => Ok(None),
    }
}

/// How many bytes may still be unpacked.
struct Budget {
    left: u64,
}

impl Budget {
    /// For an archive of so many bytes.
    fn of(archive_bytes: u64) -> Self {
        Self { left: archive_bytes.saturating_mul(MOST_TIMES).clamp(ALWAYS_BYTES, MOST_BYTES) }
    }

    /// Copies what is unpacked into a new file.
    fn copy(&mut self, from: impl Read, to: &Path, name: &str) -> Result<(), ArchiveError> {
        let mut file = File::create_new(to)?;
        let copied = io::copy(&mut from.take(self.left + 1), &mut file)?;
        self.left = self.left.checked_sub(copied).ok_or_else(|| ArchiveError::TooLarge(name.to_owned()))?;
        Ok(())
    }
}

fn folder() -> io::Result<TempDir> {
    tempfile::Builder::new().prefix("bodemtoets-").tempdir()
}

fn gzipped(path: &Path) -> Result<Unpacked, ArchiveError> {
    let file = File::open(path)?;
    let mut budget = Budget::of(file.metadata()?.len());
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let unpacked = Unpacked { folder: folder()?, name: if name.is_empty() { "file".to_owned() } else { name } };
    budget.copy(MultiGzDecoder::new(file), &unpacked.path(), unpacked.name())?;
    Ok(unpacked)
}

/// A zip with a list of what is in it.
struct Listed {
    archive: ZipArchive<File>,
    entries: Vec<Entry>,
    budget: Budget,
}

impl Listed {
    /// Reads the list of a zip, when it is no longer than `most`.
    fn open(path: &Path, most: usize) -> Result<Self, ArchiveError> {
        let mut file = File::open(path)?;
        let budget = Budget::of(file.metadata()?.len());
        if files_said(&mut file)?.is_none_or(|files| files > most) {
            return Err(ArchiveError::TooMany(most));
        }
        let mut archive = ZipArchive::new(file)?;
        if archive.len() > most {
            return Err(ArchiveError::TooMany(most));
        }
        let entries = (0..archive.len()).filter_map(|at| Entry::of(&archive.by_index_raw(at).ok()?, at)).collect();
        Ok(Self { archive, entries, budget })
    }
}

/// Hands every file of a zip whose extension is one of these to `take`, one after another: its name in the archive and
/// where it lies for as long as that takes. Says how many there were; `None` of a file that is no zip.
///
/// # Errors
/// When the zip goes beyond what an archive may do, is damaged, or has such a file behind a password.
pub fn each(
    path: &Path,
    extensions: &[&str],
    mut take: impl FnMut(&str, &Path),
) -> Result<Option<usize>, ArchiveError> {
    if !matches!(Content::of_file(path), Some(Content::Zip(_))) {
        return Ok(None);
    }
    let Listed { mut archive, entries, mut budget } = Listed::open(path, MOST_FILES_OF_EACH)?;
    let wanted: Vec<&Entry> = entries.iter().filter(|entry| extensions.contains(&entry.parts().1.as_str())).collect();
    for entry in &wanted {
        if entry.locked {
            return Err(ArchiveError::Locked(entry.name.clone()));
        }
        // Of its own each, so that only one lies on the disk.
        let folder = folder()?;
        let to = folder.path().join(&entry.name);
        budget.copy(archive.by_index(entry.at)?, &to, &entry.name)?;
        take(&entry.written(), &to);
    }
    Ok(Some(wanted.len()))
}

fn zipped(path: &Path) -> Result<Unpacked, ArchiveError> {
    let Listed { mut archive, entries, mut budget } = Listed::open(path, MOST_FILES)?;
    let wanted = wanted(&entries)?;
    let unpacked = Unpacked { folder: folder()?, name: wanted.name.clone() };
    for entry in entries.iter().filter(|entry| entry.belongs_to(wanted)) {
        if entry.locked {
            return Err(ArchiveError::Locked(entry.name.clone()));
        }
        let to = unpacked.folder.path().join(&entry.name);
        budget.copy(archive.by_index(entry.at)?, &to, &entry.name)?;
    }
    Ok(unpacked)
}

/// How many files a zip says it has, before its list is read; `None` when that is more than its first form can say
/// (APPNOTE.TXT 4.3.16).
fn files_said(file: &mut File) -> io::Result<Option<usize>> {
    const END: &[u8] = b"PK\x05\x06";
    let length = file.seek(SeekFrom::End(0))?;
    file.seek(SeekFrom::Start(length.saturating_sub(66_000)))?;
    let mut tail = Vec::new();
    file.by_ref().take(66_000).read_to_end(&mut tail)?;
    file.seek(SeekFrom::Start(0))?;
    let at = memchr::memmem::rfind(&tail, END);
    let files = at.and_then(|at| tail.get(at + 10..at + 12)).map(|two| u16::from_le_bytes([two[0], two[1]]));
    // Without an end it is damaged: whoever reads it says so.
    Ok(files.map_or(Some(0), |files| (files < u16::MAX).then_some(usize::from(files))))
}

/// A file in a zip.
struct Entry {
    at: usize,
    /// The folder that it is in, as it is written: only to see what belongs together.
    folder: String,
    name: String,
    locked: bool,
}

impl Entry {
    /// Nothing of a folder, a link, and what systems put into archives of their own accord.
    fn of(file: &ZipFile<'_, File>, at: usize) -> Option<Self> {
        let written = file.name().ok()?.replace('\\', "/");
        let (folder, name) = written.rsplit_once('/').unwrap_or(("", &written));
        let is_plain = !name.is_empty() && !name.starts_with('.') && name.chars().all(|letter| !letter.is_control());
        let is_of_a_system = written.starts_with("__MACOSX/");
        (is_plain && !is_of_a_system && file.is_file()).then(|| Self {
            at,
            folder: folder.to_owned(),
            name: name.to_owned(),
            locked: file.encrypted(),
        })
    }

    /// Its name with the folder that it is in.
    fn written(&self) -> String {
        if self.folder.is_empty() { self.name.clone() } else { format!("{}/{}", self.folder, self.name) }
    }

    /// Name without extension, and the extension, in lower case.
    fn parts(&self) -> (String, String) {
        let name = self.name.to_lowercase();
        let (stem, extension) = name.rsplit_once('.').unwrap_or((&name, ""));
        (stem.to_owned(), extension.to_owned())
    }

    /// Whether it is a file, or a part of it: those of a shapefile share their name.
    fn belongs_to(&self, other: &Self) -> bool {
        self.at == other.at || (self.folder == other.folder && self.parts().0 == other.parts().0)
    }
}

/// The one file that can be meant.
fn wanted(entries: &[Entry]) -> Result<&Entry, ArchiveError> {
    let names = |entries: &[&Entry]| entries.iter().map(|entry| entry.name.clone()).collect();
    for extensions in DATA {
        let has = |entry: &&Entry| extensions.contains(&entry.parts().1.as_str());
        match entries.iter().filter(has).collect::<Vec<_>>().as_slice() {
            [] => {}
            [one] => return Ok(one),
            several => return Err(ArchiveError::Several(names(several))),
        }
    }
    Err(ArchiveError::Nothing(names(&entries.iter().collect::<Vec<_>>())))
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn archive(files: &[(&str, &[u8])]) -> (TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("given.zip");
        let mut writer = ZipWriter::new(File::create(&path).unwrap());
        for (name, bytes) in files {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap();
        (folder, path)
    }

    fn refused(files: &[(&str, &[u8])]) -> ArchiveError {
        let (_folder, path) = archive(files);
        unpack(&path).unwrap_err()
    }

    #[test]
    fn a_shapefile_comes_out_with_its_parts_and_without_the_rest() {
        let (_folder, path) = archive(&[
            ("data/plots.shp", b"s"),
            ("data/plots.DBF", b"d"),
            ("data/readme.txt", b"r"),
            ("other.prj", b"p"),
        ]);
        let unpacked = unpack(&path).unwrap().unwrap();
        assert_eq!(std::fs::read(unpacked.path()).unwrap(), b"s");
        let mut names: Vec<_> = std::fs::read_dir(unpacked.path().parent().unwrap())
            .unwrap()
            .map(|file| file.unwrap().file_name())
            .collect();
        names.sort();
        assert_eq!(names, ["plots.DBF", "plots.shp"]);
        let at = unpacked.path();
        drop(unpacked);
        assert!(!at.exists());
    }

    #[test]
    fn several_files_that_can_be_meant_are_named_and_none_is_chosen() {
        let error = refused(&[("a.csv", b"x"), ("b.csv", b"y"), ("notes.txt", b"z")]);
        assert!(matches!(&error, ArchiveError::Several(names) if names == &["a.csv", "b.csv"]), "{error:?}");
        assert!(error.text(Lang::Nl).contains("a.csv, b.csv"), "{}", error.text(Lang::Nl));
        assert!(matches!(refused(&[("a.exe", b"x")]), ArchiveError::Nothing(names) if names == ["a.exe"]));
    }

    #[test]
    fn no_name_leads_out_of_the_folder() {
        for name in ["../../out.csv", "/etc/out.csv", "..\\out.csv", "C:\\out.csv"] {
            let (_folder, path) = archive(&[(name, b"x")]);
            let unpacked = unpack(&path).unwrap().unwrap();
            assert_eq!(unpacked.path().parent(), Some(unpacked.folder.path()), "{name}");
            assert!(unpacked.path().is_file(), "{name}");
        }
    }

    #[test]
    fn what_grows_without_measure_is_not_unpacked() {
        let error = refused(&[("same.csv", &vec![b'0'; 64 << 20])]);
        assert!(matches!(error, ArchiveError::TooLarge(_)), "{error:?}");
    }

    #[test]
    fn a_zip_of_too_many_files_is_refused_before_its_list_is_read() {
        let names: Vec<String> = (0..=MOST_FILES).map(|at| format!("{at}.csv")).collect();
        let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
        assert!(matches!(refused(&files), ArchiveError::TooMany(MOST_FILES)));
    }

    #[test]
    fn every_file_of_a_kind_is_handed_over_in_turn_and_leaves_nothing() {
        let (_folder, path) = archive(&[
            ("IO-1/map.gml", b"1"),
            ("IO-2/map.gml", b"2"),
            ("IO-2/Metadata.xml", b"m"),
            ("notes.pdf", b"p"),
        ]);
        let mut seen = Vec::new();
        let mut places = Vec::new();
        let count = each(&path, &["gml", "xml"], |name, at| {
            seen.push((name.to_owned(), std::fs::read(at).unwrap()));
            places.push(at.to_owned());
        });
        assert_eq!(count.unwrap(), Some(3));
        let named = |name: &str, text: &[u8]| (name.to_owned(), text.to_vec());
        assert_eq!(seen, [named("IO-1/map.gml", b"1"), named("IO-2/map.gml", b"2"), named("IO-2/Metadata.xml", b"m")]);
        assert!(places.iter().all(|at| !at.exists()));
        let plain = tempfile::NamedTempFile::new().unwrap();
        assert_eq!(each(plain.path(), &["gml"], |_, _| panic!("nothing is in it")).unwrap(), None);
        let (_folder, grows) = archive(&[("same.gml", &vec![b'0'; 64 << 20])]);
        assert!(matches!(each(&grows, &["gml"], |_, _| {}), Err(ArchiveError::TooLarge(_))));
    }

    #[test]
    fn gzip_holds_one_file_and_a_plain_file_is_no_archive() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("table.csv.gz");
        let mut writer = flate2::write::GzEncoder::new(File::create(&path).unwrap(), flate2::Compression::fast());
        writer.write_all(b"x;y\n").unwrap();
        writer.finish().unwrap();
        let unpacked = unpack(&path).unwrap().unwrap();
        assert_eq!((unpacked.name(), std::fs::read(unpacked.path()).unwrap()), ("table.csv", b"x;y\n".to_vec()));
        let plain = folder.path().join("table.csv");
        std::fs::write(&plain, "x;y\n").unwrap();
        assert!(unpack(&plain).unwrap().is_none());
        assert!(unpack(&folder.path().join("nothing.zip")).unwrap().is_none());
    }

    #[test]
    fn a_zip_that_is_cut_off_is_said_to_be_damaged() {
        let (_folder, path) = archive(&[("a.csv", &[b'x'; 5000])]);
        let bytes = std::fs::read(&path).unwrap();
        for end in [10, bytes.len() / 2, bytes.len() - 5] {
            std::fs::write(&path, &bytes[..end]).unwrap();
            assert!(matches!(unpack(&path), Err(ArchiveError::Damaged(_))), "{end}");
        }
    }
}
