//! No surplus of heat at some moment in every five years.

use super::finding::Finding;
use crate::check::CheckState;
use crate::installation::Installation;
use crate::law::Duty;
use crate::report::Report;
use crate::statement::{BalanceStanding, Statement};
use bodemtoets_words::Dwelling;

pub(super) fn check(report: &Report, installation: &Installation, duty: Option<&Duty>) -> Finding {
    let Some(duty) = duty else { return Finding::unknown(Statement::NoLaw) };
    let balance = &report.balance;
    if duty.single_dwelling_exempt {
        match installation.dwelling {
            Some(Dwelling::Single) => return Finding::not_asked(Statement::BalanceNotAsked),
            None if balance.met == Some(false) => return Finding::unknown(Statement::BalanceOfDwelling),
            _ => {}
        }
    }
    let Some(surplus_mwh) = balance.heat_surplus_mwh else {
        return Finding::unknown(Statement::BalanceNotKnown);
    };
    let moment = balance.last_moment.clone().unwrap_or_default();
    let (state, standing) = match (balance.met, balance.until) {
        (Some(true), None) => (CheckState::Holds, BalanceStanding::InBalance),
        (Some(true), Some(until)) => (CheckState::Holds, BalanceStanding::MetUntil { moment, until }),
        (Some(false), _) => (CheckState::Fails, BalanceStanding::Broken),
        (None, Some(until)) => (CheckState::Unknown, BalanceStanding::OpenUntil { until }),
        (None, None) => (CheckState::Unknown, BalanceStanding::TooFewYears),
    };
    let years = (!balance.since_use).then_some(balance.years.len());
    Finding {
        value: Some(surplus_mwh),
        limit: Some(0.0),
        unit: "MWh",
        ..Finding::new(state, Statement::Balance { surplus_mwh, years, standing })
    }
}
