//! What every request shares.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use axum::http::HeaderValue;
use bodemtoets_journal::Journal;
use bodemtoets_words::lang::Lang;

use crate::basemap::Basemap;
use crate::config::{Config, Limits};
use crate::dossier::Setters;
use crate::engine::Engines;
use crate::guard::{self, Access, Clients, Names};
use crate::jobs::Jobs;
use crate::log::Log;
use crate::metrics::Metrics;
use crate::work::Work;

/// What every request shares.
pub(crate) struct App {
    pub(crate) engines: Engines,
    pub(crate) work: Work,
    /// Batches take long: one at a time, so that single questions do not wait.
    pub(crate) batches: Arc<tokio::sync::Semaphore>,
    pub(crate) jobs: Jobs,
    pub(crate) setters: Setters,
    /// Jobs take long as well, and have a place of their own.
    pub(crate) job_room: Arc<tokio::sync::Semaphore>,
    pub(crate) worker: Option<PathBuf>,
    pub(crate) basemap: Option<Basemap>,
    /// What pages may use.
    pub(crate) policy: HeaderValue,
    pub(crate) names: Names,
    pub(crate) access: Access,
    pub(crate) clients: Option<Clients>,
    pub(crate) is_behind_proxy: bool,
    pub(crate) limits: Limits,
    pub(crate) lang: Lang,
    pub(crate) journal: Option<Arc<Journal>>,
    pub(crate) metrics: Arc<Metrics>,
    pub(crate) log: Log,
}

impl App {
    /// Puts together what a server of a configuration needs.
    pub(crate) fn new(
        config: &Config,
        address: SocketAddr,
        engines: Engines,
        journal: Option<Journal>,
        log: Log,
    ) -> Self {
        let limits = config.limits;
        Self {
            engines,
            work: Work::new(limits.workers.get(), limits.queue, limits.answer),
            batches: Arc::new(tokio::sync::Semaphore::new(1)),
            jobs: Jobs::default(),
            setters: Setters::default(),
            job_room: Arc::new(tokio::sync::Semaphore::new(1)),
            worker: config.worker.clone(),
            policy: guard::policy(config.basemap.as_ref().and_then(Basemap::origin)),
            basemap: config.basemap.clone(),
            names: config.names(address),
            access: config.access(),
            clients: config.per_client().map(Clients::new),
            is_behind_proxy: config.behind_proxy.is_some(),
            limits,
            lang: config.lang,
            journal: journal.map(Arc::new),
            metrics: Arc::default(),
            log,
        }
    }
}
