//! Why a file of readings cannot be read, in words.

use crate::table_fault::TableFault;
use bodemtoets_words::lang::Lang;
use bodemtoets_words::tabular::Mark;
use bodemtoets_words::words::{counted, text};

impl TableFault {
    pub(super) fn text(&self, lang: Lang) -> String {
        match self {
            Self::TooManyFiles { most } => text!(
                lang,
                nl: "dit zijn meer dan {most} bestanden; voeg ze samen",
                en: "these are more than {most} files; put them together",
            ),
            Self::UnreadableTimes { rows, line } => text!(
                lang,
                nl: "de tijd van {rows} is niet te lezen, om te beginnen die van regel {line}; schrijf 2025-01-31 13:45, 31-01-2025 13:45 of 2025-01-31T13:45:00Z",
                en: "the time of {rows} cannot be read, that of line {line} first of all; write 2025-01-31 13:45, 31-01-2025 13:45 or 2025-01-31T13:45:00Z",
                rows = counted(*rows, [lang.pick("rij", "row"), lang.pick("rijen", "rows")], lang),
            ),
            Self::Empty => text!(lang, nl: "er staan geen meetgegevens in", en: "there are no readings in it"),
            Self::NoTime { found } => text!(
                lang,
                nl: "geen kolom heeft de tijd; noem hem `time` of `tijd`, of geef zijn naam als time_column. Er zijn: {found}",
                en: "no column holds the time; call it `time`, or name it as time_column. There are: {found}",
                found = found.join(", "),
            ),
            Self::NoSuchTime(name) => format!("time_column: {}", name.text(lang)),
            Self::NoColumns { asked, found } => text!(
                lang,
                nl: "geen van de kolommen {asked} staat erin, wel: {found}",
                en: "it has none of the columns {asked}; it has {found}",
                asked = asked.join(", "), found = found.join(", "),
            ),
            Self::NoMeters { asked, found } => text!(
                lang,
                nl: "geen van de meters {asked} staat erin, wel: {found}",
                en: "it has none of the meters {asked}; it has {found}",
                asked = asked.join(", "), found = found.join(", "),
            ),
            Self::Row { line, fault } => text!(
                lang,
                nl: "regel {line}: {fault}; een decimale komma tussen komma's?",
                en: "line {line}: {fault}; a decimal comma between commas?",
                fault = fault.text(lang),
            ),
            Self::TwoMarks { line, cell, column, mark } => {
                let (comma, point) = (lang.pick("komma", "comma"), lang.pick("punt", "point"));
                let (this, earlier) = if *mark == Mark::Comma { (comma, point) } else { (point, comma) };
                text!(
                    lang,
                    nl: "regel {line}: `{cell}` in kolom {column} heeft een decimale {this}, maar eerdere getallen een decimale {earlier}; schrijf ze op één manier",
                    en: "line {line}: `{cell}` in column {column} has a decimal {this}, but earlier numbers of it have a decimal {earlier}; write them in one way",
                )
            }
            Self::TwoReadings { line, cell, column, thousands } => text!(
                lang,
                nl: "regel {line}: `{cell}` in kolom {column}: {thousands}",
                en: "line {line}: `{cell}` in column {column}: {thousands}",
                thousands = thousands.text(lang),
            ),
        }
    }
}
