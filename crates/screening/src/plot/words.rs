//! What plots are told, in words.

use geo::Coord;

use super::design::{FULL_LOAD_HOURS, SEAL_M};
use super::partition::Uncut;
use bodemtoets_ground::layout::Blocked;
use bodemtoets_law::rules::System;
use bodemtoets_words::lang::{Lang, Text};
use bodemtoets_words::words::{fixed, number, text};

/// Why something stands where it was placed, or what blocks it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Reason {
    /// A doublet was asked for a closed system.
    DoubletOfClosed,
    /// Loops were asked for an open system.
    LoopsOfOpen,
    /// Loops whose depth is not given.
    NoDepth,
    /// Each part may be prohibited.
    NothingAllowed,
    /// It does not fit on what is allowed.
    Blocked(Blocked, System),
    /// In a drilling of this depth there is no room for screens below the seal.
    NoRoomForScreens { depth_m: f64 },
    /// Screens that end below the drilling.
    ScreensTooDeep { bottom_m: f64, depth_m: f64 },
    /// More groundwater in a year than the flow that is stated moves.
    MoreThanFlow { volume_m3: f64, flow_m3_h: f64 },
    /// Screens of the length that is stated do not fit in a drilling of this depth.
    ScreensTooLong { screen_m: f64, depth_m: f64 },
    /// The best pair of so many places; the tightest distance as a multiple of what is needed; whether its volume is
    /// all that its flow moves.
    Doublet { places: usize, slack: f64, by_flow: bool },
    /// The densest of so many patterns, how many loops fit in it, and where chance began.
    Loops { patterns: u32, most: usize, seed: u64 },
}

impl Reason {
    pub(super) fn both(self) -> Text {
        Text::both(|lang| self.text(lang))
    }

    fn text(self, lang: Lang) -> String {
        match self {
            Self::DoubletOfClosed => text!(
                lang,
                nl: "een doublet hoort bij een open systeem; vraag om lussen",
                en: "a doublet is of an open system: ask for loops"
            ),
            Self::LoopsOfOpen => text!(
                lang,
                nl: "lussen horen bij een gesloten systeem; vraag om een doublet",
                en: "loops are of a closed system: ask for a doublet"
            ),
            Self::NoDepth => text!(
                lang,
                nl: "zeg hoe diep de lussen gaan (drilling_depth_m)",
                en: "say how deep the loops go (drilling_depth_m)"
            ),
            Self::NothingAllowed => text!(
                lang,
                nl: "op geen deel van het perceel is het zeker niet verboden",
                en: "on no part of the plot is it certainly not prohibited"
            ),
            Self::Blocked(Blocked::NoLand, _) => text!(
                lang,
                nl: "na de afstand tot de perceelgrens en tot waar het verboden kan zijn blijft geen grond over waar het mag staan",
                en: "once the setbacks from the edge of the plot and from where it may be prohibited are kept there is no land where it may stand"
            ),
            Self::Blocked(Blocked::Forbidden { needed_m }, _) => text!(
                lang,
                nl: "de warmte van de putten zou reiken tot waar het verboden kan zijn: ze moeten er {needed_m:.0} m vandaan blijven",
                en: "the warmth of the wells would reach where it may be prohibited: they have to stay {needed_m:.0} m away from there"
            ),
            Self::NoRoomForScreens { depth_m } => text!(
                lang,
                nl: "in een boring van {depth} m past geen filter: daarboven moet {SEAL_M:.0} m dicht zijn (aanname)",
                en: "no screen fits in a drilling of {depth} m: {SEAL_M:.0} m above it have to be sealed (assumption)",
                depth = fixed(depth_m, 1, lang)
            ),
            Self::ScreensTooDeep { bottom_m, depth_m } => text!(
                lang,
                nl: "de filters gaan tot {bottom} m, en de boring tot {depth} m",
                en: "the screens go down to {bottom} m, and the drilling to {depth} m",
                bottom = fixed(bottom_m, 1, lang),
                depth = fixed(depth_m, 1, lang)
            ),
            Self::MoreThanFlow { volume_m3, flow_m3_h } => text!(
                lang,
                nl: "{flow} m3/h verpompt in een heel jaar geen {volume} m3: een van beide klopt niet",
                en: "{flow} m3/h does not move {volume} m3 in a whole year: one of the two is wrong",
                flow = number(flow_m3_h, lang),
                volume = number(volume_m3, lang)
            ),
            Self::ScreensTooLong { screen_m, depth_m } => text!(
                lang,
                nl: "filters van {screen} m passen niet in een boring van {depth} m",
                en: "screens of {screen} m do not fit in a drilling of {depth} m",
                screen = fixed(screen_m, 1, lang),
                depth = fixed(depth_m, 1, lang)
            ),
            Self::Blocked(Blocked::Neighbours, _) => text!(
                lang,
                nl: "bestaande systemen liggen te dichtbij; zonder die zou het passen",
                en: "existing systems are too near; without them it would fit"
            ),
            Self::Blocked(Blocked::TooSmall { widest_m, needed_m }, System::Open) => text!(
                lang,
                nl: "te klein: de putten kunnen hooguit {widest_m:.0} m uit elkaar, en moeten {needed_m:.0} m (vuistregel)",
                en: "too small: the wells can be at most {widest_m:.0} m apart, and have to be {needed_m:.0} m (rule of thumb)"
            ),
            Self::Blocked(Blocked::TooSmall { needed_m, .. }, System::Closed) => text!(
                lang,
                nl: "te klein: zoveel lussen passen er niet op {needed_m:.0} m van elkaar",
                en: "too small: so many loops do not fit {needed_m:.0} m apart"
            ),
            Self::Doublet { places, slack, by_flow } => {
                let pair = text!(
                    lang,
                    nl: "van paren uit {places} plekken het paar met de meeste ruimte: de krapste afstand is {slack} maal wat nodig is",
                    en: "of pairs of {places} places the pair with most room: the tightest distance is {slack} times what is needed",
                    slack = fixed(slack, 2, lang)
                );
                let flow = text!(
                    lang,
                    nl: "; meer water brengt het debiet niet ({FULL_LOAD_HOURS:.0} vollasturen, aanname)",
                    en: "; the flow moves no more water ({FULL_LOAD_HOURS:.0} full-load hours, assumption)"
                );
                if by_flow { pair + &flow } else { pair }
            }
            Self::Loops { patterns, most, seed } => text!(
                lang,
                nl: "van {patterns} patronen het dichtste: daarin passen er {most} (toevalsgetal {seed})",
                en: "of {patterns} patterns the densest: {most} fit in it (seed {seed})"
            ),
        }
    }
}

/// That polygons of a plot lie over each other.
pub(super) fn overlapping() -> Text {
    Text::both(|lang| {
        text!(
            lang,
            nl: "vlakken van het perceel liggen over elkaar; wat zij delen telt één keer",
            en: "polygons of the plot lie over each other; what they share counts once"
        )
    })
}

/// What is counted of a plot of which the rings may be meant otherwise.
pub(super) fn drawn_in_doubt(at: Coord) -> Text {
    Text::both(|lang| {
        text!(
            lang,
            nl: "bij {x:.1}, {y:.1} is niet zeker hoe het perceel getekend is: geteld is alles waar de ringen omheen lopen; \
                 kijk de tekening na",
            en: "how the plot is drawn at {x:.1}, {y:.1} is not certain: all that the rings run around is counted; check \
                 the drawing",
            x = at.x,
            y = at.y
        )
    })
}

impl Uncut {
    /// Why the plot is one part.
    pub(super) fn both(self) -> Text {
        Text::both(|lang| match self {
            Self::Areas => text!(
                lang,
                nl: "het perceel is niet op te delen; het hele perceel heeft de uitkomst van zijn strengste plek",
                en: "the plot cannot be cut up; all of it has the outcome of its strictest spot"
            ),
            Self::Interference => text!(
                lang,
                nl: "een regel die beslist vraagt of systemen elkaar hinderen, en dat verschilt van plek tot plek: het \
                     hele perceel heeft de uitkomst van zijn strengste plek",
                en: "a rule that decides asks whether systems harm each other, and that differs from place to place: \
                     all of the plot has the outcome of its strictest spot"
            ),
        })
    }
}
