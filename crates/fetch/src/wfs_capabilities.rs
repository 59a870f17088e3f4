//! What a WFS says that it can: its feature types with their coordinate systems, its formats, its largest page.

use quick_xml::events::Event;

/// What a WFS can.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Capabilities {
    /// The version that it answers in.
    pub version: String,
    /// Its feature types.
    pub types: Vec<FeatureType>,
    /// Formats of features.
    pub formats: Vec<String>,
    /// The most features that one answer has.
    pub at_once: Option<u64>,
}

/// A feature type.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct FeatureType {
    /// Its name, with its prefix.
    pub name: String,
    /// The coordinate systems in which it comes.
    pub crs: Vec<String>,
}

impl Capabilities {
    /// Reads what a WFS says.
    pub fn read(text: &str) -> Result<Self, String> {
        let mut reader = quick_xml::Reader::from_str(text.strip_prefix('\u{feff}').unwrap_or(text));
        reader.config_mut().expand_empty_elements = true;
        let mut found = Self::default();
        let (mut path, mut text): (Vec<(String, String)>, String) = (Vec::new(), String::new());
        loop {
            match reader.read_event().map_err(|error| error.to_string())? {
                Event::Start(start) => {
                    let named = start.attributes().flatten().find(|one| one.key.into_inner() == "name");
                    let name = start.local_name().into_inner().to_owned();
                    if path.is_empty() {
                        let version = start.attributes().flatten().find(|one| one.key.into_inner() == "version");
                        found.version = version.map(|one| one.value.to_string()).unwrap_or_default();
                    }
                    if name == "FeatureType" {
                        found.types.push(FeatureType::default());
                    }
                    path.push((name, named.map(|one| one.value.to_string()).unwrap_or_default()));
                    text.clear();
                }
                Event::Text(part) => text.push_str(&part.into_inner()),
                Event::End(_) => {
                    found.take(&path, text.trim());
                    path.pop();
                    text.clear();
                }
                Event::Eof if path.is_empty() && !found.version.is_empty() => return Ok(found),
                Event::Eof => return Err("it breaks off".to_owned()),
                _ => {}
            }
        }
    }

    fn take(&mut self, path: &[(String, String)], text: &str) {
        let at = |steps: &[&str]| {
            path.len() >= steps.len()
                && path[path.len() - steps.len()..].iter().map(|(name, _)| name.as_str()).eq(steps.iter().copied())
        };
        let within = |element: &str, name: &str| path.iter().any(|(step, named)| step == element && named == name);
        if let Some(last) = self.types.last_mut() {
            if at(&["FeatureType", "Name"]) {
                text.clone_into(&mut last.name);
            } else if at(&["FeatureType", "DefaultCRS"]) || at(&["FeatureType", "OtherCRS"]) {
                last.crs.push(text.to_owned());
            }
        }
        if at(&["Value"]) && within("Operation", "GetFeature") && within("Parameter", "outputFormat") {
            self.formats.push(text.to_owned());
        }
        if at(&["DefaultValue"]) && within("Constraint", "CountDefault") {
            self.at_once = text.parse().ok();
        }
    }

    /// The feature type of a name; with or without its prefix when that can be no other.
    pub fn find(&self, name: &str) -> Option<&FeatureType> {
        let bare = |one: &str| one.rsplit(':').next().unwrap_or_default().to_owned();
        let mut alike = self.types.iter().filter(|one| bare(&one.name) == bare(name));
        let exact = self.types.iter().find(|one| one.name == name);
        exact.or_else(|| alike.next().filter(|_| alike.next().is_none()))
    }

    /// The format of GeoJSON, as this service calls it.
    pub fn geojson(&self) -> Option<&str> {
        let is_geojson = |format: &&String| {
            let format = format.to_ascii_lowercase();
            ["application/json", "application/geo+json", "json", "geojson"].contains(&format.as_str())
                || format.starts_with("application/json; subtype=geojson")
                || format.starts_with("application/json;subtype=geojson")
        };
        self.formats.iter().find(is_geojson).map(String::as_str)
    }

    /// The format of GML 3.2, as this service calls it.
    pub fn gml(&self) -> Option<&str> {
        let formats = self.formats.iter().map(String::as_str);
        formats.into_iter().find(|format| format.contains("3.2") || format.eq_ignore_ascii_case("gml32"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_service_says_is_found() {
        let text = r#"<wfs:WFS_Capabilities version="2.0.0" xmlns:wfs="w" xmlns:ows="o"><ows:OperationsMetadata>
          <ows:Operation name="GetFeature"><ows:Parameter name="outputFormat"><ows:AllowedValues>
            <ows:Value>application/gml+xml; version=3.2</ows:Value><ows:Value>application/json</ows:Value>
          </ows:AllowedValues></ows:Parameter></ows:Operation>
          <ows:Constraint name="CountDefault"><ows:NoValues/><ows:DefaultValue>1000</ows:DefaultValue></ows:Constraint>
          </ows:OperationsMetadata><FeatureTypeList><FeatureType><Name>a:zones</Name>
            <DefaultCRS>urn:ogc:def:crs:EPSG::28992</DefaultCRS><OtherCRS>urn:ogc:def:crs:EPSG::4258</OtherCRS>
          </FeatureType></FeatureTypeList></wfs:WFS_Capabilities>"#;
        let found = Capabilities::read(text).unwrap();
        assert_eq!((found.version.as_str(), found.at_once), ("2.0.0", Some(1000)));
        assert_eq!(found.geojson(), Some("application/json"));
        assert_eq!(found.gml(), Some("application/gml+xml; version=3.2"));
        assert_eq!(found.find("zones").unwrap().crs.len(), 2);
        assert_eq!(found.find("other"), None);
    }
}
