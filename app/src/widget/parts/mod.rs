//! Parts of a page: values in, markup out. Nothing here fetches, and nothing decides.

pub(super) mod card;
pub(super) mod clear;
pub(super) mod compare;
pub(super) mod icon;
pub(super) mod line;
pub(super) mod phrase;
pub(super) mod pill;
pub(super) mod seen;
