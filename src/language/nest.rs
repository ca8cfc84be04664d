//! Marks that open something and wait for what closes it.

/// What is open, the innermost last. A mark that closes nothing costs nothing, however much is open.
pub(crate) struct Nest<T> {
    open: Vec<(char, T)>,
    /// How many of each kind are open; there are few kinds.
    waiting: Vec<(char, usize)>,
}

impl<T> Nest<T> {
    pub(crate) fn new() -> Self {
        Self {
            open: Vec::new(),
            waiting: Vec::new(),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.open.is_empty()
    }

    pub(crate) fn clear(&mut self) {
        self.open.clear();
        self.waiting.clear();
    }

    /// Opens `what`, which a mark of this `kind` closes.
    pub(crate) fn open(&mut self, kind: char, what: T) {
        match self.waiting.iter_mut().find(|(other, _)| *other == kind) {
            Some((_, count)) => *count += 1,
            None => self.waiting.push((kind, 1)),
        }
        self.open.push((kind, what));
    }

    /// Closes the innermost of this `kind`, if one is open, and all inside it: gives that one, then those.
    pub(crate) fn close(&mut self, kind: char) -> Option<impl Iterator<Item = T> + '_> {
        let is_open = |(other, count): &(char, usize)| *other == kind && *count > 0;
        if !self.waiting.iter().any(is_open) {
            return None;
        }
        let place = self.open.iter().rposition(|(other, _)| *other == kind)?;
        for (closed, _) in &self.open[place..] {
            let waiting = self.waiting.iter_mut().find(|(other, _)| other == closed);
            if let Some((_, count)) = waiting {
                *count -= 1;
            }
        }
        Some(self.open.drain(place..).map(|(_, what)| what))
    }

    /// The innermost, and its kind.
    pub(crate) fn last(&self) -> Option<&(char, T)> {
        self.open.last()
    }

    /// Takes out the innermost where `is_meant` says so, as what another mark closes.
    pub(crate) fn pop_last_if(&mut self, is_meant: impl Fn(&T) -> bool) -> Option<T> {
        self.open.last().filter(|(_, what)| is_meant(what))?;
        let (kind, what) = self.open.pop()?;
        let waiting = self.waiting.iter_mut().find(|(other, _)| *other == kind);
        if let Some((_, count)) = waiting {
            *count -= 1;
        }
        Some(what)
    }

    /// All that is still open.
    pub(crate) fn into_open(self) -> impl Iterator<Item = (char, T)> {
        self.open.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_inside_is_closed_as_well() {
        let mut nest = Nest::new();
        for (kind, what) in [('a', 1), ('b', 2), ('a', 3), ('c', 4)] {
            nest.open(kind, what);
        }
        assert!(nest.close('x').is_none());
        assert_eq!(nest.close('a').unwrap().collect::<Vec<_>>(), [3, 4]);
        assert!(nest.close('c').is_none());
        assert_eq!(nest.close('a').unwrap().collect::<Vec<_>>(), [1, 2]);
        assert!(nest.is_empty() && nest.close('a').is_none());
        nest.open('b', 5);
        assert_eq!(nest.into_open().collect::<Vec<_>>(), [('b', 5)]);
    }
}
