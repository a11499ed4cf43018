//! Tells the program which target it is built for: a statement names it.

#[expect(clippy::disallowed_methods, reason = "cargo tells a build script the target by an environment variable")]
fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rustc-env=CANDOR_TARGET={}", std::env::var("TARGET").unwrap_or_default());
}
