//! The program: arguments, logging, window.

fn main() {}
