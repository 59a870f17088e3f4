//! Errors of fetching, in words: what, where, why, and what to do.

use bodemtoets_words::lang::Lang;
use bodemtoets_words::suggest;
use bodemtoets_words::words::text;

use crate::census_fault::CensusFault;
use crate::error::{AddressFault, FetchError, Unsupported};

/// Names that are told when one is not known.
const NAMES: usize = 12;

impl FetchError {
    /// The error as a sentence.
    #[must_use]
    #[expect(clippy::too_many_lines, reason = "a sentence for each error, both languages side by side")]
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::Address { text, fault } => format!("{text}: {}", fault.text(lang)),
            Self::Connection { address, problem, tries } => text!(
                lang,
                nl: "{address}: geen antwoord ({problem}), {times} gevraagd; probeer het later, of haal het bestand met de hand op (docs/layers.md)",
                en: "{address}: no answer ({problem}), asked {times}; try later, or get the file by hand (docs/layers.md)",
                times = times(*tries, lang)
            ),
            Self::Status { address, status, said, tries } => {
                let said = quoted(said);
                text!(
                    lang,
                    nl: "{address}: de server antwoordt met {status}{said}, {times} gevraagd",
                    en: "{address}: the server answers {status}{said}, asked {times}",
                    times = times(*tries, lang)
                )
            }
            Self::Redirect { address, to, fault: Some(fault) } => text!(
                lang,
                nl: "{address} verwijst naar {to}: {why}; daar wordt niet gevraagd. Klopt dat adres, vraag het dan zelf",
                en: "{address} refers to {to}: {why}; that is not asked. If that is the right address, ask it yourself",
                why = fault.text(lang)
            ),
            Self::Redirect { address, to, fault: None } => text!(
                lang,
                nl: "{address} verwijst in een kring ({to})",
                en: "{address} refers in a circle ({to})"
            ),
            Self::TooLarge { address, most_bytes } => text!(
                lang,
                nl: "{address}: het antwoord is groter dan {most} MB; vraag kleinere pagina's (--page-size)",
                en: "{address}: the answer is larger than {most} MB; ask smaller pages (--page-size)",
                most = most_bytes >> 20
            ),
            Self::TooSlow { address, bytes } => text!(
                lang,
                nl: "{address}: na {bytes} bytes komt het antwoord te langzaam; probeer het later",
                en: "{address}: after {bytes} bytes the answer comes too slowly; try later"
            ),
            Self::NotData { address, said, is_page } => {
                let said = quoted(said);
                if *is_page {
                    text!(
                        lang,
                        nl: "{address}: er komt een webpagina en geen gegevens{said}; klopt het adres?",
                        en: "{address}: a web page comes and no data{said}; is it the right address?"
                    )
                } else {
                    text!(
                        lang,
                        nl: "{address}: er komt een foutmelding en geen gegevens{said}",
                        en: "{address}: a report of an error comes and no data{said}"
                    )
                }
            }
            Self::Malformed { address, problem } => text!(
                lang,
                nl: "{address}: het antwoord is niet heel: {problem}",
                en: "{address}: the answer is not whole: {problem}"
            ),
            Self::Collection { asked, known } => {
                let names = names(known);
                match asked {
                    None => text!(
                        lang,
                        nl: "de dienst heeft er meer dan één; kies met --collection uit: {names}",
                        en: "the service has several; choose with --collection from: {names}"
                    ),
                    Some(asked) => {
                        let near = suggest::nearest(asked, known.iter().map(String::as_str));
                        let near =
                            near.map(|near| lang.pick("; bedoel je", "; did you mean").to_owned() + " `" + near + "`?");
                        let near = near.unwrap_or_default();
                        text!(
                            lang,
                            nl: "de dienst heeft geen `{asked}` (of meer dan één){near}; wel: {names}",
                            en: "the service has no `{asked}` (or several){near}; it has: {names}"
                        )
                    }
                }
            }
            Self::NoRdNew { address, offers } => text!(
                lang,
                nl: "{address}: geeft geen RD (EPSG:28992), alleen: {offers}; omrekenen door de server verschuift grenzen, dus zo wordt het niet opgehaald",
                en: "{address}: does not give RD New (EPSG:28992), only: {offers}; a server that converts may move borders, so it is not fetched like that",
                offers = names(offers)
            ),
            Self::OtherCrs { address, stated } => text!(
                lang,
                nl: "{address}: er is RD (EPSG:28992) gevraagd en er komt {stated}",
                en: "{address}: RD New (EPSG:28992) was asked and {stated} comes"
            ),
            Self::Count { promised, received, more: false } => text!(
                lang,
                nl: "de dienst belooft {promised} objecten en geeft er {received}: het is niet de hele kaart",
                en: "the service promises {promised} features and gives {received}: it is not the whole map"
            ),
            Self::Count { promised, more: true, .. } => text!(
                lang,
                nl: "de dienst belooft {promised} objecten en heeft er meer: het is niet te zeggen wat de hele kaart is",
                en: "the service promises {promised} features and has more: there is no telling what the whole map is"
            ),
            Self::FullLastPage { received } => text!(
                lang,
                nl: "na {received} objecten is de laatste pagina vol, zonder volgende en zonder aantal: er kan meer zijn; probeer een andere --page-size",
                en: "after {received} features the last page is full, without a next one and without a count: there may be more; try another --page-size"
            ),
            Self::Circle { address } => text!(
                lang,
                nl: "{address}: de pagina's verwijzen in een kring",
                en: "{address}: the pages refer in a circle"
            ),
            Self::Census { address, fault } => format!("{address}: {}", fault.text(lang)),
            Self::Unsupported { address, what } => format!("{address}: {}", what.text(lang)),
            Self::Unreadable { address, problem } => text!(
                lang,
                nl: "{address}: wat er komt is niet als kaart te lezen: {problem}",
                en: "{address}: what comes cannot be read as a map: {problem}"
            ),
            Self::Keep(problem) => text!(
                lang,
                nl: "het opgehaalde kan niet worden bewaard: {problem}",
                en: "what was fetched cannot be kept: {problem}"
            ),
        }
    }
}

impl AddressFault {
    /// The fault as part of a sentence.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::Scheme => lang.pick("geen adres dat met https:// of http:// begint", "no address that begins with https:// or http://").to_owned(),
            Self::User => lang.pick("er staat een gebruiker of wachtwoord in, wat in verslagen zou komen; geef een sleutel met --key-env", "it holds a user or a password, which would come in records; give a key with --key-env").to_owned(),
            Self::OtherHost { host } => text!(lang, nl: "dat is een andere server ({host})", en: "that is another host ({host})"),
            Self::Unsafe => lang.pick("dat gaat van https naar http", "that goes from https to http").to_owned(),
            Self::Form(problem) => text!(lang, nl: "geen geldig adres: {problem}", en: "no valid address: {problem}"),
        }
    }
}

impl Unsupported {
    fn text(&self, lang: Lang) -> String {
        match self {
            Self::Pages { at_once, all } => text!(
                lang,
                nl: "de dienst heeft {all} objecten, geeft er {at_once} tegelijk en kent geen pagina's; haal het bestand met de hand op",
                en: "the service has {all} features, gives {at_once} at once and knows no pages; get the file by hand"
            ),
            Self::Format(known) => text!(
                lang,
                nl: "geeft geen GeoJSON en geen GML 3.2, alleen: {known}",
                en: "gives no GeoJSON and no GML 3.2, only: {known}",
                known = names(known)
            ),
            Self::Features(kind) => text!(
                lang,
                nl: "is geen laag met objecten (`{kind}`); vraag een van de lagen erin",
                en: "is no layer of features (`{kind}`); ask one of the layers in it"
            ),
            Self::Version(version) => text!(
                lang,
                nl: "spreekt WFS {version} en geen 2.0",
                en: "speaks WFS {version} and not 2.0"
            ),
        }
    }
}

impl CensusFault {
    /// The fault as a sentence.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::RepeatedPage => text!(
                lang,
                nl: "deze pagina is er al geweest: de server geeft steeds hetzelfde, en objecten zouden ontbreken",
                en: "this page came before: the server repeats itself, and features would be missing"
            ),
            Self::Twice { id } => text!(
                lang,
                nl: "object {id} kwam ook in een eerdere pagina: de volgorde wisselt, en andere zouden ontbreken; probeer --sort-by met een veld dat elk object anders heeft",
                en: "feature {id} came in an earlier page too: the order changes, and others would be missing; try --sort-by with a field that differs for each"
            ),
            Self::NoGeometry { id } => text!(
                lang,
                nl: "object {id} heeft geen geometrie; --keep-empty bewaart zulke objecten, en dan is van hun soort nergens iets zeker",
                en: "feature {id} has no geometry; --keep-empty keeps such features, and then nothing of their kind is certain anywhere"
            ),
            Self::Geometry { id, problem } => text!(
                lang,
                nl: "de geometrie van object {id} is niet te lezen: {problem}",
                en: "the geometry of feature {id} cannot be read: {problem}"
            ),
            Self::Degrees { id, at: (x, y) } => text!(
                lang,
                nl: "object {id} ligt op {x}, {y}: dat zijn graden, en er is RD gevraagd",
                en: "feature {id} lies at {x}, {y}: those are degrees, and RD New was asked"
            ),
            Self::SwappedAxes { id, at: (x, y) } => text!(
                lang,
                nl: "object {id} ligt op {x}, {y}: de assen zijn verwisseld",
                en: "feature {id} lies at {x}, {y}: the axes are swapped"
            ),
            Self::Elsewhere { extent: [x0, y0, x1, y1] } => text!(
                lang,
                nl: "niets ligt in Nederland: alles ligt tussen {x0}, {y0} en {x1}, {y1}",
                en: "nothing lies in the Netherlands: everything is between {x0}, {y0} and {x1}, {y1}"
            ),
            Self::OnePlace { at: (x, y) } => text!(
                lang,
                nl: "alles ligt op één plek, {x}, {y}",
                en: "everything lies at one place, {x}, {y}"
            ),
            Self::FieldType { field, before, now } => text!(
                lang,
                nl: "veld `{field}` is hier {now} en was eerder {before}: de indeling wisselt tussen pagina's",
                en: "field `{field}` is {now} here and was {before} before: the schema changes between pages",
                now = now.slug(),
                before = before.slug()
            ),
            Self::FieldReplaced { gone, new } => text!(
                lang,
                nl: "veld `{gone}` is weg en `{new}` is er bij: de indeling wisselt tussen pagina's",
                en: "field `{gone}` is gone and `{new}` has come: the schema changes between pages"
            ),
            Self::Empty => text!(
                lang,
                nl: "er zijn geen objecten: een lege kaart zou zeggen dat nergens iets ligt",
                en: "there are no features: an empty map would say that nothing lies anywhere"
            ),
            Self::TooMany => text!(
                lang,
                nl: "er zijn meer dan {most} objecten",
                en: "there are more than {most} features",
                most = crate::census::MOST_FEATURES
            ),
        }
    }
}

/// How often a question was asked.
fn times(tries: u32, lang: Lang) -> String {
    match tries {
        1 => lang.pick("één keer", "once").to_owned(),
        many => text!(lang, nl: "{many} keer", en: "{many} times"),
    }
}

fn quoted(said: &str) -> String {
    if said.is_empty() { String::new() } else { format!(" (\"{said}\")") }
}

fn names(known: &[String]) -> String {
    let shown: Vec<&str> = known.iter().take(NAMES).map(String::as_str).collect();
    let more = if known.len() > NAMES { ", …" } else { "" };
    if shown.is_empty() { "-".to_owned() } else { shown.join(", ") + more }
}
