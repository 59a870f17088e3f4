//! `rules check`: each thing it finds, planted and mended; and nothing that is not there.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fmt::Write as _;
use std::path::Path;

use crate::common::{Ran, folder, run, run_in};
use bodemtoets_law::rules::{Case, Code, Dwelling, Given, Library, Outcome, Rule, Truth, check, try_rule};
use proptest::prelude::*;
use tempfile::TempDir;

const HEAD: &str =
    "id = \"test\"\nversion = \"1\"\njurisdiction = \"noord-brabant\"\ntitle = { nl = \"Proef\", en = \"Test\" }\n";

const ALWAYS: &str = "when = { always = true }\ntest.applies = [{}]\n";

/// A condition that is tested in full.
fn fluid(name: &str) -> String {
    format!(
        "when = {{ fluid = \"{name}\" }}\n[rule.test]\napplies = [{{ fluid = \"{name}\" }}]\n\
         does_not_apply = [{{ fluid = \"other\" }}]\nunknown = [{{}}]\n"
    )
}

/// A rule without a fault.
fn a_rule(id: &str, outcome: &str, when: &str) -> String {
    format!(
        "\n[[rule]]\nid = \"{id}\"\nvalid_from = 2020-01-01\napplies_to = [\"open\", \"closed\"]\noutcome = \"{outcome}\"\n\
         reason = {{ nl = \"Daarom {id}.\", en = \"Because {id}.\" }}\nsource = {{ title = \"A law\", article = \"1\" }}\n\
         certainty = \"verified\"\n{when}"
    )
}

/// The same with something else in it.
fn with(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "{from} is not in {text}");
    text.replace(from, to)
}

fn check_in(folder: &TempDir, lang: &str) -> Ran {
    run_in(folder, &format!("rules check --rules . --lang {lang}"))
}

/// The blocks of a report, without its last line.
fn blocks(report: &str) -> Vec<&str> {
    let mut blocks: Vec<&str> = report.split("\n\n").collect();
    blocks.pop();
    blocks
}

fn code(block: &str) -> &str {
    block.split(' ').next().unwrap()
}

/// Rulebooks with a fault, and without it.
#[derive(Default)]
struct Bed(Vec<Planted>);

struct Planted {
    code: Code,
    name: &'static str,
    wrong: String,
    right: String,
}

impl Bed {
    fn plant(&mut self, code: Code, name: &'static str, wrong: String, right: String) {
        let book = |rules: String| if rules.starts_with("id = ") { rules } else { format!("{HEAD}{rules}") };
        self.0.push(Planted { code, name, wrong: book(wrong), right: book(right) });
    }
}

fn permit(when: &str) -> String {
    a_rule("T-1", "permit", when)
}

const SINGLE: &str = "when = { dwelling = [\"single\"] }\n[rule.test]\napplies = [{ dwelling = \"single\" }]\n\
                  does_not_apply = [{ dwelling = \"none\" }]\nunknown = [{}]\n";

/// A condition on the flow that is tested in full.
fn flow(limit: &str, above: &str) -> String {
    format!(
        "when = {{ fact = \"flow_m3_h\", at_most = {limit} }}\n[rule.test]\n\
             applies = [{{ flow_m3_h = {limit} }}]\ndoes_not_apply = [{{ flow_m3_h = {above} }}]\nunknown = [{{}}]\n"
    )
}

fn until(text: &str, last: &str) -> String {
    with(text, "2020-01-01", &format!("2020-01-01\nvalid_to = {last}"))
}

fn since(text: &str, first: &str) -> String {
    with(text, "2020-01-01", first)
}

fn rules_that_come_to_nothing(bed: &mut Bed) {
    let both = "{ all = [{ fact = \"spf\", above = 1 }, { dwelling = [\"single\"] }, { dwelling = [\"apartment\"] }] }";
    bed.plant(Code::NeverApplies, "two dwellings at once", permit(&format!("when = {both}\n")), permit(SINGLE));
    bed.plant(Code::NeverApplies, "never mind", permit("when = { not = { always = true } }\n"), permit(ALWAYS));
    let replacing = a_rule("T-2", "notify", &format!("replaces = [\"T-1\"]\n{}", fluid("water")));
    bed.plant(Code::NeverApplies, "always replaced", permit(&fluid("water")) + &replacing, permit(ALWAYS) + &replacing);
    bed.plant(
        Code::NeverDecides,
        "a stricter one always applies",
        a_rule("T-1", "prohibited", ALWAYS) + &a_rule("T-2", "permit", &fluid("water")),
        a_rule("T-1", "permit", ALWAYS) + &a_rule("T-2", "prohibited", &fluid("water")),
    );
    bed.plant(
        Code::NeverDecides,
        "one of two stricter ones applies",
        a_rule("T-1", "notify", ALWAYS)
            + &a_rule("T-2", "permit", &fluid("water"))
            + &a_rule(
                "T-3",
                "prohibited",
                &with(&fluid("water"), "{ fluid = \"water\" }\n[", "{ not = { fluid = \"water\" } }\n["),
            )
            .replace("applies = [{ fluid = \"water\" }]", "applies = [{ fluid = \"other\" }]")
            .replace("does_not_apply = [{ fluid = \"other\" }]", "does_not_apply = [{ fluid = \"water\" }]"),
        a_rule("T-1", "notify", ALWAYS) + &a_rule("T-2", "permit", &fluid("water")),
    );
    bed.plant(
        Code::Contradiction,
        "two outcomes",
        permit(&fluid("water")) + &a_rule("T-2", "notify", &fluid("water")),
        permit(&fluid("water")) + &a_rule("T-2", "notify", &fluid("brine")),
    );
}

fn periods_that_do_not_meet(bed: &mut Bed) {
    let old = until(&permit(&fluid("water")), "2021-12-31");
    let new = |first: &str| since(&a_rule("T-2", "permit", &fluid("water")), first);
    let base = a_rule("T-0", "notify", ALWAYS);
    bed.plant(
        Code::PeriodGap,
        "a norm",
        format!("{base}{old}{}", new("2022-02-01")),
        format!("{base}{old}{}", new("2022-01-01")),
    );
    bed.plant(
        Code::PeriodGap,
        "a rulebook",
        format!("{old}{}", new("2022-02-01")),
        format!("{old}{}", new("2022-01-01")),
    );
    bed.plant(
        Code::PeriodOverlap,
        "a norm twice",
        format!("{base}{old}{}", new("2021-12-31")),
        format!("{base}{old}{}", new("2022-01-01")),
    );
    let instead = |name: &str| a_rule("T-2", "notify", &format!("replaces = [\"T-1\"]\n{}", fluid(name)));
    bed.plant(
        Code::PeriodOfReplaced,
        "not on the same day",
        format!("{base}{old}{}", since(&instead("water"), "2022-01-01")),
        format!("{base}{old}{}", since(&instead("water"), "2021-12-31")),
    );
    let open = with(&permit(ALWAYS), "\"open\", ", "");
    bed.plant(
        Code::PeriodOfReplaced,
        "not the same systems",
        format!("{open}{}", with(&instead("brine"), ", \"closed\"", "")),
        format!("{open}{}", instead("brine")),
    );
}

fn limits_and_maps(bed: &mut Bed) {
    bed.plant(Code::ImplausibleLimit, "litres an hour", permit(&flow("10000", "10001")), permit(&flow("10", "11")));
    let level = |nap: &str| {
        format!(
            "when = {{ fact = \"drilling_depth_m\", at_most = {{ nap = {nap} }} }}\n[rule.test]\n\
             applies = [{{ drilling_depth_m = 10, ground_level_m_nap = 0 }}, {{ drilling_depth_m = 25, ground_level_m_nap = 0 }}, {{ drilling_depth_m = 2500, ground_level_m_nap = 0 }}]\n\
             does_not_apply = [{{ drilling_depth_m = 2600, ground_level_m_nap = 0 }}]\nunknown = [{{}}]\n"
        )
    };
    bed.plant(Code::ImplausibleLimit, "a level in centimetres", permit(&level("-2500")), permit(&level("-25")));
    let zone = |kind: &str| {
        format!(
            "when = {{ in_zone = {{ kind = \"{kind}\" }} }}\n[rule.test]\napplies = [{{ zones = [\"{kind}\"] }}]\n\
             does_not_apply = [{{}}]\nunknown = [{{ no_map = [\"{kind}\"] }}]\n"
        )
    };
    bed.plant(Code::UnknownKind, "a slip", permit(&zone("depth-limits")), permit(&zone("depth-limit")));
    let map =
        |kind: &str| format!("\n[[map]]\nkind = \"{kind}\"\ntitle = {{ nl = \"Kleikaart\", en = \"Clay map\" }}\n");
    bed.plant(Code::UnknownKind, "not announced", permit(&zone("zzz")), permit(&zone("zzz")) + &map("zzz"));
    bed.plant(
        Code::UnusedMap,
        "not asked for",
        permit(&zone("depth-limit")) + &map("clay"),
        permit(&zone("clay")) + &map("clay"),
    );
}

fn words_that_are_missing(bed: &mut Bed) {
    let plain = permit(ALWAYS);
    bed.plant(Code::MissingText, "a reason", with(&plain, "Because T-1.", " "), plain.clone());
    bed.plant(Code::MissingText, "not translated", with(&plain, "Because T-1.", "Daarom T-1."), plain.clone());
    let head = |title: &str| with(HEAD, "nl = \"Proef\", en = \"Test\"", title) + &plain;
    bed.plant(
        Code::MissingText,
        "a title",
        head("nl = \"\", en = \"Test\""),
        head("nl = \"Utrecht\", en = \"Utrecht\""),
    );
    let extra = |nl: &str| {
        plain.replace("certainty", &format!("conditions = [{{ nl = \"{nl}\", en = \"Report it.\" }}]\ncertainty"))
    };
    bed.plant(Code::MissingText, "a condition", extra(""), extra("Meld het."));
    bed.plant(Code::NoSource, "a title alone", with(&plain, ", article = \"1\"", ""), plain.clone());
    let requirement = |source: &str| {
        format!(
            "{plain}\n[[requirement]]\nid = \"R-1\"\nvalid_from = 2020-01-01\napplies_to = [\"open\"]\n\
             text = {{ nl = \"Een kaart\", en = \"A map\" }}\nsource = {{ {source} }}\ncertainty = \"verified\"\n"
        )
    };
    bed.plant(
        Code::NoSource,
        "a requirement",
        requirement("title = \"A law\""),
        requirement("title = \"A law\", url = \"https://a.law\""),
    );
}

fn tests_that_are_missing(bed: &mut Bed) {
    let plain = permit(ALWAYS);
    bed.plant(Code::NoTests, "none", with(&plain, "test.applies = [{}]\n", ""), plain.clone());
    let short = with(&permit(&flow("10", "11")), "flow_m3_h = 10 }", "flow_m3_h = 9 }");
    bed.plant(Code::NoTests, "not on the limit", short, permit(&flow("10", "11")));
    bed.plant(
        Code::NoTests,
        "hardly any",
        with(&permit(SINGLE), "does_not_apply = [{ dwelling = \"none\" }]\nunknown = [{}]\n", ""),
        permit(SINGLE),
    );
    let advice = |outcome: &str| with(HEAD, "version", "advice = true\nversion") + &a_rule("T-1", outcome, ALWAYS);
    bed.plant(Code::AdviceDecides, "a permit", advice("permit"), advice("attention"));
    let of = |land: &str| with(HEAD, "noord-brabant", land) + &a_rule("T-1", "permit", ALWAYS);
    bed.plant(Code::UnknownJurisdiction, "a slip", of("drente"), of("drenthe"));
}

fn planted() -> Vec<Planted> {
    let mut bed = Bed::default();
    rules_that_come_to_nothing(&mut bed);
    periods_that_do_not_meet(&mut bed);
    limits_and_maps(&mut bed);
    words_that_are_missing(&mut bed);
    tests_that_are_missing(&mut bed);
    bed.0
}

#[test]
fn what_is_planted_is_found_and_what_is_mended_is_clean() {
    let planted = planted();
    for lang in ["nl", "en"] {
        let mut said = String::new();
        for Planted { code: code_of, name, wrong, right } in &planted {
            let ran = check_in(&folder(&[("test.toml", wrong)]), lang);
            assert_eq!(ran.code, 1, "{name}: {}{}", ran.stdout, ran.stderr);
            let codes: Vec<&str> = blocks(&ran.stdout).into_iter().map(code).collect();
            assert_eq!(codes, [code_of.slug()], "{name}: {}", ran.stdout);
            writeln!(said, "# {name}\n{}", ran.stdout).unwrap();
            let mended = check_in(&folder(&[("test.toml", right)]), lang);
            assert_eq!((mended.code, mended.stderr.as_str()), (0, ""), "{name}: {}", mended.stdout);
            assert!(mended.stdout.starts_with(["schoon", "clean"][usize::from(lang == "en")]), "{}", mended.stdout);
        }
        snapshot!(format!("planted_{lang}"), said);
    }
    for code in Code::ALL {
        assert!(planted.iter().any(|planted| planted.code == code), "nothing is planted for {}", code.slug());
    }
}

#[test]
fn rulebooks_that_cannot_be_read_are_refused_as_anywhere() {
    let wrong = folder(&[("test.toml", &format!("{HEAD}{}", a_rule("T-1", "permitted", ALWAYS)))]);
    let said = check_in(&wrong, "en").failed();
    assert_eq!(said, run_in(&wrong, "rules list --rules . --lang en").failed());
    assert!(said.contains("test.toml:"), "{said}");
}

#[test]
fn a_national_rule_has_to_come_to_nothing_everywhere() {
    let national = |rules: &str| with(&with(HEAD, "noord-brabant", "nl"), "\"test\"", "\"national\"") + rules;
    let province =
        |slug: &str, rule: &str| with(&with(HEAD, "noord-brabant", slug), "\"test\"", &format!("\"{slug}\"")) + rule;
    let law = national(&a_rule("N-1", "permit", ALWAYS));
    let strict = |id: &str| a_rule(id, "prohibited", ALWAYS);
    let about = |province: &str, national: &str| -> Vec<String> {
        let said = check_in(&folder(&[("a.toml", province), ("n.toml", national)]), "en").stdout;
        let heads = blocks(&said).into_iter().map(|block| block.lines().next().unwrap());
        heads.map(|head| format!("{} {}", code(head), head.split(' ').next_back().unwrap())).collect()
    };
    // Each province forbids it; a province that has no rulebook yet may not.
    assert_eq!(about(&province("drenthe", &strict("D-1")), &law), [""; 0]);
    // The nation forbids it as well: now it decides nowhere, and nor does what a province asks.
    let law = national(&(a_rule("N-1", "permit", &fluid("water")) + &strict("N-2")));
    let notify = province("drenthe", &a_rule("D-1", "notify", &fluid("water")));
    assert_eq!(about(&notify, &law), ["never-decides D-1", "never-decides N-1"]);
    // A province that takes the place of the prohibition: there the permit decides.
    let instead = |names: &str| {
        let rule = a_rule("D-1", "notify", &format!("replaces = [{names}]\n{}", fluid("water")));
        province("drenthe", &rule)
    };
    assert_eq!(about(&instead("\"N-2\""), &law), ["never-decides D-1"]);
    // Of both: then its own rule decides, and the permit nowhere.
    assert_eq!(about(&instead("\"N-1\", \"N-2\""), &law), ["never-decides N-1"]);
}

#[test]
fn a_rule_that_decides_on_a_few_days_or_for_one_system_is_left_alone() {
    let permit = a_rule("T-1", "permit", &fluid("water"));
    let strict = a_rule("T-2", "prohibited", ALWAYS);
    let clean = |strict: &str| {
        let ran = check_in(&folder(&[("test.toml", &format!("{HEAD}{permit}{strict}"))]), "en");
        ran.code == 0
    };
    assert!(!clean(&strict));
    assert!(clean(&with(&strict, "2020-01-01", "2020-01-02")), "one day to decide on");
    assert!(clean(&with(&strict, "2020-01-01", "2020-01-01\nvalid_to = 2030-01-01")), "it decides after all that");
    assert!(clean(&with(&strict, "\"open\", ", "")), "open systems are left");
}

#[test]
fn the_kinds_of_a_given_pack_are_known_and_no_others() {
    let when = "when = { in_zone = { kind = \"planning-area\" } }\n[rule.test]\napplies = [{ zones = [\"planning-area\"] }]\n\
                does_not_apply = [{}]\nunknown = [{ no_map = [\"planning-area\"] }]\n";
    let books = folder(&[("test.toml", &format!("{HEAD}{}", a_rule("T-1", "permit", when)))]);
    let code = |packs: &str| run_in(&books, &format!("rules check --rules . {packs}")).code;
    assert_eq!(code(""), 0, "all embedded packs, also one whose data are elsewhere");
    assert_eq!(code("--pack indicative"), 1);
    assert_eq!(code("--pack indicative --pack wkotool"), 0);
    assert!(run_in(&books, "rules check --rules . --pack nowhere").failed().contains("nowhere"));
}

/// Faults for a copy of the rulebooks that come along, one for each code: the file, what to add to
/// it, and the code. Each keeps to a fluid of its own, so that no rule of the file is touched.
fn faults() -> Vec<(&'static str, String, Code)> {
    let rule = |id: &str, outcome: &str, when: &str| with(&a_rule(id, outcome, when), "2020-01-01", "2027-01-01");
    let pair = |number: usize, outcome: &str| {
        let one = rule(&format!("X-{number}A"), "permit", &fluid(&format!("x-{number}")));
        (one, rule(&format!("X-{number}B"), outcome, &fluid(&format!("x-{number}"))))
    };
    let (gap_old, gap_new) = pair(4, "permit");
    let gap_old = with(&gap_old, "2027-01-01", "2027-01-01\nvalid_to = 2027-12-31");
    let (late_old, late_new) = pair(6, "notify");
    let late_old = with(&late_old, "2027-01-01", "2027-01-01\nvalid_to = 2027-12-31");
    let narrow = "when = { all = [{ fluid = \"x-2\" }, { fact = \"drilling_depth_m\", above = 10 }] }\n[rule.test]\n\
                  applies = [{ fluid = \"x-2\", drilling_depth_m = 11 }]\n\
                  does_not_apply = [{ fluid = \"x-0\", drilling_depth_m = 10 }]\nunknown = [{}]\n";
    let flow = "when = { all = [{ fluid = \"x-7\" }, { fact = \"flow_m3_h\", at_most = 25000 }] }\n[rule.test]\n\
                applies = [{ fluid = \"x-7\", flow_m3_h = 25000 }]\n\
                does_not_apply = [{ fluid = \"x-0\", flow_m3_h = 25001 }]\nunknown = [{}]\n";
    let zone = "when = { in_zone = { kind = \"depth-limmit\" } }\n[rule.test]\napplies = [{ zones = [\"depth-limmit\"] }]\n\
                does_not_apply = [{}]\nunknown = [{ no_map = [\"depth-limmit\"] }]\n";
    let advice = with(&with(HEAD, "version", "advice = true\nversion"), "\"test\"", "\"planted\"");
    let either = "when = { all = [{ fluid = \"x-1\" }, { fluid = \"x-0\" }] }\n";
    vec![
        ("noord-brabant.toml", rule("X-1", "attention", either), Code::NeverApplies),
        (
            "noord-brabant.toml",
            rule("X-2A", "permit", narrow) + &rule("X-2B", "prohibited", &fluid("x-2")),
            Code::NeverDecides,
        ),
        ("drenthe.toml", pair(3, "notify").0 + &pair(3, "notify").1, Code::Contradiction),
        ("drenthe.toml", gap_old + &with(&gap_new, "2027-01-01", "2028-02-01"), Code::PeriodGap),
        ("national.toml", pair(5, "permit").0 + &pair(5, "permit").1, Code::PeriodOverlap),
        (
            "noord-brabant.toml",
            late_old + &with(&with(&late_new, "2027-01-01", "2028-01-01"), "when", "replaces = [\"X-6A\"]\nwhen"),
            Code::PeriodOfReplaced,
        ),
        ("national.toml", rule("X-7", "attention", flow), Code::ImplausibleLimit),
        ("national.toml", rule("X-8", "attention", zone), Code::UnknownKind),
        (
            "drenthe.toml",
            "\n[[map]]\nkind = \"x-9\"\ntitle = { nl = \"Een kaart\", en = \"A map\" }\n".into(),
            Code::UnusedMap,
        ),
        ("drenthe.toml", with(&rule("X-10", "attention", &fluid("x-10")), "Because X-10.", ""), Code::MissingText),
        ("national.toml", with(&rule("X-11", "duty", &fluid("x-11")), ", article = \"1\"", ""), Code::NoSource),
        ("noord-brabant.toml", with(&rule("X-12", "attention", &fluid("x-12")), "unknown = [{}]\n", ""), Code::NoTests),
        ("planted.toml", advice + &rule("X-13", "permit", &fluid("x-13")), Code::AdviceDecides),
        (
            "nowhere.toml",
            with(&with(HEAD, "noord-brabant", "nergens"), "\"test\"", "\"nowhere\"")
                + &rule("X-14", "attention", &fluid("x-14")),
            Code::UnknownJurisdiction,
        ),
    ]
}

#[test]
fn faults_planted_in_a_copy_of_the_rulebooks_are_found_and_nothing_else() {
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/rules");
    let copy = tempfile::tempdir().unwrap();
    for file in std::fs::read_dir(shipped).unwrap() {
        let file = file.unwrap();
        std::fs::copy(file.path(), copy.path().join(file.file_name())).unwrap();
    }
    let before = check_in(&copy, "en").stdout;
    let faults = faults();
    for (file, text, _) in &faults {
        let path = copy.path().join(file);
        let old = std::fs::read_to_string(&path).unwrap_or_default();
        std::fs::write(path, if old.is_empty() { text.clone() } else { format!("{old}\n{text}") }).unwrap();
    }
    let ran = check_in(&copy, "en");
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    let (before, after) = (blocks(&before), blocks(&ran.stdout));
    let gone: Vec<&&str> = before.iter().filter(|block| !after.contains(block)).collect();
    assert!(gone.is_empty(), "{gone:#?}");
    let new: Vec<&str> = after.into_iter().filter(|block| !before.contains(block)).collect();
    let mut found: Vec<(String, &str)> = new
        .iter()
        .map(|block| {
            let place = block.split(' ').nth(1).unwrap();
            (place.trim_start_matches("./").split(':').next().unwrap().to_owned(), code(block))
        })
        .collect();
    let mut expected: Vec<(String, &str)> =
        faults.iter().map(|(file, _, code)| ((*file).to_owned(), code.slug())).collect();
    found.sort();
    expected.sort();
    assert_eq!(found, expected, "{new:#?}");
}

#[test]
fn the_help_says_what_it_does() {
    let help = run("rules check --help").well();
    assert!(help.contains("--pack") && help.contains("--rules") && help.contains("--lang"), "{help}");
}

/// A condition as text, about few things.
fn when() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        (prop::sample::select(vec!["above", "at_most"]), prop::sample::select(vec![10, 20]))
            .prop_map(|(how, limit)| format!("{{ fact = \"drilling_depth_m\", {how} = {limit} }}")),
        prop::sample::select(vec!["single", "none"]).prop_map(|name| format!("{{ dwelling = [\"{name}\"] }}")),
        Just("{ always = true }".to_owned()),
    ];
    leaf.prop_recursive(2, 6, 2, |inner| {
        let list = |key: &'static str, inner: BoxedStrategy<String>| {
            prop::collection::vec(inner, 1..3).prop_map(move |parts| format!("{{ {key} = [{}] }}", parts.join(", ")))
        };
        prop_oneof![
            list("all", inner.clone().boxed()),
            list("any", inner.clone().boxed()),
            inner.prop_map(|part| format!("{{ not = {part} }}")),
        ]
    })
}

prop_compose! {
    /// A rulebook of a few rules, of which some replace the one before.
    fn rulebook()(
        rules in prop::collection::vec(
            (when(), prop::sample::select(vec!["free", "notify", "permit", "prohibited"]), any::<bool>()),
            2..5,
        ),
    ) -> String {
        let rules = rules.iter().enumerate().map(|(position, (when, outcome, replaces))| {
            let replaces = (*replaces && position > 0).then(|| format!("replaces = [\"T-{}\"]\n", position - 1));
            a_rule(&format!("T-{position}"), outcome, &format!("when = {when}\n{}", replaces.unwrap_or_default()))
        });
        format!("{HEAD}{}", rules.collect::<String>())
    }
}

/// Facts that tell every limit and every dwelling apart.
fn all_facts() -> Vec<Given> {
    let depths = [5.0, 10.0, 15.0, 20.0, 25.0];
    let dwellings = [Dwelling::Single, Dwelling::Apartment, Dwelling::None];
    let given = |depth, dwelling| Given { drilling_depth_m: Some(depth), dwelling: Some(dwelling), ..Given::default() };
    depths.into_iter().flat_map(|depth| dwellings.into_iter().map(move |dwelling| given(depth, dwelling))).collect()
}

/// Whether a rule holds, for each of the facts.
fn holds(rule: &Rule) -> Vec<bool> {
    let case = |given| Case { given, expected: Truth::True, at: 0..0 };
    let rule = Rule { cases: all_facts().into_iter().map(case).collect(), ..rule.clone() };
    try_rule(&rule).unwrap().answers.iter().map(|answer| answer.judged.truth == Truth::True).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    /// Of the rules of one rulebook exactly those are said to come to nothing that, tried on all
    /// facts there are, come to nothing.
    #[test]
    fn a_rule_is_said_to_come_to_nothing_when_it_does(text in rulebook()) {
        let library = Library::from_texts([("test.toml".to_owned(), text.clone())]).unwrap();
        let remarks = check(&library, &[], &[]);
        prop_assert_eq!(&remarks, &check(&library, &[], &[]));
        let rules = &library.books[0].rules;
        let holds: Vec<Vec<bool>> = rules.iter().map(holds).collect();
        // The last rule first: it replaces, and is not replaced.
        let mut applies = holds.clone();
        for position in (0..rules.len() - 1).rev() {
            if rules[position + 1].replaces.contains(&rules[position].id) {
                let (before, after) = applies.split_at_mut(position + 1);
                for (applies, instead) in before[position].iter_mut().zip(&after[0]) {
                    *applies &= !instead;
                }
            }
        }
        for (position, rule) in rules.iter().enumerate() {
            let said = |code: Code| remarks.iter().any(|remark| remark.code == code && remark.rule.as_ref() == Some(&rule.id));
            let ever = applies[position].contains(&true);
            prop_assert_eq!(said(Code::NeverApplies), !ever, "{} in {}", &rule.id, &text);
            let outdone = |facts: usize| {
                rules.iter().zip(&applies).any(|(other, applies)| other.outcome > rule.outcome && applies[facts])
            };
            let decides = (0..all_facts().len()).any(|facts| applies[position][facts] && !outdone(facts));
            let contradicted = rules.iter().zip(&holds).enumerate().any(|(other, (with, of))| {
                other != position && with.outcome != rule.outcome && *of == holds[position]
                    && !with.replaces.contains(&rule.id) && !rule.replaces.contains(&with.id)
            });
            if rule.outcome > Outcome::Free && ever && !contradicted {
                prop_assert_eq!(said(Code::NeverDecides), !decides, "{} in {}", &rule.id, &text);
            }
            let told = remarks.iter().any(|remark| remark.code == Code::Contradiction);
            prop_assert!(!contradicted || !holds[position].contains(&true) || told, "{} in {}", &rule.id, &text);
        }
    }
}
