//! The screener: a pack and rulebooks, ready for any number of applications.

use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;

use super::law::{Law, Laws, RulePosition};
use super::neighbours::Memory;
use super::positions::Positions;
use super::survey::Survey;
use crate::application::{Application, GivenZone, Problem};
use bodemtoets_ground::crowding::Subsurface;
use bodemtoets_law::rules::{EVERYWHERE, Library, Rule, Rulebook, RulesError, System};
use bodemtoets_maps::pack::{KindSet, Kinds, Pack, PackError, Role};
use bodemtoets_words::lang::{Lang, Text};
use bodemtoets_words::provenance::InputFile;
use bodemtoets_words::suggest::nearest;

/// Why a screener cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum ScreenError {
    /// The pack cannot be used.
    #[error(transparent)]
    Pack(#[from] PackError),
    /// The rulebooks cannot be used.
    #[error(transparent)]
    Rules(#[from] RulesError),
}

impl ScreenError {
    /// What is wrong and what to do, in a language.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::Pack(error) => error.text(lang),
            Self::Rules(error) => error.text(lang),
        }
    }
}

/// A layer pack and rulebooks, safe to use from many threads.
///
/// ```
/// use bodemtoets_screening::jiff::civil::date;
/// use bodemtoets_screening::{Application, Screener, System, VerdictOutcome};
///
/// let screener = Screener::embedded(date(2026, 11, 21))?;
/// // A doublet of 60 m deep and 40 m3/h in the protection area of Beilen, Drenthe.
/// let doublet = Application::builder().xy(232_289.0, 542_576.0).system(System::Open);
/// let doublet = doublet.drilling_depth_m(60.0).flow_m3_h(40.0).build()?;
/// assert_eq!(screener.assess(&doublet).outcome(), VerdictOutcome::Prohibited);
/// // Loops in Noord-Brabant, where maps are missing. What is not known is no permission: the verdict says
/// // what would settle it.
/// let loops = Application::builder().xy(190_000.0, 405_000.0).system(System::Closed).build()?;
/// let verdict = screener.assess(&loops).verdict(None, None);
/// assert_eq!(verdict.outcome, VerdictOutcome::Undetermined);
/// assert!(verdict.settle.contains(&"layer:groundwater-protection".to_owned()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Screener {
    pack: Arc<Pack>,
    library: Library,
    /// The kinds of zone of the pack, and then those that only rules know.
    pub(super) kinds: Kinds,
    /// For each jurisdiction of the pack the rulebooks that are its law.
    pub(super) books: Vec<Positions>,
    default_date: Date,
    subsurface: Subsurface,
    subsurface_file: Option<InputFile>,
    laws: Laws,
    /// For each kind of zone, and role, the surest layer that says where there are none.
    surest: Vec<Option<usize>>,
    /// The least accurate layer of zones, metres.
    widest_accuracy_m: f64,
    /// What has been computed of existing systems.
    pub(super) memory: Memory,
}

impl Screener {
    /// The map and the rulebooks that come with the tool. The map is indicative: see the notices of its pack.
    ///
    /// # Errors
    /// Never in a released version, unless PROJ is broken.
    pub fn embedded(default_date: Date) -> Result<Self, ScreenError> {
        Self::new(Pack::embedded()?, Library::embedded()?, default_date)
    }

    /// The pack in a folder that holds `pack.toml`, or with one of the names of
    /// [`Pack::embedded_names`]; and the rulebooks in a folder, or those that come with the tool.
    ///
    /// # Errors
    /// When the pack or a rulebook cannot be used: all that is wrong with it.
    pub fn open(pack: &Path, rulebooks: Option<&Path>, default_date: Date) -> Result<Self, ScreenError> {
        let library = rulebooks.map_or_else(Library::embedded, Library::from_folder)?;
        Self::new(Pack::open(pack, None)?, library, default_date)
    }

    /// Joins a pack and rulebooks. The law of `default_date` counts for applications without a date.
    ///
    /// # Errors
    /// When there are more than 64 kinds of zone in all.
    pub fn new(pack: impl Into<Arc<Pack>>, library: Library, default_date: Date) -> Result<Self, ScreenError> {
        let pack = pack.into();
        let mut kinds = pack.kinds.clone();
        for (_, rule) in library.rules() {
            rule.when.bind(&mut kinds).map_err(RulesError::from)?;
        }
        let books_of = |id: &str| -> Positions {
            let of_land = |book: &(usize, &Rulebook)| book.1.jurisdiction == id && id != EVERYWHERE;
            library.books.iter().enumerate().filter(of_land).map(|(position, _)| position).collect()
        };
        let books = pack.jurisdictions.iter().map(|jurisdiction| books_of(&jurisdiction.id)).collect();
        let accuracies = pack.layers.iter().filter(|layer| layer.role == Role::Zone).map(|layer| layer.accuracy_m);
        Ok(Self {
            surest: surest_layers(&pack),
            widest_accuracy_m: accuracies.fold(0.0, f64::max),
            laws: Laws::of(&library),
            pack,
            library,
            kinds,
            books,
            default_date,
            subsurface: Subsurface::default(),
            subsurface_file: None,
            memory: Memory::default(),
        })
    }

    /// The same screener with what is known of the subsurface, wherever the place is, and the file that
    /// says it. What is not known is assumed.
    #[must_use]
    pub fn with_subsurface(self, subsurface: Subsurface, file: Option<InputFile>) -> Self {
        Self { subsurface, subsurface_file: file, ..self }
    }

    /// The pack, which may be shared with other screeners.
    #[must_use]
    pub fn pack(&self) -> &Pack {
        &self.pack
    }

    /// The rulebooks.
    #[must_use]
    pub fn library(&self) -> &Library {
        &self.library
    }

    /// The day whose law counts for applications without a date.
    #[must_use]
    pub fn default_date(&self) -> Date {
        self.default_date
    }

    /// What is known of the subsurface, wherever the place is.
    #[must_use]
    pub fn subsurface(&self) -> &Subsurface {
        &self.subsurface
    }

    /// The file that says what is known of the subsurface.
    #[must_use]
    pub fn subsurface_file(&self) -> Option<&InputFile> {
        self.subsurface_file.as_ref()
    }

    /// What is known of the subsurface at the place of an application, and what is only assumed.
    #[must_use]
    pub fn subsurface_of(&self, application: &Application) -> Subsurface {
        *self.survey(application).surroundings.subsurface()
    }

    /// The notices of the pack; those of borrowed layers name the layers.
    #[must_use]
    pub fn notices(&self) -> Vec<Text> {
        let about = |layers: &[String], text: &str, word: &str| {
            if layers.is_empty() { text.to_owned() } else { format!("{word} {}: {text}", layers.join(", ")) }
        };
        let notices = self.pack.notices.iter();
        notices
            .map(|notice| Text {
                nl: about(&notice.layers, &notice.text.nl, "Kaartlagen"),
                en: about(&notice.layers, &notice.text.en, "Layers"),
            })
            .collect()
    }

    /// The kinds of zone that were looked up for an application and that nothing asks for.
    ///
    /// # Errors
    /// The first of them.
    pub fn check_given(&self, application: &Application) -> Result<(), Problem> {
        let unknown = application.looked_up.zones.iter().find(|zone| self.kinds.find(&zone.kind).is_none());
        let Some(GivenZone { kind, .. }) = unknown else { return Ok(()) };
        let nearest = nearest(kind, self.kinds.slugs(KindSet::ALL)).map(Box::from);
        Err(Problem::UnknownKind { kind: kind.as_str().into(), nearest })
    }

    /// What the map says about the place of an application.
    pub(super) fn survey<'a>(&'a self, application: &'a Application) -> Survey<'a> {
        Survey::new((&self.pack, &self.kinds), &self.memory, &self.subsurface, application)
    }

    /// The law of a day for a kind of system.
    pub(super) fn law(&self, date: Date, system: System) -> &Law {
        self.laws.on(date, system, || {
            let mut kinds = self.kinds.clone();
            #[expect(clippy::expect_used, reason = "Screener::new has bound every rule to this very list")]
            Law::new(&self.library, &mut kinds, self.pack.delivered, date, system).expect("all kinds are in the list")
        })
    }

    /// The surest layer that says where there are no zones of a kind, by the position of the kind.
    pub(super) fn surest_layer(&self, kind: usize) -> Option<usize> {
        self.surest.get(kind).copied().flatten()
    }

    /// How far an edge of a zone may lie from the real one at most, metres.
    pub(crate) fn widest_accuracy_m(&self) -> f64 {
        self.widest_accuracy_m
    }

    /// The rule at a position in the library.
    pub(crate) fn rule(&self, at: RulePosition) -> &Rule {
        &self.library.books[at.book].rules[at.rule]
    }
}

/// For each kind the layer that is surest of where there are none; of equals the newest.
fn surest_layers(pack: &Pack) -> Vec<Option<usize>> {
    let mut surest: Vec<Option<usize>> = Vec::new();
    for (position, layer) in pack.layers.iter().enumerate() {
        for kind in layer.kinds.positions() {
            if surest.len() <= kind {
                surest.resize(kind + 1, None);
            }
            let is_surer = |known: usize| {
                let known = &pack.layers[known];
                (layer.sure(), layer.date) > (known.sure(), known.date)
            };
            if surest[kind].is_none_or(is_surer) {
                surest[kind] = Some(position);
            }
        }
    }
    surest
}
