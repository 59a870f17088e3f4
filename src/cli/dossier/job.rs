//! The making of dossiers and letters, as a job of the stream.

use super::folder::{Dossier, Filed, Folder, Made};
use super::maker::{Maker, Paper};
use crate::cli::outcomes::Outcomes;
use crate::cli::stream::{Job, Rendered};
use crate::cli::tools::Failure;
use bodemtoets_document::Document;
use bodemtoets_report::letters::letters;
use bodemtoets_report::{dossier, outcome_word};
use bodemtoets_screening::application::{Application, Problem};
use bodemtoets_screening::remedies::REACH_M;
use bodemtoets_screening::{Assessment, Proposal, Screener, Verdict};
use bodemtoets_space::RdNew;
use bodemtoets_words::lang::Lang;

/// Rows that one thread gets at a time.
const FEW_ROWS: usize = 8;

/// The making of dossiers, or of letters.
pub(super) struct Dossiers<'a> {
    pub(super) screener: &'a Screener,
    /// A building that is proposed for every site.
    pub(super) proposal: Option<&'a Proposal>,
    /// How far away better places are looked for, metres.
    pub(super) remedies: Option<f64>,
    pub(super) paper: Paper,
    pub(super) lang: Lang,
    /// Where they go; the one dossier of a file stays in the tally.
    pub(super) folder: Option<Folder>,
}

/// What came of the applications.
#[derive(Default)]
pub(super) struct Tally {
    pub(super) outcomes: Outcomes,
    /// Those that are not in the folder yet.
    pub(super) waiting: Vec<Dossier>,
    pub(super) filed: Filed,
    /// How many could not be made.
    pub(super) failed: u64,
    /// Why the first of them could not.
    pub(super) why: Option<String>,
    /// Why the folder takes no more.
    pub(super) full: Option<Failure>,
}

impl Dossiers<'_> {
    /// Puts the dossiers that wait into the folder.
    pub(super) fn file(&self, tally: &mut Tally) {
        let Some(folder) = &self.folder else { return };
        for dossier in std::mem::take(&mut tally.waiting) {
            for why in dossier.pages.iter().filter_map(|made| made.file.as_ref().err()) {
                tally.failed += 1;
                tally.why.get_or_insert_with(|| format!("{}: {why}", dossier.id));
            }
            if tally.full.is_none() {
                tally.full = folder.put(&mut tally.filed, dossier).err();
            }
        }
    }
}

impl Dossiers<'_> {
    /// What is made of an assessment, each with how the name of its file ends: its letters, or its dossier.
    fn documents(
        &self,
        assessment: &Assessment<'_>,
        verdict: &Verdict,
    ) -> Result<Vec<(&'static str, Document)>, Failure> {
        if self.paper != Paper::Odt {
            return Ok(vec![("", dossier::document(assessment, verdict, self.lang)?)]);
        }
        let letters = letters(assessment, verdict, self.lang)?;
        Ok(letters.into_iter().map(|letter| (letter.kind.slug(self.lang), letter.document)).collect())
    }
}

impl Job for Dossiers<'_> {
    type Worker = (RdNew, Maker);
    type Tally = Tally;

    fn worker(&self) -> (RdNew, Maker) {
        (RdNew::new(), Maker::new(self.paper))
    }

    fn rows_at_a_time(&self) -> Option<usize> {
        Some(FEW_ROWS)
    }

    fn check(&self, application: &Application) -> Result<(), (&'static str, Problem)> {
        self.screener.check_given(application).map_err(|problem| ("given", problem))
    }

    fn take(
        &self,
        (rd, maker): &mut (RdNew, Maker),
        mut application: Application,
        _: &[u8],
        _: &mut Rendered,
        tally: &mut Tally,
    ) -> Result<(), Failure> {
        let assessment = match self.proposal {
            Some(proposal) => self.screener.assess_proposed(proposal, &mut application),
            None => self.screener.assess(&application),
        };
        tally.outcomes.count(assessment.outcome());
        let remedies = assessment.remedies(self.remedies.unwrap_or(REACH_M));
        let verdict = assessment.verdict(Some(rd), Some(remedies));
        let documents = self.documents(&assessment, &verdict)?;
        let made = documents.iter().map(|(slug, document)| Made { slug, file: maker.make(document, self.lang) });
        tally.waiting.push(Dossier {
            pages: made.collect(),
            outcome: outcome_word(verdict.outcome, self.lang).to_owned(),
            number: dossier::number(assessment.application(), self.lang),
            title: dossier::title(&assessment, &verdict, self.lang),
            id: verdict.id,
        });
        Ok(())
    }

    fn add(&self, total: &mut Tally, part: Tally) {
        total.outcomes.add(part.outcomes);
        total.waiting.extend(part.waiting);
        self.file(total);
    }
}
