//! The system itself, in words: what it serves, what runs through it, since when it exists.

use jiff::civil::Date;

use super::Teller;
use crate::lang::Lang;
use crate::rules::{Dwelling, Facts, Ground, System, Truth};
use crate::words::{day, fluid_word, joined};

impl<F: Facts> Teller<'_, F> {
    pub(super) fn always(&self) -> String {
        let system = match self.rule.applies_to.as_slice() {
            [System::Open] => self.pick("open bodemenergiesysteem", "open system"),
            [System::Closed] => self.pick("gesloten bodemenergiesysteem", "closed system"),
            _ => self.pick("bodemenergiesysteem", "ground-energy system"),
        };
        format!("{} {system}", self.pick("dit geldt voor elk", "this holds for every"))
    }

    pub(super) fn dwelling(&self, ground: &Ground, list: &[Dwelling]) -> String {
        let asked: Vec<String> = list.iter().map(|dwelling| self.serving(*dwelling).to_owned()).collect();
        let asked = joined(&asked, self.pick("of", "or"));
        let Some(dwelling) = self.facts.dwelling() else {
            let name = self.pick("de soort woning", "the kind of dwelling").to_owned();
            let which = self.besides(ground, &asked);
            return self.unknown(&self.missing(&[name]), &which);
        };
        let is = format!("{} {}", self.pick("het is een systeem", "this is a system"), self.serving(dwelling));
        self.beside_list(ground.truth, &is, &asked)
    }

    pub(super) fn fluid(&self, ground: &Ground, list: &[String]) -> String {
        let list: Vec<String> = list.iter().map(|slug| fluid_word(slug, self.lang).to_owned()).collect();
        let asked = format!("{} {}", self.pick("met", "with"), joined(&list, self.pick("of", "or")));
        let Some(fluid) = self.facts.fluid().map(|slug| fluid_word(slug, self.lang)) else {
            let name = self.pick("de circulatievloeistof", "the circulation fluid").to_owned();
            let which = self.besides(ground, &asked);
            return self.unknown(&self.missing(&[name]), &which);
        };
        let is = format!("{} {fluid}", self.pick("de circulatievloeistof is", "the circulation fluid is"));
        match ground.truth {
            Truth::True => is,
            _ => self.beside_list(ground.truth, &is, &joined(&list, self.pick("of", "or"))),
        }
    }

    pub(super) fn existing(&self, date: Date) -> String {
        let before = day(date, self.lang);
        let since = self.facts.existing_since();
        let since_day = since.map(|since| day(since, self.lang));
        match (self.lang, since_day) {
            (Lang::Nl, None) => format!("het systeem is nieuw, en niet van vóór {before}"),
            (Lang::En, None) => format!("the system is new, and not from before {before}"),
            (Lang::Nl, Some(since_day)) if since.is_some_and(|since| since < date) => {
                format!("het systeem is van {since_day}, vóór {before}")
            }
            (Lang::En, Some(since_day)) if since.is_some_and(|since| since < date) => {
                format!("the system is from {since_day}, which is before {before}")
            }
            (Lang::Nl, Some(since_day)) => format!("het systeem is van {since_day}, en niet van vóór {before}"),
            (Lang::En, Some(since_day)) => format!("the system is from {since_day}, and not from before {before}"),
        }
    }

    /// The rule of thumb behind it is told with the neighbours.
    pub(super) fn interference(&self, ground: &Ground) -> String {
        match ground.truth {
            Truth::True => self.pick(
                "volgens een vuistregel of richtlijn hinderen dit systeem en een bestaand systeem elkaar",
                "by a rule of thumb or guideline this system and an existing one harm each other",
            ),
            Truth::False => self.pick(
                "binnen 400 m is volgens vuistregel en richtlijn geen systeem dat dit hindert of gehinderd wordt",
                "by rule of thumb and guideline no system within 400 m harms this one or is harmed by it",
            ),
            Truth::Unknown if ground.missing.kinds.is_empty() => self.pick(
                "of dit systeem en bestaande systemen elkaar hinderen is niet bekend, want daarvoor is te weinig \
                 bekend van de systemen of van de aanvraag",
                "whether this system and existing ones harm each other is not known, because too little is known \
                 of the systems or of the application",
            ),
            Truth::Unknown => self.pick(
                "of dit systeem en bestaande systemen elkaar hinderen is niet bekend, want de kaart van bestaande \
                 systemen ontbreekt of is hier niet volledig",
                "whether this system and existing ones harm each other is not known, because the map of existing \
                 systems is missing or not complete here",
            ),
        }
        .to_owned()
    }

    fn serving(&self, dwelling: Dwelling) -> &'static str {
        match dwelling {
            Dwelling::Single => self.pick("voor één woning", "for a single dwelling"),
            Dwelling::Apartment => self.pick("voor een appartementengebouw", "for an apartment building"),
            Dwelling::None => self.pick("zonder woning", "without a dwelling"),
        }
    }

    /// What the application says; and what was asked, where that is something else.
    fn beside_list(&self, truth: Truth, is: &str, asked: &str) -> String {
        match (truth, self.lang) {
            (Truth::True, _) => is.to_owned(),
            (_, Lang::Nl) => format!("{is}, niet {asked}"),
            (_, Lang::En) => format!("{is}, not {asked}"),
        }
    }

    /// What the rule is about, behind "not" where it asks for the opposite.
    fn besides(&self, ground: &Ground, asked: &str) -> String {
        if ground.negated { format!("{} {asked}", self.pick("anders dan", "other than")) } else { asked.to_owned() }
    }
}
