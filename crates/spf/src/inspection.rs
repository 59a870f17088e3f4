//! A report as an officer looks at it among many: late, incomplete, out of balance, below what was
//! promised, implausible.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::check::{CheckId, CheckState};
use super::checks::late;
use super::fault::Fault;
use super::figure::Figure;
use super::job::Job;
use super::reason::Reason;
use super::report::Report;
use super::statement::Statement;
use bodemtoets_words::lang::Text;

/// Yes, no, or not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Answer {
    /// Yes.
    Yes,
    /// No.
    No,
    /// Not known.
    Unknown,
    /// It is not asked of this system.
    None,
}

impl Answer {
    /// The slug, as in JSON and CSV.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Unknown => "unknown",
            Self::None => "none",
        }
    }

    /// Whether something is wrong, when a check says whether it is right.
    fn wrong(state: Option<CheckState>) -> Self {
        match state {
            Some(CheckState::Fails) => Self::Yes,
            Some(CheckState::Holds) => Self::No,
            Some(CheckState::Unknown) => Self::Unknown,
            Some(CheckState::DoesNotApply) | None => Self::None,
        }
    }
}

/// A report among many.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Inspection {
    /// Its file.
    pub file: String,
    /// The installation.
    pub name: String,
    /// The concept.
    pub concept: String,
    /// The year.
    pub year: i16,
    /// SPF.
    pub spf: Figure,
    /// SPF in the permit or the notification.
    pub permit_spf: Option<f64>,
    /// Not there in time.
    pub late: Answer,
    /// So much is missing that the SPF is not known.
    pub incomplete: Answer,
    /// No moment without a surplus of heat in five years.
    pub out_of_balance: Answer,
    /// SPF below that of the permit.
    pub below_permit: Answer,
    /// Another limit of the law or the permit is broken: temperature, volume, error of the meters.
    pub beyond_limits: Answer,
    /// Numbers that cannot be, or that are those of another year.
    pub implausible: Answer,
    /// Faults in the readings.
    pub faults: u64,
    /// What is wrong.
    pub why: Vec<Concern>,
}

/// Something about a report that an officer should look at. In JSON it is its sentence in both languages.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(into = "Text")]
#[non_exhaustive]
pub enum Concern {
    /// What a check found.
    Check(Statement),
    /// Why the SPF is not known.
    Unknown(Reason),
    /// There are no readings of the year.
    NoReadings(i16),
}

impl schemars::JsonSchema for Concern {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        Text::schema_name()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Text::json_schema(generator)
    }
}

impl Inspection {
    /// A report, looked at on a day.
    #[must_use]
    pub fn of(file: &str, report: &Report, on: Date) -> Self {
        let mut why = Vec::new();
        let late = match (report.due, report.check(CheckId::Reported)) {
            (Some(due), _) => {
                // What is not due yet is not late.
                let (is_late, statement) = late(due, report.received, on);
                why.extend(is_late.then_some(Concern::Check(statement)));
                if is_late { Answer::Yes } else { Answer::No }
            }
            (None, check) => Answer::wrong(check.map(|check| check.state)),
        };
        why.extend(report.spf.unknown.iter().cloned().map(Concern::Unknown));
        let state = |id| report.check(id).map(|check| check.state);
        let wrong = |id| Answer::wrong(state(id));
        let limits = [CheckId::MaxTemperature, CheckId::MinTemperature, CheckId::PermitVolume, CheckId::MeasuringError]
            .map(wrong);
        let beyond_limits =
            [Answer::Yes, Answer::Unknown, Answer::No].into_iter().find(|answer| limits.contains(answer));
        let failed =
            report.checks.iter().filter(|check| check.id != CheckId::Reported && check.state == CheckState::Fails);
        why.extend(failed.map(|check| Concern::Check(check.statement.clone())));
        Self {
            file: file.to_owned(),
            name: report.name.clone(),
            concept: report.concept.clone(),
            year: report.year,
            spf: report.spf.clone(),
            permit_spf: report.permit.spf,
            late,
            incomplete: if report.spf.value.is_some() { Answer::No } else { Answer::Yes },
            out_of_balance: wrong(CheckId::Balance),
            below_permit: wrong(CheckId::PermitSpf),
            beyond_limits: beyond_limits.unwrap_or(Answer::None),
            implausible: wrong(CheckId::Plausible),
            faults: report.fault_count(),
            why,
        }
    }

    /// An installation of which nothing was received for a year.
    ///
    /// # Errors
    /// When the year is none that readings can have.
    pub fn nothing(file: &str, job: &Job, year: i16, on: Date) -> Result<Self, Fault> {
        let mut why = vec![Concern::NoReadings(year)];
        let late = match job.due(year)? {
            None => Answer::Unknown,
            Some(due) => {
                let (is_late, statement) = late(due, job.installation().received, on);
                why.extend(is_late.then_some(Concern::Check(statement)));
                if is_late { Answer::Yes } else { Answer::No }
            }
        };
        let unknown = Answer::Unknown;
        Ok(Self {
            file: file.to_owned(),
            name: job.installation().name.clone().unwrap_or_default(),
            concept: job.concept().id.clone(),
            year,
            spf: Figure::default(),
            permit_spf: job.installation().permit.spf,
            late,
            incomplete: Answer::Yes,
            out_of_balance: unknown,
            below_permit: if job.installation().permit.spf.is_some() { unknown } else { Answer::None },
            beyond_limits: unknown,
            implausible: unknown,
            faults: 0,
            why,
        })
    }

    /// Whether an officer has to look at it.
    #[must_use]
    pub fn needs_a_look(&self) -> bool {
        let answers =
            [self.late, self.incomplete, self.out_of_balance, self.below_permit, self.beyond_limits, self.implausible];
        answers.contains(&Answer::Yes)
    }
}
