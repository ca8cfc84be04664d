//! Spans and edits that do not fit their text: the library answers, and does not panic.

use newslint::Span;
use newslint::document::{Document, Format};
use newslint::finding::{Edit, fix};
use newslint::input::Source;
use proptest::prelude::*;

const TEXTS: [&str; 4] = [
    "",
    "天",
    "**天**文台\n\n`預`料。\n",
    "<p>天&amp;文</p>\n<b>台",
];
const FORMATS: [Format; 3] = [Format::Markdown, Format::Text, Format::Html];

proptest! {
    #[test]
    fn no_span_makes_the_library_panic(start in 0usize..40, end in 0usize..40, text in prop::sample::select(TEXTS.as_slice())) {
        for span in [Span::new(start, end), Span { start, end }] {
            prop_assert_eq!(span.len(), end.saturating_sub(start));
            prop_assert_eq!(span.of(text), text.get(span.start..span.end).unwrap_or_default());
            let edit = Edit::new(span, "x".to_owned());
            let fits = text.get(span.start..span.end).is_some();
            prop_assert_eq!(fix::apply(text, std::slice::from_ref(&edit)).is_ok(), fits);
            for format in FORMATS {
                let document = Document::parse(text, format);
                document.slice(span);
                document.to_source(span);
                document.to_prose(span);
                document.lower(&edit);
                document.lower(&Edit::delete(span));
                document.block_at(start);
                document.sentence_at(start);
                let source = Source::of_text("a", text, format);
                source.locate(span, "");
                for edit in source.lower(vec![edit.clone()]).unwrap_or_default() {
                    source.place(edit);
                }
            }
        }
    }
}
