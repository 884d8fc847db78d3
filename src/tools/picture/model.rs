//! What a picture consists of.

/// How something is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// As such.
    #[default]
    Plain,
    /// Hardly: it is not really there.
    Faint,
    /// As something that is allowed.
    Good,
    /// As something that is forbidden.
    Bad,
}

/// The form of a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shape {
    /// With corners.
    #[default]
    Square,
    /// With round corners.
    Round,
}

/// A line of text in a box.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// The text.
    pub text: String,
    /// How it is drawn.
    pub tone: Tone,
}

/// A box.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Box {
    /// Its first line.
    pub title: String,
    /// The others.
    pub lines: Vec<Line>,
    /// Its form.
    pub shape: Shape,
    /// How it is drawn.
    pub tone: Tone,
    /// Its column, from the left, for pictures that are laid out here.
    pub column: usize,
}

/// An arrow between boxes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Arrow {
    /// The place of the box it leaves.
    pub from: usize,
    /// The place of the box it enters.
    pub to: usize,
    /// What stands at it, in lines.
    pub label: Vec<String>,
    /// How it is drawn.
    pub tone: Tone,
}

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Picture {
    /// The boxes.
    pub boxes: Vec<Box>,
    /// The arrows.
    pub arrows: Vec<Arrow>,
    /// What is said below, a line each.
    pub notes: Vec<String>,
}
