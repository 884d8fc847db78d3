//! The actions: what a privilege row is about (column `action`), in the manual's order.
//!
//! Two printed names exist for an action and must not be mixed: the name in `AS COMMANDS`
//! ([`Action::command_name`]) and the name in notifications, errors and the query log
//! ([`Action::name`]). They differ for four actions only.

/// Where an action's privileges are aimed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ActionFamily {
    /// `ON GRAPH …`
    Graph,
    /// `ON DATABASE …`
    Database,
    /// `ON DBMS`
    Dbms,
    /// `ON DBMS`, and in Cypher 25 `ON DATABASE …` too
    DbmsOrDatabase,
    /// `LOAD ON …`
    Load,
}

/// One row of the table: variant, column `action`, name, name in `AS COMMANDS`, family.
macro_rules! actions {
    ($($variant:ident $action:literal $name:literal $command:literal $family:ident;)*) => {
        /// What a privilege allows.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum Action {
            $(#[doc = concat!("`", $name, "`, column value `", $action, "`")] $variant,)*
        }

        impl Action {
            /// Every action, in the manual's order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The value of column `action`.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $action,)* }
            }

            /// The name in notifications, errors and the query log.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The name in `AS COMMANDS` output.
            #[must_use]
            pub fn command_name(self) -> &'static str {
                match self { $(Self::$variant => $command,)* }
            }

            /// Where privileges of this action are aimed.
            #[must_use]
            pub fn family(self) -> ActionFamily {
                match self { $(Self::$variant => ActionFamily::$family,)* }
            }
        }
    };
}

actions! {
    Traverse "traverse" "TRAVERSE" "TRAVERSE" Graph;
    Read "read" "READ" "READ" Graph;
    Match "match" "MATCH" "MATCH" Graph;
    Merge "merge" "MERGE" "MERGE" Graph;
    CreateElement "create_element" "CREATE" "CREATE" Graph;
    DeleteElement "delete_element" "DELETE" "DELETE" Graph;
    SetLabel "set_label" "SET LABEL" "SET LABEL" Graph;
    RemoveLabel "remove_label" "REMOVE LABEL" "REMOVE LABEL" Graph;
    SetProperty "set_property" "SET PROPERTY" "SET PROPERTY" Graph;
    Write "write" "WRITE" "WRITE" Graph;
    GraphActions "graph_actions" "ALL GRAPH PRIVILEGES" "ALL GRAPH PRIVILEGES" Graph;
    Access "access" "ACCESS" "ACCESS" Database;
    StartDatabase "start_database" "START" "START" Database;
    StopDatabase "stop_database" "STOP" "STOP" Database;
    CreateIndex "create_index" "CREATE INDEX" "CREATE INDEX" Database;
    DropIndex "drop_index" "DROP INDEX" "DROP INDEX" Database;
    ShowIndex "show_index" "SHOW INDEX" "SHOW INDEX" Database;
    Index "index" "INDEX MANAGEMENT" "INDEX MANAGEMENT" Database;
    CreateConstraint "create_constraint" "CREATE CONSTRAINT" "CREATE CONSTRAINT" Database;
    DropConstraint "drop_constraint" "DROP CONSTRAINT" "DROP CONSTRAINT" Database;
    ShowConstraint "show_constraint" "SHOW CONSTRAINT" "SHOW CONSTRAINT" Database;
    Constraint "constraint" "CONSTRAINT MANAGEMENT" "CONSTRAINT MANAGEMENT" Database;
    CreateLabel "create_label" "CREATE NEW NODE LABEL" "CREATE NEW NODE LABEL" Database;
    CreateReltype "create_reltype" "CREATE NEW RELATIONSHIP TYPE" "CREATE NEW RELATIONSHIP TYPE" Database;
    CreatePropertykey "create_propertykey" "CREATE NEW PROPERTY NAME" "CREATE NEW PROPERTY NAME" Database;
    Token "token" "NAME MANAGEMENT" "NAME MANAGEMENT" Database;
    ShowTransaction "show_transaction" "SHOW TRANSACTION" "SHOW TRANSACTION" Database;
    TerminateTransaction "terminate_transaction" "TERMINATE TRANSACTION" "TERMINATE TRANSACTION" Database;
    TransactionManagement "transaction_management" "TRANSACTION MANAGEMENT" "TRANSACTION MANAGEMENT" Database;
    DatabaseActions "database_actions" "ALL DATABASE PRIVILEGES" "ALL DATABASE PRIVILEGES" Database;
    AlterDatabase "alter_database" "ALTER DATABASE" "ALTER DATABASE" DbmsOrDatabase;
    AlterCompositeDatabase "alter_composite_database" "ALTER COMPOSITE DATABASE" "ALTER COMPOSITE DATABASE" DbmsOrDatabase;
    SetDatabaseAccess "set_database_access" "SET DATABASE ACCESS" "SET DATABASE ACCESS" DbmsOrDatabase;
    SetDefaultLanguage "set_default_language" "SET DATABASE DEFAULT LANGUAGE" "SET DATABASE DEFAULT LANGUAGE" DbmsOrDatabase;
    CreateRole "create_role" "CREATE ROLE" "CREATE ROLE" Dbms;
    RenameRole "rename_role" "RENAME ROLE" "RENAME ROLE" Dbms;
    DropRole "drop_role" "DROP ROLE" "DROP ROLE" Dbms;
    AssignRole "assign_role" "ASSIGN ROLE" "ASSIGN ROLE" Dbms;
    RemoveRole "remove_role" "REMOVE ROLE" "REMOVE ROLE" Dbms;
    ShowRole "show_role" "SHOW ROLE" "SHOW ROLE" Dbms;
    RoleManagement "role_management" "ROLE MANAGEMENT" "ROLE MANAGEMENT" Dbms;
    CreateUser "create_user" "CREATE USER" "CREATE USER" Dbms;
    RenameUser "rename_user" "RENAME USER" "RENAME USER" Dbms;
    AlterUser "alter_user" "ALTER USER" "ALTER USER" Dbms;
    DropUser "drop_user" "DROP USER" "DROP USER" Dbms;
    ShowUser "show_user" "SHOW USER" "SHOW USER" Dbms;
    SetPasswords "set_passwords" "SET PASSWORDS" "SET PASSWORD" Dbms;
    SetAuth "set_auth" "SET AUTH" "SET AUTH" Dbms;
    SetUserStatus "set_user_status" "SET USER STATUS" "SET USER STATUS" Dbms;
    SetUserHomeDatabase "set_user_home_database" "SET USER HOME DATABASE" "SET USER HOME DATABASE" Dbms;
    ShowUserCredentials "show_user_credentials" "SHOW USER CREDENTIALS" "SHOW USER CREDENTIALS" Dbms;
    UserManagement "user_management" "USER MANAGEMENT" "USER MANAGEMENT" Dbms;
    SetUserMetadata "set_user_metadata" "SET USER METADATA" "SET USER METADATA" Dbms;
    ShowUserMetadata "show_user_metadata" "SHOW USER METADATA" "SHOW USER METADATA" Dbms;
    UserMetadataManagement "user_metadata_management" "USER METADATA MANAGEMENT" "USER METADATA MANAGEMENT" Dbms;
    CreateAuthRule "create_auth_rule" "CREATE AUTH RULE" "CREATE AUTH RULE" Dbms;
    RenameAuthRule "rename_auth_rule" "RENAME AUTH RULE" "RENAME AUTH RULE" Dbms;
    AlterAuthRule "alter_auth_rule" "ALTER AUTH RULE" "ALTER AUTH RULE" Dbms;
    DropAuthRule "drop_auth_rule" "DROP AUTH RULE" "DROP AUTH RULE" Dbms;
    ShowAuthRule "show_auth_rule" "SHOW AUTH RULE" "SHOW AUTH RULE" Dbms;
    AuthRuleManagement "auth_rule_management" "AUTH RULE MANAGEMENT" "AUTH RULE MANAGEMENT" Dbms;
    CreateDatabase "create_database" "CREATE DATABASE" "CREATE DATABASE" Dbms;
    DropDatabase "drop_database" "DROP DATABASE" "DROP DATABASE" Dbms;
    CreateCompositeDatabase "create_composite_database" "CREATE COMPOSITE DATABASE" "CREATE COMPOSITE DATABASE" Dbms;
    DropCompositeDatabase "drop_composite_database" "DROP COMPOSITE DATABASE" "DROP COMPOSITE DATABASE" Dbms;
    CompositeDatabaseManagement "composite_database_management" "COMPOSITE DATABASE MANAGEMENT" "COMPOSITE DATABASE MANAGEMENT" Dbms;
    DatabaseManagement "database_management" "DATABASE MANAGEMENT" "DATABASE MANAGEMENT" Dbms;
    CreateAlias "create_alias" "CREATE ALIAS" "CREATE ALIAS" Dbms;
    DropAlias "drop_alias" "DROP ALIAS" "DROP ALIAS" Dbms;
    AlterAlias "alter_alias" "ALTER ALIAS" "ALTER ALIAS" Dbms;
    ShowAlias "show_alias" "SHOW ALIAS" "SHOW ALIAS" Dbms;
    AliasManagement "alias_management" "ALIAS MANAGEMENT" "ALIAS MANAGEMENT" Dbms;
    ShowPrivilege "show_privilege" "SHOW PRIVILEGE" "SHOW PRIVILEGE" Dbms;
    AssignPrivilege "assign_privilege" "ASSIGN PRIVILEGE" "ASSIGN PRIVILEGE" Dbms;
    RemovePrivilege "remove_privilege" "REMOVE PRIVILEGE" "REMOVE PRIVILEGE" Dbms;
    PrivilegeManagement "privilege_management" "PRIVILEGE MANAGEMENT" "PRIVILEGE MANAGEMENT" Dbms;
    ShowServer "show_server" "SHOW SERVERS" "SHOW SERVERS" Dbms;
    ServerManagement "server_management" "SERVER MANAGEMENT" "SERVER MANAGEMENT" Dbms;
    ExecuteProcedure "execute" "EXECUTE PROCEDURE" "EXECUTE PROCEDURE" Dbms;
    ExecuteBoostedProcedure "execute_boosted" "EXECUTE BOOSTED PROCEDURE" "EXECUTE BOOSTED PROCEDURE" Dbms;
    ExecuteAdmin "execute_admin" "EXECUTE ADMIN PROCEDURES" "EXECUTE ADMIN PROCEDURES" Dbms;
    ExecuteFunction "execute" "EXECUTE USER DEFINED FUNCTION" "EXECUTE FUNCTION" Dbms;
    ExecuteBoostedFunction "execute_boosted" "EXECUTE BOOSTED USER DEFINED FUNCTION" "EXECUTE BOOSTED FUNCTION" Dbms;
    Impersonate "impersonate" "IMPERSONATE" "IMPERSONATE" Dbms;
    ShowSetting "show_setting" "SHOW SETTING" "SHOW SETTING" Dbms;
    SecretsManagement "secrets_management" "SECRETS MANAGEMENT" "SECRETS MANAGEMENT" Dbms;
    ShowSecrets "show_secrets" "SHOW SECRETS" "SHOW SECRETS" Dbms;
    WriteSecrets "write_secrets" "WRITE SECRETS" "WRITE SECRETS" Dbms;
    ReadSecrets "read_secrets" "READ SECRETS" "READ SECRETS" Dbms;
    DbmsActions "dbms_actions" "ALL DBMS PRIVILEGES" "ALL DBMS PRIVILEGES" Dbms;
    Load "load" "LOAD" "LOAD" Load;
    LoadCidr "load_cidr" "LOAD" "LOAD" Load;
    LoadUrl "load_url" "LOAD" "LOAD" Load;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn action_strings_are_unique_but_for_the_execute_pairs_and_names_but_for_load() {
        for (at, a) in Action::ALL.iter().enumerate() {
            for b in &Action::ALL[at + 1..] {
                let execute = a.as_str().starts_with("execute");
                assert!(a.as_str() != b.as_str() || execute, "{a:?} {b:?}");
                let load = a.family() == ActionFamily::Load;
                assert!(a.name() != b.name() || load, "{a:?} {b:?}");
            }
        }
    }
}
