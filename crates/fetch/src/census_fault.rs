//! What can be wrong with features, one by one or as a whole.

use bodemtoets_maps::snapshot::FieldType;

/// What is wrong with what came.
#[derive(Debug, Clone, PartialEq)]
pub enum CensusFault {
    /// A page that came before.
    RepeatedPage,
    /// A feature that came before, in another page.
    Twice {
        /// Its id.
        id: String,
    },
    /// A feature without geometry.
    NoGeometry {
        /// Its id.
        id: String,
    },
    /// A geometry that is none.
    Geometry {
        /// Id of the feature.
        id: String,
        /// Why.
        problem: String,
    },
    /// Degrees where metres were asked.
    Degrees {
        /// Id of the feature.
        id: String,
        /// Its place.
        at: (f64, f64),
    },
    /// The second coordinate before the first.
    SwappedAxes {
        /// Id of the feature.
        id: String,
        /// Its place.
        at: (f64, f64),
    },
    /// Nothing lies in the Netherlands.
    Elsewhere {
        /// The extent: from, to.
        extent: [f64; 4],
    },
    /// Everything lies at one place.
    OnePlace {
        /// The place.
        at: (f64, f64),
    },
    /// A field of another type than before.
    FieldType {
        /// The field.
        field: String,
        /// What it was.
        before: FieldType,
        /// What it is.
        now: FieldType,
    },
    /// A field that every feature had is gone, and another has come.
    FieldReplaced {
        /// The one that is gone.
        gone: String,
        /// The one that has come.
        new: String,
    },
    /// There is nothing.
    Empty,
    /// There are more than can be counted.
    TooMany,
}
