//! The command line of Bodemtoets; see `bodemtoets --help`.

fn main() -> std::process::ExitCode {
    bodemtoets::cli::run()
}
