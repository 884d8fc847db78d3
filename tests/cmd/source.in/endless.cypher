:source endless.cypher
