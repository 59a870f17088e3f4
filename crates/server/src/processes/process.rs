//! One process: what it is called, what it takes, what it gives, and where it runs.

use std::path::Path;

use bodemtoets_space::RdNew;
use bodemtoets_words::lang::Lang;
use schemars::{Schema, SchemaGenerator};

use super::input::Input;
use super::inputs::Inputs;
use crate::engine::Engine;
use crate::media::Media;
use crate::problem::Problem;

/// Something that can be computed.
pub(crate) struct Process {
    /// The name of it in an address.
    pub(crate) id: &'static str,
    /// The name of it for people: Dutch, English.
    pub(crate) title: (&'static str, &'static str),
    /// What it does: Dutch, English.
    pub(crate) about: (&'static str, &'static str),
    pub(crate) inputs: fn() -> Vec<Input>,
    /// The form of what it gives.
    pub(crate) gives: Media,
    /// What it gives.
    pub(crate) schema: fn(&mut SchemaGenerator) -> Schema,
    pub(crate) run: Run,
}

/// Where a process runs.
#[derive(Clone, Copy)]
pub(crate) enum Run {
    /// Here: it needs the maps and the rules of the server, and reads no files.
    Here(fn(&Here, &Inputs) -> Result<Vec<u8>, Problem>),
    /// In a process of its own, with limits on time and memory: it reads files that somebody sent.
    Apart(fn(&Apart, &Inputs) -> Result<Vec<u8>, Problem>),
}

/// What a process has that runs here.
pub(crate) struct Here<'a> {
    pub(crate) engine: &'a Engine,
    pub(crate) rd: &'a RdNew,
    /// Whether whoever asked wants it no more.
    pub(crate) is_over: &'a dyn Fn() -> bool,
}

/// What a process has that runs apart.
pub(crate) struct Apart<'a> {
    /// A folder of its own, which is empty at first and gone afterwards.
    pub(crate) folder: &'a Path,
    pub(crate) lang: Lang,
}

/// The name of the one output of each process.
pub(crate) const OUTPUT: &str = "result";

impl Process {
    /// The name of it for people.
    pub(crate) fn title(&self, lang: Lang) -> &'static str {
        lang.pick(self.title.0, self.title.1)
    }

    /// What it does.
    pub(crate) fn about(&self, lang: Lang) -> &'static str {
        lang.pick(self.about.0, self.about.1)
    }

    /// Bytes of a request at most: files come with those that run apart.
    pub(crate) fn most_bytes(&self) -> u64 {
        match self.run {
            Run::Here(_) => 2 * 1024 * 1024,
            Run::Apart(_) => 64 * 1024 * 1024,
        }
    }
}
