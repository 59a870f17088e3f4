//! The places of the wells of an application, and the same application with its wells elsewhere.

use geo::Coord;

use crate::application::Application;
use bodemtoets_space::{Shape, in_netherlands};

/// The wells of an application, when they can be moved: a plot lies where it lies, and so do lines.
pub(super) fn wells(place: &Shape) -> Option<Vec<Coord>> {
    match place {
        Shape::Point(at) => Some(vec![*at]),
        Shape::Points(wells) => Some(wells.clone()),
        Shape::Lines(_) | Shape::Area(_) => None,
    }
}

/// Whether the place of an application can be changed.
pub(super) fn can_move(place: &Shape) -> bool {
    matches!(place, Shape::Point(_) | Shape::Points(_))
}

/// An application that is moved, to the centimetre; `None` when that is abroad.
pub(super) fn moved(application: &Application, way: Coord) -> Option<Application> {
    let place = match &application.place {
        Shape::Point(at) => Shape::Point(centimetres(*at + way)),
        Shape::Points(wells) => {
            let way = centimetres(way);
            Shape::Points(wells.iter().map(|well| *well + way).collect())
        }
        Shape::Lines(_) | Shape::Area(_) => return None,
    };
    let inside = place.vertices().into_iter().all(|at| in_netherlands(at.x, at.y));
    inside.then(|| Application { place, ..application.clone() })
}

/// How an application was moved.
pub(super) fn way(from: &Application, to: &Application) -> Coord {
    match (&from.place, &to.place) {
        (Shape::Points(from), Shape::Points(to)) => to[0] - from[0],
        (from, to) => to.centre() - from.centre(),
    }
}

fn centimetres(at: Coord) -> Coord {
    Coord { x: (at.x * 100.0).round() / 100.0, y: (at.y * 100.0).round() / 100.0 }
}
