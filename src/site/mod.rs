//! Everything around the annexes: entries of plans -> paths and bytes. Pure; who calls it reads and writes.

pub mod search;
