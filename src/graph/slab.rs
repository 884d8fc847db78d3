//! Numbered places for users, roles and auth rules. A number is never used twice, except that
//! undoing a creation gives it back.

use std::marker::PhantomData;

/// A number that leads to one kind of thing.
pub trait Id: Copy {
    /// The id with this number.
    fn from_number(number: u32) -> Self;
    /// The number.
    fn number(self) -> u32;
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub struct $name(u32);

            impl Id for $name {
                fn from_number(number: u32) -> Self {
                    Self(number)
                }
                fn number(self) -> u32 {
                    self.0
                }
            }
        )*
    };
}

ids! {
    /// A user.
    UserId;
    /// A role.
    RoleId;
    /// An auth rule.
    AuthRuleId;
}

/// Things by number; a dropped thing leaves an empty place.
#[derive(Debug, Clone, PartialEq)]
pub struct Slab<I, T> {
    places: Vec<Option<Box<T>>>,
    id: PhantomData<I>,
}

impl<I, T> Default for Slab<I, T> {
    fn default() -> Self {
        Self { places: Vec::new(), id: PhantomData }
    }
}

impl<I: Id, T> Slab<I, T> {
    /// Puts a new thing in a new place.
    pub(super) fn push(&mut self, thing: T) -> I {
        let number = u32::try_from(self.places.len()).unwrap_or(u32::MAX);
        self.places.push(Some(Box::new(thing)));
        I::from_number(number)
    }

    /// Takes a thing out of its place, which stays empty.
    pub(super) fn take(&mut self, id: I) -> Option<Box<T>> {
        self.places.get_mut(id.number() as usize)?.take()
    }

    /// Takes the newest thing out together with its place.
    pub(super) fn pop(&mut self) -> Option<Box<T>> {
        self.places.pop().flatten()
    }

    /// Puts a thing back where it was.
    pub(super) fn put_back(&mut self, id: I, thing: Box<T>) {
        if let Some(place) = self.places.get_mut(id.number() as usize) {
            *place = Some(thing);
        }
    }

    /// The thing in a place.
    #[must_use]
    pub fn get(&self, id: I) -> Option<&T> {
        self.places.get(id.number() as usize)?.as_deref()
    }

    pub(super) fn get_mut(&mut self, id: I) -> Option<&mut T> {
        self.places.get_mut(id.number() as usize)?.as_deref_mut()
    }

    /// How many places there are, empty ones included.
    #[must_use]
    pub fn places(&self) -> usize {
        self.places.len()
    }

    /// Every thing with its id, in order of creation.
    pub fn iter(&self) -> impl Iterator<Item = (I, &T)> {
        self.places.iter().zip(0u32..).filter_map(|(place, number)| {
            place.as_deref().map(|thing| (I::from_number(number), thing))
        })
    }
}
