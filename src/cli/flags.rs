//! The fields of an application as flags.

use clap::Args;

use super::complaint::Complaint;
use bodemtoets_law::rules::{Dwelling, Quantity, System};
use bodemtoets_screening::application::{Draft, Field};
use bodemtoets_words::tabular::Number;

/// The fields of an application as flags. For a file they count where a row says nothing.
#[derive(Debug, Args)]
#[command(next_help_heading = "Application")]
pub(super) struct FieldArgs {
    /// Open (wells) or closed (loops).
    #[arg(long, value_enum)]
    system: Option<System>,
    /// End depth of the drilling, m below ground level.
    #[arg(long, value_name = "M", allow_hyphen_values = true, value_parser = quantity(Quantity::DrillingDepthM))]
    depth: Option<f64>,
    /// Largest flow, m3/h.
    #[arg(long, value_name = "M3_H", allow_hyphen_values = true, value_parser = quantity(Quantity::FlowM3H))]
    flow: Option<f64>,
    /// Top of the screens, m below ground level.
    #[arg(long, value_name = "M", allow_hyphen_values = true, value_parser = quantity(Quantity::ScreenTopM))]
    screen_top: Option<f64>,
    /// Bottom of the screens, m below ground level.
    #[arg(long, value_name = "M", allow_hyphen_values = true, value_parser = quantity(Quantity::ScreenBottomM))]
    screen_bottom: Option<f64>,
    /// Groundwater moved in a year, m3.
    #[arg(long, value_name = "M3", allow_hyphen_values = true, value_parser = quantity(Quantity::AnnualVolumeM3))]
    annual_volume: Option<f64>,
    /// Power exchanged with the ground (bodemzijdig vermogen), kW.
    #[arg(long, value_name = "KW", allow_hyphen_values = true, value_parser = quantity(Quantity::GroundPowerKw))]
    ground_power: Option<f64>,
    /// Highest temperature of what goes into the ground, degC.
    #[arg(long, value_name = "C", allow_hyphen_values = true, value_parser = quantity(Quantity::MaxInfiltrationTemperatureC))]
    max_infiltration_temperature: Option<f64>,
    /// Lowest temperature of what goes into the ground, degC.
    #[arg(long, value_name = "C", allow_hyphen_values = true, value_parser = quantity(Quantity::MinReturnTemperatureC))]
    min_return_temperature: Option<f64>,
    /// Heat added to the ground, MWh a year.
    #[arg(long, value_name = "MWH", allow_hyphen_values = true, value_parser = quantity(Quantity::HeatAddedMwh))]
    heat_added: Option<f64>,
    /// Cold added to the ground, MWh a year.
    #[arg(long, value_name = "MWH", allow_hyphen_values = true, value_parser = quantity(Quantity::ColdAddedMwh))]
    cold_added: Option<f64>,
    /// Heat demand, MWh a year.
    #[arg(long, value_name = "MWH", allow_hyphen_values = true, value_parser = quantity(Quantity::HeatDemandMwh))]
    heat_demand: Option<f64>,
    /// Cooling demand, MWh a year.
    #[arg(long, value_name = "MWH", allow_hyphen_values = true, value_parser = quantity(Quantity::CoolingDemandMwh))]
    cooling_demand: Option<f64>,
    /// Seasonal performance factor.
    #[arg(long, allow_hyphen_values = true, value_parser = quantity(Quantity::Spf))]
    spf: Option<f64>,
    /// Kind of dwelling that is served.
    #[arg(long, value_enum)]
    dwelling: Option<Dwelling>,
    /// Circulation fluid of a closed system.
    #[arg(long)]
    fluid: Option<String>,
    /// Ground level at the place, m NAP.
    #[arg(long, value_name = "M_NAP", allow_hyphen_values = true, value_parser = quantity(Quantity::GroundLevelMNap))]
    ground_level: Option<f64>,
    /// Top of the protective clay layer that a drilling at the place found, m below ground level.
    #[arg(long, value_name = "M", value_parser = quantity(Quantity::ClayTopM))]
    clay_top: Option<f64>,
    /// The system exists since this day (open: its permit was applied for); new when left out.
    #[arg(long, value_name = "YYYY-MM-DD")]
    existing_since: Option<jiff::civil::Date>,
    /// What you read on a map that is not in the pack: the depth that it allows (`max-drilling-depth=80`), that
    /// there is no such zone (`groundwater-protection=none`), or what the zone is called. It decides like a map
    /// would; may be repeated.
    #[arg(long, value_name = "KIND=VALUE", value_parser = given)]
    given: Vec<String>,
    /// Which map that was. Without it, what was read counts as unverified.
    #[arg(long, value_name = "TEXT")]
    given_source: Option<String>,
    /// Who read it.
    #[arg(long, value_name = "NAME")]
    given_by: Option<String>,
    /// When it was read.
    #[arg(long, value_name = "YYYY-MM-DD")]
    given_date: Option<jiff::civil::Date>,
    /// Id of the application.
    #[arg(long)]
    id: Option<String>,
    /// Who applies.
    #[arg(long)]
    applicant: Option<String>,
    /// Number of the case at the authority.
    #[arg(long)]
    case_number: Option<String>,
    /// Address, as it is to be printed.
    #[arg(long)]
    address: Option<String>,
    /// Cadastral parcel, as it is to be printed.
    #[arg(long)]
    parcel: Option<String>,
    /// The day whose law counts; today when left out.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(super) date: Option<jiff::civil::Date>,
}

fn quantity(quantity: Quantity) -> impl Fn(&str) -> Result<f64, Complaint> + Clone + Send + Sync + 'static {
    move |text| {
        set(Field::Quantity(quantity), text)?;
        // Checked when it was set.
        let number = Number::read(text.as_bytes()).map(|number| number.value);
        number.ok_or_else(|| Complaint::new("geen getal", "not a number"))
    }
}

fn given(text: &str) -> Result<String, Complaint> {
    set(Field::Given, text)?;
    Ok(text.to_owned())
}

/// Refuses what an application could not hold.
fn set(field: Field, text: &str) -> Result<(), Complaint> {
    Draft::default().set(field, text).map_err(|problem| Complaint::both(|lang| problem.text(lang)))
}

impl FieldArgs {
    /// Whether a flag tells where something comes from that no flag gives.
    pub(super) fn has_source_of_nothing(&self) -> bool {
        let says_where = self.given_source.is_some() || self.given_by.is_some() || self.given_date.is_some();
        self.given.is_empty() && says_where
    }

    /// The flags as a draft. Their values have been checked.
    pub(super) fn draft(&self) -> Draft {
        let mut draft = Draft::default();
        let numbers = [
            (Quantity::DrillingDepthM, self.depth),
            (Quantity::FlowM3H, self.flow),
            (Quantity::ScreenTopM, self.screen_top),
            (Quantity::ScreenBottomM, self.screen_bottom),
            (Quantity::AnnualVolumeM3, self.annual_volume),
            (Quantity::GroundPowerKw, self.ground_power),
            (Quantity::MaxInfiltrationTemperatureC, self.max_infiltration_temperature),
            (Quantity::MinReturnTemperatureC, self.min_return_temperature),
            (Quantity::HeatAddedMwh, self.heat_added),
            (Quantity::ColdAddedMwh, self.cold_added),
            (Quantity::HeatDemandMwh, self.heat_demand),
            (Quantity::CoolingDemandMwh, self.cooling_demand),
            (Quantity::Spf, self.spf),
            (Quantity::GroundLevelMNap, self.ground_level),
            (Quantity::ClayTopM, self.clay_top),
        ];
        for (quantity, value) in numbers {
            if let Some(value) = value {
                // Checked when the flag was read.
                let _ = draft.set_quantity(quantity, value);
            }
        }
        let date = self.date.map(|date| date.to_string());
        let since = self.existing_since.map(|date| date.to_string());
        let given_date = self.given_date.map(|date| date.to_string());
        let given = self.given.join("|");
        let texts = [
            (Field::Given, Some(given.as_str())),
            (Field::GivenSource, self.given_source.as_deref()),
            (Field::GivenBy, self.given_by.as_deref()),
            (Field::GivenDate, given_date.as_deref()),
            (Field::ExistingSince, since.as_deref()),
            (Field::Id, self.id.as_deref()),
            (Field::Applicant, self.applicant.as_deref()),
            (Field::CaseNumber, self.case_number.as_deref()),
            (Field::Address, self.address.as_deref()),
            (Field::Parcel, self.parcel.as_deref()),
            (Field::Fluid, self.fluid.as_deref()),
            (Field::Date, date.as_deref()),
            (Field::System, self.system.map(System::slug)),
            (Field::Dwelling, self.dwelling.map(Dwelling::slug)),
        ];
        for (field, value) in texts {
            let _ = draft.set(field, value.unwrap_or_default());
        }
        draft
    }
}
