//! The server: it listens, answers, reads packs and rulebooks again when asked, and stops when told.

use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;

use axum::Router;
use axum::extract::rejection::RawPathParamsRejection;
use axum::extract::{RawPathParams, Request};
use axum::response::Response;
use axum::routing::{MethodRouter, on};
use bodemtoets_journal::Journal;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

use crate::app::App;
use crate::config::Config;
use crate::connection::{self, Bounds};
use crate::engine::{Engines, Failure, Opener};
use crate::log::Log;
use crate::problem::Problem;
use crate::request::{self, Target};
use crate::routes::ROUTES;
use crate::words;

/// A server that listens, and does not answer yet.
pub struct Server {
    runtime: tokio::runtime::Runtime,
    listener: TcpListener,
    address: SocketAddr,
    app: Arc<App>,
    bounds: Bounds,
    journal_days: Option<u32>,
}

impl Server {
    /// Opens the pack and the rulebooks, and begins to listen.
    ///
    /// # Errors
    /// When the configuration is not safe, when pack or rulebooks cannot be used, or when the address is taken.
    pub fn start(config: &Config, opener: Opener, log: Log) -> Result<Self, Failure> {
        config.check().map_err(|error| error.text(config.lang))?;
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(config.limits.workers.get())
            // Batches, tables and the journal each have a thread besides those that screen.
            .max_blocking_threads(config.limits.workers.get() + 16)
            .enable_all()
            .build()?;
        let journal = config.journal.as_deref().map(Journal::open).transpose();
        let journal = journal.map_err(|error| error.text(config.lang))?;
        let engines = Engines::open(opener)?;
        let listen = config.listen;
        let listener =
            runtime.block_on(TcpListener::bind(listen)).map_err(|error| format!("--listen {listen}: {error}"))?;
        let address = listener.local_addr()?;
        let app = Arc::new(App::new(config, address, engines, journal, log));
        let limits = config.limits;
        let bounds = Bounds {
            connections: connection::room_for(limits.connections),
            connections_of_one: config.connections_of_one(),
            header: limits.header,
            silence: limits.silence,
        };
        Ok(Self { runtime, listener, address, app, bounds, journal_days: config.journal_days })
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Answers until it is told to stop (SIGTERM, SIGINT). On SIGHUP it reads packs and rulebooks again.
    ///
    /// # Errors
    /// When the signals cannot be waited for.
    pub fn run(self) -> Result<(), Failure> {
        let Self { runtime, listener, address, app, bounds, journal_days } = self;
        let result = runtime.block_on(async {
            let mut hang_up = signal(SignalKind::hangup())?;
            let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
            let (tell, stop) = watch::channel(false);
            tokio::spawn(retire(Arc::clone(&app), journal_days));
            app.log.event("started", &format!("http://{address}/"));
            let serving = connection::serve(listener, router(&app), bounds, Arc::clone(&app.metrics), stop);
            tokio::pin!(serving);
            loop {
                tokio::select! {
                    () = &mut serving => break,
                    _ = terminate.recv() => { let _ = tell.send(true); }
                    _ = interrupt.recv() => { let _ = tell.send(true); }
                    _ = hang_up.recv() => {
                        let app = Arc::clone(&app);
                        tokio::task::spawn_blocking(move || reload(&app).is_ok());
                    }
                }
            }
            app.log.event("stopped", "");
            Ok(())
        });
        runtime.shutdown_background();
        result
    }
}

/// Erases once a day what has been in the journal for longer than it may be.
async fn retire(app: Arc<App>, days: Option<u32>) {
    let (Some(days), Some(journal)) = (days, app.journal.clone()) else { return };
    let mut daily = tokio::time::interval(std::time::Duration::from_hours(24));
    loop {
        daily.tick().await;
        let journal = Arc::clone(&journal);
        let erase = move || {
            let since = jiff::SignedDuration::from_hours(i64::from(days) * 24);
            let moment = jiff::Timestamp::now().checked_sub(since).unwrap_or(jiff::Timestamp::MIN);
            journal.erase_before(moment, "", &format!("kept for {days} days"))
        };
        match tokio::task::spawn_blocking(erase).await {
            Ok(Ok(0)) => {}
            Ok(Ok(count)) => app.log.event("erased", &count.to_string()),
            Ok(Err(error)) => app.log.event("not erased", &error.to_string()),
            Err(_) => app.log.event("not erased", ""),
        }
    }
}

/// Reads packs and rulebooks again, and says in the log how that went.
pub(crate) fn reload(app: &App) -> Result<(), Failure> {
    let reloaded = app.engines.reload();
    app.metrics.count_reload(reloaded.is_ok());
    match reloaded {
        Ok(_) => {
            app.log.event("reloaded", "");
            Ok(())
        }
        Err(error) => {
            app.log.event("not reloaded", &error.to_string());
            Err(error)
        }
    }
}

/// The router of the table of routes.
pub(crate) fn router(app: &Arc<App>) -> Router {
    let mut router = Router::new();
    let mut paths: Vec<&'static str> = ROUTES.iter().map(|route| route.path).collect();
    paths.dedup();
    for path in paths {
        let of_path = || ROUTES.iter().filter(|route| route.path == path);
        let mut methods = MethodRouter::new();
        for route in of_path() {
            let app = Arc::clone(app);
            methods = methods.merge(on(
                route.verb.filter(),
                move |parts: Result<RawPathParams, RawPathParamsRejection>, request: Request| {
                    request::answer(app, Target::Route(route, parts), request)
                },
            ));
        }
        let allowed: Vec<&str> = of_path().map(|route| route.verb.name()).collect();
        let refuse = refuse(app, path, Problem::method(&allowed.join(", ")));
        router = router.route(path, methods.fallback(refuse));
    }
    router.fallback(refuse(app, "-", Problem::not_found(words::no_such_address())))
}

/// What answers where nothing does.
fn refuse(
    app: &Arc<App>,
    name: &'static str,
    problem: Problem,
) -> impl Fn(Request) -> Pin<Box<dyn Future<Output = Response> + Send>> + Clone + Send + Sync + 'static {
    let app = Arc::clone(app);
    move |request| Box::pin(request::answer(Arc::clone(&app), Target::Nothing(name, problem.clone()), request))
}
