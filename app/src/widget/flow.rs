//! The wizard as values: which step a visit is at, and what a pasted name comes to.
