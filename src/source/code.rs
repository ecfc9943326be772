//! The stable names of everything that can be wrong.

use std::fmt;

use schemars::JsonSchema;
use serde::Serialize;

use super::Diagnostic;

/// What a diagnostic weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    Error,
    Warning,
}

macro_rules! codes {
    ($($variant:ident $name:literal $severity:ident,)+) => {
        /// A kind of problem. Its name is stable, its wording lives in `locales/*/diagnostics.ftl`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($variant,)+ }

        impl Code {
            pub const ALL: &[Code] = &[$(Code::$variant,)+];

            /// The kebab-case name, which is also the key of its messages.
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $name,)+ }
            }

            /// The code of that name.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|code| code.name() == name)
            }

            /// What it weighs unless a [`Policy`] says otherwise.
            pub fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity,)+ }
            }
        }
    };
}

codes! {
    // Reading a file
    NotUtf8 "not-utf8" Error,
    TomlSyntax "toml-syntax" Error,
    UnknownKey "unknown-key" Error,
    MissingKey "missing-key" Error,
    WrongType "wrong-type" Error,
    UnknownValue "unknown-value" Error,
    EmptyText "empty-text" Error,
    ForbiddenCharacter "forbidden-character" Error,
    UnprintableCharacter "unprintable-character" Error,
    // A plan and its annexes
    UnknownFormat "unknown-format" Error,
    YearOutOfRange "year-out-of-range" Error,
    DateOutOfOrder "date-out-of-order" Error,
    CorrectionAfterAnnulment "correction-after-annulment" Error,
    ProfileWithoutBulletin "profile-without-bulletin" Error,
    PageOutOfRange "page-out-of-range" Error,
    NoAnnex "no-annex" Error,
    DuplicateLabel "duplicate-label" Error,
    UnusableLabel "unusable-label" Error,
    DuplicateId "duplicate-id" Error,
    UnusableAddress "unusable-address" Error,
    UnknownColour "unknown-colour" Error,
    LowContrast "low-contrast" Error,
    UnusableFolder "unusable-folder" Error,
    StandardsConflict "standards-conflict" Error,
    CatalogueIncomplete "catalogue-incomplete" Error,
    UnusableIpa "unusable-ipa" Error,
    AuthorityWithoutIpa "authority-without-ipa" Warning,
    MetadataIncomplete "metadata-incomplete" Warning,
    UnusableMetadata "unusable-metadata" Error,
    UnusableName "unusable-name" Error,
    UnknownFootnote "unknown-footnote" Error,
    UnusableMark "unusable-mark" Error,
    UnusedFootnote "unused-footnote" Error,
    TextReference "text-reference" Error,
    NoFigureToSay "no-figure-to-say" Error,
    OutputCollision "output-collision" Error,
    ArchivedAnnexChanged "archived-annex-changed" Error,
    // Tables
    NoTable "no-table" Error,
    NoColumn "no-column" Error,
    NoRow "no-row" Error,
    ReservedKey "reserved-key" Error,
    UnknownCurrency "unknown-currency" Error,
    TooManyDecimals "too-many-decimals" Error,
    KeyNotForKind "key-not-for-kind" Error,
    KeyNotForRole "key-not-for-role" Error,
    LevelOutOfRange "level-out-of-range" Error,
    EmptyGroup "empty-group" Error,
    OfWhichWithoutWhole "of-which-without-whole" Error,
    CarryWithoutTotal "carry-without-total" Error,
    UnusableDisplay "unusable-display" Error,
    // Rows from files
    RowsFileUnreadable "rows-file-unreadable" Error,
    RowsFileCell "rows-file-cell" Error,
    NumberInexact "number-inexact" Error,
    // Cells and spans
    MissingCell "missing-cell" Error,
    RowWithoutCells "row-without-cells" Error,
    SpanAboveFirstRow "span-above-first-row" Error,
    SpanLeftOfFirstColumn "span-left-of-first-column" Error,
    SpanCrossesTotal "span-crosses-total" Error,
    SpanCrossesAmountColumn "span-crosses-amount-column" Error,
    SpanNotRectangular "span-not-rectangular" Error,
    // Amounts
    NumberNeedsQuotes "number-needs-quotes" Error,
    AmountIsFloat "amount-is-float" Error,
    AmountMalformed "amount-malformed" Error,
    AmountOtherNotation "amount-other-notation" Error,
    AmountOtherCurrency "amount-other-currency" Error,
    AmountTooManyDecimals "amount-too-many-decimals" Error,
    AmountTooLarge "amount-too-large" Error,
    AmountNotExpected "amount-not-expected" Error,
    PrintedDiffers "printed-differs" Error,
    PrintedWithoutAmount "printed-without-amount" Error,
    // Codes of projects, persons and accounts
    CodeMalformed "code-malformed" Error,
    CodeControl "code-control" Error,
    // Formulas
    FormulaSyntax "formula-syntax" Error,
    UnknownName "unknown-name" Error,
    NotANumber "not-a-number" Error,
    FormulaCycle "formula-cycle" Error,
    FormulaOverMerged "formula-over-merged" Error,
    DividesByZero "divides-by-zero" Error,
    MixedCurrencies "mixed-currencies" Error,
    NeedsRounding "needs-rounding" Error,
    // Figures that follow from others
    SumTooLarge "sum-too-large" Error,
    TotalMismatch "total-mismatch" Error,
    SubtotalMismatch "subtotal-mismatch" Error,
    AverageMismatch "average-mismatch" Error,
    FormulaMismatch "formula-mismatch" Error,
    ShareMismatch "share-mismatch" Error,
    OfWhichExceeds "of-which-exceeds" Error,
    CheckMismatch "check-mismatch" Error,
    OtherPlan "other-plan" Error,
    UnusableTolerance "unusable-tolerance" Error,
    WithinTolerance "within-tolerance" Warning,
    AsPublished "as-published" Warning,
    AsPublishedAgrees "as-published-agrees" Error,
    // Fonts, images and templates of a project
    LinkOutside "link-outside" Error,
    UnknownFont "unknown-font" Error,
    FontUnreadable "font-unreadable" Error,
    FontLicence "font-licence" Error,
    FontWithoutBold "font-without-bold" Warning,
    UnusableImage "unusable-image" Error,
    NoStylesheet "no-stylesheet" Error,
    // Templates and renderings
    TemplateError "template-error" Error,
    TemplateWarning "template-warning" Warning,
    TableTooWide "table-too-wide" Error,
    RenderingFailed "rendering-failed" Error,
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What diagnostics weigh where a project is stricter than the program. An error is never less than an error: a figure
/// that does not add up can't be waved through.
#[derive(Debug, Clone, Default)]
pub struct Policy {
    /// Whether every warning is an error.
    pub strict: bool,
    /// Warnings that are errors.
    pub errors: Vec<Code>,
}

impl Policy {
    pub fn severity(&self, code: Code) -> Severity {
        if self.strict || self.errors.contains(&code) { Severity::Error } else { code.severity() }
    }

    /// Whether one of these problems is an error.
    pub fn refuses(&self, problems: &[Diagnostic]) -> bool {
        problems.iter().any(|problem| self.severity(problem.code) == Severity::Error)
    }
}
