//! Settings.

use super::settings::SETTINGS;
use super::traits::Traits;

/// A setting of a server.
#[derive(Debug)]
pub struct Setting {
    /// Its name.
    pub name: &'static str,
    /// The default value, where there is one.
    pub default: Option<&'static str>,
    pub(super) kind: Kind,
    pub(super) limits: &'static str,
    /// What is true of it.
    pub traits: Traits,
    /// What it is for, in our words: the manual's are longer.
    // DIFFERS: a server describes settings at length.
    pub about: &'static str,
}

/// What a setting holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Boolean,
    Integer,
    Long,
    Double,
    Duration,
    Bytes,
    Text,
    /// Elements of a list, in the limits.
    List,
    /// Elements of a set, in the limits.
    Set,
    /// One of the words in the limits.
    OneOf,
    Socket,
    /// An address that this server listens on.
    Listen,
    /// An address by which this server is reached.
    Advertised,
    /// The limits say it all.
    Other,
}

/// The default that is none.
pub(super) const ABSENT: &str = "\0";

pub(super) const fn s(
    name: &'static str,
    default: &'static str,
    kind: Kind,
    limits: &'static str,
    traits: u16,
    about: &'static str,
) -> Setting {
    let default = match default.as_bytes() {
        [0] => None,
        _ => Some(default),
    };
    Setting { name, default, kind, limits, traits: Traits(traits), about }
}

/// All settings, by name.
#[must_use]
pub fn settings() -> &'static [Setting] {
    SETTINGS
}

impl Setting {
    /// The text of column `validValues`, as the manual's, which begins it with a capital letter and
    /// ends it with a full stop.
    #[must_use]
    pub fn valid_values(&self) -> String {
        let limits = self.limits;
        let units = "Valid units are: `ns`, `μs`, `ms`, `s`, `m`, `h` and `d`; default unit is `s`";
        let multipliers = "valid multipliers are `B`, `KiB`, `KB`, `K`, `kB`, `kb`, `k`, `MiB`, `MB`, `M`, `mB`, `mb`, `m`, `GiB`, `GB`, `G`, `gB`, `gb`, `g`, `TiB`, `TB`, `PiB`, `PB`, `EiB`, `EB`";
        let socket = "a socket address in the format of `hostname:port`, `hostname`, or `:port`";
        match self.kind {
            Kind::Boolean => "a boolean".to_owned(),
            Kind::Integer => format!("an integer{limits}"),
            Kind::Long => format!("a long{limits}"),
            Kind::Double => format!("a double{limits}"),
            Kind::Duration => format!("a duration ({units}){limits}"),
            Kind::Bytes => format!("a byte size ({multipliers}){limits}"),
            Kind::Text => format!("a string{limits}"),
            Kind::List => format!("a comma-separated list where each element is {limits}"),
            Kind::Set => format!("a comma-separated set where each element is {limits}"),
            Kind::OneOf => format!("one of [{limits}]"),
            Kind::Socket => format!("{socket}{limits}"),
            Kind::Listen => {
                format!("{socket}. If missing, it is acquired from server.default_listen_address")
            }
            Kind::Advertised => format!(
                "{socket} that is an accessible address. If missing, it is acquired from server.default_advertised_address"
            ),
            Kind::Other => limits.to_owned(),
        }
    }

    /// Whether its value is kept secret.
    #[must_use]
    pub fn is_secret(&self) -> bool {
        self.kind == Kind::Other && self.limits == "a secure string"
    }

    /// The value in force when the configuration says nothing: the default, and for an address
    /// without a host, the default host.
    #[must_use]
    pub fn resting_value(&self) -> Option<String> {
        let default = self.default?;
        let needs_host = matches!(self.kind, Kind::Listen | Kind::Advertised | Kind::Socket)
            && default.starts_with(':');
        Some(if needs_host { format!("localhost{default}") } else { default.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_in_order_and_distinct() {
        assert!(settings().is_sorted_by(|a, b| a.name < b.name));
        assert!(settings().len() > 300);
    }

    #[test]
    fn values_and_valid_values_are_the_manuals() {
        let of = |name: &str| settings().iter().find(|setting| setting.name == name).unwrap();
        let bolt = of("server.bolt.listen_address");
        assert_eq!(bolt.default, Some(":7687"));
        assert_eq!(bolt.resting_value().as_deref(), Some("localhost:7687"));
        assert_eq!(of("db.checkpoint.throughput.limit").default, None);
        assert_eq!(of("browser.post_connect_cmd").default, Some(""));
        let checkpoint = of("db.checkpoint").valid_values();
        assert_eq!(checkpoint, "one of [PERIODIC, CONTINUOUS, VOLUME, VOLUMETRIC]");
        assert_eq!(of("dbms.max_databases").valid_values(), "a long that is minimum 2");
        assert!(of("dbms.security.keystore.password").is_secret());
        assert!(of("db.checkpoint.iops.limit").traits.is_dynamic());
    }
}
