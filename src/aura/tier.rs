//! What kind of instance one pays for.

/// The tier of an instance, and of the plan an organization is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// Free
    Free,
    /// Professional
    Professional,
    /// Business Critical
    BusinessCritical,
    /// Virtual Dedicated Cloud, formerly Enterprise
    VirtualDedicatedCloud,
}

/// Tier, the word for it in a command, its name in prose, its `type` in the public API.
const TIERS: [(Tier, &str, &str, &str); 4] = [
    (Tier::Free, "FREE", "Free", "free-db"),
    (Tier::Professional, "PROFESSIONAL", "Professional", "professional-db"),
    (Tier::BusinessCritical, "BUSINESS_CRITICAL", "Business Critical", "business-critical"),
    (
        Tier::VirtualDedicatedCloud,
        "VIRTUAL_DEDICATED_CLOUD",
        "Virtual Dedicated Cloud",
        "enterprise-db",
    ),
];

impl Tier {
    /// Every tier, the smallest first.
    pub const ALL: [Self; 4] =
        [Self::Free, Self::Professional, Self::BusinessCritical, Self::VirtualDedicatedCloud];

    fn words(self) -> (&'static str, &'static str, &'static str) {
        let words = TIERS.iter().find(|(tier, ..)| *tier == self);
        words.map_or(("", "", ""), |(_, word, prose, api)| (word, prose, api))
    }

    /// The word for it in a command: `BUSINESS_CRITICAL`.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.words().0
    }

    /// Its name in prose: `Business Critical`.
    #[must_use]
    pub fn label(self) -> &'static str {
        self.words().1
    }

    /// Its `type` in the public API: `business-critical`.
    #[must_use]
    pub fn api_name(self) -> &'static str {
        self.words().2
    }

    /// The tier with this name, in any spelling and case.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        let same = |a: &str| {
            a.len() == word.len()
                && a.chars().zip(word.chars()).all(|(a, b)| {
                    a.eq_ignore_ascii_case(&b)
                        || (matches!(a, '_' | '-') && matches!(b, ' ' | '-' | '_'))
                })
        };
        TIERS.iter().find(|(_, name, _, api)| same(name) || same(api)).map(|(tier, ..)| *tier)
    }

    /// Whether tool authentication and its predefined roles exist here: on Free, Professional and
    /// Business Critical.
    #[must_use]
    pub fn has_tool_authentication(self) -> bool {
        self != Self::VirtualDedicatedCloud
    }

    /// Whether metrics of an instance can be read through the API: Business Critical and Virtual
    /// Dedicated Cloud.
    #[must_use]
    pub fn has_metrics(self) -> bool {
        matches!(self, Self::BusinessCritical | Self::VirtualDedicatedCloud)
    }

    /// Whether an organization on this plan may create projects: Professional and Business Critical.
    #[must_use]
    pub fn may_create_projects(self) -> bool {
        matches!(self, Self::Professional | Self::BusinessCritical)
    }
}

#[cfg(test)]
mod tests {
    use super::Tier;

    #[test]
    fn every_tier_is_found_under_each_of_its_names() {
        for tier in Tier::ALL {
            for name in [tier.name(), tier.label(), tier.api_name()] {
                assert_eq!(Tier::parse(&name.to_lowercase()), Some(tier), "{name}");
            }
        }
        assert_eq!(Tier::parse("business"), None);
    }
}
