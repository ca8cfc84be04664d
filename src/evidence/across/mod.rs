//! What the articles of a run prove of each other: which may be copies of which, told from what is kept of each once
//! its text is gone.
//!
//! An article leaves a [`fingerprint`] of a fixed size: a hash of the whole, 32 of its paragraphs, and the 64 smallest
//! of its shingles (bottom-k): the same sample for the same text, which serves near copies and articles contained in
//! longer ones alike. A shingle is five tokens: a Han character is one, a word or a number of another script as a
//! whole. Sorted hashes nominate pairs, a quarter of the shingles at a time ([`neighbours`]); both texts are fetched
//! again, a record from the byte where it begins, and what part of one the other covers decides ([`likeness`]). What more than eight
//! articles share is paired with neighbours in the order of paths only, so the work grows with the articles, and the
//! order of reading, the number of threads and the size of batches change nothing. The original of two copies is the
//! first in the order of paths and records, or the longer one where one holds the other; an article of an archive, which is
//! only compared with, is always the original.
//!
//! In an [`index`](crate::index) even less is left of an article, a [`print`], and no text to read again: whether another
//! one is a copy is estimated from a sample of shingles ([`estimate`]).
//!
//! Of its head and its tail, where a website puts its own words, it leaves 40 more hashes ([`ends`]): words that stand
//! there in many articles are told from them.
//!
//! What one article writes once and others write often otherwise ([`windows`]) needs more than that, and is looked for
//! where it is asked for.
//!
//! | articles (1.5 KB each, 5 % copies, JSONL) | processor time | peak memory |
//! |---|---|---|
//! | 20,000 | 1.1 s | 35 MB |
//! | 40,000 | 2.3 s | 58 MB |
//! | 80,000 | 4.7 s | 107 MB |
//!
//! That is 1.4 KB an article: 704 bytes of hashes, some 150 to find it again, 128 of shingles while pairs are looked
//! for, the pairs, and the findings, which hold the text they are about. (`make_corpus --copies`, then `--select
//! duplicate-article,shared-paragraph`: all copies found, no false pair.)

pub mod ends;
pub mod estimate;
pub mod fingerprint;
pub mod likeness;
pub mod neighbours;
pub mod print;
mod tokens;
pub mod windows;
