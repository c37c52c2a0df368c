//! The program: arguments, logging, window.

fn main() -> std::process::ExitCode {
    match lianhu::ui::run(std::env::args_os().nth(1).map(Into::into), None) {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(_) => std::process::ExitCode::from(2),
    }
}
