//! Name globs of procedures, functions and settings: `*` stands for any number of characters, dots
//! included, `?` for exactly one.

/// Whether `name` matches `glob`.
///
/// Runs in time proportional to the product of both lengths at worst, without recursion: only the
/// last `*` is ever tried again.
#[must_use]
pub fn glob_matches(glob: &str, name: &str) -> bool {
    let (mut pattern, mut text) = (glob.chars(), name.chars());
    let mut last_star: Option<(std::str::Chars<'_>, std::str::Chars<'_>)> = None;
    loop {
        match (pattern.next(), text.clone().next()) {
            (None, None) => return true,
            (Some('*'), _) => last_star = Some((pattern.clone(), text.clone())),
            (Some(wanted), Some(found)) if wanted == '?' || wanted == found => {
                text.next();
            }
            _ => {
                // Let the last star swallow one more character and try again.
                let Some((after_star, mut from)) = last_star.take() else { return false };
                if from.next().is_none() {
                    return false;
                }
                pattern = after_star.clone();
                text = from.clone();
                last_star = Some((after_star, from));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn globs_match_as_the_manual_says() {
        for (glob, name, expected) in [
            ("*", "anything.at.all", true),
            ("*", "", true),
            ("mine.*.exampleProcedure", "mine.public.exampleProcedure", true),
            ("mine.*.exampleProcedure", "mine.private.exampleProcedure", true),
            ("mine.*.exampleProcedure", "mine.exampleProcedure", false),
            ("*.exampleProcedure", "your.exampleProcedure", true),
            ("exampleProcedure?", "exampleProcedure", false),
            ("exampleProcedure?", "exampleProcedure1", true),
            ("exampleProcedure*", "exampleProcedure", true),
            ("exampleProcedure*", "exampleProcedure12", true),
            ("a*b*c", "aXbYbZc", true),
            ("a*b*c", "aXbYbZ", false),
            ("**", "x", true),
            ("a?c", "aöc", true),
            ("db.labels", "db.Labels", false),
        ] {
            assert_eq!(glob_matches(glob, name), expected, "{glob} {name}");
        }
    }

    #[test]
    fn many_stars_do_not_explode() {
        let glob = "*a".repeat(200) + "b";
        assert!(!glob_matches(&glob, &"a".repeat(5_000)));
    }
}
