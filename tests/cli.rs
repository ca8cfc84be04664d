//! The program as its users run it: one case is `tests/cli/<case>.toml` with what it prints, and `<case>.in/`.
//!
//! `TRYCMD=overwrite cargo test --test cli` writes what is printed now into the cases; read the diff before you commit.

#[test]
fn cases() {
    trycmd::TestCases::new()
        .env("LC_ALL", "C")
        .env("NO_COLOR", "1")
        .case("tests/cli/*.toml");
}
