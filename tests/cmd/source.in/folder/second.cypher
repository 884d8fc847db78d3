:param here => "second"
:source third.cypher
