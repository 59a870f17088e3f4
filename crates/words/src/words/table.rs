//! A table of columns that line up, for text.

use std::fmt::{self, Display};

use unicode_width::UnicodeWidthStr;

/// A table of columns that line up.
///
/// ```
/// use bodemtoets_words::words::Table;
///
/// let mut table = Table::plain(["what", "m"]).right([1]);
/// table.row(["depth", "80"]);
/// table.row(["distance", "400"]);
/// assert_eq!(table.to_string(), " what        m \n depth      80 \n distance  400 ");
/// ```
#[derive(Debug, Clone)]
pub struct Table {
    lines: Lines,
    header: Vec<String>,
    rows: Vec<Vec<String>>,
    right: Vec<usize>,
    most_wide: usize,
}

/// The lines between rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lines {
    /// Around the table, under the header and between rows.
    All,
    /// Under the header.
    Header,
    /// Nowhere.
    None,
}

impl Table {
    /// A table with lines around it, under its header and between its rows.
    #[must_use]
    pub fn lined<H: Into<String>>(header: impl IntoIterator<Item = H>) -> Self {
        Self::new(Lines::All, header)
    }

    /// A table with a line under its header.
    #[must_use]
    pub fn ruled<H: Into<String>>(header: impl IntoIterator<Item = H>) -> Self {
        Self::new(Lines::Header, header)
    }

    /// A table without lines.
    #[must_use]
    pub fn plain<H: Into<String>>(header: impl IntoIterator<Item = H>) -> Self {
        Self::new(Lines::None, header)
    }

    fn new<H: Into<String>>(lines: Lines, header: impl IntoIterator<Item = H>) -> Self {
        let header = header.into_iter().map(Into::into).collect();
        Self { lines, header, rows: Vec::new(), right: Vec::new(), most_wide: usize::MAX }
    }

    /// Puts columns, counted from 0, against their right side: numbers.
    #[must_use]
    pub fn right(mut self, columns: impl IntoIterator<Item = usize>) -> Self {
        self.right.extend(columns);
        self
    }

    /// How wide the table may be, in signs; a cell that is too long for it is broken between words.
    #[must_use]
    pub fn within(mut self, width: usize) -> Self {
        self.most_wide = width;
        self
    }

    /// Adds a row.
    pub fn row<C: Into<String>>(&mut self, cells: impl IntoIterator<Item = C>) {
        self.rows.push(cells.into_iter().map(Into::into).collect());
    }

    /// Whether it has no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    fn columns(&self) -> usize {
        self.rows.iter().map(Vec::len).chain([self.header.len()]).max().unwrap_or(0)
    }

    /// What stands between two columns, besides a space on both sides of each cell.
    fn gap(&self) -> &'static str {
        if self.lines == Lines::None { "" } else { " " }
    }

    /// How wide each column is inside, narrowed from the widest on where the table would be too wide.
    fn widths(&self) -> Vec<usize> {
        let mut widths = vec![0; self.columns()];
        for row in self.rows.iter().chain([&self.header]) {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(cell.lines().map(UnicodeWidthStr::width).max().unwrap_or(0));
            }
        }
        let around = widths.len() * 2 + widths.len().saturating_sub(1) * self.gap().len();
        while widths.iter().sum::<usize>() + around > self.most_wide {
            match widths.iter_mut().max() {
                Some(widest) if *widest > NARROWEST => *widest -= 1,
                _ => break,
            }
        }
        widths
    }

    /// A row on as many lines as its longest cell takes.
    fn drawn(&self, row: &[String], widths: &[usize]) -> Vec<String> {
        let cells: Vec<Vec<String>> = widths
            .iter()
            .enumerate()
            .map(|(at, width)| broken(row.get(at).map_or("", String::as_str), *width))
            .collect();
        let height = cells.iter().map(Vec::len).max().unwrap_or(1);
        let line = |line: usize| {
            let cells = cells.iter().zip(widths).enumerate().map(|(column, (cell, width))| {
                let text = cell.get(line).map_or("", String::as_str);
                let spaces = width.saturating_sub(text.width());
                if self.right.contains(&column) {
                    format!(" {:spaces$}{text} ", "")
                } else {
                    format!(" {text}{:spaces$} ", "")
                }
            });
            cells.collect::<Vec<_>>().join(self.gap())
        };
        (0..height).map(line).collect()
    }
}

/// The width that a column keeps however narrow the table has to be.
const NARROWEST: usize = 8;

/// The lines of a text no wider than a width, broken between words; a word that is too long has a line of its own.
fn broken(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for whole in text.lines() {
        let mut line = String::new();
        for word in whole.split(' ') {
            if !line.is_empty() && line.width() + 1 + word.width() > width {
                lines.push(std::mem::take(&mut line));
            } else if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        lines.push(line);
    }
    lines
}

impl Display for Table {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let widths = self.widths();
        let across =
            widths.iter().sum::<usize>() + widths.len() * 2 + widths.len().saturating_sub(1) * self.gap().len();
        let rule = |sign: &str| sign.repeat(across);
        let mut lines = Vec::new();
        if self.lines == Lines::All {
            lines.push(rule("─"));
        }
        lines.extend(self.drawn(&self.header, &widths));
        match self.lines {
            Lines::All => lines.push(rule("═")),
            Lines::Header => lines.push(rule("─")),
            Lines::None => {}
        }
        for (at, row) in self.rows.iter().enumerate() {
            if at > 0 && self.lines == Lines::All {
                lines.push(rule("─"));
            }
            lines.extend(self.drawn(row, &widths));
        }
        if self.lines == Lines::All {
            lines.push(rule("─"));
        }
        formatter.write_str(&lines.join("\n"))
    }
}

#[cfg(test)]
mod tests {
    use super::Table;

    #[test]
    fn lines_stand_around_the_header_and_between_rows() {
        let mut table = Table::lined(["name", "m"]).right([1]);
        table.row(["a", "1"]);
        table.row(["longer", "20"]);
        let expected = "\
─────────────
 name      m 
═════════════
 a         1 
─────────────
 longer   20 
─────────────";
        assert_eq!(table.to_string(), expected);
    }

    #[test]
    fn a_cell_too_long_for_the_table_is_broken_between_words() {
        let mut table = Table::ruled(["rule", "what it asks"]).within(30);
        table.row(["NL-2024-01", "a permit for every open system"]);
        for line in table.to_string().lines() {
            assert!(line.chars().count() <= 30, "{line}");
        }
        let words: Vec<String> = table.to_string().split_whitespace().map(str::to_owned).collect();
        assert!(words.join(" ").contains("a permit"), "{words:?}");
        for word in "a permit for every open system".split(' ') {
            assert!(words.iter().any(|one| one == word), "{word} is lost");
        }
    }

    #[test]
    fn wide_letters_count_by_their_width() {
        let mut table = Table::plain(["a", "b"]);
        table.row(["Súdwest", "x"]);
        assert_eq!(table.to_string(), " a        b \n Súdwest  x ");
    }
}
