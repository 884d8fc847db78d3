//! What the options say of the server to be: edition, cluster, settings, claims.

use super::args::{self, Options};
use crate::exec::{Arrangement, Edition, Engine};
use crate::status::Error;
use crate::tools::map_value;

/// The setting that lists whose claims auth rules may ask for.
const AUTH_RULE_PROVIDERS: &str = "dbms.security.abac.authorization_providers";

/// Edition, cluster and settings, in this order: the later ones are those of what the earlier ones make.
pub(super) fn arrange(engine: &mut dyn Engine, options: &Options) -> Result<(), String> {
    if options.edition == Some(args::Edition::Community) {
        let how = Arrangement::Edition(Edition::Community);
        engine.arrange(&how).map_err(|error| complaint("--edition", &error))?;
    }
    if let Some(number) = options.servers {
        let how = Arrangement::Servers(number);
        engine.arrange(&how).map_err(|error| complaint("--servers", &error))?;
    }
    for setting in &options.settings {
        let (name, value) = setting.split_once('=').ok_or("--setting: NAME=VALUE is expected")?;
        let how = Arrangement::Setting(name.trim().into(), value.trim().into());
        engine.arrange(&how).map_err(|error| complaint("--setting", &error))?;
    }
    Ok(())
}

/// The claims of the session's user, who has logged in.
pub(super) fn arrange_session(engine: &mut dyn Engine, options: &Options) -> Result<(), String> {
    let Some(claims) = &options.claims else { return Ok(()) };
    if !options.settings.iter().any(|setting| setting.starts_with(AUTH_RULE_PROVIDERS)) {
        return Err(format!(
            "--claims: no auth rule can ask for claims unless a provider of tokens is listed\n  help: add --setting {AUTH_RULE_PROVIDERS}=oidc"
        ));
    }
    let claims = map_value(claims, options.version()).map_err(|why| format!("--claims: {why}"))?;
    let how = Arrangement::Claims(claims);
    engine.arrange(&how).map_err(|error| complaint("--claims", &error))
}

fn complaint(option: &str, error: &Error) -> String {
    let help = error.help.as_ref().map(|help| format!("\n  help: {help}"));
    format!("{option}: {error}{}", help.unwrap_or_default())
}
