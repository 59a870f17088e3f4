//! The draft of a decision, in the parts of one: what was asked, the decision, the reasons, the conditions, and how to
//! object.

use super::head::Case;
use super::procedure::Procedure;
use super::{Kind, Letter};
use crate::dossier::facts;
use crate::finding::{linked, notice_words};
use crate::phrase::certainty_word;
use crate::remedies;
use bodemtoets_document::{Block, Document, Words, told};
use bodemtoets_law::explain::{cited, without_source};
use bodemtoets_law::rules::Outcome;
use bodemtoets_screening::{RuleFinding, State, VerdictOutcome};
use bodemtoets_words::words::{capital, day, text};

/// The letter; `None` while the outcome is open, and where no rulebook gives one.
pub(super) fn letter(case: &Case<'_>, procedure: &Procedure) -> Option<Letter> {
    let kind = match case.verdict.outcome {
        VerdictOutcome::Prohibited | VerdictOutcome::Permit => Kind::Decision,
        VerdictOutcome::Notify | VerdictOutcome::Free => Kind::Answer,
        VerdictOutcome::Undetermined | VerdictOutcome::NotCovered => return None,
    };
    let mut letter = case.open(title(case));
    asked(&mut letter, case);
    decision(&mut letter, case, kind);
    reasons(&mut letter, case);
    conditions(&mut letter, case);
    helps(&mut letter, case);
    if kind == Kind::Decision {
        how(&mut letter, case);
        objection(&mut letter, case, procedure);
    }
    case.close(&mut letter);
    Some(Letter { kind, document: letter })
}

fn title(case: &Case<'_>) -> &'static str {
    match case.verdict.outcome {
        VerdictOutcome::Prohibited => {
            case.lang.pick("U mag het systeem niet aanleggen", "You may not build the system")
        }
        VerdictOutcome::Permit => case.lang.pick("Wij geven u een vergunning", "We grant you a permit"),
        VerdictOutcome::Notify => case.lang.pick("Uw melding is genoeg", "Your notification is enough"),
        _ => case.lang.pick("U hebt geen vergunning nodig", "You need no permit"),
    }
}

fn asked(letter: &mut Document, case: &Case<'_>) {
    let (lang, sent_in, what) = (case.lang, case.sent_in(), case.what());
    letter.push(Block::heading(2, lang.pick("Wat hebt u gevraagd?", "What did you ask?")));
    letter.push(Block::paragraph(text!(
        lang,
        nl: "Op [datum] kregen wij uw {sent_in} voor {what}. Dit staat erin:",
        en: "On [date] we received your {sent_in} for {what}. This is what it says:"
    )));
    letter.push(Block::Facts { facts: facts::facts(case.assessment, case.verdict, lang) });
}

fn decision(letter: &mut Document, case: &Case<'_>, kind: Kind) {
    let lang = case.lang;
    let title = match kind {
        Kind::Decision => lang.pick("Wat beslissen wij?", "What do we decide?"),
        _ => lang.pick("Wat is ons antwoord?", "What is our answer?"),
    };
    letter.push(Block::heading(2, title));
    letter.push(Block::lead(match case.verdict.outcome {
        VerdictOutcome::Prohibited => lang.pick(
            "U mag het systeem niet aanleggen zoals u het hebt gevraagd. [Wij geven u geen vergunning.]",
            "You may not build the system as you asked. [We grant you no permit.]",
        ),
        VerdictOutcome::Permit => lang.pick(
            "Wij geven u de vergunning. U moet zich wel houden aan wat hieronder staat.",
            "We grant you the permit. You have to keep to what is stated below.",
        ),
        VerdictOutcome::Notify => lang.pick(
            "U hebt geen vergunning nodig: een melding is genoeg. U moet zich wel houden aan wat hieronder staat.",
            "You need no permit: a notification is enough. You have to keep to what is stated below.",
        ),
        _ => lang.pick(
            "U hebt geen vergunning nodig, en u hoeft niets te melden.",
            "You need no permit, and you do not have to notify us.",
        ),
    }));
    if case.verdict.outcome == VerdictOutcome::Permit {
        letter.push(Block::paragraph(lang.pick(
            "[Voor de toetser: de toets zegt dat een vergunning nodig is en dat geen regel het verbiedt. Of u haar geeft, weegt u zelf.]",
            "[For the officer: the screening says that a permit is needed and that no rule prohibits it. Whether you grant it, is yours to weigh.]",
        )));
    }
}

fn reasons(letter: &mut Document, case: &Case<'_>) {
    let lang = case.lang;
    letter.push(Block::heading(2, lang.pick("Waarom?", "Why?")));
    for rule in rules(case, |rule| case.verdict.decisive.contains(&rule.id)) {
        let sentence = without_source(rule.explanation.get(lang), &rule.source).trim_end_matches('.');
        letter.push(Block::paragraph(format!("{} {}.", rule.reason.get(lang), capital(sentence))));
        letter.push(Block::small(lawyer(rule, case)));
    }
    let remarks = rules(case, |rule| case.verdict.attention.contains(&rule.id));
    let remarks: Vec<Words> = remarks.map(|rule| sentence(rule, case).into()).collect();
    if !remarks.is_empty() {
        letter.push(Block::heading(
            3,
            lang.pick(
                "[Voor de toetser: let hierop, en schrap dit]",
                "[For the officer: mind this, and strike it out]",
            ),
        ));
        letter.push(Block::List { items: remarks });
    }
}

/// The rule, its article, the map and how sure they are: for who has to be exact.
fn lawyer(rule: &RuleFinding, case: &Case<'_>) -> Words {
    let (lang, verdict) = (case.lang, case.verdict);
    let cited = format!("{}: {}", rule.id, cited(&rule.source));
    let words = linked(&rule.source, cited);
    let sure = certainty_word(rule.certainty, lang);
    let map = rule.zone.as_ref().map_or_else(String::new, |zone| {
        let name = told(zone.name.as_deref().unwrap_or(&zone.id));
        let layer = verdict.provenance.layers.iter().find(|layer| layer.id == zone.layer);
        let of = layer.map_or_else(String::new, |layer| {
            let (version, date) = (told(&layer.version), day(layer.date, lang));
            text!(lang, nl: " ({version}, kaart van {date})", en: " ({version}, map of {date})")
        });
        text!(lang, nl: "; kaartlaag {layer}{of}, {name}", en: "; layer {layer}{of}, {name}", layer = told(&zone.layer))
    });
    words.and(text!(lang, nl: "{map}. Zekerheid van de regel: {sure}.", en: "{map}. Certainty of the rule: {sure}."))
}

fn conditions(letter: &mut Document, case: &Case<'_>) {
    let (lang, verdict) = (case.lang, case.verdict);
    if verdict.outcome == VerdictOutcome::Prohibited {
        return;
    }
    let holds = |rule: &RuleFinding| rule.state == State::Applies && rule.outcome != Outcome::Duty;
    let mut items: Vec<Words> = Vec::new();
    for rule in rules(case, |rule| verdict.decisive.contains(&rule.id)) {
        items.extend(rule.notice_weeks.map(|weeks| {
            let (weeks, cited) = (notice_words(weeks, lang), cited(&rule.source));
            text!(lang, nl: "Meld het {weeks} ({cited}).", en: "Notify {weeks} ({cited}).").into()
        }));
    }
    for rule in rules(case, holds) {
        let cited = cited(&rule.source);
        items.extend(rule.conditions.iter().map(|condition| format!("{} ({cited}).", condition.get(lang)).into()));
    }
    items.extend(rules(case, |rule| verdict.on_condition.contains(&rule.id)).map(|rule| sentence(rule, case).into()));
    for rule in rules(case, |rule| verdict.duties.contains(&rule.id)) {
        let only_if = match rule.state {
            State::Unknown => lang.pick("[Alleen als dit geldt:] ", "[Only where this applies:] "),
            _ => "",
        };
        items.push(Words::default().strong(only_if).and(sentence(rule, case)));
    }
    if !items.is_empty() {
        letter.push(Block::heading(2, lang.pick("Waar moet u zich aan houden?", "What do you have to keep to?")));
        letter.push(Block::List { items });
    }
}

fn helps(letter: &mut Document, case: &Case<'_>) {
    let (lang, verdict) = (case.lang, case.verdict);
    if verdict.outcome != VerdictOutcome::Prohibited || verdict.remedies.is_empty() {
        return;
    }
    letter.push(Block::heading(2, lang.pick("Wat kunt u wel doen?", "What can you do?")));
    letter.push(Block::paragraph(lang.pick(
        "Met één van deze veranderingen is de uitkomst anders. Vraag het dan opnieuw aan.",
        "With one of these changes the outcome is another. Apply again then.",
    )));
    let items = verdict.remedies.iter().map(|remedy| capital(&remedies::line(remedy, lang)).into());
    letter.push(Block::List { items: items.collect() });
}

fn how(letter: &mut Document, case: &Case<'_>) {
    letter.push(Block::heading(2, case.lang.pick("Hoe kwam dit besluit tot stand?", "How was this decision made?")));
    letter.push(Block::paragraph(case.lang.pick(
        "[Welke procedure, wie om advies is gevraagd, welke zienswijzen er waren, en wat wij daarmee deden.]",
        "[Which procedure, who was asked for advice, which views were given, and what we did with them.]",
    )));
}

fn objection(letter: &mut Document, case: &Case<'_>, procedure: &Procedure) {
    let lang = case.lang;
    letter.push(Block::heading(
        2,
        lang.pick("Bent u het niet eens met dit besluit?", "Do you disagree with this decision?"),
    ));
    letter.push(Block::paragraph(procedure.objection.words(lang)));
    letter.push(Block::paragraph(procedure.objection_says.words(lang)));
    letter.push(Block::paragraph(lang.pick(
        "Stuur uw bezwaar naar [adres]. [Gold de uitgebreide procedure? Vervang dit dan door beroep bij de rechtbank.]",
        "Send your objection to [address]. [Was it the extensive procedure? Then replace this by appeal to the court.]",
    )));
}

fn rules<'a>(case: &'a Case<'_>, which: impl Fn(&RuleFinding) -> bool) -> impl Iterator<Item = &'a RuleFinding> {
    case.verdict.rules.iter().filter(move |rule| which(rule))
}

/// What a rule says, and where.
fn sentence(rule: &RuleFinding, case: &Case<'_>) -> String {
    format!("{} ({}.)", rule.reason.get(case.lang), cited(&rule.source))
}
