//! The program itself, run on projects of made-up plans in folders that are removed at the end.

#![expect(clippy::disallowed_methods, reason = "it measures by a clock")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;
use wait4::Wait4;

/// Over which plans are spread: each has an edition in each of them.
const YEARS: usize = 10;
const SETTINGS: &str = "title = \"Allegati\"\nauthority = \"Regione Basilicata\"\n\
                        [site]\nbase_url = \"https://www.regione.example/atti/\"\n";

/// A folder of plans of one annex each.
pub struct Project {
    folder: TempDir,
}

impl Project {
    /// Of so many plans; `formats` is a line of the settings, or nothing.
    pub fn new(plans: usize, formats: &str) -> Self {
        let project = Self { folder: tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder") };
        for number in 0..plans {
            project.write(number, 0);
        }
        fs::write(project.path().join("allegato.toml"), format!("{formats}{SETTINGS}")).expect("written settings");
        project
    }

    /// Writes a plan, its first amount raised by so many euros.
    pub fn write(&self, number: usize, raised: usize) {
        let year = 2015 + number % YEARS;
        let folder = self.path().join(format!("plans/{year}"));
        fs::create_dir_all(&folder).expect("a folder");
        let plan = super::annex(number, year, raised);
        fs::write(folder.join(format!("piano-{}.toml", number / YEARS)), plan).expect("a written plan");
    }

    /// Builds it by the program, with more arguments.
    pub fn build(&self, arguments: &[&str]) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_allegato"));
        command.arg("build").arg("--project").arg(self.path()).args(arguments);
        let begin = Instant::now();
        let used = command.stdin(Stdio::null()).stdout(Stdio::null()).spawn().and_then(|mut program| program.wait4());
        let (used, time) = (used.expect("the program runs"), begin.elapsed());
        assert!(used.status.success(), "the program ends with {}", used.status);
        Run { time, processor: used.rusage.utime + used.rusage.stime, memory: used.rusage.maxrss }
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn output(&self) -> PathBuf {
        self.path().join("output")
    }
}

/// What a run of the program took: time from its start to its end, that of all processors, and bytes in memory at most, as the
/// system has counted them. Where that takes what the bench has in memory for the program's, until the program is loaded, it
/// changes nothing: the program has more.
#[derive(Clone, Copy)]
pub struct Run {
    time: Duration,
    processor: Duration,
    memory: u64,
}

impl Run {
    /// Before the first.
    pub const NONE: Self = Self { time: Duration::MAX, processor: Duration::MAX, memory: 0 };

    /// Takes another run of the same in: the quickest counts, and the most memory.
    pub fn take(&mut self, other: Self) {
        *self = Self {
            time: self.time.min(other.time),
            processor: self.processor.min(other.processor),
            memory: self.memory.max(other.memory),
        };
    }

    pub fn seconds(&self) -> f64 {
        self.time.as_secs_f64()
    }

    pub fn processor_seconds(&self) -> f64 {
        self.processor.as_secs_f64()
    }

    pub fn megabytes(&self) -> f64 {
        self.memory as f64 / 1e6
    }
}
