//! An energy roof: collectors that make up for the surplus cold in the ground (section 4.8.4).

/// Heat that a roof yields in a year, kWh/m2: 1.8 GJ.
pub const YIELD_KWH_M2: f64 = 500.0;
/// What a roof costs, EUR/m2: from and to.
pub const PRICE_EUR_M2: (f64, f64) = (220.0, 240.0);

/// The roof, m2, that makes up for a surplus of cold in a year.
///
/// ```
/// // 280 MWh is what is left of the surplus of 550 kW in a cold year (Tabel 8).
/// assert_eq!(bodemtoets_feasibility::roof_area_m2(280.0), 560.0);
/// ```
#[must_use]
pub fn roof_area_m2(surplus_cold_mwh: f64) -> f64 {
    surplus_cold_mwh.max(0.0) * 1000.0 / YIELD_KWH_M2
}

/// What such a roof costs, EUR: from and to.
#[must_use]
pub fn roof_price_eur(area_m2: f64) -> (f64, f64) {
    (area_m2 * PRICE_EUR_M2.0, area_m2 * PRICE_EUR_M2.1)
}
