//! Why a file of the national register cannot be used as a whole.

/// What is wrong with the file. Single values are remarks, not errors.
#[derive(Debug, thiserror::Error)]
pub enum GufError {
    /// The file cannot be read.
    #[error("{0}")]
    Unreadable(String),
    /// The XML is not well-formed, or breaks off.
    #[error(
        "not well-formed XML at byte {byte}: {problem}; the file may be cut short: get it again, for half a register \
         would look like a whole one"
    )]
    Malformed {
        /// Where.
        byte: u64,
        /// What the parser says.
        problem: String,
    },
    /// Another object of the BRO.
    #[error(
        "this is {} of the BRO ({}); ground-energy systems are in GUF, the register of groundwater usage systems",
        object_name(family), family.to_uppercase()
    )]
    OtherObject {
        /// The letters of the object in the BRO, such as `gmw`.
        family: String,
    },
    /// XML of something else.
    #[error(
        "no BRO GUF: its root is `{root}`{}; a message of the national register starts with `dispatchDataResponse`, \
         `registrationRequest` or the like",
        namespace.as_ref().map(|namespace| format!(" of {namespace}")).unwrap_or_default()
    )]
    NotGuf {
        /// Local name of the root.
        root: String,
        /// Its namespace.
        namespace: Option<String>,
    },
    /// GUF of a version that is not known here.
    #[error("`{namespace}` is another version of BRO GUF; this program reads version 1.0")]
    OtherVersion {
        /// The namespace.
        namespace: String,
    },
    /// A document type, which could hold entities that expand without end.
    #[error(
        "it has a document type (DOCTYPE), which no message of the register has and which can hide a trap: refused"
    )]
    DocType,
    /// An entity that is not one of the five of XML.
    #[error("it uses the entity `&{0};`, which nothing defines")]
    Entity(String),
    /// Elements in elements without end, or an object that never ends.
    #[error("{0}")]
    TooLarge(String),
}

impl GufError {
    /// What is wrong with XML that holds nothing of GUF.
    pub(super) fn other(root: String, namespace: Option<String>) -> Self {
        let family = namespace.as_deref().and_then(bro_family).map(str::to_owned);
        match family {
            Some(family) => Self::OtherObject { family },
            None => Self::NotGuf { root, namespace },
        }
    }
}

/// The letters of an object in a namespace such as `http://www.broservices.nl/xsd/dsgmw/1.1`.
fn bro_family(namespace: &str) -> Option<&str> {
    let path = namespace.strip_prefix(super::reader::BRO)?;
    let name = path.strip_prefix("ds").or_else(|| path.strip_prefix("is"))?;
    let end = name.find(|letter: char| !letter.is_ascii_alphabetic()).unwrap_or(name.len());
    (end >= 3 && &name[..end] != "guf").then(|| &name[..end])
}

/// What the objects of the BRO are (catalogues of the Basisregistratie Ondergrond).
fn object_name(family: &str) -> &'static str {
    match family {
        "gmw" => "a groundwater monitoring well",
        "gmn" => "a groundwater monitoring network",
        "gld" => "a dossier of groundwater levels",
        "gar" => "an analysis of groundwater",
        "gpd" => "a dossier of groundwater production",
        "frd" => "a dossier of formation resistance",
        "cpt" => "a cone penetration test",
        "sfr" => "a soil face",
        other if other.starts_with("bhr") => "a borehole",
        _ => "another object",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_objects_of_the_bro_are_named() {
        let said = |namespace: &str| GufError::other("root".to_owned(), Some(namespace.to_owned())).to_string();
        assert_eq!(
            said("http://www.broservices.nl/xsd/dsgmw/1.1"),
            "this is a groundwater monitoring well of the BRO (GMW); ground-energy systems are in GUF, the register \
             of groundwater usage systems"
        );
        assert!(said("http://www.broservices.nl/xsd/isbhr-gt/2.1").starts_with("this is a borehole of the BRO (BHR)"));
        assert!(said("http://www.broservices.nl/xsd/dscpt/1.1").contains("(CPT)"));
        assert!(said("http://www.opengis.net/kml/2.2").starts_with("no BRO GUF: its root is `root`"));
    }
}
