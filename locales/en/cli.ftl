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
help-shard = Writes only the documents of share K of N, without the site: a share for each machine, then --index. The path of a plan decides which share it is in
help-index = Makes the site around the documents of the shares, once all are there
help-timings = Says in the end where the time went, and which documents were the slowest
help-check = Checks plans and writes nothing
help-schema = Prints the JSON Schema of plans, for text editors
help-schema-more =
    An editor that knows TOML (VS Code with "Even Better TOML", Zed, Helix …) completes and checks a plan while one
    types, if its first line says where the schema is: #:schema ../plan.schema.json
help-more =
    "allegato build --help" explains a command. The program exits with 0 if all is well, with 1 if a plan has
    errors, with 2 if the command is wrong or a file can't be read or written; "verify" has exit codes of its own.
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
built-share = share { $share } of { $shares }: { $plans ->
    [0] no plan
    [one] 1 plan
   *[other] { $plans } plans
}, { $documents ->
    [0] no document
    [one] 1 document
   *[other] { $documents } documents
} in { $folder }/, { $new ->
    [0] no file to be rewritten
    [one] 1 file written
   *[other] { $new } files written
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
not-joined = { $plans ->
    [one] 1 plan has no up-to-date documents of any share: build its share again
   *[other] { $plans } plans have no up-to-date documents of any share: build their shares again
} ({ $names })
shares-none = there is no share in the folder: "allegato build --shard 1/4", "… 2/4" and so on make them
shares-divided = there are shares of several divisions in the folder (in { $ways }): remove the files made-…-of-… of old ones from .allegato/
shares-missing = { $count ->
    [one] a share is missing
   *[other] { $count } shares are missing
}, "--shard" { $shares }: without, the site would not be whole
shares-other = { $count ->
    [one] a share was made
   *[other] { $count } shares were made
} with other settings, templates or options, or by another version of the program: build again "--shard" { $shares }
timings = Where { $seconds } s went:
timing = { $stage ->
    [open] settings, templates, fonts
    [recall] what was made before
    [compare] which plans have changed
    [check] reading and checking
    [draw] { $format } documents
    [write] writing documents
    [site] site
   *[record] what was made now
}
timings-shared = { $threads ->
    [one] * plan by plan
   *[other] * sum of { $threads } threads, which work at once
}
timings-documents = The slowest documents:
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
    [altered] it is not as it was archived
    [no-file] it is no file
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
misuse-conflict = { $subject } does not go with { $other }
misuse-missing = { $subject } is missing
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
help-subject = What the schema is of: plans (without it), allegato.toml, annexes as JSON, differences, diagnostics as JSON lines, records of a check, archives
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

help-archive = Archives the annexes of a year, once and for all
help-archive-more =
    The annexes of 2009 go to archive/2009/, with the plans that they come from, the SHA-256 digests of all files and
    what is needed to verify them decades from now. What is archived never changes: an annex that [[plan.correction]]
    says was corrected becomes version 2, beside version 1.
help-year-name = YEAR
help-year = The year of the plans: 2009
help-bagit = Lays the files out as a bag of BagIt (RFC 8493)
help-pack = Writes the archive to a single FILE as well, .zip or .tar.zst
help-verify = Verifies an archive, or a PDF that came from one
help-verify-more =
    Exits with 0 if all is as it was archived, with 1 if the figures are wrong, with 3 if a file is, with 4 if
    only the engine makes other bytes of the same figures, with 2 if the command is wrong or a file can't be read. A PDF
    that was signed after it was archived is recognised; the signature is not judged.
help-what-name = YEAR|FOLDER|FILE.pdf
help-what = A year, the folder of one or more years, or a document. Default: all years
help-archives = The folder of archives. Default: the project's
help-digest = The digest of the archive, as it was noted when it was made

package-inside = { $path } is inside the archive, where nothing is added: write the file elsewhere
digest-of-which = a digest is of one year: say which, "allegato verify 2009 --digest …"
package-unknown-kind = an archive is packed into a file whose name ends in .zip or .tar.zst, not into { $path }
no-plans-of-year = no plan is of the year { $year }
archived-otherwise = { $year } is archived already, and not as a bag: how an archive is laid out never changes
archive-damaged = the archive of { $year } is not whole: nothing is added to it. "allegato verify { $year }" says more
not-archived = { $plans ->
    [one] 1 plan has errors: nothing was archived
   *[other] { $plans } plans have errors: nothing was archived
}
archived = { $new ->
    [yes] year { $year }: { $annexes ->
        [0] no new annex
        [one] 1 annex archived
       *[other] { $annexes } annexes archived
    }{ $versions ->
        [0] {""}
        [one] , 1 new version
       *[other] , { $versions } new versions
    }{ $metadata ->
        [0] {""}
        [one] , 1 set of metadata
       *[other] , { $metadata } sets of metadata
    }, { $unchanged } archived before, in { $folder }/
   *[no] year { $year }: archived in { $folder }/ already, nothing has changed ({ $unchanged ->
        [one] 1 annex
       *[other] { $unchanged } annexes
    })
}
    {"  "}digest of the archive (SHA-256): { $digest }
archived-set-otherwise = { $annexes ->
    [one] 1 archived annex was set with other settings, templates or another program: it stays as it is
   *[other] { $annexes } archived annexes were set with other settings, templates or another program: they stay as they are
}
archived-gone = { $folder } is archived and no plan has it any more: it stays. If it holds no more, put it back into its plan and annul it with [[plan.correction]]
packed = written { $path } (SHA-256 { $digest })
archive-readme =
    ARCHIVE OF ANNEXES, YEAR { $year }
    
    annexes/   the annexes: a folder for each, and in it one for each version (v1 is the first that was published; later
               ones come from rectifications, supplements or annulments, and the one before stays)
    sources/   the plans that the annexes were made from, and the files that the plans read
    records/   the records of the check, with every equation that was verified
    project/   settings, templates and fonts that the annexes were set with
    manifest.json   what there is, what it was made from and by which program; size and SHA-256 of every file
    SHA256SUMS      the same digests for the command sha256sum
    
    To verify without the program, in this folder:
        sha256sum -c SHA256SUMS
    The digest of the whole archive is that of manifest.json without the value of "digest":
        sed 's/^  "digest": "[0-9a-f]*"/  "digest": ""/' manifest.json | sha256sum
    To verify figures and documents too, with the program "allegato":
        allegato verify FOLDER
    
    Nothing here is to be changed, removed or added.

no-archive = { $path } is no archive: there is no manifest.json{ $pending ->
    [yes] . An archiving was interrupted: run "allegato archive" again
   *[no] {""}
}
nothing-archived = no year is archived
verified-skipped = { $path }: its manifest.json is not whole, and proves nothing
verified-recoverable = { $path }: drawn again from the archived plan it is what it was, and can be recovered
verified-part = { $part ->
    [figures] figures
    [file] file
   *[engine] engine
}
flaw-other-year = { $path } is the archive of { $year }, not of the year of its folder
flaw-not-proved = { $path }: the figures can't be worked out again from what is damaged
flaw-checked-otherwise = { $path }: this program finds { $errors ->
    [one] 1 error
   *[other] { $errors } errors
} in it that the one that archived it did not find; none of them is arithmetic
flaw-missing = { $path } is missing
flaw-missing-here = { $path } is missing; what it contained is in { $other }, which was not archived
flaw-added = { $path } is no part of the archive: it was added later
flaw-not-a-file = { $path } is no file: there is a link or something else in its place
flaw-not-read = { $path } can't be read ({ $detail })
flaw-altered = { $path } is not as it was archived: its bytes have changed
flaw-swapped = { $path } now contains what was archived as { $other }
flaw-unreadable = { $path } is not written as it should be ({ $detail })
flaw-later = { $path } is of a later program (format { $format }), which is needed
flaw-inconsistent = { $path } is not consistent: it names what is not there
flaw-other-digest = the digest of the archive is not the one that was noted: it is now { $digest }
flaw-unfinished = { $path }: an archiving was interrupted half-way. Run "allegato archive" again to complete it
flaw-wrong-plan = { $path }: the archived plan has errors ({ $errors ->
    [one] 1 error
   *[other] { $errors } errors
})
flaw-no-source = { $path }: the annex can't be made from here any more
flaw-other-equations = { $path }: "{ $recorded }" was verified, and the archived plan now gives "{ $found }"
flaw-other-facts = { $path } does not say of { $other } what the archived plan says
flaw-other-data = { $path }: what is made from it is not what { $other } says
flaw-other-figure = { $path }: in the row "{ $row }", column "{ $column }", the archived plan says { $source }, the PDF { $document }
flaw-unreadable-pdf = { $path }: the PDF can't be read ({ $detail })
flaw-drawn-otherwise = { $path }: drawn again by the same engine it has other bytes, with the same figures
flaw-not-drawn = { $path }: can't be drawn any more ({ $detail })
verified = { $path }: { $outcome ->
    [whole] the archive of { $year } is as it was made
    [figures] THE FIGURES of the archive ARE WRONG
    [file] THE FILES of the archive ARE NOT AS THEY WERE
   *[engine] files and figures are right; only the engine makes other bytes
}
    {"  "}files: { $wrong-files ->
    [0] all { $files } as they were
    [one] 1 problem
   *[other] { $wrong-files } problems
}
    {"  "}figures: { $wrong-figures ->
    [0] { $equations ->
        [0] { $sealed ->
            [no] not worked out
           *[yes] no equation to work out
        }
        [one] 1 equation worked out again, it holds
       *[other] { $equations } equations worked out again, all hold
    }
    [one] 1 problem
   *[other] { $wrong-figures } problems
}
    {"  "}engine: { $engine }; { $wrong-engine ->
    [0] {""}
    [one] 1 problem,{" "}
   *[other] { $wrong-engine } problems,{" "}
}{ $sealed ->
    [no] nothing was drawn again
   *[yes] drawn again, identical byte for byte: { $identical } of { $versions ->
        [one] 1 annex
       *[other] { $versions } annexes
    }
}{ $alike ->
    [0] {""}
   *[other] , with other bytes and the same figures: { $alike }
}{ $sealed ->
    [no] {""}
   *[yes] {""}
    {"  "}digest of the archive (SHA-256): { $digest }
}
verified-file = { $path }: { $outcome ->
    [archived] is the archived document
    [signed] is the archived document, with signatures added since (not judged here)
    [changed] is NOT the archived document any more: it was changed
   *[unknown] is no archived document, nor one with signatures added{ $years ->
        [0] . There is no archive to look for it in
        [one] {" "}(looked for in 1 year)
       *[other] {" "}(looked for in { $years } years)
    }
}{ $outcome ->
    [unknown] {""}
   *[other] {""}
    {"  "}{ $plan }, year { $year }, annex { $annex }, version { $version }{ $holds ->
        [yes] {""}
       *[no] { $annulled ->
            [yes] {": "}the annex was annulled
           *[no] {": "}the latest version is { $latest }
        }
    }
    {"  "}archived as { $archived }, SHA-256 { $sha256 }
    {"  "}{ $proof ->
        [whole] the original, worked out and drawn again from the archived plan: all is right
        [figures] THE FIGURES of the archive that it comes from ARE WRONG
        [file] THE FILES of the archive that it comes from ARE NOT AS THEY WERE
       *[engine] files and figures are right; only the engine makes other bytes
    }
}
verified-signature = { $kind ->
    [signature] signature
    [time-stamp] time stamp
   *[unsigned] field for a signature, empty so far
} "{ $field }"{ $named ->
    [yes] , in the name of { $name }
   *[no] {""}
}{ $dated ->
    [yes] , of { $time }
   *[no] {""}
}{ $shown ->
    [yes] . It can be seen on page { $pages }: it could cover a figure there, compare with the archived document
   *[no] {""}
}
verified-change = update { $update }: { $touches ->
    [page] changes page { $page }
    [content] changes what is written on page { $page }
    [resources] changes fonts or images of page { $page }
    [annotation] there is an annotation on page { $page } that is not of a signature
    [page-tree] the pages are others
    [structure-tree] changes what screen readers read out
    [outline] changes the outline
    [names] changes names or attached files
    [output-intents] changes how colours are shown
    [catalog] changes what the document does ({ $detail })
    [trailer] changes the technical head of the file ({ $detail })
    [information] changes a property of the document ({ $detail })
    [metadata] changes the metadata{ $detailed ->
        [yes] {" "}({ $detail })
       *[no] {""}
    }
    [form] changes the form ({ $detail })
    [field] there is a field that is not for a signature ({ $detail })
    [signature] the signature "{ $detail }" is not of this document
    [removed] something that was there is no longer there
    [filled-in] something is there that was missing
    [unreferenced] something is there that can't be seen so far
    [without-signature] what was added is not signed
    [unreadable] it is not written as it should be: { $detail }
   *[other] changes a part of the document
}
verified-unreadable = the archived document can't be read: { $detail }
unreadable-pdf = { $why ->
    [header] the header of the PDF is not the first thing, or stands twice
    [key-twice] the same key stands twice
    [generation] an object is not of the first generation
    [too-deep] too many levels, one in the other
    [too-many] there is more than any signature needs
    [too-large] data that are too large
    [stream-length] a stream does not end where it says
    [filter] a stream can't be decoded
    [references] an object is not where the table of references says
    [unlisted] an object is missing in the table of references
    [hybrid] two tables of references, for two kinds of programs
    [chain] a table of references does not lead to the one before it
    [end] the end is not the end of a PDF
    [encrypted] it is encrypted
    [pages] the pages can't be found
   *[syntax] something is not written as in a PDF
} (byte { $at })
help-diff = Tells what differs between two plans, or between two editions of an annex
help-diff-old = The edition before: a plan (plans/2017/fsn.toml), one of its annexes (plans/2017/fsn.toml#b), or the PDF or the folder of an archived version
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
diff-no-plan = { $path } is neither a plan nor an archived document: name a .toml file, or the PDF or the folder of an archived version
diff-no-annex = { $plan } has no annex "{ $label }": it has { $labels }
diff-written = differences written to { $path }
verified-envelope = { $envelopes ->
    [one] it is in a signed envelope (.p7m)
   *[other] it is in { $envelopes } signed envelopes (.p7m), one in the other
}
