//! Where a statement's lines break.

use super::piece::Piece;

/// Columns that a line should not pass.
const WIDTH: usize = 100;
/// Columns that clauses stand further in than what they belong to.
const CLAUSE_INDENT: usize = 2;
/// Columns that the rest of a clause stands further in than its beginning.
const REST_INDENT: usize = 4;

/// The text of a statement without its end.
pub(super) fn lay_out(pieces: &[Piece<'_>], newline: &str) -> String {
    let mut page = Page { out: String::new(), column: 0, pending: None, newline };
    if page.fits(pieces, 0) {
        page.write_all(pieces);
    } else {
        for (at, clause) in clauses(pieces).enumerate() {
            let indent = if at == 0 { 0 } else { CLAUSE_INDENT };
            page.break_line(indent);
            page.clause(clause, indent);
        }
    }
    page.out
}

/// The clauses of a statement or of a block. Comments on lines of their own belong to what they stand
/// in front of.
fn clauses<'p, 'a>(mut pieces: &'p [Piece<'a>]) -> impl Iterator<Item = &'p [Piece<'a>]> {
    std::iter::from_fn(move || {
        if pieces.is_empty() {
            return None;
        }
        let lead = pieces.iter().take_while(|piece| piece.is_own_line()).count();
        let mut depth = 0_usize;
        let starts = |piece: &Piece<'_>| {
            let is_outside = depth == 0;
            depth =
                depth + usize::from(piece.opens_block) - usize::from(piece.closes_block).min(depth);
            piece.begins_clause && is_outside
        };
        let next = pieces.iter().map(starts).skip(lead + 1).position(|starts| starts);
        let mut end = next.map_or(pieces.len(), |at| lead + 1 + at);
        if next.is_some() {
            let before = pieces.get(..end).unwrap_or_default();
            end -= before.iter().rev().take_while(|piece| piece.is_own_line()).count();
        }
        let (clause, rest) = pieces.split_at_checked(end).unwrap_or((pieces, &[]));
        pieces = rest;
        Some(clause)
    })
}

/// The text so far.
struct Page<'n> {
    out: String,
    /// Columns of the last line.
    column: usize,
    /// A line break, and the column after it, that comes before whatever is written next.
    pending: Option<usize>,
    newline: &'n str,
}

impl Page<'_> {
    /// Goes on in a new line.
    fn break_line(&mut self, indent: usize) {
        if !self.out.is_empty() {
            self.pending = Some(indent);
        }
    }

    fn write(&mut self, piece: &Piece<'_>) {
        if let Some(indent) = self.pending.take() {
            self.out.push_str(self.newline);
            self.out.extend(std::iter::repeat_n(' ', indent));
            self.column = indent;
        } else if piece.blank && !self.out.is_empty() {
            self.out.push(' ');
            self.column += 1;
        }
        self.out.push_str(&piece.text);
        self.column += piece.width;
    }

    fn write_all(&mut self, pieces: &[Piece<'_>]) {
        pieces.iter().for_each(|piece| self.write(piece));
    }

    /// Whether the pieces can stand on one line that starts in this column.
    fn fits(&self, pieces: &[Piece<'_>], column: usize) -> bool {
        !pieces.iter().any(Piece::breaks_line) && column + width(pieces) <= WIDTH
    }

    /// One clause, whose first line starts at `indent`.
    fn clause(&mut self, pieces: &[Piece<'_>], indent: usize) {
        let lead = pieces.iter().take_while(|piece| piece.is_own_line()).count();
        let (comments, pieces) = pieces.split_at_checked(lead).unwrap_or((pieces, &[]));
        for comment in comments {
            self.write(comment);
            self.break_line(indent);
        }
        if self.fits(pieces, indent) {
            self.write_all(pieces);
            return;
        }
        let Some((head, inside, rest)) = block(pieces) else {
            self.fill(pieces, indent + REST_INDENT);
            return;
        };
        self.fill(head, indent + REST_INDENT);
        for clause in clauses(inside) {
            self.break_line(indent + CLAUSE_INDENT);
            self.clause(clause, indent + CLAUSE_INDENT);
        }
        self.break_line(indent);
        self.fill(rest, indent + REST_INDENT);
    }

    /// As much on each line as there is room for.
    fn fill(&mut self, pieces: &[Piece<'_>], indent: usize) {
        let mut rest = pieces;
        while let Some((piece, behind)) = rest.split_first() {
            if piece.is_own_line() || piece.may_break && !self.has_room(rest) {
                self.break_line(indent);
            }
            self.write(piece);
            if piece.breaks_line() {
                self.break_line(indent);
            }
            rest = behind;
        }
    }

    /// Whether the current line takes the pieces up to the next place where it may break.
    fn has_room(&self, pieces: &[Piece<'_>]) -> bool {
        let end = pieces.iter().skip(1).position(|piece| piece.may_break || piece.is_own_line());
        let chunk = end.and_then(|end| pieces.get(..=end)).unwrap_or(pieces);
        self.pending.is_some() || self.column + 1 + width(chunk) <= WIDTH
    }
}

/// What stands before, in and behind the first block of a clause.
fn block<'p, 'a>(
    pieces: &'p [Piece<'a>],
) -> Option<(&'p [Piece<'a>], &'p [Piece<'a>], &'p [Piece<'a>])> {
    let open = pieces.iter().position(|piece| piece.opens_block)?;
    let (head, behind) = pieces.split_at_checked(open + 1)?;
    let mut depth = 1;
    let close = behind.iter().position(|piece| {
        depth += usize::from(piece.opens_block);
        depth -= usize::from(piece.closes_block);
        depth == 0
    })?;
    let (inside, rest) = behind.split_at_checked(close)?;
    Some((head, inside, rest))
}

fn width(pieces: &[Piece<'_>]) -> usize {
    let blanks = pieces.iter().skip(1).filter(|piece| piece.blank).count();
    blanks + pieces.iter().map(|piece| piece.width).sum::<usize>()
}
