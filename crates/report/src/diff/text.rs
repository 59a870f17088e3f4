//! What changes, for people: how many, which outcomes, by which rules, and which applications.

use std::fmt::Write as _;

use anstyle::Style;
use comfy_table::{CellAlignment, ContentArrangement, LineStyle, Table, TableStyle};

use crate::lang::Lang;
use crate::report::{outcome_word, state_symbol};
use crate::rules::Outcome;
use crate::screening::VerdictOutcome;
use crate::screening::compare::{Answer, Basis, Change, Diff, RuleCount, Sides, Totals};
use crate::words::number;

/// How many applications are listed at most.
pub const LISTED: usize = 50;

const BOLD: Style = Style::new().bold();

/// The comparison as text, with bold print that the terminal (or the lack of one) may strip. Of
/// `changes` no more than [`LISTED`] are shown; `all` says that they should be all that were
/// screened.
#[must_use]
pub fn text(diff: &Diff, all: bool, lang: Lang) -> String {
    let mut text = String::new();
    section(&mut text, lang.pick("Wat er verandert", "What changes"));
    compared(&mut text, &diff.sides, lang);
    totals(&mut text, &diff.totals, lang);
    if diff.totals.changed > 0 {
        section(&mut text, lang.pick("\nUitkomsten die veranderen", "\nOutcomes that change"));
        let _ = writeln!(text, "{}", outcomes(diff, lang));
    }
    if !diff.rules.is_empty() {
        section(&mut text, lang.pick("\nRegels die beslissen", "\nRules that decide"));
        let _ = writeln!(text, "{}", rules(diff, lang));
    }
    if !diff.changes.is_empty() {
        section(&mut text, if all { lang.pick("\nAanvragen", "\nApplications") } else { changed_title(lang) });
        let _ = writeln!(text, "{}", applications(&diff.changes, lang));
        more(&mut text, if all { diff.totals.screened } else { diff.totals.changed }, lang);
    }
    for notice in &diff.notices {
        let _ = write!(text, "\n! {}", notice.get(lang));
    }
    text.trim_end().to_owned() + "\n"
}

/// The totals on one line.
#[must_use]
pub fn counts(totals: &Totals, lang: Lang) -> String {
    let ways = ways(totals, lang);
    let ways: Vec<String> =
        ways.iter().filter(|(count, _)| *count > 0).map(|(count, way)| format!("{count} {way}")).collect();
    let ways = if ways.is_empty() { String::new() } else { format!(" ({})", ways.join(", ")) };
    let Totals { screened, changed, rejected, .. } = totals;
    match lang {
        Lang::Nl => format!("{screened} getoetst, {changed} veranderd{ways}, {rejected} geweigerd"),
        Lang::En => format!("{screened} screened, {changed} changed{ways}, {rejected} rejected"),
    }
}

fn changed_title(lang: Lang) -> &'static str {
    lang.pick("\nAanvragen die veranderen", "\nApplications that change")
}

fn section(text: &mut String, title: &str) {
    // Writing to a String cannot fail.
    let _ = writeln!(text, "{}{title}{}", BOLD.render(), BOLD.render_reset());
}

/// The two sides: each with what is its own, and then what they share.
fn compared(text: &mut String, Sides { from, to }: &Sides, lang: Lang) {
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
            let _ = writeln!(text, "  {label:<6} {}", aspects.join("; "));
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
    let of_each = lang.pick("recht van de datum van elke aanvraag", "law of the date of each application");
    let date = match (side.date, side.default_date) {
        (Some(date), _) => format!("{} {date}", lang.pick("recht van", "law of")),
        (None, Some(date)) => format!("{of_each}, {} {date}", lang.pick("anders van", "else of")),
        (None, None) => of_each.to_owned(),
    };
    [date, pack(side, lang), rulebooks(side, other, lang)]
}

fn pack(side: &Basis, lang: Lang) -> String {
    let pack = &side.pack;
    let folder = pack.folder.as_ref().map(|folder| format!(" {} {folder}", lang.pick("uit", "from")));
    let folder = folder.unwrap_or_default();
    format!("{} {} {}{folder}", lang.pick("pakket", "pack"), pack.id, pack.version)
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
        Some(folder) => format!("{} {folder}: {books}", lang.pick("regelboeken uit", "rulebooks from")),
        None => format!("{} {books}", lang.pick("regelboeken", "rulebooks")),
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

fn totals(text: &mut String, totals: &Totals, lang: Lang) {
    text.push('\n');
    let mut line = |count: u64, indent: &str, what: &str| {
        let _ = writeln!(text, "{count:>8}  {indent}{what}");
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

/// A line under the header, and no other.
const UNDER_HEADER: TableStyle = TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─'));

fn table<const N: usize>(header: [&str; N]) -> Table {
    let mut table = Table::new();
    table.load_style(UNDER_HEADER).set_content_arrangement(ContentArrangement::Dynamic).set_width(120);
    table.set_header(header);
    table
}

fn word(outcome: VerdictOutcome, lang: Lang) -> String {
    format!("{} {}", state_symbol(outcome), outcome_word(outcome, lang))
}

fn outcomes(diff: &Diff, lang: Lang) -> Table {
    let mut table = table([from_word(lang), to_word(lang), lang.pick("aantal", "number")]);
    for cell in diff.matrix.iter().filter(|cell| cell.changed > 0) {
        table.add_row([word(cell.from, lang), word(cell.to, lang), cell.changed.to_string()]);
    }
    if let Some(column) = table.column_mut(2) {
        column.set_cell_alignment(CellAlignment::Right);
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
    let mut table = table([lang.pick("regel", "rule"), &heads[0], &heads[1]]);
    for rule in &diff.rules {
        let [from, to] = [rule.from, rule.to].map(|count| effect(count, diff.totals.screened, lang));
        table.add_row([rule.id.to_owned(), from, to]);
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
        let alone_word = lang.pick("als enige", "alone");
        parts.push(format!("{does} {decides} {} {screened}, {alone_word} {alone}", lang.pick("van", "of")));
    }
    if keeps_open > 0 {
        parts.push(match lang {
            Lang::Nl => format!("houdt {keeps_open} open"),
            Lang::En => format!("keeps {keeps_open} open"),
        });
    }
    parts.join("; ")
}

fn applications(changes: &[Change], lang: Lang) -> Table {
    let (from, to) = (from_word(lang), to_word(lang));
    let by = lang.pick("door", "by");
    let mut table = table([lang.pick("aanvraag", "application"), from, by, to, by]);
    for change in changes.iter().take(LISTED) {
        table.add_row([
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
    let word = word(answer.outcome, lang);
    match answer.range {
        Some([low, high]) => format!("{word} ({} – {})", low.word(lang), high.word(lang)),
        None => word,
    }
}

/// How many are not listed, and how to get them.
fn more(text: &mut String, all: u64, lang: Lang) {
    let more = all.saturating_sub(LISTED as u64);
    if more > 0 {
        let _ = match lang {
            Lang::Nl => writeln!(text, "… en nog {more}; allemaal met --format csv"),
            Lang::En => writeln!(text, "… and {more} more; all of them with --format csv"),
        };
    }
}
