//! `candor log serve-static`: the public files of a log over HTTP, to this machine alone. Read-only, and only
//! what the log's present checkpoint commits to: the checkpoint, and its tiles. For the open network a web server
//! stands before it, or serves `public/` itself; this one opens no connection and listens on loopback.

use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use anyhow::Context as _;

use crate::tlog::tile::Tile;
use crate::tlog::{LogError, Mirror};

/// A request line and headers; clients send far less.
const MAX_REQUEST_BYTES: u64 = 16 * 1024;
const PATIENCE: Duration = Duration::from_secs(10);
const MAX_CONNECTIONS: usize = 64;

#[derive(clap::Args)]
pub(super) struct Args {
    /// The log's directory, or a copy of its public part
    log: PathBuf,
    /// The port on 127.0.0.1; 0 for any that is free
    #[arg(long, value_name = "PORT", default_value_t = 8080)]
    port: u16,
}

pub(super) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let mirror = Mirror::at(&args.log);
    mirror.checkpoint()?;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, args.port))
        .with_context(|| format!("cannot listen on port {} of this machine; --port 0 takes any that is free", args.port))?;
    {
        let mut out = io::stdout().lock();
        writeln!(out, "http://{}/", listener.local_addr()?)?;
        out.flush()?;
    }
    let open = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for stream in listener.incoming().flatten() {
            if open.fetch_add(1, Ordering::Relaxed) < MAX_CONNECTIONS {
                scope.spawn(|| {
                    // A client that went away or talks nonsense is its own affair.
                    let _ = answer(stream, &mirror);
                    open.fetch_sub(1, Ordering::Relaxed);
                });
            } else {
                open.fetch_sub(1, Ordering::Relaxed);
            }
        }
    });
    Ok(ExitCode::SUCCESS)
}

/// What is sent back: status line, content type, how long it may be kept, body.
struct Answer {
    status: &'static str,
    kind: &'static str,
    keep: &'static str,
    body: Vec<u8>,
}

fn answer(mut stream: TcpStream, mirror: &Mirror) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let request = read_request(&stream)?;
    let mut words = request.split(' ');
    let (method, target) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let Answer { status, kind, keep, body } = match method {
        "GET" | "HEAD" => find(target, mirror),
        _ => refusal("405 Method Not Allowed"),
    };
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nCache-Control: {keep}\r\n\
         X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes())?;
    if method != "HEAD" {
        stream.write_all(&body)?;
    }
    stream.flush()
}

/// The request line. The headers are read too, so that closing does not cut the answer off.
fn read_request(stream: &TcpStream) -> io::Result<String> {
    let mut lines = BufReader::new(stream.take(MAX_REQUEST_BYTES));
    let mut request = String::new();
    lines.read_line(&mut request)?;
    let mut header = String::new();
    while lines.read_line(&mut header)? > 0 && !header.trim_end().is_empty() {
        header.clear();
    }
    Ok(request)
}

fn find(target: &str, mirror: &Mirror) -> Answer {
    let found = match target.strip_prefix('/') {
        Some("checkpoint") => mirror.checkpoint().map(|body| ok("text/plain; charset=utf-8", "no-cache", body)),
        Some(path) => match Tile::parse(path) {
            Some(tile) => mirror.served(&tile).map(|body| {
                body.map_or_else(
                    || refusal("404 Not Found"),
                    |body| ok("application/octet-stream", "public, max-age=31536000, immutable", body),
                )
            }),
            None => Ok(refusal("404 Not Found")),
        },
        None => Ok(refusal("400 Bad Request")),
    };
    found.unwrap_or_else(|_: LogError| refusal("500 Internal Server Error"))
}

fn ok(kind: &'static str, keep: &'static str, body: Vec<u8>) -> Answer {
    Answer { status: "200 OK", kind, keep, body }
}

fn refusal(status: &'static str) -> Answer {
    Answer { status, kind: "text/plain; charset=utf-8", keep: "no-cache", body: format!("{status}\n").into_bytes() }
}
