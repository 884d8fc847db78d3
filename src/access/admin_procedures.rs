//! The procedures that are annotated with `@Admin`, as the manual's list of procedures labels them.

const ADMIN_PROCEDURES: &[&str] = &[
    "cdc.query",
    "db.cdc.query",
    "db.cdc.translateId",
    "db.clearQueryCaches",
    "db.listLocks",
    "db.prepareForReplanning",
    "db.stats.clear",
    "db.stats.collect",
    "db.stats.retrieve",
    "db.stats.retrieveAllAnonymized",
    "db.stats.status",
    "db.stats.stop",
    "dbms.checkConfigValue",
    "dbms.cluster.checkConnectivity",
    "dbms.cluster.readReplicaToggle",
    "dbms.cluster.secondaryReplicationDisable",
    "dbms.cluster.statusCheck",
    "dbms.listConfig",
    "dbms.quarantineDatabase",
    "dbms.scheduler.failedJobs",
    "dbms.scheduler.groups",
    "dbms.scheduler.jobs",
    "dbms.security.clearAuthCache",
    "dbms.security.reloadTLS",
    "dbms.setConfigValue",
    "dbms.setDefaultAllocationNumbers",
    "dbms.setDefaultDatabase",
    "dbms.showTopologyGraphConfig",
    "dbms.unquarantineDatabase",
    "dbms.upgrade",
    "dbms.upgradeStatus",
];

/// Whether a procedure is annotated with `@Admin`. Procedures that the manual does not list are not.
#[must_use]
pub fn is_admin_procedure(name: &str) -> bool {
    ADMIN_PROCEDURES.binary_search(&name).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_so_that_every_entry_is_found() {
        assert!(ADMIN_PROCEDURES.iter().all(|name| is_admin_procedure(name)));
        assert!(!is_admin_procedure("db.labels"));
    }
}
