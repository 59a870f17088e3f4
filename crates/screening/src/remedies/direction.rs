//! Directions: the eight winds.

use bodemtoets_words::lang::Text;

/// The wind nearest to a way that goes so far east and north.
pub(super) fn direction(east_m: f64, north_m: f64) -> Text {
    const WINDS: [(f64, &str, &str); 8] = [
        (0.0, "noorden", "north"),
        (45.0, "noordoosten", "north-east"),
        (90.0, "oosten", "east"),
        (135.0, "zuidoosten", "south-east"),
        (180.0, "zuiden", "south"),
        (225.0, "zuidwesten", "south-west"),
        (270.0, "westen", "west"),
        (315.0, "noordwesten", "north-west"),
    ];
    let degrees = east_m.atan2(north_m).to_degrees().rem_euclid(360.0);
    let apart = |wind: f64| {
        let apart = (degrees - wind).abs();
        apart.min(360.0 - apart)
    };
    let nearest = WINDS.into_iter().min_by(|one, other| apart(one.0).total_cmp(&apart(other.0)));
    let (_, nl, en) = nearest.unwrap_or(WINDS[0]);
    Text { nl: nl.to_owned(), en: en.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_wind_has_its_eighth() {
        let en = |east, north| direction(east, north).en;
        assert_eq!(en(0.0, 1.0), "north");
        assert_eq!(en(-0.1, 1.0), "north");
        assert_eq!(en(1.0, 1.0), "north-east");
        assert_eq!(en(1.0, 0.1), "east");
        assert_eq!(en(1.0, -1.0), "south-east");
        assert_eq!(en(-1.0, -1.0), "south-west");
        assert_eq!(en(-1.0, 0.0), "west");
        assert_eq!(en(-1.0, 1.0), "north-west");
    }
}
