//! From numbers to places on a drawing, and the round numbers along an axis.

/// An axis: which numbers lie between which places.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Scale {
    /// The numbers at the ends.
    pub(crate) numbers: (f64, f64),
    /// Where these lie.
    places: (f64, f64),
    /// Between the numbers along the axis.
    pub(crate) step: f64,
}

impl Scale {
    /// An axis that holds some numbers and ends at round ones, with about `parts` parts.
    pub(crate) fn round(numbers: (f64, f64), parts: f64, places: (f64, f64)) -> Self {
        let (low, high) = if numbers.1 > numbers.0 { numbers } else { (numbers.0, numbers.0 + 1.0) };
        let step = round_step((high - low) / parts);
        Self { numbers: ((low / step).floor() * step, (high / step).ceil() * step), places, step }
    }

    /// An axis that ends at these numbers.
    pub(crate) fn exact(numbers: (f64, f64), parts: f64, places: (f64, f64)) -> Self {
        Self { numbers, places, step: round_step((numbers.1 - numbers.0) / parts) }
    }

    /// Where a number lies.
    pub(crate) fn at(&self, number: f64) -> f64 {
        let share = (number - self.numbers.0) / (self.numbers.1 - self.numbers.0);
        self.places.0 + share * (self.places.1 - self.places.0)
    }

    /// The round numbers along it.
    pub(crate) fn ticks(&self) -> Vec<f64> {
        let mut ticks = Vec::new();
        let mut count = (self.numbers.0 / self.step - 1e-9).ceil();
        while count * self.step <= self.numbers.1 + self.step * 1e-9 {
            ticks.push(count * self.step);
            count += 1.0;
        }
        ticks
    }
}

/// The first of 1, 2, 2.5, 5 times a power of ten that is not smaller.
fn round_step(at_least: f64) -> f64 {
    let power = 10.0_f64.powf(at_least.log10().floor());
    let steps = [1.0, 2.0, 2.5, 5.0, 10.0];
    steps.into_iter().map(|step| step * power).find(|step| *step >= at_least * (1.0 - 1e-9)).unwrap_or(10.0 * power)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_ends_at_round_numbers() {
        let axis = Scale::round((0.0, 998.0), 5.0, (200.0, 0.0));
        assert_eq!(axis.ticks(), [0.0, 200.0, 400.0, 600.0, 800.0, 1000.0]);
        assert!((axis.at(250.0) - 150.0).abs() < 1e-9);
        let axis = Scale::round((-600.0, 790.0), 6.0, (0.0, 1.0));
        assert_eq!((axis.numbers, axis.step), ((-750.0, 1000.0), 250.0));
    }

    #[test]
    fn an_axis_of_nothing_is_still_an_axis() {
        let axis = Scale::round((0.0, 0.0), 4.0, (0.0, 100.0));
        assert_eq!(axis.ticks(), [0.0, 0.25, 0.5, 0.75, 1.0]);
        assert!(axis.at(0.0).abs() < 1e-9);
    }

    #[test]
    fn an_axis_may_end_between_its_round_numbers() {
        assert_eq!(Scale::exact((0.0, 8760.0), 5.0, (0.0, 1.0)).ticks(), [0.0, 2000.0, 4000.0, 6000.0, 8000.0]);
    }
}
