//! The API's JSON, out and in.

use super::tests::World;
use super::*;
use serde_json::{json, to_value};

/// Ada's organization with the project `shop`, and Bob's pending invite to it.
fn world() -> (World, OrganizationId, ProjectId) {
    let mut world = World::new();
    let ada = world.sign_in("ada@a.org");
    world.done(ada, |it| it.create_organization("acme", Tier::Professional, Some("shop"))).unwrap();
    let organization = world.console.organization_named("acme").unwrap();
    let project = world.console.project_named("shop", None).unwrap();
    let role = ProjectRole::MetricsReader;
    let to = Invitation::to_project(&world.console, project, role, None).unwrap();
    world.done(ada, |it| it.invite(&["bob@a.org".into()], &to)).unwrap();
    (world, organization, project)
}

#[test]
fn things_have_the_fields_and_role_ids_of_the_api() {
    let (world, organization, project) = world();
    let console = &world.console;
    let uuid = |it: &crate::text::Text| it.to_string();
    let ada = console.account(console.account_of("ada@a.org").unwrap()).unwrap();
    let (_, invite) = console.invites().next().unwrap();
    assert_eq!(
        to_value(console.organization_users_json(organization)).unwrap(),
        json!([{
            "user_id": uuid(&ada.uuid), "email": "ada@a.org",
            "organization_roles": ["organization-owner"],
            "last_activity_at": "2026-01-01T00:00:00Z",
            "exempt_from_automatic_removal": false,
            "mfa_enrollment_status": "not_enrolled", "mfa_enrolled_methods": [],
            "projects": [{
                "id": uuid(&console.project(project).unwrap().uuid), "name": "shop",
                "project_roles": ["project-admin"],
            }],
        }])
    );
    assert_eq!(
        to_value(console.project_users_json(project)).unwrap(),
        json!([{
            "user_id": uuid(&ada.uuid), "email": "ada@a.org", "project_roles": ["project-admin"],
        }])
    );
    assert_eq!(
        to_value(console.invites_json(organization, world.now)).unwrap(),
        json!([{
            "id": uuid(&invite.uuid), "email": "bob@a.org",
            "organization_id": uuid(&console.organization(organization).unwrap().uuid),
            "organization_roles": ["organization-member"],
            "project_invites": [{
                "project_id": uuid(&console.project(project).unwrap().uuid),
                "project_roles": ["namespace-metrics-integration-reader"],
            }],
            "status": "active", "expires_at": "2026-01-08T00:00:00Z",
            "invited_by": uuid(&ada.uuid),
        }])
    );
    let data = wire::Data { data: console.projects_json(organization) };
    let expected =
        json!({"data": [{"id": uuid(&console.project(project).unwrap().uuid), "name": "shop"}]});
    assert_eq!(to_value(data).unwrap(), expected);
}

#[test]
fn an_invite_is_read_and_sent_like_one_of_the_console() {
    let (mut world, organization, project) = world();
    let id = world.console.project(project).unwrap().uuid.to_string();
    let body = json!({
        "email": "cleo@a.org", "roles": ["organization-admin"],
        "project_invites": [{"project_id": id, "project_roles": ["namespace-viewer"]}],
    });
    let (email, invitation) = world.console.invite_request(organization, &body).unwrap();
    let ada = world.console.account_of("ada@a.org").unwrap();
    world.done(ada, |it| it.invite(&[email], &invitation)).unwrap();
    let invites = to_value(world.console.invites_json(organization, world.now)).unwrap();
    assert_eq!(invites[1]["organization_roles"], body["roles"]);
    assert_eq!(invites[1]["project_invites"], body["project_invites"]);
}

#[test]
fn a_wrong_body_is_refused_in_the_apis_words() {
    let (world, organization, project) = world();
    let id = world.console.project(project).unwrap().uuid.to_string();
    for (body, message) in [
        (json!({"roles": ["organization-member"]}), "email: Field required"),
        (
            json!({"email": "a@b.c", "roles": []}),
            "roles: List should have at least 1 item after validation, not 0",
        ),
        (json!({"email": "a@b.c", "roles": null}), "roles: got null, want array"),
        (
            json!({"email": "a@b.c", "roles": ["ORG_OWNER"]}),
            "roles[0]: Input should be 'organization-owner', 'organization-admin' or 'organization-member'",
        ),
        (
            json!({"email": "a@b.c", "roles": ["organization-member"], "project_invites": [{"project_id": id}]}),
            "project_invites[0].project_roles: Field required",
        ),
        (
            json!({
                "email": "a@b.c", "roles": ["organization-member"],
                "project_invites": [{"project_id": id, "project_roles": ["project-viewer"]}],
            }),
            "project_invites[0].project_roles[0]: Input should be 'namespace-viewer', 'namespace-metrics-integration-reader', 'namespace-member' or 'namespace-admin'",
        ),
        (
            json!({
                "email": "a@b.c", "roles": ["organization-member"],
                "project_invites": [{"project_id": "x", "project_roles": ["namespace-viewer"]}],
            }),
            "project_invites[0].project_id: project not found",
        ),
    ] {
        let error = world.console.invite_request(organization, &body).unwrap_err();
        assert_eq!(error.to_string(), message);
    }
    let two = json!({"organization_roles": ["organization-admin", "organization-member"]});
    assert!(OrganizationRole::from_request(&two).is_err());
    let other = json!({"organization_roles": ["organization-admin"], "email": "x"});
    assert!(OrganizationRole::from_request(&other).is_err());
    let role = json!({"organization_roles": ["organization-admin"]});
    assert_eq!(OrganizationRole::from_request(&role), Ok(OrganizationRole::Admin));
    let role = json!({"project_roles": ["project-metrics-integration-reader"]});
    assert_eq!(ProjectRole::from_request(&role), Ok(ProjectRole::MetricsReader));
    let ada = world.console.account_of("ada@a.org").unwrap();
    let id = world.console.account(ada).unwrap().uuid.to_string();
    let body = json!({"user_id": id, "project_roles": ["project-viewer"]});
    let request = world.console.project_user_request(&body).unwrap();
    assert_eq!(request, wire::NewProjectUser { account: ada, role: ProjectRole::Viewer });
}

#[test]
fn a_document_that_is_no_console_says_why() {
    let (world, ..) = world();
    let json = world.console.to_json();
    let why = |json: &serde_json::Value| {
        Console::from_json(&json.to_string(), world.now).unwrap_err().to_string()
    };
    let change = |path: &str, value: serde_json::Value| {
        let mut json = json.clone();
        *json.pointer_mut(path).unwrap() = value;
        why(&json)
    };
    let uuid = json.pointer("/users/0/user_id").unwrap().clone();
    let missing = change("/instances", json!([{"id": "1"}]));
    assert!(missing.starts_with("This is no console: missing field `name` at line 1"), "{missing}");
    assert_eq!(
        change("/projects/0/users/0/user_id", json!("x")),
        "There is no user with id 'x' in the document."
    );
    assert_eq!(change("/organizations/0/plan", json!("gold")), "'gold' is no tier.");
    assert_eq!(
        change("/organizations/0/users/0/organization_roles/0", json!("organization-member")),
        "This console cannot be: organization 'acme' has no owner."
    );
    assert_eq!(
        change("/organizations/0/settings", json!({"inactivity-threshold-days": 1})),
        "'inactivity-threshold-days: not a number from 30 to 365' is no setting."
    );
    let mut twice = json.clone();
    let users = twice.pointer_mut("/users").unwrap().as_array_mut().unwrap();
    users.push(users[0].clone());
    let uuid = uuid.as_str().unwrap();
    assert_eq!(why(&twice), format!("The user id '{uuid}' stands there twice."));
}
