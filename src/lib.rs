#![doc = include_str!("../README.md")]

pub mod archive;
pub mod article;
#[cfg(feature = "cli")]
pub mod cli;
#[cfg(feature = "cli")]
pub mod config;
pub mod corpus;
pub mod date;
pub mod extract;
pub mod format;
pub mod index;
pub mod lexicon;
pub mod query;
pub mod render;
pub mod span;
pub mod text;
