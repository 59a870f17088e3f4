//! Patterns that fill an area: told apart without colour.

/// A pattern in a colour, on a pale ground of the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Pattern {
    /// Dots far apart.
    Dots(&'static str),
    /// Lines that rise to the right.
    Rising(&'static str),
    /// Lines that fall to the right, thicker.
    Falling(&'static str),
    /// Lines both ways, close together.
    Crossed(&'static str),
    /// Level lines.
    Level(&'static str),
    /// Upright lines.
    Upright(&'static str),
}

impl Pattern {
    /// The colour.
    pub(crate) fn colour(self) -> &'static str {
        match self {
            Self::Dots(colour)
            | Self::Rising(colour)
            | Self::Falling(colour)
            | Self::Crossed(colour)
            | Self::Level(colour)
            | Self::Upright(colour) => colour,
        }
    }

    /// Its name within a drawing.
    pub(super) fn id(self) -> String {
        let name = match self {
            Self::Dots(_) => "dots",
            Self::Rising(_) => "rising",
            Self::Falling(_) => "falling",
            Self::Crossed(_) => "crossed",
            Self::Level(_) => "level",
            Self::Upright(_) => "upright",
        };
        format!("{name}-{}", self.colour().trim_start_matches('#'))
    }

    /// Its definition in SVG.
    pub(super) fn definition(self) -> String {
        let colour = self.colour();
        let line = |width: f64, upright: bool, side: f64| {
            let (width, height) = if upright { (width, side) } else { (side, width) };
            format!("<rect width=\"{width}\" height=\"{height}\" fill=\"{colour}\"/>")
        };
        let (side, turn, marks) = match self {
            Self::Dots(_) => (14.0, 30, format!("<circle cx=\"7\" cy=\"7\" r=\"1.6\" fill=\"{colour}\"/>")),
            Self::Rising(_) => (12.0, 45, line(1.4, true, 12.0)),
            Self::Falling(_) => (11.0, -45, line(2.6, true, 11.0)),
            Self::Crossed(_) => (7.0, 45, line(1.8, true, 7.0) + &line(1.8, false, 7.0)),
            Self::Level(_) => (10.0, 0, line(1.6, false, 10.0)),
            Self::Upright(_) => (10.0, 0, line(1.6, true, 10.0)),
        };
        format!(
            "<pattern id=\"{}\" width=\"{side}\" height=\"{side}\" patternUnits=\"userSpaceOnUse\" \
             patternTransform=\"rotate({turn})\"><rect width=\"{side}\" height=\"{side}\" fill=\"#fff\"/>\
             <rect width=\"{side}\" height=\"{side}\" fill=\"{colour}\" fill-opacity=\"0.22\"/>{marks}</pattern>\n",
            self.id()
        )
    }
}
