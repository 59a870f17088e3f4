//! The body of an answer that is made while it is sent.

use std::io::Error;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::Bytes;
use http_body::Frame;
use tokio::sync::mpsc::Receiver;

/// Pieces that come from another thread, in order.
pub(crate) struct Receiving(pub(crate) Receiver<Result<Bytes, Error>>);

impl http_body::Body for Receiving {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        self.0.poll_recv(context).map(|piece| piece.map(|piece| piece.map(Frame::data)))
    }
}
