//! What the authority and the land registry call the case and its place.

/// What the authority and the land registry call the case and its place. No rule asks for any of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Case {
    /// Number of the case at the authority.
    pub number: Option<String>,
    /// Address, as people write it.
    pub address: Option<String>,
    /// Cadastral parcel, such as `ASN00 L 1234`.
    pub parcel: Option<String>,
}
