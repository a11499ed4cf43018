//! One submission, as many workers as it takes: whatever ends a worker costs what it was at, not the review.
//! The file that ended one is found and left out; where no file can be blamed, the next worker does less. Every
//! step leaves out more than the one before and their number is bounded, so this comes to an end.

use super::{Admission, ReviewError};
use crate::base::{Diagnostic, Digest, Severity};
use crate::sandbox::{Answer, Cause, Death, Depth, Event, Exclusion, Lessened, Request, Stage, Worker, WorkerError};

/// Workers that may end before no file is looked into any more.
const DEATHS: usize = 32;

/// Runs `request`, which comes back as it was when it succeeded.
pub(super) fn run(
    worker: &Worker,
    mut request: Request,
    admission: &mut Admission<'_>,
    mut tell: impl FnMut(Event),
) -> Result<(Answer, Request), ReviewError> {
    for deaths in 1.. {
        let mut refusal = None;
        let admit = |submitted| admission.admit(submitted, &request).map_err(|error| refusal = Some(error)).is_ok();
        let death = match worker.run(&request, &mut tell, admit) {
            Ok(answer) => return Ok((answer, request)),
            Err(WorkerError::Died(death)) => death,
            Err(error) => return Err(refusal.unwrap_or(error.into())),
        };
        match lessen(&request, &death, deaths) {
            Some(lesser) => {
                tell(Event::Diagnostic(notice(&death, &request, &lesser)));
                request = lesser;
            }
            None => return Err(WorkerError::Died(death).into()),
        }
    }
    unreachable!("invariant: every death lessens the request or ends the loop")
}

/// What to ask of the next worker; `None`: nothing less is left.
fn lessen(request: &Request, death: &Death, deaths: usize) -> Option<Request> {
    let depth = request.lessened.map(|lessened| lessened.depth);
    let lesser =
        |depth| Some(Request { lessened: Some(Lessened { depth, stage: death.stage, cause: death.cause }), ..request.clone() });
    match (death.stage, depth) {
        (_, Some(Depth::Nothing)) => None,
        (Stage::Intake, _) | (_, Some(Depth::Names)) => lesser(Depth::Nothing),
        (Stage::Files, _) if deaths < DEATHS && !death.reading.is_empty() => Some(without(request, death)),
        (Stage::Link | Stage::Solve | Stage::Report, None) => lesser(Depth::Files),
        (Stage::Files | Stage::Link | Stage::Solve | Stage::Report, _) => lesser(Depth::Names),
    }
}

/// Without the file that ended the worker; if that is not certain, with the files that it was at one at a time,
/// before anything else takes room and time, so that it shows.
fn without(request: &Request, death: &Death) -> Request {
    let mut files: Vec<Digest> = death.reading.iter().map(|reading| reading.file).collect();
    files.sort();
    files.dedup();
    let mut next = request.clone();
    match files[..] {
        [file] if request.suspects.contains(&file) || is_of_the_file(death.cause) => {
            next.suspects.retain(|suspect| *suspect != file);
            next.excluded.push(Exclusion { file, cause: death.cause });
        }
        _ => {
            next.suspects.extend(files);
            next.suspects.sort();
            next.suspects.dedup();
        }
    }
    next
}

/// Whether a cause cannot be another file's, or another program's that took the machine's memory.
fn is_of_the_file(cause: Cause) -> bool {
    const SIGKILL: i32 = 9;
    match cause {
        Cause::Memory | Cause::Signal(SIGKILL) | Cause::Stuck { .. } | Cause::Unknown => false,
        Cause::ForbiddenCall | Cause::Signal(_) | Cause::Panic | Cause::Exit(_) => true,
    }
}

/// Says what happened and what is done about it.
fn notice(death: &Death, before: &Request, next: &Request) -> Diagnostic {
    let paths: Vec<&str> = death.reading.iter().map(|reading| reading.path.as_str()).collect();
    let at = match (death.stage, &paths[..]) {
        (Stage::Files, [path]) => format!("at {path}"),
        (Stage::Files, [_, _, ..]) => format!("at one of {}", paths.join(", ")),
        (stage, _) => format!("while {}", stage.name()),
    };
    let next = match next.lessened.map(|lessened| lessened.depth) {
        Some(Depth::Nothing) => "another one hashes the submission without reading it; the verdict will be INCOMPLETE",
        Some(Depth::Names) => "another one looks into no file; the verdict will be INCOMPLETE",
        Some(Depth::Files) => "another one follows no data; the verdict will be INCOMPLETE",
        None if next.excluded.len() > before.excluded.len() => "another one leaves the file out; the verdict will be INCOMPLETE",
        None => "another one reads that by itself, before everything else",
    };
    let message = format!("the worker {} {at}", death.cause);
    Diagnostic::new(Severity::Warning, "worker-ended", message).help(next)
}

#[cfg(test)]
mod tests {
    use super::{DEATHS, lessen};
    use crate::base::Digest;
    use crate::sandbox::{Cause, Death, Depth, Level, Reading, Request, Stage, Task};

    fn request() -> Request {
        Request {
            task: Task::Review,
            submission: Vec::new(),
            reference: None,
            changed_since: None,
            store: None,
            program: None,
            scratch: None,
            jobs: 2,
            memory: None,
            withheld: false,
            isolation: Level::Process,
            excluded: Vec::new(),
            suspects: Vec::new(),
            lessened: None,
        }
    }

    fn death(stage: Stage, files: &[&str]) -> Death {
        let reading = |path: &&str| Reading { file: Digest::of(path.as_bytes()), path: (*path).to_owned() };
        Death { cause: Cause::Signal(11), stage, reading: files.iter().map(reading).collect(), stderr: String::new() }
    }

    /// A worker that dies whatever it is asked is given up after a bounded number of steps, each of which asks less.
    #[test]
    fn every_way_of_dying_comes_to_an_end() {
        let endless: [&dyn Fn(usize) -> Death; 5] = [
            &|_| death(Stage::Intake, &[]),
            &|_| death(Stage::Files, &[]),
            &|number| death(Stage::Files, &[&number.to_string()]),
            &|number| death(Stage::Files, &[&number.to_string(), "other"]),
            &|_| death(Stage::Solve, &["a"]),
        ];
        for die in endless {
            let mut asked = request();
            let mut deaths = 0;
            while let Some(lesser) = lessen(&asked, &die(deaths), deaths + 1) {
                assert_ne!(lesser, asked);
                asked = lesser;
                deaths += 1;
            }
            assert!(deaths <= DEATHS + 2, "{deaths}");
            assert_eq!(asked.lessened.map(|lessened| lessened.depth), Some(Depth::Nothing));
        }
    }

    /// Memory may be short for what others took of it.
    #[test]
    fn a_file_is_blamed_for_memory_and_time_only_when_it_was_alone() {
        for cause in [Cause::Memory, Cause::Signal(9), Cause::Stuck { seconds: 600 }] {
            let death = Death { cause, ..death(Stage::Files, &["a"]) };
            let second = lessen(&request(), &death, 1).expect("less");
            assert_eq!((second.excluded.len(), &second.suspects[..]), (0, &[Digest::of(b"a")][..]));
            let third = lessen(&second, &death, 2).expect("less");
            assert_eq!((third.excluded.len(), third.suspects.len()), (1, 0));
        }
    }

    #[test]
    fn of_several_files_the_one_that_ends_a_worker_alone_is_left_out() {
        let second = lessen(&request(), &death(Stage::Files, &["a", "b"]), 1).expect("less");
        assert!(second.excluded.is_empty() && second.suspects.len() == 2);
        let third = lessen(&second, &death(Stage::Files, &["b"]), 2).expect("less");
        assert_eq!(third.suspects, [Digest::of(b"a")]);
        assert_eq!(third.excluded.iter().map(|exclusion| exclusion.file).collect::<Vec<_>>(), [Digest::of(b"b")]);
    }
}
