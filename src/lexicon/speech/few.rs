//! A few values side by side, without memory of their own: what a word says of itself is found where the word is.

/// Up to four values; there are no more of a kind of any word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Few<T>([Option<T>; 4]);

impl<T> Default for Few<T> {
    fn default() -> Self {
        Self([const { None }; 4])
    }
}

impl<T> Few<T> {
    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0[0].is_none()
    }

    /// The only one; `None` where there are none or more.
    #[must_use]
    pub fn only(&self) -> Option<&T> {
        self.0[0].as_ref().filter(|_| self.0[1].is_none())
    }

    /// All of them, in the order in which they were added.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.0.iter().map_while(Option::as_ref)
    }

    /// The first that is like this, to be changed.
    pub(super) fn find_mut(&mut self, like: impl Fn(&T) -> bool) -> Option<&mut T> {
        self.0.iter_mut().flatten().find(|one| like(one))
    }

    /// Adds one.
    pub(super) fn push(&mut self, one: T) {
        let free = self.0.iter_mut().find(|place| place.is_none());
        *free.expect("no word of the tables has more than four of a kind") = Some(one);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_added_is_there_in_its_order() {
        let mut few = Few::default();
        assert!(few.is_empty() && few.only().is_none());
        few.push(3);
        assert_eq!(few.only(), Some(&3));
        few.push(1);
        assert!(!few.is_empty() && few.only().is_none());
        assert!(few.iter().eq(&[3, 1]));
    }
}
