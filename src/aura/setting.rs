//! The settings of organizations, as a table.

use super::capability::OrganizationCapability as Capability;

/// The value of a setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SettingValue {
    /// A switch.
    Switch(bool),
    /// A number.
    Number(i64),
    /// Several numbers.
    Numbers(Vec<i64>),
}

/// What values a setting takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SettingKind {
    /// true or false
    Switch,
    /// A number from the first to the last.
    Number(i64, i64),
    /// Up to so many numbers from 1 on.
    Numbers(usize),
}

/// A setting that exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting {
    /// Its key.
    pub key: &'static str,
    /// What values it takes.
    pub kind: SettingKind,
    /// What the caller must be allowed in the organization.
    pub capability: Capability,
    /// Whether a project may set it otherwise.
    pub is_on_project_level: bool,
}

/// The setting that gives new projects tool authentication. On in organizations created after
/// 2025-05-29.
pub(super) const TOOL_AUTHENTICATION: &str = "tool-authentication";
/// After how many days without activity a member goes.
pub(super) const INACTIVITY_THRESHOLD: &str = "inactivity-threshold-days";
/// How many days of inactivity bring a warning.
pub(super) const INACTIVITY_WARNINGS: &str = "inactivity-warning-days";
/// Whether single sign-on is the only way to log in; excludes the inactivity policy.
pub(super) const SSO_ONLY: &str = "sso-only-login";

/// Every setting. The keys are ours: the manual shows the settings as pages, not as names.
pub const SETTINGS: [Setting; 9] = [
    shared("generative-ai-assistance", SettingKind::Switch),
    shared("aura-graph-analytics", SettingKind::Switch),
    shared("aura-graph-analytics-max-session-memory-gb", SettingKind::Number(1, 1024)),
    shared("aura-graph-analytics-max-sessions", SettingKind::Number(1, 1000)),
    own(TOOL_AUTHENTICATION, SettingKind::Switch, Capability::ConfigureToolAuthentication),
    own("require-mfa", SettingKind::Switch, Capability::RequireMfa),
    own(SSO_ONLY, SettingKind::Switch, Capability::ConfigureSso),
    // 30 to 365 days; up to three warnings, each before the threshold.
    own(INACTIVITY_THRESHOLD, SettingKind::Number(30, 365), Capability::ConfigureInactivityPolicy),
    own(INACTIVITY_WARNINGS, SettingKind::Numbers(3), Capability::ConfigureInactivityPolicy),
];

const fn shared(key: &'static str, kind: SettingKind) -> Setting {
    Setting { key, kind, capability: Capability::AddSettings, is_on_project_level: true }
}

const fn own(key: &'static str, kind: SettingKind, capability: Capability) -> Setting {
    Setting { key, kind, capability, is_on_project_level: false }
}

impl Setting {
    /// The setting with this key, in any case, blanks and `_` as hyphens.
    #[must_use]
    pub fn named(key: &str) -> Option<&'static Self> {
        let key = key.to_lowercase().replace([' ', '_'], "-");
        SETTINGS.iter().find(|setting| setting.key == key)
    }

    /// Whether a value is of the setting's kind.
    #[must_use]
    pub fn takes(&self, value: &SettingValue) -> bool {
        match (self.kind, value) {
            (SettingKind::Switch, SettingValue::Switch(_)) => true,
            (SettingKind::Number(first, last), SettingValue::Number(number)) => {
                (first..=last).contains(number)
            }
            (SettingKind::Numbers(most), SettingValue::Numbers(numbers)) => {
                numbers.len() <= most && numbers.iter().all(|number| *number > 0)
            }
            _ => false,
        }
    }

    /// What values it takes, for people.
    #[must_use]
    pub fn expected(&self) -> String {
        match self.kind {
            SettingKind::Switch => "true or false".to_owned(),
            SettingKind::Number(first, last) => format!("a number from {first} to {last}"),
            SettingKind::Numbers(most) => format!("a list of up to {most} positive numbers"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_outside_the_table_are_refused() {
        let threshold = Setting::named("Inactivity_Threshold_Days").unwrap();
        assert!(threshold.takes(&SettingValue::Number(30)));
        assert!(threshold.takes(&SettingValue::Number(365)));
        assert!(!threshold.takes(&SettingValue::Number(29)));
        assert!(!threshold.takes(&SettingValue::Switch(true)));
        let warnings = Setting::named(INACTIVITY_WARNINGS).unwrap();
        assert!(warnings.takes(&SettingValue::Numbers(vec![7, 14, 21])));
        assert!(!warnings.takes(&SettingValue::Numbers(vec![1, 2, 3, 4])));
        assert!(Setting::named("colour").is_none());
    }
}
