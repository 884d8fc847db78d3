// One block is wrong.
CREATE USR a;
//> error Neo.ClientError.Statement.SyntaxError 42001 @7: Invalid input 'USR'
CREATE USR b; // kept
//> error Neo.ClientError.Statement.SyntaxError 42001 @7: Invalid input 'USR'
