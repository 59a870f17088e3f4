//! A plot as a document: what is best and worst on it, its map, its parts, what was placed, and what it rests on.

use super::picture::{MapInput, picture};
use super::placement;
use super::text::{deepest_words, depth_limit, hectares, percent, square_metres};
use crate::dossier::{facts, maps, rules_of, sign};
use crate::finding;
use crate::phrase::{between, certainty, outcome_word, zone_name};
use crate::{follows, picture::Picture};
use bodemtoets_document::{Attachment, Banner, Block, Document, Fact, Figure, Table, Words, told};
use bodemtoets_law::explain::cited;
use bodemtoets_screening::Verdict;
use bodemtoets_screening::plot::{PlotPart, PlotVerdict, Spot};
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::{Page, capital, fixed, kind_word, missing_word, text};

/// The document of a plot. `as_one` is the verdict on it as one shape.
///
/// # Errors
/// When the verdict cannot be written as JSON.
pub fn document(shown: &MapInput<'_>, verdict: &PlotVerdict, as_one: &Verdict) -> Result<Document, serde_json::Error> {
    let (lang, assessment) = (shown.lang, shown.assessment());
    let of = facts::title(assessment, as_one, lang);
    let title = text!(lang, nl: "Perceel: {of}", en: "Plot: {of}");
    let mut document = Document::new(&title, facts::number(shown.application(), lang), verdict.date, lang);
    document.push(Block::heading(1, title));
    let mut facts = facts::facts(assessment, as_one, lang);
    facts.insert(0, Fact::new(lang.pick("oppervlakte", "area"), hectares(verdict.area_m2, lang)));
    document.push(Block::Facts { facts });
    document.push(Block::Banner(banner(verdict, lang)));
    for remark in &verdict.remarks {
        document.push(Block::notice(remark.get(lang)));
    }
    document.push(Block::Figures { figures: vec![figure(&picture(shown), verdict, lang)] });
    document.push(Block::heading(2, lang.pick("1. De delen", "1. The parts")));
    document.push(parts(verdict, lang));
    open(&mut document, verdict, lang);
    if let Some(placement) = &verdict.placement {
        document.push(Block::heading(2, lang.pick("2. Plaatsing", "2. Placement")));
        let mut page = Page::new();
        placement::lines(&mut page, placement, lang);
        let items = page.finish().lines().map(|line| Words::from(capital(line.trim()))).collect();
        document.push(Block::List { items });
    }
    for notice in &verdict.provenance.notices {
        document.push(Block::notice(notice.get(lang)));
    }
    document.push(Block::NewPage);
    document.push(Block::heading(2, lang.pick("A. Regels die ergens beslissen", "A. Rules that decide somewhere")));
    document.push(reasons(verdict, lang));
    document.push(Block::heading(
        2,
        lang.pick("B. Alle regels, voor het perceel als één vlak", "B. Every rule, for the plot as one shape"),
    ));
    document.push(Block::paragraph(lang.pick(
        "Een gebied dat het perceel alleen raakt telt hier mee, en de strengste plek beslist.",
        "A zone that the plot only touches counts here, and the strictest spot decides.",
    )));
    rules_of(&mut document, as_one, lang);
    document.push(Block::heading(2, lang.pick("C. Kaarten en regelboeken", "C. Maps and rulebooks")));
    maps(&mut document, &verdict.provenance, lang);
    ledger(&mut document, verdict, lang);
    let (tool, sha256) = (told(&verdict.provenance.tool), &verdict.provenance.input_sha256);
    document.foot =
        vec![text!(lang, nl: "{tool} · aanvraag sha256 {sha256:.12}", en: "{tool} · application sha256 {sha256:.12}")];
    document.attachments = vec![
        Attachment {
            name: "plot.json".to_owned(),
            about: lang.pick("het antwoord, bodemtoets/plot/1", "the answer, bodemtoets/plot/1").to_owned(),
            text: serde_json::to_string_pretty(verdict)? + "\n",
        },
        Attachment {
            name: crate::dossier::APPLICATION.to_owned(),
            about: lang.pick("de aanvraag", "the application").to_owned(),
            text: serde_json::to_string_pretty(&as_one.application)? + "\n",
        },
    ];
    Ok(document)
}

fn banner(verdict: &PlotVerdict, lang: Lang) -> Banner {
    let best = &verdict.best;
    let one = &verdict.as_one;
    let worst = spot(&verdict.worst, lang);
    let as_one = format!(
        "{}{}{}",
        outcome_word(one.outcome, lang),
        between(one.range, lang),
        certainty(one.certainty.as_ref(), lang)
    );
    Banner {
        tone: sign::tone(best.outcome),
        sign: sign::sign(best.outcome, lang),
        word: capital(&spot(best, lang)),
        beside: text!(lang, nl: "het beste op dit perceel; het strengste: {worst}", en: "the best on this plot; the strictest: {worst}"),
        lines: vec![
            capital(&deepest_words(verdict, lang)) + ".",
            text!(lang, nl: "Het perceel als één vlak: {as_one}.", en: "The plot as one shape: {as_one}."),
        ],
    }
}

fn spot(spot: &Spot, lang: Lang) -> String {
    let (word, between) = (outcome_word(spot.outcome, lang), between(spot.range, lang));
    let (area, share) = (square_metres(spot.area_m2, lang), percent(spot.share, lang));
    text!(lang, nl: "{word}{between} op {area} ({share})", en: "{word}{between} on {area} ({share})")
}

fn figure(picture: &Picture, verdict: &PlotVerdict, lang: Lang) -> Figure {
    let parts = verdict.parts.iter().map(|part| {
        let (number, word, share) = (part.part, outcome_word(part.outcome, lang), percent(part.share, lang));
        text!(lang, nl: "deel {number}: {word}, {share}", en: "part {number}: {word}, {share}")
    });
    let parts = parts.collect::<Vec<_>>().join("; ");
    Figure {
        svg: picture.svg().to_owned(),
        alternative: text!(lang, nl: "Kaart van het perceel, noorden boven. {parts}.", en: "Map of the plot, north up. {parts}."),
        caption: lang.pick("Figuur 1. De delen van het perceel.", "Figure 1. The parts of the plot.").to_owned(),
        share: 100,
    }
}

fn heads<const COUNT: usize>(heads: [(&str, &str); COUNT], lang: Lang) -> Vec<String> {
    heads.map(|(nl, en)| lang.pick(nl, en).to_owned()).into()
}

fn parts(verdict: &PlotVerdict, lang: Lang) -> Block {
    let head = [
        ("deel", "part"),
        ("uitkomst", "outcome"),
        ("oppervlakte", "area"),
        ("boring tot", "drilling to"),
        ("gebieden", "zones"),
        ("regels", "rules"),
    ];
    let rows = verdict.parts.iter().map(|part| row(part, lang)).collect();
    Block::Table(Table::new([7, 26, 19, 15, 19, 14], heads(head, lang), rows).numbers([2]))
}

fn row(part: &PlotPart, lang: Lang) -> Vec<Words> {
    let depth = match part.allowed_depth_m {
        _ if part.unlimited => depth_limit(f64::INFINITY, lang),
        Some(depth_m) => depth_limit(depth_m, lang),
        None => lang.pick("niet bekend", "not known").to_owned(),
    };
    let zones =
        part.zones.iter().map(|zone| told(&format!("{} {}", kind_word(&zone.kind, lang), zone_name(zone, lang))));
    let zones = zones.collect::<Vec<_>>().join("; ");
    let (area, share) = (square_metres(part.area_m2, lang), percent(part.share, lang));
    let sliver = if part.sliver { lang.pick("; een snipper", "; a sliver") } else { "" };
    vec![
        Words::from(part.part.to_string()),
        Words::default().strong(outcome_word(part.outcome, lang)).and(format!(
            "{}{}{sliver}",
            between(part.range, lang),
            certainty(part.certainty.as_ref(), lang)
        )),
        format!("{area} ({share})").into(),
        depth.into(),
        if zones.is_empty() { "–".into() } else { zones.into() },
        part.decisive.join(", ").into(),
    ]
}

/// What would settle the parts that are open.
fn open(document: &mut Document, verdict: &PlotVerdict, lang: Lang) {
    let open: Vec<&PlotPart> =
        verdict.parts.iter().filter(|part| !part.settle.is_empty() && part.range.is_some()).collect();
    if open.is_empty() {
        return;
    }
    document.push(Block::heading(3, lang.pick("Wat het openhoudt", "What keeps it open")));
    let mut items: Vec<Words> = Vec::new();
    for part in open {
        let facts: Vec<String> = part.settle.iter().map(|fact| missing_word(fact, lang)).collect();
        let (number, facts) = (part.part, facts.join(", "));
        items.push(text!(lang, nl: "Deel {number}: wat zou beslissen is {facts}.", en: "Part {number}: what would settle it is {facts}.").into());
        items.extend(follows::sentences(&part.follows, lang).into_iter().map(Words::from));
    }
    document.push(Block::List { items });
}

fn reasons(verdict: &PlotVerdict, lang: Lang) -> Block {
    let head = [("regel", "rule"), ("wat zij zegt", "what it says"), ("bron", "source")];
    let rows = verdict.rules.iter().map(|rule| {
        let source = finding::linked(&rule.source, cited(&rule.source))
            .and(format!("; {}", crate::certainty_word(rule.certainty, lang)));
        let outcome = format!(" {}", rule.outcome.word(lang));
        vec![Words::default().strong(rule.id.clone()).and(outcome), rule.reason.get(lang).into(), source]
    });
    let rows = rows.collect();
    Block::Table(Table::new([17, 53, 30], heads(head, lang), rows))
}

/// How the areas add up.
fn ledger(document: &mut Document, verdict: &PlotVerdict, lang: Lang) {
    let ledger = &verdict.ledger;
    let (parts, plot) = (square_metres(ledger.parts_m2, lang), square_metres(ledger.plot_m2, lang));
    let remainder = fixed(ledger.remainder_m2 * 1e6, 0, lang);
    document.push(Block::small(text!(
        lang,
        nl: "De delen zijn samen {parts}, het perceel is {plot}; de rest van het opmeten, {remainder} mm2, telt bij het strengste deel.",
        en: "The parts together are {parts}, the plot is {plot}; the remainder of measuring, {remainder} mm2, counts with the strictest part."
    )));
}
