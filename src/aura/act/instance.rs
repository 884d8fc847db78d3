//! Instances: create, edit, pause, resume, delete, and tool authentication of one.

use super::acting::{Acting, Planned};
use crate::aura::capability::ProjectCapability;
use crate::aura::change::Change;
use crate::aura::id::{InstanceId, ProjectId};
use crate::aura::node::Instance;
use crate::aura::refusal::{Kind, Refusal};
use crate::aura::tier::Tier;

impl Acting<'_> {
    /// Creates an instance in a project.
    ///
    /// # Errors
    /// When the caller may not, or the name is taken there.
    pub fn create_instance(&mut self, name: &str, project: ProjectId, tier: Tier) -> Planned {
        self.may_in_project(project, ProjectCapability::PerformInstanceActions)?;
        self.check_instance_name(name, project, None)?;
        let is_on = self.project(project)?.tool_authentication && tier.has_tool_authentication();
        let instance = Instance {
            dbid: self.fresh.dbid(),
            name: name.into(),
            project,
            tier,
            is_paused: false,
            tool_authentication: is_on,
        };
        let id = InstanceId::after(self.console.instances.keys().next_back());
        Ok(vec![Change::InstanceSet { id, instance: Some(Box::new(instance)) }])
    }

    /// Gives an instance another name.
    ///
    /// # Errors
    /// As [`Self::create_instance`].
    pub fn rename_instance(&self, instance: InstanceId, name: &str) -> Planned {
        self.check_and_edit(instance, |it| {
            it.name = name.into();
        })
        .and_then(|changes| {
            let project = self.instance(instance)?.project;
            self.check_instance_name(name, project, Some(instance)).map(|()| changes)
        })
    }

    /// Pauses an instance or resumes it.
    ///
    /// # Errors
    /// When the caller may not.
    pub fn pause_instance(&self, instance: InstanceId, is_paused: bool) -> Planned {
        self.check_and_edit(instance, |it| it.is_paused = is_paused)
    }

    /// Deletes an instance.
    ///
    /// # Errors
    /// When the caller may not.
    pub fn drop_instance(&self, instance: InstanceId) -> Planned {
        let project = self.instance(instance)?.project;
        self.may_in_project(project, ProjectCapability::PerformInstanceActions)?;
        Ok(vec![Change::InstanceSet { id: instance, instance: None }])
    }

    /// Opens an instance: says that the caller may.
    ///
    /// # Errors
    /// When the caller may not.
    pub fn open_instance(&self, instance: InstanceId) -> Result<(), Refusal> {
        let project = self.instance(instance)?.project;
        self.may_in_project(project, ProjectCapability::ViewInstances)
    }

    /// Sets tool authentication of one instance.
    ///
    /// # Errors
    /// When the caller may not, or the instance's tier has none.
    pub fn set_instance_tool_authentication(&self, id: InstanceId, is_on: bool) -> Planned {
        let node = self.instance(id)?;
        self.may_configure_tool_authentication(node.project)?;
        if !node.tier.has_tool_authentication() {
            let tier = node.tier.label();
            return Err(Refusal::NoToolAuthentication { instance: node.name.clone(), tier });
        }
        let instance = Box::new(Instance { tool_authentication: is_on, ..node.clone() });
        Ok(vec![Change::InstanceSet { id, instance: Some(instance) }])
    }

    fn check_and_edit(&self, id: InstanceId, edit: impl FnOnce(&mut Instance)) -> Planned {
        let mut instance = Box::new(self.instance(id)?.clone());
        self.may_in_project(instance.project, ProjectCapability::PerformInstanceActions)?;
        edit(&mut instance);
        Ok(vec![Change::InstanceSet { id, instance: Some(instance) }])
    }

    fn instance(&self, id: InstanceId) -> Result<&Instance, Refusal> {
        self.console.instance(id).ok_or_else(|| Refusal::missing(Kind::Instance, ""))
    }

    fn check_instance_name(
        &self,
        name: &str,
        project: ProjectId,
        but: Option<InstanceId>,
    ) -> Result<(), Refusal> {
        let mut others = self.console.instances_of(project).filter(|(id, _)| Some(*id) != but);
        if others.any(|(_, it)| it.name == name) {
            return Err(Refusal::Taken { kind: Kind::Instance, name: name.into() });
        }
        Ok(())
    }
}
