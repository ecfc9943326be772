//! The archive of a year: what is kept of its annexes, and what others are told of it.

pub mod metadata;
