// first
:source folder/second.cypher
:params
