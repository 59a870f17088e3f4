//! What an application says of its wells and loops, and what is assumed where it says nothing.

use schemars::JsonSchema;
use serde::Serialize;

use super::words::Reason;
use crate::application::Application;
use crate::screens::LEAST_SCREEN_M;
use bodemtoets_ground::crowding::Range;
use bodemtoets_ground::layout::MOST_M3;
use bodemtoets_law::rules::Quantity;

/// Length of screens that nobody states, m: an assumption.
const SCREEN_M: f64 = 30.0;
/// Metres of every well that are sealed above its screens: an assumption, for screens that nobody states.
pub(super) const SEAL_M: f64 = 5.0;
/// Hours of full flow in a year where the flow is stated and the volume is not, at most: an assumption, that of the
/// medium system of SIKB guideline 8200 (50 m3/h and 250 000 m3 a year).
pub(super) const FULL_LOAD_HOURS: f64 = 5_000.0;
/// Hours of a leap year: no pump runs longer.
const HOURS_OF_YEAR: f64 = 8_784.0;
/// Power that a metre of loop takes from Dutch ground at [`LOOP_HOURS`], W: an assumption, from dry sand to wet clay
/// (VDI 4640 part 2; wet sand gives more).
pub(super) const LOOP_W_M: Range = Range::new(20.0, 50.0);
/// Hours of full power a year for which that holds.
pub(super) const LOOP_HOURS: f64 = 1_800.0;

/// Where the screens of a doublet are.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct WellScreens {
    /// Their length, m.
    pub length_m: f64,
    /// Their top, metres below ground level; absent when no depth is stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub top_m: Option<f64>,
    /// Their bottom, metres below ground level.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bottom_m: Option<f64>,
    /// The application does not say it all: at most 30 m, at the bottom of the drilling, 5 m of it sealed above them.
    pub assumed: bool,
}

/// What a field of loops takes from the ground, by a rule of thumb.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct LoopYield {
    /// All loops together, m.
    pub length_m: f64,
    /// Power from the ground, kW.
    pub power_kw: Range,
    /// Heat from the ground, MWh a year.
    pub heat_mwh: Range,
}

impl LoopYield {
    /// Of so many loops of a depth.
    pub(super) fn of(loops: usize, depth_m: f64) -> Self {
        let length_m = f64::from(u32::try_from(loops).unwrap_or(u32::MAX)) * depth_m;
        let power_kw = LOOP_W_M.map(|w_m| (w_m * length_m / 1000.0 * 10.0).round() / 10.0);
        let heat_mwh = LOOP_W_M.map(|w_m| (w_m * length_m * LOOP_HOURS / 1e6 * 10.0).round() / 10.0);
        Self { length_m, power_kw, heat_mwh }
    }
}

/// The screens of the wells of an application. Those that it states hold; they have to fit in its drilling.
pub(super) fn screens(application: &Application) -> Result<WellScreens, Reason> {
    let number = |quantity| application.quantities.get(quantity);
    let depth_m = number(Quantity::DrillingDepthM);
    let (top_m, bottom_m) = (number(Quantity::ScreenTopM), number(Quantity::ScreenBottomM));
    let assumed = top_m.is_none() || bottom_m.is_none();
    // Without a bottom they end where the drilling does.
    let Some(bottom_m) = bottom_m.or(depth_m) else {
        return Ok(WellScreens { length_m: SCREEN_M, top_m: None, bottom_m: None, assumed });
    };
    let top_m = top_m.unwrap_or_else(|| (bottom_m - SCREEN_M).max(SEAL_M));
    let length_m = bottom_m - top_m;
    if length_m < LEAST_SCREEN_M {
        return Err(Reason::NoRoomForScreens { depth_m: bottom_m });
    }
    match depth_m {
        Some(depth_m) if bottom_m > depth_m => Err(Reason::ScreensTooDeep { bottom_m, depth_m }),
        _ => Ok(WellScreens { length_m, top_m: Some(top_m), bottom_m: Some(bottom_m), assumed }),
    }
}

/// The application drilled to another depth. Screens that it states keep their length, and rise with the drilling as
/// far as they must.
pub(super) fn at_depth(application: &Application, depth_m: f64) -> Result<Application, Reason> {
    let mut other = application.clone();
    let number = |quantity| application.quantities.get(quantity);
    let (top_m, bottom_m) = (number(Quantity::ScreenTopM), number(Quantity::ScreenBottomM));
    let lowest_m = bottom_m.or(number(Quantity::DrillingDepthM).filter(|_| top_m.is_some()));
    let rise_m = lowest_m.map_or(0.0, |lowest_m| (lowest_m - depth_m).max(0.0));
    if let (Some(top_m), Some(lowest_m)) = (top_m, lowest_m)
        && top_m - rise_m < SEAL_M.min(top_m)
    {
        return Err(Reason::ScreensTooLong { screen_m: lowest_m - top_m, depth_m });
    }
    other.quantities.set(Quantity::DrillingDepthM, Some(depth_m));
    other.quantities.set(Quantity::ScreenTopM, top_m.map(|top_m| top_m - rise_m));
    other.quantities.set(Quantity::ScreenBottomM, bottom_m.map(|bottom_m| bottom_m - rise_m));
    other.quantities = other.quantities.with_derived();
    Ok(other)
}

/// The most that the pump of an application moves in a year, m3; none when its flow says nothing of it.
pub(super) fn most_m3(application: &Application) -> Option<f64> {
    let by_flow_m3 = application.quantities.get(Quantity::FlowM3H).map(|flow_m3_h| flow_m3_h * FULL_LOAD_HOURS);
    by_flow_m3.filter(|volume_m3| (f64::MIN_POSITIVE..MOST_M3).contains(volume_m3))
}

/// Whether the flow that is stated moves the volume that is stated in a year.
pub(super) fn check_volume(application: &Application) -> Result<(), Reason> {
    let stated = |quantity| application.quantities.get(quantity);
    let (Some(volume_m3), Some(flow_m3_h)) = (stated(Quantity::AnnualVolumeM3), stated(Quantity::FlowM3H)) else {
        return Ok(());
    };
    if volume_m3 > flow_m3_h * HOURS_OF_YEAR { Err(Reason::MoreThanFlow { volume_m3, flow_m3_h }) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bodemtoets_law::rules::System;

    fn application(numbers: &[(Quantity, f64)]) -> Application {
        let mut made = Application::builder().xy(232_289.0, 547_576.0).system(System::Open).build().unwrap();
        for (quantity, value) in numbers {
            made.quantities.set(*quantity, Some(*value));
        }
        made.quantities = made.quantities.with_derived();
        made
    }

    #[test]
    fn screens_that_nobody_states_fit_in_the_drilling() {
        let of = |depth_m| screens(&application(&[(Quantity::DrillingDepthM, depth_m)]));
        let deep = of(90.0).unwrap();
        assert_eq!((deep.length_m, deep.top_m, deep.bottom_m, deep.assumed), (30.0, Some(60.0), Some(90.0), true));
        let shallow = of(15.0).unwrap();
        assert_eq!((shallow.length_m, shallow.top_m), (10.0, Some(5.0)));
        assert_eq!(of(5.5), Err(Reason::NoRoomForScreens { depth_m: 5.5 }));
        assert!((screens(&application(&[])).unwrap().length_m - 30.0).abs() < 1e-9);
    }

    #[test]
    fn screens_that_are_stated_keep_their_length_and_rise_with_the_drilling() {
        let stated = application(&[
            (Quantity::DrillingDepthM, 90.0),
            (Quantity::ScreenTopM, 50.0),
            (Quantity::ScreenBottomM, 80.0),
        ]);
        assert!((screens(&stated).unwrap().length_m - 30.0).abs() < 1e-9);
        let higher = screens(&at_depth(&stated, 60.0).unwrap()).unwrap();
        assert_eq!((higher.top_m, higher.bottom_m), (Some(30.0), Some(60.0)));
        let as_deep = screens(&at_depth(&stated, 85.0).unwrap()).unwrap();
        assert_eq!((as_deep.top_m, as_deep.bottom_m), (Some(50.0), Some(80.0)));
        assert_eq!(at_depth(&stated, 33.0).err(), Some(Reason::ScreensTooLong { screen_m: 30.0, depth_m: 33.0 }));
    }

    #[test]
    fn a_pump_moves_no_more_than_its_flow_allows() {
        assert_eq!(most_m3(&application(&[(Quantity::FlowM3H, 30.0)])), Some(150_000.0));
        assert_eq!(most_m3(&application(&[])), None);
        let stated = |volume_m3| application(&[(Quantity::FlowM3H, 30.0), (Quantity::AnnualVolumeM3, volume_m3)]);
        assert_eq!(check_volume(&stated(263_520.0)), Ok(()));
        let more = Reason::MoreThanFlow { volume_m3: 263_521.0, flow_m3_h: 30.0 };
        assert_eq!(check_volume(&stated(263_521.0)), Err(more));
        assert_eq!(check_volume(&application(&[(Quantity::AnnualVolumeM3, 1e6)])), Ok(()));
    }

    #[test]
    fn loops_take_what_their_length_gives() {
        let all = LoopYield::of(24, 100.0);
        assert_eq!(
            (all.length_m, all.power_kw, all.heat_mwh),
            (2_400.0, Range::new(48.0, 120.0), Range::new(86.4, 216.0))
        );
    }
}
