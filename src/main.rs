//! The command line of Bodemtoets; see `bodemtoets --help`.

mod cli;

fn main() -> std::process::ExitCode {
    cli::run()
}
