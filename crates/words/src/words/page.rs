//! A text of many lines, written from top to bottom.

use std::fmt::{self, Display, Write};

use anstyle::Style;

/// A text of many lines, written from top to bottom. Titles are bold, with colour codes that the terminal (or the
/// lack of one) may strip.
///
/// ```
/// use bodemtoets_words::words::Page;
///
/// let mut page = Page::new();
/// page.line("Plot of 2 ha");
/// page.blank();
/// page.item("part 1: permit");
/// assert_eq!(page.finish(), "Plot of 2 ha\n\n  part 1: permit\n");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    text: String,
}

impl Page {
    /// How titles look.
    pub const BOLD: Style = Style::new().bold();

    /// A page without a line.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Text without the end of its line: the next text goes on behind it.
    pub fn put(&mut self, text: impl Display) {
        // A `String` takes every text; only a `Display` that fails by itself would leave something out.
        let _ = write!(self.text, "{text}");
    }

    /// A line.
    pub fn line(&mut self, text: impl Display) {
        self.put(text);
        self.text.push('\n');
    }

    /// A line under its title, two spaces in.
    pub fn item(&mut self, text: impl Display) {
        self.inset(2, text);
    }

    /// A line as many spaces in.
    pub fn inset(&mut self, spaces: usize, text: impl Display) {
        self.line(format_args!("{:spaces$}{text}", ""));
    }

    /// An empty line.
    pub fn blank(&mut self) {
        self.text.push('\n');
    }

    /// A title on a line, in bold.
    pub fn title(&mut self, title: impl Display) {
        self.line(format_args!("{BOLD}{title}{BOLD:#}", BOLD = Self::BOLD));
    }

    /// An empty line and a title in bold.
    pub fn section(&mut self, title: impl Display) {
        self.blank();
        self.title(title);
    }

    /// A table, or another thing that shows itself on lines of its own; without the spaces at the ends of lines.
    pub fn table(&mut self, table: impl Display) {
        for line in table.to_string().lines() {
            self.line(line.trim_end());
        }
    }

    /// Whether nothing is written yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The text.
    #[must_use]
    pub fn finish(self) -> String {
        self.text
    }
}

impl Display for Page {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}
