//! The command: parse the command line, run, exit code.

fn main() {}
