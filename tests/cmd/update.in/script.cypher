// One block is wrong.
RENAME USER a b;
//>  error  Neo.ClientError.Statement.SyntaxError:   wrong
RENAME ROLE a b; // kept