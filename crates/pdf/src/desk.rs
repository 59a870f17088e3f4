//! What every document is set with: the library of Typst, the letters, and the page.

use std::collections::BTreeMap;

use crate::letters::Letters;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _, World};

/// The fonts: regular and bold.
const FONTS: [&[u8]; 2] = [notosans::REGULAR_TTF, notosans::BOLD_TTF];

/// What every document is set with.
pub(crate) struct Desk {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    page: Source,
    letters: Letters,
}

impl Desk {
    /// Lays everything ready, once.
    pub(crate) fn new() -> Result<Self, String> {
        let fonts: Vec<Font> = FONTS.into_iter().filter_map(|data| Font::new(Bytes::new(data), 0)).collect();
        Ok(Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            letters: Letters::of(FONTS),
            page: Source::new(id("/document.typ")?, include_str!("document.typ").to_owned()),
        })
    }

    /// The letters that can be set.
    pub(crate) fn letters(&self) -> &Letters {
        &self.letters
    }
}

/// What one document is set with: its own files besides.
pub(crate) struct Sheet<'a> {
    desk: &'a Desk,
    files: BTreeMap<String, Bytes>,
}

impl<'a> Sheet<'a> {
    /// A sheet with files, each under its path from `/`.
    pub(crate) fn new(desk: &'a Desk, files: BTreeMap<String, Bytes>) -> Self {
        Self { desk, files }
    }
}

/// The identity of a file by its path from `/`.
fn id(path: &str) -> Result<FileId, String> {
    let path = VirtualPath::new(path).map_err(|error| format!("{path}: {error}"))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

impl World for Sheet<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.desk.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.desk.book
    }

    fn main(&self) -> FileId {
        self.desk.page.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.desk.page.id() { Ok(self.desk.page.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(id.get().vpath().get_with_slash()).cloned().ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.desk.fonts.get(index).cloned()
    }

    /// There is no today: a document has its own day.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
