// The language has no USR.
// inferred: nothing, in truth
CREATE USR a;
//> error Neo.ClientError.Statement.SyntaxError @7: Invalid input 'USR'
