//! Which notifications somebody wants to see, as the drivers of Neo4j let one say it:
//! `notifications_min_severity` and `notifications_disabled_classifications`.

use super::{Category, Notification, Severity};

/// What is wanted. All of them, unless told otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct NotificationFilter {
    minimum: MinimumSeverity,
    /// One bit for each category that is not wanted.
    disabled: u16,
}

/// The least severity that is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MinimumSeverity {
    /// `INFORMATION`: all.
    #[default]
    Information,
    /// `WARNING`
    Warning,
    /// `OFF`: none.
    Off,
}

impl NotificationFilter {
    /// Wants only these severities.
    #[must_use]
    pub fn at_least(minimum: MinimumSeverity) -> Self {
        Self { minimum, disabled: 0 }
    }

    /// Wants none of this category any more.
    #[must_use]
    pub fn without(self, category: Category) -> Self {
        Self { disabled: self.disabled | 1 << category as u16, ..self }
    }

    /// Whether a notification is wanted.
    #[must_use]
    pub fn admits(self, notification: &Notification) -> bool {
        let is_severe_enough = match self.minimum {
            MinimumSeverity::Information => true,
            MinimumSeverity::Warning => notification.severity == Severity::Warning,
            MinimumSeverity::Off => false,
        };
        is_severe_enough && self.disabled & (1 << notification.category as u16) == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::status::NotificationKind;

    /// The kinds that a filter admits.
    fn admitted(filter: NotificationFilter) -> Vec<NotificationKind> {
        let kinds = NotificationKind::ALL.iter().copied();
        kinds.filter(|kind| filter.admits(&kind.notification("", "", ""))).collect()
    }

    #[test]
    fn severity_and_category_decide() {
        assert_eq!(admitted(NotificationFilter::default()), NotificationKind::ALL);
        assert_eq!(admitted(NotificationFilter::at_least(MinimumSeverity::Off)), []);
        let warnings = NotificationFilter::at_least(MinimumSeverity::Warning);
        let kinds = admitted(warnings);
        assert!(kinds.iter().all(|kind| kind.severity() == Severity::Warning));
        assert!(kinds.contains(&NotificationKind::FeatureDeprecated));
        let quiet = warnings.without(Category::Security).without(Category::Topology);
        assert_eq!(
            admitted(quiet),
            [NotificationKind::FeatureDeprecated, NotificationKind::ParameterMissing]
        );
        let all_but = NotificationFilter::default().without(Category::Security);
        assert_eq!(
            admitted(all_but).len(),
            NotificationKind::ALL
                .iter()
                .filter(|kind| kind.category() != Category::Security)
                .count()
        );
    }
}
