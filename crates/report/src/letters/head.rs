//! How every letter begins and ends.

use crate::dossier::facts;
use crate::phrase::{certainty, made_by, system_word};
use bodemtoets_document::{Block, Document, Fact, Words, told};
use bodemtoets_screening::{Assessment, Verdict, VerdictOutcome};
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::{an, day, text};

/// What a letter is about.
pub(super) struct Case<'a> {
    pub(super) assessment: &'a Assessment<'a>,
    pub(super) verdict: &'a Verdict,
    pub(super) lang: Lang,
}

impl Case<'_> {
    /// What was sent in: an application, or a notification where that is enough.
    pub(super) fn sent_in(&self) -> &'static str {
        match self.verdict.outcome {
            VerdictOutcome::Notify => self.lang.pick("melding", "notification"),
            _ => self.lang.pick("aanvraag", "application"),
        }
    }

    /// The system and its place, as it stands in a sentence.
    pub(super) fn what(&self) -> String {
        let case = &self.assessment.application().case;
        let system = system_word(self.verdict.system, self.lang);
        let (filled, a_system) = (|text: &&str| !text.is_empty(), an(system));
        let place = match (case.address.as_deref().filter(filled), case.parcel.as_deref().filter(filled)) {
            (Some(address), _) => told(address),
            (None, Some(parcel)) => {
                text!(self.lang, nl: "perceel {parcel}", en: "parcel {parcel}", parcel = told(parcel))
            }
            (None, None) => facts::rd(&self.verdict.location, self.lang),
        };
        text!(self.lang, nl: "een {system} op {place}", en: "{a_system} at {place}")
    }

    /// A letter with its title, what the officer has to know first, and whom it is for.
    pub(super) fn open(&self, title: &str) -> Document {
        let (lang, application) = (self.lang, self.assessment.application());
        let mut letter = Document::new(title, facts::number(application, lang), self.verdict.date, lang);
        letter.push(Block::notice(self.to_the_officer()));
        let to = application.applicant.as_deref().filter(|name| !name.is_empty()).map(told);
        let no_name = lang.pick("[naam van de aanvrager]", "[name of the applicant]").to_owned();
        let post = lang.pick("[postadres]", "[postal address]");
        let number = match &application.case.number {
            Some(number) if !number.is_empty() => told(number),
            _ => lang.pick("[zaaknummer]", "[case number]").to_owned(),
        };
        letter.push(Block::paragraph(
            lang.pick("[naam en adres van het bevoegd gezag]", "[name and address of the authority]"),
        ));
        letter.push(Block::Facts {
            facts: vec![
                Fact::new(lang.pick("Aan", "To"), format!("{}, {post}", to.clone().unwrap_or_else(|| no_name.clone()))),
                Fact::new(lang.pick("Datum", "Date"), lang.pick("[datum]", "[date]")),
                Fact::new(lang.pick("Ons kenmerk", "Our reference"), number),
                Fact::new(lang.pick("Gaat over", "About"), self.what()),
            ],
        });
        letter.push(Block::heading(1, title));
        let name = to.unwrap_or(no_name);
        letter.push(Block::paragraph(text!(lang, nl: "Geachte {name},", en: "Dear {name},")));
        letter
    }

    /// What an officer has to know before it is sent; to be taken out.
    fn to_the_officer(&self) -> Words {
        let (lang, verdict) = (self.lang, self.verdict);
        let day = day(verdict.date, lang);
        let sure = certainty(verdict.certainty.as_ref(), lang);
        let sure = sure.trim().trim_start_matches('(').trim_end_matches(')');
        let sure = if sure.is_empty() {
            String::new()
        } else {
            text!(lang, nl: " Zekerheid van de uitkomst: {sure}.", en: " Certainty of the outcome: {sure}.")
        };
        let notices: Vec<&str> = verdict.provenance.notices.iter().map(|notice| notice.get(lang)).collect();
        let made = made_by(&verdict.provenance.tool, &verdict.provenance.input_sha256, lang);
        let notices = if notices.is_empty() { String::new() } else { format!(" {}", notices.join(" ")) };
        Words::default().strong(lang.pick("Concept, haal dit vak weg voor het versturen. ", "Draft, take this box out before you send it. ")).and(text!(
            lang,
            nl: "Gemaakt met het recht van {day} door {made}.{sure}{notices} Lees de artikelen na, ook die van de Algemene wet bestuursrecht, vul in wat tussen vierkante haken staat, en schrap wat niet geldt.",
            en: "Made with the law of {day} by {made}.{sure}{notices} Read the articles, those of the Algemene wet bestuursrecht too, fill in what stands in square brackets, and strike out what does not hold."
        ))
    }

    /// How a letter ends.
    pub(super) fn close(&self, letter: &mut Document) {
        let lang = self.lang;
        letter.push(Block::heading(2, lang.pick("Hebt u vragen?", "Do you have questions?")));
        letter.push(Block::paragraph(lang.pick(
            "Bel of mail ons gerust: [naam], [telefoonnummer], [e-mailadres]. Noem daarbij ons kenmerk.",
            "Do call or mail us: [name], [telephone number], [e-mail address]. Mention our reference.",
        )));
        letter.push(Block::paragraph(lang.pick("Met vriendelijke groet,", "Yours sincerely,")));
        letter.push(Block::paragraph(
            lang.pick("[naam en functie], namens [bevoegd gezag]", "[name and position], on behalf of [the authority]"),
        ));
    }
}
