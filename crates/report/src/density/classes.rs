//! Classes of a measure, each with a colour and words.

use bodemtoets_screening::density::Measure;
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::{grouped, number, text};

/// Light to dark: the scheme `YlOrRd` of `ColorBrewer` (Cynthia Brewer), which stays apart in grey.
const RAMP: [&str; 7] = ["#ffffb2", "#fed976", "#feb24c", "#fd8d3c", "#fc4e2a", "#e31a1c", "#b10026"];

/// Values from `from` up to, but without, `below`.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Class {
    pub(super) from: f64,
    pub(super) below: f64,
    pub(super) colour: &'static str,
    pub(super) label: String,
}

/// The classes of a measure, the mildest first. What lies in none is not drawn: nothing is there, or (for
/// room) there is room for the largest doublet. `most_m3` is that largest, and `doublets_m3` all of them.
pub(super) fn classes(measure: Measure, doublets_m3: &[f64], most_m3: f64, lang: Lang) -> Vec<Class> {
    match measure {
        Measure::Systems | Measure::Wells | Measure::Conflicts => counts(lang),
        Measure::ThermalVolume => shares(&[0.0, 0.01, 0.05, 0.1, 0.25, 0.5, 1.0], lang),
        Measure::ThermalArea | Measure::HydraulicArea | Measure::FullArea => {
            shares(&[0.0, 0.01, 0.05, 0.1, 0.25, 0.5], lang)
        }
        Measure::Severity => {
            let label = |from: f64, to: f64| format!("{} - {}", number(from, lang), number(to, lang));
            let ends = [0.0, 0.25, 0.5, 0.75];
            let class = |(at, from): (usize, &f64)| Class {
                from: from.max(f64::MIN_POSITIVE),
                below: if at == 3 { f64::INFINITY } else { from + 0.25 },
                colour: RAMP[at * 2],
                label: label(*from, from + 0.25),
            };
            ends.iter().enumerate().map(class).collect()
        }
        Measure::Room => rooms(doublets_m3, most_m3, lang),
    }
}

fn counts(lang: Lang) -> Vec<Class> {
    let ends = [1.0, 2.0, 4.0, 8.0, 16.0, 32.0, f64::INFINITY];
    let label = |from: f64, below: f64| {
        let last = below - 1.0;
        if below.is_infinite() {
            text!(lang, nl: "{from} of meer", en: "{from} or more", from = number(from, lang))
        } else if last > from {
            format!("{} - {}", number(from, lang), number(last, lang))
        } else {
            number(from, lang)
        }
    };
    let class = |(at, two): (usize, &[f64])| Class {
        from: two[0],
        below: two[1],
        colour: RAMP[at + usize::from(at > 2)],
        label: label(two[0], two[1]),
    };
    ends.windows(2).enumerate().map(class).collect()
}

fn shares(ends: &[f64], lang: Lang) -> Vec<Class> {
    let percent = |share: f64| number(share * 100.0, lang);
    let class = |(at, from): (usize, &f64)| {
        let below = ends.get(at + 1).copied().unwrap_or(f64::INFINITY);
        Class {
            from: from.max(f64::MIN_POSITIVE),
            below,
            colour: RAMP[at],
            label: match (at, below.is_finite()) {
                (0, _) => text!(lang, nl: "minder dan {below} %", en: "less than {below} %", below = percent(below)),
                (_, true) => format!("{} - {} %", percent(*from), percent(below)),
                (_, false) => text!(lang, nl: "vanaf {from} %", en: "from {from} %", from = percent(*from)),
            },
        }
    };
    ends.iter().enumerate().map(class).collect()
}

/// The less room, the darker.
fn rooms(doublets_m3: &[f64], most_m3: f64, lang: Lang) -> Vec<Class> {
    let mut sizes: Vec<f64> = doublets_m3.iter().copied().filter(|size| *size < most_m3).rev().collect();
    sizes.push(0.0);
    let steps = RAMP.len() - 1;
    let last = (sizes.len() - 1).max(1);
    let class = |(at, from): (usize, &f64)| Class {
        from: *from,
        below: if at == 0 { most_m3 } else { sizes[at - 1] },
        colour: RAMP[at * steps / last],
        label: if *from > 0.0 {
            text!(lang, nl: "hooguit {from} m3", en: "at most {from} m3", from = grouped(*from, 0, lang))
        } else {
            lang.pick("geen", "none").to_owned()
        },
    };
    sizes.iter().enumerate().map(class).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use bodemtoets_screening::density::DOUBLETS_M3;

    #[test]
    fn classes_follow_each_other_without_a_gap() {
        for measure in Measure::ALL {
            let mut classes = classes(measure, &DOUBLETS_M3, 1e6, Lang::En);
            classes.sort_by(|one, other| one.from.total_cmp(&other.from));
            assert!(classes.len() > 3, "{measure:?}");
            for two in classes.windows(2) {
                assert!((two[0].below - two[1].from).abs() < 1e-12, "{measure:?}: {two:?}");
            }
        }
    }

    #[test]
    fn room_says_what_still_fits() {
        let labels: Vec<String> =
            classes(Measure::Room, &DOUBLETS_M3, 1e6, Lang::En).into_iter().map(|class| class.label).collect();
        assert_eq!(labels[0], "at most 500 000 m3");
        assert_eq!(labels.last().unwrap(), "none");
    }

    #[test]
    fn counts_and_shares_in_words() {
        let labels = |measure| -> Vec<String> {
            classes(measure, &DOUBLETS_M3, 1e6, Lang::Nl).into_iter().map(|class| class.label).collect()
        };
        assert_eq!(labels(Measure::Wells), ["1", "2 - 3", "4 - 7", "8 - 15", "16 - 31", "32 of meer"]);
        assert_eq!(labels(Measure::ThermalVolume)[0], "minder dan 1 %");
        assert_eq!(labels(Measure::ThermalVolume)[6], "vanaf 100 %");
    }
}
