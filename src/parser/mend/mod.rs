//! A text that breaks off inside of an expression, made whole: a text of which Neo4j's front end sees the same tree.
//!
//! Its parser passes over the token that does not fit, ends the rule, and goes on in the rule around it. Most rules
//! make their part of the tree of what they have; some need more than is there and make nothing, and a few make
//! something that nobody can look at: then nothing of the command is told.

mod rules;

use super::expected::Tree;
use rules::{COMPOSABLE, Part, Rule, ends_pattern, is_operand, is_told_elsewhere, pattern};

/// What becomes of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mended {
    /// It counts as this text. Up to the place of the syntax error it is the same.
    As(String),
    /// Nothing of it is looked at.
    Lost,
}

/// Makes a text with a syntax error at byte `error` whole; none where it does not break off inside of an expression.
pub(super) fn mend(tree: &Tree<'_>, text: &str, error: usize) -> Option<Mended> {
    let has = |names: &[&str]| tree.nodes().any(|node| names.contains(&tree.name(node)));
    let tail = match () {
        () if has(&COMPOSABLE) => Tail::Clauses,
        () if has(&["yield_clause"]) => Tail::Yield,
        () => Tail::Where,
    };
    let mut mender =
        Mender { tree, text, error, tail, open: Vec::new(), made: String::new(), copied: 0 };
    match mender.run() {
        Ok(()) => Some(Mended::As(mender.made)),
        Err(Broken::Lost) => Some(Mended::Lost),
        Err(Broken::Elsewhere) => None,
    }
}

/// Parts of a command that are looked at as soon as they are read.
const AT_ONCE: [&str; 3] = ["limit_clause", "names_of", "skip_clause"];

/// What stands behind a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tail {
    /// Clauses of which each is looked at by itself.
    Clauses,
    /// `YIELD` and more, looked at only as a whole: nothing in it may be missing.
    Yield,
    /// `WHERE` alone, or nothing.
    Where,
}

/// Why a text is not made whole.
enum Broken {
    Lost,
    /// Not in an expression.
    Elsewhere,
}

/// A rule of which the end has not come.
struct Open<'t> {
    node: usize,
    /// The next of its tokens, and of those of the rules inside.
    next: usize,
    rule: Rule<'t>,
    /// How much was written in front of it.
    made: usize,
    /// Whether it is an expression, or inside of one; and the same for a pattern.
    in_expression: bool,
    in_pattern: bool,
}

struct Mender<'a, 't> {
    tree: &'a Tree<'t>,
    text: &'t str,
    /// Where the first error is.
    error: usize,
    tail: Tail,
    open: Vec<Open<'t>>,
    made: String,
    /// Up to where the text was copied.
    copied: usize,
}

impl Mender<'_, '_> {
    fn run(&mut self) -> Result<(), Broken> {
        for node in self.tree.nodes() {
            let depth = self.tree.depth(node);
            while self.open.len() > depth {
                self.close()?;
            }
            let start = self.tree.covered(node).start;
            self.write_up_to(start);
            let rule = Rule { name: self.tree.name(node), words: Vec::new(), parts: Vec::new() };
            let outer = self.open.last();
            let in_expression = rule.name == "expr" || outer.is_some_and(|it| it.in_expression);
            let in_pattern = pattern(rule.name).is_some() || outer.is_some_and(|it| it.in_pattern);
            let made = self.made.len();
            self.open.push(Open { node, next: start, rule, made, in_expression, in_pattern });
        }
        while !self.open.is_empty() {
            self.close()?;
        }
        Ok(())
    }

    /// Writes the tokens of the innermost rule in front of token `end`.
    fn write_up_to(&mut self, end: usize) {
        let Some(mut open) = self.open.pop() else { return };
        let passed_over = self.tree.passed_over(open.node);
        for number in (open.next..end).filter(|number| Some(*number) != passed_over) {
            if let Some((word, span)) = self.tree.token(number) {
                open.rule.words.push(word);
                self.write(word, span.range());
            }
        }
        open.next = end;
        self.open.push(open);
    }

    /// Writes a token: in its place where that is in front of the error, or behind what is there.
    fn write(&mut self, word: &str, place: std::ops::Range<usize>) {
        if word == "," && self.made.ends_with(['(', '[']) {
            return;
        }
        if place.start < self.error && self.made.len() <= place.start {
            let is_whole = self.made.len() == self.copied;
            let gap = self.text.get(self.copied..place.start).filter(|_| is_whole);
            let left_out = place.start - self.made.len();
            self.made.push_str(gap.unwrap_or(&" ".repeat(left_out)));
        } else {
            self.made.push(' ');
        }
        self.copied = place.end;
        self.made.push_str(word);
    }

    fn complete(&mut self, tail: &str) {
        if !tail.is_empty() {
            self.made.push(' ');
            self.made.push_str(tail);
        }
    }

    /// Ends the innermost rule.
    fn close(&mut self) -> Result<(), Broken> {
        let Some(innermost) = self.open.last() else { return Ok(()) };
        let end = self.tree.covered(innermost.node).end;
        self.write_up_to(end);
        let Some(closed) = self.open.pop() else { return Ok(()) };
        let part = self.part(&closed)?;
        let Open { node, rule, made, .. } = closed;
        if part == Part::Absent && self.tail == Tail::Yield {
            return Err(Broken::Lost);
        }
        let stands_in = match rule.name {
            "expr" if part == Part::Absent => Some("null"),
            name => pattern(name).filter(|_| self.tree.is_broken_inside(node)),
        };
        if let Some(text) = stands_in {
            self.made.truncate(made);
            match self.open.last().map(|outer| outer.rule.name) {
                // They are left out.
                Some("argument" | "list_literal") if part == Part::Absent => {
                    let kept = self.made.trim_end().trim_end_matches(',').len();
                    self.made.truncate(kept);
                }
                _ => self.complete(text),
            }
        }
        if let Some(outer) = self.open.last_mut() {
            outer.rule.parts.push((rule.name, part));
            outer.next = end;
        }
        Ok(())
    }

    /// Completes a rule that failed, and tells what it has made.
    fn part(&mut self, closed: &Open<'_>) -> Result<Part, Broken> {
        let (node, rule) = (closed.node, &closed.rule);
        let is_broken = self.tree.is_broken(node);
        if is_told_elsewhere(rule.name) && self.tree.is_broken_inside(node) {
            return Err(Broken::Elsewhere);
        }
        if !is_operand(rule.name) && !closed.in_expression {
            return self.part_of_tail(node, rule);
        }
        if is_broken && ends_pattern(rule.name) {
            return Ok(Part::Absent);
        }
        if closed.in_pattern {
            return Ok(if rule.has_any(Part::Absent) { Part::Absent } else { Part::There });
        }
        if !is_broken {
            return Ok(rule.whole());
        }
        match rule.name {
            // The end of the text in the place of a key.
            "name" if self.tree.is_empty(node) && self.tail != Tail::Yield => {
                self.complete("``");
                return Ok(Part::There);
            }
            "param_name" => {
                let passed_over = self.tree.passed_over(node);
                let Some((word, _)) = passed_over.and_then(|at| self.tree.token(at)) else {
                    return Ok(Part::Absent);
                };
                let name = if word.contains('`') { "a" } else { word };
                self.made.push_str(&format!("`{name}`"));
                return Ok(Part::There);
            }
            _ => {}
        }
        let (part, tail) = rule.failed(self.tree.passed_over(node).is_some());
        self.complete(tail);
        Ok(part)
    }

    /// The same for a rule around expressions.
    fn part_of_tail(&self, node: usize, rule: &Rule<'_>) -> Result<Part, Broken> {
        if self.tree.is_broken(node) && rule.name != "statements" {
            return Err(Broken::Elsewhere);
        }
        if rule.has_any(Part::Garbage) {
            return Err(Broken::Lost);
        }
        // Which clause it is shows in the tree only.
        if rule.name == "order_skip_limit" && rule.parts.iter().any(|(part, _)| *part == "order_by")
        {
            return Err(Broken::Elsewhere);
        }
        if !rule.has_any(Part::Absent) {
            return Ok(Part::There);
        }
        let is_empty = |part: usize| self.tree.name(part) == "expr" && self.tree.is_empty(part);
        match self.tail {
            _ if AT_ONCE.contains(&rule.name) => Err(Broken::Lost),
            _ if self.tree.children(node).any(is_empty) => Err(Broken::Elsewhere),
            Tail::Clauses => Ok(Part::There),
            Tail::Yield | Tail::Where => Err(Broken::Lost),
        }
    }
}
