// One block is wrong.
CREATE USR a;
//>  error  Neo.ClientError.Statement.SyntaxError:   wrong
CREATE USR b; // kept