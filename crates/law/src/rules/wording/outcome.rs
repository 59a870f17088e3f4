//! What follows from a rule, in words.

use crate::rules::outcome::Outcome;
use bodemtoets_words::lang::Lang;

/// What follows where the rule applies, behind a condition: "above 10 m3/h ...".
pub(crate) fn then(outcome: Outcome, lang: Lang) -> &'static str {
    match outcome {
        Outcome::Prohibited => lang.pick("is het niet toegestaan", "it is not allowed"),
        Outcome::Permit => lang.pick("is een vergunning nodig", "a permit is needed"),
        Outcome::Notify => lang.pick("is een melding nodig", "a notification is needed"),
        Outcome::Free => lang.pick("vraagt deze regel niets", "this rule asks nothing"),
        Outcome::Attention => lang.pick("geldt deze opmerking", "this remark holds"),
        Outcome::Implausible => lang.pick("is dat onaannemelijk", "that is implausible"),
        Outcome::Duty => lang.pick("geldt deze plicht", "this duty holds"),
    }
}

/// What follows from a rule that applies, at the end of its sentence.
pub(crate) fn so(outcome: Outcome, lang: Lang) -> String {
    match outcome {
        Outcome::Attention => String::new(),
        Outcome::Implausible => lang.pick("; dat is onaannemelijk", "; that is implausible").to_owned(),
        other => format!("{} {}", lang.pick(", dus", ", so"), then(other, lang)),
    }
}

/// What follows from a rule that does not apply; it may ask for several numbers together.
pub(crate) fn so_not(outcome: Outcome, several_numbers: bool, lang: Lang) -> String {
    match outcome {
        // Not being in the zone says it all.
        Outcome::Prohibited if !several_numbers => "",
        Outcome::Prohibited => lang.pick(", dus verbiedt deze regel het niet", ", so this rule does not prohibit it"),
        Outcome::Permit => lang.pick(", dus vraagt deze regel geen vergunning", ", so this rule asks for no permit"),
        Outcome::Notify | Outcome::Free => lang.pick(", dus geldt deze regel niet", ", so this rule does not apply"),
        Outcome::Duty => lang.pick(", dus geldt deze plicht niet", ", so this duty does not hold"),
        Outcome::Attention | Outcome::Implausible => "",
    }
    .to_owned()
}

/// What is left open by a rule that may apply.
pub(crate) fn open(outcome: Outcome, lang: Lang) -> String {
    let whether = match outcome {
        Outcome::Prohibited => lang.pick("of het is toegestaan", "whether it is allowed"),
        Outcome::Permit => lang.pick("of een vergunning nodig is", "whether a permit is needed"),
        Outcome::Notify => lang.pick("of een melding nodig is", "whether a notification is needed"),
        Outcome::Free => lang.pick("of deze regel geldt", "whether this rule applies"),
        Outcome::Attention => lang.pick("of deze opmerking geldt", "whether this remark holds"),
        Outcome::Implausible => lang.pick("of dat aannemelijk is", "whether that is plausible"),
        Outcome::Duty => lang.pick("of deze plicht geldt", "whether this duty holds"),
    };
    match lang {
        Lang::Nl => format!("; dus is niet bekend {whether}"),
        Lang::En => format!("; so it is not known {whether}"),
    }
}
