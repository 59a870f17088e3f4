//! The parameters of an address: what may be asked, checked in one place, and told in the `OpenAPI` document.

use bodemtoets_law::rules::Quantity;
use bodemtoets_screening::application::Field;
use bodemtoets_words::suggest;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::media::Media;
use crate::problem::Problem;
use crate::words;

/// A parameter.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Parameter {
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    /// What it is, in English: it stands in the `OpenAPI` document.
    pub(crate) about: &'static str,
}

/// What a parameter holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Kind {
    /// A field of an application, which has words of its own for what is wrong with it.
    Field(Field),
    /// Text.
    Text,
    /// A day, as YYYY-MM-DD.
    Day,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// One of the forms that an answer may have.
    Form(&'static [Media]),
    /// A number from the first to the last.
    Number(f64, f64),
    /// A count from 1 to the first; the second when left out. More than the first counts as the first.
    Count(u32, u32),
    /// How many are passed over.
    Offset,
    /// A rectangle: four or six numbers.
    Bbox,
    /// A moment or a period.
    Interval,
    /// `true` or `false`.
    Flag,
    /// Words with a comma between.
    Words,
}

impl Parameter {
    /// A parameter.
    pub(crate) const fn new(name: &'static str, kind: Kind, about: &'static str) -> Self {
        Self { name, kind, about }
    }

    /// Whether it may stand there more than once.
    fn may_repeat(self) -> bool {
        self.kind == Kind::Field(Field::Given)
    }

    /// Refuses a value that it cannot hold. Those of an application are looked at by the application.
    fn check(self, value: &str) -> Result<(), Problem> {
        let Self { name, kind, .. } = self;
        let wrong = |detail| Err(Problem::parameter(name, value, detail));
        let not_within = |low: f64, high: f64| {
            let number: Option<f64> = value.trim().parse().ok();
            number.is_none_or(|number| !(low..=high).contains(&number))
        };
        match kind {
            Kind::Day if value.parse::<Date>().is_err() => wrong(words::not_a_day(name, value)),
            Kind::OneOf(choices) if !choices.contains(&value) => wrong(words::not_one_of(name, value, choices)),
            Kind::Form(forms) if !forms.iter().any(|form| form.word() == value) => {
                let choices: Vec<&str> = forms.iter().map(|form| form.word()).collect();
                wrong(words::not_one_of(name, value, &choices))
            }
            Kind::Number(low, high) if not_within(low, high) => wrong(words::not_a_number(name, value, low, high)),
            Kind::Count(most, _) if value.parse::<u64>().ok().is_none_or(|count| count == 0) => {
                wrong(words::not_a_number(name, value, 1.0, most.into()))
            }
            Kind::Interval if !is_interval(value) => wrong(words::no_interval(name, value)),
            Kind::Offset if value.parse::<u32>().is_err() => {
                wrong(words::not_a_number(name, value, 0.0, u32::MAX.into()))
            }
            Kind::Flag if !["true", "false"].contains(&value) => {
                wrong(words::not_one_of(name, value, &["true", "false"]))
            }
            _ => Ok(()),
        }
    }
}

/// Whether text is a moment, or a period of which one end may be open.
fn is_interval(text: &str) -> bool {
    let is_moment = |text: &str| text.parse::<Timestamp>().is_ok() || text.parse::<Date>().is_ok();
    match text.split_once('/') {
        None => is_moment(text),
        Some((from, to)) => {
            let is_open = |end: &str| end.is_empty() || end == "..";
            let both = (is_open(from) || is_moment(from)) && (is_open(to) || is_moment(to));
            both && !(is_open(from) && is_open(to))
        }
    }
}

/// The fields of an application as parameters.
pub(crate) fn fields() -> impl Iterator<Item = Parameter> {
    Field::all().map(|field| Parameter::new(field.name(), Kind::Field(field), about(field)))
}

/// What a field is.
fn about(field: Field) -> &'static str {
    match field {
        Field::Id => "Id of the application.",
        Field::Applicant => "Who applies.",
        Field::CaseNumber => "Number of the case.",
        Field::Address => "Address of the place, as text.",
        Field::Parcel => "Cadastral parcel, as text.",
        Field::Date => "The day whose law counts (YYYY-MM-DD); today when left out.",
        Field::X => "Place in RD New: x, metres.",
        Field::Y => "Place in RD New: y, metres.",
        Field::Lat => "Place in ETRS89 or WGS84: latitude, degrees.",
        Field::Lon => "Place in ETRS89 or WGS84: longitude, degrees.",
        Field::Geometry => "Place as well-known text, in RD New or longitude and latitude.",
        Field::System => "`open` (wells) or `closed` (loops).",
        Field::Dwelling => "Kind of dwelling that is served: `single`, `apartment` or `none`.",
        Field::Fluid => "Circulation fluid of a closed system.",
        Field::ExistingSince => "The system exists since this day (YYYY-MM-DD); new when left out.",
        Field::Given => "What was read on a map that is not in the pack, as KIND=VALUE; may be repeated.",
        Field::GivenSource => "Which map that was.",
        Field::GivenBy => "Who read it.",
        Field::GivenDate => "When it was read (YYYY-MM-DD).",
        Field::Quantity(quantity) => of_quantity(quantity),
    }
}

fn of_quantity(quantity: Quantity) -> &'static str {
    match quantity {
        Quantity::DrillingDepthM => "End depth of the drilling, metres below ground level.",
        Quantity::ScreenTopM => "Top of the screens, metres below ground level.",
        Quantity::ScreenBottomM => "Bottom of the screens, metres below ground level.",
        Quantity::FlowM3H => "Largest flow, m3/h.",
        Quantity::AnnualVolumeM3 => "Groundwater moved in a year, m3.",
        Quantity::GroundPowerKw => "Power exchanged with the ground, kW.",
        Quantity::MaxInfiltrationTemperatureC => "Highest temperature of what goes into the ground, degrees Celsius.",
        Quantity::MinReturnTemperatureC => "Lowest temperature of what goes into the ground, degrees Celsius.",
        Quantity::HeatAddedMwh => "Heat added to the ground, MWh a year.",
        Quantity::ColdAddedMwh => "Cold added to the ground, MWh a year.",
        Quantity::HeatDemandMwh => "Heat demand, MWh a year.",
        Quantity::CoolingDemandMwh => "Cooling demand, MWh a year.",
        Quantity::Spf => "Seasonal performance factor.",
        Quantity::GroundLevelMNap => "Ground level at the place, metres to NAP.",
        Quantity::ClayTopM => "Top of the protective clay layer at the place, metres below ground level.",
        _ => "A number of the application.",
    }
}

/// The parameters of a request, each known and of its kind.
#[derive(Debug, Clone, Default)]
pub(crate) struct Query(Vec<(Parameter, String)>);

impl Query {
    /// Reads the parameters of an address.
    ///
    /// # Errors
    /// When one is not known, stands there twice, is no text, or cannot be. What is empty counts as left out.
    pub(crate) fn read(query: &str, known: &[Parameter]) -> Result<Self, Problem> {
        let mut read = Self::default();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            read.add(&name, &value, known)?;
        }
        Ok(read)
    }

    /// Adds the value of a parameter.
    ///
    /// # Errors
    /// When it is not known, is there already, is no text, or cannot be. What is empty counts as left out.
    pub(crate) fn add(&mut self, name: &str, value: &str, known: &[Parameter]) -> Result<(), Problem> {
        let Some(parameter) = known.iter().find(|parameter| parameter.name == name) else {
            let nearest = suggest::nearest(name, known.iter().map(|parameter| parameter.name));
            return Err(Problem::parameter(name, value, words::unknown_parameter(name, nearest)));
        };
        // What is no UTF-8 has become this character.
        if value.contains('\u{fffd}') {
            return Err(Problem::parameter(parameter.name, "", words::not_utf8(parameter.name)));
        }
        if value.trim().is_empty() {
            return Ok(());
        }
        parameter.check(value)?;
        match self.0.iter_mut().find(|(other, _)| other.name == parameter.name) {
            Some((_, values)) if parameter.may_repeat() => {
                values.push('|');
                values.push_str(value);
            }
            Some(_) => return Err(Problem::parameter(parameter.name, value, words::twice(parameter.name))),
            None => self.0.push((*parameter, value.to_owned())),
        }
        Ok(())
    }

    /// The value of a parameter.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(parameter, _)| parameter.name == name).map(|(_, value)| value.as_str())
    }

    /// Whether a flag is set.
    pub(crate) fn is_set(&self, name: &str) -> bool {
        self.get(name) == Some("true")
    }

    /// The value of a parameter that is a number.
    pub(crate) fn number(&self, name: &str) -> Option<f64> {
        self.get(name)?.trim().parse().ok()
    }

    /// The fields of an application among them.
    pub(crate) fn fields(&self) -> impl Iterator<Item = (Field, &str)> {
        self.0.iter().filter_map(|(parameter, value)| match parameter.kind {
            Kind::Field(field) => Some((field, value.as_str())),
            _ => None,
        })
    }

    /// All of them, in the order in which they were given.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.0.iter().map(|(parameter, value)| (parameter.name, value.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use bodemtoets_words::lang::Lang;

    use super::*;

    fn known() -> Vec<Parameter> {
        let mut known: Vec<Parameter> = fields().collect();
        known.push(Parameter::new("detail", Kind::OneOf(&["full", "brief"]), ""));
        known.push(Parameter::new("remedies", Kind::Number(0.0, 5000.0), ""));
        known
    }

    fn refused(query: &str) -> String {
        Query::read(query, &known()).unwrap_err().detail().get(Lang::En).to_owned()
    }

    #[test]
    fn what_is_not_known_is_refused_with_the_nearest_name() {
        assert_eq!(refused("flow=40"), "flow: this parameter is not known here; did you mean `flow_m3_h`?");
        assert_eq!(refused("X=1"), "X: this parameter is not known here; did you mean `x`?");
        assert_eq!(refused("x=1&x=2"), "x: stands there more than once; give one value");
        assert_eq!(refused("detail=short"), "detail = short: choose from full, brief");
        assert_eq!(refused("remedies=-1"), "remedies = -1: a number from 0 to 5000 is needed");
        assert_eq!(refused("remedies=NaN"), "remedies = NaN: a number from 0 to 5000 is needed");
        assert_eq!(refused("id=%FF"), "id: not valid UTF-8");
    }

    #[test]
    fn what_is_empty_is_left_out_and_what_was_looked_up_may_be_repeated() {
        let query = Query::read("x=1&y=&given=a%3D1&given=b=none&id=a+b%20c", &known()).unwrap();
        assert_eq!((query.get("y"), query.get("id")), (None, Some("a b c")));
        assert_eq!(query.get("given"), Some("a=1|b=none"));
        assert_eq!(query.fields().count(), 3);
    }
}
