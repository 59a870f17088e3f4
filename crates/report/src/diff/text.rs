//! What changes, for people: how many, which outcomes, by which rules, and which applications.

use crate::phrase::between;
use crate::{outcome_word, state_symbol};
use bodemtoets_law::rules::Outcome;
use bodemtoets_screening::VerdictOutcome;
use bodemtoets_screening::compare::{Answer, Basis, Change, Diff, RuleCount, Sides, Totals};
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::{Page, Table, number, text};

/// How many applications are listed at most.
pub const LISTED: usize = 50;

/// The comparison as text, with bold print that the terminal (or the lack of one) may strip. Of
/// `changes` no more than [`LISTED`] are shown; `all` says that they should be all that were
/// screened.
#[must_use]
pub fn text(diff: &Diff, all: bool, lang: Lang) -> String {
    let mut page = Page::new();
    page.title(lang.pick("Wat er verandert", "What changes"));
    compared(&mut page, &diff.sides, lang);
    totals(&mut page, &diff.totals, lang);
    if diff.totals.changed > 0 {
        page.section(lang.pick("Uitkomsten die veranderen", "Outcomes that change"));
        page.line(outcomes(diff, lang));
    }
    if !diff.rules.is_empty() {
        page.section(lang.pick("Regels die beslissen", "Rules that decide"));
        page.line(rules(diff, lang));
    }
    if !diff.changes.is_empty() {
        page.section(if all {
            lang.pick("Aanvragen", "Applications")
        } else {
            lang.pick("Aanvragen die veranderen", "Applications that change")
        });
        page.line(applications(&diff.changes, lang));
        let more = (if all { diff.totals.screened } else { diff.totals.changed }).saturating_sub(LISTED as u64);
        if more > 0 {
            page.line(text!(
                lang,
                nl: "… en nog {more}; allemaal met --format csv",
                en: "… and {more} more; all of them with --format csv"
            ));
        }
    }
    for notice in &diff.notices {
        page.blank();
        page.put(format_args!("! {}", notice.get(lang)));
    }
    page.finish().trim_end().to_owned() + "\n"
}

/// The totals on one line.
#[must_use]
pub fn counts(totals: &Totals, lang: Lang) -> String {
    let ways = ways(totals, lang);
    let ways: Vec<String> =
        ways.iter().filter(|(count, _)| *count > 0).map(|(count, way)| format!("{count} {way}")).collect();
    let ways = if ways.is_empty() { String::new() } else { format!(" ({})", ways.join(", ")) };
    let Totals { screened, changed, rejected, .. } = totals;
    text!(
        lang,
        nl: "{screened} getoetst, {changed} veranderd{ways}, {rejected} geweigerd",
        en: "{screened} screened, {changed} changed{ways}, {rejected} rejected"
    )
}

/// The two sides: each with what is its own, and then what they share.
fn compared(page: &mut Page, Sides { from, to }: &Sides, lang: Lang) {
    let [of_from, of_to] = [(from, to), (to, from)].map(|(side, other)| aspects(side, other, lang));
    let (mut own, mut shared) = ([Vec::new(), Vec::new()], Vec::new());
    for (from, to) in of_from.into_iter().zip(of_to) {
        if from == to {
            shared.push(from);
        } else {
            own[0].push(from);
            own[1].push(to);
        }
    }
    let [own_from, own_to] = own;
    for (label, aspects) in [(from_word(lang), own_from), (to_word(lang), own_to), (lang.pick("beide", "both"), shared)]
    {
        if !aspects.is_empty() {
            page.item(format_args!("{label:<6} {}", aspects.join("; ")));
        }
    }
}

fn from_word(lang: Lang) -> &'static str {
    lang.pick("van", "from")
}

fn to_word(lang: Lang) -> &'static str {
    lang.pick("naar", "to")
}

/// Date, pack and rulebooks of a side.
fn aspects(side: &Basis, other: &Basis, lang: Lang) -> [String; 3] {
    let date = match (side.date, side.default_date) {
        (Some(date), _) => text!(lang, nl: "recht van {date}", en: "law of {date}"),
        (None, Some(date)) => text!(
            lang,
            nl: "recht van de datum van elke aanvraag, anders van {date}",
            en: "law of the date of each application, else of {date}"
        ),
        (None, None) => {
            text!(lang, nl: "recht van de datum van elke aanvraag", en: "law of the date of each application")
        }
    };
    [date, pack(side, lang), rulebooks(side, other, lang)]
}

fn pack(side: &Basis, lang: Lang) -> String {
    let pack = &side.pack;
    let (id, version) = (&pack.id, &pack.version);
    match &pack.folder {
        Some(folder) => {
            text!(lang, nl: "pakket {id} {version} uit {folder}", en: "pack {id} {version} from {folder}")
        }
        None => text!(lang, nl: "pakket {id} {version}", en: "pack {id} {version}"),
    }
}

/// The rulebooks; with fingerprints when nothing else tells them from those of the other side.
fn rulebooks(side: &Basis, other: &Basis, lang: Lang) -> String {
    let namesake =
        |id: &str, version: &str| other.rulebooks.iter().find(|book| book.id == id && book.version == version);
    let books = side.rulebooks.iter().map(|book| {
        let differs = namesake(&book.id, &book.version).is_some_and(|other| other.sha256 != book.sha256);
        let print = if differs { format!(" (sha256 {:.12})", book.sha256) } else { String::new() };
        format!("{} {}{print}", book.id, book.version)
    });
    let books = books.collect::<Vec<_>>().join(", ");
    match &side.rules_folder {
        Some(folder) => {
            text!(lang, nl: "regelboeken uit {folder}: {books}", en: "rulebooks from {folder}: {books}")
        }
        None => text!(lang, nl: "regelboeken {books}", en: "rulebooks {books}"),
    }
}

/// The ways in which answers change, with how many do.
fn ways(totals: &Totals, lang: Lang) -> [(u64, &'static str); 5] {
    [
        (totals.stricter, lang.pick("strenger", "stricter")),
        (totals.milder, lang.pick("milder", "milder")),
        (totals.opened, lang.pick("niet meer beslist", "no longer settled")),
        (totals.settled, lang.pick("nu wel beslist", "settled now")),
        (totals.other, lang.pick("op een andere manier onbeslist", "unsettled in another way")),
    ]
}

fn totals(page: &mut Page, totals: &Totals, lang: Lang) {
    page.blank();
    let mut line = |count: u64, indent: &str, what: &str| {
        page.line(format_args!("{count:>8}  {indent}{what}"));
    };
    line(totals.screened, "", lang.pick("getoetst", "screened"));
    line(totals.changed, "", lang.pick("veranderd", "changed"));
    for (count, way) in ways(totals, lang) {
        if count > 0 {
            line(count, "  ", way);
        }
    }
    line(totals.same, "", lang.pick("gelijk", "the same"));
    if totals.same_by_other_rules > 0 {
        line(totals.same_by_other_rules, "  ", lang.pick("door andere regels", "by other rules"));
    }
    line(totals.rejected, "", lang.pick("geweigerd", "rejected"));
}

/// How wide a table may be, in signs.
const WIDTH: usize = 120;

fn word(outcome: VerdictOutcome, lang: Lang) -> String {
    format!("{} {}", state_symbol(outcome), outcome_word(outcome, lang))
}

fn outcomes(diff: &Diff, lang: Lang) -> Table {
    let header = [from_word(lang), to_word(lang), lang.pick("aantal", "number")];
    let mut table = Table::ruled(header).right([2]).within(WIDTH);
    for cell in diff.matrix.iter().filter(|cell| cell.changed > 0) {
        table.row([word(cell.from, lang), word(cell.to, lang), cell.changed.to_string()]);
    }
    table
}

/// A side as the head of a column: with its date, when that is what tells it from the other.
fn side_head(word: &str, side: &Basis, other: &Basis) -> String {
    match side.date.filter(|_| side.date != other.date) {
        Some(date) => format!("{word} {date}"),
        None => word.to_owned(),
    }
}

fn rules(diff: &Diff, lang: Lang) -> Table {
    let Sides { from, to } = &diff.sides;
    let heads = [side_head(from_word(lang), from, to), side_head(to_word(lang), to, from)];
    let mut table = Table::ruled([lang.pick("regel", "rule"), &heads[0], &heads[1]]).within(WIDTH);
    for rule in &diff.rules {
        let [from, to] = [rule.from, rule.to].map(|count| effect(count, diff.totals.screened, lang));
        table.row([rule.id.to_owned(), from, to]);
    }
    table
}

/// What a rule does on one side.
fn effect(count: RuleCount, screened: u64, lang: Lang) -> String {
    if count.is_idle() {
        return lang.pick("beslist niets", "decides nothing").to_owned();
    }
    let mut parts = Vec::new();
    let RuleCount { decides, alone, keeps_open, .. } = count;
    if let Some(outcome) = count.outcome {
        let does = match outcome {
            Outcome::Prohibited => lang.pick("verbiedt", "prohibits"),
            Outcome::Permit => lang.pick("vraagt vergunning voor", "asks a permit for"),
            Outcome::Notify => lang.pick("vraagt melding van", "asks a notification of"),
            _ => lang.pick("laat vrij", "leaves free"),
        };
        parts.push(text!(
            lang,
            nl: "{does} {decides} van {screened}, als enige {alone}",
            en: "{does} {decides} of {screened}, alone {alone}"
        ));
    }
    if keeps_open > 0 {
        parts.push(text!(lang, nl: "houdt {keeps_open} open", en: "keeps {keeps_open} open"));
    }
    parts.join("; ")
}

fn applications(changes: &[Change], lang: Lang) -> Table {
    let (from, to) = (from_word(lang), to_word(lang));
    let by = lang.pick("door", "by");
    let mut table = Table::ruled([lang.pick("aanvraag", "application"), from, by, to, by]).within(WIDTH);
    for change in changes.iter().take(LISTED) {
        table.row([
            name(change, lang),
            answer(&change.from, lang),
            change.from.decisive.join(", "),
            answer(&change.to, lang),
            change.to.decisive.join(", "),
        ]);
    }
    table
}

/// The id, or where it is.
fn name(change: &Change, lang: Lang) -> String {
    if change.id.is_empty() {
        format!("x {}, y {}", number(change.x, lang), number(change.y, lang))
    } else {
        change.id.clone()
    }
}

fn answer(answer: &Answer, lang: Lang) -> String {
    word(answer.outcome, lang) + &between(answer.range, lang)
}
