//! How often one client asks.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// Clients that are remembered at most.
const MOST_CLIENTS: usize = 20_000;

/// How often one client may ask.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct PerClient {
    /// Requests a second, on average.
    pub(crate) per_second: f64,
    /// Requests at once, after a time of none.
    pub(crate) at_once: f64,
}

/// What is left of the share of each client: it fills up with time and is spent by asking.
#[derive(Debug)]
pub(crate) struct Clients {
    limit: PerClient,
    left: Mutex<HashMap<IpAddr, (f64, Instant)>>,
}

impl Clients {
    /// Nobody has asked anything yet.
    pub(crate) fn new(limit: PerClient) -> Self {
        Self { limit, left: Mutex::default() }
    }

    /// Whether a client may ask now; if so, that is counted.
    pub(crate) fn may_ask(&self, client: IpAddr, now: Instant) -> bool {
        let PerClient { per_second, at_once } = self.limit;
        let grown = |(left, since): (f64, Instant)| {
            (left + now.saturating_duration_since(since).as_secs_f64() * per_second).min(at_once)
        };
        let client = network(client);
        let mut all = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST_CLIENTS && !all.contains_key(&client) {
            // Whose share is full again is as one who never asked.
            all.retain(|_, known| grown(*known) < at_once);
            if all.len() >= MOST_CLIENTS {
                return false;
            }
        }
        let left = all.get(&client).map_or(at_once, |known| grown(*known));
        let may = left >= 1.0;
        all.insert(client, (if may { left - 1.0 } else { left }, now));
        may
    }
}

/// What counts as one client: of IPv6 a whole network, since each has more addresses than can be counted.
fn network(client: IpAddr) -> IpAddr {
    match client.to_canonical() {
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
        address @ IpAddr::V4(_) => address,
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_share_is_spent_and_fills_up_again() {
        let clients = Clients::new(PerClient { per_second: 10.0, at_once: 3.0 });
        let [one, other]: [IpAddr; 2] = ["192.0.2.1".parse().unwrap(), "192.0.2.2".parse().unwrap()];
        let now = Instant::now();
        let asked: Vec<bool> = (0..4).map(|_| clients.may_ask(one, now)).collect();
        assert_eq!(asked, [true, true, true, false]);
        assert!(clients.may_ask(other, now), "of another it is not spent");
        assert!(clients.may_ask(one, now + Duration::from_millis(100)));
        assert!(!clients.may_ask(one, now + Duration::from_millis(101)));
    }

    #[test]
    fn a_network_of_many_addresses_is_one_client() {
        let clients = Clients::new(PerClient { per_second: 1.0, at_once: 1.0 });
        let now = Instant::now();
        assert!(clients.may_ask("2001:db8:0:1::1".parse().unwrap(), now));
        assert!(!clients.may_ask("2001:db8:0:1:ffff::2".parse().unwrap(), now));
        assert!(clients.may_ask("2001:db8:0:2::1".parse().unwrap(), now));
        assert!(clients.may_ask("::ffff:192.0.2.1".parse().unwrap(), now));
        assert!(!clients.may_ask("192.0.2.1".parse().unwrap(), now), "the same, written otherwise");
    }

    #[test]
    fn no_more_clients_are_remembered_than_there_is_room_for() {
        let clients = Clients::new(PerClient { per_second: 1.0, at_once: 1.0 });
        let now = Instant::now();
        let address = |number: u32| IpAddr::V4(std::net::Ipv4Addr::from(number));
        let most = u32::try_from(MOST_CLIENTS).unwrap();
        assert!((0..most).all(|number| clients.may_ask(address(number), now)));
        assert!(!clients.may_ask(address(most), now));
        assert!(clients.may_ask(address(most), now + Duration::from_secs(2)), "by then they are forgotten");
        assert_eq!(clients.left.lock().unwrap().len(), 1);
    }
}
