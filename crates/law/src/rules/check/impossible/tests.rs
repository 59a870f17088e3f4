use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::super::super::case::{Case, Given, GivenZone};
use super::super::super::condition::in_zone;
use super::super::super::facts::{Dwelling, Quantity};
use super::super::super::rulebook::{Rule, Rulebook};
use super::super::super::trial::try_rule;
use super::super::super::truth::Truth;
use super::super::super::zone::DepthOf;
use super::*;
use bodemtoets_ground::crowding::Harm;
use bodemtoets_words::DepthLimits;

/// A condition as a rulebook writes it.
fn read(text: &str) -> Condition {
    super::super::super::condition::read(text).unwrap_or_else(|fault| panic!("{text}: {fault}"))
}

/// What a condition comes to on each of some facts.
fn judge(when: &Condition, facts: impl IntoIterator<Item = Given>) -> Vec<Truth> {
    const BOOK: &str = "id = 'a'\nversion = '1'\njurisdiction = 'nl'\ntitle = { nl = 'a', en = 'a' }\n[[rule]]\nid = 'A'\n\
        valid_from = 2020-01-01\napplies_to = ['open']\nwhen = { always = true }\noutcome = 'permit'\n\
        reason = { nl = 'a', en = 'a' }\nsource = { title = 'a' }\ncertainty = 'verified'\n";
    let rule = Rulebook::parse("a.toml", BOOK).unwrap().rules.remove(0);
    let case = |given| Case { given, expected: Truth::True, at: 0..0 };
    let rule = Rule { when: when.clone(), cases: facts.into_iter().map(case).collect(), ..rule };
    try_rule(&rule).unwrap().answers.into_iter().map(|answer| answer.judged.truth).collect()
}

#[test]
fn what_excludes_each_other_is_impossible() {
    for text in [
        "{ not = { always = true } }",
        "{ all = [{ fact = 'flow_m3_h', above = 10 }, { fact = 'flow_m3_h', at_most = 10 }] }",
        "{ all = [{ fact = 'flow_m3_h', at_least = 10 }, { fact = 'flow_m3_h', below = 10 }] }",
        "{ all = [{ fact = 'flow_m3_h', above = 10 }, { not = { fact = 'flow_m3_h', above = 5 } }] }",
        "{ fact = 'flow_m3_h', above = 2000 }",
        "{ fact = 'flow_m3_h', below = 0 }",
        "{ all = [{ fact = 'drilling_depth_m', above = { nap = -25 } }, { fact = 'drilling_depth_m', at_most = { nap = -20 } }] }",
        "{ fact = 'drilling_depth_m', above = { nap = -1510 } }",
        "{ all = [{ dwelling = ['single'] }, { dwelling = ['apartment'] }] }",
        "{ not = { dwelling = ['single', 'apartment', 'none'] } }",
        "{ all = [{ fluid = ['water', 'brine'] }, { fluid = ['glycol'] }] }",
        "{ all = [{ fluid = ['water', 'brine'] }, { not = { fluid = ['water'] } }, { not = { fluid = 'brine' } }] }",
        "{ all = [{ existing_before = 2013-07-01 }, { not = { existing_before = 2013-07-01 } }] }",
        "{ all = [{ existing_before = 2013-07-01 }, { not = { existing_before = 2014-07-01 } }] }",
        "{ all = [{ within_m = { distance = 300, of = 'a' } }, { not = { within_m = { distance = 400, of = 'a' } } }] }",
        "{ all = [{ in_zone = { kind = 'a' } }, { not = { in_zone = { kind = ['b', 'a'] } } }] }",
        "{ all = [{ not = { in_zone = { kind = ['b', 'a'] } } }, { in_zone = { kind = ['a', 'b'] } }] }",
        "{ all = [{ in_zone = { kind = 'a', where = { fact = 'flow_m3_h', above = 10 } } }, { fact = 'flow_m3_h', below = 10 }] }",
        "{ in_zone = { kind = 'a', where = { all = [{ fact = 'drilling_depth_m', above = { zone = 'max_depth_m' } }, { fact = 'drilling_depth_m', at_most = { zone = 'max_depth_m' } }] } } }",
        "{ all = [{ in_zone = { kind = 'a', where = { fact = 'flow_m3_h', above = 10 } } }, { not = { in_zone = { kind = 'a', where = { fact = 'flow_m3_h', above = 5 } } } }] }",
        "{ all = [{ any = [{ dwelling = ['single'] }, { dwelling = ['none'] }] }, { not = { any = [{ dwelling = ['single'] }, { dwelling = ['none'] }] } }] }",
    ] {
        assert!(impossible(&read(text)), "{text}");
    }
}

#[test]
fn what_goes_together_is_possible() {
    for text in [
        "{ always = true }",
        "{ all = [{ fact = 'flow_m3_h', at_least = 10 }, { fact = 'flow_m3_h', at_most = 10 }] }",
        "{ fact = 'flow_m3_h', at_least = 2000 }",
        "{ all = [{ fact = 'flow_m3_h', above = 10 }, { fact = 'ground_power_kw', below = 5 }] }",
        "{ all = [{ fact = 'drilling_depth_m', above = { nap = -20 } }, { fact = 'drilling_depth_m', at_most = { nap = -25 } }] }",
        "{ all = [{ not = { existing_before = 2013-07-01 } }, { existing_before = 2014-07-01 }] }",
        "{ all = [{ not = { existing_before = 2013-07-01 } }, { not = { existing_before = 2014-07-01 } }] }",
        "{ all = [{ not = { fluid = 'water' } }, { not = { fluid = 'brine' } }] }",
        "{ all = [{ within_m = { distance = 400, of = 'a' } }, { not = { within_m = { distance = 300, of = 'a' } } }] }",
        "{ all = [{ within_m = { distance = 300, of = 'a' } }, { not = { within_m = { distance = 400, of = 'b' } } }] }",
        "{ all = [{ in_zone = { kind = ['a', 'b'] } }, { not = { in_zone = { kind = 'a' } } }] }",
        "{ all = [{ in_zone = { kind = 'a' } }, { not = { in_zone = { kind = 'a', depth = 'screens' } } }] }",
        "{ all = [{ in_zone = { kind = 'a' } }, { not = { in_zone = { kind = 'a', where = { fact = 'flow_m3_h', above = 5 } } } }] }",
        // Two zones of one kind, each with its own limit.
        "{ all = [{ in_zone = { kind = 'a', where = { fact = 'drilling_depth_m', above = { zone = 'max_depth_m' } } } }, { in_zone = { kind = 'a', where = { fact = 'drilling_depth_m', at_most = { zone = 'max_depth_m' } } } }] }",
    ] {
        assert!(!impossible(&read(text)), "{text}");
    }
}

#[test]
fn a_search_that_grows_too_long_claims_nothing() {
    // The pigeons do not fit, but that takes longer to see than there is patience for.
    let name = |pigeon: usize, hole: usize| format!("{{ in_zone = {{ kind = 'p{pigeon}h{hole}' }} }}");
    let mut parts: Vec<String> = (0..12)
        .map(|pigeon| {
            format!("{{ any = [{}] }}", (0..11).map(|hole| name(pigeon, hole)).collect::<Vec<_>>().join(", "))
        })
        .collect();
    for hole in 0..11 {
        for one in 0..12 {
            for other in 0..one {
                parts.push(format!("{{ not = {{ all = [{}, {}] }} }}", name(one, hole), name(other, hole)));
            }
        }
    }
    assert!(!impossible(&read(&format!("{{ all = [{}] }}", parts.join(", ")))));
}

/// A number of some facts against a limit, as text.
fn comparison(facts: &[Quantity], limits: &[&str]) -> impl Strategy<Value = Condition> + use<> {
    let limits: Vec<String> = limits.iter().map(|limit| (*limit).to_owned()).collect();
    let comparisons = vec!["above", "at_least", "below", "at_most"];
    (prop::sample::select(facts.to_vec()), prop::sample::select(comparisons), prop::sample::select(limits))
        .prop_map(|(fact, comparison, limit)| read(&format!("{{ fact = '{}', {comparison} = {limit} }}", fact.slug())))
}

fn dwelling() -> impl Strategy<Value = Condition> {
    prop::sample::subsequence(vec!["single", "apartment", "none"], 1..3)
        .prop_map(|list| read(&format!("{{ dwelling = {list:?} }}")))
}

fn existing() -> impl Strategy<Value = Condition> {
    prop::sample::select(vec!["2010-01-01", "2012-01-01"])
        .prop_map(|day| read(&format!("{{ existing_before = {day} }}")))
}

fn slugs(list: &[&str]) -> impl Strategy<Value = Vec<String>> + use<> {
    let list: Vec<String> = list.iter().map(|slug| (*slug).to_owned()).collect();
    prop::sample::subsequence(list.clone(), 1..=list.len())
}

/// Trees of questions.
fn tree(leaf: impl Strategy<Value = Condition> + 'static) -> impl Strategy<Value = Condition> {
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..4).prop_map(Condition::All),
            prop::collection::vec(inner.clone(), 1..4).prop_map(Condition::Any),
            inner.prop_map(not),
        ]
    })
}

const DEPTHS: [Quantity; 2] = [Quantity::DrillingDepthM, Quantity::ScreenBottomM];
const NUMBERS: [Quantity; 3] = [Quantity::DrillingDepthM, Quantity::ScreenBottomM, Quantity::FlowM3H];

/// Every question there is, about few things, so that they get in each other's way.
fn any_condition() -> impl Strategy<Value = Condition> {
    let simple = || {
        prop_oneof![
            comparison(&NUMBERS, &["0", "10", "20"]),
            comparison(&DEPTHS, &["{ nap = 0 }", "{ nap = -10 }", "{ nap = -20 }"]),
            comparison(
                &DEPTHS,
                &["{ zone = 'max_depth_m' }", "{ zone = 'min_level_m_nap' }", "{ zone = 'clay_top_m' }"]
            ),
            dwelling(),
            existing(),
            slugs(&["water", "brine", "glycol"]).prop_map(|list| read(&format!("{{ fluid = {list:?} }}"))),
            Just(read("{ interference = 'harm' }")),
            (prop::sample::select(vec![100, 200]), slugs(&["a", "b"]))
                .prop_map(|(distance, of)| read(&format!("{{ within_m = {{ distance = {distance}, of = {of:?} }} }}"))),
        ]
    };
    let depth = prop::sample::select(vec![DepthOf::Drilling, DepthOf::Screens]);
    let zone = (slugs(&["a", "b", "c"]), depth, prop::option::of(tree(simple())))
        .prop_map(|(kinds, depth, filter)| in_zone(&kinds, depth, filter));
    tree(prop_oneof![simple(), zone])
}

prop_compose! {
    fn zone()(
        kind in prop::sample::select(vec!["a", "b", "c"]),
        from_m in prop::sample::select(vec![0.0, 10.0]),
        to_m in prop::sample::select(vec![20.0, f64::INFINITY]),
        max_depth_m in number(),
        min_level_m_nap in number(),
        clay_top_m in number(),
    ) -> GivenZone {
        let limits = DepthLimits { max_depth_m, min_level_m_nap, clay_top_m };
        GivenZone { kind: kind.to_owned(), name: None, map_date: None, from_m, to_m, limits }
    }
}

fn number() -> impl Strategy<Value = Option<f64>> {
    prop::option::weighted(0.9, prop::sample::select(vec![0.0, 5.0, 10.0, 15.0, 20.0, 25.0]))
}

prop_compose! {
    /// Facts, of which some are not known.
    fn facts()(
        drilling_depth_m in number(),
        screen_top_m in number(),
        screen_bottom_m in number(),
        flow_m3_h in number(),
        ground_level_m_nap in number(),
        dwelling in prop::option::weighted(0.9, prop::sample::select(vec![Dwelling::Single, Dwelling::None])),
        fluid in prop::option::weighted(0.9, prop::sample::select(vec!["water", "brine", "other"])),
        interference in prop::option::of(prop::sample::select(vec![Harm::None, Harm::Unknown, Harm::Harm])),
        existing_since in prop::option::of(prop::sample::select(vec![date(2009, 1, 1), date(2010, 1, 1), date(2011, 1, 1)])),
        zones in prop::collection::vec(zone(), 0..4),
        distance in prop::collection::btree_map(
            prop::sample::select(vec!["a".to_owned(), "b".to_owned()]),
            prop::sample::select(vec![50.0, 100.0, 150.0]),
            0..2,
        ),
    ) -> Given {
        Given {
            drilling_depth_m, screen_top_m, screen_bottom_m, flow_m3_h, ground_level_m_nap, dwelling,
            fluid: fluid.map(str::to_owned), existing_since, interference, zones, distance_m: distance, ..Given::default()
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// What holds of some facts is not impossible, however many of it are put together.
    #[test]
    fn nothing_that_holds_is_impossible(
        conditions in prop::collection::vec(any_condition(), 1..8),
        facts in facts(),
    ) {
        let holding = conditions.into_iter().filter_map(|condition| match judge(&condition, [facts.clone()])[0] {
            Truth::True => Some(condition),
            Truth::False => Some(not(condition)),
            Truth::Unknown => None,
        });
        let whole = all_of(holding);
        prop_assert_eq!(judge(&whole, [facts])[0], Truth::True);
        prop_assert!(!impossible(&whole), "{}", whole);
    }

    #[test]
    fn a_condition_implies_itself_and_what_is_weaker(one in any_condition(), other in any_condition()) {
        let both = all_of([one.clone(), other.clone()]);
        let either = Condition::Any(vec![one.clone(), other.clone()]);
        prop_assert!(implies(&one, &one), "{}", one);
        prop_assert!(implies(&both, &one) && implies(&both, &other), "{}", both);
        prop_assert!(implies(&one, &either) && implies(&other, &either), "{}", either);
        // A search of many questions may be given up.
        if one.kinds().len() <= 3 {
            prop_assert!(impossible(&all_of([one.clone(), not(one.clone())])), "{}", one);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Of numbers, dwellings and dates everything is found: a condition that no facts satisfy is
    /// impossible.
    #[test]
    fn of_numbers_dwellings_and_dates_nothing_is_missed(
        condition in tree(prop_oneof![
            comparison(&[Quantity::DrillingDepthM, Quantity::FlowM3H], &["0", "10", "1500"]),
            dwelling(),
            existing(),
        ].boxed()),
        more in prop::collection::vec(comparison(&[Quantity::DrillingDepthM], &["0", "10", "1500"]), 0..3),
    ) {
        let whole = all_of(std::iter::once(condition).chain(more));
        let mut all: Vec<Given> = Vec::new();
        for depth in [0.0, 5.0, 10.0, 700.0, 1_500.0] {
            for flow in [0.0, 5.0, 10.0, 700.0, 1_500.0, 1_900.0] {
                for dwelling in [Dwelling::Single, Dwelling::Apartment, Dwelling::None] {
                    for since in [None, Some(date(2009, 1, 1)), Some(date(2011, 1, 1)), Some(Date::MAX)] {
                        all.push(Given {
                            drilling_depth_m: Some(depth), flow_m3_h: Some(flow), dwelling: Some(dwelling),
                            existing_since: since, ..Given::default()
                        });
                    }
                }
            }
        }
        let holds_somewhere = judge(&whole, all).contains(&Truth::True);
        prop_assert_eq!(impossible(&whole), !holds_somewhere, "{}", whole);
    }
}
