// A new name follows TO.
// inferred: nothing, in truth
RENAME USER a b;
//> error Neo.ClientError.Statement.SyntaxError @14: Invalid input 'b': expected 'IF EXISTS' or 'TO'
