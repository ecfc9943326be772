# The words of the terminal.
severity-error = error
severity-warning = warning
sheet-cell = cell { $address }
severity-help = help

help-about = Checks funding plans written in TOML to the cent and makes their annexes: HTML, Markdown and PDF.
help-usage = Usage
help-commands = Commands
help-arguments = Arguments
help-options = Options
help-folder = FOLDER
help-plan-name = PLAN
help-build = Checks plans and writes their annexes to the output folder
help-build-more =
    The annexes of plans/2009/migranti.toml go to output/2009/migranti/. A plan with an error writes nothing: its
    earlier files stay as they are.
help-check = Checks plans and writes nothing
help-schema = Prints the JSON Schema of plans, for text editors
help-schema-more =
    An editor that knows TOML (VS Code with "Even Better TOML", Zed, Helix …) completes and checks a plan while one
    types, if its first line says where the schema is: #:schema ../plan.schema.json
help-more =
    "allegato build --help" explains a command. The program exits with 0 if all is well, with 1 if a plan has
    errors, with 2 if the command is wrong or a file can't be read or written.
help-plan = The plans: .toml files or folders. Default: all those in plans/
help-project = The project's folder. Default: the one with allegato.toml from here upwards
help-jobs = How many plans at a time. Default: one for each processor
help-lang = The language of messages
help-help = Show this help
help-version = Show the version

built = { $documents ->
    [0] no document written to { $folder }/
   *[other] { $plans ->
        [one] 1 plan
       *[other] { $plans } plans
    }: { $documents ->
        [one] 1 document
       *[other] { $documents } documents
    }{ $pages ->
        [0] {""}
        [one] {" "}and 1 file of the site
       *[other] {" "}and { $pages } files of the site
    } in { $folder }/, { $new ->
        [0] no file to be rewritten
        [one] 1 file written
       *[other] { $new } files written
    }
}
removed = { $files ->
    [one] removed 1 file that no plan makes any more
   *[other] removed { $files } files that no plan makes any more
}
left = { $files ->
    [one] 1 file that no plan makes any more was changed by others, and stays
   *[other] { $files } files that no plan makes any more were changed by others, and stay
}: { $names }
no-site = the site around the documents was not made anew
not-built = { $plans ->
    [one] 1 plan has errors: its documents were not touched
   *[other] { $plans } plans have errors: their documents were not touched
}
checked = { $plans ->
    [one] 1 plan checked
   *[other] { $plans } plans checked
}: { $wrong ->
    [0] no errors{ $warnings ->
        [0] {""}
        [one] , 1 warning
       *[other] , { $warnings } warnings
    }
   *[other] { $errors ->
        [one] 1 error
       *[other] { $errors } errors
    } in { $wrong ->
        [one] 1 plan
       *[other] { $wrong } plans
    }
}
more-problems = … and { $more ->
    [one] one more problem
   *[other] { $more } more problems
} in this plan
waiting = another run is writing to the folder: waiting for it to end

no-project =
    { $folder } is not in a project: there is no allegato.toml here or further up, and no plans folder here. Go to
    the project's folder, or name it with --project
no-plans = no plan in { $folder }: write a file there that ends in .toml
cause = { $cause ->
    [not-found] it is not there
    [permission-denied] permission is denied
    [read-only] the disk is read-only
    [storage-full] the disk is full
    [not-a-folder] a part of the path is not a folder
    [is-a-folder] it is a folder
    [already-exists] it is there already
   *[other] the system refused
}
error-read = can't read { $path }: { $cause } ({ $detail })
error-write = can't write { $path }: { $cause } ({ $detail }). No file was left half written
error-remove = can't remove { $path }: { $cause } ({ $detail })
error-lock = can't have for itself { $path }: { $cause } ({ $detail })
error-say = the result can't be written: { $cause } ({ $detail })

misuse-command = there is no command "{ $subject }"
misuse-argument = there is no argument "{ $subject }"
misuse-value = "{ $value }" is not a valid value for { $subject }
misuse-no-value = { $subject } lacks its value
misuse-twice = { $subject } can be given only once
misuse-no-command = a command is missing
misuse-other = these arguments won't do
misuse-nearest = perhaps { $nearest }?
misuse-possible = possible values are: { $possible }
misuse-help = "allegato --help" shows what can be written

help-file = FILE
help-strict = Treats every warning as an error
help-standards = The standards of PDFs, parted by commas, instead of the project's: 1.7, a-1a, a-2a, a-2u, a-3a, a-4, ua-1
help-standards-value = STANDARDS
help-fragment = Also writes each annex without a page around it (.fragment.html), to be pasted into a content manager: plain, for pages with Bootstrap Italia, or styled, with its own styles
help-message-format = How problems are told: to people, or as JSON lines or SARIF to standard output
help-report = Writes the record of the check, with every equation verified, to FILE (.md or .json)
help-explain = Explains a diagnostic, with an example and the cure
help-code = CODE
help-code-more = Its code: total-mismatch. Without it, all of them
help-subject = What the schema is of: plans (without it), allegato.toml, annexes as JSON, diagnostics as JSON lines, records of a check
explain-unknown = there is no diagnostic "{ $code }"
explain-list = "allegato explain" lists all of them
explain-hint = { $codes ->
    [one] "allegato explain { $code }" says more
   *[other] "allegato explain CODE" says more of each, for instance "allegato explain { $code }"
}
record-unknown-kind = a record is written to a file whose name ends in .md or .json, not to { $path }
record-title = Record of the check
record-intro =
    Made by allegato { $version }. Every figure that follows from others was worked out again with exact numbers and
    compared to the last decimal.
record-verified = Verified: { $agrees ->
    [one] 1 equation agrees
   *[other] { $agrees } equations agree
}, { $computed ->
    [one] 1 figure was worked out
   *[other] { $computed } figures were worked out
}, { $tolerated } within the tolerance, { $published } as published.
record-not-verified = NOT VERIFIED: { $errors ->
    [one] 1 error
   *[other] { $errors } errors
}.
record-annex = Annex { $label }
record-checks = Checks asked for
record-line = { $equation }{ $rounded ->
    [yes] { " " }(rounded)
   *[no] {""}
} — { $kind ->
    [check] line { $line }
   *[other] { $row }, { $column } (table { $table }, line { $line }{ $elsewhere ->
        [yes] { " " }of { $file }
       *[no] {""}
    })
}{ $outcome ->
    [agrees] {""}
    [computed] : worked out
    [within-tolerance] : within the tolerance, difference { $gap }
   *[as-published] : as published, difference { $gap }
}{ $because ->
    [yes] . { $reason }
   *[no] {""}
}

help-diff = Tells what differs between two plans, or between two editions of an annex
help-diff-old = The edition before: a plan (plans/2017/fsn.toml), or one of its annexes (plans/2017/fsn.toml#b)
help-diff-new = The edition now
help-diff-output = Writes the differences to FILE (.txt, .md, .html or .json)
help-diff-format = The format. Without it, the one of FILE's name, else text
help-diff-annex = Only the annex of this label. Without it, all of them, paired by label
help-diff-exit-code = Exits with 1 if anything differs
help-diff-project = The folder of the project. Without it, for each plan the one that it lies in
help-diff-more =
    Two annexes that are alone in their plans are compared even if their labels differ. The program exits with 0 if the
    comparison could be made, whether anything differs or not; with "--exit-code", with 1 if anything does.
help-label = LABEL
diff-unknown-kind = differences are written to a file whose name ends in .txt, .md, .html or .json, not to { $path }; or say the format with --format
diff-no-plan = { $path } is no plan: name a .toml file
diff-no-annex = { $plan } has no annex "{ $label }": it has { $labels }
diff-written = differences written to { $path }
