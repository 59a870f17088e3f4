//! What a user does, end to end, in one executable: a module a subject.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

#[macro_use]
mod common;

mod archives;
mod certainty;
mod closed_loops;
mod completeness;
mod crowding;
mod dependencies;
mod documentation;
mod documents;
mod dossier;
mod explanations;
mod feasibility;
mod feasibility_data;
mod feasibility_of_sites;
mod feasibility_plot;
mod fence;
mod fetch;
mod formats;
mod given;
mod help;
mod hostile_text;
mod json_results;
mod law;
mod law_maps;
mod letters;
mod neighbours;
mod ogr;
mod ogr_raster;
mod order_and_loss;
mod outputs;
mod packs;
mod plot_placement;
mod plots;
mod recipes;
mod register;
mod remedies;
mod rulebooks;
mod rules_check;
mod rules_diff;
mod screen_many;
mod screen_one;
mod serve;
mod serve_files;
mod serve_journal;
mod serve_processes;
mod spf;
mod spf_files;
mod whole_files;
mod workspace;
mod zones_in_doubt;
