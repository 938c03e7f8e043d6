"""What each kind of table brings into the office: values, actions, statements, measures."""
