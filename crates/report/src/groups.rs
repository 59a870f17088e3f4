//! The rules that were looked at, each in one group.

use bodemtoets_law::rules::Outcome;
use bodemtoets_screening::{RuleFinding, State, Verdict, VerdictOutcome};
use bodemtoets_words::lang::Lang;

/// What became of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Group {
    /// It decides, or keeps the answer open.
    Decides,
    /// It doubts the numbers of the application.
    Implausible,
    /// Its limit has to be kept in use, and the application does not say so.
    OnCondition,
    /// It holds besides, or adds a remark.
    AlsoApplies,
    /// It has to be done.
    Duty,
    /// Whether it applies is not known.
    NotKnown,
    /// It does not apply.
    DoesNotApply,
}

impl Group {
    /// All of them, in the order in which they are read.
    pub(crate) const ALL: [Self; 7] = [
        Self::Decides,
        Self::Implausible,
        Self::OnCondition,
        Self::AlsoApplies,
        Self::Duty,
        Self::NotKnown,
        Self::DoesNotApply,
    ];

    /// The group of a rule.
    pub(crate) fn of(rule: &RuleFinding, verdict: &Verdict) -> Self {
        let is_in = |ids: &[String]| ids.contains(&rule.id);
        match rule.state {
            _ if is_in(&verdict.decisive) => Self::Decides,
            // What is prohibited is not used, within limits or beyond.
            _ if is_in(&verdict.on_condition) && verdict.outcome != VerdictOutcome::Prohibited => Self::OnCondition,
            State::DoesNotApply => Self::DoesNotApply,
            State::Applies if rule.outcome == Outcome::Implausible => Self::Implausible,
            State::Applies if rule.outcome == Outcome::Duty => Self::Duty,
            State::Applies => Self::AlsoApplies,
            State::Unknown => Self::NotKnown,
        }
    }

    /// What it is called.
    pub(crate) fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Decides => lang.pick("Beslist", "Decides"),
            Self::Implausible => lang.pick("De getallen kloppen niet met elkaar", "The numbers do not fit together"),
            Self::OnCondition => lang.pick("Voorwaarden", "Conditions"),
            Self::AlsoApplies => lang.pick("Geldt ook", "Also applies"),
            Self::Duty => lang.pick("Plichten", "Duties"),
            Self::NotKnown => lang.pick("Niet bekend", "Not known"),
            Self::DoesNotApply => lang.pick("Niet van toepassing", "Does not apply"),
        }
    }

    /// What has to be known of it before its rules are read.
    pub(crate) fn about(self, lang: Lang) -> Option<&'static str> {
        Some(match self {
            Self::OnCondition => lang.pick(
                "De aanvraag zegt hier niets over. De uitkomst geldt zolang deze grenzen in het gebruik worden aangehouden.",
                "The application says nothing about these. The outcome stands as long as these limits are kept in use.",
            ),
            Self::NotKnown => lang.pick(
                "Of deze regels gelden, is niet bekend: een gegeven of een volledige kaart ontbreekt. Dat is geen vrijstelling.",
                "Whether these rules apply is not known: a fact or a complete map is missing. That is no exemption.",
            ),
            Self::DoesNotApply => lang.pick(
                "Deze regels zijn bekeken en gelden hier niet. Geen ervan wordt overtreden.",
                "These rules were looked at and do not apply here. None of them is broken.",
            ),
            _ => return None,
        })
    }
}
