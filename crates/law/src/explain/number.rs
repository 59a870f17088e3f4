//! A number against a limit, in words.

use super::Teller;
use super::quantity::{difference, name, scale, state, value};
use crate::lang::Lang;
use crate::rules::{
    Compare, Comparison, DepthOf, Facts, Ground, InZone, Limit, Missing, Quantity, Truth, ZoneField, ZoneHit,
};
use crate::words::{fact_word, joined, level, number};

/// A limit in words.
struct Bar {
    /// The value: "80 m".
    plain: String,
    /// What begins there, where it is the top of something: "the clay layer".
    begins: Option<String>,
    /// The zone that gives it, behind a blank: " in ...".
    place: String,
}

impl<F: Facts> Teller<'_, F> {
    pub(super) fn compare(&self, ground: &Ground, compare: &Compare) -> String {
        let comparison = if ground.negated { compare.comparison.opposite() } else { compare.comparison };
        let measured = ground.measured;
        let given = measured.and_then(|measured| measured.value);
        let limit = measured.and_then(|measured| measured.limit);
        let bar = self.bar(compare, limit, ground.hit);
        match (given, limit) {
            (Some(given), Some(limit)) => self.against(compare.fact, given, limit, comparison, &bar),
            _ => self.uncompared(ground, compare, given, comparison, &bar),
        }
    }

    /// Whether the drilling or the screens reach into a zone that begins below ground level.
    pub(super) fn reach(&self, ground: &Ground, zone: &InZone) -> String {
        let Some(hit) = ground.hit else { return String::new() };
        if zone.depth == DepthOf::Screens {
            return self.screens(ground, hit);
        }
        let comparison = if ground.negated { Comparison::AtMost } else { Comparison::Above };
        let fact = Quantity::DrillingDepthM;
        let bar = Bar {
            plain: value(fact, hit.extent.from_m, self.lang),
            begins: Some(self.zone(hit.zone)),
            place: String::new(),
        };
        match self.facts.quantity(fact) {
            Some(given) => self.against(fact, given, hit.extent.from_m, comparison, &bar),
            None => self.unknown(&self.missing(&[name(fact, self.lang)]), &self.beyond(fact, comparison, &bar)),
        }
    }

    fn screens(&self, ground: &Ground, hit: ZoneHit) -> String {
        let at = |quantity| match self.facts.quantity(quantity) {
            Some(metres) => number(metres, self.lang),
            None => "?".to_owned(),
        };
        let (top, bottom) = (at(Quantity::ScreenTopM), at(Quantity::ScreenBottomM));
        let from = number(hit.extent.from_m, self.lang);
        let zone = self.zone(hit.zone);
        let ends = hit.extent.to_m.is_finite().then(|| number(hit.extent.to_m, self.lang));
        let range = match (self.lang, ends) {
            (Lang::Nl, Some(to)) => format!("{zone} loopt van {from} tot {to} m"),
            (Lang::En, Some(to)) => format!("{zone} runs from {from} to {to} m"),
            (Lang::Nl, None) => format!("{zone} begint op {from} m"),
            (Lang::En, None) => format!("{zone} begins at {from} m"),
        };
        let reach = match ground.truth {
            Truth::True => self.pick("het filter komt daarin", "the screens reach into it"),
            Truth::False => self.pick("het filter komt daar niet in", "the screens do not reach into it"),
            Truth::Unknown if self.alone && !self.open => {
                let then = super::outcome::then(self.rule.outcome, self.lang);
                let into = self.pick("komt het filter daarin, dan", "if the screens reach into it,");
                return format!("{}; {range}; {into} {then}", self.screens_missing(ground));
            }
            Truth::Unknown => return format!("{}; {range}", self.screens_missing(ground)),
        };
        if [Quantity::ScreenTopM, Quantity::ScreenBottomM].into_iter().all(|end| self.facts.quantity(end).is_none()) {
            // The drilling ends above the zone, and its screens with it.
            return format!("{range}; {reach}");
        }
        match self.lang {
            Lang::Nl => format!("het filter zit van {top} tot {bottom} m; {range}; {reach}"),
            Lang::En => format!("the screens are from {top} to {bottom} m; {range}; {reach}"),
        }
    }

    fn screens_missing(&self, ground: &Ground) -> String {
        let names: Vec<String> = ground.missing.quantities().map(|quantity| name(quantity, self.lang)).collect();
        self.missing(&names)
    }

    /// A known number against a known limit.
    fn against(&self, fact: Quantity, given: f64, limit: f64, comparison: Comparison, bar: &Bar) -> String {
        let over = given - limit;
        let said = state(fact, given, self.lang);
        if self.judging {
            format!("{said}; {}: {}", self.allowed(fact, comparison, bar), self.judged(fact, over, comparison))
        } else {
            format!("{said}, {}", self.beside(fact, over, bar))
        }
    }

    /// What the rule leaves free.
    fn allowed(&self, fact: Quantity, comparison: Comparison, bar: &Bar) -> String {
        let Bar { plain, begins, place } = bar;
        if let Some(what) = begins {
            return format!("{what} {} {plain}", self.pick("begint op", "begins at"));
        }
        let words = scale(fact, self.lang);
        let many = self.lang == Lang::En && fact == Quantity::FullLoadHours;
        let is = if many { "are" } else { "is" };
        let (allowed, needed) = (self.pick("toegestaan", "allowed"), self.pick("vereist", "required"));
        match comparison {
            Comparison::Above => format!("{plain} {is} {allowed}{place}"),
            Comparison::AtLeast => format!("{} {plain} {is} {allowed}{place}", words.under),
            Comparison::Below => format!("{} {plain} {is} {needed}{place}", self.pick("ten minste", "at least")),
            Comparison::AtMost => format!("{} {plain} {is} {needed}{place}", words.over),
        }
    }

    /// By how much it is too much, or how much room is left.
    fn judged(&self, fact: Quantity, over: f64, comparison: Comparison) -> String {
        let words = scale(fact, self.lang);
        let size = difference(fact, over.abs(), self.lang);
        let (upwards, on_limit) = match comparison {
            Comparison::Above => (true, false),
            Comparison::AtLeast => (true, true),
            Comparison::Below => (false, false),
            Comparison::AtMost => (false, true),
        };
        if over == 0.0 {
            let kept = self.pick("de grens wordt precies aangehouden", "the limit is kept exactly");
            let broken =
                self.pick("precies op de grens, en dat mag niet", "exactly on the limit, which is not allowed");
            return if on_limit { broken } else { kept }.to_owned();
        }
        match (upwards, over > 0.0) {
            (true, true) => format!("{size} {}", words.too_much),
            (false, false) => format!("{size} {}", words.too_little),
            _ => match self.lang {
                Lang::Nl => format!("nog {size} ruimte"),
                Lang::En => format!("{size} to spare"),
            },
        }
    }

    /// How a number lies beside its limit, without judging.
    fn beside(&self, fact: Quantity, over: f64, bar: &Bar) -> String {
        let words = scale(fact, self.lang);
        let Bar { plain, begins, place } = bar;
        let limit = match (begins, self.lang) {
            (None, Lang::Nl) => format!("de grens van {plain}{place}"),
            (None, Lang::En) => format!("the limit of {plain}{place}"),
            (Some(what), Lang::Nl) => format!("de bovenkant van {what} op {plain}"),
            (Some(what), Lang::En) => format!("the top of {what} at {plain}"),
        };
        if over == 0.0 {
            return format!("{} {limit}", self.pick("precies", "exactly"));
        }
        let size = difference(fact, over.abs(), self.lang);
        let more = if over > 0.0 { words.more } else { words.less };
        format!("{size} {more} {} {limit}", self.pick("dan", "than"))
    }

    /// Which numbers the rule is about: "deeper than 80 m".
    fn beyond(&self, fact: Quantity, comparison: Comparison, bar: &Bar) -> String {
        let words = scale(fact, self.lang);
        let Bar { plain, begins, place } = bar;
        let top = begins
            .as_ref()
            .map_or_else(String::new, |what| format!(" ({} {what})", self.pick("de bovenkant van", "the top of")));
        let which = match comparison {
            Comparison::Above => words.over,
            Comparison::AtLeast => self.pick("vanaf", "from"),
            Comparison::Below => words.under,
            Comparison::AtMost => self.pick("tot en met", "up to"),
        };
        let plain = match (fact, self.lang) {
            _ if fact.is_stated() => plain.clone(),
            (Quantity::FullLoadHours, Lang::Nl) => plain.replace("uur", "vollasturen"),
            (Quantity::FullLoadHours, Lang::En) => plain.replace("hour", "full-load hour"),
            (_, Lang::Nl) => format!("een {} van {plain}", fact_word(fact.slug(), self.lang)),
            (_, Lang::En) => format!("a {} of {plain}", fact_word(fact.slug(), self.lang)),
        };
        format!("{which} {plain}{top}{place}")
    }

    /// A number or a limit that is not known.
    fn uncompared(
        &self,
        ground: &Ground,
        compare: &Compare,
        given: Option<f64>,
        comparison: Comparison,
        bar: &Bar,
    ) -> String {
        let words = scale(compare.fact, self.lang);
        let mut unknown = self.not_given(ground.missing).unwrap_or_default();
        let field = ground.missing.zone_field.zip(ground.hit);
        if let Some((field, hit)) = field {
            let depth = self.depth_not_known(field, hit);
            unknown = if unknown.is_empty() { depth } else { format!("{unknown} {} {depth}", self.pick("en", "and")) };
        }
        if let Some(given) = given {
            unknown = format!("{}, {} {unknown}", state(compare.fact, given, self.lang), self.pick("maar", "but"));
        }
        if field.is_none() {
            return self.unknown(&unknown, &self.beyond(compare.fact, comparison, bar));
        }
        // Without the limit there is only a direction.
        let over = matches!(comparison, Comparison::Above | Comparison::AtLeast);
        if self.alone && !self.open {
            let then = super::outcome::then(self.rule.outcome, self.lang);
            match self.lang {
                Lang::Nl => format!("{unknown}; {} {then}", if over { words.more } else { words.less }),
                Lang::En => format!("{unknown}; {} than that {then}", if over { words.more } else { words.less }),
            }
        } else {
            unknown
        }
    }

    fn depth_not_known(&self, field: ZoneField, hit: ZoneHit) -> String {
        let zone = self.zone(hit.zone);
        match (field, self.lang) {
            (ZoneField::ClayTopM, Lang::Nl) => format!("op welke diepte in {zone} de kleilaag begint is niet bekend"),
            (ZoneField::ClayTopM, Lang::En) => format!("at which depth the clay layer begins in {zone} is not known"),
            (_, Lang::Nl) => format!("hoe diep er in {zone} mag worden geboord is niet bekend"),
            (_, Lang::En) => format!("how deep one may drill in {zone} is not known"),
        }
    }

    /// That facts are not given: "the flow and the ground level are not given". None when no fact
    /// of the application is missing.
    pub(super) fn not_given(&self, missing: Missing) -> Option<String> {
        let mut names: Vec<String> = Vec::new();
        for quantity in missing.quantities() {
            let stated = match quantity.made_of() {
                [] => vec![quantity],
                parts => parts.iter().copied().filter(|part| self.facts.quantity(*part).is_none()).collect(),
            };
            if stated.is_empty() {
                return Some(match self.lang {
                    Lang::Nl => format!("{} is uit deze getallen niet te berekenen", name(quantity, self.lang)),
                    Lang::En => format!("{} cannot be computed from these numbers", name(quantity, self.lang)),
                });
            }
            names.extend(stated.into_iter().map(|quantity| name(quantity, self.lang)));
        }
        if missing.dwelling {
            names.push(self.pick("de soort woning", "the kind of dwelling").to_owned());
        }
        if missing.fluid {
            names.push(self.pick("de circulatievloeistof", "the circulation fluid").to_owned());
        }
        if missing.interference {
            names.push(
                self.pick(
                    "wat over bestaande systemen of deze aanvraag bekend zou moeten zijn",
                    "what would have to be known of existing systems or this application",
                )
                .to_owned(),
            );
        }
        (!names.is_empty()).then(|| self.missing(&names))
    }

    pub(super) fn missing(&self, names: &[String]) -> String {
        let list = joined(names, self.pick("en", "and"));
        match (self.lang, names.len()) {
            (Lang::Nl, 1) => format!("{list} is niet opgegeven"),
            (Lang::Nl, _) => format!("{list} zijn niet opgegeven"),
            (Lang::En, 1) if !list.ends_with("screens") || !list.starts_with("the screens") => {
                format!("{list} is not given")
            }
            (Lang::En, _) => format!("{list} are not given"),
        }
    }

    fn bar(&self, compare: &Compare, limit: Option<f64>, hit: Option<ZoneHit>) -> Bar {
        let lang = self.lang;
        let place = match (compare.limit, hit) {
            (Limit::Zone { .. }, Some(hit)) => format!(" in {}", self.zone(hit.zone)),
            _ => String::new(),
        };
        let known = |limit: Option<f64>| limit.map(|limit| value(compare.fact, limit, lang)).unwrap_or_default();
        let (plain, begins) = match compare.limit {
            Limit::Number(number) => (value(compare.fact, number, lang), None),
            Limit::Nap { nap } => (self.in_nap(nap, limit), None),
            Limit::Zone { zone: ZoneField::MaxDepthM } => (known(limit), None),
            Limit::Zone { zone: ZoneField::MinLevelMNap } => {
                let nap = hit.and_then(|hit| hit.limits.min_level_m_nap);
                (nap.map(|nap| self.in_nap(nap, limit)).unwrap_or_default(), None)
            }
            Limit::Zone { zone: ZoneField::ClayTopM } => {
                let clay = format!("{}{place}", self.pick("de kleilaag", "the clay layer"));
                return Bar { plain: known(limit), begins: Some(clay), place: String::new() };
            }
        };
        Bar { plain, begins, place }
    }

    /// A level, and the depth that it comes to where the ground level is known.
    fn in_nap(&self, nap: f64, depth: Option<f64>) -> String {
        let said = level(nap, self.lang);
        let ground = self.facts.quantity(Quantity::GroundLevelMNap);
        let (Some(depth), Some(ground)) = (depth, ground) else { return said };
        let (depth, ground) = (number(depth, self.lang), level(ground, self.lang));
        match self.lang {
            Lang::Nl => format!("{said} ({depth} m diep, bij een maaiveld op {ground})"),
            Lang::En => format!("{said} ({depth} m deep, with ground level at {ground})"),
        }
    }
}
