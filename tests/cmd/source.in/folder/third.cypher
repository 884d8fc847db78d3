:param there => "third"
