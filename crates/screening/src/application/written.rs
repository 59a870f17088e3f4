//! An application written down: for its fingerprint, and so that it can be read again.

use std::collections::BTreeMap;

use geo::Coord;
use serde_json::{Value, json};

use super::{Application, Field, LookedUp};
use bodemtoets_law::rules::Quantity;
use bodemtoets_space::Shape;

impl Application {
    /// The application as JSON with its fields in a fixed order, for a fingerprint that does not
    /// depend on the format it came in. What was filled in is not part of it.
    #[must_use]
    pub fn canonical(&self) -> String {
        let geometry = geojson::Geometry::from(&self.place.to_geometry());
        let mut fields = self.head();
        fields.insert(3, (Field::Geometry.name(), json!(geometry)));
        fields.extend(self.looked_up_fields());
        fields.extend(self.numbers());
        // It follows from what is stated, and stays for the sake of old fingerprints.
        let energy = self.stated(Quantity::HeatAddedMwh).zip(self.stated(Quantity::ColdAddedMwh));
        fields.push((Quantity::HeatSurplusMwh.slug(), json!(energy.map(|(heat, cold)| heat - cold))));
        fields.extend(self.case_fields());
        let known: Vec<String> = fields
            .into_iter()
            .filter(|(_, value)| !value.is_null())
            .map(|(name, value)| format!("\"{name}\":{value}"))
            .collect();
        format!("{{{}}}", known.join(","))
    }

    /// The fields that are given, as a document of an application has them: `screen` reads it again, with the same
    /// fingerprint.
    #[must_use]
    pub fn written(&self) -> BTreeMap<String, Value> {
        let mut fields = self.head();
        fields.extend(self.looked_up_fields());
        fields.extend(self.numbers());
        fields.extend(self.case_fields());
        match &self.place {
            Shape::Point(Coord { x, y }) => fields.extend([(Field::X.name(), json!(x)), (Field::Y.name(), json!(y))]),
            place => {
                let geometry = geojson::Geometry::from(&place.to_geometry());
                fields.push((Field::Geometry.name(), json!(geometry)));
            }
        }
        let is_given = |value: &Value| !value.is_null() && value.as_str() != Some("");
        let given = fields.into_iter().filter(|(_, value)| is_given(value));
        given.map(|(name, value)| (name.to_owned(), value)).collect()
    }

    fn head(&self) -> Vec<(&'static str, Value)> {
        vec![
            (Field::Id.name(), json!(self.id)),
            (Field::Applicant.name(), json!(self.applicant)),
            (Field::Date.name(), json!(self.date)),
            (Field::System.name(), json!(self.system)),
            (Field::Dwelling.name(), json!(self.dwelling)),
            (Field::Fluid.name(), json!(self.fluid)),
            (Field::ExistingSince.name(), json!(self.existing_since)),
        ]
    }

    fn looked_up_fields(&self) -> Vec<(&'static str, Value)> {
        let LookedUp { source, by, date, .. } = &self.looked_up;
        let Some(facts) = self.looked_up.facts() else { return Vec::new() };
        vec![
            (Field::Given.name(), json!(facts)),
            (Field::GivenSource.name(), json!(source)),
            (Field::GivenBy.name(), json!(by)),
            (Field::GivenDate.name(), json!(date)),
        ]
    }

    /// What is computed follows from what is stated.
    fn numbers(&self) -> impl Iterator<Item = (&'static str, Value)> {
        let numbers = Quantity::ALL.into_iter().filter(|quantity| quantity.is_stated());
        numbers.map(|quantity| (quantity.slug(), json!(self.stated(quantity))))
    }

    fn case_fields(&self) -> [(&'static str, Value); 3] {
        let case = &self.case;
        [
            (Field::CaseNumber.name(), json!(case.number)),
            (Field::Address.name(), json!(case.address)),
            (Field::Parcel.name(), json!(case.parcel)),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Draft, read_document};
    use super::*;
    use bodemtoets_law::rules::System;
    use bodemtoets_space::{RdNew, from_wkt};

    #[test]
    fn what_is_written_is_read_as_the_same_application() {
        let places = [
            "POINT (232289.125 542576)",
            "MULTIPOINT (232289 542576, 232389.5 542577.25)",
            "POLYGON ((233000 543000, 233010 543200, 233300 543000, 233000 543000))",
        ];
        for place in places {
            let application = Application::builder()
                .id("W-1")
                .applicant("Jan \"de\"\nVries")
                .case(super::super::Case {
                    number: Some("Z 1".to_owned()),
                    address: Some("Dorp 1".to_owned()),
                    parcel: None,
                })
                .geometry(from_wkt(place).unwrap())
                .system(System::Open)
                .drilling_depth_m(60.1)
                .quantity(Quantity::HeatAddedMwh, 12.5)
                .quantity(Quantity::ColdAddedMwh, 0.1)
                .given("max-drilling-depth=80|drilling-free=none", Some("map"))
                .build()
                .unwrap();
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("a.json");
            std::fs::write(&path, serde_json::to_string(&application.written()).unwrap()).unwrap();
            let again = read_document(&path, Draft::default(), &RdNew::new()).unwrap();
            assert_eq!(again.canonical(), application.canonical());
        }
    }
}
