//! Tells the program which target it is built for: a statement names it.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rustc-env=CANDOR_TARGET={}", std::env::var("TARGET").unwrap_or_default());
}
