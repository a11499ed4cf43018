//! Where facts of files are kept between reviews, and how much of them (`--store`, for every command that reads a
//! submission); `candor store`: what is kept, and how it goes.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::SystemTime;

use indicatif::BinaryBytes;
use serde_json::{Value, json};

use super::{Problem, clock, places, size};
use crate::base::display;
use crate::facts::{self, Contents, Place};

pub(super) const EXAMPLES: &str = "\
Examples:
  candor store show                        how many entries, how large, since when unused
  candor store check                       hash every entry, drop what is damaged
  candor store prune --to 2G               drop what was used least lately, down to 2 GiB
  candor store clear --store /var/cache/candor

A store holds facts of files and whole reports, nothing but what looking again would say: what is dropped costs time, never
a report. Each command that reads submissions keeps its store within --store-size; reviews may run meanwhile.

With --json, an object: show {folder, entries, bytes, oldest_use, latest_use, unfinished, other}, check {folder, entries,
dropped}, prune and clear {folder, entries, bytes, left}.

Exit codes: 0 done, 1 `check` found and dropped damaged entries, 2 an error";

/// What a store may hold unless it is said.
const SIZE: &str = "8G";

/// The facts store of a review.
#[derive(clap::Args)]
pub(super) struct StoreArgs {
    /// Where facts of files and reports are kept for the next review [default: your cache directory]
    #[arg(long = "store", value_name = "DIR", conflicts_with = "no_store")]
    pub(super) folder: Option<PathBuf>,
    /// What the store may hold between reviews, as 4G; what was used least lately goes first
    #[arg(long = "store-size", value_name = "SIZE", value_parser = size::parse, default_value = SIZE, conflicts_with = "no_store")]
    size: u64,
    /// Keep nothing and use nothing that was kept
    #[arg(long)]
    no_store: bool,
}

impl StoreArgs {
    /// `None`: no store.
    pub(super) fn place(&self) -> Option<Place> {
        let folder = if self.no_store { None } else { self.folder.clone().or_else(places::store) };
        folder.map(|folder| Place { folder, most: self.size })
    }
}

/// Look after the store of facts that reviews keep
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
    /// The store [default: the one in your cache directory]
    #[arg(long, value_name = "DIR", global = true)]
    store: Option<PathBuf>,
    /// Print a JSON object
    #[arg(long, global = true)]
    json: bool,
}

#[derive(clap::Subcommand)]
enum Command {
    /// Say what it holds
    Show,
    /// Hash every entry and drop what is damaged
    Check,
    /// Drop what was used least lately
    Prune {
        /// How much may stay, as 2G
        #[arg(long, value_name = "SIZE", value_parser = size::parse)]
        to: u64,
    },
    /// Drop everything
    Clear,
}

pub(super) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let Some(folder) = args.store.clone().or_else(places::store) else {
        return Err(Problem::new("there is no cache directory, as there is no home", "name the store with --store DIR").into());
    };
    let mut code = ExitCode::SUCCESS;
    let (words, mut object) = match args.command {
        Command::Show => shown(&Contents::of(&folder)?),
        Command::Check => {
            let checked = facts::check(&folder)?;
            if checked.dropped > 0 {
                code = ExitCode::from(1);
            }
            let (entries, dropped) = (checked.entries, checked.dropped);
            (format!("{entries} entries, {dropped} damaged and dropped\n"), json!({ "entries": entries, "dropped": dropped }))
        }
        Command::Prune { to } => dropped(facts::prune(&folder, to)?),
        Command::Clear => dropped(facts::prune(&folder, 0)?),
    };
    let name = display::escape_bytes(folder.as_os_str().as_encoded_bytes());
    let mut out = anstream::stdout().lock();
    let written = match args.json {
        true => {
            object["folder"] = name.into();
            serde_json::to_writer_pretty(&mut out, &object).map_err(io::Error::from).and_then(|()| writeln!(out))
        }
        false => write!(out, "{name}: {words}"),
    };
    match written.and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        Ok(()) | Err(_) => Ok(code),
    }
}

fn shown(contents: &Contents) -> (String, Value) {
    let Contents { entries, bytes, unfinished, other, .. } = *contents;
    let time = |time: Option<SystemTime>| time.map(clock::utc);
    let (oldest, latest) = (time(contents.oldest_use), time(contents.latest_use));
    let mut words = format!("{entries} entries, {}\n", BinaryBytes(bytes));
    if let (Some(oldest), Some(latest)) = (&oldest, &latest) {
        words += &format!("  the one unused for longest was used at {oldest}, the last one at {latest}\n");
    }
    if unfinished > 0 {
        words += &format!("  {unfinished} unfinished, being written or left by a process that was ended\n");
    }
    if other > 0 {
        words += &format!("  {other} other files, which are not candor's and stay\n");
    }
    let object = json!({ "entries": entries, "bytes": bytes, "oldest_use": oldest, "latest_use": latest,
                         "unfinished": unfinished, "other": other });
    (words, object)
}

fn dropped(evicted: facts::Evicted) -> (String, Value) {
    let facts::Evicted { entries, bytes, left } = evicted;
    let words = format!("{entries} entries dropped, {}; {} left\n", BinaryBytes(bytes), BinaryBytes(left));
    (words, json!({ "entries": entries, "bytes": bytes, "left": left }))
}
