//! Laws of the console: random acts never break an invariant, every change can be taken back, and
//! an invite ends once.

use super::*;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

/// A console with a clock and countable randomness.
pub(super) struct World {
    pub(super) console: Console,
    pub(super) now: Timestamp,
    counter: u64,
}

impl World {
    pub(super) fn new() -> Self {
        let now = "2026-01-01T00:00:00Z".parse().unwrap();
        Self { console: Console::default(), now, counter: 0 }
    }

    /// Lets an account act; what it plans is done.
    fn act<T>(&mut self, account: AccountId, act: impl FnOnce(&mut Acting<'_>) -> T) -> T {
        let counter = &mut self.counter;
        let mut random = |bytes: &mut [u8]| {
            *counter += 1;
            for (byte, value) in bytes.iter_mut().zip(counter.to_be_bytes().iter().rev().cycle()) {
                *byte = *value;
            }
        };
        let fresh = Fresh { now: self.now, random: &mut random };
        act(&mut Acting { console: &self.console, account, fresh })
    }

    pub(super) fn done(
        &mut self,
        account: AccountId,
        act: impl FnOnce(&mut Acting<'_>) -> Planned,
    ) -> Result<Vec<Undo>, Refusal> {
        let changes = self.act(account, act)?;
        Ok(changes.into_iter().map(|change| self.console.apply(change)).collect())
    }

    pub(super) fn sign_in(&mut self, email: &str) -> AccountId {
        let counter = &mut self.counter;
        let mut random = |bytes: &mut [u8]| {
            *counter += 1;
            bytes.fill(u8::try_from(*counter % 251).unwrap());
        };
        let fresh = Fresh { now: self.now, random: &mut random };
        let (account, changes) = self.console.sign_in(email, fresh).unwrap();
        for change in changes {
            let _ = self.console.apply(change);
        }
        account
    }
}

/// The numbers an act is made of; what they mean depends on what there is.
#[derive(Debug, Clone, Copy)]
struct Roll {
    actor: usize,
    act: usize,
    a: usize,
    b: usize,
    c: usize,
}

fn rolls() -> impl Strategy<Value = Vec<Roll>> {
    let roll = (0..5_usize, 0..30_usize, 0..6_usize, 0..6_usize, 0..6_usize)
        .prop_map(|(actor, act, a, b, c)| Roll { actor, act, a, b, c });
    proptest::collection::vec(roll, 1..80)
}

fn pick<T: Copy>(of: &[T], at: usize) -> Option<T> {
    of.get(at % of.len().max(1)).copied()
}

const NAMES: [&str; 3] = ["one", "two", "three"];

/// Does what the numbers say; none when the numbers lead to nothing that exists.
fn perform(
    world: &mut World,
    accounts: &[AccountId],
    roll: Roll,
) -> Option<Result<Vec<Undo>, Refusal>> {
    let Roll { actor, act, a, b, c } = roll;
    let actor = pick(accounts, actor)?;
    let other = pick(accounts, a)?;
    let organizations: Vec<_> = world.console.organizations().map(|(id, _)| id).collect();
    let projects: Vec<_> = world.console.projects().map(|(id, _)| id).collect();
    let instances: Vec<_> = world.console.instances().map(|(id, _)| id).collect();
    let invites: Vec<_> = world.console.invites().map(|(id, _)| id).collect();
    let organization = pick(&organizations, b);
    let project = pick(&projects, b);
    let instance = pick(&instances, b);
    let invite = pick(&invites, b);
    let name = NAMES[c % 3];
    let tier = Tier::ALL[c % 4];
    let project_role = ProjectRole::ALL[c % 4];
    let organization_role = OrganizationRole::ALL[c % 3];
    let email = world.console.account(other)?.email.clone();
    Some(match act {
        0 => world.done(actor, |it| it.create_organization(name, tier, (a > 2).then_some("first"))),
        1 => world.done(actor, |it| it.create_tenant(name)),
        2 => with(organization?, |o| world.done(actor, |it| it.create_project(name, o))),
        3 => with(organization?, |o| world.done(actor, |it| it.rename_organization(o, name))),
        4 => with(organization?, |o| world.done(actor, |it| it.drop_organization(o))),
        5 => with(project?, |p| world.done(actor, |it| it.rename_project(p, name))),
        6 => with((project?, pick(&organizations, c)?), |(p, to)| {
            world.done(actor, |it| it.transfer_project(p, to))
        }),
        7 => with(project?, |p| world.done(actor, |it| it.create_instance(name, p, tier))),
        8 => with(instance?, |i| world.done(actor, |it| it.drop_instance(i))),
        9 => with(project?, |p| {
            world.done(actor, |it| it.set_project_tool_authentication(p, a > 2, c > 2))
        }),
        10 => with(instance?, |i| {
            world.done(actor, |it| it.set_instance_tool_authentication(i, a > 2))
        }),
        11 => with(project?, |p| {
            let there = (a > 3).then_some(organization_role);
            let to = Invitation::to_project(&world.console, p, project_role, there);
            to.and_then(|to| world.done(actor, |it| it.invite(&[email], &to)))
        }),
        12 => with(organization?, |o| {
            let organization = Some((o, organization_role));
            let to = Invitation { organization, projects: Default::default() };
            world.done(actor, |it| it.invite(&[email], &to))
        }),
        13 => with(invite?, |i| world.done(actor, |it| it.accept(i))),
        14 => with(invite?, |i| world.done(actor, |it| it.revoke(i))),
        15 => with(project?, |p| world.done(actor, |it| it.add_member(other, p, project_role))),
        16 => {
            with(project?, |p| world.done(actor, |it| it.set_project_role(other, p, project_role)))
        }
        17 => with(organization?, |o| {
            world.done(actor, |it| it.set_organization_role(other, o, organization_role))
        }),
        18 => with(project?, |p| world.done(actor, |it| it.remove_from_project(other, p))),
        19 => {
            with(organization?, |o| world.done(actor, |it| it.remove_from_organization(other, o)))
        }
        20 => with(invite?, |i| world.done(actor, |it| it.decline(i))),
        21 => with(organization?, |o| world.done(actor, |it| it.set_exempt(other, o, c > 2))),
        22 => {
            let setting = SETTINGS.get(a + c).unwrap_or(&SETTINGS[8]);
            let value = match setting.kind {
                SettingKind::Switch => SettingValue::Switch(a > 2),
                SettingKind::Number(first, _) => SettingValue::Number(first),
                SettingKind::Numbers(_) => SettingValue::Numbers(vec![7, 14]),
            };
            let value = (a > 0).then_some(value);
            with(organization?, |o| world.done(actor, |it| it.set_setting(o, setting, value)))
        }
        23 => with(organization?, |o| world.done(actor, |it| it.create_service_account(name, o))),
        24 => with(instance?, |i| world.done(actor, |it| it.pause_instance(i, a > 2))),
        25 => with(instance?, |i| world.done(actor, |it| it.rename_instance(i, name))),
        26 => with(project?, |p| world.done(actor, |it| it.switch_to(p))),
        27 => {
            // The policy acts by itself.
            let changes = world.console.next_inactive(world.now).unwrap_or_default();
            Ok(changes.into_iter().map(|change| world.console.apply(change)).collect())
        }
        _ => {
            world.now = world.now.saturating_add(SignedDuration::from_hours(40)).unwrap();
            Ok(Vec::new())
        }
    })
}

fn with<T, R>(thing: T, act: impl FnOnce(T) -> R) -> R {
    act(thing)
}

const PEOPLE: [&str; 5] = ["ada@a.org", "Bob@b.org", "cleo@c.org", "dan@d.org", "eve@e.org"];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn random_acts_never_break_an_invariant_and_can_be_taken_back(rolls in rolls()) {
        let mut world = World::new();
        let accounts = PEOPLE.map(|email| world.sign_in(email));
        let start = world.console.clone();
        let mut undos = Vec::new();
        for roll in rolls {
            let before = world.console.clone();
            match perform(&mut world, &accounts, roll) {
                Some(Ok(done)) => undos.extend(done),
                Some(Err(_)) | None => prop_assert_eq!(&before, &world.console),
            }
            let violations = world.console.violations(world.now);
            prop_assert!(violations.is_empty(), "{:?} broke: {:?}", roll, violations);
        }
        world.console.undo(undos.into_iter());
        prop_assert_eq!(&start, &world.console);
    }

    #[test]
    fn a_console_comes_back_from_its_json(rolls in rolls()) {
        let mut world = World::new();
        let accounts = PEOPLE.map(|email| world.sign_in(email));
        for roll in rolls {
            let _ = perform(&mut world, &accounts, roll);
        }
        let json = world.console.to_json();
        let again = Console::from_json(&json.to_string(), world.now).unwrap();
        prop_assert_eq!(again.to_json(), json);
    }

    #[test]
    fn an_invite_ends_once(steps in proptest::collection::vec(0..7_usize, 1..12)) {
        let mut world = World::new();
        let [owner, invitee, stranger] = ["o@a.org", "i@a.org", "s@a.org"].map(|it| world.sign_in(it));
        world.done(owner, |it| it.create_organization("acme", Tier::Professional, Some("p"))).unwrap();
        let project = world.console.project_named("p", None).unwrap();
        let to = Invitation::to_project(&world.console, project, ProjectRole::Viewer, None).unwrap();
        world.done(owner, |it| it.invite(&["I@A.org".into()], &to)).unwrap();
        let (invite, _) = world.console.invites().next().unwrap();

        // The model: a state, an age in hours, and what each step makes of them.
        let mut state = InviteState::Pending;
        let mut age = 0;
        for step in steps {
            let is_pending = state == InviteState::Pending;
            let (done, answer) = match step {
                0 => (world.done(invitee, |it| it.accept(invite)), Some(InviteAnswer::Accepted)),
                1 => (world.done(invitee, |it| it.decline(invite)), Some(InviteAnswer::Declined)),
                2 => (world.done(owner, |it| it.revoke(invite)), Some(InviteAnswer::Revoked)),
                // Others may neither answer nor take it back.
                3 => (world.done(stranger, |it| it.accept(invite)), None),
                4 => (world.done(owner, |it| it.decline(invite)), None),
                5 => (world.done(stranger, |it| it.revoke(invite)), None),
                _ => {
                    world.now = world.now.saturating_add(SignedDuration::from_hours(50)).unwrap();
                    age += 50;
                    if is_pending && age >= 7 * 24 {
                        state = InviteState::Expired;
                    }
                    continue;
                }
            };
            prop_assert_eq!(done.is_ok(), is_pending && answer.is_some(), "{:?}", done);
            if let (true, Some(answer)) = (is_pending, answer) {
                state = InviteState::Answered(answer);
            }
            prop_assert_eq!(world.console.invite(invite).unwrap().state(world.now), state);
            let joined = state == InviteState::Answered(InviteAnswer::Accepted);
            let role = joined.then_some(ProjectRole::Viewer);
            prop_assert_eq!(world.console.project_role(invitee, project), role);
        }
    }
}

#[test]
fn credentials_lead_to_their_account_with_the_right_secret_only() {
    let mut world = World::new();
    let ada = world.sign_in("ada@a.org");
    let made = world.act(ada, |it| it.create_credential("ci"));
    for change in made.changes {
        let _ = world.console.apply(change);
    }
    assert_eq!(world.console.authenticate(&made.client_id, &made.client_secret), Some(ada));
    assert_eq!(world.console.authenticate(&made.client_id, "guess"), None);
    assert_eq!(world.console.authenticate("nobody", &made.client_secret), None);
    world.done(ada, |it| it.drop_credential(&made.client_id)).unwrap();
    assert_eq!(world.console.authenticate(&made.client_id, &made.client_secret), None);
}
