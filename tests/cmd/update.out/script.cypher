// One block is wrong.
RENAME USER a b;
//> error Neo.ClientError.Statement.SyntaxError 42001 @14: Invalid input 'b': expected 'IF EXISTS' or 'TO'
RENAME ROLE a b; // kept
//> error Neo.ClientError.Statement.SyntaxError 42001 @14: Invalid input 'b': expected 'IF EXISTS' or 'TO'
