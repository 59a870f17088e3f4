//! Kinds of zone: open-ended slugs, kept as bits so that sets of them compare in one step.

use super::Role;

/// The slugs that a pack knows, in order of first appearance.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kinds {
    slugs: Vec<String>,
}

/// A set of kinds of one [`Kinds`] list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct KindSet(u64);

/// More kinds than a set can hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("more than 64 kinds of zone; the 65th is `{0}`")]
pub struct TooManyKinds(String);

impl Kinds {
    /// The set with just this kind, which is added when it is new.
    ///
    /// # Errors
    /// When there are 64 kinds already.
    pub fn add(&mut self, slug: &str) -> Result<KindSet, TooManyKinds> {
        if let Some(known) = self.find(slug) {
            return Ok(known);
        }
        if self.slugs.len() == 64 {
            return Err(TooManyKinds(slug.to_owned()));
        }
        self.slugs.push(slug.to_owned());
        Ok(KindSet(1 << (self.slugs.len() - 1)))
    }

    /// The set with just the kind that stands for a role of sites: `abstraction` or `installation`.
    #[must_use]
    pub fn of_role(&self, role: Role) -> KindSet {
        let slug = match role {
            Role::Abstraction => "abstraction",
            Role::Installation => "installation",
            Role::Zone | Role::Jurisdiction | Role::Gap | Role::Ground => return KindSet::EMPTY,
        };
        self.find(slug).unwrap_or_default()
    }

    /// The set of kinds in a list with commas between.
    ///
    /// # Errors
    /// When there are 64 kinds already.
    pub fn add_all(&mut self, list: &str) -> Result<KindSet, TooManyKinds> {
        let slugs = list.split(',').map(str::trim).filter(|slug| !slug.is_empty());
        slugs.into_iter().try_fold(KindSet::EMPTY, |set, slug| Ok(set.union(self.add(slug)?)))
    }

    /// The set with just this kind, when it is known.
    #[must_use]
    pub fn find(&self, slug: &str) -> Option<KindSet> {
        self.slugs.iter().position(|known| known == slug).map(|bit| KindSet(1 << bit))
    }

    /// The slug at a position.
    #[must_use]
    pub fn slug(&self, position: usize) -> Option<&str> {
        self.slugs.get(position).map(String::as_str)
    }

    /// The slugs of a set, in the order of the list.
    pub fn slugs(&self, set: KindSet) -> impl Iterator<Item = &str> {
        self.slugs.iter().enumerate().filter(move |(bit, _)| set.0 >> bit & 1 == 1).map(|(_, slug)| slug.as_str())
    }
}

impl KindSet {
    /// No kind at all.
    pub const EMPTY: Self = Self(0);

    /// Every kind there can be.
    pub const ALL: Self = Self(u64::MAX);

    /// Kinds in either.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Kinds in this set that are not in the other.
    #[must_use]
    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether the sets have a kind in common.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The positions of its kinds in the list.
    pub fn positions(self) -> impl Iterator<Item = usize> {
        (0..64).filter(move |bit| self.0 >> bit & 1 == 1)
    }

    /// Whether there is no kind in it.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}
