//! Why a report cannot be made, in words.

use std::io::ErrorKind;

use crate::fault::{Cause, ConceptCause, FileCause, MeterCause};
use crate::quantity::Dimension;
use crate::unknown_name::{Advice, UnknownName};
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::text;

impl Cause {
    /// What is wrong and what to do, as a sentence.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::Toml(message) | Self::Json(message) => message.clone(),
            Self::Unknown(name) => name.text(lang),
            Self::OutOfRange { name, value, lowest, highest, why } => text!(
                lang,
                nl: "{name} is {value}, maar moet van {lowest} tot {highest} zijn; {why}",
                en: "{name} is {value}, but has to be from {lowest} to {highest}; {why}",
                why = why.get(lang),
            ),
            Self::YearOutOfRange(year) => text!(
                lang,
                nl: "{year} is geen jaar waarvan meetgegevens bestaan; geef een jaar van 2000 tot 2100",
                en: "{year} is no year that has readings; give one from 2000 to 2100",
            ),
            Self::UnknownTimeZone(name) => text!(
                lang,
                nl: "er is geen tijdzone `{name}`; schrijf Europe/Amsterdam, UTC, of een verschil als +01:00",
                en: "there is no time zone `{name}`; write Europe/Amsterdam, UTC, or an offset as +01:00",
            ),
            Self::HoursReversed { from, to } => text!(
                lang,
                nl: "ze eindigen om {to} en beginnen om {from}; binnen één dag komt het einde het laatst",
                en: "they end at {to} and begin at {from}; within one day the end comes last",
            ),
            Self::Concept(cause) => cause.text(lang),
            Self::Meter(cause) => cause.text(lang),
            Self::NoMeters => text!(
                lang,
                nl: "er is geen [[meter]]; noem er ten minste een",
                en: "it has no [[meter]]; name at least one",
            ),
            Self::NoColumnOfMeter { concept, names, found } => text!(
                lang,
                nl: "geen kolom heet naar een meter van concept {concept} en een eenheid, zoals {names}; er zijn: {found}. Hernoem ze, of maak een installatiebestand met `bodemtoets spf init`",
                en: "none is named by a meter of concept {concept} and a unit, as {names}; there are: {found}. Rename them, or make an installation file with `bodemtoets spf init`",
                names = names.join(", "), found = found.join(", "),
            ),
            Self::NoReadings => text!(lang, nl: "er zijn geen meetgegevens", en: "there are no readings in it"),
            Self::NoReadingsOfYear { year, known } => text!(
                lang,
                nl: "er zijn geen meetgegevens van {year}, wel van {known}",
                en: "there are no readings of {year}, but of {known}",
                known = known.iter().map(i16::to_string).collect::<Vec<_>>().join(", "),
            ),
            Self::GapNotAllowed { line, column, from, to } => text!(
                lang,
                nl: "regel {line}: {column} heeft geen standen tussen {from} en {to}, en gaten mogen niet; met --gaps interpolate of exclude gaat het verder zonder",
                en: "line {line}: {column} has no readings between {from} and {to}, and gaps are not allowed; use --gaps interpolate or exclude to go on without them",
            ),
            Self::NoCounter { count, readings } => text!(
                lang,
                nl: "dit wordt als teller gelezen, maar gaat {count} keer in {readings} standen omlaag of terug; zijn het hoeveelheden per stap, schrijf dan kind = \"interval\"",
                en: "it is read as a counter, but goes down or comes back {count} times in {readings} readings; if its readings are the amounts of a step, say kind = \"interval\"",
            ),
            Self::DailyCounter { days } => text!(
                lang,
                nl: "deze teller begint op {days} dagen weer bij nul: wat na de laatste stand van een dag is geteld, is niet bekend. Geef de laatste stand van elke dag als hoeveelheid (kind = \"interval\", stamp = \"end\"), of een teller die doorloopt",
                en: "this counter starts anew on {days} days: what it counted after the last reading of a day is not known. Give the last reading of each day as an amount (kind = \"interval\", stamp = \"end\"), or a counter that goes on",
            ),
            Self::PriceYear { from, to, asked } => text!(
                lang,
                nl: "de prijzen zijn van {from} en gaan met een index tot {to}, niet tot {asked}",
                en: "prices are of {from} and can be indexed to {to}, not {asked}",
            ),
            Self::NoValue => text!(lang, nl: "er staat geen waarde in", en: "it has no value"),
            Self::File(cause) => cause.text(lang),
            Self::Table(fault) => fault.text(lang),
            Self::Written(text) => text.get(lang).to_owned(),
        }
    }
}

impl UnknownName {
    pub(super) fn text(&self, lang: Lang) -> String {
        let Self { kind, name, nearest, known, advice } = self;
        let kind = if kind.is_empty() { String::new() } else { format!("{kind}: ") };
        let unknown = match nearest {
            Some(near) => text!(
                lang,
                nl: "`{name}` bestaat niet; bedoelt u `{near}`",
                en: "there is no `{name}`; did you mean `{near}`",
            ),
            None => text!(
                lang,
                nl: "`{name}` bestaat niet; er zijn: {known}",
                en: "there is no `{name}` among: {known}",
                known = known.join(", "),
            ),
        };
        let advice = match advice {
            None => String::new(),
            Some(Advice::ConceptFile) => text!(
                lang,
                nl: ", of een bestand dat op .toml eindigt",
                en: ", or a file that ends in .toml",
            ),
            Some(Advice::PulseFactor) => text!(
                lang,
                nl: " (pulsen hebben de eenheid waar ze voor staan en een `factor`)",
                en: " (pulses have the unit they stand for and a `factor`)",
            ),
        };
        // A question, when it suggests a name.
        let end = if nearest.is_some() { "?" } else { "" };
        format!("{kind}{unknown}{advice}{end}")
    }
}

impl ConceptCause {
    fn text(&self, lang: Lang) -> String {
        match self {
            Self::SameId(id) => text!(
                lang,
                nl: "twee meters hebben het id `{id}`; elk heeft een eigen nodig",
                en: "two meters have the id `{id}`; each needs its own",
            ),
            Self::CountsForNothing(id) => text!(
                lang,
                nl: "meter `{id}` telt voor niets; geef hem `counts`",
                en: "meter `{id}` counts for nothing; give it `counts`",
            ),
            Self::MixedDimensions(id) => text!(
                lang,
                nl: "meter `{id}` telt als energie en als iets anders",
                en: "meter `{id}` counts as an energy and as something else",
            ),
            Self::ShareOutOfRange { meter, share } => text!(
                lang,
                nl: "meter `{meter}`: share is {share}, maar is een deel: van 0 tot 1",
                en: "meter `{meter}`: share is {share}, but it is a part: from 0 to 1",
            ),
            Self::RangeReversed { name, lowest, highest } => text!(
                lang,
                nl: "{name} is [{lowest}, {highest}]; het zijn een laagste en een hoogste waarde boven 0",
                en: "{name} is [{lowest}, {highest}]; they are a lowest and a highest value above 0",
            ),
            Self::NothingUseful => text!(
                lang,
                nl: "geen meter telt als `heat` of `cold`: een SPF heeft iets nuttigs nodig",
                en: "no meter counts as `heat` or `cold`: an SPF needs something useful",
            ),
            Self::NothingDrives => text!(
                lang,
                nl: "geen meter telt als `electricity` of `gas`: een SPF heeft nodig wat het systeem aandrijft",
                en: "no meter counts as `electricity` or `gas`: an SPF needs what drives the system",
            ),
            Self::Missing => text!(
                lang,
                nl: "zeg welk concept het is: --concept 3.3, of `concept` in de installatie; `bodemtoets spf concepts` geeft de lijst",
                en: "say which concept it is: --concept 3.3, or `concept` in the installation; `bodemtoets spf concepts` lists them",
            ),
            Self::NotNamed => text!(lang, nl: "het noemt geen `concept`", en: "it names no `concept`"),
        }
    }
}

impl MeterCause {
    fn text(&self, lang: Lang) -> String {
        match self {
            Self::ServesNothing => text!(
                lang,
                nl: "`for` is leeg; noem een meter van het concept",
                en: "`for` is empty; name a meter of the concept",
            ),
            Self::CountsDiffer => text!(
                lang,
                nl: "deze meters tellen elk anders mee, dus één meter kan ze niet samen meten",
                en: "these meters count in different ways, so one meter cannot measure them together",
            ),
            Self::FlowGivesEnergy => text!(
                lang,
                nl: "een debiet en twee temperaturen geven energie, en het debiet is in m3/h, l/s, l/min of l/h",
                en: "a flow and two temperatures give energy, and the flow is in m3/h, l/s, l/min or l/h",
            ),
            Self::FlowNeedsThreeColumns => text!(
                lang,
                nl: "warmte uit een debiet heeft drie kolommen nodig: flow, warm en cold",
                en: "heat from a flow needs three columns: flow, warm and cold",
            ),
            Self::NoUnit { column, example } => text!(
                lang,
                nl: "geen eenheid; geef er een, of laat de kolom `{column}` erop eindigen, zoals {example}",
                en: "no unit; give one, or let the column `{column}` end in it, as {example}",
            ),
            Self::WrongUnit { unit, dimension } => text!(
                lang,
                nl: "{unit} is geen eenheid van {kind}",
                en: "{unit} is no unit of {kind}",
                kind = match dimension {
                    Dimension::Energy => lang.pick("energie", "energy"),
                    Dimension::Volume => lang.pick("een volume", "a volume"),
                    Dimension::Temperature => lang.pick("een temperatuur", "a temperature"),
                },
            ),
            Self::KindWithoutAmount { unit } => text!(
                lang,
                nl: "{unit} is geen hoeveelheid en heeft dus geen `kind`",
                en: "{unit} is no amount, so it has no `kind`",
            ),
            Self::NoStamp => text!(
                lang,
                nl: "hoeveelheden van een stap zijn gestempeld aan het begin of het einde ervan; zeg welk: stamp = \"start\" of \"end\"",
                en: "amounts of a step have a stamp at its start or its end; say which: stamp = \"start\" or \"end\"",
            ),
            Self::NoKind => text!(
                lang,
                nl: "zeg wat de standen zijn: kind = \"counter\" of \"interval\"",
                en: "say what its readings are: kind = \"counter\" or \"interval\"",
            ),
            Self::ReplacedWithoutTime(at) => text!(
                lang,
                nl: "replaced: `{at}` is geen tijd; schrijf 2025-05-03 10:00",
                en: "replaced: `{at}` is no time; write 2025-05-03 10:00",
            ),
        }
    }
}

impl FileCause {
    fn text(&self, lang: Lang) -> String {
        match self {
            Self::Unreadable { kind: ErrorKind::NotFound, .. } => {
                text!(lang, nl: "bestaat niet", en: "does not exist")
            }
            Self::Unreadable { kind: ErrorKind::PermissionDenied, .. } => {
                text!(lang, nl: "mag niet worden gelezen", en: "may not be read")
            }
            Self::Unreadable { message, .. } => {
                text!(lang, nl: "kan niet worden gelezen: {message}", en: "cannot be read: {message}")
            }
            Self::Outside => text!(
                lang,
                nl: "ligt buiten de map die is ingediend: noem een bestand in die map, zonder `..` en zonder pad vanaf de wortel, of geef met --readings-in aan waar de meetgegevens liggen",
                en: "lies outside the folder that was handed in: name a file in that folder, without `..` and without a path from the root, or say with --readings-in where the readings lie",
            ),
            Self::Link => text!(
                lang,
                nl: "is een verwijzing (link) naar een ander bestand; leg het bestand zelf in de map",
                en: "is a link to another file; put the file itself into the folder",
            ),
            Self::NotOrdinary => text!(
                lang,
                nl: "is geen gewoon bestand (een map, een apparaat of een pijp)",
                en: "is no ordinary file (a folder, a device or a pipe)",
            ),
            Self::TooLarge { limit } => text!(
                lang,
                nl: "is groter dan {mb} MB; splits het op",
                en: "is larger than {mb} MB; split it up",
                mb = limit / 1_000_000,
            ),
            Self::TooMany { limit } => text!(
                lang,
                nl: "er zijn meer dan {limit} bestanden in; geef een kleinere map",
                en: "there are more than {limit} files in it; give a smaller folder",
            ),
            Self::NoReport { schema, wanted } => text!(
                lang,
                nl: "dit is geen jaarrapport: het schema is `{schema}`, niet `{wanted}`",
                en: "it is no report: its schema is `{schema}`, not `{wanted}`",
            ),
            Self::NoReadingsNamed => text!(
                lang,
                nl: "er zijn geen meetgegevens: noem bestanden op de opdrachtregel, of als `readings` in de installatie",
                en: "there are no readings: name files on the command line, or as `readings` in the installation",
            ),
        }
    }
}
